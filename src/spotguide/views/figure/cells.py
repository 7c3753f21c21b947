"""Pixels as cells of a terminal: quadrant blocks, half blocks, and the rows that are printed.

A quadrant has two colors for four pixels: the pair that is farthest apart, then the means of the
pixels next to each. A cell of one color is a space on a ground, which leaves no seam in fonts.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, TypeAlias

from rich.color import Color
from rich.style import Style
from rich.text import Text

from spotguide.views.figure.palettes import Rgb
from spotguide.views.figure.raster import Pixels

Ink: TypeAlias = "Rgb | str | None"
"""A color, or the name of one of the terminal's own; None is what the terminal has."""


class Cell(NamedTuple):
    """One character with its colors; `over` is set where it lies over the picture."""

    letter: str = " "
    ink: Ink = None
    paper: Ink = None
    over: bool = False
    reverse: bool = False


Grid: TypeAlias = list[list[Cell]]

QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By the pixels in the first color: 1 and 2 above, 4 and 8 below."""

FLAT = 150
"""Squared distance of two colors that are shown as one."""


def quadrants(pixels: Pixels) -> Grid:
    """Return cells of two by two pixels."""
    return [
        [
            _fit((a, b, c, d))
            for a, b, c, d in zip(up[0::2], up[1::2], low[0::2], low[1::2], strict=True)
        ]
        for up, low in zip(pixels[0::2], pixels[1::2], strict=True)
    ]


def halves(pixels: Pixels) -> Grid:
    """Return cells of one by two pixels."""
    return [
        [
            Cell(" ", None, upper) if upper == lower else Cell("▀", upper, lower)
            for upper, lower in zip(up, low, strict=True)
        ]
        for up, low in zip(pixels[0::2], pixels[1::2], strict=True)
    ]


def _fit(four: tuple[Rgb, Rgb, Rgb, Rgb]) -> Cell:
    a, b, c, d = four
    if a == b == c == d:
        return Cell(" ", None, a)
    one, two = _farthest(four)
    if _distance(one, two) < FLAT:
        return Cell(" ", None, _mean(list(four)))
    mask = before = 0
    for _ in range(3):
        mask = sum(1 << i for i, p in enumerate(four) if _distance(p, one) <= _distance(p, two))
        if mask in (0, 15, before):
            break
        one = _mean([p for i, p in enumerate(four) if mask >> i & 1])
        two = _mean([p for i, p in enumerate(four) if not mask >> i & 1])
        before = mask
    if mask in (0, 15):
        return Cell(" ", None, one if mask else two)
    return Cell(QUADRANTS[mask], one, two)


def _farthest(four: tuple[Rgb, Rgb, Rgb, Rgb]) -> tuple[Rgb, Rgb]:
    """Return the two colors that are farthest apart."""
    a, b, c, d = four
    if a == b and c == d:
        return a, c
    if a == c and b == d:
        return a, b
    pairs = ((a, b), (a, c), (a, d), (b, c), (b, d), (c, d))
    return max(pairs, key=lambda pair: _distance(*pair))


def _distance(one: Rgb, two: Rgb) -> int:
    r, g, b = one[0] - two[0], one[1] - two[1], one[2] - two[2]
    return r * r + g * g + b * b


def _mean(some: list[Rgb]) -> Rgb:
    n = len(some)
    return sum(p[0] for p in some) // n, sum(p[1] for p in some) // n, sum(p[2] for p in some) // n


def behind(cell: Cell) -> Ink:
    """Return the one color that a cell of blocks has from afar."""
    if isinstance(cell.ink, tuple) and isinstance(cell.paper, tuple) and cell.letter != " ":
        return _mean([cell.ink, cell.paper])
    return cell.paper


def rows_of(grid: Grid, columns: int, cube: bool = False) -> tuple[Text, ...]:
    """Return the rows to print, each `columns` wide; `cube` for terminals of 256 colors."""
    return tuple(_row(cells, columns, cube) for cells in grid)


def _row(cells: list[Cell], columns: int, cube: bool) -> Text:
    row = Text(no_wrap=True, end="")
    start, shown = 0, "".join(cell.letter for cell in cells)
    for end in range(1, len(cells) + 1):
        if end == len(cells) or cells[end][1:] != cells[start][1:]:
            row.append(shown[start:end], _style(cells[start], cube))
            start = end
    return row.append(" " * (columns - len(cells)))


def _style(cell: Cell, cube: bool) -> Style:
    return _styled(cell.ink, cell.paper, cell.over, cell.reverse, cube)


@lru_cache(maxsize=4096)
def _styled(ink: Ink, paper: Ink, over: bool, reverse: bool, cube: bool) -> Style:
    return Style(
        color=_color(ink, cube),
        bgcolor=_color(paper, cube),
        bold=True if over else None,
        reverse=True if reverse else None,
    )


def _color(ink: Ink, cube: bool) -> Color | None:
    if ink is None:
        return None
    if isinstance(ink, str):
        return Color.parse(ink)
    return Color.from_ansi(nearest(ink)) if cube else Color.from_rgb(*ink)


LEVELS = (0, 95, 135, 175, 215, 255)


@lru_cache(maxsize=4096)
def nearest(rgb: Rgb) -> int:
    """Return the number of the nearest of 256 colors, out of the cube or of the ramp of grays."""
    r, g, b = (min(range(6), key=lambda i: abs(LEVELS[i] - value)) for value in rgb)
    gray = max(0, min(23, round((sum(rgb) / 3 - 8) / 10)))
    level = 8 + 10 * gray
    in_cube = _distance(rgb, (LEVELS[r], LEVELS[g], LEVELS[b]))
    if in_cube <= _distance(rgb, (level, level, level)):
        return 16 + 36 * r + 6 * g + b
    return 232 + gray
