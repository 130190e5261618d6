"""The Skills page: the tree to tick off, its filters, and the selected skill."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gui.app.date_format import locale_forms
from gui.outline.model import ROOT
from gui.outline.view import OutlineView
from gui.pages.list_page import ListPage
from gui.pages.skills.filtering import SkillGroup
from gui.pages.skills.model import CATEGORY, SKILL, SkillTreeModel
from gui.widgets.buttons import NumberButton
from gui.widgets.check_box import CheckBox
from gui.widgets.chips import ChipRow
from gui.widgets.labels import PlainLabel, typed
from gui.widgets.layouts import STRETCH, hbox, vbox
from gui.widgets.term import TermSign
from roadmaps.gap import ScopeStatus
from roadmaps.gap.explanation import explain_can_dos, explain_category, explain_skills
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from gui.app.change import Change
    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.outline.model import Key
    from gui.pages.list_page import Explain
    from gui.pages.skills.filtering import SkillFilter
    from gui.pages.skills.nothing_found import NothingFound
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.gap.search import SkillFinder

_SIGNS = {
    SkillGroup.LEARNING: ("learning", "learning"),
    SkillGroup.READY: ("ready", "text2"),
    SkillGroup.HAVE: ("have", "have"),
    SkillGroup.SET_ASIDE: ("aside", "muted"),
}


class SkillsPage(ListPage):
    """Every skill of the goal by category; query, filter and selection are remembered."""

    name = "skills"
    title = "Skills"

    def __init__(
        self,
        tracker: Tracker,
        finder: SkillFinder,
        theme: Theme,
        icons: Icons,
        settings: Settings,
        explain: Explain,
        *,
        is_complete: bool = True,
    ) -> None:
        super().__init__(self.title, tracker, theme, icons, explain)
        self._settings = settings
        self._finder = finder
        self._model = SkillTreeModel(tracker, self._finder, self)
        self.tree = OutlineView(self._model, theme, icons, "Skills by category")
        self.watch(self.tree, self._model)
        self._open_before_filter: list[Key] | None = None
        self._is_complete = is_complete
        self._build_head()
        self.add_tree("Skill")
        self._build_foot()
        self._show_numbers()
        self._restore()

    # Parts

    def _build_head(self) -> None:
        theme, tracker = self._theme, self._tracker
        self._skills_number = NumberButton(theme).explained(self._explain, lambda: explain_skills(tracker.gap))
        self._can_dos_number = NumberButton(theme).explained(self._explain, lambda: explain_can_dos(tracker.gap))
        line = hbox(
            PlainLabel(self.title, role="title", bold=True, theme=theme),
            4,
            TermSign(
                ("can-do", "gap", "ready", "locked", "one-of", "set-aside", "skill", "hours"), theme, self._icons, self
            ),
            STRETCH,
            self._skills_number,
            PlainLabel("·", tone="muted", theme=theme),
            self._can_dos_number,
            gap=0,
        )
        self.chips: ChipRow[SkillGroup] = ChipRow(list(SkillGroup), _SIGNS, theme, self._icons)
        self.chips.chosen.connect(self.choose_chip)
        self._pane_column.addLayout(vbox(line, self.chips, gap=8, margins=(18, 10, 10, 10)))

    @cached_property
    def _nothing(self) -> NothingFound:
        """Shown in place of the tree when nothing matches; made when first needed."""
        from gui.pages.skills.nothing_found import NothingFound

        nothing = NothingFound(self._theme)
        nothing.skill_wanted.connect(self.open_skill)
        nothing.all_wanted.connect(self._search_everything)
        nothing.chip_wanted.connect(self.choose_chip)
        nothing.clear_wanted.connect(self._clear_search)
        nothing.acted.connect(self.focus_list)  # the focused button may be hidden now
        self._stack.addWidget(nothing)
        self.setTabOrder(self.tree, nothing.act)
        return nothing

    def _build_foot(self) -> None:
        self.not_needed = CheckBox("", self._theme)
        self.not_needed.toggled.connect(lambda on: self._apply(self._model.filter._replace(shows_not_needed=on)))
        self._pane_column.addLayout(hbox(self.not_needed, STRETCH, margins=(16, 6, 16, 6)))

    # What the window asks for

    def set_search(self, text: str) -> None:
        """Show only skills that match a query."""
        if not text and not self._model.filter.text:
            return
        self.uncover_list()
        self._apply(self._model.filter._replace(text=text))

    def count_found(self) -> int:
        """The number of skills in the tree."""
        return len(self._model.shown_skills())

    def focus_list(self) -> None:
        """Focus the tree, on its first skill if nothing is selected."""
        self.close_beside()
        if not self.at and (shown := self._model.shown_skills()):
            self._select(shown[0])
        self.take_focus()

    def open_skill(self, skill_id: str) -> None:
        """Select a skill, widening the filters if they hide it."""
        if skill_id not in self._model.shown_skills():
            self._clear_search()
            is_aside = self._tracker.gap.skills[skill_id].scope_status is ScopeStatus.SET_ASIDE
            if not is_aside and not self._tracker.gap.skills[skill_id].counts:
                self.not_needed.setChecked(True)
            self.choose_chip(SkillGroup.SET_ASIDE if is_aside else SkillGroup.ALL)
        self._select(skill_id)
        self.open_beside()

    def remember(self) -> None:
        """Save filter and selection for the next start."""
        self._settings.set_texts("skills/open", ["/".join(key) for key in self.tree.expanded_keys()])
        self._settings.set_text("skills/selected", self._skill_id)
        self._settings.set_flag("skills/shows_not_needed", self.not_needed.isChecked())
        self._settings.set_numbers("skills/split", self.widths())

    # What the user does

    def choose_chip(self, chip: str) -> None:
        """Show the skills of a chip."""
        self.chips.choose(SkillGroup(chip))
        self._apply(self._model.filter._replace(chip=SkillGroup(chip)))

    def _apply(self, wanted: SkillFilter) -> None:
        """Show other skills. Categories open while the list is narrowed, so that the results are visible."""
        was_narrow, is_found_anew = self._model.filter.is_narrow, self._model.filter.text != wanted.text
        if wanted.is_narrow and not was_narrow:
            self._open_before_filter = self.tree.expanded_keys()
        elif was_narrow and not wanted.is_narrow and self._open_before_filter is not None:
            self.tree.set_open(self._open_before_filter)  # first, or all that was found would be laid out once more
        self._model.set_filter(wanted)
        self._model.hold(self.at)
        if wanted.is_narrow:
            self.tree.expand_keys(self._model.children_of(ROOT))
        elif was_narrow and self._open_before_filter is not None:
            self._open_before_filter = None
            if self.at[:1] == (CATEGORY,):
                self.tree.select_key(self.at)
            elif self.at:
                self._select(self._skill_id)
        if is_found_anew:
            self.chips.show_counts(self._model.chip_counts())
        self._show_found()

    def _show_found(self) -> None:
        wanted, shown = self._model.filter, self._model.shown_skills()
        self._offer_not_needed(wanted)
        if shown:
            self._stack.setCurrentWidget(self.tree)
            return
        nearest = self._finder.nearest(wanted.text) if wanted.text.strip() else None
        name = self._tracker.catalogue.skills[nearest].name if nearest else ""
        everywhere = len(self._finder.found(wanted.text)) if wanted.text.strip() else 0
        self._nothing.tell(wanted, nearest, name, everywhere, is_goal_empty=not self._tracker.roadmap.to_role.demands)
        self._stack.setCurrentWidget(self._nothing)

    def _offer_not_needed(self, wanted: SkillFilter) -> None:
        """Offer how many more skills the list could show, of the search results if there is a query."""
        gap = self._tracker.gap
        found = self._finder.found(wanted.text)
        count = len(gap.not_asked & found)
        what = count_text(count, "match", "matches") if wanted.text.strip() else str(count)
        offer = f"Show {what} not needed for {gap.roadmap.to_role.short_name}"
        self.not_needed.setText(typed(offer))
        self.not_needed.setAccessibleName(offer)
        self.not_needed.setVisible(count > 0 or self.not_needed.isChecked())

    def _search_everything(self) -> None:
        self.not_needed.setChecked(True)
        self.choose_chip(SkillGroup.ALL)
        self.set_search(self._model.filter.text)

    def _clear_search(self) -> None:
        self.search_cleared.emit()
        self.set_search("")

    def _select(self, skill_id: str) -> None:
        category = self._tracker.catalogue.skills[skill_id].category_id
        self.tree.expand_keys([(CATEGORY, category)])
        self.tree.select_key((SKILL, skill_id))

    def show_beside(self, key: Key) -> None:
        """Show a skill, or how the numbers of a category add up."""
        if key[0] == CATEGORY:
            from gui.widgets.overview import OverviewContent

            self.show_overview(
                OverviewContent(explain_category(self._tracker.gap, key[1], locale_forms()), caption="Category")
            )
        else:
            self.show_skill(key[1])

    def skill_of(self, key: Key) -> str:
        """The id of the skill of a row; empty for a category."""
        return "" if key[0] == CATEGORY else key[1]

    # Numbers

    def show_change(self, change: Change) -> None:
        """Show what changed in the list and in its sums."""
        super().show_change(change)
        self._show_numbers()

    def _show_numbers(self) -> None:
        gap = self._tracker.gap
        total = gap.total
        self._skills_number.show_number(str(total.skills_have), f" of {count_text(total.skills, 'skill')}")
        self._can_dos_number.show_number(str(total.ticked), f" of {count_text(total.can_dos, 'can-do')}")
        self.chips.show_counts(self._model.chip_counts())
        self._show_found()
        if self.at[:1] == (CATEGORY,):
            self.show_beside(self.at)

    # Remembered

    def _restore(self) -> None:
        settings = self._settings
        self.split(settings.numbers("skills/split"))
        self.not_needed.setChecked(settings.flag("skills/shows_not_needed"))
        opened: list[Key] = [tuple(text.split("/")) for text in settings.texts("skills/open")]
        self.tree.expand_keys(opened)
        selected = settings.text("skills/selected")
        if selected not in self._model.shown_skills():
            selected = next(iter(self._model.shown_skills()), "")
        if selected:
            self._select(selected)
