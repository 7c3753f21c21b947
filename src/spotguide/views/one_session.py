"""One session, told whole: a name and a text a line, the same on a screen and in plain lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from spotguide.core.outcomes import reading
from spotguide.views.aloud import dated, lasting, sentence
from spotguide.views.history import ENDED
from spotguide.views.summary import clock
from spotguide.views.words import counted, listed

if TYPE_CHECKING:
    from rich.console import RenderableType

    from spotguide.core.catalog import Catalog
    from spotguide.core.history import Record

HOW = {
    "full": "whole",
    "enough": "enough",
    "unanswered": "no answer to a check-in",
    "unsettled": "did not settle",
    "stretch": "longest time without a lift-off",
    "minutes": "minutes used up",
    "resumes": "too little left after a pause",
}
OVER = {"unsettled": "it did not settle", "minutes": "minutes used up", "left-out": "left out"}
BY = {"self": "yourself", "partner": "a partner"}


def named(record: Record, catalog: Catalog) -> str:
    """Return what names a session: its number, when it began, and where."""
    spot = next((s.name for s in catalog.spots if s.slug == record.outline.spot), "")
    began = f"{record.started_at:%Y-%m-%d %H:%M}"
    return f"Session {record.id}, {began}, {spot or record.outline.spot or 'place not known'}"


def told(
    record: Record, catalog: Catalog, clock: Callable[[int], str] = clock
) -> Iterator[tuple[str, str]]:
    """Yield each line as its name and its text; what is not known is left out.

    `clock` writes a length of time, given in milliseconds.
    """
    outline = record.outline
    tool = catalog.tools.get(outline.tool)
    pressed = f"{clock(record.held)} of {clock(outline.planned * 1000)} planned"
    lines = {
        "Ended": f"{ENDED[record.reason]}, {record.ended_at:%H:%M}",
        "Sides": listed(side for side in outline.sides if side != "middle"),
        "By": BY.get(outline.by, outline.by) if outline.tool else "",
        "Tool": tool.name if tool else outline.tool,
        "Position": outline.position,
        "Pressed": pressed if outline.planned else "",
        **_holds(record, clock),
        "Felt": listed(map(str, record.ratings)),
        "Lighter": "yes, after an answer to a safety question" if outline.gentle else "",
        "Paused": clock(record.paused) if record.paused else "",
        "Lost": f"{clock(record.lost)}, while nothing ran" if record.lost else "",
        "Stopped by": _sign(record, catalog),
        "Usual pain": _pain(record, catalog),
        "Sore to touch": {None: "", True: "yes", False: "no"}[record.sore],
        "Note": record.remark,
    }
    return ((name, text) for name, text in lines.items() if text)


def _holds(record: Record, clock: Callable[[int], str]) -> dict[str, str]:
    """Return the holds of each pass, and why a pass ended early."""
    found = {}
    over = {side.side: OVER.get(side.why, side.why) for side in record.over}
    for number, side in enumerate(record.outline.sides):
        parts = [
            f"{clock(hold.held)} {HOW.get(hold.how, hold.how)}"
            for hold in record.holds
            if hold.side == number
        ]
        if record.running and record.running.side == number:
            parts.append(f"{clock(record.running.held)} cut short")
        parts += [f"then over: {over[number]}"] if number in over else []
        found["Holds" if side == "middle" else f"Holds, {side}"] = listed(parts)
    return found


def _sign(record: Record, catalog: Catalog) -> str:
    safety = catalog.safety
    known = {sign.id: sign.short for sign in safety.stop_sign}
    known.update((screen.id, screen.short) for screen in safety.screen)
    return known.get(record.sign, record.sign)


def _pain(record: Record, catalog: Catalog) -> str:
    values = (("before", record.before), ("after", record.after), ("next day", record.next_day))
    said = listed(f"{value} {when}" for when, value in values if value is not None)
    if record.before is None or record.after is None:
        return said
    outcome = catalog.doses.outcome
    return f"{said}. {outcome.say(reading(record.before, record.after, outcome))}"


def plain_page(record: Record, catalog: Catalog) -> list[str]:
    """Return the page as lines of text."""
    return [named(record, catalog), *(f"{name}: {text}" for name, text in told(record, catalog))]


def aloud(record: Record, catalog: Catalog) -> Iterator[str]:
    """Yield the page in sentences for the ear, with lengths of time and dates in words."""
    yield sentence(dated(named(record, catalog)))
    for name, text in told(record, catalog, lambda milliseconds: lasting(milliseconds // 1000)):
        yield sentence(f"{name}: {text}")


def page(record: Record, catalog: Catalog) -> RenderableType:
    """Return the page for a screen."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, text in told(record, catalog):
        table.add_row(Text(name, "muted"), Text(text))
    return Group(Text(named(record, catalog), "title"), table)


def deleted(record: Record, catalog: Catalog) -> str:
    """Return what is asked before a session is deleted."""
    notes = f" with its {counted(len(record.holds), 'hold')}" if record.holds else ""
    return (
        f"{named(record, catalog)}{notes}. Once deleted it counts for no limit any more, "
        "and nothing can bring it back. Delete it?"
    )


def rated(record: Record, catalog: Catalog) -> list[str]:
    """Return what is said once a session has been rated, the newest rating first in mind."""
    values = (("before", record.before), ("after", record.after), ("next day", record.next_day))
    said = listed(f"{value} {when}" for when, value in values if value is not None)
    lines = [f"{named(record, catalog)}. Usual pain: {said or 'not rated'}."]
    latest = record.after if record.next_day is None else record.next_day
    outcome, soreness = catalog.doses.outcome, catalog.doses.dose_limits.soreness
    if record.before is not None and latest is not None:
        lines.append(outcome.say(reading(record.before, latest, outcome)))
    worst = record.worst_after
    flared = None not in (record.before, worst) and (worst or 0) - (record.before or 0)
    if record.sore or (flared and flared >= soreness.flare_points):
        lines.append(soreness.say)
    return lines
