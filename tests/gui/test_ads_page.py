"""The Job ads page: keeping ads, reading one, looking across them, and what hostile ones cannot do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFont, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

import gui.export.exporter
import gui.pages.ads.incoming
from gui.app.ad_book import AdBook
from gui.app.settings import Settings
from gui.app.tracker import Tracker
from gui.pages.ads.ad_dialog import AdDialog
from gui.pages.ads.ad_text import AdText
from gui.pages.ads.page import AdsPage
from gui.pages.ads.shown_text import ShownText
from roadmaps.journal import NOTHING, KeptAd, Kind, NextUpOrder
from store.journal import Journal
from tests.gui.scene import SENTENCE, TODAY, names, seen
from tests.roadmaps.own.changes import OWN_ROADMAPS, Written, placed

if TYPE_CHECKING:
    from pathlib import Path

    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
TEXT = """Bakery manager at Crust & Sons

About us
We have loved yeast since 1890.

Requirements
- Kneading, and weighing
- Hygiene or mashing

Nice to have
- Wheat
"""


@pytest.fixture
def first_page() -> str:
    return "ads"


def ad(text: str = TEXT, title: str = "Baker", employer: str = "Crust", day: date | None = TODAY) -> KeptAd:
    return KeptAd(text, title, employer, day, "")


def page_of(scene: Scene) -> AdsPage:
    return scene.window.pages.ads


@pytest.fixture
def kept(scene: Scene) -> Scene:
    """A window on the page, with one ad."""
    scene.tracker.ad_edits.keep(ad())
    scene.window.show_page("ads")
    scene.settle()
    return scene


def dialog(scene: Scene) -> AdDialog:
    (found,) = seen(scene.window, AdDialog)
    return found


def copy(text: str, html: str = "") -> None:
    given = QMimeData()
    given.setText(text)
    if html:
        given.setHtml(html)
    QApplication.clipboard().setMimeData(given)


def asked(scene: Scene) -> list[tuple[str, str]]:
    return [(row.name, row.levels) for row in page_of(scene).result.asks.rows]


# Keeping ads


def test_a_pasted_ad_gets_its_title_from_the_text_is_kept_letter_for_letter_and_can_be_undone(scene: Scene) -> None:
    scene.press(Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    page = page_of(scene)
    assert page.empty.isVisible()
    copy(TEXT.replace("\n", "\r\n") + "\u00a0 ")
    scene.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    form = dialog(scene)
    assert (form.title.text(), form.employer.text()) == ("Bakery manager", "Crust & Sons")
    scene.click(form.save)
    (found,) = scene.tracker.progress.ads.values()
    assert (found.text, found.employer, found.day) == (f"{TEXT}\u00a0".replace("\n", "\r\n"), "Crust & Sons", TODAY)
    assert page.list.shown_ids == [*scene.tracker.progress.ads]
    assert scene.window.windowTitle() == "Skillgap"
    scene.tracker.undo()
    scene.settle()
    assert page.empty.isVisible()
    assert scene.tracker.progress.ads == {}


@pytest.mark.slow
def test_a_guess_never_overwrites_a_title_the_user_typed(scene: Scene) -> None:
    scene.window.show_page("ads")
    page_of(scene).ad_forms.add()
    form = dialog(scene)
    form.title.setFocus()
    form.title.textEdited.emit("Mine")
    form.title.setText("Mine")
    copy("Senior ML engineer\nCompany: Tallis Pay\nhttps://tallis.example/jobs")
    form.text.paste()
    assert (form.title.text(), form.employer.text()) == ("Mine", "Tallis Pay")
    assert form.address.text() == "https://tallis.example/jobs"


def test_an_ad_is_edited_and_removed_with_an_offer_to_undo(kept: Scene) -> None:
    page, tracker = page_of(kept), kept.tracker
    kept.click(page.ad.edit)
    form = dialog(kept)
    form.title.setText("Head baker")
    kept.click(form.save)
    assert [each.title for each in tracker.progress.ads.values()] == ["Head baker"]
    kept.press(Qt.Key.Key_Delete, on=page.list.view)
    assert (tracker.progress.ads, kept.window.toast.text) == ({}, "Removed Head baker")
    kept.window.toast.undo.click()
    kept.settle()
    assert [each.title for each in tracker.progress.ads.values()] == ["Head baker"]
    assert page.ad.isVisible()


def test_a_full_disk_keeps_the_form_open_with_all_that_was_typed(scene: Scene) -> None:
    scene.window.show_page("ads")
    copy(TEXT)
    page_of(scene).ad_forms.paste()
    form = dialog(scene)
    scene.disk.is_full = True
    scene.click(form.save)
    assert form.isVisible()
    assert (form.trouble, form.text.exact_text()) == (SENTENCE, TEXT.strip())
    scene.disk.is_full = False
    scene.click(form.save)
    assert len(scene.tracker.progress.ads) == 1


def test_ads_can_be_searched_and_sorted(kept: Scene) -> None:
    edits, page = kept.tracker.ad_edits, page_of(kept)
    edits.keep(ad("Requirements: tasting", "Zest taster", "Hop Ltd"))
    edits.keep(ad("Requirements: bottling", "Ale filler", "Hop Ltd"))
    kept.settle()

    def titles() -> list[str]:
        return [kept.tracker.progress.ads[each].title for each in page.list.shown_ids]

    assert titles() == ["Ale filler", "Zest taster", "Baker"]
    page.list.order.setCurrentText("Title")
    assert titles() == ["Ale filler", "Baker", "Zest taster"]
    page.list.wanted.setText("hop tasting")
    assert titles() == ["Zest taster"]
    assert page.ad.title.text() == "Zest taster"
    page.list.wanted.setText("no such word")
    assert titles() == []
    assert not page.ad.isVisible()
    page.list.wanted.clear()
    assert len(titles()) == 3


def test_a_file_is_opened_and_dropped(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.window.show_page("ads")
    page = page_of(scene)
    mail = tmp_path / "ad.eml"
    mail.write_bytes(b"From: a@example.org\nSubject: Brewer wanted\n\nMashing and bottling.\n")
    monkeypatch.setattr(gui.pages.ads.incoming, "ask_which", lambda *_: mail)
    page.ad_forms.choose_file()
    form = dialog(scene)
    assert (form.text.exact_text(), form.title.text()) == ("Mashing and bottling.", "Brewer wanted")
    form.reject()
    scene.settle()
    web = tmp_path / "ad.html"
    web.write_text("<html><title>Jobs</title><body><p>Tasting</p><p>Wheat</p></body></html>")
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(web))])
    page.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, given, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    assert names(dialog(scene).text.exact_text(), "Tasting", "Wheat")


def test_an_example_is_shown_at_once_and_undone_from_the_toast(open_window: OpenWindow, catalogue: Catalogue) -> None:
    scene = open_window(catalogue)
    scene.window.show_page("ads")
    page = page_of(scene)
    assert [each.text() for each in page.empty.links] == ["Open a file …", "Try an example"]
    scene.click(page.empty.links[1])
    assert page.ad.title.text().startswith("Example: ")
    assert page.list.view.hasFocus()
    assert len(page.result.asks.rows) > 12
    assert page.ad.text.folds == 3
    assert page.shown_ad is not None
    assert page.shown_ad.lean.text == "mostly ML engineer"
    scene.click(scene.window.toast.undo)
    assert page.empty.isVisible()
    assert scene.tracker.progress.ads == {}
    scene.tracker.view_as_of(date(2020, 1, 1))
    scene.settle()
    assert not any(each.isEnabled() for each in page.empty.links)


# One ad


def test_an_ad_lists_unmet_asks_first_and_must_haves_apart_from_nice_to_haves(kept: Scene) -> None:
    kept.tracker.edits.set_ticked(kept.catalogue.skills["weighing"].can_dos, True)
    kept.settle()
    page = page_of(kept)
    groups = asked(kept)
    assert groups[0] == ("Must have", "1 of 3")
    assert groups[-2] == ("Nice to have", "0 of 1")
    order = [name for name, _ in groups[1:-2]]
    assert order[-1] == "Weighing"
    assert {"Dough", "Weighing"} < set(order)
    assert any(name in ("Hygiene (or Mashing)", "Mashing (or Hygiene)") for name in order)
    assert page.result.head.text() == "This ad asks for 4 skills"
    assert page.result.counts.text() == "1 have · 3 missing"
    assert page.result.about_effort.text() == "To cover the must-haves:"
    assert names(page.result.effort.text(), "2 skills", "can-do", "h")
    assert not any("%" in text or "score" in text.lower() for text in kept.texts(page.result))


def test_words_are_marked_by_state_with_a_second_cue_each(kept: Scene) -> None:
    kept.tracker.edits.set_ticked(kept.catalogue.skills["weighing"].can_dos, True)
    kept.tracker.edits.set_aside("wheat", True)
    kept.settle()
    text = page_of(kept).ad.text

    def format_of(words: str) -> QTextCharFormat:
        cursor = text.document().find(words)
        cursor.setPosition(cursor.selectionStart() + 1)
        return cursor.charFormat()

    lines = QTextCharFormat.UnderlineStyle
    assert format_of("weighing").underlineStyle() is lines.SingleUnderline
    assert format_of("Kneading").underlineStyle() is lines.DotLine
    assert format_of("Kneading").fontWeight() == QFont.Weight.DemiBold
    assert format_of("Wheat").fontStrikeOut()
    assert format_of("loved").underlineStyle() is lines.NoUnderline


@pytest.mark.slow
def test_parts_about_the_employer_are_folded_and_read_only_on_request(kept: Scene) -> None:
    page = page_of(kept)
    text = page.ad.text
    line = text.document().find("loved yeast").block()
    assert (text.folds, text.is_folded, line.isVisible()) == (1, True, False)
    assert "Yeast" not in dict(asked(kept))
    kept.click(page.ad.fold)
    assert line.isVisible()
    kept.click(page.ad.read_all)
    assert "Yeast" in dict(asked(kept))
    assert text.folds == 0
    kept.tracker.undo()
    kept.settle()
    assert "Yeast" not in dict(asked(kept))


def test_a_wrong_mark_is_dismissed_in_this_ad_or_in_every_ad(kept: Scene) -> None:
    kept.tracker.ad_edits.keep(ad("Requirements: kneading, wheat", "Second"))
    kept.settle()
    page = page_of(kept)
    page.result.asks.choose(next(row.place for row in page.result.asks.rows if row.name == "Dough"))
    kept.press(Qt.Key.Key_Delete, on=page.result.asks)
    assert "Dough" not in dict(asked(kept))
    page.list.open_ad(page.list.shown_ids[0])
    kept.settle()
    assert "Dough" in dict(asked(kept)), "only in the other ad"
    page.result.asks.choose(next(row.place for row in page.result.asks.rows if row.name == "Wheat"))
    page.result.wrong.menu().actions()[1].trigger()
    kept.settle()
    assert kept.tracker.progress.taught == {"wheat": NOTHING}
    for ad_id in page.list.shown_ids:
        page.list.open_ad(ad_id)
        assert "Wheat" not in dict(asked(kept))


def test_a_wrong_mark_is_dismissed_by_the_cross_of_its_row(kept: Scene) -> None:
    asks = page_of(kept).result.asks

    def click_at_the_right_of(name: str) -> None:
        (place,) = [number for number, row in enumerate(asks.rows) if row.name == name]
        frame = asks.visualRect(asks.model().index(place, 0))
        QTest.mouseClick(asks.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(frame.right() - 10, frame.center().y()))
        kept.settle()

    click_at_the_right_of("Must have")
    click_at_the_right_of("Dough")
    assert [name for name, _ in asked(kept)][:1] == ["Must have"]
    assert "Dough" not in dict(asked(kept))
    assert kept.tracker.progress.taught == {}, "in this ad only"
    kept.tracker.view_as_of(date(2020, 1, 1))
    kept.settle()
    before = kept.disk.events()
    for name, _ in asked(kept):
        click_at_the_right_of(name)
    assert kept.disk.events() == before, "an earlier day cannot be changed"


def test_the_teaching_panel_says_in_how_many_ads_a_phrase_is(kept: Scene) -> None:
    panel = page_of(kept).result.teaching
    panel.ask([("Yeast", ""), ("kneading", "")])
    assert panel.found_in.text() == "", "there is only one ad"
    for text in ("Yeasty kneading", "YEAST"):
        kept.tracker.ad_edits.keep(ad(text))
    panel.ask([("Yeast", ""), ("kneading", "")])
    assert panel.found_in.text() == "“Yeast” is in 2 of your 3 ads."
    panel.boxes["kneading"].setFocus(Qt.FocusReason.TabFocusReason)
    assert panel.found_in.text() == "“kneading” is in 2 of your 3 ads."


def test_selected_words_are_taught_and_every_ad_is_read_with_them(kept: Scene) -> None:
    page = page_of(kept)
    cursor = page.ad.text.document().find("Crust")
    page.ad.text.setTextCursor(cursor)
    assert page.ad.text.selected == "Crust"
    page.ad.teaching_wanted.emit(page.ad.text.selected)
    panel = page.result.teaching
    assert (panel.other.text(), page.ad.text.isVisible(), seen(kept.window, QDialog)) == ("Crust", True, [])
    panel.other_means.setCurrentIndex(panel.other_means.findData("tasting"))
    kept.click(panel.save)
    assert kept.tracker.progress.taught == {"crust": "tasting"}
    assert "Tasting" in dict(asked(kept))
    assert (panel.isVisible(), page.result.put_first.isVisible()) == (False, True)


@pytest.mark.slow
def test_the_teaching_panel_follows_the_selection_and_closes_with_escape(kept: Scene) -> None:
    page = page_of(kept)
    page.result.teach.click()
    panel = page.result.teaching
    assert panel.isVisible()
    assert (page.result.asks.isVisible(), page.result.put_first.isVisible()) == (True, False)
    page.ad.text.setTextCursor(page.ad.text.document().find("Bakery manager"))
    assert panel.other.text() == "Bakery manager"
    kept.press(Qt.Key.Key_Return, on=panel.other)
    assert panel.error.text == "Choose what the phrase means."
    assert panel.other_means.hasFocus()
    kept.press(Qt.Key.Key_F6, on=panel.other_means)
    assert page.list.view.hasFocus()
    kept.press(Qt.Key.Key_Escape, on=panel.other)
    assert not panel.isVisible()
    assert page.result.teach.hasFocus()
    assert kept.tracker.progress.taught == {}


@pytest.mark.slow
def test_nothing_is_taught_on_an_earlier_day_or_a_full_disk(kept: Scene) -> None:
    page = page_of(kept)
    page.result.ask_what_phrases_mean(words="Crust")
    panel = page.result.teaching
    panel.other_means.setCurrentIndex(panel.other_means.findData(NOTHING))
    kept.disk.is_full = True
    kept.click(panel.save)
    assert (panel.isVisible(), panel.other.text(), kept.tracker.progress.taught) == (True, "Crust", {})
    kept.disk.is_full = False
    kept.tracker.view_as_of(date(2026, 1, 2))
    kept.settle()
    assert not panel.save.isEnabled()
    panel.close_panel()
    page.result.ask_what_phrases_mean(words="Crust")
    assert not panel.isVisible()


@pytest.mark.slow
def test_the_level_an_ad_asks_for_can_be_set_and_cleared(kept: Scene) -> None:
    page = page_of(kept)
    page.result.asks.choose(next(row.place for row in page.result.asks.rows if row.name == "Dough"))
    before = dict(asked(kept))["Dough"]
    why, _, _, _, third = page.result.level.menu().actions()[:5]
    assert (why.text(), why.isEnabled()) == ("A brewer doesn’t need this skill, so level 1 is enough.", False)
    third.trigger()
    kept.settle()
    assert why.text() == "You set this level for this ad."
    assert dict(asked(kept))["Dough"] == "0 → 3 (set by you)"
    assert page.result.level.text().startswith("Asks level 3")
    page.result.set_level(None)
    kept.settle()
    assert dict(asked(kept))["Dough"] == before


def test_an_ad_with_nothing_recognised_says_so_and_never_looks_like_no_gap(scene: Scene) -> None:
    scene.tracker.ad_edits.keep(ad("We are a cheerful café. Wash up with us!", "Kitchen"))
    scene.window.show_page("ads")
    scene.settle()
    page = page_of(scene)
    assert page.result.head.text() == "Nothing recognised"
    assert names(page.result.nothing.text(), "doesn’t mean")
    assert not page.result.effort.isVisible()
    assert "Nothing recognised" in page.list.view.model().index(0, 0).data()


def test_the_skills_of_an_ad_go_to_the_top_of_the_plan_in_one_step(
    open_window: OpenWindow, catalogue: Catalogue
) -> None:
    scene = open_window(catalogue)
    scene.tracker.ad_edits.keep(ad("Requirements: Kubernetes", "Platform engineer"))
    scene.window.show_page("ads")
    scene.settle()
    page = page_of(scene)
    steps = len(scene.disk.events())
    scene.click(page.result.put_first)
    assert len(scene.disk.events()) == steps + 1
    assert names(scene.tracker.undo_stack.next_undo.text, "put 1 skill first")  # type: ignore[union-attr]
    moves = scene.tracker.progress.commitments.on(scene.tracker.roadmap.id).moves
    assert [move.skill_id for move in moves] == ["kubernetes"]
    scene.click(page.result.put_first)
    assert len(scene.disk.events()) == steps + 1, "it is first already"


def test_the_shortest_way_is_put_into_the_plan_and_shown_there(open_window: OpenWindow, catalogue: Catalogue) -> None:
    scene = open_window(catalogue)
    for text in ("Kubernetes", "Kubernetes, SQL", "Docker"):
        scene.tracker.ad_edits.keep(ad(f"Requirements: {text}", text))
    scene.window.show_page("ads")
    page = page_of(scene)
    page.show_view("across")
    scene.settle()
    across, before = page.across, len(scene.disk.events())
    assert across is not None
    assert across.way.way is not None
    wanted = list(dict.fromkeys(step.skill.id for step in across.way.way.steps))
    scene.click(across.way.to_plan)
    assert len(scene.disk.events()) == before + 1
    toast = scene.window.toast
    assert (toast.undo.isVisible(), toast.more.text()) == (True, "Show in plan")
    moves = scene.tracker.progress.commitments.on(scene.tracker.roadmap.id).moves
    assert sorted(move.skill_id for move in moves) == sorted(wanted)
    scene.click(toast.more)
    assert scene.window.pages.is_shown("plan")
    scene.tracker.undo()
    assert not scene.tracker.progress.commitments.on(scene.tracker.roadmap.id).moves


def test_clicking_marked_words_selects_their_ask_and_selecting_an_ask_frames_its_words(kept: Scene) -> None:
    page = page_of(kept)
    cursor = page.ad.text.document().find("Kneading")
    start = QTextCursor(cursor)
    start.setPosition(cursor.selectionStart() + 2)
    place = page.ad.text.cursorRect(start).center()
    assert page.ad.text.ask_at(QPoint(place)) is not None
    page.ad.text.ask_chosen.emit(page.ad.text.ask_at(place))
    assert page.result.current is not None
    assert page.result.current.skill.id == "dough"
    assert page.shown_skill == "dough"
    opened = list[str]()
    page.skill_opened.connect(opened.append)
    page.result.asks.setFocus()
    kept.press(Qt.Key.Key_Return)
    assert opened == ["dough"]


@pytest.mark.parametrize("text", ["plain", "a\r\nb\nc", "😀 dough 😀 x", "x" * 2500 + " dough", "e\u0301 \u202e dough"])
def test_positions_in_the_text_map_to_positions_in_qts_document(text: str, qapp: QApplication) -> None:
    from PySide6.QtWidgets import QPlainTextEdit

    shown = ShownText(text)
    edit = QPlainTextEdit()
    edit.setPlainText(shown.text)
    units = edit.document().toRawText().replace("\u2029", "\n").encode("utf-16-le")
    for index, letter in enumerate(text):
        if letter not in "\r\n":
            place = shown.place(index)
            assert units[2 * place :].decode("utf-16-le", "ignore")[:1] == letter
            assert shown.index(place) == index


@pytest.mark.slow
def test_arrow_keys_move_through_the_asks_and_skip_headings(kept: Scene) -> None:
    page = page_of(kept)
    places = [row.place for row in page.result.asks.rows if row.state is not None]
    page.result.asks.choose(places[0])
    reached = [page.result.asks.place]
    for _ in places[1:]:
        kept.press(Qt.Key.Key_Down, on=page.result.asks)
        reached.append(page.result.asks.place)
    assert reached == places
    page.list.view.setFocus()
    columns = (page.ad.text, page.result.asks, page.list.view)
    for each in columns:
        kept.press(Qt.Key.Key_F6, on=page)
        assert each.hasFocus()
    copy("Requirements: wheat")
    kept.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier, on=page.ad.text)
    assert dialog(kept).text.exact_text() == "Requirements: wheat"


# Across


def test_across_my_ads_counts_filters_and_puts_the_shortest_way_into_the_plan(kept: Scene) -> None:
    edits = kept.tracker.ad_edits
    edits.keep(ad("Requirements: tasting", "Taster", "Hop", date(2026, 1, 2)))
    edits.keep(ad("Requirements: wheat, tasting", "Miller", "Hop", date(2026, 11, 2)))
    kept.settle()
    page = page_of(kept)
    page.show_view("across")
    kept.settle()
    across = page.across
    assert across is not None
    rows = {row[0]: row for row in across.table.shown}
    assert rows["Tasting"][2:4] == ("2 of 3", "2 must")
    assert rows["Wheat"][2:4] == ("2 of 3", "1 must")
    way = across.way.way
    assert way is not None
    assert way.steps[0].skill.id == "tasting"
    assert names(across.way.words.text(), "Start with Tasting", "1 more ad is fully covered")
    before = len(kept.disk.events())
    kept.click(across.way.to_plan)
    assert len(kept.disk.events()) <= before + 1
    across.employer.setCurrentIndex(across.employer.findData("Hop"))
    assert names(across.head.text(), "2 skills in 2 ads")
    assert names(across.way.words.text(), "three ads")
    across.days.setCurrentIndex(across.days.findData(30))
    assert names(across.head.text(), "in 1 ad")
    across.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert [row[0] for row in across.table.shown] == sorted(row[0] for row in across.table.shown)


@pytest.mark.slow
def test_large_text_leaves_room_for_the_margin_and_for_skill_names(kept: Scene) -> None:
    page = page_of(kept)
    small = page.ad.text.margin
    kept.theme.set_look(kept.theme.look._replace(text_size=200))
    kept.window.resize(1024, 640)
    page.show_view("across")
    kept.settle()
    columns = page.across.table.horizontalHeader()
    assert columns.sectionSize(0) >= kept.theme.px(110)
    page.show_view("one")
    kept.settle()
    assert page.ad.text.margin == page.ad.text.viewportMargins().left() == 2 * small


@pytest.mark.slow
def test_the_shortest_way_for_many_ads_is_worked_out_only_on_request(kept: Scene) -> None:
    for number in range(14):
        kept.tracker.ad_edits.keep(ad(f"Requirements: {'wheat' if number % 2 else 'barley'}", f"Ad {number}"))
    kept.settle()
    page = page_of(kept)
    kept.qtbot.waitUntil(lambda: len(page.list.shown_ids) == 15)
    page.show_view("across")
    across = page.across
    assert across is not None
    assert not across.way.to_plan.isVisible()
    kept.click(across.way.begin)
    assert across.way.to_plan.isVisible()


def test_next_up_can_follow_what_my_ads_ask_for(scene: Scene) -> None:
    for _ in range(2):
        scene.tracker.ad_edits.keep(ad("Requirements: hygiene", "Cleaner"))
    scene.tracker.plan_edits.order_next_up(NextUpOrder.IN_MY_ADS)
    scene.window.show_page("plan")
    scene.settle()
    card = scene.window.pages.plan.next_up
    assert card.order.text().startswith("Asked for in my ads")
    found = [row for row in card.rows if row.isVisible()]
    assert found[0].skill_id == "hygiene"
    assert any("Asked for in 2 of your ads" in text for text in scene.texts(found[0]))


@pytest.mark.slow
def test_ads_are_still_read_when_the_goal_has_no_roles(scene: Scene, catalogue: Catalogue, tmp_path: Path) -> None:
    own = OWN_ROADMAPS[0]
    mine = Written(Kind.ROADMAP_WRITTEN, own, {"name": "Mine", "from": None, "to": None})
    with Journal.open(tmp_path / "own.db") as journal:
        tracker = Tracker(catalogue, journal, scene.clock)
        written = (mine, placed("docker", 1, roadmap_id=own))
        assert tracker.apply([tracker.change_to(kind, subject, value) for kind, subject, value in written])
        assert tracker.edits.set_goal(own)
        for text in ("Docker, Kubernetes, CI/CD", "Docker", "Docker, SQL, Tableau, Excel, R"):
            tracker.ad_edits.keep(ad(f"Requirements: {text}", "ML engineer"))
        page = AdsPage(
            tracker, AdBook(tracker), scene.theme, scene.icons, Settings(tmp_path / "own.ini"),
            scene.window.pages.chart_worker, lambda *_: None,
        )  # fmt: skip
        scene.qtbot.addWidget(page)
        page.resize(1200, 700)
        page.show()
        scene.settle()
        page.result.asks.choose(next(row.place for row in page.result.asks.rows if row.name == "SQL"))
        assert page.result.level.menu().actions()[0].text() == (
            "The “Mine” roadmap doesn’t need this skill, so level 1 is enough."
        )
        assert page.shown_ad is not None
        assert page.shown_ad.lean.differs
        page.show_view("across")
        scene.settle()
        leans = [page.across.lean.itemText(place) for place in range(4)]
        assert leans == ["Any lean", "mostly data scientist", "mostly ML engineer", "mixed"]
        page.across.lean.setCurrentIndex(1)
        assert names(page.across.head.text(), "5 skills in 1 ad")
        page.close()
        scene.settle()


# Evidence sheet and palette


@pytest.mark.sweep
@pytest.mark.parametrize("suffix", ["md", "html", "pdf"])
def test_the_evidence_sheet_is_saved(kept: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    kept.tracker.log_edits.add_evidence(kept.catalogue.skills["weighing"].can_dos[0], "https://example.org/scales")
    kept.tracker.edits.set_ticked(kept.catalogue.skills["weighing"].can_dos[:1], True)
    kept.settle()
    path = tmp_path / f"sheet.{suffix}"
    monkeypatch.setattr(gui.export.exporter, "ask_where", lambda *_: path)
    kept.click(page_of(kept).result.sheet)
    kept.qtbot.waitUntil(path.exists, timeout=30_000)
    made = path.read_bytes()
    if suffix == "pdf":
        assert made.startswith(b"%PDF-")
    else:
        assert names(made.decode(), "Baker", "Weighing", "https://example.org/scales")


@pytest.mark.slow
def test_the_palette_opens_a_saved_ad(kept: Scene) -> None:
    kept.window.show_page("skills")
    kept.window.show_palette()
    palette = kept.window.command_palette
    palette.field.setText("Baker")
    palette.field.textEdited.emit("Baker")
    kept.press(Qt.Key.Key_Return, on=palette.field)
    kept.settle()
    assert kept.window.pages.is_shown("ads")
    assert page_of(kept).ad.title.text() == "Baker"


# Hostile


def refused(scene: Scene) -> str:
    """Why what was given was not taken; the form is closed again, and nothing was kept."""
    form = dialog(scene)
    found = form.text_field.complaint
    assert form.text.exact_text() == ""
    form.reject()
    scene.settle()
    assert seen(scene.window, QDialog) == []
    assert len(scene.tracker.progress.ads) == 1, "nothing kept, nothing lost"
    return found


@pytest.mark.sweep
@pytest.mark.parametrize(("text", "why"), [
    ("dough " * 900_000, "100,000"),
    ("\x01\x02\x03\x04" * 30, "isn’t text"),
    (" \n ", "no text"),
])  # fmt: skip
def test_text_that_is_not_an_ad_is_refused_in_one_sentence(kept: Scene, text: str, why: str) -> None:
    copy(text)
    page_of(kept).ad_forms.paste()
    sentence = refused(kept)
    assert why in sentence
    page_of(kept).ad_forms.add()
    form = dialog(kept)
    form.text.paste()
    assert why in form.text_field.complaint
    form.reject()


@pytest.mark.slow
def test_a_fake_pdf_and_a_folder_are_refused(kept: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ad.pdf"
    path.write_bytes(b"not a PDF at all")
    monkeypatch.setattr(gui.pages.ads.incoming, "ask_which", lambda *_: path)
    page_of(kept).ad_forms.choose_file()
    assert "isn’t one" in refused(kept)
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 40)
    page_of(kept).ad_forms.choose_file()
    assert "can’t be read" in refused(kept)
    monkeypatch.setattr(gui.pages.ads.incoming, "ask_which", lambda *_: tmp_path)
    page_of(kept).ad_forms.choose_file()
    assert "not a file" in refused(kept)
    with path.open("wb") as file:
        file.truncate(100_000_000)
    monkeypatch.setattr(gui.pages.ads.incoming, "ask_which", lambda *_: path)
    page_of(kept).ad_forms.choose_file()
    assert "too large for a job ad" in refused(kept)
    path.unlink()
    page_of(kept).ad_forms.choose_file()
    assert "not a file" in refused(kept)


def test_html_runs_and_loads_nothing(scene: Scene) -> None:
    scene.window.show_page("ads")
    markup = (
        "<html><body><script>alert('wheat')</script><p>Baker wanted</p><img src='https://example.org/spy.png'>"
        "<p>Kneading</p><iframe src='https://example.org'>barley</iframe></body></html>"
    )
    copy(markup)
    page_of(scene).ad_forms.paste()
    text = dialog(scene).text.exact_text()
    assert text.split() == ["Baker", "wanted", "Kneading"]


def test_bidi_and_control_characters_are_kept_and_marks_stay_where_they_are(scene: Scene) -> None:
    text = "Requirements:\u202e kneading\u202c,\u200b wei\u00adghing\x07 and w\u200dheat"
    scene.tracker.ad_edits.keep(ad(text))
    scene.window.show_page("ads")
    scene.settle()
    assert {"Dough", "Weighing", "Wheat"} <= set(dict(asked(scene)))
    assert page_of(scene).shown_ad.ad.text == text  # type: ignore[union-attr]


@pytest.mark.slow
def test_a_hidden_page_reads_no_ads(kept: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.window.show_page("skills")
    kept.settle()
    page = page_of(kept)
    monkeypatch.setattr(type(kept.window.pages.ad_book), "ads", property(lambda _: pytest.fail("read while hidden")))
    kept.tracker.ad_edits.keep(ad("Requirements: wheat"))
    kept.settle()
    assert page.is_stale


@pytest.mark.slow
def test_selected_words_of_an_ad_are_copied_letter_for_letter(scene: Scene) -> None:
    words = "Python\u00a03\r\nand 𝔖QL " + "x" * 1200
    scene.tracker.ad_edits.keep(ad(words))
    scene.window.show_page("ads")
    scene.settle()
    (shown,) = seen(scene.window, AdText)
    shown.selectAll()
    shown.copy()
    assert QApplication.clipboard().text() == words
