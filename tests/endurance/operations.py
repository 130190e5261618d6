"""What is done to files, one operation each, so that every part of the long run does it at the same points.

A further operation is one line in ``OPERATIONS``: its name, what stands before it, and how its deed begins.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import ExitStack, contextmanager, nullcontext
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

from gui.app.settings import Settings
from gui.startup.expected_file import Expectation
from gui.startup.single_instance import SingleInstance
from main import tidy_up
from roadmaps.faults import Fault
from store import migrations
from store.atomic_files import write_atomically
from store.backup_reader import read_checked
from store.backup_repository import BackupRepository
from store.backups import Reason, keep, list_backups
from store.copies import export, read_copy
from store.file_identity import folder_of
from store.journal import Journal
from tests.endurance.child import Child
from tests.endurance.person import FILE, SETTINGS, Desk, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from sqlite_utils import Database

    from tests.endurance.child import Work
    from tests.endurance.person import Said

PICTURE = "map.png"
COPY = "copy.json"
_WORD = "endurance/word"


class Deed(NamedTuple):
    """Something that can be done now. ``do`` returns the sentence that says why it failed; nothing where it did not."""

    do: Callable[[], str]
    desk: Desk | None = None
    """Whose screen has to show what is on disk, where there is one."""


class Operation(NamedTuple):
    """One thing that is done to files.

    ``prepare`` makes what stands before it in an empty folder; ``begin`` opens what it needs, which stays open until
    the end of the stack; ``world`` holds around it and around every look at what came of it.
    """

    name: str
    prepare: Callable[[Path], None]
    begin: Callable[[Path, ExitStack], Deed]
    world: Callable[[], AbstractContextManager[object]] = nullcontext
    is_told: bool = True
    """Whether the user is told when it fails."""


class State(NamedTuple):
    """What the next start finds: the events, what the window remembers, every other file, and the backups.

    Of the backups it counts why they were made and what is in them, and not how often.
    """

    said: Said
    settings: str
    files: tuple[tuple[str, bytes], ...]
    backups: frozenset[tuple[Reason, Said]]

    def in_words(self) -> str:
        """Short enough for a list of what is wrong."""
        names = ", ".join(f"{name} ({len(content)})" for name, content in self.files)
        backups = ", ".join(sorted(f"{reason} ({len(said)})" for reason, said in self.backups))
        return f"{len(self.said)} events, settings {self.settings[:9]!r}, files {names}, backups {backups or 'none'}"

    def with_backups_of(self, other: State) -> State:
        """The same with those of another one, too."""
        return self._replace(backups=self.backups | other.backups)


def look(folder: Path, operation: Operation) -> State:
    """What the next start finds in a folder, with everything closed again. Raises StoreError for a bad backup."""
    with operation.world():
        word, events = start_again(folder)
    backups = {each.path: each.reason for each in list_backups(folder / FILE)}
    kept = {folder / FILE, folder / SETTINGS}
    files = [
        (str(each.relative_to(folder)), b"" if each in kept else each.read_bytes() if each.is_file() else b"a folder")
        for each in folder.rglob("*")
        if each not in backups and each != folder_of(folder / FILE)
    ]
    contents = frozenset((reason, said(read_checked(path).events)) for path, reason in backups.items())
    return State(events, word, tuple(sorted(files)), contents)


def start_again(folder: Path) -> tuple[str, Said]:
    """Start and end as the program does, after whatever happened; what the window remembers, and the events."""
    for lock in folder.glob("*.lock"):
        os.utime(lock, (0, 0))  # a start comes some time after a kill
    instance = SingleInstance(folder / FILE)
    if not instance.acquire():
        raise AssertionError("the next start takes the file for open")
    try:
        settings = Settings(folder / SETTINGS)
        word, expectation = settings.text(_WORD), Expectation(folder / FILE, settings)
        vault = BackupRepository(folder / FILE)
        with vault.open(expectation.held, expectation.coming) as journal:  # which is no false alarm
            events = said(journal.events())
            tidy_up(vault, folder)
    finally:
        instance.release()
    return word, events


def perform(operation: Operation, folder: Path) -> Work:
    """Do it in a child: ``ready``; at each word ``on`` the operation, until ``close``; then ``closed``."""
    with operation.world():
        with ExitStack() as held:
            deed = operation.begin(folder, held)
            word = yield "ready"
            while word == "on":
                told = deed.do()
                shown = deed.desk.said() if deed.desk else None
                word = yield {"told": told, "shown": shown, "wrong": deed.desk.differences() if deed.desk else []}
        yield "closed"


class Workplace:
    """Folders in which an operation is done again and again, each as it was before; gone at the end."""

    def __init__(self, operation: Operation, place: Path) -> None:
        self.operation = operation
        self._place = Path(tempfile.mkdtemp(dir=place))
        self._model = self._place / "before"
        self._model.mkdir()
        operation.prepare(self._model)
        self._count = 0
        self.log = self._place / "calls.log"
        self.old = self._undisturbed("close")
        self.new = self._undisturbed("on")
        if self.old == self.new and operation.begin is not _open:
            raise AssertionError(f"{operation.name} changes nothing")

    @property
    def not_done(self) -> tuple[State, ...]:
        """What may be there where it was not done: what was there before, perhaps after the backup that comes first."""
        return self.old, self.old.with_backups_of(self.new), self.old._replace(backups=self.new.backups)

    @property
    def done(self) -> tuple[State, ...]:
        """What may stand where it was done: backups that are not needed any more may be left for the next time."""
        return self.new, self.new.with_backups_of(self.old)

    def folder(self) -> Path:
        """A new folder, as it is before the operation; the one handed out last goes."""
        for done in self._place.glob(f"{self._count}*"):
            shutil.rmtree(done)
        self._count += 1
        return Path(shutil.copytree(self._model, self._place / str(self._count)))

    def child(self, folder: Path) -> Child:
        """A child that is about to do it there."""
        child = Child(partial(perform, self.operation, folder))
        if child.hear() != "ready":
            raise AssertionError(f"{self.operation.name} did not begin")
        return child

    def _undisturbed(self, word: str) -> State:
        folder = self.folder()
        with self.child(folder) as child:
            answer = child.proceed(word)
            if word == "on" and (answer["told"] or answer["wrong"]):
                raise AssertionError(f"{self.operation.name} fails undisturbed: {answer}")
            child.proceed("close")
        return look(folder, self.operation)


# The folder before each operation


def _nothing(_: Path) -> None:
    """The first start."""


def _a_year(folder: Path) -> None:
    (folder / FILE).write_bytes(_file_of_a_year())


@cache
def _file_of_a_year() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        with ExitStack() as held:
            desk = Desk(Path(name), held)
            for number in range(60):
                desk.tick(number * 7)
            desk.tick_all()
        return (Path(name) / FILE).read_bytes()


def _cut_short(folder: Path) -> None:
    """A file in the middle of a write, with what SQLite needs to take it back."""
    _a_year(folder)

    def write() -> Work:
        connection = sqlite3.connect(folder / FILE, isolation_level=None)
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("PRAGMA cache_spill = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE extra (a)")
        connection.execute("INSERT INTO extra SELECT randomblob(3000) FROM events")
        yield "half written"

    with Child(write) as child:
        child.hear()
    if not (folder / f"{FILE}-journal").stat().st_size:
        raise AssertionError("nothing was cut short")


def _no_picture(_: Path) -> None:
    map_picture()  # drawn once, before anything is forked off


def _an_older_picture(folder: Path) -> None:
    map_picture()
    (folder / PICTURE).write_bytes(b"the picture of last year")


def _a_year_and_a_copy(folder: Path) -> None:
    _a_year(folder)
    (folder / COPY).write_bytes(b"the copy of last year")


def _only_a_copy(folder: Path) -> None:
    _a_year(folder)
    with Journal.open(folder / FILE) as journal:
        export(folder / COPY, journal.events(), "0")
    (folder / FILE).unlink()


def _a_year_and_a_copy_of_its_beginning(folder: Path) -> None:
    _a_year(folder)
    with Journal.open(folder / FILE) as journal:
        export(folder / COPY, journal.events()[:30], "0")


def _a_year_and_backups(folder: Path) -> None:
    """Two backups of one day, of which the next one leaves the later, and a file that has gone on since."""
    _a_year(folder)
    with ExitStack() as held:
        desk = Desk(folder, held)
        for hour in (9, 10):
            desk.tick(hour)
            snapshot = desk.journal.snapshot()
            if snapshot is None:
                raise AssertionError("there is no file")
            moment = datetime(2026, 2, 20, hour, tzinfo=UTC)
            keep(snapshot, desk.journal.path, Reason.ORDINARY, begun=moment)
        desk.tick(11)


def _only_backups(folder: Path) -> None:
    _a_year_and_backups(folder)
    (folder / FILE).unlink()


def _settings_of_before(folder: Path) -> None:
    settings = Settings(folder / SETTINGS)
    settings.set_text(_WORD, "before " * 400)
    settings.write()


# What is done


def _tick(folder: Path, held: ExitStack) -> Deed:
    desk = Desk(folder, held)
    return Deed(partial(desk.tick, 3), desk)


def _tick_all(folder: Path, held: ExitStack) -> Deed:
    desk = Desk(folder, held)
    return Deed(desk.tick_all, desk)


def _undo(folder: Path, held: ExitStack) -> Deed:
    desk = Desk(folder, held)
    desk.tick_all()
    return Deed(partial(desk.do, desk.tracker.undo), desk)


def _open(folder: Path, _: ExitStack) -> Deed:
    def do() -> str:
        try:
            Journal.open(folder / FILE).close()
        except Fault as fault:
            return str(fault)
        return ""

    return Deed(do)


def _export(folder: Path, _: ExitStack) -> Deed:
    picture = map_picture()

    def do() -> str:
        try:
            write_atomically(folder / PICTURE, picture)
        except Fault as fault:
            return str(fault)
        return ""

    return Deed(do)


def _export_copy(folder: Path, held: ExitStack) -> Deed:
    desk = Desk(folder, held)

    def do() -> str:
        try:
            export(folder / COPY, desk.tracker.events(), "0")
        except Fault as fault:
            return str(fault)
        return ""

    return Deed(do, desk)


def _import_copy(folder: Path, held: ExitStack) -> Deed:
    desk = Desk(folder, held)
    is_untouched = desk.tracker.is_untouched

    def do() -> str:
        try:
            events = read_copy(folder / COPY)
        except Fault as fault:
            return str(fault)
        return desk.do(lambda: desk.tracker.take_over(events)) if is_untouched else desk.replace(events)

    return Deed(do, desk)


def _back_up(folder: Path, held: ExitStack) -> Deed:
    desk = Desk(folder, held)

    def do() -> str:
        try:
            work = desk.vault.copy()
            return "" if work and work() else "Nothing was done, and nothing was said."
        except Fault as fault:
            return str(fault)

    return Deed(do, desk)


def _restore(folder: Path, held: ExitStack) -> Deed:
    desk = Desk(folder, held)
    backup = desk.vault.backups()[0].path
    return Deed(partial(desk.restore, backup), desk)


def _write_in_place(folder: Path, _: ExitStack) -> Deed:
    def do() -> str:
        try:
            (folder / PICTURE).write_bytes(map_picture())
        except OSError as error:
            return f"Not saved: {error.strerror}."
        return ""

    return Deed(do)


def _save_settings(folder: Path, _: ExitStack) -> Deed:
    settings = Settings(folder / SETTINGS)

    def do() -> str:
        settings.set_text(_WORD, "after " * 400)
        settings.write()
        return ""

    return Deed(do)


@cache
def map_picture() -> bytes:
    """The map as the program saves it; drawn in a child, since a fork must not have a screen behind it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def draw() -> Work:
            from PySide6.QtWidgets import QApplication

            from gui.pages.roadmap.map.export import MapExport
            from gui.theme.icons import Icons
            from gui.theme.palette import Look, Mode, Theme
            from roadmaps.map import map_graph

            theme = Theme(QApplication([]), Look(Mode.LIGHT))
            with ExitStack() as held:
                tracker = Desk(folder, held).tracker
                graph = map_graph(tracker.gap)
                (folder / PICTURE).write_bytes(MapExport(graph, tracker, theme, Icons(theme)).png()())
                yield "drawn"

        with Child(draw) as child:
            child.hear()
        return (folder / PICTURE).read_bytes()


