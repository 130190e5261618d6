"""The gap at a glance: readiness, what carries over, what is left, by when, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from gui.app.date_format import locale_forms, month_text
from gui.widgets.buttons import LinkButton, NumberButton, PrimaryButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.explanation import Swatch
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import PlainLabel, Separator, Sign
from gui.widgets.layouts import STRETCH, hbox, holding, vbox
from gui.widgets.painted import Painted
from gui.widgets.painting import draw_bar
from gui.widgets.readiness import TallyBar
from gui.widgets.term import TermSign
from roadmaps.gap import SkillState
from roadmaps.gap.explanation import gap_in_words
from roadmaps.plan.first_gap import first_gap
from roadmaps.text.text_format import count_text, hours_text, joined, of_text, percent_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter, QResizeEvent
    from PySide6.QtWidgets import QHBoxLayout

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.gap import Gap
    from roadmaps.plan.first_gap import FirstGap

_LINE_BAR, _BIG_BAR = 8, 14
_FACTS_BESIDE_FROM = 620
"""The width, px, from which the three facts are side by side."""
_SIGN = 24
"""The height of an icon beside a caption, px; captions without one line up with it."""
_NAMED = 6
"""How many skills are named; the others are only counted."""
_PARTS = (("carry", "carry", "brought"), ("have", "have", "learned here"), ("ready", "control", "left"))
"""The icon of each part of the bar, its colour, and its name."""


class GapPicture(Painted, QWidget):
    """A bar for each category: what was brought, learned, and is left."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._lines: list[tuple[str, tuple[tuple[str, int], ...], str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_gap(self, gap: Gap) -> None:
        """Show every category with anything in scope."""
        self._lines = [
            (
                category.name,
                (("carry", tally.brought), ("have", tally.learned), ("left", tally.left)),
                of_text(tally.ticked, tally.can_dos),
            )
            for category in gap.roadmap.categories.values()
            if (tally := gap.by_category[category.id]).can_dos
        ]
        self.setAccessibleName("Can-dos ticked by category")
        self.setAccessibleDescription("; ".join(f"{name}: {count}" for name, _, count in self._lines))
        self.updateGeometry()
        self.update()

    def _line_height(self) -> int:
        return self._theme.size("body") + 10

    def sizeHint(self) -> QSize:
        """A line for each category."""
        return QSize(240, len(self._lines) * self._line_height())

    def _paint(self, painter: QPainter) -> None:
        painter.setFont(self._theme.font())
        painter.setPen(self._theme.colour("text"))
        metrics = painter.fontMetrics()
        height, thick = self._line_height(), self._theme.px(_LINE_BAR)
        names = max((metrics.horizontalAdvance(name) for name, _, _ in self._lines), default=0)
        counts = max((metrics.horizontalAdvance(count) for _, _, count in self._lines), default=0)
        left = min(names, self.width() // 2) + 16
        for place, (name, parts, count) in enumerate(self._lines):
            top = place * height
            frame = QRectF(0, top, left - 8, height)
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, round(frame.width()))
            painter.drawText(frame, Qt.AlignmentFlag.AlignVCenter, text)
            bar = QRectF(left, top + (height - thick) / 2, self.width() - left - counts - 12, thick)
            draw_bar(painter, bar, parts, self._theme)
            end = QRectF(self.width() - counts, top, counts, height)
            painter.drawText(end, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)


class _Fact(QWidget):
    """A caption, a fact in bold, and text below."""

    def __init__(self, theme: Theme, sign: TermSign | None = None) -> None:
        super().__init__()
        self._caption = PlainLabel(role="caption", tone="muted", bold=True, theme=theme)
        self._fact = PlainLabel(role="section", bold=True, theme=theme).wrapping().selectable()
        self._rest = PlainLabel(tone="text2", theme=theme).wrapping().selectable()
        head = hbox(self._caption, gap=4)
        if sign:
            head.addWidget(sign)
        self._caption.setMinimumHeight(_SIGN)
        head.addStretch()
        self.column = vbox(head, self._fact, self._rest, STRETCH, on=self, gap=2)

    def show_fact(self, caption: str, fact: str, rest: str) -> None:
        """Show another fact."""
        self._caption.setText(caption)
        self._fact.setText(fact)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))


