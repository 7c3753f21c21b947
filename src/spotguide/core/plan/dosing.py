"""Dosing: how much pressure a place gets. The gentlest of all that applies wins."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal, cast

from spotguide.core.catalog.doses import FirstTime
from spotguide.core.catalog.kinds import Side
from spotguide.core.catalog.safety import GoGently
from spotguide.core.history import Outline
from spotguide.core.plan.limits import Limits, Place
from spotguide.core.plan.plan import Rules, SideDose
from spotguide.core.plan.wishes import Request, too_soon
from spotguide.errors import Refused

Pass = Side | Literal["both", "middle"]


@dataclass(frozen=True)
class Dosed:
    """The doses of a session, side by side, and what is to be said about them."""

    sides: tuple[SideDose, ...]
    said: tuple[str, ...]


def dose(request: Request, passes: tuple[Pass, ...], gentle: bool) -> Dosed:
    """Return the dose of each pass, in order.

    A pass over both sides at once is charged to both places, so it gets what the stricter leaves.
    Raise Refused where a place must wait, or where the day leaves no whole hold.
    """
    left = request.ledger.all_places_left()
    places = request.places(gentle)
    sides: list[SideDose] = []
    said: list[str] = []
    for side in passes:
        charged = tuple(places) if side == "both" else (side,)
        blocked = [places[name] for name in charged if places[name].wait]
        if blocked:
            raise Refused(too_soon(request, blocked))
        wanted = _wanted(request, side, [places[name] for name in charged], gentle)
        budget = min(wanted.budget, left // len(charged))
        fitted = replace(wanted, rounds=min(wanted.rounds, budget // wanted.hold))
        if fitted.rounds:
            sides.append(fitted)
        said.extend(_said(request, wanted, fitted))
        left -= fitted.hold * fitted.rounds * len(charged)
    if not sides:
        raise Refused(
            f"{request.spot.name}: the limits of a day leave less than one whole hold here. "
            "Try again tomorrow."
        )
    return Dosed(tuple(sides), tuple(dict.fromkeys(said)))


def dose_rest(request: Request, outline: Outline, left: Collection[int], gentle: bool) -> Dosed:
    """Return the doses of a session that is taken up, pass by pass: what it was, and never more.

    What was wished then is wished now; today's rules only lower it. `left` are the passes that
    still have rounds; raise Refused where one of them must wait. The budgets know nothing of what
    this session has pressed: its own meters do.
    """
    places = request.places(gentle)
    sides: list[SideDose] = []
    for number, side in enumerate(outline.sides):
        charged = [places[name] for name in outline.places[number]]
        blocked = [place for place in charged if place.wait]
        if blocked and number in left:
            raise Refused(too_soon(request, blocked))
        hold, rounds = outline.holds[number], outline.rounds[number]
        high = outline.highs[number] if outline.highs else None
        wishes = replace(request.wishes, hold=hold, rounds=rounds, intensity=high)
        found = _wanted(replace(request, wishes=wishes), cast(Pass, side), charged, gentle)
        found = replace(found, hold=min(found.hold, hold), rounds=min(found.rounds, rounds))
        sides.append(found if high is None else _no_stronger(found, high))
    return Dosed(tuple(sides), ())


def _no_stronger(one: SideDose, high: int) -> SideDose:
    """Return the dose with a window that reaches no further."""
    high = min(one.high, high)
    return replace(one, low=min(one.low, high), high=high)


def _wanted(request: Request, side: Pass, places: list[Place], gentle: bool) -> SideDose:
    """Return the dose of one pass, before the day's minutes are looked at."""
    first = any(place.first_time for place in places)
    halved = any(place.halved for place in places)
    found = _usual(request, side, tuple(place.side for place in places))
    found = replace(found, budget=min(place.budget for place in places), first_time=first)
    for lighter in _lighter(request, first, gentle):
        found = _gentlest(found, lighter)
    for flared in filter(None, (place.flared for place in places)):
        found = replace(found, hold=min(found.hold, flared[0]), rounds=min(found.rounds, flared[1]))
    found = _halve(found) if halved else found
    return _within(_wished(found, request, first or gentle or halved), request.limits)


