"""The layout of the map of careers at a width: widgets and lines. All in pixels."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QWidget

_PAD = 12
_ACROSS, _DOWN = 18, 28
_FAN = 24
_HEADING_GAP = 8
_POST_GAP = 4
_WIDEST = 190
_TRANSITION_LENGTH = 72
_TRANSITION_TEXT = 12
_TRANSITION_END = 3


@dataclass
class CareerMapLayout:
    """The finished layout. A line is a series of points with right angles between them."""

    height: int = 0
    places: list[tuple[QWidget, QRect]] = field(default_factory=list)
    bands: list[QRect] = field(default_factory=list)
    """One for each role."""
    lines: list[Sequence[QPointF]] = field(default_factory=list)
    """From step to step."""
    stems: list[Sequence[QPointF]] = field(default_factory=list)
    """From the last step of a row to the jobs in the next one."""
    fans: list[tuple[QPointF, QPointF]] = field(default_factory=list)
    """From the last step, or from a stem, to each job."""
    transitions: list[Sequence[QPointF]] = field(default_factory=list)
    """From band to band."""


class CareerTrack(NamedTuple):
    """The widgets of one role, in order."""

    heading: QWidget
    steps: Sequence[QWidget]
    posts: Sequence[QWidget]


class Grid(NamedTuple):
    """Cells in rows: one for each step, and a last one for all jobs."""

    columns: int
    step: QSize
    post: QSize

    def left(self, column: int) -> int:
        """The left edge of a column."""
        return _PAD + column * (self.step.width() + _ACROSS)


def plan_map(tracks: Sequence[CareerTrack], transitions: Sequence[QWidget], width: int) -> CareerMapLayout:
    """A track, below it the transitions (the first points up, the others down), and below these the other tracks."""
    plan, grid = CareerMapLayout(), _grid(tracks, width - 2 * _PAD)
    upper, *lower = tracks
    _add_track(plan, upper, grid, width)
    _add_transitions(plan, transitions, grid, width)
    for track in lower:
        _add_track(plan, track, grid, width)
    return plan


def _largest(widgets: Sequence[QWidget]) -> QSize:
    largest = widgets[0].sizeHint()
    for widget in widgets[1:]:
        largest = largest.expandedTo(widget.sizeHint())
    return largest


def _grid(tracks: Sequence[CareerTrack], width: int) -> Grid:
    """All cells in one row if they fit, otherwise rows as even as possible."""
    step = _largest([each for track in tracks for each in track.steps])
    post = _largest([each for track in tracks for each in track.posts])
    steps = max(len(track.steps) for track in tracks)
    room = (width - _FAN - post.width() - (steps - 1) * _ACROSS) // steps
    if room >= step.width():
        step.setWidth(min(room, max(step.width(), _WIDEST)))
        return Grid(steps + 1, step, post)
    least = max(step.width(), _FAN + post.width())
    fitting = max(1, (width + _ACROSS) // (least + _ACROSS))
    columns = ceil((steps + 1) / ceil((steps + 1) / fitting))
    step.setWidth((width - (columns - 1) * _ACROSS) // columns)
    post.setWidth(min(post.width(), step.width() - _FAN))
    return Grid(columns, step, post)


def _add_track(plan: CareerMapLayout, track: CareerTrack, grid: Grid, width: int) -> None:
    """Add a band with a heading and rows of cells below the others."""
    top, heading = plan.height, track.heading.sizeHint()
    plan.places.append((track.heading, QRect(_PAD, top + _HEADING_GAP, heading.width(), heading.height())))
    row_top = top + heading.height() + 2 * _HEADING_GAP
    posts_height = len(track.posts) * (grid.post.height() + _POST_GAP) - _POST_GAP
    before: QRect | None = None
    for first in range(0, len(track.steps) + 1, grid.columns):
        steps = track.steps[first : first + grid.columns]
        has_posts = len(steps) < grid.columns
        height = max(grid.step.height() if steps else 0, posts_height if has_posts else 0)
        middle = row_top + height // 2
        for column, step in enumerate(steps):
            frame = QRect(grid.left(column), middle - grid.step.height() // 2, grid.step.width(), grid.step.height())
            plan.places.append((step, frame))
            if before:
                plan.lines.append(
                    _turn(before, _above(frame), row_top) if column == 0 else [_right(before), _left(frame)]
                )
            before = frame
        if has_posts and before:
            start = _right(before)
            if not steps:
                start = QPointF(_PAD + _ACROSS / 2, middle)
                plan.stems.append(_turn(before, start, row_top))
            _add_posts(plan, track, grid, start, posts_height)
        row_top += height + _DOWN
    plan.height = row_top - _DOWN + _PAD
    plan.bands.append(QRect(0, top, width, plan.height - top))


def _add_posts(plan: CareerMapLayout, track: CareerTrack, grid: Grid, start: QPointF, height: int) -> None:
    """Stack the jobs to the right of where they come from."""
    top = round(start.y()) - height // 2
    for post in track.posts:
        frame = QRect(round(start.x()) + _FAN, top, grid.post.width(), grid.post.height())
        plan.places.append((post, frame))
        plan.fans.append((start, _left(frame)))
        top += grid.post.height() + _POST_GAP


def _add_transitions(plan: CareerMapLayout, transitions: Sequence[QWidget], grid: Grid, width: int) -> None:
    """Add arrows side by side, each with its text at its right, as tall as the text needs."""
    first, apart = int(grid.columns > 5), max(1, grid.columns // len(transitions))
    lefts = [grid.left(first + number * apart) + grid.step.width() // 2 for number in range(len(transitions))]
    rooms = [right - left - 2 * _TRANSITION_TEXT for left, right in zip(lefts, (*lefts[1:], width), strict=True)]
    heights = [transition.heightForWidth(room) for transition, room in zip(transitions, rooms, strict=True)]
    length = max(_TRANSITION_LENGTH, max(heights) + 2 * _TRANSITION_TEXT)
    top, end = plan.height + _TRANSITION_END, plan.height + length - _TRANSITION_END
    for transition, left, room, height in zip(transitions, lefts, rooms, heights, strict=True):
        plan.places.append(
            (transition, QRect(left + _TRANSITION_TEXT, plan.height + (length - height) // 2, room, height))
        )
        line = [QPointF(left, end), QPointF(left, top)]
        plan.transitions.append(line[::-1] if plan.transitions else line)
    plan.height += length


def _turn(before: QRect, end: QPointF, row_top: int) -> list[QPointF]:
    """From below a box to a point in the next row, through the gap between the rows."""
    start, gap = QPointF(before.center().x(), before.bottom() + 1), row_top - _DOWN / 2
    return [start, QPointF(start.x(), gap), QPointF(end.x(), gap), end]


def _above(frame: QRect) -> QPointF:
    return QPointF(frame.center().x(), frame.top())


def _left(frame: QRect) -> QPointF:
    return QPointF(frame.left(), frame.top() + frame.height() / 2)


def _right(frame: QRect) -> QPointF:
    return QPointF(frame.right() + 1, frame.top() + frame.height() / 2)
