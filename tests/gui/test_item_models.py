"""The two item models: what Qt demands of them, what their boxes tick, and that no row is ever stale."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Protocol, TypeVar

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

import gui.outline.model
from gui.app.tracker import Tracker
from gui.outline.model import ROOT, OutlineRole
from gui.pages.roadmap.model import StageListModel
from gui.pages.skills.filtering import SkillFilter, SkillGroup
from gui.pages.skills.model import SkillTreeModel
from roadmaps.catalogue import load_catalogue
from roadmaps.gap.search import SkillFinder
from roadmaps.journal import Tick
from tests.examples import quick
from tests.gui.conftest import TINY
from tests.gui.mirror import Mirror, boxes_that_disagree
from tests.gui.scene import SetClock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtCore import QAbstractItemModel

    from gui.app.change import Change
    from gui.outline.model import Key, OutlineModel
    from roadmaps.catalogue import Catalogue
    from roadmaps.journal import Event

Model = TypeVar("Model", bound="OutlineModel")
UNTICKED, SOME, TICKED = Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked
FILTERS = [
    SkillFilter(),
    SkillFilter(shows_not_needed=True),
    SkillFilter(SkillGroup.GAPS),
    SkillFilter(SkillGroup.LEARNING),
    SkillFilter(SkillGroup.READY),
    SkillFilter(SkillGroup.HAVE),
    SkillFilter(SkillGroup.SET_ASIDE),
    SkillFilter(text="wheat"),
    SkillFilter(text="hold a temp", shows_not_needed=True),
    SkillFilter(text="nothing has this"),
]


class Memory:
    """A journal that is a list."""

    def __init__(self) -> None:
        self.said: list[Event] = []

    def append(self, events: Sequence[Event]) -> None:
        self.said += events

    def events(self) -> Sequence[Event]:
        return self.said


class ModelTester(Protocol):
    """pytest-qt's fixture of that name, which has no types of its own."""

    def check(self, model: QAbstractItemModel, force_py: bool = False) -> None: ...


@pytest.fixture
def tracker(tiny: Catalogue) -> Tracker:
    tracker = Tracker(tiny, Memory(), SetClock())
    tracker.edits.set_goal("baker-to-brewer")
    return tracker


def followed(model: Model, tracker: Tracker) -> Model:
    """The model as on a page that is shown."""
    tracker.changed.connect(model.follow)
    return model


@pytest.fixture
def tree(tracker: Tracker) -> SkillTreeModel:
    return followed(SkillTreeModel(tracker, SkillFinder(tracker.catalogue.skills)), tracker)


@pytest.fixture
def stages(tracker: Tracker) -> StageListModel:
    return followed(StageListModel(tracker, SkillFinder(tracker.catalogue.skills)), tracker)


def tick(tracker: Tracker, *can_do_ids: str) -> None:
    for can_do_id in can_do_ids:
        assert tracker.edits.set_ticked([tracker.catalogue.can_dos[can_do_id]], True)


def ticks_of(tracker: Tracker, skill_id: str) -> list[int]:
    return [
        can_do.level for can_do in tracker.catalogue.skills[skill_id].can_dos if can_do.id in tracker.progress.ticks
    ]


def box(model: OutlineModel, *key: str) -> Qt.CheckState | None:
    state: Qt.CheckState | None = model.index_of(key).data(Qt.ItemDataRole.CheckStateRole)
    return state


# What Qt demands


@pytest.mark.parametrize("force_py", quick([False, True], False), ids=["Qt's tester", "the tester in Python"])
@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_the_tree_is_a_sound_model_under_every_filter(
    tree: SkillTreeModel, tracker: Tracker, qtmodeltester: ModelTester, wanted: SkillFilter, force_py: bool
) -> None:
    tick(tracker, "hygiene.clean-bench", "hygiene.sterile-vessels", "yeast.wake-dry-yeast")
    tracker.edits.set_aside("mashing", True)
    qtmodeltester.check(tree, force_py=force_py)
    tree.set_filter(wanted)
    tracker.edits.set_goal("brewer-to-baker")
    tracker.undo()
    tree.set_filter(SkillFilter())


