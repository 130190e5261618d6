"""Where the screen reader goes, what it does there, and what is wrong with what it finds."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

from gui.shell.menu_table import PAGES
from roadmaps.journal import Kind
from store.journal import Journal
from tests.gallery import lived_file
from tests.real_window import PATIENCE
from tests.screen_reader.bus import program
from tests.screen_reader.reader import Node, Reader, State
from tests.screen_reader.rules import CHECKABLE, faults

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.screen_reader.bus import Desk

SHOWN: dict[str, tuple[str, str]] = {
    "Skills": ("tree", "Skills by category"),
    "Quick assess": ("form", "Quick assess"),
    "Roadmap": ("list", "Map of the roadmap"),
    "Job ads": ("push button", "Add an ad"),
    "Progress": ("chart", "How far, and by when"),
    "Plan": ("chart", "When you may finish"),
    "Roles": ("chart", "Pay by article"),
}
"""The role and name of something that each page has."""
DIALOGS = {
    "ctrl+k": ("panel", "Command palette"),
    "ctrl+comma": ("dialog", "Preferences"),
    "ctrl+t": ("dialog", "Log time"),
    "ctrl+e": ("dialog", "Export"),
    "F1": ("dialog", "Guide"),
    "shift+F1": ("dialog", "Keys"),
}
"""What each key opens."""
SECTIONS = ("Language and dates", "Study", "Files and backups", "Start", "Keyboard")
"""Of Preferences, below the first."""


class Visit:
    """A screen reader and a keyboard at the program."""

    def __init__(self, reader: Reader, where: Desk) -> None:
        self.reader, self._where = reader, where
        self._found = dict[str, str]()
        """What is wrong, and where it was seen first."""
        self.last_announced = ""

    @property
    def faults(self) -> list[str]:
        """What is wrong anywhere."""
        return [f"{place}: {fault}" for fault, place in self._found.items()]

    def keys(self, *keys: str) -> None:
        """Press keys."""
        subprocess.run(["xdotool", "key", *keys], env=dict(self._where.environment), check=True)

    def expect(self, holds: bool, what: str) -> None:
        """Note what does not hold."""
        if not holds:
            self._found.setdefault(what, "expected")

    def take_focus(self, title: str = "Skillgap") -> None:
        """Give a window the keyboard, as a window manager would; ``title`` is the end of its title."""
        window = ["xdotool", "search", "--sync", "--onlyvisible", "--name", f"{title}$", "windowfocus", "--sync"]
        subprocess.run(window, env=dict(self._where.environment), check=True, stdout=subprocess.DEVNULL)

    def wait_until_gone(self, role: str, name: str) -> None:
        """Wait until something is closed; the window has the keyboard again."""
        self.reader.wait(f"{name} to go", lambda: not self.reader.tree().find(name, role))
        self.take_focus()

    def at_rest(self, what: str, is_there: Callable[[Node], object]) -> Node:
        """Wait until something is there and the next look finds everything as it was."""
        last = list[Node]()

        def look() -> Node | None:
            tree = self.reader.tree()
            is_same = bool(last) and last[-1] == tree
            last[:] = [tree]
            return tree if is_same and is_there(tree) else None

        return self.reader.wait(what, look)

    def one(self, tree: Node, name: str, *roles: str) -> Node:
        """What has a name on screen, and one of the roles if any are given."""
        found = tree.find(name, *roles)
        if found is None:
            raise LookupError(f"there is no {' or '.join(roles)} {name!r}")
        return found

    def press(self, name: str) -> None:
        """Press a button over the bus, once it is there."""
        button = self.reader.wait(name, lambda: self.reader.tree().find(name, "push button", *CHECKABLE))
        self.reader.press(button)

    def hears(self, what: str, do: Callable[[], object], pattern: str) -> None:
        """Do something, of which an announcement that matches is to be heard once, or that something is checked."""
        self.reader.hear_out()
        self.reader.heard.clear()
        do()
        self.reader.wait(f"news of {what}", lambda: self._news(is_state=pattern == "checked"))
        self.reader.hear_out()
        news = self._news(is_state=pattern == "checked")
        announced = self._news(is_state=False)
        is_right = (
            len(news) == 1 and re.match(pattern, news[0]) is not None and len(announced) == (pattern != "checked")
        )
        self.last_announced = news[-1]
        sys.stdout.write(f"{'ok ' if is_right else 'NOT'} {what} is heard once: {news}\n")
        self.expect(is_right, f"{what} is heard once, as {pattern!r}: {[*news, *announced]}")

    def _news(self, *, is_state: bool) -> list[str]:
        heard = self.reader.heard
        if is_state:
            return [each.detail for each in heard if each.kind == "StateChanged" and each.detail == "checked"]
        return [str(each.value) for each in heard if each.kind == "Announcement"]

    def check(self, place: str, role: str, name: str) -> Node:
        """Look at everything, once something of a role and a name is there."""
        tree = self.at_rest(f"{role} {name!r}", lambda tree: _is_drawn(tree.find(name, role)))
        objects = list(tree.shown())
        wrong = faults(tree)
        for fault in wrong:
            self._found.setdefault(fault, place)
        sys.stdout.write(f"{'NOT' if wrong else 'ok '} {place}: {len(objects)} objects\n")
        sys.stdout.writelines(f"    {fault}\n" for fault in wrong)
        sys.stdout.flush()
        return tree


def _is_drawn(node: Node | None) -> bool:
    """Whether something is there; a chart has told what it shows."""
    return node is not None and (node.role != "chart" or bool(node.description))


def walk_around(where: Desk, home: Path, *, is_sample: bool) -> Sequence[str]:
    """Every page and dialog over a file of eight months, and changes; what is wrong."""
    file = lived_file(home)
    with Journal.open(file) as journal:
        before = len(journal.events())
    with program(where, file) as process, Reader(where.accessibility_bus) as reader:
        visit = Visit(reader, where)
        visit.take_focus()
        reader.press(visit.one(visit.check("What’s new", "dialog", "What’s new"), "Continue"))
        visit.wait_until_gone("dialog", "What’s new")
        for _, title, _, key in PAGES:
            visit.keys(key.lower())
            tree = visit.check(title, *SHOWN[title])
            visit.expect(State.CHECKED in visit.one(tree, title, *CHECKABLE).states, f"{title} is marked in the rail")
        for key, (role, name) in list(DIALOGS.items())[: 2 if is_sample else None]:
            visit.keys(key)
            visit.check(name, role, name)
            if role == "dialog":
                visit.take_focus(name)
            if name == "Preferences" and not is_sample:
                for title in SECTIONS:
                    visit.keys("Down")
                    visit.check(f"Preferences, {title}", "label", title)
            visit.keys("Escape")
            visit.wait_until_gone(role, name)
        if not is_sample:
            look_into_pages(visit)
        change_things(visit)
        visit.keys("ctrl+q")
        visit.expect(process.wait(PATIENCE) == 0, "the program ends with 0")
    with Journal.open(file) as journal:
        done = {event.kind for event in journal.events()[before:]}
    asked = {Kind.CAN_DO, Kind.SET_ASIDE, Kind.PLAN, Kind.QUICK_ANSWER}
    visit.expect(done >= asked, f"what was done is in the file: {sorted(done)}")
    return visit.faults


def look_into_pages(visit: Visit) -> None:
    """What else the pages show: other forms, tabs and tables."""
    visit.keys("ctrl+3")
    for button, role, name in (("List", "tree", "Stages of the roadmap"), ("Map", *SHOWN["Roadmap"])):
        visit.press(button)
        visit.check(name, role, name)
    visit.keys("ctrl+6")
    for tab in ("Paths", "Sources"):
        visit.press(tab)
        visit.check(tab, "document", tab)
    visit.keys("ctrl+2")
    for key in ("2", "x", "s", "Left"):
        visit.keys(key)
        visit.check(f"Quick assess after {key}", *SHOWN["Quick assess"])


def change_things(visit: Visit) -> None:
    """Each change is heard once; a check box tells its own."""
    visit.keys("ctrl+1", "ctrl+l")
    tree = visit.check("Skills again", *SHOWN["Skills"])
    box = next(node for node in tree.shown() if node.role == "check box" and node.name.startswith("Level 3: "))
    visit.hears("a can-do", lambda: visit.reader.press(box), "checked")
    visit.hears("undo", lambda: visit.keys("ctrl+z"), "Undone: ")
    visit.hears("redo", lambda: visit.keys("ctrl+shift+z"), "Redone: ")
    visit.hears("undo", lambda: visit.keys("ctrl+z"), "Undone: ")
    visit.hears("set aside", lambda: visit.keys("ctrl+d"), "Set ")
    visit.hears("undo", lambda: visit.keys("ctrl+z"), "Undone: ")
    visit.keys("ctrl+f")
    visit.hears("what was found", lambda: visit.keys("p", "i", "p"), r"\d+ skills found$")
    visit.hears("nothing", lambda: visit.keys("x", "q"), "Nothing found")
    visit.keys("Escape", "ctrl+3")
    visit.check("Roadmap again", *SHOWN["Roadmap"])
    visit.hears("the next box", lambda: visit.keys("Right"), "")
    while ", have," in visit.last_announced:
        visit.hears("a box with something to tick", lambda: visit.keys("Right"), "")
    tree = visit.reader.tree()
    chosen = [node.name for node in visit.one(tree, "Map of the roadmap").children if State.SELECTED in node.states]
    visit.expect(chosen == [visit.last_announced], f"the box that is announced is selected: {chosen}")
    visit.hears("zoom", lambda: visit.keys("plus"), "Map at ")
    visit.hears("a tick on the map", lambda: visit.keys("space"), re.escape(chosen[0].split(",")[0]))
    visit.keys("ctrl+5")
    tree = visit.check("Plan again", *SHOWN["Plan"])
    visit.reader.focus(visit.one(tree, "Hours a week for study"))
    visit.hears("hours", lambda: visit.keys("ctrl+a", "6", "Return"), "study 6\N{NO-BREAK SPACE}h a week")
    visit.keys("ctrl+2")
    visit.check("Quick assess again", *SHOWN["Quick assess"])
    visit.hears("the next card", lambda: visit.keys("s"), "")
    visit.hears("the card before", lambda: visit.keys("Left"), "")
    visit.hears("text size", lambda: visit.keys("ctrl+equal"), "Text at 110\N{NO-BREAK SPACE}%")


def welcome(where: Desk, home: Path) -> Sequence[str]:
    """The first start, up to the gap; what is wrong."""
    with program(where, home / "new.db"), Reader(where.accessibility_bus) as reader:
        visit = Visit(reader, where)
        visit.take_focus()
        visit.check("Welcome", "label", "Which way are you going?")
        visit.press("Start")
        tree = visit.check("What you bring", "push button", "Skip this step")
        reader.press(next(node for node in tree.shown() if node.name.startswith("Confirm ")))
        visit.check("Your gap", "push button", "See the roadmap")
    return visit.faults
