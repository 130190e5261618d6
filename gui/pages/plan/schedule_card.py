"""The card of the schedule: what it is based on, its legend, and why a skill could not be moved."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QPen
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from gui.app.date_format import full_day_text, locale_forms
from gui.pages.plan.schedule_rows import schedule_rows, weeks_of
from gui.pages.plan.schedule_view import ScheduleView
from gui.widgets.accessibility import announce
from gui.widgets.buttons import LinkButton
from gui.widgets.card import IconLabel
from gui.widgets.change_lock import ChangeLock
from gui.widgets.context_menu import ContextMenu, add, row_of
from gui.widgets.empty_state import NO_SKILL_YET, EmptyContent, EmptyState, Illustration
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import hbox, holding, vbox
from gui.widgets.painting import draw_box
from roadmaps.plan import try_move
from roadmaps.plan.explanation import held_back_text
from roadmaps.text.text_format import joined

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QMenu

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.plan import Plan, PlannedMilestone


_KEYS = "Drag a skill, or use Alt+↑ and Alt+↓, to move it. Enter opens it."
_LOCKED_KEYS = "Nothing can be moved at the moment. Enter opens a skill."
_NO_HOURS = EmptyContent(
    Illustration.LIST,
    "No dates yet.",
    "Set how many hours a week you have to see when each skill fits in.",
    "Set weekly hours",
)
_NO_DAYS = EmptyContent(
    Illustration.LIST,
    "No study days are set.",
    "Turn on a study day to see when each skill fits in.",
    "Choose study days",
)
_NOTHING_LEFT = EmptyContent(
    Illustration.DONE,
    "Nothing is left to plan.",
    "Every can-do in scope is ticked. The roadmap shows what else you could count in.",
    "Show the roadmap",
)
_NOTHING_IN_SCOPE = EmptyContent(
    Illustration.LIST,
    "Nothing is in scope.",
    "Everything is set aside. Bring back what you want to learn, and it will be planned here.",
    "Show the roadmap",
)


class ScheduleCard(QFrame):
    """Shows a plan, and lets the user move skills in it."""

    skill_opened = Signal(str)
    time_wanted = Signal()
    """Set the hours or days without which there is no schedule."""
    roadmap_wanted = Signal()
    skill_menu_wanted = Signal(object)
    """A context menu opens on the current row: add what can be done with its skill to this QMenu."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._tracker = tracker
        self._lock = ChangeLock(tracker, self)
        self.setProperty("variant", "card")
        self.setAccessibleName("Week by week")
        self._caption = PlainLabel(role="caption", tone="muted", theme=theme).wrapping()
        self.view = ScheduleView(theme, icons)
        self.view.opened.connect(self.skill_opened)
        self.view.move_wanted.connect(self._move)
        ContextMenu(self.view, self._fill_menu, partial(row_of, self.view))
        self.empty = EmptyState(theme)
        self.empty.acted.connect(self._act)
        self._content = _NO_HOURS
        self._message = PlainLabel(role="dense", tone="text2", theme=theme).wrapping()
        self.forget = LinkButton("Back to roadmap order", theme, icons).on_click(self._forget)
        self._signs = QWidget()
        signs = FlowLayout(self._signs, gap=12)
        for mark, text in (
            (BarSample.SOLID, "middle estimate"),
            (BarSample.DASHED, "if it takes longer"),
            (BarSample.HATCHED, "weeks off"),
        ):
            signs.addWidget(IconLabel(partial(_paint, mark), _WIDTH, text, theme))
        head = hbox(PlainLabel("Week by week", role="section", bold=True, theme=theme), (self._caption, 1), gap=12)
        self._ready = PlainLabel(role="dense", tone="text2", theme=theme).wrapping()
        schedule = holding(
            vbox(
                # Above the weeks: below them, the reason why a skill stays could be out of sight.
                hbox((self._message, 1), self.forget, gap=12),
                self._ready,
                self._signs,
                (self.view, 1),
                gap=6,
            )
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(schedule)
        self._stack.addWidget(self.empty)
        vbox(head, (self._stack, 1), on=self, gap=4, margins=(16, 8, 16, 8))
        self.view.setMinimumHeight(self.view.least_height)
        self._message.setText(_KEYS)

    @property
    def is_empty(self) -> bool:
        """Whether there is no schedule to show."""
        return self._stack.currentWidget() is self.empty

    def show_plan(self, plan: Plan, what_if: float | None) -> None:
        """Show a plan, marked as a trial if it is a what-if."""
        tracker, day = self._tracker, self._tracker.day
        hours = plan.commitment.hours_a_week
        held_focus = self.view.hasFocus() or self.empty.act.hasFocus()
        empty = self._empty(plan)
        if empty:
            self._content = empty
            self.empty.show_content(empty)
            self._caption.setText("")
        else:
            rows = schedule_rows(plan, day)
            self.view.show_schedule(rows, weeks_of(plan, rows, day))
            at = f"at {locale_forms().hours(hours or 0)} a week, {end_text(plan)}"
            self._caption.setText(f"{'what if: ' if what_if is not None else ''}{at}")
            ready = [each for each in plan.milestones if each.skill_id is None]
            self._ready.setText(f"{joined(_named(each) for each in ready)} can be done now." if ready else "")
            self._ready.setVisible(bool(ready))
        self._stack.setCurrentIndex(int(empty is not None))
        self.view.is_movable = tracker.may_change
        # The message about the last move no longer holds.
        self._message.setText(_KEYS if tracker.may_change else _LOCKED_KEYS)
        self.forget.setVisible(bool(plan.commitment.moves))
        self._lock.hold(self.forget)
        self._lock.hold(self.empty.act, writes=self._content in (_NO_HOURS, _NO_DAYS))
        if held_focus:
            self.take_focus(Qt.FocusReason.OtherFocusReason)

    def _empty(self, plan: Plan) -> EmptyContent | None:
        if not self._tracker.gap.total.can_dos:
            is_empty = not self._tracker.roadmap.to_role.demands
            return NO_SKILL_YET._replace(act=_NOTHING_IN_SCOPE.act) if is_empty else _NOTHING_IN_SCOPE
        if not plan.rows:
            return _NOTHING_LEFT
        if not plan.commitment.hours_a_week:
            return _NO_HOURS
        return None if plan.commitment.study_days else _NO_DAYS

    def take_focus(self, reason: Qt.FocusReason) -> None:
        """Focus the schedule, or the button on show instead of it."""
        (self.empty.act if self.is_empty else self.view).setFocus(reason)

    def _act(self) -> None:
        if self._content in (_NO_HOURS, _NO_DAYS):
            self.time_wanted.emit()
        else:
            self.roadmap_wanted.emit()

    def _fill_menu(self, menu: QMenu) -> None:
        """What the keys of the schedule do, then what can be done with the skill."""
        skill_id, row = self.view.skill_id, self.view.currentIndex().row()
        menu.setDefaultAction(add(menu, "Open the skill", partial(self.skill_opened.emit, skill_id)))
        for text, keys, place in (("Move up", "Alt+Up", row - 1), ("Move down", "Alt+Down", row + 1)):
            has_room, why_not = 0 <= place < len(self.view.rows), self._tracker.why_locked
            add(menu, text, partial(self._move, skill_id, place), keys, ready=has_room, why_not=why_not)
        menu.addSeparator()
        self.skill_menu_wanted.emit(menu)

    # Moving

    def _move(self, skill_id: str, place: int) -> None:
        tracker = self._tracker
        if tracker.why_locked:
            tracker.refused.emit(tracker.why_locked)
            return
        gap, names = tracker.gap, tracker.catalogue.skills
        try:
            tried = try_move(gap, tracker.progress.commitments.on(tracker.roadmap.id).moves, skill_id, place)
        except ValueError:
            # The plan changed after the row was pressed; it is about to be drawn again.
            self._say(f"{names[skill_id].short_name} can’t be moved: it’s no longer planned, or nothing else is.")
            return
        held = f" {held_back_text(tried.held_back)}" if tried.held_back else ""
        if not tried.moves_something:
            self._say(held.strip() or f"{names[skill_id].short_name} stays where it is.")
            return
        moved = names[tried.skill_id]
        if tried.before_id:
            before = names[tried.before_id]
            done, where = tracker.plan_edits.move_before(moved.id, before.id), f"before {before.short_name}"
        else:
            last = names[tried.after_id or ""]
            done, where = tracker.plan_edits.move_to_end(moved.id, last.id), f"after {last.short_name}"
        if done:
            self._say(held.strip() or f"Moved {moved.short_name} {where}.")

    def _forget(self) -> None:
        if self._tracker.plan_edits.forget_moves():
            self._say("The plan is in roadmap order.")

    def _say(self, text: str) -> None:
        self._message.setText(text)
        announce(self.view, text)

    @property
    def caption(self) -> str:
        """What the plan is based on, and when it ends."""
        return self._caption.text()

    @property
    def message(self) -> str:
        """The last message about moving."""
        return self._message.text()


def _named(each: PlannedMilestone) -> str:
    return f"Milestone {each.stage.number}, “{each.milestone.short_name}”,"


def end_text(plan: Plan) -> str:
    """When the plan ends, by the middle estimate and by the longest; empty for a plan without dates."""
    middle, longest = plan.middle.last, plan.longest.last
    if not plan.commitment.has_time or not plan.rows:
        return ""
    if middle is None:
        return "not finished within 10 years"
    text = f"finished by {full_day_text(middle.day)}"
    if longest is None:
        return f"{text}; at the longest, more than 10 years"
    return text if longest.day == middle.day else f"{text}; at the longest, {full_day_text(longest.day)}"


_WIDTH = 22


class BarSample(Enum):
    """What a sign draws."""

    SOLID = auto()
    DASHED = auto()
    HATCHED = auto()


def _paint(mark: BarSample, painter: QPainter, frame: QRectF, theme: Theme) -> None:
    colour = theme.colour
    pen, ground = QPen(colour("accent"), 1.25), QBrush()
    match mark:
        case BarSample.SOLID:
            shade = colour("accent")
            shade.setAlphaF(0.4)
            ground = QBrush(shade)
        case BarSample.DASHED:
            pen.setDashPattern([2.4, 2])
        case BarSample.HATCHED:
            pen, ground = QPen(colour("control"), 1), QBrush(colour("control"), Qt.BrushStyle.BDiagPattern)
    draw_box(painter, QRectF(frame.left() + 0.75, frame.center().y() - 5.25, frame.width() - 1.5, 10.5), 3, ground, pen)
