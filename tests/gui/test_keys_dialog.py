"""The list of keyboard shortcuts: filtered by words and by keys, and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QPdfWriter
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.shell.keys_dialog import KeysDialog

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.gui.scene import Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def first_page() -> str:
    """A page that is soon made: none is looked at."""
    return "roles"


@pytest.fixture
def keys(scene: Scene) -> Iterator[KeysDialog]:
    scene.window.help_commands.show_keys()
    (dialog,) = scene.window.findChildren(KeysDialog)
    scene.settle()
    yield dialog
    dialog.reject()
    scene.settle()


def test_every_command_with_keys_is_listed(keys: KeysDialog, scene: Scene) -> None:
    assert set(scene.window.commands.key_lines()) <= set(keys.shown_lines)


@pytest.mark.sweep
@pytest.mark.parametrize(("typed", "name"), [("set aside", "Set aside"), ("CTRL+D", "Set aside"), ("del", "Remove")])
def test_a_command_is_found_by_its_name_or_its_keys(keys: KeysDialog, typed: str, name: str) -> None:
    assert QApplication.focusWidget() is keys.filter  # so that typing finds at once
    QTest.keyClicks(keys.filter, typed)
    words = typed.casefold().split()
    assert keys.shown_lines
    assert all(word in " ".join(line).casefold() for line in keys.shown_lines for word in words)
    assert any(name.casefold() in line.name.casefold() for line in keys.shown_lines)


@pytest.mark.slow
def test_a_menu_is_named_above_its_first_match(keys: KeysDialog, scene: Scene) -> None:
    QTest.keyClicks(keys.filter, "log time")
    shown = scene.texts(keys)
    assert "Skill" in shown
    keys.filter.setText("no such thing")
    assert not keys.shown_lines
    assert "No command or key matches." in scene.texts(keys)


def test_what_is_shown_is_printed(keys: KeysDialog, tmp_path: Path) -> None:
    assert "Ctrl+Shift+B" in keys.document().toPlainText()
    keys.filter.setText("aside")
    text = keys.document().toPlainText()
    assert "Ctrl+D" in text
    assert "Ctrl+Shift+B" not in text
    paper = QPdfWriter(str(tmp_path / "keys.pdf"))
    keys.document().print_(paper)
    assert (tmp_path / "keys.pdf").stat().st_size > 1000


@pytest.mark.slow
def test_printing_shows_a_preview_first(keys: KeysDialog, scene: Scene) -> None:
    keys.print.click()
    scene.settle()
    (preview,) = keys.findChildren(QPrintPreviewDialog)
    assert preview.isVisible()
    preview.reject()
