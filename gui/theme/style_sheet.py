"""The style sheet: how the standard widgets look, written from the palette in use."""

from __future__ import annotations

import re
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.theme.palette import Theme

# A widget says what it is by the dynamic property "variant". Focus is a ring in the accent colour, one pixel thicker
# than the border; "30-2px" gives back what the ring takes, so that nothing moves when the focus comes. Lengths of 4 px
# and more grow with the text.
_SHEET = Template("""
QMainWindow, QDialog, QMessageBox { background: $window; }
QToolTip { background: $surface; color: $text; border: ${edge}px solid $control; padding: 4px 6px; }

QMenuBar { background: $window; border-bottom: ${edge}px solid $line; padding: 1px 8px; }
QMenuBar::item { padding: 4px 10px; color: $text2; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; color: $text; }
QMenu { background: $surface; border: ${edge}px solid $control; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; color: $text; }
QMenu::item:selected { background: $accent_tint; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 6px; }

QStatusBar { background: $window; border-top: ${edge}px solid $line; color: $muted; min-height: 31px; }
QStatusBar::item { border: none; }

QPushButton, QToolButton, QMenu { icon-size: 16px; }
QPushButton, QToolButton[variant="button"] {
    min-height: 30px; padding: 0 12px; border: ${edge}px solid $control; border-radius: 6px;
    background: $surface; color: $text; outline: 0;
}
QPushButton:hover, QToolButton[variant="button"]:hover { background: $hover; }
QPushButton:pressed, QToolButton[variant="button"]:pressed { background: $accent_tint; }
QPushButton:focus, QToolButton[variant="button"]:focus {
    border: ${ring}px solid $accent; min-height: 30-2px; padding: 0 12-1px;
}
QPushButton[variant="large"] { min-height: 36px; padding: 0 20px; }
QPushButton[variant="large"]:focus { min-height: 36-2px; padding: 0 20-1px; }
QPushButton[variant="keyed"] { padding-right: 40px; }
QPushButton[variant="keyed"][isAnswer="true"] { background: $accent_tint; border-color: $accent; }
QPushButton[variant="keyed"]:focus { padding-right: 40-1px; }
QPushButton:disabled, QToolButton[variant="button"]:disabled {
    color: $muted; border-color: $line; background: $alt;
}
QPushButton:checked { background: $accent_tint; border-color: $accent; color: $accent; }
QPushButton:default {
    min-width: 72px; background: $accent; border-color: $accent; color: $on_accent; font-weight: 600;
}
QPushButton:default:hover { background: $accent_hover; }
QPushButton:default:focus { border: ${ring}px solid $text; }
QPushButton:default:disabled { background: $alt; border-color: $line; color: $muted; font-weight: 400; }
QToolButton[variant="button"]::menu-indicator { image: none; width: 0; }

QToolButton[variant="icon"] {
    min-width: 30px; min-height: 30px; border: ${edge}px solid transparent; border-radius: 6px; background: transparent;
}
QToolButton[variant="icon"]:hover { background: $hover; }
QToolButton[variant="icon"]:focus { border: ${ring}px solid $accent; min-width: 30-2px; min-height: 30-2px; }
QToolButton[variant="icon"]::menu-indicator { image: none; width: 0; }

QToolButton[variant="small-icon"] {
    min-width: 22px; min-height: 22px; max-height: 22px; border: ${edge}px solid transparent; border-radius: 4px;
    background: transparent;
}
QToolButton[variant="small-icon"]:hover { background: $hover; }
QToolButton[variant="small-icon"]:focus {
    border: ${ring}px solid $accent; min-width: 22-2px; min-height: 22-2px; max-height: 22-2px;
}

QToolButton[variant="nav"] {
    border: ${edge}px solid transparent; border-radius: 8px; background: transparent; color: $text2; padding-top: 4px;
}
QToolButton[variant="nav"]:hover { background: $hover; }
QToolButton[variant="nav"]:checked { background: $accent_tint; color: $accent; }
QToolButton[variant="nav"]:focus { border: ${ring}px solid $accent; }

QToolButton[variant="chip"] {
    min-height: 26px; padding: 0 8px; border: ${edge}px solid $control; border-radius: 8px;
    background: $surface; color: $text2;
}
QToolButton[variant="chip"]:hover { background: $hover; }
QToolButton[variant="chip"]:checked { background: $accent_tint; border-color: $accent; color: $accent; }
QToolButton[variant="chip"]:focus { border: ${ring}px solid $accent; padding: 0 8-1px; min-height: 26-2px; }

QToolButton[variant="day"] {
    min-width: 24px; min-height: 26px; padding: 0; border: ${edge}px solid $control; border-radius: 6px;
    background: $surface; color: $text2;
}
QToolButton[variant="day"]:hover { background: $hover; }
QToolButton[variant="day"]:checked {
    background: $accent_tint; border-color: $accent; color: $accent; font-weight: 600;
}
QToolButton[variant="day"]:disabled { border-color: $line; color: $muted; }
QToolButton[variant="day"]:focus { border: ${ring}px solid $accent; min-width: 24-2px; min-height: 26-2px; }

QFrame[variant="segments"] { border: ${edge}px solid $control; border-radius: 8px; background: $surface; }
QToolButton[variant="segment"] {
    min-height: 28px; padding: 0 10px; border: ${edge}px solid transparent; border-radius: 7px;
    background: transparent; color: $text2;
}
QToolButton[variant="segment"]:hover { background: $hover; }
QToolButton[variant="segment"]:checked { background: $accent_tint; color: $accent; font-weight: 600; }
QToolButton[variant="segment"]:focus { border: ${ring}px solid $accent; padding: 0 10-1px; min-height: 28-2px; }

QToolButton[variant="goal"] {
    min-height: 30px; padding: 0 28px 0 10px; border: ${edge}px solid $control; border-radius: 8px;
    background: $surface; color: $accent; font-weight: 600;
}
QToolButton[variant="goal"]:hover { background: $hover; }
QToolButton[variant="goal"]:focus {
    border: ${ring}px solid $accent; padding: 0 28-1px 0 10-1px; min-height: 30-2px;
}
QToolButton[variant="goal"]::menu-indicator { image: none; width: 0; }

QLineEdit {
    min-height: 30px; padding: 0 8px; border: ${edge}px solid $control; border-radius: 6px;
    background: $surface; color: $text; selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $muted;
}
QLineEdit:focus { border: ${ring}px solid $accent; padding: 0 8-1px; min-height: 30-2px; }
QLineEdit:disabled { color: $muted; border-color: $line; background: $alt; }
QLineEdit[wrong="true"] { border-color: $error; }
QComboBox {
    min-height: 30px; padding: 0 8px; border: ${edge}px solid $control; border-radius: 6px;
    background: $surface; color: $text;
}
QComboBox:focus { border: ${ring}px solid $accent; padding: 0 8-1px; min-height: 30-2px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox QAbstractItemView {
    background: $surface; color: $text; border: ${edge}px solid $control;
    selection-background-color: $accent_tint; selection-color: $text;
}
QComboBox[variant="dense"] { min-height: 22px; padding: 0 6px; }
QComboBox[variant="dense"]:focus { padding: 0 6-1px; min-height: 22-2px; }
QProgressBar { min-height: 8px; max-height: 8px; border: none; border-radius: 4px; background: $left; }
QProgressBar::chunk { border-radius: 4px; background: $accent; }
QSlider:horizontal { min-height: 24px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $left; }
QSlider::sub-page:horizontal { border-radius: 2px; background: $accent; }
QSlider::handle:horizontal {
    width: 12px; height: 12px; margin: -${lap}px 0; border: ${ring}px solid $accent; border-radius: ${knob}px;
    background: $surface;
}
QSlider::handle:horizontal:focus { border-color: $text; background: $accent; }
QSlider::sub-page:horizontal:disabled { background: $control; }
QSlider::handle:horizontal:disabled { border-color: $control; }
QPlainTextEdit {
    border: ${edge}px solid $control; border-radius: 6px; background: $surface; color: $text; padding: 4px 6px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QPlainTextEdit:focus { border: ${ring}px solid $accent; padding: 4-1px 6-1px; }

QCalendarWidget QToolButton { border: none; background: transparent; color: $text; padding: 2px 6px; }
QCalendarWidget QToolButton:hover { background: $hover; }

QRadioButton { min-height: 24px; spacing: 8px; color: $text; }
QRadioButton::indicator { width: 14px; height: 14px; border: ${edge}px solid $control; border-radius: ${round}px; }
QRadioButton::indicator:unchecked { background: $surface; }
QRadioButton::indicator:checked {
    width: 6px; height: 6px; border: 5px solid $accent; border-radius: ${dot}px; background: $on_accent;
}
QRadioButton { border: ${ring}px solid transparent; border-radius: 6px; padding: 0 4px; }
QRadioButton:focus { border-color: $accent; }

QFrame[variant="selected-card"] { background: $surface; border: ${edge}px solid $accent; border-radius: 8px; }
QFrame[variant="side"] { background: $window; border: none; border-left: ${edge}px solid $line; }
QFrame[variant="side"] QListView { background: $window; }
QFrame[variant="strip"] { background: $surface; border: none; border-top: ${ring}px solid $accent; }
QFrame[variant="legend"] { background: $window; border: none; }
QFrame[variant="card"] { background: $surface; border: ${edge}px solid $line; border-radius: 8px; }
QLineEdit[variant="bare"], QLineEdit[variant="bare"]:focus { border: none; background: transparent; padding: 0; }
QFrame[variant="panel"] { background: $surface; border: ${edge}px solid $control; border-radius: 8px; }
QFrame[variant="held-things"] {
    border: ${edge}px solid $control; border-radius: 6px; background: $surface; padding: 4px 6px;
}
QFrame[variant="held-things"][inFocus="true"] { border: ${ring}px solid $accent; padding: 4-1px 6-1px; }
QFrame[variant="held-things"][wrong="true"], QPlainTextEdit[wrong="true"] { border-color: $error; }
QFrame[variant="held"] { border: none; border-radius: 4px; background: $carry_tint; }
QFrame[variant="held-marked"] { border: none; border-radius: 4px; background: $learning_tint; }
QFrame[variant="held-things"] QLineEdit { min-height: 24px; }
QLabel[variant="role"], QLabel[variant="new-role"] { padding: 4px 10px; border-radius: 4px; background: $carry_tint; }
QLabel[variant="new-role"] { background: $accent_tint; }
QFrame[variant="pane"] { background: $surface; border: none; }
QFrame[variant="line"], QFrame[variant="line-head"] {
    background: $surface; border: ${ring}px solid transparent; border-bottom: ${edge}px solid $line;
}
QFrame[variant="line-head"] { background: $alt; }
QFrame[variant="line"]:focus, QFrame[variant="line-head"]:focus {
    background: $accent_tint; border: ${ring}px solid $accent;
}
QFrame[variant="drop"] { background: $accent; border: none; }
QFrame[variant="rule"] { background: $line; border: none; }
QFrame[variant="trouble"] { background: $error_tint; border: none; border-bottom: ${edge}px solid $error; }
QFrame[variant="news"] { background: $accent_tint; border: none; border-bottom: ${edge}px solid $accent; }
QFrame[variant="notice"] { background: $accent_tint; border: ${edge}px solid $accent; border-radius: 8px; }
QFrame[variant="looking-back"] { background: $accent_tint; border: none; border-bottom: ${edge}px solid $accent; }
QFrame[variant="toast"] { background: $toast; border: none; border-radius: 8px; }
QFrame[variant="toast"] QLabel { color: $toast_text; }
QFrame[variant="toast"] QToolButton {
    min-height: 22px; padding: 0 8px; border: ${edge}px solid transparent; border-radius: 6px;
    background: transparent; color: $toast_link; font-weight: 600;
}
QFrame[variant="toast"] QToolButton:focus, QFrame[variant="toast"] QToolButton:hover { border-color: $toast_link; }


QTreeView, QListView { background: $surface; border: none; outline: 0; }
QTreeView[variant="sections"], QListView[variant="sections"] { background: $window; padding: 12px 0; }
QTreeView[variant="sections"]::item { padding: 5px 12px; }
QListView[variant="sections"]::item {
    padding: 8px 12px; border-left: ${bar}px solid transparent; color: $text2;
}
QListView[variant="sections"]::item:selected {
    background: $accent_tint; color: $accent; border-left-color: $accent;
}
QListView[variant="sections"]:focus { border: ${edge}px solid $accent; }
QTableView {
    background: $surface; alternate-background-color: $alt; border: none; outline: 0; color: $text;
    selection-background-color: $accent_tint; selection-color: $text;
}
QHeaderView::section {
    background: $surface; color: $text; border: none; border-bottom: ${edge}px solid $line; padding: 4px;
    font-weight: 600;
}
QTableView[variant="log"] { background: transparent; }
QTableView[variant="log"] QHeaderView { background: transparent; }
QTableView[variant="log"] QHeaderView::section {
    background: transparent; color: $muted; padding: 4px 8px; font-weight: 400;
}
QScrollArea { background: transparent; border: none; }
QScrollArea[variant="drawer"] { background: $window; border: ${edge}px solid $control; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea[variant="page"] { border: none; border-left: ${bar}px solid transparent; }
QScrollArea[variant="page"]:focus { border-left-color: $accent; }
QSplitter::handle { background: $line; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar::handle:vertical { background: $control; border-radius: 3px; min-height: 28px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle:horizontal { background: $control; border-radius: 3px; min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


_STILL = "QLineEdit, QToolButton, QPushButton, QComboBox, QTreeView { widget-animation-duration: 0; }"
_LENGTH = re.compile(r"(?<!radius: )(?<![\d.])(\d+)(?:-(\d))?px")
_LEAST_SCALED = 4


def style_sheet(theme: Theme) -> str:
    """The style sheet in the colours, the text size and the line widths in use."""
    edge = theme.stroke

    def scaled(length: re.Match[str]) -> str:
        whole, less = int(length[1]), int(length[2] or 0)
        return f"{(theme.px(whole) if whole >= _LEAST_SCALED else whole) - less}px"

    # Qt draws corners square where they are rounder than half the side.
    halves = {
        "round": theme.px(14) // 2 + edge,
        "dot": theme.px(6) // 2 + theme.px(5),
        "lap": (theme.px(12) + 2 * edge + 2 - theme.px(4)) // 2,
        "knob": theme.px(12) // 2 + edge + 1,
    }
    sheet = _LENGTH.sub(scaled, _SHEET.template) + (_STILL if theme.look.is_still else "")
    return Template(sheet).substitute(theme.colours._asdict(), edge=edge, ring=edge + 1, bar=edge + 2, **halves)
