"""What an ad asks for and at which levels, how much of it is covered, and what the user corrects."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from roadmaps.ads import (
    NOTHING_RECOGNISED,
    AdReading,
    AskState,
    Corrections,
    PartKind,
    corrections_of,
    explain_effort,
    guess,
    measure_ad,
    phrase_key,
    read_ad,
    unknown_phrases,
)
from roadmaps.catalogue import load_catalogue
from roadmaps.gap import measure_gap
from roadmaps.journal import NOTHING, KeptAd, Kind, Names, ad_value, parse_change
from tests.roadmaps.people import Diary

if TYPE_CHECKING:
    from roadmaps.ads import MeasuredAd

SHIPPED = load_catalogue()
ROADMAP = SHIPPED.roadmaps["ds-to-mle"]
AD = "6f1c0c6e-0000-4000-8000-000000000001"


def asks(text: str, corrections: Corrections = Corrections()) -> list[tuple[str, bool, tuple[str, ...]]]:  # noqa: B008
    return [("|".join(ask.skill_ids), ask.is_nice, ask.words) for ask in read_ad(text, SHIPPED, corrections).asks]


def ids(text: str) -> list[str]:
    return [each for each, _, _ in asks(text)]


@pytest.mark.parametrize(("text", "found"), [
    ("Python or R", ["python|r"]),
    ("Java and/or Go", ["java|go"]),
    ("AWS/GCP/Azure", ["aws|google-cloud|azure"]),
    ("SQL, Python or R", ["sql", "python|r"]),
    ("Java, Scala or Go", ["java|scala|go"]),
    ("Docker, Python or Java", ["docker", "python|java"]),
    ("one of PyTorch, scikit-learn or Docker", ["pytorch|scikit-learn|docker"]),
    ("Docker/Kubernetes and SQL/Tableau", ["docker", "kubernetes", "sql", "tableau"]),
    ("Python and SQL", ["python", "sql"]),
    ("Strong Python. Python or R is what we write.", ["python"]),
    ("Python or R. SQL. Python or R.", ["python|r", "sql"]),
    ("Python or Scala is a plus", ["python|scala"]),
])  # fmt: skip
def test_an_alternative_is_one_ask(text: str, found: list[str]) -> None:
    assert ids(text) == found


def test_an_ask_quotes_the_words_that_matched_with_their_emphasis() -> None:
    text = "Strong Python, 5+ years of SQL.\nVery good knowledge of Git; some Docker. Python. Nice to have: Scala"
    assert asks(text) == [
        ("python", False, ("Strong Python", "Python")), ("sql", False, ("5+ years of SQL",)),
        ("git", False, ("Very good knowledge of Git",)), ("docker", False, ("some Docker",)),
        ("scala", True, ("Scala",)),
    ]  # fmt: skip


def test_a_skill_that_is_required_anywhere_is_a_must_even_if_nice_to_have_elsewhere() -> None:
    assert asks("Python required. Nice to have: Python, Scala")[0][:2] == ("python", False)


def measured(text: str, diary: Diary, corrections: Corrections | None = None) -> MeasuredAd:
    progress = diary.progress()
    corrections = corrections or corrections_of(progress, AD)
    return measure_ad(read_ad(text, SHIPPED, corrections), corrections, measure_gap(ROADMAP, progress), progress)


def can_dos(skill_id: str, level: int) -> list[str]:
    return [each.id for each in SHIPPED.skills[skill_id].can_dos[:level]]


def test_the_level_is_the_target_of_the_new_role_and_1_for_nice_to_haves_and_other_skills() -> None:
    ad = measured("Python, Tableau and Docker. Nice to have: Kubernetes", Diary())
    assert [(each.skill.id, each.asked) for each in ad.asks] == [
        ("python", ROADMAP.to_role.targets["python"]), ("tableau", 1), ("docker", 2), ("kubernetes", 1),
    ]  # fmt: skip
    assert "tableau" not in ROADMAP.to_role.targets
    assert not any(each.is_own_level for each in ad.asks)


def test_the_user_sets_another_level_for_one_ad() -> None:
    diary = Diary().tick(*can_dos("docker", 1))
    assert not measured("Docker", diary).is_covered
    diary.say(Kind.ASKED_LEVEL, f"{AD} docker", 1)
    ad = measured("Docker", diary)
    assert (ad.asks[0].asked, ad.asks[0].is_own_level, ad.is_covered) == (1, True, True)
    assert corrections_of(diary.progress(), "another") == Corrections()


def test_musts_and_nice_to_haves_are_covered_separately_and_hours_count_what_is_left() -> None:
    diary = Diary().tick(*can_dos("docker", 1), *can_dos("git", 2))
    ad = measured("Docker, Git and SQL. Nice to have: Scala, Git", diary)
    assert (ad.must_coverage.text, ad.nice_coverage.text) == ("1 of 3", "0 of 1")
    states = {each.skill.id: each.state for each in ad.asks}
    assert states == {
        "docker": AskState.LEARNING, "git": AskState.HAVE, "sql": AskState.MISSING, "scala": AskState.MISSING,
    }  # fmt: skip
    docker, sql, scala = (SHIPPED.skills[each].hours for each in ("docker", "sql", "scala"))
    assert ad.to_cover.hours == docker.part(0.35) + sql.part(0.25) + sql.part(0.35)
    assert ad.for_all.hours.middle == pytest.approx(ad.to_cover.hours.middle + scala.part(0.25).middle)
    assert [ad.count(state) for state in AskState] == [1, 1, 2, 0]


def test_an_alternative_is_covered_by_any_skill_and_costs_what_the_nearest_costs() -> None:
    ad = measured("AWS, Azure or Google Cloud", Diary().tick(*can_dos("azure", 1)))
    (ask,) = ad.asks
    assert (ask.skill.id, ask.state) == ("azure", AskState.LEARNING)
    assert ask.hours == SHIPPED.skills["azure"].hours_of(2)
    assert measured("AWS, Azure or Google Cloud", Diary().tick(*can_dos("google-cloud", 2))).is_covered


def test_a_must_that_is_set_aside_blocks_the_ad_and_an_alternative_does_not() -> None:
    diary = Diary().tick(*can_dos("docker", 3)).set_aside("docker")
    ad = measured("Docker", diary)
    assert (ad.is_covered, [each.skill.id for each in ad.blocked_by], ad.to_cover.hours.high) == (False, ["docker"], 0)
    either = measured("Java or Scala", Diary().set_aside("java"))
    assert (either.blocked_by, either.asks[0].skill.id) == ((), "scala")


def test_nothing_recognised_is_a_state_of_its_own_and_never_covered() -> None:
    ad = measured("Send us a few lines about yourself.", Diary())
    assert (ad.is_recognised, ad.is_covered, ad.must_coverage.text) == (False, False, "–")
    assert NOTHING_RECOGNISED == "Nothing recognised"
    only_nice = measured("Nice to have: Docker", Diary().tick(*can_dos("docker", 1)))
    assert (only_nice.is_recognised, only_nice.is_covered, only_nice.nice_coverage.text) == (
        True,
        False,
        "1 of 1",
    )


def test_a_dismissed_phrase_no_longer_counts_in_that_ad() -> None:
    text = "Redis, MongoDB and Python"
    diary = Diary()
    diary.say(Kind.PHRASE_DISMISSED, f"{AD} {phrase_key('Redis')}", True)
    progress = diary.progress()
    assert asks(text, corrections_of(progress, AD))[0] == ("data-storage", False, ("MongoDB",))
    assert asks(text, corrections_of(progress, "other"))[0][2] == ("Redis", "MongoDB")
    diary.say(Kind.PHRASE_DISMISSED, f"{AD} redis", False)
    assert asks(text, corrections_of(diary.progress(), AD))[0][2] == ("Redis", "MongoDB")


def test_a_taught_phrase_means_a_skill_or_nothing_in_every_ad() -> None:
    text = "A Vector-Store, Redis, machine learning models and a vector\nstore"
    taught = {phrase_key("vector store"): "generative-ai-llms", "redis": NOTHING, "learning models": "docker"}
    found = read_ad(text, SHIPPED, Corrections(taught=taught)).mentions
    assert [(each.skill_id, each.phrase) for each in found] == [
        ("generative-ai-llms", "Vector-Store"), ("ml-fundamentals", "machine learning models"),
        ("generative-ai-llms", "vector\nstore"),
    ]  # fmt: skip
    diary = Diary()
    diary.say(Kind.PHRASE_TAUGHT, "vector store", "generative-ai-llms")
    diary.say(Kind.PHRASE_TAUGHT, "vector store", "no-such-skill")
    assert asks(text, corrections_of(diary.progress(), AD))[0][0] == "data-storage", (
        "an unknown skill is kept, not used"
    )
    diary.say(Kind.PHRASE_TAUGHT, "vector store", None)
    assert diary.progress().taught == {}


def test_the_greyed_parts_are_read_if_the_user_wants_it() -> None:
    text = "Requirements\nPython, SQL, Git\n\nAbout us\nWe write Scala.\n"
    reading = read_ad(text, SHIPPED)
    assert ids(text) == ["python", "sql", "git"]
    assert [(part.kind, part.heading, text[part.start : part.end]) for part in reading.parts] == [
        (PartKind.MUST, "Requirements", "Requirements\nPython, SQL, Git\n\n"),
        (PartKind.SILENT, "About us", "About us\nWe write Scala.\n"),
    ]
    diary = Diary()
    diary.say(Kind.AD_READ_WHOLE, AD, True)
    assert "scala" in [each for each, _, _ in asks(text, corrections_of(diary.progress(), AD))]


def test_what_is_not_recognised_is_offered_with_a_suggestion_where_there_is_one() -> None:
    text = "Data Scientist at Acme\n\nRequirements\nPython, some Quuxbase, KDB and our QuuxLang. In English, we Hope."
    hinting = SHIPPED.skills["sql"]._replace(related_terms=("quuxbase",))
    found = unknown_phrases(text, read_ad(text, replace(SHIPPED, skills={**SHIPPED.skills, "sql": hinting})))
    assert [(each.phrase, bool(each.suggested)) for each in found] == [
        ("Quuxbase", True), ("KDB", False), ("QuuxLang", False), ("Hope", False),
    ]  # fmt: skip
    assert all(text[each.start : each.end] == each.phrase for each in found)


def test_a_name_beside_many_marks_is_offered_and_a_mark_is_not() -> None:
    text = "We use Python. " * 6_000 + "We use Quuxbase."
    assert [each.phrase for each in unknown_phrases(text, read_ad(text, SHIPPED))] == ["Quuxbase"]


@pytest.mark.parametrize(("text", "title", "employer", "address"), [
    ("ML Engineer @ Quillon (seed)\nPython", "ML Engineer", "Quillon", ""),
    ("Data Scientist\n\nAbout Harrow Mutual\nAn insurer. See https://example.com/jobs/7.", "Data Scientist",
     "Harrow Mutual", "https://example.com/jobs/7"),
    ("Job title: Sr. ML Engineer\nCompany: Tallis Pay\n", "Sr. ML Engineer", "Tallis Pay", ""),
    ("We look for an engineer.\n\nAt Brindle, we sell maps.", "", "Brindle", ""),
    ("🚀 ML ENGINEER 🚀\nGridwell is a company.", "ML ENGINEER", "Gridwell", ""),
    ("Send us a few lines.", "", "", ""),
    ("", "", "", ""),
])  # fmt: skip
def test_title_employer_and_address_are_guessed(text: str, title: str, employer: str, address: str) -> None:
    assert guess(text) == (title, employer, address)


def test_an_ad_is_kept_changed_removed_and_shown_as_of_an_earlier_day() -> None:
    diary = Diary()
    ad = KeptAd("Python\r\n\u202eSQL\x00", "Analyst", "Acme", date(2026, 1, 3), "https://example.com")
    diary.say(Kind.AD_KEPT, AD, ad_value(ad))
    assert diary.progress().ads == {AD: ad}, "letter for letter"
    diary.later(10)
    diary.say(Kind.AD_KEPT, AD, ad_value(ad._replace(title="Scientist", day=None)))
    assert diary.progress().ads[AD].title == "Scientist"
    assert diary.progress(as_of=diary.started_on).ads == {AD: ad}
    diary.say(Kind.AD_KEPT, AD, None)
    assert diary.progress().ads == {}


def test_history_and_undo_name_what_was_done() -> None:
    names = Names(SHIPPED)
    kept = ad_value(KeptAd("Python", "ML engineer, search", "", None, ""))
    day = date(2026, 1, 1)

    def told(kind: Kind, subject: str, before: object, after: object) -> tuple[str, str, str]:
        parsed = parse_change(kind, subject, before, after, day)  # type: ignore[arg-type]
        descriptor = kind.descriptor
        return names.about(parsed.topic), descriptor.history(parsed, names), descriptor.undo(parsed, names)

    assert told(Kind.AD_KEPT, AD, None, kept) == ("Job ads", "Kept “ML engineer, search”", "keep “ML engineer, search”")
    assert told(Kind.AD_KEPT, AD, kept, None)[2] == "remove “ML engineer, search”"
    assert told(Kind.PHRASE_DISMISSED, f"{AD} redis", False, True)[1:] == (
        "“redis” dismissed in an ad", "dismiss “redis” in an ad",
    )  # fmt: skip
    assert told(Kind.PHRASE_TAUGHT, "vector store", None, "docker")[2] == "teach that “vector store” means Docker"
    assert told(Kind.PHRASE_TAUGHT, "search index", None, NOTHING)[1] == "“search index” names no skill"
    assert told(Kind.PHRASE_TAUGHT, "vector store", "docker", None)[2] == "forget what was taught about “vector store”"
    assert told(Kind.ASKED_LEVEL, f"{AD} docker", None, 2)[1] == "Docker: level asked by an ad set to 2"


def test_a_reading_without_asks_is_empty() -> None:
    assert read_ad("", SHIPPED) == AdReading((), (), (), read_ad("", SHIPPED).parts)


def test_a_longer_phrase_of_the_catalogue_outranks_a_taught_one() -> None:
    taught = Corrections(taught={"machine": "docker"})
    assert [ids for ids, _, _ in asks("A machine, and machine learning.", taught)][:1] == ["docker"]
    assert "docker" not in [ids for ids, _, _ in asks("You know machine learning.", taught)]


def test_a_part_about_the_employer_ends_where_the_work_begins() -> None:
    text = "About us\nQuillon builds tools with Scala.\n\nAs an engineer you work with Python, SQL and Docker."
    assert [ids for ids, _, _ in asks(text)] == ["python", "sql", "docker"]


def test_the_hours_to_cover_an_ad_add_up_skill_by_skill() -> None:
    progress = Diary().progress()
    text = "You have:\n- Docker\n- SQL\nNice to have:\n- Kubernetes"
    measured = measure_ad(read_ad(text, SHIPPED), Corrections(), measure_gap(ROADMAP, progress), progress)
    explanation = explain_effort(measured)
    assert [[line.skill_id for line in group] for group in explanation.groups] == [["docker", "sql"], ["kubernetes"]]
    assert measured.to_cover.text in explanation.result
    assert measured.for_all.text in explanation.result


def test_a_list_item_at_the_top_is_not_the_title() -> None:
    assert guess("- Build models as an engineer\nData Scientist\nPython and SQL").title == "Data Scientist"
