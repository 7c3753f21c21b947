"""The sessions of a history in words, and as one line of tab-separated text each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spotguide.views.summary import clock

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
