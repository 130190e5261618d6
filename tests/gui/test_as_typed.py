"""Text is shown as it was typed, whoever typed it: no name is ever read as markup, and no "&" is a shortcut."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDesktopServices, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QTableView, QWidget

from gui.app.settings import Settings
from gui.backups.stop_dialog import StopDialog
from gui.charts.chart import ChartTable
from gui.charts.chart_style import ChartStyle
from gui.charts.rendering import svg_of
from gui.files.link_opener import OpenDialog
from gui.shell.keys_dialog import KeysDialog
from gui.shell.notices import FIRST_WORDS
from gui.skill_detail.evidence_dialog import EvidenceDialog
from gui.skill_detail.note_field import NoteField
from gui.startup.expected_file import tell_not_opened
from gui.study.log_dialog import LogDialog
from gui.theme.palette import LIGHT
from roadmaps.catalogue import load_catalogue
from roadmaps.journal import StudySession
from store.backup_repository import BackupRepository
from tests.examples import quick
from tests.gui.conftest import TINY
from tests.gui.scene import TODAY, SetClock, seen
from tests.program_imports import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure
    from PySide6.QtWidgets import QApplication

    from gui.charts.chart import Spot
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene

SPICED = {
    'name = "Hygiene"': 'name = "Hygiene & <b>soap</b>"',
    'short_name = "Hygiene"': 'short_name = "H&S <i>"',
    'text = "Keeps the bench clean."': 'text = "Keeps R&D <table><tr><td>clean</td></tr></table>."',
    'description = "Keeping everything clean."': 'description = "<h1>Clean</h1> & tidy"',
    'title = "How to clean"': 'title = "Soap & <u>water</u>"',
    'implied_by = "Both books take it for granted."': 'implied_by = "<b>Both</b> take it & go."',
    'text = "Says that it rises."': 'text = "Says <em>R&D</em>."',
    'text = "Asks for it."': 'text = "Asks <b>for</b> & gets."',
    'judgement = "The order is ours."': 'judgement = "<i>Ours</i> & only ours."',
    'name = "Basics"': 'name = "R&D <b>basics</b>"',
    'short_name = "BRW"': 'short_name = "B&W"',
    'name = "Brewer"': 'name = "Brewer & <s>Wine</s>"',
    'name = "Baker to brewer"': 'name = "<b>Baker</b> & brewer"',
    'title = "A clean start"': 'title = "A <i>clean</i> & start"',
    'purpose = "Clean vessels at the right temperature."': 'purpose = "<b>Clean</b> & cold"',
    'title = "Boil the water"': 'title = "Boil <b>R&D</b>"',
    'name = "One grain"': 'name = "One <b>grain</b> & all"',
    'short_name = "Wheat"': 'short_name = "W&W"',
}
MARKUP = "<table><tr><td>R&D</td></tr></table> & <b>x</b>"

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(scope="module")
def spiced(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The tiny catalogue, with names that look like markup."""
    folder = tmp_path_factory.mktemp("spiced") / "data"
    shutil.copytree(TINY, folder)
    for file in folder.rglob("*.toml"):
        text = file.read_text(encoding="utf-8")
        for plain, spicy in SPICED.items():
            text = text.replace(plain, spicy)
        file.write_text(text, encoding="utf-8")
    return load_catalogue(folder)


@pytest.fixture
def spicy(open_window: OpenWindow, spiced: Catalogue) -> Scene:
    scene = open_window(spiced)
    scene.window.pages.listed.open_skill("hygiene")
    scene.settle()
    return scene


def every_widget(room: QWidget) -> Iterator[QWidget]:
    yield room
    yield from room.findChildren(QWidget)


