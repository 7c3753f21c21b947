"""The file of the history: opened for its owner alone, checked, and brought up to date.

Nothing is ever deleted because it cannot be read: a damaged file is kept aside, and what can be
read of it stands in the new one.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from spotguide.adapters.lock import alone
from spotguide.adapters.mending import BESIDE, LOG, beside, is_whole, mend
from spotguide.adapters.trouble import is_damage
from spotguide.errors import UnreadableHistory, printable

if TYPE_CHECKING:
    import sqlite3

FILE = "history.sqlite3"
CHECKED = 4_000_000  # bytes up to which all of a file is checked on each opening
BUSY = 5.0  # seconds to wait for another process that writes
OURS = 0x53470000  # with the version, the application id: if the two differ, one is damaged

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
    (
        "ALTER TABLE session ADD COLUMN reason TEXT",
        "ALTER TABLE session ADD COLUMN pressed INTEGER",
        "ALTER TABLE session ADD COLUMN summary TEXT",
        "CREATE INDEX session_time ON session (started_at)",
        "CREATE INDEX session_spot ON session (spot, started_at)",
        "CREATE INDEX session_pressed ON session (spot, started_at) WHERE pressed = 1",
        "CREATE INDEX session_open ON session (started_at) WHERE summary IS NULL",
        "CREATE INDEX note_ended ON note (session) WHERE kind = 'ended'",
    ),
)


KEYS = {
    ("session", "id", "INTEGER", 1),
    ("note", "session", "INTEGER", 1),
    ("note", "seq", "INTEGER", 2),
    ("answer", "screen", "TEXT", 1),
    ("answer", "spot", "TEXT", 2),
    ("setting", "key", "TEXT", 1),
}
"""What the rows are known by, in every version: table, column, type, place in the key."""


@dataclass(frozen=True)
class Opened:
    """An open file: `moved` is where a damaged one lies now, `saved` what was taken over of it."""

    connection: sqlite3.Connection
    file: int
    moved: Path | None = None
    saved: int = 0


def open_file(folder: Path, now: datetime) -> Opened:
    """Return a connection in autocommit; what is found damaged is mended, dated with `now`.

    Raise UnreadableHistory for a file of a newer version; else as SQLite and the system do.
    """
    import sqlite3

    path = folder / FILE
    found = identity(folder)
    if is_whole(path):
        try:
            connection = _connect(path)
            return Opened(connection, identity(folder))
        except (sqlite3.DatabaseError, ValueError) as error:
            if not is_damage(error):
                raise
    return recover(folder, found, now)


def recover(folder: Path, found: int, now: datetime) -> Opened:
    """Put a new file in the place of a damaged one, with all that can be read; keep that one aside.

    `found` tells which file is damaged: where another process has mended it, the new one is opened.
    """
    path = folder / FILE
    moved, saved = None, 0
    with alone(folder):
        if identity(folder) == found:
            moved, saved = mend(path, now, _connect)
    return Opened(_connect(path), identity(folder), moved, saved)


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
    return address if beside(path, LOG).exists() else f"{address}&immutable=1"


def _claim(path: Path) -> None:
    """See that the folder and an empty file are there, and that only their owner reads them.

    A folder that was there before is left as it is: it may be anything that was named.
    """
    if not path.parent.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.chmod(0o700)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    for file in (path, *(beside(path, name) for name in BESIDE)):
        with suppress(OSError):  # SQLite gives the files beside it the mode of the first
            if file.stat().st_mode & 0o777 != 0o600:
                file.chmod(0o600)


def _ready(path: Path, connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return the connection, checked and brought to the newest version, or close it and raise."""
    import sqlite3

    try:
        version = _version(connection)
        _check_version(version, connection)
        if version > len(MIGRATIONS):
            raise UnreadableHistory(
                f"The history in {printable(str(path.parent))} is from a newer spotguide "
                f"(layout {version}, and this one knows {len(MIGRATIONS)}). Update spotguide."
            )
        _check(path, connection)
        with suppress(sqlite3.OperationalError):  # another process is just doing it
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA fullfsync = ON")  # else a Mac does not wait for its disk
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is gone from the file
        for number in range(version, len(MIGRATIONS)):
            _migrate(connection, number)
        _check_keys(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _check(path: Path, connection: sqlite3.Connection) -> None:
    """Raise what SQLite raises for a damaged file, where its pages do not fit together.

    In a large file that takes too long: there damage is found when the page is read.
    """
    import sqlite3

    if path.stat().st_size > CHECKED:
        return
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(found)


def _check_keys(connection: sqlite3.Connection) -> None:
    """Raise what SQLite raises for a damaged file, where a letter of the tables is damaged.

    SQLite looks at pages and not at words: it would take a key for a column like any other.
    """
    import sqlite3

    query = (
        "SELECT made.name, one.name, one.type, one.pk FROM sqlite_master AS made,"
        " pragma_table_info(made.name) AS one WHERE made.type = 'table' AND one.pk"
    )
    if not set(connection.execute(query)) >= KEYS:
        raise sqlite3.DatabaseError("the tables are not those of a history")


def _check_version(version: int, connection: sqlite3.Connection) -> None:
    """Raise what SQLite raises for a damaged file, where it says two things of its version."""
    import sqlite3

    (said,) = connection.execute("PRAGMA application_id").fetchone()
    if said != OURS + version and (said or version > 1):
        raise sqlite3.DatabaseError("the file says two things of its version")


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
            connection.execute(f"PRAGMA application_id = {OURS + number + 1}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def identity(folder: Path) -> int:
    """Return the number that the system gave the file, 0 where there is none."""
    try:
        return (folder / FILE).stat().st_ino
    except OSError:
        return 0
