"""The tree of the Skills page: category, skill, can-do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.app.date_format import locale_forms
from gui.outline.model import ROOT, OutlineModel
from gui.outline.rows import GONE, RowKind, can_do_row, found_by_note, group_row, part_row, skill_row
from gui.pages.skills.filtering import SkillFilter, chip_members
from roadmaps.gap import tally
from roadmaps.text.text_format import hours_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QObject

    from gui.app.change import Change
    from gui.app.tracker import Tracker
    from gui.outline.model import Key
    from gui.outline.rows import Row
    from gui.pages.skills.filtering import SkillGroup
    from roadmaps.catalogue import CanDo
    from roadmaps.gap.search import SkillFinder

CATEGORY, SKILL, CAN_DO = "category", "skill", "can-do"


class SkillTreeModel(OutlineModel):
    """Reads the tracker for every row; holds only which rows pass the filter."""

    def __init__(self, tracker: Tracker, finder: SkillFinder, parent: QObject | None = None) -> None:
        super().__init__(tracker, parent)
        self._finder = finder
        self.filter = SkillFilter()
        """The current filter."""
        self._held: set[str] = set()
        self._members = (tracker.gap, chip_members(tracker.gap))
        self._noted: frozenset[str] = frozenset()
        self._list_skills()
        self._refilter()

    def _list_skills(self) -> None:
        self._catalogue = self._tracker.catalogue
        self._below_skills: dict[Key, Sequence[Key]] = {
            (SKILL, skill.id): [(CAN_DO, skill.id, can_do.id) for can_do in skill.can_dos]
            for skill in self._catalogue.skills.values()
        }
        self._held &= self._catalogue.skills.keys()

    def set_filter(self, wanted: SkillFilter) -> None:
        """Show other skills."""
        self.filter = wanted
        self._held = set()
        self._refilter()

    def hold(self, key: Key) -> None:
        """Keep the selected row even when a tick takes it out of the filter, until another is selected.

        For a category the skills on show are kept, since its check box ticks just those.
        """
        held = {child[1] for child in self.children_of(key)} if key[:1] == (CATEGORY,) else set(key[1:2])
        released, self._held = self._held - held, held
        if released and not released <= self._fitting():
            self._refilter()

    def _fitting(self) -> frozenset[str]:
        """Ids of the skills that pass the filter."""
        return self._finder.found(self.filter.text) & self.filter.admitted(self._tracker.gap, self._members_now())

    def _members_now(self) -> Mapping[SkillGroup, frozenset[str]]:
        """The members of each chip, worked out once for each change."""
        if self._members[0] is not self._tracker.gap:
            self._members = (self._tracker.gap, chip_members(self._tracker.gap))
        return self._members[1]

    def chip_counts(self) -> Mapping[SkillGroup, int]:
        """How many of the skills that match the query each chip would show."""
        found = self._finder.found(self.filter.text)
        return {chip: len(members & found) for chip, members in self._members_now().items()}

    def shown_skills(self) -> list[str]:
        """The ids of the skills on show, in order."""
        return [skill[1] for category in self.children_of(ROOT) for skill in self.children_of(category)]

    # Rows

    def make_row(self, key: Key) -> Row:
        """The current values of a category, a skill or a can-do."""
        if self._is_gone(key):
            return GONE
        match key[0]:
            case "category":
                return self._category_row(key)
            case "skill":
                gap = self._tracker.gap.skills[key[1]]
                row = skill_row(gap, self._tracker.progress.ticks, disuse=self._tracker.disuse(key[1]))
                return found_by_note(row) if key[1] in self._noted else row
            case _:
                can_do = self._tracker.catalogue.can_dos[key[2]]
                tick = self._tracker.progress.ticks.get(can_do.id)
                return can_do_row(can_do, self._tracker.gap.skills[key[1]], tick, self._tracker.today)

    def can_dos_of(self, key: Key) -> tuple[Sequence[CanDo], str]:
        """What a check box ticks: in a category the counting skills on show, in a skill its can-dos in scope."""
        catalogue = self._tracker.catalogue
        match key[0]:
            case "category":
                gaps = [
                    self._tracker.gap.skills[child[1]] for child in self.children_of(key) if not self._is_gone(child)
                ]
                counting = [gap for gap in gaps if gap.counts] or gaps
                return [each for gap in counting for each in gap.tickable], catalogue.categories[key[1]].name
            case "skill":
                gap = self._tracker.gap.skills[key[1]]
                return gap.tickable, gap.skill.name
            case _:
                return [catalogue.can_dos[key[2]]], ""

    def _is_gone(self, key: Key) -> bool:
        """Whether the user has just removed what a row is about and the row is about to go."""
        catalogue = self._tracker.catalogue
        match key[0]:
            case "category":
                return key[1] not in catalogue.categories
            case "skill":
                return key[1] not in catalogue.skills
            case _:
                return key[2] not in catalogue.can_dos

    def _category_row(self, key: Key) -> Row:
        name = self._tracker.catalogue.categories[key[1]].name
        ticks = self._tracker.progress.ticks
        boxes = [can_do.id in ticks for can_do in self.can_dos_of(key)[0]]
        gap = self._tracker.gap
        if self.filter.is_narrow:
            shown = tally(gap.skills[child[1]] for child in self.children_of(key) if not self._is_gone(child))
            return part_row(
                group_row(RowKind.GROUP, name, shown, hours_text(shown.hours_left, locale_forms()), boxes), boxes
            )
        return group_row(
            RowKind.GROUP, name, gap.by_category[key[1]], gap.category_hours(key[1], locale_forms()), boxes
        )

    # What is shown

    def follow(self, change: Change) -> None:
        """Show what passes the filter now, and refresh the skills that changed."""
        if self._tracker.catalogue is not self._catalogue:
            self._list_skills()
        self._refilter()
        touched = [(SKILL, skill_id) for skill_id in change.skill_ids]
        self.refresh([*touched, *(key for skill in touched for key in self._below_skills.get(skill, ()))])

    def _refilter(self) -> None:
        fitting = self._fitting() | self._held
        noted = self._finder.found_by_note(self.filter.text)
        changed, self._noted = noted ^ self._noted, noted
        tree = dict(self._below_skills)
        categories: list[Key] = []
        for category in self._tracker.catalogue.categories.values():
            shown: list[Key] = [(SKILL, skill_id) for skill_id in category.skill_ids if skill_id in fitting]
            if shown:
                key = (CATEGORY, category.id)
                categories.append(key)
                tree[key] = shown
        tree[ROOT] = categories
        self.show_tree(tree)
        # The counts of a category depend on more than the rows that come and go.
        self.refresh([*categories, *((SKILL, skill_id) for skill_id in changed)])
