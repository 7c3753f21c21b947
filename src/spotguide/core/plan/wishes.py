"""What a person wishes by options, and what is refused before anything is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from functools import cached_property
from typing import Literal

from spotguide.core.catalog import Catalog
from spotguide.core.catalog.kinds import By, Position
from spotguide.core.catalog.spots import Fit, Spot
from spotguide.core.constants import LEAST
from spotguide.core.dates import from_when
from spotguide.core.history import Record
from spotguide.core.plan.limits import Ledger, Limits, Place, limits_for
from spotguide.core.plan.remembered import Remembered
from spotguide.core.plan.ways import Way, ways
from spotguide.core.profile.clashes import Clash, Wish, clash, left_out, needs, told
from spotguide.core.profile.kept import Profile
from spotguide.errors import BeyondLimit, Refused, UnknownName, WrongUsage, quotable


@dataclass(frozen=True)
class Wishes:
    """Answers given in advance; None leaves the question open. Seconds, rounds, 0 to 10.

    With `again` all is to be as last time, if it may be; `side` is then that of last time. `told`
    are sentences that are to be said before the session leads to the place.
    """

    side: Literal["left", "right", "both"] | None = None
    sorer: Literal["left", "right"] | None = None
    by: By | None = None
    tool: str | None = None
    position: Position | None = None
    hold: int | None = None
    rounds: int | None = None
    intensity: int | None = None
    before: int | Literal["skip"] | None = None
    cleared: bool = False
    agreed: tuple[str, ...] = ()
    pace: Literal["auto", "me"] = "auto"
    hands_free: bool = False
    no_input: bool = False
    rehearse: bool = False
    again: bool = False
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Memory:
    """What is known of the person: earlier sessions, safety answers, tools at hand (None: ask).

    `profile` says what they leave out, and which places they opened again. `blank` is where nothing
    is known of earlier sessions, or part of it was lost: whether a place is sore has to be asked.
    """

    records: tuple[Record, ...] = ()
    answers: tuple[Remembered, ...] = ()
    owned: frozenset[str] | None = None
    profile: Profile = field(default_factory=Profile)
    blank: bool = False


@dataclass(frozen=True)
class Request:
    """A session that is asked for: the spot, the facts, the wishes, the past, and the time."""

    spot: Spot
    catalog: Catalog
    wishes: Wishes
    memory: Memory
    now: datetime

    @cached_property
    def ledger(self) -> Ledger:
        """The past of this spot; a rehearsal has none, since nothing is pressed."""
        records = () if self.wishes.rehearse else self.memory.records
        lifted = self.memory.profile.lifted(self.spot.slug, self.now)
        return Ledger(self.spot, self.catalog.doses, records, self.now, lifted)

    @cached_property
    def limits(self) -> Limits:
        """The strictest limits for the spot."""
        return limits_for(self.spot, self.catalog.doses)

    @cached_property
    def clash(self) -> Clash:
        """What the profile says against this spot."""
        memory = self.memory
        return clash(self.spot, self.catalog, memory.answers, memory.profile, self.now)

    def ways(self, by: By, tool: str) -> tuple[Way, ...]:
        """Return the ways to press the spot with a tool, in positions that are not left out."""
        return ways(self.spot, by, tool, self.memory.profile.ids("position"))

    def stand_in(self, tool: str) -> str:
        """Return what serves in place of a tool and is not left out either; empty if nothing is."""
        tools = self.catalog.tools
        left_out = [tools[one].name.lower() for one in self.memory.profile.ids("tool") & set(tools)]
        found = (text for text in tools[tool].stand_ins if not any(n in text for n in left_out))
        return next(found, "")

    def places(self, gentle: bool = False) -> dict[str, Place]:
        """Return what is left for each side of the spot, by side."""
        most = [self.spot.dose.max_sessions_per_day, self.limits.max_sessions_per_place_per_day]
        if gentle:
            most.append(self.catalog.safety.go_gently.max_sessions_per_day)
        sides = ("left", "right") if self.spot.sides else ("middle",)
        return {side: self.ledger.place(side, min(most)) for side in sides}


def check(request: Request) -> None:
    """Refuse wishes that cannot be: WrongUsage, BeyondLimit, or Refused by profile or limits.

    Answers to safety questions are no reason here: the session asks whether they still hold.
    """
    _check_side(request)
    _check_who_and_what(request)
    _check_profile(request)
    _check_dose(request)
    _check_rest(request)
    check_places(request)


def _check_side(request: Request) -> None:
    spot, wishes = request.spot, request.wishes
    if wishes.side and not spot.sides:
        raise WrongUsage(f"{spot.name} lies on the midline and has no sides. Leave --side out.")
    if wishes.side == "both" and spot.one_side_only:
        raise WrongUsage(
            f"{spot.name}: one side in a session, never both. Say --side left or --side right; "
            f"the other side waits {request.limits.min_hours_between_sessions} hours."
        )
    if wishes.sorer and wishes.side != "both":
        raise WrongUsage("--sorer says which of both sides comes first. Say --side both with it.")


def _check_who_and_what(request: Request) -> None:
    spot, wishes = request.spot, request.wishes
    if wishes.by == "partner" and not spot.by_partner:
        raise WrongUsage(f"No way is described for a partner at {spot.name}. Leave --by out.")
    if wishes.tool is None:
        if wishes.position:
            _check_position(request, [way for by in _by(wishes) for way in _positions(spot, by)])
        return
    found = {by: _fit(request, by, wishes.tool) for by in _by(wishes)}
    usable = {by: fit for by, fit in found.items() if isinstance(fit, Fit)}
    if not usable:
        unknown = (
            f"{request.catalog.tools[wishes.tool].name}: nothing is known of it at {spot.name}."
        )
        known = (why for why in found.values() if isinstance(why, str))
        raise WrongUsage(next(known, f"{unknown} Choose another tool."))
    places = [way.place for by in usable for way in ways(spot, by, wishes.tool)]
    if wishes.position:
        _check_position(request, places)
    if _only_both(request) and wishes.side in ("left", "right"):
        name = request.catalog.tools[wishes.tool].name
        raise WrongUsage(f"{name}: it presses both sides at once. Say --side both, or leave it.")


def _check_profile(request: Request) -> None:
    """Raise Refused for a spot that is left out, or where what is wished needs what is left out."""
    reason = next((reason for reason in request.clash.reasons if reason.firm), None)
    if reason:
        raise Refused(told(reason, request.spot, request.catalog))
    wishes = request.wishes
    wish = Wish(_by(wishes), wishes.tool, wishes.position)
    if things := needs(request.spot, request.memory.profile, wish):
        raise Refused(left_out(things, request.spot, request.catalog))


def _only_both(request: Request) -> bool:
    """Say whether the wished tool presses both sides at once, whoever presses."""
    tool, known = request.wishes.tool, [request.spot.fits(by) for by in _by(request.wishes)]
    fits = [fit for some in known for fit in some if fit.tool == tool and fit.fit != "avoid"]
    return bool(fits) and all(fit.both_sides for fit in fits)


def _by(wishes: Wishes) -> tuple[By, ...]:
    return (wishes.by,) if wishes.by else ("self", "partner")


def _positions(spot: Spot, by: By) -> list[Position]:
    fits = (fit for fit in spot.fits(by) if fit.usable)
    return [way.place for fit in fits for way in ways(spot, by, fit.tool)]


def _fit(request: Request, by: By, tool: str) -> Fit | str | None:
    """Return how the tool fits, or the sentence why it cannot be used; None if nothing is known."""
    spot, tools = request.spot, request.catalog.tools
    if tool not in tools:
        near = get_close_matches(tool, tools, 3, 0.5)
        raise UnknownName("tool", tool, near, f"spotguide explain {spot.number}")
    name = tools[tool].name
    fit = next((fit for fit in spot.fits(by) if fit.tool == tool), None)
    if fit is None:
        return None
    if fit.fit == "avoid":
        return f"{name}: not at {spot.name}. {fit.why} Choose another tool."
    if not ways(spot, by, tool):
        return f"{name}: no way to use it at {spot.name} is described. {fit.why}"
    return fit


def _check_position(request: Request, places: Iterable[Position]) -> None:
    known = sorted(set(places))
    if request.wishes.position not in known:
        raise WrongUsage(
            f"{request.spot.name}: no such way is described for --position "
            f"{quotable(str(request.wishes.position))}. Say --position {' or '.join(known)}."
        )


def _check_dose(request: Request) -> None:
    wishes, limits = request.wishes, request.limits
    hold, rounds = wishes.hold, wishes.rounds
    if hold is not None and not LEAST <= hold <= limits.longest_hold_seconds:
        _beyond(request, f"--hold {hold}", f"{LEAST} to {limits.longest_hold_seconds} seconds")
    if rounds is not None and not 1 <= rounds <= limits.max_rounds:
        _beyond(request, f"--rounds {rounds}", f"1 to {limits.max_rounds} rounds")
    if wishes.intensity is not None and not 1 <= wishes.intensity <= limits.max_intensity:
        _beyond(request, f"--intensity {wishes.intensity}", f"1 to {limits.max_intensity} of 10")
    minutes = limits.max_minutes_per_place_per_session
    if hold and rounds and hold * rounds > minutes * 60:
        _beyond(request, f"{rounds} holds of {hold} seconds", f"{minutes} minutes a session")
    if isinstance(wishes.before, int) and not 0 <= wishes.before <= 10:
        raise WrongUsage(f"--before {wishes.before}: a rating goes from 0 to 10, or is 'skip'.")


def _beyond(request: Request, wish: str, limit: str) -> None:
    say = request.catalog.doses.dose_limits.refuse_say
    raise BeyondLimit(f"{wish}: at {request.spot.name} the limit is {limit}. {say}")


def _check_rest(request: Request) -> None:
    wishes = request.wishes
    if wishes.pace == "me" and (wishes.hands_free or wishes.no_input):
        raise WrongUsage("--pace me waits for your key, --hands-free for none. Choose one of them.")
    screens = {screen.id: screen for screen in request.catalog.safety.screen}
    for name in wishes.agreed:
        if name not in screens:
            near = get_close_matches(name, screens, 3, 0.5)
            raise UnknownName("safety question", name, near, "spotguide treat --help")
        if screens[name].on_yes != "see-someone-first":
            raise WrongUsage(f"--agreed {name}: nobody's word lifts this one. {screens[name].say}")


def check_places(request: Request, gentle: bool = False) -> None:
    """Raise Refused where no side that is wished may be pressed now; say why and until when."""
    places = request.places(gentle)
    side = request.wishes.side
    both = side == "both" or _only_both(request)
    wished = [places[side]] if side in places else list(places.values())
    blocked = [place for place in wished if place.wait]
    if blocked and (len(blocked) == len(wished) or both):
        raise Refused(too_soon(request, blocked))


def too_soon(request: Request, blocked: list[Place]) -> str:
    """Return why these places may not be pressed now, and from when the first of them may."""
    place = min(blocked, key=lambda place: (place.until is None, place.until))
    limits, soreness = request.limits, request.catalog.doses.dose_limits.soreness
    hours = request.catalog.doses.first_time.wait_hours_before_next
    why = {
        "sessions": "has had its sessions for now",
        "hours": f"needs {limits.min_hours_between_sessions} hours between two sessions",
        "first": f"needs {hours} hours after a first session",
        "minutes": "has had its minutes for today",
        "flare": f"hurt more after the last session. {soreness.say} It waits",
        "flares": f"hurt more after each of the last two sessions. {soreness.say} It is closed",
    }[place.wait]
    side = "" if place.side == "middle" else f", {place.side} side,"
    if place.until is None:
        until = f" To open it again: {reopening(request.spot, place.side)}"
    else:
        until = f" Again from {from_when(place.until, request.now)}."
    return f"{request.spot.name}{side} {why}.{until}"


def reopening(spot: Spot, side: str) -> str:
    """Return the command that opens a place again, of which flares have closed one side."""
    named = "" if side == "middle" else f" --side {side}"
    return f"spotguide profile reopen {spot.number}{named}"
