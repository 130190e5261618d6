"""What a newer catalogue changed: shown once after an update, and again from the Help menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from gui.app.date_format import locale_forms
from gui.widgets.buttons import IconTextButton, LinkButton, PlainButton, PrimaryButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.check_box import TickTarget
from gui.widgets.growing_dialog import GrowingDialog
from gui.widgets.labels import PlainLabel, Separator, Sign
from gui.widgets.layouts import STRETCH, hbox, holding, vbox
from gui.widgets.scrolling_body import ScrollingBody
from roadmaps.catalogue.released import read_release
from roadmaps.gap.catalogue_changes import changes_since
from roadmaps.text.text_format import count_text, of_text, percent_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.gap import Tally
    from roadmaps.gap.catalogue_changes import CatalogueChanges, ChangeSection, Offer

_WIDTH = 718
_NAME_WIDTH = 210
_SIGNS = {"New": "new", "Renamed": "edit", "Different target": "raise", "Different hours": "clock", "Retired": "aside"}
_ASKS = (
    ("Can you do this, too?", "A can-do you ticked was retired. If you confirm this one, it keeps the old date."),
    ("Can you do these, too?", "Can-dos you ticked were retired. Each one you confirm keeps the date of the old tick."),
)
"""The question about one offer, and about several."""
_WHERE = "You’ll find this again under Help → What’s new."


def changes_to_show(tracker: Tracker, version: str) -> CatalogueChanges | None:
    """What changed since a version of the catalogue; None if that version is not on record, or nothing changed."""
    catalogue = tracker.catalogue
    release = read_release(catalogue.folder, version) if version != catalogue.version else None
    if release is None:
        return None
    found = changes_since(release, catalogue, tracker.roadmap, tracker.progress, locale_forms())
    return found if found.sections else None


class WhatsNewDialog(GrowingDialog):
    """Readiness before and after, what changed, and can-dos that may replace retired ones."""

    skill_wanted = Signal(str)
    """The user wants to see a skill; the dialog is closed."""

    def __init__(
        self, changes: CatalogueChanges, tracker: Tracker, theme: Theme, icons: Icons, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("What’s new")
        self._changes, self._tracker, self._theme, self._icons = changes, tracker, theme, icons
        self._lock = ChangeLock(tracker, self)
        body = ScrollingBody("What changed in the catalogue", 16)
        if changes.offers:
            self.offers = _Offers(changes.offers, tracker, self._lock, theme)
            body.column.addWidget(self.offers)
        for section in changes.sections:
            body.column.addWidget(self._section(section))
        parts = (self._title(), self._sum(), self._nothing_lost(), (body, 1), Separator(), self._foot())
        vbox(*parts, on=self, gap=12, margins=(24, 20, 24, 16))
        self.setMinimumWidth(min(_WIDTH, parent.width() - 32))
        self.fit()

    def _title(self) -> QHBoxLayout:
        title = PlainLabel("What changed in the catalogue", role="title", bold=True, theme=self._theme)
        versions = f"{self._changes.before} → {self._changes.now}"
        now = PlainLabel(versions, role="title", tone="muted", theme=self._theme)
        return hbox((title.wrapping(), 1), now, gap=8)

    def _sum(self) -> QFrame:
        changes, theme = self._changes, self._theme
        card = QFrame()
        card.setProperty("variant", "card")
        before = self._readiness(f"Before, with {changes.before}", changes.tally_before)
        now = self._readiness(f"Now, with {changes.now}", changes.tally_now)
        verdict = (PlainLabel(changes.verdict, theme=theme).wrapping().selectable(), 1)
        hbox(before, now, verdict, on=card, gap=24, margins=(16, 10, 16, 10))
        return card

    def _readiness(self, words: str, tally: Tally) -> QVBoxLayout:
        counts = f"{of_text(tally.ticked, tally.can_dos)} can-dos"
        return vbox(
            PlainLabel(words, role="caption", tone="muted", theme=self._theme),
            PlainLabel(percent_text(tally.percent), role="title", bold=True, theme=self._theme),
            PlainLabel(counts, role="caption", tone="text2", theme=self._theme),
            gap=0,
        )

    def _nothing_lost(self) -> QHBoxLayout:
        entries = len(self._tracker.events())
        bold = "Names in bold count for your goal."
        if not entries:
            return hbox(PlainLabel(bold, tone="text2", theme=self._theme).wrapping())
        number = locale_forms().number(entries, 0)
        kept = f"All {number} entries are" if entries > 1 else "Your entry is"
        words = f"Nothing you recorded was lost. {kept} there, and what was retired keeps its history. {bold}"
        sign = (Sign("have", "have", self._theme, self._icons), 0, Qt.AlignmentFlag.AlignTop)
        return hbox(sign, (PlainLabel(words, tone="text2", theme=self._theme).wrapping(), 1), gap=8)

    def _section(self, section: ChangeSection) -> QWidget:
        theme = self._theme
        heading = PlainLabel(section.heading, bold=True, theme=theme)
        sign = Sign(_SIGNS[section.heading], "text2", theme, self._icons)
        head = hbox(sign, heading, PlainLabel(section.amount, tone="muted", theme=theme), STRETCH, gap=8)
        card = QFrame()
        card.setProperty("variant", "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(12, 6, 8, 6)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for line in section.lines:
            row = grid.rowCount() + 1
            if grid.count():
                grid.addWidget(Separator(), row - 1, 0, 1, 4)
            grid.addWidget(PlainLabel(line.name, bold=line.is_mine, theme=theme).wrapping().selectable(), row, 0)
            grid.addWidget(PlainLabel(line.words, tone="text2", theme=theme).wrapping().selectable(), row, 1)
            grid.addWidget(PlainLabel(line.remark, theme=theme), row, 2)
            link = LinkButton("Show", theme, self._icons)
            link.setAccessibleName(f"Show {line.name}")
            link.setAccessibleDescription(line.words)  # a skill may be listed twice
            link.clicked.connect(partial(self._show, line.skill_id))
            grid.addWidget(link, row, 3)
        return holding(vbox(head, card, gap=6))

    def _foot(self) -> QHBoxLayout:
        where = PlainLabel(_WHERE, role="caption", tone="muted", theme=self._theme).wrapping().selectable()
        copy = IconTextButton("Copy as text", "copy", self._theme, self._icons)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._changes.text))
        done = PrimaryButton("Continue", self._theme)
        done.clicked.connect(self.accept)
        done.setFocus()
        return hbox((where, 1), copy, done, gap=8)

    def _show(self, skill_id: str) -> None:
        self.accept()
        self.skill_wanted.emit(skill_id)


class _Offers(QWidget):
    """Can-dos that may replace retired ones: the user confirms those they can do, in one undo step."""

    def __init__(self, offers: tuple[Offer, ...], tracker: Tracker, lock: ChangeLock, theme: Theme) -> None:
        super().__init__()
        self._offers, self._tracker, self._lock = offers, tracker, lock
        heading, words = _ASKS[len(offers) > 1]
        self.rows = [_OfferRow(offer, tracker, theme) for offer in offers]
        for row in self.rows:
            row.toggled.connect(partial(self._toggle, row))
        self.confirm = PlainButton()
        self.confirm.clicked.connect(self._confirm)
        vbox(
            PlainLabel(heading, bold=True, theme=theme),
            PlainLabel(words, tone="text2", theme=theme).wrapping().selectable(),
            *self.rows,
            (self.confirm, 0, Qt.AlignmentFlag.AlignLeft),
            on=self,
            gap=6,
        )
        self._name_button()

    def _chosen(self) -> list[Offer]:
        return [offer for offer, row in zip(self._offers, self.rows, strict=True) if row.box.isChecked()]

    def _toggle(self, row: _OfferRow) -> None:
        row.box.setChecked(not row.box.isChecked())
        self._name_button()

    def _name_button(self) -> None:
        chosen = len(self._chosen())
        self.confirm.setText(f"Confirm {count_text(chosen, 'can-do')}" if chosen else "Confirm")
        self._lock.hold(self.confirm, ready=chosen > 0)

    def _confirm(self) -> None:
        if self._tracker.edits.confirm_replacements([(each.can_do, each.tick) for each in self._chosen()]):
            self.hide()


class _OfferRow(TickTarget):
    def __init__(self, offer: Offer, tracker: Tracker, theme: Theme) -> None:
        super().__init__(theme)
        can_do = offer.can_do
        skill = tracker.catalogue.skills[can_do.skill_id]
        self.box.setAccessibleName(can_do.text)
        because = f"{skill.name}, level {can_do.level}. You ticked: {offer.instead_of}"
        words = vbox(
            PlainLabel(can_do.text, theme=theme).wrapping().selectable(),
            PlainLabel(because, role="caption", tone="muted", theme=theme).wrapping().selectable(),
            gap=0,
        )
        hbox((self.box, 0, Qt.AlignmentFlag.AlignTop), (words, 1), on=self, gap=6)
