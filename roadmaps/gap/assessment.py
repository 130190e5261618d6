"""Quick assess: which skills it asks about, in which order, and what an answer does to the ticks."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.catalogue import Need, members
from roadmaps.journal import SKIPPED, Kind, Tick, replay

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from roadmaps.catalogue import CanDo, Roadmap, Skill
    from roadmaps.journal import Event, Progress

SHORT_ROUND = 20
"""Cards of the short round."""
_SECONDS_A_CARD = 6
"""A rule of thumb: someone who knows their skills reads a card in five seconds, and hesitates at some."""


class AssessmentCard(NamedTuple):
    """One question: a skill, or a choice of which one member is asked about."""

    unit_id: str
    """A skill's id or a choice's."""
    skill_ids: tuple[str, ...]
    """The skill, or the members of the choice."""
    category_id: str


class Place(NamedTuple):
    """The progress of a round: answered cards, and all cards."""

    answered: int
    cards: int

    @property
    def minutes_left(self) -> int:
        """About how long the rest takes, in whole minutes."""
        return ceil((self.cards - self.answered) * _SECONDS_A_CARD / 60)


class AnsweredTicks(NamedTuple):
    """What an answer does to the can-dos of a skill."""

    ticks: Mapping[CanDo, Tick | None]
    """The tick that each can-do ends up with; None is "not ticked"."""
    taken_back: frozenset[CanDo]
    """Those whose tick is removed on the day it was made: it is undone for that day, so it never held."""


def cards_of(roadmap: Roadmap) -> tuple[AssessmentCard, ...]:
    """Every card of a roadmap: the short round first, then the rest by category.

    Cards are the core and supporting units of the new role. The short round has those with the highest product of
    needed can-dos and skills of the role that depend on them; ties are in catalogue order. The order depends on the
    catalogue alone, so an answer never moves a card.
    """
    role = roadmap.to_role
    order = {skill_id: place for place, skill_id in enumerate(roadmap.skills)}
    asked = [unit_id for unit_id, demand in role.demands.items() if demand.need is not Need.OPTIONAL]
    cards = []
    for unit_id in asked:
        skill_ids = members(unit_id, roadmap.choices)
        cards.append(AssessmentCard(unit_id, skill_ids, roadmap.skills[skill_ids[0]].category_id))
    cards.sort(key=lambda card: order[card.skill_ids[0]])
    weights = {card.unit_id: role.demands[card.unit_id].level * _opened(card, roadmap) for card in cards}
    heaviest = sorted(cards, key=lambda card: -weights[card.unit_id])[:SHORT_ROUND]
    short = [card for card in cards if card in heaviest]
    return (*short, *(card for card in cards if card not in heaviest))


def _opened(card: AssessmentCard, roadmap: Roadmap) -> int:
    """How many skills of the new role need one of the card's skills first."""
    wanted = set(card.skill_ids)
    return sum(bool(wanted & set(roadmap.skills[skill_id].prerequisites)) for skill_id in roadmap.to_role.skill_demands)


def is_answered(card: AssessmentCard, progress: Progress) -> bool:
    """Whether a card has an answer: a level, a skip, or "not for me" for all that it asks about."""
    if all(skill_id in progress.set_aside for skill_id in card.skill_ids):
        return True
    return any(skill_id in progress.quick_answers for skill_id in card.skill_ids)


def place_of(cards: Sequence[AssessmentCard], progress: Progress) -> Place:
    """How many of some cards are answered."""
    return Place(sum(is_answered(card, progress) for card in cards), len(cards))


def next_card(cards: Sequence[AssessmentCard], progress: Progress, after: int = -1) -> int | None:
    """The place of the first card without an answer after a place, else from the start; None when all have one."""
    places: list[int] = [*range(after + 1, len(cards)), *range(after + 1)]
    for place in places:
        if not is_answered(cards[place], progress):
            return place
    return None


def skipped(cards: Sequence[AssessmentCard], progress: Progress) -> list[int]:
    """The places of the cards that were skipped and not answered since."""
    return [
        place
        for place, card in enumerate(cards)
        if (answers := {progress.quick_answers[each] for each in card.skill_ids if each in progress.quick_answers})
        and answers == {SKIPPED}
        and not all(each in progress.set_aside for each in card.skill_ids)
    ]


def wanted_ticks(skill: Skill, level: int) -> Mapping[CanDo, bool]:
    """Which can-dos an answer ticks and which it unticks: levels add up."""
    return {can_do: can_do.level <= level for can_do in skill.can_dos}


def ticks_after(skill: Skill, level: int, events: Iterable[Event], today: date) -> AnsweredTicks:
    """What an answer given today does to the ticks of a skill, given all events so far.

    Levels add up. What is ticked keeps its day. Otherwise the first answer on a skill means what the user could do
    before they started here, and a later one counts as today. Answers on one day correct each other: each counts as
    the first of them, and a tick that one of them removed comes back with its day. Whatever is above a can-do that was
    learned on a day was not known before either, so it counts as today.
    """
    subjects = {skill.id, *(can_do.id for can_do in skill.can_dos)}
    own = sorted((event for event in events if event.subject in subjects), key=lambda event: event.order)
    answered_today = (event.kind == Kind.QUICK_ANSWER and event.said_on == today for event in own)
    first_today = next((place for place, is_answer in enumerate(answered_today) if is_answer), len(own))
    now, earlier = replay(own), replay(own[:first_today])
    is_first = skill.id not in now.quick_answers or earlier.quick_answers.get(skill.id, SKIPPED) == SKIPPED
    fresh = Tick(None) if is_first else Tick(today)
    ticks: dict[CanDo, Tick | None] = {}
    for can_do, is_wanted in wanted_ticks(skill, level).items():
        tick = now.ticks.get(can_do.id) or earlier.ticks.get(can_do.id) or fresh
        ticks[can_do] = tick if is_wanted else None
        if not tick.is_before:
            fresh = Tick(today)
    said_today = now.ticks.keys() - earlier.ticks.keys()
    return AnsweredTicks(ticks, frozenset(each for each, tick in ticks.items() if not tick and each.id in said_today))
