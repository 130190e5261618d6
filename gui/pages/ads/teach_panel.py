"""The panel beside an ad in which the user says what phrases mean: a skill, or none. All ads are then read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QWidget

from gui.widgets.buttons import IconButton, PrimaryButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.field_error import FieldError, mark_wrong
from gui.widgets.form import error_of
from gui.widgets.labels import OneLine, PlainLabel
from gui.widgets.layouts import STRETCH, hbox, vbox
from gui.widgets.scrolling_body import ScrollingBody
from gui.widgets.text_line import TextLine
from roadmaps.ads import ads_with, phrase_key
from roadmaps.journal import NOTHING
from roadmaps.text.limits import shown
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

_MOST_LETTERS, _MOST_SHOWN, _BOX = 100, 60, 14
_UNSET = ""


class TeachPanel(QFrame):
    """One choice for each phrase; phrases without one are not taught. One more phrase can be typed or selected."""

    opened = Signal()
    closed = Signal()

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._tracker, self._theme, self._icons = tracker, theme, icons
        self.setProperty("variant", "card")
        self.setAccessibleName("Teach phrases")
        self._choices = QStandardItemModel(self)
        self.boxes: dict[str, ChoiceBox] = {}
        self.other = TextLine("Another phrase", "", _MOST_LETTERS)
        self.other.setPlaceholderText("Select words, or type")
        self.other.textChanged.connect(self._count)
        self.other.returnPressed.connect(self.teach)
        self.other_means = self._box("The other phrase means")
        self.error = FieldError(theme, icons)
        self.found_in = PlainLabel(role="caption", tone="muted", theme=theme).wrapping()
        self.save = PrimaryButton("Teach", theme).on_click(self.teach)
        self._lock = ChangeLock(tracker, self)
        self._body = ScrollingBody("Phrases", 6)
        self._rows = QWidget()
        self._body.column.addWidget(self._rows)
        close = IconButton("Close", "close", theme, icons).on_click(self.close_panel)
        vbox(
            hbox(PlainLabel("Teach phrases", role="section", bold=True, theme=theme), STRETCH, close),
            PlainLabel(
                "Say what a phrase means, and every saved ad is read again.", role="caption", tone="text2", theme=theme
            ).wrapping(),
            (self._body, 1),
            hbox((self.other, 1), self.other_means, gap=8),
            self.error,
            hbox((self.found_in, 1), self.save, gap=8),
            on=self,
            gap=6,
            margins=(12, 8, 12, 10),
        )
        self.hide()

    def _box(self, name: str) -> ChoiceBox:
        box = ChoiceBox(name, self._icons)
        box.setModel(self._choices)
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_BOX)
        box.currentIndexChanged.connect(self._count)
        return box

    def ask(self, phrases: Sequence[tuple[str, str]], *, words: str = "") -> None:
        """Ask about phrases, each with the id of a proposed skill or an empty text, and about selected words."""
        self._choices.clear()
        skills = sorted(self._tracker.catalogue.skills.values(), key=lambda skill: skill.name.casefold())
        for name, value in (("Choose …", _UNSET), ("No skill", NOTHING), *((each.name, each.id) for each in skills)):
            item = QStandardItem(name)
            item.setData(value, Qt.ItemDataRole.UserRole)
            self._choices.appendRow(item)
        self._rows.deleteLater()
        self._rows = QWidget()
        column = vbox(on=self._rows, gap=6)
        self.boxes = {}
        self.found_in.setText("")
        for phrase, skill_id in phrases:
            name = f"“{shown(phrase, _MOST_SHOWN)}” means"
            box = self.boxes[phrase] = self._box(name)
            taught = self._tracker.progress.taught.get(phrase_key(phrase), "")
            box.setCurrentIndex(max(0, box.findData(taught or skill_id)))
            label = OneLine(name, theme=self._theme)
            label.setBuddy(box)
            box.installEventFilter(self)
            column.addLayout(hbox((label, 1), box, gap=8))
        self._body.column.addWidget(self._rows)
        self._body.setVisible(bool(phrases))
        self.other.setText(words)
        self.other_means.setCurrentIndex(0)
        self._complain("", self.other)
        self.show()
        first = next(iter(self.boxes.values()), self.other_means if words else self.other)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say in how many ads the phrase is whose box gets the focus."""
        if event.type() is QEvent.Type.FocusIn:
            ads = self._tracker.progress.ads.values()
            phrase = next(phrase for phrase, box in self.boxes.items() if box is watched)
            where = f"“{shown(phrase, _MOST_SHOWN)}” is in {ads_with(phrase, ads)} of your {len(ads)} ads."
            self.found_in.setText(where if len(ads) > 1 else "")
        return False

    def propose(self, words: str) -> None:
        """Fill in words that are selected in the text while the panel is open."""
        if words and self.isVisible():
            self.other.setText(words)

    def close_panel(self) -> None:
        """Close it; nothing is taught."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    @property
    def meanings(self) -> dict[str, str | None]:
        """The chosen meaning of each phrase, by its key."""
        chosen = [(phrase, str(box.currentData())) for phrase, box in self.boxes.items()]
        chosen.append((self.other.text(), str(self.other_means.currentData() or _UNSET)))
        return {key: value for phrase, value in chosen if value != _UNSET and (key := phrase_key(phrase))}

    def teach(self) -> None:
        """Save the meanings in one step; stay open if that fails, or if a phrase or its meaning is missing."""
        key, meaning = phrase_key(self.other.text()), self.other_means.currentData()
        self._complain("", self.other)
        if error := error_of(lambda: self.other.words):
            self._complain(error, self.other)
        elif meaning and not any(map(str.isalnum, key)):
            self._complain("Type the words that mean this, or select them in the text.", self.other)
        elif key and not meaning:
            self._complain("Choose what the phrase means.", self.other_means)
        elif not self.meanings:
            self._complain("Choose what a phrase means.", next(iter(self.boxes.values()), self.other))
        elif self._tracker.ad_edits.teach(self.meanings):
            self.close_panel()

    def _complain(self, sentence: str, field: QWidget) -> None:
        self.error.tell(sentence)
        for each in (self.other, self.other_means, *self.boxes.values()):
            mark_wrong(each, sentence if each is field else "")
        if sentence:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count(self) -> None:
        count = len(self.meanings)
        self.save.setText(f"Teach {count_text(count, 'phrase')}" if count > 1 else "Teach")
        self._lock.hold(self.save)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)
