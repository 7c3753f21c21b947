"""A summary: a record in a few hundred letters, kept beside its notes so that lists are instant.

It holds nothing that the notes do not say. One that another version wrote, or that cannot be read,
counts as none, and the notes are folded again.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from typing import Any

from spotguide.core.history import Outline, Record
from spotguide.core.notes import REASONS, Held, HoldOver, SideOver

VERSION = 1  # raise it when `fold` reads notes otherwise than before
PLAIN = (
    "side", "round", "before", "after", "paused", "lost", "pauses", "reason", "sign", "phase",
    "next_day", "sore", "remark",
)  # fmt: skip
"""What a record holds as plain values."""


def summary_of(record: Record) -> str:
    """Return the record as text, without its outline and its beginning."""
    found: dict[str, Any] = {
        "version": VERSION,
        "ended_at": record.ended_at.isoformat(),
        "holds": [astuple(hold) for hold in record.holds],
        "running": record.running and astuple(record.running),
        "ratings": record.ratings,
        "over": [astuple(side) for side in record.over],
        "gentle": record.outline.gentle,
    }
    plain = {key: getattr(record, key) for key in PLAIN}
    return json.dumps({**found, **plain}, separators=(",", ":"))


def record_from(
    text: str, outline: Outline, started_at: datetime, number: int | None = None
) -> Record | None:
    """Return the record that a summary holds; None where it cannot be read by this version."""
    try:
        data = json.loads(text)
        if data["version"] != VERSION or data["reason"] not in (*REASONS, None):
            return None
        if data.get("gentle") is True and not outline.gentle:  # it has become so
            outline = replace(outline, gentle=True)
        return Record(
            outline,
            started_at,
            datetime.fromisoformat(data["ended_at"]).astimezone(started_at.tzinfo),
            number,
            holds=tuple(HoldOver(*hold) for hold in data["holds"]),
            running=Held(*data["running"]) if data["running"] else None,
            ratings=tuple(data["ratings"]),
            over=tuple(SideOver(*side) for side in data["over"]),
            **{key: data[key] for key in PLAIN},
        )
    except (ValueError, TypeError, KeyError, OverflowError):
        return None


@dataclass(frozen=True)
class Wanted:
    """Which sessions are asked for: begun from `since` on, at these spots.

    `first` and `last` are times without a zone, on the clock of the place where a session began:
    from the one on, and before the other. `ended` is a reason, or "running" for those that nothing
    has ended. `side` is one that was pressed, or was to be pressed where none was.
    """

    since: datetime | None = None
    first: datetime | None = None
    last: datetime | None = None
    spots: tuple[str, ...] | None = None
    side: str = ""
    ended: str = ""

    def fits(self, record: Record) -> bool:
        """Say whether clock, side and end are as wished; the rest is asked of the store."""
        began = record.started_at.replace(tzinfo=None)
        if (self.first and began < self.first) or (self.last and began >= self.last):
            return False
        if self.ended and self.ended != (record.reason or "running"):
            return False
        planned = {place for places in record.outline.places for place in places}
        return not self.side or self.side in (record.treated or planned)
