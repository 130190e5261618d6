"""Study time, evidence and confirmations: added, edited, removed and opened, on screen and in the file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel

from gui.files.link_opener import NOTHING_OPENS_IT, OpenDialog
from gui.skill_detail import evidence_dialog
from gui.skill_detail.can_do_row import CanDoRow
from gui.skill_detail.evidence_dialog import EvidenceDialog, choose_file
from gui.skill_detail.evidence_list import EvidenceList
from gui.skill_detail.facts import HistoryLines
from gui.study.log_dialog import FIRST_MINUTES, LogDialog
from gui.study.log_model import LogColumn, LogRole
from gui.study.log_view import StudyLog
from gui.widgets.badge import DisuseMark
from roadmaps.journal import Evidence, StudySession, Tick, replay
from roadmaps.text.links import ELSEWHERE, NOT_KEPT
from tests.gui.scene import SENTENCE, TODAY, seen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from gui.skill_detail.detail import SkillDetail
    from gui.widgets.choice_box import ChoiceBox
    from roadmaps.journal import Progress
    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Dialog = TypeVar("Dialog", bound=QDialog)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FRIDAY, MAY = date(2026, 11, 20), date(2026, 5, 1)
MARKUP = "<table><tr><td>R&D</td></tr></table> & <b>x</b>"
SITE = "https://example.org/bench"


def session(minutes: int = 45, day: date = FRIDAY, text: str = "scrubbed", link: str | None = None) -> StudySession:
    return StudySession("hygiene", day, minutes, text, link)


def kept(scene: Scene) -> Progress:
    """Read from the file and not from the screen."""
    return replay(scene.disk.events())


def sessions(scene: Scene) -> list[StudySession]:
    return sorted(kept(scene).study.values(), key=lambda each: each.day)


def evidence(scene: Scene) -> list[Evidence]:
    return list(kept(scene).evidence.values())


@pytest.fixture
def pane(scene: Scene) -> SkillDetail:
    scene.window.pages.listed.open_skill("hygiene")
    scene.settle()
    return scene.listed.detail


def opened(scene: Scene, kind: type[Dialog]) -> Dialog:
    """The one dialog of a kind that is open."""
    (dialog,) = [each for each in scene.window.findChildren(kind) if each.isVisible()]
    return dialog


def closed(scene: Scene, kind: type[QDialog]) -> bool:
    """Whether no dialog of a kind is open; the keyboard is in the window again, as where windows are managed."""
    scene.settle()
    scene.window.activateWindow()
    scene.settle()
    return not [each for each in scene.window.findChildren(kind) if each.isVisible()]


def skill_box(form: LogDialog) -> ChoiceBox:
    assert form.skill
    assert form.skill.isVisible()
    return form.skill


def tab_to(scene: Scene, wanted: QWidget) -> None:
    for _ in range(60):
        if QApplication.focusWidget() is wanted:
            break
        scene.press(Qt.Key.Key_Tab)
    assert wanted.hasFocus()


@pytest.fixture
def form(scene: Scene, pane: SkillDetail) -> Iterator[LogDialog]:
    scene.click(scene.button("Log time", pane))
    dialog = opened(scene, LogDialog)
    yield dialog
    for each in scene.window.findChildren(LogDialog):
        each.close()


def log(scene: Scene) -> StudyLog:
    (found,) = seen(scene.listed.detail, StudyLog)
    return found


def shown(view: StudyLog) -> list[tuple[str, str, str]]:
    model = view.model
    cells = [[model.index(row, column).data() for column in LogColumn] for row in range(model.rowCount())]
    return [(day, words, time) for day, words, time in cells]


def history(scene: Scene) -> list[str]:
    return [words for _, words in scene.listed.detail.findChildren(HistoryLines)[0].lines]


def plain(tip: str) -> str:
    document = QTextDocument()
    document.setHtml(tip)
    # Not toPlainText(), which has plain spaces in place of those that keep a number and its unit together.
    return document.toRawText().replace("\u2029", "\n").replace("\u2028", "\n")


# Logging time


def test_time_is_logged_by_typing_and_clicking(scene: Scene, form: LogDialog) -> None:
    assert QApplication.focusWidget() is form.time.line
    assert form.time.minutes == FIRST_MINUTES
    QTest.keyClicks(form.time.line, "1h 30")  # it was selected, so that typing replaces it
    form.day.line.setText("20 Nov")
    QTest.keyClicks(form.words, MARKUP)
    QTest.keyClicks(form.link, "www.example.org/R&D")
    scene.click(form.save)
    assert closed(scene, LogDialog)
    assert sessions(scene) == [session(90, FRIDAY, MARKUP, "www.example.org/R&D")]
    event = scene.disk.events()[-1]
    assert (event.effective_on, event.said_on) == (FRIDAY, TODAY)
    assert shown(log(scene)) == [("20 Nov", MARKUP, "1\xa0h\xa030")]
    assert "1.5\xa0h logged" in scene.texts(scene.listed.detail)
    assert history(scene) == [f"Logged 1\xa0h\xa030, {MARKUP}" + " (on 20 Nov)"]
    assert scene.tracker.undo_stack.undo_text == "log 1\xa0h\xa030 on “Hygiene”"
    assert scene.window.toast.text == "Logged 1\xa0h\xa030 on Hygiene"


def test_undo_and_redo_remove_the_session_and_bring_it_back(scene: Scene, pane: SkillDetail) -> None:
    assert scene.tracker.log_edits.log_study(session())
    scene.settle()
    scene.press(Qt.Key.Key_Z, CONTROL)
    assert sessions(scene) == []
    assert seen(pane, StudyLog) == []
    assert "logged" not in " ".join(scene.texts(pane))
    scene.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert sessions(scene) == [session()]
    assert shown(log(scene)) == [("20 Nov", "scrubbed", "45\xa0min")]


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("typed", "link", "time_wrong", "link_wrong"),
    [
        ("soon", "", "This is not a duration. Type minutes (45), or hours and minutes (1:30, 1\xa0h\xa030).", ""),
        ("", "", "Type how long it was, such as 45, 1:30 or 1\xa0h\xa030.", ""),
        ("0", "", "A session can last from 1 minute to 24 hours.", ""),
        ("45", "javascript:alert(1)", "", NOT_KEPT),
    ],
)
def test_bad_input_is_marked_at_its_field_and_nothing_is_lost(
    scene: Scene, form: LogDialog, typed: str, link: str, time_wrong: str, link_wrong: str
) -> None:
    form.time.line.setText(typed)
    form.words.setText("half a page")
    form.link.setText(link)
    scene.press(Qt.Key.Key_Return, on=form.words)
    assert (form.time_field.complaint, form.link_field.complaint) == (time_wrong, link_wrong)
    wrong = form.time.line if time_wrong else form.link
    assert QApplication.focusWidget() is wrong
    assert wrong.accessibleDescription() == (time_wrong or link_wrong)
    assert (time_wrong or link_wrong) in scene.texts(form)
    assert (form.time.line.text(), form.words.text(), form.link.text()) == (typed, "half a page", link)
    assert scene.disk.events() == ()
    form.time.line.setText("1:30")
    form.link.setText("")
    scene.press(Qt.Key.Key_Return, on=form.time.line)
    assert closed(scene, LogDialog)
    assert sessions(scene) == [session(90, TODAY, "half a page")]


@pytest.mark.slow
def test_the_form_grows_for_an_error_and_shrinks_again(scene: Scene, form: LogDialog) -> None:
    before = form.height()
    form.time.line.setText("soon")
    scene.click(form.save)
    (words,) = [label for label in seen(form, QLabel) if label.text().startswith("This is not a duration")]
    assert words.height() >= words.heightForWidth(words.width())
    assert form.height() > before
    assert words.textFormat() is Qt.TextFormat.PlainText
    form.time.line.setText("45")
    form.link.setText("nonsense")
    scene.click(form.save)
    assert not words.isVisible()


@pytest.mark.slow
def test_arrows_and_buttons_step_by_quarters_of_an_hour(scene: Scene, form: LogDialog) -> None:
    line = form.time.line
    line.setText("50")
    scene.press(Qt.Key.Key_Up, on=line)
    assert line.text() == "1\xa0h\xa000"
    scene.press(Qt.Key.Key_Down, on=line)
    assert line.text() == "45\xa0min"
    scene.click(scene.button("15 minutes more", form))
    assert line.text() == "1\xa0h\xa000"
    scene.click(scene.button("15 minutes less", form))
    line.setText("nonsense")
    scene.press(Qt.Key.Key_Up, on=line)
    assert line.text() == "15\xa0min"


@pytest.mark.slow
def test_a_future_day_is_refused(form: LogDialog) -> None:
    form.day.line.setText("1 Jan 2030")
    form.save.click()
    assert form.day_field.complaint == "Choose a day no later than 21 Nov 2026."
    assert form.isVisible()


def test_a_full_disk_leaves_the_form_open_with_everything_typed(scene: Scene, form: LogDialog) -> None:
    form.words.setText("a long evening")
    scene.disk.is_full = True
    scene.click(form.save)
    assert form.isVisible()
    assert form.trouble == SENTENCE
    assert SENTENCE in scene.texts(form)
    assert scene.disk.events() == ()
    assert len(scene.tracker.undo_stack) == 0
    scene.disk.is_full = False
    scene.click(form.save)
    assert closed(scene, LogDialog)
    assert sessions(scene) == [session(FIRST_MINUTES, TODAY, "a long evening")]


@pytest.mark.slow
def test_escape_and_cancel_log_nothing(scene: Scene, form: LogDialog) -> None:
    scene.press(Qt.Key.Key_Escape, on=form.words)
    assert closed(scene, LogDialog)
    scene.press(Qt.Key.Key_T, CONTROL)
    scene.click(scene.button("Cancel", opened(scene, LogDialog)))
    assert closed(scene, LogDialog)
    assert scene.disk.events() == ()


@pytest.mark.slow
def test_the_form_proposes_the_duration_of_the_last_session(scene: Scene, pane: SkillDetail) -> None:
    scene.tracker.log_edits.log_study(session(150))
    scene.press(Qt.Key.Key_T, CONTROL)
    form = opened(scene, LogDialog)
    assert form.time.line.text() == "2\xa0h\xa030"
    assert form.day.day == TODAY
    form.close()


@pytest.mark.slow
def test_without_a_skill_in_view_the_form_asks_for_one(scene: Scene) -> None:
    scene.go("category", "basics")
    scene.press(Qt.Key.Key_T, CONTROL)
    form = opened(scene, LogDialog)
    box = skill_box(form)
    names = [box.itemText(place) for place in range(box.count())]
    assert names == sorted((skill.name for skill in scene.catalogue.skills.values()), key=str.casefold)
    box.setCurrentText("Working with yeast")
    scene.click(form.save)
    assert [each.skill_id for each in sessions(scene)] == ["yeast"]


def test_nothing_is_logged_before_a_direction_is_chosen(open_window: OpenWindow) -> None:
    scene = open_window(is_welcomed=True)
    scene.press(Qt.Key.Key_T, CONTROL)
    assert closed(scene, LogDialog)
    assert scene.disk.events() == ()


# The list of sessions


@pytest.fixture
def three(scene: Scene, pane: SkillDetail) -> StudyLog:
    scene.tracker.log_edits.log_study(session(45, MAY, "first"))
    scene.tracker.log_edits.log_study(session(60, FRIDAY, "second", SITE))
    scene.tracker.log_edits.log_study(session(30, TODAY, "third"))
    scene.tracker.log_edits.log_study(session()._replace(skill_id="yeast"))
    scene.settle()
    return log(scene)


def click_session(scene: Scene, view: StudyLog, row: int, *, twice: bool = False) -> None:
    table = view.table
    place = table.visualRect(view.model.index(row, LogColumn.WORDS)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    if twice:
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    scene.settle()


@pytest.mark.slow
def test_the_sessions_of_the_skill_are_listed_the_latest_first(scene: Scene, three: StudyLog) -> None:
    assert shown(three) == [
        ("21 Nov", "third", "30\xa0min"),
        ("20 Nov", "second", "1\xa0h\xa000"),
        ("1 May", "first", "45\xa0min"),
    ]
    assert "2.3\xa0h logged" in scene.texts(scene.listed.detail)
    scene.window.pages.listed.open_skill("yeast")
    scene.settle()
    assert shown(three) == [("20 Nov", "scrubbed", "45\xa0min")]


def test_a_session_is_changed_by_a_double_click_and_moved_to_another_day(scene: Scene, three: StudyLog) -> None:
    click_session(scene, three, 1, twice=True)
    form = opened(scene, LogDialog)
    assert (form.time.line.text(), form.day.day, form.words.text(), form.link.text()) == (
        "1\xa0h\xa000", FRIDAY, "second", SITE,
    )  # fmt: skip
    form.day.line.setText("30.4.2026")
    form.time.line.setText("1:05")
    scene.click(form.save)
    assert sessions(scene)[0] == session(65, date(2026, 4, 30), "second", SITE)
    said = [(event.value is None, event.effective_on) for event in scene.disk.events()[-2:]]
    assert said == [(True, FRIDAY), (False, date(2026, 4, 30))]  # taken back for its own day
    assert replay(scene.disk.events(), as_of=MAY).study.keys() == {
        id for id, each in kept(scene).study.items() if each.day <= MAY
    }
    assert three.current
    assert three.current.session.text == "second"  # the selection stays
    assert scene.tracker.undo_stack.undo_text == "change 1\xa0h\xa000 on “Hygiene”"
    scene.tracker.undo()
    assert session(60, FRIDAY, "second", SITE) in sessions(scene)


@pytest.mark.slow
def test_saving_a_session_as_it_was_writes_no_event(scene: Scene, three: StudyLog) -> None:
    count = len(scene.disk.events())
    click_session(scene, three, 1)
    scene.click(three.change)
    scene.click(opened(scene, LogDialog).save)
    assert closed(scene, LogDialog)
    assert len(scene.disk.events()) == count


@pytest.mark.slow
def test_a_session_is_removed_and_the_next_one_selected(scene: Scene, three: StudyLog) -> None:
    click_session(scene, three, 1)
    scene.click(three.remove)
    assert [words for _, words, _ in shown(three)] == ["third", "first"]
    assert three.current
    assert three.current.session.text == "first"
    assert scene.disk.events()[-1].effective_on == FRIDAY  # no day shows it any more
    assert replay(scene.disk.events(), as_of=FRIDAY).study.keys() == {
        id for id, each in kept(scene).study.items() if each.text == "first" or each.skill_id == "yeast"
    }
    assert scene.window.toast.text == "Removed 1\xa0h\xa000 on “Hygiene” from the study log"
    assert history(scene)[0] == "Removed 1\xa0h\xa000, second"
    scene.tracker.undo()
    assert [words for _, words, _ in shown(three)] == ["third", "second", "first"]


@pytest.mark.slow
def test_a_session_stays_if_removing_it_cannot_be_saved(scene: Scene, three: StudyLog) -> None:
    scene.disk.is_full = True
    scene.click(three.remove)
    assert len(shown(three)) == 3
    assert scene.window.banners.text("trouble") == SENTENCE
    scene.disk.is_full = False


@pytest.mark.slow
def test_keys_alone_log_change_remove_and_undo(scene: Scene, pane: SkillDetail) -> None:
    scene.press(Qt.Key.Key_T, CONTROL)
    form = opened(scene, LogDialog)
    QTest.keyClicks(form.time.line, "20")
    tab_to(scene, form.day.line)
    scene.press(Qt.Key.Key_Down)
    tab_to(scene, form.words)
    QTest.keyClicks(form.words, "rinsed")
    tab_to(scene, form.link)
    QTest.keyClicks(form.link, "www.example.org")
    scene.press(Qt.Key.Key_Return)
    assert closed(scene, LogDialog)
    assert sessions(scene) == [session(20, FRIDAY, "rinsed", "www.example.org")]
    view = log(scene)
    tab_to(scene, view.table)
    scene.press(Qt.Key.Key_Return)
    form = opened(scene, LogDialog)
    QTest.keyClicks(form.time.line, "25")
    scene.press(Qt.Key.Key_Return, on=form.time.line)
    assert closed(scene, LogDialog)
    assert [each.minutes for each in sessions(scene)] == [25]
    view.table.setFocus()
    scene.press(Qt.Key.Key_Delete, on=view.table)
    assert sessions(scene) == []
    scene.press(Qt.Key.Key_Z, CONTROL)
    assert [each.minutes for each in sessions(scene)] == [25]


@pytest.mark.slow
def test_the_whole_log_is_filtered_and_tells_skills_apart(scene: Scene, three: StudyLog) -> None:
    whole = StudyLog(scene.tracker, scene.theme, scene.icons)
    whole.setParent(scene.window)
    whole.resize(500, 300)
    whole.show()
    scene.settle()
    model = whole.model
    assert [model.index(row, 0).data(LogRole.SKILL_NAME) for row in range(4)] == [
        "Hygiene",
        "Yeast",
        "Hygiene",
        "Hygiene",
    ]
    head = [model.headerData(column, Qt.Orientation.Horizontal) for column in LogColumn]
    assert head == ["Date", "Skill and what you did", "Time"]
    QTest.keyClicks(whole.filter, "YEAST")
    assert [words for _, words, _ in shown(whole)] == ["scrubbed"]
    whole.filter.setText("example.org")
    assert [words for _, words, _ in shown(whole)] == ["second"]
    whole.filter.setText("<b>no&such")
    scene.settle()
    assert "No session matches “<b>no&such”." in scene.texts(whole)
    assert not whole.change.isVisible()
    scene.click(whole.log)
    form = opened(scene, LogDialog)
    assert skill_box(form).currentText() == "Hygiene"
    skill_box(form).setCurrentText("Working with yeast")
    scene.click(form.save)
    assert [each.skill_id for each in kept(scene).study.values()].count("yeast") == 2
    whole.filter.clear()
    whole.table.selectRow(0)
    scene.click(whole.change)
    form = opened(scene, LogDialog)
    skill_box(form).setCurrentText("Mashing")
    scene.click(form.save)
    assert whole.current
    assert whole.current.session.skill_id == "mashing"
    whole.deleteLater()


@pytest.mark.slow
def test_rows_have_tooltips_and_spoken_text_as_typed(scene: Scene, pane: SkillDetail) -> None:
    scene.tracker.log_edits.log_study(session(90, FRIDAY, MARKUP, SITE))
    scene.settle()
    model = log(scene).model
    first = model.index(0, LogColumn.DAY)
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == f"20 Nov 2026, {MARKUP}, 1\xa0h\xa030, with a link"
    assert plain(first.data(Qt.ItemDataRole.ToolTipRole)) == f"20 Nov 2026, {MARKUP}, 1\xa0h\xa030, with a link\n{SITE}"


# Evidence


def row(scene: Scene, place: int = 0) -> CanDoRow:
    return seen(scene.listed.detail, CanDoRow)[place]


def pieces(scene: Scene, place: int = 0) -> EvidenceList:
    return scene.listed.detail.findChildren(EvidenceList)[place]


def ask_evidence(scene: Scene, place: int = 0) -> EvidenceDialog:
    scene.click(row(scene, place).add_evidence)
    return opened(scene, EvidenceDialog)


def add(scene: Scene, address: str, place: int = 0) -> EvidenceDialog:
    dialog = ask_evidence(scene, place)
    QTest.keyClicks(dialog.address, address)
    scene.click(dialog.save)
    return dialog


def test_a_link_is_added_under_its_can_do_and_ticks_nothing(scene: Scene, pane: SkillDetail) -> None:
    add(scene, SITE, place=1)
    assert closed(scene, EvidenceDialog)
    assert evidence(scene) == [Evidence("hygiene.sterile-vessels", SITE)]
    assert scene.ticked() == set()
    assert [each.address for each in pieces(scene, 1).shown] == [SITE]
    assert pieces(scene, 0).isHidden()
    assert "example.org/bench" in scene.texts(pieces(scene, 1))
    assert history(scene) == [f"Evidence for level 2 added: {SITE}"]
    assert scene.tracker.undo_stack.undo_text == "add evidence for “Hygiene, level 2”"
    scene.press(Qt.Key.Key_Z, CONTROL)
    assert pieces(scene, 1).isHidden()
    scene.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert [each.address for each in pieces(scene, 1).shown] == [SITE]


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type a web address, or choose a file."),
        ("javascript:alert(1)", NOT_KEPT),
        ("ms-msdt:/id", NOT_KEPT),
        (SITE, "This is already listed."),
    ],
)
def test_what_cannot_be_evidence_is_marked_at_the_field(
    scene: Scene, pane: SkillDetail, typed: str, sentence: str
) -> None:
    add(scene, SITE)
    count = len(scene.disk.events())
    dialog = add(scene, typed)
    assert dialog.field.complaint == sentence
    assert QApplication.focusWidget() is dialog.address
    assert len(scene.disk.events()) == count
    dialog.close()


@pytest.mark.slow
def test_a_file_is_chosen_and_shown_by_its_name(
    scene: Scene, pane: SkillDetail, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "R&D <b>thesis.pdf"
    file.write_bytes(b"x")
    monkeypatch.setattr(evidence_dialog, "choose_file", lambda _parent: str(file))
    dialog = ask_evidence(scene)
    dialog.address.setText("nonsense")
    scene.click(dialog.save)
    assert dialog.field.complaint
    scene.click(dialog.choose)
    assert dialog.field.complaint == ""
    scene.click(dialog.save)
    assert evidence(scene) == [Evidence("hygiene.clean-bench", str(file))]
    link = scene.button("R&D <b>thesis.pdf", pieces(scene))
    assert plain(link.toolTip()) == str(file)
    assert link.shortcut().toString() == ""


@pytest.mark.sweep
@pytest.mark.parametrize("answer", [0, 1])
def test_choosing_a_file_gives_it_only_when_it_is_accepted(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, answer: int
) -> None:
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: answer)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: ["/home/me/thesis.pdf"])
    assert choose_file(scene.window) == ("/home/me/thesis.pdf" if answer else "")


@pytest.mark.slow
def test_evidence_is_changed_and_removed_by_clicks(scene: Scene, pane: SkillDetail) -> None:
    add(scene, SITE)
    scene.click(scene.button(f"Change evidence for level 1: {SITE}", pieces(scene)))
    dialog = opened(scene, EvidenceDialog)
    assert dialog.address.text() == SITE
    dialog.address.setText("mailto:me@example.org")
    scene.click(dialog.save)
    assert closed(scene, EvidenceDialog)
    assert evidence(scene) == [Evidence("hygiene.clean-bench", "mailto:me@example.org")]
    scene.click(scene.button("Remove evidence for level 1: mailto:me@example.org", pieces(scene)))
    assert evidence(scene) == []
    assert pieces(scene).isHidden()
    assert QApplication.focusWidget() is row(scene).add_evidence
    assert scene.window.toast.text == "Removed a piece of evidence"
    scene.tracker.undo()
    assert [each.address for each in pieces(scene).shown] == ["mailto:me@example.org"]


@pytest.mark.slow
def test_evidence_of_a_past_day_is_there_after_it_was_removed(scene: Scene, pane: SkillDetail) -> None:
    add(scene, SITE)
    scene.clock.day = date(2026, 12, 1)
    scene.tracker.log_edits.remove_evidence(pieces(scene).shown[0].id)
    assert evidence(scene) == []
    assert list(replay(scene.disk.events(), as_of=TODAY).evidence.values()) == [Evidence("hygiene.clean-bench", SITE)]


@pytest.mark.slow
def test_evidence_that_cannot_be_kept_stays_in_the_form(scene: Scene, pane: SkillDetail) -> None:
    scene.disk.is_full = True
    dialog = add(scene, SITE)
    assert dialog.trouble == SENTENCE
    assert dialog.address.text() == SITE
    assert evidence(scene) == []
    scene.disk.is_full = False
    scene.press(Qt.Key.Key_Return, on=dialog.address)
    assert len(evidence(scene)) == 1
    scene.disk.is_full = True
    scene.tracker.log_edits.remove_evidence(pieces(scene).shown[0].id)
    assert [each.address for each in pieces(scene).shown] == [SITE]
    scene.disk.is_full = False


def test_the_same_evidence_twice_writes_no_event(scene: Scene) -> None:
    can_do, other = scene.can_do("hygiene.clean-bench"), scene.can_do("hygiene.sterile-vessels")
    assert scene.tracker.log_edits.add_evidence(can_do, SITE)
    assert not scene.tracker.log_edits.add_evidence(can_do, SITE)
    assert scene.tracker.log_edits.add_evidence(other, SITE)
    assert not scene.tracker.log_edits.change_evidence(next(iter(kept(scene).evidence)), SITE)


# Opening


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was handed to the system to open."""
    urls: list[str] = []

    def remember(url: QUrl) -> bool:
        urls.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", remember)
    return urls


