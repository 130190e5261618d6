"""The kinds of event, one descriptor each: everything that knows kinds reads this table.

A new kind is one entry of ``Kind``. Replay, the histories, the Undo menu, imports and exports follow it; its row in
``docs/data.md`` and its tests come with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from roadmaps.catalogue.situations import EITHER
from roadmaps.journal import own_values, values
from roadmaps.journal.commitment import HOURS_A_WEEK, NEXT_UP_FIRST, STUDY_DAYS
from roadmaps.journal.event import Event
from roadmaps.journal.names import Names, Subject, Topic
from roadmaps.journal.values import NOTHING, SKIPPED
from roadmaps.text.limits import shown
from roadmaps.text.locale_format import WEEKDAYS
from roadmaps.text.text_format import count_text, hours_text, joined, one_line, time_text

if TYPE_CHECKING:
    from typing import Self

    from roadmaps.journal.event import Json
    from roadmaps.journal.values import ValueType

_MOST_OF_A_TITLE = 60
GOAL_SUBJECT = "goal"
"""The subject of every goal event: there is one goal at a time."""


class ParsedEvent(NamedTuple):
    """An event with what its value means, and the previous value of its subject, None if there was none."""

    event: Event
    value: Any
    previous: Any = None
    page: str = ""
    """The skill or milestone whose history lists it; empty in the history of everything."""

    @property
    def topic(self) -> Topic:
        """What the event is about. A removal does not name the owner of what it removes; the value before does."""
        return KINDS[self.event.kind].topic(self.event.subject, self.previous if self.value is None else self.value)


Phrase: TypeAlias = Callable[[ParsedEvent, Names], str]


@dataclass(frozen=True, slots=True)
class EventKind:
    """What there is to know about a kind of event."""

    name: str
    """The name under which it is stored, which never changes."""
    subject: Subject
    """What its subject names."""
    values: ValueType
    """How its value is read and written, and what holds before there is any."""
    history: Phrase
    """What the history says, next to the name of what the event is about."""
    undo: Phrase
    """What follows "Undo" and "Redo" in the menu."""
    owner: Callable[[Any], Topic] | None = None
    """For kinds whose subjects are ids of their own: the topic that a value belongs to."""
    only_subject: str | None = None
    """For kinds with a single value: the subject it is kept under, whatever the event says."""
    is_dated: bool = False
    """Whether a value has a ``day`` of its own, which the history shows if it differs from ``said_on``."""
    is_on_pages: bool = True
    """Whether the history of a skill or a milestone lists it."""
    measures: bool = False
    """Whether one event of this kind is enough to show readiness instead of "Not measured yet"."""
    ignores_as_of: bool = False
    """Whether a past day is shown with today's value."""

    def topic(self, subject: str, value: Any) -> Topic:
        """What an event is about, by its subject and what its value means."""
        return self.owner(value) if self.owner and value is not None else Topic(self.subject, subject)


def _topic(parsed: ParsedEvent, names: Names) -> str:
    return names.of(parsed.topic)


def _phrase(added: str, removed: str, changed: str = "", name: Phrase = _topic) -> Phrase:
    """A phrase for each way in which a value can change, with a name in place of ``{}``."""

    def phrase(parsed: ParsedEvent, names: Names) -> str:
        words = removed if parsed.value is None else changed if changed and parsed.previous is not None else added
        text = name(parsed, names) if "{}" in words else ""
        return words.format(text) if text else words.replace("{}", "").strip()

    return phrase


def _day(parsed: ParsedEvent, names: Names) -> str:
    return names.forms.day(parsed.value) if parsed.value else ""


def _about(parsed: ParsedEvent, names: Names) -> str:
    return names.about(parsed.topic)


def _tick(parsed: ParsedEvent, names: Names) -> str:
    level = names.level(parsed.event.subject)
    if parsed.value is None:
        return f"Unticked {level}"
    return f"{level[0].upper()}{level[1:]}: could already do it" if parsed.value.is_before else f"Ticked {level}"


