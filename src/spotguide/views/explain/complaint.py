"""The page on a complaint: which spots are worth trying, the best first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spotguide.views.page import Page, Para, Row, Section
from spotguide.views.words import first_up

if TYPE_CHECKING:
    from spotguide.core.subjects import AboutComplaint


def complaint_page(about: AboutComplaint) -> Page:
    """Return the page on a complaint."""
    complaint = about.complaint
    spots = tuple(Row(str(spot.number), spot.summary, spot.name) for spot in about.spots)
    said = Para(f"{first_up('; '.join(complaint.said_as))}.")
    best = about.spots[0].number
    topic = about.topic
    more = [(topic.name, f"spotguide explain {topic.id} --kind topic")] if topic else []
    return Page(
        title=complaint.name,
        lead="",
        sections=(
            Section("Spots worth trying, the best first" if len(spots) > 1 else "The spot", spots),
            Section("What people say", (said,)),
        ),
        after=(
            (f"When not to press spot {best}, and what is known", f"spotguide explain {best}"),
            *more,
            ("To press it", f"spotguide treat {best}"),
        ),
    )
