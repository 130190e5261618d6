"""Limits on typed text, and on how much of a long text is shown. What a file already holds is kept at any length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.text.locale_format import ENGLISH

if TYPE_CHECKING:
    from roadmaps.text.locale_format import LocaleForms

MOST_NOTE_LETTERS = 20_000
"""Of a note: about ten pages. Much more in one line without a space would make typing slow."""
MOST_SESSION_LETTERS = 500
"""Of the one line about a session."""
MOST_AD_LETTERS = 100_000
"""Of a job ad: twenty times a long one."""
MOST_TITLE_LETTERS = 500
"""Of the title and of the employer of a job ad."""
MOST_OWN_NAME_LETTERS = 120
"""Of the name of a skill, a category, a stage, a milestone or a roadmap of the user's own."""
MOST_OWN_BRIEF_LETTERS = 1_000
"""Of the brief of a milestone of the user's own."""
MOST_OWN_HOURS = 10_000
"""Of a skill: five years of work."""
MOST_OWN_NEEDS, MOST_OWN_NAMES, MOST_OWN_RESOURCES, MOST_OWN_CHECKS = 20, 50, 20, 12
"""How many a skill of the user's own may have, and how many checks a milestone."""
MOST_SHOWN = 2_000
"""How much of a text is shown in a list; the user can always open all of it."""
MOST_SHOWN_IN_A_LINE = 500
MOST_IN_A_MENU = 60


HOURS_A_DAY = 24
MOST_HOURS = 7 * HOURS_A_DAY
"""The hours in a week."""


def shown(text: str, most: int = MOST_SHOWN) -> str:
    """A text as shown in a list: all of it, or its beginning if it is very long."""
    return text if len(text) <= most else f"{text[:most].rstrip()} …"


def length_fault(text: str, most: int, name: str, forms: LocaleForms = ENGLISH) -> str:
    """The message for a text over the limit; empty if it is not."""
    if len(text) <= most:
        return ""
    most_text, length = forms.number(most), forms.number(len(text))
    return f"{name} can have up to {most_text} characters, and this has {length}. Shorten it to save it."
