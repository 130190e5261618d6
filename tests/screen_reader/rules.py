"""What a screen reader needs of each object: a name, a role, a value where it has one, and states."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from tests.screen_reader.reader import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.screen_reader.reader import Node

NO_ROLES = {"unknown", "invalid", "filler", "panel", "layered pane", "scroll pane"}
"""Says nothing of what can be done."""
VALUED = {"slider", "spin button", "progress bar"}
CHECKABLE = {"check box", "radio button", "toggle button"}
LISTS = {"list", "table", "tree", "tree table", "image map"}
CELLS = {"cell", "table cell", "list item", "tree item"}
OPERATED = {"push button", "text", "combo box", "link", "button menu", "page tab", *VALUED, *CHECKABLE, *LISTS, *CELLS}
_MARKUP = re.compile(r"</?p[ >]|&(?:amp|lt|gt|nbsp);|white-space")
_ARTICLE = re.compile(r"A\d: ")
"""Links to one article have one name: they lead to the same place."""
_MNEMONIC = re.compile(r"(?<!\w)&\w")
_ONE_OF_MANY = re.compile(r"(?<!of )(?<![\d.,–−-])\b1 (?:skills|can-dos|stages|hours|weeks|ads)\b")


def faults(root: Node) -> list[str]:
    """What is wrong with what is on screen, in words."""
    return [f"{node.role} {node.name[:60]!r}: {fault}" for node in root.shown() for fault in _faults(node)]


def _faults(node: Node) -> Iterator[str]:
    can_be_focused = State.FOCUSABLE in node.states
    if (can_be_focused or node.role in OPERATED) and not node.name.strip():
        yield f"it has no name ({node.description[:60]!r})"
    if node.role == "combo box" and not (node.is_labelled or node.description):
        yield "nothing says what is chosen in it"
    if can_be_focused and node.role in NO_ROLES:
        yield "its role says nothing"
    for text in (node.name, node.description):
        if _MARKUP.search(text):
            yield f"it speaks markup: {text[:80]!r}"
        if _MNEMONIC.search(text):
            yield f"it speaks a shortcut’s sign: {text[:80]!r}"
        if _ONE_OF_MANY.search(text):
            yield f"one of something is spoken as many: {text[:80]!r}"
    if node.role in VALUED:
        if node.value is None:
            yield "it has no value"
        elif not node.value[0] <= node.value[1] <= node.value[2]:
            yield f"its value is out of its range: {node.value}"
    if node.role in CHECKABLE and State.CHECKABLE not in node.states:
        yield "it cannot be checked"
    if State.SELECTED in node.states and State.SELECTABLE not in node.states:
        yield "it is selected and cannot be"
    if node.role in LISTS and not any(child.name for child in node.children):
        yield "nothing in it has a name"
    twins = Counter(
        (child.role, child.name, child.description)
        for child in node.children
        if not _ARTICLE.match(child.name)
        and State.SHOWING in child.states
        and State.FOCUSABLE in child.states
        and child.role not in CELLS
    )
    for (role, name, _), count in twins.items():
        if count > 1:
            yield f"{count} × {role} {name!r} in it cannot be told apart"
