"""What the log may hold of a fault: where in the program it came from, and never a word of the user's."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

_ROOT = Path(__file__).resolve().parents[2]
_MOST_FRAMES = 40
"""Frames of one traceback that are kept, half of them from each end: a recursion has a thousand."""
_MOST_ERRORS = 8
"""Errors that led to one another."""
_MOST_LETTERS = 300
"""Letters of one message of Qt's."""
_LIBRARIES = ("site-packages", "dist-packages", "lib")
# From where a path or an address begins to the end of the message: a path may have blanks in it.
_PLACE = re.compile(r"(?<![\w.])(?:[A-Za-z][\w+.-]*:/|[A-Za-z]:\\|~|\.{0,2}/|\\\\)(?=\S).*", re.DOTALL)
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|'[^']*'|‘[^’]*’")
_DUMPED_FILE = re.compile(r'File "(.*)", line')


def error_without_words(error: BaseException) -> str:
    """An error and those that led to it, as a traceback.

    An exception's message carries values: of it only what is a name in code or a fixed text of the system is kept.
    Files are named from the program's folder on, or from that of the library.
    """
    parts = [f"{_lines(each.__traceback__)}{kind_and_facts(each)}" for each in _chain(error)]
    return "\n\nwhich led to:\n\n".join(parts)


def kind_and_facts(error: BaseException) -> str:
    """The type of an error, and what is known of it that no person wrote."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    facts = ", ".join(str(fact) for fact in _facts(error) if fact)
    return f"{kind} ({facts})" if facts else kind


def message_without_places(message: str) -> str:
    """A message of Qt's without what stands in quotes, and cut off where a path or an address begins."""
    line = " ".join(message.split())
    return _PLACE.sub("…", _QUOTED.sub("“…”", line))[:_MOST_LETTERS]


def dump_without_places(dump: str) -> str:
    """What the interpreter wrote when it was ended, with files named from the program's folder on."""
    return _DUMPED_FILE.sub(lambda found: f'File "{short_name(found[1])}", line', dump)


def short_name(file: str) -> str:
    """A file of code without the folders of whoever installed it."""
    path = Path(file)
    if path.is_relative_to(_ROOT) and not {"site-packages", ".venv"} & set(path.relative_to(_ROOT).parts):
        return path.relative_to(_ROOT).as_posix()
    parts = path.parts
    for name in _LIBRARIES:
        if name in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(name) :])
    return path.name


def _chain(error: BaseException) -> list[BaseException]:
    """The errors that led to one, first to last."""
    chain: list[BaseException] = []
    led: BaseException | None = error
    while led is not None and led not in chain and len(chain) < _MOST_ERRORS:
        chain.append(led)
        led = led.__cause__ or (None if led.__suppress_context__ else led.__context__)
    return chain[::-1]


def _facts(error: BaseException) -> Iterator[object]:
    match error:
        case OSError():
            # The text of the system goes by the number; one that somebody made up may say anything.
            if error.errno is not None:
                from os import strerror

                yield f"{error.errno}, {strerror(error.errno)}"
        case UnicodeError():
            yield _name(getattr(error, "encoding", None))
        case ImportError() | NameError():
            yield _name(error.name)
        case AttributeError():
            yield _name(error.name)
            yield f"of {type(error.obj).__qualname__}" if _name(error.name) else ""
        case _:
            # SQLite's name for what went wrong, such as SQLITE_FULL.
            yield _name(getattr(error, "sqlite_errorname", None))


def _name(text: object) -> str:
    """A text that is a name in code; empty where it could be anything else."""
    return text if isinstance(text, str) and re.fullmatch(r"[\w.-]{1,80}", text, re.ASCII) else ""


def _lines(trace: TracebackType | None) -> str:
    frames = []
    while trace is not None:
        frames.append((trace.tb_frame.f_code, trace.tb_lineno))
        trace = trace.tb_next
    if not frames:
        return ""
    half = _MOST_FRAMES // 2
    left_out = len(frames) - _MOST_FRAMES
    lines = [f"  {short_name(code.co_filename)}:{line} in {code.co_qualname}" for code, line in frames]
    if left_out > 0:
        lines[half:-half] = [f"  … {left_out} more …"]
    return "\n".join(["Traceback, most recent call last:", *lines, ""])
