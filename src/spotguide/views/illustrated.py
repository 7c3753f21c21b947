"""A figure on a page: a drawing with its letters in words beside it, below where it is narrow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from spotguide.views.session.lines import beside

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from spotguide.views.figure import Drawing

WORDS = 26  # columns that the words need beside a drawing
GAP = 2


@dataclass(frozen=True)
class Illustrated:
    """Shows a drawing of a figure; without rows, its words alone.

    `where` is the whole body, small, with the figure's place in it: shown below the words where
    that costs no row.
    """

    drawing: Drawing
    where: tuple[Text, ...] = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        wide = max((row.cell_len for row in self.drawing.rows), default=0)
        room = width - wide - GAP
        if not wide or room < WORDS:
            yield from beside(self.drawing.rows, [], 0)
            yield from self._words(console, width)
            return
        words = list(self._words(console, room))
        if len(words) + len(self.where) < len(self.drawing.rows):
            words += [Text()] * (len(self.drawing.rows) - len(words) - len(self.where))
            words += beside(self.where, [], 0)
        yield from beside(self.drawing.rows, words, GAP)

    def _words(self, console: Console, width: int) -> Iterator[Text]:
        """Yield where the spot is, the letters, and what to keep off."""
        drawing = self.drawing
        parts = [Text(f"{drawing.title}, {drawing.view}.", "heading")]
        if drawing.find:
            parts.append(Text(drawing.find))
        for letter, words in drawing.legend:
            parts.append(Text.assemble((f"{letter} ", "key"), words))
        for name, why in drawing.keep_off:
            parts.append(Text.assemble((f"Keep off: {name}. ", "warning"), why))
        for part in parts:
            yield from part.wrap(console, width)
