"""A roadmap file, read into edits or into every mistake with its line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import tomli

from roadmaps.catalogue import CAN_DO_LENGTH, Hours, Need
from roadmaps.catalogue.shapes import LEVEL, NUMBER, TEXT, TEXTS, form_problems, optional, table, tables
from roadmaps.journal import EARLIEST_DAY, OFF, Event, Kind, read_event
from roadmaps.own.applying import NEED_LEFT_OUT, apply
from roadmaps.own.checks import hours_faults, text_faults
from roadmaps.own.edits import Edit, changed_on
from roadmaps.own.file_lines import FileLines
from roadmaps.own.ids import are_owned, is_own_id
from roadmaps.text.limits import (
    MOST_OWN_BRIEF_LETTERS,
    MOST_OWN_CHECKS,
    MOST_OWN_NAME_LETTERS,
    MOST_OWN_NAMES,
    MOST_OWN_NEEDS,
    MOST_OWN_RESOURCES,
)
from roadmaps.text.locale_format import NO_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from roadmaps.catalogue import Catalogue
    from roadmaps.catalogue.shapes import Shape
    from roadmaps.journal import Json, Progress
    from roadmaps.own.file_lines import Path

FORMAT, VERSION = "skillgap-roadmap", 1
MOST_BYTES = 4_000_000
"""Room for 2,000 skills with everything that they may have, twice."""
MOST_SKILLS, MOST_STAGES = 2_000, 200


def _id_fault(name: str) -> str:
    if is_own_id(name):
        return ""
    return f'the id "{name}" must be "own-" and then up to 60 lower-case letters, digits and hyphens.'


_ID = replace(TEXT, most=70)
_OWN_ID = replace(_ID, id_fault=_id_fault)
_NAME = replace(TEXT, most=MOST_OWN_NAME_LETTERS)
_HOURS = {"low": NUMBER, "high": NUMBER}
_NEED = replace(
    TEXT, words="core, supporting or optional", fits=lambda value: value in [*map(str, Need)]
)  # which may be no text
SHAPE = table({
    "format": TEXT,
    "version": NUMBER,
    "roadmap": table({"id": _OWN_ID, "name": _NAME, "from_role": optional(TEXT), "to_role": optional(TEXT)}),
    "without": optional(TEXTS),
    "category": optional(tables({"id": _OWN_ID, "name": _NAME})),
    "skill": optional(replace(tables({
        "id": _OWN_ID,
        "name": _NAME,
        "category": _ID,
        "hours": table(_HOURS),
        "needs": optional(replace(TEXTS, most=MOST_OWN_NEEDS)),
        "names": optional(replace(TEXTS, most=MOST_OWN_NAMES)),
        "can_do": tables({"id": TEXT, "text": replace(TEXT, most=CAN_DO_LENGTH)}),
        "resource": optional(replace(tables({"title": _NAME, "url": TEXT}), most=MOST_OWN_RESOURCES)),
    }), most=MOST_SKILLS)),
    "estimate": optional(tables({"skill": _ID} | _HOURS)),
    "stage": optional(replace(tables({
        "id": _OWN_ID,
        "title": _NAME,
        "milestone": optional(table({
            "id": _OWN_ID,
            "title": _NAME,
            "brief": replace(TEXT, most=MOST_OWN_BRIEF_LETTERS),
            "check": optional(replace(
                tables({"id": TEXT, "text": replace(TEXT, most=CAN_DO_LENGTH)}), most=MOST_OWN_CHECKS
            )),
        })),
    }), most=MOST_STAGES)),
    "ask": optional(tables({
        "skill": _ID,
        "level": LEVEL,
        "need": _NEED,
        "stages": optional(tables({"stage": _ID, "level": LEVEL, "place": NUMBER})),
    })),
})  # fmt: skip
"""What may be in the file; ``docs/roadmap-format.md`` and its JSON Schema say the same."""


class PreviewRow(NamedTuple):
    """What an import would do to one thing."""

    kind: Kind
    name: str
    what: str
    """``added``, ``changed``, ``removed``, ``left off`` a roadmap that would ask it, or ``as it is``."""


class RoadmapFile(NamedTuple):
    """A file that was read. With mistakes nothing of it is taken."""

    name: str
    """What the roadmap is called."""
    edits: tuple[Edit, ...]
    mistakes: tuple[str, ...]
    """Each with the file and the line."""
    remarks: tuple[str, ...] = ()
    """What is not known here, and so is not taken."""

    def preview(self, progress: Progress, catalogue: Catalogue) -> list[PreviewRow]:
        """What an import would do, thing by thing; ``catalogue`` is the one with the user's changes."""
        rows = []
        names = {each.id: each.name for each in catalogue.skills.values()}
        names |= {each.id: each.name for each in catalogue.choices.values()}
        names |= {
            subject: value["name"]
            for kind, subject, value in self.edits
            if kind is Kind.SKILL_WRITTEN and isinstance(value, dict) and isinstance(value["name"], str)
        }
        for kind, subject, value in self.edits:
            before = progress.value_of(kind, subject)
            what = "added" if before is None else "changed" if value else "removed"
            what = "as it is" if before == value else "left off" if value == OFF else what
            rows.append(PreviewRow(kind, _name_of(value if value else before, subject, names), what))
        return rows


