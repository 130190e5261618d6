"""Small tables of the detail pane: levels per role, links to other skills, sources, places to learn, history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.widgets.buttons import LinkButton
from gui.widgets.labels import PlainLabel, set_tip
from gui.widgets.level_meter import LevelMeter
from gui.widgets.source_list import source_row
from roadmaps.text.limits import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QPaintEvent

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.painting import Cell
    from gui.widgets.source_list import SourceLine
    from roadmaps.catalogue import Resource

Entry = TypeVar("Entry")
_SPOKEN = 50
_OPENED_SCHEMES = ("http", "https")


class DetailSection(QWidget):
    """A heading over some content, with the spacing that all sections share."""

    def __init__(self, heading: str, theme: Theme, sign: QWidget | None = None) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        head = PlainLabel(heading, role="caption", tone="muted", bold=True, theme=theme)
        if sign is None:
            self.column.addWidget(head)
            return
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(head)
        row.addWidget(sign)
        row.addStretch()
        self.column.addLayout(row)


class LevelLine(NamedTuple):
    """Who, which level, and in words."""

    who: str
    cells: tuple[Cell, ...]
    words: str
    meaning: str = "have"
    is_me: bool = False


OUR_JUDGEMENT = "Levels and prerequisites are our own judgement."


class LevelTable(DetailSection):
    """The level that each role asks, and the user's own."""

    def __init__(self, theme: Theme, rows: int) -> None:
        super().__init__("Level needed", theme)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        self._rows = []
        for place in range(rows):
            who, words = PlainLabel(theme=theme), PlainLabel(theme=theme)
            meter = LevelMeter(theme, 4)
            for column, widget in enumerate((who, meter, words)):
                grid.addWidget(widget, place, column)
            self._rows.append((who, meter, words))
        self._theme = theme
        self.column.addLayout(grid)
        self._remark = PlainLabel(OUR_JUDGEMENT, role="caption", tone="muted", theme=theme).wrapping().selectable()
        self.column.addWidget(self._remark)

    def show_lines(self, lines: Sequence[LevelLine], *, are_ours: bool) -> None:
        """Show one line a role, then the user; ``are_ours`` unless the skill is the user's own."""
        self._remark.setVisible(are_ours)
        for (who, meter, words), line in zip(self._rows, lines, strict=True):
            for label, text in ((who, line.who), (words, line.words)):
                label.setText(text)
                label.setFont(self._theme.font(bold=line.is_me))
            meter.show_cells(line.cells, line.meaning)


class SkillLink(NamedTuple):
    """A link to another skill, with its state as a sign."""

    skill_id: str
    name: str
    icon: str
    meaning: str
    remark: str = ""


class ListSection(DetailSection, Generic[Entry]):
    """A list that is built anew only when what it shows has changed, so that the focus in it stays."""

    def __init__(self, heading: str, theme: Theme, icons: Icons, sign: QWidget | None = None) -> None:
        super().__init__(heading, theme, sign)
        self._theme, self._icons = theme, icons
        self._shown: tuple[Entry, ...] | None = None
        self._body: QWidget | None = None

    def show_entries(self, entries: Iterable[Entry]) -> None:
        """Show these entries; an empty list hides the section."""
        wanted = tuple(entries)
        if wanted == self._shown:
            return
        self._shown = wanted
        if self._body:
            self.column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget()
        rows = QVBoxLayout(self._body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        for entry in wanted:
            self._add(rows, entry)
        self.column.addWidget(self._body)
        self.setVisible(bool(wanted))

    @property
    def links(self) -> list[LinkButton]:
        """What can be clicked here, from top to bottom."""
        return self._body.findChildren(LinkButton) if self._body else []

    def _add(self, rows: QVBoxLayout, entry: Entry) -> None:
        raise NotImplementedError


class SkillLinks(ListSection[SkillLink]):
    """Links to other skills."""

    skill_wanted = Signal(str)

    def _add(self, rows: QVBoxLayout, entry: SkillLink) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        link = LinkButton(entry.name, self._theme, self._icons, icon=entry.icon, icon_meaning=entry.meaning)
        link.setAccessibleDescription(entry.remark)
        link.clicked.connect(lambda: self.skill_wanted.emit(entry.skill_id))
        row.addWidget(link)
        if entry.remark:
            row.addWidget(
                PlainLabel(entry.remark, role="caption", tone="muted", theme=self._theme).wrapping().selectable(), 1
            )
        else:
            row.addStretch()
        rows.addLayout(row)


class SourceList(ListSection["SourceLine"]):
    """What each article says about the skill, or why it is on the list without being named."""

    def _add(self, rows: QVBoxLayout, entry: SourceLine) -> None:
        rows.addLayout(source_row(entry, self._theme, self._icons))


class ResourceList(ListSection["Resource"]):
    """Places to learn from: the title opens the browser, the address is shown below it."""

    def _add(self, rows: QVBoxLayout, entry: Resource) -> None:
        tip = f"Opens {entry.url} in the browser"
        link = LinkButton(entry.title, self._theme, self._icons, icon="external")
        set_tip(link, tip)
        link.clicked.connect(lambda: open_address(entry.url))
        rows.addWidget(link)
        address = PlainLabel(entry.url, role="caption", tone="muted", theme=self._theme).wrapping().selectable()
        address.setContentsMargins(28, 0, 0, 4)
        rows.addWidget(address)


class HistoryLines(QWidget):
    """Days and words in two columns, painted: a long history costs no more than a short one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: Sequence[tuple[str, str]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def lines(self) -> Sequence[tuple[str, str]]:
        """The day and the words of each entry, newest first."""
        return self._lines

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show another history."""
        if lines != self._lines:
            self._lines = lines
            self.setFixedHeight(len(lines) * self._line_height())
            self.setAccessibleName("History")
            self.setAccessibleDescription(shown("; ".join(f"{day}: {words}" for day, words in lines[:_SPOKEN])))
            self.update()

    def _line_height(self) -> int:
        return QFontMetrics(self._theme.font()).height() + 4

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that are in view."""
        painter = QPainter(self)
        painter.setFont(self._theme.font())
        metrics = painter.fontMetrics()
        height = self._line_height()
        words_left = metrics.horizontalAdvance("00 MMM 0000") + 12
        room = self.width() - words_left
        first, last = event.rect().top() // height, event.rect().bottom() // height
        for place in range(first, min(last + 1, len(self._lines))):
            day, words = self._lines[place]
            baseline = place * height + metrics.ascent() + 2
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(0, baseline, day)
            painter.setPen(self._theme.colour("text"))
            painter.drawText(words_left, baseline, metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))


class HistoryList(DetailSection):
    """What was recorded about the skill, newest first."""

    def __init__(self, heading: str, theme: Theme) -> None:
        super().__init__(heading, theme)
        self.body = HistoryLines(theme)
        self.column.addWidget(self.body)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show the day and the words of each entry; hide the section where there is none."""
        self.body.show_lines(lines)
        self.setVisible(bool(lines))


def open_address(address: str) -> bool:
    """Open a web address in the browser; anything but http and https is left alone."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices  # followed seldom, and long in the making

    url = QUrl(address)
    return url.scheme() in _OPENED_SCHEMES and QDesktopServices.openUrl(url)
