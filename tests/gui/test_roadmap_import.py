"""Roadmaps from elsewhere: told apart by what they hold, looked at before they are imported, taken back in one step."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

import gui.backups.import_export
import gui.exchange.roadmap_import
from gui.app.state import VIEWING_THE_PAST
from gui.exchange.preview_dialog import MistakesDialog, PreviewDialog
from gui.exchange.topic_model import Heading, TopicChip, TopicColumn
from gui.exchange.topics_dialog import TopicsDialog
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.fact_table import FactTable
from roadmaps.journal import BEFORE, Kind
from roadmaps.own.topic_matching import Fate
from store.copies import export
from tests.gui.scene import SENTENCE, TODAY, seen
from tests.gui.test_access import cut, nameless, small
from tests.gui.test_context_menus import drop
from tests.gui.test_exchange import command
from tests.gui.test_export import export as export_file
from tests.roadmaps.own.changes import SHIPPED, Written
from tests.roadmaps.own.foreign import node
from tests.roadmaps.own.test_roadmap_file import TEXT, WRITTEN
from tests.roadmaps.own.test_roadmap_sh import DOCUMENT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def first_page() -> str:
    return "roadmap"


@pytest.fixture
def window(open_window: OpenWindow) -> Scene:
    """A window with the shipped catalogue, and its second roadmap as the goal."""
    return open_window(SHIPPED, before=lambda scene: scene.tracker.edits.set_goal("ds-to-mle"))


@pytest.fixture
def topics(tmp_path: Path) -> Path:
    path = tmp_path / "mlops.json"
    path.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    return path


def opened(scene: Scene, path: Path) -> TopicsDialog:
    scene.window.files.import_given(str(path))
    (dialog,) = seen(scene.window, TopicsDialog)
    scene.settle()
    return dialog


def select(dialog: TopicsDialog, label: str) -> None:
    shown = dialog.model.shown
    row = next(n for n, each in enumerate(shown) if not isinstance(each, Heading) and each.topic.label == label)
    dialog.table.setCurrentIndex(dialog.model.index(row, TopicColumn.TOPIC))


def press(dialog: TopicsDialog, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(dialog.table, key, modifier)


def test_topics_are_confirmed_by_keys_and_imported_in_one_undo_step(window: Scene, topics: Path) -> None:
    before = len(window.disk.events())
    dialog = opened(window, topics)
    assert dialog.name.text() == "MLOps, roadmap.sh"
    assert dialog.table.hasFocus()
    assert dialog.model.chips == {"All": 9, "Sure": 6, "Likely": 2, "No match": 1}
    # Helm becomes a skill of one's own by the choice, the topic without a match by Space.
    select(dialog, "Helm")
    press(dialog, Qt.Key.Key_F4)
    window.settle()
    (box,) = seen(dialog, ChoiceBox)
    assert box.currentText() == SHIPPED.skills["kubernetes"].name
    box.setCurrentIndex(box.findText(Fate.OWN_SKILL))
    box.activated.emit(box.currentIndex())
    window.settle()
    select(dialog, "Careers in data")
    press(dialog, Qt.Key.Key_Space)
    rows = {row.topic.label: row.fate for row in dialog.model.rows}
    assert (rows["Helm"], rows["Careers in data"]) == (Fate.OWN_SKILL, Fate.OWN_SKILL)
    assert dialog.save.text() == "Import 6 skills"
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    window.settle()
    assert seen(window.window, TopicsDialog) == []
    roadmap = next(each for each in window.tracker.catalogue.roadmaps.values() if each.is_own)
    assert roadmap.name == "MLOps, roadmap.sh"
    assert len(roadmap.to_role.demands) == 6
    own = {skill.name: skill for skill in window.tracker.catalogue.skills.values() if skill.is_own}
    assert set(own) == {"Helm", "Careers in data"}
    docker = SHIPPED.skills["docker"].can_dos[0].id
    ticks = {each: window.tracker.progress.value_of(Kind.CAN_DO, each) for each in window.tracker.progress.ticks}
    assert ticks == {docker: BEFORE, own["Helm"].can_dos[0].id: BEFORE}
    assert window.window.toast.text == (
        "Imported “MLOps, roadmap.sh”: 4 skills from the catalogue (7 topics) and 2 of your own. It’s your goal now"
    )
    assert window.tracker.roadmap.id == roadmap.id
    assert window.tracker.undo_stack.undo_text == "import “MLOps, roadmap.sh”"
    assert len(window.disk.events()) > before
    window.tracker.undo()
    assert not any(each.is_own for each in window.tracker.catalogue.roadmaps.values())
    assert window.tracker.roadmap.id == "ds-to-mle"
    assert not window.tracker.progress.ticks


@pytest.mark.slow
def test_the_foot_says_what_is_made_and_chips_and_words_filter(window: Scene, topics: Path) -> None:
    dialog = opened(window, topics)
    assert dialog._makes.text() == "Makes a roadmap with 4 stages: 4 skills from the catalogue (8 topics)."  # noqa: SLF001
    left = "1 topic is left out. Your ticks on the 4 stay. 2 ticks in the file are taken over as “before”."
    assert dialog._leaves.text() == f"{left} You can undo it."  # noqa: SLF001
    dialog.chips.choose(TopicChip.NONE)
    dialog.chips.chosen.emit(TopicChip.NONE)
    assert [row.topic.label for row in dialog.model.topics()] == ["Careers in data"]
    assert dialog.head.all.checkState() is Qt.CheckState.Unchecked
    dialog.chips.choose(TopicChip.ALL)
    QTest.keyClick(dialog, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert dialog.search.hasFocus()
    QTest.keyClicks(dialog.search, "rebas")
    assert [row.topic.label for row in dialog.model.topics()] == ["Rebasing"]
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible()  # Enter goes to what was found
    assert dialog.table.hasFocus()
    dialog.search.setText("nothing of the kind")
    assert not dialog.table.isVisible()
    dialog.search.clear()
    dialog.head.all.click()
    assert all(row.fate is not Fate.LEFT_OUT for row in dialog.model.rows)
    dialog.head.all.click()
    assert all(row.fate is Fate.LEFT_OUT for row in dialog.model.rows)
    assert not dialog.save.isEnabled()
    dialog.become.click()
    assert dialog.save.text() == "Import 1 skill"
    dialog.leave_out.click()
    assert not dialog.save.isEnabled()
    dialog.reject()


@pytest.mark.slow
def test_a_click_ticks_or_opens_the_choice_and_keys_pass_over_headings(window: Scene, topics: Path) -> None:
    dialog = opened(window, topics)
    first = dialog.table.currentIndex().row()
    press(dialog, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    for _ in dialog.model.shown:
        press(dialog, Qt.Key.Key_Up)
        assert not isinstance(dialog.model.shown[dialog.table.currentIndex().row()], Heading)
    rect = dialog.table.visualRect(dialog.model.index(first, TopicColumn.TOPIC))
    row = dialog.model.topics([first])[0]
    place = QPoint(rect.left() + 20, rect.center().y())
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.model.topics([first])[0].fate is Fate.LEFT_OUT
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.model.topics([first])[0].fate is row.fate
    there = dialog.table.visualRect(dialog.model.index(first, TopicColumn.STANDS_FOR)).center()
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=there)
    window.settle()
    assert len(seen(dialog, ChoiceBox)) == 1
    dialog.reject()


def test_a_topic_can_become_a_can_do_of_its_headings_own_skill(window: Scene, tmp_path: Path) -> None:
    path = tmp_path / "zzq.json"
    parts = [node(f"p{n}", f"Zzq part {n}", "subtopic") for n in range(4)]
    edges = [{"source": "z", "target": each["id"]} for each in parts]
    path.write_text(json.dumps({"nodes": [node("z", "Zzq"), *parts], "edges": edges}), encoding="utf-8")
    dialog = opened(window, path)
    assert dialog.name.text() == "zzq, roadmap.sh"
    dialog.become.click()
    wanted = "becomes a can-do of “Zzq”"
    for row in dialog.model.rows[1:]:
        dialog.model.choose([chosen for text, chosen in dialog.model.choices(row) if text == wanted])
    texts = [dialog.model.stands_for(row) for row in dialog.model.rows]
    # A skill has three can-dos at the most, its own name among them.
    assert texts == [Fate.OWN_SKILL, wanted, wanted, Fate.OWN_SKILL, Fate.OWN_SKILL]
    assert dialog.save.text() == "Import 3 skills"
    dialog.reject()


def test_a_name_is_needed_and_what_cannot_be_written_is_told(window: Scene, topics: Path) -> None:
    dialog = opened(window, topics)
    dialog.name.setText("  ")
    dialog.accept()
    assert dialog.name.accessibleDescription() == "Give the roadmap a name."
    dialog.name.setText("Mine")
    window.disk.is_full = True
    before = len(window.disk.events())
    dialog.accept()
    assert dialog.isVisible()
    assert dialog._trouble.text == SENTENCE  # noqa: SLF001
    assert len(window.disk.events()) == before
    window.disk.is_full = False
    dialog.accept()
    assert not dialog.isVisible()


def test_a_roadmap_file_is_shown_before_it_is_imported(window: Scene, tmp_path: Path) -> None:
    path = tmp_path / "shared.toml"
    path.write_text(TEXT.replace("version = 1", 'version = 2\ncolour = "red"'), encoding="utf-8")
    window.window.files.import_given(str(path))
    (dialog,) = seen(window.window, PreviewDialog)
    (table,) = seen(dialog, FactTable)
    cells = [[table.model().index(row, column).data() for column in range(3)] for row in range(table.rowCount())]
    assert ["Vector search", "skill from the file", "new"] in cells
    assert [SHIPPED.skills["docker"].name, "asked by the roadmap", "new"] in cells
    dialog.as_goal.click()
    dialog.accept()
    window.settle()
    roadmap = window.tracker.catalogue.roadmaps["own-roadmap-1"]
    assert roadmap.name == "MLOps"
    assert window.window.toast.text == "Imported “MLOps”"
    assert window.tracker.roadmap.id == "ds-to-mle"
    window.window.files.import_given(str(path))
    (again,) = seen(window.window, PreviewDialog)
    assert not again.save.isEnabled()
    assert again.as_goal.isHidden(), "it is one of the goals already"
    again.reject()
    window.tracker.undo()
    assert "own-roadmap-1" not in window.tracker.catalogue.roadmaps


@pytest.mark.sweep
@pytest.mark.parametrize("roadmap_id", ["own-roadmap-1", "ds-to-mle"])
def test_an_exported_roadmap_is_the_same_in_a_new_file(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, roadmap_id: str
) -> None:
    def before(scene: Scene) -> None:
        for kind, subject, value in (*WRITTEN, Written(Kind.SKILL_PLACED, "ds-to-mle docker", "off")):
            assert scene.tracker.record(kind, subject, value)
        assert scene.tracker.edits.set_goal(roadmap_id)

    mine = open_window(SHIPPED, before=before)
    path = export_file(mine, "roadmap", tmp_path, monkeypatch)
    there = mine.tracker.roadmap
    assert (there.id, "docker" in there.to_role.demands) == (roadmap_id, roadmap_id == "own-roadmap-1")
    mine.close()
    yours = open_window(SHIPPED, folder="other")
    yours.window.files.import_given(str(path))
    (dialog,) = seen(yours.window, PreviewDialog)
    dialog.accept()
    assert yours.tracker.roadmap.is_own, "it becomes the goal"
    (here,) = [each for each in yours.tracker.catalogue.roadmaps.values() if each.is_own]
    assert (here.name, dict(here.to_role.demands)) == (there.name, dict(there.to_role.demands))
    assert [(stage.title, dict(stage.targets), stage.milestone.title) for stage in here.stages] == [
        (stage.title, dict(stage.targets), stage.milestone.title) for stage in there.stages
    ]
    assert not yours.tracker.progress.ticks


def test_what_is_wrong_with_a_file_is_told_and_nothing_is_imported(window: Scene, tmp_path: Path) -> None:
    before = len(window.disk.events())

    def told(name: str, data: bytes) -> str:
        path = tmp_path / name
        path.write_bytes(data)
        window.window.files.import_given(str(path))
        return window.window.banners.text("trouble")

    assert told("one.toml", TEXT.replace('name = "Needed"', "name = 7").encode()) == (
        'one.toml, line 14: "name" must be a text. Nothing was imported.'
    )
    assert told("x.json", b'{"nodes": [') == ("x.json was not imported. This is not JSON: Expecting value in line 1.")
    assert told("y.json", b'{"nodes": []}').endswith("it has no topics.")
    assert told("deep.json", b'{"nodes":' + b"[" * 100_000).endswith("its value is nested too deeply.")
    assert told("big.json", b'{"nodes": []' + b" " * 5_000_000 + b"}").endswith(
        "larger than 4 MB, and a roadmap is not."
    )
    assert told("big.toml", b"# " + b"x" * 5_000_000) == "big.toml: it is larger than 4 MB. Nothing was imported."
    assert told("latin.toml", "name = 'Größer'".encode("latin-1")).startswith("latin.toml: this is not TOML")
    text = TEXT.replace('name = "Needed"', "name = 7").replace('need = "optional"', 'need = "some"')
    (tmp_path / "two.toml").write_text(text, encoding="utf-8")
    window.window.files.import_given(str(tmp_path / "two.toml"))
    (dialog,) = seen(window.window, MistakesDialog)
    assert nameless(dialog) == []
    dialog.reject()
    window.window.files.import_given(str(tmp_path))
    assert window.window.banners.text("trouble")
    assert len(window.disk.events()) == before


def test_the_command_tells_copies_and_folders_from_roadmaps(
    window: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path / "copy.json"
    monkeypatch.setattr(gui.exchange.roadmap_import, "ask_which", lambda *_: chosen)
    export(chosen, window.disk.events(), "0.1.0")
    command(window, "Import a roadmap …")
    assert window.window.banners.text("trouble") == (
        "copy.json holds everything from a Skillgap, not one roadmap. Use File → Import for it."
    )
    chosen = tmp_path
    command(window, "Import a roadmap …")
    assert window.window.banners.text("trouble").endswith("can’t be read: it is not a file. Nothing was imported.")
    chosen = tmp_path / "none.toml"
    command(window, "Import a roadmap …")
    assert "Nothing was imported." in window.window.banners.text("trouble")


def test_import_takes_a_roadmap_as_what_it_is(
    window: Scene, topics: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared.toml"
    shared.write_text(TEXT, encoding="utf-8")
    kinds: tuple[tuple[Path, type[QDialog]], ...] = ((shared, PreviewDialog), (topics, TopicsDialog))
    for path, dialog_class in kinds:
        monkeypatch.setattr(gui.backups.import_export, "ask_which", lambda *_, path=path: path)
        window.window.files.import_everything()
        (dialog,) = seen(window.window, dialog_class)
        dialog.reject()
    assert window.window.banners.text("trouble") == ""


@pytest.mark.slow
def test_what_could_not_be_read_is_told_in_the_dialog(window: Scene, tmp_path: Path) -> None:
    path = tmp_path / "part.json"
    path.write_text(json.dumps({"nodes": [node("a", "Git"), node("b", ""), node("a", "Again")]}), encoding="utf-8")
    dialog = opened(window, path)
    assert "2 topics have no name or id of their own and are left out." in window.texts(dialog)
    dialog.reject()


@pytest.mark.slow
def test_nothing_is_imported_into_an_earlier_day(window: Scene, topics: Path) -> None:
    window.clock.day = TODAY + timedelta(days=9)
    assert window.tracker.view_as_of(TODAY)
    window.window.files.import_given(str(topics))
    assert seen(window.window, TopicsDialog) == []
    assert window.window.banners.text("trouble") == f"mlops.json was not imported. {VIEWING_THE_PAST}"


@pytest.mark.slow
def test_the_file_of_the_start_waits_for_what_the_start_tells(window: Scene, topics: Path) -> None:
    told = QDialog(window.window)
    told.setModal(True)
    told.show()
    window.window.files.import_at_start(str(topics))
    assert seen(window.window, TopicsDialog) == []
    told.accept()
    window.settle()
    (dialog,) = seen(window.window, TopicsDialog)
    dialog.reject()


@pytest.mark.slow
def test_a_roadmap_can_be_dropped_on_the_window(window: Scene, tmp_path: Path) -> None:
    path = tmp_path / "shared.toml"
    path.write_text(TEXT, encoding="utf-8")
    assert drop(window.window, path)
    (dialog,) = seen(window.window, PreviewDialog)
    dialog.reject()


@pytest.mark.sweep
@pytest.mark.parametrize("size", [(1280, 800), (1024, 640), (800, 500)])
def test_the_dialogs_are_named_and_fit_the_window(
    open_window: OpenWindow, topics: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    scene = open_window(SHIPPED, size=size)
    dialog = opened(scene, topics)
    path = tmp_path / "shared.toml"
    path.write_text(TEXT, encoding="utf-8")
    assert_well_made(dialog, size)
    dialog.reject()
    scene.window.files.import_given(str(path))
    (preview,) = seen(scene.window, PreviewDialog)
    assert_well_made(preview, size)
    preview.reject()


def assert_well_made(dialog: TopicsDialog | PreviewDialog, size: tuple[int, int]) -> None:
    assert nameless(dialog) == []
    assert small(dialog) == []
    assert list(cut(dialog)) == []
    assert dialog.width() <= size[0] - 32
    assert dialog.height() <= size[1]


@pytest.mark.slow
def test_large_text_scrolls_in_a_window_that_is_too_small_for_it(open_window: OpenWindow, topics: Path) -> None:
    scene = open_window(SHIPPED, size=(1024, 640))
    look = scene.theme.look
    scene.theme.set_look(look._replace(text_size=200))
    scene.settle()
    dialog = opened(scene, topics)
    try:
        assert dialog.width() <= 992
        assert dialog.height() <= 608
        assert not dialog.save.visibleRegion().isEmpty()
        assert dialog.table.height() >= 5 * dialog.table.row_height
    finally:
        dialog.reject()
        scene.theme.set_look(look)


@pytest.mark.slow
def test_two_thousand_topics_are_quick_to_tick(window: Scene, tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    path.write_text(json.dumps({"nodes": [node(str(n), f"Topic {n}") for n in range(2_000)]}), encoding="utf-8")
    dialog = opened(window, path)
    dialog.become.click()
    assert dialog.save.text() == "Import 2000 skills"
    dialog.reject()
