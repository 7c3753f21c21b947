"""Letters and digits as strokes in a box of 10 by 14, so that a badge needs no font anywhere."""

from __future__ import annotations

GLYPHS = {
    "0": "M5 0C-1.5 0 -1.5 14 5 14C11.5 14 11.5 0 5 0Z",
    "1": "M2 3L6 0V14",
    "2": "M.8 4C1-1.4 9-1.4 9 3.6C9 7 2 10 .8 14H9.4",
    "3": "M1 .2H8.6L4.4 5.6C11 5.2 10.6 14 4.6 14C2.6 14 1.2 13.2 .4 11.6",
    "4": "M7 14V0L.2 10H10",
    "5": "M8.8 0H2.2L1.4 6C4.4 4 9.2 5 9.2 9.4C9.2 14.4 2.6 15.2 .6 11.8",
    "6": "M7.8 0C3 2 1 6 1 9.6C1 15.4 9 15.4 9 9.6C9 5 3 4.6 1.2 8.6",
    "7": "M.4 .2H9.2L3.8 14",
    "8": "M5 6.5C1 5.6 1 0 5 0C9 0 9 5.6 5 6.5C-.6 7.6 0 14 5 14C10 14 10.6 7.6 5 6.5Z",
    "9": "M2.2 14C7 12 9 8 9 4.4C9-1.4 1-1.4 1 4.4C1 9 7 9.4 8.8 5.4",
    "A": "M0 14L5 0L10 14M1.9 9.2H8.1",
    "B": "M1 0V14H5.6C10.4 14 10.4 6.8 5.6 6.8H1M5.6 6.8C9.2 6.8 9.2 0 5.2 0H1",
    "C": "M9.4 3C7.4-1.6 .6-1.4 .6 7C.6 15.4 7.6 15.6 9.4 11",
    "D": "M1 0V14H4.4C11.4 14 11.4 0 4.4 0Z",
    "E": "M9 0H1V14H9M1 6.8H7.4",
    "F": "M9 0H1V14M1 6.8H7.4",
}


def text(letters, x, y, height):
    """Return a string centered on a point; the strokes come from the class glyph."""
    scale, width = height / 14, len(letters) * 14 - 4
    moved = f"translate({x - width * scale / 2:.1f} {y - height / 2:.1f}) scale({scale:.3f})"
    strokes = (
        f'<path d="{GLYPHS[letter]}"' + (f' transform="translate({i * 14} 0)"/>' if i else "/>")
        for i, letter in enumerate(letters)
    )
    return f'<g class="glyph" transform="{moved}">{"".join(strokes)}</g>'


def badge(letters, x, y, r, id):
    """Return a round badge, wider for two characters, with its string in it."""
    width = r * 2 if len(letters) == 1 else r * 2.7
    box = f'x="{x - width / 2:.1f}" y="{y - r:.1f}" width="{width:.1f}" height="{2 * r}" rx="{r}"'
    shown = text(letters, x, y, r * 1.05)
    return f'<g id="{id}" class="label"><rect class="badge" {box}/>{shown}</g>'
