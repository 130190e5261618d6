"""What ships is well made and complete, and what people's progress hangs on never changes."""

from __future__ import annotations

import re
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roadmaps.authoring import problems
from roadmaps.catalogue import Need
from roadmaps.documents import shipped_data

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue, Choice, Milestone, Skill, Stage

HERE = Path(__file__).parent
KEYWORDS = [
    (article, keyword, skill_id)
    for article, keywords in tomllib.loads((HERE / "article_keywords.toml").read_text(encoding="utf-8")).items()
    for keyword, skill_ids in keywords.items()
    for skill_id in skill_ids
]


def test_the_shipped_data_has_no_problems() -> None:
    assert problems(shipped_data()) == []


def test_the_catalogue_has_the_size_it_should_have(catalogue: Catalogue) -> None:
    assert len(catalogue.skills) == 80
    assert len(catalogue.can_dos) == 240
    assert len(catalogue.categories) == 12
    assert len(catalogue.choices) == 4
    assert [len(roadmap.stages) for roadmap in catalogue.roadmaps.values()] == [7, 7]
    assert sum(len(category.skill_ids) for category in catalogue.categories.values()) == 80


def test_the_roles_ask_for_as_many_units_as_they_should(catalogue: Catalogue) -> None:
    sizes = {
        role.id: [sum(demand.need is need for demand in role.demands.values()) for need in Need]
        for role in catalogue.roles.values()
    }

    assert sizes == {"data-scientist": [29, 13, 9], "ml-engineer": [34, 15, 7]}
    assert {role_id: sum(counting) for role_id, (*counting, _) in sizes.items()} == {
        "data-scientist": 42,
        "ml-engineer": 49,
    }


def test_the_stages_lead_to_everything_that_counts_in_the_new_role(catalogue: Catalogue) -> None:
    for roadmap in catalogue.roadmaps.values():
        reached = dict(roadmap.carry_over)
        for stage in roadmap.stages:
            for unit_id, level in stage.targets.items():
                reached[unit_id] = max(level, reached.get(unit_id, 0))
        short = {
            unit_id: demand.level
            for unit_id, demand in roadmap.to_role.demands.items()
            if demand.need is not Need.OPTIONAL and reached.get(unit_id, 0) < demand.level
        }
        assert short == {}, roadmap.id


def test_each_short_name_fits_on_the_map(catalogue: Catalogue) -> None:
    stages = [stage for roadmap in catalogue.roadmaps.values() for stage in roadmap.stages]
    things: list[Skill | Choice | Stage | Milestone] = [
        *catalogue.skills.values(),
        *catalogue.choices.values(),
        *stages,
        *(stage.milestone for stage in stages),
    ]

    assert [thing.id for thing in things if not 0 < len(thing.short_name) <= 18] == []


def test_the_prerequisites_can_be_learnt_in_some_order(catalogue: Catalogue) -> None:
    graph = {skill.id: skill.prerequisites for skill in catalogue.skills.values()}

    order = list(TopologicalSorter(graph).static_order())

    assert set(order) == set(catalogue.skills)


def test_no_can_do_id_ever_disappears_or_changes(catalogue: Catalogue) -> None:
    frozen = (HERE / "can_do_ids.txt").read_text(encoding="utf-8").splitlines()

    assert set(frozen) - set(catalogue.can_dos) == set(), "progress is kept under these ids: put them back"
    assert set(catalogue.can_dos) - set(frozen) == set(), "new ids: add them to can_do_ids.txt"
    assert frozen == sorted(set(frozen))


@pytest.mark.parametrize(("article", "keyword", "skill_id"), KEYWORDS)
def test_a_word_of_an_article_leads_to_its_skill(
    article: str, keyword: str, skill_id: str, catalogue: Catalogue
) -> None:
    skill = catalogue.skills[skill_id]

    assert re.search(rf"(?<!\w){re.escape(keyword)}(?!\w)", _everything_said(skill), re.IGNORECASE)
    assert article in _articles(skill) or article in skill.implied_by


def test_each_skill_is_led_to_from_each_article_that_it_cites(catalogue: Catalogue) -> None:
    led_to = {(article, skill_id) for article, _, skill_id in KEYWORDS}
    cited = {
        (article, skill.id)
        for skill in catalogue.skills.values()
        for article in catalogue.sources
        if article in _articles(skill) or article in skill.implied_by
    }

    assert cited == led_to


def _articles(skill: Skill) -> set[str]:
    return {reason.citation.source_id for reason in skill.reasons}


def _everything_said(skill: Skill) -> str:
    return "\n".join(
        [
            skill.name,
            skill.short_name,
            skill.description,
            skill.note,
            skill.implied_by,
            *skill.tools,
            *skill.aliases,
            *skill.related_terms,
            *(alias.text for alias in skill.ambiguous_aliases),
            *(can_do.text for can_do in skill.can_dos),
            *(reason.text for reason in skill.reasons),
        ]
    )
