"""The history: sessions, their notes, answers and settings, in one SQLite file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from spotguide.adapters import rows
from spotguide.adapters.database import Opened, open_file
from spotguide.adapters.rows import BadRow, Row, Stored, aware, note_values, utc
from spotguide.adapters.trouble import writing
from spotguide.adapters.turns import Turns
from spotguide.errors import UnreadableHistory, UnwritableHistory

if TYPE_CHECKING:
    import sqlite3

    from spotguide.adapters.merging import Taken
    from spotguide.core.exchange import Parcel
    from spotguide.core.history import Record
    from spotguide.core.plan.remembered import Remembered
    from spotguide.core.summaries import Wanted

T = TypeVar("T")

AT_ONCE = 50  # sessions of an older version that are summed up on one opening


def open_store(folder: Path, now: datetime) -> Store:
    """Open the history in a folder, or begin one; use and close it on this thread alone.

    A folder that is made is for its owner alone, and so are the files. A damaged history is moved
    aside, dated with `now`, and what can be read of it is taken over; `moved` tells where it lies,
    `saved` how many sessions were taken over. A history that cannot be written is still read where
    that is possible. Raise UnreadableHistory for one of a newer version, and UnwritableHistory
    where there is none and none can begin.
    """
    with writing(folder):
        store = Store(folder, open_file(folder, now), now)
    store.sum_up(AT_ONCE)
    return store


class Store:
    """An open history. Writing raises UnwritableHistory, reading raises UnreadableHistory.

    Damage that shows itself later is mended as on opening. Where another process has mended the
    file, this one goes on with the new one.
    """

    def __init__(self, folder: Path, opened: Opened, now: datetime) -> None:
        self.folder, self._turns = folder, Turns(folder, opened, now)
        self._write, self._read = self._turns.write, self._turns.read

    @property
    def moved(self) -> Path | None:
        """Where a damaged file lies now, if one was found."""
        return self._turns.moved

    @property
    def saved(self) -> int:
        """How many sessions of it were taken over."""
        return self._turns.saved

    @property
    def _connection(self) -> sqlite3.Connection:
        return self._turns.connection

    def begin(self, started_at: datetime, spot: str, plan: Mapping[str, object]) -> int:
        """Write a session that begins, and what it sets out to do; return its id."""
        offset = started_at.utcoffset() or timedelta()
        values = (utc(started_at), int(offset.total_seconds()), spot, json.dumps(plan))
        query = "INSERT INTO session (started_at, offset, spot, plan) VALUES (?, ?, ?, ?)"
        return self._write(lambda: int(self._connection.execute(query, values).lastrowid or 0))

    def write(
        self, session: int, seq: int, at: datetime, note: Mapping[str, object], durable: bool
    ) -> None:
        """Write one note in its own transaction; a durable one outlives a power cut from here on.

        `seq` counts the notes of the session from 0. Any note outlives the process.
        """
        values = note_values(session, seq, at, note)

        def work() -> None:
            self._connection.execute("INSERT INTO note VALUES (?, ?, ?, ?, ?)", values)
            if note["kind"] != "held":
                self._sum_up(session)

        self._write(work, durable)

    def add(self, session: int, at: datetime, note: Mapping[str, object]) -> int:
        """Write one more note to a session that is over; return its number."""

        def work() -> int:
            query = "SELECT coalesce(MAX(seq) + 1, 0) FROM note WHERE session = ?"
            (seq,) = self._connection.execute(query, (session,)).fetchone()
            values = note_values(session, seq, at, note)
            self._connection.execute("INSERT INTO note VALUES (?, ?, ?, ?, ?)", values)
            self._sum_up(session)
            return int(seq)

        return self._write(work)

    def delete(self, session: int) -> bool:
        """Delete a session and its notes, and the bytes too; say whether there was one."""

        def work() -> bool:
            self._connection.execute("DELETE FROM note WHERE session = ?", (session,))
            found = self._connection.execute("DELETE FROM session WHERE id = ?", (session,))
            return found.rowcount > 0

        found = self._write(work)
        self._empty_log()
        return found

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
        most = -1 if newest is None else newest
        wanted = {"since": since and utc(since), "spot": spot, "id": None, "newest": most}
        return self._stored_where(wanted, whole)

    def session(self, number: int) -> Stored | None:
        """Return one session with all its notes."""
        wanted = {"since": None, "spot": None, "id": number, "newest": 1}
        return next(iter(self._stored_where(wanted)), None)

    def records(self, wanted: Wanted, newest: int | None = None) -> list[Record]:
        """Return what sessions came to, oldest first, so many at most: from their summaries."""
        return self._read(lambda: self._records(wanted, newest))

    def last_pressed(self) -> dict[str, datetime]:
        """Return when the last session with any pressure began, by spot."""
        found = self._read(lambda: self._rows(rows.LAST_PRESSED))
        return {spot: aware(at) for spot, at in found}

    def unended(self) -> list[Stored]:
        """Return the sessions that nothing has ended, oldest first; one of them may be live."""
        return self._read(lambda: self._sessions(self._rows(rows.UNENDED)))

    def answers(self) -> list[Remembered]:
        """Return the newest answer to each safety question at each spot, oldest first."""
        from spotguide.core.plan.remembered import Remembered

        query = "SELECT screen, spot, applies, agreed, at FROM answer ORDER BY at"
        return self._read(
            lambda: [
                Remembered(screen, spot, bool(applies), bool(agreed), aware(at))
                for screen, spot, applies, agreed, at in self._rows(query)
            ]
        )

    def remember(self, answer: Remembered) -> None:
        """Keep an answer, in place of an earlier one to this question at this spot."""
        where, said = (answer.screen, answer.spot), (answer.applies, answer.agreed)
        statement = "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?)"
        self._put(statement, *where, *said, utc(answer.at))

    def forget(self, screen: str | None = None, spot: str | None = None) -> int:
        """Forget the answers to a question, or at a spot, or both, or all; return how many."""
        where = "screen = coalesce(?, screen) AND spot = coalesce(?, spot)"
        found = self._put(f"DELETE FROM answer WHERE {where}", screen, spot)
        self._empty_log()
        return found

    def setting(self, key: str) -> str | None:
        """Return the text that was set, None where none was."""
        found = self._read(lambda: self._rows("SELECT value FROM setting WHERE key = ?", (key,)))
        return next((value for (value,) in found), None)

    def set_setting(self, key: str, value: str, at: datetime) -> None:
        """Keep a text in place of an earlier one."""
        self._put("INSERT OR REPLACE INTO setting VALUES (?, ?, ?)", key, value, utc(at))

    def unset(self, *keys: str) -> int:
        """Forget these settings; return how many there were."""
        found = sum(self._put("DELETE FROM setting WHERE key = ?", key) for key in keys)
        self._empty_log()
        return found

    def settings(self) -> list[tuple[str, str, datetime]]:
        """Return every setting: its key, its text and when it was set."""
        found = self._read(lambda: self._rows("SELECT key, value, at FROM setting ORDER BY key"))
        return [(key, value, aware(at)) for key, value, at in found]

    def narrowed(self) -> bool:
        """Say whether anything is kept that could speak against a spot: a yes, a thing left out."""
        query = (
            "SELECT EXISTS (SELECT 1 FROM answer WHERE applies)"
            " OR EXISTS (SELECT 1 FROM setting WHERE key LIKE 'left-out:%')"
        )
        return self._read(lambda: bool(self._rows(query)[0][0]))

    def take_in(self, parcel: Parcel) -> Taken:
        """Add what another history holds and this one does not, all of it or nothing."""
        from spotguide.adapters.merging import take_in

        def work() -> Taken:
            taken, changed = take_in(self._connection, parcel)
            self._sum_up(*changed)
            return taken

        return self._write(work)

    def sum_up(self, most: int) -> None:
        """Write the summaries that sessions of an older version lack, so many at most.

        Where they cannot be written the notes are folded each time.
        """
        try:
            lacking = self._read(lambda: self._rows(rows.UNSUMMED, (most,)))
            if lacking:
                self._write(lambda: self._sum_up(*(number for (number,) in lacking)), False)
        except (UnreadableHistory, UnwritableHistory):
            return

    def close(self) -> None:
        """Close the history; a second time it does nothing."""
        self._connection.close()

    def _stored_where(self, wanted: Mapping[str, object], whole: bool = True) -> list[Stored]:
        return self._read(lambda: self._sessions(self._rows(rows.SESSIONS, wanted), whole))

    def _sessions(self, found: list[Row], whole: bool = True) -> list[Stored]:
        return [self._stored(row, whole) for row in reversed(found)]

    def _stored(self, row: Row, whole: bool) -> Stored:
        return rows.stored(row, self._rows(rows.NOTES, {"session": row[0], "whole": whole}))

    def _records(self, wanted: Wanted, newest: int | None) -> list[Record]:
        where, values = rows.where(wanted)
        found: list[Record] = []
        for row in self._connection.execute(rows.SUMMARIES.format(where=where), values):
            record = rows.summed(row) or self._stored(row[:5], False).record()
            if newest is not None and len(found) >= newest:
                break
            if wanted.fits(record):
                found.append(record)
        return found[::-1]

    def _sum_up(self, *sessions: int) -> None:
        """Write the summaries of sessions that are over, as part of a transaction.

        One that was taken up again has none, as long as it runs.
        """
        from spotguide.core.summaries import summary_of

        query = "SELECT id, started_at, offset, spot, plan, summary FROM session WHERE id = ?"
        update = "UPDATE session SET reason = ?, pressed = ?, summary = ? WHERE id = ?"
        drop = "UPDATE session SET reason = NULL, pressed = NULL, summary = NULL WHERE id = ?"
        for session in sessions:
            try:
                row = self._rows(query, (session,))[0]
                record = self._stored(row[:5], False).record()
            except BadRow:  # reading will tell
                continue
            if record.reason is not None:
                values = (record.reason, record.charged() > 0, summary_of(record), session)
                self._connection.execute(update, values)
            elif row[5] is not None:
                self._connection.execute(drop, (session,))

    def _rows(
        self, query: str, values: tuple[object, ...] | Mapping[str, object] = ()
    ) -> list[Row]:
        found: list[Row] = self._connection.execute(query, values).fetchall()
        return found

    def _empty_log(self) -> None:
        """Take out of the log what was deleted: it still holds the bytes."""
        with writing(self.folder):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _put(self, statement: str, *values: object) -> int:
        return self._write(lambda: self._connection.execute(statement, values).rowcount)
