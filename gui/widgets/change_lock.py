"""Controls that change the user's data: out of use while nothing can be changed, and saying why."""

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


class _Terms(NamedTuple):
    """When a control is in use."""

    ready: bool
    writes: bool
    on_any_day: bool


class _OwnWords(NamedTuple):
    """What a control says of itself, and the reason that stands in its place for now."""

    tip: str
    description: str
    why: str


class ChangeLock(QObject):
    """Follows the tracker for the controls of one owner: they are out of use as long as it takes no change.

    The reason stands in the tooltip and, for screen readers, in the description, of a control and of the buttons and
    fields in it. A text of several lines stays readable, and is only not edited.
    """

    def __init__(self, tracker: Tracker, owner: QObject) -> None:
        super().__init__(owner)
        self._tracker = tracker
        self._terms: dict[Control, _Terms] = {}
        self._own_words: dict[Control, _OwnWords] = {}
        tracker.lock_changed.connect(self._follow)

    def hold(self, *controls: Control, ready: bool = True, writes: bool = True, on_any_day: bool = False) -> None:
        """Take charge of whether controls are in use, or say again when they are.

        ``ready``: whether there is something for them to do; ``writes``: whether that changes the user's data;
        ``on_any_day``: whether that works from an earlier day, too, as what replaces the whole file does.
        Whoever gives a held control other words says so here again afterwards.
        """
        for control in controls:
            if control not in self._terms:
                control.destroyed.connect(lambda *_, gone=control: self._terms.pop(gone, None))
            self._terms[control] = _Terms(ready, writes, on_any_day)
            self._apply(control)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch up when the owner is shown again."""
        if event.type() == QEvent.Type.Show:
            watched.removeEventFilter(self)
            self._follow()
        return False

    def _follow(self) -> None:
        owner = self.parent()
        if isinstance(owner, QWidget) and not owner.isVisible():
            owner.installEventFilter(self)  # nothing that is hidden is worked on
            return
        for control in list(self._terms):
            self._apply(control)

    def _apply(self, control: Control) -> None:
        ready, writes, on_any_day = self._terms[control]
        why = self._tracker.why_unwritable if on_any_day else self._tracker.why_locked
        why = why if writes else ""
        is_in_use = ready and not why
        if isinstance(control, ExactTextEdit):
            control.setReadOnly(not is_in_use)
        else:
            control.setEnabled(is_in_use)
        if why or self._own_words:
            for part in _parts(control):
                self._explain(part, why)

    def _explain(self, part: Control, why: str) -> None:
        own = self._own_words.pop(part, None)
        tip, description = _tip(part), _description(part)
        if own:  # it may have been given other words of its own meanwhile
            tip = own.tip if tip == plain_tip(own.why) else tip
            description = own.description if description == own.why else description
        if why:
            self._own_words[part] = _OwnWords(tip, description, why)
            _say(part, plain_tip(why), why)
        elif own:
            _say(part, tip, description)


def _parts(control: Control) -> list[Control]:
    """A control, and the buttons of an action, or what in a widget can be pointed at or focused."""
    if isinstance(control, QAction):
        return [control, *(each for each in control.associatedObjects() if isinstance(each, QAbstractButton))]
    return [control, *(each for each in control.findChildren(QWidget) if isinstance(each, QAbstractButton | QLineEdit))]


def _tip(part: Control) -> str:
    # Of an action without a tooltip, Qt gives its text; one that has its own gives it anew after each change.
    return part.toolTip() if isinstance(part, QWidget) or "<" in part.toolTip() else ""


def _description(part: Control) -> str:
    return part.accessibleDescription() if isinstance(part, QWidget) else ""


def _say(part: Control, plain_tip_text: str, description: str) -> None:
    part.setToolTip(plain_tip_text)
    if isinstance(part, QWidget):
        part.setAccessibleDescription(description)
