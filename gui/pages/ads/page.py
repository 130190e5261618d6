"""The Job ads page: saved ads, one of them with what it asks, and what all of them ask."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.app.change import LISTED
from gui.pages.ads.ad_list import AdList
from gui.pages.ads.ad_pane import AdPane
from gui.pages.ads.incoming import AdForms, is_ad
from gui.pages.ads.result_pane import ResultPane
from gui.pages.plain_page import PlainPage
from gui.theme.palette import BODY_TEXT
from gui.widgets.buttons import IconTextButton, LinkButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.empty_state import EmptyContent, EmptyState, Illustration
from gui.widgets.labels import PlainLabel, Separator
from gui.widgets.layouts import STRETCH, hbox, holding, put_beside, vbox
from gui.widgets.refreshed import Refreshed
from gui.widgets.scroll_area import ScrollArea
from gui.widgets.segments import Segment, Segments
from roadmaps.ads import example_ad
from roadmaps.journal import Kind
from roadmaps.text.limits import MOST_SHOWN_IN_A_LINE, shown
from roadmaps.text.text_format import one_line

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent

    from gui.app.ad_book import AdBook
    from gui.app.change import Change
    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.charts.worker import ChartWorker
    from gui.pages.ads.across_view import AcrossView
    from gui.pages.list_page import Explain
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.ads import ReadAd

WIDE_FROM = 1100
"""From this width of the page, px, the saved ads are a list beside the text; below it, a box above it."""
BESIDE_FROM = 800
"""Below this, the result is below the text."""
_LIST, _RESULT, _NARROW_RESULT = 232, 392, 360
_LEAST_TEXT, _LEAST_RESULT = 320, 440
"""Their heights where one is below the other, px."""
_ROOM_FOR_LEAN = 600
"""The height of the page, px, from which the lean is shown in full."""
ONE, ACROSS = "one", "across"
_EMPTY = EmptyContent(
    Illustration.LIST,
    "No ad yet",
    "Paste a job ad and see what it asks of you. It’s read on this computer only.",
    "Add an ad",
    "Open a file …",
    "Try an example",
)
_KINDS = frozenset({Kind.AD_KEPT, Kind.PHRASE_DISMISSED, Kind.PHRASE_TAUGHT, Kind.ASKED_LEVEL, Kind.AD_READ_WHOLE})


class AdsPage(PlainPage, Refreshed, QWidget):
    """Ctrl+V adds an ad, as does dropping one anywhere on the page."""

    SHOWS = LISTED - {Kind.NOTE} | _KINDS
    name = "ads"
    title = "Job ads"

    skill_opened = Signal(str)
    """Show a skill on the Skills page."""
    planned = Signal()
    """Skills were put first in the plan."""
    sheet_wanted = Signal(object)
    """Export the evidence sheet of an ad that was read."""

    def __init__(
        self,
        tracker: Tracker,
        book: AdBook,
        theme: Theme,
        icons: Icons,
        settings: Settings,
        worker: ChartWorker,
        explain: Explain,
    ) -> None:
        super().__init__()
        self._tracker, self._book, self._worker = tracker, book, worker
        self._theme, self._icons = theme, icons
        self._lock = ChangeLock(tracker, self)
        self._is_reading = False
        self._view = ONE
        self._new_width: int | None = None
        self._names: list[tuple[str, str]] = []
        self.setAccessibleName(self.title)
        self.setAcceptDrops(True)
        self.ad_forms = AdForms(tracker, theme, icons, settings, self)
        self.ad_forms.kept.connect(self.open_ad)
        self.saved = PlainLabel(tone="text2", theme=theme)
        self._promise = PlainLabel(
            "Read on this computer only. Nothing is sent.", role="caption", tone="muted", theme=theme
        ).wrapping()
        self.views = Segments(
            "What to show", (Segment(ONE, "One ad", "One ad"), Segment(ACROSS, "Across my ads", "Across my ads"))
        )
        self.views.wanted.connect(self.show_view)
        self.views.choose(ONE)
        self.empty = EmptyState(theme, _EMPTY, icons)
        self.empty.acted.connect(self.ad_forms.add)
        self.empty.other_wanted.connect(self.ad_forms.choose_file)
        self.empty.third_wanted.connect(self.try_example)
        self.list = AdList(theme, icons)
        self.list.ad_chosen.connect(self._show_ad)
        self.list.view.enter_pressed.connect(self.edit)
        self.add_button = IconTextButton("Add an ad", "new", theme, icons).on_click(self.ad_forms.add)
        self.open_button = LinkButton("Open a file …", theme, icons).on_click(self.ad_forms.choose_file)
        self.ad = AdPane(tracker, theme, icons)
        self.ad.edit_wanted.connect(self.edit)
        self.list.view.delete_pressed.connect(self.ad.remove_ad)
        self.result = ResultPane(tracker, theme, icons, explain)
        self.result.skill_opened.connect(self.skill_opened)
        self.ad.teaching_wanted.connect(lambda words: self.result.ask_what_phrases_mean(words=words))
        self.result.sheet_wanted.connect(self.sheet_wanted)
        self.result.planned.connect(self.planned)
        self.result.ask_chosen.connect(self.ad.text.choose)
        self.ad.text.ask_chosen.connect(self.result.asks.choose)
        self.ad.text.words_selected.connect(self.result.teaching.propose)
        self._build()
        self.refresh_with(tracker, is_filled=False)

    def _build(self) -> None:
        title = PlainLabel(self.title, role="title", bold=True, theme=self._theme)
        self._head = holding(
            hbox(title, self.saved, (self._promise, 1), STRETCH, self.views, gap=12, margins=(20, 12, 20, 10))
        )
        self.choice = ChoiceBox("Ad on show", self._icons)
        self.choice.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.activated.connect(lambda number: self.list.open_ad(self.choice.itemData(number)))
        self.add_beside = IconTextButton("Add an ad", "new", self._theme, self._icons).on_click(self.ad_forms.add)
        self._choosing = holding(hbox((self.choice, 1), self.add_beside, gap=8, margins=(14, 8, 14, 0)))
        foot = vbox(
            self.add_button, (self.open_button, 0, Qt.AlignmentFlag.AlignHCenter), gap=2, margins=(14, 8, 14, 8)
        )
        self._side = holding(vbox((self.list, 1), Separator(), foot, gap=0))
        self._text_side = holding(vbox(self._choosing, (self.ad, 1), gap=0))
        self._one = QWidget()
        self._columns = hbox(self._side, (self._text_side, 1), self.result, on=self._one, gap=0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._area = ScrollArea("One ad", self._one)
        self._stack.addWidget(self._area)
        show_teaching = partial(self._area.ensureWidgetVisible, self.result.teaching)
        self.result.teaching.opened.connect(lambda: QTimer.singleShot(0, self, show_teaching))
        vbox(self._head, Separator(), (self._stack, 1), on=self, gap=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use as many columns as fit."""
        super().resizeEvent(event)
        is_nested, self._new_width = self._new_width is not None, event.size().width()
        if not is_nested:  # what is shown and hidden may resize the page meanwhile
            width = None
            while width != self._new_width:
                width = self._new_width
                self._arrange(width)
            self._new_width = None
        self.result.lean.set_compact(event.size().height() < _ROOM_FOR_LEAN * self._theme.size("body") / BODY_TEXT)

    def _arrange(self, width: int) -> None:
        scale = self._theme.size("body") / BODY_TEXT
        is_wide, is_beside = width >= WIDE_FROM * scale, width >= BESIDE_FROM * scale
        self._side.setVisible(is_wide)
        self._promise.setVisible(is_beside)
        self._fit_head()
        self._choosing.setVisible(not is_wide)
        self._side.setFixedWidth(round(_LIST * scale))
        result = max(round((_RESULT if is_wide else _NARROW_RESULT) * scale), self.result.least_width)
        put_beside(self._columns, self.result, result, is_beside=is_beside)
        self._columns.setStretch(2, 0 if is_beside else 1)
        self.ad.setMinimumHeight(0 if is_beside else round(_LEAST_TEXT * scale))
        self.result.setMinimumHeight(0 if is_beside else round(_LEAST_RESULT * scale))

    def _fit_head(self) -> None:
        """Leave out the number of ads where the views would have no room beside it."""
        self.saved.show()
        self.saved.setVisible(self._head.minimumSizeHint().width() <= self.width())

    # What is shown

    def show_change(self, change: Change) -> None:
        """Show the current ads. New ones are read a few at a time, so that the window stays responsive."""
        count = len(self._tracker.progress.ads)
        self.saved.setText(f"{count} saved" if count else "")
        self._fit_head()
        if not self._is_reading:
            self._show_current_view()
            self._read_on()

    def _read_on(self) -> None:
        self._is_reading = False
        if not self.isVisible():
            self.refresh_when_visible()
        elif self._book.read_some():
            self._show_ads()
        else:
            self._is_reading = True
            QTimer.singleShot(0, self, self._read_on)

    def _show_ads(self) -> None:
        ads = self._book.ads
        self.views.setVisible(bool(ads))
        self._fit_head()
        self._lock.hold(self.empty.act, *self.empty.links, self.add_button, self.add_beside, self.open_button)
        self.list.show_ads(ads, self._tracker.today)
        self._show_ad()
        if "across" in self.__dict__:
            self.across.show_ads(ads)
        self._show_current_view()

    @cached_property
    def across(self) -> AcrossView:
        """What all ads ask, made when first shown."""
        from gui.pages.ads.across_view import AcrossView

        across = AcrossView(self._tracker, self._theme, self._icons, self._worker)
        across.table.skill_opened.connect(self.skill_opened)
        across.way.planned.connect(self.planned)
        self._stack.addWidget(across)
        across.show_ads(self._book.ads)
        return across

    def show_view(self, view: str) -> None:
        """Show one ad, or all of them together."""
        self.views.choose(view)
        self._view = view
        self._show_current_view()

    def show_skill(self, skill_id: str) -> None:
        """Show in how many ads a skill is asked for, as a row of the table across all of them."""
        self.show_view(ACROSS)
        self.across.show_skill(skill_id)
        self.across.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_current_view(self) -> None:
        has_ads = bool(self._tracker.progress.ads)
        view = self.across if has_ads and self._view == ACROSS else self._area
        self._stack.setCurrentWidget(view if has_ads else self.empty)

    @property
    def shown_ad(self) -> ReadAd | None:
        """The ad on show; None for none."""
        return next((read for read in self._book.ads if read.id == self.list.ad_id), None)

    def _show_ad(self) -> None:
        read = self.shown_ad
        self.ad.show_ad(read)
        self.result.show_ad(read)
        names = [(each.id, shown(one_line(each.name), MOST_SHOWN_IN_A_LINE)) for each in self._book.ads]
        if names != self._names:
            self._names = names
            self.choice.clear()
            for each, name in names:
                self.choice.addItem(name, each)
        self.choice.setCurrentIndex(self.choice.findData(self.list.ad_id))

    def open_ad(self, ad_id: str) -> None:
        """Show one ad."""
        self.show_view(ONE)
        self.list.open_ad(ad_id)

    # Edits

    def try_example(self) -> None:
        """Keep an ad of our own, to see what the page does; the toast offers to undo it."""
        ad_id = self._tracker.ad_edits.keep(example_ad(self._tracker.today), "Added an example")
        if ad_id:
            self.open_ad(ad_id)
            self.take_focus()

    def edit(self) -> None:
        """Edit the ad on show."""
        if self.list.ad_id and self._tracker.may_change:
            self.ad_forms.open(ad_id=self.list.ad_id)

    # Keys and drops

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste adds an ad; F6 moves between the columns."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.ad_forms.paste()
        elif event.key() == Qt.Key.Key_F6:
            self._next_column(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _next_column(self, by: int) -> None:
        teaching = self.result.teaching
        columns = [
            each for each in (self.list.view, self.ad.text, self.result.asks, teaching.other) if each.isVisible()
        ]
        if columns:
            focus = teaching.other if teaching.isAncestorOf(self.focusWidget()) else self.focusWidget()
            place = next((number for number, each in enumerate(columns) if each is focus), -1)
            columns[(place + by) % len(columns)].setFocus(Qt.FocusReason.TabFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what may be an ad."""
        if is_ad(event.mimeData()) and self._tracker.may_change:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        event.acceptProposedAction()
        self.ad_forms.take(event.mimeData())

    # What the window asks for

    @property
    def shown_skill(self) -> str:
        """The skill of the current ask."""
        current = self.result.current if self._stack.currentWidget() is self._area else None
        return current.skill.id if current else ""

    def take_focus(self) -> None:
        """Focus the list of ads, or what is on show instead of it."""
        reason = Qt.FocusReason.ShortcutFocusReason
        current = self._stack.currentWidget()
        if current is self.empty:
            self.empty.act.setFocus(reason)
        elif current is self._area:
            (self.list.view if self.list.view.isVisible() else self.choice).setFocus(reason)
        else:
            self.across.table.setFocus(reason)
