"""Edits of job ads: keeping them, and correcting how they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.app.editor import Editor, new_id
from roadmaps.journal import NOTHING, Kind, ad_value
from roadmaps.text.limits import MOST_SHOWN_IN_A_LINE, shown
from roadmaps.text.text_format import count_text, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadmaps.journal import KeptAd


class AdEdits(Editor):
    """Edits of job ads and of what their phrases mean."""

    def keep(self, ad: KeptAd, toast: str = "") -> str:
        """Keep a new ad; returns its id, or nothing where it was not kept."""
        ad_id = new_id()
        return ad_id if self._record(Kind.AD_KEPT, ad_id, ad_value(ad), toast) else ""

    def change(self, ad_id: str, ad: KeptAd) -> bool:
        """Give an ad another text, title, employer, day or address."""
        if ad_id not in self._tracker.progress.ads:
            return self._refuse_missing()
        return self._record(Kind.AD_KEPT, ad_id, ad_value(ad))

    def remove(self, ad_id: str) -> bool:
        """Remove an ad. How it was to be read stays, and holds again when this is undone."""
        ad = self._tracker.progress.ads.get(ad_id)
        if ad is None:
            return self._refuse_missing()
        title = shown(one_line(ad.title).strip(), MOST_SHOWN_IN_A_LINE) or "an untitled ad"
        return self._record(Kind.AD_KEPT, ad_id, None, f"Removed {title}")

    def dismiss(self, ad_id: str, *keys: str) -> bool:
        """Say that phrases, by ``phrase_key``, name no skill in one ad."""
        changes = [self._change(Kind.PHRASE_DISMISSED, f"{ad_id} {key}", True) for key in dict.fromkeys(keys)]
        return self._apply(changes, toast=f"Dismissed {count_text(len(changes), 'phrase')} in this ad")

    def restore(self, ad_id: str) -> bool:
        """Let every phrase that was dismissed in an ad count again, in one step."""
        start = f"{ad_id} "
        known = [each for each in self._tracker.progress.dismissed_phrases if each.startswith(start)]
        changes = [self._change(Kind.PHRASE_DISMISSED, each, False) for each in sorted(known)]
        return self._apply(changes, f"let {count_text(len(changes), 'dismissed phrase')} count again")

    def teach(self, meanings: Mapping[str, str | None]) -> bool:
        """Say what phrases mean in every ad, in one step: a skill's id, ``NOTHING``, or None to forget it."""
        changes = [self._change(Kind.PHRASE_TAUGHT, key, meaning) for key, meaning in meanings.items()]
        text = "" if len(changes) == 1 else f"teach {count_text(len(changes), 'phrase')}"
        return self._apply(changes, text)

    def dismiss_everywhere(self, *keys: str) -> bool:
        """Say that phrases name no skill in any ad."""
        return self.teach(dict.fromkeys(keys, NOTHING))

    def set_asked_level(self, ad_id: str, skill_id: str, level: int | None) -> bool:
        """Set the level that one ad asks of a skill; None goes back to what is usual."""
        return self._record(Kind.ASKED_LEVEL, f"{ad_id} {skill_id}", level)

    def read_whole(self, ad_id: str, reads_all: bool) -> bool:
        """Read every part of an ad for skills, or leave out what is about the employer and the offer again."""
        return self._record(Kind.AD_READ_WHOLE, ad_id, reads_all)
