"""What the words on the screen mean, in a sentence or two each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Term(NamedTuple):
    """A word as shown on the screen, and what it means."""

    word: str
    meaning: str


TERMS = {
    "skill": Term(
        "Skill", "Something to be good at, such as SQL or Docker. Each one is described by up to three can-dos."
    ),
    "can-do": Term(
        "Can-do",
        "One thing you can do, put so that you can answer yes or no. Tick it once you’ve done it yourself. Every "
        "count and percentage here is made of can-dos.",
    ),
    "level": Term(
        "Level 1, 2, 3",
        "The can-dos of a skill get harder from level 1 to level 3. A role needs each skill up to a certain level; "
        "what lies above it doesn’t count.",
    ),
    "gap": Term("Gap", "What your new role needs and you haven’t ticked yet."),
    "ready-for": Term(
        "Ready for a role",
        "The share of the can-dos the role needs that you’ve ticked, rounded down to a whole per cent.",
    ),
    "carries-over": Term(
        "Carries over", "People in your old role usually bring this skill at the level the new role needs."
    ),
    "raise": Term(
        "Raise", "People in your old role usually bring this skill, but the new role needs it at a higher level."
    ),
    "learn-new": Term(
        "Learn new", "People in your old role don’t usually bring this skill, so you start from the beginning."
    ),
    "brought": Term("Brought", "What you could already do when you started using Skillgap."),
    "learned": Term("Learned", "What you’ve ticked since, on the day you first did it."),
    "have": Term("Have", "Every can-do your new role needs of this skill is ticked."),
    "learning": Term("Learning", "You’ve ticked some of what your new role needs of this skill, but not all."),
    "ready": Term("Ready", "Nothing is in the way: you have what this skill builds on, so you can start now."),
    "locked": Term(
        "Locked",
        "This skill builds on others you don’t have yet. It’s advice on the order, not a rule: you can tick it anyway.",
    ),
    "set-aside": Term(
        "Set aside", "You’ve decided this skill isn’t for you. It no longer counts, and you can bring it back any time."
    ),
    "need": Term(
        "Core, supporting",
        "How much a role needs a skill. Core skills make up the job, supporting ones help. Both count.",
    ),
    "optional": Term("Optional", "Nice to have in the new role. It only counts if you choose to count it in."),
    "one-of": Term(
        "One of 2, 3, 4",
        "An either/or choice: any one of these skills is enough. Until you choose, hours are shown as a range over all "
        "of them.",
    ),
    "stage": Term("Stage", "A step of the roadmap. Each stage builds on the ones before and ends with a project."),
    "milestone": Term(
        "Milestone", "The project at the end of a stage. It shows what you’ve learned and isn’t part of the percentage."
    ),
    "hours": Term(
        "Hours left",
        "Our estimate of the study time for what’s left, from a quick learner to a slow one. What you log doesn’t "
        "change it; ticking does.",
    ),
    "forecast": Term(
        "Forecast",
        "When you may finish if your coming weeks are like the ones behind you. It’s a range, not a promise.",
    ),
    "what-if": Term("What if", "A quick look at other weekly hours. Your plan stays as it is."),
    "article": Term(
        "A1, A2, A3",
        "The three articles behind the roadmaps. Click one to see its title on the Sources tab; “ours” marks our own "
        "judgement.",
    ),
}
"""Term by id."""

_SEEN_AS = {
    "skill": r"\bskills?\b",
    "can-do": r"\bcan-dos?\b",
    "level": r"\blevels?\b",
    "gap": r"\bgaps?\b",
    "ready-for": r"\bready for\b|%\W* ready\b|\breadiness\b",
    "carries-over": r"\bcarr(?:y|ies) over\b",
    "raise": r"\braise\b",
    "learn-new": r"\blearn new\b|\bto learn$|\bto learn,",
    "brought": r"\bbrought\b",
    "learned": r"\blearned\b",
    "have": r"^have\b(?! a\b)|\bskills? you have\b",
    "learning": r"^learning\b",
    "ready": r"(?<!% )(?<!%\xa0)\bready\b(?! for\b)",
    "locked": r"\blocked\b|^best once\b",
    "set-aside": r"\bset aside\b|\bnot for me\b",
    "need": r"^core\b|^supporting\b|, (?:core|supporting)$",
    "optional": r"(?<![,(] )(?<!\()\boptional\b",
    "one-of": r"\bone of \d|\beither/or\b|\bany one\b",
    "stage": r"\bstages?\b",
    "milestone": r"\bmilestones?\b",
    "hours": r"\d\xa0h\b(?! a week)(?! logged)|\bhours left\b",
    "forecast": r"\bforecasts?\b|^likely finish\b",
    "what-if": r"\bwhat if\b",
    "article": r"\bA[1-3]\b",
}
"""How a term may appear in text on the screen. A false match does no harm."""


def terms_in(texts: Iterable[str]) -> list[str]:
    """The ids of the terms that appear in some texts, in glossary order."""
    words = "\n".join(texts)
    return [term for term, pattern in _SEEN_AS.items() if re.search(pattern, words, re.IGNORECASE | re.MULTILINE)]
