"""Keeps the record of a released catalogue: ``python -m tests.released_catalogue``, as the last step of a release.

The next catalogue is held against it. What ships lets the program say what changed since; the texts of the can-dos
stay with the tests, which compare them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from roadmaps.catalogue import Need, load_catalogue
from roadmaps.catalogue.data_files import shipped_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmaps.catalogue import Catalogue

TEXTS = Path(__file__).parent / "roadmaps" / "released_can_dos.toml"
_GENERATED = "# Written by python -m tests.released_catalogue. Never edit it: it is what was released."


def record_of(catalogue: Catalogue) -> str:
    """What the program needs to know of this catalogue once there is a newer one, as TOML."""
    skills = catalogue.skills.values()
    lines = [_GENERATED, "", f"version = {_toml(catalogue.version)}", "", "[skills]"]
    lines += [
        f"{each.id} = {{ name = {_toml(each.name)}, low = {each.hours.low}, high = {each.hours.high}, "
        f"can_do = {_toml([can_do.id.partition('.')[2] for can_do in each.can_dos])} }}"
        for each in skills
    ]
    lines += ["", "[choices]", *(f"{each.id} = {_toml(list(each.member_ids))}" for each in catalogue.choices.values())]
    return "\n".join([*lines, *_targets(catalogue), ""])


def texts_of(catalogue: Catalogue) -> str:
    """The text of each can-do by its id, as TOML."""
    lines = [f"{_toml(each.id)} = {_toml(each.text)}" for each in catalogue.can_dos.values()]
    return "\n".join([_GENERATED, "", f"version = {_toml(catalogue.version)}", "", "[can_dos]", *lines, ""])


def _targets(catalogue: Catalogue) -> Iterator[str]:
    for role in catalogue.roles.values():
        for need in Need:
            yield from ("", f"[roles.{role.id}.{need}]")
            yield from (f"{unit} = {demand.level}" for unit, demand in role.demands.items() if demand.need is need)


def _toml(value: str | list[str]) -> str:
    return json.dumps(value, ensure_ascii=False)  # TOML writes texts and lists of them as JSON does


def main() -> None:
    """Write both."""
    catalogue = load_catalogue()
    record = shipped_data() / "released" / f"{catalogue.version}.toml"
    record.write_text(record_of(catalogue), encoding="utf-8")
    TEXTS.write_text(texts_of(catalogue), encoding="utf-8")


if __name__ == "__main__":
    main()
