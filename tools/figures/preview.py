"""Contact sheets of all figures, from the very cells that the program prints.

`python -m tools.figures.preview FOLDER [MODE COLUMNS [THEME [SIDE]]]` writes PNG files to look at.
Blocks and dots are painted as shapes, letters as strokes: no font of the machine is used.
"""

from __future__ import annotations

import sys
from pathlib import Path

import resvg_py
from rich.color import ColorType
from rich.text import Text
from tools.figures.glyphs import GLYPHS, text

from spotguide.adapters.files import read_data
from spotguide.core.catalog import Catalog
from spotguide.views.figure import Look, Shown, draw
from spotguide.views.figure.braille import DOTS, EMPTY
from spotguide.views.figure.cells import QUADRANTS

WIDE, HIGH = 10, 20  # pixels of a cell
ACROSS = 5
GROUND, INK = "#121212", "#d0d0d0"
SHEETS = (("blocks", 44), ("blocks", 60), ("half", 60), ("blocks256", 60), ("braille", 44),
          ("braille", 60), ("accents", 60))  # fmt: skip


def painted(rows, ground=GROUND, ink=INK):
    """Return rows of text as SVG shapes, as a terminal would paint them."""
    return "".join(
        _cell(letter, style, column, down, ground, ink)
        for down, row in enumerate(rows)
        for column, (letter, style) in enumerate(_letters(row))
    )


def _letters(row: Text):
    styles = [None] * len(row.plain)
    for span in row.spans:
        styles[span.start : span.end] = [span.style] * (span.end - span.start)
    return zip(row.plain, styles, strict=True)


def _cell(letter, style, column, down, ground, ink):
    fore, back = _hex(style and style.color, ink), _hex(style and style.bgcolor, ground)
    if style and style.reverse:
        fore, back = back, fore
    x, y = column * WIDE, down * HIGH
    out = [_box(x, y, WIDE, HIGH, back)] if back != ground else []
    out += [_box(x + dx, y + dy, w, h, fore) for dx, dy, w, h in _blocks(letter)]
    out += [
        f'<circle cx="{x + dx}" cy="{y + dy}" r="{r}" fill="{fore}"/>'
        for dx, dy, r in _circles(letter)
    ]
    if letter in GLYPHS:
        strokes = text(letter, x + WIDE / 2, y + HIGH / 2, 12)
        out.append(f'<g stroke="{fore}" stroke-width="2" fill="none">{strokes}</g>')
    return "".join(out)


def _blocks(letter):
    if letter == "─":
        return [(0, 9, WIDE, 2)]
    bits = QUADRANTS.find(letter)
    places = ((0, 0), (5, 0), (0, 10), (5, 10))
    return [(*at, 5, 10) for i, at in enumerate(places) if bits > 0 and bits >> i & 1]


def _circles(letter):
    if letter in "●X":
        return [(WIDE / 2, HIGH / 2, 3.6)]
    bits = ord(letter) - EMPTY
    return [
        (2.5 + 5 * right, 2.5 + 5 * down, 1.6)
        for down, row in enumerate(DOTS)
        for right, bit in enumerate(row)
        if 0 < bits < 256 and bits & bit
    ]


def _box(x, y, wide, high, color):
    return f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" fill="{color}"/>'


def _hex(color, otherwise):
    if color is None or color.type is ColorType.DEFAULT:
        return otherwise
    return color.get_truecolor().hex


def contact(catalog, look, columns, side=None):
    """Return all spots and the whole body as one PNG."""
    spots = [(None, catalog.figures["body"])]
    spots += [(spot.number, catalog.figures[spot.figure]) for spot in catalog.spots]
    light = look.theme == "light"
    ground, ink = ("#ffffff", "#141414") if light else (GROUND, INK)
    size = columns * WIDE + WIDE
    tiles = []
    for place, (spot, figure) in enumerate(spots):
        drawing = draw(
            figure,
            catalog.figure_svg(figure.name),
            Shown(spot, side),
            look,
            (columns, columns // 2),
        )
        x, y = place % ACROSS * size, place // ACROSS * size
        tiles.append(f'<g transform="translate({x} {y})">{painted(drawing.rows, ground, ink)}</g>')
    wide, high = ACROSS * size, -(-len(spots) // ACROSS) * size
    frame = f'viewBox="0 0 {wide} {high}" shape-rendering="crispEdges"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>{_box(0, 0, wide, high, ground)}'
    return bytes(resvg_py.svg_to_bytes(svg_string=svg + "".join(tiles) + "</svg>", width=1500))


def main(folder, *wanted):
    """Write the sheets that are asked for, or all in the dark theme."""
    catalog = Catalog(read_data)
    theme, side = wanted[2] if len(wanted) > 2 else "dark", wanted[3] if len(wanted) > 3 else None
    for mode, columns in ((wanted[0], int(wanted[1])),) if wanted else SHEETS:
        name = "-".join(filter(None, (mode, str(columns), theme, side)))
        png = contact(catalog, Look(mode, theme), columns, side)
        (Path(folder) / f"{name}.png").write_bytes(png)


if __name__ == "__main__":
    main(*sys.argv[1:])
