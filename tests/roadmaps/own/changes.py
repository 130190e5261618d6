"""Changes of the catalogue for tests: single ones, and a strategy for any."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from roadmaps.catalogue import load_catalogue
from roadmaps.journal import Event, Kind, replay
from tests.store.sayings import DAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roadmaps.journal import Json, Progress

SHIPPED = load_catalogue()
THERE, BACK = "ds-to-mle", "mle-to-ds"
OWN_SKILLS = [f"own-skill-{number}" for number in range(4)]
OWN_STAGES = ["own-stage-1", "own-stage-2"]
OWN_ROADMAPS = ["own-roadmap-1", "own-roadmap-2"]


class Written(NamedTuple):
    """A value written to a subject."""

    kind: Kind
    subject: str
    value: Json


def events_of(written: Iterable[tuple[Kind, str, Json]]) -> list[Event]:
    """These values as events, in this order."""
    return [
        Event(str(uuid.UUID(int=number)), number, DAY, kind, subject, DAY, value)
        for number, (kind, subject, value) in enumerate(written, start=1)
    ]


def progress_of(*written: tuple[Kind, str, Json]) -> Progress:
    """What these values add up to; all of them are understood."""
    progress = replay(events_of(written))
    assert progress.unknown == ()
    return progress


def own_skill(name: str = "Vector search", can_dos: int = 2, skill_id: str = OWN_SKILLS[0], **more: Json) -> Written:
    """A skill of the user's own."""
    rows: list[Json] = [{"id": f"{skill_id}.{n}", "text": f"Does {n} of it."} for n in range(1, can_dos + 1)]
    whole: dict[str, Json] = {
        "name": name,
        "category": "machine-learning",
        "can_dos": rows,
        "hours": {"low": 10, "high": 30},
        "needs": [],
        "names": [],
        "resources": [],
    }
    return Written(Kind.SKILL_WRITTEN, skill_id, whole | more)


def placed(
    unit_id: str, level: int = 2, *spots: tuple[str, int, float], need: str = "core", roadmap_id: str = THERE
) -> Written:
    """A skill or a choice placed on a roadmap."""
    stages: list[Json] = [{"stage": stage, "level": at, "place": place} for stage, at, place in spots]
    return Written(Kind.SKILL_PLACED, f"{roadmap_id} {unit_id}", {"level": level, "need": need, "stages": stages})


_roadmap_ids = st.sampled_from([THERE, BACK, *OWN_ROADMAPS])
_stage_ids = st.sampled_from([*OWN_STAGES, "gone", *(stage.id for stage in SHIPPED.roadmaps[THERE].stages[:3])])
_unit_ids = st.sampled_from(
    [*OWN_SKILLS, "gone", "docker", "python", "kubernetes", "spark", "aws", "gcp", *SHIPPED.choices]
)
_levels = st.integers(1, 3)


@st.composite
def _one(draw: st.DrawFn) -> Written:
    kind = draw(st.sampled_from([Kind.SKILL_WRITTEN, *[Kind.SKILL_PLACED] * 3, Kind.HOURS_WRITTEN, Kind.STAGE_WRITTEN,
                                 Kind.ROADMAP_WRITTEN, Kind.MILESTONE_WRITTEN, Kind.CATEGORY_WRITTEN]))  # fmt: skip
    roadmap_id, stage_id = draw(_roadmap_ids), draw(_stage_ids)
    match kind:
        case Kind.SKILL_WRITTEN:
            needs: list[Json] = [*draw(st.lists(st.sampled_from([*OWN_SKILLS, "docker", "gone"]), max_size=3))]
            category = draw(st.sampled_from(["mlops", "own-category", "gone"]))
            names: list[Json] = [*draw(st.lists(st.sampled_from(["docker", "vector store"]), max_size=2))]
            return own_skill(
                draw(st.sampled_from(["A", "B"])), draw(_levels), draw(st.sampled_from(OWN_SKILLS)),
                needs=needs, category=category, names=names,
            )  # fmt: skip
        case Kind.SKILL_PLACED:
            subject = f"{roadmap_id} {draw(_unit_ids)}"
            if draw(st.integers(0, 4)) == 0:
                return Written(kind, subject, "off")
            spots = draw(st.lists(st.tuples(_stage_ids, _levels, st.integers(0, 9)), max_size=2))
            need = draw(st.sampled_from(["core", "supporting", "optional"]))
            return placed(subject.partition(" ")[2], draw(_levels), *spots, need=need, roadmap_id=roadmap_id)
        case Kind.HOURS_WRITTEN:
            return Written(kind, draw(_unit_ids), {"low": 1, "high": draw(st.integers(1, 90))})
        case Kind.STAGE_WRITTEN:
            title, place = draw(st.sampled_from(["New", None])), draw(st.sampled_from([None, 1.5, 4, 0]))
            return Written(kind, f"{roadmap_id} {stage_id}", {"title": title, "place": place})
        case Kind.ROADMAP_WRITTEN:
            to_role = draw(st.sampled_from([None, "ml-engineer", "gone"]))
            return Written(kind, draw(st.sampled_from(OWN_ROADMAPS)), {"name": "Mine", "from": None, "to": to_role})
        case Kind.MILESTONE_WRITTEN:
            own = draw(st.sampled_from(["own-m-1", "own-m-2"]))
            checks: list[Json] = [{"id": f"{own}.c", "text": "It runs."}]
            return Written(
                kind, own,
                {"roadmap": roadmap_id, "stage": stage_id, "title": "Show it", "brief": "Build.", "checks": checks},
            )  # fmt: skip
        case _:
            return Written(kind, "own-category", draw(st.sampled_from(["C", "D"])))


changes = st.lists(_one(), max_size=12)
