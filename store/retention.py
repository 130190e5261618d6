"""Which backups to keep: all of the last days, then one a day, a week, a month."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from datetime import datetime

ALL_WITHIN = timedelta(days=2)
MIGRATIONS = 5
"""Of so many versions the backups from before a migration are kept."""
PER_MIGRATION = 2


def _day(moment: datetime) -> Hashable:
    return moment.date()


def _week(moment: datetime) -> Hashable:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> Hashable:
    return moment.year, moment.month


_SLOTS: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = ((12, _day), (10, _week), (9, _month))
MOST_OLDER = sum(count for count, _ in _SLOTS)
"""No more than so many are kept that are older than two days."""


def moments_to_keep(moments: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Those of the moments at which backups were made that are kept at ``now``; all are aware of their time zone.

    All of the last two days, then the last of each of 12 days, of 10 weeks and of 9 months. Only days, weeks and
    months count in which a backup was made, so neither a pause nor a clock that runs ahead empties the folder. What
    lies in the future was made while the clock was wrong: it is kept, and takes nobody's place. Days are those of
    UTC, which travel does not move.
    """
    newest_first = sorted({moment.astimezone(UTC) for moment in moments}, reverse=True)
    stays = {moment for moment in newest_first if now - moment < ALL_WITHIN}
    older = [moment for moment in newest_first if moment not in stays]
    last: datetime | None = None
    for count, period in _SLOTS:
        left = count
        while older and left:
            moment = older.pop(0)
            if last is None or period(moment) != period(last):
                stays.add(moment)
                last = moment
                left -= 1
    return frozenset(stays)


def migrations_to_keep(made: Iterable[tuple[int, datetime]]) -> frozenset[tuple[int, datetime]]:
    """Those of the backups from before a migration that are kept: the last two of each of the last five versions."""
    found = sorted(set(made), reverse=True)
    versions = sorted({version for version, _ in found}, reverse=True)[:MIGRATIONS]
    return frozenset(
        each for version in versions for each in [made for made in found if made[0] == version][:PER_MIGRATION]
    )