_WORDS = "CREATE TABLE words (subject TEXT NOT NULL, events INTEGER NOT NULL) STRICT"
_WORDS_INDEX = "CREATE INDEX words_by_count ON words (events)"


def _add_words(db: Database) -> None:
    for statement in (_WORDS, _WORDS_INDEX):
        db.execute(statement)
    db.execute("INSERT INTO words SELECT subject, count(*) FROM events GROUP BY subject")


@contextmanager
def _a_newer_program() -> Iterator[None]:
    """One whose schema has a step more."""
    schema = migrations.expected_schema(migrations.newest_version()) | {
        ("table", "words", "words", _WORDS),
        ("index", "words_by_count", "words", _WORDS_INDEX),
    }
    step = migrations.Migration("9999_words", _add_words, schema)
    with patch.object(migrations, "STEPS", (*migrations.STEPS, step)):
        yield


OPERATIONS = (
    Operation("first tick, which makes the file", _nothing, _tick),
    Operation("tick", _a_year, _tick),
    Operation("bulk tick", _a_year, _tick_all),
    Operation("undo", _a_year, _undo),
    Operation("start", _a_year, _open),
    Operation("start after a write was cut short", _cut_short, _open),
    Operation("migration", _a_year, _open, world=_a_newer_program),
    Operation("export of a new picture", _no_picture, _export),
    Operation("export over an old picture", _an_older_picture, _export),
    Operation("export of everything", _a_year_and_a_copy, _export_copy),
    Operation("import into an empty file", _only_a_copy, _import_copy),
    Operation("import in the place of what is there", _a_year_and_a_copy_of_its_beginning, _import_copy),
    Operation("first backup", _a_year, _back_up),
    Operation("backup that makes an older one needless", _a_year_and_backups, _back_up),
    Operation("restore", _a_year_and_backups, _restore),
    Operation("restore where the file is gone", _only_backups, _restore),
    Operation("settings save", _settings_of_before, _save_settings, is_told=False),
)
"""What the long run does at every point."""
BY_NAME = {operation.name: operation for operation in OPERATIONS}

WRITTEN_IN_PLACE = Operation("control: a picture written in place", _an_older_picture, _write_in_place)
"""What nobody should do: where this is found to be well, nothing is found at all."""
