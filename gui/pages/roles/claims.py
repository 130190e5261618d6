"""Pay and outlook, each claim with its article, its figure and what that figure is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.app.date_format import locale_forms
from gui.pages.roles.claim_chart import ClaimChart, ClaimLine, Scale
from gui.widgets.card import Card
from gui.widgets.labels import PlainLabel
from gui.widgets.source_list import SourceLine, source_row
from roadmaps.text.text_format import amount_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Catalogue
    from roadmaps.catalogue.comparison import Claim, Comparison

ROLE_MEANINGS = ("carry", "accent")
"""The colours of the first and the second role, which are also named in text."""


_PAY = Scale("Pay by article", 20_000, 1000, "$", "k")
_GROWTH = Scale("Growth by article", 10, 1, "", "\N{NO-BREAK SPACE}%")


class PayCard(Card):
    """The chart with its disagreements, then each claim in words."""

    def __init__(self, comparison: Comparison, catalogue: Catalogue, theme: Theme, icons: Icons) -> None:
        super().__init__("Pay and demand", theme, "bar: a range · diamond: one number")
        disagreement = (
            "The articles disagree, so no figures are averaged. They are claims made in web articles, one from a "
            "hiring marketplace, and may be out of date."
        )
        self.column.addWidget(PlainLabel(disagreement, tone="text2", theme=theme).wrapping())
        pay, outlook = comparison.pay.values(), comparison.outlook.values()
        for heading, claims, scale in (("Pay", pay, _PAY), ("Growth and demand", outlook, _GROWTH)):
            self.column.addWidget(PlainLabel(heading, role="caption", tone="muted", bold=True, theme=theme))
            if lines := _lines(claims, catalogue, says_period=scale is _GROWTH):
                self.column.addWidget(ClaimChart(lines, scale, theme))
            for line in claim_lines(claims, catalogue):
                self.column.addLayout(source_row(line, theme, icons))
        self.column.addStretch()


def _lines(claims: Iterable[Claim], catalogue: Catalogue, *, says_period: bool) -> list[ClaimLine]:
    """A line for each figure, role by role; one for both roles comes first, in its own colour."""
    roles = list(catalogue.roles)
    meanings = dict(zip(roles, ROLE_MEANINGS, strict=False))
    lines = []
    for claim in sorted(claims, key=lambda each: (-len(each.role_ids), *map(roles.index, each.role_ids))):
        if claim.amount:
            who = " and ".join(catalogue.roles[role_id].short_name for role_id in claim.role_ids)
            period = f", {claim.amount.period}" if says_period else ""
            meaning = meanings[claim.role_ids[0]] if len(claim.role_ids) == 1 else "text2"
            lines.append(ClaimLine(f"{who}, {claim.citation.source_id}{period}", claim.amount, meaning))
    return lines


def claim_lines(claims: Iterable[Claim], catalogue: Catalogue) -> list[SourceLine]:
    """Each claim in words: the role, the figure with unit and period, and what it is."""
    lines = []
    for claim in claims:
        who = " and ".join(catalogue.roles[role_id].short_name for role_id in claim.role_ids)
        figure = f"{who}: {amount_text(claim.amount, locale_forms())}. " if claim.amount else f"{who}: "
        lines.append(SourceLine(claim.citation.source_id, figure + claim.what, "; ".join(claim.citation.places)))
    return lines
