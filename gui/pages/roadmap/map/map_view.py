"""The viewport of the map: scrolls, drags, zooms, and turns keys into steps."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QGraphicsView, QStyle

from gui.pages.roadmap.map.boxes import MilestoneItem
from gui.pages.roadmap.map.scene import Room
from gui.pages.roadmap.map.steps import KeyStep
from gui.widgets.accessible_roles import SpokenItem, set_role
from gui.widgets.buttons import is_enter
from gui.widgets.keyboard import latin_key
from gui.widgets.type_ahead import TypeAhead

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QPoint, QRect
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent

    from gui.pages.roadmap.map.boxes import BoxItem, NodeItem
    from gui.pages.roadmap.map.scene import MapScene

_STEPS: Mapping[int, KeyStep] = MappingProxyType(
    {
        Qt.Key.Key_Up: KeyStep.UP,
        Qt.Key.Key_Down: KeyStep.DOWN,
        Qt.Key.Key_Left: KeyStep.LEFT,
        Qt.Key.Key_Right: KeyStep.RIGHT,
        Qt.Key.Key_Home: KeyStep.TOP,
        Qt.Key.Key_End: KeyStep.FOOT,
    }
)
_STEPS_WITH_CONTROL: Mapping[int, KeyStep] = MappingProxyType(
    {
        Qt.Key.Key_Left: KeyStep.NEEDED,
        Qt.Key.Key_Right: KeyStep.OPENED,
        Qt.Key.Key_Home: KeyStep.FIRST,
        Qt.Key.Key_End: KeyStep.LAST,
    }
)
_CLOSER, _FARTHER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal), (Qt.Key.Key_Minus, Qt.Key.Key_Underscore)
_ONCE = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
ZOOM_STEP = 1.1
_WHEEL_LINES = 3
_DRAG_FROM = 4
_ROOM = 24
_LEAST_HEIGHT = 16
"""Less than Qt would ask for: in a low window with large text, it scrolls rather than lies over what is above it."""
_NOTCH = 120


class MapView(QGraphicsView):
    """Reports what the user wants; selection and zoom are set from outside."""

    stepped = Signal(KeyStep)
    selected = Signal(object)
    """A place was clicked."""
    opened = Signal(object)
    """A place was double-clicked, or Enter was pressed (None: the selected place)."""
    toggled = Signal(object)
    """The check box of a milestone was clicked, or Space was pressed (None: the selected place)."""
    zoomed = Signal(float, QPointF)
    """The zoom factor (above 1 to zoom in), and the point of the view that keeps its place."""
    name_typed = Signal()
    """Another letter of a name was typed: ``type_ahead`` has it."""
    fit_wanted = Signal()
    left_wanted = Signal()
    """The list of what is left is to be shown."""
    room_changed = Signal()
    scrolled = Signal()
    focus_changed = Signal()

    def __init__(self, scene: MapScene) -> None:
        super().__init__(scene)
        self._map = scene
        self._pressed: QPoint | None = None
        self._scrolled_at = (0, 0)
        self._is_dragging = False
        self._free = 0
        self.type_ahead = TypeAhead()
        set_role(MapView, "List", MapView.spoken_boxes)
        self.setAccessibleName("Map of the roadmap")
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)

    def spoken_boxes(self) -> list[SpokenItem]:
        """The boxes of the map for screen readers."""
        return [
            SpokenItem(
                box.view_model.spoken,
                partial(self._frame_of, box),
                box.is_selected,
                box.view_model.is_reached if isinstance(box, MilestoneItem) else None,
            )
            for box in self._map.boxes.values()
        ]

    def _frame_of(self, box: BoxItem) -> QRect:
        frame = self.mapFromScene(box.sceneBoundingRect()).boundingRect()
        return frame.translated(self.viewport().mapToGlobal(frame.topLeft()) - frame.topLeft())

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter opens, Space ticks, plus and minus zoom, letters search by name."""
        key, letter = event.key(), latin_key(event)
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        is_command = not self.type_ahead.is_running and (letter in ("0", "L") or key in (*_CLOSER, *_FARTHER))
        if not is_command and self.type_ahead.takes(event):
            self.name_typed.emit()
            return
        if event.isAutoRepeat() and key in _ONCE:
            return  # a held key acts once
        step = (_STEPS_WITH_CONTROL if has_control else _STEPS).get(key)
        if step:
            self.stepped.emit(step)
        elif is_enter(event):
            self.opened.emit(None)
        elif key == Qt.Key.Key_Space and not event.modifiers():
            self.toggled.emit(None)
        elif key in _CLOSER:
            self.zoomed.emit(ZOOM_STEP, self.middle())
        elif key in _FARTHER:
            self.zoomed.emit(1 / ZOOM_STEP, self.middle())
        elif letter == "0":
            self.fit_wanted.emit()
        elif letter == "L" and not has_control:
            self.left_wanted.emit()
        else:
            # all that is left of Qt's own keys for scrolling: Page Up and Page Down
            super().keyPressEvent(event)

    def middle(self) -> QPointF:
        """The centre of what is in view, in the pixels of the viewport."""
        return QPointF(self.viewport().rect().center())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget the letters typed so far, and show that the focus is gone."""
        self.type_ahead.stop()
        super().focusOutEvent(event)
        self.focus_changed.emit()

    # The pointer

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel zooms with Ctrl; with Shift, or where everything fits in height, it scrolls sideways."""
        notches = event.angleDelta().y() / _NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if notches:
                self.zoomed.emit(ZOOM_STEP**notches, event.position())
            event.accept()
            return
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        if event.angleDelta().y() and (event.modifiers() & Qt.KeyboardModifier.ShiftModifier or not down.maximum()):
            across.setValue(across.value() - round(notches * _WHEEL_LINES * across.singleStep()))
            event.accept()
            return
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press may become a click or a drag."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed = event.position().toPoint()
            self._scrolled_at = (self.horizontalScrollBar().value(), self.verticalScrollBar().value())
            self._is_dragging = False
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the map by any point of it."""
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        way = event.position().toPoint() - self._pressed
        if self._is_dragging or way.manhattanLength() >= _DRAG_FROM:
            if not self._is_dragging:
                self._is_dragging = True
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.horizontalScrollBar().setValue(self._scrolled_at[0] - way.x())
            self.verticalScrollBar().setValue(self._scrolled_at[1] - way.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press that did not move selects, or ticks a milestone by its check box."""
        was_click = self._pressed is not None and not self._is_dragging
        self._pressed, self._is_dragging = None, False
        self.viewport().unsetCursor()
        if was_click and event.button() is Qt.MouseButton.LeftButton and (box := self._box_at(event.position())):
            # Read everything from the box first: selecting it may rebuild the map without this box.
            place, is_on_check = box.place, self._is_on_check(box, event.position())
            self.selected.emit(place)
            if is_on_check:
                self.toggled.emit(place)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is double-clicked. On a check box a double click counts as one click."""
        box = self._box_at(event.position())
        if box and not isinstance(box, MilestoneItem) and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(box.place)
        event.accept()

    def _is_on_check(self, box: NodeItem | MilestoneItem, place: QPointF) -> bool:
        return isinstance(box, MilestoneItem) and box.is_on_check(self._on_map(place))

    def _on_map(self, place: QPointF) -> QPointF:
        return self.mapToScene(place.toPoint())

    def _box_at(self, place: QPointF) -> NodeItem | MilestoneItem | None:
        return self._map.box_at(self._on_map(place))

    # Size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Report that there is more or less space for the map."""
        super().resizeEvent(event)
        self.room_changed.emit()

    def room(self) -> Room:
        """The space for the map."""
        most = self.maximumViewportSize()
        # Qt reserves at least this width for a scroll bar, however narrow the bar itself is.
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return Room(most.width() + self._free, most.height(), max(bar, self.verticalScrollBar().sizeHint().width()))

    def keep_free(self, width: int) -> None:
        """Leave ``width`` px free at the right, where the drawer lies over the page."""
        self._free = width
        self.setViewportMargins(0, 0, width, 0)

    def bring_into_view(self, box: BoxItem) -> None:
        """Scroll no further than it takes to show a box."""
        self.ensureVisible(box.frame, _ROOM, _ROOM)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Report scrolling, so that what stays in sight can move along."""
        super().scrollContentsBy(dx, dy)
        self.scrolled.emit()
