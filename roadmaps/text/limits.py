"""How much may be typed, and how much of a long text is shown. What a file already holds is kept at any length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.text.locale_format import ENGLISH

if TYPE_CHECKING:
    from roadmaps.text.locale_format import LocaleForms

MOST_NOTE_LETTERS = 20_000
"""Of a note: some ten pages. Far more in one line without a blank and each key would take a moment."""
MOST_SESSION_LETTERS = 500
"""Of what was done in a session, which is one line."""
MOST_SHOWN = 2_000
"""So much of a text is shown where it stands among others; there is a way to see all of it."""
MOST_SHOWN_IN_A_LINE = 500


HOURS_A_DAY = 24
MOST_HOURS = 7 * HOURS_A_DAY
"""The hours in a week."""


def shown(text: str, most: int = MOST_SHOWN) -> str:
    """A text as it is shown among others: as it is, or its beginning where it is very long."""
    return text if len(text) <= most else f"{text[:most].rstrip()} …"


def length_fault(text: str, most: int, name: str, forms: LocaleForms = ENGLISH) -> str:
    """What to say of a text that is longer than may be typed; empty where it is not."""
    if len(text) <= most:
        return ""
    most_text, length = forms.number(most), forms.number(len(text))
    return f"{name} can have up to {most_text} characters, and this has {length}. Shorten it to save it."
