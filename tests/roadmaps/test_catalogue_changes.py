"""What a newer catalogue changed, for everybody and for one user."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roadmaps.catalogue.released import read_release
from roadmaps.gap.catalogue_changes import changes_since, readiness_text
from roadmaps.journal import History, Kind
from roadmaps.journal.names import Names
from tests.roadmaps.people import ISO, Diary, day

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue
    from roadmaps.gap.catalogue_changes import CatalogueChanges


def changes(catalogue: Catalogue, diary: Diary, roadmap_id: str = "ds-to-mle") -> CatalogueChanges:
    release = read_release(catalogue.folder, "1.1")
    assert release is not None
    return changes_since(release, catalogue, catalogue.roadmaps[roadmap_id], diary.progress(), ISO)


def lines(found: CatalogueChanges, heading: str) -> dict[str, tuple[str, str]]:
    section = next(each for each in found.sections if each.heading == heading)
    assert section.amount.startswith(str(len(section.lines)))
    return {f"{each.name}: {each.words}": (each.remark, each.skill_id) for each in section.lines}


def test_readiness_before_is_what_the_old_catalogue_would_show(catalogue: Catalogue) -> None:
    found = changes(catalogue, Diary().tick("linux.shell-and-ssh", "linux.scripts-and-processes"))

    assert (found.before, found.now) == ("1.1", catalogue.version)
    assert readiness_text(found.tally_before) == "2\xa0%, 2 of 91 can-dos"
    assert (found.tally_now.ticked, found.tally_now.can_dos) == (1, 98)
    assert found.verdict.endswith("1 of which you have. You can do as much as before.")


def test_new_renamed_and_changed_skills_are_listed(catalogue: Catalogue) -> None:
    found = changes(catalogue, Diary().tick("kubeflow.example-pipeline"))

    assert "Retrieval & search: counts for an ML engineer, level 2 · 18–36\xa0h" in lines(found, "New")
    assert "Web front ends & demo apps: optional for an ML engineer, level 1 · 5–15\xa0h" in lines(found, "New")
    renamed = "Kubeflow & ML pipeline tools: was “Kubeflow”; your ticks are kept"
    assert lines(found, "Renamed")[renamed] == ("you have level 1", "kubeflow")
    targets = lines(found, "Different target")
    llm = "Generative AI & large language models: ML engineer: level 1, supporting → level 2, core"
    assert targets[llm] == ("1 can-do more", "generative-ai-llms")
    assert targets["R: Data scientist: level 2, core → level 1, supporting"] == ("", "r")
    assert "SQL: 20–40\xa0h → 30–80\xa0h to level 3" in lines(found, "Different hours")


def test_changes_that_count_for_the_goal_are_marked(catalogue: Catalogue) -> None:
    found = changes(catalogue, Diary(), "mle-to-ds")
    r = "R: Data scientist: level 2, core → level 1, supporting"

    assert "Evaluation of LLM applications: optional for a data scientist, level 1 · 5–10\xa0h" in lines(found, "New")
    assert "AI agents & tools: only for an ML engineer" in lines(found, "New")
    assert lines(found, "Different target")[r] == ("1 can-do fewer", "r")


def test_ticks_on_retired_can_dos_are_listed_and_offered_and_never_moved(catalogue: Catalogue) -> None:
    diary = Diary().tick("git.team-repository-rules").could_before("pytorch.export-or-distributed-training")
    found = changes(catalogue, diary)
    retired = next(each for each in found.sections if each.heading == "Retired")
    remarks = {each.words: each.remark for each in retired.lines if each.remark}

    assert set(remarks.values()) == {"you ticked it on 2026-01-01", "you could already do it"}
    assert [(each.can_do.id, each.tick.day) for each in found.offers] == [
        ("inference-optimisation.latency-target", None),
        ("git.bisected-fault", day(0)),
    ]
    assert "git.bisected-fault" not in diary.progress().ticks
    assert changes(catalogue, diary.tick("git.bisected-fault")).offers[-1].can_do.id != "git.bisected-fault"


def test_the_history_of_a_skill_keeps_what_was_recorded_about_its_retired_can_dos(catalogue: Catalogue) -> None:
    diary = Diary().tick("git.team-repository-rules")
    history = History(Names(catalogue))
    history.follow(diary.events)
    (entry,) = history.of_skill(catalogue.skills["git"])

    assert entry.about == "Git"
    assert entry.text.startswith("Ticked level 3 until catalogue 1.2: “Sets up a repository for several people")


def test_the_text_has_every_line(catalogue: Catalogue) -> None:
    found = changes(catalogue, Diary())

    assert found.text.startswith(f"What changed in the catalogue 1.1 → {catalogue.version}\n")
    assert all(line.name in found.text for section in found.sections for line in section.lines)


@pytest.mark.parametrize("kind", [Kind.CAN_DO])
def test_a_retired_can_do_counts_nowhere(catalogue: Catalogue, kind: Kind) -> None:
    every = Diary()
    for can_do_id in catalogue.retired:
        every.say(kind, can_do_id, "on 2026-01-01")
    for roadmap_id in catalogue.roadmaps:
        assert changes(catalogue, every, roadmap_id).tally_now.ticked == 0
