"""The detail pane: can-dos, days, standing, choices, notes and history of one skill."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QRadioButton

from gui.app.delayed_save import LONGEST_SECONDS, REST_SECONDS, DelayedSave
from gui.skill_detail import day_dialog
from gui.skill_detail.can_do_row import CanDoRow, GoalLine
from gui.skill_detail.day_dialog import DayDialog, ask_day
from gui.skill_detail.facts import HistoryLines, open_address
from gui.skill_detail.note_field import NoteField
from gui.widgets.badge import StateBadge
from gui.widgets.buttons import LinkButton
from roadmaps.faults import Fault
from roadmaps.journal import Tick
from tests.gui.scene import SENTENCE, TODAY, seen
from tests.gui.set_delay import SetDelay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QUrl
    from PySide6.QtWidgets import QWidget

    from gui.skill_detail.detail import SkillDetail
    from roadmaps.journal import Event
    from tests.gui.scene import OpenWindow, Scene


@pytest.fixture
def pane(scene: Scene) -> SkillDetail:
    show(scene, "hygiene")
    return scene.listed.detail


def show(scene: Scene, skill_id: str) -> None:
    scene.window.pages.listed.open_skill(skill_id)
    scene.settle()


def rows(pane: SkillDetail) -> list[CanDoRow]:
    return seen(pane, CanDoRow)


def note(pane: SkillDetail) -> NoteField:
    return pane.findChildren(NoteField)[0]


def write(scene: Scene, text: str) -> None:
    field = note(scene.listed.detail)
    field.setFocus()
    QTest.keyClicks(field, text)


def written(scene: Scene) -> list[str]:
    return [str(event.value) for event in scene.disk.events() if event.kind == "note"]


def history(scene: Scene) -> list[tuple[str, str]]:
    return list(scene.listed.detail.findChildren(HistoryLines)[0].lines)


# Can-dos


def test_a_click_on_a_box_or_on_its_text_ticks(scene: Scene, pane: SkillDetail) -> None:
    scene.click(rows(pane)[0].box)
    assert scene.ticked() == {"hygiene.clean-bench"}
    assert rows(pane)[0].box.isChecked()
    assert rows(pane)[0].when.text() == "ticked 21 Nov"
    scene.click(rows(pane)[1])
    assert scene.ticked() == {"hygiene.clean-bench", "hygiene.sterile-vessels"}
    scene.click(rows(pane)[0])
    assert scene.ticked() == {"hygiene.sterile-vessels"}


@pytest.mark.slow
def test_space_on_a_box_ticks(scene: Scene, pane: SkillDetail) -> None:
    box = rows(pane)[2].box
    box.setFocus()
    scene.press(Qt.Key.Key_Space, on=box)
    assert scene.ticked() == {"hygiene.cleaning-plan"}


@pytest.mark.slow
def test_the_goal_line_is_below_the_last_needed_can_do(scene: Scene, pane: SkillDetail) -> None:
    line = seen(pane, GoalLine)[0]
    assert line.accessibleName() == "Brewers need up to here"
    assert rows(pane)[1].y() < line.y() < rows(pane)[2].y()
    assert [row.when.text() for row in rows(pane)] == ["next step", "needed", "beyond goal"]
    scene.tracker.edits.set_goal("brewer-to-baker")
    scene.settle()
    assert rows(pane)[0].y() < line.y() < rows(pane)[1].y()
    assert line.accessibleName() == "Bakers need up to here"
    show(scene, "dough")
    assert seen(pane, GoalLine) == []  # everything is needed


@pytest.mark.slow
def test_another_day_is_asked_for_and_kept(scene: Scene, pane: SkillDetail, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[date, date]] = []

    def answer(_question: str, start: date, latest: date, *_: object) -> date:
        asked.append((start, latest))
        return date(2026, 3, 5)

    monkeypatch.setattr(day_dialog, "ask_day", answer)
    rows(pane)[0].on_day.trigger()
    assert asked == [(TODAY, TODAY)]
    assert scene.tracker.progress.ticks["hygiene.clean-bench"] == Tick(date(2026, 3, 5))
    assert rows(pane)[0].when.text() == "ticked 5 Mar"
    rows(pane)[0].on_day.trigger()
    assert asked[1] == (date(2026, 3, 5), TODAY)
    assert len(scene.disk.events()) == 1  # the same day again says nothing


@pytest.mark.slow
def test_turning_back_from_the_day_changes_nothing(
    scene: Scene, pane: SkillDetail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(day_dialog, "ask_day", lambda *_: None)
    rows(pane)[0].on_day.trigger()
    assert scene.disk.events() == ()


def test_a_corrected_day_is_one_step_and_two_events(
    scene: Scene, pane: SkillDetail, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.click(rows(pane)[0].box)
    scene.clock.day = date(2026, 11, 25)
    monkeypatch.setattr(day_dialog, "ask_day", lambda *_: date(2026, 2, 1))
    rows(pane)[0].on_day.trigger()
    said = [(event.value, event.said_on, event.effective_on) for event in scene.disk.events()]
    assert said[1:] == [
        ("no", date(2026, 11, 25), TODAY),  # taken back for the day that it held from
        ("on 2026-02-01", date(2026, 11, 25), date(2026, 2, 1)),
    ]
    scene.tracker.undo()
    assert scene.tracker.progress.ticks["hygiene.clean-bench"] == Tick(TODAY)


def test_could_do_this_before_counts_as_brought(scene: Scene, pane: SkillDetail) -> None:
    assert rows(pane)[0].before.isEnabled()
    rows(pane)[0].before.trigger()
    assert scene.tracker.gap.total.brought == 1
    assert rows(pane)[0].when.text() == "before"
    assert not rows(pane)[0].before.isEnabled()


@pytest.mark.slow
def test_the_day_dialog_takes_no_day_to_come(scene: Scene) -> None:
    dialog = DayDialog("When?", TODAY, TODAY, scene.theme, scene.window)
    dialog.field.line.setText("1 Jan 2030")
    dialog.accept()
    assert dialog.complaint.text == "Choose a day no later than 21 Nov 2026."
    assert dialog.result() != QDialog.DialogCode.Accepted
    dialog.field.line.setText("31/12/2025")
    assert dialog.day == date(2025, 12, 31)
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
    dialog.deleteLater()


@pytest.mark.sweep
@pytest.mark.parametrize(("answer", "day"), [(QDialog.DialogCode.Accepted, TODAY), (QDialog.DialogCode.Rejected, None)])
def test_the_day_dialog_gives_a_day_only_when_it_is_accepted(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, answer: QDialog.DialogCode, day: date | None
) -> None:
    monkeypatch.setattr(DayDialog, "exec", lambda _dialog: answer)
    assert ask_day("When?", TODAY, TODAY, scene.theme, scene.window) == day


def test_a_tick_that_is_not_kept_leaves_the_box_as_it_was(scene: Scene, pane: SkillDetail) -> None:
    scene.disk.is_full = True
    scene.click(rows(pane)[0].box)
    assert not rows(pane)[0].box.isChecked()
    assert scene.window.banners.text("trouble") == SENTENCE


# Standing


def test_a_skill_is_set_aside_and_brought_back(scene: Scene, pane: SkillDetail) -> None:
    scene.click(scene.button("Set aside", pane))
    assert scene.tracker.gap.skills["hygiene"].state == "set aside"
    assert seen(pane, StateBadge)[0].text == "Set aside"
    assert scene.window.toast.text == "Set Hygiene aside"
    scene.click(scene.button("Bring back", pane))
    assert "hygiene" not in scene.tracker.progress.set_aside


@pytest.mark.slow
def test_an_optional_skill_is_counted_in_and_out(scene: Scene, pane: SkillDetail) -> None:
    show(scene, "bottling")
    assert seen(pane, GoalLine)[0].accessibleName() == "Optional for brewers up to here"
    before = scene.tracker.gap.total.can_dos
    scene.click(scene.button("Count in", pane))
    assert scene.tracker.gap.total.can_dos == before + 1
    scene.click(scene.button("Don’t count", pane))
    assert scene.tracker.gap.total.can_dos == before


@pytest.mark.slow
def test_a_skill_that_is_not_needed_cannot_be_set_aside(scene: Scene, pane: SkillDetail) -> None:
    show(scene, "dough")
    assert "Set aside" not in scene.texts(pane)
    assert seen(pane, StateBadge) == []
    assert [row.when.text() for row in rows(pane)] == ["not counted"] * 3


@pytest.mark.slow
def test_a_choice_is_made_by_its_member(scene: Scene, pane: SkillDetail) -> None:
    show(scene, "wheat")
    options = seen(pane, QRadioButton)
    assert [option.text() for option in options] == ["Wheat", "Barley", "Not decided"]

    def marked() -> list[bool]:
        return [option.isChecked() for option in options]

    assert marked() == [False, False, True]
    assert "5–10\N{NO-BREAK SPACE}h left, depending on choice" in scene.texts(pane)
    scene.click(options[1])
    assert not any("depending on choice" in text for text in scene.texts(pane))
    assert scene.tracker.progress.choices == {"grain": "barley"}
    assert marked() == [False, True, False]
    scene.tracker.undo()
    assert marked() == [False, False, True]
    scene.disk.is_full = True
    scene.click(options[0])
    assert marked() == [False, False, True]
    scene.disk.is_full = False
    scene.click(options[1])
    scene.click(options[2])
    assert scene.tracker.progress.choices == {}


@pytest.mark.slow
def test_what_comes_first_and_what_it_opens_lead_on(scene: Scene, pane: SkillDetail) -> None:
    show(scene, "mashing")
    assert "Best once Keeping a temperature is at level 2, but you can tick it anyway." in scene.texts(pane)
    assert "level 2 first, you have 0" in scene.texts(pane)
    link = next(each for each in seen(pane, LinkButton) if each.text() == "Keeping a temperature")
    scene.click(link)
    assert pane.skill_id == "temperature"
    assert scene.tree.current_key == ("skill", "temperature")
    scene.click(next(each for each in seen(pane, LinkButton) if each.text() == "Mashing"))
    assert pane.skill_id == "mashing"
    scene.click(rows(pane)[0].box)
    assert "mashing.single-step" in scene.ticked()


@pytest.mark.slow
def test_each_article_says_in_a_sentence_why_the_skill_is_on_the_list_and_where(
    scene: Scene, pane: SkillDetail
) -> None:
    assert "Both books take it for granted." in scene.texts(pane)
    show(scene, "yeast")
    assert "Says that it rises." in scene.texts(pane)
    assert "Dough and time, page 1; Craft" in scene.texts(pane)
    assert "Says that it drinks sugar." in scene.texts(pane)
    assert "Wild yeast counts, too." in scene.texts(pane)
    assert "https://example.org/yeast" in scene.texts(pane)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "smb://host/share", "", "no address"])
def test_only_web_addresses_are_opened(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def remember(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", remember)
    assert not open_address(address)
    assert opened == []
    assert open_address("https://example.org/yeast")
    assert len(opened) == 1


# Notes


def test_a_note_is_kept_on_leaving_the_field(scene: Scene, pane: SkillDetail) -> None:
    write(scene, "R&D <b>plain</b>")
    assert written(scene) == []
    scene.tree.setFocus()
    assert written(scene) == ["R&D <b>plain</b>"]
    assert scene.tracker.undo_stack.undo_text == "note on “Hygiene”"


@pytest.fixture
def delay(pane: SkillDetail) -> SetDelay:
    """The delay of the note in the pane, by a clock that is moved by hand."""
    made = SetDelay()
    note(pane).later = DelayedSave(note(pane).keep, made.wake, lambda: made.now)
    return made


def test_a_note_is_kept_after_two_seconds_of_rest(scene: Scene, delay: SetDelay) -> None:
    write(scene, "rested")
    delay.go_on(REST_SECONDS - 0.1)
    assert written(scene) == []
    delay.go_on(0.1)
    assert written(scene) == ["rested"]


@pytest.mark.slow
def test_a_note_that_is_typed_without_a_rest_is_kept_after_ten_seconds(
    scene: Scene, pane: SkillDetail, delay: SetDelay
) -> None:
    note(pane).setFocus()
    for second in range(25):
        QTest.keyClicks(note(pane), "ab")
        delay.go_on(1)
        assert len(written(scene)) == (second + 1) // LONGEST_SECONDS
    assert written(scene) == ["ab" * 10, "ab" * 20]


def test_a_note_is_kept_when_another_skill_is_shown(scene: Scene, pane: SkillDetail) -> None:
    write(scene, "half a thought")
    show(scene, "yeast")
    assert scene.tracker.progress.notes == {"hygiene": "half a thought"}
    assert note(pane).toPlainText() == ""
    show(scene, "hygiene")
    assert note(pane).toPlainText() == "half a thought"


@pytest.mark.slow
def test_a_note_is_kept_when_the_page_changes_and_the_other_page_shows_it(scene: Scene, pane: SkillDetail) -> None:
    scene.window.pages.roadmap.open_skill("hygiene")
    write(scene, "on both pages")
    scene.show_stages()
    assert written(scene) == ["on both pages"]
    assert note(scene.window.pages.roadmap.stages.detail).toPlainText() == "on both pages"


@pytest.mark.slow
def test_a_note_is_kept_at_close(open_window: OpenWindow) -> None:
    scene = open_window()
    show(scene, "hygiene")
    write(scene, "last words")
    scene.close()
    again = open_window()
    assert again.tracker.progress.notes == {"hygiene": "last words"}


@pytest.mark.slow
def test_a_note_that_was_not_kept_stays_in_the_field_and_is_tried_again(scene: Scene, pane: SkillDetail) -> None:
    scene.disk.is_full = True
    write(scene, "stubborn")
    scene.tree.setFocus()
    assert note(pane).toPlainText() == "stubborn"
    assert scene.window.banners.text("trouble") == SENTENCE
    scene.disk.is_full = False
    note(pane).setFocus()
    scene.tree.setFocus()
    assert written(scene) == ["stubborn"]


def test_an_unsaved_note_is_tried_again_with_the_next_edit_and_reported_until_then(
    scene: Scene, pane: SkillDetail, monkeypatch: pytest.MonkeyPatch
) -> None:
    append, tries = scene.disk.append, []

    def full_for_notes(events: Sequence[Event]) -> None:
        if any(event.kind == "note" for event in events):
            tries.append(1)
            raise Fault(SENTENCE)
        append(events)

    with monkeypatch.context() as patch:
        patch.setattr(scene.disk, "append", full_for_notes)
        write(scene, "stubborn")
        scene.tree.setFocus()
        tries.clear()
        assert scene.tracker.edits.set_ticked([scene.can_do("hygiene.clean-bench")], True)
        assert tries == [1]
        assert scene.window.banners.text("trouble") == SENTENCE
        assert scene.window.status.saved == "Note not saved"
    assert scene.tracker.edits.set_ticked([scene.can_do("hygiene.clean-bench")], False, "Clean bench")
    assert written(scene) == ["stubborn"]
    assert scene.window.banners.text("trouble") == ""
    assert scene.window.status.saved == "Saved"
    # The note is below the edit on the stack: an undo takes back the last edit, which the toast names.
    scene.tracker.undo()
    assert scene.ticked() == {"hygiene.clean-bench"}
    assert scene.tracker.drafts.text("hygiene") == "stubborn"


@pytest.mark.slow
def test_a_note_that_cannot_be_kept_holds_the_window_open_once(scene: Scene, pane: SkillDetail) -> None:
    write(scene, "not yet on disk")
    scene.disk.is_full = True
    assert not scene.window.close()
    assert scene.window.isVisible()
    assert scene.window.banners.text("trouble") == f"{SENTENCE} Close Skillgap again to quit without saving your note."
    assert note(pane).toPlainText() == "not yet on disk"
    assert scene.window.close()


@pytest.mark.slow
def test_undo_of_a_note_empties_the_field_and_ctrl_z_inside_it_is_its_own(scene: Scene, pane: SkillDetail) -> None:
    write(scene, "one")
    scene.tree.setFocus()
    scene.tracker.undo()
    assert note(pane).toPlainText() == ""
    scene.tracker.redo()
    assert note(pane).toPlainText() == "one"
    scene.click(rows(pane)[0].box)
    write(scene, "two")
    events = len(scene.disk.events())
    scene.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, on=note(pane))
    assert len(scene.disk.events()) == events
    assert scene.ticked() == {"hygiene.clean-bench"}


# History


@pytest.mark.slow
def test_history_lists_events_newest_first(scene: Scene, pane: SkillDetail) -> None:
    scene.click(rows(pane)[0].box)
    scene.clock.day = date(2026, 11, 22)
    scene.tracker.edits.set_tick(scene.can_do("hygiene.sterile-vessels"), Tick(date(2026, 3, 5)))
    scene.tracker.edits.set_tick(scene.can_do("hygiene.cleaning-plan"), Tick(None))
    scene.tracker.edits.set_aside("hygiene", True)
    scene.tracker.edits.write_note("hygiene", "x")
    scene.tracker.undo()
    scene.settle()
    assert history(scene) == [
        ("22 Nov", "Note removed"),
        ("22 Nov", "Note written"),
        ("22 Nov", "Set aside"),
        ("22 Nov", "Level 3: could already do it"),
        ("22 Nov", "Ticked level 2 (on 5 Mar)"),
        ("21 Nov", "Ticked level 1"),
    ]


@pytest.mark.slow
def test_tab_goes_through_the_pane_as_it_is_read(scene: Scene, pane: SkillDetail) -> None:
    show(scene, "yeast")
    first = rows(pane)[0].box
    first.setFocus()
    reached: list[str] = []
    for _ in range(40):
        widget = QApplication.focusWidget()
        if widget is None or not pane.isAncestorOf(widget):
            break
        reached.append(widget.accessibleName() or type(widget).__name__)
        scene.press(Qt.Key.Key_Tab)
    places = [reached.index(name) for name in (first.accessibleName(), "Hygiene", "My notes")]
    assert places == sorted(places), reached


@pytest.fixture
def shown(pane: SkillDetail, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many entries the history showed, each time it was filled."""
    counts: list[int] = []
    monkeypatch.setattr(pane.findChildren(HistoryLines)[0], "show_lines", lambda entries: counts.append(len(entries)))
    return counts


