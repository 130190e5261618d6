"""What tests use of POSIX. Where the system lacks it, the test that asks for it is skipped."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO, Any

if sys.platform == "win32":
    KILL = HANG_UP = signal.SIGTERM
else:
    KILL, HANG_UP = signal.SIGKILL, signal.SIGHUP


def _skip() -> NoReturn:
    import pytest

    pytest.skip("Windows has nothing of the kind")


def make_pipe(path: Path) -> None:
    """A named pipe."""
    if sys.platform == "win32":
        _skip()
    else:
        os.mkfifo(path)


def account() -> int:
    """The number of the account that acts; 0 is the administrator."""
    if sys.platform == "win32":
        _skip()
    else:
        return os.geteuid()


def act_as(number: int) -> None:
    """Act as another account from here on."""
    if sys.platform == "win32":
        _skip()
    else:
        os.seteuid(number)


def give_to(path: Path, number: int) -> None:
    """Make an account the owner."""
    if sys.platform == "win32":
        _skip()
    else:
        os.chown(path, number, number)


def fork() -> int:
    """A copy of this process: 0 in the copy, its number in the other."""
    if sys.platform == "win32":
        _skip()
    else:
        return os.fork()


def kill_group(leader: int) -> None:
    """Kill a process and all that share its group."""
    if sys.platform == "win32":
        _skip()
    else:
        os.killpg(leader, KILL)


def socket_pair() -> tuple[socket.socket, socket.socket]:
    """Two ends that keep messages apart."""
    if sys.platform == "win32":
        _skip()
    else:
        return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def wait_for(process: int) -> tuple[int, float]:
    """Wait for the end of a process: its exit status, and the seconds of processor time that it took."""
    if sys.platform == "win32":
        _skip()
    else:
        _, status, usage = os.wait4(process, 0)
        return os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime


def hold(file: IO[Any]) -> None:
    """Lock a file as a process that is writing it does."""
    if sys.platform == "win32":
        _skip()
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)


def read_zone_again() -> None:
    """Let the C library read the time zone of the environment again."""
    if sys.platform == "win32":
        _skip()
    else:
        time.tzset()


def end_after(seconds: int) -> None:
    """End the process after so many seconds, where the system can; 0 takes it back."""
    if sys.platform != "win32":
        signal.alarm(seconds)


def most_memory() -> int:
    """The most memory that this process has had, as the system counts it: kB on Linux, bytes on macOS."""
    if sys.platform == "win32":
        _skip()
    else:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def limit_files(size: int) -> int:
    """Let this process make no file larger than so many bytes; the limit before."""
    if sys.platform == "win32":
        _skip()
    else:
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        return soft
