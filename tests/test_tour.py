"""The whole program on its tour: no socket but the display's and its own, no warning, nothing that goes wrong."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from roadmaps.catalogue import load_catalogue
from tests.posix import hold
from tests.program_imports import nodes
from tests.tour import TRAP

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[1]
PATIENCE = 240
NETWORK_MODULES = frozenset({
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "webbrowser", "websockets", "xmlrpc",
})  # fmt: skip
NETWORK_CLASSES = re.compile(
    r"Q(Network\w+|Tcp\w+|Udp\w+|Ssl\w+|Sctp\w+|Http\w+|Rest\w+|WebEngine\w+|WebSocket\w+|WebView\w*|Dns\w+|AbstractSocket)"
)


_WORTH_KEEPING = re.compile(rf"\b(socket|socketpair|connect|sendto|bind)\(|{TRAP}|\.db\b")


def noted(trace: Path) -> list[str]:
    """The calls that the tests ask about; there are far more."""
    if not trace.exists():
        return []
    with trace.open(errors="replace") as lines:
        return [line.rstrip("\n") for line in lines if _WORTH_KEEPING.search(line)]


class Watched(NamedTuple):
    """A tour that was taken under a watch, and what kept a part of the watch away."""

    seen: dict[str, Any]
    error_output: str
    log: str
    calls: Sequence[str]
    missing: dict[str, str]


def works(*command: str) -> bool:
    """Whether a command is there and is allowed to do what it does."""
    if not shutil.which(command[0]):
        return False
    done = subprocess.run([*command, "true"], capture_output=True, check=False)
    return done.returncode == 0


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """One tour for all tests, also where they run in several processes: the first one takes it, the others wait."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    home, told = shared / "tour", shared / "tour.json"
    with (shared / "tour.lock").open("w") as lock:
        hold(lock)
        if not told.exists():
            home.mkdir()
            told.write_text(json.dumps(taken(home)._asdict()), encoding="utf-8")
        return Watched(**json.loads(told.read_text(encoding="utf-8")))


def watched_into(trace: Path) -> list[str]:
    """What notes every call about sockets and every one that names a file."""
    return ["strace", "-f", "--seccomp-bpf", "-e", "trace=network,file", "-s", "300", "-o", str(trace)]


def taken(home: Path) -> Watched:
    """A tour with every warning an error, in a network namespace without a network; calls noted."""
    trace = home / "calls"
    missing, command = (
        {},
        [sys.executable, "-X", "dev", "-W", "error", "-m", "tests.tour", str(home / "data"), "--quick"],
    )
    watch = watched_into(trace)
    if works(*watch):
        command = [*watch, *command]
    else:
        missing["strace"] = "strace is not there, or may not look at a process here"
    if works("unshare", "-rn"):
        command = ["unshare", "-rn", *command]
    else:
        missing["unshare"] = "this account may not make a network namespace"
    names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
    folders = {name: str(home / name.lower()) for name in names}
    (home / "xdg_runtime_dir").mkdir(mode=0o700)
    environment = os.environ | folders | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    calls = noted(trace)
    log = home / "xdg_state_home" / "skillgap" / "skillgap.log"
    return Watched(json.loads(done.stdout), done.stderr, log.read_text(encoding="utf-8"), calls, missing)


@pytest.mark.long
def test_the_tour_comes_everywhere(tour: Watched) -> None:
    assert set(tour.seen["pages"]) == {"skills", "assess", "roadmap", "ads", "progress", "plan", "roles"}
    assert tour.seen["buttons"] > 80
    assert {"Save the map as a picture", "Log time", "Keys", "About Skillgap", "Dark", "Undo"} <= {
        name.partition(":")[0] for name in tour.seen["commands"]
    }
    assert {"DayDialog", "EvidenceDialog", "KeysDialog", "LogDialog", "QFileDialog"} <= set(tour.seen["dialogs"])
    assert {".png", ".svg"} <= set(tour.seen["files"])
    assert (tour.seen["status"], tour.seen["second_start"], tour.seen["left_open"]) == (0, 0, [])


@pytest.mark.long
def test_nothing_goes_wrong_on_it_and_no_warning_is_given(tour: Watched) -> None:
    assert tour.seen["failures"] == []
    assert "Error" not in tour.log
    # A screen that is none cannot raise a window; all else that Qt has to say is about something that we did.
    assert [line for line in tour.log.splitlines() if "Qt:" in line and "This plugin does not" not in line] == []
    # matplotlib says that it looks through the fonts of this machine, the first time.
    said = [line for line in tour.error_output.splitlines() if not line.startswith("Matplotlib is building")]
    assert said == []


