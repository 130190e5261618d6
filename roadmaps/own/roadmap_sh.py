"""Topics of a roadmap.sh file that the user has, in any of the three forms such files have had."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from roadmaps.faults import Fault
from roadmaps.journal import Unsound, read_json
from roadmaps.own.roadmap_file import MOST_BYTES
from roadmaps.text.limits import MOST_OWN_NAME_LETTERS, shown
from roadmaps.text.locale_format import ENGLISH
from roadmaps.text.text_format import count_text, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_TOPICS = frozenset({"topic", "subtopic", "todo", "todo-checkbox", "checklist-item"})
_MOST_TOPICS = 2_000
_NUMBER = re.compile(r"^\d+-")
_HINTS = (("alternative", "alternative"), ("order", "at any time"), ("recommend", "recommended"))
"""What is in the label of a legend, and what it says of the topics marked by it."""
NO_GROUP = "Other topics"


class NotARoadmap(Fault):
    """The file holds no roadmap; the message says why."""


class Topic(NamedTuple):
    """Something to learn, as the file names it."""

    id: str
    label: str
    group: str
    """The heading it belongs to."""
    parent_id: str | None
    """The topic that it is a part of, where the file draws that."""
    hint: str
    """``recommended``, ``alternative``, ``at any time``, or empty."""
    is_done: bool
    """Whether the file carries a tick for it."""


class TopicFile(NamedTuple):
    """What was read of a file."""

    title: str
    """What the file calls itself; empty where it does not."""
    topics: tuple[Topic, ...]
    """In the order of the groups."""
    remarks: tuple[str, ...]
    """What was left out, a sentence for each kind."""


@dataclass(frozen=True, slots=True)
class _Node:
    id: str
    type: str
    label: str
    at: tuple[float, float]
    size: tuple[float, float]
    hint: str
    is_done: bool


def read_topics(data: bytes) -> TopicFile:
    """Read the topics of a file. Raises NotARoadmap, with a sentence for the user."""
    if len(data) > MOST_BYTES:
        raise NotARoadmap(f"The file is larger than {MOST_BYTES // 1_000_000} MB, and a roadmap is not.")
    try:
        whole = read_json(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise NotARoadmap(f"This is not JSON: {error.msg} in line {error.lineno}.") from error
    except Unsound as error:
        raise NotARoadmap(f"This is not a roadmap that can be read: {error}.") from error
    except UnicodeDecodeError as error:
        raise NotARoadmap("This is not JSON: it has bytes that are not UTF-8.") from error
    if isinstance(whole, dict) and "mockup" in whole:
        return _of_mockup(whole)
    if isinstance(whole, dict) and isinstance(whole.get("nodes"), list):
        return _of_nodes(whole)
    raise NotARoadmap("This is not a roadmap.sh file: it has neither nodes nor a mockup.")


# Until spring 2024: a drawing


def _of_mockup(whole: Mapping[str, Any]) -> TopicFile:
    done, left_out = _done(whole), 0
    paths: dict[str, list[str]] = {}
    for name in _control_names(whole.get("mockup"), 0):
        slugs = _NUMBER.sub("", name).split(":")
        words = [_words(slug) for slug in slugs]
        left_out += not all(words)
        if all(words):
            paths.setdefault(":".join(slugs), words)
    topics = []
    for key, words in paths.items():
        parent = key.rpartition(":")[0]
        topics.append(Topic(key, words[-1], words[0], parent if parent in paths else None, "", key in done))
    return _file(whole, topics, left_out)


def _control_names(value: Any, depth: int) -> Iterator[str]:
    """The names of groups with a name, wherever they are in the drawing."""
    if depth > 40:
        return
    if isinstance(value, list):
        for each in value:
            yield from _control_names(each, depth + 1)
    elif isinstance(value, dict):
        properties = value.get("properties")
        name = properties.get("controlName") if isinstance(properties, dict) else None
        # Links and other decoration carry names, too, without a number.
        if value.get("typeID") == "__group__" and isinstance(name, str) and _NUMBER.match(name):
            yield name
        for each in value.values():
            if isinstance(each, dict | list):
                yield from _control_names(each, depth + 1)


def _words(slug: str) -> str:
    words = _shown(slug.replace("-", " "))
    return words[:1].upper() + words[1:]


# Since then: nodes and edges, alone or within a document


def _of_nodes(whole: Mapping[str, Any]) -> TopicFile:
    done, left_out = _done(whole), 0
    nodes: dict[str, _Node] = {}
    for row in whole["nodes"]:
        node = _node(row, done)
        if node is None or node.id in nodes:
            left_out += isinstance(row, dict) and row.get("type") in _TOPICS
        else:
            nodes[node.id] = node
    parents = _parents(whole.get("edges"), nodes)
    sections = [node for node in nodes.values() if node.type == "section"]
    headings = {node.id: node.label for node in nodes.values() if node.type == "topic" and node.label}
    topics: list[Topic] = []
    for node in nodes.values():
        if node.type not in _TOPICS:
            continue
        if not node.label:
            left_out += 1
            continue
        parent_id = parents.get(node.id)
        group = _group(node, parents, nodes, sections, headings)
        topics.append(Topic(node.id, node.label, group, parent_id, node.hint, node.is_done))
    drawn_title = next((node.label for node in nodes.values() if node.type == "title"), "")
    return _file(whole, topics, left_out, drawn_title)


def _node(row: Any, done: frozenset[str]) -> _Node | None:
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        return None
    data = row["data"] if isinstance(row.get("data"), dict) else {}
    label = data["label"] if isinstance(data.get("label"), str) else ""
    legend = data["legend"] if isinstance(data.get("legend"), dict) else {}
    said = legend["label"].lower() if isinstance(legend.get("label"), str) else ""
    ticks = (row["id"] in done, data.get("done") is True, data.get("checked") is True, data.get("status") == "done")
    sizes = (_pair(each, "width", "height") for each in (row.get("measured"), row, row.get("style")))
    return _Node(
        row["id"],
        row["type"] if isinstance(row.get("type"), str) else "",
        _shown(label),
        _pair(row.get("positionAbsolute") or row.get("position"), "x", "y"),
        next(filter(any, sizes), (0, 0)),
        next((hint for word, hint in _HINTS if word in said), ""),
        any(ticks),
    )


def _pair(row: Any, first: str, second: str) -> tuple[float, float]:
    values = [row.get(key) if isinstance(row, dict) else None for key in (first, second)]
    one, other = (each if isinstance(each, int | float) and abs(each) < 1e9 else 0 for each in values)
    return one, other


def _parents(edges: Any, nodes: Mapping[str, _Node]) -> dict[str, str]:
    """Topic id -> the topic that it is drawn as a part of: a dashed line, or one from a topic to a subtopic.

    A solid line between topics is the order that the drawing suggests: it is not what needs what.
    """
    found: dict[str, str] = {}
    for edge in edges if isinstance(edges, list) else []:
        if not isinstance(edge, dict):
            continue
        source, target = (edge.get(key) if isinstance(edge.get(key), str) else "" for key in ("source", "target"))
        one, other = nodes.get(source or ""), nodes.get(target or "")
        if one and other and one.type == "subtopic" and other.type == "topic":
            one, other = other, one  # drawn from the part to the whole
        if one and other and one.type == "topic" and other.type in _TOPICS - {"topic"}:
            found.setdefault(other.id, one.id)
    return found


def _group(
    node: _Node, parents: Mapping[str, str], nodes: Mapping[str, _Node], sections: Iterable[_Node],
    headings: Mapping[str, str],
) -> str:  # fmt: skip
    """The heading of a topic: itself, what it is a part of, or that of the box around it; not guessed beyond that."""
    if node.type == "topic":
        return node.label
    parent = headings.get(parents.get(node.id, ""))
    if parent:
        return parent
    around = [box for box in sections if _holds(box, node)]
    if not around:
        return NO_GROUP
    box = min(around, key=lambda each: (each.size[0] * each.size[1], each.id))
    inside = [each for each in nodes.values() if each.type in {"topic", "label"} and _holds(box, each)]
    inside = [each for each in inside if any(map(str.isalpha, each.label))]  # steps are numbered by labels, too
    first = min(inside, key=lambda each: (each.type != "topic", each.at[1], each.id), default=None)
    return first.label if first else box.label or NO_GROUP


def _holds(box: _Node, node: _Node) -> bool:
    (left, top), (width, height) = box.at, box.size
    return left <= node.at[0] < left + width and top <= node.at[1] < top + height


# Both


def _done(whole: Mapping[str, Any]) -> frozenset[str]:
    """Ids of the topics that are marked as done, where the user pasted that into the file."""
    found: list[Any] = []
    for holder in (whole, whole.get("progress"), whole.get("userProgress")):
        done = holder.get("done") if isinstance(holder, dict) else None
        found += done if isinstance(done, list) else []
    return frozenset(each for each in found if isinstance(each, str))


def _file(whole: Mapping[str, Any], topics: list[Topic], left_out: int, drawn_title: str = "") -> TopicFile:
    if not topics:
        raise NotARoadmap("This is not a roadmap.sh file that can be read: it has no topics.")
    if len(topics) > _MOST_TOPICS:
        raise NotARoadmap(
            f"The file has {ENGLISH.number(len(topics))} topics; {ENGLISH.number(_MOST_TOPICS)} is the most."
        )
    groups = list(dict.fromkeys(topic.group for topic in topics))
    places = {group: place for place, group in enumerate(groups)}
    topics.sort(key=lambda topic: places[topic.group])
    remarks = []
    if left_out:
        is_one = left_out == 1
        have = "has no name or id of its own and is" if is_one else "have no name or id of their own and are"
        remarks.append(f"{count_text(left_out, 'topic')} {have} left out.")
    return TopicFile(_title(whole) or drawn_title, tuple(topics), tuple(remarks))


def _title(whole: Mapping[str, Any]) -> str:
    title = whole.get("title")
    named = title.get("card") or title.get("page") if isinstance(title, dict) else title
    return _shown(named) if isinstance(named, str) else ""


def _shown(text: str) -> str:
    """A text of the file on one line, without characters that show nothing or turn what follows around."""
    kept = (each for each in one_line(text) if unicodedata.category(each) not in {"Cc", "Cf", "Co", "Cn"})
    return shown(" ".join("".join(kept).split()), MOST_OWN_NAME_LETTERS - 2)
