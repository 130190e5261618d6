"""Which backups to keep: all from the last days, then one per day, week and month."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from datetime import datetime

VERSIONS = 5
"""For how many schema versions pre-migration backups are kept."""
PER_VERSION = 2

_PERIODS: tuple[Callable[[datetime], Hashable], ...] = (
    lambda moment: moment.date(),
    lambda moment: moment.isocalendar()[:2],
    lambda moment: (moment.year, moment.month),
)


class Retention(NamedTuple):
    """All backups of the last ``all_days`` are kept, then the last of each of so many days, weeks and months."""

    all_days: int = 2
    days: int = 12
    weeks: int = 10
    months: int = 9


USUAL = Retention()


def moments_to_keep(moments: Iterable[datetime], now: datetime, rule: Retention = USUAL) -> frozenset[datetime]:
    """Which of the timezone-aware ``moments`` of backups to keep at ``now``.

    Only periods with a backup count, so neither a pause nor a clock that runs ahead empties the folder. Moments in the
    future were made while the clock was wrong: they are kept and use up no slot. Days are UTC days, so travelling does
    not shift them.
    """
    newest_first = sorted({moment.astimezone(UTC) for moment in moments}, reverse=True)
    kept = {moment for moment in newest_first if now - moment < timedelta(days=rule.all_days)}
    older = [moment for moment in newest_first if moment not in kept]
    last: datetime | None = None
    for left, period in zip(rule[1:], _PERIODS, strict=True):
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
