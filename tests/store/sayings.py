"""Events for tests: single ones, a realistic year, and a strategy for any that a file must be able to store."""

from __future__ import annotations

import random
import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from roadmaps.journal import OWN_KINDS, Event, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmaps.journal import Json

DAY = date(2026, 3, 2)


def say(
    number: int,
    value: Json = "before",
    *,
    kind: str = Kind.CAN_DO,
    subject: str = "docker.first-image",
    day: date = DAY,
) -> Event:
    """The event with that number, which is also its stamp."""
    return Event(str(uuid.UUID(int=number)), number, day, kind, subject, day, value)


def say_many(count: int, first: int = 1) -> list[Event]:
    """A realistic mix of events of every kind, spread over a year."""
    pick = random.Random(count * 1000 + first)
    events = []
    for number in range(first, first + count):
        day = DAY + timedelta(days=number % 365)
        kind = pick.choices(
            [each for each in Kind if each not in OWN_KINDS],
            weights=[60, 5, 5, 3, 10, 2, 15, 3, 3, 3, 3, 2, 2, 1, 1, 1, 4, 2, 2, 1, 1, 1, 1],
        )[0]
        if number % 11 == 0:
            kind = sorted(OWN_KINDS)[number // 11 % len(OWN_KINDS)]
        subject, value = _subject_and_value(kind, number, day, pick)
        events.append(say(number, value, kind=kind, subject=subject, day=day))
    return events


def _subject_and_value(kind: Kind, number: int, day: date, pick: random.Random) -> tuple[str, Json]:
    match kind:
        case Kind.CAN_DO:
            return f"docker.image-{pick.randrange(40)}", pick.choice(["before", "no", f"on {day.isoformat()}"])
        case Kind.MILESTONE:
            return f"milestone-{pick.randrange(7)}", pick.choice(["before", "no", f"on {day.isoformat()}"])
        case Kind.EVIDENCE_CHECK:
            return f"milestone-{pick.randrange(7)}.one-check", pick.random() < 0.6
        case Kind.SET_ASIDE | Kind.COUNTED_IN:
            return f"skill-{pick.randrange(9)}", pick.random() < 0.6
        case Kind.CHOICE:
            return "cloud", pick.choice(["aws", "gcp", None])
        case Kind.NOTE:
            return f"skill-{pick.randrange(9)}", f"note {number}: größer, 速い, 🙂"
        case Kind.GOAL:
            return "goal", pick.choice(["ds-to-mle", "mle-to-ds"])
        case Kind.QUICK_ANSWER:
            return f"skill-{pick.randrange(9)}", pick.choice([0, 1, 2, 3, "skip", None])
        case Kind.SITUATION:
            return f"situation-{pick.randrange(8)}", pick.choice(["data-scientist", "ml-engineer", "either", None])
        case Kind.PLAN:
            values: list[tuple[str, Json]] = [("hours-a-week", 7.5), ("study-days", [1, 3]), ("next-up-order", None)]
            return pick.choice(values)
        case Kind.WEEK_OFF:
            return (DAY + timedelta(weeks=pick.randrange(50))).isoformat(), pick.random() < 0.6
        case Kind.PLAN_START | Kind.TARGET_DATE:
            return pick.choice(["ds-to-mle", "mle-to-ds"]), pick.choice([day.isoformat(), None])
        case Kind.MOVED:
            return "ds-to-mle", [{"skill": f"skill-{pick.randrange(9)}", "before": "docker"}]
        case Kind.STUDY:
            session = str(uuid.UUID(int=pick.randrange(30)))
            if pick.random() < 0.2:
                return session, None
            link = pick.choice([None, "", "notes/7"])
            return session, {
                "skill": "docker",
                "minutes": pick.randrange(300),
                "text": f"chapter {number}",
                "link": link,
            }
        case Kind.EVIDENCE:
            piece = str(uuid.UUID(int=100 + pick.randrange(20)))
            if pick.random() < 0.2:
                return piece, None
            return piece, {"can_do": f"docker.image-{pick.randrange(40)}", "address": f"https://example.org/{number}"}
        case Kind.STILL_CAN:
            return f"skill-{pick.randrange(9)}", pick.choice([day.isoformat(), None])
        case Kind.AD_KEPT:
            ad = str(uuid.UUID(int=200 + pick.randrange(9)))
            if pick.random() < 0.2:
                return ad, None
            text, posted = f"We need Python, SQL and {number} cups of coffee.", pick.choice([day.isoformat(), None])
            return ad, {"text": text, "title": "Analyst", "employer": "", "day": posted, "address": ""}
        case Kind.PHRASE_DISMISSED:
            return f"{uuid.UUID(int=200 + pick.randrange(9))} redis", pick.random() < 0.6
        case Kind.PHRASE_TAUGHT:
            return f"phrase {pick.randrange(9)}", pick.choice(["docker", "nothing", None])
        case Kind.ASKED_LEVEL:
            return f"{uuid.UUID(int=200 + pick.randrange(9))} docker", pick.choice([1, 2, 3, None])
        case Kind.AD_READ_WHOLE:
            return str(uuid.UUID(int=200 + pick.randrange(9))), pick.random() < 0.6
        case _:
            return _own_subject_and_value(kind, number, pick)


def _own_subject_and_value(kind: Kind, number: int, pick: random.Random) -> tuple[str, Json]:
    """Of the kinds that change what the catalogue holds."""
    own = f"own-{pick.randrange(5)}"
    subject, value = _own_change(kind, own, number, pick)
    return subject, value if pick.random() < 0.8 else None


def _own_change(kind: Kind, own: str, number: int, pick: random.Random) -> tuple[str, Json]:
    match kind:
        case Kind.SKILL_WRITTEN:
            can_dos: list[Json] = [{"id": f"{own}.{n}", "text": f"Does {n}."} for n in range(pick.randrange(1, 4))]
            return own, {
                "name": f"Own {number}", "category": "mlops", "can_dos": can_dos, "hours": {"low": 5, "high": 12.5},
                "needs": ["docker"], "names": ["größer"], "resources": [{"title": "A", "url": "https://example.org"}],
            }  # fmt: skip
        case Kind.SKILL_PLACED:
            stages: list[Json] = [{"stage": "one", "level": 2, "place": pick.randrange(9) / 2}]
            placed: Json = {"level": 2, "need": pick.choice(["core", "optional"]), "stages": stages}
            return f"ds-to-mle skill-{pick.randrange(9)}", pick.choice(["off", placed])
        case Kind.HOURS_WRITTEN:
            return f"skill-{pick.randrange(9)}", {"low": 1.5, "high": number}
        case Kind.STAGE_WRITTEN:
            return f"ds-to-mle {own}", {
                "title": pick.choice([f"Stage {number}", None]),
                "place": pick.choice([1.5, None]),
            }
        case Kind.ROADMAP_WRITTEN:
            return own, {"name": f"Roadmap {number}", "from": None, "to": pick.choice(["ml-engineer", None])}
        case Kind.MILESTONE_WRITTEN:
            checks: list[Json] = [{"id": f"{own}.check", "text": "It runs."}]
            return own, {"roadmap": "ds-to-mle", "stage": own, "title": f"Show {number}", "brief": "", "checks": checks}
        case _:
            return own, f"Category {number}"


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
days = st.dates()


@st.composite
def histories(draw: st.DrawFn) -> Sequence[Event]:
    """Any events that a journal must be able to store, in order."""
    parts = draw(
        st.lists(st.tuples(texts, texts, texts, days, days, values), max_size=8, unique_by=lambda part: part[0])
    )
    stamps = draw(st.lists(st.integers(-(2**63), 2**63 - 1), min_size=len(parts), max_size=len(parts)))
    events = [
        Event(id, stamp, said_on, kind, subject, effective_on, value)
        for stamp, (id, kind, subject, said_on, effective_on, value) in zip(stamps, parts, strict=True)
    ]
    return sorted(events, key=lambda event: event.order)


def at(event: Event, stamp: int) -> Event:
    """The same event with another stamp."""
    return event._replace(stamp=stamp)
