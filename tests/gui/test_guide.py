"""The guide: shown beside the program, section by section, with its pictures."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QTextDocument

from gui.shell.guide import SECTIONS, GuideDialog, guide_file
from gui.theme.palette import Mode
from tests import guide_pictures

if TYPE_CHECKING:
    from tests.gui.scene import Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ROOT = Path(__file__).parents[2]
TITLES = re.findall(r"^##+ (.+)$", guide_file().read_text("utf-8"), re.MULTILINE)


def opened(scene: Scene) -> GuideDialog:
    scene.press(Qt.Key.Key_F1)
    scene.settle()
    (guide,) = scene.window.findChildren(GuideDialog)
    return guide


def section(guide: GuideDialog) -> str:
    current = guide.sections.currentItem()
    assert current is not None
    return current.text(0)


def top_line(guide: GuideDialog) -> str:
    block = guide.text.cursorForPosition(QPoint(0, 0)).block()
    return block.text() or block.next().text()


def test_it_opens_at_what_it_says_about_the_page_and_leaves_the_window_free(scene: Scene) -> None:
    guide = opened(scene)
    assert section(guide) == SECTIONS[scene.window.pages.shown.name]
    assert not guide.isModal()
    scene.window.show_page("roadmap")
    assert scene.window.pages.shown is scene.window.pages.roadmap


def test_every_section_comes_to_the_top_when_it_is_chosen(scene: Scene) -> None:
    guide = opened(scene)
    assert len(TITLES) > 10
    scrolled = guide.text.verticalScrollBar()
    at_top = set()
    for title in TITLES:
        guide.show_section(title)
        scene.settle()
        assert title in guide.text.toPlainText()
        if scrolled.value() < scrolled.maximum():  # the last ones cannot be scrolled any higher
            assert top_line(guide) == title
            at_top.add(title)
    assert len(at_top) > len(TITLES) / 2


@pytest.mark.slow
def test_titles_have_the_room_they_need_and_a_tooltip_where_it_is_too_much(scene: Scene) -> None:
    guide = opened(scene)
    needed = guide.sections.sizeHintForColumn(0)
    assert guide.sections.viewport().width() >= min(needed, guide.width() * 0.4 - 4)
    assert guide.text.width() >= guide.width() * 0.59
    last = guide.sections.topLevelItem(guide.sections.topLevelItemCount() - 1)
    question = last.child(0) if last else None
    assert question is not None
    assert question.text(0) in question.toolTip(0)


def test_the_pages_lead_to_sections_that_are_there() -> None:
    assert set(SECTIONS.values()) <= set(TITLES)


def test_every_picture_is_there_and_fits(scene: Scene) -> None:
    guide = opened(scene)
    named = re.findall(r"!\[(.+)\]\((.+)\)", guide_file().read_text("utf-8"))
    assert {Path(path).stem for _, path in named} == set(guide_pictures.SHOWN)
    assert all(words for words, _ in named)
    for _, path in named:
        image = guide.text.document().resource(QTextDocument.ResourceType.ImageResource.value, path)
        assert image is not None, path
        assert 300 < image.width() / image.devicePixelRatio() <= guide.text.viewport().width()


@pytest.mark.slow
def test_it_keeps_its_place_when_the_theme_changes(scene: Scene) -> None:
    guide = opened(scene)
    guide.show_section("Hours left")
    scene.theme.set_mode(Mode.DARK)
    scene.settle()
    assert section(guide) == "Hours left"
    scene.theme.set_mode(Mode.LIGHT)


@pytest.mark.parametrize("part", ["guide.md", "pictures"])
def test_it_is_part_of_what_is_installed(part: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert included[f"docs/{part}"] == f"gui/shell/guide/{part}"


def test_an_unknown_section_shows_the_beginning_and_a_missing_picture_stays_empty(scene: Scene) -> None:
    guide = opened(scene)
    guide.show_section("No such section")
    assert section(guide) == TITLES[0]
    loaded = guide.text.loadResource(QTextDocument.ResourceType.ImageResource.value, "pictures/none.png")
    assert not isinstance(loaded, QImage)
