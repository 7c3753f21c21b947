"""The page on a tool: what it is, what it is good for, and at which spots it fits or does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spotguide.views.page import Page, Row, Section
from spotguide.views.sources import Sources
from spotguide.views.words import BY, GRADES, RANKED, first_up, listed

if TYPE_CHECKING:
    from spotguide.core.catalog.kinds import By
    from spotguide.core.catalog.teaching import Tool
    from spotguide.core.subjects import AboutTool

REACH = {"self": "yourself", "partner": "a partner", "both": "yourself and a partner"}


def tool_page(about: AboutTool) -> Page:
    """Return the page on a tool."""
    tool, sources = about.tool, Sources(about.works)
    sections = (
        Section("Watch out", sources.bullets(tool.watch_out)),
        *_spots(about, "self", sources),
        *_spots(about, "partner", sources),
        Section("What is known", sources.bullets(tool.evidence)),
    )
    return Page(
        title=tool.name,
        lead=tool.plain,
        facts=_facts(tool),
        sections=sections,
        named=sources.named,
        after=(("The spots that it suits", f"spotguide list --tool {tool.id}"),),
    )


def _facts(tool: Tool) -> tuple[Row, ...]:
    size = tool.diameter_mm
    return (
        *([Row("Size", f"{_sizes(size)} millimeters across")] if size else []),
        Row("Firmness", first_up(tool.firmness)),
        Row("Who presses", first_up(REACH[tool.reach])),
        Row("Good for", first_up("; ".join(tool.good_for))),
        Row("Instead", first_up("; ".join(tool.stand_ins))),
        Row("Also called", listed(tool.also_called)),
    )


def _sizes(size: tuple[float, float]) -> str:
    low, high = (f"{number:g}" for number in size)
    return low if low == high else f"{low} to {high}"


def _spots(about: AboutTool, by: By, sources: Sources) -> tuple[Section, ...]:
    """Return the spots at which the tool is rated, from best to avoid, each with why."""
    rated = [
        (spot, fit) for spot in about.spots for fit in spot.fits(by) if fit.tool == about.tool.id
    ]
    rated.sort(key=lambda pair: RANKED.index(pair[1].fit))
    rows = tuple(
        Row(GRADES[fit.fit], fit.why, f"{spot.number} {spot.name}", sources.marks(fit.sources))
        for spot, fit in rated
    )
    return (Section(f"Where it fits, for {BY[by]}", rows),) if rows else ()
