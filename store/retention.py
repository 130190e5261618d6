"""Which backups to keep: all from the last two days, then one per day, week and month."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from datetime import datetime

KEEP_ALL_FOR = timedelta(days=2)
VERSIONS = 5
"""For how many schema versions pre-migration backups are kept."""
PER_VERSION = 2

_PERIODS: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
    (12, lambda moment: moment.date()),
    (10, lambda moment: moment.isocalendar()[:2]),
    (9, lambda moment: (moment.year, moment.month)),
)
MOST_OLDER = sum(count for count, _ in _PERIODS)
"""At most this many backups older than two days are kept."""


def moments_to_keep(moments: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Which of the timezone-aware ``moments`` of backups to keep at ``now``.

    All from the last two days, then the last of each of 12 days, 10 weeks and 9 months. Only periods with a backup
    count, so neither a pause nor a clock that runs ahead empties the folder. Moments in the future were made while the
    clock was wrong: they are kept and use up no slot. Days are UTC days, so travelling does not shift them.
    """
    newest_first = sorted({moment.astimezone(UTC) for moment in moments}, reverse=True)
    kept = {moment for moment in newest_first if now - moment < KEEP_ALL_FOR}
    older = [moment for moment in newest_first if moment not in kept]
    last: datetime | None = None
    for count, period in _PERIODS:
        left = count
        while older and left:
            moment = older.pop(0)
            if last is None or period(moment) != period(last):
                kept.add(moment)
                last = moment
                left -= 1
    return frozenset(kept)


def migrations_to_keep(made: Iterable[tuple[int, datetime]]) -> frozenset[tuple[int, datetime]]:
    """Which pre-migration backups to keep: the last two for each of the last five schema versions."""
    newest_first = sorted(set(made), reverse=True)
    versions = sorted({version for version, _ in newest_first}, reverse=True)[:VERSIONS]
    return frozenset(
        each for version in versions for each in [made for made in newest_first if made[0] == version][:PER_VERSION]
    )
