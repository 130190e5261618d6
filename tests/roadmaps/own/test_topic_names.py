"""How many topics of realistic maps find a home, in each of the three forms of file; the names are our own choice."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from roadmaps.own.roadmap_sh import read_topics
from roadmaps.own.topic_matching import Fate, match_topics
from roadmaps.own.topic_names import Match
from tests.roadmaps.own.changes import SHIPPED
from tests.roadmaps.own.test_roadmap_sh import edge, node

if TYPE_CHECKING:
    from collections.abc import Callable

    from roadmaps.own.topic_matching import Row

WRONG_IF_SURE = {
    "Introduction", "Lambdas", "Deployments", "Load Balancing", "Performance Optimization", "Data Constraints",
    "Streaming", "Real-time", "Secrets", "Chain rule of derivation", "Transformers.js", "Scheduling", "Views",
    "Network Security", "Storage and Volumes", "Namespaces", "Functions", "Image Size and Security",
}  # fmt: skip


def maps() -> dict[str, list[tuple[str, str]]]:
    """The title of each map, with its topics: heading and name; a heading is a topic itself."""
    found: dict[str, list[tuple[str, str]]] = {}
    topics: list[tuple[str, str]] = []
    for line in (Path(__file__).parent / "topics.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            topics = found.setdefault(line[2:], [])
        elif line.strip():
            heading = topics[-1][0] if line.startswith("  ") else line
            topics.append((heading, line.strip()))
    return found


def drawing(_title: str, topics: list[tuple[str, str]]) -> dict[str, Any]:
    def slug(text: str) -> str:
        return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")

    names = [slug(name) if name == heading else f"{slug(heading)}:{slug(name)}" for heading, name in topics]
    controls = [
        {"ID": str(n), "typeID": "__group__", "properties": {"controlName": f"{100 + n}-{name}"}}
        for n, name in enumerate(names)
    ]
    return {"mockup": {"controls": {"control": controls}}, "groupOffset": {"x": 0, "y": 0}}


def editor(title: str, topics: list[tuple[str, str]]) -> dict[str, Any]:
    nodes, edges, headings = [node("title", title, "title")], [], dict[str, str]()
    for n, (heading, name) in enumerate(topics):
        id, is_heading = f"n{n}", name == heading and heading not in headings
        nodes.append(node(id, name, "topic" if is_heading else "subtopic", at=(0, 40 * n)))
        if is_heading:
            headings[heading] = id
        else:
            edges.append(edge(headings[heading], id, data={"edgeStyle": "dashed"}))
    return {"nodes": nodes, "edges": edges}


def document(title: str, topics: list[tuple[str, str]]) -> dict[str, Any]:
    file = editor("Roadmap", topics)
    return {**file, "title": {"card": title, "page": f"{title} roadmap"}, "draft": {"nodes": [], "edges": []}}


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
