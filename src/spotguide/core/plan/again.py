"""When a spot may be treated again, once a session there is over."""

from __future__ import annotations

from dataclasses import replace

from spotguide.core.history import Record
from spotguide.core.plan.limits import Place
from spotguide.core.plan.wishes import Request, when


def again(request: Request, record: Record) -> str:
    """Return from when each side that was pressed may be pressed again; empty if none was."""
    if not record.treated:
        return ""
    records = (*request.memory.records, record)
    later = replace(request, memory=replace(request.memory, records=records), now=record.ended_at)
    places = later.places(record.outline.gentle)
    said = {side: _from(places[side], later) for side in record.treated}
    if len(set(said.values())) == 1:
        return f"This place again {next(iter(said.values()))}."
    return f"{', '.join(f'{side} again {text}' for side, text in said.items())}.".capitalize()


def _from(place: Place, request: Request) -> str:
    if not place.wait:
        return "when you like"
    if place.until is None:
        return "not by waiting alone: the rating rose after two sessions in a row"
    return f"from {when(place.until, request.now)}"
