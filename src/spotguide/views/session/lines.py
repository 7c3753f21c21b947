"""Rows of text: wrapped, indented, cut, centered; each one a `Text` of at most the width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from rich.text import Text

MEASURE = 88  # columns beyond which a line is hard to follow


def wrapped(text: str, width: int, style: str = "", first: str = "", rest: str = "") -> list[Text]:
    """Return the text in rows, the first and the other ones indented as given."""
    rows = textwrap.wrap(
        text,
        max(8, min(width, MEASURE)),
        initial_indent=first,
        subsequent_indent=rest or " " * len(first),
        break_on_hyphens=False,
    )
    return [cut(row, width, style) for row in rows]


def numbered(number: int, text: str, width: int, style: str = "") -> list[Text]:
    """Return one item of a numbered list."""
    return wrapped(text, width, style, first=f"{number:>2}  ")


def cut(text: str, width: int, style: str = "") -> Text:
    """Return one row, cut off at the width."""
    fits = text if cell_len(text) <= width else set_cell_size(text, max(0, width - 1)) + "…"
    return Text(fits if width > 1 else set_cell_size(text, width), style=style, no_wrap=True)


def centered(text: str, width: int, style: str = "") -> Text:
    """Return one row with the text in the middle."""
    left = max(0, (width - cell_len(text)) // 2)
    return cut(" " * left + text, width, style)


def apart(left: str, right: str, width: int, style: str = "") -> Text:
    """Return one row with words at both ends; where they do not fit, the left one alone."""
    gap = width - cell_len(left) - cell_len(right)
    return cut(left + " " * gap + right if right and gap > 1 else left, width, style)


def bar(done: float, width: int, ascii_only: bool = False) -> Text:
    """Return a bar that is filled by a share from 0 to 1."""
    full = round(max(0.0, min(1.0, done)) * width)
    filled, empty = ("#", "-") if ascii_only else ("█", "░")
    return Text.assemble((filled * full, "bar.done"), (empty * (width - full), "bar.left"))


def beside(figure: Iterable[Text], rows: list[Text], gap: int = 2) -> list[Text]:
    """Return the rows with a figure at their left, if there is one."""
    figure = list(figure)
    if not figure:
        return rows
    wide = max(part.cell_len for part in figure)
    count = max(len(figure), len(rows))
    joined = []
    for number in range(count):
        left = figure[number].copy() if number < len(figure) else Text()
        left.end = "\n"
        left.pad_right(wide - left.cell_len + gap)
        joined.append(left + rows[number] if number < len(rows) else left)
    return joined
