"""Next up: skills to continue or start now, each with its reason and a button that opens it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFrame

from gui.app.date_format import locale_forms
from gui.widgets.badge import STATE_ICONS, STATE_MEANINGS, Tag
from gui.widgets.buttons import PlainButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.labels import PlainLabel, Separator, Sign
from gui.widgets.layouts import add_parts, hbox, vbox
from gui.widgets.menu_button import MenuButton
from roadmaps.catalogue import YOURS
from roadmaps.gap import SkillState
from roadmaps.journal import DEFAULT_ORDER, NextUpOrder
from roadmaps.plan import next_up, order_note
from roadmaps.text.text_format import count_text, hours_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QAction, QMouseEvent

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.plan import NextUp

MOST = 5
"""How many are listed if there is room."""
FEW = 4
_ORDERS = {
    NextUpOrder.ROADMAP: "Plan order",
    NextUpOrder.OPENS_MOST: "Unlocks the most",
    NextUpOrder.SHORTEST: "Shortest first",
    NextUpOrder.IN_MY_ADS: "Asked for in my ads",
}


class NextUpRow(QFrame):
    """A skill, the reason it is next, and a button; clicking anywhere on the row opens the skill too."""

    opened = Signal(str)

    def __init__(self, number: int, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.skill_id = ""
        """The skill on show."""
        self._number = PlainLabel(str(number), tone="muted", theme=theme)
        self._number.setFixedWidth(16)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._sign = Sign("ready", "text2", theme, icons)
        self._name = PlainLabel(bold=True, theme=theme).wrapping()
        self._yours = Tag(theme, icons)
        self._yours.show_text(YOURS)
        self._reason = PlainLabel(role="dense", tone="text2", theme=theme).wrapping()
        self._hours = PlainLabel(tone="text2", theme=theme)
        self.open = PlainButton()
        self.open.setMinimumWidth(84)
        self.open.clicked.connect(self._open)
        hbox(
            self._number,
            self._sign,
            (vbox(self._name, self._reason, gap=0), 1),
            self._yours,
            self._hours,
            self.open,
            on=self,
            gap=10,
            margins=(0, 5, 0, 5),
        )

    def show_skill(self, each: NextUp, *, may_change: bool) -> None:
        """Show a skill that is next; where nothing may be changed, it can still be opened to read."""
        skill, state = each.gap.skill, each.gap.state
        self.skill_id = skill.id
        self._sign.show_icon(STATE_ICONS[state], STATE_MEANINGS[state])
        self._name.setText(skill.name)
        self._yours.setVisible(skill.is_own)
        self._reason.setText(each.reason)
        hours = hours_text(each.hours, locale_forms())
        self._hours.setText(hours)
        verb = "Open" if not may_change else "Continue" if state is SkillState.LEARNING else "Start"
        self.open.setText(verb)
        self.open.setAccessibleName(f"{verb}: {skill.tagged_name}")
        self.open.setAccessibleDescription(f"{each.reason} {hours}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole row opens the skill."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._open()

    def _open(self) -> None:
        self.opened.emit(self.skill_id)


class NextUpCard(QFrame):
    """At most five skills, in the order the user prefers."""

    skill_opened = Signal(str)

    def __init__(
        self, tracker: Tracker, theme: Theme, icons: Icons, asked_in_ads: Callable[[], Mapping[str, int]]
    ) -> None:
        """``asked_in_ads`` says how many job ads ask for a skill, by its id; reading them may take a moment."""
        super().__init__()
        self._tracker, self._asked_in_ads = tracker, asked_in_ads
        self._lock = ChangeLock(tracker, self)
        self._most = MOST
        self.setProperty("variant", "card")
        self.setAccessibleName("Next up")
        self._caption = PlainLabel(role="caption", tone="muted", theme=theme).wrapping()
        self.order = MenuButton()
        group = QActionGroup(self)
        self._actions: dict[NextUpOrder, QAction] = {}
        for order, text in _ORDERS.items():
            action = self.order.choices.addAction(text)
            action.setCheckable(True)
            action.triggered.connect(partial(self._choose, order))
            group.addAction(action)
            self._actions[order] = action
        head = hbox(
            PlainLabel("Next up", role="section", bold=True, theme=theme),
            (self._caption, 1),
            PlainLabel("Order by", role="caption", tone="muted", theme=theme),
            self.order,
            gap=10,
        )
        self.why = PlainLabel(role="caption", tone="muted", theme=theme).wrapping()
        self._nothing = PlainLabel(
            "Nothing is ready: what’s left depends on skills that you set aside or don’t count in.",
            tone="text2",
            theme=theme,
        ).wrapping()
        column = vbox(head, 6, self.why, self._nothing, on=self, gap=0, margins=(16, 8, 16, 6))
        self.rows = [NextUpRow(number, theme, icons) for number in range(1, MOST + 1)]
        self._rules = [Separator() for _ in self.rows]
        for row, rule in zip(self.rows, self._rules, strict=True):
            row.opened.connect(self.skill_opened)
            add_parts(column, rule, row)

    def show_most(self, most: int) -> None:
        """List at most this many."""
        if most != self._most:
            self._most = most
            self.show_next()

    def show_next(self) -> None:
        """Show what is next now."""
        tracker = self._tracker
        commitments = tracker.progress.commitments
        order = commitments.next_up_order or DEFAULT_ORDER
        commitment = commitments.on(tracker.roadmap.id)
        asked = self._asked_in_ads() if order is NextUpOrder.IN_MY_ADS else {}
        found = next_up(tracker.gap, commitment, order, asked)
        why = order_note(found, tracker.gap, commitment, order)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        shown = found[: self._most]
        more = len(found) - len(shown)
        self._caption.setText(f"{count_text(len(found), 'skill')} ready now" if more else "ready now")
        self._actions[order].setChecked(True)
        self.order.show_text(_ORDERS[order], f"Order of Next up: {_ORDERS[order]}")
        self._lock.hold(self.order)
        self._nothing.setVisible(not found)
        for place, (row, rule) in enumerate(zip(self.rows, self._rules, strict=True)):
            is_shown = place < len(shown)
            row.setVisible(is_shown)
            rule.setVisible(is_shown)
            if is_shown:
                row.show_skill(shown[place], may_change=tracker.may_change)

    def _choose(self, order: NextUpOrder) -> None:
        self._tracker.plan_edits.order_next_up(order)
        self.show_next()
