"""Made-up roadmaps in each of the three forms of roadmap.sh; the names of the topics are our own choice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any


def node(id: str, label: str, type: str = "topic", **more: Any) -> dict[str, Any]:
    place = more.pop("at", (0, 0))
    return {"id": id, "type": type, "position": {"x": place[0], "y": place[1]}, "data": {"label": label, **more}}


def edge(source: str, target: str, **more: Any) -> dict[str, Any]:
    return {"id": f"{source}-{target}", "source": source, "target": target, **more}


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
