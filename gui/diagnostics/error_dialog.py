"""The dialog that says what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QLabel

from gui.widgets.buttons import PlainButton
from gui.widgets.exact_text_edit import ExactTextEdit
from gui.widgets.flow import spread_row
from gui.widgets.growing_dialog import GrowingDialog
from gui.widgets.layouts import hbox, holding, vbox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

OURS = "Something went wrong in Skillgap."
REMARK = "Everything you ticked is saved. You can carry on; if it happens again, please quit and restart Skillgap."
PRIVACY = "The details may contain your own words; the log never does."
_WIDTH = 560
_LEAST_LINES, _LINES = 4, 9
"""Of the details, in a low window and where there is room."""


class ErrorDialog(GrowingDialog):
    """An environment error shows its sentence alone; a bug also has details to copy and the log to open."""

    log_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, sentence: str, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Skillgap")
        # Plain labels, not those of the pages, because the theme may be what failed.
        self.sentence = _plain(sentence or OURS)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self.sentence.setFont(bold if details else self.font())
        self.details = ExactTextEdit(details)
        self.copy_button = PlainButton("Copy details")
        self.log_button = PlainButton("Open the log")
        self.quit_button = PlainButton("Quit")
        self.go_on_button = PlainButton("Continue")
        self._lay_out(has_details=bool(details))
        self.copy_button.clicked.connect(self._copy)
        self.log_button.clicked.connect(self.log_wanted)
        self.quit_button.clicked.connect(self.accept)
        self.quit_button.clicked.connect(self.quit_wanted)
        self.go_on_button.clicked.connect(self.accept)
        self.go_on_button.setDefault(True)
        self.go_on_button.setFocus()

    def _lay_out(self, *, has_details: bool) -> None:
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setLineWrapMode(ExactTextEdit.LineWrapMode.NoWrap)
        self.details.setAccessibleName("Details")
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        line = self.details.fontMetrics().lineSpacing()
        self.details.setMinimumHeight(_LEAST_LINES * line + 18)
        self.details.setMaximumHeight(_LINES * line + 18)
        only_for_bugs = (_plain(REMARK), self.details, _plain(PRIVACY))
        left, right = (self.copy_button, self.log_button), (self.quit_button, self.go_on_button)
        buttons = spread_row(holding(hbox(*left, gap=8)), holding(hbox(*right, gap=8)))
        vbox(self.sentence, *only_for_bugs, buttons, on=self, gap=12, margins=(20, 16, 20, 16))
        for widget in (*only_for_bugs, *left):
            widget.setVisible(has_details)
        self.setMinimumWidth(_WIDTH)
        self.fit()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.exact_text())
        self.copy_button.setText("Copied")


def _plain(text: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setText(text)
    return label
