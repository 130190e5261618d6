"""Where a file is not opened the user hears why, what is safe, and how to go on; nothing is done by itself."""

from __future__ import annotations

import errno
import os
import threading
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from gui.app.background import Background
from gui.app.date_format import locale_forms
from gui.app.settings import Settings
from gui.backups import stop_dialog as stop_module
from gui.backups.stop_dialog import NO_BACKUP, StopAnswer, StopDialog
from gui.files.waiting import WaitDialog
from gui.startup.expected_file import NOT_OPENED, Expectation, missing, open_or_ask, stop_for
from gui.theme.icons import Icons
from roadmaps.faults import Fault
from roadmaps.journal.summary import summary_text
from store import restoring
from store.backup_repository import BackupRepository
from store.errors import ShrunkFile, StoreError
from store.journal import Journal
from store.salvage import save_salvaged
from store.sidecar_files import SIDECARS
from tests.gui.scene import TODAY, SetClock, names, seen
from tests.gui.test_access import controls, cut, name_of, nameless
from tests.store.sayings import say, say_many

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QAbstractButton
    from pytestqt.qtbot import QtBot

    from gui.app.background import Watch
    from gui.backups.stop_dialog import Stop
    from gui.theme.palette import Theme
    from roadmaps.journal import Event
    from store.backups import Backup

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 12).astimezone(UTC)
WHEN = "today, 12:00"


class Readable(NamedTuple):
    """What a salvage gives."""

    events: Sequence[Event]
    certain: int
    lost: int
    notes: Sequence[str]


class Desk:
    """A closed file with its backups, and a dialog in front of it."""

    def __init__(self, qtbot: QtBot, folder: Path, theme: Theme) -> None:
        self.qtbot, self.theme = qtbot, theme
        self.file = folder / "skillgap.db"
        self.settings_file = folder / "settings.ini"
        self.settings = Settings(self.settings_file)
        self.now, self.clock = NOON, SetClock()
        self.lost = 10
        self.vault = BackupRepository(self.file, lambda: self.now)
        self.background = Background("backups")
        self.dialogs: list[StopDialog] = []
        with self.vault.open() as journal:
            journal.append(say_many(40))

    def salvage(self, path: Path, to: Path) -> Readable:
        """Write the first thirty entries of a file into a new one."""
        if not path.exists():
            raise Fault("There is nothing to read.")
        events = say_many(40)[:30]
        with Journal.open(to) as journal:
            journal.append(events)
        return Readable(events, 25, self.lost, ["The last page is gone."])

    def back_up(self) -> Backup:
        with self.vault.open():
            work = self.vault.copy()
            assert work is not None
            return work()

    def spoil(self) -> bytes:
        content = bytearray(self.file.read_bytes())
        content[-4096:-2048] = bytes(2048)
        self.file.write_bytes(content)
        self.written_at(NOON - timedelta(hours=1))
        return bytes(content)

    def written_at(self, moment: datetime) -> None:
        os.utime(self.file, (moment.timestamp(), moment.timestamp()))

    def stop(self, held: tuple[int, str] | None = None) -> Stop:
        """What opening the file comes to."""
        try:
            self.vault.open(held).close()
        except Fault as fault:
            expectation = Expectation(self.file, self.settings)
            return stop_for(fault, self.vault, self.file, expectation, self.salvage)
        raise AssertionError("it was opened")

    def show(self, stop: Stop) -> StopDialog:
        icons = Icons(self.theme)
        dialog = StopDialog(stop, self.vault, self.background, self.settings, self.clock, self.theme, icons)
        self.dialogs.append(dialog)
        dialog.open()
        self.qtbot.waitUntil(lambda: dialog.list is None or dialog.list.is_read)
        self.settle()
        return dialog

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()

    def click(self, button: QAbstractButton) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def events(self) -> list[Event]:
        with Journal.open(self.file) as journal:
            return list(journal.events())

    def close(self) -> None:
        self.background.stop()
        for dialog in self.dialogs:
            dialog.close()
            dialog.deleteLater()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, theme: Theme) -> Iterator[Desk]:
    desk = Desk(qtbot, tmp_path, theme)
    yield desk
    desk.close()


