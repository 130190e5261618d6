"""Every page, dialog and state, in small windows with large text: nothing is clipped, lapped over or out of reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog

from gui.backups.stop_dialog import StopDialog
from gui.shell.guide import GuideDialog
from gui.theme.palette import Look, Mode, Theme
from tests import gallery
from tests.examples import quick
from tests.gui.test_preferences import faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SIZES = ((1024, 640), (960, 540), (800, 500))
OF_THE_SCREEN = (GuideDialog, StopDialog)
"""Dialogs that are as large as the screen lets them be, whatever the window."""
TEXTS = ("100 %", "200 %", "20 pt")
TWENTY_POINTS = 27
"""A system font of 20 pt on a usual screen, px."""
STATES: dict[str, tuple[Callable[[gallery.Scene], None], bool]] = {
    name: (show, group.is_lived)
    for group in gallery.GROUPS
    if group.locale == gallery.HOME
    for name, show in group.scenes.items()
    if not name.startswith(("large-", "narrow-", "preferences-large"))
}
CASES = [(state, text) for text in TEXTS for state in STATES]
SAMPLE = [
    *[(state, "200 %") for state in ("roadmap-search", "roles-paths", "preferences-files", "keys")],
    *[(state, "20 pt") for state in ("skills-no-gap", "roadmap-edit")],
]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the person in the pictures."""
    return gallery.lived_file(tmp_path_factory.mktemp("lived"))


@pytest.fixture
def usual_font(qapp: QApplication) -> Iterator[QFont]:
    before = qapp.font()
    yield before
    qapp.setFont(before)


@pytest.mark.slow
@pytest.mark.parametrize(("state", "text"), quick(CASES, *SAMPLE))
def test_nothing_is_clipped_lapped_over_or_out_of_reach(
    qapp: QApplication, usual_font: QFont, lived: Path, tmp_path: Path, state: str, text: str
) -> None:
    font = QFont(usual_font)
    font.setPixelSize(TWENTY_POINTS if text == "20 pt" else 13)
    qapp.setFont(font)
    look = Look(Mode.LIGHT, 200 if text == "200 %" else 100)
    theme = Theme(qapp, look)
    show, is_lived = STATES[state]
    wrong = []
    for size in SIZES:
        theme.set_look(look)
        with gallery.scene(tmp_path / str(size[0]), theme, size, lived if is_lived else None) as made:
            show(made)
            made.settle()
            made.settle()
            window = made.example or made.window
            wrong += [f"{size}: {fault}" for fault in faults(window, size)]
            for dialog in window.findChildren(QDialog):
                has_room = isinstance(dialog, OF_THE_SCREEN) or (
                    dialog.width() <= size[0] and dialog.height() <= size[1]
                )
                if dialog.isVisible() and not has_room:
                    wrong.append(f"{size}: {type(dialog).__name__} is {dialog.size().toTuple()}")
    assert wrong == []