def without_mnemonics(text: str) -> str:
    """What a button or a menu shows of its text."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def test_the_list_and_the_detail_pane_show_names_as_they_are_written(spicy: Scene) -> None:
    assert spicy.row("skill", "hygiene").title == "Hygiene & <b>soap</b>"
    assert spicy.row("category", "basics").title == "R&D <b>basics</b>"
    texts = spicy.texts(spicy.listed.detail)
    for text in ("Hygiene & <b>soap</b>", "<h1>Clean</h1> & tidy", "Keeps R&D <table><tr><td>clean</td></tr></table>.",
                 "Soap & <u>water</u>", "<b>Both</b> take it & go.", "R&D <b>basics</b>"):  # fmt: skip
        assert text in texts


@pytest.mark.slow
def test_what_articles_say_is_shown_as_it_is_written(spicy: Scene) -> None:
    spicy.window.pages.listed.open_skill("yeast")
    spicy.settle()
    assert "Says <em>R&D</em>." in spicy.texts(spicy.listed.detail)
    spicy.show_stages()
    spicy.settle()
    spicy.click_row("stage", "1")
    assert "Asks <b>for</b> & gets." in spicy.texts(spicy.listed.overview)
    spicy.click(spicy.button("Sources and reasoning"))
    assert "<i>Ours</i> & only ours." in spicy.texts(spicy.listed.overview)


def test_every_label_with_text_is_plain(spicy: Scene) -> None:
    spicy.tracker.edits.set_aside("hygiene", True)
    spicy.click(spicy.window.top_bar.readiness.number)
    spicy.show_stages()
    spicy.settle()
    labels = [label for label in spicy.window.findChildren(QLabel) if label.text()]
    assert len(labels) > 50
    assert [label.text() for label in labels if label.textFormat() is not Qt.TextFormat.PlainText] == []


def test_tooltips_show_what_is_meant(spicy: Scene) -> None:
    spicy.click_box("skill", "hygiene")
    spicy.show_stages()
    spicy.settle()
    tips = {widget.toolTip() for widget in every_widget(spicy.window) if widget.toolTip()}
    tips |= {action.toolTip() for action in spicy.window.findChildren(QAction) if action.toolTip()}
    shown = set()
    for tip in tips:
        document = QTextDocument()
        if "<" in tip:
            assert tip.startswith("<p style='white-space:pre-wrap'>")
            document.setHtml(tip)
        else:
            document.setPlainText(tip)
        shown.add(document.toPlainText())
    assert "<b>Baker</b> & brewer" in shown
    assert any("Hygiene & <b>soap</b>" in tip for tip in shown)


def test_menus_and_buttons_show_every_and_sign(spicy: Scene) -> None:
    spicy.tracker.edits.set_aside("hygiene", True)
    spicy.tracker.undo()
    entries = {
        without_mnemonics(action.text())
        for menu in spicy.window.menuBar().findChildren(QMenu)
        for action in menu.actions()
    }
    assert "Goal: BKR → B&W" in entries
    assert "Redo: set “Hygiene & <b>soap</b>” aside" in entries
    buttons = {without_mnemonics(button.text()) for button in seen(spicy.window.top_bar, QAbstractButton)}
    assert "BKR → B&W" in buttons
    spicy.window.pages.listed.open_skill("wheat")
    spicy.settle()
    radios = {without_mnemonics(button.text()) for button in seen(spicy.listed.detail, QAbstractButton)}
    assert "W&W" in radios


@pytest.mark.slow
def test_no_name_becomes_a_shortcut(spicy: Scene) -> None:
    spicy.window.pages.listed.open_skill("yeast")  # it needs hygiene first: a link with "&" in it
    spicy.settle()
    keyed = {button.text(): button.shortcut().toString() for button in spicy.window.findChildren(QAbstractButton)}
    assert "Hygiene & <b>soap</b>" in keyed or "Hygiene && <b>soap</b>" in keyed
    assert {text: key for text, key in keyed.items() if key} == {}


def test_the_status_bar_and_the_toast_show_names_as_they_are_written(spicy: Scene) -> None:
    spicy.tracker.edits.set_aside("hygiene", True)
    assert spicy.window.status.next_undo == "Undo: set “Hygiene & <b>soap</b>” aside"
    assert spicy.window.toast.text == "Set Hygiene & <b>soap</b> aside"


@pytest.mark.slow
def test_the_list_of_keys_names_commands_and_not_what_they_would_do_now(spicy: Scene) -> None:
    spicy.tracker.edits.set_aside("hygiene", True)
    assert "Undo" in [line.name for line in spicy.window.commands.key_lines()]
    spicy.window.help_commands.show_keys()
    dialog = spicy.window.findChildren(KeysDialog)[0]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel))
    dialog.reject()
    spicy.settle()


@pytest.mark.slow
def test_what_is_searched_for_is_repeated_as_it_was_typed(spicy: Scene) -> None:
    spicy.search("<b>no&such</b>")
    assert "No skill of this goal matches “<b>no&such</b>”." in spicy.texts()
    spicy.search("hygiene & <b>sope")
    buttons = [without_mnemonics(text) for text in spicy.texts()]
    assert "Show Hygiene & <b>soap</b>" in buttons or "Hygiene & <b>soap</b>" not in buttons


def test_a_note_comes_back_letter_by_letter(open_window: OpenWindow) -> None:
    scene = open_window()
    scene.window.pages.listed.open_skill("hygiene")
    field = scene.listed.detail.findChildren(NoteField)[0]
    field.setFocus()
    QTest.keyClicks(field, MARKUP)
    scene.close()
    again = open_window()
    again.window.pages.listed.open_skill("hygiene")
    assert again.tracker.progress.notes["hygiene"] == MARKUP
    assert again.listed.detail.findChildren(NoteField)[0].toPlainText() == MARKUP


def test_sessions_and_evidence_are_shown_as_they_were_typed(spicy: Scene) -> None:
    skill = spicy.catalogue.skills["hygiene"]
    spicy.tracker.log_edits.log_study(StudySession("hygiene", TODAY, 45, MARKUP, "https://example.org/R&D"))
    spicy.tracker.log_edits.add_evidence(skill.can_dos[0], f"/home/me/{MARKUP}")
    spicy.tracker.log_edits.add_evidence(skill.can_dos[0], "https://example.org/R&D")
    spicy.tracker.log_edits.add_evidence(skill.can_dos[0], MARKUP)
    spicy.settle()
    pane = spicy.listed.detail
    assert {"https://example.org/R&D".removeprefix("https://"), MARKUP} <= set(spicy.texts(pane))
    keyed = {button.shortcut().toString() for button in pane.findChildren(QAbstractButton)}
    assert keyed == {""}
    assert spicy.window.status.next_undo == "Undo: add evidence for “Hygiene & <b>soap</b>, level 1”"
    form = LogDialog(spicy.tracker, spicy.theme, spicy.icons, spicy.window, skill_id="hygiene")
    question = OpenDialog(MARKUP, spicy.theme, spicy.window)
    evidence = EvidenceDialog(spicy.tracker, spicy.theme, spicy.icons, spicy.window, skill.can_dos[0])
    assert question.shown.toPlainText() == MARKUP
    for dialog, words in (
        (form, "Hygiene & <b>soap</b>"),
        (evidence, "Keeps R&D <table><tr><td>clean</td></tr></table>."),
        (question, ""),
    ):
        dialog.show()
        labels = [label for label in dialog.findChildren(QLabel) if label.text()]
        assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
        assert words in [label.text() for label in labels] or not words
        dialog.close()
    whole = LogDialog(spicy.tracker, spicy.theme, spicy.icons, spicy.window)
    assert whole.skill
    assert whole.skill.findText("Hygiene & <b>soap</b>") >= 0
    whole.show()
    whole.close()
    spicy.settle()


@pytest.mark.slow
def test_pasted_markup_is_pasted_as_text(scene: Scene) -> None:
    scene.window.pages.listed.open_skill("hygiene")
    field = scene.listed.detail.findChildren(NoteField)[0]
    field.insertPlainText(MARKUP)
    assert field.toPlainText() == MARKUP
    assert field.document().toPlainText() == MARKUP


def test_a_sentence_with_a_file_name_is_plain_in_every_dialog(
    theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, list[Qt.TextFormat]]] = []

    def look(dialog: StopDialog) -> int:
        labels = [label for label in dialog.findChildren(QLabel) if label.text()]
        told.append((dialog.sentence.text(), [label.textFormat() for label in labels]))
        return 0

    monkeypatch.setattr(StopDialog, "exec", look)
    file = tmp_path / "<b>R&D.db"
    sentence = "/home/<b>me</b>/R&D.db could not be opened."
    tell_not_opened(sentence, BackupRepository(file), file, Settings(tmp_path / "settings.ini"), theme, SetClock())
    assert told[0][0] == sentence
    assert set(told[0][1]) == {Qt.TextFormat.PlainText}


def test_our_own_sentences_hold_no_markup() -> None:
    assert "<" not in FIRST_WORDS


@pytest.mark.slow
def test_a_path_in_a_banner_is_plain_text(scene: Scene, tmp_path: Path) -> None:
    sentence = f"Not saved in {tmp_path}/<b>R&D</b>.db: the disk is full."
    scene.tracker.failed.emit(sentence)
    assert scene.window.banners.text("trouble") == sentence


MATHS = "Costs $5 & $x^2$ <b>each</b>"


def test_dollar_signs_in_a_chart_are_no_formula(qapp: QApplication) -> None:
    style = ChartStyle(LIGHT, qapp.font().family(), 11, 400, 200)

    class Priced:
        summary = MATHS
        table = ChartTable((MATHS,), ((MATHS,),))

        def draw(self, figure: Figure, style: ChartStyle) -> list[Spot]:
            axes = style.axes(figure, 80, 20, 20, 40)
            style.write(axes, 0.5, 0.5, MATHS, "text")
            axes.set_xticks([0.5], [MATHS])
            return []

    drawing = svg_of(Priced(), style)
    texts = [
        "".join(each.itertext()) for each in ElementTree.fromstring(drawing).iter("{http://www.w3.org/2000/svg}text")
    ]
    assert texts.count(MATHS) == 2
    titles = [each.text for each in ElementTree.fromstring(drawing).iter("{http://purl.org/dc/elements/1.1/}title")]
    assert MATHS in titles


@pytest.mark.slow
def test_bidirectional_letters_and_images_stay_letters_in_every_field(
    open_window: OpenWindow, spiced: Catalogue
) -> None:
    hostile = "\u202eevil\u202c ![x](file:///etc/passwd) <img src=file:///etc/passwd> $x$ a && b"
    scene = open_window(spiced)
    scene.tracker.edits.write_note("hygiene", hostile)
    scene.tracker.log_edits.log_study(StudySession("hygiene", TODAY, 45, hostile, None))
    scene.window.pages.listed.open_skill("hygiene")
    scene.settle()
    assert hostile in [field.toPlainText() for field in scene.listed.detail.findChildren(NoteField)]
    scene.window.show_page("progress")
    scene.settle()
    shown = [
        str(table.model().index(row, column).data())
        for table in scene.window.pages.progress.findChildren(QTableView)
        for row in range(table.model().rowCount())
        for column in range(table.model().columnCount())
    ]
    assert any(hostile in text for text in shown)


RICH = frozenset({
    "QTextBrowser", "QTextEdit", "setHtml", "insertHtml", "appendHtml", "setMarkdown", "RichText", "AutoText",
    "MarkdownText", "setOpenExternalLinks", "linkActivated", "loadResource",
})  # fmt: skip
OUR_OWN_TEXT = {"gui/shell/guide.py", "gui/export/print_pages.py"}
"""What shows text that comes with the program, or the report's HTML, in which the user's words are escaped."""
TALKING = frozenset({"QMessageBox", "QErrorMessage", "QInputDialog", "QProgressDialog"})


def test_nothing_in_the_program_reads_markup_or_loads_what_it_names() -> None:
    files = nodes("main.py") | nodes("gui")
    assert len(files) > 100
    for file, found in files.items():
        names = {node.attr for node in found if isinstance(node, ast.Attribute)}
        names |= {node.id for node in found if isinstance(node, ast.Name)}
        assert file in OUR_OWN_TEXT or names & RICH == set(), file
        calls = [node for node in found if isinstance(node, ast.Call)]
        functions = [node.func.id for node in calls if isinstance(node.func, ast.Name)]
        methods = [node.func.attr for node in calls if isinstance(node.func, ast.Attribute)]
        talking = [name for name in functions if name in TALKING]
        assert len(talking) <= methods.count("setTextFormat"), f"{file}: every box that says something is plain"
        # A label with words is a PlainLabel, or says that it is plain; one for a picture has none.
        labels = [node for node in calls if isinstance(node.func, ast.Name) and node.func.id == "QLabel" and node.args]
        assert labels == [], file
        tips = [
            node.args[0] for node in calls if isinstance(node.func, ast.Attribute) and node.func.attr == "setToolTip"
        ]
        words = [ast.unparse(tip) for tip in tips if not isinstance(tip, ast.Constant)]
        assert [each for each in words if "plain_tip" not in each] == [], file


@pytest.mark.sweep
@pytest.mark.parametrize("address", quick([
    "file://host/etc/passwd", "file:////host/x", "file:///no/such/file", "javascript:alert(1)", "data:text/html,x",
    "ftp://example.org", "smb://host/x", "//host/x", "\\\\host\\x",
    "http:/x", "vbscript:x", "ssh://x", "tel:1", "HTTP://\u202eexample.org", "about:blank", "qrc:/x",
], "file://host/etc/passwd", "javascript:alert(1)", "smb://host/x", "HTTP://\u202eexample.org"))  # fmt: skip
def test_only_web_and_mail_addresses_and_files_that_were_shown_are_opened(
    address: str, theme: Theme, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    question = OpenDialog(address, theme, scene.window)
    question.show()
    assert question.shown.toPlainText() == address
    assert not question.open_button.isVisible()
    question.accept()
    question.reject()
    assert opened == []
