"""Edits of what shows that you use a skill: the study log, evidence, and "I still know this"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.app.editor import Editor, new_id
from gui.app.undo import ValueChange
from roadmaps.journal import Evidence, Kind, evidence_value, session_value
from roadmaps.text.text_format import count_text, time_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmaps.catalogue import CanDo
    from roadmaps.journal import StudySession


class LogEdits(Editor):
    """Edits of the study log and of evidence."""

    def log_study(self, session: StudySession) -> bool:
        """Log time that was spent on a skill, for the day on which it was."""
        change = ValueChange(Kind.STUDY, new_id(), None, session_value(session), session.day)
        length, name = time_text(session.minutes), self._short_name(session.skill_id)
        return self._apply([change], toast=f"Logged {length} on {name}")

    def change_study(self, session_id: str, session: StudySession) -> bool:
        """Correct a session, in one step: with another day it is taken back for its own and logged for the new one."""
        old = self._tracker.progress.study.get(session_id)
        if old is None:
            return self._refuse_missing()
        before, after = session_value(old), session_value(session)
        if session.day == old.day:
            changes = [ValueChange(Kind.STUDY, session_id, before, after, session.day)]
        else:
            changes = [
                ValueChange(Kind.STUDY, session_id, before, None, old.day),
                ValueChange(Kind.STUDY, session_id, None, after, session.day),
            ]
        return self._apply(changes)

    def remove_study(self, session_id: str) -> bool:
        """Remove a session: no day shows it any more."""
        session = self._tracker.progress.study.get(session_id)
        if session is None:
            return self._refuse_missing()
        change = ValueChange(Kind.STUDY, session_id, session_value(session), None, session.day)
        name = f"{time_text(session.minutes)} on “{self._short_name(session.skill_id)}”"
        return self._apply([change], toast=f"Removed {name} from the study log")

    def remove_sessions(self, session_ids: Sequence[str]) -> bool:
        """Remove sessions in one step; those that are gone already are left out."""
        if len(session_ids) == 1:
            return self.remove_study(session_ids[0])
        known = self._tracker.progress.study
        sessions = {each: known[each] for each in session_ids if each in known}
        changes = [
            ValueChange(Kind.STUDY, session_id, session_value(each), None, each.day)
            for session_id, each in sessions.items()
        ]
        text = f"remove {count_text(len(sessions), 'session')}"
        return self._apply(changes, text, toast=f"Removed {count_text(len(sessions), 'session')} from the study log")

    def add_evidence(self, can_do: CanDo, address: str) -> bool:
        """Add a web address or the path of a file that shows a can-do; False where it is there already."""
        evidence = Evidence(can_do.id, address)
        if evidence in self._tracker.progress.evidence.values():
            return False
        return self._record(Kind.EVIDENCE, new_id(), evidence_value(evidence))

    def change_evidence(self, evidence_id: str, address: str) -> bool:
        """Give a piece of evidence another address."""
        known = self._tracker.progress.evidence
        if evidence_id not in known:
            return self._refuse_missing()
        evidence = known[evidence_id]._replace(address=address)
        if evidence in known.values():
            return False
        return self._record(Kind.EVIDENCE, evidence_id, evidence_value(evidence))

    def remove_evidence(self, evidence_id: str) -> bool:
        """Remove a piece of evidence."""
        if evidence_id not in self._tracker.progress.evidence:
            return self._refuse_missing()
        return self._record(Kind.EVIDENCE, evidence_id, None, "Removed a piece of evidence")

    def confirm_skill(self, skill_id: str) -> bool:
        """Confirm today that you still know what is ticked of a skill; False where nothing is."""
        skill = self._tracker.catalogue.skills[skill_id]
        if not any(can_do.id in self._tracker.progress.ticks for can_do in skill.can_dos):
            return False
        today = self._tracker.today.isoformat()
        return self._record(Kind.STILL_CAN, skill_id, today, f"Marked {skill.name} as current")

    def _short_name(self, skill_id: str) -> str:
        """The short name of a skill; its id where the catalogue does not know it (any more)."""
        skill = self._tracker.catalogue.skills.get(skill_id)
        return skill.short_name if skill else skill_id
