"""The form that says what phrases mean: a skill, or none. Every saved ad is read again with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from gui.widgets.choice_box import ChoiceBox
from gui.widgets.form import FormDialog, error_of
from gui.widgets.text_line import TextLine
from roadmaps.ads import phrase_key
from roadmaps.journal import NOTHING
from roadmaps.text.limits import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.form import FormField

_MOST_LETTERS, _MOST_SHOWN = 100, 60
_UNSET = ""


class TeachDialog(FormDialog):
    """One choice for each phrase; those left open are not taught. One more phrase can be typed."""

    def __init__(
        self,
        tracker: Tracker,
        phrases: Sequence[tuple[str, str]],
        theme: Theme,
        icons: Icons,
        parent: QWidget,
    ) -> None:
        """``phrases`` come with the id of the skill that is proposed, or nothing."""
        super().__init__("Teach phrases", "Teach", tracker, theme, icons, parent)
        self.add_words("Say what a phrase means, and every saved ad is read again.")
        self._choices = QStandardItemModel(self)
        skills = sorted(tracker.catalogue.skills.values(), key=lambda skill: skill.name.casefold())
        for name, value in (("Choose …", _UNSET), ("No skill", NOTHING), *((each.name, each.id) for each in skills)):
            item = QStandardItem(name)
            item.setData(value, Qt.ItemDataRole.UserRole)
            self._choices.appendRow(item)
        self.boxes: dict[str, ChoiceBox] = {}
        for phrase, skill_id in phrases:
            name = f"“{shown(phrase, _MOST_SHOWN)}” means"
            box = self._box(name)
            taught = tracker.progress.taught.get(phrase_key(phrase), "")
            box.setCurrentIndex(max(0, box.findData(taught or skill_id)))
            self.boxes[phrase] = box
            self.add_field(name, box)
        self.other = TextLine("Another phrase", "", _MOST_LETTERS)
        self.other_means = self._box("The other phrase means")
        self.other_field = self.add_field("Another phrase" if phrases else "Phrase", self.other)
        self.means_field = self.add_field("It means", self.other_means)
        (next(iter(self.boxes.values())) if self.boxes else self.other).setFocus()

    def _box(self, name: str) -> ChoiceBox:
        box = ChoiceBox(name, self._icons)
        box.setModel(self._choices)
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    @property
    def meanings(self) -> dict[str, str | None]:
        """What is chosen, by the key of each phrase."""
        chosen = [(phrase, str(box.currentData())) for phrase, box in self.boxes.items()]
        chosen.append((self.other.text(), str(self.other_means.currentData())))
        return {key: value for phrase, value in chosen if value != _UNSET and (key := phrase_key(phrase))}

    def complaints(self) -> dict[FormField, str]:
        """A phrase without a meaning, or a meaning without a phrase."""
        key, value = phrase_key(self.other.text()), self.other_means.currentData()
        no_phrase = "Type the words that mean this." if value and not any(map(str.isalnum, key)) else ""
        return {
            self.other_field: error_of(lambda: self.other.words) or no_phrase,
            self.means_field: "Choose what the phrase means." if key and not value else "",
        }

    def keep(self) -> None:
        """Teach what is chosen, in one step."""
        if self.meanings:
            self._tracker.ad_edits.teach(self.meanings)
