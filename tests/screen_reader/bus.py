"""A virtual screen with a D-Bus session and an accessibility bus of its own, and the program running in it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import unwrap_msg

from tests.posix import kill_group
from tests.real_window import PATIENCE, screen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]


class Desk(NamedTuple):
    """What a program needs to be seen, and what a screen reader needs to hear it."""

    environment: Mapping[str, str]
    accessibility_bus: str
    """The address of the bus."""


@contextmanager
def desk(folder: Path) -> Iterator[Desk]:
    """A screen and both buses; ``folder`` is the home of the programs there. Everything has ended afterwards."""
    places = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    with screen() as display, ExitStack() as ends:
        environment = dict(os.environ) | places | {"DISPLAY": display, "XDG_RUNTIME_DIR": str(folder)}
        reading, writing = os.pipe()
        command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address", str(writing)]
        ends.enter_context(running(command, environment, [writing]))
        os.close(writing)
        with os.fdopen(reading) as answer:
            session = answer.readline().strip()
        environment["DBUS_SESSION_BUS_ADDRESS"] = session
        with open_dbus_connection(session) as connection:
            bus = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            # The session starts at-spi-bus-launcher for this, and that the bus itself.
            answered = connection.send_and_get_reply(new_method_call(bus, "GetAddress"), timeout=PATIENCE)
            (accessibility_bus,) = unwrap_msg(answered)
        yield Desk(environment, accessibility_bus)


@contextmanager
def program(desk: Desk, file: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program over a file, as a screen reader finds it."""
    environment = dict(desk.environment) | {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    with running([sys.executable, "main.py", "--data", str(file)], environment) as process:
        yield process


@contextmanager
def running(
    command: Sequence[str], environment: Mapping[str, str], descriptors: Sequence[int] = ()
) -> Iterator[subprocess.Popen[bytes]]:
    """A process; at the end it and all that it started, which share its group, are gone."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        pass_fds=descriptors,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        finally:
            with suppress(ProcessLookupError):
                kill_group(process.pid)
