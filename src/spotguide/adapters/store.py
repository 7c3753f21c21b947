"""The history: sessions, their notes, answers and settings, in one SQLite file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spotguide.adapters.database import is_damage, open_file
from spotguide.errors import UnreadableHistory, UnwritableHistory, printable

if TYPE_CHECKING:
    import sqlite3

    from spotguide.core.plan.screening import Remembered

SESSIONS = """
SELECT id, started_at, offset, spot, plan FROM session
WHERE (:since IS NULL OR started_at >= :since) AND (:spot IS NULL OR spot = :spot)
  AND (NOT :unended OR id NOT IN (SELECT session FROM note WHERE kind = 'ended'))
ORDER BY started_at DESC, id DESC LIMIT :newest
"""

NOTES = """
SELECT at, kind, data FROM note AS here
WHERE session = :session AND (:whole OR kind <> 'held' OR NOT EXISTS (
  SELECT 1 FROM note WHERE session = here.session AND seq = here.seq + 1 AND kind = 'held'))
ORDER BY seq
"""


LAST_PRESSED = """
SELECT spot, MAX(started_at) FROM session WHERE EXISTS (
  SELECT 1 FROM note WHERE session = session.id AND kind IN ('held', 'hold-over'))
GROUP BY spot
"""


@dataclass(frozen=True)
class Stored:
    """One session as it stands on disk; times carry the offset where it began.

    `notes` are in the order they were written; where they are whole, `len(notes)` numbers the next.
    """

    id: int
    started_at: datetime
    spot: str
    plan: dict[str, Any]
    notes: list[tuple[datetime, dict[str, Any]]]


def open_store(folder: Path, now: datetime) -> Store:
    """Open the history in a folder, or begin one; use and close it on this thread alone.

    A folder that is made is for its owner alone, and so are the files. A damaged history is moved
    aside, dated with `now`, and `moved` tells where. A history that cannot be written is still
    read where that is possible. Raise UnreadableHistory for one of a newer version, and
    UnwritableHistory where there is none and none can begin.
    """
    with _writing(folder):
        connection, moved = open_file(folder, now)
    return Store(folder, connection, moved)


class Store:
    """An open history. Writing raises UnwritableHistory, reading raises UnreadableHistory."""

    def __init__(self, folder: Path, connection: sqlite3.Connection, moved: Path | None) -> None:
        self.folder, self.moved = folder, moved
        self._connection = connection

    def begin(self, started_at: datetime, spot: str, plan: Mapping[str, object]) -> int:
        """Write a session that begins, and what it sets out to do; return its id."""
        offset = started_at.utcoffset() or timedelta()
        values = (_utc(started_at), int(offset.total_seconds()), spot, json.dumps(plan))
        with _writing(self.folder):
            self._sync(True)
            query = "INSERT INTO session (started_at, offset, spot, plan) VALUES (?, ?, ?, ?)"
            return int(self._connection.execute(query, values).lastrowid or 0)

    def write(
        self, session: int, seq: int, at: datetime, note: Mapping[str, object], durable: bool
    ) -> None:
        """Write one note in its own transaction; a durable one outlives a power cut from here on.

        `seq` counts the notes of the session from 0. Any note outlives the process.
        """
        data = {key: value for key, value in note.items() if key != "kind"}
        values = (session, seq, _utc(at), str(note["kind"]), json.dumps(data))
        with _writing(self.folder):
            self._sync(durable)
            self._connection.execute("INSERT INTO note VALUES (?, ?, ?, ?, ?)", values)

    def sessions(
        self,
        since: datetime | None = None,
        spot: str | None = None,
        newest: int | None = None,
        whole: bool = True,
    ) -> list[Stored]:
        """Return sessions, oldest first: begun since then, at that spot, so many at most.

        Without `whole`, running totals that the very next note replaces are left out: they change
        no record, and reading them is nine tenths of the time.
        """
        wanted = {"since": since and _utc(since), "spot": spot}
        return self._sessions({**wanted, "newest": -1 if newest is None else newest}, whole)

    def last_pressed(self) -> dict[str, datetime]:
        """Return when the last session with any pressure began, by spot."""
        with self._reading():
            rows = self._rows(LAST_PRESSED)
            return {spot: _aware(at) for spot, at in rows}

    def unended(self) -> list[Stored]:
        """Return the sessions that nothing has ended, oldest first; one of them may be live."""
        return self._sessions({"unended": True})

    def answers(self) -> list[Remembered]:
        """Return the newest answer to each safety question at each spot, oldest first."""
        from spotguide.core.plan.screening import Remembered

        with self._reading():
            rows = self._rows("SELECT screen, spot, applies, agreed, at FROM answer ORDER BY at")
            return [
                Remembered(screen, spot, bool(applies), bool(agreed), _aware(at))
                for screen, spot, applies, agreed, at in rows
            ]

    def remember(self, answer: Remembered) -> None:
        """Keep an answer, in place of an earlier one to this question at this spot."""
        where, said = (answer.screen, answer.spot), (answer.applies, answer.agreed)
        statement = "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?)"
        self._put(statement, *where, *said, _utc(answer.at))

    def forget(self, screen: str | None = None, spot: str | None = None) -> int:
        """Forget the answers to a question, or at a spot, or both, or all; return how many."""
        return self._put(
            "DELETE FROM answer WHERE screen = coalesce(?, screen) AND spot = coalesce(?, spot)",
            screen,
            spot,
        )

    def setting(self, key: str) -> str | None:
        """Return the text that was set, None where none was."""
        with self._reading():
            rows = self._rows("SELECT value FROM setting WHERE key = ?", key)
            return next((value for (value,) in rows), None)

    def set_setting(self, key: str, value: str, at: datetime) -> None:
        """Keep a text in place of an earlier one."""
        self._put("INSERT OR REPLACE INTO setting VALUES (?, ?, ?)", key, value, _utc(at))

    def close(self) -> None:
        """Close the history; a second time it does nothing."""
        self._connection.close()

    def _sessions(self, wanted: Mapping[str, object], whole: bool = True) -> list[Stored]:
        asked = {"since": None, "spot": None, "unended": False, "newest": -1, **wanted}
        with self._reading():
            rows = self._connection.execute(SESSIONS, asked).fetchall()
            return [self._stored(row, whole) for row in reversed(rows)]

    def _stored(self, row: tuple[Any, ...], whole: bool) -> Stored:
        number, started_at, offset, spot, plan = row
        zone = timezone(timedelta(seconds=offset))
        rows = self._connection.execute(NOTES, {"session": number, "whole": whole})
        notes = [(_aware(at, zone), {"kind": kind, **_plain(data)}) for at, kind, data in rows]
        return Stored(number, _aware(started_at, zone), spot, _plain(plan), notes)

    def _rows(self, query: str, *values: object) -> Iterable[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._connection.execute(query, values).fetchall()
        return rows

    def _put(self, statement: str, *values: object) -> int:
        with _writing(self.folder):
            self._sync(True)
            return self._connection.execute(statement, values).rowcount

    def _sync(self, durable: bool) -> None:
        self._connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Read as of one moment, whatever another process writes meanwhile."""
        import sqlite3

        try:
            self._connection.execute("BEGIN")
            yield
        except (sqlite3.DatabaseError, ValueError) as error:
            raise UnreadableHistory(
                f"The history in {printable(str(self.folder))} cannot be read: {error}."
            ) from error
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Turn what a disk can do to us into UnwritableHistory; a wrong statement stays a bug."""
    import sqlite3

    try:
        yield
    except sqlite3.DatabaseError as error:
        if not (isinstance(error, sqlite3.OperationalError) or is_damage(error)):
            raise
        raise UnwritableHistory(str(folder), str(error)) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnwritableHistory(str(folder), reason) from error


def _utc(at: datetime) -> str:
    """Return an aware time as text that sorts as time does."""
    if at.tzinfo is None:
        raise TypeError("a time without an offset")
    return at.astimezone(timezone.utc).isoformat(timespec="microseconds")


def _aware(text: str, zone: timezone = timezone.utc) -> datetime:
    """Return a stored time as it was there."""
    return datetime.fromisoformat(text).astimezone(zone)


def _plain(text: str) -> dict[str, Any]:
    """Return a stored table; raise ValueError if it is none."""
    data = json.loads(text)
    if not isinstance(data, dict):
        raise ValueError("a note is no table")
    return data
