"""What an article says, with the article before it and the place below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from gui.widgets.badge import Tag
from gui.widgets.labels import PlainLabel, plain_tip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gui.icons import Icons
    from gui.theme import Theme
    from roadmaps.catalogue import Catalogue
    from roadmaps.sources import Statement

OURS = "ours"
"""Stands where the name of an article would, before what is our own judgement."""


class SourceLine(NamedTuple):
    """An article's id, what it says, where, and its full name."""

    tag: str
    words: str
    place: str = ""
    tip: str = ""


def statement_lines(catalogue: Catalogue, statements: Iterable[Statement]) -> list[SourceLine]:
    """What articles say, ready to be shown."""
    return [
        SourceLine(
            each.citation.source_id, each.text, "; ".join(each.citation.places), f"{source.name}: {source.title}"
        )
        for each in statements
        for source in (catalogue.sources[each.citation.source_id],)
    ]


def source_row(line: SourceLine, theme: Theme, icons: Icons) -> QHBoxLayout:
    """One line: the tag of the article, what it says, and in small letters where."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 4)
    row.setSpacing(8)
    tag = Tag(theme, icons)
    tag.show_text(OURS)
    tag.setMinimumWidth(tag.sizeHint().width())  # so that all lines of a list begin at the same place
    tag.show_text(line.tag)
    words = PlainLabel(line.words, theme=theme).wrapping()
    # The first line stands level with the word in the tag.
    words.setContentsMargins(0, max(0, (tag.sizeHint().height() - words.fontMetrics().height()) // 2), 0, 0)
    said = QVBoxLayout()
    said.setSpacing(0)
    said.addWidget(words)
    if line.place:
        said.addWidget(PlainLabel(line.place, role="caption", tone="muted", theme=theme).wrapping())
    if line.tip:
        for widget in (tag, words):
            widget.setToolTip(plain_tip(line.tip))
    row.addWidget(tag, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(said, 1)
    return row
