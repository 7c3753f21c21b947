"""Rules for spots: a way to each place, a tool for it, and no contradiction between the two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spotguide.core.catalog.faults import Fault, Path, shown

if TYPE_CHECKING:
    from spotguide.core.catalog.spots import Block, Fit, Spot, SpotsFile, Step
    from spotguide.core.catalog.teaching import ToolsFile

    Found = Iterator[tuple[Path, str]]

SPOTS = "spots.toml"


def sound_spots(spots: SpotsFile) -> Iterator[Fault]:
    """Find what is wrong with the spots by themselves."""
    most = len(spots.spot)
    for place, spot in enumerate(spots.spot):
        if spot.number > most:
            what = f"{spot.number} leaves a gap: the numbers run from 1 to {most}"
            yield Fault(SPOTS, ("spot", place, "number"), what)
        for path, what in _of_spot(spot):
            yield Fault(SPOTS, ("spot", place, *path), what)


def within_reach(spots: SpotsFile, tools: ToolsFile) -> Iterator[Fault]:
    """Find tools that are pressed by someone who cannot reach with them."""
    reach = {tool.id: tool.reach for tool in tools.tool}
    for place, spot in enumerate(spots.spot):
        for at, fit in enumerate(spot.tools):
            allowed = reach.get(fit.tool, "both")
            if allowed not in ("both", fit.by):
                what = f'"{fit.by}", but the reach of {shown(fit.tool)} is "{allowed}"'
                yield Fault(SPOTS, ("spot", place, "tools", at, "by"), what)


def _of_spot(spot: Spot) -> Found:
    yield from _alone(spot)
    rated: set[tuple[str, str]] = set()
    for place, fit in enumerate(spot.tools):
        if (fit.tool, fit.by) in rated:
            yield ("tools", place), f"{shown(fit.tool)} by {fit.by} is rated twice"
        rated.add((fit.tool, fit.by))
        for key, what in (*_of_fit(fit), *_fit_at(fit, spot)):
            yield ("tools", place, key), what
    for place, block in enumerate(spot.locate):
        for path, what in _of_block(block, spot):
            yield ("locate", place, *path), what


def _alone(spot: Spot) -> Found:
    """Find what a spot lacks for someone alone, and wrong words on its sides and gentle tools."""
    if spot.one_side_only and not spot.sides:
        yield ("one_side_only",), "true, but with sides = false the spot has no sides"
    if not any(block.by == "self" for block in spot.locate):
        yield ("locate",), 'no way for yourself: one block has by = "self"'
    if not any(fit.by == "self" and fit.fit == "best" for fit in spot.tools):
        yield ("tools",), 'no best tool for yourself: one has by = "self" and fit = "best"'
    usable = {fit.tool for fit in spot.tools if fit.usable}
    for place, tool in enumerate(spot.gentle_tools or ()):
        if tool not in usable:
            yield ("gentle_tools", place), f"{shown(tool)} is not best, good or gentle-start here"


def _of_fit(fit: Fit) -> Iterator[tuple[str, str]]:
    """Find what is wrong with a rated tool by itself."""
    if fit.fit == "avoid":
        for key in ("setup", "press", "places", "both_sides"):
            if getattr(fit, key):
                yield key, "is given, but the tool is avoided here"
    else:
        for key in ("setup", "press"):
            if not getattr(fit, key):
                yield key, f'is empty, but the tool is rated "{fit.fit}" here'
    if len(set(fit.places)) < len(fit.places):
        yield "places", "names a place twice"


def _fit_at(fit: Fit, spot: Spot) -> Iterator[tuple[str, str]]:
    """Find where a rated tool does not go with its spot."""
    if fit.both_sides and (spot.one_side_only or not spot.sides):
        yield "both_sides", "true, but at this spot a session has one side"
    if fit.usable and not spot.blocks(fit.by, fit.tool):
        what = f'{shown(fit.tool)} is rated "{fit.fit}", but no locate block by {fit.by} lists it'
        yield "tool", what


def _of_block(block: Block, spot: Spot) -> Found:
    """Find tools that a block should not list, and steps that cannot stop a session."""
    grades = {fit.tool: fit.fit for fit in spot.fits(block.by)}
    for place, tool in enumerate(block.tools):
        grade = grades.get(tool)
        if grade is None:
            yield ("tools", place), f"{shown(tool)} is not rated by {block.by} at this spot"
        elif grade == "avoid":
            yield ("tools", place), f"{shown(tool)} is avoided by {block.by} at this spot"
    for place, step in enumerate(block.steps):
        if step.stop_on_no and (what := _of_stop(step)):
            yield ("steps", place, "stop_on_no"), what


def _of_stop(step: Step) -> str | None:
    """Say why a step cannot stop a session, if it cannot."""
    if step.check is None:
        return "true, but there is no check to answer"
    if step.hint is None:
        return "true, but there is no hint that says what to do"
    if step.hint.startswith("If "):
        return 'true, but the hint begins with "If": it says what to do now'
    return None
