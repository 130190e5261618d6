"""The guide, in a window of its own that stays open beside the main one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QImage, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QSplitter, QTextBrowser, QTreeWidget, QTreeWidgetItem

from gui.widgets.labels import plain_tip
from gui.widgets.layouts import vbox

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from gui.theme.palette import Theme

_SIZE = QSize(980, 720)
_MOST_FOR_SECTIONS = 0.4
"""How much of the width the titles of the sections may take; cut ones have a tooltip."""
_MARGIN = 24
_ABOVE = {1: 0, 2: 24, 3: 12}
_BELOW = 8
_TOP, _INDENT = 2, 16
_BESIDE = 16
"""Room beside the widest title, px."""
_LINE_PERCENT = 120
_PLACE = Qt.ItemDataRole.UserRole
SECTIONS = {
    "assess": "Your first ten minutes",
    "welcome": "Your first ten minutes",
    "skills": "What the numbers mean",
    "progress": "When you are likely to finish",
    "plan": "Hours left",
}
"""Page -> the section that explains it; other pages open at the beginning."""


def guide_file() -> Path:
    """The guide: installed beside this module, or among the documents of a checkout."""
    installed = Path(__file__).parent / "guide" / "guide.md"
    return installed if installed.exists() else Path(__file__).parents[2] / "docs" / "guide.md"


class GuideText(QTextBrowser):
    """Text whose pictures fit its width and are sharp on any screen."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture, made smaller where it is wider than the text."""
        loaded = super().loadResource(kind, name)
        image = QImage(loaded) if isinstance(loaded, QImage) else QImage.fromData(loaded)
        if image.isNull():
            return loaded
        ratio = self.devicePixelRatioF()
        width = round((self.viewport().width() - 2 * _MARGIN) * ratio)
        if image.width() > width:
            image = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
            image.setDevicePixelRatio(ratio)
        return image


class GuideDialog(QDialog):
    """The guide with its sections at the left. It stays open while the user goes on working."""

    def __init__(self, theme: Theme, section: str, room: QRect, parent: QWidget) -> None:
        """Opens at a section; ``room`` is the part of the screen that it may take."""
        super().__init__(parent)
        self.setWindowTitle("Guide")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme, self._first = theme, section
        self.text = GuideText()
        self.text.setAccessibleName("Guide")
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.sections = QTreeWidget()
        self.sections.setHeaderHidden(True)
        self.sections.setRootIsDecorated(False)
        self.sections.setItemsExpandable(False)
        self.sections.setIndentation(_INDENT)
        self.sections.setAccessibleName("Sections")
        self.sections.setProperty("variant", "sections")
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sections.currentItemChanged.connect(self._show_section)
        self._halves = QSplitter()
        self._halves.addWidget(self.sections)
        self._halves.addWidget(self.text)
        self._halves.setStretchFactor(1, 1)
        self._halves.setChildrenCollapsible(False)
        vbox(self._halves, on=self, gap=0)
        self.resize(_SIZE.boundedTo(room.size()))
        theme.changed.connect(self._restyle)

    def _read(self) -> None:
        file = guide_file()
        document = QTextDocument(self.text)  # which it asks for its pictures
        document.setBaseUrl(QUrl.fromLocalFile(str(file)))
        document.setDocumentMargin(_MARGIN)
        document.setDefaultFont(self._theme.font())
        document.setMarkdown(file.read_text(encoding="utf-8"), QTextDocument.MarkdownFeature.MarkdownNoHTML)
        self.text.setDocument(document)
        self.sections.clear()
        cursor = QTextCursor(document)
        block = document.begin()
        while block.isValid():
            form = block.blockFormat()
            level = form.headingLevel()
            form.setTopMargin(_ABOVE.get(level, 0))
            form.setBottomMargin(_BELOW)
            form.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.setPosition(block.position())
            cursor.setBlockFormat(form)
            if level > 1:
                above = self.sections.topLevelItem(self.sections.topLevelItemCount() - 1) if level > _TOP else None
                item = QTreeWidgetItem(above or self.sections, [block.text()])
                item.setData(0, _PLACE, block.position())
                item.setToolTip(0, plain_tip(block.text()))
            block = block.next()
        self.sections.expandAll()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the text once its width is known."""
        super().showEvent(event)
        if not self.sections.topLevelItemCount():
            self._read()
            widest = self.sections.sizeHintForColumn(0) + _BESIDE
            wide = min(widest, round(self.width() * _MOST_FOR_SECTIONS))
            self._halves.setSizes([wide, self.width() - wide])
            self._read()  # with pictures for the width that is left
            self.show_section(self._first)

    def show_section(self, title: str) -> None:
        """Show the section of a title; the beginning if there is none."""
        found = self.sections.findItems(title, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
        if item := found[0] if found else self.sections.topLevelItem(0):
            self.sections.setCurrentItem(item)

    def _show_section(self, item: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(item.data(0, _PLACE))
        # From the end upwards, so that the heading comes to the top of the window.
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.setTextCursor(cursor)
        self.text.verticalScrollBar().setValue(self.text.verticalScrollBar().value() + self.text.cursorRect().top() - 8)

    def _restyle(self) -> None:
        current = self.sections.currentItem()
        title = current.text(0) if current else ""
        self._read()
        self.show_section(title)
