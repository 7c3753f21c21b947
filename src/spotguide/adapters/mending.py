"""A damaged history: how it is known, kept aside, and replaced by what can be read of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import datetime, timezone
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from spotguide.adapters.salvage import Salvaged

    Connect = Callable[[Path], sqlite3.Connection]

MAGIC = b"SQLite format 3\0"
HEADER = 100  # bytes
WAIT = 2.0  # seconds for another process that writes
LOG = "-wal"
BESIDE = (LOG, "-shm", "-journal")


def beside(path: Path, name: str) -> Path:
    """Return what lies beside a file of SQLite."""
    return path.with_name(path.name + name)


def is_whole(path: Path) -> bool:
    """Say whether the file begins as it must, and no page of the log is damaged.

    SQLite may delete the log of a file that does not, takes some damage there for a wish to read
    only, and passes over what follows a damaged page of the log.
    """
    log = beside(path, LOG)
    logged = bool(_bytes(log))  # looked at first: another process may just be beginning the file
    try:
        start = _start(path)
    except OSError:
        return True  # there is none yet, or opening it will tell
    if not start:
        return not logged
    if not _begins_well(start):
        return False
    if not logged:
        return True
    from spotguide.adapters.pages import log_is_damaged

    # Read again and again: another process may just be writing to it.
    return not all(log_is_damaged(_bytes(log)) for _ in range(3))


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEADER)


def _begins_well(start: bytes) -> bool:
    fixed = set(start[18:20]) <= {1, 2} and start[21:24] == b"@  "
    return start.startswith(MAGIC) and fixed


@contextmanager
def _kept_still(path: Path) -> Iterator[None]:
    """Let nobody write to a damaged file while it is read, as far as SQLite still can.

    Whoever waits to write finds the new file afterward. A file that does not begin as it must is
    not opened: SQLite could delete its log.
    """
    import sqlite3

    with ExitStack() as stack:
        with suppress(sqlite3.Error, OSError, ValueError):
            if _begins_well(_start(path)):
                connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
                stack.callback(connection.close)
                connection.execute("BEGIN IMMEDIATE")
        yield


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _set_aside(path: Path, now: datetime) -> Path:
    """Give a damaged history, and what belongs to it, another name; return it.

    Where the system can, the file keeps its old name too until the new one takes it, so that nobody
    finds none and begins anew.
    """
    stamp = now.astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    numbers = chain([""], (f"-{number}" for number in count(2)))
    names = (path.with_name(f"{path.stem}-damaged-{stamp}{n}{path.suffix}") for n in numbers)
    aside = next(name for name in names if not name.exists())
    for name in BESIDE:
        with suppress(FileNotFoundError):
            beside(path, name).rename(beside(aside, name))
    try:
        os.link(path, aside)
    except OSError:  # no second name here
        path.rename(aside)
    return aside


def mend(path: Path, now: datetime, connect: Connect) -> tuple[Path, int]:
    """Put a new file in the place of a damaged one, in one step; return where that lies now.

    The new one holds what can be read; the number of its sessions comes back too.
    """
    from spotguide.adapters.salvage import salvage

    fresh = path.with_name(f"{path.stem}-new{path.suffix}")
    for file in (fresh, *(beside(fresh, name) for name in BESIDE)):
        file.unlink(missing_ok=True)
    with _kept_still(path):
        salvaged = salvage(path, beside(path, LOG))
        _fill(connect(fresh), salvaged)
        aside = _set_aside(path, now)
        fresh.replace(path)
    return aside, len(salvaged.sessions)


def _fill(connection: sqlite3.Connection, salvaged: Salvaged) -> None:
    """Begin a file with the rows that were saved."""
    rows: list[tuple[str, Iterable[tuple[object, ...]]]] = [
        ("session", salvaged.sessions.values()),
        ("note", salvaged.notes.values()),
        ("answer", salvaged.answers.values()),
        ("setting", salvaged.settings.values()),
    ]
    with closing(connection):
        connection.execute("BEGIN IMMEDIATE")
        for table, values in rows:
            for row in values:
                marks = ", ".join("?" * len(row))
                connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)
        connection.execute("COMMIT")
