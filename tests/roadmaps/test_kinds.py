"""What is true of every kind of event in the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmaps.catalogue import load_catalogue
from roadmaps.journal import KINDS, Kind, Names, parse_change, read_event
from tests.store.sayings import say_many

NAMES = Names(load_catalogue(Path(__file__).parent / "tiny"))
EVENTS = say_many(2000)


@pytest.mark.parametrize("kind", Kind)
def test_what_is_read_is_written_again_as_it_was(kind: Kind) -> None:
    values = KINDS[kind].values
    read = [(event, read_event(event)) for event in EVENTS if event.kind == kind]
    assert read
    for event, value in read:
        written = values.default if value is None else values.write(value)
        assert read_event(event._replace(value=written)) == value
        if kind is not Kind.STUDY:  # which always writes its link
            assert written == event.value


@pytest.mark.parametrize("kind", Kind)
def test_the_value_before_any_event_is_read_as_none(kind: Kind) -> None:
    event = next(event for event in EVENTS if event.kind == kind)
    assert read_event(event._replace(value=KINDS[kind].values.default)) is None


@pytest.mark.parametrize("kind", Kind)
def test_every_change_has_a_phrase_in_the_history_and_in_the_undo_menu(kind: Kind) -> None:
    for event in (each for each in EVENTS if each.kind == kind and each.value != KINDS[kind].values.default):
        for before, after in ((KINDS[kind].values.default, event.value), (event.value, KINDS[kind].values.default)):
            parsed = parse_change(kind, event.subject, before, after, event.effective_on)
            for phrase in (KINDS[kind].history(parsed, NAMES), KINDS[kind].undo(parsed, NAMES)):
                assert phrase == phrase.strip() != ""
                assert "None" not in phrase


def test_a_kind_is_the_name_under_which_it_is_stored() -> None:
    assert list(KINDS) == list(Kind) == [kind.value for kind in Kind]
    assert all(str(kind) == kind.value and KINDS[kind] is kind.descriptor for kind in Kind)


def test_no_two_kinds_have_one_descriptor() -> None:
    assert len({id(kind) for kind in KINDS.values()}) == len(Kind)
