"""The history in words: of one skill, of one milestone, and of everything, event by event."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from roadmaps.journal.kinds import KINDS, ParsedEvent, read_event
from roadmaps.journal.names import Subject, Topic
from roadmaps.text.folding import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import date

    from roadmaps.catalogue import Choice, Milestone, Skill
    from roadmaps.journal.event import Event, Json
    from roadmaps.journal.names import Names

NOT_UNDERSTOOD = "This version doesn’t understand it, so it isn’t counted"


class HistoryEntry(NamedTuple):
    """One event in words."""

    event: Event
    about: str
    """The name of what it is about."""
    text: str
    day: date | None = None
    """The day it holds from, if that is not the day it was recorded."""

    @property
    def said_on(self) -> date:
        """The day on which it was recorded."""
        return self.event.said_on


class History:
    """The events of a journal, filed by what they are about and put into words on demand.

    There may be 100,000 of them, of which few are shown. So taking in another event takes the same time however many
    there are, and the history of a skill takes time in proportion to its own events.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self._clear()

    def _clear(self) -> None:
        self._events: tuple[Event, ...] = ()
        self._filed: defaultdict[str, list[Event]] = defaultdict(list)
        """By the id of what an event is about: its subject, or what the value of that subject names or named."""
        self._previous: dict[str, Any] = {}
        """Event id -> what was recorded before about the same subject, for kinds whose values name their owner."""
        self._last: dict[tuple[str, str], Any] = {}
        self._folded: list[str] = []

    def follow(self, events: Sequence[Event]) -> None:
        """Take in these events, which are in order. Only those after the known ones are read."""
        known = len(self._events)
        if tuple(events[:known]) != self._events:
            self._clear()
            known = 0
        owners = {name: kind.owner for name, kind in KINDS.items() if kind.owner}
        for event in events[known:]:
            owner = owners.get(event.kind)
            if owner:
                self._file_under_owners(event, owner)
            else:
                self._filed[event.subject].append(event)
        self._events = tuple(events)

    def _file_under_owners(self, event: Event, owner: Callable[[Any], Topic]) -> None:
        try:
            value = read_event(event)
        except ValueError:
            return
        subject = event.kind, event.subject
        previous = self._last.get(subject)
        if previous is not None:
            self._previous[event.id] = previous
        self._last[subject] = value
        for owner_id in {owner(each).id for each in (previous, value) if each is not None}:
            self._filed[owner_id].append(event)

    def of_skill(self, skill: Skill, choice: Choice | None = None) -> list[HistoryEntry]:
        """Everything recorded about a skill and the choice it belongs to, newest first.

        What is not understood, and so not counted, is left out.
        """
        retired = (each.id for each in self._names.catalogue.retired.values() if each.skill_id == skill.id)
        can_dos = {*(each.id for each in skill.can_dos), *retired}
        topics = {Topic(Subject.SKILL, skill.id), *(Topic(Subject.CAN_DO, can_do_id) for can_do_id in can_dos)}
        return self._page(skill.id, topics | ({Topic(Subject.CHOICE, choice.id)} if choice else set()))

    def of_milestone(self, milestone: Milestone) -> list[HistoryEntry]:
        """Everything recorded about a milestone and its evidence checks, newest first."""
        checks = {Topic(Subject.CHECK, check.id) for check in milestone.evidence}
        return self._page(milestone.id, {Topic(Subject.MILESTONE, milestone.id), *checks})

    def _page(self, page: str, topics: Collection[Topic]) -> list[HistoryEntry]:
        events = {event.id: event for topic in topics for event in self._filed.get(topic.id, ())}
        entries = []
        for event, value in _read(sorted(events.values(), key=lambda event: event.order, reverse=True)):
            kind, previous = KINDS[event.kind], self._previous.get(event.id)
            # A session or a piece of evidence that moves elsewhere is removed on one page and added on the other.
            if value is not None and kind.topic(event.subject, value) not in topics:
                value = None
            if previous is not None and kind.topic(event.subject, previous) not in topics:
                previous = None
            is_about = previous is not None or kind.topic(event.subject, value) in topics
            if is_about and kind.is_on_pages:
                entries.append(self._entry(ParsedEvent(event, value, previous, page)))
        return entries

    def _entry(self, parsed: ParsedEvent) -> HistoryEntry:
        event, kind = parsed.event, KINDS[parsed.event.kind]
        day = parsed.value.day if kind.is_dated and parsed.value is not None else None
        text = kind.history(parsed, self._names)
        return HistoryEntry(event, self._names.about(parsed.topic), text, day if day != event.said_on else None)

    def __len__(self) -> int:
        return len(self._events)

    def entry(self, place: int) -> HistoryEntry:
        """An entry of the whole history by its place, newest first; what is not understood says so."""
        event = self._events[len(self._events) - 1 - place]
        try:
            value = read_event(event)
        except ValueError:
            return HistoryEntry(event, event.subject, NOT_UNDERSTOOD)
        return self._entry(ParsedEvent(event, value, self._previous.get(event.id)))

    def found(self, query: str) -> Sequence[int]:
        """The places of the entries in which every word of a query is found; all for an empty query."""
        words, last = folded(query).split(), len(self._events) - 1
        if not words:
            return range(len(self._events))
        for number in range(len(self._folded), len(self._events)):
            entry = self.entry(last - number)
            self._folded.append(folded(f"{entry.about} {entry.text}"))
        return [last - n for n in range(last, -1, -1) if all(word in self._folded[n] for word in words)]

    def value_before(self, event: Event) -> Json:
        """The value that the subject of an event had before it."""
        kind = KINDS[event.kind]
        if kind.owner:
            value = self._previous.get(event.id)
        else:
            same = (each for each in reversed(self._filed.get(event.subject, ())) if each.kind == event.kind)
            value = next((value for each, value in _read(same) if each.order < event.order), None)
        return kind.values.default if value is None else kind.values.write(value)


def _read(events: Iterable[Event]) -> Iterator[tuple[Event, Any]]:
    """The events that are understood, each with what its value means."""
    for event in events:
        try:
            value = read_event(event)
        except ValueError:
            continue
        yield event, value