def buttons(dialog: StopDialog) -> list[str]:
    every = (dialog.quit, dialog.go_on, dialog.save, dialog.use_saved, dialog.restore)
    return [button.text() for button in every if button.isVisible()]


# A damaged file


def test_a_damaged_file_is_reported_and_the_newest_good_backup_offered(desk: Desk) -> None:
    desk.back_up()
    damaged = desk.spoil()
    dialog = desk.show(desk.stop())
    assert dialog.title.text() == "Your file is damaged"
    assert names(dialog.sentence.text(), "skillgap.db", "cannot be read", "not been changed", WHEN, "complete")
    assert names(dialog.remark.text, f"nothing was changed after {WHEN}", "damaged file is kept")
    assert buttons(dialog) == ["Quit", "Recover what can be read …", f"Restore {WHEN}"]
    assert dialog.restore.isDefault()
    assert dialog.findings.isHidden()
    desk.click(dialog.more)
    assert dialog.findings.isVisible()
    assert f"{desk.file} is damaged" in dialog.findings.toPlainText()
    assert "Header: a Skillgap file" in dialog.findings.toPlainText()
    desk.click(dialog.more)
    assert dialog.findings.isHidden()
    desk.click(dialog.restore)
    assert (dialog.answer, dialog.isVisible()) == (StopAnswer.RESTORED, False)
    assert desk.events() == say_many(40)
    assert desk.file.with_name(f"skillgap.damaged-{TODAY}.db").read_bytes() == damaged


def test_it_follows_the_clock_while_it_is_open(desk: Desk) -> None:
    desk.back_up()
    desk.spoil()
    dialog = desk.show(desk.stop())
    desk.clock.day += timedelta(days=1)
    dialog.day_watch.look()
    when = WHEN.replace("today", "yesterday")
    assert names(dialog.sentence.text(), when, "complete")
    assert dialog.restore.text() == f"Restore {when}"
    assert dialog.list is not None
    assert dialog.list.rows[0].when == when.capitalize()
    assert names(dialog.remark.text, f"nothing was changed after {when}")
    (timer,) = dialog.day_watch.findChildren(QTimer)
    assert timer.isActive()


def test_what_a_backup_lacks_is_named(desk: Desk) -> None:
    desk.back_up()
    desk.spoil()
    desk.written_at(NOON + timedelta(minutes=90))
    dialog = desk.show(desk.stop())
    assert names(dialog.remark.text, "today, 13:30", f"since {WHEN} are not in this backup")


def test_quit_and_escape_change_nothing(desk: Desk) -> None:
    desk.back_up()
    damaged = desk.spoil()
    before = sorted(each.name for each in desk.file.parent.rglob("*"))
    for is_by_key in (False, True):
        dialog = desk.show(desk.stop())
        if is_by_key:
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        else:
            desk.click(dialog.quit)
        assert (dialog.answer, dialog.isVisible()) == (StopAnswer.QUIT, False)
    assert desk.file.read_bytes() == damaged
    assert sorted(each.name for each in desk.file.parent.rglob("*")) == before


