"""The text of an ad as it was pasted: its asks are marked, and parts not read for skills are folded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QMimeData, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gui.pages.ads.shown_text import ShownText
from gui.widgets.painting import draw_focus
from roadmaps.ads import AskState, PartKind
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPaintEvent, QResizeEvent, QTextBlock, QTextLine

    from gui.theme.palette import Theme
    from roadmaps.ads import MeasuredAsk, ReadAd

_MARGIN = 56
_Underline = QTextCharFormat.UnderlineStyle


class MarkStyle(NamedTuple):
    """How a state is marked: a background and a kind of underline, in colours of their own."""

    ground: str
    line: str
    text: str
    underline: QTextCharFormat.UnderlineStyle


MARKS = {
    AskState.HAVE: MarkStyle("have_tint", "have", "text", _Underline.SingleUnderline),
    AskState.LEARNING: MarkStyle("learning_tint", "learning", "text", _Underline.DashUnderline),
    AskState.MISSING: MarkStyle("carry_tint", "text", "text", _Underline.DotLine),
    AskState.SET_ASIDE: MarkStyle("alt", "muted", "muted", _Underline.NoUnderline),
}
"""By state; missing ones are also bold, and those set aside are struck out."""


def mark_format(state: AskState, theme: Theme) -> QTextCharFormat:
    """The format of words that ask for a skill in a state."""
    style, made = MARKS[state], QTextCharFormat()
    made.setBackground(theme.colour(style.ground))
    made.setForeground(theme.colour(style.text))
    made.setUnderlineStyle(style.underline)
    made.setUnderlineColor(theme.colour(style.line))
    made.setFontStrikeOut(state is AskState.SET_ASIDE)
    if state is AskState.MISSING:
        made.setFontWeight(QFont.Weight.DemiBold)
    return made


def _across(line: QTextLine, place: int) -> float:
    """Where a character of a line begins, px; Qt also returns the place that it moved to."""
    found: Any = line.cursorToX(place)
    return float(found[0] if isinstance(found, tuple) else found)


class _Fold(NamedTuple):
    """A part that is not read for skills: its first line, and the last one."""

    first: int
    last: int


class _Lines(QWidget):
    """The margin beside the text: a solid line along must-haves, a dashed one along nice-to-haves."""

    def __init__(self, text: AdText) -> None:
        super().__init__(text)
        self._text = text

    def sizeHint(self) -> QSize:
        """As wide as the margin."""
        return QSize(self._text.margin, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the margin as the text describes it."""
        self._text.paint_margin(QPainter(self))