@pytest.mark.slow
def test_a_link_is_opened_only_after_its_address_was_shown(scene: Scene, pane: SkillDetail, browser: list[str]) -> None:
    add(scene, SITE)
    scene.click(scene.button("example.org/bench", pieces(scene)))
    dialog = opened(scene, OpenDialog)
    assert dialog.shown.toPlainText() == SITE
    assert "Open this in your browser? It leads to example.org." in scene.texts(dialog)
    assert browser == []
    scene.press(Qt.Key.Key_Escape, on=dialog)
    assert browser == []
    scene.click(scene.button("example.org/bench", pieces(scene)))
    scene.click(opened(scene, OpenDialog).open_button)
    assert browser == [SITE]
    assert closed(scene, OpenDialog)


@pytest.mark.slow
def test_the_link_of_a_session_is_opened_in_the_same_way(scene: Scene, three: StudyLog, browser: list[str]) -> None:
    click_session(scene, three, 0)
    assert not three.follow.isEnabled()
    click_session(scene, three, 1)
    scene.click(three.follow)
    assert opened(scene, OpenDialog).shown.toPlainText() == SITE
    scene.click(opened(scene, OpenDialog).open_button)
    assert browser == [SITE]


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://example.org@evil.example/x", "evil.example"),
        ("https://exаmple.org/", "xn--exmple-4nf.org"),  # with a Cyrillic letter
    ],
)
def test_the_host_is_named_so_that_it_cannot_be_mistaken(scene: Scene, address: str, host: str) -> None:
    dialog = OpenDialog(address, scene.theme, scene.window)
    dialog.show()
    assert f"Open this in your browser? It leads to {host}." in scene.texts(dialog)
    dialog.close()


