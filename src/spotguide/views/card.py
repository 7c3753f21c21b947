"""A card: what one needs of a spot on paper, beside the mat: figure, way, tool, dose, cautions."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from spotguide.views.explain.spot import dose_section, locate_section
from spotguide.views.figure import words
from spotguide.views.figure.themed import Look, Shown, picture_rules, themed
from spotguide.views.html import Picture, article, document
from spotguide.views.page import Bullet, Page, Para, Row, Section
from spotguide.views.sources import Sources, with_sources
from spotguide.views.words import GRADES, by_grade, first_up, listed, plain, side_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spotguide.core.catalog.figures import Figure
    from spotguide.core.catalog.safety import SafetyFile
    from spotguide.core.catalog.spots import Fit
    from spotguide.core.subjects import AboutSpot

FOOTER = "Made with spotguide. No diagnosis, and no replacement for a professional who knows you."


def cards(abouts: Iterable[tuple[AboutSpot, Picture | None]], safety: SafetyFile) -> str:
    """Return one HTML document with a card for each spot."""
    abouts = list(abouts)
    articles = [article(card(about, safety), about.spot.slug, shown) for about, shown in abouts]
    title = listed(about.spot.name for about, _ in abouts[:3])
    return document(title if len(abouts) <= 3 else f"{len(abouts)} spots", articles, FOOTER)


def card(about: AboutSpot, safety: SafetyFile) -> Page:
    """Return the card of a spot as a page, with its sources."""
    spot, sources = about.spot, Sources(about.works)
    fit = next(fit for fit in by_grade(spot.fits("self")) if fit.usable)
    signs = (Para(f"{'; '.join(sign.short for sign in safety.stop_sign)}."),)
    sections = (
        Section("Do not press, see a professional", sources.bullets(spot.red_flags), True),
        *locate_section(about, fit.tool),
        _press(about, fit),
        dose_section(about, sources),
        Section("Stop at once at any of these", signs, True),
        Section("Take care", sources.bullets(spot.cautions)),
        _others(about, fit),
    )
    facts = (
        Row("Where", first_up(f"{plain(spot.region)}, {side_words(spot)}")),
        Row("Feels like", spot.feels_like),
    )
    page = Page(
        label=str(spot.number),
        title=spot.name,
        lead=spot.summary,
        facts=facts,
        sections=sections,
        named=sources.named,
    )
    return with_sources(page)


def _press(about: AboutSpot, fit: Fit) -> Section:
    tool = about.tools[fit.tool]
    how = (Bullet(line) for line in fit.setup)
    return Section("Press", (Row(GRADES[fit.fit], fit.why, tool.name), *how, Para(fit.press)))


def _others(about: AboutSpot, fit: Fit) -> Section:
    """Return the names of other tools that suit, and which to keep away, with why."""
    others = [one for one in by_grade(about.spot.fits("self")) if one is not fit]
    names = listed(about.tools[one.tool].name for one in others if one.usable)
    suits = (Row("Also", f"{names}."),) if names else ()
    avoid = tuple(
        Row("Avoid", one.why, about.tools[one.tool].name) for one in others if one.fit == "avoid"
    )
    return Section("Other tools", (*suits, *avoid))


def picture(figure: Figure, svg: str, spot: int) -> Picture:
    """Return the drawing of a spot as it is drawn, for a light and a dark page."""
    shown = Shown(spot)
    light, dark = (
        _address(themed(svg, picture_rules(figure, shown, Look("picture", theme))))
        for theme in ("light", "dark")
    )
    alt, *rest = words.lines(figure, spot)[1:]
    return Picture(light, dark, alt, tuple(rest))


def _address(svg: str) -> str:
    """Return a drawing as an address that a document can hold."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
