"""Quick assess asks in an order that nothing moves, and an answer means what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roadmaps.assessment import (
    SHORT_ROUND,
    Place,
    cards_of,
    is_answered,
    next_card,
    place_of,
    skipped,
    wanted_ticks,
)
from roadmaps.catalogue import Need
from roadmaps.events import SKIPPED, Kind
from tests.roadmaps.people import Diary, make_roadmap, make_skill

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue


def test_each_counting_unit_of_the_new_role_is_one_card(catalogue: Catalogue) -> None:
    for roadmap in catalogue.roadmaps.values():
        asked = {key for key, demand in roadmap.to_role.demands.items() if demand.need is not Need.OPTIONAL}
        cards = cards_of(roadmap)
        assert {card.unit_id for card in cards} == asked
        assert len(cards) == len(asked) == {"ds-to-mle": 49, "mle-to-ds": 42}[roadmap.id]
        choices = [card for card in cards if len(card.skill_ids) > 1]
        assert {card.unit_id for card in choices} == asked & set(roadmap.choices)


def test_the_short_round_has_what_weighs_most_and_the_rest_follows_by_category(catalogue: Catalogue) -> None:
    for roadmap in catalogue.roadmaps.values():
        cards = cards_of(roadmap)
        categories = list(roadmap.categories)
        weights = {}
        for card in cards:
            opened = sum(
                bool(set(card.skill_ids) & set(roadmap.skills[each].prerequisites))
                for each in roadmap.to_role.skill_demands
            )
            weights[card.unit_id] = roadmap.to_role.demands[card.unit_id].level * opened
        short, rest = cards[:SHORT_ROUND], cards[SHORT_ROUND:]
        assert min(weights[card.unit_id] for card in short) >= max(weights[card.unit_id] for card in rest)
        for part in (short, rest):
            places = [categories.index(card.category_id) for card in part]
            assert places == sorted(places)


def test_what_opens_more_is_asked_first_and_equal_ones_in_catalogue_order() -> None:
    skills = [make_skill("end", "base"), make_skill("base"), make_skill("other")]
    wide = [make_skill(f"skill-{number}", "base") for number in range(SHORT_ROUND + 5)]
    roadmap = make_roadmap([*skills, *wide], {skill.id: 1 for skill in [*skills, *wide]})
    short = [card.unit_id for card in cards_of(roadmap)[:SHORT_ROUND]]
    assert "base" in short
    assert short[:3] == ["end", "base", "other"]
    assert short[-1] == f"skill-{SHORT_ROUND - 4}"


def test_nothing_that_is_said_moves_a_card() -> None:
    roadmap = make_roadmap(["git", "sql", "r"], {"git": 1, "sql": 2, "r": 3})
    before = cards_of(roadmap)
    diary = Diary().tick("git.1").set_aside("sql")
    diary.say(Kind.QUICK_ANSWER, "r", 3)
    assert cards_of(roadmap) == before
    assert [is_answered(card, diary.progress()) for card in before] == [False, True, True]


def test_a_choice_is_answered_by_any_of_its_members_and_only_set_aside_as_a_whole() -> None:
    roadmap = make_roadmap(["aws", "azure"], {"cloud": 1}, choices={"cloud": ("aws", "azure")})
    (card,) = cards_of(roadmap)
    assert card.skill_ids == ("aws", "azure")
    diary = Diary().set_aside("aws")
    assert not is_answered(card, diary.progress())
    diary.say(Kind.QUICK_ANSWER, "azure", 0)
    assert is_answered(card, diary.progress())
    assert is_answered(card, Diary().set_aside("aws", "azure").progress())


def test_a_choice_that_was_skipped_for_one_member_and_answered_for_another_is_not_skipped() -> None:
    roadmap = make_roadmap(["aws", "azure"], {"cloud": 1}, choices={"cloud": ("aws", "azure")})
    cards = cards_of(roadmap)
    diary = Diary()
    diary.say(Kind.QUICK_ANSWER, "aws", SKIPPED)
    assert skipped(cards, diary.progress()) == [0]
    diary.say(Kind.QUICK_ANSWER, "azure", 2)
    assert skipped(cards, diary.progress()) == []


def test_the_next_card_is_the_first_without_an_answer_after_here_then_from_the_start() -> None:
    roadmap = make_roadmap(["git", "sql", "r"], {"git": 1, "sql": 1, "r": 1})
    cards = cards_of(roadmap)
    diary = Diary()
    assert next_card(cards, diary.progress()) == 0
    diary.say(Kind.QUICK_ANSWER, "sql", 0)
    assert next_card(cards, diary.progress(), after=0) == 2
    diary.say(Kind.QUICK_ANSWER, "r", SKIPPED)
    assert next_card(cards, diary.progress(), after=2) == 0
    assert skipped(cards, diary.progress()) == [2]
    diary.say(Kind.QUICK_ANSWER, "git", 1)
    assert next_card(cards, diary.progress(), after=0) is None
    assert place_of(cards, diary.progress()) == Place(3, 3)


@pytest.mark.parametrize(("answered", "cards", "minutes"), [(0, 60, 6), (23, 62, 4), (49, 49, 0), (48, 49, 1)])
def test_the_time_left_is_told_in_whole_minutes(answered: int, cards: int, minutes: int) -> None:
    assert Place(answered, cards).minutes_left == minutes


@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_levels_add_up(level: int) -> None:
    skill = make_skill("git")
    assert [wanted for _, wanted in wanted_ticks(skill, level).items()] == [level >= 1, level >= 2, level >= 3]