def _name_of(value: Json, subject: str, names: Mapping[str, str]) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    last = subject.rpartition(" ")[2]
    return value if isinstance(value, str) and value != OFF else names.get(last, last)


def read_roadmap(data: bytes, name: str, shipped: Catalogue, progress: Progress) -> RoadmapFile:
    """Read a file into edits, or into every mistake; ``name`` is what sentences call it. Never raises."""
    if len(data) > MOST_BYTES:
        return RoadmapFile("", (), (f"{name}: it is larger than {MOST_BYTES // 1_000_000} MB.",))
    try:
        text = data.decode("utf-8-sig")
        whole = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        return RoadmapFile("", (), (f"{name}, line {error.lineno}: this is not TOML: {_printable(error.msg)}.",))
    except RecursionError:
        return RoadmapFile("", (), (f"{name}: it is nested too deeply.",))
    except UnicodeDecodeError:
        return RoadmapFile("", (), (f"{name}: this is not TOML: it has bytes that are not UTF-8.",))
    except ValueError as error:  # numbers with more digits than Python reads
        return RoadmapFile("", (), (f"{name}: this is not TOML: {_printable(str(error).rstrip('.'))}.",))
    return _Reading(whole, FileLines(text), name, shipped, progress).result()


class _Reading:
    def __init__(
        self, whole: Mapping[str, Any], lines: FileLines, name: str, shipped: Catalogue, progress: Progress
    ) -> None:
        self.whole, self.lines, self.name = whole, lines, name
        self.shipped, self.progress = shipped, progress
        self.paths: dict[tuple[Kind, str], Path] = {}
        self.mistakes: list[tuple[int, str]] = []
        self.remarks: list[tuple[int, str]] = []

    def result(self) -> RoadmapFile:
        whole = self.whole
        if whole.get("format") != FORMAT:
            return RoadmapFile("", (), (f'{self.name}, line 1: a roadmap begins with: format = "{FORMAT}".',))
        version = whole.get("version")
        is_newer = isinstance(version, int | float) and version > VERSION
        for path, sentence in _form_problems((), whole, SHAPE):
            is_unknown = "is not known" in sentence and is_newer
            (self.remarks if is_unknown else self.mistakes).append((self.lines.line(path), sentence))
        edits: list[Edit] = []
        if not self.mistakes:
            edits = self._edits()
            for path, sentence in self._value_faults():
                self._mistake(path, sentence)
            self._check(edits)
        if self.mistakes:
            edits = []
        if is_newer:
            self.remarks.append(
                (1, "a newer Skillgap wrote this; what this one does not know is listed and not taken.")
            )
        title = whole["roadmap"]["name"] if not self.mistakes else ""
        return RoadmapFile(title, tuple(edits), self._told(self.mistakes), self._told(self.remarks))

    def _told(self, found: Iterable[tuple[int, str]]) -> tuple[str, ...]:
        return tuple(
            f"{self.name}, line {line}: {_printable(sentence)}" for line, sentence in dict.fromkeys(sorted(found))
        )

    def _edits(self) -> list[Edit]:
        whole, roadmap = self.whole, self.whole["roadmap"]
        roadmap_id: str = roadmap["id"]
        edits: list[Edit] = []

        def add(path: Path, kind: Kind, subject: str, value: Json) -> None:
            if (kind, subject) in self.paths:
                what = subject.rpartition(" ")[2]
                self._mistake(
                    path, f'"{what}" is here twice; first in line {self.lines.line(self.paths[kind, subject])}.'
                )
            self.paths[kind, subject] = path
            edits.append(Edit(kind, subject, value))

        roles = {"from": roadmap.get("from_role"), "to": roadmap.get("to_role")}
        add(("roadmap",), Kind.ROADMAP_WRITTEN, roadmap_id, {"name": roadmap["name"], **roles})
        for n, row in enumerate(whole.get("category", ())):
            add(("category", n), Kind.CATEGORY_WRITTEN, row["id"], row["name"])
        for n, row in enumerate(whole.get("skill", ())):
            add(("skill", n), Kind.SKILL_WRITTEN, row["id"], _skill_value(row))
        for n, row in enumerate(whole.get("estimate", ())):
            add(("estimate", n), Kind.HOURS_WRITTEN, row["skill"], {"low": row["low"], "high": row["high"]})
        for n, row in enumerate(whole.get("stage", ())):
            stage: dict[str, Json] = {"title": row["title"], "place": n + 1}
            add(("stage", n), Kind.STAGE_WRITTEN, f"{roadmap_id} {row['id']}", stage)
            if milestone := row.get("milestone"):
                checks: list[Json] = [{"id": each["id"], "text": each["text"]} for each in milestone.get("check", ())]
                value = {"roadmap": roadmap_id, "stage": row["id"], "title": milestone["title"]}
                add(
                    ("stage", n, "milestone"), Kind.MILESTONE_WRITTEN, milestone["id"],
                    {**value, "brief": milestone["brief"], "checks": checks},
                )  # fmt: skip
        for n, row in enumerate(whole.get("ask", ())):
            stages: list[Json] = [
                {key: each[key] for key in ("stage", "level", "place")} for each in row.get("stages", ())
            ]
            asked: Json = {"level": row["level"], "need": row["need"], "stages": stages}
            add(("ask", n), Kind.SKILL_PLACED, f"{roadmap_id} {row['skill']}", asked)
        for unit_id in whole.get("without", ()):
            add(("without",), Kind.SKILL_PLACED, f"{roadmap_id} {unit_id}", OFF)
        gone = (each for each in changed_on(self.progress, roadmap_id) if each not in self.paths)
        return [*edits, *(Edit(kind, subject, None) for kind, subject in gone)]

    def _value_faults(self) -> Iterator[tuple[Path, str]]:
        """Names of what is neither in the file nor known here, and hours that are no range; each with its place."""
        whole, shipped, of_kind = self.whole, self.shipped, self.progress.of_kind
        own = {row["id"] for row in whole.get("skill", ())} | {*of_kind(Kind.SKILL_WRITTEN)}
        known = {
            "skill": {*shipped.skills, *own},
            "category": {
                *shipped.categories, *(row["id"] for row in whole.get("category", ())), *of_kind(Kind.CATEGORY_WRITTEN),
            },
            "stage": {row["id"] for row in whole.get("stage", ())},
            "role": {*shipped.roles},
        }  # fmt: skip
        known["skill or choice"] = {*known["skill"], *shipped.choices}
        named: list[tuple[Path, str, Iterable[str]]] = [
            (("roadmap", key), "role", [whole["roadmap"][key]])
            for key in ("from_role", "to_role") if key in whole["roadmap"]
        ]  # fmt: skip
        hours: list[tuple[Path, Mapping[str, Any]]] = []
        for n, row in enumerate(whole.get("skill", ())):
            named.append((("skill", n, "category"), "category", [row["category"]]))
            named.append((("skill", n, "needs"), "skill", row.get("needs", ())))
            hours.append((("skill", n, "hours"), row["hours"]))
            yield from _part_faults(("skill", n, "can_do"), row["id"], row["can_do"])
        for n, row in enumerate(whole.get("estimate", ())):
            named.append((("estimate", n, "skill"), "skill", [row["skill"]]))
            hours.append((("estimate", n, "low"), row))
        for n, row in enumerate(whole.get("ask", ())):
            named.append((("ask", n, "skill"), "skill or choice", [row["skill"]]))
            named.append((("ask", n, "stages"), "stage", [each["stage"] for each in row.get("stages", ())]))
        named.append((("without",), "skill or choice", whole.get("without", ())))
        for n, row in enumerate(whole.get("stage", ())):
            if milestone := row.get("milestone"):
                yield from _part_faults(("stage", n, "milestone", "check"), milestone["id"], milestone.get("check", ()))
        for path, what, ids in named:
            yield from ((path, f'there is no {what} "{each}".') for each in ids if each not in known[what])
        for path, row in hours:
            yield from ((path, fault.sentence) for fault in hours_faults(Hours(row["low"], row["high"])))

    def _check(self, edits: Sequence[Edit]) -> None:
        """What the form does not say: values that cannot be kept, and what does not fit the catalogue."""
        for kind, subject, value in edits:
            path = self.paths.get((kind, subject), ())
            try:
                read = read_event(event_of(kind, subject, value))
            except ValueError:
                if not self.mistakes:  # which say it better
                    self._mistake(path, f"this cannot be kept as {_WHAT[kind]}; see docs/roadmap-format.md.")
                continue
            if kind is Kind.SKILL_WRITTEN and read is not None:
                for fault in text_faults(read):
                    self._mistake((*path, _KEYS.get(fault.field, fault.field)), fault.sentence)
        if not self.mistakes:
            for unfit in apply(self.shipped, with_edits(self.progress, edits)).unfit:
                if (unfit.kind, unfit.subject) in self.paths:
                    self._mistake(self.paths[unfit.kind, unfit.subject], unfit.sentence.removesuffix(NEED_LEFT_OUT))

    def _mistake(self, path: Path, sentence: str) -> None:
        self.mistakes.append((self.lines.line(path), sentence))


