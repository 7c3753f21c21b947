"""Figures for tests, each drawn once: the shipped facts are the same for all."""

from __future__ import annotations

from functools import cache

from rich.style import Style

from catalogs import shipped
from spotguide.core.catalog.figures import Figure
from spotguide.views.figure import Drawing, Look, Shown, draw

CATALOG = shipped()
SPOTS = tuple(spot.number for spot in CATALOG.spots)
DOTS = Look("braille")
SIZES = ((44, 22), (60, 30))


def figure_of(spot: int | None) -> Figure:
    """Return the close-up of a spot, or the whole body."""
    if spot is None:
        return CATALOG.figures["body"]
    return CATALOG.figures[next(each.figure for each in CATALOG.spots if each.number == spot)]


@cache
def svg_of(name: str) -> str:
    """Return the drawing of a figure."""
    return CATALOG.figure_svg(name)


@cache
def drawn(shown: Shown, look: Look = DOTS, size: tuple[int, int] = (44, 22)) -> Drawing:
    """Return the figure of the spot, or the whole body."""
    figure = figure_of(shown.spot)
    return draw(figure, svg_of(figure.name), shown, look, size)


def plain(drawing: Drawing) -> list[str]:
    """Return the rows without their colors."""
    return [row.plain for row in drawing.rows]


Rgb = tuple[int, int, int]


def painted(drawing: Drawing) -> dict[tuple[int, int], tuple[Rgb, ...]]:
    """Return the colors of each cell, by its column and row."""
    found: dict[tuple[int, int], tuple[Rgb, ...]] = {}
    for row, text in enumerate(drawing.rows):
        for span in text.spans:
            assert isinstance(span.style, Style)
            both = (span.style.color, span.style.bgcolor)
            colors = tuple(tuple(color.get_truecolor()) for color in both if color)
            found |= {(column, row): colors for column in range(span.start, span.end)}
    return found


def styles(drawing: Drawing) -> set[Style]:
    """Return all styles of a drawing."""
    return {span.style for text in drawing.rows for span in text.spans}
