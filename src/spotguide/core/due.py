"""What is due and what is allowed: every place with a history, read by its limits and ratings.

Its law:

1. Allowed is what the limits allow now; a session still asks its safety questions.
2. Due is what is allowed while a course goes on: the last session there is less than
   `new_course_days` old, and no rating speaks against another one: not one of soreness or a flare,
   not a course that got worse, not one whose sessions reached their review without a change.
3. What is due comes first; of that, what helped or is not judged yet before what changed nothing,
   and what has rested longest before the rest. Then what waits, by when. Nothing is counted that
   could be missed: not to press is always allowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal, get_args

from spotguide.core.constants import DAY
from spotguide.core.outcomes import reading
from spotguide.core.plan.resuming import open_until
from spotguide.core.profile.clashes import in_short
from spotguide.core.progress import progress

if TYPE_CHECKING:
    from spotguide.core.catalog.doses import Course, Outcome
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.history import Record
    from spotguide.core.plan.limits import Limits, Place
    from spotguide.core.plan.wishes import Request
    from spotguide.core.progress import Progress

State = Literal["sign", "due", "sore", "waits", "answered", "worse", "review", "closed", "over"]
"""Stopped by a sign the last time; due; said to be sore to touch; to wait; not by an answer to a
safety question; to look back, as it got worse or did not change; closed by two flares; allowed, but
of a course that is over."""

ORDER: tuple[State, ...] = get_args(State)
LOWER = ("slightly-worse", "worse")


@dataclass(frozen=True)
class Standing:
    """How a spot stands, on the sides that stand alike: what came last, and from when it may be.

    `came` is the reading of the last session's ratings, empty where it is not judged; `wait` says
    why the limits do not allow it, `until` from when they do; `answered` says in short what an
    answer to a safety question means. With `halved` the dose is half.
    """

    spot: Spot
    limits: Limits
    sides: tuple[str, ...]
    state: State
    last: Record
    came: str = ""
    wait: str = ""
    until: datetime | None = None
    answered: str = ""
    halved: bool = False

    @property
    def rank(self) -> tuple[int, int, float]:
        """What it is sorted by."""
        at = self.until if self.state == "waits" and self.until else self.last.ended_at
        judged = 2 if self.came in LOWER else 1 if self.came == "same" else 0
        return ORDER.index(self.state), judged if self.state == "due" else 0, at.timestamp()


@dataclass(frozen=True)
class Agenda:
    """What is next: a session to go on with until when, one to be rated, and all places.

    `also` are sentences that something else has to say first.
    """

    now: datetime
    resume: tuple[Record, datetime] | None
    unrated: Record | None
    standings: tuple[Standing, ...]
    also: tuple[str, ...] = ()


def agenda(requests: Iterable[Request], newest: Record | None, now: datetime) -> Agenda:
    """Return what is next at the spots of the requests, each with the sessions there.

    `newest` is the newest session of all, folded from its notes.
    """
    asked = tuple(requests)
    until = open_until(newest) if newest else None
    resume = (newest, until) if newest and until and newest.started_at <= now <= until else None
    found = [standing for request in asked for standing in standings(request)]
    return Agenda(
        now,
        resume,
        None if resume else _unrated(asked, now),
        tuple(sorted(found, key=lambda standing: standing.rank)),
    )


def _unrated(requests: tuple[Request, ...], now: datetime) -> Record | None:
    """Return the newest session that pressed anything, if it is two days old at most and unrated.

    One that was not rated before it either has nothing to be compared with.
    """
    pressed = {
        record.id: record
        for request in requests
        for record in request.memory.records
        if record.treated and record.reason not in (None, "stop-sign")
    }
    last = max(pressed.values(), key=lambda record: record.started_at, default=None)
    if last is None or last.before is None or last.worst_after is not None:
        return None
    return last if now - last.ended_at <= timedelta(hours=2 * DAY) else None


def standings(request: Request) -> Iterator[Standing]:
    """Yield how each side of a spot stands that has a session, sides that stand alike together.

    A spot that the person has left out is left out.
    """
    if any(reason.firm for reason in request.clash.reasons):
        return
    course = progress(request.spot.slug, request.memory.records, request.catalog.doses, request.now)
    together: dict[object, Standing] = {}
    for standing in _sides(request, course):
        alike = (standing.state, standing.wait, standing.until, standing.last.id)
        first = together.get(alike)
        sides = (*(first.sides if first else ()), *standing.sides)
        together[alike] = replace(standing, sides=sides)
    yield from together.values()


def _sides(request: Request, course: Progress) -> Iterator[Standing]:
    outcome = request.catalog.doses.outcome
    clash = request.clash
    answered = in_short(clash) if clash.reasons else ""
    for side, place in request.places(clash.gentle).items():
        past = request.ledger.at(side)
        if past and (sign := _sign(request, past[-1])):
            yield Standing(request.spot, request.limits, (side,), "sign", sign)
        elif past:
            yield Standing(
                request.spot,
                request.limits,
                (side,),
                _state(request, course, place, past[-1]),
                past[-1],
                came(past[-1], outcome),
                place.wait,
                place.until,
                answered,
                place.halved,
            )


def _sign(request: Request, last: Record) -> Record | None:
    """Return the session at the spot that a sign has stopped, if it is the last one there."""
    here = (r for r in request.memory.records if r.outline.spot == request.spot.slug)
    stopped = [record for record in here if record.reason == "stop-sign"]
    return next((r for r in stopped[::-1] if r.started_at >= last.started_at), None)


def came(record: Record, outcome: Outcome) -> str:
    """Return the reading of a session's ratings, that of the next day before that after it."""
    after = record.after if record.next_day is None else record.next_day
    return "" if record.before is None or after is None else reading(record.before, after, outcome)


def _state(request: Request, course: Progress, place: Place, last: Record) -> State:
    """Say how a place stands; what speaks against pressing it comes first."""
    doses, ago = request.catalog.doses, request.now - last.ended_at
    soreness = doses.dose_limits.soreness
    if place.wait and place.until is None:
        return "closed"
    if request.clash.reasons:
        return "answered"
    if ago >= timedelta(days=doses.outcome.trend.new_course_days):
        return "over"
    if course.verdict == "worse":
        return "worse"
    if course.review and _long(course, doses.dose_limits.course):
        return "review"
    if place.wait:
        return "waits"
    return "sore" if last.sore and ago < timedelta(hours=soreness.skip_hours_after_flare) else "due"


def _long(course: Progress, rule: Course) -> bool:
    """Say whether the sessions themselves are as many, or lie as far apart, as the review asks."""
    span = course.points[-1].at - course.points[0].at if course.points else timedelta()
    many = len(course.points) >= rule.review_after_sessions
    return many or span >= timedelta(days=rule.review_after_days)