@pytest.mark.sweep
@pytest.mark.parametrize("address", ["javascript:alert(1)", "smb://host/x", "notes/7", "ms-msdt:/id"])
def test_what_another_program_wrote_into_the_file_is_shown_and_not_opened(
    scene: Scene, pane: SkillDetail, browser: list[str], address: str
) -> None:
    scene.tracker.log_edits.add_evidence(scene.can_do("hygiene.clean-bench"), address)
    scene.settle()
    scene.click(scene.button(address, pieces(scene)))
    dialog = opened(scene, OpenDialog)
    assert dialog.shown.toPlainText() == address
    assert dialog.remark.startswith("This is not a web address, an email address or a file on this computer")
    assert not dialog.open_button.isVisible()
    dialog.accept()
    assert browser == []
    scene.click(scene.button("Close", dialog))
    assert closed(scene, OpenDialog)


@pytest.mark.sweep
@pytest.mark.parametrize(
    "address",
    [
        "file:///home/a/x.pdf",
        "/no/such/file.pdf",
        "~/no such notes.md",
        "localhost:8888/lab",
        "www.example.org",
        "192.168.0.2/x",
        "C:\\Users\\me\\x.pdf",
        "\\\\server\\share\\x.pdf",
        "mailto:me@example.org",
        "https://example.org/my report.pdf",
        "obsidian://open?vault=Work",
        "zotero://select/items/1",
    ],
)
def test_evidence_is_kept_letter_for_letter(scene: Scene, pane: SkillDetail, address: str) -> None:
    add(scene, address)
    assert evidence(scene) == [Evidence("hygiene.clean-bench", address)]
    is_missing = address[:5] in ("file:", "/no/s", "~/no ", "C:\\Us")
    told = "there is no file with this name" in scene.window.toast.text if is_missing else True
    assert told


