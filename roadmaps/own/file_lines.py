"""In which line of a TOML file each table and each key is, so that a mistake can be found."""

from __future__ import annotations

import re
from typing import TypeAlias

Path: TypeAlias = "tuple[str | int, ...]"
"""Keys, and the numbers of tables in lists from 0."""

_HEADING = re.compile(r"\s*(\[\[?)\s*([\w.\- ]+?)\s*\]")
_KEY = re.compile(r"\s*([\w-]+)\s*=")


class FileLines:
    """The lines of one file. Where a key has none of its own, it is that of the table around it."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {(): 1}
        counts: dict[Path, int] = {}
        at: Path = ()
        is_in_text = False
        for number, line in enumerate(text.splitlines(), start=1):
            was_in_text = is_in_text
            is_in_text ^= (line.count('"""') + line.count("'''")) % 2 == 1
            if was_in_text:
                continue
            heading, key = _HEADING.match(line), _KEY.match(line)
            if heading:
                *parents, last = (part.strip() for part in heading[2].split("."))
                at = ()
                for parent in parents:
                    at = (*at, parent)
                    if at in counts:
                        at = (*at, counts[at])
                at = (*at, last)
                if heading[1] == "[[":
                    counts[at] = counts.get(at, -1) + 1
                    self._lines.setdefault(at, number)
                    at = (*at, counts[at])
                self._lines.setdefault(at, number)
            elif key:
                self._lines.setdefault((*at, key[1]), number)

    def line(self, path: Path) -> int:
        """The line of a key or a table, or of the nearest one around it; from 1."""
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]
