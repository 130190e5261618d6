"""What the user changed, as a list, each with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame

from gui.app.date_format import locale_forms
from gui.widgets.accessibility import announce
from gui.widgets.buttons import LinkButton, PlainButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.focus_follower import FocusFollower
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import STRETCH, hbox, vbox
from gui.widgets.scrolling_body import ScrollingBody
from roadmaps.own.changed import changes_of
from roadmaps.own.edits import everything_restored, restored
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.own.changed import OwnChange

_WIDTH, _HEIGHT = 620, 520
NOTHING_CHANGED = "Nothing is changed: this is how it was shipped."


class ChangesDialog(FocusFollower, QDialog):
    """Over one roadmap, or over everything; follows each undo."""

    def __init__(
        self, tracker: Tracker, theme: Theme, icons: Icons, parent: QWidget, roadmap_id: str | None = None
    ) -> None:
        super().__init__(parent)
        self._tracker, self._theme, self._icons, self._roadmap_id = tracker, theme, icons, roadmap_id
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("What I changed" if roadmap_id is None else "What you changed in this roadmap")
        self._lead = PlainLabel(theme=theme).wrapping()
        self._body = ScrollingBody("Changes", 0)
        self.restore = PlainButton("Restore everything" if roadmap_id is None else "Restore the original")
        self.restore.clicked.connect(self._restore)
        self.done_button = PlainButton("Close")
        self.done_button.clicked.connect(self.accept)
        self._lock = ChangeLock(tracker, self)
        self.backs: list[LinkButton] = []
        vbox(
            self._lead, (self._body, 1), hbox(self.restore, STRETCH, self.done_button, gap=8),
            on=self, gap=12, margins=(20, 16, 20, 16),
        )  # fmt: skip
        self.resize(min(theme.px(_WIDTH), parent.width() - 32), min(theme.px(_HEIGHT), max(300, parent.height() - 32)))
        tracker.changed.connect(self._fill)
        self._fill()
        self.done_button.setFocus()

    def _fill(self) -> None:
        shipped, progress = self._tracker.shipped, self._tracker.progress
        changes = changes_of(shipped, progress, self._roadmap_id, locale_forms())
        while item := self._body.column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.backs = []
        unfit = sum(bool(each.why_not) for each in changes)
        where = "" if self._roadmap_id is None else " in this roadmap"
        idle = f" {unfit} of them can’t be applied as it is." if unfit else ""
        self._lead.setText(
            f"You changed {count_text(len(changes), 'thing')}{where}.{idle}" if changes else NOTHING_CHANGED
        )
        for each in changes:
            self._body.column.addWidget(self._row(each))
        self._body.column.addStretch()
        self._lock.hold(self.restore, ready=bool(changes))
        self._lock.hold(*self.backs)

    def _row(self, change: OwnChange) -> QFrame:
        row = QFrame()
        row.setProperty("variant", "line")
        words = vbox(PlainLabel(change.about, bold=True, theme=self._theme).wrapping(), gap=2)
        became = f"{change.was} → {change.now}" if change.was else change.now
        words.addWidget(PlainLabel(became, tone="text2", theme=self._theme).wrapping())
        if change.why_not:
            words.addWidget(PlainLabel(change.why_not, tone="learning_text", theme=self._theme).wrapping())
        back = LinkButton(
            "Back to the original" if change.was else "Remove", self._theme, self._icons, icon="undo",
            icon_meaning="accent",
        )  # fmt: skip
        back.setAccessibleName(f"{change.about}: {back.text().lower()}")
        back.clicked.connect(lambda: self._go_back(change))
        self.backs.append(back)
        hbox((words, 1), back, on=row, gap=12, margins=(8, 8, 8, 8))
        return row

    def _go_back(self, change: OwnChange) -> None:
        self.done_button.setFocus()  # the button that was pressed goes with its row
        text = f"put “{change.about}” back to the original" if change.was else f"remove “{change.about}”"
        if self._tracker.own_edits.keep([change.undo], text):
            announce(self, self._lead.text())

    def _restore(self) -> None:
        progress, keep = self._tracker.progress, self._tracker.own_edits.keep
        if self._roadmap_id is None:
            keep(everything_restored(progress), "restore everything", toast="Everything is as it was shipped")
        else:
            edits = restored(progress, self._roadmap_id)
            keep(edits, "restore the original roadmap", toast="This roadmap is back to the original")