@pytest.mark.parametrize("force_py", [False, True], ids=["Qt's tester", "the tester in Python"])
@pytest.mark.parametrize("text", ["", "wheat", "nothing has this"])
def test_the_stages_are_a_sound_model_under_every_search(
    stages: StageListModel, tracker: Tracker, qtmodeltester: ModelTester, text: str, force_py: bool
) -> None:
    qtmodeltester.check(stages, force_py=force_py)
    stages.set_search(text)
    tick(tracker, "weighing.read-scales", "tasting.basic-tastes")
    tracker.edits.set_goal("brewer-to-baker")
    tracker.undo()
    stages.set_search("")


def test_a_model_without_any_skill_is_sound(tracker: Tracker, qtmodeltester: ModelTester) -> None:
    model = SkillTreeModel(tracker, SkillFinder({}))
    qtmodeltester.check(model, force_py=True)
    assert model.rowCount() == 0


def test_an_invalid_index_is_the_root_and_holds_nothing(tree: SkillTreeModel) -> None:
    nowhere = QModelIndex()
    assert tree.rowCount(nowhere) == 2
    assert tree.data(nowhere) is None
    assert tree.flags(nowhere) == Qt.ItemFlag.NoItemFlags
    assert not tree.setData(nowhere, TICKED, Qt.ItemDataRole.CheckStateRole)
    assert not tree.index(7, 0).isValid()
    assert not tree.index_of(("skill", "of nobody")).isValid()


def test_only_the_box_of_a_row_can_be_edited(tree: SkillTreeModel, tracker: Tracker) -> None:
    index = tree.index_of(("skill", "hygiene"))
    assert not tree.setData(index, "Another name", Qt.ItemDataRole.EditRole)
    assert tree.setData(index, TICKED, Qt.ItemDataRole.CheckStateRole)
    assert ticks_of(tracker, "hygiene") == [1, 2]


