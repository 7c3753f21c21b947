"""Ways: with which tool, where, and by which steps a spot can be pressed; the best first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spotguide.core.catalog.kinds import By, Position
    from spotguide.core.catalog.safety import GoGently
    from spotguide.core.catalog.spots import Block, Fit, Spot
    from spotguide.core.catalog.teaching import Tool


@dataclass(frozen=True)
class Way:
    """One way to press a spot: the tool and how it fits, the steps there, where it is pressed."""

    fit: Fit
    block: Block
    place: Position


def ways(spot: Spot, by: By, tool: str, without: Collection[str] = ()) -> tuple[Way, ...]:
    """Return the ways to press the spot with a tool, one a position; none if it has no steps.

    Nothing is found or pressed in the positions of `without`.
    """
    blocks = [block for block in spot.blocks(by, tool) if block.place not in without]
    fit = next((fit for fit in spot.fits(by) if fit.tool == tool), None)
    if fit is None or not blocks:
        return ()
    places = fit.places or tuple(dict.fromkeys(block.place for block in blocks))
    led = {block.place: block for block in reversed(blocks)}
    return tuple(
        Way(fit, led.get(place, blocks[0]), place) for place in places if place not in without
    )


def another(spot: Spot, way: Way, without: Collection[str] = ()) -> Block | None:
    """Return the steps in another position that lead to the same tool, if there are any."""
    blocks = spot.blocks(way.fit.by, way.fit.tool)
    others = (block for block in blocks if block != way.block and block.place not in without)
    return next(others, None)


@dataclass(frozen=True)
class Constraint:
    """What narrows the choice of tools: a gentle plan, what may not be used, a first session.

    `banned` are tools and `without` positions that screens forbid or that the person left out.
    """

    gently: GoGently
    gentle: bool = False
    banned: frozenset[str] = frozenset()
    first_time: bool = False
    owned: frozenset[str] | None = None
    without: frozenset[str] = frozenset()


def allowed(spot: Spot, fit: Fit, constraint: Constraint) -> bool:
    """Say whether the tool may be used; a gentle plan leaves only light and usable ones."""
    if fit.fit == "avoid" or fit.tool in constraint.banned:
        return False
    if not constraint.gentle:
        return True
    light = constraint.gently.tools if spot.gentle_tools is None else spot.gentle_tools
    return fit.usable and fit.tool in light and fit.tool not in constraint.gently.avoid_tools


def offered(
    spot: Spot, by: By, constraint: Constraint, tools: Mapping[str, Tool]
) -> tuple[Fit, ...]:
    """Return the tools to choose from: at hand before not, then best, good and gentle starts.

    In a first session a gentle start comes before the best.
    """
    order = ["best", "good", "gentle-start"]
    if constraint.first_time:
        order = ["gentle-start", "best", "good"]
    fits = [
        fit
        for fit in spot.fits(by)
        if fit.usable
        and allowed(spot, fit, constraint)
        and ways(spot, by, fit.tool, constraint.without)
    ]
    return tuple(
        sorted(fits, key=lambda fit: (not at_hand(fit, constraint, tools), order.index(fit.fit)))
    )


def at_hand(fit: Fit, constraint: Constraint, tools: Mapping[str, Tool]) -> bool:
    """Say whether the person has the tool; hands always, and all of them if nobody asked."""
    if constraint.owned is None or tools[fit.tool].kind == "hand":
        return True
    return fit.tool in constraint.owned


def possible(spot: Spot, by: By, constraint: Constraint) -> bool:
    """Say whether there is any tool at all that may be used here."""
    return any(
        fit.usable
        and allowed(spot, fit, constraint)
        and ways(spot, by, fit.tool, constraint.without)
        for fit in spot.fits(by)
    )
