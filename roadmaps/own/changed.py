"""What the user changed, as a list: each thing with its original and its own value, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roadmaps.journal import OWN_KINDS, Kind
from roadmaps.own.applying import apply
from roadmaps.own.bending import unit_name
from roadmaps.own.edits import Edit, changed_on, placement_of
from roadmaps.text.locale_format import ENGLISH
from roadmaps.text.text_format import hours_text, joined

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue, Roadmap, Stage
    from roadmaps.journal import OwnStage, Progress
    from roadmaps.text.locale_format import LocaleForms

_ORDER = (
    Kind.ROADMAP_WRITTEN, Kind.SKILL_WRITTEN, Kind.CATEGORY_WRITTEN, Kind.HOURS_WRITTEN, Kind.STAGE_WRITTEN,
    Kind.SKILL_PLACED, Kind.MILESTONE_WRITTEN,
)  # fmt: skip
_YOURS = {
    Kind.ROADMAP_WRITTEN: "a roadmap of yours",
    Kind.SKILL_WRITTEN: "a skill of yours",
    Kind.CATEGORY_WRITTEN: "a category of yours",
    Kind.MILESTONE_WRITTEN: "a milestone of yours",
}


class OwnChange(NamedTuple):
    """One thing that the user changed or added."""

    kind: Kind
    subject: str
    about: str
    was: str
    """The original in words; empty where there was none."""
    now: str
    why_not: str = ""
    """Why it is not applied, in a sentence; empty where it is."""

    @property
    def undo(self) -> Edit:
        """The edit that brings the original back."""
        return Edit(self.kind, self.subject, None)


def changes_of(
    shipped: Catalogue, progress: Progress, roadmap_id: str | None = None, forms: LocaleForms = ENGLISH
) -> list[OwnChange]:
    """Everything that the user changed, or what they changed on one roadmap."""
    applied, unfit = apply(shipped, progress)
    why_not: dict[tuple[Kind, str], str] = {}
    for each in unfit:
        why_not.setdefault((each.kind, each.subject), each.sentence)
    if roadmap_id is None:
        found = [(kind, subject) for kind in OWN_KINDS for subject in progress.of_kind(kind)]
    else:
        found = changed_on(progress, roadmap_id)
    rows = []
    for kind, subject in sorted(found, key=lambda each: (_ORDER.index(each[0]), each[1])):
        about, was, now = _words(kind, subject, shipped, applied, progress, forms)
        rows.append(OwnChange(kind, subject, about, was, now, why_not.get((kind, subject), "")))
    return rows


def _words(
    kind: Kind, subject: str, shipped: Catalogue, applied: Catalogue, progress: Progress, forms: LocaleForms
) -> tuple[str, str, str]:
    """What a change is about, what was there before, and what is now."""
    value = progress.of_kind(kind)[subject]
    roadmap_id, _, thing_id = subject.partition(" ")
    if kind is Kind.HOURS_WRITTEN:
        skill = applied.skills.get(subject)
        first = hours_text(skill.first_hours, forms) if skill and skill.first_hours else ""
        return skill.name if skill else subject, first, hours_text(value, forms)
    if kind is Kind.STAGE_WRITTEN:
        return _stage_words(value, _stage(shipped, roadmap_id, thing_id), _stage(applied, roadmap_id, thing_id))
    if kind is Kind.SKILL_PLACED:
        original = shipped.roadmaps.get(roadmap_id)
        bent = applied.roadmaps.get(roadmap_id)
        was = _where(original, thing_id) if original else ""
        return (
            unit_name(thing_id, applied.skills, applied.choices),
            was,
            _where(bent, thing_id) or ("taken off" if value.is_off else "placed"),
        )
    name = value if isinstance(value, str) else value.title if kind is Kind.MILESTONE_WRITTEN else value.name
    return name, "", _YOURS[kind]


def _stage(catalogue: Catalogue, roadmap_id: str, stage_id: str) -> Stage | None:
    stages = catalogue.roadmaps[roadmap_id].stages if roadmap_id in catalogue.roadmaps else ()
    return next((stage for stage in stages if stage.id == stage_id), None)


def _stage_words(own: OwnStage, original: Stage | None, now: Stage | None) -> tuple[str, str, str]:
    if original is None:
        return f"Stage {now.number}" if now else "A stage", "", f"“{own.title}”, a stage of yours"
    was, changed = [original.title], [own.title or original.title]
    if now and now.number != original.number:
        was, changed = [*was, f"stage {original.number}"], [*changed, f"stage {now.number}"]
    return f"Stage {original.number}", ", ".join(was), ", ".join(changed)


def _where(roadmap: Roadmap | None, unit_id: str) -> str:
    """Where a roadmap asks something, at which level, and how much it needs it; empty where it does not ask it."""
    known = placement_of(roadmap, unit_id) if roadmap else None
    if known is None or known.need is None or roadmap is None:
        return ""
    numbers = {stage.id: stage.number for stage in roadmap.stages}
    stages = joined(str(numbers[spot.stage_id]) for spot in known.spots)
    where = f"stage{'s' if len(known.spots) > 1 else ''} {stages}" if stages else "in no stage"
    return f"{where}, level {known.level}, {known.need.value}"
