"""The facts of a report, and that every format has them letter for letter."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given, strategies
from markdown_it import MarkdownIt

from roadmaps.faults import Fault
from roadmaps.forecast import measure_study, span_text
from roadmaps.gap import ScopeStatus, measure_gap
from roadmaps.gap.explanation import gap_in_words, stage_name
from roadmaps.journal import LATEST_DAY, Kind, replay
from roadmaps.plan import make_plan
from roadmaps.report import ReportPicture, Table, gather
from roadmaps.report.calendar import entries, export_calendar
from roadmaps.report.calendar_memory import Exported
from roadmaps.report.csv_tables import CAN_DO_HEADERS, SESSION_HEADERS, as_typed, can_do_table, disarmed, session_table
from roadmaps.report.html import SvgPicture, html
from roadmaps.report.json_resume import resume
from roadmaps.report.markdown import check_list, markdown
from roadmaps.report.sections import make_report
from roadmaps.report.user_text import visible
from roadmaps.text.text_format import logged_text
from tests.roadmaps.people import ISO, Diary
from tests.roadmaps.reported import FORMULAS, HOSTILE, LINES, LINK, ROADMAP, TARGET, TODAY, diary, facts_of

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue
    from roadmaps.report import Facts, Report, ReportSection

AUTHOR = "Ada <i>L</i> & Sons"
SAID_AT = 1_795_258_800_000_000


@pytest.fixture(scope="module")
def facts(catalogue: Catalogue) -> Facts:
    return facts_of(catalogue, diary(catalogue))


@pytest.fixture(scope="module")
def report(facts: Facts) -> Report:
    return make_report(facts, AUTHOR, ISO)


def calendar_of(facts: Facts) -> bytes:
    return export_calendar(facts, SAID_AT, Exported(), ISO)[0]


def section(report: Report, title: str) -> ReportSection:
    return next(each for each in report.sections if each.title == title)


def texts(report: Report) -> list[str]:
    """Every text of a report."""
    found = [report.title, report.author, report.subtitle]
    for each in report.sections:
        found += [each.title, *each.paragraphs]
        found += [text for table in each.tables for row in (table.headers, *table.rows) for text in row]
        found += [text for part in (*each.items, *each.notes) for text in part]
    return [text for text in found if text]


# The facts


def test_the_facts_are_those_of_the_functions_behind_the_screen(facts: Facts, catalogue: Catalogue) -> None:
    events, roadmap = diary(catalogue).events, catalogue.roadmaps[ROADMAP]
    gap = measure_gap(roadmap, replay(events))
    assert facts.gap.total == gap.total
    assert facts.plan.middle == make_plan(gap, replay(events), TODAY).middle
    assert facts.forecast.half is not None
    assert facts.past


def test_the_facts_of_an_earlier_day_are_those_of_that_day(catalogue: Catalogue) -> None:
    told, day = diary(catalogue), date(2026, 7, 1)
    earlier = facts_of(catalogue, told, day)
    assert earlier.gap.total == measure_gap(catalogue.roadmaps[ROADMAP], replay(told.events, day)).total
    assert all(event.effective_on <= day for event in earlier.events)


# The report


def test_the_report_agrees_with_the_screen(facts: Facts, report: Report) -> None:
    said = section(report, "Where you stand").paragraphs
    assert said[:3] == gap_in_words(facts.gap)
    total = facts.gap.total
    assert said[3] == (
        f"Of {total.can_dos} needed can-dos: {total.brought} brought, {total.learned} learned here, {total.left} left."
    )
    assert span_text(facts.forecast.half, str) in section(report, "When you may finish").paragraphs[0]


def test_the_stages_add_up_to_the_whole(facts: Facts, report: Report) -> None:
    (table,) = section(report, "By stage").tables
    assert [row[0] for row in table.rows[:-1]] == [
        stage_name(each) for each in facts.gap.stages if each.stage or each.tally.can_dos
    ]
    assert table.rows[-1][2] == f"{facts.gap.total.ticked} of {facts.gap.total.can_dos}"
    *stages, whole = table.rows
    for column in (2, 4):
        numbers = [[int(number) for number in re.findall(r"\d+", row[column])] for row in stages]
        parts = [sum(each[end] for each in numbers if each) for end in (0, -1)]
        assert parts == [int(number) for number in re.findall(r"\d+", whole[column])]
    milestones = [row[-1] for row in stages if row[-1]]
    assert milestones[0] == "reached 2026-11-02"
    assert milestones[1].startswith("1 of ")


def test_what_is_left_lists_every_can_do_that_is_open(facts: Facts, report: Report) -> None:
    tables = section(report, "What is left").tables
    left = [can_do.text for stage in facts.gap.stages for row in stage.rows for can_do in row.left]
    assert [row[2] for table in tables for row in table.rows] == left
    assert [table.caption for table in tables] == [
        stage_name(stage) for stage in facts.gap.stages if any(row.left for row in stage.rows)
    ]


def test_what_you_can_do_lists_every_tick(facts: Facts, report: Report) -> None:
    (table,) = section(report, "What you can do").tables
    assert len(table.rows) == len(facts.progress.ticks)
    assert {row[3] for row in table.rows} >= {"before", "2026-10-28"}
    assert {(item.address) for item in section(report, "Evidence").items} == {LINK, "/home/me/<b>.pdf"}


def test_a_user_without_events_gets_a_report_without_empty_parts(catalogue: Catalogue) -> None:
    report = make_report(gather(catalogue, catalogue.roadmaps[ROADMAP], [], TODAY), "", ISO)
    assert all(any(each[1:]) for each in report.sections)
    assert not {each.title for each in report.sections} & {"What you can do", "Notes", "Study time", "Set aside"}
    assert "without dates" in section(report, "Plan").paragraphs[0]
    assert {len(table.headers) for table in section(report, "Plan").tables} == {2, 3}
    assert section(report, "Where you stand").paragraphs[0].startswith("Not measured yet")
    assert {row[3] for row in section(report, "By stage").tables[0].rows} == {"–"}


def test_having_everything_is_shown(catalogue: Catalogue) -> None:
    told = Diary(TODAY)
    told.aim_at(ROADMAP).could_before(*catalogue.can_dos)
    report = make_report(facts_of(catalogue, told), "", ISO)
    assert section(report, "What is left").paragraphs == ("Nothing is left.",)
    assert section(report, "When you may finish").paragraphs[0] == "Nothing is left."
    plan = section(report, "Plan")
    assert plan.paragraphs == ("Nothing is left to study. These milestones aren’t reached yet.",)
    assert len(plan.tables[0].rows) == len(catalogue.roadmaps[ROADMAP].stages)


def test_a_report_with_everything_set_aside_says_so(catalogue: Catalogue) -> None:
    told = Diary(TODAY)
    told.aim_at(ROADMAP).set_aside(*catalogue.skills)
    report = make_report(facts_of(catalogue, told), "", ISO)
    assert section(report, "Where you stand").paragraphs == ("Nothing is in scope.",)
    assert not {each.title for each in report.sections} & {"By category", "What is left", "Plan"}


def test_today_is_the_fold_of_everything_even_where_the_clock_went_back(catalogue: Catalogue) -> None:
    told = diary(catalogue).later(1)
    skill = next(gap for gap in facts_of(catalogue, told).gap.scope if gap.left)
    told.tick(skill.left[0].id).later(-1)
    gap = measure_gap(catalogue.roadmaps[ROADMAP], replay(told.events))
    assert facts_of(catalogue, told).gap.total == gap.total


def test_a_day_before_the_first_event_belongs_to_the_same_user(catalogue: Catalogue) -> None:
    told = diary(catalogue)
    early = told.started_on - timedelta(days=20)
    told.tick(catalogue.skills["docker"].can_dos[2].id, on=early)
    then = facts_of(catalogue, told, early + timedelta(days=5))
    now = facts_of(catalogue, told)
    assert then.progress.started_on == now.progress.started_on == told.started_on
    assert then.first_id == now.first_id == told.events[0].id


# Markdown


def test_the_report_as_markdown_has_its_tables_and_texts(report: Report) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown(report))
    kinds = [token.type for token in tokens]
    assert kinds.count("table_open") == sum(len(each.tables) for each in report.sections)
    assert kinds.count("heading_open") == 1 + sum(1 + len(each.notes) for each in report.sections)
    rows = sum(len(table.rows) + 1 for each in report.sections for table in each.tables)
    assert kinds.count("tr_open") == rows
    assert kinds.count("list_item_open") == sum(len(each.items) for each in report.sections)
    inline = [token for token in tokens if token.type == "inline"]
    kinds_inside = {child.type for token in inline for child in token.children or []}
    links = {"link_open", "link_close"}
    assert kinds_inside <= {"text", "text_special", "strong_open", "strong_close", "hardbreak", "html_inline", *links}


def test_the_check_list_has_a_task_for_each_can_do_in_scope(facts: Facts) -> None:
    written = check_list(facts, ISO)
    tasks = [line for line in written.splitlines() if line.startswith("- [")]
    assert len(tasks) == facts.gap.total.can_dos
    assert sum(line.startswith("- [x] ") for line in tasks) == facts.gap.total.ticked
    tokens = MarkdownIt("commonmark").parse(written)
    assert [token.type for token in tokens].count("list_item_open") == len(tasks)
    assert any(line.endswith("(2026-10-28)") for line in tasks)
    assert any(line.endswith("(before)") for line in tasks)


# HTML


class Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.fixture(scope="module")
def page(report: Report) -> Page:
    read = Page()
    pictures = {each: SvgPicture(b"<svg/>", f"{each.value} of <you>") for each in ReportPicture}
    read.feed(html(report, pictures))
    return read


def test_the_page_shows_every_text_as_it_was_typed(report: Report, page: Page) -> None:
    said = "".join(page.texts)
    for text in texts(report):
        assert visible(text) in said, text


def test_the_page_runs_nothing_and_loads_nothing(page: Page) -> None:
    allowed = {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "section", "table", "thead", "tbody", "tr",
        "th", "td", "ul", "li", "img", "a", "caption", "h3", "bdi",
    }  # fmt: skip
    assert {tag for tag, _ in page.tags} <= allowed
    sources = [attributes["src"] or "" for tag, attributes in page.tags if tag == "img"]
    assert len(sources) == len(ReportPicture)
    assert all(source.startswith("data:image/svg+xml;base64,") for source in sources)
    names = {name for _, attributes in page.tags for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in ("srcset", "background", "style")}
    (policy,) = [each["content"] for _, each in page.tags if each.get("http-equiv") == "Content-Security-Policy"]
    assert (policy or "").startswith("default-src 'none'")


def test_the_page_links_only_what_may_be_opened(page: Page) -> None:
    assert {each["href"] for tag, each in page.tags if tag == "a"} == {LINK, "http://x.example"}


def test_the_page_names_its_author_only_where_there_is_one(report: Report) -> None:
    assert 'name="author" content="Ada &lt;i&gt;L&lt;/i&gt; &amp; Sons"' in html(report, {})
    assert 'name="author"' not in html(report._replace(author=""), {})


# CSV


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def test_the_can_do_table_holds_every_can_do(facts: Facts, catalogue: Catalogue) -> None:
    rows = rows_of(can_do_table(facts))
    assert tuple(rows[0]) == CAN_DO_HEADERS
    assert [row["can_do_id"] for row in rows] == list(catalogue.can_dos)
    assert sum(row["in_scope"] == "yes" for row in rows) == facts.gap.total.can_dos
    assert sum(row["in_scope"] == row["ticked"] == "yes" for row in rows) == facts.gap.total.ticked
    low = sum(int(row["minutes_left_low"]) for row in rows)
    assert low == pytest.approx(60 * facts.gap.total.hours_left.low)
    docker = next(row for row in rows if row["skill_id"] == "docker")
    assert docker["note"] == disarmed(f"{HOSTILE}\n{LINES}")
    assert docker["evidence"] == f"{LINK}\n/home/me/<b>.pdf"
    assert {row["counts"] for row in rows if row["skill_id"] == "kubeflow"} == {"set aside"}
    assert {row["since"] for row in rows} >= {"", "before", "2026-10-28"}


def test_the_session_table_holds_every_session(facts: Facts) -> None:
    rows = rows_of(session_table(facts))
    assert tuple(rows[0]) == SESSION_HEADERS
    assert sum(int(row["minutes"]) for row in rows) == sum(each.minutes for each in facts.progress.study.values())
    assert [row["day"] for row in rows] == sorted((row["day"] for row in rows), reverse=True)
    assert {row["what"] for row in rows} == {disarmed(text) for text in (HOSTILE, LINES, *FORMULAS)}


def test_a_session_dated_later_is_listed_and_counts_from_its_day_on(catalogue: Catalogue) -> None:
    """As the study tile counts it: such a day comes from a clock that was wrong, or from a flight to the west."""
    told = diary(catalogue)
    before = sum(each.minutes for each in told.progress().study.values())
    told.say(Kind.STUDY, "tomorrow", {"skill": "git", "minutes": 600, "text": "ahead"}, TODAY + timedelta(days=1))
    for day, counted in ((TODAY, before), (TODAY + timedelta(days=1), before + 600)):
        told.today = day
        facts = facts_of(catalogue, told)
        assert sum(int(row["minutes_logged"] or 0) for row in rows_of(can_do_table(facts))) == counted
        (said,) = section(make_report(facts, "", ISO), "Study time").paragraphs
        assert said.startswith(f"{logged_text(counted)} in ")
        assert ("1 session is dated later" in said) == (day == TODAY)
        assert any("ahead" in row for row in section(make_report(facts, "", ISO), "Study time").tables[1].rows)
        assert measure_study(facts.progress.study.values(), None, day).total == counted


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_begins_a_formula_whatever_the_separator_is(facts: Facts, separator: str) -> None:
    for data in (can_do_table(facts), session_table(facts)):
        assert data.startswith(b"\xef\xbb\xbf")
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator):
            for cell in row:
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")), cell
                assert "\0" not in cell


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ('read;=HYPERLINK("x")', 'read;\'=HYPERLINK("x")'),
        ("notes:\n=1+1", "notes:\n'=1+1"),
        ("tab\t-1", "tab\t'-1"),
        ("a; @x", "a; '@x"),
        (" =1", "' =1"),
        ("a-b = c", "a-b = c"),
        ("well-known; 2 + 2", "well-known; 2 + 2"),
    ],
)
def test_a_formula_inside_a_text_is_disarmed_too(typed: str, kept: str) -> None:
    assert disarmed(typed) == kept


def test_the_columns_of_a_skill_can_be_added_up(facts: Facts) -> None:
    rows = rows_of(can_do_table(facts))
    logged = sum(each.minutes for each in facts.progress.study.values())
    assert sum(int(row["minutes_logged"] or 0) for row in rows) == logged
    assert sum(bool(row["note"]) for row in rows) == 1


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_disarmed_and_can_still_be_read(text: str) -> None:
    assert disarmed(text).startswith("'")
    assert as_typed(disarmed(text)) == text
    assert as_typed(disarmed(f"a;{text}")) == f"a;{text}"


@given(strategies.text(strategies.sampled_from("=+-@＝;\t\r\n \"'a1")))
def test_every_text_comes_back_from_a_cell(text: str) -> None:
    assert as_typed(disarmed(text)) == text


# Calendar


class Dated(NamedTuple):
    """An entry as a calendar reads it; ``end`` is the day after the last."""

    first: date
    end: date
    summary: str
    sequence: int


def events_of(data: bytes) -> dict[str, Dated]:
    from icalendar import Calendar

    read: Any = Calendar.from_ical(data)  # the library gives a union of everything that a calendar can hold
    assert not read.errors
    found = {
        str(event["UID"]): Dated(
            event["DTSTART"].dt,
            event["DTEND"].dt,
            str(event["SUMMARY"]),
            int(event["SEQUENCE"]),
        )
        for event in read.walk("VEVENT")
    }
    assert len(found) == len(read.walk("VEVENT"))
    return found


def test_the_calendar_holds_the_plan(facts: Facts) -> None:
    events = events_of(calendar_of(facts))
    weeks = [event for event in events.values() if event.summary.startswith("Study ")]
    planned = [each for each in facts.plan.middle.weeks if each.parts]
    assert len(weeks) == len(planned)
    assert {event.first for event in weeks} == {max(each.week.monday, facts.plan.first_day) for each in planned}
    assert all(event.end.isoweekday() == 1 for event in weeks)
    assert date(2026, 12, 21) not in {event.first for event in weeks}
    (target,) = [event for event in events.values() if event.summary.startswith("Target")]
    assert (target.first, target.end) == (TARGET, TARGET + timedelta(days=1))
    milestones = [event for event in events.values() if event.summary.startswith("Milestone")]
    assert {event.first for event in milestones} == {each.middle.day for each in facts.plan.milestones if each.middle}
    (reached,) = [event for event in events.values() if event.summary.startswith("Reached")]
    assert reached.first == date(2026, 11, 2)


def test_the_hours_of_the_weeks_are_those_of_the_plan(facts: Facts) -> None:
    weeks = [entry for entry in entries(facts, ISO) if entry.summary.startswith("Study ")]
    total = sum(float(entry.summary.split()[1]) for entry in weeks)
    assert total == pytest.approx(facts.gap.total.hours_left.middle, abs=0.05 * len(weeks))


def reviews(catalogue: Catalogue, told: Diary) -> dict[str, tuple[date, str]]:
    return {
        entry.summary.removeprefix("Review "): (entry.first, entry.description)
        for entry in entries(facts_of(catalogue, told), ISO)
        if entry.summary.startswith("Review")
    }


def test_a_skill_is_due_for_review_after_half_a_year_and_after_a_year_without_use(catalogue: Catalogue) -> None:
    told = Diary(date(2025, 8, 31))
    told.aim_at(ROADMAP)
    first, second, third = (catalogue.skills[each] for each in ("python", "git", "docker"))
    told.tick(third.can_dos[0].id)
    told.later(184)  # 3 March 2026
    told.tick(second.can_dos[0].id).later(200)  # 19 September 2026
    told.tick(first.can_dos[0].id)
    found = reviews(catalogue, told)
    assert {name: day for name, (day, _) in found.items()} == {
        third.name: told.today,  # it has rested longer, and is due
        second.name: date(2027, 3, 3),
        first.name: date(2027, 3, 19),
    }
    assert "Last used on 2025-08-31" in found[third.name][1]


def test_every_skill_in_scope_has_a_review_of_its_own(catalogue: Catalogue) -> None:
    told = Diary(date(2026, 8, 31))
    gap = measure_gap(catalogue.roadmaps[ROADMAP], told.progress())
    spare = next(each.skill for each in gap.skills.values() if each.scope_status is ScopeStatus.NOT_NEEDED)
    wanted = (catalogue.skills["docker"], catalogue.skills["git"], spare)
    told.aim_at(ROADMAP).tick(*(skill.can_dos[0].id for skill in wanted))
    found = reviews(catalogue, told)
    assert set(found) == {wanted[0].name, wanted[1].name}, "the goal does not ask for the last"
    days = {day for day, _ in found.values()}
    assert days == {date(2027, 2, 28)}, "half a year after the last of August is the last of February"


def test_an_empty_calendar_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(Fault, match="nothing to put in a calendar"):
        calendar_of(gather(catalogue, catalogue.roadmaps[ROADMAP], [], TODAY))


def test_a_target_on_the_last_day_there_is_can_be_exported(catalogue: Catalogue) -> None:
    told = diary(catalogue)
    told.say("target_date", ROADMAP, LATEST_DAY.isoformat())
    told.tick(catalogue.skills["docker"].can_dos[0].id, on=date.max)
    events = events_of(calendar_of(facts_of(catalogue, told)))
    assert (LATEST_DAY, LATEST_DAY + timedelta(days=1)) in {event[:2] for event in events.values()}


def test_two_users_never_share_a_calendar_entry(facts: Facts, catalogue: Catalogue) -> None:
    other = diary(catalogue)
    other.events[0] = other.events[0]._replace(id="f" * 32)
    assert not set(events_of(calendar_of(facts))) & set(events_of(calendar_of(facts_of(catalogue, other))))


def test_lines_of_the_calendar_are_folded(facts: Facts) -> None:
    lines = calendar_of(facts).split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)


# JSON Resume


def test_the_resume_lists_the_skills_that_the_user_has(facts: Facts) -> None:
    read = json.loads(resume(facts, AUTHOR))
    assert read["basics"] == {"name": AUTHOR}
    there = {gap.skill.name: gap.level for gap in facts.gap.skills.values() if gap.level}
    assert {each["name"]: each["level"] for each in read["skills"]} == {
        name: f"Level {level} of 3" for name, level in there.items()
    }
    assert all(isinstance(word, str) for each in read["skills"] for word in each["keywords"])
    assert json.loads(resume(facts, ""))["basics"] == {}


def test_tables_are_as_wide_as_their_headers(report: Report) -> None:
    for each in report.sections:
        for table in each.tables:
            assert isinstance(table, Table)
            assert {len(row) for row in table.rows} == {len(table.headers)}


def test_a_target_that_is_too_early_for_a_chance_has_hours_alone(catalogue: Catalogue) -> None:
    early = Diary(TODAY).aim_at(ROADMAP)
    early.say(Kind.TARGET_DATE, ROADMAP, TARGET.isoformat())
    told = section(make_report(facts_of(catalogue, early), ""), "When you may finish").paragraphs
    assert "too early" in told[0]
    assert not any("chance" in each for each in told)
    assert any("a week" in each for each in told)