def test_a_screen_reader_hears_name_state_counts_and_hours(tree: SkillTreeModel, tracker: Tracker) -> None:
    tick(tracker, "hygiene.clean-bench")
    spoken = tree.index_of(("skill", "hygiene")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Hygiene, learning, 1 of 2 can-dos, 3–6\xa0h left"


# What boxes tick


def test_a_skills_box_ticks_what_the_goal_needs_and_no_more(tree: SkillTreeModel, tracker: Tracker) -> None:
    assert box(tree, "skill", "hygiene") is UNTICKED
    tree.toggle(("skill", "hygiene"))
    assert ticks_of(tracker, "hygiene") == [1, 2]
    assert box(tree, "skill", "hygiene") is TICKED
    tree.toggle(("skill", "hygiene"))
    assert ticks_of(tracker, "hygiene") == []


def test_a_box_with_some_ticked_ticks_the_rest_first(tree: SkillTreeModel, tracker: Tracker) -> None:
    tick(tracker, "hygiene.sterile-vessels")
    assert box(tree, "skill", "hygiene") is SOME
    assert box(tree, "category", "basics") is SOME
    tree.toggle(("skill", "hygiene"))
    assert ticks_of(tracker, "hygiene") == [1, 2]


def test_a_can_do_beyond_the_goal_does_not_fill_the_box_above_it(tree: SkillTreeModel, tracker: Tracker) -> None:
    tree.toggle(("can-do", "hygiene", "hygiene.cleaning-plan"))
    assert ticks_of(tracker, "hygiene") == [3]
    assert box(tree, "can-do", "hygiene", "hygiene.cleaning-plan") is TICKED
    assert box(tree, "skill", "hygiene") is UNTICKED


def test_the_box_of_a_skill_that_is_not_needed_ticks_all_three(tree: SkillTreeModel, tracker: Tracker) -> None:
    tree.set_filter(SkillFilter(shows_not_needed=True))
    tree.toggle(("skill", "dough"))
    assert ticks_of(tracker, "dough") == [1, 2, 3]
    assert tracker.gap.total.ticked == 0


def test_a_skill_set_aside_has_no_box(tree: SkillTreeModel, tracker: Tracker) -> None:
    tree.set_filter(SkillFilter(SkillGroup.SET_ASIDE))
    tracker.edits.set_aside("hygiene", True)
    assert box(tree, "skill", "hygiene") is None
    assert not tree.toggle(("skill", "hygiene"))


def test_a_categorys_box_ticks_only_the_skills_that_the_filter_shows(tree: SkillTreeModel, tracker: Tracker) -> None:
    tree.set_filter(SkillFilter(text="hygiene"))
    tree.toggle(("category", "basics"))
    assert ticks_of(tracker, "hygiene") == [1, 2]
    assert ticks_of(tracker, "weighing") == []
    assert box(tree, "category", "basics") is TICKED
    tree.set_filter(SkillFilter())
    assert box(tree, "category", "basics") is SOME
    tree.toggle(("category", "basics"))
    assert [ticks_of(tracker, skill) for skill in ("weighing", "temperature", "hygiene")] == [[1], [1, 2, 3], [1, 2]]
    tree.toggle(("category", "basics"))
    assert not tracker.progress.ticks


@pytest.mark.parametrize(("model", "key"), [("tree", ("skill", "temperature")), ("tree", ("category", "craft")),
                                            ("stages", ("stage", "2"))])  # fmt: skip
def test_a_box_is_one_edit_one_signal_and_one_undo_step(
    request: pytest.FixtureRequest, tracker: Tracker, model: str, key: Key
) -> None:
    told: list[Change] = []
    tracker.changed.connect(told.append)
    request.getfixturevalue(model).toggle(key)
    assert len(tracker.progress.ticks) > 1
    assert len(told) == 1
    tracker.undo()
    assert not tracker.progress.ticks


def test_a_row_of_the_roadmap_ticks_up_to_the_level_of_its_stage(stages: StageListModel, tracker: Tracker) -> None:
    stages.toggle(("skill", "1", "temperature"))
    assert ticks_of(tracker, "temperature") == [1, 2]
    assert stages.row(("skill", "1", "temperature")).count == "2 of 2"
    assert stages.row(("skill", "3", "temperature")).count == "0 of 1"
    stages.toggle(("skill", "3", "temperature"))
    assert ticks_of(tracker, "temperature") == [1, 2, 3]
    stages.toggle(("skill", "1", "temperature"))
    assert ticks_of(tracker, "temperature") == [3]


def test_a_stages_box_leaves_alone_what_does_not_count(stages: StageListModel, tracker: Tracker) -> None:
    stages.toggle(("stage", "3"))
    assert ticks_of(tracker, "temperature") == [3]
    assert ticks_of(tracker, "bottling") == []
    assert box(stages, "stage", "3") is TICKED


def test_a_milestone_is_reached_today_and_taken_back_by_its_box(stages: StageListModel, tracker: Tracker) -> None:
    key = ("milestone", "1")
    assert box(stages, *key) is Qt.CheckState.Unchecked
    assert stages.row(key).title == "Milestone: Boil the water"
    stages.toggle(key)
    assert tracker.progress.milestones == {"water-boiled": Tick(tracker.today)}
    assert box(stages, *key) is Qt.CheckState.Checked
    assert (stages.row(key).count, "reached" in stages.row(key).spoken) == ("21 Nov", True)
    stages.toggle(key)
    assert tracker.progress.milestones == {}
    assert box(stages, *key) is Qt.CheckState.Unchecked


def test_the_row_of_a_milestone_says_how_far_its_evidence_has_come(stages: StageListModel, tracker: Tracker) -> None:
    key, milestone = ("milestone", "1"), tracker.catalogue.milestones["water-boiled"]
    assert stages.row(key).count == ""
    tracker.edits.check_evidence(milestone.evidence[0], there=True)
    assert stages.row(key).count == "1 of 2"
    tracker.edits.reach(milestone, Tick(None))
    assert stages.row(key).count == "before"


def test_a_milestone_counts_in_no_stage(stages: StageListModel, tracker: Tracker) -> None:
    before = stages.row(("stage", "1"))
    stages.toggle(("milestone", "1"))
    assert stages.row(("stage", "1")) == before


def test_stage_0_is_shown_only_while_something_in_it_is_open(stages: StageListModel, tracker: Tracker) -> None:
    first = [key for key in stages.shown_keys() if key[0] == "stage"]
    assert first == [("stage", "0"), ("stage", "1"), ("stage", "2"), ("stage", "3")]
    assert ("milestone", "0") not in stages.shown_keys()
    stages.toggle(("stage", "0"))
    assert ticks_of(tracker, "weighing") == [1]
    assert ticks_of(tracker, "tasting") == [1]
    assert [key for key in stages.shown_keys() if key[0] == "stage"] == first[1:]
    tracker.undo()
    assert [key for key in stages.shown_keys() if key[0] == "stage"] == first


def test_a_choice_is_one_row_whichever_member_counts(stages: StageListModel, tracker: Tracker) -> None:
    assert ("skill", "2", "wheat") in stages.shown_keys()
    tracker.edits.choose("grain", "barley")
    keys = stages.shown_keys()
    assert ("skill", "2", "barley") in keys
    assert ("skill", "2", "wheat") not in keys


# What is shown


def test_a_row_that_leaves_the_filter_stays_until_the_user_moves_on(tree: SkillTreeModel, tracker: Tracker) -> None:
    tree.set_filter(SkillFilter(SkillGroup.GAPS))
    tree.hold(("skill", "hygiene"))
    tree.toggle(("skill", "hygiene"))
    assert "hygiene" in tree.shown_skills()
    tree.hold(("skill", "weighing"))
    assert "hygiene" not in tree.shown_skills()


def test_many_rows_that_change_at_once_show_what_single_ones_would(
    tree: SkillTreeModel, tracker: Tracker, monkeypatch: pytest.MonkeyPatch, qtmodeltester: ModelTester
) -> None:
    by_reset = SkillTreeModel(tracker, SkillFinder(tracker.catalogue.skills))
    qtmodeltester.check(by_reset, force_py=True)
    for wanted in (*FILTERS, *reversed(FILTERS)):
        tree.set_filter(wanted)
        monkeypatch.setattr(gui.outline.model, "_MANY", -1)
        by_reset.set_filter(wanted)
        monkeypatch.undo()
        assert by_reset.shown_keys() == tree.shown_keys()
        assert {key: by_reset.index_of(key).data() for key in by_reset.shown_keys()} == {
            key: tree.index_of(key).data() for key in tree.shown_keys()
        }


def test_rows_in_another_order_are_shown_in_it(tree: SkillTreeModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(tree, force_py=True)
    groups = [*tree.children_of(ROOT)]
    other = {ROOT: groups[::-1], **{key: [*tree.children_of(key)][::-1] for key in groups}}
    tree.show_tree(other)
    assert [*tree.children_of(ROOT)] == groups[::-1]
    for group in groups:
        assert [
            tree.index(row, 0, tree.index_of(group)).data(OutlineRole.KEY) for row in range(len(other[group]))
        ] == other[group]
    assert len(other[groups[0]]) > 1


def test_the_kind_of_a_row_is_known_without_it(tree: SkillTreeModel, stages: StageListModel, tracker: Tracker) -> None:
    tracker.edits.set_aside("tasting", True)
    tracker.edits.set_aside("hygiene", True)
    for chip in SkillGroup:
        tree.set_filter(SkillFilter(chip, shows_not_needed=True))
        for model in (tree, stages):
            for key in model.shown_keys():
                assert model.kind_at(model.index_of(key)) is model.row(key).kind


def test_chips_count_exactly_the_skills_that_they_show(tree: SkillTreeModel, tracker: Tracker) -> None:
    tick(tracker, "hygiene.clean-bench", "hygiene.sterile-vessels", "yeast.wake-dry-yeast", "weighing.read-scales")
    tracker.edits.set_aside("tasting", True)
    counts = tree.chip_counts()
    assert counts == {
        SkillGroup.ALL: 6, SkillGroup.GAPS: 4, SkillGroup.LEARNING: 1, SkillGroup.READY: 3, SkillGroup.HAVE: 2,
        SkillGroup.SET_ASIDE: 1,
    }  # fmt: skip
    for chip, count in counts.items():
        tree.set_filter(SkillFilter(chip))
        assert len(tree.shown_skills()) == count


@pytest.mark.parametrize(("query", "found"), [
    ("Keeping a temp", ["temperature"]),  # a name
    ("yeast", ["yeast"]),  # a short name
    ("scales", ["weighing"]),  # a tool and a can-do
    ("STERILE vessels", ["hygiene"]),  # a can-do, in another case
    ("  flours   wheat ", ["wheat"]),  # words in any order
    ("malt", []),  # barley is not taken
    ("", ["weighing", "temperature", "hygiene", "yeast", "mashing", "wheat", "tasting"]),
])  # fmt: skip
def test_a_search_looks_into_names_short_names_tools_and_can_dos(
    tree: SkillTreeModel, query: str, found: list[str]
) -> None:
    tree.set_filter(SkillFilter(text=query))
    assert tree.shown_skills() == found


def test_an_alias_finds_its_skill(catalogue: Catalogue) -> None:
    finder = SkillFinder(catalogue.skills)
    aliases = [(skill.id, alias) for skill in catalogue.skills.values() for alias in skill.aliases]
    assert len(aliases) > 80
    assert [(skill_id, alias) for skill_id, alias in aliases if skill_id not in finder.found(alias)] == []


def test_rows_come_and_go_without_a_reset(tree: SkillTreeModel, tracker: Tracker) -> None:
    resets: list[bool] = []
    tree.modelReset.connect(lambda: resets.append(True))
    for wanted in (SkillFilter(text="yeast"), SkillFilter(SkillGroup.HAVE), SkillFilter()):
        tree.set_filter(wanted)
    tracker.edits.set_goal("brewer-to-baker")
    assert resets == []


def test_a_place_that_is_held_on_to_moves_with_its_row(tree: SkillTreeModel) -> None:
    yeast = QPersistentModelIndex(tree.index_of(("skill", "yeast")))
    tree.set_filter(SkillFilter(text="keep"))  # keeping a temperature, keeping clean, keeping yeast alive
    assert yeast.data(OutlineRole.KEY) == ("skill", "yeast")
    tree.set_filter(SkillFilter(text="wheat"))
    assert not yeast.isValid()


def test_a_row_that_changes_is_signalled_with_its_ancestors_and_no_other(
    tree: SkillTreeModel, tracker: Tracker
) -> None:
    mirror = Mirror(tree)  # it has asked for every row
    told: list[Key] = []
    tree.dataChanged.connect(lambda first, _last: told.append(first.data(OutlineRole.KEY)))
    tree.refresh([*tree.shown_keys(), ("skill", "of nobody")])
    assert told == []
    tick(tracker, "hygiene.clean-bench")
    assert len(told) == len(set(told))
    assert {("can-do", "hygiene", "hygiene.clean-bench"), ("skill", "hygiene"), ("category", "basics")} <= set(told)
    assert len(told) < len(tree.shown_keys()) / 2
    assert mirror.staleness() == []


# Nothing is stale


def test_a_category_follows_a_skill_that_the_filter_hides(tree: SkillTreeModel, tracker: Tracker) -> None:
    tree.set_filter(SkillFilter(text="weighing"))
    mirror = Mirror(tree)
    tick(tracker, "hygiene.clean-bench")
    assert mirror.staleness() == []
    tree.set_filter(SkillFilter())
    assert tree.row(("category", "basics")).count == "1 of 6"


def test_a_row_in_a_later_stage_follows_what_has_to_come_first(tmp_path: Path) -> None:
    # Weighing is asked at level 1 in the first stage and at level 2 in the last, where temperature goes on.
    folder = tmp_path / "tiny"
    shutil.copytree(TINY, folder)
    role, way = folder / "roles" / "brewer.toml", folder / "roadmaps" / "baker-to-brewer.toml"
    role.write_text(role.read_text().replace("weighing = 1", "weighing = 2"))
    way.write_text(
        way.read_text()
        .replace("hygiene = 2\ntemperature = 2", "weighing = 1\nhygiene = 2\ntemperature = 2")
        .replace("temperature = 3\nbottling", "weighing = 2\ntemperature = 3\nbottling")
    )
    tracker = Tracker(load_catalogue(folder), Memory(), SetClock())
    stages = followed(StageListModel(tracker, SkillFinder(tracker.catalogue.skills)), tracker)
    tick(tracker, "weighing.read-scales")
    mirror = Mirror(stages)
    assert "locked" in stages.row(("skill", "3", "temperature")).spoken
    tick(tracker, "weighing.follow-recipe")
    assert "ready" in stages.row(("skill", "3", "temperature")).spoken
    assert mirror.staleness() == []


def test_a_change_of_goal_leaves_no_row_behind(tree: SkillTreeModel, stages: StageListModel, tracker: Tracker) -> None:
    tick(tracker, "hygiene.clean-bench", "dough.simple-dough")
    mirrors = [Mirror(tree), Mirror(stages)]
    for goal in ("brewer-to-baker", "baker-to-brewer"):
        tracker.edits.set_goal(goal)
        assert [line for mirror in mirrors for line in mirror.staleness()] == []
        assert boxes_that_disagree(tree) == boxes_that_disagree(stages) == []


def test_a_tick_of_another_year_shows_its_year(tree: SkillTreeModel, tracker: Tracker) -> None:
    can_do = tracker.catalogue.can_dos["hygiene.clean-bench"]
    remarks = []
    for day in (None, tracker.today, tracker.today.replace(year=2024)):
        tracker.edits.set_tick(can_do, Tick(day))
        remarks.append(tree.row(("can-do", "hygiene", can_do.id)).count)
    assert remarks == ["before", "21 Nov", "21 Nov 2024"]