def _check(parsed: ParsedEvent, names: Names) -> str:
    check = names.checks.get(parsed.event.subject)
    if check is None:
        return ""
    return f" check {check.number}" if parsed.page else f": {check.text}"


def _choice(parsed: ParsedEvent, names: Names) -> str:
    if not parsed.page:
        return f"{names.skill(parsed.value)} chosen"
    return "Chosen" if parsed.value == parsed.page else "Another was chosen"


def _session(parsed: ParsedEvent, _names: Names) -> str:
    session = parsed.value or parsed.previous
    return ", ".join(part for part in (time_text(session.minutes), session.text) if part) if session else ""


def _session_on_skill(parsed: ParsedEvent, names: Names) -> str:
    session = parsed.previous or parsed.value
    return f"{time_text(session.minutes)} on “{names.skill(session.skill_id)}”"


def _evidence(parsed: ParsedEvent, names: Names) -> str:
    evidence = parsed.value or parsed.previous
    if evidence is None:
        return "Removed"
    words = ("Removed", "Changed to", "Evidence added:")
    if parsed.page:
        level = f"Evidence for {names.level(evidence.can_do_id)}"
        words = (f"{level} removed:", f"{level} changed to", f"{level} added:")
    return f"{words[0 if parsed.value is None else 1 if parsed.previous else 2]} {evidence.address}"


def _answer(parsed: ParsedEvent, _names: Names) -> str:
    value = parsed.value
    return f"Quick assess: {'answer removed' if value is None else 'skipped' if value == SKIPPED else f'level {value}'}"


def _undo_answer(parsed: ParsedEvent, names: Names) -> str:
    value = parsed.value
    verb = "clear the answer for" if value is None else "skip" if value == SKIPPED else f"answer {value} for"
    return f"{verb} “{names.about(parsed.topic)}”"


def _situation(parsed: ParsedEvent, names: Names) -> str:
    value = parsed.value
    answer = "answer removed" if value is None else "either" if value == EITHER else names.role(value)
    return f"{names.of(parsed.topic)}: {answer}"


def _still_can(parsed: ParsedEvent, _names: Names) -> str:
    # An undo records an earlier day again, for the day of what it takes back.
    return "Marked as current" if parsed.value == parsed.event.effective_on else "No longer marked as current"


def _setting(parsed: ParsedEvent, names: Names) -> str:
    value = parsed.value
    if isinstance(value, tuple):
        words = joined(WEEKDAYS[day - 1][:3] for day in value) or "none"
    elif isinstance(value, str):
        words = value.replace("-", " ")
    else:
        words = "cleared" if value is None else names.forms.number(value)
    return f"{parsed.event.subject.replace('-', ' ').capitalize()}: {words}"


def _undo_setting(parsed: ParsedEvent, names: Names) -> str:
    value = parsed.value
    if parsed.event.subject == HOURS_A_WEEK:
        return "clear weekly hours" if value is None else f"study {names.forms.hours(value)} a week"
    if parsed.event.subject == STUDY_DAYS:
        return "change the study days"
    return f"list {NEXT_UP_FIRST.get(value, 'what the roadmap lists')} first"


def _last_move(parsed: ParsedEvent, names: Names) -> str:
    skill_id, before_id = parsed.value[-1]
    return f"“{names.skill(skill_id)}” before “{names.skill(before_id)}”"


def _ad(parsed: ParsedEvent, _names: Names) -> str:
    ad = parsed.value or parsed.previous
    return f"“{shown(one_line(ad.title).strip(), _MOST_OF_A_TITLE)}”" if ad and ad.title.strip() else "an ad"


def _within_ad(parsed: ParsedEvent, names: Names) -> str:
    name = parsed.event.subject.partition(" ")[2]
    return names.skill(name) if KINDS[parsed.event.kind].subject is Subject.AD_SKILL else name


def _taught(parsed: ParsedEvent, names: Names) -> str:
    value = parsed.value
    meaning = "" if value is None else " names no skill" if value == NOTHING else f" means {names.skill(value)}"
    return f"“{parsed.event.subject}”{meaning}"


