"""Going to pages, skills and sources, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from gui.widgets.accessibility import announce
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from gui.app.tracker import Tracker
    from gui.pages.roadmap.map.form import MapForm
    from gui.shell.main_window import MainWindow
    from gui.shell.page_stack import PageStack
    from gui.shell.top_bar import SearchField
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

_PAUSE_MS = 500
"""How long after the last key the number of results is announced."""


class Navigation:
    """Moves the user and the keyboard focus through the pages of a window."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons, window: MainWindow) -> None:
        self._tracker, self._theme, self._icons, self._window = tracker, theme, icons, window
        self._before = ""
        self._found = QTimer(window)
        self._found.setSingleShot(True)
        self._found.setInterval(_PAUSE_MS)
        self._found.timeout.connect(self._announce_found)

    @property
    def _pages(self) -> PageStack:
        return self._window.pages

    @property
    def _search(self) -> SearchField:
        return self._window.top_bar.search

    def show_page(self, name: str) -> None:
        """Show a page, with the search that is typed in."""
        pages = self._pages
        page = pages.named(name)
        if page is not pages.shown:
            self._before = pages.shown.name
            pages.shown.keep_typed()
            pages.shown.set_search("")
            self._window.hide_panel()
        focused = QApplication.focusWidget() or self._window
        held_focus = pages.isAncestorOf(focused) or (focused is self._search and page.name == "assess")
        pages.setCurrentWidget(page)
        if held_focus:
            # The focused widget is hidden now, and Qt would focus whatever comes first on the page.
            page.take_focus()
        self._window.frame_page(page.name)
        page.set_search(self._search.text())

    def go_to(self, name: str) -> None:
        """Show a page, with the focus in its list."""
        self.show_page(name)
        self.focus_list()

    def go_back(self) -> None:
        """Return to what was shown before: the list behind a skill's details, or the previous page."""
        if not self._pages.shown.go_back() and self._before:
            self.show_page(self._before)
            self._pages.shown.take_focus()

    @property
    def map(self) -> MapForm:
        """The map, after going to it."""
        self.show_page("roadmap")
        self._pages.roadmap.show_map()
        return self._pages.roadmap.map

    def edit_roadmap(self) -> None:
        """Edit the goal, on the Roadmap page."""
        self.show_page("roadmap")
        self._pages.roadmap.edit()

    # Search and list

    def find(self) -> None:
        """Focus the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def search(self, text: str) -> None:
        """Show the search results, on a page with a list."""
        if text and self._pages.shown is not self._pages.listed:
            self.show_page(self._pages.listed.name)
        self._pages.shown.set_search(text)
        self._found.start()

    def _announce_found(self) -> None:
        if self._search.text().strip():
            count = self._pages.listed.count_found()
            announce(self._search, f"{count_text(count, 'skill')} found" if count else "Nothing found")

    def focus_list(self) -> None:
        """Focus the list of the page."""
        self._pages.shown.focus_list()

    def go_on_into_list(self) -> None:
        """Move the focus from the search field to the results."""
        self.search(self._search.text())
        self.focus_list()

    # To a skill, roadmap or source

    def open_skill(self, skill_id: str) -> None:
        """Show a skill in the list of the page, or on the Skills page if it has no list."""
        if self._pages.shown is not self._pages.listed:
            self.show_page(self._pages.listed.name)
            self._pages.listed.take_focus()
        self._pages.listed.open_skill(skill_id)

    def show_in_skills(self, skill_id: str) -> None:
        """Show a skill on the Skills page."""
        self.show_page("skills")
        self._pages.skills.open_skill(skill_id)
        self._pages.skills.take_focus()

    def show_on_other_page(self) -> None:
        """Show the selected skill on the Roadmap page; from there, on the Skills page."""
        skill_id = self._pages.shown.shown_skill
        other = self._pages.skills if self._pages.is_shown("roadmap") else self._pages.roadmap
        self.show_page(other.name)
        if skill_id:
            other.open_skill(skill_id)

    def open_ad(self, ad_id: str) -> None:
        """Show a saved job ad."""
        self.show_page("ads")
        self._pages.ads.open_ad(ad_id)
        self._pages.ads.take_focus()

    def open_roadmap(self, roadmap_id: str) -> None:
        """Make a roadmap the goal, and show it if that was saved."""
        self._tracker.edits.set_goal(roadmap_id)
        if self._tracker.roadmap.id == roadmap_id:
            self.go_to("roadmap")

    def new_roadmap(self) -> None:
        """Ask for a roadmap of the user's own."""
        from gui.own_roadmaps.dialogs import NewRoadmapDialog

        if not self._pages.is_shown("welcome"):  # the first goal comes before any other
            NewRoadmapDialog(self._tracker, self._theme, self._icons, self._window).open()

    def rename_roadmap(self) -> None:
        """Ask for another name of the goal, which is the user's own."""
        from gui.own_roadmaps.dialogs import RenameRoadmapDialog

        RenameRoadmapDialog(self._tracker.roadmap, self._tracker, self._theme, self._icons, self._window).open()

    def remove_roadmap(self) -> None:
        """Remove the goal, which is the user's own."""
        self._tracker.own_edits.remove_roadmap(self._tracker.roadmap)

    def show_source(self, source_id: str) -> None:
        """Show the title of an article on the Sources tab."""
        self.go_to("roles")
        self._pages.roles.show_source(source_id)
