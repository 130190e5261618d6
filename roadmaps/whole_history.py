"""Everything that was ever said, event by event, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.catalogue.situations import EITHER
from roadmaps.events import SKIPPED, Kind, in_order
from roadmaps.history import Deed, reached_deed, session_text, skill_text, tick_deed
from roadmaps.progress import StudySession, is_understood, read_event
from roadmaps.text.folding import folded
from roadmaps.text.locale_format import ENGLISH, WEEKDAYS
from roadmaps.text.text_format import count_text, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from roadmaps.catalogue import Catalogue
    from roadmaps.catalogue.situations import Situation
    from roadmaps.events import Event, Json
    from roadmaps.text.locale_format import LocaleForms


class Told(NamedTuple):
    """One event: what it is about, and what was said."""

    event: Event
    about: str
    deed: Deed


NOT_UNDERSTOOD = "This version doesn’t understand it, so it isn’t counted"


def whole_history(
    events: Iterable[Event], catalogue: Catalogue, situations: Mapping[str, Situation], forms: LocaleForms = ENGLISH
) -> list[Told]:
    """Every event, newest first, as it was said; what is not understood is told as that."""
    history = WholeHistory(catalogue, situations, forms)
    history.follow(in_order(events))
    return [history[place] for place in range(len(history))]


class WholeHistory:
    """Every event, newest first, put into words when it is looked at: there may be 100,000, and few are."""

    def __init__(self, catalogue: Catalogue, situations: Mapping[str, Situation], forms: LocaleForms = ENGLISH) -> None:
        self._teller = _Teller(catalogue, situations, forms)
        self._forget()

    def _forget(self) -> None:
        self._events: list[Event] = []
        self._before: dict[int, Event] = {}
        """Where the event about a session or a piece of evidence stands -> the one before it about the same."""
        self._last: dict[str, Event] = {}
        self._folded: list[str] = []

    def follow(self, events: Sequence[Event]) -> None:
        """Tell these, which are in order. Where they only go on from the last ones, so does this."""
        known = len(self._events)
        if [*events[:known]] != self._events:
            self._forget()
            known = 0
        for place in range(known, len(events)):
            event = events[place]
            if event.kind in (Kind.STUDY, Kind.EVIDENCE) and is_understood(event):
                if event.subject in self._last:
                    self._before[place] = self._last[event.subject]
                self._last[event.subject] = event
        self._events.extend(events[known:])

    def __len__(self) -> int:
        return len(self._events)

    def __getitem__(self, place: int) -> Told:
        number = len(self._events) - 1 - place
        return self._teller.told(self._events[number], self._before.get(number))

    def found(self, query: str) -> Sequence[int]:
        """The places of those in which every word of a query is found; all for an empty query."""
        words, last = folded(query).split(), len(self._events) - 1
        if not words:
            return range(len(self._events))
        for number in range(len(self._folded), len(self._events)):
            told = self[last - number]
            self._folded.append(folded(f"{told.about} {told.deed.text}"))
        return [last - n for n in range(last, -1, -1) if all(word in self._folded[n] for word in words)]


class _Teller:
    """Knows the names of everything."""

    def __init__(self, catalogue: Catalogue, situations: Mapping[str, Situation], forms: LocaleForms) -> None:
        self._catalogue, self._situations, self._forms = catalogue, situations, forms
        self._checks = {check.id: each for each in catalogue.milestones.values() for check in each.evidence}

    def told(self, event: Event, before: Event | None) -> Told:
        """An event in words; ``before`` is the one before it about the same session or piece of evidence."""
        if not is_understood(event):
            return Told(event, event.subject, Deed(event.said_on, NOT_UNDERSTOOD))
        match event.kind:
            case Kind.STUDY | Kind.EVIDENCE:
                return self._kept_under_an_id(event, before)
            case Kind.MILESTONE | Kind.EVIDENCE_CHECK:
                return self._milestone(event)
            case Kind.CAN_DO:
                can_do = self._catalogue.can_dos.get(event.subject)
                about = self._skill(can_do.skill_id) if can_do else event.subject
                return Told(event, about, tick_deed(event, can_do.level if can_do else 0))
            case _:
                about, text = self._words(event)
                return Told(event, about, Deed(event.said_on, text))

    def _skill(self, skill_id: str) -> str:
        skill = self._catalogue.skills.get(skill_id)
        return skill.short_name if skill else skill_id

    def _roadmap(self, roadmap_id: str) -> str:
        roadmap = self._catalogue.roadmaps.get(roadmap_id)
        return roadmap.name if roadmap else roadmap_id

    def _words(self, event: Event) -> tuple[str, str]:
        value = event.value
        match event.kind:
            case Kind.GOAL:
                return "Goal", self._roadmap(str(value)) if value else "No goal"
            case Kind.CHOICE:
                choice = self._catalogue.choices.get(event.subject)
                about = choice.short_name if choice else event.subject
                return about, f"{self._skill(str(value))} chosen" if value else "Choice left open"
            case Kind.QUICK_ANSWER:
                said = "answer removed" if value is None else "skipped" if value == SKIPPED else f"level {value}"
                return self._skill(event.subject), f"Quick assess: {said}"
            case Kind.SITUATION:
                return "Which suits me?", self._situation(event)
            case Kind.PLAN | Kind.WEEK_OFF | Kind.PLAN_START | Kind.TARGET_DATE | Kind.MOVED:
                return "Plan", self._plan(event)
            case _:
                skill = self._catalogue.skills.get(event.subject)
                return (skill.short_name, skill_text(event, skill)) if skill else (event.subject, str(value))

    def _situation(self, event: Event) -> str:
        situation = self._situations.get(event.subject)
        name = situation.name if situation else event.subject
        if event.value is None:
            return f"{name}: answer removed"
        role = self._catalogue.roles.get(str(event.value))
        return f"{name}: {'either' if event.value == EITHER else role.name if role else event.value}"

    def _plan(self, event: Event) -> str:
        value = event.value
        match event.kind:
            case Kind.WEEK_OFF:
                return f"Week of {self._day(event.subject)} {'off' if value else 'not off'}"
            case Kind.PLAN_START:
                return f"Starts on {self._day(value)}" if value else "Start cleared"
            case Kind.TARGET_DATE:
                return f"Target {self._day(value)}" if value else "Target cleared"
            case Kind.MOVED:
                moved = len(value) if isinstance(value, list) else 0
                return f"{count_text(moved, 'skill')} moved" if moved else "In roadmap order"
            case _:
                said = "cleared" if value is None else self._setting(value)
                return f"{event.subject.replace('-', ' ').capitalize()}: {said}"

    def _day(self, value: Json) -> str:
        return self._forms.day(date.fromisoformat(str(value)))

    def _setting(self, value: Json) -> str:
        """Hours a week, days of the week, or a name."""
        if isinstance(value, list):
            return joined(WEEKDAYS[day - 1][:3] for day in value if isinstance(day, int)) or "none"
        return self._forms.number(value) if isinstance(value, int | float) else str(value).replace("-", " ")

    def _milestone(self, event: Event) -> Told:
        milestone = self._catalogue.milestones.get(event.subject) or self._checks.get(event.subject)
        about = milestone.short_name if milestone else event.subject
        if event.kind == Kind.MILESTONE:
            return Told(event, about, reached_deed(event))
        text = next((each.text for each in milestone.evidence if each.id == event.subject), "") if milestone else ""
        return Told(event, about, Deed(event.said_on, f"{'Ticked' if event.value else 'Unticked'}: {text}"))

    def _kept_under_an_id(self, event: Event, before: Event | None) -> Told:
        """A session or a piece of evidence. A removal does not say what it removes: that is what stood before it."""
        said, stood = self._said(event), self._said(before) if before else None
        day = event.effective_on if event.effective_on != event.said_on else None
        if not said:
            about, words = stood or (event.subject, "")
            return Told(event, about, Deed(event.said_on, f"Removed {words}".rstrip()))
        about, words = said
        verb = "Changed to" if stood else "Logged" if event.kind == Kind.STUDY else "Evidence added:"
        return Told(event, about, Deed(event.said_on, f"{verb} {words}", day))

    def _said(self, event: Event) -> tuple[str, str] | None:
        """What a session or a piece of evidence is about, and its words; None for a removal."""
        said = read_event(event)
        if isinstance(said, StudySession):
            return self._skill(said.skill_id), session_text(said)
        if not said:
            return None
        can_do = self._catalogue.can_dos.get(said.can_do_id)
        return self._skill(can_do.skill_id) if can_do else said.can_do_id, said.address
