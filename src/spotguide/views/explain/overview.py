"""What can be explained: every name, kind by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spotguide.views.page import Page, Row, Section

if TYPE_CHECKING:
    from spotguide.core.search import Found, Kind
    from spotguide.core.subjects import Overview

HEADINGS: dict[Kind, str] = {
    "spot": "Spots",
    "muscle": "Muscles",
    "tool": "Tools",
    "complaint": "Complaints",
    "topic": "Topics",
    "reference": "Sources",
}


def overview_page(about: Overview) -> Page:
    """Return the list of names that `explain` takes."""
    return Page(
        title="What can be explained",
        lead="",
        sections=tuple(
            Section(HEADINGS[kind], tuple(_named(one) for one in found))
            for kind, found in about.names.items()
        ),
        after=(("To read one of them", "spotguide explain NAME"),),
    )


def _named(one: Found) -> Row:
    """Return what to type for one entry, and what it is called."""
    number = getattr(one.entry, "number", None)
    return Row(str(number or one.id), one.name)
