"""The user's job ads as they are read, each once, for every page that shows something of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.ads import Reader, asked_counts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gui.app.state import State
    from roadmaps.ads import ReadAd
    from roadmaps.catalogue import Catalogue
    from roadmaps.gap import Gap
    from roadmaps.journal import Progress

_AT_A_TIME = 5
"""Reading this many takes about one frame."""


class AdBook:
    """Reads ads when they are asked for, and again only what changed."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._reader: tuple[Catalogue, Reader] | None = None
        self._measured: tuple[Progress, Gap, Sequence[ReadAd]] | None = None

    def _current_reader(self) -> Reader:
        catalogue = self._state.catalogue
        if self._reader is None or self._reader[0] is not catalogue:
            self._reader = catalogue, Reader(catalogue)
        return self._reader[1]

    def read_some(self) -> bool:
        """Read a few of the ads that were not read yet; returns whether all of them are read now."""
        return self._current_reader().read_some(self._state.progress, _AT_A_TIME)

    @property
    def ads(self) -> Sequence[ReadAd]:
        """Every ad, held against your levels; the last added first."""
        progress, gap = self._state.progress, self._state.gap
        if self._measured is None or self._measured[0] is not progress or self._measured[1] is not gap:
            self._measured = progress, gap, self._current_reader().ads(progress, gap)
        return self._measured[2]

    @property
    def asked(self) -> Mapping[str, int]:
        """Skill id -> how many ads ask for it."""
        return asked_counts(self.ads)
