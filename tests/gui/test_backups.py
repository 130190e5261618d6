"""Backups come by themselves and are seen; a restore says what it comes to, and can be taken back."""

from __future__ import annotations

import errno
import os
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.app.background import Background
from gui.app.date_format import moment_text
from gui.app.settings import Settings
from gui.app.tracker import Tracker
from gui.backups import scheduler as keeper_module
from gui.backups.backup_list import FEW
from gui.backups.backup_row import BEING_READ, READABLE, UNREADABLE
from gui.backups.controller import DONE, NEXT_BACKUP, UNDO_UNDO
from gui.backups.replace_dialog import NO_BACKUP, RestoreDialog
from gui.backups.scheduler import APART_SECONDS, PAUSE_MS, RESTORE, BackupFailure, BackupScheduler
from gui.skill_detail.note_field import NoteField
from roadmaps.faults import Fault
from roadmaps.text.text_format import within_a_sentence
from store.backup_repository import BackupRepository
from store.backups import list_backups
from store.file_identity import folder_of
from tests.gui.scene import TODAY, names, seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from store.backups import Backup
    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
RESTORED = DONE[RESTORE]
UNDO_RESTORE = "Undo the restore"
RESTORE_UNDONE = "The restore was undone. Everything is as it was before."


def can_dos(scene: Scene) -> list[str]:
    return [can_do.id for can_do in scene.catalogue.skills["hygiene"].can_dos]


def tick(scene: Scene, number: int) -> None:
    assert scene.tracker.edits.set_ticked([scene.catalogue.skills["hygiene"].can_dos[number]], True)


def back_up(scene: Scene) -> Backup:
    work = scene.vault.copy()
    assert work is not None
    return work()


def use_backups(scene: Scene) -> BackupScheduler:
    scene.window.use_backups(scene.vault, lambda: None)
    assert scene.window.files.backups is not None
    return scene.window.files.backups.scheduler


