"""The sessions of a history in words, for the ear, and as one line of tab-separated text each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spotguide.views.aloud import lasting, moment
from spotguide.views.summary import clock
from spotguide.views.words import counted

if TYPE_CHECKING:
    from spotguide.core.catalog import Catalog
    from spotguide.core.history import Record

ENDED = {
    "finished": "finished",
    "stopped": "stopped",
    "stop-sign": "stopped for safety",
    "screened-out": "not begun, for safety",
    "not-found": "place not found",
    "interrupted": "interrupted",
    None: "running",
}


@dataclass(frozen=True)
class Done:
    """One session in words; `pain` is before and after, what is not known a question mark."""

    began: str
    number: str
    name: str
    sides: str
    tool: str
    pressed: str
    planned: str
    ended: str
    before: str
    after: str

    @property
    def pain(self) -> str:
        """The usual pain before and after, as one word."""
        if not (self.before or self.after):
            return ""
        return f"{self.before or '?'} to {self.after or '?'}"


@dataclass(frozen=True)
class Sessions:
    """Sessions to be shown, in this order."""

    records: tuple[Record, ...]
    catalog: Catalog

    def done(self) -> Iterator[Done]:
        """Yield each session in words."""
        spots = {spot.slug: spot for spot in self.catalog.spots}
        for record in self.records:
            outline = record.outline
            spot, tool = spots.get(outline.spot), self.catalog.tools.get(outline.tool)
            yield Done(
                began=f"{record.started_at:%Y-%m-%d %H:%M}",
                number=str(spot.number) if spot else "",
                name=spot.name if spot else outline.spot,
                sides=" and ".join(side for side in outline.sides if side != "middle"),
                tool=tool.name if tool else outline.tool,
                pressed=clock(record.held),
                planned=clock(outline.planned * 1000),
                ended=ENDED[record.reason],
                before="" if record.before is None else str(record.before),
                after="" if record.after is None else str(record.after),
            )


def lines(sessions: Sessions) -> str:
    """Return one line a session: its fields with tabs between them."""
    return "".join("\t".join(vars(done).values()) + "\n" for done in sessions.done())


def aloud(sessions: Sessions) -> Iterator[str]:
    """Yield how many there are, then each session in sentences, its number first."""
    yield f"{counted(len(sessions.records), 'session')}, the newest first."
    for record, done in zip(sessions.records, sessions.done(), strict=True):
        spot = f"spot {done.number}, {done.name}" if done.number else done.name
        more = "s" if " and " in done.sides or done.sides == "both" else ""
        sides = f"{done.sides} side{more}" if done.sides else ""
        where = ", ".join(part for part in (spot, sides, done.tool) if part)
        yield f"Session {record.id}, {moment(record.started_at)}: {where}. {_came_of(record, done)}"


def _came_of(record: Record, done: Done) -> str:
    """Return how long was pressed, how it ended and what changed."""
    held, planned = lasting(record.held // 1000), lasting(record.outline.planned)
    pressed = f"Pressed {held} of {planned}, " if record.outline.planned else ""
    known = [(done.before, "before"), (done.after, "after")]
    pain = ", ".join(f"{value} {when}" for value, when in known if value)
    ended = f"{pressed}{done.ended}"
    return f"{ended[:1].upper()}{ended[1:]}.{f' Usual pain {pain}.' if pain else ''}"
