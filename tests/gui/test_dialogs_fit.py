"""Every dialog, however much it has to say, fits a screen of 800 by 500; what has no room scrolls."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from PySide6.QtWidgets import QAbstractButton, QDialog

from gui.app.background import Background
from gui.app.settings import Settings
from gui.backups.replace_dialog import RestoreDialog
from gui.backups.scheduler import BackupScheduler
from gui.backups.stop_dialog import Stop, StopDialog
from gui.diagnostics.error_dialog import ErrorDialog
from gui.files.link_opener import OpenDialog
from gui.own_skills.skill_dialog import SkillDialog
from gui.pages.plan.weeks_off import WeeksOffDialog
from gui.skill_detail.day_dialog import DayDialog
from gui.skill_detail.evidence_dialog import EvidenceDialog
from gui.study.log_dialog import LogDialog
from gui.widgets.buttons import PlainButton
from gui.widgets.form import FormField
from gui.widgets.long_text import LongTextDialog
from gui.widgets.scrolling_body import ScrollingBody
from tests.gui.scene import TODAY, seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmaps.catalogue import Catalogue
    from roadmaps.journal import Event
    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SCREEN = (800, 500)
LONG = "There is no room left in /home/somebody/with/a/folder/of/a/very/long/name, and nothing has been changed. "


@pytest.fixture
def first_page() -> str:
    """A page that is soon made: none is looked at."""
    return "roles"


class Shelved(NamedTuple):
    """A backup that lies nowhere."""

    path: Path
    moment: datetime
    occasion: str


class FullShelf:
    """A dozen backups, all of which read well."""

    def backups(self) -> Sequence[Shelved]:
        newest = datetime(2026, 11, 20, 21, 40, tzinfo=UTC)
        return [Shelved(Path(f"{number}"), newest - timedelta(days=number), "before an import") for number in range(12)]

    def read(self, backup: Path) -> Sequence[Event]:
        return ()


class Salvaged:
    """What was recovered, with a lot to say of it."""

    events: Sequence[Event] = ()
    certain = 0
    lost = 12
    notes: Sequence[str] = (LONG, LONG)


@pytest.fixture
def low(open_window: OpenWindow, catalogue: Catalogue) -> Scene:
    return open_window(catalogue, size=SCREEN)


def assert_fits(scene: Scene, dialog: QDialog) -> None:
    """Within the screen, its buttons in sight, and everything else to be scrolled to."""
    scene.settle()
    scene.settle()
    assert dialog.width() <= SCREEN[0]
    assert dialog.height() <= SCREEN[1]
    bodies = seen(dialog, ScrollingBody)
    for button in seen(dialog, QAbstractButton):
        if not any(body.isAncestorOf(button) for body in bodies) and isinstance(button, PlainButton):
            assert button.visibleRegion().boundingRect() == button.rect(), button.text()
    for body in bodies:
        assert body.viewport().height() >= 60
        needed = body.heightForWidth(body.viewport().width())
        assert body.verticalScrollBar().maximum() + body.viewport().height() >= needed - 1


def put_away(scene: Scene, dialog: QDialog) -> None:
    dialog.reject()
    dialog.deleteLater()
    scene.settle()


def test_forms_with_every_error_fit(low: Scene) -> None:
    log = LogDialog(low.tracker, low.theme, low.icons, low.window)
    log.time.line.setText("no time")
    log.day.line.setText("no day")
    log.link.setText("no link")
    evidence = EvidenceDialog(low.tracker, low.theme, low.icons, low.window, next(iter(low.catalogue.can_dos.values())))
    skill = SkillDialog(low.tracker, low.theme, low.icons, low.window, name="n" * 300)
    for dialog in (log, evidence, skill):
        dialog.open()
        dialog.accept()
        low.tracker.failed.emit(LONG * 2)
        assert_fits(low, dialog)
        put_away(low, dialog)


def test_the_first_field_that_is_wrong_is_scrolled_to(low: Scene) -> None:
    low.window.files.export()
    dialog = next(each for each in low.window.findChildren(QDialog) if each.isVisible())
    low.tracker.failed.emit(LONG * 4)
    assert_fits(low, dialog)
    (body,) = seen(dialog, ScrollingBody)
    last = seen(dialog, FormField)[-1]
    body.show_part(last)
    low.settle()
    assert not last.visibleRegion().isEmpty()
    put_away(low, dialog)


def test_questions_and_messages_fit(low: Scene) -> None:
    window, theme = low.window, low.theme
    weeks = WeeksOffDialog(low.tracker, theme, window)
    weeks.first.line.setText("no day")
    weeks.last.line.setText("no day")
    weeks.accept()
    window.help_commands.show_keys()
    keys = next(each for each in window.findChildren(QDialog) if each.isVisible())
    for dialog in (
        weeks,
        keys,
        DayDialog(LONG, TODAY, None, theme, window),
        OpenDialog("https://example.org/" + "a" * 1900, theme, window),
        OpenDialog("file:///" + "a" * 1900, theme, window),
        LongTextDialog("Note", LONG * 200, "Remove the note", theme, window),
        ErrorDialog("", LONG * 50, window),
        ErrorDialog(LONG * 8, "", window),
    ):
        dialog.open()
        assert_fits(low, dialog)
        put_away(low, dialog)


@pytest.mark.sweep
@pytest.mark.parametrize("may_restore", [True, False])
def test_the_dialog_of_a_damaged_file_fits_with_its_details(low: Scene, may_restore: bool) -> None:
    stop = Stop(low.file, "This file is damaged", LONG * 3, [LONG] * 40, may_restore, lambda _, __: Salvaged())
    background = Background("backups")
    dialog = StopDialog(
        stop._replace(go_on="Start with an empty file", remark=lambda _, __: LONG * 3),
        FullShelf(),  # type: ignore[arg-type]  # nothing is restored here
        background,
        Settings(None),
        low.clock,
        low.theme,
        low.icons,
    )
    dialog.open()
    read(low, background, dialog)
    dialog.more.click()
    assert_fits(low, dialog)
    low.settle()
    assert not dialog.findings.visibleRegion().isEmpty()
    dialog._tell_saved(Path("/home/somebody") / ("long" * 40), (Salvaged(), LONG))  # noqa: SLF001  # as if it had been asked for
    assert_fits(low, dialog)
    assert not dialog.remark.visibleRegion().isEmpty()
    put_away(low, dialog)
    background.stop()


def test_a_restore_that_fails(low: Scene) -> None:
    background = Background("backups")
    scheduler = BackupScheduler(FullShelf(), low.tracker, background, Settings(None))  # type: ignore[arg-type]
    dialog = RestoreDialog(scheduler, low.tracker, low.theme, low.icons, low.window)
    dialog.open()
    read(low, background, dialog)
    assert dialog.replace.isEnabled()
    dialog.remark.tell(LONG * 6, is_error=True)
    assert_fits(low, dialog)
    low.settle()
    assert not dialog.remark.visibleRegion().isEmpty()
    put_away(low, dialog)
    background.stop()


def read(scene: Scene, background: Background, dialog: StopDialog | RestoreDialog) -> None:
    """Let every backup that is shown be read."""
    while dialog.list and not dialog.list.is_read:
        background.wait()
        scene.settle()
