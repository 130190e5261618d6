"""Edits of what you can do: can-dos, milestones, skills, quick assess and the goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.app.date_format import locale_forms
from gui.app.editor import Editor
from gui.app.undo import ValueChange
from roadmaps.gap.assessment import ticks_after
from roadmaps.journal import GOAL_SUBJECT, NO, Kind, Tick, tick_value, unticked_today
from roadmaps.text.limits import MOST_NOTE_LETTERS, length_fault
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from roadmaps.catalogue import CanDo, EvidenceCheck, Milestone
    from roadmaps.catalogue.situations import Situation


class Edits(Editor):
    """Edits of skills and of what belongs to them."""

    # Can-dos

    def set_ticked(self, can_dos: Iterable[CanDo], ticked: bool, name: str = "") -> bool:
        """Tick (today) or untick can-dos, in one step. What is so already stays as it is.

        What was unticked earlier today gets the date back that it had.
        """
        changed = [can_do for can_do in can_dos if self._is_ticked(can_do) != ticked]
        tick = Tick(self._tracker.today) if ticked else None
        earlier = self._unticked_today(Kind.CAN_DO, [can_do.id for can_do in changed]) if ticked else {}
        changes = [self._tick_change(each.id, earlier.get(each.id, tick), self._tracker.today) for each in changed]
        verb = "tick" if ticked else "untick"
        toast = ""
        if len(changed) > 1:
            toast = f"{verb.capitalize()}ed {count_text(len(changed), 'can-do')} in {name}"
            if kept := sum(each != tick for each in earlier.values()):
                toast += f", {kept} with {'its' if kept == 1 else 'their'} earlier date{'' if kept == 1 else 's'}"
        return self._apply(changes, self._text(verb, changed, name), toast=toast)

    def toggle(self, can_dos: Sequence[CanDo], name: str = "") -> bool:
        """Untick can-dos when all are ticked, else tick those that are not."""
        return self.set_ticked(can_dos, not all(self._is_ticked(can_do) for can_do in can_dos), name)

    def mark_known_before(self, can_dos: Iterable[CanDo], name: str = "") -> bool:
        """Mark can-dos that are not ticked as known before you started here, in one step."""
        changed = [can_do for can_do in can_dos if not self._is_ticked(can_do)]
        tick = Tick(None)
        changes = [self._tick_change(can_do.id, tick, self._tick_day(tick)) for can_do in changed]
        toast = f"Marked as already known: {count_text(len(changed), 'can-do')} in {name}" if len(changed) > 1 else ""
        return self._apply(changes, self._text("already known:", changed, name), toast=toast)

    def set_tick(self, can_do: CanDo, tick: Tick) -> bool:
        """Give a can-do a tick of a certain day, or of before.

        An earlier tick is corrected: it is taken back for its own day, then the new one is written, in one step.
        """
        return self._apply(self._dated(Kind.CAN_DO, can_do.id, self._tracker.progress.ticks.get(can_do.id), tick))

    def confirm_replacements(self, confirmed: Sequence[tuple[CanDo, Tick]]) -> bool:
        """Tick can-dos in place of retired ones, each with the tick that the retired one has, in one step."""
        left = [(can_do, tick) for can_do, tick in confirmed if not self._is_ticked(can_do)]
        changes = [self._tick_change(can_do.id, tick, self._tick_day(tick)) for can_do, tick in left]
        words = f"{count_text(len(left), 'can-do')} in place of retired ones"
        return self._apply(changes, f"confirm {words}", toast=f"Confirmed {words}")

    # Milestones

    def reach(self, milestone: Milestone, tick: Tick) -> bool:
        """Mark a milestone as reached on a day, or before; an earlier mark is corrected."""
        old = self._tracker.progress.milestones.get(milestone.id)
        toast = "" if old else f"Reached the milestone “{milestone.short_name}”"
        return self._apply(self._dated(Kind.MILESTONE, milestone.id, old, tick), toast=toast)

    def take_back(self, milestone: Milestone) -> bool:
        """Mark a milestone as not reached, from today."""
        return self._record(Kind.MILESTONE, milestone.id, NO)

    def toggle_milestone(self, milestone: Milestone) -> bool:
        """Reach a milestone today, or take it back. One that was taken back earlier today gets its date back."""
        if milestone.id in self._tracker.progress.milestones:
            return self.take_back(milestone)
        earlier = self._unticked_today(Kind.MILESTONE, [milestone.id])
        return self.reach(milestone, earlier.get(milestone.id, Tick(self._tracker.today)))

    def check_evidence(self, check: EvidenceCheck, there: bool) -> bool:
        """Tick or untick one of the checks that show that a milestone is reached."""
        return self._record(Kind.EVIDENCE_CHECK, check.id, there)

    # Skills

    def set_aside(self, skill_id: str, aside: bool) -> bool:
        """Set a skill aside, or bring it back."""
        name = self._tracker.catalogue.skills[skill_id].name
        toast = f"Set {name} aside" if aside else f"Brought {name} back"
        return self._record(Kind.SET_ASIDE, skill_id, aside, toast)

    def set_all_aside(self, skill_ids: Sequence[str], aside: bool) -> bool:
        """Set skills aside, or bring them back, in one step."""
        if len(skill_ids) == 1:
            return self.set_aside(skill_ids[0], aside)
        skills = count_text(len(skill_ids), "skill")
        changes = [self._change(Kind.SET_ASIDE, skill_id, aside) for skill_id in skill_ids]
        text = f"set {skills} aside" if aside else f"bring {skills} back"
        return self._apply(changes, text, toast=f"Set {skills} aside" if aside else f"Brought {skills} back")

    def set_choice_aside(self, choice_id: str) -> bool:
        """Set every member of a choice aside, in one step."""
        choice = self._tracker.catalogue.choices[choice_id]
        changes = [self._change(Kind.SET_ASIDE, member, True) for member in choice.member_ids]
        return self._apply(changes, f"set “{choice.name}” aside", toast=f"Set {choice.name} aside")

    def count_in(self, skill_id: str, counted_in: bool) -> bool:
        """Count an optional skill in, or no longer."""
        return self._record(Kind.COUNTED_IN, skill_id, counted_in)

    def choose(self, choice_id: str, skill_id: str | None) -> bool:
        """Choose a member of a choice, or (None) leave it open again."""
        return self._record(Kind.CHOICE, choice_id, skill_id)

    def write_note(self, skill_id: str, text: str) -> bool:
        """Write the note on a skill; an empty text removes it."""
        name = self._tracker.catalogue.skills[skill_id].name
        if fault := length_fault(text, MOST_NOTE_LETTERS, f"Your note on {name} is not saved: a note", locale_forms()):
            self._tracker.fail(fault)
            return False
        return self._record(Kind.NOTE, skill_id, text)

    # The goal, and what asks questions

    def set_goal(self, roadmap_id: str) -> bool:
        """Choose the direction. Nothing else changes: the same ticks serve both."""
        return self._record(Kind.GOAL, GOAL_SUBJECT, roadmap_id)

    def assess(self, skill_id: str, answer: int | str) -> bool:
        """Answer a card of quick assess by a level or SKIPPED, with the ticks that follow from it, in one step.

        Levels add up: a level ticks every can-do up to it, and unticks what is above. The first answer on a skill
        is about the time before you started here; one of a later day is of that day; answers of one day correct each
        other. What is ticked already keeps its day, and a level brings a skill back that was set aside.
        """
        tracker, skill = self._tracker, self._tracker.catalogue.skills[skill_id]
        changes = [self._change(Kind.QUICK_ANSWER, skill_id, answer)]
        if isinstance(answer, int):
            changes.append(self._change(Kind.SET_ASIDE, skill_id, False))  # a level is the contrary of "not for me"
            answered = ticks_after(skill, answer, tracker.events(), tracker.today)
            for can_do, tick in answered.ticks.items():
                old = tracker.progress.ticks.get(can_do.id)
                if tick != old:
                    # A tick of today that is taken back today never held, so it goes with the day that it had.
                    held = old if can_do in answered.taken_back else tick
                    changes.append(self._tick_change(can_do.id, tick, self._tick_day(held) if held else tracker.today))
        return self._apply(changes)

    def answer(self, situation: Situation, answer: str | None) -> bool:
        """Answer a situation by the id of a role or EITHER; None takes the answer back."""
        return self._record(Kind.SITUATION, situation.id, answer)

    def forget_answers(self, situations: Iterable[Situation]) -> bool:
        """Take all answers back, in one step, to answer again."""
        return self._apply([self._change(Kind.SITUATION, each.id, None) for each in situations], "answer again")

    # Parts of them

    def _is_ticked(self, can_do: CanDo) -> bool:
        return can_do.id in self._tracker.progress.ticks

    def _tick_change(self, can_do_id: str, tick: Tick | None, effective_on: date) -> ValueChange:
        return self._change(Kind.CAN_DO, can_do_id, tick_value(tick), effective_on)

    def _dated(self, kind: Kind, subject: str, old: Tick | None, tick: Tick) -> list[ValueChange]:
        """The changes that give a subject a tick; an earlier one is first taken back, for its own day."""
        if old == tick:
            return []
        changes = []
        if old:
            changes.append(ValueChange(kind, subject, tick_value(old), NO, self._tick_day(old)))
        changes.append(ValueChange(kind, subject, NO, tick_value(tick), self._tick_day(tick)))
        return changes

    def _unticked_today(self, kind: Kind, subjects: Sequence[str]) -> Mapping[str, Tick]:
        """The ticks that were unticked today by hand; what an undo took back is not among them."""
        undone = {
            each.subject for step in self._tracker.undo_stack.undone for each in step.changes if each.kind is kind
        }
        by_hand = [each for each in subjects if each not in undone]
        return unticked_today(self._tracker.events(), kind, by_hand, self._tracker.today)

    def _tick_day(self, tick: Tick) -> date:
        """The day from which a tick holds: its own, or the day you started here for "before"."""
        return tick.day or self._tracker.progress.started_on or self._tracker.today

    def _text(self, verb: str, can_dos: Sequence[CanDo], name: str) -> str:
        if len(can_dos) == 1:
            skill = self._tracker.catalogue.skills[can_dos[0].skill_id]
            return f"{verb} “{skill.short_name}, level {can_dos[0].level}”"
        return f"{verb} {count_text(len(can_dos), 'can-do')} in “{name}”"