@pytest.mark.slow
def test_the_rest_of_a_skill_is_shown_once_for_all_changes_of_a_turn(
    scene: Scene, pane: SkillDetail, shown: list[int]
) -> None:
    for can_do_id in ("hygiene.clean-bench", "hygiene.sterile-vessels"):
        assert scene.tracker.edits.set_ticked([scene.can_do(can_do_id)], True)
    assert [row.box.isChecked() for row in rows(pane)] == [True, True, False], "the ticks at once"
    assert shown == []
    scene.settle()
    assert shown == [2]


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


def test_a_tick_on_another_row_paints_the_list_first_and_the_pane_once(
    scene: Scene, pane: SkillDetail, shown: list[int]
) -> None:
    beside, listed = Paints(rows(pane)[0]), Paints(scene.tree.viewport())
    for skill_id in ("yeast", "dough"):
        scene.listed.open_skill(skill_id)
        assert scene.tracker.edits.set_ticked(scene.catalogue.skills[skill_id].can_dos, True)
    assert pane.skill_id == "dough"
    assert [row.box.isChecked() for row in rows(pane)] == [True, True, True]
    QCoreApplication.sendPostedEvents()  # among them what paints; timers come after
    assert (listed.count, beside.count, shown) == (1, 0, [])
    scene.settle()
    assert (beside.count, shown) == (1, [3])
