"""The pages of `explain`, one module a kind: what a page is about in, a page to read out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spotguide.core.subjects import (
    AboutComplaint,
    AboutMuscle,
    AboutReference,
    AboutSpot,
    AboutTool,
    AboutTopic,
    Overview,
)
from spotguide.views.explain.complaint import complaint_page
from spotguide.views.explain.muscle import muscle_page
from spotguide.views.explain.overview import overview_page
from spotguide.views.explain.reference import reference_page
from spotguide.views.explain.spot import spot_page
from spotguide.views.explain.tool import tool_page
from spotguide.views.explain.topic import topic_page

if TYPE_CHECKING:
    from spotguide.core.subjects import About
    from spotguide.views.page import Page

__all__ = ["page_of"]


def page_of(about: About) -> Page:
    """Return the page on one thing, or on all there is."""
    match about:
        case AboutSpot():
            return spot_page(about)
        case AboutMuscle():
            return muscle_page(about)
        case AboutTool():
            return tool_page(about)
        case AboutComplaint():
            return complaint_page(about)
        case AboutTopic():
            return topic_page(about)
        case AboutReference():
            return reference_page(about)
        case Overview():  # pragma: no branch
            return overview_page(about)
