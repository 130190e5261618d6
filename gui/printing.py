"""A report as PDF: text, tables and pictures set on pages, in the light palette."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter

from gui.theme import LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from PySide6.QtGui import QImage

    from roadmaps.report import Item, Picture, Report, Table

_DOTS = 96
"""Dots per inch of the layout; letters and lines are as sharp as the printer can."""
_MARGIN_MM = 18.0
_FOOT = 28.0
_BETWEEN = 6.0
_ABOVE_HEADING = 16.0
_PADDING = 3.0
_INDENT = 12.0
_COLUMN_GAP = 8.0
_LINE = 1.25
"""The height of a line as a ratio of its letters."""
_LINES_AFTER_HEADING = 3
"""A heading stands on a page with so many lines after it, or with the picture after it."""
_KEPT_WHOLE = 8
"""A row of at most so many lines stands on one page."""
_SHORT_COLUMN = 0.2
"""A column that needs no more of the width than this gets what it needs; the others share the rest."""


class Letters(NamedTuple):
    """How a text is written: points, boldness, and the meaning that gives its colour."""

    points: float
    bold: bool = False
    tone: str = "text"


_TITLE, _HEADING = Letters(20, bold=True), Letters(13, bold=True)
_BODY, _QUIET, _CAPTION = Letters(10), Letters(10, tone="muted"), Letters(10, bold=True)
_CELL, _HEAD, _SMALL = Letters(8.5), Letters(8.5, bold=True, tone="muted"), Letters(8.5, tone="muted")


class Cell(NamedTuple):
    """Lines of text one below the other, in a room of its own beside others."""

    lines: Sequence[str]
    letters: Letters
    left: float
    width: float
    is_right: bool = False


@dataclass
class Sheet:
    """One page: what has to be done to paint it."""

    deeds: list[Callable[[QPainter], object]] = field(default_factory=list)


def print_report(report: Report, images: Mapping[Picture, QImage], family: str) -> bytes:
    """A report as PDF with title and author, in the font of that family. Works in any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(report.title)
    writer.setCreator("Skillgap")
    if hasattr(writer, "setAuthor"):  # since Qt 6.9
        writer.setAuthor(report.author)
    writer.setResolution(_DOTS)
    page = QPageSize.PageSizeId.A4
    if QLocale().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem:
        page = QPageSize.PageSizeId.Letter
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    layout = QPageLayout(QPageSize(page), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
    writer.setPageLayout(layout)
    setting = Setting(writer, family)
    _set_report(setting, report, images)
    painter = QPainter(writer)
    for number, sheet in enumerate(setting.sheets):
        if number:
            writer.newPage()
        for deed in sheet.deeds:
            deed(painter)
        _paint_foot(painter, setting, report, f"{number + 1} of {len(setting.sheets)}")
    painter.end()
    return bytes(buffer.data().data())


class Setting:
    """Sets lines, rows and pictures one below the other, and begins a page where one is full."""

    def __init__(self, device: QPdfWriter, family: str) -> None:
        self._device, self._family = device, family
        self.width, self.height = float(device.width()), device.height() - _FOOT
        self.sheets = [Sheet()]
        self._y = 0.0
        self._fonts: dict[Letters, tuple[QFont, QFontMetricsF]] = {}
        self._widths: dict[tuple[Letters, str], float] = {}

    def font(self, letters: Letters) -> QFont:
        """The font of some letters."""
        return self._font(letters)[0]

    def _font(self, letters: Letters) -> tuple[QFont, QFontMetricsF]:
        if letters not in self._fonts:
            font = QFont(self._family)
            font.setPointSizeF(letters.points)
            font.setWeight(QFont.Weight.DemiBold if letters.bold else QFont.Weight.Normal)
            self._fonts[letters] = font, QFontMetricsF(font, self._device)
        return self._fonts[letters]

    def line_height(self, letters: Letters) -> float:
        """From one line to the next."""
        return self._font(letters)[1].height() * _LINE

    def lines(self, text: str, letters: Letters, width: float) -> list[str]:
        """A text as lines that are at most so wide; its own lines stay, a word that is too wide is broken."""
        return [line for each in _readable(text).split("\n") for line in self._wrapped(each, letters, width)]

    def _wrapped(self, text: str, letters: Letters, width: float) -> list[str]:
        space = self.advance(" ", letters)
        lines, used = [""], 0.0
        for word in text.split(" "):
            for part in self._broken(word, letters, width):
                needed = self.advance(part, letters)
                if lines[-1] and used + space + needed > width:
                    lines.append("")
                    used = 0.0
                used += needed + (space if lines[-1] else 0)
                lines[-1] = f"{lines[-1]} {part}" if lines[-1] else part
        return lines

    def _broken(self, word: str, letters: Letters, width: float) -> Iterable[str]:
        """A word in parts, if need be, each as wide as fits."""
        while len(word) > 1 and self.advance(word, letters) > width:
            # The widest beginning that fits, found by halving.
            low, high = 1, len(word)
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if self.advance(word[:middle], letters) <= width else (low, middle)
            yield word[:low]
            word = word[low:]
        yield word

    def advance(self, text: str, letters: Letters) -> float:
        """How wide a text is on one line."""
        key = letters, text
        if key not in self._widths:
            self._widths[key] = self._font(letters)[1].horizontalAdvance(text)
        return self._widths[key]

    def skip(self, height: float) -> None:
        """Leave some room, except at the top of a page."""
        if self._y:
            self._y += height

    def need(self, height: float) -> None:
        """Begin a page unless there is so much room, or the page is empty."""
        if self._y and self._y + height > self.height:
            self.begin_page()

    def begin_page(self) -> None:
        """Go on at the top of the next page."""
        self.sheets.append(Sheet())
        self._y = 0.0

    def text(self, text: str, letters: Letters, left: float = 0.0, mark: str = "") -> None:
        """Set a text over the whole width, with a mark before its first line."""
        lines = self.lines(text, letters, self.width - left)
        if mark:
            self.need(self.line_height(letters))
            self._write(mark, letters, left - _INDENT, self._y)
        self.row([Cell(lines, letters, left, self.width - left)])
        self._y += _BETWEEN

    def row(self, cells: Sequence[Cell], again: Callable[[], object] | None = None) -> None:
        """Set cells beside each other, line by line; ``again`` sets what is repeated at the top of a new page."""
        count, step = max(len(cell.lines) for cell in cells), max(self.line_height(cell.letters) for cell in cells)
        whole = count * step if count <= _KEPT_WHOLE else step
        for number in range(count):
            if self._y and self._y + (step if number else whole) > self.height:
                self.begin_page()
                if again:
                    again()
            for cell in cells:
                if number < len(cell.lines):
                    line = cell.lines[number]
                    left = cell.left
                    if cell.is_right:
                        left += cell.width - self.advance(line, cell.letters)
                    self._write(line, cell.letters, left, self._y)
            self._y += step

    def _write(self, line: str, letters: Letters, left: float, top: float) -> None:
        if not line:
            return
        font, metrics = self._font(letters)
        base = QPointF(left, top + (self.line_height(letters) - metrics.height()) / 2 + metrics.ascent())

        def paint(painter: QPainter) -> None:
            painter.setFont(font)
            painter.setPen(LIGHT.colour(letters.tone))
            painter.drawText(base, line)

        self.sheets[-1].deeds.append(paint)

    def rule(self) -> None:
        """A thin line over the whole width."""
        room = QRectF(0, self._y, self.width, 0.5)
        self.sheets[-1].deeds.append(lambda painter: painter.fillRect(room, LIGHT.colour("line")))
        self._y += _PADDING

    def picture(self, image: QImage) -> None:
        """Set a picture over the whole width, on one page."""
        height = self.width * image.height() / image.width()
        self.need(height)
        room = QRectF(0, self._y, self.width, height)
        self.sheets[-1].deeds.append(lambda painter: painter.drawImage(room, image))
        self._y += height + _BETWEEN

    def heading(self, text: str, after: float) -> None:
        """Set a heading where there is so much room after it on the page."""
        lines = self.lines(text, _HEADING, self.width)
        self.skip(_ABOVE_HEADING)
        self.need(len(lines) * self.line_height(_HEADING) + _BETWEEN + min(after, self.height / 2))
        self.row([Cell(lines, _HEADING, 0, self.width)])
        self._y += _BETWEEN


def _set_report(setting: Setting, report: Report, images: Mapping[Picture, QImage]) -> None:
    setting.text(report.title, _TITLE)
    setting.text(f"{report.author} · {report.subtitle}" if report.author else report.subtitle, _QUIET)
    for section in report.sections:
        pictures = [images[picture] for picture in section.pictures if picture in images]
        after = _LINES_AFTER_HEADING * setting.line_height(_BODY)
        if pictures and not section.paragraphs:
            after = setting.width * pictures[0].height() / pictures[0].width()
        setting.heading(section.title, after)
        for paragraph in section.paragraphs:
            setting.text(paragraph, _BODY)
        for image in pictures:
            setting.picture(image)
        for table in section.tables:
            _set_table(setting, table)
        for item in section.items:
            _set_item(setting, item)


def _set_item(setting: Setting, item: Item) -> None:
    text = f"{item.text}: {item.address}" if item.address else item.text
    setting.text(text, _BODY, _INDENT, "•")


def _set_table(setting: Setting, table: Table) -> None:
    setting.skip(_BETWEEN)
    if table.caption:
        setting.need((_LINES_AFTER_HEADING + 1) * setting.line_height(_CAPTION))
        setting.text(table.caption, _CAPTION)
    widths = _widths(setting, table)
    lefts = [sum(widths[:place]) for place in range(len(widths))]

    def set_row(texts: Sequence[str], letters: Letters, again: Callable[[], object] | None) -> None:
        cells = [
            Cell(
                setting.lines(text, letters, width - 2 * _PADDING),
                letters,
                left + (_PADDING if place else 0),
                width - 2 * _PADDING,
                place >= table.numbers_from,
            )
            for place, (text, left, width) in enumerate(zip(texts, lefts, widths, strict=True))
        ]
        setting.row(cells, again)
        setting.rule()

    def set_head() -> None:
        set_row(table.headers, _HEAD, None)

    setting.need(_LINES_AFTER_HEADING * setting.line_height(_CELL))
    set_head()
    for row in table.rows:
        set_row(row, _CELL, set_head)
    setting.skip(_BETWEEN)


def _widths(setting: Setting, table: Table) -> list[float]:
    """How wide each column is: what its longest text needs, or a share of what is left, by the root of that."""
    needed = [
        max(setting.advance(text, _HEAD if not number else _CELL) for number, text in enumerate(column))
        + 2 * _PADDING
        + _COLUMN_GAP
        for column in zip(table.headers, *table.rows, strict=True)
    ]
    is_short = [width <= _SHORT_COLUMN * setting.width for width in needed]
    rest = setting.width - sum(width for width, short in zip(needed, is_short, strict=True) if short)
    weights = [0.0 if short else width**0.5 for width, short in zip(needed, is_short, strict=True)]
    if not any(weights):
        return [width * setting.width / sum(needed) for width in needed]
    return [
        width if short else rest * weight / sum(weights)
        for width, short, weight in zip(needed, is_short, weights, strict=True)
    ]


def _paint_foot(painter: QPainter, setting: Setting, report: Report, number: str) -> None:
    painter.setFont(setting.font(_SMALL))
    painter.setPen(LIGHT.colour(_SMALL.tone))
    foot = QRectF(0, setting.height, setting.width, _FOOT)
    bottom = Qt.AlignmentFlag.AlignBottom
    painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | bottom, f"{report.title} · {report.subtitle}")
    painter.drawText(foot, Qt.AlignmentFlag.AlignRight | bottom, number)


def _readable(text: str) -> str:
    """A text without letters that cannot be seen, with line ends of one kind."""
    text = "\n".join(text.replace("\t", " ").splitlines())
    return "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter) != "Cc")
