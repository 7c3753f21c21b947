"""What lies over a picture: the mark of a spot, the letters of landmarks, the numbers of the map.

All of it is placed in whole cells after the picture has been mirrored, so that nothing blurs and
no letter stands the wrong way round.
"""

from __future__ import annotations

from collections.abc import Iterator

from spotguide.core.catalog.figures import UNITS, At, Figure, Landmark, Target
from spotguide.views.figure.cells import Cell, Grid, Ink, behind
from spotguide.views.figure.palettes import Palette
from spotguide.views.figure.raster import Pixels
from spotguide.views.figure.themed import WIDE

LARGE = (
    ("..KKK..", ".KYYYK.", "KY...YK", "KY.W.YK", "KY...YK", ".KYYYK.", "..KKK.."),
    ("..KKK..", ".KYYYK.", "KYYYYYK", "KYYWYYK", "KYYYYYK", ".KYYYK.", "..KKK.."),
)
SMALL = (
    (".YYY.", "YKKKY", "YKWKY", "YKKKY", ".YYY."),
    (".YYY.", "YYYYY", "YYKYY", "YYYYY", ".YYY."),
)
"""The mark in half-blocks, one a frame: K halo, Y ring, W core; dots let the picture through."""

INKS = {"K": "halo", "Y": "ring", "W": "core"}
HIT, MISS = "X", "O"
"""The mark in braille, in the middle of its ring: one a frame."""

Cells = set[tuple[int, int]]
"""Cells of a grid, as column and row."""