def test_a_failed_restore_is_reported_and_another_backup_can_be_chosen(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.back_up()
    damaged = desk.spoil()
    dialog = desk.show(desk.stop())

    def fail(*_: object) -> None:
        raise StoreError("Nothing was changed: full.")

    with monkeypatch.context() as patch:
        patch.setattr(desk.vault, "restore_unopened", fail)
        desk.click(dialog.restore)
    assert dialog.remark.text == "Nothing was changed: full."
    assert desk.file.read_bytes() == damaged
    desk.click(dialog.restore)
    assert dialog.answer is StopAnswer.RESTORED


def test_a_restore_is_done_beside_the_question_which_stays_where_it_is_cancelled(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.back_up()
    damaged = desk.spoil()
    dialog = desk.show(desk.stop())
    restore, has_turned = desk.vault.restore_unopened, threading.Event()
    threads: list[str] = []

    def cancelled(_path: Path, watch: Watch) -> Path | None:
        QTimer.singleShot(0, dialog, lambda: dialog.findChildren(WaitDialog)[0].reject())
        while True:
            watch(0.0)

    with monkeypatch.context() as patch:
        patch.setattr(desk.vault, "restore_unopened", cancelled)
        desk.click(dialog.restore)
    assert dialog.isVisible()
    assert not dialog.remark.text.startswith("Nothing was changed")
    assert desk.file.read_bytes() == damaged

    def watched(path: Path, watch: Watch) -> Path | None:
        threads.append(threading.current_thread().name)
        assert has_turned.wait(30)
        return restore(path, watch)

    monkeypatch.setattr(desk.vault, "restore_unopened", watched)
    QTimer.singleShot(0, dialog, has_turned.set)
    desk.click(dialog.restore)
    assert threads == ["waited-for"]
    assert dialog.answer is StopAnswer.RESTORED


@pytest.mark.parametrize(
    ("lost", "sentence"),
    [
        (10, "10 could not be read."),
        (0, "Nothing is known to be missing."),
    ],
)
def test_without_a_backup_what_can_be_read_is_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, lost: int, sentence: str
) -> None:
    desk.lost = lost
    damaged = desk.spoil()
    dialog = desk.show(desk.stop())
    assert dialog.remark.text == NO_BACKUP
    assert buttons(dialog) == ["Quit", "Recover what can be read …"]
    to = desk.file.with_name("saved.db")
    asked: list[str] = []

    def answer(_parent: object, _title: str, name: str, *_rest: object, **_more: object) -> Path:
        asked.append(name)
        return to

    monkeypatch.setattr(stop_module, "ask_where", answer)
    desk.click(dialog.save)
    desk.background.wait()
    desk.settle()
    assert asked == [f"skillgap.saved-{TODAY}"]
    kept = summary_text(say_many(40)[:30], locale_forms())
    found = f"30 entries saved in {to} ({kept}), 25 verified. {sentence} The last page is gone. "
    assert dialog.remark.text.startswith(found)
    assert names(dialog.remark.text.removeprefix(found), "continue", "replaces the damaged one", "kept")
    with Journal.open(to) as journal:
        assert list(journal.events()) == say_many(40)[:30]
    assert desk.file.read_bytes() == damaged
    assert buttons(dialog) == ["Quit", "Recover what can be read …", "Continue with what was recovered"]
    assert dialog.use_saved.hasFocus()
    desk.click(dialog.use_saved)
    assert (dialog.answer, dialog.isVisible()) == (StopAnswer.RESTORED, False)
    assert desk.events() == say_many(40)[:30]
    assert to.exists()
    assert desk.file.with_name(f"skillgap.damaged-{TODAY}.db").read_bytes() == damaged


def saving(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> StopDialog:
    """The dialog of a damaged file with a backup, while what can be read is being saved."""
    desk.back_up()
    desk.spoil()
    monkeypatch.setattr(stop_module, "ask_where", lambda *_, **__: desk.file.with_name("saved.db"))
    dialog = desk.show(desk.stop())
    desk.click(dialog.save)
    return dialog


def saved(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> StopDialog:
    """The same, after it was saved."""
    dialog = saving(desk, monkeypatch)
    desk.background.wait()
    desk.settle()
    return dialog


@pytest.mark.parametrize(
    ("name", "answer", "count"),
    [("use_saved", StopAnswer.RESTORED, 30), ("quit", StopAnswer.QUIT, None), ("restore", StopAnswer.RESTORED, 40)],
)
def test_enter_presses_the_button_that_has_the_focus_and_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str, answer: StopAnswer, count: int | None
) -> None:
    dialog = saved(desk, monkeypatch)
    assert not dialog.use_saved.hasFocus()  # a backup that reads well comes first
    button: QAbstractButton = getattr(dialog, name)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert (dialog.answer, dialog.isVisible()) == (answer, False)
    if count:
        assert len(desk.events()) == count


def test_a_finished_save_leaves_the_focus_where_the_user_put_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = saving(desk, monkeypatch)
    dialog.restore.setFocus()
    desk.background.wait()
    desk.settle()
    assert dialog.use_saved.isVisible()
    assert dialog.restore.hasFocus()


def test_every_button_has_room_for_its_words(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.now = NOON - timedelta(days=1, minutes=20)
    dialog = saved(desk, monkeypatch)
    desk.qtbot.waitUntil(lambda: dialog.restore.text() == "Restore yesterday, 11:40")
    desk.settle()
    shown = [button for button in (dialog.quit, dialog.save, dialog.use_saved, dialog.restore) if button.isVisible()]
    assert len(shown) == 4
    assert [button.text() for button in shown if button.width() < button.sizeHint().width()] == []


def test_a_saved_copy_that_is_gone_again_is_reported_and_leaves_the_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = desk.spoil()
    to = desk.file.with_name("saved.db")
    monkeypatch.setattr(stop_module, "ask_where", lambda *_, **__: to)
    dialog = desk.show(desk.stop())
    desk.click(dialog.save)
    desk.background.wait()
    to.unlink()
    desk.click(dialog.use_saved)
    assert dialog.remark.text == f"{to} is no longer there."
    assert dialog.isVisible()
    assert desk.file.read_bytes() == damaged


def test_what_can_be_read_is_really_saved(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = desk.spoil()
    to = desk.file.with_name("saved.db")
    monkeypatch.setattr(stop_module, "ask_where", lambda *_, **__: to)
    dialog = desk.show(desk.stop()._replace(save=save_salvaged))
    for _ in range(2):
        desk.click(dialog.save)
        desk.background.wait()
        desk.settle()
        with Journal.open(to) as journal:
            saved = list(journal.events())
        assert saved
        assert [event for event in say_many(40) if event in saved] == saved
    assert "There is already a file at" in dialog.remark.text  # the second time
    assert desk.file.read_bytes() == damaged


def test_the_damaged_file_is_never_written_over_by_what_could_be_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = desk.spoil()
    dialog = desk.show(desk.stop())
    monkeypatch.setattr(stop_module, "ask_where", lambda *_, **__: desk.file)
    desk.click(dialog.save)
    assert dialog.remark.text.startswith("That’s the damaged file itself")
    assert desk.file.read_bytes() == damaged
    monkeypatch.setattr(stop_module, "ask_where", lambda *_, **__: None)
    desk.click(dialog.save)
    desk.file.unlink()
    monkeypatch.setattr(stop_module, "ask_where", lambda *_, **__: desk.file.with_name("saved.db"))
    desk.click(dialog.save)
    desk.background.wait()
    desk.settle()
    assert dialog.remark.text == "There is nothing to read."
    dialog.remark.tell("")
    desk.click(dialog.save)  # which tries it again
    desk.background.wait()
    assert dialog.remark.text == "There is nothing to read."


def test_what_no_longer_looks_like_ours_may_be_ours_where_a_file_of_ours_was(desk: Desk) -> None:
    desk.back_up()
    desk.file.write_bytes(bytes(4096) + desk.file.read_bytes()[4096:])
    dialog = desk.show(desk.stop())
    assert (dialog.title.text(), dialog.list) == (NOT_OPENED, None)
    assert names(dialog.sentence.text(), "another file", "--data")
    assert buttons(dialog) == ["Quit"]
    Expectation(desk.file, desk.settings).remember((40, say_many(40)[-1].id))
    dialog = desk.show(desk.stop())
    assert dialog.title.text() == "Your file cannot be recognised"
    assert names(dialog.sentence.text(), "skillgap.db was a Skillgap file", "untouched", WHEN, "complete")
    assert names(dialog.remark.text, "it holds everything", "file there now is kept")
    assert dialog.findings.toPlainText().count("is not a Skillgap file") == 1
    assert buttons(dialog) == ["Quit", "Recover what can be read …", f"Restore {WHEN}"]
    desk.click(dialog.restore)
    assert desk.events() == say_many(40)


@pytest.mark.parametrize(
    ("held", "comparison"),
    [
        ((40, say_many(40)[-1].id), "it holds everything"),
        ((43, "an-id"), "3 entries"),
        ((40, "an-id"), "lacks the last changes"),
    ],
)
def test_a_backup_is_compared_with_what_the_damaged_file_held(
    desk: Desk, held: tuple[int, str], comparison: str
) -> None:
    desk.back_up()
    Expectation(desk.file, desk.settings).remember(held)
    desk.spoil()
    desk.written_at(NOON + timedelta(minutes=90))
    dialog = desk.show(desk.stop())
    assert names(dialog.remark.text, comparison, "today, 13:30", "damaged file is kept")


def test_backups_of_one_minute_are_told_apart(desk: Desk) -> None:
    desk.back_up()
    desk.now += timedelta(seconds=7)
    desk.back_up()
    desk.now += timedelta(seconds=60)
    desk.back_up()
    desk.spoil()
    dialog = desk.show(desk.stop())
    assert dialog.list is not None
    assert [row.when for row in dialog.list.rows] == ["Today, 12:01", "Today, 12:00:07", "Today, 12:00:00"]


def test_a_file_that_was_cut_off_is_found_to_be_smaller_than_it_was(desk: Desk) -> None:
    desk.back_up()
    whole = desk.file.read_bytes()
    Expectation(desk.file, desk.settings).remember((40, say_many(40)[-1].id))
    desk.file.write_bytes(whole[:9000])
    dialog = desk.show(desk.stop())
    assert dialog.title.text() == "Your file is damaged"
    said = f"Size: 9000 bytes; it was {len(whole)} when it was last closed"
    assert said in dialog.findings.toPlainText()


def test_a_file_of_a_newer_program_is_not_offered_to_be_replaced(desk: Desk) -> None:
    desk.back_up()
    Expectation(desk.file, desk.settings).remember((40, "an-id"))
    content = bytearray(desk.file.read_bytes())
    content[60:64] = (99).to_bytes(4, "big")
    desk.file.write_bytes(content)
    dialog = desk.show(desk.stop())
    assert (dialog.title.text(), buttons(dialog)) == (NOT_OPENED, ["Quit"])
    assert "newer Skillgap" in dialog.sentence.text()


def test_a_file_that_another_program_uses_is_not_offered_to_be_replaced(desk: Desk) -> None:
    desk.back_up()
    with Journal.open(desk.file):
        dialog = desk.show(desk.stop())
    assert (dialog.title.text(), buttons(dialog)) == (NOT_OPENED, ["Quit"])
    assert "is open in another Skillgap" in dialog.sentence.text()


# A file that is missing, or holds something else


def test_a_missing_file_is_restored_or_begun_anew(desk: Desk) -> None:
    desk.back_up()
    events = desk.events()
    desk.file.unlink()
    dialog = desk.show(missing(desk.file, (41, "an-id")))
    assert dialog.title.text() == "Your file is missing"
    assert names(dialog.remark.text, "1 entry", "is newer than this backup")
    assert buttons(dialog) == ["Quit", "Start a new file", f"Restore {WHEN}"]
    desk.click(dialog.restore)
    assert desk.events() == events
    desk.file.unlink()
    dialog = desk.show(missing(desk.file, (40, events[-1].id)))
    assert names(dialog.remark.text, "it holds everything")
    desk.click(dialog.go_on)
    assert dialog.answer is StopAnswer.GO_ON
    assert not desk.file.exists()


def test_a_file_that_shrank_is_opened_as_it_is_or_becomes_a_backup(desk: Desk) -> None:
    desk.back_up()
    with Journal.open(desk.file) as journal:
        journal.append([say(1000)])
    dialog = desk.show(desk.stop((45, "an-id")))
    assert dialog.title.text() == "Your file is not as you left it"
    assert "holds 41 entries, but held 45" in dialog.sentence.text()
    assert names(dialog.remark.text, "holds 40 entries", "kept as a backup")
    assert buttons(dialog) == ["Quit", "Open it anyway", f"Restore {WHEN}"]
    desk.click(dialog.restore)
    assert desk.events() == say_many(40)
    newest = desk.vault.backups()[0]
    assert newest.occasion == "before a restore"
    assert desk.vault.read(newest.path) == [*say_many(40), say(1000)]


# What is expected


def test_what_a_file_held_is_remembered_by_its_place(desk: Desk, tmp_path: Path) -> None:
    expectation = Expectation(desk.file, desk.settings)
    assert (expectation.is_known, expectation.held) == (False, None)
    expectation.remember((40, 'an "id", with | all'))
    other = tmp_path / "a, b.db"
    Expectation(other, desk.settings).remember((1, "x"))
    assert not Expectation(other, desk.settings).is_known  # there is no such file
    other.write_bytes(b"")
    Expectation(other, desk.settings).remember((1, "x"))
    desk.settings.write()
    again = Settings(tmp_path / "settings.ini")
    assert Expectation(desk.file, again).held == (40, 'an "id", with | all')
    assert Expectation(other, again).held == (1, "x")
    Expectation(other, again).remember((2, "y"))
    assert Expectation(other, again).held == (2, "y")
    assert Expectation(desk.file, again).is_known


class _Killed(BaseException):
    """Nothing that comes after it is done."""


def _after_a_kill(desk: Desk) -> list[Event] | None:
    """What the next start opens, from the settings on the disk alone; None where it asks first."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StopDialog, "exec", lambda _: 0)
        settings = Settings(desk.settings_file)
        opened = open_or_ask(BackupRepository(desk.file), desk.file, settings, desk.theme, desk.clock, None)
        if opened is None:
            return None
        with opened[0] as journal:
            events = list(journal.events())
            again = Expectation(desk.file, settings)
            again.remember((len(events), events[-1].id))
            assert (again.held, again.coming) == ((len(events), events[-1].id), None)
            return events


@pytest.mark.parametrize("step", ["restore", "import"])
def test_nothing_is_replaced_while_the_settings_cannot_say_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    backup = desk.back_up().path
    with Journal.open(desk.file) as journal:
        journal.append([say(1000), say(1001)])
        longer = list(journal.events())
    expectation = Expectation(desk.file, desk.settings)
    expectation.remember((42, longer[-1].id))
    desk.vault.before_replacing = expectation.expect

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("gui.app.settings.replace_file", fail)
    with desk.vault.open() as journal:
        replacement = desk.vault.restoring(backup) if step == "restore" else desk.vault.replacing(say_many(7))
        with pytest.raises(Fault, match="Nothing was changed: the settings could not be written"):
            replacement.run()
        assert list(journal.events()) == longer
    monkeypatch.undo()
    assert _after_a_kill(desk) == longer


@pytest.mark.parametrize("is_in_place", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("deed", ["restore", "import", "restore of a damaged file", "restore of a missing file"])
def test_a_kill_in_a_restore_or_an_import_is_no_false_alarm(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, deed: str, *, is_in_place: bool
) -> None:
    backup = desk.back_up().path
    with Journal.open(desk.file) as journal:
        journal.append([say(1000), say(1001)])
        longer = list(journal.events())
    expectation = Expectation(desk.file, desk.settings)
    expectation.remember((42, longer[-1].id))
    desk.vault.before_replacing = expectation.expect
    put_in_place = restoring.put_in_place

    def be_killed(*args: object, **options: object) -> str:
        if is_in_place:
            put_in_place(*args, **options)  # type: ignore[arg-type]  # passes on what it was given
        raise _Killed

    monkeypatch.setattr(restoring, "put_in_place", be_killed)
    if deed == "restore of a damaged file":
        desk.spoil()
    elif deed == "restore of a missing file":
        desk.file.unlink()

    def do() -> None:
        if deed == "restore":
            desk.vault.restoring(backup).run()
        elif deed == "import":
            desk.vault.replacing(say_many(7)).run()
        else:
            desk.vault.restore_unopened(backup)

    with ExitStack() as held:
        if deed in ("restore", "import"):
            held.enter_context(desk.vault.open())
        with pytest.raises(_Killed):
            do()
    monkeypatch.undo()
    if is_in_place:
        assert _after_a_kill(desk) == (say_many(7) if deed == "import" else say_many(40))
    elif deed in ("restore", "import"):
        assert _after_a_kill(desk) == longer
    else:  # it is as it was, and asked about as before
        assert _after_a_kill(desk) is None


def test_what_nobody_asked_for_is_an_alarm_all_the_same(desk: Desk) -> None:
    expectation = Expectation(desk.file, desk.settings)
    expectation.remember((40, say_many(40)[-1].id))
    expectation.expect((7, say_many(7)[-1].id))
    desk.file.unlink()
    with Journal.open(desk.file) as journal:
        journal.append(say_many(3))
    with pytest.raises(ShrunkFile, match="holds 3 entries, but held 40"):
        desk.vault.open(expectation.held, expectation.coming)


def test_where_nothing_is_expected_nothing_is_an_alarm(desk: Desk) -> None:
    """A kill in a restore before the settings ever knew what the file held."""
    expectation = Expectation(desk.file, desk.settings)
    expectation.expect((7, say_many(7)[-1].id))
    assert (expectation.held, expectation.coming) == (None, None)
    assert _after_a_kill(desk) == say_many(40)


def test_a_file_that_may_not_be_looked_at_is_not_called_missing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    Expectation(desk.file, desk.settings).remember((40, say_many(40)[-1].id))
    in_the_way = desk.file.with_name("a file")
    in_the_way.touch()
    titles: list[str] = []

    def quit_(dialog: StopDialog) -> int:
        titles.append(dialog.title.text())
        return 0

    monkeypatch.setattr(StopDialog, "exec", quit_)
    file = in_the_way / "skillgap.db"
    assert open_or_ask(BackupRepository(file), file, desk.settings, desk.theme, desk.clock, None) is None
    assert titles == [NOT_OPENED]


class _Said(QObject):
    """What a tracker says of everything that was kept."""

    changed = Signal(frozenset)

    def __init__(self, events: Sequence[Event]) -> None:
        super().__init__()
        self.said = list(events)

    def events(self) -> Sequence[Event]:
        return self.said

    @property
    def revision(self) -> tuple[int, str]:
        return len(self.said), self.said[-1].id if self.said else ""


def test_from_the_first_kept_event_on_it_is_known_that_there_is_a_file(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    expectation = Expectation(file, desk.settings)
    tracker = _Said([])
    expectation.follow(tracker)  # type: ignore[arg-type]  # as much of one as is asked
    assert expectation.held is None
    with Journal.open(file) as journal:
        journal.append([say(1)])
    tracker.said = [say(1)]
    tracker.changed.emit(frozenset())
    again = Expectation(file, Settings(desk.settings_file))
    assert (again.is_known, again.held) == (True, (1, say(1).id))
    # Deleted while the window is open, and then more was refused: what it held is remembered all the same.
    file.unlink()
    expectation.remember((1, say(1).id))
    expectation.remember((0, ""))  # a new file without an event
    assert expectation.held == (1, say(1).id)


@pytest.mark.parametrize("is_known", [True, False])
def test_a_missing_file_with_backups_is_never_begun_anew_without_a_word(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, *, is_known: bool
) -> None:
    """Also where the settings are gone, or --data names a file that was never opened here."""
    desk.back_up()
    if is_known:
        Expectation(desk.file, desk.settings).remember((40, say_many(40)[-1].id))
    desk.file.unlink()
    asked: list[str] = []

    def quit_(dialog: StopDialog) -> int:
        asked.append(dialog.sentence.text())
        return 0

    monkeypatch.setattr(StopDialog, "exec", quit_)
    assert open_or_ask(desk.vault, desk.file, desk.settings, desk.theme, desk.clock, None) is None
    before = "there was one last time" if is_known else "there are backups of one beside it"
    assert len(asked) == 1
    assert names(asked[0], f"no file at {desk.file}", before, "put it back", "--data")
    elsewhere = desk.file.with_name("another.db")  # whose backups those are not
    opened = open_or_ask(BackupRepository(elsewhere), elsewhere, desk.settings, desk.theme, desk.clock, None)
    assert opened is not None
    opened[0].close()
    assert len(asked) == 1


def test_a_file_that_comes_back_while_it_is_asked_about_is_looked_at_as_any_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    Expectation(desk.file, desk.settings).remember((40, say_many(40)[-1].id))
    desk.file.unlink()
    titles: list[str] = []

    def go_on(dialog: StopDialog) -> int:
        titles.append(dialog.title.text())
        if len(titles) == 1:  # what some service brings back meanwhile is older
            with Journal.open(desk.file) as journal:
                journal.append(say_many(3))
        dialog.go_on.click()
        return 0

    monkeypatch.setattr(StopDialog, "exec", go_on)
    opened = open_or_ask(desk.vault, desk.file, desk.settings, desk.theme, desk.clock, None)
    assert opened is not None
    opened[0].close()
    assert titles == ["Your file is missing", "Your file is not as you left it"]


def test_an_unconfirmed_write_is_reported_once_the_window_is_open(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.back_up()
    desk.spoil()
    dialog = desk.show(desk.stop())

    def fail(_: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    from store.platform import sync_folder

    calls: list[Path] = []

    def fail_at_last(folder: Path) -> None:
        calls.append(folder)
        (sync_folder if len(calls) == 1 else fail)(folder)

    monkeypatch.setattr(restoring, "sync_folder", fail_at_last)
    desk.click(dialog.restore)
    assert "but the disk did not confirm it" in dialog.told


@pytest.mark.parametrize(
    "line", ["", "{", "[1, 2]", '["a", "b", "c", "d"]', "[" * 2000, "null", '["{place}", 1.5, "x", 7]']
)
def test_odd_settings_expect_nothing(desk: Desk, line: str) -> None:
    desk.settings.set_texts("files/held", [line.replace("{place}", str(desk.file))])
    assert Expectation(desk.file, desk.settings).held is None


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("spoil", "answers", "is_opened"),
    [
        (None, [], True),
        ("damage", ["quit"], False),
        ("damage", ["restore"], True),
        ("shrink", ["quit"], False),
        ("shrink", ["go_on"], True),
        ("shrink", ["restore"], True),
        ("remove", ["quit"], False),
        ("remove", ["go_on"], True),
        ("remove", ["restore"], True),
    ],
)
def test_the_file_is_opened_as_the_user_chose(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, spoil: str | None, answers: list[str], is_opened: bool
) -> None:
    desk.back_up()
    Expectation(desk.file, desk.settings).remember((41 if spoil == "shrink" else 40, say_many(40)[-1].id))
    if spoil == "damage":
        desk.spoil()
    elif spoil == "remove":
        desk.file.unlink()

    def answer(dialog: StopDialog) -> int:
        dialog.open()
        desk.qtbot.waitUntil(lambda: dialog.list is None or dialog.list.is_read)
        desk.click(getattr(dialog, answers.pop(0)))
        return 0

    monkeypatch.setattr(StopDialog, "exec", answer)
    restores = "restore" in answers
    opened = open_or_ask(desk.vault, desk.file, desk.settings, desk.theme, desk.clock, desk.salvage)
    assert answers == []
    assert (opened is not None) is is_opened
    if opened is not None:
        journal, told = opened
        kept = {"damage": f"skillgap.damaged-{TODAY}.db", "shrink": ".before-restore.db", "remove": ""}.get(spoil or "")
        assert told.startswith(f"You are now working with the backup of {WHEN}.") is restores
        assert (kept in told if kept else "kept" not in told) or not restores
        assert len(journal.events()) == (0 if spoil == "remove" and not desk.file.exists() else 40)
        journal.close()
    assert not any(desk.file.with_name(desk.file.name + ending).exists() for ending in SIDECARS)


# For everybody


@pytest.mark.sweep
@pytest.mark.parametrize("make", ["damaged", "missing", "shrunk", "newer"])
def test_every_stop_has_names_and_room_and_plain_words(desk: Desk, make: str) -> None:
    for number in range(7):
        desk.now = NOON - timedelta(days=number)
        desk.back_up()
    desk.now = NOON
    match make:
        case "damaged":
            desk.spoil()
            stop = desk.stop()
        case "missing":
            stop = missing(desk.file, (41, ""))
        case "shrunk":
            stop = desk.stop((45, "an-id"))
        case _:
            content = bytearray(desk.file.read_bytes())
            content[60:64] = (99).to_bytes(4, "big")
            desk.file.write_bytes(content)
            stop = desk.stop()
    dialog = desk.show(stop._replace(sentence=f"{stop.sentence} <b>R&D</b>"))
    if dialog.list:
        desk.click(dialog.list.show_all)
        desk.qtbot.waitUntil(lambda: dialog.list is not None and len(dialog.list.rows) == 7 and dialog.list.is_read)
    if dialog.more.isVisible():
        desk.click(dialog.more)
    desk.settle()
    assert "<b>R&D</b>" in dialog.sentence.text()
    assert {label.textFormat() for label in seen(dialog, QLabel)} == {Qt.TextFormat.PlainText}
    assert nameless(dialog) == []
    assert [name_of(each) for each in controls(dialog) if min(each.width(), each.height()) < 24] == []
    assert list(cut(dialog)) == []
    assert dialog.width() <= 800
    assert dialog.height() <= 720
