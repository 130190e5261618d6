"""Histories of any length, as a user might have recorded them, and a catalogue of any size."""

from __future__ import annotations

import random
import uuid
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from roadmaps.catalogue import load_catalogue
from roadmaps.journal import GOAL_SUBJECT, Event, Kind, Tick, tick_value
from store.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from roadmaps.catalogue import Catalogue
    from roadmaps.own.edits import Edit

_FIRST = date(2016, 11, 21)
_LAST = date(2026, 11, 20)


def made_up_events(count: int) -> list[Event]:
    """``count`` events spread over ten years: ticks, second thoughts and notes on the shipped catalogue."""
    chance = random.Random(7)
    catalogue = load_catalogue()
    can_dos, skills = list(catalogue.can_dos), list(catalogue.skills)
    days = (_LAST - _FIRST).days
    events = []
    for place in range(count):
        day = _FIRST + timedelta(days=place * days // max(count, 1))
        stamp = 1_480_000_000_000_000 + place * 1_000_000
        if place == 0:
            kind, subject, value = Kind.GOAL, GOAL_SUBJECT, "ds-to-mle"
        elif chance.random() < 0.05:
            kind, subject, value = Kind.NOTE, chance.choice(skills), f"Note number {place}"
        else:
            tick = Tick(day) if chance.random() < 0.7 else None
            kind, subject, value = Kind.CAN_DO, chance.choice(can_dos), tick_value(tick)
        name = str(uuid.UUID(int=chance.getrandbits(128), version=4))
        events.append(Event(name, stamp, day, kind.value, subject, day, value))
    return events


def crowded_catalogue(skills: int) -> Catalogue:
    """The shipped catalogue several times over, each time under other ids; every role asks for all of it."""
    shipped = load_catalogue()
    all_skills, categories = dict(shipped.skills), dict(shipped.categories)
    demands = {role.id: dict(role.demands) for role in shipped.roles.values()}
    for copy in range(1, skills // len(shipped.skills) + 1):
        for category in shipped.categories.values():
            again = _again(category.id, copy)
            ids = tuple(_again(skill_id, copy) for skill_id in category.skill_ids)
            categories[again] = category._replace(id=again, name=f"{category.name} {copy}", skill_ids=ids)
        for skill in shipped.skills.values():
            again = _again(skill.id, copy)
            all_skills[again] = skill._replace(
                id=again,
                name=f"{skill.name} {copy}",
                category_id=_again(skill.category_id, copy),
                prerequisites=tuple(_again(each, copy) for each in skill.prerequisites),
                can_dos=tuple(each._replace(id=_again(each.id, copy), skill_id=again) for each in skill.can_dos),
            )
            for role in shipped.roles.values():
                if skill.id in role.skill_demands:
                    demands[role.id][again] = role.skill_demands[skill.id]
    roles = {role.id: replace(role, demands=demands[role.id]) for role in shipped.roles.values()}
    roadmaps = {
        each.id: replace(
            each,
            from_role=roles[each.from_role.id],
            to_role=roles[each.to_role.id],
            skills=all_skills,
            categories=categories,
        )
        for each in shipped.roadmaps.values()
    }
    return replace(shipped, categories=categories, skills=all_skills, roles=roles, roadmaps=roadmaps)


def _again(name: str, copy: int) -> str:
    return f"{name}-{copy}"


def write_history(path: Path, count: int, edits: Iterable[Edit] = (), goal: str = "") -> None:
    """Write a file with ``count`` events, then ``edits`` and a goal; none of them leaves no file, as at first."""
    events = made_up_events(count)
    last = [*edits, *([(Kind.GOAL, GOAL_SUBJECT, goal)] if goal else ())]
    for place, (kind, subject, value) in enumerate(last, start=count):
        stamp = 1_480_000_000_000_000 + place * 1_000_000
        events.append(Event(str(uuid.UUID(int=place, version=4)), stamp, _LAST, kind.value, subject, _LAST, value))
    if events:
        with Journal.open(path) as journal:
            journal.append(events)
