"""Clashes: what the profile says against pressing a spot, the one truth for `list` and `treat`.

A firm reason refuses before anything is asked. An answer to a safety question is not firm where
somebody can be asked: the session asks whether it still holds, and ends if it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from spotguide.core.plan.remembered import Remembered, holding
from spotguide.core.plan.ways import Constraint, possible, ways
from spotguide.core.profile.kept import KINDS, Profile, Setting, Thing, profile_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spotguide.core.catalog import Catalog
    from spotguide.core.catalog.kinds import By, Position
    from spotguide.core.catalog.safety import Screen
    from spotguide.core.catalog.spots import Fit, Spot

CHANGE = "To change that: spotguide profile"
FEW = 3  # things that are named in a list; of more only the number

Kind = Literal["left-out", "no-way", "stop", "see-someone", "too-firm"]
SHORT: Mapping[Kind, str] = {
    "left-out": "left out",
    "no-way": "no way left",
    "stop": "not now",
    "see-someone": "ask first",
    "too-firm": "no light enough way left",
}
"""What each comes to, the strictest first."""


@dataclass(frozen=True)
class Reason:
    """Why a spot may not be pressed: by what was left out, or by an answer that holds."""

    kind: Kind
    at: datetime | None = None
    screen: Screen | None = None
    things: tuple[Thing, ...] = ()

    @property
    def firm(self) -> bool:
        """Say whether it refuses before anything is asked."""
        return self.kind in ("left-out", "no-way")


@dataclass(frozen=True)
class Clash:
    """What the profile says of one spot.

    `reasons` close it, the strictest first; `things` are tools and positions of it that may not be
    used; `gentle` says that a session would be a lighter one.
    """

    reasons: tuple[Reason, ...] = ()
    things: tuple[Thing, ...] = ()
    gentle: bool = False

    @property
    def closed(self) -> bool:
        """Say whether no session may begin here as things stand."""
        return bool(self.reasons)


@dataclass(frozen=True)
class Wish:
    """The ways that are asked for; None takes any, but a poor tool only by its name."""

    by: tuple[By, ...] = ("self", "partner")
    tool: str | None = None
    position: Position | None = None

    def takes(self, fit: Fit) -> bool:
        """Say whether the tool is asked for, or usable where none is."""
        named = fit.fit != "avoid" and fit.tool == self.tool if self.tool else fit.usable
        return named and fit.by in self.by


def needs(spot: Spot, profile: Profile, wish: Wish) -> tuple[Thing, ...]:
    """Return what is left out and needed by every way that is wished; nothing if one is free."""
    tools, positions = profile.ids("tool"), profile.ids("position")
    fits = [fit for fit in spot.tools if wish.takes(fit)]
    if any(fit.tool not in tools and _ways(spot, fit, wish, positions) for fit in fits):
        return ()
    return _left_out(spot, profile, [fit for fit in fits if _ways(spot, fit, wish, frozenset())])


def _ways(spot: Spot, fit: Fit, wish: Wish, without: frozenset[str]) -> bool:
    found = ways(spot, fit.by, fit.tool, without)
    return any(wish.position in (None, way.place) for way in found)


def _left_out(spot: Spot, profile: Profile, fits: Iterable[Fit]) -> tuple[Thing, ...]:
    """Return the tools of these fits and the positions of their ways that are left out."""
    met: set[Thing] = set()
    for fit in fits:
        met.add(Thing("tool", fit.tool))
        for way in ways(spot, fit.by, fit.tool):
            met |= {Thing("position", way.place), Thing("position", way.block.place)}
    return tuple(thing for thing in ordered(profile.left_out) if thing in met)


def ordered(things: Iterable[Thing]) -> list[Thing]:
    """Return things in one order: spots, tools, positions, each by name."""
    return sorted(things, key=lambda thing: (KINDS.index(thing.kind), thing.id))


def clash(
    spot: Spot,
    catalog: Catalog,
    answers: Iterable[Remembered],
    profile: Profile,
    now: datetime,
) -> Clash:
    """Return what the profile and the answers that hold say of a spot.

    The safety questions are only loaded where one of them was answered with yes.
    """
    reasons: list[Reason] = []
    own = Thing("spot", spot.slug)
    if own in profile.left_out:
        reasons.append(Reason("left-out", profile.left_out[own].astimezone(now.tzinfo)))
    missing = needs(spot, profile, Wish())
    if missing:
        reasons.append(Reason("no-way", things=missing))
    usable = [fit for fit in spot.tools if fit.usable]
    things = _left_out(spot, profile, usable)
    answers = tuple(answers)
    if not any(answer.applies for answer in answers):
        return Clash(tuple(reasons), things)
    applied = _applied(spot, catalog, answers, now)
    reasons += [reason for screen, answer in applied if (reason := _closing(screen, answer))]
    banned = frozenset(tool for screen, _ in applied for tool in screen.avoid_tools)
    if applied and not missing:
        banned_too = banned | profile.ids("tool")
        narrow = Constraint(
            catalog.safety.go_gently, True, banned_too, without=profile.ids("position")
        )
        if not any(possible(spot, by, narrow) for by in Wish().by):
            reasons.append(Reason("too-firm"))
    reasons.sort(key=lambda reason: list(SHORT).index(reason.kind))
    forbidden = {Thing("tool", fit.tool) for fit in usable if fit.tool in banned}
    return Clash(tuple(reasons), tuple(ordered({*things, *forbidden})), bool(applied))


def _applied(
    spot: Spot, catalog: Catalog, answers: Iterable[Remembered], now: datetime
) -> list[tuple[Screen, Remembered]]:
    """Return the questions of this spot of which a yes holds, with it; a repeated one once."""
    screens = catalog.safety.screen
    held = holding(answers, spot, screens, now)
    mine = (screen for screen in screens if screen.covers(spot.region))
    yes = [(one, held[one.id]) for one in mine if one.id in held and held[one.id].applies]
    return [(one, replace(said, at=said.at.astimezone(now.tzinfo))) for one, said in yes]


def _closing(screen: Screen, answer: Remembered) -> Reason | None:
    if screen.on_yes == "stop":
        return Reason("stop", answer.at, screen)
    see = screen.on_yes == "see-someone-first" and not answer.agreed
    return Reason("see-someone", answer.at, screen) if see else None


def told(reason: Reason, spot: Spot, catalog: Catalog) -> str:
    """Return the sentences of a refusal: why, and what to do."""
    day = "" if reason.at is None else f"{reason.at.day} {reason.at:%B}"
    screen = reason.screen
    if screen is not None:
        said = f"{spot.name}: you said on {day}: {screen.short}. {screen.say}"
        again = f"If that has changed: spotguide profile answer {screen.id} no"
        if reason.kind == "see-someone":
            agreed = f"spotguide profile answer {screen.id} agreed"
            again = f"Once a professional who knows of it has agreed: {agreed}. {again}"
        return f"{said} {again}{f' --at {spot.number}' if screen.here else ''}"
    match reason.kind:
        case "left-out":
            allow = f"spotguide profile allow {spot.number}"
            return f"{spot.name}: you left it out on {day}. To change that: {allow}"
        case "no-way":
            return left_out(reason.things, spot, catalog)
        case _:
            from spotguide.core.cues import script

            return f"{spot.name}: {script(catalog.cues).text('nothing-left')} {CHANGE}"


def left_out(things: Iterable[Thing], spot: Spot, catalog: Catalog) -> str:
    """Return the sentence that every way that is asked for needs what is left out."""
    things = tuple(things)
    named = ", ".join(name_of(thing, catalog) for thing in things)
    allow = f"spotguide profile allow {things[0].id}"
    return f"{spot.name}: this needs what you left out: {named}. To change that: {allow}"


def name_of(thing: Thing, catalog: Catalog) -> str:
    """Return what a thing is called; one that the catalog does not know, by its id."""
    if thing.kind == "position":
        places = {str(place): words for place, words in catalog.cues.places.items()}
        return places.get(thing.id, thing.id)
    if thing.kind == "tool":
        return catalog.tools[thing.id].name if thing.id in catalog.tools else thing.id
    return next((spot.name for spot in catalog.spots if spot.slug == thing.id), thing.id)


def in_short(found: Clash) -> str:
    """Return in a few words what a list says of a spot; nothing where all of it may be used."""
    if found.reasons:
        return short(found.reasons[0])
    names = [thing.id.replace("-", " ") for thing in found.things]
    if len(names) > FEW:
        return f"without {len(names)} of its tools and positions"
    return f"without {', '.join(names)}" if names else ""


def short(reason: Reason) -> str:
    """Return a reason in a few words: what it comes to, and the question that was answered."""
    if reason.screen is None:
        return SHORT[reason.kind]
    return f"{SHORT[reason.kind]}: {reason.screen.short}"


def marked(
    catalog: Catalog, answers: Iterable[Remembered], settings: Iterable[Setting], now: datetime
) -> Mapping[str, str]:
    """Return by slug, in a few words, what is to be told of a spot in a list.

    Where nothing is left out and nothing was answered with yes, nothing is loaded.
    """
    profile, answers = profile_from(settings), tuple(answers)
    if not profile.left_out and not any(answer.applies for answer in answers):
        return {}
    return dict(_marks(catalog, answers, profile, now))


def _marks(
    catalog: Catalog, answers: tuple[Remembered, ...], profile: Profile, now: datetime
) -> Iterator[tuple[str, str]]:
    for spot in catalog.spots:
        if said := in_short(clash(spot, catalog, answers, profile, now)):
            yield spot.slug, said
