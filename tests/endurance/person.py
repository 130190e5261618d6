"""A person at work without a window: the file, the one path of change over it, and the lists that show it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gui.app.settings import Settings
from gui.app.tracker import Tracker
from gui.pages.roadmap.model import StageListModel
from gui.pages.skills.model import SkillTreeModel
from gui.startup.expected_file import Expectation
from roadmaps.catalogue import load_catalogue
from roadmaps.faults import Fault
from roadmaps.gap import measure_gap
from roadmaps.gap.search import SkillFinder
from roadmaps.journal import canonical, replay
from store.backup_repository import BackupRepository
from tests.gui.mirror import Mirror, boxes_that_disagree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import ExitStack
    from typing import TypeAlias

    from gui.outline.model import OutlineModel
    from roadmaps.journal import Event

FILE = "skillgap.db"
SETTINGS = "settings.ini"
CATALOGUE = load_catalogue(Path(__file__).parents[1] / "roadmaps" / "tiny")
CAN_DOS = list(CATALOGUE.can_dos.values())
DAY = date(2026, 3, 2)
MOMENT = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""At which backups are made."""
_SECOND = 1_000_000
_NOON = 1_772_452_800 * _SECOND  # of that day

Said: TypeAlias = "tuple[tuple[str, str, str, str], ...]"


def said(events: Iterable[Event]) -> Said:
    """What events say, without the marks that are other ones at each run."""
    return tuple(
        (event.kind, event.subject, event.effective_on.isoformat(), canonical(event.value)) for event in events
    )


class LooplessTracker(Tracker):
    """Where no event loop runs, each edit is a turn of its own."""

    def _begin_turn(self) -> None:
        pass


class SteadyClock:
    """Goes on by a second whenever it is asked, on one and the same day."""

    def __init__(self) -> None:
        self._now = _NOON

    def now(self) -> int:
        self._now += _SECOND
        return self._now

    def today(self) -> date:
        return DAY


class Desk:
    """The journal in a folder, the tracker over it, and both lists with somebody who looks at them."""

    def __init__(self, folder: Path, held: ExitStack) -> None:
        self.folder = folder
        self.vault = BackupRepository(folder / FILE, lambda: MOMENT)
        self.expectation = Expectation(folder / FILE, Settings(folder / SETTINGS))
        self.vault.before_replacing = self.expectation.expect
        self.journal = held.enter_context(self.vault.open(self.expectation.held, self.expectation.coming))
        self.journal.warm_up()
        self.tracker = LooplessTracker(CATALOGUE, self.journal, SteadyClock(), self.journal)
        self.expectation.follow(self.tracker)
        self.expectation.remember(self.tracker.revision)
        finder = SkillFinder(CATALOGUE.skills)
        self._models: tuple[OutlineModel, ...] = (
            SkillTreeModel(self.tracker, finder),
            StageListModel(self.tracker, finder),
        )
        for model in self._models:
            self.tracker.changed.connect(model.follow)  # as a page that is shown
        self._mirrors = [Mirror(model) for model in self._models]
        self._told: list[str] = []
        self.tracker.failed.connect(self._told.append)
        self.tracker.refused.connect(self._told.append)

    def do(self, deed: Callable[[], bool]) -> str:
        """Do something to the tracker; the sentence that says why it was not kept, or confirmed; else nothing."""
        self._told.clear()
        if deed():
            return self.journal.unconfirmed
        return " ".join(self._told) or "Nothing was done, and nothing was said."

    def tick(self, number: int) -> str:
        """Tick or untick a can-do."""
        can_do = CAN_DOS[number % len(CAN_DOS)]
        return self.do(lambda: self.tracker.edits.toggle([can_do]))

    def tick_all(self) -> str:
        """Tick or untick everything, in one step."""
        return self.do(lambda: self.tracker.edits.toggle(CAN_DOS, "everything"))

    def restore(self, backup: Path) -> str:
        """Go back to a backup, as the window does."""
        return self._reload_after(lambda: self.vault.restoring(backup).run())

    def replace(self, events: Sequence[Event]) -> str:
        """Take over a copy in the place of what is there, as the window does."""
        return self._reload_after(lambda: self.vault.replacing(events).run())

    def _reload_after(self, deed: Callable[[], object]) -> str:
        try:
            deed()
        except Fault as fault:
            return str(fault)
        self.tracker.reload()
        self.expectation.remember(self.tracker.revision)
        return self.journal.unconfirmed

    def said(self) -> Said:
        """The events, as the screen shows them."""
        return said(self.journal.events())

    def differences(self) -> list[str]:
        """Where progress, numbers, rows and boxes are not those of the journal, in words."""
        kept = replay(self.journal.events())
        wrong = [line for mirror in self._mirrors for line in mirror.staleness()]
        wrong += [f"the box of {key}" for model in self._models for key in boxes_that_disagree(model)]
        if self.tracker.progress != kept:
            wrong.append("the progress")
        if self.tracker.gap != measure_gap(self.tracker.roadmap, kept):
            wrong.append("the gap")
        return wrong
