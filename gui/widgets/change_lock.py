"""Disables the controls that change the user's data while nothing can be changed, and says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from gui.widgets.exact_text_edit import ExactTextEdit
from gui.widgets.labels import plain_tip

if TYPE_CHECKING:
    from gui.app.tracker import Tracker

Control: TypeAlias = QWidget | QAction


class _Rule(NamedTuple):
    """When a control is enabled."""

    ready: bool
    writes: bool
    on_any_day: bool


class _OwnText(NamedTuple):
    """A control's own tooltip and description, and the reason shown instead for now."""

    tip: str
    description: str
    why: str


class ChangeLock(QObject):
    """Disables the controls of one owner while the tracker accepts no changes.

    The reason is in the tooltip and, for screen readers, in the description of a control and of the buttons and fields
    in it. A text editor stays readable, and is made read-only.
    """

    def __init__(self, tracker: Tracker, owner: QObject) -> None:
        super().__init__(owner)
        self._tracker = tracker
        self._rules: dict[Control, _Rule] = {}
        self._own_text: dict[Control, _OwnText] = {}
        tracker.lock_changed.connect(self._follow)

    def hold(self, *controls: Control, ready: bool = True, writes: bool = True, on_any_day: bool = False) -> None:
        """Enable or disable controls from now on, or change when they are enabled.

        ``ready``: whether they have anything to do; ``writes``: whether that changes the user's data;
        ``on_any_day``: whether it also works while an earlier day is viewed, as replacing the whole file does.
        Call this again after giving a held control another tooltip or description.
        """
        for control in controls:
            if control not in self._rules:
                control.destroyed.connect(lambda *_, gone=control: self._rules.pop(gone, None))
            self._rules[control] = _Rule(ready, writes, on_any_day)
            self._apply(control)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Update the controls when the owner is shown again."""
        if event.type() == QEvent.Type.Show:
            watched.removeEventFilter(self)
            self._follow()
        return False

    def _follow(self) -> None:
        owner = self.parent()
        if isinstance(owner, QWidget) and not owner.isVisible():
            owner.installEventFilter(self)  # hidden controls are updated when next shown
            return
        for control in list(self._rules):
            self._apply(control)

    def _apply(self, control: Control) -> None:
        ready, writes, on_any_day = self._rules[control]
        why = self._tracker.why_unwritable if on_any_day else self._tracker.why_locked
        why = why if writes else ""
        is_enabled = ready and not why
        if isinstance(control, ExactTextEdit):
            control.setReadOnly(not is_enabled)
        else:
            control.setEnabled(is_enabled)
        if why or self._own_text:
            for part in _parts(control):
                self._explain(part, why)

    def _explain(self, part: Control, why: str) -> None:
        own = self._own_text.pop(part, None)
        tip, description = _tip(part), _description(part)
        if own:  # it may have been given another tooltip or description meanwhile
            tip = own.tip if tip == plain_tip(own.why) else tip
            description = own.description if description == own.why else description
        if why:
            self._own_text[part] = _OwnText(tip, description, why)
            _say(part, plain_tip(why), why)
        elif own:
            _say(part, tip, description)


def _parts(control: Control) -> list[Control]:
    """A control, with the buttons of an action, or the buttons and fields in a widget."""
    if isinstance(control, QAction):
        return [control, *(each for each in control.associatedObjects() if isinstance(each, QAbstractButton))]
    return [control, *(each for each in control.findChildren(QWidget) if isinstance(each, QAbstractButton | QLineEdit))]


def _tip(part: Control) -> str:
    # For an action without a tooltip, Qt returns its text; tooltips of our own contain markup.
    return part.toolTip() if isinstance(part, QWidget) or "<" in part.toolTip() else ""


def _description(part: Control) -> str:
    return part.accessibleDescription() if isinstance(part, QWidget) else ""


def _say(part: Control, plain_tip_text: str, description: str) -> None:
    part.setToolTip(plain_tip_text)
    if isinstance(part, QWidget):
        part.setAccessibleDescription(description)
