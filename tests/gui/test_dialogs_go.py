"""Every dialog is deleted when it is closed, in whatever way and however often it was opened."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

import gui.backups.import_export
from gui.app.settings import Settings
from gui.files.link_opener import OpenDialog
from gui.files.save_dialogs import PNG, ask_where, ask_which
from gui.pages.plan.weeks_off import ask_weeks_off
from gui.skill_detail.day_dialog import ask_day
from gui.widgets.long_text import LongTextDialog
from store.copies import export
from tests.gui.scene import seen
from tests.store.sayings import say_many

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gui.scene import Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def trigger(text: str) -> Callable[[Scene], object]:
    """Choose a command of the menus."""

    def choose(scene: Scene) -> None:
        for menu in scene.window.menuBar().findChildren(QMenu):
            for action in menu.actions():
                if action.text().replace("&", "") == text:
                    action.trigger()
                    return
        raise LookupError(text)

    return choose


DIALOGS: dict[str, Callable[[Scene], object]] = {
    "about": lambda scene: scene.window.help_commands.show_about(),
    "keys": lambda scene: scene.window.help_commands.show_keys(),
    "log time": trigger("Log time …"),
    "export": lambda scene: scene.window.files.export(),
    "restore": lambda scene: scene.window.files.restore_backup(),
    "import": lambda scene: scene.window.files.import_everything(),
    "open a link": lambda scene: OpenDialog("https://example.org", scene.theme, scene.window).open(),
    "long text": lambda scene: LongTextDialog("Note", "x" * 3000, "Remove", scene.theme, scene.window).open(),
    "evidence": lambda scene: scene.window.pages.skills.detail._ask_evidence(0),  # noqa: SLF001
    "log of the detail": lambda scene: scene.window.pages.skills.detail.log_time(),
    "day": lambda scene: ask_day("When?", date(2026, 3, 2), date(2026, 3, 2), scene.theme, scene.window),
    "a skill": lambda scene: scene.window.skill_commands.new_skill(),
    "weeks off": lambda scene: ask_weeks_off(scene.tracker, scene.theme, scene.window),
    "save as": lambda scene: ask_where(scene.window, "Save", "x", (PNG,), Settings(scene.settings_file)),
    "open file": lambda scene: ask_which(scene.window, "Open", PNG, Settings(scene.settings_file)),
}
WAYS: dict[str, Callable[[QDialog], object]] = {
    "reject": lambda dialog: dialog.reject(),
    "close": lambda dialog: dialog.close(),
}


def count(scene: Scene) -> int:
    """How many widgets there are."""
    scene.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return len(scene.window.findChildren(QWidget)) + len(QApplication.topLevelWidgets())


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_left_of_a_dialog_that_was_closed(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    export(tmp_path / "copy.json", say_many(5), "0.1.0")
    monkeypatch.setattr(gui.backups.import_export, "ask_which", lambda *_: tmp_path / "copy.json")
    scene.window.use_backups(scene.vault, lambda: None)
    scene.go("skill", "mashing")
    scene.click_box("skill", "hygiene")
    left: dict[str, int] = {}
    for name, open_it in DIALOGS.items():
        counts = []
        for _ in range(3):
            closed: list[QDialog] = []

            def close(closed: list[QDialog] = closed) -> None:
                for dialog in seen(scene.window, QDialog):
                    closed.append(dialog)
                    WAYS[way](dialog)
                if not closed:
                    QTimer.singleShot(10, close)

            def is_closed(closed: list[QDialog] = closed) -> bool:
                return bool(closed)

            QTimer.singleShot(10, close)
            open_it(scene)
            scene.qtbot.waitUntil(is_closed)
            counts.append(count(scene))
        if counts[-1] > counts[0]:
            left[name] = counts[-1] - counts[0]
    assert left == {}
