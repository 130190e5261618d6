"""The map of the roadmap with its toolbar, stage headers, legend, card and list of what is left."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from gui.app.change import LISTED
from gui.pages.roadmap.map.headers import StageHeaders
from gui.pages.roadmap.map.left_list import left_rows
from gui.pages.roadmap.map.legend import Legend
from gui.pages.roadmap.map.map_style import MapStyle
from gui.pages.roadmap.map.milestone_strip import MilestoneStrip
from gui.pages.roadmap.map.node_card import NodeCard
from gui.pages.roadmap.map.scene import MapPicture
from gui.pages.roadmap.map.search_line import SearchLine
from gui.pages.roadmap.map.selection import SelectionController
from gui.pages.roadmap.map.side import SidePanel
from gui.pages.roadmap.map.steps import Steps
from gui.pages.roadmap.map.view_models import MilestonePlace, full_name, next_can_do, stage_face
from gui.pages.roadmap.map.zoom import ZoomControl
from gui.pages.roadmap.stage_list import nothing_found
from gui.widgets.announcements import announce
from gui.widgets.check_box import CheckBox
from gui.widgets.icon_text_button import IconTextButton
from gui.widgets.labels import LinkButton, PlainLabel, Separator, plain_tip
from gui.widgets.plain_button import PlainButton
from gui.widgets.refreshed import Refreshed
from gui.widgets.term import ROADMAP_TERMS, TermSign
from roadmaps.gap import NO_STAGE, ScopeStatus
from roadmaps.gap.explanation import explain_stage
from roadmaps.journal import Kind
from roadmaps.map import NodeId, map_graph
from roadmaps.text.folding import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

    from gui.app.change import Change
    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.pages.list_page import Explain
    from gui.pages.roadmap.map.view_models import Place
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import CanDo, Stage
    from roadmaps.gap import StageRow
    from roadmaps.gap.search import SkillFinder
    from roadmaps.map import MapGraph


class MapForm(Refreshed, QWidget):
    """Holds where the person is on the map and how large it is; all else is read from the tracker."""

    SHOWS = LISTED

    list_wanted = Signal()
    basis_wanted = Signal()
    """The sources of the roadmap are to be shown."""
    export_wanted = Signal()
    search_cleared = Signal()
    """The text in the search field is to be cleared."""
    opened = Signal(str)
    """A skill is to be shown on its own page."""

    def __init__(
        self, tracker: Tracker, finder: SkillFinder, theme: Theme, icons: Icons, settings: Settings, explain: Explain
    ) -> None:
        super().__init__()
        self._tracker, self._theme, self._icons = tracker, theme, icons
        self._settings, self._explain = settings, explain
        self._text = ""
        self._at: Place | None = None
        self._zoom: float | None = None
        self._steps: Steps | None = None
        self._lost: _Lost | None = None
        self._carried = ""
        """The skill that was selected when the goal changed."""
        self._is_moved = False
        self._is_placed = False
        """Whether somebody said where to be since the map was last drawn."""
        self._fits_height = True
        self._is_arranging = False
        self._is_roomy: bool | None = None
        self._scene = MapScene()
        self.view = MapView(self._scene)
        # The view goes first at the end: one that loses its scene scrolls, and asks for what is gone.
        self._scene.setParent(self.view)
        self.heads = StageHeaders()
        self.side = SidePanel(tracker, theme, icons, explain)
        self.strip = NodeCard(tracker, theme, icons, is_strip=True)
        self.milestone_strip = MilestoneStrip(tracker, theme)
        self.refresh_with(tracker, is_filled=False)
        self._build()
        self.selection = SelectionController(tracker, self.view, self._canvas.scene)
        self.zoom = ZoomController(self.view, self.toolbar.zoom, theme, self.picture)
        self.drawer = DrawerController(self, self._across, self._canvas, self.side, self.toolbar.drawer)
        # The commands of the View menu.
        self.zoom_in, self.zoom_out, self.show_left = self.zoom.zoom_in, self.zoom.zoom_out, self.drawer.open_list
        self._connect()
        self._restore()

    def _build(self) -> None:
        theme, icons = self._theme, self._icons
        self._direction = PlainLabel(tone="text2", theme=theme).wrapping()
        self.basis = _icon_button("Sources and reasoning")
        self.shows_hidden = CheckBox(_HIDDEN, theme)
        self.shows_hidden.setToolTip(plain_tip(_HIDDEN_TIP))
        self.shows_hidden.setAccessibleName(_HIDDEN_TIP)
        self.zoom = ZoomControl(theme, icons)
        self.export = _icon_button("Save the map as a picture")
        self.to_list = IconTextButton("List", "table", theme, icons)
        self.to_list.setToolTip(plain_tip("Show the stages as a list"))
        self.drawer = PlainButton()
        self.drawer.setCheckable(True)
        self.drawer.setToolTip(plain_tip("Show what is left (L)"))
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 16, 10)
        head.setSpacing(10)
        head.addWidget(PlainLabel("Roadmap", role="title", bold=True, theme=theme))
        self.terms = TermSign(ROADMAP_TERMS, theme, icons, self)
        head.addWidget(self.terms)
        head.addWidget(self._direction, 100)
        head.addStretch(1)
        for widget in (self.shows_hidden, self.zoom, self.basis, self.export, self.to_list, self.drawer):
            head.addWidget(widget)
        self._nothing_text = PlainLabel(tone="text2", theme=theme).wrapping()
        self.clear_search = LinkButton("Clear the search", theme, icons)
        self._nothing = QWidget()
        line = QHBoxLayout(self._nothing)
        line.setContentsMargins(20, 6, 16, 6)
        line.addWidget(self._nothing_text, 1)
        line.addWidget(self.clear_search)
        self._nothing.hide()
        self._legend = Legend(theme, icons)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        parts: Sequence[QWidget] = (self.toolbar, Separator(), self.search, self._canvas)
        for part in (*parts, self.strip, self.milestone_strip, Separator(), self._legend):
            middle.addWidget(part, int(part is self._canvas))
        self._across = across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(middle, 1)
        across.addWidget(self.side)

    def _connect(self) -> None:
        view = self.view
        self._theme.changed.connect(self._retint)
        selection.changed.connect(self._show_place)
        selection.stage_zero_left.connect(self._catch_up)
        selection.skill_opened.connect(self.opened)
        selection.milestone_opened.connect(self._show_checks)
        self.zoom.changed.connect(self._redraw)
        self.drawer.mode_changed.connect(self._use_mode)
        self.drawer.toggled.connect(self._after_drawer)
        self.drawer.focus_left.connect(self.take_focus)
        for source in (view, toolbar.zoom):
            source.fit_wanted.connect(self.fit)
        view.left_wanted.connect(self.drawer.open_list)
        view.room_changed.connect(self._redraw)
        view.focus_changed.connect(self._show_place)
        across = view.horizontalScrollBar()
        across.rangeChanged.connect(self.heads.follow_range)
        for one, other in ((across, self.heads.horizontalScrollBar()), (self.heads.horizontalScrollBar(), across)):
            one.valueChanged.connect(other.setValue)
        view.scrolled.connect(self._pin_foot)
        self.heads.explanation_wanted.connect(self._explain_stage)
        self.zoom.zoomed.connect(lambda is_larger: self.zoom_in() if is_larger else self.zoom_out())
        self.zoom.fit_wanted.connect(self.fit)
        self.shows_hidden.toggled.connect(lambda: self.refresh_when_visible())
        self.export.clicked.connect(self.export_wanted)
        self.basis.clicked.connect(self.basis_wanted)
        self.to_list.clicked.connect(self.list_wanted)
        self.clear_search.clicked.connect(self._clear_search)
        self.side.acted.connect(self._act_on_nothing)
        self.drawer.clicked.connect(self._toggle_drawer)
        self.milestone_strip.checks_wanted.connect(self.show_left)
        for card in (self.side, self.strip):
            card.skill_wanted.connect(self._go_to)
            card.opened.connect(self.opened)
        self.side.acted.connect(self._act_on_nothing)
        self.side.list.chosen.connect(selection.select)
        self.side.list.opened.connect(selection.open)
        self.side.list.ticked.connect(selection.toggle)
        self.side.list.left.connect(self.drawer.leave)

    # What is shown

    @property
    def at(self) -> Place | None:
        """The selected place."""
        return self.selection.place

    @property
    def graph(self) -> MapGraph:
        """What is on the map as of now."""
        return self.selection.build_graph(with_hidden=self.toolbar.shows_hidden.isChecked())

    def picture(self, zoom: float) -> MapPicture:
        """The map as it was last read, at a zoom."""
        tracker, style = self._tracker, MapStyle(self._theme, self._icons, zoom)
        return MapPicture(
            self._graph, tracker.progress, tracker.today, style, as_of=tracker.as_of, is_locked=tracker.read_only
        )

    @property
    def _graph(self) -> MapGraph:
        return self.selection.graph

    def show_change(self, change: Change) -> None:
        """Show everything as it is on disk now."""
        if Kind.GOAL in change.kinds and not self._is_placed:
            self._start_over()
        self._is_placed = False
        before = self._steps
        self._graph = self.graph
        self._stand_somewhere(before)
        gap = self._tracker.gap
        has_hidden = any(column.hidden for column in self._graph.columns)
        self.toolbar.show_roadmap(gap.roadmap.name, gap.total.skills_left, has_hidden=has_hidden)
        self._redraw()
        self.selection.announce_move()

    def _stand_somewhere(self, before: Steps | None) -> None:
        """Stand where the person was, back where a deed that was undone took them from, or near what is gone."""
        steps, lost = Steps(self._graph), self._lost
        if self._at is None and self._carried:
            self._at = self._place_of_skill(self._carried)
            self._is_moved = self._at is not None
        self._carried = ""
        if lost and lost.stood_in == self._at and steps.has(lost.place):
            self._at, self._lost = lost.place, None
        elif self._at is None or not steps.has(self._at):
            gone = self._at
            self._at = before.nearest(gone, steps) if before and gone else steps.start
            self._lost = _Lost(gone, self._at) if gone and self._at else None
            if self._at and gone:
                self._is_moved = True
        self._graph = self.graph
        self._steps = Steps(self._graph)

    def _draw(self) -> None:
        room = self.view.room()
        picture = self.picture(self._fitting() if self._zoom is None else self._zoom)
        found = self._found()
        self._scene.show_picture(picture, found, room)
        faces = [stage_face(column.stage) for column in self._graph.columns]
        if self.heads.show_stages(faces, self._scene.columns, picture.look):
            self._chain()
        self.heads.horizontalScrollBar().setValue(self.view.horizontalScrollBar().value())
        self._pin_foot()
        self._name_zoom(picture)
        is_nothing = bool(self._text.strip()) and not found
        content = nothing_found(self._text.strip())
        self._nothing_text.setText(f"{content.what} {content.why}")
        self._nothing.setVisible(is_nothing)
        noted = self._finder.found_by_note(self._text)
        rows = left_rows(self._graph, self._tracker.progress.ticks, found, noted)
        had_focus = self.side.list.hasFocus()
        self.side.show_left(rows, self._at, self._text.strip())
        if had_focus and not rows:
            self.take_focus()  # the list is gone, and Qt would hand the focus to whatever comes next

    def _pin_foot(self) -> None:
        """In a roomy window the milestones stay in sight while the boxes scroll above them."""
        bottom = self.view.mapToScene(0, self.view.viewport().height()).y() if self._is_roomy else None
        self._scene.pin_foot(bottom)

    def _chain(self) -> None:
        """Let Tab go through the page as it is read: what is made later would come last."""
        order: list[QWidget] = [self.shows_hidden, self.zoom.smaller, self.zoom.fit, self.zoom.larger, self.basis]
        order += [self.export, self.to_list, self.drawer, *self.heads.heads, self.view]
        order += [self.strip.deed, self.strip.open, self.milestone_strip.reach, self.milestone_strip.checks]
        order += [self.side.card.deed, self.side.card.open, *self.side.checks, self.side.total, self.side.list]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _show_place(self) -> None:
        """Show where the person is: on the map, in the list, on the card."""
        if self.is_stale:
            return
        place = self._at
        self._scene.select(place, self.view.hasFocus())
        self.side.list.select(place)
        # A drawer says all that a strip would, and lies over a part of it.
        has_strip = not self._is_roomy and self.side.isHidden()
        self.strip.setVisible(has_strip and isinstance(place, NodeId))
        self.milestone_strip.setVisible(has_strip and isinstance(place, MilestonePlace))
        node = self._graph.nodes.get(place) if isinstance(place, NodeId) else None
        if node:
            self.side.show_row(node.row)
            self.strip.show_row(node.row)
        elif isinstance(place, MilestonePlace) and (stage := self._stage(place)):
            if self.side.show_stage(stage):
                self._chain()
            self.milestone_strip.show_stage(stage)
        else:
            self.side.show_row(None)
        self.view.setAccessibleDescription(self._scene.spoken(place) if place else "")

    def _stage(self, place: MilestonePlace) -> Stage | None:
        return self._tracker.gap.stages[place.stage].stage

    def _start_over(self) -> None:
        """Be nowhere on the map of another goal; a skill that is on both stays selected."""
        self._carried = self._at.skill_id if isinstance(self._at, NodeId) else self._carried
        self._at = self._lost = self._steps = None

    # How large

    @property
    def _smallest(self) -> float:
        return smallest_zoom(self._theme)

    def _fitting(self) -> float:
        """The zoom at which everything is in view, or else all columns, or else the smallest that can be read."""
        room, (width, height) = self.view.room(), self.picture(1.0).size
        zoom = min(room.width / width, room.height / height)
        self._fits_height = zoom >= self._smallest
        most = room.width if self._fits_height else room.width - room.bar
        if not self._fits_height:
            zoom = most / width
        zoom = min(max(zoom, self._smallest), _LARGEST_FIT)
        # Letters come in whole pixels, so a map does not shrink quite as evenly as a number does.
        while zoom > self._smallest and self.picture(zoom).size[0] > most:
            zoom = max(self._smallest, zoom - 0.01)
        return zoom

    def _name_zoom(self, picture: MapPicture) -> None:
        zoom = picture.look.zoom
        fits_width = picture.size[0] <= self.view.room().width
        percent = f"{round(100 * zoom)}\N{NO-BREAK SPACE}%"
        text = f"{'Fit' if self._fits_height else 'Fit width'} · {percent}"
        if self._zoom or not fits_width or self.width() < _SHORT_BELOW:
            text = percent
        self.zoom.show_zoom(text, can_shrink=zoom > self._smallest + 0.001, can_grow=zoom < LARGEST_ZOOM - 0.001)
        self._drawn_zoom = zoom

    def _zoom_by(self, factor: float, still: QPointF) -> None:
        """Draw larger or smaller, and leave what is at a point of the view where it is."""
        before = self._drawn_zoom
        zoom = min(max(before * factor, self._smallest), LARGEST_ZOOM)
        if zoom == before:
            return
        across, down = self.view.horizontalScrollBar(), self.view.verticalScrollBar()
        held = QPointF(across.value(), down.value()) + still
        self._zoom = zoom
        self._draw()
        self._show_place()
        moved = held * (zoom / before) - still
        across.setValue(round(moved.x()))
        down.setValue(round(moved.y()))

    def zoom_in(self) -> None:
        """Draw larger."""
        self._zoom_by(ZOOM_STEP, QPointF(self.view.viewport().rect().center()))

    def zoom_out(self) -> None:
        """Draw smaller, though never too small to read."""
        self._zoom_by(1 / ZOOM_STEP, QPointF(self.view.viewport().rect().center()))

    def fit(self) -> None:
        """Draw so that everything fits, as far as it can still be read."""
        self._zoom = None
        self._draw()
        self._show_place()
        self._bring_into_view()

    def _use_room(self) -> None:
        if not self.is_stale:
            self._draw()
            self._show_place()

    def _draw(self) -> None:
        picture, search = self.picture(self.zoom.current()), self.search
        found = search.found(picture.graph)
        if self._canvas.show_picture(picture, found, pins_foot=bool(self.drawer.is_roomy)):
            self._set_tab_order()
        self.zoom.show_drawn(picture, is_short=self.width() < SHORT_BELOW)
        search.show_result(is_found=bool(found))
        rows = left_rows(picture.graph, self._tracker.progress.ticks, found, search.found_by_note)
        had_focus = self.side.list.hasFocus()
        self.side.show_left(rows, self.at, search.text.strip())
        if had_focus and not rows:
            self.take_focus()  # Qt would pass the focus of the hidden list to whatever comes next

    def select(self, place: Place, *, stays: bool = False) -> None:
        """Go to a box, and have it told; unless the map ``stays``, the box is brought into view."""
        self._lost = None
        was_at_zero = self._at is not None and self._at.stage == NO_STAGE
        self._at = place
        if was_at_zero and place.stage != NO_STAGE:
            self.refresh_when_visible()  # stage 0 may have been held only for them
        else:
            self._show_place()
        if not stays:
            self._bring_into_view()
        announce(self.view, self._scene.spoken(place))

    def _show_place(self) -> None:
        """Show the selected place on the map, in the list and on the card."""
        if self._is_stale:
            return
        place, node, stage = self.at, self.selection.node, self.selection.stage
        self._canvas.scene.select(place, self.view.hasFocus())
        self.side.list.select(place)
        # An open drawer shows more than a strip would, and covers part of it.
        has_strip = not self.drawer.is_roomy and self.side.isHidden()
        self.strip.setVisible(has_strip and isinstance(place, NodeId))
        self.milestone_strip.setVisible(has_strip and isinstance(place, MilestonePlace))
        if node:
            self.side.show_row(node.row)
            self.strip.show_row(node.row)
        elif stage:
            if self.side.show_stage(stage):
                self._set_tab_order()
            self.milestone_strip.show_stage(stage)
        else:
            self.side.show_row(None)
        self.view.setAccessibleDescription(self._canvas.scene.spoken(place) if place else "")

    def _retint(self) -> None:
        self.toolbar.retint()
        self._canvas.scene.restyle()
        self._redraw()

    # What the user does

    def toggle(self, place: Place | None) -> None:
        """Tick the next can-do of a box, or reach a milestone; take it back if it was reached."""
        if place is None:
            self._bring_into_view()  # nothing is ticked out of sight
        place = place or self._at
        if isinstance(place, MilestonePlace):
            stage = self._stage(place)
            if stage:
                self._tracker.edits.toggle_milestone(stage.milestone)
        elif place is not None and place in self._graph.nodes:
            row = self._graph.nodes[place].row
            following = next_can_do(row, self._tracker.progress.ticks)
            if following is None:
                why = "it is set aside" if row.gap.standing is ScopeStatus.SET_ASIDE else "everything is ticked"
                announce(self.view, f"{full_name(row)}: {why}")
                return
            self._tracker.edits.set_ticked([following], True)
        if place is not None and place == self._at and self._steps and self._steps.has(place):
            announce(self.view, self._scene.spoken(place))

    def _go_to(self, skill_id: str) -> None:
        """Select the skill a card points to. The focus goes along, off a button that now does something else."""
        if self.find_skill(skill_id):
            self.take_focus()
        else:
            self.opened.emit(skill_id)

    def find_skill(self, skill_id: str) -> bool:
        """Select a skill, where something of it is left if there is such a box; whether it is on the map."""
        self.catch_up()
        place = self._place_of_skill(skill_id)
        if place:
            self.selection.select(place)
        return place is not None

    def place(self, place: Place) -> None:
        """Be somewhere, without a word; anywhere else if that is not on the map."""
        self._at = place
        self._is_placed = True
        is_stale = self.is_stale
        self.refresh_when_visible()
        if not is_stale:
            self._bring_into_view()

    def _show_checks(self) -> None:
        self.drawer.open_list()
        self.side.milestone.view.boxes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _explain_stage(self, number: int, header: QWidget) -> None:
        self._explain(explain_stage(self._tracker.gap.stages[number]), header)

    def _act_on_nothing(self) -> None:
        """Where nothing is left: go to the milestones; where nothing counts: show what was set aside."""
        if self._tracker.gap.total.can_dos:
            self.selection.select_milestone()
        else:
            self.toolbar.shows_hidden.setChecked(True)
        self.take_focus()

    # What the window asks

    @property
    def shown_skill(self) -> str:
        """The id of the selected skill; empty if a milestone is selected."""
        return self.at.skill_id if isinstance(self.at, NodeId) else ""

    def selected_can_dos(self) -> tuple[Sequence[CanDo], str]:
        """The can-dos of the selected box, and its name."""
        if self.is_stale or not isinstance(self._at, NodeId):
            return (), ""
        row = self.selection.node.row
        return row.tickable, full_name(row)

    def next_can_do(self) -> CanDo | None:
        """What Space would tick; None where that is nothing."""
        if self.is_stale or not isinstance(self._at, NodeId):
            return None
        return next_can_do(self._graph.nodes[self._at].row, self._tracker.progress.ticks)

    def set_search(self, text: str) -> None:
        """Make what is not found quiet, and leave it out of the list."""
        if text != self._text:
            self._text = text
            if not self.is_stale:
                self._draw()
                self._show_place()

    def _clear_search(self) -> None:
        self.search_cleared.emit()
        self.set_search("")
        self.take_focus()

    def focus_list(self) -> None:
        """Focus the map, on the best match of the search unless a match is selected already."""
        best = self.search.best(self._graph)
        if best and self.at not in self.search.found(self._graph):
            self.selection.select(best)
        self.take_focus()

    def take_focus(self) -> None:
        """Focus the map."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def remember(self) -> None:
        """Save the selection, the zoom and what is shown for the next start."""
        self.zoom.remember(self._settings)
        self.selection.remember(self._settings)
        self._settings.set_flag("map/hidden", self.toolbar.shows_hidden.isChecked())

    def _restore(self) -> None:
        zoom = self._settings.numbers("map/zoom")
        if len(zoom) == 1:
            self._zoom = min(max(zoom[0] / 100, self._smallest), LARGEST_ZOOM)
        self.shows_hidden.setChecked(self._settings.flag("map/hidden"))
        match self._settings.texts("map/at"):
            case [stage, skill_id] if stage.isdecimal():
                self._at = NodeId(int(stage), skill_id)
            case [stage] if stage.isdecimal():
                self._at = MilestonePlace(int(stage))

    # Layout

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with changes made while hidden, and scroll to the selection."""
        self._arrange()
        was_stale = self.is_stale
        super().showEvent(event)
        if was_stale:
            self.selection.bring_into_view()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the panel is a drawer, and the card a strip."""
        super().resizeEvent(event)
        self._arrange()
        if not self.is_stale:
            self._bring_into_view()

    def _arrange(self) -> None:
        self.drawer.arrange()
        self.toolbar.show_width(self.width())

    def _use_mode(self, is_roomy: bool) -> None:
        self.toolbar.show_mode(is_roomy=is_roomy)
        self._legend.show_room(is_roomy=is_roomy)
        self._show_place()

    def _after_drawer(self, is_open: bool) -> None:
        self._show_place()
        if is_open:
            self.selection.bring_into_view()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the drawer; pressed again it returns to the map, then clears the search."""
        is_escape = event.key() == Qt.Key.Key_Escape
        if is_escape and self.drawer.is_open:
            self.drawer.close()
        elif is_escape and not self.view.hasFocus():
            self.take_focus()
        elif is_escape and self.search.text:
            self._clear_search()
        else:
            super().keyPressEvent(event)

    def _retint(self) -> None:
        self.export.setIcon(self._icons.icon("export", "text2", 18))
        self.basis.setIcon(self._icons.icon("info", "text2", 18))
        self._scene.restyle()
        if not self.is_stale:
            self._draw()
            self._show_place()


def _icon_button(name: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("look", "icon")
    button.setAccessibleName(name)
    button.setToolTip(plain_tip(name))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
