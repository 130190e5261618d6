"""Which tools the articles name for which role, and the user’s own skills among them, each with its state."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.widgets.badge import STATE_ICONS, STATE_MEANINGS, STATE_NAMES
from gui.widgets.buttons import LinkButton
from gui.widgets.card import Card
from gui.widgets.empty_state import EmptyContent, EmptyState, Illustration
from gui.widgets.labels import PlainLabel, set_tip
from gui.widgets.layouts import STRETCH, hbox, holding, vbox
from roadmaps.catalogue import YOURS
from roadmaps.catalogue.comparison import tool_kit
from roadmaps.gap import SkillState
from roadmaps.text.text_format import of_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue.comparison import Comparison, Tool, ToolKit

BOTH = "Both"
_UNMEASURED = EmptyContent(
    Illustration.LIST,
    "Nothing is ticked yet.",
    "After your first answers, each tool below shows where you stand.",
    "Start Quick assess",
)


class _Group(NamedTuple):
    name: str
    head: PlainLabel
    links: dict[str, LinkButton]


class ToolKitCard(Card):
    """Clicking a tool opens its skill."""

    skill_wanted = Signal(str)
    assess_wanted = Signal()

    def __init__(self, tracker: Tracker, comparison: Comparison, theme: Theme, icons: Icons) -> None:
        super().__init__("Tool kit and you", theme, "* the articles differ")
        self._tracker, self._theme, self._icons = tracker, theme, icons
        self._differs = {
            skill_id: "The articles differ. "
            + " ".join(f"{claim.citation.source_id}: {claim.text}" for claim in each.claims)
            for each in comparison.contradictions.values()
            for skill_id in each.skill_ids
        }
        self._unmeasured = EmptyState(theme, _UNMEASURED)
        self._unmeasured.acted.connect(self.assess_wanted)
        self.column.addWidget(self._unmeasured)
        self._kit: ToolKit | None = None
        self._columns = QWidget()
        self.column.addWidget(self._columns)
        self.column.addStretch()
        self.refresh()

    def _build(self, kit: ToolKit) -> None:
        roles = self._tracker.catalogue.roles.values()
        first, *others = [(f"{role.short_name} only", kit.only[role.id]) for role in roles]
        self._groups: list[_Group] = []
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        for place, (name, tools) in enumerate((first, (BOTH, kit.shared), *others)):
            grid.addLayout(self._column(name, tools), 0, place)
            grid.setColumnStretch(place, 1)
        before, self._columns = self._columns, holding(grid)
        self.column.replaceWidget(before, self._columns)
        before.hide()  # it goes only when nothing else is left to do
        before.deleteLater()

    def refresh(self) -> None:
        """Show the current state of each tool, and the skills of the user's own that are placed now."""
        kit = tool_kit(self._tracker.catalogue)
        if kit != self._kit:
            self._kit = kit
            self._build(kit)
        gaps = self._tracker.gap.skills
        self._unmeasured.setVisible(not self._tracker.gap.is_measured)
        for group in self._groups:
            have = sum(gaps[skill_id].state is SkillState.HAVE for skill_id in group.links)
            group.head.setText(f"{group.name} · have {of_text(have, len(group.links))}")
            for skill_id, link in group.links.items():
                state = gaps[skill_id].state
                link.show_icon(STATE_ICONS[state], STATE_MEANINGS[state])
                difference = self._differs.get(skill_id, "") if link.text().endswith("*") else ""
                set_tip(link, "\n".join(filter(None, (STATE_NAMES[state], difference))))

    def _column(self, name: str, tools: tuple[Tool, ...]) -> QVBoxLayout:
        head = PlainLabel(role="caption", tone="muted", bold=True, theme=self._theme).wrapping()
        column = vbox(head, gap=2)
        links: dict[str, LinkButton] = {}
        for tool in tools:
            skill = self._tracker.catalogue.skills[tool.skill_id]
            mark = f" ({YOURS})" if skill.is_own else " *" if tool.is_disputed else ""
            link = LinkButton(f"{skill.short_name}{mark}", self._theme, self._icons)
            link.setAccessibleName(skill.tagged_name)
            link.clicked.connect(lambda _=False, skill_id=tool.skill_id: self.skill_wanted.emit(skill_id))
            links[tool.skill_id] = link
            column.addLayout(hbox(link, STRETCH))
        column.addStretch()
        self._groups.append(_Group(name, head, links))
        return column
