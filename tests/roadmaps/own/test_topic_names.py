"""How many topics of realistic maps find a home, in each of the three forms of file; the names are our own choice."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from roadmaps.own.roadmap_sh import read_topics
from roadmaps.own.topic_matching import Fate, match_topics
from roadmaps.own.topic_names import Match
from tests.roadmaps.own.changes import SHIPPED
from tests.roadmaps.own.foreign import document, drawing, editor, maps

if TYPE_CHECKING:
    from collections.abc import Callable

    from roadmaps.own.topic_matching import Row

WRONG_IF_SURE = {
    "Introduction", "Lambdas", "Deployments", "Load Balancing", "Performance Optimization", "Data Constraints",
    "Streaming", "Real-time", "Secrets", "Chain rule of derivation", "Transformers.js", "Scheduling", "Views",
    "Network Security", "Storage and Volumes", "Namespaces", "Functions", "Image Size and Security",
}  # fmt: skip


def matched(whole: dict[str, Any], title: str) -> list[Row]:
    file = read_topics(json.dumps(whole).encode())
    return match_topics(file.topics, SHIPPED, file.title or title)


@pytest.mark.parametrize("form", [drawing, editor, document])
def test_most_topics_find_a_home_and_hardly_any_surely_the_wrong_one(
    form: Callable[[str, list[tuple[str, str]]], dict[str, Any]],
) -> None:
    matches, wrong = Counter[Match](), set[str]()
    for title, topics in maps().items():
        for row in matched(form(title, topics), title):
            matches[row.match] += 1
            wrong |= {row.topic.label} & WRONG_IF_SURE if row.match.is_sure else set()
            assert row.skill_id or row.fate is Fate.LEFT_OUT
    whole = matches.total()
    sure = sum(count for match, count in matches.items() if match.is_sure)
    assert whole > 500
    assert 1 - matches[Match.NONE] / whole > 0.85
    assert 0.36 < sure / whole < 0.5
    assert wrong == set()


def test_only_a_file_about_one_skill_is_matched_through_its_title() -> None:
    through = {
        title for title, topics in maps().items()
        if any(row.match is Match.TITLE for row in matched(editor(title, topics), title))
    }  # fmt: skip
    assert through == {"Python", "SQL", "Docker", "Kubernetes"}
