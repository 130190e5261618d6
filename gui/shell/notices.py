"""Messages to the user: in the banners, the toast and the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.widgets.accessibility import announce
from gui.widgets.labels import as_shown, plain_tip, typed
from roadmaps.gap.explanation import unassessed_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gui.app.tracker import Tracker
    from gui.app.undo import UndoStep
    from gui.shell.main_window import MainWindow

FIRST_WORDS = "Nothing is ticked yet. Tick what you can do, or use Quick assess (Ctrl+2): one key per answer."
_TROUBLE, _NOTICE = "trouble", "notice"


class Notices:
    """Shows each message once, and removes it when it no longer applies."""

    def __init__(self, tracker: Tracker, window: MainWindow) -> None:
        self._tracker, self._window = tracker, window
        self._banners, self._status = window.banners, window.status
        self._about_goal = self._about_clock = self._not_done = ""
        self._next_redo: UndoStep | None = None

    # What applies now

    def tell_saved(self) -> None:
        """A change was saved, so earlier problems with saving are over."""
        self._banners.dismiss(_TROUBLE)
        if self._tracker.read_only:
            self._status.show_saved("Read-only", saved=False)
        else:
            self._status.show_saved("Saved" if self._tracker.events() else "Nothing to save yet")
        self.tell_first_steps()

    def tell_first_steps(self) -> None:
        """Say what to do first, on the pages with a list and while nothing is ticked, if there is anything to tick."""
        pages = self._window.pages
        is_listed = pages.is_shown("skills") or pages.is_shown("roadmap")
        is_empty = not self._tracker.roadmap.to_role.demands
        if is_listed and not is_empty and not self._tracker.progress.is_measured:
            self._banners.tell(_NOTICE, FIRST_WORDS)
        elif self._banners.text(_NOTICE) == FIRST_WORDS:
            self._banners.dismiss(_NOTICE)

    def tell_goal(self) -> None:
        """After a change of goal, say why readiness may be lower than expected."""
        before, self._about_goal = self._about_goal, unassessed_text(self._tracker.gap)
        if self._about_goal:
            self._banners.tell(_NOTICE, self._about_goal)
        elif before and self._banners.text(_NOTICE) == before:
            self._banners.dismiss(_NOTICE)

    def tell_first(self, sentences: Sequence[str]) -> None:
        """Show the messages of a start, together with any about the clock."""
        text = " ".join(filter(None, (self._tracker.clock_warning, *sentences)))
        if text:
            self._banners.tell(_NOTICE, text)

    def tell_clock(self) -> None:
        """Warn once that the clock is behind the last entry, and remove the warning when it is right again."""
        before, self._about_clock = self._about_clock, self._tracker.clock_warning
        shown = self._banners.text(_NOTICE)
        if before and before in shown:
            left = shown.replace(before, self._about_clock).strip()
            if left and left != shown:
                self._banners.tell(_NOTICE, left)
            elif not left:
                self._banners.dismiss(_NOTICE)
        elif self._about_clock and not before:
            self._banners.tell(_NOTICE, self._about_clock)

    def name_undo(self) -> None:
        """Name in Undo and Redo what they would undo and redo."""
        window, stack = self._window, self._tracker.undo_stack
        for action, verb, step in (
            (window.undo_action, "&Undo", stack.next_undo),
            (window.redo_action, "&Redo", stack.next_redo),
        ):
            action.setText(f"{verb}: {typed(step.text)}" if step else verb)
            action.setToolTip(plain_tip(as_shown(action.text())))
        if self._next_redo and stack.next_undo is self._next_redo:
            announce(window, f"Redone: {self._next_redo.text}")
        elif stack.next_redo and stack.next_redo is not self._next_redo:
            announce(window, f"Undone: {stack.next_redo.text}")
        self._next_redo = stack.next_redo
        window.commands.refresh("edit.undo", "edit.redo")
        self._status.show_next_undo(stack.undo_text)
        # A toast offers to undo the change it reports, so it goes when there is a newer one.
        self.hide_toast()

    # What happened

    def tell(self, sentence: str) -> None:
        """Report something that cannot be undone."""
        self._window.toast.tell(sentence, can_undo=False)

    def tell_change(self, sentence: str) -> None:
        """Report a change, and offer to undo it."""
        self._window.toast.tell(sentence)

    def hide_toast(self) -> None:
        """Hide the toast, if there is one."""
        if "toast" in vars(self._window):
            self._window.toast.hide()

    def tell_failure(self, sentence: str) -> None:
        """A change was not saved."""
        self.hide_toast()
        self.tell_unsaved("Last change not saved", sentence)
        self._window.top_bar.goal.choose(self._tracker.roadmap.id)

    def tell_unsaved(self, status: str, sentence: str) -> None:
        """Something was not saved, or not for certain: say so in the status line, and why in a banner."""
        self._banners.tell(_TROUBLE, sentence)
        self._status.show_saved(status, saved=False)

    def tell_done(self, sentence: str) -> None:
        """A file was written, so a message that it could not be is obsolete."""
        if self._banners.text(_TROUBLE) == self._not_done:
            self._banners.dismiss(_TROUBLE)
        self.tell(sentence)

    def offer_to_show(self, path: Path) -> None:
        """Offer to open the file that was just written, and to show its folder."""
        from gui.files.file_manager import open_file, reveal, reveal_text

        def open_it() -> None:
            if not open_file(path):
                self.tell(f"No program on this computer can open {path.name}")

        def show() -> None:
            if not reveal(path):
                self.tell(f"No program on this computer can show the folder {path.parent}")

        self._window.toast.offer((reveal_text(), show), ("Open", open_it))

    def tell_not_done(self, sentence: str) -> None:
        """A file was not written."""
        self.hide_toast()
        self._not_done = sentence
        self._banners.tell(_TROUBLE, sentence)
