"""The skills section of a résumé: JSON Resume, schema 1.0.0."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from roadmaps.catalogue import LEVELS
from roadmaps.report.user_text import visible
from roadmaps.text.text_format import of_text

if TYPE_CHECKING:
    from roadmaps.report.facts import Facts

SCHEMA_VERSION = "v1.0.0"
SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def resume(facts: Facts, author: str) -> str:
    """A JSON Resume with the skills at level 1 or higher, those that the new role counts first, highest level first.

    ``keywords`` are the skill's tools; ``level`` is the user's level of the three.
    """
    known = [gap for gap in facts.gap.skills.values() if gap.level]
    known.sort(key=lambda gap: (not gap.counts, -gap.level))
    skills = [
        {
            "name": visible(gap.skill.name),
            "level": f"Level {of_text(gap.level, len(LEVELS))}",
            "keywords": [visible(tool) for tool in gap.skill.tools],
        }
        for gap in known
    ]
    document = {
        "$schema": SCHEMA,
        "basics": {"name": visible(author)} if author else {},
        "skills": skills,
        "meta": {"version": SCHEMA_VERSION, "lastModified": f"{facts.day.isoformat()}T00:00:00"},
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
