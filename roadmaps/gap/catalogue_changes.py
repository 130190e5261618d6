"""What a newer catalogue changed, in general and for one user: the contents of Help, What's new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.catalogue import Need
from roadmaps.catalogue.released import roadmap_of
from roadmaps.gap.measure import level_of, measure_gap
from roadmaps.gap.status import NO_HOURS
from roadmaps.text.text_format import article, count_text, hours_text, of_text, percent_text, within_a_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmaps.catalogue import CanDo, Catalogue, Demand, Roadmap, Role, Skill
    from roadmaps.catalogue.released import Release
    from roadmaps.gap.status import Tally
    from roadmaps.journal import Progress, Tick
    from roadmaps.text.locale_format import LocaleForms


class CatalogueChange(NamedTuple):
    """One line: what changed, how, and what that means for the user."""

    name: str
    words: str
    remark: str = ""
    skill_id: str = ""
    """The skill to show; empty if there is none."""
    is_mine: bool = False
    """Whether it changes what counts for the user's goal."""


class ChangeSection(NamedTuple):
    """The lines under one heading; ``amount`` says how many there are of what."""

    heading: str
    amount: str
    lines: tuple[CatalogueChange, ...]


class Offer(NamedTuple):
    """A can-do that may be ticked because a retired one was; the user decides."""

    can_do: CanDo
    tick: Tick
    instead_of: str
    """The text of the retired can-do."""


@dataclass(frozen=True)
class CatalogueChanges:
    """What changed from one catalogue to another."""

    before: str
    """The version of the earlier catalogue."""
    now: str
    tally_before: Tally
    tally_now: Tally
    verdict: str
    """What the difference in readiness comes from, in a sentence or two."""
    sections: tuple[ChangeSection, ...]
    """Without empty ones."""
    offers: tuple[Offer, ...]

    @property
    def text(self) -> str:
        """All of it as plain text."""
        lines = [f"What changed in the catalogue {self.before} → {self.now}", ""]
        for version, tally in ((self.before, self.tally_before), (self.now, self.tally_now)):
            lines.append(f"With {version}: {readiness_text(tally)}")
        lines.append(self.verdict)
        for section in self.sections:
            lines += ["", f"{section.heading}: {section.amount}"]
            lines += [f"- {'; '.join(filter(None, (each.name, each.words, each.remark)))}" for each in section.lines]
        return "\n".join([*lines, ""])


def readiness_text(tally: Tally) -> str:
    """Readiness and the counts behind it: "68 %, 63 of 93 can-dos"."""
    return f"{percent_text(tally.percent)}, {of_text(tally.ticked, tally.can_dos)} can-dos"


def changes_since(
    release: Release, catalogue: Catalogue, roadmap: Roadmap, progress: Progress, forms: LocaleForms
) -> CatalogueChanges:
    """What changed since a release, in general and for a user with this goal."""
    return _Comparison(release, catalogue, roadmap, progress, forms).changes()


