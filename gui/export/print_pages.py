"""Pages to print, scaled to the paper: documents that Qt lays out from a report's HTML, and the map."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QImage, QPageLayout, QPageSize, QPainter, QTextDocument
from PySide6.QtSvg import QSvgRenderer

from gui.export.pdf import paper_of
from gui.theme.palette import LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QLocale, QSize, QUrl
    from PySide6.QtPrintSupport import QPrinter

STYLE = f"""\
body {{ color: {LIGHT.text}; }}
h1 {{ font-size: 26px; margin-bottom: 0; }} h2 {{ font-size: 18px; margin-top: 22px; }}
h3, caption {{ font-size: 13px; font-weight: 600; }}
table {{ margin: 10px 0; }} th, td {{ text-align: left; padding: 3px 8px 3px 0; }}
th.number, td.number {{ text-align: right; }}
.own {{ white-space: pre-wrap; }}
"""
"""What Qt understands of style sheets; lengths in the document's pixels."""
_PIXELS_PER_POINT = 96 / 72
_LETTERS = 13
"""Height of the text in the document's pixels: 9.75 points."""
_SHARPER = 4
"""Dots of a chart for each pixel of the document: nearly 400 per inch."""
_MARGIN_MM = 18.0
_FOOTER = 28.0
"""Room for the page number, in the document's pixels."""


def layout_for(locale: QLocale, *, is_landscape: bool) -> QPageLayout:
    """The paper that the locale uses, with margins for holes."""
    size = QPageSize.PageSizeId.Letter if paper_of(locale) == "us-letter" else QPageSize.PageSizeId.A4
    direction = QPageLayout.Orientation.Landscape if is_landscape else QPageLayout.Orientation.Portrait
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    return QPageLayout(QPageSize(size), direction, margins, QPageLayout.Unit.Millimeter)


class PrintPages(Protocol):
    """Something to print."""

    @property
    def layout(self) -> QPageLayout:
        """The paper that it is made for."""

    def paint(self, printer: QPrinter) -> None:
        """Paint the pages of the chosen range, scaled to the paper that is set."""


class DocumentPages:
    """A document, laid out and painted in the window's thread, since the fonts of a layout belong to its thread."""

    def __init__(self, html: str, families: Sequence[str], layout: QPageLayout) -> None:
        self.layout = layout
        room = layout.paintRect(QPageLayout.Unit.Point).size() * _PIXELS_PER_POINT
        self._document = document = _Document(room.width())
        font = QFont([*families])
        font.setPixelSize(_LETTERS)  # points would depend on the screen
        document.setDefaultFont(font)
        document.setDocumentMargin(0)
        document.setHtml(html)
        document.setPageSize(QSizeF(room.width(), room.height() - _FOOTER))
        self.count = document.pageCount()

    def paint(self, printer: QPrinter) -> None:
        """Paint the pages of the chosen range, each with its number."""
        room, page = _room(printer), self._document.pageSize()
        scale = min(room.width() / page.width(), room.height() / (page.height() + _FOOTER))
        first, last = max(printer.fromPage(), 1), min(printer.toPage() or self.count, self.count)
        painter = QPainter(printer)
        painter.scale(scale, scale)
        painter.setFont(self._document.defaultFont())
        for number in range(first, last + 1):
            if number > first:
                printer.newPage()
            painter.save()
            painter.translate(0, -(number - 1) * page.height())
            self._document.drawContents(painter, QRectF(0, (number - 1) * page.height(), page.width(), page.height()))
            painter.restore()
            footer = QRectF(0, page.height(), page.width(), _FOOTER)
            bottom_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
            painter.setPen(LIGHT.muted)
            painter.drawText(footer, bottom_right, f"{number} of {self.count}")
        painter.end()


class MapPages:
    """A picture of any size, on one page."""

    def __init__(self, size: QSize, draw: Callable[[QPainter], object], layout: QPageLayout) -> None:
        self._size, self._draw, self.layout = size, draw, layout

    def paint(self, printer: QPrinter) -> None:
        """Paint the picture as large as the paper allows."""
        room = _room(printer)
        scale = min(room.width() / self._size.width(), room.height() / self._size.height())
        painter = QPainter(printer)
        painter.scale(scale, scale)
        self._draw(painter)
        painter.end()


def _room(printer: QPrinter) -> QSize:
    return printer.pageLayout().paintRectPixels(printer.resolution()).size()


class _Document(QTextDocument):
    """Draws the charts in a page's HTML sharply enough for paper; loads nothing else."""

    def __init__(self, width: float) -> None:
        super().__init__()
        self._width = width

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A chart embedded in the page."""
        address = name if isinstance(name, str) else name.toString()
        if not address.startswith("data:image/svg+xml;base64,"):
            return None
        drawing = QSvgRenderer(b64decode(address.partition(",")[2]))
        size = drawing.defaultSize()
        size = size.scaled(int(self._width), size.height(), Qt.AspectRatioMode.KeepAspectRatio)
        image = QImage(size * _SHARPER, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        image.setDevicePixelRatio(_SHARPER)
        return image
