"""The sentences are ours: nothing of some length is both in the articles and in what we ship or document.

The articles are not part of the project. Who has them points SKILLGAP_ARTICLES at the folder of their texts
(``A1.txt`` for the source A1, and so on); without it the two tests that read them are skipped.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from roadmaps.catalogue.data_files import read_document, shipped_data

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
LONGEST_COMMON_RUN = 7
"""In words; eight in a row are a quotation."""
NO_HEADING = "Introduction"
"""What we call the text before an article's first heading."""


@pytest.fixture(scope="module")
def articles() -> dict[str, str]:
    folder = os.environ.get("SKILLGAP_ARTICLES")
    if not folder:
        pytest.skip("SKILLGAP_ARTICLES does not say where the articles are")
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted(Path(folder).glob("A*.txt"))}


def test_no_long_run_of_words_is_both_in_the_articles_and_in_ours(articles: dict[str, str]) -> None:
    quoted = {runs_of(text) for text in articles.values()}
    found = {name: run for name, text in our_texts() for runs in quoted for run in sorted(runs & runs_of(text))}

    assert set(articles) == {"A1", "A2", "A3"}
    assert all(len(runs) > 200 for runs in quoted)
    assert found == {}


def test_the_sections_are_headings_of_their_article(articles: dict[str, str]) -> None:
    sources = read_document(shipped_data(), "catalogue.toml").table["source"]
    missing = [
        (source["id"], section)
        for source in sources
        for section in source["sections"]
        if section != NO_HEADING and not any(words(section) in heading for heading in headings(articles[source["id"]]))
    ]

    assert missing == []


def test_a_quotation_is_found_whatever_its_case_and_punctuation() -> None:
    article = "Nobody, it is said, ever read the whole of this sentence aloud."

    assert runs_of(article) & runs_of("He wrote: ever READ the whole – of this sentence aloud, at once")
    assert not runs_of(article) & runs_of("ever read the whole of this one sentence aloud")


def our_texts(leave_out: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Every text of the data files, each by itself, but for those under some keys, and every document."""
    for file in sorted(shipped_data().rglob("*.toml")):
        name = str(file.relative_to(shipped_data()))
        yield from ((name, text) for text in _texts(read_document(shipped_data(), name).table, leave_out))
    for file in [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]:
        yield str(file.relative_to(ROOT)), file.read_text(encoding="utf-8")


def _texts(value: Any, leave_out: frozenset[str]) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from () if key in leave_out else _texts(item, leave_out)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, leave_out)


def words(text: str) -> str:
    """The words of a text, one space apart, with a space at either end."""
    return f" {' '.join(re.findall('[a-z0-9]+', text.casefold()))} "


def runs_of(text: str) -> frozenset[str]:
    """Every run of one word more than is allowed."""
    found, length = words(text).split(), LONGEST_COMMON_RUN + 1
    return frozenset(" ".join(found[start : start + length]) for start in range(len(found) - length + 1))


def headings(article: str) -> list[str]:
    """Each short line of an article, and each beginning of a line up to a colon."""
    return [words(line if len(line) < 100 else line.partition(":")[0]) for line in article.splitlines()]
