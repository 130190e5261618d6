"""Which box of the map is selected, how keys move the selection, and commands on the selected box."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from gui.pages.roadmap.map.steps import Steps
from gui.pages.roadmap.map.view_models import MilestonePlace, full_name, next_can_do
from gui.widgets.accessibility import announce
from roadmaps.gap import NO_STAGE, ScopeStatus
from roadmaps.map import NodeId, map_graph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.pages.roadmap.map.map_view import MapView
    from gui.pages.roadmap.map.scene import MapScene
    from gui.pages.roadmap.map.steps import KeyStep
    from gui.pages.roadmap.map.view_models import Place
    from roadmaps.catalogue import CanDo, Stage
    from roadmaps.map import MapGraph, MapNode


class _Lost(NamedTuple):
    """A place that a change removed, and the one selected instead. Undoing the change selects it again."""

    place: Place
    replacement: Place


class SelectionController(QObject):
    """Knows the selected place and the graph it is on."""

    changed = Signal()
    """Another place is selected on the same map."""
    stage_zero_left = Signal()
    """The selection left stage 0, which may have been shown only because of it: build the map again."""
    skill_opened = Signal(str)
    """Show a skill on its own page."""
    milestone_opened = Signal()
    """Show the checks of the selected milestone."""

    def __init__(self, tracker: Tracker, view: MapView, scene: MapScene) -> None:
        super().__init__(view)
        self._tracker, self._view, self._scene = tracker, view, scene
        self.place: Place | None = None
        """The selected place; None on an empty map."""
        self._steps: Steps | None = None
        self._lost: _Lost | None = None
        self._carried = ""
        """The skill that was selected when the goal changed."""
        self._has_moved = False
        view.stepped.connect(self._step)
        view.name_typed.connect(self._go_to_typed)
        # A box that moved away would miss the second click of a double click.
        view.selected.connect(lambda place: self.select(place, stays=True))
        view.opened.connect(self.open)
        view.toggled.connect(self.toggle)

    def remember(self, settings: Settings) -> None:
        """Save the selected place."""
        settings.set_texts("map/at", [str(part) for part in self.place or ()])

    def restore(self, settings: Settings) -> None:
        """Select the place that was saved."""
        match settings.texts("map/at"):
            case [stage, skill_id] if stage.isdecimal():
                self.place = NodeId(int(stage), skill_id)
            case [stage] if stage.isdecimal():
                self.place = MilestonePlace(int(stage))

    # The map it is on

    def build_graph(self, *, with_hidden: bool) -> MapGraph:
        """The map as of now; stage 0 stays while the selection is in it, even once it is complete."""
        is_at_zero = self.place is not None and self.place.stage == NO_STAGE
        return map_graph(self._tracker.gap, with_hidden=with_hidden, with_stage_zero=is_at_zero)

    def refresh(self, *, with_hidden: bool) -> None:
        """Build the graph again, and keep, restore or replace the selected place."""
        previous = self._steps
        self.graph = self.build_graph(with_hidden=with_hidden)
        steps, lost = Steps(self.graph), self._lost
        if self.place is None and self._carried:
            self.place = self.place_of(self._carried)
            self._has_moved = self.place is not None
        self._carried = ""
        if lost and lost.replacement == self.place and steps.has(lost.place):
            self.place, self._lost = lost.place, None
        elif self.place is None or not steps.has(self.place):
            gone = self.place
            self.place = previous.nearest(gone, steps) if previous and gone else steps.start
            self._lost = _Lost(gone, self.place) if gone and self.place else None
            if self.place and gone:
                self._has_moved = True
        self.graph = self.build_graph(with_hidden=with_hidden)
        self._steps = Steps(self.graph)

    def announce_move(self) -> None:
        """Show and announce a place that the last refresh selected in place of another."""
        if self._has_moved and self.place:
            self._has_moved = False
            self.bring_into_view()
            announce(self._view, self._scene.spoken(self.place))

    def start_over(self) -> None:
        """Another roadmap is shown at the next refresh; a skill that is on both stays selected."""
        self._carried = self.place.skill_id if isinstance(self.place, NodeId) else self._carried
        self.place = self._lost = self._steps = None

    def place_of(self, skill_id: str) -> NodeId | None:
        """The first box of a skill with something left, or else its first box; None if it has none."""
        nodes = [node for node in self.graph.nodes.values() if node.id.skill_id == skill_id]
        node = next((node for node in nodes if node.row.left), nodes[0] if nodes else None)
        return node.id if node else None

    @property
    def node(self) -> MapNode | None:
        """The selected skill on the map; None if a milestone is selected."""
        return self.graph.nodes.get(self.place) if isinstance(self.place, NodeId) else None

    @property
    def stage(self) -> Stage | None:
        """The stage of the selected milestone; None if a skill is selected."""
        return self._stage_of(self.place) if isinstance(self.place, MilestonePlace) else None

    def _stage_of(self, place: MilestonePlace) -> Stage | None:
        return self._tracker.gap.stages[place.stage].stage

    def next_can_do(self) -> CanDo | None:
        """What Space would tick; None if nothing."""
        return next_can_do(self.node.row, self._tracker.progress.ticks) if self.node else None

    # Moving it

    def select(self, place: Place, *, stays: bool = False) -> None:
        """Select a place and announce it; unless the map ``stays``, scroll the place into view."""
        self._lost = None
        was_at_zero = self.place is not None and self.place.stage == NO_STAGE
        self.place = place
        if was_at_zero and place.stage != NO_STAGE:
            self.stage_zero_left.emit()
        else:
            self.changed.emit()
        if not stays:
            self.bring_into_view()
        announce(self._view, self._scene.spoken(place))

    def bring_into_view(self) -> None:
        """Scroll to the selected box, as far as needed."""
        if box := self._scene.box(self.place):
            self._view.bring_into_view(box)

    def _step(self, step: KeyStep) -> None:
        if self.place is None or self._steps is None:
            return
        place = self._steps.from_place(self.place, step)
        if place != self.place:
            self.select(place)

    def _go_to_typed(self) -> None:
        boxes: Sequence[NodeId] = list(self.graph.nodes)
        at = boxes.index(self.place) if isinstance(self.place, NodeId) and self.place in self.graph.nodes else -1
        found = self._view.type_ahead.find([node.row.gap.skill.name for node in self.graph.nodes.values()], at)
        if found is not None and boxes[found] != self.place:
            self.select(boxes[found])

    def select_milestone(self) -> None:
        """Select the first milestone that is not reached, or else the last one."""
        reached = self._tracker.progress.milestones
        stages = [column.stage.stage for column in self.graph.columns if column.stage.stage]
        stage = next((each for each in stages if each.milestone.id not in reached), stages[-1])
        self.select(MilestonePlace(stage.number))

    # Using it

    def open(self, place: Place | None) -> None:
        """Open a skill on its own page, or the checks of a milestone; None for the selected one."""
        place = place or self.place
        if isinstance(place, NodeId):
            self.place = place
            self.skill_opened.emit(place.skill_id)
        elif place is not None:
            self.select(place)
            self.milestone_opened.emit()

    def toggle(self, place: Place | None) -> None:
        """Tick the next can-do of a skill, or toggle a milestone; None for the selected place."""
        if place is None:
            self.bring_into_view()  # nothing is ticked out of sight
        place = place or self.place
        if isinstance(place, MilestonePlace):
            stage = self._stage_of(place)
            if stage:
                self._tracker.edits.toggle_milestone(stage.milestone)
        elif place is not None and place in self.graph.nodes:
            row = self.graph.nodes[place].row
            following = next_can_do(row, self._tracker.progress.ticks)
            if following is None:
                why = "it is set aside" if row.gap.scope_status is ScopeStatus.SET_ASIDE else "everything is ticked"
                announce(self._view, f"{full_name(row)}: {why}")
                return
            self._tracker.edits.set_ticked([following], True)
        if place is not None and place == self.place and self._steps and self._steps.has(place):
            announce(self._view, self._scene.spoken(place))
