"""``python -m tests.roadmaps.ads.figures``: the skills found in the made-up postings, compared with their labels.

``--write`` puts the table into ``docs/job-ads.md``; ``--faults`` lists every wrong and every missed mark.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.ads import named_skills
from roadmaps.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmaps.catalogue import Catalogue

PAGE = Path(__file__).parents[3] / "docs" / "job-ads.md"
START, END = "<!-- figures -->", "<!-- end of figures -->"
POSTINGS = Path(__file__).parent / "postings.txt"
_MARK = re.compile(r"\{(\?)?([^{}=]*)(?:=([^{}]*))?\}|<<|>>")


class Label(NamedTuple):
    """Words that name a skill, as a reader marked them."""

    start: int
    end: int
    phrase: str
    key: str
    """The phrase, or an alias that means the same; after a "#" the skill, where no alias was known."""
    is_nice: bool


class Posting(NamedTuple):
    """A made-up posting without its marks."""

    id: str
    style: str
    role: str
    text: str
    labels: tuple[Label, ...]
    silent: tuple[tuple[int, int], ...]


def postings() -> Iterator[Posting]:
    """All of them."""
    for part in POSTINGS.read_text(encoding="utf-8").split("=== ")[1:]:
        head, _, marked = part.partition("\n")
        id, style, role = (each.strip() for each in head.split(" | "))
        text, labels, silent, opened, done = "", [], [], 0, 0
        for mark in _MARK.finditer(marked):
            text += marked[done : mark.start()]
            done = mark.end()
            if mark[0] == "<<":
                opened = len(text)
            elif mark[0] == ">>":
                silent.append((opened, len(text)))
            else:
                labels.append(Label(len(text), len(text) + len(mark[2]), mark[2], mark[3] or mark[2], mark[1] == "?"))
                text += mark[2]
        yield Posting(id, style, role, text + marked[done:], tuple(labels), tuple(silent))


class Score(NamedTuple):
    """How one posting was read."""

    posting: Posting
    marks: int
    wrong: tuple[str, ...]
    asked: int
    """Labels that the catalogue knows, and those that it does not."""
    missed: tuple[str, ...]
    """Of those that it knows."""
    not_known: tuple[str, ...]
    """Labels whose skill has no alias for the words, and which were not found."""
    wrong_needs: tuple[str, ...]
    """What was taken for a must-have and is a nice-to-have, or the other way round."""
    skills: int
    in_silence: int


def known_phrases(catalogue: Catalogue) -> dict[str, str]:
    """Phrase in lower case, without hyphens -> the skill."""
    known = {}
    for skill in catalogue.skills.values():
        for phrase in (skill.name, skill.short_name, *skill.aliases, *(each.text for each in skill.ambiguous_aliases)):
            known[_bare(phrase)] = skill.id
    return known


def _bare(phrase: str) -> str:
    phrase = re.sub(r"[\s\u2011-]+", " ", phrase.lower().replace("’", "'"))
    return phrase.replace("isation", "ization").replace("modelling", "modeling").replace("analyse", "analyze")


def _skill_of(label: Label, known: dict[str, str]) -> tuple[str, bool]:
    """The skill that a label means, and whether the catalogue has the words for it; empty for none."""
    if label.key.startswith("#"):
        return known.get(_bare(label.phrase), label.key[1:]), _bare(label.phrase) in known
    for phrase in (_bare(label.key), _bare(label.key).removesuffix("s"), _bare(label.key) + "s"):
        if phrase in known:
            return known[phrase], True
    return "", False


def score(posting: Posting, catalogue: Catalogue, known: dict[str, str]) -> Score:
    """Hold one posting against its labels."""
    found = [each for each in named_skills(posting.text, catalogue) if each.strong]
    wrong: list[str] = []
    missed: list[str] = []
    not_known: list[str] = []
    wrong_needs: list[str] = []
    hit: set[Label] = set()
    for each in found:
        same = [label for label in posting.labels if label.start < each.end and each.start < label.end]
        means = [_skill_of(label, known)[0] for label in same]
        if not same or (each.skill_id not in means and any(means)):
            wrong.append(f"{each.phrase!r} → {each.skill_id}" + (f" (is {means})" if means else ""))
        hit.update(same)
        if same and same[0].is_nice != each.is_nice:
            wrong_needs.append(each.phrase)
    for label in posting.labels:
        if label not in hit:
            (missed if _skill_of(label, known)[1] else not_known).append(label.phrase)
    asked = sum(_skill_of(label, known)[1] for label in posting.labels)
    in_silence = sum(any(start <= each.start < end for start, end in posting.silent) for each in found)
    return Score(posting, len(found), tuple(wrong), asked, tuple(missed), tuple(not_known), tuple(wrong_needs),
                 len({each.skill_id for each in found}), in_silence)  # fmt: skip


def scores(catalogue: Catalogue | None = None) -> list[Score]:
    """Every posting, held against its labels."""
    catalogue = catalogue or load_catalogue()
    known = known_phrases(catalogue)
    return [score(posting, catalogue, known) for posting in postings()]


def totals(found: list[Score]) -> tuple[float, float, float]:
    """Precision and recall over all marks, and the share of marks with the right need."""
    marks, wrong = sum(each.marks for each in found), sum(len(each.wrong) for each in found)
    asked, missed = sum(each.asked for each in found), sum(len(each.missed) for each in found)
    needs = sum(len(each.wrong_needs) for each in found)
    return 1 - wrong / marks, 1 - missed / asked, 1 - needs / (marks - wrong)


def table(found: list[Score]) -> str:
    """The figures of each posting and of all, as a table in Markdown."""
    lines = ["| posting | marks | wrong | precision | labels | missed | recall | not known |", "|---|" + "--:|" * 7]
    for each in found:
        lines.append(_row(f"{each.posting.id} {each.posting.style}", [each]))
    return "\n".join([*lines, _row("**all**", found)])


def _row(name: str, found: list[Score]) -> str:
    marks, wrong = sum(each.marks for each in found), sum(len(each.wrong) for each in found)
    labels, missed = sum(each.asked for each in found), sum(len(each.missed) for each in found)
    precision, recall = (
        "–" if not whole else f"{1 - part / whole:.2f}" for part, whole in ((wrong, marks), (missed, labels))
    )
    not_known = sum(len(each.not_known) for each in found)
    return f"| {name} | {marks} | {wrong} | {precision} | {labels} | {missed} | {recall} | {not_known} |"


def written(page: str, found: list[Score]) -> str:
    """The page with the table as it is now."""
    before, _, rest = page.partition(START)
    return f"{before}{START}\n{table(found)}\n{END}{rest.partition(END)[2]}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.roadmaps.ads.figures")
    parser.add_argument("--faults", action="store_true", help="list every wrong and every missed mark")
    parser.add_argument("--write", action="store_true", help="write the table into docs/job-ads.md")
    options = parser.parse_args()
    found = scores()
    if options.write:
        PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), found), encoding="utf-8")
    for each in found if options.faults else ():
        faults = {"wrong": each.wrong, "missed": each.missed, "not known": each.not_known, "need": each.wrong_needs}
        for name, what in faults.items():
            if what:
                sys.stdout.write(f"{each.posting.id} {name}: {', '.join(what)}\n")
    precision, recall, needs = totals(found)
    sys.stdout.write(f"precision {precision:.3f}, recall {recall:.3f}, must or nice right {needs:.3f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
