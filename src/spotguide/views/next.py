"""What is next, in words: on a screen in blocks below headings, elsewhere in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spotguide.core.dates import from_when, when
from spotguide.core.plan.wishes import reopening
from spotguide.views.summary import to_go_on
from spotguide.views.words import ago, first_down, first_up, plain

if TYPE_CHECKING:
    from datetime import datetime

    from rich.console import Console, ConsoleOptions, RenderResult

    from spotguide.core.catalog import Catalog
    from spotguide.core.due import Agenda, Standing
    from spotguide.core.history import Record

HEADINGS = {
    "sign": "Stopped by a sign",
    "due": "Due now",
    "sore": "Not while it is sore",
    "waits": "Not yet",
    "answered": "Not as things stand",
    "worse": "Time to look back",
    "review": "Time to look back",
    "closed": "Closed",
    "over": "Allowed, not pressed for a while",
}
INDENT = " " * 4
NOTHING_DUE = "Nothing is due now, and nothing is missed by that."
NO_HISTORY = """\
No place has been pressed yet, so nothing is due. To find yours: spotguide find
To begin: spotguide treat
"""


@dataclass(frozen=True)
class Told:
    """What is next, and the facts that the words come from."""

    agenda: Agenda
    catalog: Catalog


def _named(standing: Standing) -> str:
    sides = [side for side in standing.sides if side != "middle"]
    side = f", {' and '.join(sides)}" if sides else ""
    return f"{standing.spot.name}{side}"


def _last(standing: Standing, now: datetime) -> str:
    """Return when it was last pressed, and what came of it."""
    last = standing.last
    days = (now.date() - last.ended_at.astimezone(now.tzinfo).date()).days
    if standing.state == "sign":
        return f"Last {ago(days)}, and stopped."
    after = last.after if last.next_day is None else last.next_day
    if last.before is None and after is None:
        return f"Last {ago(days)}, not rated."
    if last.before is None or after is None:
        known = (
            f"{last.before} before it, not rated since" if after is None else f"{after} after it"
        )
        return f"Last {ago(days)}: usual pain {known}."
    return f"Last {ago(days)}: usual pain {last.before} to {after}, {plain(standing.came)}."


def _why(standing: Standing, told: Told) -> str:
    """Return what is to be known before it is pressed again: from when, and why not before."""
    doses = told.catalog.doses
    soreness = doses.dose_limits.soreness
    match standing.state:
        case "sign":
            return _sign(standing.last, told)
        case "due":
            half = standing.halved
            return "The next one has half the hold: it hurt more after the last." if half else ""
        case "sore":
            return f"You said: {first_down(soreness.short)}."
        case "answered":
            return f"{first_up(standing.answered)}."
        case "worse":
            return doses.outcome.trend.worse
        case "review":
            return f"{doses.dose_limits.course.say} {doses.outcome.trend.another}"
        case "closed":
            return f"It hurt more after each of the last two sessions. {soreness.say}"
        case "over":
            return ""
        case "waits":
            return _from(standing, told)


def _sign(last: Record, told: Told) -> str:
    """Return what the sign says that stopped the last session."""
    signs = {sign.id: sign.say for sign in told.catalog.safety.stop_sign}
    return signs.get(last.sign, told.catalog.safety.about.emergency)


def _from(standing: Standing, told: Told) -> str:
    """Return from when it may be pressed, and what it waits for."""
    doses, limits = told.catalog.doses, standing.limits
    rest = doses.dose_limits.soreness.skip_hours_after_flare
    why = {
        "sessions": "it has had its sessions for now",
        "hours": f"{limits.min_hours_between_sessions} hours between two sessions",
        "first": f"{doses.first_time.wait_hours_before_next} hours after a first session",
        "minutes": "it has had its minutes for today",
        "flare": f"it hurt more after the last session, so {rest} hours",
    }[standing.wait]
    assert standing.until is not None
    return f"From {from_when(standing.until, told.agenda.now)}: {why}."


def command(standing: Standing) -> str:
    """Return the command to go on with."""
    number, sides = standing.spot.number, standing.sides
    if standing.state == "closed":
        return reopening(standing.spot, sides[0] if len(sides) == 1 else "middle")
    if standing.state == "answered":
        return "spotguide profile"
    if standing.state == "sign":
        return f"spotguide history show {standing.last.id}"
    if standing.state in ("worse", "review"):
        return f"spotguide progress {number}"
    side = f" --side {sides[0]}" if len(sides) == 1 and sides[0] != "middle" else ""
    return f"spotguide treat {number}{side}"


def _first(told: Told) -> Iterator[str]:
    """Yield what comes before all places."""
    agenda, now = told.agenda, told.agenda.now
    if agenda.resume:
        record, until = agenda.resume
        yield f"The session at {_spot(record, told)} was left. {to_go_on(when(until, now))}"
    if agenda.unrated:
        yield f"The last session, at {_spot(agenda.unrated, told)}, is not rated: spotguide rate"
    yield from agenda.also
    if agenda.standings and all(one.state != "due" for one in agenda.standings):
        coming = [one.until for one in agenda.standings if one.state == "waits" and one.until]
        later = f" The next may be pressed from {from_when(min(coming), now)}." if coming else ""
        yield f"{NOTHING_DUE}{later}"


def _spot(record: Record, told: Told) -> str:
    slug = record.outline.spot
    return next((spot.name for spot in told.catalog.spots if spot.slug == slug), slug)


def meaning(told: Told) -> str:
    """Return what "due" means here, and what the order is."""
    days = told.catalog.doses.outcome.trend.new_course_days
    return (
        f"Due: allowed by the limits, last pressed less than {days} days ago, and neither ratings "
        "nor time say to look back. First what helped or is not judged yet, and of that what has "
        "rested longest."
    )


def sentences(told: Told) -> Iterator[str]:
    """Yield one line for each thing, with its command at the end."""
    yield from _first(told)
    for standing, why in _reasons(told):
        heading = HEADINGS[standing.state]
        named = f"{heading}: spot {standing.spot.number}, {_named(standing)}."
        parts = (named, why, _last(standing, told.agenda.now))
        said = " ".join(part for part in parts if part)
        yield said if standing.state in ("sore", "waits") else f"{said} {_to(standing)}"
    if told.agenda.standings:
        yield meaning(told)


def _reasons(told: Told) -> Iterator[tuple[Standing, str]]:
    """Yield each standing with its reason; one that is the same for several is said once."""
    said = set()
    for standing in told.agenda.standings:
        why = _why(standing, told)
        yield standing, "" if why in said else why
        if standing.state in ("worse", "review", "closed"):
            said.add(why)


def _to(standing: Standing) -> str:
    purpose = {
        "closed": "To open it again",
        "answered": "To change that",
        "worse": "All of it",
        "review": "All of it",
    }.get(standing.state, "To press it")
    return f"{purpose}: {command(standing)}"


@dataclass(frozen=True)
class NextPage:
    """What is next on a screen of any width."""

    told: Told

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.text import Text

        width = min(options.max_width, 100)
        for text, style, before in self._lines():
            for line in Text(text, style).wrap(console, width - len(before)):
                yield Text.assemble((before, style), line)
                before = " " * len(before)

    def _lines(self) -> Iterator[tuple[str, str, str]]:
        """Yield each line with its style, and with what stands before it."""
        first = list(_first(self.told))
        for text in first:
            yield text, "none", ""
        heading = ""
        for number, (standing, why) in enumerate(_reasons(self.told)):
            if HEADINGS[standing.state] != heading:
                heading = HEADINGS[standing.state]
                if first or number:
                    yield "", "none", ""
                yield heading, "heading", ""
            yield from _block(standing, why, self.told)
        if heading:
            yield "", "none", ""
            yield meaning(self.told), "muted", ""


def _block(standing: Standing, why: str, told: Told) -> Iterable[tuple[str, str, str]]:
    yield _named(standing), "spot.name", f"{standing.spot.number:>2}  "
    for text in (why, _last(standing, told.agenda.now)):
        if text:
            yield text, "none", INDENT
    if standing.state not in ("sore", "waits"):
        yield command(standing), "hint", INDENT


def as_json(told: Told) -> dict[str, Any]:
    """Return what `next --json` says."""
    agenda = told.agenda
    resume, unrated = agenda.resume, agenda.unrated
    return {
        "now": agenda.now.isoformat(timespec="seconds"),
        "resume": resume and {"id": resume[0].id, "until": _time(resume[1], agenda.now)},
        "rate": unrated and {"id": unrated.id},
        "places": [_place_as_json(standing, told) for standing in agenda.standings],
    }


def _place_as_json(standing: Standing, told: Told) -> dict[str, Any]:
    last, now = standing.last, told.agenda.now
    return {
        "spot": {"number": standing.spot.number, "slug": standing.spot.slug},
        "sides": list(standing.sides),
        "state": standing.state,
        "wait": standing.wait or None,
        "from": standing.until and _time(standing.until, now),
        "say": _why(standing, told) or None,
        "half": standing.halved,
        "last": {
            "id": last.id,
            "started_at": last.started_at.isoformat(timespec="seconds"),
            "before": last.before,
            "after": last.after,
            "next_day": last.next_day,
            "came": standing.came or None,
        },
        "command": command(standing),
    }


def _time(at: datetime, now: datetime) -> str:
    return at.astimezone(now.tzinfo).isoformat(timespec="seconds")
