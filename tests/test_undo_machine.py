"""Anybody ticking, taking back and starting again, at random: what is on disk is what is on the screen."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from gui.app.tracker import Tracker
from gui.pages.roadmap.model import StageListModel
from gui.pages.skills.filtering import SkillFilter, SkillGroup
from gui.pages.skills.model import SkillTreeModel
from roadmaps.catalogue import load_catalogue
from roadmaps.catalogue.situations import EITHER, load_situations
from roadmaps.faults import Fault
from roadmaps.gap import measure_gap
from roadmaps.gap.search import SkillFinder
from roadmaps.journal import EVERY_DAY, SKIPPED, NextUpOrder, StudySession, Tick, replay
from store.journal import Journal
from tests.gallery import SetClock
from tests.gui.mirror import Mirror, boxes_that_disagree

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gui.outline.model import OutlineModel
    from roadmaps.journal import Commitments, Event, Evidence, Progress

CATALOGUE = load_catalogue(Path(__file__).parent / "roadmaps" / "tiny")
SITUATION = load_situations(CATALOGUE.folder)["early-morning"]
SKILLS = st.sampled_from(sorted(CATALOGUE.skills))
CAN_DOS = st.sampled_from(sorted(CATALOGUE.can_dos))
MILESTONES = st.sampled_from(sorted(CATALOGUE.milestones))
FIRST_DAY = date(2026, 3, 2)
DAYS = st.none() | st.integers(0, 400).map(lambda days: FIRST_DAY - timedelta(days=200) + timedelta(days=days))
NOTES = st.sampled_from(["", "first", "R&D <b>plain</b>", "two\nlines"])
SEARCHES = st.sampled_from(["", "", "", "wheat", "keep", "nothing has this"])
ADDRESSES = st.sampled_from(["https://example.org/R&D", "/home/me/<b>thesis</b>.pdf"])
SESSIONS = st.builds(
    StudySession,
    SKILLS,
    DAYS.map(lambda day: day or FIRST_DAY),
    st.sampled_from([1, 45, 90]),
    NOTES,
    st.none() | ADDRESSES,
)
FILTERS = st.builds(SkillFilter, st.sampled_from(SkillGroup), SEARCHES, st.booleans())


@dataclass(frozen=True)
class Said:
    """The part of a progress that an undo brings back; the day of the start stays as it is."""

    ticks: dict[str, Tick]
    set_aside: frozenset[str]
    counted_in: frozenset[str]
    choices: dict[str, str]
    notes: dict[str, str]
    answers: dict[str, str]
    quick_answers: dict[str, int | str]
    milestones: dict[str, Tick]
    evidence_checks: frozenset[str]
    commitments: Commitments
    goal: str | None
    study: dict[str, StudySession]
    evidence: dict[str, Evidence]
    still_can: dict[str, date]


def said(progress: Progress) -> Said:
    return Said(
        dict(progress.ticks),
        progress.set_aside,
        progress.counted_in,
        dict(progress.choices),
        dict(progress.notes),
        dict(progress.answers),
        dict(progress.quick_answers),
        dict(progress.milestones),
        progress.evidence_checks,
        progress.commitments,
        progress.goal,
        dict(progress.study),
        dict(progress.evidence),
        dict(progress.still_can),
    )


class FullDisk:
    """A journal that can be told to refuse."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.is_full = False

    def append(self, events: Sequence[Event]) -> None:
        if self.is_full:
            raise Fault("The disk is full.")
        self.journal.append(events)

    def events(self) -> Sequence[Event]:
        return self.journal.events()


