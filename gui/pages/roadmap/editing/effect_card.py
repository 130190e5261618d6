"""What the changes do to the numbers, since editing began."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from gui.widgets.buttons import NumberButton
from gui.widgets.card import Card
from gui.widgets.labels import PlainLabel, Sign
from gui.widgets.layouts import hbox
from roadmaps.gap.explanation import explain_can_dos, explain_readiness, explain_skills
from roadmaps.own.checks import out_of_order
from roadmaps.text.text_format import count_text, percent_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.app.tracker import Tracker
    from gui.pages.list_page import Explain
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.gap import Gap
    from roadmaps.gap.explanation import Explanation

IN_ORDER = "Every skill still comes after what it needs first."


class EffectCard(Card):
    """Three numbers with what they were, and whether the order still holds."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons, explain: Explain) -> None:
        super().__init__("What it changes", theme)
        self._tracker = tracker
        self._before: tuple[int, int, int | None] = (0, 0, None)
        self._ready = PlainLabel(tone="text2", theme=theme)
        names = (
            PlainLabel("Skills that count", tone="text2", theme=theme),
            PlainLabel("Can-dos needed", tone="text2", theme=theme),
            self._ready,
        )
        makers = (explain_skills, explain_can_dos, explain_readiness)
        self.numbers = [NumberButton(theme).explained(explain, partial(self._explained, make)) for make in makers]
        for name, number in zip(names, self.numbers, strict=True):
            self.column.addLayout(hbox((name, 1), (number, 0, Qt.AlignmentFlag.AlignRight), gap=8))
        self.column.addWidget(
            PlainLabel(
                "Order and stages never change what counts. Levels, needs and added skills do.",
                role="caption", tone="text2", theme=theme,
            ).wrapping()
        )  # fmt: skip
        self._sign = Sign("check", "have", theme, icons)
        self.order = PlainLabel(role="caption", tone="text2", theme=theme).wrapping()
        self.column.addLayout(hbox((self._sign, 0, Qt.AlignmentFlag.AlignTop), (self.order, 1), gap=6))

    def _explained(self, make: Callable[[Gap], Explanation]) -> Explanation:
        return make(self._tracker.gap)

    def begin(self) -> None:
        """Compare with the numbers of now from here on."""
        self._before = self._now()
        self.refresh()

    def _now(self) -> tuple[int, int, int | None]:
        total = self._tracker.gap.total
        return total.skills, total.can_dos, total.percent

    def refresh(self) -> None:
        """Show the numbers as they are now."""
        self._ready.setText(f"Ready for {self._tracker.roadmap.to_role.short_name}")
        texts = (str, str, percent_text)
        for button, text, before, now in zip(self.numbers, texts, self._before, self._now(), strict=True):
            if before == now:
                button.show_number(text(now), ", as before")  # type: ignore[operator]  # each of its own kind
            else:
                button.show_number(text(now), f", before {text(before)}")  # type: ignore[operator]
        late = out_of_order(self._tracker.roadmap)
        self._sign.show_icon("warning" if late else "check", "learning" if late else "have")
        comes = "comes before what it needs" if len(late) == 1 else "come before what they need"
        self.order.setText(f"{count_text(len(late), 'skill')} {comes} first." if late else IN_ORDER)
