"""The comparison of the roles is complete, and agrees with the articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roadmaps.catalogue.comparison import Amount, load_comparison, tool_kit
from roadmaps.catalogue.situations import EITHER, load_situations, measure_leaning
from roadmaps.catalogue.sources import Citation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadmaps.catalogue import Catalogue
    from roadmaps.catalogue.comparison import Claim, Comparison

HERE = Path(__file__).parent
DS, MLE = "data-scientist", "ml-engineer"


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return load_comparison()


def test_there_are_15_aspects_each_with_a_cell_for_both_roles_and_its_row_of_a1(comparison: Comparison) -> None:
    rows = [aspect.articles[0] for aspect in comparison.aspects.values()]

    assert rows == [Citation("A1", (f"15 key differences, row {row}",)) for row in range(1, 16)]
    assert all(set(aspect.cells) == {DS, MLE} for aspect in comparison.aspects.values())


def test_every_topic_covers_both_roles(comparison: Comparison) -> None:
    told = {
        topic.id: {role_id for statement in topic.statements for role_id in statement.role_ids}
        for topic in comparison.topics.values()
    }

    assert list(told) == [
        "responsibilities", "mathematics", "life-cycle", "metrics", "collaboration", "use-cases", "industries", "fit",
        "future",
    ]  # fmt: skip
    assert {topic_id for topic_id, roles in told.items() if roles != {DS, MLE}} == {"future"}, "which is common"


def test_responsibilities_are_those_of_all_three_articles(comparison: Comparison) -> None:
    duties = comparison.topics["responsibilities"].statements
    counts = {
        (source_id, role_id): sum(each.citation.source_id == source_id and role_id in each.role_ids for each in duties)
        for source_id in ("A1", "A2", "A3")
        for role_id in (DS, MLE)
    }

    assert counts == {
        ("A1", DS): 5, ("A1", MLE): 5, ("A2", DS): 1, ("A2", MLE): 1, ("A3", DS): 5, ("A3", MLE): 5,
    }  # fmt: skip


def test_every_number_of_a_use_case_or_a_metric_says_what_it_is(comparison: Comparison) -> None:
    figures = {
        figure.text: figure.what
        for topic in comparison.topics.values()
        for each in topic.statements
        for figure in each.figures
    }

    assert set(figures) == {
        "85–95 %", "99.9 %", "92 %", "50,000 a day", "under 200 ms", "1 million a day", "millions a day",
        "millions of users",
    }  # fmt: skip
    assert all("example" in what or "without a source" in what for what in figures.values())
    with_digits = [each for topic in comparison.topics.values() for each in topic.statements if _has_digit(each.text)]
    assert [each.text for each in with_digits if not each.figures] == []


def test_our_arithmetic_is_right(comparison: Comparison) -> None:
    day = 24 * 60 * 60
    whats = " ".join(
        figure.what for topic in comparison.topics.values() for each in topic.statements for figure in each.figures
    )

    assert f"about {50_000 / day:.2f} a second" in whats
    assert f"about {1_000_000 / day:.1f} a second" in whats
    assert round(365 * 24 * 0.001) == 9
    assert "about nine hours a year" in whats
    assert round(1.35**10) == 20
    assert "about twenty times" in comparison.outlook["a1-growth"].what


def test_pay_is_exactly_as_each_article_gives_it(comparison: Comparison) -> None:
    assert _amounts(comparison.pay) == {
        "a1-data-scientist": Amount(110_000, 160_000, "dollars", "a year"),
        "a1-ml-engineer": Amount(120_000, 170_000, "dollars", "a year"),
        "a1-comparison": None,
        "a3-data-scientist": Amount(103_500, 103_500, "dollars", "a year"),
        "a3-ml-engineer": Amount(136_620, 136_620, "dollars", "a year"),
    }
    assert "computer and information research scientists" in comparison.pay["a3-ml-engineer"].what


def test_outlook_is_exactly_as_each_article_gives_it(comparison: Comparison) -> None:
    assert _amounts(comparison.outlook) == {
        "a1-growth": Amount(35, 40, "%", "a year"),
        "a1-rank": None,
        "a1-demand": None,
        "a2-demand": None,
        "a3-data-scientist": Amount(35, 35, "%", "over the next decade"),
        "a3-ml-engineer": Amount(23, 23, "%", "by 2032"),
    }
    assert "Doubtful" in comparison.outlook["a1-growth"].what


def test_a_claim_without_a_number_has_no_amount(comparison: Comparison) -> None:
    claims = [*comparison.pay.values(), *comparison.outlook.values()]

    assert [claim.id for claim in claims if (claim.amount is None) != ("No figure." in claim.what)] == []


def test_the_17_contradictions_say_how_they_are_shown_and_the_catalogue_shows_them_so(
    comparison: Comparison, catalogue: Catalogue
) -> None:
    found = comparison.contradictions
    demands = {role_id: role.skill_demands for role_id, role in catalogue.roles.items()}

    assert len(found) == 17
    assert all(each.shown and len(each.claims) >= 2 for each in found.values())
    assert {differs for aspect in comparison.aspects.values() for differs in aspect.contradiction_ids} >= {
        "java", "sql", "jupyter", "frameworks", "cloud", "training", "linear-algebra", "pay-gap", "testing", "breadth",
    }  # fmt: skip
    assert demands[DS]["java"].need == "optional"
    assert "java" in catalogue.choices["systems-language"].member_ids
    assert demands[DS]["r"].need == "supporting"
    assert demands[DS]["julia"].need == "optional"
    assert (demands[DS]["jupyter"], demands[MLE]["jupyter"]) == ((2, "core"), (1, "optional"))
    assert demands[MLE]["pytorch"].need == "core"
    assert "pytorch" not in demands[DS]
    assert demands[DS]["neural-networks"].level == 1
    assert demands[MLE]["transfer-learning"].need == "core"
    assert demands[DS]["transfer-learning"].need == "optional"
    assert "hyperparameter-tuning" in demands[MLE]
    assert "hyperparameter-tuning" not in demands[DS]
    assert demands[DS]["linear-algebra"] == demands[MLE]["linear-algebra"] == (1, "supporting")
    assert demands[DS]["cloud-computing"].level < demands[MLE]["cloud-computing"].level == demands[MLE]["aws"].level


def test_a_tool_belongs_to_the_roles_that_the_articles_name_it_for(catalogue: Catalogue) -> None:
    kit = tool_kit(catalogue)

    assert {tool.skill_id for tool in kit.only[DS]} == {
        "r", "julia", "pandas", "excel", "matplotlib", "tableau", "power-bi", "scikit-learn",
    }  # fmt: skip
    assert {tool.skill_id for tool in kit.only[MLE]} == {
        "scala", "cpp", "go", "pytorch", "tensorflow", "linux", "docker", "kubernetes", "google-cloud", "torchserve",
        "mlflow", "kubeflow",
    }  # fmt: skip
    assert {tool.skill_id for tool in kit.shared} == {"python", "git", "java", "sql", "jupyter", "aws", "azure"}


def test_the_tools_on_which_the_articles_differ_are_those_of_the_contradictions(
    catalogue: Catalogue, comparison: Comparison
) -> None:
    kit = tool_kit(catalogue)
    disputed = {tool.skill_id for tool in [*kit.shared, *kit.only[DS], *kit.only[MLE]] if tool.is_disputed}
    contradicted = {skill_id for each in comparison.contradictions.values() for skill_id in each.skill_ids}

    assert disputed == {"java", "sql", "jupyter", "aws", "azure"}
    assert disputed <= contradicted


def test_the_paths_follow_the_steps_of_a3_and_end_in_the_posts_of_a1(comparison: Comparison) -> None:
    steps = {role_id: [step.name for step in path.steps] for role_id, path in comparison.paths.items()}
    sources = {step.statement.citation.source_id for path in comparison.paths.values() for step in path.steps}

    assert steps == {
        DS: ["Degree", "Programming", "Visualisation", "Practice", "Portfolio", "Senior"],
        MLE: ["Degree", "ML expertise", "Software tools", "On the job", "Portfolio"],
    }
    assert sources == {"A3"}
    assert all(len(path.posts) == 3 for path in comparison.paths.values())
    assert {post.citation for path in comparison.paths.values() for post in path.posts} == {
        Citation("A1", ("15 key differences, row 13",))
    }


def test_there_are_eight_situations_with_an_answer_for_each_role_tied_to_an_article() -> None:
    situations = load_situations()
    answers = [(role_id, answer) for each in situations.values() for role_id, answer in each.answers.items()]

    assert len(situations) == 8
    assert all(list(each.answers) == [DS, MLE] for each in situations.values())
    assert all(answer.because.role_ids == (role_id,) for role_id, answer in answers)
    assert {answer.because.citation.source_id for _, answer in answers} == {"A1", "A2", "A3"}
    assert len({answer.text for _, answer in answers}) == 16
    assert [answer.text for _, answer in answers if len(answer.text) > 40] == [], "an answer is one button"


@pytest.mark.parametrize(
    ("answers", "counted", "place"),
    [
        ({}, (0, 0, 0), 0.0),
        ({"thanks": DS}, (1, 0, 0), -1.0),
        ({"thanks": MLE, "new-data": MLE, "two-meetings": DS, "good-model": EITHER}, (1, 2, 1), 0.25),
        ({"thanks": EITHER}, (0, 0, 1), 0.0),
        ({"horoscope": DS, "thanks": "astronaut"}, (0, 0, 0), 0.0),
    ],
)
def test_the_leaning_counts_the_answers_for_each_role(
    answers: dict[str, str], counted: tuple[int, int, int], place: float
) -> None:
    leaning = measure_leaning(load_situations().values(), answers, (DS, MLE))

    assert (leaning.for_first, leaning.for_second, leaning.either) == counted
    assert leaning.place == place
    assert leaning.answered == sum(counted)


def test_no_id_of_a_situation_ever_disappears_or_changes() -> None:
    frozen = (HERE / "situation_ids.txt").read_text(encoding="utf-8").splitlines()

    assert set(frozen) == set(load_situations()), "answers are kept under these ids"


def _amounts(claims: Mapping[str, Claim]) -> dict[str, Amount | None]:
    return {claim.id: claim.amount for claim in claims.values()}


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text.replace("A/B", "").replace("IBM", ""))
