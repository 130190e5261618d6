"""What the words on the screen mean, in a sentence or two each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Term(NamedTuple):
    """A word as shown on the screen, how it may appear in a text there, and what it means."""

    word: str
    pattern: str
    """A false match does no harm."""
    meaning: str


TERMS = {
    "skill": Term("Skill", r"\bskills?\b",
        "Something to be good at, such as SQL or Docker. Each one is described by up to three can-dos."
    ),
    "can-do": Term("Can-do", r"\bcan-dos?\b", (
        "One thing you can do, put so that you can answer yes or no. Tick it once you’ve done it yourself. Every "
        "count and percentage here is made of can-dos."
    )),
    "level": Term("Level 1, 2, 3", r"\blevels?\b", (
        "The can-dos of a skill get harder from level 1 to level 3. A role needs each skill up to a certain level; "
        "what lies above it doesn’t count."
    )),
    "gap": Term("Gap", r"\bgaps?\b", "What your new role needs and you haven’t ticked yet."),
    "ready-for": Term("Ready for a role", r"\bready for\b|%\W* ready\b|\breadiness\b",
        "The share of the can-dos the role needs that you’ve ticked, rounded down to a whole per cent."
    ),
    "carries-over": Term("Carries over", r"\bcarr(?:y|ies) over\b",
        "People in your old role usually bring this skill at the level the new role needs."
    ),
    "raise": Term("Raise", r"\braise\b",
        "People in your old role usually bring this skill, but the new role needs it at a higher level."
    ),
    "learn-new": Term("Learn new", r"\blearn new\b|\bto learn$|\bto learn,",
        "People in your old role don’t usually bring this skill, so you start from the beginning."
    ),
    "brought": Term("Brought", r"\bbrought\b", "What you could already do when you started using Skillgap."),
    "learned": Term("Learned", r"\blearned\b", "What you’ve ticked since, on the day you first did it."),
    "have": Term("Have", r"^have\b(?! a\b)|\bskills? you have\b",
        "Every can-do your new role needs of this skill is ticked."
    ),
    "learning": Term("Learning", r"^learning\b",
        "You’ve ticked some of what your new role needs of this skill, but not all."
    ),
    "ready": Term("Ready", r"(?<!% )(?<!%\xa0)\bready\b(?! for\b)",
        "Nothing is in the way: you have what this skill builds on, so you can start now."
    ),
    "locked": Term("Locked", r"\blocked\b|^best once\b", (
        "This skill builds on others you don’t have yet. It’s advice on the order, not a rule: you can tick it "
        "anyway."
    )),
    "set-aside": Term("Set aside", r"\bset aside\b|\bnot for me\b",
        "You’ve decided this skill isn’t for you. It no longer counts, and you can bring it back any time."
    ),
    "need": Term("Core, supporting", r"^core\b|^supporting\b|, (?:core|supporting)$",
        "How much a role needs a skill. Core skills make up the job, supporting ones help. Both count."
    ),
    "optional": Term("Optional", r"(?<![,(] )(?<!\()\boptional\b",
        "Nice to have in the new role. It only counts if you choose to count it in."
    ),
    "one-of": Term("One of 2, 3, 4", r"\bone of \d|\beither/or\b|\bany one\b", (
        "An either/or choice: any one of these skills is enough. Until you choose, hours are shown as a range over "
        "all of them."
    )),
    "stage": Term("Stage", r"\bstages?\b",
        "A step of the roadmap. Each stage builds on the ones before and ends with a project."
    ),
    "milestone": Term("Milestone", r"\bmilestones?\b",
        "The project at the end of a stage. It shows what you’ve learned and isn’t part of the percentage."
    ),
    "hours": Term("Hours left", r"\d\xa0h\b(?! a week)(?! logged)|\bhours left\b", (
        "Our estimate of the study time for what’s left, from a quick learner to a slow one. What you log doesn’t "
        "change it; ticking does."
    )),
    "forecast": Term("Forecast", r"\bforecasts?\b|^likely finish\b",
        "When you may finish if your coming weeks are like the ones behind you. It’s a range, not a promise."
    ),
    "what-if": Term("What if", r"\bwhat if\b", "A quick look at other weekly hours. Your plan stays as it is."),
    "article": Term("A1, A2, A3", r"\bA[1-3]\b", (
        "The three articles behind the roadmaps. Click one to see its title on the Sources tab; “ours” marks our own "
        "judgement."
    )),
}  # fmt: skip
"""Term by id."""


def terms_in(texts: Iterable[str]) -> list[str]:
    """The ids of the terms that appear in some texts, in glossary order."""
    words = "\n".join(texts)
    return [id for id, term in TERMS.items() if re.search(term.pattern, words, re.IGNORECASE | re.MULTILINE)]