def _yours(parsed: ParsedEvent, _names: Names) -> str:
    value = parsed.value or parsed.previous
    name = value if isinstance(value, str) else getattr(value, "name", "") or getattr(value, "title", "") or ""
    return f" “{shown(one_line(name).strip(), _MOST_OF_A_TITLE)}”" if name else ""


def _own(_value: Any) -> Topic:
    # One topic for all that is the user's own, so that a removal still names something that exists.
    return Topic(Subject.OWN, "own")


def _placed(parsed: ParsedEvent, names: Names) -> str:
    roadmap_id, _, unit_id = parsed.event.subject.partition(" ")
    return f"“{names.unit(unit_id)}” on “{names.roadmap(roadmap_id)}”"


def _place(parsed: ParsedEvent, names: Names) -> str:
    words = "back to the original" if parsed.value is None else "taken off" if parsed.value.is_off else "placed"
    return f"{_placed(parsed, names)}: {words}"


def _undo_place(parsed: ParsedEvent, names: Names) -> str:
    what = _placed(parsed, names)
    if parsed.value is None:
        return f"put {what} back to the original"
    return f"take off {what}" if parsed.value.is_off else f"place {what}"


def _estimate(parsed: ParsedEvent, names: Names) -> str:
    return hours_text(parsed.value, names.forms) if parsed.value else ""


