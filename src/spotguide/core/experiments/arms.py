"""Arms: what a person wants to compare, checked as a session with it would be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from spotguide.core.experiments.design import REST, TREAT
from spotguide.core.plan.wishes import Memory, Request, Wishes, check
from spotguide.core.search import Lookup, find_one
from spotguide.errors import UnknownName, WrongUsage, quotable

if TYPE_CHECKING:
    from datetime import datetime

    from spotguide.core.catalog import Catalog
    from spotguide.core.catalog.experiments import Design, Method
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.profile.kept import Profile

Side = Literal["left", "right"] | None

START = "spotguide experiment start"
EXAMPLE = f"{START} 2 --compare lacrosse-ball,tennis-ball"


@dataclass(frozen=True)
class Place:
    """Where something is to be compared, and what the person leaves out."""

    catalog: Catalog
    spot: Spot
    side: Side
    profile: Profile
    now: datetime


def arms_of(place: Place, text: str) -> tuple[str, str]:
    """Return the two arms that a text names, with a comma between them.

    Each is the id of a tool that may be pressed with at the spot, TREAT or REST. Raise UnknownName,
    SeveralNames or WrongUsage for what cannot be compared, and Refused for what is left out.
    """
    names = [name.strip() for name in text.split(",")]
    if len(names) != 2 or not all(names):
        raise WrongUsage(f"--compare takes two, with a comma between them. Such as: {EXAMPLE}")
    first, second = (_arm(place, name) for name in names)
    if first == second:
        raise WrongUsage(f"--compare {quotable(text)}: both are the same. Such as: {EXAMPLE}")
    if TREAT in (first, second) and REST not in (first, second):
        raise WrongUsage(
            "treat means any tool, so it can be compared with rest alone. "
            f"Say: {START} {place.spot.number} --compare treat,rest"
        )
    for arm in (first, second):
        tool = None if arm in (TREAT, REST) else arm
        wishes, memory = Wishes(tool=tool, side=place.side), Memory(profile=place.profile)
        check(Request(place.spot, place.catalog, wishes, memory, place.now))
    return first, second


def _arm(place: Place, name: str) -> str:
    if name.lower() in (TREAT, REST):
        return name.lower()
    try:
        return find_one(place.catalog, name, Lookup(("tool",), "tool", "spotguide treat --tool")).id
    except UnknownName as error:
        hint = "Beside tools there are treat, for any of them, and rest."
        show = f"spotguide explain {place.spot.number}"
        raise UnknownName("tool", name, error.near, show, hint) from error


def turns_of(design: Design, wish: int | None) -> int:
    """Return how many turns there will be; raise WrongUsage for a wish that cannot be."""
    turns = design.turns if wish is None else wish
    if not design.least <= turns <= design.most or turns % design.block:
        raise WrongUsage(
            f"--sessions {turns}: from {design.least} to {design.most}, in steps of "
            f"{design.block}. {_why_not(design, turns).say}"
        )
    return turns


def _why_not(design: Design, turns: int) -> Method:
    reasons = design.reasons
    if turns < design.least:
        return reasons.least
    return reasons.most if turns > design.most else reasons.block
