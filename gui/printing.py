"""A report as PDF: laid out as text on pages, in the light palette, with its charts as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTableFormat,
)

from gui.theme import LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtGui import QImage, QTextBlock

    from roadmaps.report import Item, Picture, Report, Table

_DOTS = 96
"""Dots per inch of the layout; letters and lines are as sharp as the printer can."""
_MARGIN_MM = 18.0
_BODY, _SMALL, _HEADING, _TITLE = 10, 8.5, 13, 20
"""Sizes of letters in points."""
_KEPT_TOGETHER = 90.0
"""A heading with less room than that under it begins a page, in dots."""
_FOOT = 28.0
_BETWEEN = 6.0
_LINE = 125
"""The height of a line in per cent of its letters."""
_WIDEST_COLUMN, _AROUND_COLUMN = 36, 7
"""How many letters a column of a table is wide at most, and what stands around them; a longer text breaks."""


def print_report(report: Report, images: Mapping[Picture, QImage], family: str) -> bytes:
    """A report as PDF with title and author, in the font of that family."""
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
    room = QSizeF(writer.width(), writer.height() - _FOOT)
    printed = _Printed(report, images, family, room, writer)
    painter = QPainter(writer)
    for number in range(printed.pages):
        if number:
            writer.newPage()
        printed.paint(painter, number)
    painter.end()
    return bytes(buffer.data().data())


class _Printed:
    """A report on pages."""

    def __init__(
        self, report: Report, images: Mapping[Picture, QImage], family: str, room: QSizeF, device: QPdfWriter
    ) -> None:
        self._report, self._images, self._room = report, images, room
        self._font = QFont(family)
        self._font.setPointSizeF(_BODY)
        self._document = document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.documentLayout().setPaintDevice(device)
        document.setDefaultFont(self._font)
        for picture, image in images.items():
            document.addResource(QTextDocument.ResourceType.ImageResource, _address(picture), image)
        self._cursor = QTextCursor(document)
        # Laid out once, when all is there: each cell would lay out what is before it again.
        self._cursor.beginEditBlock()
        self._write()
        self._cursor.endEditBlock()
        document.setPageSize(room)
        self._keep_headings_with_their_text()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._document.pageCount()

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a page and its foot."""
        room = QRectF(0, number * self._room.height(), self._room.width(), self._room.height())
        painter.save()
        painter.translate(0, -room.top())
        self._document.drawContents(painter, room)
        painter.restore()
        small = QFont(self._font)
        small.setPointSizeF(_SMALL)
        painter.setFont(small)
        painter.setPen(LIGHT.colour("muted"))
        foot = QRectF(0, self._room.height(), self._room.width(), _FOOT)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(foot, left, f"{self._report.title} · {self._report.subtitle}")
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        painter.drawText(foot, right, f"{number + 1} of {self.pages}")

    # What stands on them

    def _write(self) -> None:
        report = self._report
        self._block(report.title, _TITLE, bold=True, first=True)
        by = f"{report.author} · {report.subtitle}" if report.author else report.subtitle
        self._block(by, _BODY, "muted")
        for section in report.sections:
            self._block(section.title, _HEADING, bold=True, heading=True)
            for paragraph in section.paragraphs:
                self._block(paragraph)
            for picture in section.pictures:
                if picture in self._images:
                    self._picture(picture)
            for table in section.tables:
                self._table(table)
            self._items(section.items)

    def _block(
        self,
        text: str,
        points: float = _BODY,
        tone: str = "text",
        *,
        bold: bool = False,
        heading: bool = False,
        first: bool = False,
    ) -> None:
        form = QTextBlockFormat()
        form.setTopMargin(18 if heading else 0)
        form.setBottomMargin(_BETWEEN)
        if text:
            form.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if heading:
            form.setHeadingLevel(2)
        letters = self._letters(points, tone, bold=bold)
        if first:
            self._cursor.setBlockFormat(form)
            self._cursor.setBlockCharFormat(letters)
        else:
            self._cursor.insertBlock(form, letters)
        self._cursor.insertText(_plain(text), letters)

    def _letters(self, points: float, tone: str = "text", *, bold: bool = False) -> QTextCharFormat:
        letters = QTextCharFormat()
        letters.setFont(self._font)
        letters.setFontPointSize(points)
        letters.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        letters.setForeground(LIGHT.colour(tone))
        return letters

    def _picture(self, picture: Picture) -> None:
        image = self._images[picture]
        self._block("")
        form = QTextImageFormat()
        form.setName(_address(picture).toString())
        form.setWidth(self._room.width())
        form.setHeight(self._room.width() * image.height() / image.width())
        self._cursor.insertImage(form)

    def _table(self, table: Table) -> None:
        form = QTextTableFormat()
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setHeaderRowCount(1)
        form.setCellPadding(3)
        form.setCellSpacing(0)
        form.setBorder(0.5)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(LIGHT.colour("line"))
        form.setBorderCollapse(True)
        form.setTopMargin(_BETWEEN)
        form.setBottomMargin(_BETWEEN)
        form.setColumnWidthConstraints(_shares(table))
        made = self._cursor.insertTable(len(table.rows) + 1, len(table.headers), form)
        for number, row in enumerate((table.headers, *table.rows)):
            letters = self._letters(_SMALL, "text" if number else "muted", bold=not number)
            for column, text in enumerate(row):
                cell = made.cellAt(number, column).firstCursorPosition()
                side = QTextBlockFormat()
                is_right = column >= table.numbers_from
                side.setAlignment(Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft)
                cell.setBlockFormat(side)
                cell.insertText(_plain(text), letters)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)

    def _items(self, items: Iterable[Item]) -> None:
        for item in items:
            self._block(f"• {item.text}: {item.address}" if item.address else f"• {item.text}")

    def _keep_headings_with_their_text(self) -> None:
        """A heading that would stand alone at the foot of a page begins the next one."""
        layout, block = self._document.documentLayout(), self._document.begin()
        while block.isValid():
            if block.blockFormat().headingLevel():
                foot, page = layout.blockBoundingRect(block).bottom(), self._room.height()
                under = layout.blockBoundingRect(block.next()).height()
                if page - foot % page < max(under + 2 * _BETWEEN, _KEPT_TOGETHER):
                    self._begin_page(block)
            block = block.next()

    def _begin_page(self, block: QTextBlock) -> None:
        form = block.blockFormat()
        form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        QTextCursor(block).setBlockFormat(form)
        # Laid out from the beginning: Qt loses blocks behind a page that was broken afterwards.
        self._document.markContentsDirty(0, self._document.characterCount())


def _shares(table: Table) -> list[QTextLength]:
    """The columns by their longest text, within reason."""
    longest = [max(len(row[column]) for row in (table.headers, *table.rows)) for column in range(len(table.headers))]
    letters = [min(each, _WIDEST_COLUMN) + _AROUND_COLUMN for each in longest]
    return [QTextLength(QTextLength.Type.PercentageLength, 100 * each / sum(letters)) for each in letters]


def _plain(text: str) -> str:
    """What a text document would take for its own marks is left out."""
    return text.replace("\0", "").replace("￼", "")


def _address(picture: Picture) -> QUrl:
    return QUrl(f"report:{picture.value}")
