"""Histories of any length, as a person might have said them."""

from __future__ import annotations

import random
import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING

from roadmaps.catalogue import load_catalogue
from roadmaps.events import GOAL_SUBJECT, Event, Kind, Tick, tick_value
from store.journal import Journal

if TYPE_CHECKING:
    from pathlib import Path

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


def write_history(path: Path, count: int) -> None:
    """Write a file with ``count`` events; none leaves no file, as on the first start."""
    if count:
        with Journal.open(path) as journal:
            journal.append(made_up_events(count))
