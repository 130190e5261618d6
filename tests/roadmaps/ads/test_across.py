"""Across the user's ads: counts, filters, lean, the order of Next up, the plan, and the evidence sheet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from roadmaps.ads import AdFilter, Reader, asked_counts, asked_skills, lean_of, read_ad
from roadmaps.ads.demand import load_posting_shares, log_odds, share_of
from roadmaps.catalogue import load_catalogue
from roadmaps.gap import measure_gap
from roadmaps.journal import Commitment, KeptAd, Kind, NextUpOrder, ad_value
from roadmaps.plan import make_plan, next_up, put_first
from roadmaps.report.evidence_sheet import evidence_sheet
from roadmaps.report.html import html
from roadmaps.report.markdown import markdown
from roadmaps.text.locale_format import ENGLISH
from tests.roadmaps.ads.figures import postings
from tests.roadmaps.people import Diary

if TYPE_CHECKING:
    from roadmaps.ads import ReadAd
    from roadmaps.catalogue import Role

SHIPPED = load_catalogue()
ROADMAP = SHIPPED.roadmaps["ds-to-mle"]
ROLES: tuple[Role, Role] = (SHIPPED.roles["data-scientist"], SHIPPED.roles["ml-engineer"])


def keep(diary: Diary, id: str, text: str, title: str = "", employer: str = "", day: date | None = None) -> None:
    diary.say(Kind.AD_KEPT, id, ad_value(KeptAd(text, title, employer, day, "")))


@pytest.fixture
def diary() -> Diary:
    diary = Diary().tick("docker.first-image") if "docker.first-image" in SHIPPED.can_dos else Diary()
    keep(diary, "1", "Docker, Python and SQL", "ML engineer", "Tallis", date(2026, 1, 5))
    keep(diary, "2", "Docker and Kubernetes. Nice to have: SQL", "Platform", "Gridwell", date(2026, 2, 5))
    keep(diary, "3", "Tableau, statistics, hypothesis testing, R and Excel. Nice to have: Docker", "", "tallis")
    keep(diary, "4", "Send us a few lines.")
    return diary


def read(diary: Diary, reader: Reader | None = None) -> list[ReadAd]:
    progress = diary.progress()
    return (reader or Reader(SHIPPED)).ads(progress, measure_gap(ROADMAP, progress))


def test_each_skill_has_the_ads_that_require_it_and_those_that_call_it_nice_to_have(diary: Diary) -> None:
    ads = read(diary)
    assert [each.id for each in ads] == ["4", "3", "2", "1"]
    found = {each.skill.id: each for each in asked_skills(ads)}
    assert [*found][:2] == ["docker", "sql"]
    assert (found["docker"].must_in, found["docker"].nice_in) == (("2", "1"), ("3",))
    assert (found["sql"].must_in, found["sql"].nice_in) == (("1",), ("2",))
    assert found["docker"].furthest.asked == 2
    assert asked_counts(ads)["docker"] == 3


@pytest.mark.parametrize(("chosen", "kept"), [
    (AdFilter(), "4321"),
    (AdFilter(employer="Tallis"), "31"),
    (AdFilter(lean="data-scientist"), "3"),
    (AdFilter(lean="mixed"), "1"),
    (AdFilter(since=date(2026, 1, 6)), "2"),
    (AdFilter(until=date(2026, 1, 5)), "1"),
    (AdFilter(query="kubernetes grid"), "2"),
])  # fmt: skip
def test_ads_are_filtered(diary: Diary, chosen: AdFilter, kept: str) -> None:
    assert "".join(each.id for each in read(diary) if chosen.keeps(each)) == kept


def test_an_ad_is_read_once_and_again_when_what_it_says_changes(diary: Diary) -> None:
    reader = Reader(SHIPPED)
    first = {each.id: each.measured.reading for each in read(diary, reader)}
    diary.say(Kind.PHRASE_DISMISSED, "1 docker", True)
    diary.say(Kind.ASKED_LEVEL, "2 docker", 1)
    second = {each.id: each for each in read(diary, reader)}
    assert [id for id in first if second[id].measured.reading is not first[id]] == ["1"]
    assert [ask.asked for ask in second["2"].measured.asks if ask.skill.id == "docker"] == [1]


def test_next_up_can_begin_with_what_most_ads_ask_for(diary: Diary) -> None:
    progress = diary.progress()
    gap = measure_gap(ROADMAP, progress)
    asked = asked_counts(read(diary))
    found = next_up(gap, Commitment(), NextUpOrder.IN_MY_ADS, asked)
    counts = [asked.get(each.gap.skill.id, 0) for each in found]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 0
    assert f"Asked for in {counts[0]} of your ads." in found[0].reason
    assert "None of your ads asks for it." in found[-1].reason


def test_skills_are_put_first_in_the_plan_in_their_order(diary: Diary) -> None:
    progress = diary.progress()
    gap = measure_gap(ROADMAP, progress)
    first = [each.gap.skill.id for each in next_up(gap, Commitment(), NextUpOrder.ROADMAP)][:6]
    wanted = [first[4], first[2], first[5]]
    moves = put_first(gap, (), [wanted[0], "tableau", *wanted[1:]])
    diary.say(Kind.MOVED, ROADMAP.id, [{"skill": move.skill_id, "before": move.before_id} for move in moves])
    plan = make_plan(measure_gap(ROADMAP, diary.progress()), diary.progress(), date(2026, 3, 1))
    planned = [row.gap.skill.id for row in plan.rows]
    assert planned[:3] == wanted
    assert put_first(gap, moves, []) == moves


# Lean


def test_the_shares_are_those_that_were_counted() -> None:
    counted = load_posting_shares()
    assert (counted.role_id, counted.postings, counted.shares["python"]) == ("ml-engineer", 262, 76.0)
    assert all(0 <= share <= 100 for share in counted.shares.values())
    assert counted.shares.keys() == {skill.id for skill in SHIPPED.skills.values() if skill.postings}


def test_log_odds_join_shares_and_targets() -> None:
    first, second = ROLES
    assert share_of("tableau", first, SHIPPED) == pytest.approx((0.23 * 198 + 40 * 0.4) / 238)
    assert share_of("tableau", second, SHIPPED) == pytest.approx((0.011 * 262 + 0.01 * 126 + 40 * 0.03) / 428)
    assert log_odds("docker", second, first, SHIPPED) > 1
    assert log_odds("tableau", second, first, SHIPPED) < -1
    assert log_odds("docker", first, second, SHIPPED) == pytest.approx(-log_odds("docker", second, first, SHIPPED))
    assert abs(log_odds("cross-functional-collaboration", second, first, SHIPPED)) < 1


def test_the_made_up_postings_lean_as_their_titles_say() -> None:
    places: dict[str, list[float]] = {"ds": [], "mle": [], "mixed": [], "none": []}
    for posting in postings():
        places[posting.role].append(lean_of(read_ad(posting.text, SHIPPED), "", SHIPPED).place)
    pairs = [(one, other) for one in places["mle"] for other in places["ds"]]
    assert sum((one > other) + (one == other) / 2 for one, other in pairs) / len(pairs) >= 0.94
    assert all(0.05 < place < 0.95 for place in places["mixed"])


def test_the_lean_names_the_deciding_words_and_a_title_that_differs() -> None:
    text = "Docker, Kubernetes, Terraform, CI/CD and model deployment. Nice to have: Tableau"
    lean = lean_of(read_ad(text, SHIPPED), "Data Scientist, Platform", SHIPPED)
    assert lean.role is not None
    assert lean.role.id == "ml-engineer"
    assert lean.text == "mostly ML engineer"
    assert lean.differs
    assert lean.about_title.startswith("The title says data scientist, but ")
    assert lean.about_title.endswith("what an ML engineer needs.")
    assert len(lean.words) <= 5
    assert {word.role_id for word in lean.words} == {"ml-engineer"}
    assert [word.weight for word in lean.words] == sorted((word.weight for word in lean.words), reverse=True)
    assert all(word.phrase in text for word in lean.words)


def test_an_ad_that_names_too_little_leans_nowhere_and_an_ad_of_both_is_mixed() -> None:
    little = lean_of(read_ad("Docker", SHIPPED), "ML engineer", SHIPPED)
    assert (little.is_known, little.text, little.role) == (False, "names too little to tell", None)
    both = lean_of(read_ad("Docker, Kubernetes, CI/CD, Tableau, Excel and Python", SHIPPED), "Data scientist", SHIPPED)
    assert both.text == "mixed"
    assert {word.role_id for word in both.words} == {"data-scientist", "ml-engineer"}
    assert not both.differs


# Evidence sheet


def test_the_evidence_sheet_shows_what_the_user_has_and_leaves_the_rest_blank() -> None:
    docker = [each.id for each in SHIPPED.skills["docker"].can_dos]
    diary = Diary().tick(docker[0], docker[1])
    diary.say(Kind.EVIDENCE, "e", {"can_do": docker[0], "address": "https://example.com/my_image*"})
    diary.say(Kind.STUDY, "s", {"skill": "docker", "minutes": 90, "text": "", "link": None})
    keep(diary, "1", "Strong Docker; R, Kubernetes. Nice to have: Scala", "ML <engineer>", "Tallis & Co")
    progress = diary.progress()
    (ad,) = read(diary)
    report = evidence_sheet(ad, progress, diary.today, "Me")
    must, nice = report.sections
    rows = {row[0]: row for row in must.tables[0].rows}
    texts = [each.text for each in SHIPPED.skills["docker"].can_dos]
    assert rows[f"{SHIPPED.skills['docker'].name}, level 2"][1:] == (
        "Strong Docker", f"1: {texts[0]}\n2: {texts[1]}", "https://example.com/my_image*", ENGLISH.day(diary.today),
        "1.5\u00a0h",
    )  # fmt: skip
    assert rows["Kubernetes, level 2"][2:] == ("", "", "", "")
    assert nice.tables[0].rows == (("Scala, level 1", "Scala", "", "", "", ""),)
    assert must.paragraphs == ("1 of 3 at the level asked. What is blank is not there yet.",)
    page, text = html(report, {}), markdown(report)
    assert '<h1 dir="auto">Evidence: ML &lt;engineer&gt;</h1>' in page
    assert "https://example.com/my_image*" in page
    assert "Tallis & Co" in text


def test_an_ad_in_which_nothing_is_recognised_says_so_on_the_sheet(diary: Diary) -> None:
    nothing = read(diary)[0]
    report = evidence_sheet(nothing, diary.progress(), diary.today)
    assert report.title == "Evidence: Untitled ad"
    assert report.sections[0].paragraphs[0].startswith("Nothing recognised")


def test_the_sheet_says_where_the_ad_was_found(diary: Diary) -> None:
    diary.say(Kind.AD_KEPT, "5", ad_value(KeptAd("Docker", "", "", None, "https://example.org/jobs/5")))
    newest = read(diary)[0]
    assert markdown(evidence_sheet(newest, diary.progress(), diary.today)).endswith("<https://example.org/jobs/5>\n")
