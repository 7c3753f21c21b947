"""Choosing spots: which of them fit every wish of a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from spotguide.errors import UnknownName

if TYPE_CHECKING:
    from spotguide.core.catalog import Catalog
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.catalog.teaching import Complaint, Tool


@dataclass(frozen=True)
class Wishes:
    """What a spot must be to be listed; an empty wish takes every spot.

    `alone` also means that the tool must be usable by oneself.
    """

    region: str = ""
    complaint: Complaint | None = None
    tool: Tool | None = None
    alone: bool = False

    def options(self) -> str:
        """Return the wishes as the options that a person types."""
        wished = (
            f"--region {self.region}" if self.region else "",
            f"--for {self.complaint.id}" if self.complaint else "",
            f"--tool {self.tool.id}" if self.tool else "",
            "--alone" if self.alone else "",
        )
        return " ".join(option for option in wished if option)

    def wider(self) -> Iterator[Wishes]:
        """Yield the wishes with one left out, for each in turn."""
        if self.alone:
            yield replace(self, alone=False)
        if self.tool:
            yield replace(self, tool=None)
        if self.region:
            yield replace(self, region="")
        if self.complaint:
            yield replace(self, complaint=None)


def choose(spots: tuple[Spot, ...], wishes: Wishes) -> tuple[Spot, ...]:
    """Return the spots that fit every wish: by number, or for a complaint the best first."""
    fitting = [spot for spot in spots if _fits(spot, wishes)]
    if wishes.complaint:
        ranked = {slug: rank for rank, slug in enumerate(wishes.complaint.spots)}
        fitting.sort(key=lambda spot: ranked.get(spot.slug, len(ranked)))
    return tuple(fitting)


def _fits(spot: Spot, wishes: Wishes) -> bool:
    tool, complaint = wishes.tool, wishes.complaint
    return (
        (not wishes.region or spot.region == wishes.region)
        and (complaint is None or complaint.id in spot.complaints)
        and (not wishes.alone or spot.self_treatable == "easily")
        and (tool is None or _usable(spot, tool.id, wishes.alone))
    )


def _usable(spot: Spot, tool: str, alone: bool) -> bool:
    """Say whether the tool is best, good or a gentle start there, by oneself or a partner."""
    return any(
        fit.usable and fit.tool == tool and (fit.by == "self" or not alone) for fit in spot.tools
    )


def nothing_fits(spots: tuple[Spot, ...], wishes: Wishes) -> str:
    """Return the sentence for an empty list, with a wider one that is not empty."""
    said = f"No spot fits {wishes.options()}."
    for wider in wishes.wider():
        number = len(choose(spots, wider))
        if number and wider.options():
            fit = "1 spot fits" if number == 1 else f"{number} spots fit"
            return f"{said} {fit} a wider wish: spotguide list {wider.options()}"
    return f"{said} To see all spots: spotguide list"


def region_named(catalog: Catalog, text: str) -> str:
    """Return the region by its name, however it is written; raise UnknownName on a miss."""
    from difflib import get_close_matches

    from spotguide.core.catalog.kinds import Region
    from spotguide.core.search import LONGEST, NEAREST, words_of

    regions: tuple[str, ...] = get_args(Region)
    typed = "-".join(words_of(text))
    if typed in regions:
        return typed
    held = tuple(dict.fromkeys(spot.region for spot in catalog.spots))
    close = get_close_matches(typed[:LONGEST], regions, NEAREST)
    hint = f"Regions are {', '.join(held)}."
    run = f"spotguide list --region {close[0]}" if close else "spotguide list"
    raise UnknownName("region", text, close, run, hint)
