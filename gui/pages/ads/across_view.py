"""What all ads ask for, as a table with filters, beside the shortest way to cover more of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from gui.pages.ads.asked_table import AskedTable, summary_of
from gui.pages.ads.way_card import WayCard
from gui.theme.palette import BODY_TEXT
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import Stretch, hbox, put_beside, vbox
from gui.widgets.scroll_area import ScrollArea
from roadmaps.ads import AdFilter, asked_skills, roles_of
from roadmaps.text.folding import folded
from roadmaps.text.limits import shown
from roadmaps.text.text_format import one_line, within_a_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from gui.app.tracker import Tracker
    from gui.charts.worker import ChartWorker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.ads import ReadAd

_BESIDE_FROM, _WAY, _TABLE_HEIGHT, _MOST_IN_BOX = 1060, 440, 320, 60
_DAYS = (("Found any day", 0), ("In the last 30 days", 30), ("In the last 90 days", 90), ("In the last year", 365))
_STATES = (("All skills", ""), ("Missing or learning", "open"))


class AcrossView(QWidget):
    """The filters apply to both the table and the shortest way."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons, worker: ChartWorker) -> None:
        super().__init__()
        self._tracker, self._theme = tracker, theme
        self._ads: Sequence[ReadAd] = ()
        self._is_filling = False
        self.head = PlainLabel(role="section", bold=True, theme=theme)
        self.have = PlainLabel(role="caption", tone="muted", theme=theme)
        self.employer, self.lean = ChoiceBox("Employer", icons), ChoiceBox("Lean", icons)
        self.days, self.states = ChoiceBox("Found", icons), ChoiceBox("Skills", icons)
        leans = [(f"mostly {within_a_sentence(role.name)}", role.id) for role in roles_of(tracker.catalogue)]
        for box, items in (
            (self.lean, (("Any lean", ""), *leans, ("mixed", "mixed"))),
            (self.days, _DAYS),
            (self.states, _STATES),
        ):
            for text, value in items:
                box.addItem(text, value)
        self.employer.addItem("All employers", "")
        self._filters = (self.employer, self.lean, self.days, self.states)
        filters = QWidget()
        row = FlowLayout(filters, gap=6)
        for box in self._filters:
            box.currentIndexChanged.connect(self._filter)
            row.addWidget(box)
        self.table = AskedTable(theme, icons)
        self._none = PlainLabel("No ad is left with these filters.", tone="text2", theme=theme).wrapping()
        card = QFrame()
        card.setProperty("variant", "card")
        card.setAccessibleName("Skills across my ads")
        heading = hbox(self.head, self.have, Stretch(1), gap=10)
        vbox(heading, filters, self._none, (self.table, 1), on=card, gap=8, margins=(16, 12, 12, 12))
        self.table.setMinimumHeight(160)
        self.way = WayCard(tracker, theme, icons, worker)
        self._card = card
        inside = QWidget()
        self._columns = hbox((card, 1), self.way, on=inside, gap=12, margins=(17, 12, 20, 12))
        self._area = ScrollArea("Across my ads", inside, variant="page")
        vbox((self._area, 1), on=self, gap=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The way beside the table if there is room, below it otherwise."""
        super().resizeEvent(event)
        scale = self._theme.size("body") / BODY_TEXT
        is_beside = event.size().width() >= _BESIDE_FROM * scale
        put_beside(self._columns, self.way, round(_WAY * scale), is_beside=is_beside)
        self._card.setMinimumHeight(0 if is_beside else round(_TABLE_HEIGHT * scale))

    def show_ads(self, ads: Sequence[ReadAd]) -> None:
        """Show those of these ads that pass the filters."""
        self._ads = ads
        employers: dict[str, str] = {}
        for read in ads:
            if name := read.ad.employer.strip():
                employers.setdefault(folded(name), name)
        self._is_filling = True
        chosen = self.employer.currentData()
        self.employer.clear()
        self.employer.addItem("All employers", "")
        for name in sorted(employers.values(), key=str.casefold):
            self.employer.addItem(shown(one_line(name), _MOST_IN_BOX), name)
        self.employer.setCurrentIndex(max(0, self.employer.findData(chosen)))
        self._is_filling = False
        self._filter()

    def show_skill(self, skill_id: str) -> None:
        """Select a skill in the table, with every filter off if one hides it."""
        if not self.table.select(skill_id):
            for box in self._filters:
                box.setCurrentIndex(0)
            self.table.select(skill_id)

    def _filter(self) -> None:
        if self._is_filling:
            return
        days = self.days.currentData()
        since = self._tracker.today - timedelta(days=days) if days else None
        wanted = AdFilter(self.employer.currentData() or "", self.lean.currentData() or "", since)
        kept = [read for read in self._ads if wanted.keeps(read)]
        skills = asked_skills(kept)
        words, have = summary_of(skills, len(kept))
        self.head.setText(words)
        self.have.setText(have)
        self._none.setVisible(not kept)
        if self.states.currentData():
            skills = [each for each in skills if not each.furthest.is_covered and each.furthest.hours.high]
        self.table.show_skills(skills, len(kept))
        self.way.show_ads(kept)