def _part_faults(path: Path, owner: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Path, str]]:
    """Can-dos and checks whose id is not that of a part of what they belong to."""
    for n, row in enumerate(rows):
        if not are_owned(owner, [row["id"]]):
            end = "and then up to 60 lower-case letters, digits and hyphens"
            yield (*path, n, "id"), f'the id "{row["id"]}" must be "{owner}." {end}.'


_KEYS = {"can_dos": "can_do", "resources": "resource"}
_WHAT = {
    Kind.SKILL_WRITTEN: "a skill", Kind.SKILL_PLACED: "something asked", Kind.HOURS_WRITTEN: "an estimate",
    Kind.STAGE_WRITTEN: "a stage", Kind.ROADMAP_WRITTEN: "a roadmap", Kind.MILESTONE_WRITTEN: "a milestone",
    Kind.CATEGORY_WRITTEN: "a category",
}  # fmt: skip


def event_of(kind: Kind, subject: str, value: Json) -> Event:
    """An edit as an event of no particular day, to see what its value means."""
    return Event("", 0, EARLIEST_DAY, kind, subject, EARLIEST_DAY, value)


def with_edits(progress: Progress, edits: Iterable[Edit]) -> Progress:
    """What progress would be after edits, which are all understood."""
    return progress.followed_by(event_of(*edit) for edit in edits)


def _printable(sentence: str) -> str:
    """A sentence about a file, whatever characters it quotes from there."""
    return "".join(each if each.isprintable() or each == NO_BREAK else "�" for each in sentence)


def _skill_value(row: Mapping[str, Any]) -> Json:
    return {
        "name": row["name"],
        "category": row["category"],
        "can_dos": [{"id": each["id"], "text": each["text"]} for each in row["can_do"]],
        "hours": {"low": row["hours"]["low"], "high": row["hours"]["high"]},
        "needs": [*row.get("needs", ())],
        "names": [*row.get("names", ())],
        "resources": [{"title": each["title"], "url": each["url"]} for each in row.get("resource", ())],
    }


def _form_problems(path: Path, row: Mapping[str, Any], shape: Shape) -> Iterator[tuple[Path, str]]:
    keys = shape.keys or {}
    for key, sentence in form_problems(row, keys):
        yield (*path, key), sentence
    for key, inside in keys.items():
        value = row.get(key)
        if inside.keys is None or value is None or not inside.fits(value):
            continue
        rows = enumerate(value) if isinstance(value, list) else [(None, value)]
        for n, each in rows:
            yield from _form_problems((*path, key) if n is None else (*path, key, n), each, inside)
