"""The rows of the history: what is asked of SQLite, and what a row says.

A row that is none raises BadRow: then the file is damaged, though SQLite could not see it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spotguide.core.history import Outline, Record
    from spotguide.core.summaries import Wanted

Row = tuple[Any, ...]

FARTHEST = timedelta(hours=24)  # more than any clock is from UTC

SESSIONS = """
SELECT id, started_at, offset, spot, plan FROM session
WHERE (:since IS NULL OR started_at >= :since) AND (:spot IS NULL OR spot = :spot)
  AND (:id IS NULL OR id = :id)
ORDER BY started_at DESC, id DESC LIMIT :newest
"""

UNENDED = """
SELECT id, started_at, offset, spot, plan FROM session
WHERE summary IS NULL
  AND coalesce((SELECT kind FROM note WHERE session = session.id AND kind IN ('ended', 'taken-up')
    ORDER BY seq DESC LIMIT 1), 'taken-up') = 'taken-up'
ORDER BY started_at DESC, id DESC
"""
# One that was taken up has ended before, and has to end once more.

SUMMARIES = """
SELECT id, started_at, offset, spot, plan, summary FROM session
WHERE {where} ORDER BY started_at DESC, id DESC
"""

NOTES = """
SELECT at, kind, data FROM note AS here
WHERE session = :session AND (:whole OR kind <> 'held' OR NOT EXISTS (
  SELECT 1 FROM note WHERE session = here.session AND seq = here.seq + 1 AND kind = 'held'))
ORDER BY seq
"""

UNSUMMED = """
SELECT id FROM session WHERE summary IS NULL
  AND (SELECT kind FROM note WHERE session = session.id AND kind IN ('ended', 'taken-up')
    ORDER BY seq DESC LIMIT 1) = 'ended'
ORDER BY started_at DESC LIMIT ?
"""
# By time, since the index of what has no summary is in that order: else all sessions are looked at.

LAST_PRESSED = """
WITH RECURSIVE here (spot) AS (
  SELECT MIN(spot) FROM session
  UNION ALL
  SELECT (SELECT MIN(spot) FROM session WHERE spot > here.spot) FROM here WHERE spot IS NOT NULL
)
SELECT spot, MAX(at) FROM (
  SELECT spot, (SELECT MAX(started_at) FROM session WHERE spot = here.spot AND pressed = 1) AS at
  FROM here
  UNION ALL
  SELECT spot, started_at AS at FROM session WHERE summary IS NULL AND EXISTS (
    SELECT 1 FROM note WHERE session = session.id AND kind IN ('held', 'hold-over'))
) WHERE at IS NOT NULL GROUP BY spot
"""
# The first part looks up a few spots, not all sessions; the second, sessions that are not over.


class BadRow(ValueError):
    """A row that is none."""


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

    @property
    def over(self) -> bool:
        """Say whether the session has ended, and was not taken up since."""
        turns = [note["kind"] for _, note in self.notes if note["kind"] in ("ended", "taken-up")]
        return turns[-1:] == ["ended"]

    def record(self) -> Record:
        """Return what the notes add up to."""
        from spotguide.core.history import facts, fold, outline_from

        outline = outline_from({**self.plan, "spot": self.spot})
        return replace(fold(outline, facts(self.notes), self.started_at), id=self.id)


def stored(row: Row, notes: list[Row]) -> Stored:
    """Return the session of a row of SESSIONS with its notes, rows of NOTES; raise BadRow."""
    number, started_at, offset, spot, plan = row
    zone = _zone(offset)
    found = [(aware(at, zone), {"kind": kind, **table(data)}) for at, kind, data in notes]
    return Stored(number, aware(started_at, zone), spot, table(plan), found)


def summed(row: Row) -> Record | None:
    """Return the record of a row of SUMMARIES; None where it has no summary that can be read."""
    number, started_at, offset, spot, plan, summary = row
    if not isinstance(summary, str):
        return None
    from spotguide.core.summaries import record_from

    began = aware(started_at, _zone(offset))
    return record_from(summary, _outline(plan, spot), began, number)


@lru_cache(maxsize=1000)  # at a spot most sessions set out to do the same
def _outline(plan: str, spot: str) -> Outline:
    from spotguide.core.history import outline_from

    return outline_from({**table(plan), "spot": spot})


def where(wanted: Wanted) -> tuple[str, list[object]]:
    """Return what is asked of SQLite, and its values; the rest is asked of each record."""
    parts, values = ["1"], list[object]()
    if wanted.since:
        parts.append("started_at >= ?")
        values.append(utc(wanted.since))
    if wanted.first:
        parts.append("started_at >= ?")
        values.append(utc(_shifted(wanted.first, -FARTHEST)))
    if wanted.last:
        parts.append("started_at < ?")
        values.append(utc(_shifted(wanted.last, FARTHEST)))
    if wanted.spots is not None:
        parts.append(f"spot IN ({', '.join('?' * len(wanted.spots))})")
        values += wanted.spots
    if wanted.ended:
        parts.append("(reason IS NULL OR reason = ?)")
        values.append(wanted.ended)
    return " AND ".join(parts), values


def _shifted(at: datetime, by: timedelta) -> datetime:
    """Return a time of no zone so far off that no zone can matter."""
    try:
        return at.replace(tzinfo=timezone.utc) + by
    except OverflowError:
        return at.replace(tzinfo=timezone.utc)


def utc(at: datetime) -> str:
    """Return an aware time as text that sorts as time does."""
    if at.tzinfo is None:
        raise TypeError("a time without an offset")
    return at.astimezone(timezone.utc).isoformat(timespec="microseconds")


def aware(text: str, zone: timezone = timezone.utc) -> datetime:
    """Return a stored time as it was there; raise BadRow if it is none."""
    try:
        return datetime.fromisoformat(text).astimezone(zone)
    except (ValueError, TypeError, OverflowError) as error:
        raise BadRow(f"{text!r} is no time") from error


def table(text: str) -> dict[str, Any]:
    """Return a stored table; raise BadRow if it is none."""
    try:
        data = json.loads(text)
    except (ValueError, TypeError, RecursionError) as error:
        raise BadRow(str(error)) from error
    if not isinstance(data, dict):
        raise BadRow("a note is no table")
    return data


def note_values(session: int, seq: int, at: datetime, note: Mapping[str, object]) -> Row:
    """Return the row of a note."""
    data = {key: value for key, value in note.items() if key != "kind"}
    return (session, seq, utc(at), str(note["kind"]), json.dumps(data))


@lru_cache(maxsize=100)
def _zone(offset: object) -> timezone:
    try:
        return timezone(timedelta(seconds=offset))  # type: ignore[arg-type]
    except (ValueError, TypeError, OverflowError) as error:
        raise BadRow(f"{offset!r} is no offset") from error
