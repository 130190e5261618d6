"""Skills named in job ads: what counts, what only looks like a skill, and where it is in the pasted text."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.ads import named_skills
from roadmaps.ads.vocabulary import vocabulary_of
from roadmaps.catalogue import load_catalogue
from tests.roadmaps.ads.figures import PAGE, postings, scores, totals, written

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue

SHIPPED = load_catalogue()


def named(text: str) -> list[str]:
    return [each.skill_id for each in named_skills(text, SHIPPED) if each.strong]


def words(text: str) -> list[str]:
    return [each.phrase for each in named_skills(text, SHIPPED) if each.strong]


@pytest.mark.parametrize("text", [
    "Going forward, we go the extra mile and go to market.",
    "Red flags: none. We're R&D people, in series R.",
    "You excel at puzzles. Excel in a team.",
    "A hive of activity, the spark of an idea, at the helm, a cutting edge.",
    "Ray Smith and Julia Rust will call you. Ask for Julia today.",
    "You will be reporting to the CTO.",
    "We make decisions swiftly and react to change.",
    "Snowflake-shaped biscuits, spark-ling water, Java coffee.",
    "Write to python@example.com or see https://example.com/docker/sql.",
    "A degree in statistics, machine learning or a related field.",
    "Machine Learning Engineer",
    "We don't need deep learning or big data.",
    "We are a leading provider of machine learning and cloud computing.",
    "Employment without regard to race, gender, SQL or presentation.",
    "Our products heat offices, and our machine learning saves a fifth of it.",
    "At Quillon, we build machine learning for everybody.",
    "Spark Talent Inc. and Scala Recruitment are hiring.",
    "NoSQLite, mysqlx, pythonic-ish pandasaurus",
    "The Fraud Strategy team, two backend engineers, leads in ads, privacy and finance.",
    "Tidepool Robotics | Bristol",
    "Excel CVs are not accepted.",
    "Quality ranking factors: none.",
    "A rag rug in the hall.",
    "We are a certified partner of several cloud providers.",
    "By applying you agree that we use machine learning.",
])  # fmt: skip
def test_words_that_only_look_like_a_skill_are_not_marked(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(("text", "found"), [
    ("Python-based services", ["Python"]),
    ("k8s and Postgres", ["k8s", "Postgres"]),
    ("experience with R", ["R"]),
    ("Python, R, Julia or Go", ["Python", "R", "Julia", "Go"]),
    ("Java and/or Go", ["Java", "Go"]),
    ("AWS/GCP/Azure", ["AWS", "GCP", "Azure"]),
    ("machine\nlearning, deep‑learning, time  series", ["machine\nlearning", "deep‑learning", "time  series"]),
    ("Tensor-\nFlow and Py\u00adTorch", ["Tensor-\nFlow", "Py\u00adTorch"]),
    ("𝗣𝘆𝘁𝗵𝗼𝗻 and ﬁne-tuning", ["𝗣𝘆𝘁𝗵𝗼𝗻", "ﬁne-tuning"]),
    ("Py\x00thon, \u202eSQL\u202c, naïve Bayes", ["Py\x00thon", "SQL", "naïve Bayes"]),
    ("C++17, Python3.11 and Java 17", ["C++", "Python3", "Java 17"]),
    ("- SQL\n- R\n- Git", ["SQL", "R", "Git"]),
    ("rag over policies, a little Rust", ["rag", "Rust"]),
    ("deep learning algorithms", ["deep learning algorithms"]),
    ("Why this role exists\nPython, SQL and Docker", ["Python", "SQL", "Docker"]),
    ("MS Excel, proficient in Excel", ["MS Excel", "Excel"]),
    ("PYTHON, SPARK AND HIVE", ["PYTHON", "SPARK", "HIVE"]),
    ("machine learning models in production", ["machine learning", "models in production"]),
    ("statistical modeling and data visualization", ["statistical modeling", "data visualization"]),
])  # fmt: skip
def test_the_words_that_name_a_skill_are_found_as_written(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize("heading", ["Benefits", "Pay transparency", "The small print", "Conditions of employment"])
def test_parts_about_the_employer_and_the_offer_name_no_skills(heading: str) -> None:
    text = "About us\nWe love Scala.\n\nRequirements\n- Python\n- SQL\n- Docker\n\n"
    assert words(f"{text}{heading}\nOur Kubernetes courses and AI tools\n") == ["Python", "SQL", "Docker"]
    one_line = "About us: we love Scala. Requirements: Python, SQL, Docker. Benefits: a Kubernetes course."
    assert words(one_line) == ["Python", "SQL", "Docker"]


def test_an_ad_without_line_breaks_is_divided_by_its_headings() -> None:
    text = (
        "ML Engineer III Overview Our team ranks what people see, and we care about how it is done, every day of the "
        "week and on some Sundays. What you'll do Build ranking models. Basic Qualifications Bachelor's degree in "
        "Statistics or equivalent 3+ years of experience with Python Experience with PyTorch and Spark Preferred "
        "Qualifications PhD in machine learning Experience with Kafka Benefits We offer health insurance, a Scala "
        "course and cake Equal Opportunity Employer"
    )
    found = named_skills(text, SHIPPED)
    assert [(each.phrase, each.is_nice) for each in found] == [
        ("ranking models", False), ("Python", False), ("PyTorch", False), ("Spark", False), ("Kafka", True),
    ]  # fmt: skip


def test_headings_are_ignored_if_hardly_anything_else_is_left() -> None:
    assert words("About us\nYou know Python, SQL and Docker, and we know you.") == ["Python", "SQL", "Docker"]


@pytest.mark.parametrize(("text", "nice"), [
    ("Python required, Scala is a plus.", ["Scala"]),
    ("Nice to have: Scala, Kafka. You will use Python.", ["Scala", "Kafka"]),
    ("Python\n\nPreferred qualifications\n- Scala\n- Kafka\n", ["Scala", "Kafka"]),
    ("SQL, ideally on Snowflake or Redshift. Python.", ["Snowflake", "Redshift"]),
    ("5+ years of Python. Experience with Docker is desirable; SQL is a must.", ["Docker"]),
    ("Essential: Python. Desirable: Scala; Kafka.\nDocker", ["Scala", "Kafka"]),
    ("It's great if you also know dbt, but don't worry. SQL", ["dbt"]),
    ("SQL. Working with Docker (Kubernetes) is welcome, too.", ["Docker", "Kubernetes"]),
    ("Knowledge of PySpark is added advantage. SQL", ["PySpark"]),
    ("Python und SQL, idealerweise auch Scala", ["Scala"]),
    ("Python\nWays to stand out:\n- Scala\nWhat would be nice\n- Kafka\nRequirements - useful\n- dbt\n",
     ["Scala", "Kafka", "dbt"]),
    ("It would be a bonus if you had worked on reinforcement learning.", ["reinforcement learning"]),
])  # fmt: skip
def test_nice_to_haves_are_distinguished_from_musts(text: str, nice: list[str]) -> None:
    assert [each.phrase for each in named_skills(text, SHIPPED) if each.is_nice] == nice


def test_a_hint_is_not_strong_and_a_common_word_is_no_hint(catalogue: Catalogue) -> None:
    sql, git = catalogue.skills["sql"], catalogue.skills["git"]
    changed = replace(catalogue, skills={
        **catalogue.skills, "sql": sql._replace(related_terms=("quuxbase", "shared hint")),
        "git": git._replace(related_terms=("shared hint",)),
    })  # fmt: skip
    text = "Python with Quuxbase, a quuxbase and a Shared Hint"
    assert [(each.skill_id, each.phrase, each.strong) for each in named_skills(text, changed)] == [
        ("python", "Python", True), ("sql", "Quuxbase", False),
    ]  # fmt: skip


def test_every_name_and_alias_is_found_in_a_list(catalogue: Catalogue) -> None:
    rules = vocabulary_of(catalogue).wording.rules
    for skill in catalogue.skills.values():
        for alias in skill.aliases:
            if alias in rules:
                continue
            assert skill.id in named(f"Experience with Python, {alias} and more"), alias


def test_a_changed_catalogue_is_read_as_it_is_now(catalogue: Catalogue) -> None:
    changed = replace(catalogue, skills={
        **catalogue.skills, "sql": catalogue.skills["sql"]._replace(aliases=("quux handling",)),
    })  # fmt: skip
    assert [each.skill_id for each in named_skills("quux-handling", changed)] == ["sql"]
    assert named_skills("quux-handling", catalogue) == ()


PIECES = st.lists(
    st.sampled_from([
        "Python", "ﬁne-tuning", "ẞ", "。",
        "machine", "learning", "-\n", " ", "\u200b", "\u202e", "R", "C++", ",", "\n", "•", "é", "İ",
        "A/B testing",
        "Nice to have:", "Benefits", "\x00", "𝗦𝗤𝗟", "Data Sci\u00adence", "deep\u2011learning", "\r\n",
    ]) | st.text(max_size=6), max_size=40,
).map("".join)  # fmt: skip


@given(PIECES)
def test_places_are_those_of_the_pasted_text_and_never_overlap(text: str) -> None:
    found = named_skills(text, SHIPPED)
    assert all(text[each.start : each.end] == each.phrase != "" for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.sampled_from([posting.text for posting in postings()]), st.sampled_from(["\u200b", "\xad", "\u2060"]))
def test_invisible_characters_change_nothing(text: str, unseen: str) -> None:
    spoilt = re.sub(r"(?<=[a-z])(?=[a-z])", unseen, text)
    assert [each.skill_id for each in named_skills(spoilt, SHIPPED)] == named_or_hinted(text)
    assert [each.phrase.replace(unseen, "") for each in named_skills(spoilt, SHIPPED)] == [
        each.phrase for each in named_skills(text, SHIPPED)
    ]


def named_or_hinted(text: str) -> list[str]:
    return [each.skill_id for each in named_skills(text, SHIPPED)]


@pytest.mark.sweep
@pytest.mark.parametrize(("piece", "named"), [
    ("Excel, ", 14_285), ("a degree in ", 0), ("is a ", 0), ("(", 0), ("- ", 0), ("\n:", 0), (":", 0), ("ideally ", 0),
    ("we are a leading ", 0), ("http://", 0), ("@", 0), ("R/", 0), ("a", 0),
])  # fmt: skip
def test_the_longest_ad_that_can_be_kept_is_read_whatever_it_repeats(
    catalogue: Catalogue, piece: str, named: int
) -> None:
    assert len(named_skills(piece * (100_000 // len(piece)), catalogue)) == named


def test_the_made_up_postings_are_read_as_marked(catalogue: Catalogue) -> None:
    found = scores(catalogue)
    precision, recall, needs = totals(found)
    assert len(found) >= 60
    assert precision >= 0.97
    assert recall >= 0.95
    assert needs >= 0.95
    assert sum(each.in_silence for each in found) == 0
    asking = [each for each in found if each.posting.role != "none"]
    assert sum(each.skills >= 5 for each in asking) >= 0.98 * len(asking)


def test_the_page_about_job_ads_has_the_figures_as_they_are() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert written(page, scores(SHIPPED)) == page
