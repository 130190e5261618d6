"""Progress: what a journal adds up to, today or as of an earlier day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from roadmaps.journal.commitment import HOURS_A_WEEK, NEXT_UP_ORDER, STUDY_DAYS, Commitments
from roadmaps.journal.event import in_order
from roadmaps.journal.kinds import GOAL_SUBJECT, KINDS, OWN_KINDS, Kind, is_understood, read_event
from roadmaps.journal.values import Evidence, KeptAd, StudySession, Tick

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from roadmaps.journal.event import Event, Json

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_Value = TypeVar("_Value")


def _held(kind: Kind, _of: type[_Value]) -> cached_property[Mapping[str, _Value]]:
    return cached_property(lambda progress: progress.of_kind(kind))


def _flagged(kind: Kind) -> cached_property[frozenset[str]]:
    return cached_property(lambda progress: frozenset(progress.of_kind(kind)))


@dataclass(frozen=True)
class Progress:
    """What holds after some events. Ids that the catalogue does not know are kept here and never counted."""

    values: Mapping[str, Mapping[str, Any]]
    """Kind -> subject -> what its last value means. Subjects whose value was taken back are not in it."""
    started_on: date | None
    """The day of the very first event, whatever day is shown."""
    is_measured: bool
    """Whether the user has ticked (or unticked) anything, or answered a card of quick assess, yet."""
    unknown: tuple[Event, ...]
    """Events of a kind or with a value that this version does not understand."""

    def followed_by(self, events: Iterable[Event]) -> Progress:
        """The progress after more events, which must come after all those before, in order."""
        touched: dict[str, dict[str, Any]] = {}
        started_on, is_measured, unknown = self.started_on, self.is_measured, list(self.unknown)
        for event in events:
            if started_on is None and event.is_sound:
                started_on = event.said_on
            try:
                value = read_event(event)
            except ValueError:
                unknown.append(event)
                continue
            name = event.kind
            kind = KINDS[name]
            held = touched.get(name)
            if held is None:
                held = touched[name] = dict(self.of_kind(name))
                is_measured = is_measured or kind.measures
            subject = kind.only_subject or event.subject
            if value is None:
                held.pop(subject, None)
            else:
                held[subject] = value
        # A kind without values is left out, so that progress compares equal whatever led to it.
        values = {**self.values, **{name: MappingProxyType(held) for name, held in touched.items()}}
        values = {name: held for name, held in values.items() if held}
        return Progress(MappingProxyType(values), started_on, is_measured, tuple(unknown))

    def of_kind(self, kind: str) -> Mapping[str, Any]:
        """The subjects of a kind that have a value, with what it means."""
        return self.values.get(kind, _NOTHING)

    def value_of(self, kind: str, subject: str) -> Json:
        """The event value that holds for a subject: what an undo writes back."""
        descriptor = KINDS[kind]
        value = self.of_kind(kind).get(descriptor.only_subject or subject)
        return descriptor.values.default if value is None else descriptor.values.write(value)

    ticks = _held(Kind.CAN_DO, Tick)
    """Can-do id -> its tick; a can-do that is not ticked is not in it."""
    set_aside = _flagged(Kind.SET_ASIDE)
    """Ids of the skills that are set aside."""
    counted_in = _flagged(Kind.COUNTED_IN)
    """Ids of the optional skills that count."""
    choices = _held(Kind.CHOICE, str)
    """Choice id -> the member that was chosen."""
    notes = _held(Kind.NOTE, str)
    """Skill id -> its note."""
    study = _held(Kind.STUDY, StudySession)
    """Session id -> the session."""
    answers = _held(Kind.SITUATION, str)
    """Situation id -> the role for which the answer counts, or ``situations.EITHER``."""
    milestones = _held(Kind.MILESTONE, Tick)
    """Milestone id -> its tick; one that is not reached is not in it."""
    evidence_checks = _flagged(Kind.EVIDENCE_CHECK)
    """Ids of the evidence checks that are ticked."""
    evidence = _held(Kind.EVIDENCE, Evidence)
    """Evidence id -> the evidence."""
    still_can = _held(Kind.STILL_CAN, date)
    """Skill id -> the day on which the user last confirmed that they still know it."""
    ads = _held(Kind.AD_KEPT, KeptAd)
    """Ad id -> the job ad."""
    taught = _held(Kind.PHRASE_TAUGHT, str)
    """Phrase -> the skill that the user taught it means, or ``NOTHING``."""
    dismissed_phrases = _flagged(Kind.PHRASE_DISMISSED)
    """An ad's id, a blank and a phrase, for each phrase that names no skill in that ad."""
    asked_levels = _held(Kind.ASKED_LEVEL, int)
    """An ad's id, a blank and a skill's id -> the level that the user says the ad asks for."""
    ads_read_whole = _flagged(Kind.AD_READ_WHOLE)
    """Ids of the ads of which every part is read for skills."""

    @cached_property
    def quick_answers(self) -> Mapping[str, int | str]:
        """Skill id -> the level that was answered in quick assess, 0 to 3, or ``SKIPPED``."""
        return self.of_kind(Kind.QUICK_ANSWER)

    @property
    def own(self) -> Mapping[str, Mapping[str, Any]]:
        """Kind -> subject -> value, for the kinds that change what the catalogue holds; usually nothing."""
        return {kind: held for kind, held in self.values.items() if kind in OWN_KINDS}

    @cached_property
    def goal(self) -> str | None:
        """The id of the roadmap that is the goal."""
        return self.of_kind(Kind.GOAL).get(GOAL_SUBJECT)

    @cached_property
    def commitments(self) -> Commitments:
        """The inputs of the plan: hours, days, weeks off, start, target and moves."""
        settings = self.of_kind(Kind.PLAN)
        return Commitments(
            settings.get(HOURS_A_WEEK),
            settings.get(STUDY_DAYS),
            settings.get(NEXT_UP_ORDER),
            frozenset(map(date.fromisoformat, self.of_kind(Kind.WEEK_OFF))),
            self.of_kind(Kind.PLAN_START),
            self.of_kind(Kind.TARGET_DATE),
            self.of_kind(Kind.MOVED),
        )

    @cached_property
    def last_studied(self) -> Mapping[str, date]:
        """Skill id -> the last day on which it was studied."""
        days: dict[str, date] = {}
        for session in self.study.values():
            days[session.skill_id] = max(session.day, days.get(session.skill_id, session.day))
        return MappingProxyType(days)


NO_PROGRESS = Progress(values=_NOTHING, started_on=None, is_measured=False, unknown=())
"""The progress without any event."""


def replay(events: Iterable[Event], as_of: date | None = None) -> Progress:
    """Fold events into the progress they add up to.

    Today (``as_of`` None) is the fold of all events. As of an earlier day it is the fold, in order, of those whose
    ``effective_on`` is not later than that day; only the goal and the day the user started are today's, because a past
    day is shown with the current goal.

    An undo writes the previous value for the day of what it undoes, so a tick undone leaves no trace on any day. One
    exception: a change back-dated to before an *earlier change* of the same can-do hides that change, and undoing it
    restores the value that held when it was recorded, from its day on.
    """
    ordered = in_order(events)
    if as_of is None:
        return NO_PROGRESS.followed_by(ordered)
    always = {name for name, kind in KINDS.items() if kind.ignores_as_of}
    held = (
        event for event in ordered if event.effective_on <= as_of or (event.kind in always and is_understood(event))
    )
    started_on = next((event.said_on for event in ordered if event.is_sound), None)
    return replace(NO_PROGRESS.followed_by(held), started_on=started_on)
