"""One ad as it was pasted, below its title and its commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QWidget

from gui.app.date_format import day_text
from gui.files.link_opener import ask_to_open
from gui.pages.ads.ad_text import AdText, mark_format
from gui.widgets.buttons import IconTextButton, LinkButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import OneLine, PlainLabel, typed
from gui.widgets.layouts import hbox, holding, vbox
from gui.widgets.menu_button import MenuButton
from gui.widgets.painted import Painted
from roadmaps.ads import AskState
from roadmaps.text.limits import MOST_SHOWN_IN_A_LINE, shown
from roadmaps.text.text_format import one_line

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPainter

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.ads import ReadAd

_MOST_IN_MENU = 30


class _Legend(Painted, QWidget):
    """How words in each state are marked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setAccessibleName("Marks: have, learning, missing, set aside")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _document(self) -> QTextDocument:
        document = QTextDocument()
        document.setDocumentMargin(2)
        document.setDefaultFont(self._theme.font("caption"))
        cursor = QTextCursor(document)
        for state in AskState:
            cursor.insertText(state.value, mark_format(state, self._theme))
            cursor.insertText("    ", type(mark_format(state, self._theme))())
        return document

    def sizeHint(self) -> QSize:
        """Room for the four words."""
        metrics = QFontMetrics(self._theme.font("caption", bold=True))
        return QSize(
            metrics.horizontalAdvance("have    learning    missing    set aside    ") + 8, metrics.height() + 8
        )

    def _paint(self, painter: QPainter) -> None:
        self._document().drawContents(painter, QRectF(self.rect()))


class AdPane(QWidget):
    """Edits, removes and corrects one ad; hidden until there is one."""

    _read: ReadAd

    edit_wanted = Signal()
    teaching_wanted = Signal(str)
    """Teach these words, or any if there are none."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._tracker, self._theme, self._lock = tracker, theme, ChangeLock(tracker, self)
        self.title = OneLine(role="section", bold=True, theme=theme)
        self.about = OneLine(role="caption", tone="text2", theme=theme)
        self.text = AdText(theme)
        self.text.menu_wanted.connect(self._open_menu)
        self.text.folded.connect(self._show_reading)
        self.edit = IconTextButton("Edit …", "edit", theme, icons).on_click(self.edit_wanted)
        self.more = MenuButton("More", "More about this ad")
        menu = self.more.choices
        menu.setToolTipsVisible(True)  # which say why an action is disabled
        self._go = menu.addAction("Open its web page …")
        self._go.triggered.connect(self._open_address)
        menu.addAction("Copy the text").triggered.connect(self._copy)
        self._restore = menu.addAction("Count dismissed phrases again")
        self._restore.triggered.connect(self._restore_dismissed)
        menu.addSeparator()
        self.remove = menu.addAction("Remove this ad")
        self.remove.triggered.connect(self.remove_ad)
        self._grey = PlainLabel(role="caption", tone="muted", theme=theme)
        self.fold = LinkButton("", theme, icons).on_click(lambda: self.text.fold_all(not self.text.is_folded))
        self.read_all = LinkButton("", theme, icons).on_click(self._toggle_reading)
        self._reading = QWidget()
        row = FlowLayout(self._reading, gap=6)
        for part in (self._grey, self.fold, self.read_all):
            row.addWidget(part)
        names = holding(vbox(self.title, self.about, gap=2))
        vbox(
            hbox((names, 1), self.edit, self.more, gap=8),
            (self.text, 1),
            self._reading,
            _Legend(theme),
            on=self,
            gap=8,
            margins=(14, 10, 14, 8),
        )

    def show_ad(self, read: ReadAd | None) -> None:
        """Show an ad; None for none."""
        self.setVisible(read is not None)
        if read is None:
            return
        self._read, ad = read, read.ad
        self.text.show_ad(read)
        self.title.setText(shown(one_line(read.name), MOST_SHOWN_IN_A_LINE))
        day = f"found {day_text(ad.day, self._tracker.today)}" if ad.day else ""
        employer, address = (shown(text, MOST_SHOWN_IN_A_LINE) for text in (one_line(ad.employer).strip(), ad.address))
        self.about.setText(" · ".join(filter(None, (employer, day, address))))
        self._go.setEnabled(bool(ad.address.strip()))
        self._lock.hold(self.edit, self.remove)
        self._lock.hold(self._restore, ready=bool(read.corrections.dismissed))
        self._show_reading()

    def _show_reading(self) -> None:
        reads_all, folds = self._read.corrections.reads_all, self.text.folds
        self._reading.setVisible(reads_all or bool(folds))
        self._grey.setText("Every part is read for skills." if reads_all else "Grey parts are not read for skills.")
        self.fold.setText("Unfold them" if self.text.is_folded else "Fold them")
        self.fold.setAccessibleName(f"{self.fold.text()}: parts that are not read for skills")
        self.fold.setVisible(bool(folds))
        self.read_all.setText("Leave out what isn’t about the work" if reads_all else "Read them too")
        self.read_all.setAccessibleName(self.read_all.text())
        self._lock.hold(self.read_all)

    def remove_ad(self) -> None:
        """Remove the ad; the toast offers to undo it."""
        if self._tracker.may_change:
            self._tracker.ad_edits.remove(self._read.id)

    def _toggle_reading(self) -> None:
        self._tracker.ad_edits.read_whole(self._read.id, not self._read.corrections.reads_all)

    def _restore_dismissed(self) -> None:
        self._tracker.ad_edits.restore(self._read.id)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._read.ad.text)

    def _open_address(self) -> None:
        ask_to_open(self._read.ad.address.strip(), self._theme, self)

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = self.text.selected
        teach = menu.addAction(f"“{typed(shown(words, _MOST_IN_MENU))}” means …" if words else "Teach a phrase …")
        teach.setEnabled(self._tracker.may_change)
        teach.triggered.connect(lambda: self.teaching_wanted.emit(words))
        copy = menu.addAction("Copy")
        copy.setEnabled(bool(words))
        copy.triggered.connect(self.text.copy)
        menu.popup(place)
