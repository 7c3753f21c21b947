"""Resuming: a session that was cut short goes on with what is left of it, soon or not at all.

Its law:

1. Only the newest session, only one that was stopped or interrupted on the floor; after a stop sign
   never. FRESH seconds after its last note what was answered then no longer holds.
2. Whether anything is new since then is asked, and what a yes may have changed is asked anew.
3. It presses no more than it set out to, than today's rules give, and than the limits leave.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from spotguide.core.constants import FRESH
from spotguide.core.plan.again import side_wished
from spotguide.core.plan.dosing import dose_rest
from spotguide.core.plan.intake import Intake, intake_of, without_asking
from spotguide.core.plan.limits import counts
from spotguide.core.plan.making import Planned, plan_rest
from spotguide.core.plan.phases import Page, PageLine, Phase
from spotguide.core.plan.plan import Answers, Plan
from spotguide.core.plan.remembered import lasts
from spotguide.core.plan.ways import Way, ways
from spotguide.core.plan.wishes import Request, check
from spotguide.errors import Refused, Unanswered, WrongUsage

if TYPE_CHECKING:
    from spotguide.core.catalog.kinds import By
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.history import Outline, Record

SINCE = "new-since"


def open_until(record: Record) -> datetime | None:
    """Return until when a session, folded from its notes, can be taken up; None if it cannot be."""
    stands = record.reason in ("stopped", "interrupted") and not record.sign and record.side >= 0
    if not stands or record.alive_at is None or not _shaped(record.outline):
        return None
    if not any(_left(record)):
        return None
    return record.alive_at + timedelta(seconds=FRESH)


def _left(record: Record) -> Iterator[tuple[int, int]]:
    """Yield the passes that have rounds left, by what was planned."""
    outline = record.outline
    return record.progress.left(zip(outline.holds, outline.rounds, strict=False))


@dataclass(frozen=True)
class Resumption:
    """A session on its way back: what is asked first, and then the plan of what is left."""

    intake: Intake
    record: Record
    way: Way

    @property
    def request(self) -> Request:
        """What goes on, and what is known of the person beside it."""
        return self.intake.request

    def plan(self) -> Plan:
        """Return the plan of questions."""
        return Plan((), self.intake.script, more=self.more)

    def more(self, answers: Answers) -> tuple[Phase, ...]:
        """Return what is to be asked next, given the answers so far; empty when all is known."""
        if not self.request.wishes.cleared and f"screen:{SINCE}" not in dict(answers):
            return (self._since(),)
        return self._asks(answers).more(answers)

    def without_asking(self) -> Answers:
        """Return the answers where nobody may be asked; raise Unanswered or Refused."""
        if not self.request.wishes.cleared:
            raise Unanswered(
                f"Nothing answers: {self._since().heading} Say --cleared if nothing is new."
            )
        return without_asking(self._asks(()))

    def _since(self) -> Page:
        """Ask whether anything is new; the answer is a safety answer like any other."""
        text, last = self.intake.script.text, self.record.alive_at or self.record.ended_at
        line = PageLine(SINCE, text("new-since-line").rstrip("."), text("new-since-why"))
        local = last.astimezone(self.request.now.tzinfo)
        return Page(text("new-since", date=f"{local:%H:%M}"), (line,))

    def _asks(self, answers: Answers) -> Intake:
        """Return the intake with what still holds: all, or where something is new what lasts."""
        screening = self.intake.screening
        withdrawn = {
            name
            for name, answer in screening.holding.items()
            if answer.applies and not answer.agreed and answer.at > self.record.started_at
        }
        agreed = tuple(name for name in self.record.outline.agreed if name not in withdrawn)
        if dict(answers).get(f"screen:{SINCE}") != "yes":
            return replace(self.intake, screening=replace(screening, cleared=True, agreed=agreed))
        known = {screen.id: screen for screen in screening.screens}
        holding = {
            name: answer
            for name, answer in screening.holding.items()
            if name in known and lasts(known[name], answer.applies)
        }
        agreed = tuple(name for name in agreed if name in known and lasts(known[name], True))
        return replace(self.intake, screening=replace(screening, holding=holding, agreed=agreed))

    def planned(self, answers: Answers) -> Planned:
        """Return the plan of what is left; raise Refused where limits or answers leave nothing."""
        record, asks = self.record, self._asks(answers)
        gentle = record.outline.gentle or asks.outcome(answers).gentle
        left = [side for side, _ in _left(record)]
        dosed = dose_rest(self.request, record.outline, left, gentle)
        if not any(record.progress.left((side.hold, side.rounds) for side in dosed.sides)):
            raise Refused(
                f"{self.request.spot.name}: a lighter session would be over by now, so nothing is "
                "left of this one."
            )
        plan = plan_rest(asks, self.way, dosed, gentle)
        return Planned(plan, replace(record.outline, gentle=gentle), self.way, ())


def resumption_of(record: Record, request: Request) -> Resumption:
    """Return the session on its way back; `request` wishes nothing of what stands in its record.

    The record counts by its own meters, so it is taken from the past. Raise Refused or WrongUsage
    where it cannot be taken up; the sentence says what to do instead.
    """
    spot, outline = request.spot, record.outline
    check_record(record, spot, request)
    by: By = "partner" if outline.by == "partner" else "self"
    found = [way for way in ways(spot, by, outline.tool) if way.place == outline.position]
    if not found or not _whole(outline, request):
        raise _gone(spot)
    side = side_wished(outline.sides[side] for side, _ in _left(record))
    wishes = replace(
        request.wishes,
        side=side,
        sorer="left" if side == "both" else None,
        by=by,
        tool=outline.tool,
        position=found[0].place,
        before="skip",
    )
    _check_since(record, request)
    others = tuple(one for one in request.memory.records if one.id != record.id)
    request = replace(request, wishes=wishes, memory=replace(request.memory, records=others))
    check(request)
    allowed = (way for way in request.ways(by, outline.tool) if way.place == outline.position)
    return Resumption(intake_of(request), record, next(allowed, found[0]))


def _gone(spot: Spot) -> WrongUsage:
    return WrongUsage(
        f"The way of the last session, at {spot.name}, is not described any more, so it cannot "
        f"go on. To begin anew: spotguide treat {spot.number}"
    )


def _check_since(record: Record, request: Request) -> None:
    """Raise Refused where the place hurt more since, or has not had its rest yet."""
    name, progress = request.spot.name, record.progress
    if request.ledger.flared(record):
        soreness = request.catalog.doses.dose_limits.soreness
        raise Refused(f"{name} hurt more after this session, so it does not go on. {soreness.say}")
    rest = timedelta(seconds=request.limits.min_rest_seconds)
    begun = progress.round == 0 or progress.ramps > 0
    if not begun and record.alive_at and request.now - record.alive_at < rest:
        raise Refused(
            f"{name} needs a rest of {request.limits.min_rest_seconds} seconds between two holds. "
            "Then say again: spotguide resume"
        )


def _whole(outline: Outline, request: Request) -> bool:
    """Say whether the outline has all that a plan needs, of places that the spot has."""
    named = {place for places in outline.places for place in places}
    return _shaped(outline) and named <= {*request.places()}


def _shaped(outline: Outline) -> bool:
    """Say whether an outline holds numbers that go together; one that was damaged may not."""
    passes = (outline.sides, outline.places, outline.holds, outline.rounds)
    numbers: tuple[object, ...] = (*outline.holds, *outline.rounds, *outline.highs)
    return (
        len({len(each) for each in passes}) == 1
        and len(outline.highs) in (0, len(outline.sides))
        and all(isinstance(number, int) and number > 0 for number in numbers)
    )


def check_record(record: Record, spot: Spot, request: Request) -> None:
    """Raise Refused or WrongUsage for a session that is not taken up, with what to do instead."""
    last = f"The last session, at {spot.name},"
    again = "spotguide again" if counts(record) else f"spotguide treat {spot.number}"
    if record.reason == "finished":
        raise WrongUsage(f"{last} is finished: nothing is left of it. Once more: {again}")
    if record.reason == "screened-out":
        raise Refused(
            f"{last} was not begun, for safety, so there is nothing to go on with. To be asked "
            f"anew: {again}"
        )
    if record.sign or record.reason == "stop-sign":
        raise Refused(f"{last} ended by a sign to stop. {_sign(record, request, again)}")
    until = open_until(record)
    if record.side < 0:
        raise WrongUsage(f"{last} ended before any pressure. To begin anew: {again}")
    if not _shaped(record.outline):
        raise _gone(spot)
    if until is None or record.alive_at is None:
        raise WrongUsage(f"{last} is over: nothing is left of it. Once more: {again}")
    now = request.now
    if now < record.alive_at:
        raise Refused(f"{last} was later than now. Is the clock right? To begin anew: {again}")
    if now > until:
        raise Refused(
            f"{last} was left at {_at(record.alive_at, now)}, more than {FRESH // 60} minutes "
            "ago, so what you answered then no longer holds. Its record stays. To begin anew: "
            f"{again}"
        )


def _at(at: datetime, now: datetime) -> str:
    """Return a time in the past, with its date where that is not today's."""
    local = at.astimezone(now.tzinfo)
    return f"{local:%H:%M}" if local.date() == now.date() else f"{local:%Y-%m-%d %H:%M}"


def _sign(record: Record, request: Request, again: str) -> str:
    """Return what is said of the sign that ended a session, and what to do."""
    safety = request.catalog.safety
    sign = next((sign for sign in safety.stop_sign if sign.id == record.sign), None)
    if sign is not None and sign.act == "emergency":
        return sign.say
    named = f'It was "{sign.short}". ' if sign is not None else ""
    return f"{named}Such a session is never taken up. When nothing of it is left: {again}"
