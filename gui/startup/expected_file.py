"""Opening the file: what is expected of it, and what the user is asked where it is different."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from gui.app.date_format import moment_text
from roadmaps.faults import Cancelled, Fault
from roadmaps.text.text_format import count_text, within_a_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from gui.app.clock import Clock
    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.backups.protocols import Backup, ClosedFile, FileToOpen
    from gui.backups.stop_dialog import SalvageResult, Stop
    from gui.theme.palette import Theme
    from roadmaps.journal import Event

NOT_OPENED = "Your file was not opened"
NOT_REMEMBERED = (
    "Nothing was changed: the settings could not be written, and without them the next start would take the new file "
    "for an older copy. Check that the disk is not full, then try again."
)
_SEEN = "files/seen"
_HELD = "files/held"
_COMING = "files/coming"
_MOMENT_AFTER = timedelta(seconds=5)
"""A backup is made within so many seconds of what it holds."""

_SMALL_BYTES = 2 * 2**20
"""A file of this size, of about 10,000 events, opens in 0.1 s of processor time: nobody has to be shown that."""

Opened = TypeVar("Opened")


class Expectation:
    """What the settings remember of a file: that there was one, and what it held when it was last closed."""

    def __init__(self, data_file: Path, settings: Settings) -> None:
        self._settings = settings
        self.use(data_file)

    def use(self, data_file: Path) -> None:
        """Expect the file at another place from now on: it was moved there."""
        self._data_file, self._place = data_file, os.path.realpath(data_file)

    @property
    def is_known(self) -> bool:
        """Whether there was a file here before."""
        return self._place in self._settings.texts(_SEEN)

    @property
    def held(self) -> tuple[int, str] | None:
        """How many events it held, and the id of the last one; None where that is not known."""
        found = self._all(_HELD).get(self._place)
        return (found.events, found.last_id) if found else None

    @property
    def coming(self) -> tuple[int, str] | None:
        """What another file held that was about to take its place; None where that is over, or nothing is expected."""
        found = self._all(_COMING).get(self._place)
        return (found.events, found.last_id) if found and self.held else None

    @property
    def lost_size(self) -> str:
        """A sentence where the file is smaller than when it was last closed, which never happens by itself."""
        found = self._all(_HELD).get(self._place)
        size = _size(self._data_file)
        if found is None or size is None or size >= found.size:
            return ""
        return f"Size: {size} bytes; it was {found.size} when it was last closed"

    def follow(self, tracker: Tracker) -> None:
        """Where nothing was kept yet, remember that there is a file as soon as something is."""

        def remember() -> None:
            if tracker.events():
                tracker.changed.disconnect(remember)
                self.remember(tracker.revision)

        if not tracker.events():
            tracker.changed.connect(remember)

    def expect(self, stand: tuple[int, str]) -> None:
        """Another file is about to take the place of this one: whichever the next start finds is what it should.

        Raises Fault where that cannot be remembered: the next start would take the new file for an older copy.
        """
        before = self._all(_COMING).get(self._place)
        self._keep(_COMING, _Held(*stand, 0))
        if not self._settings.write():
            self._keep(_COMING, before)
            raise Fault(NOT_REMEMBERED)

    def remember(self, stand: tuple[int, str]) -> None:
        """Remember that there is a file here, and what it holds, for the next start.

        A file that has gone meanwhile is remembered, too, so that the next start asks before it makes another.
        """
        size = _size(self._data_file)
        known = self._all(_HELD).get(self._place)
        if size is None:
            if not self.is_known or not stand[0]:
                return  # there never was one, or it has not been made anew
            size = known.size if known else 0
        seen = self._settings.texts(_SEEN)
        is_news = known != _Held(*stand, size) or self._place not in seen or self._place in self._all(_COMING)
        if self._place not in seen:
            self._settings.set_texts(_SEEN, [*seen, self._place])
        if is_news:
            self._keep(_HELD, _Held(*stand, size))
            self._keep(_COMING, None)
            self._settings.write()

    def _keep(self, name: str, held: _Held | None) -> None:
        known = {place: each for place, each in self._all(name).items() if place != self._place}
        if held is not None:
            known[self._place] = held
        elif self._place not in self._all(name):
            return
        self._settings.set_texts(name, [json.dumps([place, *each]) for place, each in known.items()])

    def _all(self, name: str) -> dict[str, _Held]:
        found = {}
        for line in self._settings.texts(name):
            try:
                place, events, last_id, size = json.loads(line)
            except (ValueError, TypeError, RecursionError):
                continue
            if isinstance(place, str) and type(events) is int and isinstance(last_id, str) and type(size) is int:
                found[place] = _Held(events, last_id, size)
        return found


class _Held(NamedTuple):
    """What a file held when it was last closed; its size in bytes."""

    events: int
    last_id: str
    size: int


def _size(data_file: Path) -> int | None:
    try:
        return data_file.stat().st_size
    except OSError:
        return None


def tell_not_opened(
    sentence: str, vault: ClosedFile, data_file: Path, settings: Settings, theme: Theme, clock: Clock
) -> None:
    """Say why the file was not opened where nothing can be done about it here; nothing has been written."""
    from gui.backups.stop_dialog import Stop

    _ask(Stop(data_file, NOT_OPENED, sentence), vault, settings, theme, clock)


def open_or_ask(
    vault: FileToOpen[Opened],
    data_file: Path,
    settings: Settings,
    theme: Theme,
    clock: Clock,
    save: Callable[[Path, Path], SalvageResult] | None,
    before_asking: Callable[[], object] | None = None,
) -> tuple[Opened, str] | None:
    """Open the file. Where it is not as it should be, the user says how to go on; None when they quit.

    With it comes what to tell them once the window is open: what took the place of the file; empty if nothing did.
    ``before_asking`` is called before they are asked, which may take any time, and before a large file is opened.
    """
    expectation = Expectation(data_file, settings)
    held, coming, told = expectation.held, expectation.coming, ""

    def goes_on(stop: Stop) -> bool:
        nonlocal told
        if before_asking:
            before_asking()
        answer = _ask(stop, vault, settings, theme, clock)
        told = answer or ""
        return answer is not None

    if _is_missing(data_file) and (expectation.is_known or _has_backups(vault)):
        if not goes_on(missing(data_file, held, is_known=expectation.is_known)):
            return None
        if told or _is_missing(data_file):
            # What was restored is what was chosen, and a new file is a new file. One that appeared meanwhile is looked
            # at as any other.
            held = coming = None
    while True:
        try:
            if (_size(data_file) or 0) <= _SMALL_BYTES:
                return vault.open(held, coming), told
            if before_asking:
                before_asking()
            return _open_beside(partial(vault.open, held, coming), data_file.name, theme), told
        except Cancelled:
            return None
        except Fault as fault:
            stop = stop_for(fault, vault, data_file, expectation, save)
            if not goes_on(stop):
                return None
            held = coming = None


def _open_beside(work: Callable[..., Opened], name: str, theme: Theme) -> Opened:
    """Open a large file in a thread. What takes long is shown, and can be cancelled, which changes nothing."""
    from gui.files.waiting import wait_for

    return wait_for(lambda watch: work(watch=watch), f"Opening {name} …", theme, None)


def _is_missing(data_file: Path) -> bool:
    """Whether there is no file there; opening it says so where the folder may not be read."""
    try:
        data_file.stat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


def _has_backups(vault: ClosedFile) -> bool:
    """Whether backups lie beside a file that is not there: then there was one, whatever the settings know."""
    with suppress(Fault):
        return bool(vault.backups())
    return False


def goes_without(
    data_file: Path, usual: Path, vault: ClosedFile, settings: Settings, theme: Theme, clock: Clock
) -> bool:
    """Whether to start without the folder that the user moved their file to, which is not there; nothing is made."""
    from gui.backups.stop_dialog import Stop

    sentence = (
        f"You moved your file to {data_file.parent}, and there is no such folder now. If it is on a disk or a network "
        "share, quit, connect it, and start Skillgap again. Or go back to the usual folder, "
        f"{usual.parent}, and continue there with a backup or a new file."
    )
    stop = Stop(data_file, "Your file cannot be reached", sentence, go_on="Go back to the usual folder")
    return _ask(stop, vault, settings, theme, clock) is not None


def bring_to_front() -> None:
    """Bring the open question to the front: another start was made meanwhile."""
    from PySide6.QtWidgets import QApplication

    for each in QApplication.topLevelWidgets():
        if each.isVisible():
            each.raise_()
            each.activateWindow()


def missing(data_file: Path, held: tuple[int, str] | None, *, is_known: bool = True) -> Stop:
    """The stop of a file that was there before and is not any more; ``is_known`` where the settings remember it."""
    from gui.backups.stop_dialog import Stop

    before = "there was one last time" if is_known else "there are backups of one beside it"
    return Stop(
        data_file,
        "Your file is missing",
        f"There is no file at {data_file}, but {before}. If it was moved, quit and put it back, or start Skillgap with "
        "--data and its new location.",
        may_restore=True,
        go_on="Start a new file",
        remark=lambda _, events: _missing_in(held, events),
    )


def _missing_in(held: tuple[int, str] | None, events: Sequence[Event]) -> str:
    """How much of what the file held when it was last closed is not among ``events``, as far as is known."""
    if held is None:
        return ""
    count, last_id = held
    if any(event.id == last_id for event in reversed(events)):
        return "As far as Skillgap can tell, it holds everything your file held when it was last closed."
    gone = count - len(events)
    if gone <= 0:
        return "It lacks the last changes made before the file was closed."
    entries = count_text(gone, "entry", "entries")
    verb = "is" if gone == 1 else "are"
    return f"{entries} that the file held when it was last closed {verb} newer than this backup."


def stop_for(
    fault: Fault,
    vault: FileToOpen[object],
    data_file: Path,
    expectation: Expectation,
    save: Callable[[Path, Path], SalvageResult] | None,
) -> Stop:
    """The stop of a file that is there and was not opened."""
    from gui.backups.stop_dialog import Stop

    trouble = vault.trouble_of(fault)
    told = str(fault)
    lines = [line for line in (expectation.lost_size, *vault.findings()) if line]
    findings = lines if any(told in line for line in lines) else [told, *lines]
    if trouble == "shrunk":
        return Stop(
            data_file,
            "Your file is not as you left it",
            told,
            findings,
            may_restore=True,
            go_on="Open it anyway",
            remark=lambda _, events: (
                f"It holds {count_text(len(events), 'entry', 'entries')}. "
                "The file that is there now is kept as a backup."
            ),
        )
    held = expectation.held
    if trouble == "damaged":
        return Stop(
            data_file,
            "Your file is damaged",
            f"Part of {data_file.name} cannot be read, so it was not opened. It has not been changed.",
            findings,
            may_restore=True,
            save=save,
            remark=lambda backup, events: partial(_after, backup, _missing_in(held, events), _written(data_file)),
        )
    # What no longer looks like a Skillgap file may be one that lost its first page, where there was one before.
    if trouble == "foreign" and expectation.is_known:
        return Stop(
            data_file,
            "Your file cannot be recognised",
            f"The last time Skillgap started, {data_file.name} was a Skillgap file. Now it is a different file, or its "
            "beginning has been lost. It was left untouched.",
            findings,
            may_restore=True,
            save=save,
            remark=lambda _, events: (
                f"{_missing_in(held, events)} The file there now is kept beside the restored one.".lstrip()
            ),
        )
    other = " To use another file, start Skillgap with --data." if trouble == "foreign" else ""
    return Stop(data_file, NOT_OPENED, f"{told}{other}", findings)


def _written(data_file: Path) -> datetime | None:
    """When a file was last written; None where that cannot be known."""
    try:
        return datetime.fromtimestamp(data_file.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None


def _after(backup: Backup, missing: str, written: datetime | None, today: date) -> str:
    """Whether something was changed after a backup was made, by what the file held and when it was last written."""
    kept = "The damaged file is kept beside the restored one."
    if written is None:
        return kept
    when = within_a_sentence(moment_text(backup.moment, today))
    if written <= backup.moment + _MOMENT_AFTER:
        return f"As far as Skillgap can tell, nothing was changed after {when}. {kept}"
    last = within_a_sentence(moment_text(written, today))
    if missing:
        return f"{missing} The file was last written {last}. {kept}"
    return f"The file was last written {last}; changes since {when} are not in this backup. {kept}"


def _ask(stop: Stop, vault: ClosedFile, settings: Settings, theme: Theme, clock: Clock) -> str | None:
    """Ask the user; None when they quit, else what the window has to tell first."""
    from gui.app.background import Background
    from gui.backups.stop_dialog import StopAnswer, StopDialog
    from gui.theme.icons import Icons

    background = Background("backups")
    try:
        dialog = StopDialog(stop, vault, background, settings, clock, theme, Icons(theme))
        dialog.exec()
        told = None if dialog.answer is StopAnswer.QUIT else dialog.told
        dialog.deleteLater()
        return told
    finally:
        background.stop()
