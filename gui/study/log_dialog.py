"""The form that logs time on a skill, or edits a logged session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.widgets.choice_box import ChoiceBox
from gui.widgets.day_field import DayField
from gui.widgets.duration_field import DurationField
from gui.widgets.form import FormDialog, error_of
from gui.widgets.text_line import TextLine
from roadmaps.journal import StudySession
from roadmaps.study import logged_sessions
from roadmaps.text.limits import MOST_SESSION_LETTERS, shown
from roadmaps.text.links import read_address

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.form import FormField

FIRST_MINUTES = 60
"""What the form proposes for the first session."""


class LogDialog(FormDialog):
    """How long, when, what, and an optional link; the skill is a field only if it is not given."""

    def __init__(
        self, tracker: Tracker, theme: Theme, icons: Icons, parent: QWidget, *, skill_id: str = "", session_id: str = ""
    ) -> None:
        """Log time on a skill (chosen in the form if there is no ``skill_id``), or edit the session of this id."""
        self._session_id = session_id
        self._skill_id = skill_id
        saved = tracker.progress.study.get(session_id)
        title = "Edit session" if saved else "Log time"
        super().__init__(title, "Save" if saved else "Log time", tracker, theme, icons, parent)
        sessions = logged_sessions(tracker.progress, skill_id)
        last = saved or (sessions[0].session if sessions else None)
        self.skill: ChoiceBox | None = None
        if skill_id:
            self.add_words(tracker.catalogue.skills[skill_id].name, bold=True)
        else:
            self.skill = self._skills(last.skill_id if last else next(iter(tracker.catalogue.skills)))
            self.add_field("Skill", self.skill)
        self.time = DurationField(last.minutes if last else FIRST_MINUTES, theme, icons)
        self.day = DayField(saved.day if saved else tracker.today, tracker.today, theme, today=tracker.today)
        self.day.proposes_today = saved is None
        self._saved_text = saved.text if saved else ""
        self.words = TextLine("What I did", shown(self._saved_text), MOST_SESSION_LETTERS)
        self.words.setReadOnly(self.words.text() != self._saved_text)  # too long for one line: left as it is
        self.link = TextLine("Link (optional)", (saved.link if saved else "") or "")
        self.link.setPlaceholderText("https://…")
        self.time_field = self.add_field("How long", self.time)
        self.day_field = self.add_field("Day", self.day)
        self.words_field = self.add_field("What I did", self.words)
        self.link_field = self.add_field("Link (optional)", self.link)
        self.time.line.setFocus()
        self.time.line.selectAll()

    def complaints(self) -> dict[FormField, str]:
        """An invalid time or day, too long a text, or a link that could not be opened."""
        link = error_of(lambda: read_address(self.link.text())) if self._link_is_new else ""
        return {
            self.time_field: error_of(lambda: self.time.minutes),
            self.day_field: error_of(lambda: self.day.day),
            self.words_field: error_of(lambda: self._words),
            self.link_field: link,
        }

    @property
    def _words(self) -> str:
        return self._saved_text if self.words.isReadOnly() else self.words.words

    @property
    def _link_is_new(self) -> bool:
        """Whether there is a link to check: one that was saved before is left as it is."""
        saved = self._tracker.progress.study.get(self._session_id)
        typed = self.link.text().strip()
        return bool(typed) and not (saved and saved.link == typed)

    def keep(self) -> None:
        """Log the session, or correct it."""
        typed = self.link.text().strip()
        session = StudySession(
            skill_id=self.skill.currentData() if self.skill else self._skill_id,
            day=self.day.day,
            minutes=self.time.minutes,
            text=self._words,
            link=(read_address(typed).text if self._link_is_new else typed) or None,
        )
        if self._session_id:
            self._tracker.log_edits.change_study(self._session_id, session)
        else:
            self._tracker.log_edits.log_study(session)

    def _skills(self, chosen: str) -> ChoiceBox:
        box = ChoiceBox("Skill", self._icons)
        skills = {skill.id: skill.name for skill in self._tracker.catalogue.skills.values()}
        skills.setdefault(chosen, chosen)  # for a session on a skill that is no longer in the catalogue
        for skill_id, name in sorted(skills.items(), key=lambda each: each[1].casefold()):
            box.addItem(name, skill_id)
        box.setCurrentIndex(box.findData(chosen))
        return box
