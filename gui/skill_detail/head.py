"""The head of the detail pane: name, state, what can be done with the skill as a whole, and its description."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from gui.widgets.badge import KIND_ICONS, DisuseMark, StateBadge, Tag
from gui.widgets.buttons import LinkButton, PlainButton
from gui.widgets.context_menu import show_below
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import PlainLabel, set_tip
from gui.widgets.term import TermSign
from roadmaps.catalogue import YOURS, Need
from roadmaps.gap import ScopeStatus, SkillState, WorkKind
from roadmaps.text.text_format import of_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.gap import SkillGap

_STATE_TERMS = {
    SkillState.HAVE: "have",
    SkillState.LEARNING: "learning",
    SkillState.READY: "ready",
    SkillState.LOCKED: "locked",
    SkillState.SET_ASIDE: "set-aside",
}
_KIND_TERMS = {
    WorkKind.CARRIES_OVER: "carries-over",
    WorkKind.RAISE: "raise",
    WorkKind.LEARN_NEW: "learn-new",
}


class SkillHead(QVBoxLayout):
    """Shows a skill as a whole. Its buttons only say what is wanted."""

    count_wanted = Signal()
    """The skill is to count, or not to count any more."""
    log_wanted = Signal()
    aside_wanted = Signal()
    still_can_wanted = Signal()
    menu_wanted = Signal(object)
    """A menu opens: add what can be done with the skill to this QMenu."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons, pane: QWidget) -> None:
        super().__init__()
        self._tracker, self._icons = tracker, icons
        self.setSpacing(8)
        self._category = PlainLabel(role="caption", tone="muted", theme=theme)
        self._log, self._count_in, self._aside = PlainButton("Log time"), PlainButton(), PlainButton()
        self._log.clicked.connect(self.log_wanted)
        self._count_in.clicked.connect(self.count_wanted)
        self._aside.clicked.connect(self.aside_wanted)
        self._more = PlainButton()
        self._more.setAccessibleName("More actions")
        set_tip(self._more, "More actions")
        self._more.clicked.connect(partial(show_below, self._more, self.menu_wanted.emit))
        self._actions = FlowLayout()
        for button in (self._count_in, self._log, self._aside, self._more):
            self._actions.addWidget(button)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(8)
        self._top.addWidget(self._category, 1)
        self._top.addLayout(self._actions)
        self._title = PlainLabel(role="title", bold=True, theme=theme).wrapping().selectable()
        self._badge = StateBadge(theme, icons)
        self._kind, self._yours = Tag(theme, icons), Tag(theme, icons)
        self._yours.show_text(YOURS)
        self._disuse = DisuseMark(theme, icons)
        self._still_can = LinkButton("I still know this", theme, icons)
        set_tip(self._still_can, "Confirm that you still know what is ticked here")
        self._still_can.clicked.connect(self.still_can_wanted)
        self._tags = FlowLayout()
        self._terms = TermSign((), theme, icons, pane)
        for tag in (self._badge, self._kind, self._yours, self._terms, self._disuse, self._still_can):
            self._tags.addWidget(tag)
        self._description = PlainLabel(tone="text2", theme=theme).wrapping().selectable()
        self._heading = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._heading.setSpacing(8)
        self._heading.addWidget(self._title)
        self._heading.addLayout(self._tags)
        self._heading.addStretch()
        self.addLayout(self._top)
        self.addLayout(self._heading)
        self.addWidget(self._description)

    @property
    def controls(self) -> list[QWidget]:
        """What takes the keyboard, in the order of reading."""
        return [self._count_in, self._log, self._aside, self._more, self._terms, self._still_can]

    @property
    def changing(self) -> list[QWidget]:
        """The buttons that change something."""
        return [self._aside, self._count_in, self._log, self._still_can]

    def show_skill(self, gap: SkillGap) -> None:
        """Show a skill; ``arrange`` fits it into the room there is."""
        skill = gap.skill
        self._category.setText(self._tracker.catalogue.categories[skill.category_id].name)
        self._title.setText(skill.name)
        self._description.setText(skill.description)
        detail = of_text(len(gap.ticked), len(gap.needed)) if gap.state is SkillState.LEARNING and gap.counts else ""
        self._badge.show_state(gap.state, detail)
        self._badge.setVisible(gap.scope_status not in (ScopeStatus.NOT_NEEDED, ScopeStatus.NOT_TAKEN))
        words = {
            ScopeStatus.OPTIONAL: "optional, not counted",
            ScopeStatus.NOT_TAKEN: "not chosen",
        }.get(gap.scope_status, gap.kind.value)
        self._kind.show_text(words, KIND_ICONS[gap.kind] if words == gap.kind.value else "")
        self._yours.setVisible(skill.is_own)
        self._terms.show_terms(_terms(gap))
        is_aside = gap.state is SkillState.SET_ASIDE
        self._aside.setText("Bring back" if is_aside else "Set aside")
        self._aside.setIcon(self._icons.icon("restore" if is_aside else "aside", "text"))
        self._aside.setVisible(gap.scope_status is not ScopeStatus.NOT_NEEDED)
        self._count_in.setText("Don’t count" if gap.counts else "Count in")
        optional = gap.need is Need.OPTIONAL and not is_aside
        self._count_in.setVisible(optional and gap.scope_status is not ScopeStatus.NOT_TAKEN)
        self._more.setIcon(self._icons.icon("more", "text"))
        self._log.setIcon(self._icons.icon("clock", "text"))
        disuse = self._tracker.disuse(skill.id)
        self._disuse.setVisible(bool(disuse))
        self._still_can.setVisible(bool(disuse))
        if disuse:
            self._disuse.show_disuse(disuse, self._tracker.today)

    def arrange(self, room: int) -> None:
        """Fit into this many pixels: tags move below the name, and buttons below the category, where they have to."""
        name = self._title.fontMetrics().horizontalAdvance(self._title.text()) + 4
        beside = name + self._tags.sizeHint().width() + 8 <= room
        self._heading.setDirection(_direction(beside))
        self._title.set_wrapping(not beside)
        category = self._category.sizeHint().width()
        self._top.setDirection(_direction(category + self._actions.sizeHint().width() + 8 <= room))


def _terms(gap: SkillGap) -> list[str]:
    """The terms of the head that may be new to the user."""
    found = [_STATE_TERMS[gap.state]] if gap.scope_status is not ScopeStatus.NOT_NEEDED else []
    if gap.scope_status is ScopeStatus.OPTIONAL:
        found.append("optional")
    elif gap.kind in _KIND_TERMS and gap.scope_status is not ScopeStatus.NOT_TAKEN:
        found.append(_KIND_TERMS[gap.kind])
    if gap.choice:
        found.append("one-of")
    return [*dict.fromkeys([*found, "can-do", "level"])]


def _direction(beside: bool) -> QBoxLayout.Direction:
    return QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
