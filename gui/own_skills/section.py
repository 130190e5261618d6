"""A part of the form: a label, its fields, and what is wrong or worth knowing about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.widgets.accessibility import announce
from gui.widgets.buttons import LinkButton
from gui.widgets.field_error import frame_wrong
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import PlainLabel, Sign
from gui.widgets.layouts import hbox, holding, vbox

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.layouts import Item


class Remark(NamedTuple):
    """A sentence about a section, and what would settle it."""

    sentence: str
    stops: bool = True
    """Whether the skill cannot be saved like this."""
    repair: str = ""
    """What a link says that settles it; empty if there is none."""
    run: Callable[[], object] = lambda: None


class RemarkLine(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._sign = Sign("info", "muted", theme, icons)
        self._words = PlainLabel(role="dense", theme=theme).wrapping()
        self.link = LinkButton("", theme, icons)
        self._remark: Remark | None = None
        self.link.clicked.connect(self._repair)
        below = FlowLayout(gap=4, row_gap=0)
        below.addWidget(self.link)
        text = vbox(self._words, below, gap=0)
        hbox((self._sign, 0, Qt.AlignmentFlag.AlignTop), (text, 1), on=self, gap=6)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence; empty if there is none."""
        return self._words.text()

    def show_remark(self, remark: Remark | None) -> None:
        """Show a remark; None hides it."""
        self._remark = remark
        if remark:
            self._sign.show_icon(*(("error", "error") if remark.stops else ("info", "muted")))
            self._words.set_tone("error_text" if remark.stops else "text2")
            self.link.setText(remark.repair)
            self.link.setAccessibleName(remark.repair)
            self.link.setVisible(bool(remark.repair))
        self._words.setText(remark.sentence if remark else "")
        self.setVisible(bool(remark))

    def _repair(self) -> None:
        if self._remark:
            self._remark.run()


class Section(QWidget):
    """Its label is bold; remarks come below the fields, one a line."""

    def __init__(
        self, title: str, content: Item, targets: Sequence[QWidget], theme: Theme, icons: Icons, hint: str = ""
    ) -> None:
        """``targets`` are marked as wrong; the first takes the focus. ``hint`` follows the title in regular weight."""
        super().__init__()
        self._targets, self._theme, self._icons = targets, theme, icons
        label = PlainLabel(title, role="caption", tone="text2", bold=True, theme=theme)
        if targets:
            label.setBuddy(targets[0])
        head = FlowLayout(gap=8, row_gap=0)
        head.addWidget(label)
        if hint:
            head.addWidget(PlainLabel(hint, role="caption", tone="muted", theme=theme))
        self._remarks = vbox(gap=2)
        self._lines: list[RemarkLine] = []
        self._shown: Sequence[Remark] = ()
        self._happened = ""
        body = content if isinstance(content, QWidget) else holding(content)
        vbox(head, body, self._remarks, on=self, gap=4)

    @property
    def remarks(self) -> list[str]:
        """What is said about the section."""
        return [line.text for line in self._lines if line.text]

    def tell_what_happened(self, sentence: str) -> None:
        """Say what became of the text that was pasted, until something else is typed."""
        self._happened = sentence
        self.show_remarks(self._shown)

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Say what is wrong or worth knowing; what is new is announced."""
        self._shown, before = remarks, self.remarks
        if self._happened:
            remarks = [*remarks, Remark(self._happened, stops=False)]
        while len(self._lines) < len(remarks):
            line = RemarkLine(self._theme, self._icons)
            self._remarks.addWidget(line)
            if self._targets:  # what was made just now would come last
                self.setTabOrder(self._lines[-1].link if self._lines else self._targets[-1], line.link)
            self._lines.append(line)
        for place, line in enumerate(self._lines):
            line.show_remark(remarks[place] if place < len(remarks) else None)
        is_wrong = any(each.stops for each in remarks)
        words = " ".join(each.sentence for each in remarks)
        for target in self._targets:
            target.setAccessibleDescription(words)
            frame_wrong(target, is_wrong=is_wrong)
        for each in remarks:
            if each.sentence not in before:
                announce(self, each.sentence)

    def take_focus(self) -> None:
        """Go to the first field."""
        self._targets[0].setFocus(Qt.FocusReason.OtherFocusReason)