class _Comparison:
    def __init__(
        self, release: Release, catalogue: Catalogue, roadmap: Roadmap, progress: Progress, forms: LocaleForms
    ) -> None:
        self.release, self.catalogue, self.roadmap = release, catalogue, roadmap
        self.progress, self.forms = progress, forms
        self.role = roadmap.to_role
        self.gap_before = measure_gap(roadmap_of(release, catalogue, roadmap), progress)
        self.gap_now = measure_gap(roadmap, progress)

    def changes(self) -> CatalogueChanges:
        found = (
            ("New", "skill", (*self._new(),)),
            ("Renamed", "skill", (*self._renamed(),)),
            ("Different target", "target", (*self._targets(),)),
            ("Different hours", "skill", (*self._hours(),)),
            ("Retired", "can-do", (*self._retired(),)),
        )
        sections = (
            ChangeSection(heading, count_text(len(lines), unit), lines) for heading, unit, lines in found if lines
        )
        return CatalogueChanges(
            self.release.version,
            self.catalogue.version,
            self.gap_before.total,
            self.gap_now.total,
            self._verdict(),
            tuple(sections),
            tuple(self._offers()),
        )

    def _verdict(self) -> str:
        needed_before = {each.id for skill in self.gap_before.scope for each in skill.needed}
        needed_now = {each.id for skill in self.gap_now.scope for each in skill.needed}
        lost = needed_before.intersection(self.progress.ticks) - needed_now
        added = len(needed_now - needed_before)
        parts = []
        if added:
            parts.append(f"{count_text(added, 'can-do was', 'can-dos were')} added to what is needed")
        if gone := len(needed_before - needed_now):
            have = f", {len(lost)} of which you have" if lost else ""
            parts.append(f"{count_text(gone, 'is', 'are')} no longer needed{have}")
        if not parts:
            return "What is needed is the same as before."
        return f"{', and '.join(parts)}. You can do as much as before."

    def _new(self) -> Iterator[CatalogueChange]:
        for skill in self.catalogue.skills.values():
            if skill.id not in self.release.skills and not skill.is_own:
                yield CatalogueChange(skill.name, self._asked(skill), "", skill.id, self._counts(skill.id))

    def _asked(self, skill: Skill) -> str:
        demand = self.role.skill_demands.get(skill.id)
        who = _one(self.role)
        if demand is None:
            others = [role for role in self.catalogue.roles.values() if skill.id in role.skill_demands]
            return f"only for {_one(others[0])}" if others else "needed by no role"
        hours = sum((skill.hours_of(each.level) for each in skill.can_dos[: demand.level]), NO_HOURS)
        is_chosen = skill.id in self.role.choice_of
        how = "optional" if demand.need is Need.OPTIONAL else "one of several" if is_chosen else "counts"
        return f"{how} for {who}, level {demand.level} · {hours_text(hours)}"

    def _renamed(self) -> Iterator[CatalogueChange]:
        for skill_id, was in self.release.skills.items():
            skill = self.catalogue.skills.get(skill_id)
            if skill and skill.name != was.name:
                level = level_of(skill, self.progress)
                remark = f"you have level {level}" if level else ""
                yield CatalogueChange(skill.name, f"was “{was.name}”; your ticks are kept", remark, skill_id)

    def _targets(self) -> Iterator[CatalogueChange]:
        roles = sorted(self.catalogue.roles.values(), key=lambda role: role.id != self.role.id)
        for role in roles:
            before = self.release.demands.get(role.id, {})
            for unit in [*role.demands, *(each for each in before if each not in role.demands)]:
                was, now = before.get(unit), role.demands.get(unit)
                if was != now and (unit in self.release.skills or unit in self.release.choices):
                    yield self._target(role, unit, was, now)

    def _target(self, role: Role, unit: str, was: Demand | None, now: Demand | None) -> CatalogueChange:
        skill, choice = self.catalogue.skills.get(unit), self.catalogue.choices.get(unit)
        name = skill.name if skill else choice.name if choice else unit
        is_goal = role.id == self.role.id
        remark = ""
        if is_goal and (more := _counted(now) - _counted(was)):
            remark = f"{count_text(abs(more), 'can-do')} {'more' if more > 0 else 'fewer'}"
        skill_id = unit if skill else choice.member_ids[0] if choice else ""
        return CatalogueChange(
            name, f"{role.name}: {_demand(was)} → {_demand(now)}", remark, skill_id, is_goal and bool(remark)
        )

    def _hours(self) -> Iterator[CatalogueChange]:
        for skill_id, was in self.release.skills.items():
            skill = self.catalogue.skills.get(skill_id)
            ours = (skill.first_hours or skill.hours) if skill else was.hours
            if skill and ours != was.hours:
                words = f"{hours_text(was.hours)} → {hours_text(ours)} to level 3"
                yield CatalogueChange(skill.name, words, "", skill_id, self._counts(skill_id))

    def _retired(self) -> Iterator[CatalogueChange]:
        ids = (can_do_id for was in self.release.skills.values() for can_do_id in was.can_do_ids)
        for can_do in (self.catalogue.retired[each] for each in ids if each in self.catalogue.retired):
            tick = self.progress.ticks.get(can_do.id)
            remark = ""
            if tick:
                remark = f"you ticked it on {self.forms.day(tick.day)}" if tick.day else "you could already do it"
            skill = self.catalogue.skills.get(can_do.skill_id)
            name = f"{skill.name if skill else can_do.skill_id}, level {can_do.level}"
            yield CatalogueChange(name, can_do.text, remark, can_do.skill_id, bool(tick))

    def _offers(self) -> Iterator[Offer]:
        offered = set(self.progress.ticks)
        for can_do in self.catalogue.retired.values():
            tick = self.progress.ticks.get(can_do.id)
            for now_id in can_do.now_ids:
                if tick and now_id not in offered:
                    offered.add(now_id)
                    yield Offer(self.catalogue.can_dos[now_id], tick, can_do.text)

    def _counts(self, skill_id: str) -> bool:
        gap = self.gap_now.skills.get(skill_id)
        return bool(gap and gap.counts)


def _counted(demand: Demand | None) -> int:
    """How many can-dos of a unit count, unless the user counts optional skills in."""
    return 0 if demand is None or demand.need is Need.OPTIONAL else demand.level


def _demand(demand: Demand | None) -> str:
    return f"level {demand.level}, {demand.need}" if demand else "not needed"


def _one(role: Role) -> str:
    return f"{article(role.name)} {within_a_sentence(role.name)}"
