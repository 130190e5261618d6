"""The journal: events, what they mean, what they add up to, and how the history names them."""

from roadmaps.journal.commitment import (
    DEFAULT_ORDER,
    EARLIEST_DAY,
    EVERY_DAY,
    HOURS_A_WEEK,
    LATEST_DAY,
    NEXT_UP_FIRST,
    NEXT_UP_ORDER,
    STUDY_DAYS,
    Commitment,
    Commitments,
    Move,
    NextUpOrder,
    with_move,
)
from roadmaps.journal.event import LAST_STAMP, Event, Json, in_order, next_stamp
from roadmaps.journal.history import NOT_UNDERSTOOD, History, HistoryEntry
from roadmaps.journal.kinds import (
    GOAL_SUBJECT,
    KINDS,
    OWN_KINDS,
    EventKind,
    Kind,
    is_understood,
    parse_change,
    read_event,
)
from roadmaps.journal.names import Names, Subject
from roadmaps.journal.own_values import (
    OFF,
    OwnCanDo,
    OwnMilestone,
    OwnRoadmap,
    OwnSkill,
    OwnStage,
    Placement,
    Spot,
    hours_value,
    milestone_value,
    placement_value,
    roadmap_value,
    skill_value,
    stage_value,
)
from roadmaps.journal.progress import NO_PROGRESS, Progress, replay
from roadmaps.journal.sound_json import (
    DECODER,
    DEEPEST,
    HALF_A_LETTER,
    TOO_DEEP,
    Unsound,
    canonical,
    examine,
    quoted,
    read_json,
    value_fault,
)
from roadmaps.journal.unticked import unticked_today
from roadmaps.journal.values import (
    BEFORE,
    MOST_MINUTES,
    NO,
    NOTHING,
    SKIPPED,
    Evidence,
    KeptAd,
    StudySession,
    Tick,
    ValueType,
    ad_value,
    day_value,
    evidence_value,
    exact_day,
    moves_value,
    read_tick,
    session_value,
    tick_value,
)

__all__ = [
    "BEFORE", "DECODER", "DEEPEST", "DEFAULT_ORDER", "EARLIEST_DAY", "EVERY_DAY", "GOAL_SUBJECT", "HALF_A_LETTER",
    "HOURS_A_WEEK", "KINDS", "LAST_STAMP", "LATEST_DAY", "MOST_MINUTES", "NEXT_UP_FIRST", "NEXT_UP_ORDER", "NO",
    "NOTHING", "NOT_UNDERSTOOD", "NO_PROGRESS", "OFF", "OWN_KINDS", "SKIPPED", "STUDY_DAYS", "TOO_DEEP", "Commitment",
    "Commitments", "Event", "EventKind", "Evidence", "History", "HistoryEntry", "Json", "KeptAd", "Kind", "Move",
    "Names", "NextUpOrder", "OwnCanDo", "OwnMilestone", "OwnRoadmap", "OwnSkill", "OwnStage", "Placement", "Progress",
    "Spot", "StudySession", "Subject", "Tick", "Unsound", "ValueType", "ad_value", "canonical", "day_value",
    "evidence_value", "exact_day", "examine", "hours_value", "in_order", "is_understood", "milestone_value",
    "moves_value", "next_stamp", "parse_change", "placement_value", "quoted", "read_event", "read_json", "read_tick",
    "replay", "roadmap_value", "session_value", "skill_value", "stage_value", "summary", "tick_value", "unticked_today",
    "value_fault", "with_move",
]  # fmt: skip
