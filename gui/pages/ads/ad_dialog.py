"""The form that adds or edits an ad: its text, and title, employer and address guessed from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Signal

from gui.app.date_format import locale_forms
from gui.pages.ads.incoming import read_given
from gui.widgets.day_field import DayField
from gui.widgets.exact_text_edit import ExactTextEdit
from gui.widgets.form import FormDialog, error_of
from gui.widgets.long_text import broken
from gui.widgets.text_line import TextLine
from roadmaps.ads import ad_fault, guess
from roadmaps.faults import Fault
from roadmaps.journal import KeptAd
from roadmaps.text.limits import MOST_AD_LETTERS, MOST_TITLE_LETTERS
from roadmaps.text.links import read_address

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.form import FormField
    from roadmaps.ads import Document

_WIDTH, _TEXT_HEIGHT = 640, 220


class AdTextEdit(ExactTextEdit):
    """Refuses text too long to be an ad before Qt lays it out, which would take minutes for millions of characters."""

    pasted = Signal(str)
    """Why the pasted text was refused, as a sentence; empty if it was accepted."""

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste text, or the text of HTML; into an empty field, as a whole ad."""
        try:
            given = read_given(source)
            if isinstance(given, Path):
                raise Fault("Drop a file on the page to open it.")
            if len(self.exact_text()) + len(given.text) > MOST_AD_LETTERS:
                most = locale_forms().number(MOST_AD_LETTERS)
                raise Fault(f"With this, the ad would have more than {most} characters. Paste just the ad.")
        except Fault as fault:
            self.pasted.emit(str(fault))
            return
        self.pasted.emit("")
        text = QMimeData()
        text.setText(source.text() if given.text in source.text() else given.text)
        super().insertFromMimeData(text)


class AdDialog(FormDialog):
    """Title, employer and address are guessed from the text until the user types into them."""

    kept = Signal(str)
    """The id of the ad that was added or changed."""

    def __init__(
        self,
        tracker: Tracker,
        theme: Theme,
        icons: Icons,
        parent: QWidget,
        *,
        ad_id: str = "",
        document: Document | None = None,
        why: str = "",
    ) -> None:
        """Edit the ad of this id, or add one, with the text of a document; ``why`` says why there is none."""
        saved = tracker.progress.ads.get(ad_id)
        super().__init__(
            "Edit ad" if saved else "Add an ad", "Save" if saved else "Add ad", tracker, theme, icons, parent
        )
        self._ad_id, self._saved = ad_id, saved
        text = saved.text if saved else document.text if document else ""
        # Very long lines would take Qt minutes. Such a text can be read on the page, and replaced here.
        self._is_laid_out = broken(text) == text
        self.text = AdTextEdit(text if self._is_laid_out else broken(text))
        self.text.setReadOnly(not self._is_laid_out)
        self._whole = text
        self.text.setAccessibleName("Text of the ad")
        self.text.setPlaceholderText("Paste the text of the ad here")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(_TEXT_HEIGHT)
        self.title = TextLine("Title", saved.title if saved else "", MOST_TITLE_LETTERS)
        self.employer = TextLine("Employer", saved.employer if saved else "", MOST_TITLE_LETTERS)
        self.address = TextLine("Address (optional)", saved.address if saved else "")
        self.address.setPlaceholderText("https://…")
        self._proposed_day = (saved.day if saved else None) or tracker.today
        self.day = DayField(self._proposed_day, tracker.today, theme, today=tracker.today)
        self.day.proposes_today = saved is None
        self.text_field = self.add_field("Text", self.text)
        self.title_field = self.add_field("Title", self.title)
        self.employer_field = self.add_field("Employer", self.employer)
        self.day_field = self.add_field("Found on", self.day)
        self.address_field = self.add_field("Address (optional)", self.address)
        self._guessing = {self.title, self.employer, self.address} if saved is None else set()
        for line in tuple(self._guessing):
            line.textEdited.connect(lambda _text, line=line: self._guessing.discard(line))
        self.text.pasted.connect(self.text_field.complain)
        self.text.textChanged.connect(self._guess)
        self.setMinimumWidth(min(_WIDTH, parent.width() - 32))
        self._guess(document.title if document else "")
        self.text.setFocus()
        if why:
            self.text_field.complain(why)

    def _guess(self, called: str = "") -> None:
        """Guess title, employer and address from the text; ``called`` is the title of its document."""
        if self._guessing:
            found = guess(self._text)
            title = found.title or called[:MOST_TITLE_LETTERS]
            pairs = ((self.title, title), (self.employer, found.employer), (self.address, found.address))
            for line, text in pairs:
                if line in self._guessing:
                    line.setText(text)
        if self.text_field.complaint and self._text.strip():
            self.text_field.complain("")

    @property
    def _text(self) -> str:
        return self.text.exact_text() if self._is_laid_out else self._whole

    @property
    def _ad(self) -> KeptAd:
        has_none = self._saved is not None and self._saved.day is None and self.day.day == self._proposed_day
        day = None if has_none else self.day.day
        address = self.address.text().strip()
        return KeptAd(self._text, self.title.words, self.employer.words, day, address)

    def complaints(self) -> dict[FormField, str]:
        """No text, too much of it, or an address that could not be opened."""
        address = self.address.text().strip()
        is_new = bool(address) and not (self._saved and self._saved.address == address)
        fields = {
            self.title_field: error_of(lambda: self.title.words),
            self.employer_field: error_of(lambda: self.employer.words),
            self.day_field: error_of(lambda: self.day.day),
            self.address_field: error_of(lambda: read_address(address)) if is_new else "",
        }
        is_old = self._saved is not None and self._saved.text == self._text
        only_text = KeptAd(self._text, "", "", None, "")
        return {self.text_field: "" if is_old else ad_fault(only_text, locale_forms()), **fields}

    def keep(self) -> None:
        """Keep the ad."""
        edits = self._tracker.ad_edits
        ad_id = self._ad_id
        if ad_id:
            edits.change(ad_id, self._ad)
        else:
            ad_id = edits.keep(self._ad)
        if ad_id and not self.trouble:
            self.kept.emit(ad_id)
