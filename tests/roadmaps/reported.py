"""A user whose every text is meant to break an export."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from roadmaps.journal import HOURS_A_WEEK, STUDY_DAYS, Kind
from roadmaps.report import gather
from tests.roadmaps.people import Diary

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue
    from roadmaps.journal import Json
    from roadmaps.report import Facts

START, TODAY = date(2026, 3, 2), date(2026, 11, 21)
TARGET = date(2027, 9, 30)
ROADMAP = "ds-to-mle"
HOSTILE = '=HYPERLINK("http://x.example","a")|<script>alert(1)</script> & *bold* [a](javascript:b) ~~no~~ $x$'
LINES = "- first\n2. second\n\n# third\r\n<table><tr><td>| cell"
LINK = "https://git.example.org/me/churn-api?a=1&b=<2>"
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1")


def diary(catalogue: Catalogue) -> Diary:
    """Nine months: brought, learned, studied, set aside, planned, noted and shown."""
    told = Diary(START)
    told.aim_at(ROADMAP)
    roadmap = catalogue.roadmaps[ROADMAP]
    carried = [catalogue.skills[skill_id].can_dos[0].id for skill_id in roadmap.carried_levels]
    told.could_before(*carried[:20]).set_aside("kubeflow")
    open_ones = [
        catalogue.skills[skill_id].can_dos[1].id for skill_id in roadmap.to_role.targets if skill_id != "kubeflow"
    ]
    for can_do_id in open_ones[:24]:
        told.later(10).tick(can_do_id)
    told.today = TODAY
    docker, monday = catalogue.skills["docker"], date(2026, 12, 21)
    told.say(Kind.NOTE, "docker", f"{HOSTILE}\n{LINES}")
    told.say(Kind.EVIDENCE, "e1", {"can_do": docker.can_dos[0].id, "address": LINK})
    told.say(Kind.EVIDENCE, "e2", {"can_do": docker.can_dos[0].id, "address": "/home/me/<b>.pdf"})
    for number, text in enumerate((HOSTILE, LINES, *FORMULAS)):
        session: Json = {"skill": "docker", "minutes": 30 + number, "text": text, "link": LINK if not number else None}
        told.say(Kind.STUDY, f"s{number}", session, TODAY - timedelta(days=number))
    told.say(Kind.PLAN, HOURS_A_WEEK, 8)
    told.say(Kind.PLAN, STUDY_DAYS, [1, 3, 6])
    told.say(Kind.WEEK_OFF, monday.isoformat(), True)
    told.say(Kind.TARGET_DATE, ROADMAP, TARGET.isoformat())
    milestone = roadmap.stages[0].milestone
    told.say(Kind.MILESTONE, milestone.id, "on 2026-11-02", date(2026, 11, 2))
    told.say(Kind.EVIDENCE_CHECK, roadmap.stages[1].milestone.evidence[0].id, True)
    return told


def facts_of(catalogue: Catalogue, told: Diary, as_of: date | None = None) -> Facts:
    """What an export is made of."""
    return gather(catalogue, catalogue.roadmaps[ROADMAP], told.events, told.today, as_of)
