"""Pay and outlook, each claim with its article, its figure and what that figure is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.pages.roles.pay_chart import PayChart, PayLine
from gui.widgets.card import Card
from gui.widgets.labels import PlainLabel
from gui.widgets.source_list import SourceLine, source_row
from roadmaps.wording import amount_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gui.icons import Icons
    from gui.theme import Theme
    from roadmaps.catalogue import Catalogue
    from roadmaps.comparison import Claim, Comparison

ROLE_MEANINGS = ("carry", "accent")
"""The colour of the first and of the second role; each is named in words as well."""


class PayCard(Card):
    """Drawn with its disagreement, then told claim by claim."""

    def __init__(self, comparison: Comparison, catalogue: Catalogue, theme: Theme, icons: Icons) -> None:
        super().__init__("Pay and demand", theme, "bar: a range · diamond: one number")
        roles = catalogue.roles
        meanings = dict(zip(roles, ROLE_MEANINGS, strict=False))
        lines = [
            PayLine(roles[role_id].short_name, claim.citation.source_id, claim.amount, meanings[role_id])
            for role_id in roles
            for claim in comparison.pay.values()
            if claim.amount and role_id in claim.role_ids
        ]
        self.chart = PayChart(lines, theme)
        self.column.addWidget(self.chart)
        disagreement = (
            "The articles disagree, and no figure is averaged with another. They are claims of web articles, one of "
            "them by a company that sells hiring, and may be out of date."
        )
        self.column.addWidget(PlainLabel(disagreement, tone="text2", theme=theme).wrapping())
        for heading, claims in (("Pay", comparison.pay), ("Demand", comparison.outlook)):
            self.column.addWidget(PlainLabel(heading, role="caption", tone="muted", bold=True, theme=theme))
            for line in claim_lines(claims.values(), catalogue):
                self.column.addLayout(source_row(line, theme, icons))
        self.column.addStretch()


def claim_lines(claims: Iterable[Claim], catalogue: Catalogue) -> list[SourceLine]:
    """Each claim in words: who, the figure with unit and period, and what it is."""
    lines = []
    for claim in claims:
        who = " and ".join(catalogue.roles[role_id].short_name for role_id in claim.role_ids)
        figure = f"{who}: {amount_text(claim.amount)}. " if claim.amount else f"{who}: "
        lines.append(SourceLine(claim.citation.source_id, figure + claim.what, "; ".join(claim.citation.places)))
    return lines
