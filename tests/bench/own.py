"""How long a large catalogue of the user's own takes: 2,000 skills on ten roadmaps, each beside the shipped one."""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from functools import partial
from statistics import median
from typing import TYPE_CHECKING

from roadmaps.catalogue import Hours, Need, load_catalogue
from roadmaps.gap import measure_gap
from roadmaps.gap.search import SkillFinder
from roadmaps.journal import (
    NO_PROGRESS,
    Kind,
    OwnCanDo,
    OwnRoadmap,
    OwnSkill,
    OwnStage,
    Placement,
    Spot,
    placement_value,
    roadmap_value,
)
from roadmaps.own import apply
from roadmaps.own.edits import Edit, write_skill, write_stage
from roadmaps.own.roadmap_file import read_roadmap, with_edits
from roadmaps.own.roadmap_writing import write_roadmap
from roadmaps.plan import make_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROADMAPS, STAGES = 10, 8
GOAL = "own-roadmap-0"
"""The roadmap that is the goal where there are skills of the user's own."""
TODAY = date(2026, 11, 21)


def own_edits(count: int) -> Iterator[Edit]:
    """So many skills of the user's own, shared out over ten roadmaps; every third needs the one before it."""
    for number in range(ROADMAPS):
        roadmap_id = f"own-roadmap-{number}"
        yield Edit(Kind.ROADMAP_WRITTEN, roadmap_id, roadmap_value(OwnRoadmap(f"Roadmap {number}")))
        for stage in range(STAGES):
            yield write_stage(roadmap_id, f"own-stage-{stage}", OwnStage(f"Stage {stage}", stage + 1))
    for number in range(count):
        skill_id = f"own-skill-{number}"
        can_dos = tuple(OwnCanDo(f"{skill_id}.{n}", f"Does part {n} of skill {number}.") for n in range(1 + number % 3))
        needs = (f"own-skill-{number - ROADMAPS}",) if number % 3 == 0 and number >= ROADMAPS else ()
        skill = OwnSkill(f"Skill {number}", "mlops", can_dos, Hours(10, 20), needs, (f"term {number}",))
        yield from write_skill(skill_id, skill)
        stage_id = f"own-stage-{number * STAGES // count}"
        placement = placement_value(Placement(len(can_dos), Need.CORE, (Spot(stage_id, len(can_dos), number),)))
        yield Edit(Kind.SKILL_PLACED, f"own-roadmap-{number % ROADMAPS} {skill_id}", placement)


def milliseconds(work: Callable[[], object]) -> float:
    """The median of five runs, in processor time."""
    taken = []
    for _ in range(5):
        before = time.process_time()
        work()
        taken.append((time.process_time() - before) * 1000)
    return median(taken)


def search(finder: SkillFinder, words: Iterator[str]) -> None:
    """Find the next words."""
    finder.found(next(words))


def main(count: int) -> None:
    """Print milliseconds: of the catalogue, and of gap, plan and search with it and with the shipped one."""
    shipped = load_catalogue()
    progress = with_edits(NO_PROGRESS, own_edits(count))
    catalogue, unfit = apply(shipped, progress)
    assert not unfit
    found = {
        "catalogue": milliseconds(lambda: apply(shipped, progress)),
        "catalogue without changes": milliseconds(lambda: apply(shipped, NO_PROGRESS)),
    }
    for name, each in (("own", catalogue), ("shipped", shipped)):
        roadmap = [*each.roadmaps.values()][-1]
        gap, finder = measure_gap(roadmap, progress), SkillFinder(each.skills)
        finder.prepare()
        words = iter(f"skill {n}" for n in range(10))
        found[f"gap, {name}"] = milliseconds(partial(measure_gap, roadmap, progress))
        found[f"plan, {name}"] = milliseconds(partial(make_plan, gap, progress, TODAY, hours_a_week=8))
        found[f"search, {name}"] = milliseconds(partial(search, finder, words))
    text = write_roadmap(catalogue, progress, catalogue.roadmaps["own-roadmap-0"]).encode()
    found["read a roadmap"] = milliseconds(lambda: read_roadmap(text, "a", shipped, NO_PROGRESS))
    sys.stdout.write(json.dumps({name: [value] for name, value in found.items()}) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
