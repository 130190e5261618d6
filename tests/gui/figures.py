"""What the pages and the exports say of one and the same quantity, gathered by meaning."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from gui.app.date_format import full_day_text, locale_forms
from gui.charts.burn_up import BurnUpChart
from gui.charts.categories import CategoryChart
from gui.charts.finish_range import FinishChart
from gui.charts.study_year import StudyYearChart
from gui.outline.model import OutlineRole
from gui.pages.assess.progress_line import CategoryLine, RoundProgress
from gui.pages.roadmap.map.headers import StageHeader
from gui.pages.roles.career_map import Transition
from gui.widgets.buttons import NumberButton
from roadmaps.forecast import span_text
from roadmaps.text.text_format import time_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gui.export.formats import Material
    from gui.outline.model import OutlineModel
    from gui.pages.roadmap.map.left_list import LeftRow
    from gui.widgets.gap_summary import GapSummary
    from roadmaps.report import Report
    from tests.gui.scene import Scene

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Reading(NamedTuple):
    """What was read at one place."""

    place: str
    value: str


class Figures:
    """Quantity -> what was read of it, and where."""

    def __init__(self) -> None:
        self.readings: dict[str, list[Reading]] = defaultdict(list)

    def read(self, quantity: str, place: str, value: str) -> None:
        """Note what a place says."""
        self.readings[quantity].append(Reading(place, value))

    def value(self, quantity: str) -> str:
        """What the first place says."""
        return self.readings[quantity][0].value

    def disagreements(self) -> list[str]:
        """Every quantity that is not the same everywhere, with what each place says."""
        return [
            f"{quantity}: " + "; ".join(f"{place} says {value!r}" for place, value in readings)
            for quantity, readings in self.readings.items()
            if len({value for _, value in readings}) > 1
        ]

    def places(self, quantity: str) -> set[str]:
        """Where a quantity was read."""
        return {place for place, _ in self.readings[quantity]}


def numbers(text: str) -> list[str]:
    """The numbers in a text, without the marks of thousands."""
    return [number.replace(",", "") for number in NUMBER.findall(text)]


def hours(text: str) -> tuple[int, int]:
    """The low and the high end of hours as they are shown; none for none."""
    found = re.fullmatch(r"(?:(\d+)–)?(\d+)\xa0h|–|done|under 1\xa0h", re.sub(r"(?<=\d),(?=\d{3})", "", text))
    assert found, f"{text!r} are no hours"
    high = int(found[2] or 0)
    return int(found[1] or high), high


def expanded(text: str) -> str:
    """A range of days with its year at both ends: "3 May – 9 Sep 2026" leaves one out."""
    first, dash, last = text.partition(" – ")
    year = last[-4:]
    return f"{first} {year}{dash}{last}" if dash and not re.search(r"\d{4}$", first) and year.isdecimal() else text


def said(room: QWidget) -> list[str]:
    """Everything that can be read, heard or pointed at in a part of the window."""
    found: list[str] = []
    for widget in [room, *room.findChildren(QWidget)]:
        if widget.isVisible():
            found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
            if isinstance(widget, QLabel | QAbstractButton):
                found.append(widget.text())
    return [text for text in found if text]


def text_of(room: QWidget, beginning: str) -> str:
    """The text of a label that begins so; empty if there is none."""
    texts = [label.text() for label in room.findChildren(QLabel) if label.isVisible()]
    return next((text for text in texts if text.startswith(beginning)), "")


def rows_of(model: OutlineModel, kind: str) -> Iterable[tuple[str, str, str]]:
    """Name, count and hours of each row of a kind in a list."""
    for key in model.shown_keys():
        if key[0] == kind:
            row = model.index_of(key).data(OutlineRole.ROW)
            yield row.title, row.count, row.hours


# Pages


def read_frame(scene: Scene, figures: Figures) -> None:
    """The top bar: readiness, and the legend of its bar."""
    readiness = scene.window.top_bar.readiness
    figures.read("readiness", "top bar", readiness.number.text())
    spoken = next(text for text in said(readiness) if " brought, " in text)
    brought, learned, left, can_dos = numbers(spoken)
    for quantity, value in (("brought", brought), ("learned", learned), ("left", left), ("scope", can_dos)):
        figures.read(quantity, "top bar", value)
    figures.read("ticked", "top bar", str(int(brought) + int(learned)))


def read_skills(scene: Scene, figures: Figures) -> None:
    """The Skills page: its two numbers, and the rows of its categories."""
    page = scene.window.pages.skills
    texts = [button.text() for button in page.findChildren(NumberButton)]
    have, skills = numbers(next(text for text in texts if re.search(r" of \d+ skills?$", text)))
    ticked, can_dos = numbers(next(text for text in texts if re.search(r" of \d+ can-dos?$", text)))
    for quantity, value in (("skills have", have), ("skills", skills), ("ticked", ticked), ("scope", can_dos)):
        figures.read(quantity, "skills page", value)
    for name, count, left in rows_of(scene.model, "category"):
        if count != "not counted":
            figures.read(f"can-dos of {name}", "skills page", count)
            figures.read(f"hours of {name}", "skills page", left)


def read_roadmap(scene: Scene, figures: Figures) -> None:
    """The Roadmap page: heads of the map, the panel beside it, and the list with its rows."""
    page = scene.window.pages.roadmap
    page.show_map()
    scene.settle()
    if " · " in page.map.side.total.text():
        skills_left, rest = page.map.side.total.text().split(" · ")
        figures.read("skills left", "map", numbers(skills_left)[0])
        figures.read("hours left", "map", rest)
    for head in page.map.headers.findChildren(StageHeader):
        if not head.isHidden():
            left = re.search(r"[,:] ((?:[^,]|,\d)*?)(?: left)?$", head.accessibleName())
            if left and "done" not in left[1] and "nothing" not in left[1]:
                figures.read(f"hours of stage {head.stage}", "head of the map", left[1])
    model = page.map.side.list.model()
    for place in range(model.rowCount()):
        row: LeftRow = model.index(place, 0).data(0x0100)
        if row.node_id is None:
            figures.read(f"hours of stage {row.number}", "list beside the map", row.hours)
    page.show_list()
    scene.settle()
    for heading in {text for text in said(page.stages) if re.match(r"\d+ skills? left · ", text)}:
        skills_left, can_dos_left, rest = (part.strip() for part in heading.split("·"))
        figures.read("skills left", "list of stages", numbers(skills_left)[0])
        figures.read("left", "list of stages", numbers(can_dos_left)[0])
        figures.read("hours left", "list of stages", rest)
    for key in scene.model.shown_keys():
        if key[0] == "stage":
            row_shown = scene.row(*key)
            if row_shown.count != "not counted":
                figures.read(f"can-dos of stage {key[1]}", "list of stages", row_shown.count)
                if hours(row_shown.hours)[1]:
                    figures.read(f"hours of stage {key[1]}", "list of stages", row_shown.hours)


def read_plan(scene: Scene, figures: Figures) -> None:
    """The Plan page: what is left, the forecast, the target, and where Next up and the schedule begin."""
    page = scene.window.pages.plan
    if page.hours_left.isVisible():
        figures.read("hours left", "plan", page.hours_left.text())
        left, skills_left = numbers(next(text for text in said(page) if re.search(r"can-dos? left in \d+", text)))
        figures.read("left", "plan", left)
        figures.read("skills left", "plan", skills_left)
    card = page.finish
    figures.read("finish", "plan", card.half.text())
    chart = card.chart.chart
    assert isinstance(chart, FinishChart)
    for name, span in chart.ranges:
        _read_range(figures, f"chart of {name}", name, span_text(span, full_day_text))
    if text_of(card, "Wide estimate: "):
        wide = text_of(card, "Wide estimate: ").removeprefix("Wide estimate: ").split(". A range")[0]
        figures.read("wide estimate", "plan", wide)
        longest = re.search(r"finished by ([^;]*)(?:; at the longest, (?P<last>.*))?$", page.schedule.caption)
        if longest and "not within" not in wide and "possibly" not in wide:
            figures.read("longest end", "schedule", longest["last"] or longest[1])
            figures.read("longest end", "wide estimate", wide.split(" – ")[-1])
    if middle := re.search(r"finished by \d+ (\w+ \d{4})", page.schedule.caption):
        figures.read("month of the middle end", "schedule", middle[1])
    if card.half.text()[:1].isdecimal() or card.half.text().startswith("not within"):
        figures.read("50\xa0% range", "plan", card.half.text())
        figures.read("85\xa0% range", "plan", card.most.text())
    if card.chance.isVisible():
        figures.read("chance", "plan", card.chance.text())
    if card.needed.isVisible():
        figures.read("needed", "plan", card.needed.text())
        sentence = text_of(card, "To finish by ")
        found = re.search(r"you need (.*?\xa0h (?:a week|in \d+ study days?))", sentence)
        assert found, sentence
        figures.read("needed", "sentence on the plan", found[1])
    figures.read("target in words", "plan", card.needed_text.text())
    rows = [row for row in page.next_up.rows if row.isVisible()]
    if rows and not page.schedule.is_empty and not page.next_up.why.isVisible():
        figures.read("what comes first", "next up", rows[0].skill_id)
        figures.read("what comes first", "week by week", page.schedule.view.rows[0].skill_id)


def _read_range(figures: Figures, place: str, name: str, text: str) -> None:
    quantity = {"50\xa0%": "50\xa0% range", "85\xa0%": "85\xa0% range"}.get(name, "wide estimate")
    figures.read(quantity, place, text)


def read_welcome(scene: Scene, figures: Figures) -> None:
    """The first gap, after what is brought was confirmed."""
    page = scene.window.pages.welcome
    page.carry.confirmed.emit()
    scene.settle()
    read_summary(scene, page.summary, "first gap", figures)


def read_summary(scene: Scene, summary: GapSummary, place: str, figures: Figures) -> None:
    """A gap at a glance."""
    figures.read("readiness", place, summary.number.text())
    texts = [label.text() for label in summary.findChildren(QLabel) if label.isVisible()]
    for quantity, pattern in (
        ("brought", r"^(\d+) brought$"),
        ("learned", r"^(\d+) learned here$"),
        ("left", r"^(\d+) left$"),
    ):
        figures.read(quantity, place, next(found[1] for text in texts if (found := re.match(pattern, text))))
    for text in texts:
        if found := re.search(r"ready: (\d+) of the (\d+) can-dos? ", text):
            figures.read("ticked", place, found[1])
            figures.read("scope", place, found[2])
        if found := re.match(r"(\d+) of (\d+) skills?$", text):
            figures.read("skills have", place, found[1])
            figures.read("skills", place, found[2])
        if found := re.match(r"(\d+) can-dos? in (\d+) skills?$", text):
            figures.read("left", place, found[1])
            figures.read("skills left", place, found[2])
        if found := re.match(r"(.*?\xa0h) of study, by our estimate$", text):
            figures.read("hours left", place, found[1])
        if (found := re.match(r"About (\w+ \d{4})$", text)) and "At your " in " ".join(texts):
            figures.read("month of the middle end", place, found[1])
    if summary.start.isVisible():
        name = re.sub("^(?:Start with|Continue with|Open) ", "", summary.start.accessibleName())
        skill_id = next(skill.id for skill in scene.tracker.catalogue.skills.values() if skill.name == name)
        figures.read("what comes first", place, skill_id)
    for line in filter(None, summary.picture.accessibleDescription().split("; ")):
        name, _, count = line.rpartition(": ")
        figures.read(f"can-dos of {name}", place, count)


def read_assess(scene: Scene, figures: Figures) -> None:
    """Quick assess: how far the round is, by card and by category, and the gap at its end."""
    page = scene.window.pages.assess
    strip = page.findChildren(RoundProgress)[0].accessibleName()
    counts = {word: int(number) for number, word in re.findall(r"(\d+) (answered|skipped|open)", strip)}
    figures.read("cards of the round", "cells", str(sum(counts.values())))
    done = counts.get("answered", 0) + counts.get("skipped", 0)
    figures.read("cards answered", "cells", str(done))
    answered, cards = numbers(next(text for text in said(page) if re.match(r"\d+ of \d+(?: · about|$)", text)))[:2]
    figures.read("cards of the round", "head", cards)
    figures.read("cards answered", "head", answered)
    lines = [line for line in page.findChildren(CategoryLine) if not line.isHidden()]
    by_category = [numbers(line.accessibleName().rpartition(", ")[2]) for line in lines]
    figures.read("cards answered", "categories", str(sum(int(each) for each, _ in by_category)))
    figures.read("cards of the round", "categories", str(sum(int(each) for _, each in by_category)))
    if not page.is_asking:
        read_summary(scene, page.finish.summary, "end of the round", figures)
        more, skipped = page.finish.more, page.finish.skips
        figures.read("cards skipped", "cells", str(counts.get("skipped", 0)))
        figures.read("cards skipped", "button", numbers(skipped.text())[0] if skipped.isVisible() else "0")
        figures.read("cards in all", "page", str(len(page.cards)))
        rest = int(numbers(more.text())[0]) if more.isVisible() else 0
        figures.read("cards in all", "round and button", str(sum(counts.values()) + rest))


def read_progress(scene: Scene, figures: Figures) -> None:
    """The Progress page: tiles and charts."""
    page = scene.window.pages.progress
    ready, learned, study, finish = page.tiles
    figures.read("readiness", "tile", ready.number.text())
    figures.read("learned", "tile", numbers(learned.number.text())[0])
    figures.read("pace", "tile", study.number.text())
    figures.read("finish", "tile", expanded(finish.number.text()))
    if most := text_of(finish, "85\xa0%: "):
        figures.read("85\xa0% range", "tile", expanded(most.removeprefix("85\xa0%: ")))
    burn_up, categories, year = (card.view.chart for card in page.cards)
    assert isinstance(burn_up, BurnUpChart)
    assert isinstance(categories, CategoryChart)
    assert isinstance(year, StudyYearChart)
    newest = dict(zip(burn_up.table.headers, burn_up.table.rows[0], strict=True))
    for quantity, header in (("scope", "Scope"), ("brought", "Brought"), ("learned", "Learned"), ("left", "Left")):
        figures.read(quantity, "burn-up", newest[header])
    if burn_up.forecast.half:
        figures.read("50\xa0% range", "burn-up", span_text(burn_up.forecast.half, full_day_text))
    for row in categories.rows:
        figures.read(f"can-dos of {row.name}", "chart", f"{row.now} of {row.needed}")
    if year.time.total:
        figures.read("study time", "chart", time_text(year.time.total))
        figures.read("study time", "tile", text_of(study, time_text(year.time.total)).removesuffix(" in all"))
    if page.past.table.isVisible():
        figures.read("past forecasts", "progress", page.past.words.text())


def read_roles(scene: Scene, figures: Figures) -> None:
    """The map of careers: what is left on the way."""
    page = scene.window.pages.roles
    page.show_tab("paths")
    scene.settle()
    way = next(each for each in page.findChildren(Transition) if each.is_own)
    for text in said(way):
        if re.match(r"\d+ can-dos? left, ", text):
            left, rest = text.split(", ")
            figures.read("left", "map of careers", numbers(left)[0])
            figures.read("hours left", "map of careers", rest)


# Exports


def read_exports(scene: Scene, material: Material, figures: Figures) -> None:
    """Every form in which the facts leave the program."""
    from roadmaps.report.calendar import export_calendar
    from roadmaps.report.calendar_memory import Exported
    from roadmaps.report.csv_tables import can_do_table, session_table
    from roadmaps.report.json_resume import resume
    from roadmaps.report.markdown import check_list

    facts = material.facts
    _read_report(material.report, figures)
    _read_can_dos(csv.DictReader(io.StringIO(can_do_table(facts).decode("utf-8-sig"))), figures)
    sessions = list(csv.DictReader(io.StringIO(session_table(facts).decode("utf-8-sig"))))
    minutes = sum(int(row["minutes"]) for row in sessions)
    if minutes:
        figures.read("study time", "CSV of sessions", time_text(minutes))
    tasks = re.findall(r"^- \[(x| )\]", check_list(facts, locale_forms()), re.MULTILINE)
    figures.read("scope", "check list", str(len(tasks)))
    figures.read("ticked", "check list", str(tasks.count("x")))
    skills = json.loads(resume(facts, ""))["skills"]
    figures.read("skills begun", "JSON Resume", str(len(skills)))
    figures.read("skills begun", "gap", str(sum(bool(gap.level) for gap in facts.gap.skills.values())))
    if facts.plan.commitment.target:
        text = export_calendar(facts, material.now, Exported(), locale_forms())[0].decode().replace("\r\n ", "")
        left = re.search(r"Left when exported: ([^\r\n]*)", text)
        assert left
        figures.read("hours left", "calendar", left[1].replace("\\,", ","))  # as iCalendar escapes it


def read_pdf(material: Material, figures: Figures) -> None:
    """The pages of the PDF, as another program reads them; without pictures, which are read elsewhere."""
    from pypdf import PdfReader

    from gui.export.pdf import print_report

    data = print_report(material.report, {}, ["DejaVu Sans"])
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())
    text = text.replace("h ours", "hours")
    for quantity, pattern in (
        ("readiness", r"You’re (.*?%) ready"),
        ("brought", r"(\d+) brought, \d+ learned here"),
        ("learned", r"\d+ brought, (\d+) learned here"),
        ("left", r"learned here, (\d+) left"),
        ("50\xa0% range", r"50 % range (.*?), 85 %"),
        ("85\xa0% range", r"85 % range (.*?), middle"),
        ("chance", r"The chance to finish by .*? is (.*?)\."),
    ):
        if value := _first(pattern, text.replace("\xa0", " ")):
            figures.read(quantity, "PDF", value.replace(" %", "\xa0%"))
    squeezed = "".join(text.split())
    for *_, ticked, ready, left in [row[:5] for row in _stages(material.report)]:
        row = "".join(f"{ticked}{ready}{left}".split())
        figures.read(f"row of {ticked}", "PDF", row if row in squeezed else "not there")
        figures.read(f"row of {ticked}", "report", row)


def _stages(report: Report) -> Sequence[Sequence[str]]:
    return next(section for section in report.sections if section.title == "By stage").tables[0].rows


def _read_report(report: Report, figures: Figures) -> None:
    sections = {section.title: section for section in report.sections}
    stands = " ".join(sections["Where you stand"].paragraphs)
    found = re.search(r"(\d+) brought, (\d+) learned here, (\d+) left", stands)
    if found:
        for quantity, value in zip(("brought", "learned", "left"), found.groups(), strict=True):
            figures.read(quantity, "report", value)
        figures.read("readiness", "report", f"{_first(r'You’re (.*?) ready', stands)}")
    *stages, whole = sections["By stage"].tables[0].rows
    have, skills = [*numbers(whole[1]), "0", "0"][:2]
    ticked, can_dos = [*numbers(whole[2]), "0", "0"][:2]
    values = (("skills have", have), ("skills", skills), ("ticked", ticked), ("scope", can_dos))
    for quantity, value in values:
        figures.read(quantity, "report", value)
    figures.read("readiness", "report by stage", whole[3])
    figures.read("hours left", "report", whole[4])
    for row in stages:
        number = numbers(row[0])[0] if row[0][:1].isdecimal() else "0"
        if numbers(row[2]) != ["0", "0"]:
            figures.read(f"can-dos of stage {number}", "report", row[2])
        if row[4] != "–":
            figures.read(f"hours of stage {number}", "report", row[4])
    if "By category" in sections:
        for row in sections["By category"].tables[0].rows:
            figures.read(f"can-dos of {row[0]}", "report", row[2])
            figures.read(f"hours of {row[0]}", "report", row[4])
    when = " ".join(sections["When you may finish"].paragraphs) if "When you may finish" in sections else ""
    for quantity, pattern in (
        ("50\xa0% range", r"50\xa0% range (.*?), 85\xa0%"),
        ("85\xa0% range", r"85\xa0% range (.*?), middle"),
        ("wide estimate", r"hours left: (.*?)\.(?: |$)"),
        ("chance", r"The chance to finish by .*? is (.*?)\."),
        ("needed", r"you need (.*?\xa0h (?:a week|in \d+ study days?))"),
    ):
        if value := _first(pattern, when):
            figures.read(quantity, "report", value)
    if "Earlier forecasts" in sections:
        (earlier,) = sections["Earlier forecasts"].paragraphs
        if not earlier.startswith("Looking back two years: "):
            figures.read("past forecasts", "report", earlier)


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""


def _read_can_dos(rows: Iterable[Mapping[str, str]], figures: Figures) -> None:
    inside = [row for row in rows if row["in_scope"] == "yes"]
    ticked = [row for row in inside if row["ticked"] == "yes"]
    brought = sum(row["since"] == "before" for row in ticked)
    figures.read("scope", "CSV", str(len(inside)))
    figures.read("ticked", "CSV", str(len(ticked)))
    figures.read("brought", "CSV", str(brought))
    figures.read("learned", "CSV", str(len(ticked) - brought))
    figures.read("left", "CSV", str(len(inside) - len(ticked)))
    figures.read("skills", "CSV", str(len({row["skill_id"] for row in inside})))
    low, high = (round(sum(int(row[f"minutes_left_{end}"]) for row in inside) / 60) for end in ("low", "high"))
    figures.read(
        "hours left", "CSV", "–" if not high else f"{low:,}–{high:,}\xa0h" if low != high else f"{high:,}\xa0h"
    )