@pytest.mark.long
def test_no_socket_is_made_but_the_displays_and_our_own(tour: Watched) -> None:
    if "strace" in tour.missing:
        pytest.skip(tour.missing["strace"])
    made = [call for call in tour.calls if re.search(r"\b(socket|socketpair|connect|sendto|bind)\(", call)]
    assert any("AF_UNIX" in call for call in made), "the one for a second start, or nothing was watched"
    assert [call for call in made if "AF_UNIX" not in call and not re.search(r"sendto\(\d+, .*NULL, 0\)", call)] == []


@pytest.mark.long
def test_no_text_of_the_user_makes_the_program_look_for_a_file(tour: Watched) -> None:
    if "strace" in tour.missing:
        pytest.skip(tour.missing["strace"])
    assert any('.db"' in call for call in tour.calls), "nothing was watched"
    assert [call for call in tour.calls if TRAP in call] == []


@pytest.mark.long
def test_words_that_are_read_as_a_page_would_be_found(tmp_path: Path) -> None:
    """The control: a label that reads them so does look for the picture."""
    watch = watched_into(tmp_path / "calls")
    if not works(*watch):
        pytest.skip("strace is not there, or may not look at a process here")
    show = (
        "from PySide6.QtWidgets import QApplication, QLabel\n"
        "application = QApplication([])\n"
        f"label = QLabel('<img src=\"{TRAP}.png\">')\n"
        "label.grab()"
    )
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([*watch, sys.executable, "-c", show], env=environment, capture_output=True, check=True)
    assert any(TRAP in call for call in noted(tmp_path / "calls"))


@pytest.mark.long
def test_python_makes_no_socket_at_all(tour: Watched) -> None:
    assert tour.seen["sockets"] == []


@pytest.mark.long
def test_it_works_where_there_is_no_network(tour: Watched) -> None:
    if "unshare" in tour.missing:
        pytest.skip(tour.missing["unshare"])
    assert tour.seen["status"] == 0


@pytest.mark.long
def test_nothing_but_our_own_log_and_what_we_recommend_to_read_was_opened(tour: Watched) -> None:
    """Each was asked for with a button; what the user typed is only opened once that is confirmed."""
    recommended = {each.url for skill in load_catalogue().skills.values() for each in skill.resources}
    opened = set(tour.seen["opened"]) - recommended
    assert {Path(address).name for address in opened} <= {"skillgap.log"}


def network_names(found: list[ast.AST]) -> list[str]:
    """Modules and classes that could reach another computer, as they are named in a source."""
    imported = [alias.name for node in found if isinstance(node, ast.Import) for alias in node.names]
    for node in found:
        if isinstance(node, ast.ImportFrom):
            imported += [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
    names = [name for name in imported if any(f"{name}.".startswith(f"{each}.") for each in NETWORK_MODULES)]
    words = {node.id for node in found if isinstance(node, ast.Name)}
    words |= {node.attr for node in found if isinstance(node, ast.Attribute)}
    words |= {name.rpartition(".")[2] for name in imported}
    return names + [word for word in words if NETWORK_CLASSES.fullmatch(word)]


def test_no_module_could_reach_another_computer() -> None:
    named = {file: network_names(found) for file, found in nodes().items()}
    assert {file: names for file, names in named.items() if names} == {}


@pytest.mark.parametrize("source", [
    "import socket", "import urllib.request", "from urllib import request", "import http.client", "import requests",
    "from http.server import HTTPServer", "from PySide6.QtNetwork import QNetworkAccessManager",
    "from PySide6 import QtNetwork\nQtNetwork.QTcpSocket()", "import webbrowser", "import asyncio",
    "from PySide6.QtWebEngineWidgets import QWebEngineView",
])  # fmt: skip
def test_what_could_is_found(source: str) -> None:
    assert network_names(list(ast.walk(ast.parse(source))))


def test_what_only_reads_addresses_is_not() -> None:
    source = "from urllib.parse import urlsplit\nfrom PySide6.QtNetwork import QLocalServer"
    assert network_names(list(ast.walk(ast.parse(source)))) == []