def stamp(pixels: Pixels, x: float, y: float, colors: Palette, frame: int) -> Cells:
    """Set the mark into the pixels of a picture of blocks; return the cells that it takes.

    `x` and `y` are columns; the pixels have one row a column, and one or two to its width.
    """
    columns, wide = len(pixels), len(pixels[0]) // len(pixels)
    sprite = (LARGE if columns >= WIDE else SMALL)[frame]
    inks = {key: colors.rgb(name) for key, name in INKS.items()}
    left, top = round(x - len(sprite) / 2), round(y - len(sprite) / 2)
    taken = set()
    for down, line in enumerate(sprite):
        for right, key in enumerate(line):
            column, row = left + right, top + down
            if 0 <= column < columns and 0 <= row < columns:
                taken.add((column, row // 2))
                if key != ".":
                    pixels[row][column * wide : (column + 1) * wide] = [inks[key]] * wide
    return taken


def ring_cells(x: float, y: float, radius: float) -> Cells:
    """Return the cells that the ring of a mark takes in braille, all in columns."""
    reach = range(-int(radius) - 2, int(radius) + 3)
    return {
        (int(x) + across, int(y / 2) + down)
        for across in reach
        for down in reach
        if (int(x) + across + 0.5 - x) ** 2 + (2 * (int(y / 2) + down) + 1 - y) ** 2
        <= (radius + 1) ** 2
    }


def put(grid: Grid, column: int, row: int, text: str, cell: Cell) -> None:
    """Lay a text over the picture, in the colors of the cell."""
    for letter in text:
        if 0 <= row < len(grid) and 0 <= column < len(grid[row]):
            grid[row][column] = cell._replace(letter=letter, over=True)
        column += 1


def letters(
    grid: Grid, figure: Figure, taken: Cells, flipped: bool, colors: Palette | None
) -> list[Landmark]:
    """Lay the letters over a picture, and return the landmarks that have one.

    A letter that would lie on the mark or touch another letter is left out; `colors` is None in
    braille.
    """
    placed: dict[tuple[int, int], Landmark] = {}
    cell = _over(colors)
    for landmark in figure.landmark:
        if colors is None and not landmark.dots:
            continue
        at = landmark.dots_at if colors is None and landmark.dots_at else landmark
        column, row = spot_of(grid, at, flipped)
        beside = ((column + near, row) in placed for near in (-1, 0, 1))
        if (column, row) not in taken and not any(beside):
            put(grid, column, row, landmark.letter, cell)
            placed[column, row] = landmark
    return list(placed.values())


def light(
    grid: Grid, placed: list[Landmark], letter: str, flipped: bool, colors: Palette | None
) -> None:
    """Make the landmark of this letter stand out, in color and between brackets."""
    for landmark in placed:
        if landmark.letter == letter:
            at = landmark.dots_at if colors is None and landmark.dots_at else landmark
            column, row = spot_of(grid, at, flipped)
            put(grid, column - 1, row, f"[{letter}]", _lit(colors))


def _lit(colors: Palette | None) -> Cell:
    if colors is None:
        return Cell(over=True, reverse=True)
    return Cell(ink=colors.rgb("halo"), paper=colors.rgb("ring"), over=True)


def spot_of(grid: Grid, at: At | Landmark | Target, flipped: bool = False) -> tuple[int, int]:
    """Return the column and the row of a place in the drawing."""
    columns, rows = len(grid[0]), len(grid)
    x = UNITS - at.x if flipped else at.x
    return min(columns - 1, int(x * columns / UNITS)), min(rows - 1, int(at.y * rows / UNITS))


def _over(colors: Palette | None) -> Cell:
    """Return how a letter looks: reverse video is the one accent that is there without color."""
    if colors is None:
        return Cell(over=True, reverse=True)
    return Cell(ink=colors.rgb("ink"), paper=colors.rgb("panel"), over=True)


def numbers(
    grid: Grid, figure: Figure, marked: frozenset[int], colors: Palette | None
) -> list[Target]:
    """Lay the numbers of all spots over the whole body, each with a line to its point.

    Those in `marked` stand out; with none, all do.
    """
    placed = []
    for target in sorted(figure.target, key=lambda target: target.spot not in marked):
        if target.label is None:
            continue
        said, strong = str(target.spot), not marked or target.spot in marked
        point, (column, row) = spot_of(grid, target), spot_of(grid, target.label)
        column = max(0, min(column - len(said) // 2, len(grid[0]) - len(said)))
        found = _free(grid, column, row, len(said))
        if found is None:
            continue
        row = found
        start = column + len(said) if column < point[0] else column - 1
        if row == point[1]:
            _leader(grid, row, start, point[0], colors)
        put(grid, *point, _point(colors, strong), _pin(colors, strong))
        put(grid, column, row, said, _number(colors, strong))
        placed.append(target)
    return sorted(placed, key=lambda target: target.spot)


def _free(grid: Grid, column: int, row: int, wide: int) -> int | None:
    """Return the row nearest to the wanted one where a number touches no other; None if none is."""
    for off in (0, 1, -1, 2, -2):
        near = row + off
        cells = range(max(0, column - 1), min(len(grid[0]), column + wide + 1))
        if 0 <= near < len(grid) and not any(grid[near][cell].over for cell in cells):
            return near
    return None


def _leader(grid: Grid, row: int, start: int, end: int, colors: Palette | None) -> None:
    """Draw a thin line from a number to its point; in braille it rubs nothing out."""
    for column in _between(start, end):
        cell = grid[row][column]
        if cell.over:
            continue
        if colors:
            grid[row][column] = Cell("─", colors.rgb("ink"), behind(cell))
        elif cell.letter == " ":
            grid[row][column] = Cell("⠒")


def _between(start: int, end: int) -> Iterator[int]:
    yield from range(min(start, end), max(start, end) + 1)


def _point(colors: Palette | None, strong: bool) -> str:
    if colors:
        return "●"
    return HIT if strong else MISS


def _pin(colors: Palette | None, strong: bool) -> Cell:
    if colors is None:
        return Cell(reverse=strong)
    if strong:
        return Cell(ink=colors.rgb("halo"), paper=colors.rgb("ring"))
    return Cell(ink=colors.rgb("panel"), paper=colors.rgb("muscle"))


def _number(colors: Palette | None, strong: bool) -> Cell:
    if colors is None:
        return Cell(reverse=strong)
    if strong:
        ink: Ink = colors.rgb("ink")
        return Cell(ink=ink, paper=colors.rgb("panel"))
    return Cell(ink=colors.rgb("prop"), paper=colors.rgb("panel"))
