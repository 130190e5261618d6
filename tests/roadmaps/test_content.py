"""The shipped data is complete and well made, and nothing that users' progress depends on ever changes."""

from __future__ import annotations

import re
import tomllib
from graphlib import TopologicalSorter
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from roadmaps.catalogue import Need
from roadmaps.catalogue.data_files import shipped_data
from roadmaps.gap.postings import postings_reason
from tests.roadmaps.authoring.checks import problems
from tests.roadmaps.test_own_words import our_texts

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue, Choice, Milestone, Role, Skill, Stage

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
    assert len(catalogue.skills) == 87
    assert len(catalogue.can_dos) == 3 * len(catalogue.skills)
    assert len(catalogue.categories) == 12
    assert len(catalogue.choices) == 4
    assert [len(roadmap.stages) for roadmap in catalogue.roadmaps.values()] == [8, 7]
    assert sum(len(category.skill_ids) for category in catalogue.categories.values()) == len(catalogue.skills)


def test_the_roles_ask_for_as_many_units_as_they_should(catalogue: Catalogue) -> None:
    sizes = {
        role.id: [sum(demand.need is need for demand in role.demands.values()) for need in Need]
        for role in catalogue.roles.values()
    }

    assert sizes == {"data-scientist": [26, 19, 10], "ml-engineer": [34, 19, 10]}


def test_each_skill_says_how_often_postings_name_it(catalogue: Catalogue) -> None:
    counted = set(catalogue.roles)

    assert {survey.role_id for survey in catalogue.surveys} == counted
    assert [skill.id for skill in catalogue.skills.values() if set(skill.postings) != counted] == []
    assert postings_reason(catalogue, catalogue.skills["python"]) == (
        "Named in 87\xa0% of 126 job postings for ML engineers (January to March 2026) and 82\xa0% of 198 job postings "
        "for data scientists (2023–25).",
        "Our count, November 2026",
    )
    retrieval = postings_reason(catalogue, catalogue.skills["retrieval-and-search"])
    assert retrieval is not None
    assert retrieval.text.startswith("The word “RAG” alone appears in 36\xa0% of 126 job postings for ML engineers")
    assert "and none of 198 job postings for data scientists" in retrieval.text


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


def test_the_prerequisites_form_no_circle(catalogue: Catalogue) -> None:
    graph = {skill.id: skill.prerequisites for skill in catalogue.skills.values()}

    order = list(TopologicalSorter(graph).static_order())

    assert set(order) == set(catalogue.skills)


def test_no_can_do_id_ever_disappears_or_changes(catalogue: Catalogue) -> None:
    frozen = (HERE / "can_do_ids.txt").read_text(encoding="utf-8").splitlines()

    known = {*catalogue.can_dos, *catalogue.retired}
    assert set(frozen) - known == set(), "progress is kept under these ids: put them back, or into retired.toml"
    assert known - set(frozen) == set(), "new ids: add them to can_do_ids.txt"
    assert frozen == sorted(set(frozen))


def test_no_milestone_and_no_evidence_check_ever_disappears_or_changes_its_id(catalogue: Catalogue) -> None:
    frozen = (HERE / "milestone_ids.txt").read_text(encoding="utf-8").splitlines()
    checks = {check.id for milestone in catalogue.milestones.values() for check in milestone.evidence}

    assert set(frozen) - {*catalogue.milestones, *checks} == set(), "progress is kept under these ids: put them back"
    assert {*catalogue.milestones, *checks} - set(frozen) == set(), "new ids: add them to milestone_ids.txt"
    assert frozen == sorted(set(frozen))


def test_the_words_of_an_article_find_their_skills(catalogue: Catalogue) -> None:
    assert len(KEYWORDS) > 200
    for article, keyword, skill_id in KEYWORDS:
        skill, whole_word = catalogue.skills[skill_id], rf"(?<!\w){re.escape(keyword)}(?!\w)"
        assert re.search(whole_word, _everything_said(skill), re.IGNORECASE), (keyword, skill_id)
        assert article in _articles(skill) or article in skill.implied_by, (article, skill_id)


def test_each_skill_is_found_by_words_of_each_article_that_it_cites(catalogue: Catalogue) -> None:
    led_to = {(article, skill_id) for article, _, skill_id in KEYWORDS}
    cited = {
        (article, skill.id)
        for skill in catalogue.skills.values()
        for article in catalogue.sources
        if article in _articles(skill) or article in skill.implied_by
    }

    assert cited == led_to


def test_each_pair_of_skill_and_article_has_its_sentence(catalogue: Catalogue) -> None:
    skills = catalogue.skills.values()

    assert sum(len(skill.reasons) for skill in skills) == 143
    assert {skill.id for skill in skills if skill.implied_by} == {
        "ai-agents", "causal-inference", "coding-assistants", "computer-vision", "generative-ai-llms",
        "llm-evaluation", "ml-security", "responsible-ai", "retrieval-and-search", "rust", "web-apps",
    }  # fmt: skip
    assert all("our judgement" in skill.implied_by for skill in skills if skill.implied_by)


