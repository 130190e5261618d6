"""Quick assess: the order of its cards never changes, and what an answer does to the ticks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roadmaps.catalogue import Need
from roadmaps.gap.assessment import (
    SHORT_ROUND,
    Place,
    cards_of,
    is_answered,
    next_card,
    place_of,
    skipped,
    ticks_after,
    wanted_ticks,
)
from roadmaps.journal import SKIPPED, Kind, tick_value
from tests.roadmaps.people import Diary, day, make_roadmap, make_skill

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue


def test_each_counting_unit_of_the_new_role_is_one_card(catalogue: Catalogue) -> None:
    for roadmap in catalogue.roadmaps.values():
        asked = {key for key, demand in roadmap.to_role.demands.items() if demand.need is not Need.OPTIONAL}
        cards = cards_of(roadmap)
        assert {card.unit_id for card in cards} == asked
        assert len(cards) == len(asked)
        choices = [card for card in cards if len(card.skill_ids) > 1]
        assert {card.unit_id for card in choices} == asked & set(roadmap.choices)


def test_the_short_round_has_the_heaviest_skills_and_the_rest_follows_by_category(catalogue: Catalogue) -> None:
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


def test_skills_that_open_more_come_first_and_ties_are_in_catalogue_order() -> None:
    skills = [make_skill("end", "base"), make_skill("base"), make_skill("other")]
    wide = [make_skill(f"skill-{number}", "base") for number in range(SHORT_ROUND + 5)]
    roadmap = make_roadmap([*skills, *wide], {skill.id: 1 for skill in [*skills, *wide]})
    short = [card.unit_id for card in cards_of(roadmap)[:SHORT_ROUND]]
    assert "base" in short
    assert short[:3] == ["end", "base", "other"]
    assert short[-1] == f"skill-{SHORT_ROUND - 4}"


def test_no_event_moves_a_card() -> None:
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
def test_the_time_left_is_in_whole_minutes(answered: int, cards: int, minutes: int) -> None:
    assert Place(answered, cards).minutes_left == minutes


@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_levels_add_up(level: int) -> None:
    skill = make_skill("git")
    assert [wanted for _, wanted in wanted_ticks(skill, level).items()] == [level >= 1, level >= 2, level >= 3]


GIT = make_skill("git")
BEFORE, NO, TODAY = "before", "no", "on 2026-01-31"


def answer(diary: Diary, level: int) -> list[str]:
    """Answer about git today, with what follows for its ticks; the value of each can-do then."""
    answered = ticks_after(GIT, level, diary.events, diary.today)
    standing = diary.progress().ticks
    diary.say(Kind.QUICK_ANSWER, "git", level)
    for can_do, tick in answered.ticks.items():
        old = standing.get(can_do.id)
        if tick != old:
            said = old if can_do in answered.taken_back else tick
            diary.say(Kind.CAN_DO, can_do.id, tick_value(tick), (said.day or diary.started_on) if said else diary.today)
    return [tick_value(diary.progress().ticks.get(can_do.id)) for can_do in GIT.can_dos]


def on_day_30() -> Diary:
    """Somebody who started on day 0 and says something on day 30."""
    diary = Diary()
    diary.aim_at("forth")
    return diary.later(30)


def test_the_first_answer_means_before_and_one_on_a_later_day_means_that_day() -> None:
    diary = Diary(day(0))
    assert answer(diary, 1) == [BEFORE, NO, NO]
    diary.later(30)
    assert answer(diary, 2) == [BEFORE, TODAY, NO]
    assert answer(diary, 3) == [BEFORE, TODAY, TODAY]


def test_an_answer_corrected_on_the_same_day_still_means_could_do_before() -> None:
    diary = on_day_30()
    assert answer(diary, 1) == [BEFORE, NO, NO]
    assert answer(diary, 3) == [BEFORE, BEFORE, BEFORE]
    assert answer(diary, 0) == [NO, NO, NO]
    assert answer(diary, 2) == [BEFORE, BEFORE, NO]


def test_a_tick_corrected_on_the_same_day_never_held() -> None:
    diary = on_day_30()
    answer(diary, 3)
    answer(diary, 1)
    assert set(diary.progress(as_of=day(20)).ticks) == {"git.1"}


def test_a_tick_of_an_earlier_day_goes_from_today() -> None:
    diary = Diary(day(0))
    answer(diary, 2)
    diary.later(30)
    assert answer(diary, 1) == [BEFORE, NO, NO]
    assert set(diary.progress(as_of=day(20)).ticks) == {"git.1", "git.2"}
    assert answer(diary, 2) == [BEFORE, BEFORE, NO], "what the first answer of the day took away comes back"


def test_what_was_ticked_elsewhere_with_a_day_keeps_it() -> None:
    diary = on_day_30().tick("git.1", on=day(5))
    assert answer(diary, 1) == ["on 2026-01-06", NO, NO]
    assert answer(diary, 0) == [NO, NO, NO]
    assert answer(diary, 1) == ["on 2026-01-06", NO, NO]


def test_what_is_above_a_learned_level_was_not_known_before() -> None:
    assert answer(on_day_30().tick("git.1"), 3) == [TODAY, TODAY, TODAY]
    assert answer(on_day_30().tick("git.2", on=day(5)), 3) == [BEFORE, "on 2026-01-06", TODAY]


def test_an_answer_after_a_skip_or_after_one_that_was_undone_is_the_first() -> None:
    diary = on_day_30()
    diary.say(Kind.QUICK_ANSWER, "git", SKIPPED)
    assert answer(diary, 1) == [BEFORE, NO, NO]
    diary = Diary(day(0))
    diary.say(Kind.QUICK_ANSWER, "git", 0)
    diary.later(30).say(Kind.QUICK_ANSWER, "git", None)
    assert answer(diary, 1) == [BEFORE, NO, NO]
