"""The one path of change: what you do becomes events, an undo step and one signal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gui.app.ad_edits import AdEdits
from gui.app.change import Change, Origin
from gui.app.date_format import locale_forms
from gui.app.drafts import Drafts
from gui.app.editor import new_id
from gui.app.edits import Edits
from gui.app.log_edits import LogEdits
from gui.app.own_edits import OwnEdits
from gui.app.plan_edits import PlanEdits
from gui.app.state import READ_ONLY, VIEWING_THE_PAST, State
from gui.app.undo import UndoStack, UndoStep, ValueChange
from roadmaps.faults import Cancelled, Fault
from roadmaps.gap import measure_gap, remeasured_gap
from roadmaps.journal import EARLIEST_DAY, KINDS, OWN_KINDS, Event, Kind, Names, next_stamp, parse_change, replay

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from gui.app.background import Wait, Watch
    from gui.app.clock import Clock
    from gui.app.state import DiskState, EventKeeper
    from roadmaps.catalogue import Catalogue
    from roadmaps.journal import Json, Progress


class Tracker(State):
    """The only way to change what is on disk.

    Every method that changes something returns whether it was kept. A write that fails leaves everything as it was,
    and ``failed`` gives the reason in one sentence.
    """

    failed = Signal(str)
    """A sentence that says why the last change was not kept."""
    note_unkept = Signal(str)
    """Something else was kept, and a note that is typed still is not: why."""
    refused = Signal(str)
    """A sentence that says why nothing can be changed now."""
    unconfirmed = Signal(str)
    """The last change was kept, but the disk did not confirm it: a sentence; emitted after ``changed``."""
    worth_a_toast = Signal(str)
    """A step with more effect than one tick, in words: offer to undo it."""

    def __init__(self, catalogue: Catalogue, journal: EventKeeper, clock: Clock, disk: DiskState | None = None) -> None:
        super().__init__(catalogue, journal, clock, disk)
        self.undo_stack = UndoStack(self)
        self.edits, self.plan_edits, self.log_edits = Edits(self), PlanEdits(self), LogEdits(self)
        self.ad_edits, self.own_edits = AdEdits(self), OwnEdits(self)
        self.drafts = Drafts(self)
        self.refusal = ""
        """Why the last change was not kept."""

    # Edits

    def change_to(self, kind: str, subject: str, after: Json, effective_on: date | None = None) -> ValueChange:
        """A change of a subject's value, from today unless another day is given."""
        return ValueChange(kind, subject, self._progress.value_of(kind, subject), after, effective_on or self.today)

    def record(self, kind: str, subject: str, value: Json) -> bool:
        """Give a subject a value from today, in one undo step."""
        return self.apply([self.change_to(kind, subject, value)])

    def apply(self, changes: Sequence[ValueChange], text: str = "") -> bool:
        """Make changes in one undo step; those that change nothing are left out.

        Without a ``text``, the subject of the first change names the step.
        """
        wanted = [change for change in changes if change.before != change.after]
        if not wanted:
            return False
        is_note = any(change.kind is Kind.NOTE for change in wanted)
        if self.drafts.why_unsaved and not is_note:
            self.drafts.save()  # what kept a note from being written may be over; it comes below the step on the stack
        step = UndoStep(text or self._step_text(wanted), tuple(wanted))
        done = self._commit(wanted, Origin.EDIT, lambda: self.undo_stack.push(step))
        if done and self.drafts.why_unsaved and not is_note:
            self._tell_waiting()
            self.note_unkept.emit(self.drafts.why_unsaved)
        return done

    def undo(self) -> bool:
        """Take the last step back, by writing the values before it. What is being typed is kept first."""
        if not self.drafts.save():
            return False
        step = self.undo_stack.next_undo
        if step is None:
            return False
        changes = [change.undone() for change in reversed(step.changes)]
        return self._commit(changes, Origin.UNDO, self.undo_stack.step_back)

    def redo(self) -> bool:
        """Do the step again that was last undone. What is being typed is kept first."""
        if not self.drafts.save():
            return False
        step = self.undo_stack.next_redo
        return step is not None and self._commit(step.changes, Origin.UNDO, self.undo_stack.step_on)

    def revert(self, event: Event, name: str) -> bool:
        """Write the value before an event again, for the day from which it held; False when it has it already."""
        change = self.change_to(event.kind, event.subject, self.value_before(event), event.effective_on)
        done = self.apply([change], f"revert: {name}")
        if done:
            self.worth_a_toast.emit(f"Reverted: {name}")
        return done

    def fail(self, sentence: str) -> None:
        """Say why something was not kept."""
        self.refusal = sentence
        self._tell_waiting()
        self.failed.emit(sentence)

    # Which day is viewed

    def view_as_of(self, day: date | None) -> bool:
        """Show everything as of an earlier day, where nothing can be changed; None, or today, comes back to now.

        Whether another day is viewed. What is being typed is kept first; as long as it is not, nothing moves.
        """
        wanted = max(day, EARLIEST_DAY) if day is not None and day < self.today else None
        if wanted == self._as_of or not self.drafts.save():
            return False
        self._as_of = wanted
        self._replay()
        self._tell_everything(Origin.AS_OF)
        return True

    def follow_clock(self, *, is_moved: bool = False) -> bool:
        """Look at the clock, and tell if today is another day, or the time zone another one (``is_moved``).

        Whether that is so. An earlier day that is viewed stays, unless it is no longer earlier.
        """
        today = self.today
        if today == self._day and not is_moved:
            return False
        self._day = today
        if self._as_of is not None and self._as_of >= today:
            self.view_as_of(None)
        self._tell_everything(Origin.CLOCK)
        return True

    # The file

    def try_to_write(self) -> bool:
        """Find out whether the file can be written now, where it could only be read; whether it can."""
        self._disk.try_to_write()
        self._follow_disk()
        return not self._read_only

    def reload(self, progress: Progress | None = None) -> None:
        """The journal holds other events, as after a restore: all is read anew, and no step from before can be undone.

        ``progress`` is what they add up to, where that is known. What is being typed and not kept is forgotten; no
        earlier day is viewed any longer.
        """
        self.drafts.forget()
        self._as_of = None
        self._read_only = self._disk.read_only
        self._replay(progress)
        self.undo_stack.clear()
        self._tell_everything(Origin.FILE)
        self._tell_unconfirmed()

    @property
    def is_untouched(self) -> bool:
        """Whether there is no event yet, and nothing is being typed."""
        return not self._journal.events() and not self.drafts.unsaved

    def take_over(self, events: Sequence[Event], wait: Wait = lambda work: work(lambda _share: None)) -> bool:
        """Keep all events of another file as they are; only while there are none here.

        They are written and replayed by ``wait``, and that cannot be cancelled.
        """
        if not self.is_untouched:
            raise ValueError("there are events here already")
        if not self._may_write():
            return False

        def keep(watch: Watch) -> Progress:
            watch(1.0)
            self._journal.append(events)
            return replay(self._journal.events())

        try:
            progress = wait(keep)
        except Cancelled:
            return False
        except Fault as fault:
            self._follow_disk()
            self.fail(str(fault))
            return False
        self._replay(progress)
        self._tell_everything(Origin.FILE)
        self._tell_unconfirmed()
        return True

    # How it is kept

    def _commit(self, changes: Sequence[ValueChange], origin: Origin, move_stack: Callable[[], None]) -> bool:
        """Write first; only what is on disk reaches the stack, the progress and the screen."""
        if not self._may_write():
            return False
        self.follow_clock()  # or part of the screen would show the day of the change, and the rest the one before
        try:
            events = self._events(changes)
            self._journal.append(events)
        except Fault as fault:
            self._follow_disk()
            self.fail(str(fault))
            return False
        roadmap, before, edited = self.roadmap, self._gap, self._edited(changes)
        self._progress = self._progress.followed_by(events)
        kinds = frozenset(change.kind for change in changes)
        is_other = not OWN_KINDS.isdisjoint(kinds) and self._follow_own()
        if self.roadmap is roadmap:
            self._gap = remeasured_gap(before, self._progress, edited)
        else:
            self._gap = measure_gap(self.roadmap, self._progress)
        move_stack()
        if is_other:
            self.catalogue_changed.emit()
            everything = frozenset(before.skills.keys() | self._gap.skills.keys())
            self._tell(Change(kinds | {Kind.GOAL}, everything, origin))
        else:
            self._tell(Change(kinds, edited | self._gap.changed_since(before), origin))
        self._tell_unconfirmed()
        return True

    def _may_write(self) -> bool:
        if self._as_of:
            self._refuse(VIEWING_THE_PAST)
        elif self._read_only and not self.try_to_write():
            self._refuse(READ_ONLY)
        else:
            return True
        return False

    def _refuse(self, sentence: str) -> None:
        self.refusal = sentence
        self.refused.emit(sentence)

    def _follow_disk(self) -> None:
        """Let everybody know where the file has become read-only, or can be written again."""
        if self._disk.read_only != self._read_only:
            self._read_only = self._disk.read_only
            self._tell_everything(Origin.DISK)

    def _tell_unconfirmed(self) -> None:
        if self._disk.unconfirmed:
            self._tell_waiting()
            self.unconfirmed.emit(self._disk.unconfirmed)

    def _events(self, changes: Sequence[ValueChange]) -> list[Event]:
        last = self._journal.events()[-1].stamp if self._journal.events() else None
        events = []
        for change in changes:
            last = next_stamp(self._clock.now(), last)
            events.append(
                Event(
                    id=new_id(),
                    stamp=last,
                    said_on=self.today,
                    kind=str(change.kind),
                    subject=change.subject,
                    effective_on=change.effective_on,
                    value=change.after,
                )
            )
        return events

    @property
    def _names(self) -> Names:
        return Names(self.catalogue, locale_forms())

    def _step_text(self, changes: Sequence[ValueChange]) -> str:
        """The name of changes in the Undo menu: that of the first subject, by its value before and after them."""
        first = changes[0]
        last = next(each for each in reversed(changes) if (each.kind, each.subject) == (first.kind, first.subject))
        whole = parse_change(first.kind, first.subject, first.before, last.after, last.effective_on)
        return KINDS[first.kind].undo(whole, self._names)

    def _edited(self, changes: Sequence[ValueChange]) -> frozenset[str]:
        """The skills that changes are about."""
        names, edited = self._names, set[str]()
        for change in changes:
            kind = KINDS[change.kind]
            parsed = parse_change(change.kind, change.subject, change.before, change.after, change.effective_on)
            for value in (parsed.value, parsed.previous):
                edited.update(names.skill_ids(kind.topic(change.subject, value)))
        return frozenset(edited)
