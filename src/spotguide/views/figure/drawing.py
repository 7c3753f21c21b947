"""Draw a figure: cells of a terminal, or a picture, with what must be said beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

from rich.text import Text

from spotguide.core.catalog.drawings import STYLE_END
from spotguide.core.catalog.figures import OVERVIEW, UNITS, Figure, Target
from spotguide.core.catalog.kinds import Side
from spotguide.views.figure import overlay, words
from spotguide.views.figure.braille import ON_DARK, ON_LIGHT, Tints, braille, ring
from spotguide.views.figure.cells import Cell, Grid, halves, quadrants, rows_of
from spotguide.views.figure.palettes import Palette, palette
from spotguide.views.figure.raster import lower, mirrored, narrower, pixels_of, png_of
from spotguide.views.figure.themed import (
    Look,
    Shown,
    cell_rules,
    dot_rules,
    picture_rules,
    themed,
)

LEAST = 20
"""Columns below which a figure cannot be told; then it has no rows."""


@dataclass(frozen=True)
class Drawing:
    """A figure as it is shown.

    `rows` are exactly as wide as was asked, none where words must do. `legend` holds the letters in
    the picture with their words, or the numbers of the map; `keep_off` what is striped, and why.
    """

    title: str
    view: str
    alt: str
    find: str = ""
    rows: tuple[Text, ...] = field(default=(), repr=False)
    legend: tuple[tuple[str, str], ...] = ()
    keep_off: tuple[tuple[str, str], ...] = ()


def fitting(columns: int, rows: int) -> tuple[int, int]:
    """Return the size of the largest square picture in a window: twice as many columns as rows."""
    wide = min(columns, 2 * rows) // 2 * 2
    return (wide, wide // 2) if wide >= LEAST else (0, 0)


def draw(figure: Figure, svg: str, shown: Shown, look: Look, size: tuple[int, int]) -> Drawing:
    """Return a figure in as many columns and rows as fit into the size, rows as wide as the size.

    With the mode `picture` the rows are blank: the picture is laid over them. The whole body is
    never mirrored; nothing is drawn for `words`, `off`, or a size that is too small.
    """
    turned = turns(figure, shown.side)
    turn = words.mirrored if turned else str
    target = figure.target_of(shown.spot)
    columns = fitting(*size)[0]
    grid, legend = [], _whole_legend(figure, shown)
    if columns and look.mode == "picture":
        grid = [[Cell()] * columns for _ in range(columns // 2)]
    elif columns and not look.worded:
        grid, legend = _drawn(figure, svg, shown, look, columns)
    return Drawing(
        title=figure.title,
        view=turn(figure.view),
        alt=turn(figure.alt),
        find=turn(target.find) if target else "",
        rows=rows_of(grid, size[0], cube=look.mode == "blocks256"),
        legend=legend,
        keep_off=words.kept_off(figure, shown.spot),
    )


def turns(figure: Figure, side: Side | None) -> bool:
    """Say whether a figure is mirrored to show a side; the whole body never is."""
    return figure.name != OVERVIEW and words.flipped(figure, side)


Legend = tuple[tuple[str, str], ...]


def _whole_legend(figure: Figure, shown: Shown) -> Legend:
    if shown.spot is None and figure.name == OVERVIEW:
        return _numbered(figure.target)
    return tuple((landmark.letter, landmark.name) for landmark in figure.landmark)


def _numbered(targets: tuple[Target, ...]) -> Legend:
    return tuple((str(target.spot), target.find) for target in targets)


def _drawn(figure: Figure, svg: str, shown: Shown, look: Look, columns: int) -> tuple[Grid, Legend]:
    """Return the cells of a figure, and the letters or numbers that lie on it."""
    turned = turns(figure, shown.side)
    make = _dotted if look.dotted else _blocked
    grid, taken = make(figure, svg, shown, look, columns)
    colors = None if look.dotted else _colors(look)
    if shown.spot is None and figure.name == OVERVIEW:
        return grid, _numbered(tuple(overlay.numbers(grid, figure, shown.marked, colors)))
    placed = overlay.letters(grid, figure, taken, turned, colors)
    overlay.light(grid, placed, shown.letter, turned, colors)
    return grid, tuple((landmark.letter, landmark.name) for landmark in placed)


def _colors(look: Look) -> Palette:
    return palette("dark256" if look.mode == "blocks256" else look.theme, look.tone)


def _blocked(
    figure: Figure, svg: str, shown: Shown, look: Look, columns: int
) -> tuple[Grid, overlay.Cells]:
    """Return a picture of blocks with its mark, and the cells that the mark takes."""
    turned = turns(figure, shown.side)
    drawn = themed(svg, cell_rules(figure, shown, look, columns))
    pixels = lower(pixels_of(drawn, 2 * columns, 2 * columns))
    if look.mode == "half":
        pixels = narrower(pixels)
    pixels = mirrored(pixels) if turned else tuple(row[:] for row in pixels)
    target = figure.target_of(shown.spot)
    taken: overlay.Cells = set()
    if target:
        x, y, _ = _scaled(target, columns, turned)
        taken = overlay.stamp(pixels, x, y, _colors(look), shown.frame)
    return (halves if look.mode == "half" else quadrants)(pixels), taken


def _dotted(
    figure: Figure, svg: str, shown: Shown, look: Look, columns: int
) -> tuple[Grid, overlay.Cells]:
    """Return a picture of dots with its mark, and the cells that the mark takes."""
    turned = turns(figure, shown.side)
    drawn = themed(svg, dot_rules(figure, shown, columns))
    pixels = pixels_of(drawn, 2 * columns, 2 * columns)
    tints = _tints(look)
    grid = braille(mirrored(pixels) if turned else pixels, tints)
    target = figure.target_of(shown.spot)
    if target is None:
        return grid, set()
    x, y, radius = _scaled(target, columns, turned)
    if tints:
        ring(grid, x, y, radius * 1.25, tints.marked)
    sign = overlay.MISS if shown.frame else overlay.HIT
    middle = overlay.spot_of(grid, target, turned)
    overlay.put(grid, *middle, sign, Cell(reverse=not shown.frame))
    return grid, overlay.ring_cells(x, y, radius)


def _tints(look: Look) -> Tints | None:
    if look.mode != "accents":
        return None
    return ON_LIGHT if look.theme == "light" else ON_DARK


def _scaled(target: Target, columns: int, turned: bool) -> tuple[float, float, float]:
    """Return center and radius of a mark in columns."""
    scale = columns / UNITS
    return (UNITS - target.x if turned else target.x) * scale, target.y * scale, target.r * scale


def picture(figure: Figure, svg: str, shown: Shown, look: Look, pixels: int) -> bytes:
    """Return a figure as a square PNG of so many pixels, with its mark and its letters."""
    drawn = themed(svg, picture_rules(figure, shown, look))
    if turns(figure, shown.side):
        head, _, art = drawn.partition(STYLE_END)
        art = art.replace("</svg>", "")
        labels = "".join(
            f'<use href="#label-{landmark.letter.lower()}" '
            f'transform="translate({UNITS - 2 * landmark.x:g} 0)"/>'
            for landmark in figure.landmark
        )
        mirror = f'<g transform="translate({UNITS} 0) scale(-1 1)">{art}</g>'
        drawn = f"{head}\n#labels{{display:none}}{STYLE_END}{mirror}{labels}</svg>"
    return png_of(drawn, pixels, pixels)