class Kind(StrEnum):
    """Every kind by the name under which it is stored. Events of other kinds are kept and listed, never counted."""

    descriptor: EventKind

    def __new__(cls, descriptor: EventKind) -> Self:
        """A member is its name, with its descriptor beside it."""
        kind = str.__new__(cls, descriptor.name)
        kind._value_ = descriptor.name
        kind.descriptor = descriptor
        return kind

    # fmt: off
    CAN_DO = EventKind(
        "can_do", Subject.CAN_DO, values.TICK, is_dated=True, measures=True, history=_tick,
        undo=_phrase("tick “{}”", "untick “{}”", "change the day of “{}”"),
    )
    SET_ASIDE = EventKind(
        "set_aside", Subject.SKILL, values.FLAG, history=_phrase("Set aside", "Brought back"),
        undo=_phrase("set “{}” aside", "bring “{}” back"),
    )
    COUNTED_IN = EventKind(
        "counted_in", Subject.SKILL, values.FLAG, history=_phrase("Counted in", "No longer counted in"),
        undo=_phrase("count “{}” in", "no longer count “{}” in"),
    )
    CHOICE = EventKind(
        "choice", Subject.CHOICE, values.ID,
        history=_phrase("{}", "Choice left open", name=_choice),
        undo=_phrase("choose “{}”", "leave the choice open",
                     name=lambda parsed, names: names.of(Topic(Subject.SKILL, parsed.value))),
    )
    NOTE = EventKind(
        "note", Subject.SKILL, values.TEXT, history=_phrase("Note written", "Note removed"),
        undo=_phrase("note on “{}”", "note on “{}”"),
    )
    GOAL = EventKind(
        "goal", Subject.GOAL, values.ID, only_subject=GOAL_SUBJECT, ignores_as_of=True,
        history=_phrase("{}", "No goal", name=lambda parsed, names: names.roadmap(parsed.value)),
        undo=_phrase("switch goal to “{}”", "clear the goal",
                     name=lambda parsed, names: names.roadmap(parsed.value)),
    )
    STUDY = EventKind(
        "study", Subject.SESSION, values.SESSION, is_dated=True,
        owner=lambda session: Topic(Subject.SKILL, session.skill_id),
        history=_phrase("Logged {}", "Removed {}", "Changed to {}", _session),
        undo=_phrase("log {}", "remove {}", "change {}", _session_on_skill),
    )
    SITUATION = EventKind(
        "situation", Subject.SITUATION, values.ID, history=_situation,
        undo=_phrase("answer “{}”", "take back the answer on “{}”"),
    )
    QUICK_ANSWER = EventKind(
        "quick_answer", Subject.SKILL, values.QUICK_ANSWER, is_on_pages=False, measures=True, history=_answer,
        undo=_undo_answer,
    )
    MILESTONE = EventKind(
        "milestone", Subject.MILESTONE, values.TICK, is_dated=True,
        history=_phrase("Reached{}", "Taken back",
                        name=lambda parsed, _: " before starting here" if parsed.value.is_before else ""),
        undo=_phrase("reach “{}”", "take back “{}”", "change the day of “{}”"),
    )
    EVIDENCE_CHECK = EventKind(
        "evidence_check", Subject.CHECK, values.FLAG, history=_phrase("Ticked{}", "Unticked{}", name=_check),
        undo=_phrase("tick a check of “{}”", "untick a check of “{}”"),
    )
    PLAN = EventKind("plan", Subject.SETTING, values.SETTING, history=_setting, undo=_undo_setting)
    WEEK_OFF = EventKind(
        "week_off", Subject.WEEK, values.FLAG_OF_WEEK,
        history=_phrase("Week of {} off", "Week of {} not off",
                        name=lambda parsed, names: names.forms.day(date.fromisoformat(parsed.event.subject))),
        undo=_phrase("take 1 week off", "study in 1 week after all"),
    )
    PLAN_START = EventKind(
        "plan_start", Subject.ROADMAP, values.PLAN_DAY, history=_phrase("Starts on {}", "Start cleared", name=_day),
        undo=_phrase("set the start date", "clear the start date"),
    )
    TARGET_DATE = EventKind(
        "target_date", Subject.ROADMAP, values.PLAN_DAY, history=_phrase("Target {}", "Target cleared", name=_day),
        undo=_phrase("set the target date", "clear the target date"),
    )
    MOVED = EventKind(
        "moved", Subject.ROADMAP, values.MOVES,
        history=_phrase("{} moved", "In roadmap order",
                        name=lambda parsed, _: count_text(len(parsed.value or ()), "skill")),
        undo=_phrase("move {}", "use roadmap order", name=_last_move),
    )
    EVIDENCE = EventKind(
        "evidence", Subject.EVIDENCE, values.EVIDENCE, history=_evidence,
        owner=lambda evidence: Topic(Subject.CAN_DO, evidence.can_do_id),
        undo=_phrase("add evidence for “{}”", "remove evidence for “{}”", "change evidence for “{}”"),
    )
    STILL_CAN = EventKind(
        "still_can", Subject.SKILL, values.DAY, history=_still_can,
        undo=_phrase("mark “{}” as current", "no longer mark “{}” as current", name=_about),
    )
    AD_KEPT = EventKind(
        "ad_kept", Subject.AD, values.AD,
        # One topic for all ads, so that a removal still names something that exists.
        owner=lambda _ad: Topic(Subject.AD, "ads"),
        history=_phrase("Kept {}", "Removed {}", "Changed {}", _ad),
        undo=_phrase("keep {}", "remove {}", "change {}", _ad),
    )
    PHRASE_DISMISSED = EventKind(
        "phrase_dismissed", Subject.AD_PHRASE, values.FLAG,
        history=_phrase("“{}” dismissed in an ad", "“{}” counts again in an ad", name=_within_ad),
        undo=_phrase("dismiss “{}” in an ad", "let “{}” count again in an ad", name=_within_ad),
    )
    PHRASE_TAUGHT = EventKind(
        "phrase_taught", Subject.PHRASE, values.ID,
        history=_phrase("{}", "{} as in the catalogue", name=_taught),
        undo=_phrase("teach that {}", "forget what was taught about {}", name=_taught),
    )
    ASKED_LEVEL = EventKind(
        "asked_level", Subject.AD_SKILL, values.ASKED_LEVEL,
        history=lambda parsed, names: (
            f"{_within_ad(parsed, names)}: level asked by an ad "
            + (f"set to {parsed.value}" if parsed.value else "no longer set")
        ),
        undo=_phrase("set the level that an ad asks of “{}”", "clear the level that an ad asks of “{}”",
                     name=_within_ad),
    )
    AD_READ_WHOLE = EventKind(
        "ad_read_whole", Subject.AD, values.FLAG,
        history=_phrase("An ad is read as a whole", "An ad is read without its boilerplate"),
        undo=_phrase("read an ad as a whole", "read an ad without its boilerplate"),
    )
    SKILL_WRITTEN = EventKind(
        "skill_written", Subject.OWN, own_values.OWN_SKILL, owner=_own, ignores_as_of=True,
        history=_phrase("Added the skill{}", "Removed the skill{}", "Changed the skill{}", _yours),
        undo=_phrase("add the skill{}", "remove the skill{}", "change the skill{}", _yours),
    )
    SKILL_PLACED = EventKind(
        "skill_placed", Subject.PLACED, own_values.PLACEMENT, ignores_as_of=True, history=_place, undo=_undo_place,
    )
    HOURS_WRITTEN = EventKind(
        "hours_written", Subject.SKILL, own_values.HOURS, ignores_as_of=True,
        history=_phrase("Your estimate: {}", "Your estimate removed", name=_estimate),
        undo=_phrase("estimate the hours of “{}”", "remove your estimate for “{}”", name=_about),
    )
    STAGE_WRITTEN = EventKind(
        "stage_written", Subject.STAGE, own_values.STAGE, owner=_own, ignores_as_of=True,
        history=_phrase("Changed the stage{}", "Stage{} removed, or back to the original", name=_yours),
        undo=_phrase("change the stage{}", "remove your change of the stage{}", name=_yours),
    )
    ROADMAP_WRITTEN = EventKind(
        "roadmap_written", Subject.OWN, own_values.OWN_ROADMAP, owner=_own, ignores_as_of=True,
        history=_phrase("Added the roadmap{}", "Removed the roadmap{}", "Changed the roadmap{}", _yours),
        undo=_phrase("add the roadmap{}", "remove the roadmap{}", "change the roadmap{}", _yours),
    )
    MILESTONE_WRITTEN = EventKind(
        "milestone_written", Subject.OWN, own_values.OWN_MILESTONE, owner=_own, ignores_as_of=True,
        history=_phrase("Added the milestone{}", "Removed the milestone{}", "Changed the milestone{}", _yours),
        undo=_phrase("add the milestone{}", "remove the milestone{}", "change the milestone{}", _yours),
    )
    CATEGORY_WRITTEN = EventKind(
        "category_written", Subject.OWN, own_values.NAME, owner=_own, ignores_as_of=True,
        history=_phrase("Added the category{}", "Removed the category{}", "Renamed a category{}", _yours),
        undo=_phrase("add the category{}", "remove the category{}", "rename the category{}", _yours),
    )
    # fmt: on


