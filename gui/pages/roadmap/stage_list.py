"""The roadmap as a list: stages in order, their skills, and the milestone that closes each."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gui.app.date_format import locale_forms
from gui.outline.model import ROOT
from gui.outline.view import OutlineView
from gui.pages.list_page import ListPage
from gui.pages.roadmap.milestone_view import MilestonePane
from gui.pages.roadmap.model import CAN_DO, MILESTONE, SKILL, STAGE, STAGE_ZERO_PURPOSE, StageListModel
from gui.widgets.buttons import IconTextButton, LinkButton, NumberButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.empty_state import NO_SKILL_YET, EmptyContent, EmptyState, Illustration
from gui.widgets.flow import spread_row
from gui.widgets.labels import PlainLabel, set_tip
from gui.widgets.layouts import hbox, vbox
from gui.widgets.overview import OverviewContent, Passage
from gui.widgets.source_list import OURS, SourceLine, statement_lines
from gui.widgets.term import ROADMAP_TERMS, TermSign
from roadmaps.gap.explanation import explain_left, explain_roadmap, explain_stage, nothing_left_text
from roadmaps.journal import Kind
from roadmaps.text.text_format import count_text, hours_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gui.app.change import Change
    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.outline.model import Key
    from gui.pages.list_page import Explain
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Statement
    from roadmaps.gap.search import SkillFinder

ROADMAP = "Roadmap"
OF_TODAY = "This is today’s roadmap with your changes; the ticks are those of the day you’re viewing."


def nothing_found(text: str) -> EmptyContent:
    """What to say if a search finds no skill on the roadmap."""
    return EmptyContent(
        Illustration.SEARCH,
        f"No skill on this roadmap matches “{text}”.",
        "Searched names, aliases, can-dos and your notes.",
        "Clear the search",
    )


class StageList(ListPage):
    """Every stage of the goal; ticking here is the same as on the Skills page."""

    map_wanted = Signal()
    """Show the map."""
    edit_wanted = Signal()
    """Edit the roadmap."""
    changes_wanted = Signal()
    """Show what the user changed."""

    def __init__(
        self, tracker: Tracker, finder: SkillFinder, theme: Theme, icons: Icons, settings: Settings, explain: Explain
    ) -> None:
        super().__init__(ROADMAP, tracker, theme, icons, explain)
        self._settings = settings
        self._is_at_basis = False
        self._last_skill = ""
        """The last selected skill, which stays selected when the goal changes."""
        self._model = StageListModel(tracker, finder, self)
        self.tree = OutlineView(self._model, theme, icons, "Stages of the roadmap")
        self.watch(self.tree, self._model)
        self._build_head()
        self.add_tree("Stage and skill")
        self._nothing = EmptyState(theme)
        self._nothing.acted.connect(self._clear_search)
        self._stack.addWidget(self._nothing)
        self._show_numbers()
        self._restore()

    def _build_head(self) -> None:
        theme = self._theme
        self._direction = PlainLabel(tone="text2", theme=theme).wrapping()
        self._left = NumberButton(theme).explained(
            self._explain, lambda: explain_left(self._tracker.gap, locale_forms())
        )
        self.to_map = IconTextButton("Map", "roadmap", theme, self._icons)
        set_tip(self.to_map, "Show the stages as a map")
        self.to_map.clicked.connect(self.map_wanted)
        self.edit = IconTextButton("Edit", "edit", theme, self._icons)
        set_tip(self.edit, "Change stages, levels and needs, and add skills")
        self.edit.clicked.connect(self.edit_wanted)
        ChangeLock(self._tracker, self).hold(self.edit)
        line = hbox(
            PlainLabel(ROADMAP, role="title", bold=True, theme=theme),
            TermSign(ROADMAP_TERMS, theme, self._icons, self),
            8,
            (self._direction, 1),
            self.edit,
            self.to_map,
        )
        self.basis = LinkButton("Sources and reasoning", theme, self._icons, icon="info", icon_meaning="accent")
        self.basis.clicked.connect(self.show_basis)
        self.changed = LinkButton("", theme, self._icons, icon="edit", icon_meaning="accent")
        self.changed.clicked.connect(self.changes_wanted)
        totals = spread_row(self._left, self.basis)
        self._of_today = PlainLabel(OF_TODAY, role="caption", tone="text2", theme=theme).wrapping()
        self._of_today.hide()
        self._pane_column.addLayout(vbox(line, totals, self.changed, self._of_today, gap=8, margins=(20, 10, 16, 10)))

    # What the window asks for

    def set_search(self, text: str) -> None:
        """Show only skills that match a text."""
        if text:
            self.uncover_list()
        self._model.set_search(text)
        self._nothing.show_content(nothing_found(text.strip()) if text.strip() else NO_SKILL_YET)
        self._stack.setCurrentWidget(self.tree if self._stages() else self._nothing)
        if text.strip():
            self.tree.expand_keys(self._stages())

    def count_found(self) -> int:
        """The number of skills in the list."""
        return len({key[2] for key in self._model.shown_keys() if key[0] == SKILL})

    def focus_list(self) -> None:
        """Focus the list, on its first stage if nothing is selected."""
        self.close_beside()
        if not self.tree.currentIndex().isValid() and (stages := self._stages()):
            self.tree.select_key(stages[0])
        self.take_focus()

    def _clear_search(self) -> None:
        self.search_cleared.emit()
        self.set_search("")
        self.focus_list()  # the button that had the focus is hidden now

    def open_skill(self, skill_id: str) -> None:
        """Select a skill in its stage; one that is in no stage is only shown beside the list."""
        if self._model.key_of_skill(skill_id) is None:
            self.search_cleared.emit()
        key = self._model.key_of_skill(skill_id)
        if key is None:
            self._is_at_basis = False
            self.leave()
            self.show_skill(skill_id)
        else:
            self.go_to(key)
        self.open_beside()

    def go_to(self, key: Key) -> None:
        """Select a row, with its stage open."""
        self.tree.expand_keys([(STAGE, key[1])])
        self.tree.select_key(key)

    def remember(self) -> None:
        """Save the selection for the next start."""
        self._settings.set_numbers("roadmap/split", self.widths())
        self._settings.set_texts("roadmap/open", ["/".join(key) for key in self.tree.expanded_keys()])
        self._settings.set_text("roadmap/at", "/".join(self.at))

    # What is shown

    def _stages(self) -> list[Key]:
        return [*self._model.children_of(ROOT)]

    def show_beside(self, key: Key) -> None:
        """Show a skill, or what a stage is for and how its numbers add up."""
        self._is_at_basis = False
        self._last_skill = key[2] if key[0] in (SKILL, CAN_DO) else ""
        if key[0] == STAGE:
            self._show_stage(key)
        elif key[0] == MILESTONE:
            self._show_milestone(key)
        else:
            self.show_skill(key[2])

    def skill_of(self, key: Key) -> str:
        """The id of the skill of a row; empty for a stage or a milestone."""
        return key[2] if key[0] in (SKILL, CAN_DO) else ""

    def _show_stage(self, key: Key) -> None:
        stage = self._model.stage(key[1])
        roadmap = self._tracker.roadmap
        passages: tuple[Passage, ...] = ()
        if stage.stage:
            milestone = stage.stage.milestone
            passages = (
                Passage(f"Milestone: {milestone.title}", milestone.brief),
                Passage("What proves it", points=tuple(check.text for check in milestone.evidence)),
                self._basis(stage.stage.support, stage.stage.judgement),
            )
        which = f", stage {stage.number} of {len(roadmap.stages)}" if stage.stage else ""
        lead = stage.stage.purpose if stage.stage else STAGE_ZERO_PURPOSE
        self.show_overview(
            OverviewContent(explain_stage(stage, locale_forms()), f"{roadmap.name}{which}", lead, passages)
        )

    def _show_milestone(self, key: Key) -> None:
        stage = self._model.stage(key[1]).stage
        if stage:
            self.milestone.show_milestone(stage.milestone, f"Milestone of stage {stage.number}, {stage.title}")
            self._is_skill_beside = False
            self._beside.setCurrentWidget(self.milestone)

    @cached_property
    def milestone(self) -> MilestonePane:
        """The milestone beside the list, made when one is first selected."""
        pane = MilestonePane(self._tracker, self._theme)
        self._beside.addWidget(pane)
        return pane

    def show_basis(self) -> None:
        """Show the sources beside the list: what the articles say about the transition, and our own judgement."""
        self.leave()
        self._is_at_basis = True
        roadmap, sources = self._tracker.roadmap, self._tracker.catalogue.sources.values()
        articles = tuple(SourceLine(each.id, f"{each.name}: {each.title}", each.about) for each in sources)
        self.show_overview(
            OverviewContent(
                explain_roadmap(self._tracker.gap, locale_forms()),
                caption=f"Roadmap, {count_text(len(roadmap.stages), 'stage')}",
                passages=(self._basis(roadmap.advice, roadmap.judgement), Passage("The articles", sources=articles)),
            )
        )
        self.open_beside()

    def _basis(self, statements: Iterable[Statement], judgement: str) -> Passage:
        lines = statement_lines(self._tracker.catalogue, statements)
        return Passage("Sources and reasoning", sources=(*lines, SourceLine(OURS, judgement)))

    def _show_numbers(self) -> None:
        gap = self._tracker.gap
        total = gap.total
        self._direction.setText(gap.roadmap.name)
        count = self._changes()
        self.changed.setText(f"With {count_text(count, 'change')} of yours")
        self.changed.setAccessibleName(f"{self.changed.text()}: show them")
        self.changed.setVisible(bool(count))
        self._of_today.setVisible(bool(count) and self._tracker.as_of is not None)
        hours = hours_text(total.hours_left, locale_forms())
        nothing = nothing_left_text(self._tracker.gap)
        self._left.show_number(
            nothing or count_text(total.skills_left, "skill"),
            "" if nothing else f" left · {count_text(total.left, 'can-do')} · {hours}",
        )
        if self._is_at_basis:
            self.show_basis()
        elif self.at[:1] == (STAGE,):
            self._show_stage(self.at)

    def _changes(self) -> int:
        """How many changes the user made to the roadmap of the goal."""
        roadmap = self._tracker.roadmap
        if roadmap.is_own or roadmap.original is None:
            return 0
        from roadmaps.own.edits import changed_on  # most users change nothing

        return len(changed_on(self._tracker.progress, roadmap.id))

    def show_change(self, change: Change) -> None:
        """Show what changed; after a change of goal, select the last skill again or the first unfinished stage."""
        super().show_change(change)
        if Kind.GOAL in change.kinds:
            self._select_first()
        self._show_numbers()

    def _select_first(self) -> None:
        """Select the last selected skill, or else the first stage with something left, and open only that stage."""
        stages = self._stages()
        with_something_left = (key for key in stages if self._model.stage(key[1]).tally.left)
        stage = next(with_something_left, stages[0] if stages else None)
        if key := self._model.key_of_skill(self._last_skill) or stage:
            self.tree.set_open([(STAGE, key[1])])
            self.tree.select_key(key)

    def _restore(self) -> None:
        self.split(self._settings.numbers("roadmap/split"))
        opened: list[Key] = [tuple(text.split("/")) for text in self._settings.texts("roadmap/open")]
        self.tree.set_open(opened)
        if not self.tree.select_key(tuple(self._settings.text("roadmap/at").split("/"))):
            self._select_first()