class UndoMachine(RuleBasedStateMachine):
    """Holds a stack of its own: the values before and after each edit."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="skillgap-undo-"))
        self.clock = SetClock(FIRST_DAY)
        self.log: Sequence[Event] = ()
        self.filter = SkillFilter()
        self.search = ""
        self.start()

    def start(self) -> None:
        self.disk = FullDisk(Journal.open(self.folder / "skillgap.db"))
        self.tracker = Tracker(CATALOGUE, self.disk, self.clock)
        self.sentences: list[str] = []
        self.tracker.failed.connect(self.sentences.append)
        finder = SkillFinder(CATALOGUE.skills)
        self.tree = SkillTreeModel(self.tracker, finder)
        self.tree.set_filter(self.filter)
        self.stages = StageListModel(self.tracker, finder)
        self.stages.set_search(self.search)
        self.models: tuple[OutlineModel, ...] = (self.tree, self.stages)
        for model in self.models:
            self.tracker.changed.connect(model.follow)  # as a page that is shown
        self.mirrors = [Mirror(model) for model in self.models]
        self.done: list[tuple[str, Said, Said]] = []
        self.undone: list[tuple[str, Said, Said]] = []

    def teardown(self) -> None:
        self.disk.journal.close()
        shutil.rmtree(self.folder)

    def do(self, deed: Callable[[], bool]) -> None:
        before, count = said(self.tracker.progress), len(self.disk.events())
        kept = deed()
        after = said(self.tracker.progress)
        assert kept == (before != after) == (len(self.disk.events()) > count)
        if kept:
            self.done.append((self.tracker.undo_stack.undo_text, before, after))
            self.undone.clear()

    # Edits

    @rule(can_do=CAN_DOS)
    def tick_a_can_do(self, can_do: str) -> None:
        self.do(lambda: self.tracker.edits.toggle([CATALOGUE.can_dos[can_do]]))

    @rule(can_do=CAN_DOS, day=DAYS)
    def give_a_tick_another_day(self, can_do: str, day: date | None) -> None:
        self.do(lambda: self.tracker.edits.set_tick(CATALOGUE.can_dos[can_do], Tick(day)))

    @rule(data=st.data(), model=st.sampled_from([0, 1]))
    def click_the_box_of_a_row(self, data: st.DataObject, model: int) -> None:
        shown = sorted(self.models[model].shown_keys())
        if shown:
            key = data.draw(st.sampled_from(shown))
            self.do(lambda: self.models[model].toggle(key))

    @rule(skill=SKILLS, aside=st.booleans())
    def set_aside_or_bring_back(self, skill: str, aside: bool) -> None:
        self.do(lambda: self.tracker.edits.set_aside(skill, aside))

    @rule(skill=SKILLS, counted_in=st.booleans())
    def count_in_or_not(self, skill: str, counted_in: bool) -> None:
        self.do(lambda: self.tracker.edits.count_in(skill, counted_in))

    @rule(skill=st.sampled_from(["wheat", "barley", None]))
    def choose(self, skill: str | None) -> None:
        self.do(lambda: self.tracker.edits.choose("grain", skill))

    @rule(skill=SKILLS, text=NOTES)
    def write_a_note(self, skill: str, text: str) -> None:
        self.do(lambda: self.tracker.edits.write_note(skill, text))

    @rule(answer=st.sampled_from(["baker", "brewer", EITHER, None]))
    def answer_a_situation(self, answer: str | None) -> None:
        self.do(lambda: self.tracker.edits.answer(SITUATION, answer))

    @rule(milestone=MILESTONES, day=DAYS)
    def reach_a_milestone(self, milestone: str, day: date | None) -> None:
        self.do(lambda: self.tracker.edits.reach(CATALOGUE.milestones[milestone], Tick(day)))

    @rule(milestone=MILESTONES)
    def toggle_a_milestone(self, milestone: str) -> None:
        self.do(lambda: self.tracker.edits.toggle_milestone(CATALOGUE.milestones[milestone]))

    @rule(milestone=MILESTONES, there=st.booleans())
    def check_the_evidence(self, milestone: str, there: bool) -> None:
        reached = CATALOGUE.milestones[milestone]
        self.do(lambda: self.tracker.edits.check_evidence(reached.evidence[0], there))

    @rule(skill=SKILLS, answer=st.sampled_from([0, 1, 2, 3, SKIPPED]))
    def assess_a_skill(self, skill: str, answer: int | str) -> None:
        self.do(lambda: self.tracker.edits.assess(skill, answer))

    @rule()
    def answer_again(self) -> None:
        self.do(lambda: self.tracker.edits.forget_answers([SITUATION]))

    @precondition(lambda self: self.disk.events())
    @rule(data=st.data())
    def revert_an_event(self, data: st.DataObject) -> None:
        event = data.draw(st.sampled_from(list(self.disk.events())))
        stood = self.tracker.value_before(event)
        self.do(lambda: self.tracker.revert(event, "something"))
        assert self.tracker.progress.value_of(event.kind, event.subject) == stood

    @rule(roadmap=st.sampled_from(sorted(CATALOGUE.roadmaps)))
    def turn_round(self, roadmap: str) -> None:
        self.do(lambda: self.tracker.edits.set_goal(roadmap))

    @rule(hours=st.sampled_from([None, 0, 4, 7.5]))
    def set_hours_a_week(self, hours: float | None) -> None:
        self.do(lambda: self.tracker.plan_edits.set_hours_a_week(hours))

    @rule(days=st.sets(st.sampled_from(EVERY_DAY)))
    def set_study_days(self, days: set[int]) -> None:
        self.do(lambda: self.tracker.plan_edits.set_study_days(days))

    @rule(weeks=st.lists(st.integers(0, 3), max_size=3), off=st.booleans())
    def take_weeks_off_or_not(self, weeks: list[int], off: bool) -> None:
        self.do(
            lambda: self.tracker.plan_edits.set_weeks_off([FIRST_DAY + timedelta(weeks=week) for week in weeks], off)
        )

    @rule(day=DAYS)
    def set_the_start_of_the_plan(self, day: date | None) -> None:
        self.do(lambda: self.tracker.plan_edits.set_plan_start(day))

    @rule(day=DAYS)
    def set_the_target_date(self, day: date | None) -> None:
        self.do(lambda: self.tracker.plan_edits.set_target_date(day))

    @rule(skill=SKILLS, before=SKILLS)
    def move_a_skill(self, skill: str, before: str) -> None:
        self.do(lambda: self.tracker.plan_edits.move_before(skill, before))

    @rule(skill=SKILLS, last=SKILLS)
    def move_a_skill_to_the_end(self, skill: str, last: str) -> None:
        self.do(lambda: self.tracker.plan_edits.move_to_end(skill, last))

    @rule()
    def plan_in_the_order_of_the_roadmap(self) -> None:
        self.do(self.tracker.plan_edits.forget_moves)

    @rule(order=st.sampled_from(NextUpOrder))
    def order_next_up(self, order: NextUpOrder) -> None:
        self.do(lambda: self.tracker.plan_edits.order_next_up(order))

    @rule(session=SESSIONS)
    def log_time(self, session: StudySession) -> None:
        self.do(lambda: self.tracker.log_edits.log_study(session))

    @precondition(lambda self: self.tracker.progress.study)
    @rule(data=st.data(), session=SESSIONS)
    def change_what_was_logged(self, data: st.DataObject, session: StudySession) -> None:
        session_id = data.draw(st.sampled_from(list(self.tracker.progress.study)))
        self.do(lambda: self.tracker.log_edits.change_study(session_id, session))

    @precondition(lambda self: self.tracker.progress.study)
    @rule(data=st.data())
    def remove_what_was_logged(self, data: st.DataObject) -> None:
        session_id = data.draw(st.sampled_from(list(self.tracker.progress.study)))
        self.do(lambda: self.tracker.log_edits.remove_study(session_id))

    @rule(can_do=CAN_DOS, address=ADDRESSES)
    def add_evidence(self, can_do: str, address: str) -> None:
        self.do(lambda: self.tracker.log_edits.add_evidence(CATALOGUE.can_dos[can_do], address))

    @precondition(lambda self: self.tracker.progress.evidence)
    @rule(data=st.data(), address=ADDRESSES)
    def change_or_remove_evidence(self, data: st.DataObject, address: str) -> None:
        evidence_id = data.draw(st.sampled_from(list(self.tracker.progress.evidence)))
        tracker = self.tracker
        if data.draw(st.booleans()):
            self.do(lambda: tracker.log_edits.change_evidence(evidence_id, address))
        else:
            self.do(lambda: tracker.log_edits.remove_evidence(evidence_id))

    @rule(skill=SKILLS)
    def still_can(self, skill: str) -> None:
        self.do(lambda: self.tracker.log_edits.confirm_skill(skill))

    # Back and forth

    @rule()
    def undo(self) -> None:
        assert self.tracker.undo() == bool(self.done)
        if self.done:
            text, before, after = self.done.pop()
            self.undone.append((text, before, after))
            assert said(self.tracker.progress) == before

    @rule()
    def redo(self) -> None:
        assert self.tracker.redo() == bool(self.undone)
        if self.undone:
            text, before, after = self.undone.pop()
            self.done.append((text, before, after))
            assert said(self.tracker.progress) == after

    @rule(can_do=CAN_DOS)
    def find_the_disk_full(self, can_do: str) -> None:
        index, progress, told = self.tracker.undo_stack.place, self.tracker.progress, len(self.sentences)
        self.disk.is_full = True
        assert not self.tracker.edits.toggle([CATALOGUE.can_dos[can_do]])
        assert not self.tracker.undo()
        assert not self.tracker.redo()
        self.disk.is_full = False
        assert self.tracker.progress is progress
        assert self.tracker.undo_stack.place == index
        assert set(self.sentences[told:]) == {"The disk is full."}

    # What goes on around them

    @rule(days=st.integers(-3, 40))
    def let_days_go_by(self, days: int) -> None:
        # Within one year: a row says the year of a tick only when it is another one.
        self.clock.day = min(max(self.clock.day + timedelta(days=days), date(2026, 1, 1)), date(2026, 12, 31))

    @rule(wanted=FILTERS)
    def filter_the_skills(self, wanted: SkillFilter) -> None:
        self.filter = wanted
        self.tree.set_filter(wanted)

    @rule(text=SEARCHES)
    def search_the_roadmap(self, text: str) -> None:
        self.search = text
        self.stages.set_search(text)

    @precondition(lambda self: self.tree.shown_skills())
    @rule(data=st.data())
    def go_to_a_row(self, data: st.DataObject) -> None:
        self.tree.hold(data.draw(st.sampled_from(self.tree.shown_skills())))

    @rule()
    def start_again(self) -> None:
        held = self.tracker.progress
        self.disk.journal.close()
        self.start()
        assert self.tracker.progress == held
        assert not self.tracker.undo_stack.next_undo
        assert not self.tracker.undo_stack.next_redo

    # What always holds

    @invariant()
    def the_log_only_grows(self) -> None:
        events = self.disk.events()
        assert events[: len(self.log)] == self.log
        self.log = events

    @invariant()
    def what_is_shown_is_what_is_kept(self) -> None:
        kept = replay(self.disk.events())
        assert self.tracker.progress == kept
        assert self.tracker.gap == measure_gap(self.tracker.roadmap, kept)

    @invariant()
    def nothing_on_the_screen_is_stale(self) -> None:
        assert [line for mirror in self.mirrors for line in mirror.staleness()] == []

    @invariant()
    def boxes_agree_with_the_boxes_beneath_them(self) -> None:
        assert [key for model in self.models for key in boxes_that_disagree(model)] == []

    @invariant()
    def the_stack_names_the_steps(self) -> None:
        stack = self.tracker.undo_stack
        assert (stack.place, len(stack)) == (len(self.done), len(self.done) + len(self.undone))
        assert stack.undo_text == (self.done[-1][0] if self.done else "")
        assert (stack.next_redo and stack.next_redo.text) == (self.undone[-1][0] if self.undone else None)


SHARE = settings().max_examples  # of the profile: 25, 100 or 1000

UndoMachine.TestCase.settings = settings(
    max_examples={25: 8, 100: 25}.get(SHARE, SHARE),
    stateful_step_count=60 if SHARE > 100 else 30,
    derandomize=SHARE <= 100,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestUndo = UndoMachine.TestCase
