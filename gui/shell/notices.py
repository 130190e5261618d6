"""What the window tells the user: in the banners, the toast and the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.widgets.labels import as_shown, plain_tip, typed
from roadmaps.gap.explanation import unassessed_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gui.app.tracker import Tracker
    from gui.shell.main_window import MainWindow

FIRST_WORDS = "Nothing is ticked yet. Tick what you can do, or use Quick assess (Ctrl+2): one key per answer."
_TROUBLE, _NOTICE = "trouble", "notice"


class Notices:
    """Says each thing once, and takes it back when it no longer holds."""

    def __init__(self, tracker: Tracker, window: MainWindow) -> None:
        self._tracker, self._window = tracker, window
        self._strips, self._status = window.strips, window.status
        self._about_goal = self._about_clock = self._not_done = ""

    # What holds

    def tell_saved(self) -> None:
        """A change was saved, so earlier trouble with saving is over."""
        self._strips.dismiss(_TROUBLE)
        if self._tracker.read_only:
            self._status.show_saved("Read-only", saved=False)
        else:
            self._status.show_saved("Saved" if self._tracker.events() else "Nothing to save yet")
        self.tell_first_steps()

    def tell_first_steps(self) -> None:
        """On the pages with a list, while nothing is ticked: what to do first."""
        pages = self._window.pages
        is_listed = pages.is_shown("skills") or pages.is_shown("roadmap")
        if is_listed and not self._tracker.progress.is_measured:
            self._strips.tell(_NOTICE, FIRST_WORDS)
        elif self._strips.text(_NOTICE) == FIRST_WORDS:
            self._strips.dismiss(_NOTICE)

    def tell_goal(self) -> None:
        """On another goal: why readiness may be lower than somebody who comes from that role expects."""
        told, self._about_goal = self._about_goal, unassessed_text(self._tracker.gap)
        if self._about_goal:
            self._strips.tell(_NOTICE, self._about_goal)
        elif told and self._strips.text(_NOTICE) == told:
            self._strips.dismiss(_NOTICE)

    def tell_first(self, sentences: Sequence[str]) -> None:
        """Tell what a start has to tell, together with what there is to say of the clock."""
        text = " ".join(filter(None, (self._tracker.clock_warning, *sentences)))
        if text:
            self._strips.tell(_NOTICE, text)

    def tell_clock(self) -> None:
        """Say once that the clock is behind what was recorded, and take it back when it is right again."""
        before, self._about_clock = self._about_clock, self._tracker.clock_warning
        shown = self._strips.text(_NOTICE)
        if before and before in shown:
            left = shown.replace(before, self._about_clock).strip()
            if left and left != shown:
                self._strips.tell(_NOTICE, left)
            elif not left:
                self._strips.dismiss(_NOTICE)
        elif self._about_clock and not before:
            self._strips.tell(_NOTICE, self._about_clock)

    def name_undo(self) -> None:
        """Undo and redo say what they would undo and redo."""
        window, stack = self._window, self._tracker.undo_stack
        for action, verb, step in (
            (window.undo_action, "&Undo", stack.next_undo),
            (window.redo_action, "&Redo", stack.next_redo),
        ):
            action.setText(f"{verb}: {typed(step.text)}" if step else verb)
            action.setToolTip(plain_tip(as_shown(action.text())))
        window.commands.refresh("edit.undo", "edit.redo")
        self._status.show_next_undo(stack.undo_text)
        # A toast offers to undo what it tells of, so it goes when something else comes.
        self.hide_toast()

    # What happened

    def tell(self, sentence: str) -> None:
        """Tell what cannot be undone."""
        self._window.toast.tell(sentence, can_undo=False)

    def tell_change(self, sentence: str) -> None:
        """Tell of a change, and offer to undo it."""
        self._window.toast.tell(sentence)

    def hide_toast(self) -> None:
        """Take back what the toast tells. Makes none."""
        if "toast" in vars(self._window):
            self._window.toast.hide()

    def tell_failure(self, sentence: str) -> None:
        """A change was not saved."""
        self.hide_toast()
        self._tell_unsaved(sentence, "Last change not saved")
        self._window.top_bar.goal.choose(self._tracker.roadmap.id)

    def tell_unkept(self, sentence: str) -> None:
        """A note was not saved."""
        self._tell_unsaved(sentence, "Note not saved")

    def tell_unconfirmed(self, sentence: str) -> None:
        """A change was saved, but the disk did not say so."""
        self._tell_unsaved(sentence, "Saved, but not confirmed by the disk")

    def _tell_unsaved(self, sentence: str, status: str) -> None:
        self._strips.tell(_TROUBLE, sentence)
        self._status.show_saved(status, saved=False)

    def tell_done(self, sentence: str) -> None:
        """A file was written: that solves the trouble of not having been able to, and no other."""
        if self._strips.text(_TROUBLE) == self._not_done:
            self._strips.dismiss(_TROUBLE)
        self.tell(sentence)

    def offer_to_show(self, path: Path) -> None:
        """Offer to show the file that was just told of, where it is."""
        from gui.files.file_manager import reveal, reveal_text

        def show() -> None:
            if not reveal(path):
                self.tell(f"No program on this computer can show the folder {path.parent}")

        self._window.toast.offer(reveal_text(), show)

    def tell_not_done(self, sentence: str) -> None:
        """A file was not written."""
        self.hide_toast()
        self._not_done = sentence
        self._strips.tell(_TROUBLE, sentence)
