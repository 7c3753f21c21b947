"""The file of the history: opened for its owner alone and brought up to date.

Nothing is ever deleted because it cannot be read: a damaged file is moved aside.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime, timezone
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from spotguide.errors import UnreadableHistory, printable

if TYPE_CHECKING:
    import sqlite3

FILE = "history.sqlite3"
BUSY = 5.0  # seconds to wait for another process that writes
MAGIC = b"SQLite format 3\0"
LOG = "-wal"
BESIDE = (LOG, "-shm", "-journal")

# One entry a version. What has been released is never edited: a change is one more entry.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE session (id INTEGER PRIMARY KEY, started_at TEXT NOT NULL,"
        " offset INTEGER NOT NULL, spot TEXT NOT NULL, plan TEXT NOT NULL)",
        "CREATE TABLE note (session INTEGER NOT NULL REFERENCES session (id),"
        " seq INTEGER NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL,"
        " PRIMARY KEY (session, seq)) WITHOUT ROWID",
        "CREATE TABLE answer (screen TEXT NOT NULL, spot TEXT NOT NULL,"
        " applies INTEGER NOT NULL, agreed INTEGER NOT NULL, at TEXT NOT NULL,"
        " PRIMARY KEY (screen, spot)) WITHOUT ROWID",
        "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL, at TEXT NOT NULL)"
        " WITHOUT ROWID",
    ),
)


def open_file(folder: Path, now: datetime) -> tuple[sqlite3.Connection, Path | None]:
    """Return a connection in autocommit, and where a damaged file was moved, dated with `now`.

    Raise UnreadableHistory for a file of a newer version; else as SQLite and the system do.
    """
    import sqlite3

    path = folder / FILE
    found = _identity(path)
    moved = None if _whole(path) else _set_aside(path, found, now)
    try:
        return _connect(path), moved
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
    moved = _set_aside(path, found, now)
    return _connect(path), moved


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Say whether the error tells of a damaged file: Python has no class below for it."""
    import sqlite3

    return type(error) is sqlite3.DatabaseError


def _connect(path: Path) -> sqlite3.Connection:
    """Return a connection that can write, else one that can read; raise as SQLite does."""
    import sqlite3

    try:
        _claim(path)
        return _ready(path, sqlite3.connect(path, timeout=BUSY, isolation_level=None))
    except (OSError, sqlite3.OperationalError) as error:
        if "locked" in str(error):
            raise
        with suppress(OSError, sqlite3.OperationalError):
            reading = sqlite3.connect(
                _read_only(path), timeout=BUSY, isolation_level=None, uri=True
            )
            return _ready(path, reading)
        raise


def _read_only(path: Path) -> str:
    """Return the address of a file that cannot be written, nor any beside it."""
    address = f"{path.resolve().as_uri()}?mode=ro"
    # Without a log nothing is open elsewhere, and SQLite need not put its lock beside the file.
    return address if _beside(path, LOG).exists() else f"{address}&immutable=1"


def _claim(path: Path) -> None:
    """See that the folder and an empty file are there, and that only their owner reads them.

    A folder that was there before is left as it is: it may be anything that was named.
    """
    if not path.parent.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.chmod(0o700)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    for file in (path, *(_beside(path, name) for name in BESIDE)):
        with suppress(OSError):  # SQLite gives the files beside it the mode of the first
            if file.stat().st_mode & 0o777 != 0o600:
                file.chmod(0o600)


def _ready(path: Path, connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return the connection, checked and brought to the newest version, or close it and raise."""
    import sqlite3

    try:
        version = _version(connection)
        if version > len(MIGRATIONS):
            raise UnreadableHistory(
                f"The history in {printable(str(path.parent))} is from a newer spotguide "
                f"(layout {version}, and this one knows {len(MIGRATIONS)}). Update spotguide."
            )
        _check(connection)
        with suppress(sqlite3.OperationalError):  # another process is just doing it
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA fullfsync = ON")  # else a Mac does not wait for its disk
        connection.execute("PRAGMA foreign_keys = ON")
        for number in range(version, len(MIGRATIONS)):
            _migrate(connection, number)
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection) -> None:
    """Raise what SQLite raises for a damaged file, where its pages do not fit together."""
    import sqlite3

    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(found)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _migrate(connection: sqlite3.Connection, number: int) -> None:
    """Go from this version to the next, whole or not at all, unless somebody just did."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _version(connection) == number:
            for statement in MIGRATIONS[number]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number + 1}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _whole(path: Path) -> bool:
    """Say whether the file begins as it must; SQLite may delete the log of one that does not."""
    try:
        with path.open("rb") as file:
            start = file.read(len(MAGIC))
    except OSError:
        return True  # there is none yet, or opening it will tell
    log = _beside(path, LOG)
    return start == MAGIC or not (start or (log.exists() and log.stat().st_size))


def _set_aside(path: Path, found: int, now: datetime) -> Path | None:
    """Move a damaged history and what belongs to it aside; return where it lies now.

    `found` tells which file it was: another process may have moved it and begun anew.
    """
    if _identity(path) != found:
        return None
    stamp = now.astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    numbers = chain([""], (f"-{number}" for number in count(2)))
    names = (path.with_name(f"{path.stem}-damaged-{stamp}{n}{path.suffix}") for n in numbers)
    aside = next(name for name in names if not name.exists())
    # The file goes last: as long as it is in place nothing new can lie beside it.
    for name in BESIDE:
        with suppress(FileNotFoundError):
            _beside(path, name).rename(_beside(aside, name))
    with suppress(FileNotFoundError):
        if _identity(path) == found:
            path.rename(aside)
            return aside
    return None


def _identity(path: Path) -> int:
    """Return the number that the system gave the file, 0 where there is none."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def _beside(path: Path, name: str) -> Path:
    return path.with_name(path.name + name)