@pytest.mark.sweep
@pytest.mark.parametrize("address", ["\\\\server\\share\\x.pdf", "//host/x", "file://host/x", "file:///%2fhost/x"])
def test_a_file_of_another_computer_is_shown_and_never_looked_at(
    scene: Scene, browser: list[str], address: str
) -> None:
    dialog = OpenDialog(address, scene.theme, scene.window)
    dialog.show()
    assert dialog.remark == ELSEWHERE
    assert dialog.shown.toPlainText() == address
    dialog.accept()
    assert browser == []
    dialog.close()


@pytest.mark.slow
def test_opening_shows_where_a_shortened_address_leads(
    scene: Scene, tmp_path: Path, browser: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "my notes.md").write_bytes(b"x")
    here = str(tmp_path / "my notes.md")
    asked = {
        "localhost:8888/lab": "Open this in your browser? It leads to http://localhost:8888/lab.",
        "www.example.org": "Open this in your browser? It leads to https://www.example.org.",
        "me@example.org": "Write an email to this address?",
        "~/my notes.md": f"Open this file? It is {here}.",
        f"file://{tmp_path}/my%20notes.md": f"Open this file? It is {here}.",
        str(tmp_path): "Open this folder?",
        "obsidian://open?vault=Work": "Open this in the program for obsidian links?",
    }
    for address, question in asked.items():
        dialog = OpenDialog(address, scene.theme, scene.window)
        dialog.show()
        assert question in scene.texts(dialog)
        dialog.accept()
        dialog.close()
    scene.settle()
    file = QUrl.fromLocalFile(here).toString()
    assert browser == [
        "http://localhost:8888/lab", "https://www.example.org", "mailto:me@example.org", file, file,
        QUrl.fromLocalFile(str(tmp_path)).toString(), "obsidian://open?vault=Work",
    ]  # fmt: skip


