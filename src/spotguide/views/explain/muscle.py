"""The page on a muscle: where it is attached, what it does, and at which spots it is pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spotguide.views.page import Page, Row, Section
from spotguide.views.sources import Sources
from spotguide.views.words import first_up, listed

if TYPE_CHECKING:
    from spotguide.core.subjects import AboutMuscle


def muscle_page(about: AboutMuscle) -> Page:
    """Return the page on a muscle."""
    muscle, sources = about.muscle, Sources(about.works)
    spots = tuple(Row(str(spot.number), spot.summary, spot.name) for spot in about.spots)
    known = Section("What is known of it", sources.bullets(muscle.claims))
    return Page(
        title=muscle.name,
        lead=f"{first_up(muscle.plain)}.",
        facts=(
            Row("Attached", muscle.attachments),
            Row("What it does", muscle.actions),
            Row("Also called", listed(muscle.also_called)),
        ),
        sections=(Section("Where to press it", spots), known),
        named=sources.named,
        after=tuple(
            (f"All about spot {spot.number}", f"spotguide explain {spot.number}")
            for spot in about.spots
        ),
    )
