"""The locator: the whole body, small, with a box around what a figure shows."""

from __future__ import annotations

from rich.text import Text

from spotguide.core.catalog.figures import Figure, Locator
from spotguide.core.catalog.kinds import Side
from spotguide.views.figure import sheet, words
from spotguide.views.figure.braille import braille
from spotguide.views.figure.cells import halves, rows_of
from spotguide.views.figure.palettes import Rgb, palette
from spotguide.views.figure.raster import Pixels, lower, narrower, pixels_of
from spotguide.views.figure.themed import Box, Look, themed

FRONT, BACK = 145.0, 455.0
"""The midlines of the two bodies in the overview."""

HALF_WIDTH = 150.0
FILLED = 10
"""Columns below which the box is filled."""

DOT_INK: Rgb = (255, 0, 0)
"""What braille takes for a dot."""


def locator(
    figure: Figure, body: str, side: Side | None, look: Look, columns: int
) -> tuple[Text, ...]:
    """Return the body in as many rows as columns, with a box; no rows where it has no place.

    `body` is the drawing of the overview. It is seen from the side that the figure is seen from.
    """
    place = figure.locator
    if place is None or look.worded or look.mode == "picture" or columns < 6:
        return ()
    middle = FRONT if place.view == "front" else BACK
    crop = (middle - HALF_WIDTH, 0.0, 2 * HALF_WIDTH, float(sheet.UNITS))
    box = _box(place, middle, words.flipped(figure, side), crop)
    if look.dotted:
        rules = sheet.dots(crop[2] / (2 * columns), bare=True) + sheet.BARE
        pixels = pixels_of(themed(body, rules, crop), 2 * columns, 4 * columns)
        scaled = _scaled(box, 2 * columns / crop[2])
        return rows_of(braille(_boxed(pixels, scaled, DOT_INK, False)), columns)
    theme = "dark256" if look.mode == "blocks256" else look.theme
    colors = palette(theme, look.tone)
    rules = sheet.pixels(colors, "tiny") + sheet.BARE
    pixels = lower(pixels_of(themed(body, rules, crop), 2 * columns, 4 * columns))
    pixels = narrower(pixels)
    scaled = _scaled(box, columns / crop[2])
    boxed = _boxed(pixels, scaled, colors.rgb("ring"), columns < FILLED)
    grid = halves(boxed)
    return rows_of(grid, columns, cube=look.mode == "blocks256")


def _box(place: Locator, middle: float, turned: bool, crop: Box) -> Box:
    """Return the box within the crop, mirrored about the midline of its own body."""
    left = 2 * middle - place.x - place.w if turned else place.x
    return left - crop[0], place.y, place.w, place.h


def _scaled(box: Box, scale: float) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom in pixels, at least four pixels each way."""
    left, top = round(box[0] * scale), round(box[1] * scale)
    right, bottom = round((box[0] + box[2]) * scale), round((box[1] + box[3]) * scale)
    return left, top, max(right, left + 4) - 1, max(bottom, top + 4) - 1


def _boxed(pixels: Pixels, box: tuple[int, int, int, int], ink: Rgb, filled: bool) -> Pixels:
    """Return the pixels with a box drawn over them."""
    left, top, right, bottom = box
    rows = tuple(row[:] for row in pixels)
    for y in range(max(0, top), min(len(rows), bottom + 1)):
        edge = filled or y in (top, bottom)
        for x in range(left, right + 1) if edge else (left, right):
            if 0 <= x < len(rows[y]):
                rows[y][x] = ink
    return rows