def made(scene: Scene) -> list[Backup]:
    return list_backups(scene.file)


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup that is due is made without a pause."""
    monkeypatch.setattr(keeper_module, "PAUSE_MS", 0)


class Hands:
    """A scheduler whose half hours pass by hand."""

    def __init__(self, scene: Scene) -> None:
        self.now = 1000.0
        self.background = Background("backups")
        settings = Settings(scene.settings_file)
        self.scheduler = BackupScheduler(scene.vault, scene.tracker, self.background, settings, lambda: self.now)
        self.told: list[str] = []
        self.scheduler.failed.connect(lambda failure: self.told.append(failure.sentence))

    def due_in(self) -> float | None:
        """Seconds until the next backup, to the nearest."""
        timer = self.scheduler._timer  # noqa: SLF001
        due = timer.remainingTime() if timer.isActive() else None
        return None if due is None else round(due / 1000)


@pytest.fixture
def hands(scene: Scene) -> Iterator[Hands]:
    hands = Hands(scene)
    yield hands
    hands.background.stop()
    hands.scheduler.deleteLater()  # with its timer, which would ask for a backup of a file that is closed
    scene.settle()


# By themselves


@pytest.mark.slow
@pytest.mark.usefixtures("at_once")
def test_a_change_is_backed_up_in_another_thread_and_the_status_bar_says_when(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_backups(scene)
    assert scene.window.status.saved == "Nothing to save yet"
    threads: list[str] = []
    copy = scene.vault.copy

    def watched() -> Callable[[], Backup] | None:
        work = copy()
        threads.append(threading.current_thread().name)
        assert work is not None

        def done() -> Backup:
            threads.append(threading.current_thread().name)
            return work()

        return done

    monkeypatch.setattr(scene.vault, "copy", watched)
    tick(scene, 0)
    scene.qtbot.waitUntil(lambda: " · backup " in scene.window.status.saved)
    (backup,) = made(scene)
    assert scene.vault.read(backup.path) == list(scene.disk.events())
    when = within_a_sentence(moment_text(backup.moment, TODAY)).removeprefix("today, ")
    assert scene.window.status.saved == f"Saved · backup {when}"
    assert threads[0] == "MainThread"
    assert threads[1].startswith("backups")


@pytest.mark.slow
def test_the_day_of_the_newest_backup_is_shown_once_it_is_over(scene: Scene) -> None:
    tick(scene, 0)
    backup = back_up(scene)
    scene.clock.day = backup.moment.astimezone().date()
    use_backups(scene)
    at = f"{backup.moment.astimezone():%H:%M}"
    assert scene.window.status.saved == f"Saved · backup {at}"
    scene.clock.day += timedelta(days=1)
    tick(scene, 1)
    assert scene.window.status.saved == f"Saved · backup yesterday, {at}"


@pytest.mark.slow
def test_backups_are_half_an_hour_apart(scene: Scene, hands: Hands) -> None:
    hands.scheduler.start()
    assert hands.due_in() is None  # no event yet
    tick(scene, 0)
    assert hands.due_in() == PAUSE_MS / 1000
    hands.scheduler.back_up()
    hands.background.wait()
    scene.settle()
    assert len(made(scene)) == 1
    hands.now += 60
    tick(scene, 1)
    hands.scheduler._timer.stop()  # noqa: SLF001 - as if it had not been running
    hands.scheduler.note_change()
    assert hands.due_in() == APART_SECONDS - 60
    hands.now += APART_SECONDS
    hands.scheduler._timer.stop()  # noqa: SLF001
    hands.scheduler.note_change()
    assert hands.due_in() == PAUSE_MS / 1000


@pytest.mark.slow
def test_after_a_start_the_half_hour_goes_on_from_the_last_backup(scene: Scene, hands: Hands) -> None:
    tick(scene, 0)
    back_up(scene)
    hands.scheduler.start()
    assert hands.due_in() is None
    tick(scene, 1)
    due = hands.due_in()
    assert due is not None
    assert APART_SECONDS - 60 < due <= APART_SECONDS


@pytest.mark.slow
def test_what_a_crash_kept_from_being_backed_up_is_backed_up_after_the_next_start(scene: Scene, hands: Hands) -> None:
    tick(scene, 0)
    hands.scheduler.start()
    assert hands.due_in() == PAUSE_MS / 1000


@pytest.mark.slow
def test_looking_back_and_searching_are_no_changes(scene: Scene, hands: Hands) -> None:
    tick(scene, 0)
    back_up(scene)
    hands.scheduler.start()
    scene.search("hyg")
    scene.tracker.view_as_of(TODAY - timedelta(days=3))
    hands.scheduler.back_up()
    hands.scheduler.finish()
    assert len(made(scene)) == 1


def test_at_the_end_what_is_new_is_backed_up_and_else_nothing(open_window: OpenWindow) -> None:
    scene = open_window()
    use_backups(scene)
    tick(scene, 0)
    scene.close()
    assert len(made(scene)) == 1
    again = open_window()
    use_backups(again)
    again.close()
    assert len(made(again)) == 1


def test_two_failures_at_once_and_a_bug_are_reported_where_they_belong(hands: Hands, scene: Scene) -> None:
    given: list[object] = []

    def fail() -> None:
        raise Fault("Full.")

    hands.background.submit(fail, given.append, lambda fault: given.append(str(fault)))
    hands.background.submit(lambda: 7, given.append, given.append)
    hands.background.wait()
    scene.settle()
    assert given == ["Full.", 7]
    hands.background.submit(lambda: 1 // 0, given.append, lambda fault: given.append(str(fault)))
    with scene.qtbot.captureExceptions() as caught:
        hands.background.wait()
        scene.settle()
    assert [error for error, *_ in caught] == [ZeroDivisionError]
    assert len(given) == 3, "whoever waits for an answer gets one"
    assert names(str(given[2]), "ZeroDivisionError", "Nothing was changed", "log")


# What goes wrong


@pytest.mark.usefixtures("at_once")
def test_a_failed_backup_is_shown_until_it_was_seen(open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = open_window()
    scene.tracker.edits.set_aside("yeast", True)  # the first event makes the file
    use_backups(scene)
    failure = scene.window.status.failure
    with monkeypatch.context() as patch:
        patch.setattr("store.backups._move_into_place", full)
        tick(scene, 0)
        scene.qtbot.waitUntil(failure.isVisible)
    assert failure.text().startswith("Backup failed ")
    sentence = failure.accessibleName().removeprefix(f"{failure.text()}. ")
    assert names(sentence, "no room left on the disk", "Your work is saved")
    assert sentence in failure.toolTip()
    tick(scene, 1)
    assert failure.isVisible()
    scene.close()  # which makes a backup that succeeds, and still the user has not seen this
    elsewhere = BackupRepository(scene.file.with_name("other.db"))
    with elsewhere.open() as journal:
        tracker, settings = Tracker(scene.catalogue, journal, scene.clock), Settings(scene.settings_file)
        other = BackupScheduler(elsewhere, tracker, Background("backups"), settings)
        told: list[str] = []
        other.failed.connect(told.append)
        other.start()
        other.finish()
    assert told == []
    again = open_window()
    use_backups(again)
    assert again.window.status.failure.accessibleName().endswith(sentence)
    assert again.window.status.saved.startswith("Saved · backup ")
    again.window.status.failure.setFocus()
    again.press(Qt.Key.Key_Space)
    assert not again.window.status.failure.isVisible()
    assert again.window.banners.text("trouble").endswith(f"{sentence} {NEXT_BACKUP}")
    again.close()
    last = open_window()
    use_backups(last)
    assert not last.window.status.failure.isVisible()


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("days_ago", "words", "words_next_day", "day"),
    [(0, "today, 14:02", "yesterday, 14:02", ""), (1, "yesterday, 14:02", "20 Nov, 14:02", "20 Nov 2026: ")],
)
def test_a_failed_backup_is_shown_with_its_day(
    scene: Scene, days_ago: int, words: str, words_next_day: str, day: str
) -> None:
    scheduler = use_backups(scene)
    moment = datetime(TODAY.year, TODAY.month, TODAY.day, 14, 2).astimezone(UTC) - timedelta(days=days_ago)
    scheduler.failed.emit(BackupFailure(moment, "The backup of 14:02 failed: full."))
    assert scene.window.status.failure.text() == f"Backup failed {words}"
    scene.clock.day += timedelta(days=1)
    tick(scene, 0)
    assert scene.window.status.failure.text() == f"Backup failed {words_next_day}"
    scene.clock.day -= timedelta(days=1)
    scene.click(scene.window.status.failure)
    assert scene.window.banners.text("trouble") == f"{day}The backup of 14:02 failed: full. {NEXT_BACKUP}"


@pytest.mark.sweep
@pytest.mark.parametrize("moment", ["yesterday", "", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"])
def test_odd_settings_tell_of_no_failure(scene: Scene, moment: str) -> None:
    settings = Settings(scene.settings_file)
    settings.set_texts("backups/failed", [str(scene.vault.path), moment, "Full.", "more"])
    told: list[BackupFailure] = []
    background = Background("backups")
    scheduler = BackupScheduler(scene.vault, scene.tracker, background, settings)
    scheduler.failed.connect(told.append)
    scheduler.start()
    scheduler.finish()
    assert told == []


@pytest.mark.slow
def test_a_file_that_cannot_be_copied_is_reported_and_tried_again_later(
    scene: Scene, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.scheduler.start()
    tick(scene, 0)
    monkeypatch.setattr("store.snapshot.sqlite3.connect", lambda *_, **__: full())
    monkeypatch.setattr(type(scene.vault), "copy", lambda vault: (_ for _ in ()).throw(Fault("Full.")))
    hands.scheduler.back_up()
    assert hands.told == ["Full."]
    hands.scheduler._timer.stop()  # noqa: SLF001
    hands.scheduler.note_change()
    assert hands.due_in() == APART_SECONDS
    hands.scheduler.finish()
    assert hands.told == ["Full.", "Full."]


@pytest.mark.slow
def test_a_long_failure_does_not_push_the_window_apart(open_window: OpenWindow) -> None:
    scene = open_window(size=(800, 600))
    tick(scene, 0)
    scene.window.status.show_failure("Backup failed " + "today, 14:02 " * 20, "There is no room left on the disk.")
    scene.settle()
    assert scene.window.width() == 800
    assert scene.window.minimumSizeHint().width() <= 800


# Going back


@pytest.fixture
def lived(scene: Scene) -> tuple[Scene, Backup]:
    """Two can-dos ticked, of which the backup has one."""
    tick(scene, 0)
    backup = back_up(scene)
    tick(scene, 1)
    use_backups(scene)
    return scene, backup


def ask(scene: Scene) -> RestoreDialog:
    scene.window.commands.action("file.restore").trigger()
    (dialog,) = seen(scene.window, RestoreDialog)
    scene.qtbot.waitUntil(lambda: (dialog.list.is_read and dialog.list.rows != []) or dialog.list.is_empty)
    scene.settle()
    return dialog


@pytest.mark.slow
def test_a_backup_is_restored_and_the_restore_undone(lived: tuple[Scene, Backup]) -> None:
    scene, backup = lived
    first, second, *_ = can_dos(scene)
    events = scene.disk.events()
    scene.go("category", "basics")
    dialog = ask(scene)
    (row,) = dialog.list.rows
    assert row.text == f"{moment_text(backup.moment, TODAY)}, 1 can-do, 0\xa0h, 0 notes, {READABLE}"
    assert names(dialog.remark.text, "1 can-do fewer", "1 of your entries", "backed up first")
    assert dialog.replace.text().startswith("Restore ")
    scene.click(dialog.replace)
    assert seen(scene.window, RestoreDialog) == []
    assert scene.window.files.backups is not None
    assert scene.window.files.backups.offer is not None
    assert scene.window.files.backups.offer.text == RESTORED
    assert scene.ticked() == {first}
    assert (len(scene.tracker.undo_stack), scene.window.undo_action.isEnabled()) == (0, False)
    assert scene.row("skill", "hygiene").check is Qt.CheckState.PartiallyChecked
    scene.click(scene.button(UNDO_RESTORE))
    assert scene.disk.events() == events
    assert scene.ticked() == {first, second}
    assert scene.window.banners.text("notice") == RESTORE_UNDONE
    with pytest.raises(LookupError):
        scene.button(UNDO_RESTORE)
    assert [each.occasion for each in made(scene)] == ["before a restore", "before a restore", ""]
    tick(scene, 2)  # the file is open and can be written
    assert len(scene.ticked()) == 3


def test_events_after_a_restore_can_be_restored_when_it_is_undone(lived: tuple[Scene, Backup]) -> None:
    scene, _ = lived
    before = scene.disk.events()
    scene.click(ask(scene).replace)
    tick(scene, 1)
    said = scene.disk.events()
    scene.click(scene.button(UNDO_RESTORE))
    assert scene.disk.events() == before
    assert scene.window.files.backups is not None
    assert scene.window.files.backups.offer is not None
    assert names(scene.window.files.backups.offer.text, RESTORE_UNDONE, "after the restore are in a backup")
    scene.click(scene.button(UNDO_UNDO))
    assert scene.disk.events() == said
    assert names(scene.window.banners.text("notice"), "Everything", "after the restore")


@pytest.mark.slow
def test_a_note_that_is_typed_is_kept_before_and_is_in_what_can_be_gone_back_to(lived: tuple[Scene, Backup]) -> None:
    scene, _ = lived
    scene.window.pages.listed.open_skill("hygiene")
    field = scene.listed.detail.findChildren(NoteField)[0]
    field.setPlainText("soap & water")
    dialog = ask(scene)
    scene.click(dialog.replace)
    assert scene.tracker.drafts.text("hygiene") == ""
    assert scene.listed.detail.findChildren(NoteField)[0].toPlainText() == ""
    scene.click(scene.button(UNDO_RESTORE))
    assert scene.tracker.drafts.text("hygiene") == "soap & water"
    assert scene.listed.detail.findChildren(NoteField)[0].toPlainText() == "soap & water"


@pytest.mark.long
def test_after_a_restore_today_is_looked_at_and_every_page_follows(lived: tuple[Scene, Backup]) -> None:
    scene, _ = lived
    window = scene.window
    for name in ("roadmap", "ads", "assess", "plan", "roles", "progress", "skills"):
        window.show_page(name)
        scene.settle()
    window.show_page("progress")
    scene.tracker.view_as_of(TODAY - timedelta(days=1))
    before = scene.tracker.revision
    dialog = ask(scene)
    scene.click(dialog.replace)
    assert scene.tracker.as_of is None
    assert scene.tracker.revision != before
    assert window.pages.progress.history.model.rowCount() == 1
    window.show_page("skills")
    tick(scene, 2)
    assert scene.tracker.revision[0] == before[0]  # as many entries, and other ones
    assert scene.tracker.revision != before
    window.show_page("progress")
    scene.settle()
    assert window.pages.progress.history.model.rowCount() == 2
    cards = window.pages.progress.cards
    scene.qtbot.waitUntil(lambda: all(card.view.is_current for card in cards), timeout=20000)


@pytest.mark.slow
def test_a_failed_restore_is_reported_in_the_dialog_and_changes_nothing(
    lived: tuple[Scene, Backup], monkeypatch: pytest.MonkeyPatch
) -> None:
    scene, _ = lived
    before = scene.disk.events()
    dialog = ask(scene)
    monkeypatch.setattr("store.restoring.shutil.copyfileobj", full)
    scene.click(dialog.replace)
    assert dialog.isVisible()
    assert names(dialog.remark.text, "Nothing was changed", "no room left on the disk")
    scene.click(dialog.cancel)
    assert scene.disk.events() == before
    assert scene.window.undo_action.isEnabled()


def test_a_note_that_cannot_be_kept_holds_the_restore(lived: tuple[Scene, Backup]) -> None:
    scene, _ = lived
    scene.tracker.drafts.hold("hygiene", "soap")
    scene.disk.is_full = True
    dialog = ask(scene)
    scene.click(dialog.replace)
    assert names(dialog.remark.text, "Nothing was changed", "note", "could not be saved")
    assert scene.tracker.drafts.text("hygiene") == "soap"
    scene.disk.is_full = False
    scene.click(dialog.cancel)


@pytest.mark.slow
def test_an_undo_of_a_restore_that_fails_is_told(lived: tuple[Scene, Backup]) -> None:
    scene, _ = lived
    dialog = ask(scene)
    scene.click(dialog.replace)
    before = next(each for each in made(scene) if each.occasion)
    before.path.unlink()
    scene.click(scene.button(UNDO_RESTORE))
    assert "is no longer there" in scene.window.banners.text("trouble")
    assert len(scene.ticked()) == 1
    assert len(made(scene)) == 1


@pytest.mark.slow
def test_a_restore_into_an_empty_file_shows_the_list(open_window: OpenWindow) -> None:
    scene = open_window()
    tick(scene, 0)
    back_up(scene)
    scene.close()
    scene.file.unlink()
    again = open_window(is_welcomed=True)
    use_backups(again)
    assert again.window.pages.shown.name == "welcome"
    dialog = ask(again)
    again.click(dialog.replace)
    assert again.window.pages.shown.name == "skills"
    assert len(again.ticked()) == 1
    with pytest.raises(LookupError):  # there is nothing to come back to
        again.button(UNDO_RESTORE)


@pytest.mark.slow
def test_without_backups_the_dialog_says_when_there_will_be_one(scene: Scene) -> None:
    assert not scene.window.commands.action("file.restore").isEnabled()
    use_backups(scene)
    dialog = ask(scene)
    assert NO_BACKUP in scene.texts(dialog)
    assert not dialog.replace.isEnabled()
    dialog.accept()
    assert dialog.isVisible()
    scene.press(Qt.Key.Key_Escape, on=dialog)
    assert seen(scene.window, RestoreDialog) == []


@pytest.mark.slow
def test_a_folder_that_cannot_be_read_is_told(scene: Scene) -> None:
    folder_of(scene.file).write_text("mine")
    use_backups(scene)
    dialog = ask(scene)
    assert any("cannot be listed" in text for text in scene.texts(dialog))
    dialog.reject()


# The list


@pytest.fixture
def many(lived: tuple[Scene, Backup]) -> Scene:
    """Seven backups: one from the future, then two that do not read well."""
    scene, backup = lived
    content = backup.path.read_bytes()
    backup.path.unlink()
    noon = datetime(TODAY.year, TODAY.month, TODAY.day, 12).astimezone(UTC)
    for days in range(-300, 0, 300):
        put(scene, noon - timedelta(days=days), content)
    for days in range(6):
        put(scene, noon - timedelta(days=days), content[:9000] if days in (0, 2) else content)
    return scene


def put(scene: Scene, moment: datetime, content: bytes) -> None:
    folder_of(scene.file).joinpath(f"skillgap.{moment:%Y-%m-%dT%H%M%SZ}.ordinary.db").write_bytes(content)


@pytest.mark.slow
def test_the_newest_that_reads_well_is_chosen_and_bad_ones_are_no_choice(many: Scene) -> None:
    dialog = ask(many)
    rows = dialog.list.rows
    assert [row.text.rsplit(", ", 1)[1] for row in rows] == [
        UNREADABLE, READABLE, UNREADABLE, READABLE, READABLE, READABLE,
    ]  # fmt: skip
    assert [row.button.isChecked() for row in rows] == [False, True, False, False, False, False]
    assert [row.button.isEnabled() for row in rows] == [False, True, False, True, True, True]
    assert rows[0].when.startswith("Today, ")
    assert rows[1].when.startswith("Yesterday, ")
    assert "is damaged" in rows[0].fault
    QTest.mouseClick(rows[0], Qt.MouseButton.LeftButton)
    assert dialog.list.chosen is rows[1].chosen
    QTest.mouseClick(rows[3], Qt.MouseButton.LeftButton)
    assert dialog.list.chosen is rows[3].chosen
    assert dialog.replace.text() == f"Restore {rows[3].when}"
    dialog.reject()


@pytest.mark.slow
def test_a_few_good_ones_are_read_and_all_when_wanted_the_one_from_the_future_last(many: Scene) -> None:
    dialog = ask(many)
    assert dialog.list.count.text() == "6 of 7 backups"
    assert sum(row.chosen is not None for row in dialog.list.rows) == FEW
    many.click(dialog.list.show_all)
    many.qtbot.waitUntil(lambda: len(dialog.list.rows) == 7 and dialog.list.is_read)
    assert dialog.list.count.text() == "7 backups"
    assert not dialog.list.show_all.isVisible()
    assert dialog.list.rows[-1].backup.moment.year == 2027
    assert dialog.list.chosen is dialog.list.rows[1].chosen
    dialog.reject()


def test_a_backup_is_chosen_and_restored_by_keys(many: Scene) -> None:
    dialog = ask(many)
    rows = dialog.list.rows
    rows[1].button.setFocus()
    many.press(Qt.Key.Key_Down, on=rows[1].button)
    assert dialog.list.chosen is rows[3].chosen  # past the one that does not read well
    many.press(Qt.Key.Key_Return, on=dialog)
    assert len(many.ticked()) == 1


@pytest.mark.slow
def test_a_dialog_that_is_closed_reads_no_further(many: Scene) -> None:
    many.window.commands.action("file.restore").trigger()
    (dialog,) = seen(many.window, RestoreDialog)
    assert dialog.list.rows[0].text.endswith(BEING_READ)
    dialog.reject()
    many.settle()
    assert many.window.files.backups is not None
    many.window.files.backups.scheduler.background.wait()
    many.settle()
    assert seen(many.window, RestoreDialog) == []


def test_moments_are_shown_by_the_day() -> None:
    local = datetime(TODAY.year, TODAY.month, TODAY.day, 14, 2).astimezone()
    assert moment_text(local, TODAY) == "Today, 14:02"
    assert moment_text(local - timedelta(days=1), TODAY) == "Yesterday, 14:02"
    assert moment_text(local - timedelta(days=6), TODAY) == "15 Nov, 14:02"
    assert moment_text(local - timedelta(days=365), TODAY) == "21 Nov 2025, 14:02"
    assert moment_text(local.astimezone(UTC), TODAY) == "Today, 14:02"