def test_each_stage_and_roadmap_has_its_support_and_our_judgement(catalogue: Catalogue) -> None:
    roadmaps = catalogue.roadmaps.values()
    stages = [stage for roadmap in roadmaps for stage in roadmap.stages]

    assert sum(len(stage.support) for stage in stages) == 52
    assert [len(roadmap.advice) for roadmap in roadmaps] == [6, 5]
    assert all("judgement" in roadmap.judgement for roadmap in roadmaps)
    assert len({stage.judgement for stage in stages}) == len(stages)


def test_what_articles_say_is_a_sentence_of_its_own(catalogue: Catalogue) -> None:
    said = [
        *(reason for skill in catalogue.skills.values() for reason in skill.reasons),
        *(each for roadmap in catalogue.roadmaps.values() for each in roadmap.advice),
        *(each for roadmap in catalogue.roadmaps.values() for stage in roadmap.stages for each in stage.support),
    ]

    assert [each.text for each in said if not re.fullmatch(r"[A-Z].{20,}\.", each.text)] == []
    assert [each.text for each in said if "“" in each.text or '"' in each.text] == [], "nothing is quoted"


def test_a_can_do_begins_with_what_is_done_and_can_be_seen(catalogue: Catalogue) -> None:
    texts = {can_do.id: can_do.text for can_do in catalogue.can_dos.values()}
    unseen = {"Understands", "Knows", "Has", "Is", "Uses", "Describes", "Works"}

    assert [text for text in texts.values() if not re.fullmatch(r"[A-Z][a-z-]+s,? .*[^.]\.", text)] == []
    assert {can_do_id for can_do_id, text in texts.items() if text.split()[0].strip(",") in unseen} == set()
    assert {can_do_id for can_do_id, text in texts.items() if text.startswith("Explains ")} == {
        "model-interpretability.explained-predictions"
    }, "to somebody: that can be seen"


def test_no_can_do_repeats_another_unless_a_choice_holds_their_skills(catalogue: Catalogue) -> None:
    choice_of = {member: choice.id for choice in catalogue.choices.values() for member in choice.member_ids}
    bags = {can_do: set(re.findall(r"[a-z]{4,}", can_do.text.casefold())) for can_do in catalogue.can_dos.values()}
    alike = {
        (one.id, other.id)
        for one, other in combinations(bags, 2)
        if len(bags[one] & bags[other]) > 0.6 * min(len(bags[one]), len(bags[other]))
    }
    owners = {pair: [choice_of.get(can_do_id.partition(".")[0]) for can_do_id in pair] for pair in alike}

    assert [pair for pair, (one, other) in owners.items() if one is None or one != other] == []
    assert len(alike) >= 15, "alternatives ask for the same, word by word where they can"


def test_the_members_of_a_choice_are_as_hard_as_each_other_at_the_start(catalogue: Catalogue) -> None:
    for choice in catalogue.choices.values():
        skills = [catalogue.skills[member] for member in choice.member_ids]
        assert len({len(skill.resources) for skill in skills}) == 1, choice.id
        first_words = [tuple(can_do.text.split()[0] for can_do in skill.can_dos[:2]) for skill in skills]
        assert len(set(first_words)) == 1, choice.id


def test_a_skill_whose_maker_has_abandoned_it_says_so(catalogue: Catalogue) -> None:
    skill = catalogue.skills["torchserve"]

    assert "no longer maintained" in skill.description
    assert "archived on 7 August 2025" in skill.note
    assert all(role.skill_demands["torchserve"].need is Need.OPTIONAL for role in _asking(catalogue, "torchserve"))


def test_nothing_is_attributed_to_an_article_that_it_does_not_say(catalogue: Catalogue) -> None:
    foreign = re.compile(r"Bureau of Labor|\bBLS\b|O\*NET|112,590|\bmedian pay\b", re.IGNORECASE)
    said = [
        *(reason.text for skill in catalogue.skills.values() for reason in skill.reasons),
        *(each.text for roadmap in catalogue.roadmaps.values() for each in roadmap.advice),
        *(each.text for roadmap in catalogue.roadmaps.values() for stage in roadmap.stages for each in stage.support),
    ]

    assert [(name, text) for name, text in our_texts() if name.endswith(".toml") and foreign.search(text)] == []
    assert [text for text in said if re.search(r"\bpostings?\b", text, re.IGNORECASE)] == []


def test_spelling_is_british_and_apostrophes_are_of_one_kind() -> None:
    american = re.compile(
        r"\b(?!(?:re)?siz)(?:\w+iz(?:e[sd]?|ing|ations?)|\w+yz(?:e[sd]?|ing)|behaviors?|colors?|\w*modeling|labeled|centers?)\b"
    )
    ours = [
        (name, text)
        for name, text in our_texts(leave_out=WORDS_OF_OTHERS)
        if name.endswith(".toml") and name != "ads.toml"  # it has the words of job ads
    ]
    assert american.findall("analyzing modeling organization size") == ["analyzing", "modeling", "organization"]

    assert [(name, word) for name, text in ours for word in american.findall(text.casefold())] == []
    assert [text for _, text in ours if "'" in text] == []


WORDS_OF_OTHERS = frozenset(
    {"aliases", "related_terms", "ambiguous_alias", "resources", "at", "sections", "source", "url", "tools"}
)
"""Keys under which names stand as others write them."""


def _asking(catalogue: Catalogue, skill_id: str) -> list[Role]:
    return [role for role in catalogue.roles.values() if skill_id in role.skill_demands]


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
