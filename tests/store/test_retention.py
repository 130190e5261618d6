"""Retention keeps what a user may want back, and is never fooled by a clock."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from store.retention import USUAL, migrations_to_keep, moments_to_keep

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)
KEEP_ALL_FOR = USUAL.all_days * DAY
MOST_OLDER = sum(USUAL[1:])
moments = st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))


def live(days: int, begin: datetime = NOON) -> tuple[list[datetime], int]:
    """Two years of up to four backups a day, with pauses: those left at the end, and the most there ever were."""
    chance = random.Random(days)
    kept: list[datetime] = []
    most = 0
    for number in range(days):
        if chance.random() < 0.15:
            continue
        for hour in sorted(chance.sample(range(12), chance.randrange(1, 5))):
            now = begin + number * DAY + timedelta(hours=hour)
            kept = sorted(moments_to_keep([*kept, now], now))
            assert now in kept
            most = max(most, len(kept))
    return kept, most


def test_two_years_of_daily_backups_never_exceed_forty_files() -> None:
    kept, most = live(730)
    assert most <= 40
    assert len(kept) >= MOST_OLDER
    last = kept[-1]
    ages = [(last - moment) / DAY for moment in kept]
    assert max(ages) > 330  # nearly a year
    assert len([age for age in ages if 2 <= age < 16]) >= 10
    gaps = sorted(after - before for before, after in pairwise(kept))
    assert gaps[-1] < timedelta(days=45)


def test_daily_retention_reaches_as_far_back_as_a_single_pass() -> None:
    # A later monthly slot must not find its only candidates deleted early: the last of a week is kept for it.
    every_day = [NOON + number * DAY for number in range(730)]
    kept: list[datetime] = []
    for now in every_day:
        kept = sorted(moments_to_keep([*kept, now], now))
    at_once = sorted(moments_to_keep(every_day, every_day[-1]))
    assert len(kept) == len(at_once)
    assert all(abs(one - other) < 7 * DAY for one, other in zip(kept, at_once, strict=True))


def test_all_of_the_last_two_days_then_one_per_day_week_and_month() -> None:
    half_hours = [NOON - number * timedelta(minutes=30) for number in range(2 * 24 * 400)]
    kept = sorted(moments_to_keep(half_hours, NOON), reverse=True)
    assert kept[:96] == half_hours[:96]
    older = kept[96:]
    assert len(older) == MOST_OLDER == 31
    daily, weekly, monthly = older[:12], older[12:22], older[22:]
    assert len({moment.date() for moment in daily}) == 12
    assert len({moment.isocalendar()[:2] for moment in weekly}) == 10
    assert len({(moment.year, moment.month) for moment in monthly}) == 9
    assert all(moment.time() >= datetime(2026, 1, 1, 23, 30).time() for moment in older[1:])  # the last of its day


def test_after_a_long_pause_only_second_backups_of_a_day_are_deleted() -> None:
    made = [NOON, NOON + timedelta(hours=3), NOON + 2 * DAY, NOON + 3 * DAY]
    much_later = NOON + timedelta(days=3650)
    assert moments_to_keep([*made, much_later], much_later) == {*made[1:], much_later}


def test_a_clock_set_back_deletes_nothing_and_uses_up_no_slot() -> None:
    made = [NOON - number * DAY for number in range(12)]
    long_ago = datetime(1970, 1, 3, tzinfo=UTC)
    assert moments_to_keep([*made, long_ago], long_ago) == {*made, long_ago}
    ahead = [NOON + timedelta(days=3000), NOON + timedelta(days=3001)]
    assert moments_to_keep([*made, *ahead], NOON) == {*moments_to_keep(made, NOON), *ahead}


@given(st.lists(moments, max_size=60), moments)
def test_whatever_the_clock_the_newest_are_kept_and_the_rest_is_bounded(made: list[datetime], now: datetime) -> None:
    kept = moments_to_keep(made, now)
    assert kept <= set(made)
    assert {moment for moment in made if now - moment < KEEP_ALL_FOR} <= kept
    older = {moment for moment in made if now - moment >= KEEP_ALL_FOR}
    assert len(kept & older) <= MOST_OLDER
    if older:
        assert max(older) in kept
    assert len({moment.date() for moment in kept & older}) == len(kept & older)
    assert moments_to_keep(kept, now) == kept


def test_the_last_two_pre_migration_backups_of_five_versions_are_kept() -> None:
    made = [(version, NOON + number * DAY) for version in range(1, 8) for number in range(4)]
    assert migrations_to_keep(made) == {(version, NOON + number * DAY) for version in range(3, 8) for number in (2, 3)}
