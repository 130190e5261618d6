"""An item model of study sessions: reads the tracker, and holds only which sessions are shown."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from gui.app.date_format import day_text, full_day_text
from gui.widgets.labels import plain_tip
from roadmaps.study import found_sessions, logged_sessions
from roadmaps.text.limits import MOST_SHOWN_IN_A_LINE, shown
from roadmaps.text.text_format import one_line, time_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from gui.app.tracker import Tracker
    from roadmaps.journal import StudySession
    from roadmaps.study import LoggedSession

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class LogColumn(IntEnum):
    """The columns."""

    DAY = 0
    WORDS = 1
    TIME = 2


class LogRole(IntEnum):
    """Our own item data roles."""

    SKILL_NAME = Qt.ItemDataRole.UserRole + 1
    """The name of the skill if the table lists several, else empty."""
    HAS_LINK = Qt.ItemDataRole.UserRole + 2


class StudyLogModel(QAbstractTableModel):
    """One row per session, the latest day first."""

    def __init__(self, tracker: Tracker, skill_id: str = "", parent: QObject | None = None) -> None:
        """Show the sessions of a skill, or of all without ``skill_id``."""
        super().__init__(parent)
        self._tracker = tracker
        self._skill_id = skill_id
        self._text = ""
        self._day = tracker.today
        self.sessions = self._wanted()
        """The sessions on show, from top to bottom."""

    def show_skill(self, skill_id: str) -> None:
        """Show the current sessions of a skill."""
        self._skill_id = skill_id
        self.refresh()

    def set_filter(self, text: str) -> None:
        """Show only sessions whose skill, text or link contains these words."""
        self._text = text
        self.refresh()

    def row_of(self, session_id: str) -> int:
        """The row of a session; -1 if it is not shown."""
        return next((place for place, each in enumerate(self.sessions) if each.id == session_id), -1)

    def _wanted(self) -> list[LoggedSession]:
        sessions = logged_sessions(self._tracker.progress, self._skill_id)
        return found_sessions(sessions, self._text, self._tracker.catalogue.skills) if self._text else sessions

    def refresh(self) -> None:
        """Show the current sessions."""
        wanted, today = self._wanted(), self._tracker.today
        if (wanted, today) != (self.sessions, self._day):
            self.beginResetModel()
            self.sessions, self._day = wanted, today
            self.endResetModel()

    def copied_rows(self, rows: Sequence[int]) -> list[list[str]]:
        """Sessions as a table, with every field."""
        skills, cells = self._tracker.catalogue.skills, list[list[str]]()
        for each in (self.sessions[row].session for row in rows):
            skill = skills.get(each.skill_id)
            name = skill.name if skill else each.skill_id
            cells.append([each.day.isoformat(), name, each.text, str(each.minutes), each.link or ""])
        return [["Date", "Skill", "What you did", "Minutes", "Link"], *cells] if cells else []

    # What Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The number of sessions shown; only the root has any."""
        return 0 if parent.isValid() else len(self.sessions)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The number of columns; only the root has any."""
        return 0 if parent.isValid() else len(LogColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns, aligned like their cells."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == LogColumn.TIME else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return ("Date", "What you did" if self._skill_id else "Skill and what you did", "Time")[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell, for Qt, the delegate and screen readers."""
        if not index.isValid():
            return None
        session = self.sessions[index.row()].session
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cell(session, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(session) if index.column() == LogColumn.DAY else self._cell(session, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip("\n".join(part for part in (self._spoken(session), session.link) if part))
            case LogRole.SKILL_NAME:
                return self._skill_name(session)
            case LogRole.HAS_LINK:
                return bool(session.link)
            case _:
                return None

    def _cell(self, session: StudySession, column: int) -> str:
        match column:
            case LogColumn.DAY:
                return day_text(session.day, self._day)
            case LogColumn.WORDS:
                return one_line(shown(session.text, MOST_SHOWN_IN_A_LINE))
            case _:
                return time_text(session.minutes)

    def _skill_name(self, session: StudySession) -> str:
        if self._skill_id:
            return ""
        skill = self._tracker.catalogue.skills.get(session.skill_id)
        return skill.short_name if skill else session.skill_id

    def _spoken(self, session: StudySession) -> str:
        parts = (full_day_text(session.day), self._skill_name(session), shown(session.text), time_text(session.minutes))
        return ", ".join(part for part in parts if part) + (", with a link" if session.link else "")
