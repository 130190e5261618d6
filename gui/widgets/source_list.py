"""What articles say: for each statement the article's name, the statement, and where it is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import Qt

from gui.widgets.badge import Tag
from gui.widgets.buttons import LinkButton
from gui.widgets.labels import PlainLabel, set_tip
from gui.widgets.layouts import hbox, vbox
from roadmaps.catalogue import YOURS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QHBoxLayout, QWidget

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Catalogue, Statement

OURS = "ours"
"""Shown before our own judgement, in place of an article's name."""


@runtime_checkable
class ShowsSources(Protocol):
    """A window that can show the details of an article."""

    def show_source(self, source_id: str) -> None:
        """Show the title of an article in the list of all."""


class SourceLine(NamedTuple):
    """An article's id, what it says, where, and its full name."""

    tag: str
    words: str
    place: str = ""
    tip: str = ""


def statement_lines(catalogue: Catalogue, statements: Iterable[Statement]) -> list[SourceLine]:
    """The statements of articles as lines."""
    return [
        SourceLine(
            each.citation.source_id, each.text, "; ".join(each.citation.places), f"{source.name}: {source.title}"
        )
        for each in statements
        for source in (catalogue.sources[each.citation.source_id],)
    ]


class ArticleLink(LinkButton):
    """The short name of an article, linked to its title."""

    def __init__(self, line: SourceLine, theme: Theme, icons: Icons) -> None:
        super().__init__(line.tag, theme, icons)
        self._source_id = line.tag
        about = line.tip or "its title is on the Sources tab"
        self.setAccessibleName(f"{line.tag}: {about}")
        set_tip(self, f"{about}\nClick to see it on the Sources tab.")
        self.clicked.connect(self._follow)

    def _follow(self) -> None:
        window = self.window()
        if isinstance(window, ShowsSources):
            window.show_source(self._source_id)


def source_row(line: SourceLine, theme: Theme, icons: Icons) -> QHBoxLayout:
    """One line: the linked article, what it says, and in small print where."""
    row = hbox(gap=8, margins=(0, 0, 0, 4))
    ours = Tag(theme, icons)
    ours.show_text(OURS)
    width = ours.sizeHint().width()  # so that all lines of a list start at the same x
    ours.show_text(line.tag)
    tag: QWidget = ours if line.tag in (OURS, YOURS) else ArticleLink(line, theme, icons)
    tag.setMinimumWidth(width)
    words = PlainLabel(line.words, theme=theme).wrapping().selectable()
    # Line up the first line with the text in the tag.
    words.setContentsMargins(0, max(0, (tag.sizeHint().height() - words.fontMetrics().height()) // 2), 0, 0)
    column = vbox(words, gap=0)
    if line.place:
        column.addWidget(PlainLabel(line.place, role="caption", tone="muted", theme=theme).wrapping().selectable())
    if line.tip:
        set_tip(words, line.tip)
    row.addWidget(tag, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(column, 1)
    return row
