"""Big letters and digits, five pixels high, drawn in half-blocks at any whole size.

A pixel is as wide as it is high: `size` columns by half as many rows. Without half-blocks (a
terminal of ASCII) only even sizes can be drawn.
"""

from __future__ import annotations

GLYPHS = {
    "0": "### #.# #.# #.# ###", "1": ".#. ##. .#. .#. ###", "2": "### ..# ### #.. ###",
    "3": "### ..# ### ..# ###", "4": "#.# #.# ### ..# ..#", "5": "### #.. ### ..# ###",
    "6": "### #.. ### #.# ###", "7": "### ..# ..# .#. .#.", "8": "### #.# ### #.# ###",
    "9": "### #.# ### ..# ###", " ": ".. .. .. .. ..", ":": ". # . # .",
    "A": ".##. #..# #### #..# #..#", "C": ".### #... #... #... .###",
    "D": "###. #..# #..# #..# ###.", "E": "#### #... ###. #... ####",
    "F": "#### #... ###. #... #...", "G": ".### #... #.## #..# .###",
    "H": "#..# #..# #### #..# #..#", "I": "### .#. .#. .#. ###", "L": "#... #... #... #... ####",
    "M": "#...# ##.## #.#.# #...# #...#", "N": "#..# ##.# #.## #..# #..#",
    "O": ".##. #..# #..# #..# .##.", "P": "###. #..# ###. #... #...",
    "R": "###. #..# ###. #.#. #..#", "S": ".### #... .##. ...# ###.", "T": "### .#. .#. .#. .#.",
    "U": "#..# #..# #..# #..# .##.", "W": "#...# #...# #.#.# ##.## #...#",
    "Y": "#.# #.# .#. .#. .#.",
}  # fmt: skip
HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def width(text: str, size: int) -> int:
    """Return the columns that the text takes at a size; letters stand one pixel apart."""
    return size * (sum(len(_rows(letter)[0]) + 1 for letter in text) - 1)


def height(size: int) -> int:
    """Return the rows that a size takes."""
    return -(-5 * size // 2)


def largest(text: str, columns: int, rows: int, ascii_only: bool = False) -> int:
    """Return the largest size that fits, 0 if none does."""
    step = 2 if ascii_only else 1
    size = 0
    while width(text, size + step) <= columns and height(size + step) <= rows:
        size += step
    return size


def big(text: str, size: int, ascii_only: bool = False) -> list[str]:
    """Return the rows of the text at a size, each `width` columns wide."""
    pixels = [".".join(row) for row in zip(*map(_rows, text), strict=True)]
    halves = [row for row in pixels for _ in range(size)]
    if len(halves) % 2:
        halves.append("." * len(pixels[0]))
    return [
        _line(upper, lower, size, ascii_only)
        for upper, lower in zip(halves[::2], halves[1::2], strict=True)
    ]


def _rows(letter: str) -> list[str]:
    return GLYPHS.get(letter, GLYPHS[" "]).split()


def _line(upper: str, lower: str, size: int, ascii_only: bool) -> str:
    cells = (HALVES[above == "#", below == "#"] for above, below in zip(upper, lower, strict=True))
    line = "".join(cell * size for cell in cells)
    return line.replace("█", "#") if ascii_only else line
