"""What the window remembers, spoilt in many ways: every value is read as what it was or as the default."""

from __future__ import annotations

import random
import shutil
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray

from gui.app.ini_file import parse
from gui.app.settings import Settings
from tests.endurance.child import Child
from tests.endurance.clocks import PAGES, SetClock
from tests.endurance.window import Window
from tests.gui.test_settings import mutant

if TYPE_CHECKING:
    from pathlib import Path

    from tests.endurance.child import Work

_MOMENT = datetime(2026, 11, 21, 12, tzinfo=UTC)


def read_spoilt(place: Path, count: int, seed: int) -> list[str]:
    """Read so many mutants of a file as a window writes it, and write to each; what was wrong, in words."""
    person = place / "person"
    person.mkdir()
    with Child(partial(_look_around, person)) as child:
        child.hear()
        child.proceed()
    whole = (person / "settings.ini").read_bytes()
    names = list(parse(whole).values)
    if len(names) < 3:
        raise AssertionError(f"the window remembers only {names}")
    chance = random.Random(seed)
    wrong: list[str] = []
    for number in range(count):
        folder = place / str(number)
        folder.mkdir()
        wrong += [f"mutant {number}: {said}" for said in _unfit(folder / "settings.ini", mutant(whole, chance), names)]
        shutil.rmtree(folder)
    return wrong


def _look_around(folder: Path) -> Work:
    with ExitStack() as held:
        opened = Window(folder, held, SetClock(_MOMENT))
        for page in PAGES:
            opened.window.show_page(page)
            opened.settle()
        yield "seen"
    yield "closed"


def _unfit(path: Path, content: bytes, names: list[str]) -> list[str]:
    path.write_bytes(content)
    wrong = []
    try:
        settings = Settings(path)
        for name in names:
            texts, numbers = settings.texts(name), settings.numbers(name)
            read = (settings.text(name), settings.flag(name), settings.blob(name))
            if [type(each) for each in read] != [str, bool, QByteArray] or {*map(type, texts)} - {str}:
                wrong.append(f"{name} is read as {read} and {texts}")
            if any(not 0 <= each < 10**6 for each in numbers):
                wrong.append(f"{name} is read as {numbers}")
        settings.set_text("endurance/word", "kept")
        settings.write()
        if settings.text("endurance/word") != "kept":
            wrong.append("nothing can be remembered")
    except Exception as error:  # whatever it is, the window would not open
        wrong.append(f"{type(error).__name__}: {error}")
    return wrong
