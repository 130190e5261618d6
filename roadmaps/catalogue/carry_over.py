"""What people in the old role usually bring, as suggestions for the user to confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roadmaps.catalogue.model import members

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadmaps.catalogue.model import CanDo, Roadmap


class Suggestion(NamedTuple):
    """A skill, or a choice of which one member has to be named, at the level that is usually brought."""

    unit_id: str
    skill_ids: tuple[str, ...]
    level: int
    category_id: str


def suggestions(roadmap: Roadmap) -> tuple[Suggestion, ...]:
    """The carry-over list of a roadmap, in catalogue order.

    It is not cut to what the new role asks for: it stays true if the user later goes the other way.
    """
    order = {skill_id: place for place, skill_id in enumerate(roadmap.skills)}
    found = []
    for unit_id, level in roadmap.carry_over.items():
        skill_ids = members(unit_id, roadmap.choices)
        found.append(Suggestion(unit_id, skill_ids, level, roadmap.skills[skill_ids[0]].category_id))
    return tuple(sorted(found, key=lambda each: order[each.skill_ids[0]]))


def suggested_can_dos(roadmap: Roadmap, suggestion: Suggestion, skill_id: str) -> tuple[CanDo, ...]:
    """The can-dos that a suggestion stands for, for one of its skills."""
    return tuple(can_do for can_do in roadmap.skills[skill_id].can_dos if can_do.level <= suggestion.level)


def confirmed_can_dos(roadmap: Roadmap, named: Mapping[str, str | None]) -> tuple[CanDo, ...]:
    """The can-dos of the confirmed suggestions; ``named`` maps unit id to skill, or to None if not confirmed."""
    return tuple(
        can_do
        for each in suggestions(roadmap)
        if (skill_id := named.get(each.unit_id))
        for can_do in suggested_can_dos(roadmap, each, skill_id)
    )
