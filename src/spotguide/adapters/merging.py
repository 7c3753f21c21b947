"""A history packed up, and another one taken in: all of it or nothing, each thing once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta, timezone
from typing import TYPE_CHECKING

from spotguide.adapters import rows
from spotguide.adapters.rows import aware, note_values, utc
from spotguide.core.exchange import Carried, Note, Parcel, merged

if TYPE_CHECKING:
    import sqlite3

    from spotguide.adapters.rows import Stored
    from spotguide.adapters.store import Store

LOCAL = ("sessions-redated",)
"""Settings that speak of the numbers of this computer's sessions."""


@dataclass(frozen=True)
class Taken:
    """What was taken in: sessions that are new, sessions that had something new, and the rest."""

    new: int
    longer: int
    answers: int
    settings: int

    @property
    def anything(self) -> bool:
        """Whether the history is another one now."""
        return any((self.new, self.longer, self.answers, self.settings))


def packed(store: Store) -> Parcel:
    """Return all that a history holds; a session that still runs is left out."""
    sessions = tuple(carried(one) for one in store.sessions() if one.over)
    settings = tuple(one for one in store.settings() if one[0] not in LOCAL)
    return Parcel(sessions, tuple(store.answers()), settings)


def carried(stored: Stored) -> Carried:
    """Return a session as it travels."""
    offset = stored.started_at.utcoffset() or timedelta()
    notes = tuple((at.astimezone(timezone.utc), note) for at, note in stored.notes)
    began = stored.started_at.astimezone(timezone.utc)
    return Carried(began, int(offset.total_seconds()), stored.spot, stored.plan, notes)


def take_in(connection: sqlite3.Connection, parcel: Parcel) -> tuple[Taken, list[int]]:
    """Add what is not there yet, as part of a transaction; return the sessions that are changed."""
    changed: list[int] = []
    new = longer = 0
    for one in parcel.sessions:
        number = _number(connection, one)
        if number is None:
            number, new = _begin(connection, one), new + 1
            _write(connection, number, one.notes)
        elif not _lengthen(connection, number, one):
            continue
        else:
            longer += 1
        changed.append(number)
    answers = sum(_newer(connection, *row) for row in _answers(parcel))
    settings = sum(_newer(connection, *row) for row in _settings(parcel))
    return Taken(new, longer, answers, settings), changed


def _number(connection: sqlite3.Connection, one: Carried) -> int | None:
    query = "SELECT id FROM session WHERE started_at = ? AND spot = ?"
    found = connection.execute(query, (utc(one.started_at), one.spot)).fetchone()
    return found and int(found[0])


def _begin(connection: sqlite3.Connection, one: Carried) -> int:
    query = "INSERT INTO session (started_at, offset, spot, plan) VALUES (?, ?, ?, ?)"
    values = (utc(one.started_at), one.offset, one.spot, json.dumps(one.plan))
    return int(connection.execute(query, values).lastrowid or 0)


def _write(connection: sqlite3.Connection, number: int, notes: Iterable[Note]) -> None:
    values = (note_values(number, seq, at, note) for seq, (at, note) in enumerate(notes))
    connection.executemany("INSERT INTO note VALUES (?, ?, ?, ?, ?)", values)


def _lengthen(connection: sqlite3.Connection, number: int, one: Carried) -> bool:
    """Add notes that a session lacks; say whether there were any."""
    found = connection.execute(rows.NOTES, {"session": number, "whole": True}).fetchall()
    ours = [(aware(at), {"kind": kind, **rows.table(data)}) for at, kind, data in found]
    both = merged(ours, one.notes)
    if both == ours:
        return False
    connection.execute("DELETE FROM note WHERE session = ?", (number,))
    _write(connection, number, both)
    return True


def _answers(parcel: Parcel) -> Iterator[tuple[str, tuple[str, ...], tuple[object, ...]]]:
    for one in parcel.answers:
        row = (one.screen, one.spot, one.applies, one.agreed, utc(one.at))
        yield "answer", ("screen", "spot"), row


def _settings(parcel: Parcel) -> Iterator[tuple[str, tuple[str, ...], tuple[object, ...]]]:
    for key, value, at in parcel.settings:
        if key not in LOCAL:
            yield "setting", ("key",), (key, value, utc(at))


def _newer(
    connection: sqlite3.Connection, table: str, key: tuple[str, ...], row: tuple[object, ...]
) -> bool:
    """Keep a row where there is none, or an older one; say whether it was kept."""
    where = " AND ".join(f"{name} = ?" for name in key)
    query = f"SELECT at FROM {table} WHERE {where}"
    found = connection.execute(query, row[: len(key)]).fetchone()
    if found and str(found[0]) >= str(row[-1]):
        return False
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", row)
    return True
