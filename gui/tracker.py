"""The one path of change: what the person does becomes events, an undo step and one signal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from gui.app.date_format import full_day_text, locale_forms
from gui.undo import Change, Deed, UndoStack
from roadmaps.faults import Cancelled, Fault
from roadmaps.gap import measure_gap
from roadmaps.gap.assessment import ticks_after
from roadmaps.journal import (
    EARLIEST_DAY,
    GOAL_SUBJECT,
    HOURS_A_WEEK,
    KINDS,
    LATEST_DAY,
    NEXT_UP_ORDER,
    NO,
    STUDY_DAYS,
    Event,
    Evidence,
    History,
    Kind,
    Move,
    Names,
    Tick,
    day_value,
    evidence_value,
    moves_value,
    next_stamp,
    parse_change,
    replay,
    session_value,
    tick_value,
    unticked_today,
    with_move,
)
from roadmaps.study import measure_disuse
from roadmaps.text.limits import MOST_NOTE_LETTERS, length_fault
from roadmaps.text.text_format import count_text, time_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from gui.clock import Clock
    from gui.files.waiting import Wait, Watch
    from roadmaps.catalogue import CanDo, Catalogue, EvidenceCheck, Milestone, Roadmap
    from roadmaps.catalogue.situations import Situation
    from roadmaps.gap import Gap
    from roadmaps.journal import Json, NextUpOrder, Progress, StudySession
    from roadmaps.study import Disuse


LOOKING_BACK = "You are looking at an earlier day, where nothing can be changed. Go back to today first."
READ_ONLY = "Your file is read-only at the moment, so nothing can be changed."

NO_LONGER_THERE = "This entry is no longer there, so it was not changed."


class EventKeeper(Protocol):
    """What the tracker needs of a journal. ``append`` raises Fault and keeps nothing when it cannot write."""

    def append(self, events: Sequence[Event]) -> None:
        """Keep events for good, all or none."""

    def events(self) -> Sequence[Event]:
        """Everything said so far, in order."""


class DiskState(Protocol):
    """What the file can take at the moment, as a journal knows it."""

    @property
    def read_only(self) -> bool:
        """Whether the file can only be read."""

    @property
    def unconfirmed(self) -> str:
        """A sentence where the last change is in the file, but the disk did not confirm it; else nothing."""

    def try_to_write(self) -> bool:
        """Find out whether a file that could only be read can be written now; whether it can."""


class _Writable:
    """A file that takes everything."""

    read_only, unconfirmed = False, ""

    def try_to_write(self) -> bool:
        return True


class Tracker(QObject):
    """Holds what is on disk, as progress and gap, and is the only way to change it.

    Every method that changes something returns whether it was kept. A write that fails leaves everything as it was
    and is told through ``failed`` in one sentence.
    """

    progress_changed = Signal(frozenset)
    """Ids of the skills whose standing changed, after every change that was kept."""
    goal_changed = Signal()
    """The roadmap is another one, or everything is; emitted before progress_changed."""
    failed = Signal(str)
    """A sentence that says why the last change was not kept."""
    note_unkept = Signal(str)
    """Something else was kept, and a note that is typed still is not: why."""
    refused = Signal(str)
    """A sentence that says why nothing can be changed now."""
    looked_back = Signal()
    """Another day is looked at, or what may be changed is different; emitted before progress_changed."""
    unconfirmed = Signal(str)
    """The last change was kept, but the disk did not confirm it: a sentence; emitted after progress_changed."""
    day_turned = Signal()
    """Today is another day, or times of the day are told in another time zone: nothing else has changed."""
    worth_a_toast = Signal(str)
    """A deed with more effect than one tick, in words: offer to undo it."""

    def __init__(self, catalogue: Catalogue, journal: EventKeeper, clock: Clock, disk: DiskState | None = None) -> None:
        super().__init__()
        self._disk: DiskState = disk or _Writable()
        self._read_only = self._disk.read_only
        self.catalogue = catalogue
        self.stack = UndoStack(self)
        self._journal = journal
        self._clock = clock
        self._drafts: dict[str, str] = {}
        self._refusal = ""
        self._unkept = ""
        self._as_of: date | None = None
        self._day = self.today
        self._progress = replay(journal.events())
        self._gap = measure_gap(self.roadmap, self._progress)
        self._history = History(Names(catalogue))

    # What holds

    @property
    def progress(self) -> Progress:
        """What the person has said so far."""
        return self._progress

    @property
    def roadmap(self) -> Roadmap:
        """The goal; the first roadmap until one is chosen."""
        roadmaps = self.catalogue.roadmaps
        return roadmaps.get(self._progress.goal or "") or next(iter(roadmaps.values()))

    @property
    def gap(self) -> Gap:
        """What is left of the goal."""
        return self._gap

    @property
    def today(self) -> date:
        """The person's local day."""
        # A clock that stands at the end of the calendar is wrong; plans and forecasts reach beyond today.
        return min(self._clock.today(), LATEST_DAY)

    @property
    def now(self) -> int:
        """The moment, in microseconds UTC."""
        return self._clock.now()

    @property
    def as_of(self) -> date | None:
        """The earlier day that is looked at: progress and gap are of that day. None while it is today's."""
        return self._as_of

    @property
    def day(self) -> date:
        """The day that is looked at."""
        return self._as_of or self.today

    @property
    def read_only(self) -> bool:
        """Whether the file can only be read, so that nothing can be changed."""
        return self._read_only

    @property
    def why_locked(self) -> str:
        """Why nothing can be changed now, in a sentence; empty while it can."""
        return LOOKING_BACK if self._as_of else self.why_unwritable

    @property
    def why_unwritable(self) -> str:
        """Why nothing can be written to the file, whichever day is looked at; empty while it can."""
        return READ_ONLY if self._read_only else ""

    @property
    def may_change(self) -> bool:
        """Whether anything can be changed now: not on an earlier day, and not in a file that can only be read."""
        return not self.why_locked

    def try_to_write(self) -> bool:
        """Find out whether the file can be written now, where it could only be read; whether it can."""
        self._disk.try_to_write()
        self._follow_disk()
        return not self._read_only

    def _follow_disk(self) -> None:
        """Let everybody know where the file has become read-only, or can be written again."""
        if self._disk.read_only != self._read_only:
            self._read_only = self._disk.read_only
            self.looked_back.emit()
            self.progress_changed.emit(frozenset(self.catalogue.skills))

    def _tell_unconfirmed(self) -> None:
        if self._disk.unconfirmed:
            self.unconfirmed.emit(self._disk.unconfirmed)

    @property
    def first_day(self) -> date:
        """The earliest day that can be looked at: that of the start, unless a clock was wrong by centuries then."""
        return min(max(self._progress.started_on or self.today, EARLIEST_DAY), self.today)

    def look_back(self, day: date | None) -> bool:
        """Show everything as of an earlier day, where nothing can be changed; None, or today, comes back to now.

        Whether another day is looked at. What is being typed is kept first; as long as it is not, nothing moves.
        """
        wanted = max(day, EARLIEST_DAY) if day is not None and day < self.today else None
        if wanted == self._as_of or not self.keep_drafts():
            return False
        self._as_of = wanted
        self._progress = replay(self._journal.events(), wanted)
        self._gap = measure_gap(self.roadmap, self._progress)
        self.looked_back.emit()
        self.progress_changed.emit(frozenset(self.catalogue.skills))
        return True

    def follow_clock(self, *, is_moved: bool = False) -> bool:
        """Look at the clock, and tell everybody if today is another day, or the time zone another one (``is_moved``).

        Whether that is so. An earlier day that is looked at stays, unless it is no longer earlier.
        """
        today = self.today
        if today == self._day and not is_moved:
            return False
        self._day = today
        if self._as_of is not None and self._as_of >= today:
            self.look_back(None)
        self.day_turned.emit()
        return True

    def disuse(self, skill_id: str) -> Disuse | None:
        """How long a skill has not been used; None where that is not worth a word."""
        return measure_disuse(self.catalogue.skills[skill_id], self._progress, self.day)

    def events(self) -> Sequence[Event]:
        """Everything said so far, in order."""
        return self._journal.events()

    @property
    def history(self) -> History:
        """Everything said so far in words, by skill and by milestone."""
        self._history.follow(self._journal.events())
        return self._history

    @property
    def stand(self) -> tuple[int, str]:
        """What names everything that was said: another one after each change, and after a restore."""
        events = self._journal.events()
        return len(events), events[-1].id if events else ""

    def reload(self, progress: Progress | None = None) -> None:
        """The journal holds other events, as after a restore: all is read anew, and no deed from before can be undone.

        ``progress`` is what they come to, where that is known. What is being typed and not kept is forgotten; an
        earlier day is no longer looked at.
        """
        was_looking_back = self._as_of is not None
        self._drafts.clear()
        self._as_of = None
        self._progress = progress or replay(self._journal.events())
        self._gap = measure_gap(self.roadmap, self._progress)
        self.stack.clear()
        was_read_only, self._read_only = self._read_only, self._disk.read_only
        if was_looking_back or was_read_only != self._read_only:
            self.looked_back.emit()
        self.goal_changed.emit()
        self.progress_changed.emit(frozenset(self.catalogue.skills))
        self._tell_unconfirmed()

    @property
    def clock_warning(self) -> str:
        """A sentence when the clock stands before what was said last, else nothing."""
        events = self._journal.events()
        last = max((event.said_on for event in events), default=None)
        if last is None or last <= self.today:
            return ""
        today, recorded = full_day_text(self.today), full_day_text(last)
        return (
            f"This computer’s clock says {today}, but your file has an entry dated {recorded}. "
            "Please check the date: new ticks will use it."
        )

    # What the person does

    def record(self, kind: str, subject: str, value: Json) -> bool:
        """Record a value for a subject, in one step."""
        return self._do([self._change(kind, subject, value)])

    def set_ticked(self, can_dos: Iterable[CanDo], ticked: bool, name: str = "") -> bool:
        """Tick (today) or untick can-dos, in one step. What is so already stays as it is.

        What was unticked earlier today gets the date back that it had.
        """
        changed = [can_do for can_do in can_dos if (can_do.id in self._progress.ticks) != ticked]
        tick = Tick(self.today) if ticked else None
        earlier = self._unticked_today(Kind.CAN_DO, [can_do.id for can_do in changed]) if ticked else {}
        changes = [self._can_do_change(each.id, earlier.get(each.id, tick), self.today) for each in changed]
        verb = "tick" if ticked else "untick"
        done = self._do(changes, self._deed_text(verb, changed, name))
        if done and len(changed) > 1:
            kept = sum(each != tick for each in earlier.values())
            dates = f", {kept} with {'its' if kept == 1 else 'their'} earlier date{'' if kept == 1 else 's'}"
            what = f"{verb.capitalize()}ed {count_text(len(changed), 'can-do')} in {name}"
            self.worth_a_toast.emit(what + dates if kept else what)
        return done

    def toggle(self, can_dos: Sequence[CanDo], name: str = "") -> bool:
        """Untick can-dos when all are ticked, else tick those that are not."""
        return self.set_ticked(can_dos, any(can_do.id not in self._progress.ticks for can_do in can_dos), name)

    def say_before(self, can_dos: Iterable[CanDo], name: str = "") -> bool:
        """Say of can-dos that are not ticked that the person could do them before starting here, in one step."""
        changed = [can_do for can_do in can_dos if can_do.id not in self._progress.ticks]
        tick = Tick(None)
        changes = [self._can_do_change(can_do.id, tick, self._tick_day(tick)) for can_do in changed]
        done = self._do(changes, self._deed_text("already known:", changed, name))
        if done and len(changed) > 1:
            self.worth_a_toast.emit(f"Marked as already known: {count_text(len(changed), 'can-do')} in {name}")
        return done

    def set_tick(self, can_do: CanDo, tick: Tick) -> bool:
        """Give a can-do a tick of a certain day, or of before.

        A tick that stands is corrected: it is taken back for its own day, then the new one is said, in one step.
        """
        return self._do(self._dated(Kind.CAN_DO, can_do.id, self._progress.ticks.get(can_do.id), tick))

    def reach(self, milestone: Milestone, tick: Tick) -> bool:
        """Say on which day a milestone was reached, or that it was before; an earlier saying is corrected."""
        standing = self._progress.milestones.get(milestone.id)
        done = self._do(self._dated(Kind.MILESTONE, milestone.id, standing, tick))
        if done and not standing:
            self.worth_a_toast.emit(f"Reached the milestone “{milestone.short_name}”")
        return done

    def take_back(self, milestone: Milestone) -> bool:
        """Say today that a milestone is not reached (any more)."""
        return self.record(Kind.MILESTONE, milestone.id, NO)

    def toggle_milestone(self, milestone: Milestone) -> bool:
        """Reach a milestone today, or take it back. One that was taken back earlier today gets its date back."""
        if milestone.id in self._progress.milestones:
            return self.take_back(milestone)
        earlier = self._unticked_today(Kind.MILESTONE, [milestone.id])
        return self.reach(milestone, earlier.get(milestone.id, Tick(self.today)))

    def check_evidence(self, milestone: Milestone, check: EvidenceCheck, there: bool) -> bool:
        """Say of something that shows that a milestone is reached whether it is there."""
        return self.record(Kind.EVIDENCE_CHECK, check.id, there)

    def set_aside(self, skill_id: str, aside: bool) -> bool:
        """Set a skill aside, or bring it back."""
        name = self.catalogue.skills[skill_id].name
        done = self.record(Kind.SET_ASIDE, skill_id, aside)
        if done:
            self.worth_a_toast.emit(f"Set {name} aside" if aside else f"Brought {name} back")
        return done

    def set_choice_aside(self, choice_id: str) -> bool:
        """Set every member of a choice aside, in one step."""
        choice = self.catalogue.choices[choice_id]
        changes = [self._change(Kind.SET_ASIDE, member, True) for member in choice.member_ids]
        done = self._do(changes, f"set “{choice.name}” aside")
        if done:
            self.worth_a_toast.emit(f"Set {choice.name} aside")
        return done

    def count_in(self, skill_id: str, counted_in: bool) -> bool:
        """Count an optional skill in, or no longer."""
        return self.record(Kind.COUNTED_IN, skill_id, counted_in)

    def choose(self, choice_id: str, skill_id: str | None) -> bool:
        """Choose a member of a choice, or (None) leave it open again."""
        return self.record(Kind.CHOICE, choice_id, skill_id)

    def write_note(self, skill_id: str, text: str) -> bool:
        """Keep the person's note on a skill; an empty text removes it."""
        name = self.catalogue.skills[skill_id].name
        if fault := length_fault(text, MOST_NOTE_LETTERS, f"Your note on {name} is not saved: a note", locale_forms()):
            self._refusal = fault
            self.failed.emit(fault)
            return False
        return self.record(Kind.NOTE, skill_id, text)

    def set_goal(self, roadmap_id: str) -> bool:
        """Choose the direction. Nothing else changes: the same ticks serve both."""
        return self.record(Kind.GOAL, GOAL_SUBJECT, roadmap_id)

    def assess(self, skill_id: str, answer: int | str) -> bool:
        """Answer a card of quick assess by a level or SKIPPED, with the ticks that follow from it, in one step.

        Levels add up: a level ticks every can-do up to it, and unticks what is above. The first answer on a skill
        says what the person could do before they started here; one of a later day is of that day; answers of one day
        correct each other. What is ticked already keeps its day, and a skill that was set aside is brought back by a
        level.
        """
        skill = self.catalogue.skills[skill_id]
        changes = [self._change(Kind.QUICK_ANSWER, skill_id, answer)]
        if isinstance(answer, int):
            changes.append(self._change(Kind.SET_ASIDE, skill_id, False))  # a level is the contrary of "not for me"
            answered = ticks_after(skill, answer, self.events(), self.today)
            for can_do, tick in answered.ticks.items():
                standing = self._progress.ticks.get(can_do.id)
                if tick != standing:
                    # A tick of today that is taken back today never held, so it goes with the day that it had.
                    said = standing if can_do in answered.taken_back else tick
                    day = self._tick_day(said) if said else self.today
                    changes.append(self._can_do_change(can_do.id, tick, day))
        return self._do(changes, self._text([changes[0]]))

    def answer(self, situation: Situation, answer: str | None) -> bool:
        """Answer a situation by the id of a role or EITHER; None takes the answer back."""
        return self.record(Kind.SITUATION, situation.id, answer)

    def forget_answers(self, situations: Iterable[Situation]) -> bool:
        """Take all answers back, in one step, to answer again."""
        return self._do([self._change(Kind.SITUATION, each.id, None) for each in situations], "answer again")

    # The plan

    def set_hours_a_week(self, hours: float | None) -> bool:
        """Say how many hours a week are for study; None takes it back."""
        return self.record(Kind.PLAN, HOURS_A_WEEK, hours)

    def set_study_days(self, days: Iterable[int]) -> bool:
        """Say on which days of the week there is study, by their ISO numbers."""
        return self.record(Kind.PLAN, STUDY_DAYS, [*sorted(set(days))])

    def set_weeks_off(self, mondays: Iterable[date], off: bool) -> bool:
        """Say of weeks, by their Mondays, whether there is no study in them, in one step."""
        changes = [self._change(Kind.WEEK_OFF, monday.isoformat(), off) for monday in dict.fromkeys(mondays)]
        weeks = count_text(sum(change.before != change.after for change in changes), "week")
        return self._do(changes, f"take {weeks} off" if off else f"study in {weeks} after all")

    def set_plan_start(self, day: date | None) -> bool:
        """Say from which day on the person studies for the goal; None takes it back."""
        return self.record(Kind.PLAN_START, self.roadmap.id, day_value(day))

    def set_target_date(self, day: date | None) -> bool:
        """Say by which day the goal is to be reached; None takes it back."""
        return self.record(Kind.TARGET_DATE, self.roadmap.id, day_value(day))

    def move_before(self, skill_id: str, before_id: str) -> bool:
        """Put a skill right before another one in the plan for the goal, as far as prerequisites allow."""
        moves = self._progress.commitments.on(self.roadmap.id).moves
        return self._do([self._moved(with_move(moves, Move(skill_id, before_id)))])

    def move_to_end(self, skill_id: str, last_id: str) -> bool:
        """Put a skill after the last one of the plan for the goal, as far as prerequisites allow."""
        from roadmaps.plan import to_the_end  # the order of a plan is not wanted at the start

        moves = self._progress.commitments.on(self.roadmap.id).moves
        skill, last = (self.catalogue.skills[each].short_name for each in (skill_id, last_id))
        return self._do([self._moved(to_the_end(moves, skill_id, last_id))], f"move “{skill}” after “{last}”")

    def forget_moves(self) -> bool:
        """Put the plan for the goal back into the order of the roadmap."""
        return self._do([self._moved(())])

    def order_next_up(self, order: NextUpOrder) -> bool:
        """Say in which order Next up lists what can be gone on with."""
        return self.record(Kind.PLAN, NEXT_UP_ORDER, order.value)

    def log_study(self, session: StudySession) -> bool:
        """Keep time that was spent on a skill, for the day on which it was."""
        done = self._do([self._change(Kind.STUDY, _new_id(), session_value(session), session.day)])
        if done:
            length = time_text(session.minutes)
            self.worth_a_toast.emit(f"Logged {length} on {self._names.skill(session.skill_id)}")
        return done

    def change_study(self, session_id: str, session: StudySession) -> bool:
        """Say of a session that is kept what it really was.

        It keeps its day, or is taken back for its own day and said for the new one, in one step.
        """
        standing = self._progress.study.get(session_id)
        if standing is None:
            self.refused.emit(NO_LONGER_THERE)
            return False
        before, after = session_value(standing), session_value(session)
        if session.day == standing.day:
            changes = [Change(Kind.STUDY, session_id, before, after, session.day)]
        else:
            changes = [
                Change(Kind.STUDY, session_id, before, None, standing.day),
                Change(Kind.STUDY, session_id, None, after, session.day),
            ]
        return self._do(changes)

    def remove_study(self, session_id: str) -> bool:
        """Say of a session that is kept that it was not: no day shows it any more."""
        standing = self._progress.study.get(session_id)
        if standing is None:
            self.refused.emit(NO_LONGER_THERE)
            return False
        done = self._do([self._change(Kind.STUDY, session_id, None, standing.day)])
        if done:
            skill = self._names.skill(standing.skill_id)
            self.worth_a_toast.emit(f"Removed {time_text(standing.minutes)} on “{skill}” from the study log")
        return done

    def add_evidence(self, can_do: CanDo, address: str) -> bool:
        """Keep a web address or the path of a file that shows a can-do. What is kept for it already says nothing."""
        evidence = Evidence(can_do.id, address)
        if evidence in self._progress.evidence.values():
            return False
        return self.record(Kind.EVIDENCE, _new_id(), evidence_value(evidence))

    def change_evidence(self, evidence_id: str, address: str) -> bool:
        """Give a piece of evidence another address."""
        if evidence_id not in self._progress.evidence:
            self.refused.emit(NO_LONGER_THERE)
            return False
        evidence = self._progress.evidence[evidence_id]._replace(address=address)
        if evidence in self._progress.evidence.values():
            return False
        return self.record(Kind.EVIDENCE, evidence_id, evidence_value(evidence))

    def remove_evidence(self, evidence_id: str) -> bool:
        """Say today that a piece of evidence is no longer there."""
        if evidence_id not in self._progress.evidence:
            self.refused.emit(NO_LONGER_THERE)
            return False
        done = self.record(Kind.EVIDENCE, evidence_id, None)
        if done:
            self.worth_a_toast.emit("Removed a piece of evidence")
        return done

    def say_still_can(self, skill_id: str) -> bool:
        """Say today that the person still can what is ticked of a skill; where nothing is, there is nothing to say."""
        skill = self.catalogue.skills[skill_id]
        if not any(can_do.id in self._progress.ticks for can_do in skill.can_dos):
            return False
        done = self.record(Kind.STILL_CAN, skill_id, self.today.isoformat())
        if done:
            self.worth_a_toast.emit(f"Marked {skill.name} as current")
        return done

    # Notes that are being typed

    @property
    def why_unkept(self) -> str:
        """What kept a note that is typed from being written; empty where none is waiting for that."""
        return self._unkept if self._drafts else ""

    @property
    def drafts(self) -> list[tuple[str, str, str]]:
        """What is typed and not kept: the id of the skill, its note on disk, and what is typed."""
        notes = self._progress.notes
        return [(skill_id, notes.get(skill_id, ""), text) for skill_id, text in self._drafts.items()]

    def note(self, skill_id: str) -> str:
        """The note on a skill: what is typed and not kept yet, else what is on disk."""
        return self._drafts.get(skill_id, self._progress.notes.get(skill_id, ""))

    def draft_note(self, skill_id: str, text: str) -> None:
        """Hold what is typed until it is kept; every field that shows the skill shows this."""
        if self._as_of:
            return
        if text == self._progress.notes.get(skill_id, ""):
            self._drafts.pop(skill_id, None)
        else:
            self._drafts[skill_id] = text

    def keep_drafts(self) -> bool:
        """Keep every note that is typed; whether all of them are on disk. After a failed write they stay."""
        self._unkept = ""
        for skill_id, text in list(self._drafts.items()):
            if self.write_note(skill_id, text) or text == self._progress.notes.get(skill_id, ""):
                self._drafts.pop(skill_id, None)
            else:
                self._unkept = self._refusal
        return not self._drafts

    # Back and forth

    def undo(self) -> bool:
        """Take the last deed back, by saying what was said before it. What is being typed is kept first."""
        if not self.keep_drafts():
            return False
        deed = self.stack.next_undo
        if deed is None:
            return False
        return self._keep([change.taken_back() for change in reversed(deed.changes)], self.stack.step_back)

    def redo(self) -> bool:
        """Do the deed again that was last undone. What is being typed is kept first."""
        if not self.keep_drafts():
            return False
        deed = self.stack.next_redo
        return deed is not None and self._keep(deed.changes, self.stack.step_on)

    def value_before(self, event: Event) -> Json:
        """What the subject of an event had as its value before it."""
        return self.history.value_before(event)

    def revert(self, event: Event, name: str) -> bool:
        """Say again what stood before an event, for the day from which it held; False when that stands already."""
        change = self._change(event.kind, event.subject, self.value_before(event), event.effective_on)
        done = self._do([change], f"revert: {name}")
        if done:
            self.worth_a_toast.emit(f"Reverted: {name}")
        return done

    # All of another file

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was ever said, nor is being typed."""
        return not self._journal.events() and not self._drafts

    def take_over(self, events: Sequence[Event], wait: Wait = lambda work: work(lambda _share: None)) -> bool:
        """Keep everything that was said elsewhere, as it was said; only while nothing was said here.

        It is written and read by ``wait``, and cannot be cancelled.
        """
        if not self.is_untouched:
            raise ValueError("something was entered here already")
        if self._as_of:
            self.refused.emit(LOOKING_BACK)
            return False
        if self._read_only and not self.try_to_write():
            self.refused.emit(READ_ONLY)
            return False

        def keep(watch: Watch) -> Progress:
            watch(1.0)
            self._journal.append(events)
            return replay(self._journal.events())

        roadmap = self.roadmap
        try:
            self._progress = wait(keep)
        except Cancelled:
            return False
        except Fault as fault:
            self._follow_disk()
            self.failed.emit(str(fault))
            return False
        self._gap = measure_gap(self.roadmap, self._progress)
        if self.roadmap is not roadmap:
            self.goal_changed.emit()
        self.progress_changed.emit(frozenset(self.catalogue.skills))
        self._tell_unconfirmed()
        return True

    # How it is kept

    def _change(self, kind: str, subject: str, after: Json, effective_on: date | None = None) -> Change:
        return Change(kind, subject, self._progress.value_of(kind, subject), after, effective_on or self.today)

    def _moved(self, moves: Sequence[Move]) -> Change:
        return self._change(Kind.MOVED, self.roadmap.id, moves_value(moves))

    def _can_do_change(self, can_do_id: str, tick: Tick | None, effective_on: date) -> Change:
        return self._change(Kind.CAN_DO, can_do_id, tick_value(tick), effective_on)

    def _dated(self, kind: Kind, subject: str, standing: Tick | None, tick: Tick) -> list[Change]:
        """The changes that give a subject a tick; one that stands is first taken back, for its own day."""
        if standing == tick:
            return []
        changes = []
        if standing:
            changes.append(Change(kind, subject, tick_value(standing), NO, self._tick_day(standing)))
        changes.append(Change(kind, subject, NO, tick_value(tick), self._tick_day(tick)))
        return changes

    def _unticked_today(self, kind: Kind, subjects: Sequence[str]) -> Mapping[str, Tick]:
        """The ticks that were unticked today by hand; what an undo took back is not among them."""
        undone = {change.subject for deed in self.stack.undone for change in deed.changes if change.kind is kind}
        return unticked_today(
            self._journal.events(), kind, [each for each in subjects if each not in undone], self.today
        )

    def _tick_day(self, tick: Tick) -> date:
        """The day from which a tick holds: its own, or the day the person started here for "before"."""
        return tick.day or self._progress.started_on or self.today

    def _deed_text(self, verb: str, can_dos: Sequence[CanDo], name: str) -> str:
        if len(can_dos) == 1:
            skill = self.catalogue.skills[can_dos[0].skill_id]
            return f"{verb} “{skill.short_name}, level {can_dos[0].level}”"
        return f"{verb} {count_text(len(can_dos), 'can-do')} in “{name}”"

    @property
    def _names(self) -> Names:
        return Names(self.catalogue, locale_forms())

    def _text(self, changes: Sequence[Change]) -> str:
        """What the Undo menu calls changes of one subject: by what it had before them, and has after."""
        first, last = changes[0], changes[-1]
        whole = parse_change(first.kind, first.subject, first.before, last.after, last.effective_on)
        return KINDS[first.kind].undo(whole, self._names)

    def _do(self, changes: Sequence[Change], text: str = "") -> bool:
        wanted = [change for change in changes if change.before != change.after]
        if not wanted:
            return False
        is_note = any(change.kind is Kind.NOTE for change in wanted)
        if self.why_unkept and not is_note:
            self.keep_drafts()  # what kept a note from being written may be over; it comes below the deed on the stack
        done = self._keep(wanted, lambda: self.stack.push(Deed(text or self._text(wanted), tuple(wanted))))
        if done and self.why_unkept and not is_note:
            self.note_unkept.emit(self._unkept)
        return done

    def _keep(self, changes: Sequence[Change], move_stack: Callable[[], None]) -> bool:
        """Write first; only what is on disk reaches the stack, the progress and the screen."""
        if self._as_of:
            self.refused.emit(LOOKING_BACK)
            return False
        if self._read_only and not self.try_to_write():
            self._refusal = READ_ONLY
            self.refused.emit(READ_ONLY)
            return False
        self.follow_clock()  # or part of the screen would show the day of the change, and the rest the one before
        try:
            events = self._events(changes)
            self._journal.append(events)
        except Fault as fault:
            self._follow_disk()
            self._refusal = str(fault)
            self.failed.emit(self._refusal)
            return False
        roadmap, before = self.roadmap, self._gap
        self._progress = self._progress.followed_by(events)
        self._gap = measure_gap(self.roadmap, self._progress)
        move_stack()
        if self.roadmap is not roadmap:
            self.goal_changed.emit()
        self.progress_changed.emit(self._affected(changes, before))
        self._tell_unconfirmed()
        return True

    def _events(self, changes: Sequence[Change]) -> list[Event]:
        last = self._journal.events()[-1].stamp if self._journal.events() else None
        events = []
        for change in changes:
            last = next_stamp(self._clock.now(), last)
            events.append(
                Event(
                    id=_new_id(),
                    stamp=last,
                    said_on=self.today,
                    kind=str(change.kind),
                    subject=change.subject,
                    effective_on=change.effective_on,
                    value=change.after,
                )
            )
        return events

    def _affected(self, changes: Sequence[Change], before: Gap) -> frozenset[str]:
        """The skills that the changes are about, and those whose standing changed with them."""
        names, about = self._names, set[str]()
        for change in changes:
            kind = KINDS[change.kind]
            parsed = parse_change(change.kind, change.subject, change.before, change.after, change.effective_on)
            for value in (parsed.value, parsed.previous):
                about.update(names.skill_ids(kind.topic(change.subject, value)))
        moved = {skill_id for skill_id, gap in self._gap.skills.items() if gap != before.skills[skill_id]}
        return frozenset(about | moved)


def _new_id() -> str:
    import uuid  # not needed before the first change

    return str(uuid.uuid4())
