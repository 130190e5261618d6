"""The map of careers: the steps into each role, the jobs they lead to, and the two transitions.

All text is in widgets of its own, for keyboard and screen reader; the map places them and draws the lines between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from gui.app.date_format import locale_forms
from gui.pages.roles.career_plan import CareerTrack, plan_map
from gui.widgets.buttons import LinkButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.labels import PlainLabel, set_tip
from gui.widgets.layouts import vbox
from gui.widgets.option_button import OptionButton
from gui.widgets.painted import Painted
from gui.widgets.painting import draw_box, draw_focus
from roadmaps.gap import measure_gap
from roadmaps.gap.explanation import nothing_left_text
from roadmaps.text.text_format import count_text, hours_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter, QResizeEvent
    from PySide6.QtWidgets import QAbstractButton

    from gui.app.tracker import Tracker
    from gui.pages.roles.career_plan import CareerMapLayout
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Roadmap
    from roadmaps.catalogue.comparison import CareerPath, Comparison

_CORNER = 6
_HEAD = 7


class MapBox(OptionButton):
    """A step, or a job that may follow; clicking it shows what the article says about it."""

    def __init__(self, name: str, brief: str, place: str, statement: str, theme: Theme) -> None:
        super().__init__(theme, hint=0, least=QSize(0, 24))
        self._is_step = bool(brief)
        self.description = f"{name}: {statement}"
        """What the article says about it, and where."""
        self.setAccessibleName(f"{place}: {name}: {brief}" if brief else f"{place}: {name}")
        set_tip(self, statement)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = vbox(on=self, gap=2, margins=(10, 9, 8, 9) if brief else (10, 3, 8, 3))
        column.addWidget(PlainLabel(name, role="body" if brief else "dense", bold=bool(brief), theme=theme))
        if brief:
            column.addWidget(PlainLabel(brief, role="caption", tone="text2", theme=theme))
        self.let_clicks_through()

    def sizeHint(self) -> QSize:
        """Room for the name and the caption below."""
        layout = self.layout()
        return layout.sizeHint().expandedTo(self.minimumSizeHint()) if layout else QSize()

    def _paint(self, painter: QPainter) -> None:
        """A job has a tint, and a frame only when chosen."""
        is_chosen, colour = self.isChecked(), self._theme.colour
        ground = "accent_tint" if is_chosen else "surface" if self._is_step else "carry_tint"
        edge = QPen(colour("accent" if is_chosen else "control" if self._is_step else ground), 1.5 if is_chosen else 1)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        draw_box(painter, frame, 6 if self._is_step else 4, colour(ground), edge)
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), self._theme, 6)


class Transition(QWidget):
    """One transition: whether it is the user’s, how much is left on it, and a link to the roadmap."""

    def __init__(self, roadmap: Roadmap, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.roadmap = roadmap
        self.is_own = False
        self.link = LinkButton("", theme, icons, bold=True)
        self._left = PlainLabel(role="caption", tone="text2", theme=theme).wrapping()
        self._left.setContentsMargins(4, 0, 0, 0)
        vbox((self.link, 0, Qt.AlignmentFlag.AlignLeft), self._left, on=self, gap=0)

    def show_left(self, tracker: Tracker, lock: ChangeLock) -> None:
        """Show how much is left; the link of the other transition makes it the goal."""
        self.roadmap = tracker.catalogue.roadmaps[self.roadmap.id]  # the user may have changed it
        self.is_own = tracker.roadmap is self.roadmap
        gap = measure_gap(self.roadmap, tracker.progress)
        left = f"{count_text(gap.total.left, 'can-do')} left, {hours_text(gap.total.hours_left, locale_forms())}"
        left = nothing_left_text(gap) or left
        other = "Another roadmap" if tracker.roadmap.is_own else "The other direction"
        words = "Yours" if self.is_own else other
        self.link.setText(f"{words}: {self.roadmap.name}")
        self.link.setAccessibleName(f"{self.link.text()}, {left}")
        self.link.setAccessibleDescription("Shows the roadmap")
        lock.hold(self.link, writes=not self.is_own)
        self.link.updateGeometry()
        self._left.setText(left)


class CareerMap(Painted, QWidget):
    """A band for each role, with the transitions between."""

    described = Signal(str)
    """What the article says about the chosen box."""
    roadmap_wanted = Signal(str)

    def __init__(self, tracker: Tracker, comparison: Comparison, theme: Theme, icons: Icons) -> None:
        super().__init__(theme)
        self._tracker = tracker
        self._lock = ChangeLock(tracker, self)
        self.setAccessibleName("Map of careers")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._boxes: list[MapBox] = []
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(self._describe)
        names = {role_id: tracker.catalogue.roles[role_id].name for role_id in comparison.paths}
        self._tracks = [self._track(names[role_id], path) for role_id, path in comparison.paths.items()]
        # The transition into the role of the upper band comes first: it is drawn at the left, pointing up.
        upper = next(iter(comparison.paths))
        shipped = (each for each in tracker.catalogue.roadmaps.values() if not each.is_own)
        roadmaps = sorted(shipped, key=lambda each: each.to_role.id != upper)
        self.transitions = [Transition(roadmap, theme, icons) for roadmap in roadmaps]
        for transition in self.transitions:
            transition.setParent(self)
            transition.link.clicked.connect(
                lambda _=False, roadmap_id=transition.roadmap.id: self.roadmap_wanted.emit(roadmap_id)
            )
        self.refresh()

    def _track(self, name: str, path: CareerPath) -> CareerTrack:
        heading = PlainLabel(name, bold=True, theme=self._theme)
        heading.setParent(self)
        steps = [
            MapBox(
                step.name,
                step.brief,
                f"{name}, step {number}",
                f"{step.statement.text} ({step.statement.citation.text})",
                self._theme,
            )
            for number, step in enumerate(path.steps, 1)
        ]
        posts = [
            MapBox(post.name, "", f"{name}, later", f"a later position. ({post.citation.text})", self._theme)
            for post in path.posts
        ]
        for box in (*steps, *posts):
            box.setParent(self)
            self._boxes.append(box)
            self._group.addButton(box)
        return CareerTrack(heading, steps, posts)

    @property
    def texts(self) -> Sequence[str]:
        """All texts that choosing a box can show."""
        return [box.description for box in self._boxes]

    def begin(self) -> None:
        """Choose the first step, as a hint at what choosing does."""
        self._boxes[0].setChecked(True)

    def refresh(self) -> None:
        """Show how much is left on each transition, and which is the user’s."""
        for transition in self.transitions:
            transition.show_left(self._tracker, self._lock)
        self._place()
        self.update()

    def _describe(self, box: QAbstractButton, is_chosen: bool) -> None:
        if is_chosen and isinstance(box, MapBox):
            self.described.emit(box.description)

    # Layout

    def sizeHint(self) -> QSize:
        """All in one row."""
        width = 1080
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """At least one column."""
        return QSize(max(box.sizeHint().width() for box in self._tracks[0].steps), 0)

    def heightForWidth(self, width: int) -> int:
        """The height of the map at a width."""
        return self.plan(width).height

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        for widget, frame in self.plan(self.width()).places:
            widget.setGeometry(frame)

    def plan(self, width: int) -> CareerMapLayout:
        """The layout at a width."""
        return plan_map(self._tracks, self.transitions, width)

    # Painting

    def _paint(self, painter: QPainter) -> None:
        """Bands and lines; the widgets paint themselves on top."""
        plan, colour = self.plan(self.width()), self._theme.colour
        for band in plan.bands:
            frame = QRectF(band).adjusted(0.5, 0.5, -0.5, -0.5)
            draw_box(painter, frame, 8, colour("alt"), QPen(colour("line"), 1))
        for lines, has_head in ((plan.lines, True), (plan.stems, False)):
            for line in lines:
                _draw_line(painter, line, QPen(colour("control"), 1), has_head=has_head)
        painter.setPen(QPen(colour("control"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for start, end in plan.fans:
            middle = (start.x() + end.x()) / 2
            curve = QPainterPath(start)
            curve.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
            painter.drawPath(curve)
        for transition, line in zip(self.transitions, plan.transitions, strict=True):
            own, other = QPen(colour("accent"), 2), QPen(colour("text2"), 1.5, Qt.PenStyle.CustomDashLine)
            other.setDashPattern([3, 2.5])
            _draw_line(painter, line, own if transition.is_own else other, has_head=True)


def _draw_line(painter: QPainter, points: Sequence[QPointF], pen: QPen, *, has_head: bool) -> None:
    """A line through points with round corners, and an arrowhead at its end."""
    path = QPainterPath(points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        path.lineTo(_towards(corner, before, _CORNER))
        path.quadTo(corner, _towards(corner, after, _CORNER))
    end = points[-1]
    tail = _towards(end, points[-2], _HEAD)
    path.lineTo(tail if has_head else end)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    if has_head:
        across = QPointF(tail.y() - end.y(), end.x() - tail.x()) * 0.6
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pen.color())
        painter.drawPolygon(QPolygonF([end, tail + across, tail - across]))


def _towards(start: QPointF, end: QPointF, distance: float) -> QPointF:
    """The point at a distance from one point on the straight line to another; at most halfway."""
    step = end - start
    length = abs(step.x()) + abs(step.y())
    return start + step * (min(distance, length / 2) / length) if length else QPointF(start)
