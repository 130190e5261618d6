"""The parts of the long run. A further one is a function from a folder and a scale to figures, and a line in ``PARTS``.

Bits that flip, salvage and spoilt files are measured by what the test suite measures them with in small.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from tests.endurance import (
    clocks,
    crowd,
    long_run,
    power_cut,
    random_kills,
    refusals,
    small_disk,
    spoilt_settings,
    tracing,
)
from tests.endurance.figures import Figure, NotRun, Scale, none_of, some_of
from tests.endurance.kills import kill_at_every_call
from tests.endurance.operations import BY_NAME, OPERATIONS, WRITTEN_IN_PLACE
from tests.endurance.power_cut import Mode
from tests.roadmaps import test_hostile_data as spoilt_documents
from tests.store import bit_flips, mutants, salvage_figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tests.endurance.operations import Operation

Part: TypeAlias = "Callable[[Path, Scale], Iterator[Figure]]"

_SEED = 6
_MEGABYTE = 1_000_000


# Between both lists every kind of file comes into being, is changed, and takes another one's place.
KILLED_IN_SUITE = (
    "first tick, which makes the file",
    "undo",
    "migration",
    "export of everything",
    "import in the place of what is there",
    "backup that makes an older one needless",
    "settings save",
)
REFUSED_IN_SUITE = (
    "bulk tick",
    "start after a write was cut short",
    "export over an old picture",
    "restore",
    "restore where the file is gone",
)


def chosen(names: Sequence[str], scale: Scale) -> Sequence[Operation]:
    """Every operation; in the test suite those of these names."""
    return [BY_NAME[name] for name in names] if scale is Scale.SUITE else OPERATIONS


def _needs_strace() -> None:
    if tracing.why_not():
        raise NotRun(tracing.why_not())


def kills_at_random(place: Path, scale: Scale) -> Iterator[Figure]:
    """SIGKILL in the midst of ticks, undos, pictures and settings."""
    came = random_kills.kill_at_random(place, scale.of(12, 60, 300), _SEED)
    yield none_of("killed at random: mixed states, files left, other events", came.wrong, came.runs, "runs")
    yield Figure(
        "acknowledged events lost", f"{came.lost} of {came.acknowledged:,}", "0", came.lost == 0 < came.acknowledged
    )


def kills_at_calls(place: Path, scale: Scale) -> Iterator[Figure]:
    """SIGKILL before every write, sync, cut, link, rename and removal of every operation."""
    _needs_strace()
    for operation in chosen(KILLED_IN_SUITE, scale):
        sweep = kill_at_every_call(operation, place, scale.of(6, 1, 1))
        yield none_of(f"killed at every call: {operation.name}", sweep.wrong, sweep.points, "points")
    sweep = kill_at_every_call(WRITTEN_IN_PLACE, place)
    yield some_of(f"killed at every call: {WRITTEN_IN_PLACE.name}", sweep.wrong, sweep.points, "points")


def power_cuts(place: Path, scale: Scale) -> Iterator[Figure]:
    """Images of a disk after the power failed, and the same in modes that are known to lose."""
    _needs_strace()
    for mode in Mode:
        is_ours = mode is Mode.OURS
        recording = power_cut.record(place, mode, scale.of(12, 40, 60), _SEED)
        images = scale.of(100, 500, 2000) if is_ours else scale.of(30, 200, 500)
        came = power_cut.cut_the_power(recording, place, images, _SEED)
        value = f"{came.lost} lost, {came.damaged} damaged of {came.images:,} images"
        if is_ours:
            holds = came.lost == came.damaged == 0 < came.images
            yield Figure(f"power cut, {mode.value}", value, "0 and 0", holds, tuple(came.examples))
        else:
            yield Figure(f"power cut, control: {mode.value}", value, "more than 0", came.lost + came.damaged > 0)


def refused_calls(place: Path, scale: Scale) -> Iterator[Figure]:
    """A disk that is full or fails at every call of every operation."""
    _needs_strace()
    kinds = [refusals.FULL, refusals.STAYS_FULL, refusals.BROKEN, refusals.STAYS_BROKEN, refusals.UNREADABLE]
    sampled = [refusals.OVER_QUOTA, refusals.READ_ONLY]
    if scale is Scale.SUITE:
        kinds, sampled = [refusals.STAYS_FULL], []
    for refusal in (*kinds, *sampled):
        points, wrong = 0, []
        for operation in chosen(REFUSED_IN_SUITE, scale):
            every = 3 if refusal in sampled else scale.of(5, 2, 1)
            sweep = refusals.refuse_at_every_call(operation, refusal, place, every)
            points += sweep.points
            wrong += sweep.wrong
        yield none_of(f"{refusal.what}: untold, other than shown, stuck, left behind", wrong, points, "points")
    sweep = refusals.refuse_at_every_call(WRITTEN_IN_PLACE, refusals.FULL, place)
    yield some_of(f"{refusals.FULL.what}, {WRITTEN_IN_PLACE.name}", sweep.wrong, sweep.points, "points")


def small_disks(place: Path, _: Scale) -> Iterator[Figure]:
    """A real disk of one megabyte, and one that may only be read."""
    if small_disk.why_not():
        raise NotRun(small_disk.why_not())
    try:
        refused, kept, wrong = small_disk.fill_up(place)
    except PermissionError as error:
        raise NotRun(f"no disk may be mounted here: {error}") from error
    (place / "again").mkdir()
    yield none_of("a disk of 1 MB, full: untold, other than shown, left behind", wrong, refused + kept, "fillings")
    yield Figure("fillings that were too much, and enough", f"{refused} and {kept}", "both", bool(refused and kept))
    wrong = small_disk.only_read(place / "again")
    yield none_of("a disk that may only be read: not shown, written, untold", wrong, 1, "disk")


def starts(place: Path, scale: Scale) -> Iterator[Figure]:
    """Many starts at once, and starts over the lock of one that was killed."""
    count = scale.of(3, 20, 20)
    came = crowd.start_at_once(place, count)
    holds = (came.windows, came.raised, came.told) == (1, count - 1, [])
    value = f"{came.windows} window, {came.raised} that raised it"
    yield Figure(f"{count} starts at once", value, f"1 and {count - 1}", holds, tuple(came.told))
    for what, signed in (
        ("the lock of a killed start", None),
        ("the same with the number of a living process", crowd.recycled(place)),
        ("a lock without a number", ""),
    )[: scale.of(2, 3, 3)]:
        again = crowd.start_over_a_lock(place, signed)
        yield Figure(f"a start over {what}", f"{again.windows} window", "1", again.windows == 1, tuple(again.told))


def wrong_clocks(place: Path, scale: Scale) -> Iterator[Figure]:
    """Clocks that jump, and people who travel."""
    came = clocks.set_the_clock(place)
    yield none_of(
        "the clock jumps (10 years, 1970, 2038, 9999): order, days, warning", came.wrong, came.looked_at, "events"
    )
    if scale is Scale.SUITE:
        return  # tests/gui/test_window.py opens every page in 9999, and tests/store/test_time_zones.py has a traveller
    (place / "pages").mkdir()
    came = clocks.open_every_page(place / "pages", clocks.MOMENTS)
    yield none_of("pages under such clocks: faults", came.wrong, came.looked_at, "pages")
    zones = clocks.zones()[:: scale.of(1, 10, 1)]
    if not zones:
        raise NotRun("the time zones of the world are not installed")
    (place / "travel").mkdir()
    years = scale.of(1, 2, 5)
    came = clocks.travel(place / "travel", zones, years)
    yield none_of(f"days moved: {years} years read in {len(zones)} zones", came.wrong, came.looked_at, "days")


def long_run_in_a_window(place: Path, scale: Scale) -> Iterator[Figure]:
    """Ticks and undos in one window."""
    count = scale.of(60, 500, 5000)
    pages = ("skills",) if scale is Scale.SUITE else clocks.PAGES
    course = long_run.tick_and_undo(place, count, scale.of(2, 10, 20), pages)
    what = f"{course.deeds:,} ticks and undos:"
    yield Figure(f"{what} open files", f"{course.growth('files'):+d}", "0", course.growth("files") == 0)
    grown = course.growth("qt_objects")
    yield Figure(f"{what} objects of Qt", f"{grown:+d} of {course.samples[0].qt_objects:,}", "at most +5", grown <= 5)
    grown, most = course.growth("objects"), scale.of(200, 500, 500)
    value = f"{grown:+,d} of {course.samples[0].objects:,}, {course.slope('objects'):+.0f} in 1,000"
    yield Figure(f"{what} other objects of Python", value, f"at most +{most:,}", grown <= most)
    if scale is Scale.SUITE:
        return  # memory goes up and down by more than so few events take
    grown = course.growth("memory")
    one = long_run.bytes_of_an_event(place, 20_000)
    said = course.events * one
    value = (
        f"{grown / _MEGABYTE:+.1f} MB of {course.samples[0].memory / _MEGABYTE:.0f} MB, {said / _MEGABYTE:.1f} MB of it"
        f" the {course.events:,} events; {course.slope('memory') / _MEGABYTE:+.2f} MB in 1,000"
    )
    holds = grown - said <= 10 * _MEGABYTE
    yield Figure(f"{what} memory", value, "at most 10 MB besides the events", holds)


def flipped_bits(_: Path, scale: Scale) -> Iterator[Figure]:
    """Single bits flipped in a file, until enough of them change what is read."""
    asked = scale.of(20, 200, 1000)
    came = bit_flips.measure(_SEED, 2 * asked)  # a little more than half of all change what is read
    missed = [f"byte {at}, bit {bit} is not found" for at, bit in came.missed]
    value = f"{len(missed)} of {came.changed:,} missed, {came.called_ok:,} of which SQLite’s own check calls well"
    yield Figure("flips that change what is read", value, "0", not missed and came.changed >= asked, tuple(missed))
    alarms = [f"byte {at}, bit {bit} changes nothing and is refused" for at, bit in came.false_alarms]
    yield none_of("flips that change nothing, refused", alarms, came.flips - came.changed, "flips")


def salvaged_files(_: Path, scale: Scale) -> Iterator[Figure]:
    """What is read of damaged files, by the kind of damage."""
    entries, files = scale.of(300, 1500, 1500), scale.of(2, 10, 40)
    for came in salvage_figures.measure(_SEED, entries, files):
        value = (
            f"{came.percent:.2f} % of {came.readable:,} entries in whole pages, {came.invented} invented, "
            f"{came.files} files"
        )
        holds = came.percent >= 95 and came.invented == 0 < came.readable
        yield Figure(f"salvaged: {came.damage}", value, "at least 95 % and 0", holds)


def spoilt_files(place: Path, scale: Scale) -> Iterator[Figure]:
    """Files spoilt at random, for everything that reads one."""
    count = scale.of(50, 1000, 10_000)
    for came in mutants.measure(_SEED, count):
        slow = came.slowest_seconds >= mutants.SLOWEST_SECONDS
        large = came.peak_bytes >= mutants.LARGEST_BYTES
        value = (
            f"{len(came.wrong)} of {came.mutants:,} mutants ({came.refused:,} refused), slowest "
            f"{came.slowest_seconds * 1000:.0f} ms, {came.peak_bytes / _MEGABYTE:.0f} MB more"
        )
        aim = f"0, under {mutants.SLOWEST_SECONDS:.0f} s and {mutants.LARGEST_BYTES / _MEGABYTE:.0f} MB"
        holds = not came.wrong and not slow and not large and came.mutants == count
        yield Figure(f"{came.reader}: crashed, half-read, written to, no sentence", value, aim, holds, came.wrong)
    wrong = spoilt_documents.mutants(count, _SEED)
    yield none_of("data files: neither read nor told in a sentence", wrong, count, "mutants")
    wrong = spoilt_settings.read_spoilt(place, count, _SEED)
    yield none_of("settings: crashed, other kinds of values, nothing kept", wrong, count, "mutants")


PARTS: Mapping[str, Part] = {
    "random-kills": kills_at_random,
    "kills": kills_at_calls,
    "power-cuts": power_cuts,
    "refusals": refused_calls,
    "small-disk": small_disks,
    "starts": starts,
    "clocks": wrong_clocks,
    "long-run": long_run_in_a_window,
    "bit-flips": flipped_bits,
    "salvage": salvaged_files,
    "spoilt-files": spoilt_files,
}
"""Every part by its name, in the order in which they are run."""
