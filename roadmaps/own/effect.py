"""What a change of the user's does to what the goal asks, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.text.text_format import article, count_text, percent_text, within_a_sentence

if TYPE_CHECKING:
    from roadmaps.gap import Gap


def effect_text(before: Gap, after: Gap) -> str:
    """How many can-dos a change adds to the goal or takes from it, and what becomes of readiness; empty if none."""
    was, now = before.total, after.total
    more = now.can_dos - was.can_dos
    if not more:
        return ""
    role = within_a_sentence(after.roadmap.to_role.name)
    count = count_text(abs(more), "can-do")
    asks = f"{article(role)} {role} needs" if after.roadmap.to_role.id != after.roadmap.id else f"your {role} asks"
    first = f"Adds {count} to what {asks}." if more > 0 else f"Takes {count} off what {asks}."
    if not after.is_measured or was.percent is None or now.percent is None:
        return first
    instead = "as before" if now.percent == was.percent else f"instead of {percent_text(was.percent)}"
    then = f"{now.ticked} of {now.can_dos}, or {percent_text(now.percent)}, {instead}"
    return f"{first} You would then be at {then}."
