"""Paints the schedule: weeks, bars and names, and the header of months and weeks above them."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from gui.app.date_format import month_text
from gui.widgets.badge import STATE_ICONS, STATE_MEANINGS
from gui.widgets.painting import draw_box, draw_tag, fill, tag_width, write
from roadmaps.catalogue import YOURS

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gui.pages.plan.schedule_rows import BarPlace, ScheduleRow, Weeks
    from gui.pages.plan.schedule_view import ScheduleView
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

WEEK_WIDTH = 36
EDGE, SIGN, GAP = 6, 14, 6
_BAR = 14
_POINT = 4.5
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class SchedulePainter:
    """Paints the parts of a schedule, where its view places them."""

    def __init__(self, view: ScheduleView, theme: Theme, icons: Icons) -> None:
        self._view, self._theme, self._icons = view, theme, icons

    def paint_weeks(self, painter: QPainter, area: QRect, weeks: Weeks) -> None:
        """Paint a line before each week, and hatch the weeks off."""
        painter.save()
        painter.setClipRect(area.adjusted(self._view.names_width, 0, 0, 0))
        for number in self._view.weeks_shown():
            left = round(self._view.left_of(number))
            if number in weeks.off:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QBrush(self._theme.colour("line"), Qt.BrushStyle.BDiagPattern))
                painter.drawRect(QRect(left, area.top(), WEEK_WIDTH, area.height()))
            fill(painter, QRect(left, area.top(), 1, area.height()), self._theme.colour("line"))
        painter.restore()

    def paint_lines(self, painter: QPainter, area: QRect, weeks: Weeks) -> None:
        """Paint the lines of today and of the target."""
        if weeks.today is not None:
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            x = max(self._view.left_of(weeks.today), self._view.left_of(0) + 1)
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom() + 1))
        if weeks.target is not None:
            painter.setPen(QPen(self._theme.colour("text"), 1.5, Qt.PenStyle.DotLine))
            x = self._view.left_of(weeks.target)
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom() + 1))

    def paint_bars(self, painter: QPainter, row: ScheduleRow, rect: QRect) -> None:
        """Paint the bars of a row: solid for the middle estimate, dashed if it takes longer."""
        theme, height = self._theme, self._theme.px(_BAR)
        top = rect.top() + (rect.height() - height) / 2
        accent = theme.colour("accent")
        shade = theme.colour("accent")
        shade.setAlphaF(0.4)
        nexts = [self._view.left_of(bar.begin) for bar in row.bars[1:]] + [inf]
        for bar, following in zip(row.bars, nexts, strict=False):  # a row without bars has one item more here
            begin, end, longer = (self._view.left_of(each) for each in (bar.begin, bar.end, bar.longer_end))
            if longer > end:
                pen = QPen(accent, 1.25)
                pen.setDashPattern([2.4, 2])
                frame = QRectF(end - 3, top + 0.6, longer - end + 3, height - 1.2)
                draw_box(painter, frame, 3, theme.colour("surface"), pen)
            solid = QRectF(begin + 0.6, top + 0.6, max(3.0, end - begin - 1.2), height - 1.2)
            draw_box(painter, solid, 3, theme.colour("surface"))
            draw_box(painter, solid, 3, shade, QPen(accent, 1.25))
            self._paint_words(painter, bar, rect, following)
        if not row.bars:
            words = f"{row.hours}, not within 10 years"
            self._write(painter, words, self._view.names_width + GAP, rect, "muted", bold=False)

    def _paint_words(self, painter: QPainter, bar: BarPlace, rect: QRect, following: float) -> None:
        """Paint the hours and the milestone after a bar, if they fit before the next one."""
        theme, flag = self._theme, bar.flag
        left = max(self._view.left_of(bar.longer_end), self._view.left_of(bar.end)) + GAP
        if flag:
            point = theme.px(2 * _POINT) / 2
            middle = QPointF(self._view.left_of(flag.at), rect.top() + rect.height() / 2)
            painter.setPen(QPen(theme.colour("surface"), 1))
            painter.setBrush(theme.colour("text"))
            ways = ((0, -1), (1, 0), (0, 1), (-1, 0))
            painter.drawPolygon(QPolygonF([middle + QPointF(x, y) * (point + 0.5) for x, y in ways]))
            left = max(left, middle.x() + point + GAP)
        if left + self._width(bar.hours, bold=False) + GAP < following:
            left = self._write(painter, bar.hours, left, rect, "muted", bold=False) + GAP
        if flag and left + theme.px(SIGN) + GAP + self._width(flag.text, bold=True) < following:
            place = QRect(round(left), rect.top(), rect.width(), rect.height())
            sign = self._icons.draw(painter, place, "flag", size=SIGN)
            self._write(painter, flag.text, left + sign + 4, rect, "text2", bold=True)

    def _width(self, text: str, *, bold: bool) -> int:
        return QFontMetrics(self._theme.font("caption", bold=bold)).horizontalAdvance(text) + 2

    def _write(self, painter: QPainter, text: str, left: float, rect: QRect, tone: str, *, bold: bool) -> float:
        """Write text on a row; returns where it ends, px."""
        font = self._theme.font("caption", bold=bold)
        painter.setFont(font)
        painter.setPen(self._theme.colour(tone))
        width = self._width(text, bold=bold)
        painter.drawText(QRectF(left, rect.top(), width, rect.height()), _LEFT, text)
        return left + width

    def paint_name(self, painter: QPainter, row: ScheduleRow, rect: QRect, is_selected: bool) -> None:
        """Paint the state and the name of a row, over whatever scrolls below."""
        theme, names = self._theme, self._view.names_width
        ground = theme.colour("accent_tint" if is_selected else "surface")
        fill(painter, QRect(0, rect.top(), names, rect.height() - 1), ground)
        fill(painter, QRect(names - 1, rect.top(), 1, rect.height()), theme.colour("line"))
        place = QRect(EDGE, rect.top(), names, rect.height())
        sign = self._icons.draw(painter, place, STATE_ICONS[row.state], STATE_MEANINGS[row.state], size=SIGN)
        left, caption = EDGE + sign + GAP, theme.font("caption")
        tag = tag_width(YOURS, QFontMetrics(caption)) if row.is_own else 0
        room = QRect(left, rect.top(), names - left - 4 - tag, rect.height())
        write(painter, room, row.name, theme.font("dense", bold=is_selected), theme.colour("text"))
        if row.is_own:
            draw_tag(painter, names - tag - 4, rect.top() + rect.height() / 2, YOURS, caption, theme)
        if is_selected:
            fill(painter, QRect(0, rect.top(), 3, rect.height()), theme.colour("accent"))


class WeeksHeader(QWidget):
    """The header: months, and the day each week begins on."""

    def __init__(self, view: ScheduleView, painting: SchedulePainter, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._painting, self._theme = view, painting, theme
        self.setAccessibleName("Weeks")

    @property
    def needed_height(self) -> int:
        """The height of two lines, px."""
        return 2 * (QFontMetrics(self._theme.font("caption")).height() + 5)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the weeks in sight; the name of the current month stays at the left."""
        view, weeks = self._view, self._view.weeks
        if weeks is None:
            return
        painter, theme, line = QPainter(self), self._theme, self.height() // 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill(painter, self.rect(), theme.colour("surface"))
        self._painting.paint_weeks(painter, QRect(0, line, self.width(), line), weeks)
        names = view.names_width
        painter.setClipRect(QRect(names, 0, self.width() - names, self.height()))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("muted"))
        months: list[tuple[float, str]] = []
        for number in view.weeks_shown():
            monday, left = weeks.monday(number), view.left_of(number)
            painter.drawText(QRectF(left + 5, line, WEEK_WIDTH, line), _LEFT, str(monday.day))
            if monday.day <= 7 or not months:
                year = f" {monday.year}" if monday.month == 1 or number == 0 else ""
                months.append((max(left, names), f"{month_text(monday)}{year}"))
        bold = theme.font("caption", bold=True)
        painter.setFont(bold)
        painter.setPen(theme.colour("text2"))
        ends = [left for left, _ in months[1:]] + [float(self.width())]
        for (left, text), end in zip(months, ends, strict=True):
            if left + 5 + QFontMetrics(bold).horizontalAdvance(text) <= end:
                painter.drawText(QRectF(left + 5, 0, end - left, line), _LEFT, text)
        painter.setClipping(False)
        if weeks.target is not None and (x := view.left_of(weeks.target)) >= names:
            self._label_target(painter, line, x)
        fill(painter, QRect(0, self.height() - 1, self.width(), 1), theme.colour("line"))

    def _label_target(self, painter: QPainter, line: int, x: float) -> None:
        theme = self._theme
        font = theme.font("caption", bold=True)
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        room = QFontMetrics(font).horizontalAdvance("target") + 2
        frame = QRectF(x - room / 2, line, room, line - 2)
        fill(painter, frame.toRect().adjusted(-2, 0, 2, 0), theme.colour("surface"))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, "target")