KINDS: dict[str, EventKind] = {kind.value: kind.descriptor for kind in Kind}
"""Every kind by its stored name, in the order of ``docs/data.md``."""
OWN_KINDS = frozenset({
    Kind.SKILL_WRITTEN, Kind.SKILL_PLACED, Kind.HOURS_WRITTEN, Kind.STAGE_WRITTEN, Kind.ROADMAP_WRITTEN,
    Kind.MILESTONE_WRITTEN, Kind.CATEGORY_WRITTEN,
})  # fmt: skip
"""The kinds that change what the catalogue holds for the user."""


def read_event(event: Event) -> Any:
    """What the value of an event means: a tick, a text, a session …; None where it takes back what was recorded.

    Everything that counts, lists or draws events goes through this. Raises ValueError for one that is not understood.
    """
    if not event.is_sound:
        raise ValueError(f"event {event.id} has a value or a stamp on which readers disagree")
    kind = KINDS.get(event.kind)
    if kind is None:
        raise ValueError(f"{event.kind!r} is not a kind of event")
    return kind.values.read(event)


def is_understood(event: Event) -> bool:
    """Whether an event counts in this version; the others are kept and listed."""
    try:
        read_event(event)
    except ValueError:
        return False
    return True


def parse_change(kind: str, subject: str, before: Json, after: Json, day: date) -> ParsedEvent:
    """A change of a value that is not recorded yet, as the event that would record it for a day."""
    was, now = (Event("", 0, day, kind, subject, day, value) for value in (before, after))
    return ParsedEvent(now, read_event(now), read_event(was))
