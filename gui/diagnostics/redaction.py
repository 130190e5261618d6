"""Redacts errors for the log: keeps where in the program they arose, and drops the user's own text and folders."""

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
"""Errors of one chain that are kept."""
_MOST_LETTERS = 300
"""Characters of a Qt message that are kept."""
_LIBRARIES = ("site-packages", "dist-packages", "lib")
# From the start of a path or an address to the end of the message: a path may contain spaces.
_PLACE = re.compile(r"(?<![\w.])(?:[A-Za-z][\w+.-]*:/|[A-Za-z]:\\|~|\.{0,2}/|\\\\)(?=\S).*", re.DOTALL)
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|'[^']*'|‘[^’]*’")
_DUMPED_FILE = re.compile(r'File "(.*)", line')


def redacted_error(error: BaseException) -> str:
    """An error and those that led to it, as a traceback.

    Exception messages contain values, so only names in code and fixed texts of the system are kept of them. Paths are
    relative to the program's folder or to that of the library.
    """
    parts = [f"{_lines(each.__traceback__)}{kind_and_facts(each)}" for each in _chain(error)]
    return "\n\nwhich led to:\n\n".join(parts)


def kind_and_facts(error: BaseException) -> str:
    """The type of an error, and facts about it that cannot contain the user's text."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    facts = ", ".join(str(fact) for fact in _facts(error) if fact)
    return f"{kind} ({facts})" if facts else kind


def redacted_message(message: str) -> str:
    """A Qt message without quoted text, cut off where a path or an address begins."""
    line = " ".join(message.split())
    return _PLACE.sub("…", _QUOTED.sub("“…”", line))[:_MOST_LETTERS]


def redacted_dump(dump: str) -> str:
    """The trace of a crash, with paths relative to the program's folder."""
    return _DUMPED_FILE.sub(lambda found: f'File "{short_name(found[1])}", line', dump)


def short_name(file: str) -> str:
    """The path of a source file without the folders it is installed in."""
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
            # The system's text for the number: the error's own may contain anything.
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
            # Such as SQLITE_FULL.
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
