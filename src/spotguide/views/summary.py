"""The end of a session in a few true lines: what was done, what changed, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from spotguide.core.catalog import Catalog
from spotguide.core.catalog.spots import Spot
from spotguide.core.history import Record
from spotguide.core.outcomes import reading

ENDED = {
    "finished": "Finished.",
    "stopped": "Ended early: you stopped it.",
    "stop-sign": "Ended early for safety.",
    "screened-out": "Not begun, for safety.",
    "not-found": "Ended early: the place was not found. That is a good answer too.",
    "interrupted": "Interrupted before the end.",
}


@dataclass(frozen=True)
class Line:
    """One line of the summary and its style."""

    text: str
    style: str = ""


@dataclass(frozen=True)
class Told:
    """What the summary needs beside the record: words of the catalog, times, and the place.

    `again` says when the place may be pressed again, `resume` until when this session may go on.
    """

    spot: Spot
    catalog: Catalog
    again: str = ""
    resume: str = ""
    lies: str = ""
    rehearsed: bool = False


def clock(milliseconds: int) -> str:
    """Return a length of time as minutes and seconds."""
    seconds = milliseconds // 1000
    return f"{seconds // 60}:{seconds % 60:02d}"


def interrupted(record: Record, names: Mapping[str, str], now: datetime, resume: str = "") -> str:
    """Return one sentence about a session that nothing had ended: when, where, and how much.

    `resume` says until when it may go on.
    """
    when = record.started_at.astimezone(now.tzinfo)
    name = names.get(record.outline.spot, record.outline.spot)
    return (
        f"The session of {when:%Y-%m-%d %H:%M} at {name} was interrupted after "
        f"{clock(record.held)} of pressure. It is kept in the history."
        f"{f' {resume}' if resume else ''}"
    )


def to_go_on(until: str) -> str:
    """Return how a session that was cut short goes on, and until when."""
    return f"To go on with it until {until}: spotguide resume"


def once_more(record: Record, spot: Spot, catalog: Catalog) -> str:
    """Return one sentence about a session that is to be done again: where, with what, as when."""
    outline = record.outline
    sides = dict.fromkeys(getattr(catalog.cues.sides, side) for side in outline.sides)
    tool = catalog.tools[outline.tool].name if outline.tool in catalog.tools else outline.tool
    where = {str(position): words for position, words in catalog.cues.places.items()}
    parts = (spot.name, " and ".join(sides), tool, where.get(outline.position, ""))
    said = ", ".join(part for part in parts if part)
    by = ", pressed by someone else" if outline.by == "partner" else ""
    return f"Once more: {spot.number} {said}{by}, as on {record.started_at:%Y-%m-%d %H:%M}."


def going_on(record: Record, spot: Spot, catalog: Catalog) -> str:
    """Return one sentence about a session that is taken up: which it is, and where it stands."""
    outline, progress = record.outline, record.progress
    side, turn = next(iter(progress.left(zip(outline.holds, outline.rounds, strict=True))))
    where = getattr(catalog.cues.sides, outline.sides[side])
    left = outline.planned - record.held // 1000
    return (
        f"Going on with the session of {record.started_at:%H:%M} at {spot.name}: {where}, round "
        f"{turn + 1} of {outline.rounds[side]}, {clock(left * 1000)} of pressure left at most."
    )


def summary(record: Record, told: Told) -> list[Line]:
    """Return the lines, the most important first."""
    lines = [*_sign(record, told), Line(_heading(record, told), "title")]
    lines.append(Line(_pressure(record, told)))
    if record.paused >= 1000 or record.lost:
        lines.append(Line(_standing_still(record)))
    lines.extend(_change(record, told))
    if record.treated and not told.rehearsed and record.reason != "stop-sign":
        lines.extend(_afterward(record, told))
    if told.resume:
        lines.append(Line(told.resume))
    if told.again and not told.rehearsed and record.reason != "stop-sign":
        lines.append(Line(told.again))
    if told.lies:
        lines.append(Line(told.lies, "muted"))
    return lines


def _heading(record: Record, told: Told) -> str:
    sides = told.catalog.cues.sides
    names = dict.fromkeys(getattr(sides, side) for side in record.outline.sides)
    tool = told.catalog.tools[record.outline.tool].name if record.outline.tool else ""
    parts = [told.spot.name, " and ".join(names), tool]
    rehearsal = " (rehearsal, not recorded)" if told.rehearsed else ""
    return ", ".join(part for part in parts if part) + rehearsal


def _pressure(record: Record, told: Told) -> str:
    ended = ENDED[record.reason or "interrupted"]
    if not record.outline.planned:
        return ended
    cut = record.running
    holds = sum(1 for hold in record.holds if hold.held) + bool(cut and cut.held)
    planned = sum(record.outline.rounds)
    word = "timed" if told.rehearsed else "pressed"
    counted = f"{holds} of {planned} holds"
    return (
        f"{ended} {word.capitalize()} {clock(record.held)} of "
        f"{clock(record.outline.planned * 1000)} planned, {counted}."
    )


def _standing_still(record: Record) -> str:
    parts = []
    if record.paused >= 1000:
        parts.append(f"Paused for {clock(record.paused)}.")
    if record.lost:
        parts.append(f"{clock(record.lost)} were lost while nothing ran, and do not count.")
    return " ".join(parts)


def _sign(record: Record, told: Told) -> list[Line]:
    """Return what to do now, where a sign has stopped the session: before all else."""
    safety = told.catalog.safety
    signs = {sign.id: sign for sign in safety.stop_sign}
    if record.sign in signs:
        sign = signs[record.sign]
        style = "danger" if sign.act == "emergency" else "warning"
        return [Line(sign.say, style)]
    screens = {screen.id: screen for screen in safety.screen}
    if record.sign in screens:
        return [Line(screens[record.sign].say, "warning")]
    if record.reason == "stop-sign" and not record.sign:
        return [Line(safety.about.emergency, "warning")]
    return []


def _change(record: Record, told: Told) -> list[Line]:
    outcome = told.catalog.doses.outcome
    before, after = record.before, record.after
    if before is None and after is None:
        return []
    if before is None or after is None:
        known = f"{before} before" if after is None else f"{after} after"
        return [Line(f"Usual pain {known}, of 10.")]
    said = outcome.say(reading(before, after, outcome))
    change = f"Usual pain {before} before, {after} after, of 10. {said}"
    return [Line(change), Line(outcome.limits[0].text, "muted")]


def _afterward(record: Record, told: Told) -> list[Line]:
    """Return the aftercare: what to do, in a line each."""
    cares = [
        care
        for care in told.catalog.safety.aftercare
        if care.when == "end" and care.covers(told.spot.region)
    ]
    return [Line(f"{care.name}: {' '.join(care.do)}") for care in cares]
