"""Pixels as braille: eight dots a cell, from inks that the sheet for dots paints.

Muscles are a checkerboard, zones to keep off diagonals, hair a sparse grid: three textures that
need no color. With eight or sixteen colors whole cells are tinted too.
"""

from __future__ import annotations

from typing import NamedTuple

from spotguide.views.figure.cells import Cell, Grid
from spotguide.views.figure.palettes import Rgb
from spotguide.views.figure.raster import Pixels, Row

DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot in a cell, row by row."""

EMPTY = 0x2800
SOLID, STIPPLED = 95, 140
"""Strength of an ink from which it counts."""


class Tints(NamedTuple):
    """What is tinted where a terminal has its own eight or sixteen colors and no more."""

    working: str
    avoided: str
    marked: str


ON_DARK = Tints("bright_blue", "bright_red", "bright_yellow")
ON_LIGHT = Tints("blue", "red", "magenta")


def braille(pixels: Pixels, tints: Tints | None = None) -> Grid:
    """Return cells of two by four pixels, with muscles and zones in their tints, if there are."""
    return [_cells(pixels[y : y + 4], y, tints) for y in range(0, len(pixels) - len(pixels) % 4, 4)]


def _cells(four: tuple[Row, ...], y: int, tints: Tints | None) -> list[Cell]:
    cells = []
    for x in range(0, len(four[0]) - 1, 2):
        bits, muscle, zone = 0, 0, 0
        for down, row in enumerate(four):
            for right in (0, 1):
                ink = row[x + right]
                if ink == (0, 0, 0):
                    continue
                if _dot(ink, x + right, y + down):
                    bits |= DOTS[down][right]
                if ink[1] > STIPPLED:
                    zone += ink[2] > STIPPLED
                    muscle += ink[2] <= STIPPLED
        tint = None
        if tints and muscle + zone:
            tint = tints.avoided if zone >= muscle else tints.working
        cells.append(Cell(chr(EMPTY + bits), tint) if bits else Cell())
    return cells


def _dot(ink: Rgb, x: int, y: int) -> bool:
    """Say whether an ink has a dot here: each texture is a rule about the place alone."""
    if ink[0] > SOLID:
        return True
    dense, sparse = ink[1] > STIPPLED, ink[2] > STIPPLED
    if dense and sparse:
        return (x + y) & 3 == 0
    if dense:
        return (x + y) & 1 == 0
    return sparse and y & 1 == 0 and (x + (y & 2)) & 3 == 0


def ring(grid: Grid, x: float, y: float, radius: float, tint: str) -> None:
    """Tint the cells within a circle, all in columns of the grid."""
    for row, cells in enumerate(grid):
        for column, cell in enumerate(cells):
            across, down = column + 0.5 - x, 2 * (row + 0.5) - y
            if cell.letter != " " and not cell.over and across**2 + down**2 <= radius**2:
                cells[column] = cell._replace(ink=tint)