class AdText(QPlainTextEdit):
    """Read-only. Marked words can be clicked to choose their ask; any words can be selected and taught."""

    ask_chosen = Signal(int)
    """The words of the ask at this place of the measured ad were clicked."""
    menu_wanted = Signal(object)
    """Open a menu for the selected words at this point of the screen."""
    words_selected = Signal(str)
    folded = Signal()
    """A part was folded or unfolded."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._read: ReadAd | None = None
        self._shown = ShownText("")
        self._chosen: int | None = None
        self._folds: list[_Fold] = []
        self._open: set[int] = set()
        """First lines of the parts that are unfolded."""
        self._kinds: list[PartKind | None] = []
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Text of the ad")
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._lines = _Lines(self)
        self._make_room()
        self.selectionChanged.connect(lambda: self.words_selected.emit(self.selected))
        self.updateRequest.connect(lambda *_: self._lines.update())
        theme.changed.connect(self._make_room)
        theme.changed.connect(self._mark)

    @property
    def margin(self) -> int:
        """The room beside the text, px."""
        return self._theme.px(_MARGIN)

    def _make_room(self) -> None:
        self.setViewportMargins(self.margin, 0, 0, 0)
        self._place_lines()

    def _place_lines(self) -> None:
        room = self.contentsRect()
        self._lines.setGeometry(QRect(room.left(), room.top(), self.margin, room.height()))

    # What is shown

    def show_ad(self, read: ReadAd) -> None:
        """Show an ad; the same one stays scrolled and unfolded as it is."""
        before, self._read = self._read, read
        is_same = before is not None and (before.id, before.ad.text) == (read.id, read.ad.text)
        if not is_same:
            self._shown = ShownText(read.ad.text)
            self._open.clear()
            self._chosen = None
            self.setPlainText(self._shown.text)
        if not is_same or before is None or before.measured != read.measured:
            self._find_parts(read)
            self._mark()

    def choose(self, place: int | None) -> None:
        """Frame the words of an ask, and scroll to them."""
        self._chosen = place
        if self._read and place is not None:
            mention = self._read.measured.asks[place].ask.mentions[0]
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._shown.place(mention.start))
            self._unfold_around(cursor.block())
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        self.viewport().update()

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selection, letter for letter as it was pasted: Qt would lose no-break spaces and line ends."""
        cursor, shown = self.textCursor(), self._shown
        text = self._read.ad.text if self._read else ""
        data = QMimeData()
        data.setText(text[shown.index(cursor.selectionStart()) : shown.index(cursor.selectionEnd())])
        return data

    @property
    def selected(self) -> str:
        """The words that are selected, on one line; empty if none are."""
        return " ".join(self.textCursor().selectedText().split())

    @property
    def folds(self) -> int:
        """How many parts are not read for skills."""
        return len(self._folds)

    @property
    def is_folded(self) -> bool:
        """Whether any of them is folded."""
        return any(fold.first not in self._open for fold in self._folds)

    def fold_all(self, wanted: bool) -> None:
        """Fold or unfold every part that is not read."""
        self._open = set() if wanted else {fold.first for fold in self._folds}
        self._apply_folds()

    def _line(self, index: int) -> int:
        return self.document().findBlock(self._shown.place(index)).blockNumber()

    def _find_parts(self, read: ReadAd) -> None:
        self._kinds, self._folds = [None] * self.document().blockCount(), []
        wishes: dict[int, list[bool]] = {}
        for ask in read.measured.reading.asks:
            for mention in ask.mentions:
                wishes.setdefault(self._line(mention.start), []).append(mention.is_nice)
        for part in read.measured.reading.parts:
            first, last = self._line(part.start), self._line(max(part.start, part.end - 1))
            while last > first and not self.document().findBlockByNumber(last).text().strip():
                last -= 1
            asks = any(line in wishes for line in range(first, last + 1))
            for line in range(first, last + 1):
                said = wishes.get(line)
                kind = PartKind.NICE if part.kind is PartKind.NICE or (said and all(said)) else PartKind.MUST
                self._kinds[line] = kind if said or (asks and part.kind is not PartKind.UNMARKED) else None
            if part.kind is PartKind.SILENT and not read.corrections.reads_all:
                # Only whole lines can be folded, and only if nothing else is on them.
                before = self.document().findBlockByNumber(first)
                is_own = not self._shown.text[before.position() : self._shown.place(part.start)].strip()
                if is_own and not asks:
                    self._folds.append(_Fold(first, last))
        self._apply_folds()

    def _mark(self) -> None:
        cursor, read, theme = QTextCursor(self.document()), self._read, self._theme
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setCharFormat(QTextCharFormat())
        if read:
            bold, grey = QTextCharFormat(), QTextCharFormat()
            bold.setFontWeight(QFont.Weight.DemiBold)
            grey.setForeground(theme.colour("muted"))
            for part in read.measured.reading.parts:
                if part.kind is PartKind.SILENT and not read.corrections.reads_all:
                    self._format(cursor, part.start, part.end, grey)
                start = read.ad.text.find(part.heading, part.start, part.end) if part.heading else -1
                if start >= 0:
                    self._format(cursor, start, start + len(part.heading), bold)
            for each in read.measured.asks:
                for mention in each.ask.mentions:
                    self._format(cursor, mention.start, mention.end, mark_format(each.state, theme))
        cursor.endEditBlock()
        self.viewport().update()
        self._lines.update()

    def _format(self, cursor: QTextCursor, start: int, end: int, format: QTextCharFormat) -> None:
        cursor.setPosition(self._shown.place(start))
        cursor.setPosition(self._shown.place(end), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(format)

    # Folding

    def _apply_folds(self) -> None:
        document = self.document()
        folded = (fold for fold in self._folds if fold.first not in self._open)
        hidden = {line for fold in folded for line in range(fold.first + 1, fold.last + 1)}
        block = document.firstBlock()
        while block.isValid():
            block.setVisible(block.blockNumber() not in hidden)
            block = block.next()
        document.markContentsDirty(0, document.characterCount())
        self.viewport().update()
        self._lines.update()
        self.folded.emit()

    def _fold_at(self, line: int) -> _Fold | None:
        return next((fold for fold in self._folds if fold.first == line), None)

    def _unfold_around(self, block: QTextBlock) -> None:
        line = block.blockNumber()
        for fold in self._folds:
            if fold.first < line <= fold.last and fold.first not in self._open:
                self._open.add(fold.first)
                self._apply_folds()

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margin beside the text."""
        super().resizeEvent(event)
        self._place_lines()

    def _blocks_in_view(self) -> Sequence[tuple[QTextBlock, QRectF]]:
        found: list[tuple[QTextBlock, QRectF]] = []
        block = self.firstVisibleBlock()
        while block.isValid():
            frame = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if frame.top() > self.viewport().height():
                break
            if block.isVisible():
                found.append((block, frame))
            block = block.next()
        return found

    def paint_margin(self, painter: QPainter) -> None:
        """Paint lines and their words, and signs where a part is folded."""
        theme, margin = self._theme, self.margin
        painter.setFont(theme.font("caption"))
        metrics = QFontMetrics(theme.font("caption"))
        before: PartKind | None = None
        for block, frame in self._blocks_in_view():
            line = block.blockNumber()
            kind = self._kinds[line] if self._kinds else None
            if kind:
                dashes = Qt.PenStyle.SolidLine if kind is PartKind.MUST else Qt.PenStyle.DashLine
                painter.setPen(QPen(theme.colour("text2"), 2, dashes))
                painter.drawLine(margin - 8, round(frame.top()), margin - 8, round(frame.bottom()) - 1)
                if kind is not before:
                    word = "must" if kind is PartKind.MUST else "nice"
                    room = QRect(0, round(frame.top()) + 2, margin - 14, metrics.height())
                    painter.setPen(theme.colour("text2"))
                    painter.drawText(room, Qt.AlignmentFlag.AlignRight, word)
            before = kind
            if self._fold_at(line):
                corner = QPoint(margin - 14, int(round(frame.top()) + metrics.height() / 2 + 2))
                bends = ((0, -2), (4, 2), (8, -2)) if line in self._open else ((2, -4), (6, 0), (2, 4))
                painter.setPen(QPen(theme.colour("text2"), 1.5))
                painter.drawPolyline([corner + QPoint(*bend) for bend in bends])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, how much is folded, and a frame around the words of the chosen ask."""
        super().paintEvent(event)
        painter, theme = QPainter(self.viewport()), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("muted"))
        for block, frame in self._blocks_in_view():
            fold = self._fold_at(block.blockNumber())
            if fold and fold.last > fold.first and fold.first not in self._open:
                last = block.layout().lineAt(max(0, block.layout().lineCount() - 1))
                left = round(frame.left() + last.naturalTextRect().right()) + 12
                words = f"… {count_text(fold.last - fold.first, 'more line')}"
                top, width = round(frame.bottom() - last.height()), self.viewport().width() - left
                painter.drawText(QRect(left, top, width, round(last.height())), Qt.AlignmentFlag.AlignVCenter, words)
        for frame in self._frames_of_chosen():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(frame, 4, 4)
        if self.hasFocus():
            draw_focus(painter, QRectF(self.viewport().rect()), theme, 4)

    def _frames_of_chosen(self) -> Sequence[QRectF]:
        if self._read is None or self._chosen is None or self._chosen >= len(self._read.measured.asks):
            return ()
        found: list[QRectF] = []
        for mention in self._read.measured.asks[self._chosen].ask.mentions:
            start, end = self._shown.place(mention.start), self._shown.place(mention.end)
            block = self.document().findBlock(start)
            while block.isValid() and block.position() < end:
                if block.isVisible():
                    found += self._frames_in(block, start - block.position(), end - block.position())
                block = block.next()
        return found

    def _frames_in(self, block: QTextBlock, start: int, end: int) -> Sequence[QRectF]:
        found: list[QRectF] = []
        corner = self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
            if first < last:
                sides = [_across(line, each) for each in (first, last)]
                frame = QRectF(min(sides), line.y(), abs(sides[1] - sides[0]), line.height())
                found.append(frame.translated(corner).adjusted(-1, 0, 1, 0))
        return found

    # Pointer

    def ask_at(self, place: QPoint) -> int | None:
        """The ask whose words are at a point of the viewport."""
        index = self._shown.index(self.cursorForPosition(place).position())
        asks: Sequence[MeasuredAsk] = self._read.measured.asks if self._read else ()
        for number, each in enumerate(asks):
            if any(mention.start <= index <= mention.end for mention in each.ask.mentions):
                return number
        return None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses what the words ask for, or unfolds a part."""
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
            return
        place = event.position().toPoint()
        ask = self.ask_at(place)
        if ask is not None:
            self.ask_chosen.emit(ask)
        elif fold := self._fold_at(self.cursorForPosition(place).block().blockNumber()):
            self._open ^= {fold.first}
            self._apply_folds()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the selected words, or with those under the pointer."""
        if not self.textCursor().hasSelection():
            ask = self.ask_at(self.viewport().mapFromGlobal(event.globalPos()))
            if ask is not None:
                self.ask_chosen.emit(ask)
        self.menu_wanted.emit(event.globalPos())
