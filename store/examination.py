"""What each check finds in a file, for ``--doctor`` and for a file that cannot be opened."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from store.atomic_files import has_another_name
from store.checks import check_events, check_pages, check_schema, connect, sqlite_errors_as_faults
from store.errors import StoreError, linked, primary_code
from store.file_identity import check_header, hot_journal, identify, is_in_wal_mode, is_open_here, locate
from store.platform import privacy
from store.sidecar_files import check_sidecars, is_self_contained

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Finding(NamedTuple):
    """The result of one check."""

    check: str
    finding: str
    ok: bool


def examine(path: Path) -> list[Finding]:
    """The result of each check of the file at ``path``, up to the first that rules out the next ones.

    Writes nothing, never raises.
    """
    findings: list[Finding] = []
    with suppress(StoreError, OSError):
        _examine(path, findings)
    return findings


def _examine(path: Path, findings: list[Finding]) -> None:
    @contextmanager
    def check(name: str) -> Iterator[list[str]]:
        results: list[str] = []
        try:
            with sqlite_errors_as_faults(path):
                yield results
        except (StoreError, OSError) as fault:
            findings.append(Finding(name, str(fault), False))
            raise
        findings.append(Finding(name, ", ".join(results), True))

    with check("File") as results:
        real = locate(path)
        identity = identify(real)
        if identity is None:
            journal = hot_journal(real)
            if journal is not None:
                raise StoreError(f"{real} is missing, but an unfinished write to it, {journal.name}, is still there.")
            check_sidecars(real)
            results.append(f"{real} is not there yet; it is created with your first entry")
            return
        results.append(f"{real}, {identity.size} bytes")
        access, is_linked = privacy(real.stat()), has_another_name(real)
    if is_linked:
        findings.append(Finding("Names", str(linked(real)), False))
    findings.append(Finding("Permissions", *access))
    if is_open_here(identity):
        findings.append(Finding("Access", f"{real} is open in this Skillgap; not examined further", True))
        return
    with check("Header") as results:
        results.append(f"a Skillgap file of version {check_header(real)}")
    with check("Beside") as results:
        check_sidecars(real)
        results.append("nothing" if is_self_contained(real) else "left over from an interrupted write")
    if hot_journal(real) is not None:
        findings.append(
            Finding("Access", "a write was interrupted; Skillgap undoes it when it next opens the file", False)
        )
        return
    if is_in_wal_mode(real):
        findings.append(
            Finding("Access", "set to write-ahead logging by another program; Skillgap undoes that on opening", False)
        )
        return
    with check("Access") as results:
        connection = connect(real, "ro")
        try:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        except BaseException as error:
            connection.close()
            if not isinstance(error, sqlite3.Error) or primary_code(error) != sqlite3.SQLITE_BUSY:
                raise
            results.append(f"{real} is open in another Skillgap, or another program is using it; not examined further")
            return
        results.append("no other program is using it")
    with closing(connection):
        with check("Pages") as results:
            check_pages(connection, real)
            results.append("whole")
        with check("Schema") as results:
            check_schema(connection, real, version)
            results.append(f"as in version {version}")
        with check("Entries") as results:
            events, _ = check_events(connection, real)
            results.append(f"{len(events)}, all intact")