class GapSummary(QWidget):
    """Shows the state of the goal, and one thing to do next. It saves nothing but weekly hours, on request."""

    explanation_wanted = Signal(QWidget)
    """Explain readiness, below the widget."""
    skill_wanted = Signal(str)
    """Open the next skill."""
    plan_wanted = Signal()
    """Change the hours a week."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._tracker, self._theme = tracker, theme
        self._lock = ChangeLock(tracker, self)
        self._first: FirstGap | None = None
        self._next_skill = ""
        self.buttons = FlowLayout()
        """Further actions, added by the owner of the summary."""
        self.picture = GapPicture(theme)
        vbox(
            self._build_head(icons),
            Separator(),
            self._build_facts(icons),
            self._build_next(),
            self.buttons,
            PlainLabel("By category", role="caption", tone="muted", bold=True, theme=theme),
            self.picture,
            on=self,
            gap=10,
        )

    def _build_head(self, icons: Icons) -> QHBoxLayout:
        theme = self._theme
        self.number = NumberButton(theme, role="hero")
        self.number.clicked.connect(lambda: self.explanation_wanted.emit(self.number))
        self._sentence = PlainLabel(role="section", bold=True, theme=theme).wrapping().selectable()
        self._confirmed = PlainLabel(tone="text2", theme=theme).wrapping().selectable()
        self.bar = TallyBar(_BIG_BAR, theme)
        self._counts = [PlainLabel(tone="text2", theme=theme).selectable() for _ in _PARTS]
        legend = FlowLayout(gap=16)
        for (sign, meaning, _), count in zip(_PARTS, self._counts, strict=True):
            legend.addWidget(
                holding(
                    hbox(
                        Swatch(meaning if meaning != "control" else "left", theme),
                        Sign(sign, meaning, theme, icons),
                        count,
                        gap=6,
                    )
                )
            )
        legend.addWidget(TermSign(("can-do", "brought", "learned", "gap"), theme, icons, self))
        return hbox(
            (self.number, 0, Qt.AlignmentFlag.AlignTop),
            (vbox(self._sentence, self._confirmed, self.bar, legend, gap=6), 1),
            gap=20,
        )

    def _build_facts(self, icons: Icons) -> QBoxLayout:
        theme = self._theme
        self._have = _Fact(theme, TermSign(("carries-over", "skill"), theme, icons))
        self._left = _Fact(theme, TermSign(("hours", "level"), theme, icons))
        self._when = _Fact(theme)
        self.use = LinkButton("", theme, icons)
        self.use.clicked.connect(self._use_hours)
        self._when.column.insertWidget(3, self.use, 0, Qt.AlignmentFlag.AlignLeft)
        self._facts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._facts.setSpacing(20)
        for fact in (self._have, self._left, self._when):
            self._facts.addWidget(fact, 1)
        return self._facts

    def _build_next(self) -> QFrame:
        theme = self._theme
        card = QFrame()
        card.setProperty("variant", "notice")
        self._next_card = card
        self._next = PlainLabel(bold=True, theme=theme).wrapping().selectable()
        self._why = PlainLabel(tone="text2", theme=theme).wrapping().selectable()
        self.start = PrimaryButton("", theme)
        self.start.clicked.connect(lambda: self.skill_wanted.emit(self._next_skill))
        hbox((vbox(self._next, self._why, gap=2), 1), self.start, on=card, gap=12, margins=(14, 10, 12, 10))
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the facts side by side if there is room."""
        super().resizeEvent(event)
        wide = event.size().width() >= _FACTS_BESIDE_FROM
        self._facts.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def show_gap(self, gap: Gap) -> None:
        """Show a gap, as of the day on view."""
        first = first_gap(gap, self._tracker.progress, self._tracker.day)
        total = gap.total
        self._first = first
        self.number.show_number(percent_text(total.percent))
        self.number.setAccessibleName(f"{percent_text(total.percent)} ready")
        self._sentence.setText(gap_in_words(gap)[0])
        self._confirmed.setText(first.confirmed_text)
        self._confirmed.setVisible(bool(first.confirmed_text))
        self.bar.show_tally(total)
        for (_, _, word), count, number in zip(
            _PARTS, self._counts, (total.brought, total.learned, total.left), strict=True
        ):
            count.setText(f"{number} {word}")
        done = [each.skill.short_name for each in gap.scope if not each.left]
        caption = "You have" if total.learned else "What carries over"
        self._have.show_fact(caption, f"{len(done)} of {count_text(total.skills, 'skill')}", _names(done))
        left = f"{count_text(total.left, 'can-do')} in {count_text(total.skills_left, 'skill')}"
        hours = f"{hours_text(total.hours_left, locale_forms())} of study, by our estimate"
        self._left.show_fact("What’s left", *((left, hours) if total.left else ("Nothing", "Time to show it.")))
        self._show_finish(first)
        self._show_next(first)
        self.picture.show_gap(gap)

    def _show_finish(self, first: FirstGap) -> None:
        self._when.setVisible(bool(first.total.left))
        hours = f"{locale_forms().hours(first.hours_a_week)} a week"
        caption = f"At {hours}" if first.is_assumed else f"At your {hours}"
        if first.finish is None:
            fact, rest = "More than ten years", "More hours a week would bring it into reach."
        else:
            fact = f"About {month_text(first.finish)} {first.finish.year}"
            example = f"{locale_forms().hours(first.hours_a_week)} is an example until you set your own."
            rest = example if first.is_assumed else "By the middle estimate."
        self._when.show_fact(caption, fact, rest)
        self.use.setText(f"Plan with {hours}" if first.is_assumed else "Change my hours")
        self.use.setAccessibleName(self.use.text())
        self._lock.hold(self.use, writes=first.is_assumed)

    def _use_hours(self) -> None:
        if self._first and self._first.is_assumed:
            self._tracker.plan_edits.set_hours_a_week(self._first.hours_a_week)
        else:
            self.plan_wanted.emit()

    def _show_next(self, first: FirstGap) -> None:
        found = first.next_up
        self._next_card.setVisible(found is not None)
        self.start.setVisible(found is not None)
        if found is None:
            return
        gap = found.gap
        self._next_skill = gap.skill.id
        verb = "Continue with" if gap.state is SkillState.LEARNING else "Start with"
        if self._tracker.why_locked:
            verb = "Open"  # it can be read, but not started
        can_do = gap.next_can_do
        self._next.setText(f"Next: {gap.skill.name}" + (f", level {can_do.level}" if can_do else ""))
        self._why.setText(can_do.text if can_do else found.reason)
        self.start.setText(f"{verb} {gap.skill.short_name}".replace("&", "&&"))
        self.start.setAccessibleName(f"{verb} {gap.skill.name}")


def _names(names: Sequence[str]) -> str:
    if not names:
        return "None yet: every skill still has something left."
    return joined(names if len(names) <= _NAMED else [*names[: _NAMED - 1], f"{len(names) - _NAMED + 1} more"])
