"""What every test relies on: no screen, and folders that are nobody's own."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections import Counter
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

import tests.examples  # noqa: F401  # knows the profiles

# Before anything imports Qt: no window ever opens on the screen of whoever runs the tests.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from gui.app.paths import HOME
from gui.diagnostics.guarded_overrides import guard_overrides

# As in the program.
guard_overrides()
settings.load_profile("quick")  # --hypothesis-profile asks for another

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEMORY = Path("/dev/shm")
_ROOM = 1 << 30
if os.access(_MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
    # Most tests write events, and each write waits until the disk has it. In memory that costs nothing.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

gc.set_threshold(100_000)  # a process that runs thousands of tests keeps what it makes

_FOLDERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")


_TRACE = sys.gettrace()
_SAMPLED = 5
"""Of so many cases of a sweep one is in the sample of the slow tests."""


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """A test that exhausts the stack ends what measures coverage; the next one is measured again."""
    if _TRACE is not None and sys.gettrace() is None:
        sys.settrace(_TRACE)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of the cases of a sweep the quick run has the first, and the sample of the slow tests every fifth."""
    met: Counter[tuple[pytest.Item | pytest.Collector | None, str]] = Counter()
    for item in items:
        if item.get_closest_marker("sweep") and not item.get_closest_marker("long"):
            key = item.parent, item.name.partition("[")[0]
            if met[key]:
                item.add_marker("slow")
            if met[key] % _SAMPLED:
                item.add_marker("rest")
            met[key] += 1


def pytest_collection(session: pytest.Session) -> None:
    """Two workers import the same modules: the second begins at the end, and each finds half of them rewritten."""
    sys.dont_write_bytecode = False
    if os.environ.get("PYTEST_XDIST_WORKER") == "gw1":
        folders = [session.config.rootpath / each for each in session.config.args]
        for file in sorted({file for folder in folders for file in folder.rglob("test_*.py")}, reverse=True):
            with suppress(Exception):  # which the collection raises again, and reports
                import_module(".".join(file.relative_to(session.config.rootpath).with_suffix("").parts))


def pytest_collection_finish() -> None:
    """What was imported for the tests lives as long as they do: the collector need not look through it all the time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def each_edit_has_a_turn_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests edit without an event loop in between; what one turn holds together is tested in test_freshness."""
    from gui.app.state import State  # after the overrides are guarded

    monkeypatch.setattr(State, "_begin_turn", lambda self: None)


@pytest.fixture(scope="session", autouse=True)
def nobodys_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whoever runs the tests keeps their data, their settings and their caches."""
    with pytest.MonkeyPatch.context() as patch:
        for name in _FOLDERS:
            folder = tmp_path_factory.mktemp(name.lower())
            folder.chmod(0o700)
            patch.setenv(name, str(folder))
        if sys.platform != "linux":  # which alone goes by these names
            patch.setenv(HOME, str(tmp_path_factory.mktemp("home")))
        # The programs that tests start keep their byte code, as an installed program does, but not beside the sources.
        patch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.mktemp("bytecode")))
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield
