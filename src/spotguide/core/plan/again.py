"""The same session once more: what it wishes for, and from when each place may be pressed again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from spotguide.core.dates import from_when
from spotguide.core.history import Outline, Record
from spotguide.core.plan.limits import Place
from spotguide.core.plan.wishes import Request, Wishes

SIDES: dict[str, Literal["left", "right"]] = {"left": "left", "right": "right"}


def once_more(outline: Outline, wishes: Wishes) -> Wishes:
    """Return the wishes with the sides of a session; the intake answers the rest as last time."""
    side = side_wished(outline.sides)
    sorer = SIDES.get(outline.sides[0], "left") if side == "both" else None
    return replace(wishes, side=side, sorer=sorer, again=True)


def side_wished(passes: Iterable[str]) -> Literal["left", "right", "both"] | None:
    """Return the wish that stands for these passes; None on the midline."""
    known = {*passes}
    if known <= {"middle"}:
        return None
    return SIDES[known.pop()] if len(known) == 1 and known < {*SIDES} else "both"


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
    return f"from {from_when(place.until, request.now)}"