def _usual(request: Request, side: Pass, places: tuple[str, ...]) -> SideDose:
    """Return the spot's own dose."""
    usual = request.spot.dose
    low, high = usual.intensity
    return SideDose(
        side=side,
        places=places,
        hold=usual.hold_seconds,
        rounds=usual.rounds,
        rest=usual.rest_seconds,
        ramp=request.catalog.doses.dose_defaults.ramp_in_seconds,
        low=low,
        high=high,
        budget=0,
    )


def _wished(found: SideDose, request: Request, lower: bool) -> SideDose:
    """Return the dose with the wishes in it; with `lower` they only lower it."""
    wishes, minutes = request.wishes, request.limits.max_minutes_per_place_per_session
    hold = _wish(found.hold, wishes.hold, lower)
    rounds = _wish(found.rounds, wishes.rounds, lower)
    high = _wish(found.high, wishes.intensity, lower)
    if wishes.rounds is None:
        rounds = min(rounds, minutes * 60 // hold)
    return replace(found, hold=hold, rounds=rounds, low=min(found.low, high), high=high)


def _wish(usual: int, wish: int | None, lower: bool) -> int:
    if wish is None:
        return usual
    return min(usual, wish) if lower else wish


def _lighter(request: Request, first: bool, gentle: bool) -> list[SideDose]:
    """Return the lighter doses that apply: the first time's, the gentle plan's."""
    doses, safety = request.catalog.doses, request.catalog.safety
    ramp = doses.dose_defaults.ramp_in_seconds
    found: list[tuple[FirstTime | GoGently, int]] = []
    if first:
        found.append((doses.first_time, ramp))
    if gentle:
        found.append((safety.go_gently, safety.go_gently.ramp_in_seconds))
    return [_as_dose(lighter, ramp_in) for lighter, ramp_in in found]


def _as_dose(lighter: FirstTime | GoGently, ramp: int) -> SideDose:
    low, high = lighter.intensity
    hold, rounds, rest = lighter.hold_seconds, lighter.rounds, lighter.rest_seconds
    return SideDose("middle", (), hold, rounds, rest, ramp, low, high, 0)


def _gentlest(one: SideDose, other: SideDose) -> SideDose:
    """Return the lower of each number and end of the window, and the longer rest and ramp."""
    return replace(
        one,
        hold=min(one.hold, other.hold),
        rounds=min(one.rounds, other.rounds),
        rest=max(one.rest, other.rest),
        ramp=max(one.ramp, other.ramp),
        low=min(one.low, other.low),
        high=min(one.high, other.high),
    )


def _halve(one: SideDose) -> SideDose:
    """Return half the hold and half the window, as after a flare."""
    return replace(one, hold=max(1, one.hold // 2), low=one.low // 2, high=max(1, one.high // 2))


def _within(one: SideDose, limits: Limits) -> SideDose:
    """Return the dose inside its limits, whatever it was."""
    return replace(
        _no_stronger(one, limits.max_intensity),
        hold=min(one.hold, limits.longest_hold_seconds),
        rounds=min(one.rounds, limits.max_rounds),
        rest=max(one.rest, limits.min_rest_seconds),
    )


def _said(request: Request, wanted: SideDose, fitted: SideDose) -> list[str]:
    """Return what the person is told of this pass: a first time, a wish, too few minutes."""
    wishes = request.wishes
    said = [request.catalog.doses.first_time.say] if wanted.first_time else []
    for word, wish, given in (
        ("hold", wishes.hold, wanted.hold),
        ("rounds", wishes.rounds, wanted.rounds),
        ("intensity", wishes.intensity, wanted.high),
    ):
        if wish is not None and given < wish:
            said.append(f"--{word} {wish} is more than this session allows: it is {given} today.")
    if fitted.rounds < wanted.rounds:
        said.append(
            f"The limits leave {fitted.budget // 60} minutes here today, so "
            f"{fitted.rounds} of {wanted.rounds} rounds are planned."
        )
    return said


def rules(request: Request) -> Rules:
    """Return the numbers that the session keeps."""
    usual, limits = request.catalog.doses.dose_defaults, request.limits
    return Rules(
        check_in=usual.check_in_seconds,
        release=usual.release_seconds,
        ease=usual.ease_seconds,
        climb=usual.climb_points,
        faded=usual.faded_percent,
        longest=limits.longest_hold_seconds,
        min_rest=limits.min_rest_seconds,
        max_intensity=limits.max_intensity,
        all_places=request.ledger.all_places_left(),
    )
