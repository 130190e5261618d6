"""What the command palette offers: each source makes its entries anew when the palette opens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from gui.shell.menu_table import PAGES
from gui.shell.preference_commands import PREFERENCES
from gui.widgets.badge import STATE_NAMES
from gui.widgets.labels import as_shown
from roadmaps.catalogue import YOURS
from roadmaps.text.limits import MOST_SHOWN_IN_A_LINE, shown
from roadmaps.text.text_format import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gui.app.tracker import Tracker
    from gui.shell.commands import Commands
    from gui.shell.navigation import Navigation
    from roadmaps.gap import SkillGap

_MENU_ICONS = {"File": "file", "Edit": "edit", "Go": "right", "Skill": "skills", "View": "settings", "Help": "help"}
_LEAST_IN_NOTES = 2
_AROUND = 24


@dataclass(frozen=True)
class Entry:
    """A line of the palette."""

    id: str
    """Permanent, so that recently used entries can be offered first."""
    icon: str
    title: str
    remark: str
    run: Callable[[], object]
    keys: str = ""
    also: tuple[str, ...] = ()
    """Other names that it is found by."""
    why_not: str = ""
    """Why it cannot be chosen now; empty if it can."""
    skill_id: str = ""
    """The skill that it opens, whose next can-do can be ticked from here."""

    @property
    def key(self) -> str:
        """What makes two entries the same."""
        return self.id

    @property
    def spoken(self) -> str:
        """The line for screen readers."""
        return ", ".join(filter(None, (self.title, self.why_not or self.remark, self.keys)))


def command_entries(commands: Commands, tracker: Tracker) -> Iterator[Entry]:
    """Every command of the menus, those that lead to a page first."""
    pages = {f"go.{name}": name for name, *_ in PAGES}
    for command in sorted(commands.all, key=lambda command: command.id not in pages):
        action, menu = commands.action(command.id), as_shown(command.menu)
        yield Entry(
            command.id,
            pages.get(command.id, _MENU_ICONS[menu]),
            as_shown(command.text),
            "Page" if command.id in pages else f"Action · {menu}",
            action.trigger,
            action.shortcut().toString(action.shortcut().SequenceFormat.NativeText),
            (command.help,) if command.help else (),
            "" if action.isEnabled() else tracker.why_locked or "Not available right now",
        )


def preference_entries(show: Callable[[str], object]) -> Iterator[Entry]:
    """Every section of the preferences."""
    for name, title in PREFERENCES:
        text = f"Preferences: {title}"
        yield Entry(f"preferences.{name}", "settings", text, "Action · Edit", partial(show, name))


def skill_entries(tracker: Tracker, navigation: Navigation) -> Iterator[Entry]:
    """Every skill, with its state on the roadmap."""
    for skill_id, gap in tracker.gap.skills.items():
        skill = gap.skill
        yield Entry(
            f"skill.{skill_id}",
            "skills",
            skill.name,
            " · ".join(("Skill", *((YOURS,) if skill.is_own else ()), _state(gap))),
            partial(navigation.open_skill, skill_id),
            also=(skill.short_name, *skill.aliases),
            skill_id=skill_id,
        )


def ad_entries(tracker: Tracker, navigation: Navigation) -> Iterator[Entry]:
    """Every saved job ad, the last added first."""
    for ad_id, ad in reversed([*tracker.progress.ads.items()]):
        title = shown(one_line(ad.title).strip(), MOST_SHOWN_IN_A_LINE) or "Untitled ad"
        employer = shown(one_line(ad.employer).strip(), MOST_SHOWN_IN_A_LINE)
        remark = f"Job ad · {employer}" if employer else "Job ad"
        yield Entry(f"ad.{ad_id}", "ads", title, remark, partial(navigation.open_ad, ad_id), also=(employer,))


def note_entries(tracker: Tracker, navigation: Navigation, typed: str) -> Iterator[Entry]:
    """The notes that contain the typed text, each with the words around it."""
    wanted = typed.strip().casefold()
    if len(wanted) < _LEAST_IN_NOTES:
        return
    for skill_id, note in tracker.progress.notes.items():
        place = note.casefold().find(wanted)
        if place >= 0 and skill_id in tracker.catalogue.skills:
            around = note[max(0, place - _AROUND) : place + len(wanted) + _AROUND]
            yield Entry(
                f"note.{skill_id}",
                "note",
                f"“… {' '.join(around.split())} …”",
                f"My note on {tracker.catalogue.skills[skill_id].name}",
                partial(navigation.open_skill, skill_id),
                skill_id=skill_id,
            )


def actions_on(gap: SkillGap, tracker: Tracker, log_time: Callable[[str], object]) -> Iterator[Entry]:
    """Actions on the skill that was found first, without opening it."""
    name = gap.skill.name
    if not tracker.why_locked and gap.next_can_do:
        yield Entry(
            "skill.tick-found",
            "check",
            f"Tick “{name}, level {gap.next_can_do.level}”",
            "Action",
            partial(tracker.edits.set_ticked, [gap.next_can_do], True),
        )
    if not tracker.why_locked:
        yield Entry("skill.log-found", "clock", f"Log time for {name}", "Action", partial(log_time, gap.skill.id))


def _state(gap: SkillGap) -> str:
    if not gap.counts:
        return "not counted"
    done, needed = len(gap.ticked), len(gap.needed)
    return STATE_NAMES[gap.state] + (f", {done} of {needed}" if 0 < done < needed else "")