@pytest.mark.slow
def test_a_file_is_opened_while_it_is_there_and_no_program_is_started(
    scene: Scene, tmp_path: Path, browser: list[str]
) -> None:
    remarks = {}
    for name in ("thesis.pdf", "tool.EXE", "start.desktop", "gone.pdf"):
        file = tmp_path / name
        if name != "gone.pdf":
            file.write_bytes(b"x")
        dialog = OpenDialog(str(file), scene.theme, scene.window)
        dialog.show()
        remarks[name] = dialog.remark
        dialog.accept()
        dialog.close()
    scene.settle()
    program = "This is a program. Skillgap opens documents, but never runs programs."
    assert remarks == {
        "thesis.pdf": "", "tool.EXE": program, "start.desktop": program,
        "gone.pdf": "There is no file with this name here.",
    }  # fmt: skip
    assert browser == [QUrl.fromLocalFile(str(tmp_path / "thesis.pdf")).toString()]


@pytest.mark.slow
def test_where_nothing_opens_it_the_dialog_says_so(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    dialog = OpenDialog("mailto:me@example.org", scene.theme, scene.window)
    dialog.show()
    scene.click(dialog.open_button)
    assert dialog.isVisible()
    assert dialog.remark == NOTHING_OPENS_IT
    dialog.close()


# Not used


@pytest.fixture
def unused(scene: Scene, pane: SkillDetail) -> SkillDetail:
    """Level 1 was ticked on 1 May, six months and twenty days ago."""
    scene.tracker.edits.set_tick(scene.can_do("hygiene.clean-bench"), Tick(MAY))
    scene.settle()
    return pane


@pytest.mark.slow
def test_a_skill_unused_for_half_a_year_is_marked_with_icon_and_text(scene: Scene, unused: SkillDetail) -> None:
    (mark,) = seen(unused, DisuseMark)
    assert mark.text == mark.accessibleName() == "not used for 6 months"
    assert not mark.is_bold
    assert plain(mark.toolTip()) == "Last used on 1 May. Your level stays the same."
    shown_row = scene.row("skill", "hygiene")
    assert shown_row.mark == "clock"
    assert shown_row.spoken.endswith(", not used for 6 months")
    tip = scene.model.index_of(("skill", "hygiene")).data(Qt.ItemDataRole.ToolTipRole)
    assert plain(tip) == "Hygiene: not used for 6 months"
    assert scene.row("skill", "yeast").mark == ""
    assert plain(scene.model.index_of(("skill", "yeast")).data(Qt.ItemDataRole.ToolTipRole)) == "Working with yeast"
    assert scene.tracker.gap.skills["hygiene"].level == 1


@pytest.mark.slow
def test_the_icon_of_disuse_is_painted(scene: Scene, unused: SkillDetail) -> None:
    place = scene.tree.viewport().mapTo(scene.window, scene.rect("skill", "hygiene").topLeft())
    area = scene.rect("skill", "hygiene").translated(place - scene.rect("skill", "hygiene").topLeft())
    marked = scene.window.grab(area).toImage()
    scene.tracker.log_edits.confirm_skill("hygiene")
    scene.settle()
    assert scene.window.grab(area).toImage() != marked


@pytest.mark.slow
def test_from_a_year_on_the_mark_is_bold_and_follows_midnight(scene: Scene, unused: SkillDetail) -> None:
    scene.clock.day = date(2027, 5, 1)
    scene.tracker.edits.set_aside("yeast", True)  # another event
    scene.settle()
    (mark,) = seen(unused, DisuseMark)
    assert mark.text == "not used for 12 months"
    assert mark.is_bold
    assert scene.row("skill", "hygiene").mark == "clock-long"


def test_one_key_confirms_a_skill(scene: Scene, unused: SkillDetail) -> None:
    scene.press(Qt.Key.Key_B, CONTROL | SHIFT)
    assert kept(scene).still_can == {"hygiene": TODAY}
    assert seen(unused, DisuseMark) == []
    assert scene.row("skill", "hygiene").mark == ""
    assert history(scene)[0] == "Marked as current"
    assert scene.window.toast.text == "Marked Hygiene as current"
    assert scene.tracker.undo_stack.undo_text == "mark “Hygiene” as current"
    scene.press(Qt.Key.Key_Z, CONTROL)
    assert len(seen(unused, DisuseMark)) == 1
    assert history(scene)[0] == "No longer marked as current"


@pytest.mark.slow
def test_a_click_beside_the_mark_confirms_a_skill(scene: Scene, unused: SkillDetail) -> None:
    scene.click(scene.button("I still know this", unused))
    assert kept(scene).still_can == {"hygiene": TODAY}
    assert "I still know this" not in scene.texts(unused)


@pytest.mark.slow
def test_still_can_is_recorded_once_a_day_and_only_for_what_is_ticked(scene: Scene, unused: SkillDetail) -> None:
    assert scene.tracker.log_edits.confirm_skill("hygiene")
    count = len(scene.disk.events())
    assert not scene.tracker.log_edits.confirm_skill("hygiene")
    assert not scene.tracker.log_edits.confirm_skill("yeast")
    assert len(scene.disk.events()) == count
    scene.go("category", "basics")
    scene.press(Qt.Key.Key_B, CONTROL | SHIFT)
    assert len(scene.disk.events()) == count


@pytest.mark.slow
def test_the_mark_stays_if_the_confirmation_cannot_be_saved(scene: Scene, unused: SkillDetail) -> None:
    scene.disk.is_full = True
    scene.press(Qt.Key.Key_B, CONTROL | SHIFT)
    assert len(seen(unused, DisuseMark)) == 1
    assert scene.window.banners.text("trouble") == SENTENCE
    scene.disk.is_full = False


@pytest.mark.slow
def test_study_takes_the_mark_away_on_both_pages(scene: Scene, unused: SkillDetail) -> None:
    scene.show_stages()
    marks = [scene.row(*key).mark for key in scene.model.shown_keys() if key[0] == "skill" and key[2] == "hygiene"]
    assert "clock" in marks
    scene.tracker.log_edits.log_study(session())
    marks = [scene.row(*key).mark for key in scene.model.shown_keys() if key[0] == "skill" and key[2] == "hygiene"]
    assert set(marks) == {""}


@pytest.mark.slow
def test_everything_is_there_after_a_restart(open_window: OpenWindow) -> None:
    scene = open_window()
    scene.tracker.log_edits.log_study(session(90, FRIDAY, MARKUP, SITE))
    scene.tracker.log_edits.add_evidence(scene.can_do("hygiene.clean-bench"), SITE)
    scene.tracker.edits.set_tick(scene.can_do("hygiene.clean-bench"), Tick(MAY))
    scene.tracker.log_edits.confirm_skill("hygiene")
    scene.close()
    again = open_window()
    again.window.pages.listed.open_skill("hygiene")
    again.settle()
    assert shown(log(again)) == [("20 Nov", MARKUP, "1\xa0h\xa030")]
    assert [each.address for each in pieces(again).shown] == [SITE]
    assert again.tracker.progress.still_can == {"hygiene": TODAY}
