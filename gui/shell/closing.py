"""What keeps the window from closing: a note that cannot be saved, and a file that is still being written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.shell.main_window import MainWindow

_CLOSE_AGAIN = "Close Skillgap again to quit without saving your note."


class Closing:
    """Decides whether a window may close. Once ``is_forced``, it always may: the process has to end."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._was_refused = False
        self._is_wanted = False
        self.is_forced = False

    def may_close(self) -> bool:
        """Whether the window may close now; says in a banner why not.

        A note that cannot be saved keeps it open once; a file that is being written does until it is finished.
        """
        banners, files = self._window.banners, self._window.files
        is_saved = self.save_typed()
        if self.is_forced:
            return True
        if not is_saved and not self._was_refused:
            self._was_refused = True
            banners.tell("trouble", f"{banners.text('trouble')} {_CLOSE_AGAIN}")
            return False
        if name := files.being_made:
            self._is_wanted = True
            banners.tell("notice", f"{name} is still being written. Skillgap will close when it is done.")
            files.offer_to_cancel()
            return False
        return True

    def save_typed(self) -> bool:
        """Save what is typed on every page, even if saving another fails; whether all of it is on disk."""
        saved = [page.keep_typed() for page in self._window.pages.made]
        return all(saved)

    def note_saved(self) -> None:
        """Everything is saved, so a later failure may keep the window open again."""
        self._was_refused = False

    def note_written(self) -> None:
        """No file is being written any more: close, if that is what the user was waiting for."""
        if self._is_wanted:
            self._window.close()

    def note_failed(self) -> None:
        """A file could not be written: stay open, so that the user sees why."""
        self._is_wanted = False
