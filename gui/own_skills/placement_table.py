"""Where a skill is: on which roadmaps, in which stage, at which level, and how much it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from gui.widgets.buttons import StepButton
from gui.widgets.check_box import CheckBox
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.labels import PlainLabel, plain_tip, typed
from gui.widgets.layouts import hbox
from roadmaps.catalogue import LEVELS, Need
from roadmaps.journal import Placement, Spot
from roadmaps.own import edits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Roadmap

_NO_STAGE = "in no stage"
_USUAL_LEVEL = 2


class LevelField(QWidget):
    """A level with a button for less and one for more; never above ``most``."""

    changed = Signal()

    def __init__(self, about: str, level: int, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._about, self._wanted, self._most = about, level, LEVELS[-1]
        self._number = PlainLabel(bold=True, theme=theme)
        self.less = StepButton("", -1, self._step, theme, icons)
        self.more = StepButton("", 1, self._step, theme, icons)
        hbox(self.less, self._number, self.more, on=self, gap=4)
        self._show()

    @property
    def level(self) -> int:
        """The level that is shown."""
        return min(self._wanted, self._most)

    def limit(self, most: int) -> None:
        """Show no higher level than this; what was chosen comes back with a higher limit."""
        if most != self._most:
            self._most = most
            self._show()

    def _step(self, steps: int) -> None:
        self._wanted = min(max(self.level + steps, LEVELS[0]), self._most)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._number.setText(str(self.level))
        for button, verb in ((self.less, "Lower"), (self.more, "Raise")):
            button.setAccessibleName(f"{verb} the level on {self._about} from {self.level}")
        may_grow = self.level == self._most < LEVELS[-1]
        self.more.setToolTip(plain_tip("Write another can-do to ask a higher level") if may_grow else "")


class _Row:
    """A roadmap, and where the skill is on it."""

    def __init__(self, roadmap: Roadmap, skill_id: str, stage_id: str, theme: Theme, icons: Icons) -> None:
        """``stage_id``: that of a new skill; empty for the last one."""
        self.roadmap, self._skill_id = roadmap, skill_id
        self._was = edits.placement_of(roadmap, skill_id)
        spot = self._was.spots[-1] if self._was and self._was.spots else None
        self.check = CheckBox(typed(roadmap.name), theme)
        self.check.setAccessibleName(roadmap.name)
        self.stage = ChoiceBox(f"Stage on {roadmap.name}", icons)
        self.stage.setMinimumContentsLength(12)
        self.stage.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.stage.currentTextChanged.connect(lambda text: self.stage.setToolTip(plain_tip(text)))  # it may be cut
        self.stage.addItem(_NO_STAGE, "")
        for stage in roadmap.stages:
            self.stage.addItem(f"{stage.number} {stage.title}", stage.id)
        last = roadmap.stages[-1].id if roadmap.stages else ""
        first = (spot.stage_id if spot else "") if self._was else stage_id or last
        self.stage.setCurrentIndex(max(self.stage.findData(first), 0))
        self.level = LevelField(roadmap.name, self._was.level if self._was else _USUAL_LEVEL, theme, icons)
        self.need = ChoiceBox(f"Need on {roadmap.name}", icons)
        for need in Need:
            self.need.addItem(need.value, need.value)
        self.need.setCurrentIndex(self.need.findData(((self._was and self._was.need) or Need.SUPPORTING).value))
        self.none = PlainLabel("not on this roadmap", tone="muted", theme=theme)
        self.check.setChecked(self._was is not None)
        self._shown = self._values()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What says where it is."""
        return self.stage, self.level, self.need

    def _values(self) -> tuple[object, ...]:
        return self.stage.currentData(), self.level.level, self.need.currentData()

    def edit(self) -> edits.Edit | None:
        """What changes on this roadmap; None for nothing."""
        roadmap, was = self.roadmap, self._was
        if not self.check.isChecked():
            return edits.take_off(roadmap, self._skill_id) if was else None
        if was and self._values() == self._shown:
            return None
        stage_id, level, need = self.stage.currentData(), self.level.level, Need(self.need.currentData())
        if was and stage_id == self._shown[0]:
            # It may be in several stages: those before the last one stay.
            spots = [each._replace(level=min(each.level, level)) for each in was.spots]
            if spots:
                spots[-1] = spots[-1]._replace(level=level)
        else:
            stage = next((each for each in roadmap.stages if each.id == stage_id), None)
            last = max((stage.place_of(each) for each in stage.targets), default=0) + 1 if stage else 0
            spots = [Spot(stage_id, level, last)] if stage else []
        return edits.place(roadmap, self._skill_id, Placement(level, need, tuple(spots)))


class PlacementTable(QFrame):
    """A row for each roadmap; one column where it is narrow."""

    changed = Signal()

    def __init__(
        self,
        roadmaps: Sequence[Roadmap],
        skill_id: str,
        theme: Theme,
        icons: Icons,
        *,
        on: tuple[str, str] = ("", ""),
    ) -> None:
        """``on`` is the roadmap that a new skill is for, and its stage."""
        super().__init__()
        self.setProperty("variant", "card")
        heads = ("Stage", "Level", "Need")
        self._heads = [PlainLabel(text, role="caption", tone="text2", theme=theme) for text in heads]
        self.rows = [_Row(each, skill_id, on[1] if each.id == on[0] else "", theme, icons) for each in roadmaps]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._is_narrow: bool | None = None
        for row in self.rows:
            if row.roadmap.id == on[0]:
                row.check.setChecked(True)
            row.check.toggled.connect(self._follow)
            row.level.changed.connect(self.changed)
            for box in (row.stage, row.need):
                box.currentIndexChanged.connect(self.changed)
        if self.rows:
            self.setFocusProxy(self.rows[0].check)
        self.arrange(is_narrow=False)
        self._follow()

    def limit(self, most: int) -> None:
        """How many can-dos there are: no level is above that."""
        for row in self.rows:
            row.level.limit(max(1, most))

    def edits(self) -> list[edits.Edit]:
        """What changes."""
        return [edit for row in self.rows if (edit := row.edit())]

    def _follow(self) -> None:
        for row in self.rows:
            for each in row.controls:
                each.setVisible(row.check.isChecked())
            row.none.setVisible(not row.check.isChecked())
        self.changed.emit()

    def arrange(self, *, is_narrow: bool) -> None:
        """Put the controls beside the names, or below them where it is narrow."""
        if is_narrow is self._is_narrow:
            return
        self._is_narrow = is_narrow
        grid, first = self._grid, 0 if is_narrow else 1
        for head, column in zip(self._heads, (1, 2, 3), strict=True):
            head.setVisible(not is_narrow)
            grid.addWidget(head, 0, column)
        grid.setColumnStretch(first, 1)
        grid.setColumnStretch(1 - first, 0)
        for place, row in enumerate(self.rows):
            line = 1 + 2 * place
            grid.addWidget(row.check, line, 0, 1, 4 if is_narrow else 1)
            if is_narrow:
                line += 1
            for column, each in enumerate(row.controls, start=first):
                grid.addWidget(each, line, column)
            grid.addWidget(row.none, line, first, 1, 3)
