"""The list of spots on a screen: a table, or a few short lines a spot where it is narrow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from spotguide.views.words import first_up

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from spotguide.views.spots import Listed, Spots

TABLE = 72  # columns from which there is room for a table
WIDE = 112  # columns from which the muscles have a column of their own
WIDEST = 132
NAME = 33  # columns for the longest name


@dataclass(frozen=True)
class SpotTable:
    """The spots on a screen: a table where there is room, else a few short lines a spot."""

    spots: Spots

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, WIDEST)
        if width < TABLE:
            for spot in self.spots.listed():
                yield from _stacked(spot, console, width)
        else:
            yield _table(self.spots.listed(), width)


def _table(spots: Iterable[Listed], width: int) -> Table:
    """Return a table; under WIDE columns the muscles stand below the name."""
    wide = width >= WIDE
    table = Table(box=None, width=width, padding=(0, 2, 0, 0), pad_edge=False)
    table.header_style = "heading"
    table.add_column("", justify="right", no_wrap=True)
    table.add_column(Text("Spot"), width=NAME)
    for heading in ("Muscles", "Pressed for") if wide else ("Pressed for",):
        table.add_column(Text(heading), ratio=1)
    table.add_column(Text("Alone"), no_wrap=True)
    for spot in spots:
        muscles = (first_up(spot.muscles), "none")
        named = [(spot.name, "spot.name"), *([] if wide else [muscles]), (_last(spot), "hint")]
        named.append((first_up(spot.mark), "warning"))
        table.add_row(
            Text(spot.number, "spot.number"),
            _cell(*named),
            *([_cell(muscles)] if wide else []),
            _cell((first_up(spot.pressed_for), "none")),
            _cell((first_up(spot.alone), "none")),
        )
    return table


def _cell(*parts: tuple[str, str]) -> Text:
    """Return lines of text, each in a style, without the empty ones."""
    return Text("\n").join(Text(text, style) for text, style in parts if text)


def _stacked(spot: Listed, console: Console, width: int) -> Iterable[Text]:
    """Yield a spot as a name with a few lines below it."""
    number = Text(spot.number.rjust(2) + " ", "spot.number")
    parts = (
        (spot.name, "spot.name"),
        (first_up(spot.muscles), "none"),
        (f"For {spot.pressed_for}", "none"),
        (f"Alone: {spot.alone}", "none"),
        (_last(spot), "hint"),
        (first_up(spot.mark), "warning"),
    )
    for line in _cell(*parts).wrap(console, width - len(number)):
        yield Text.assemble(number, line)
        number = Text(" " * len(number))


def _last(spot: Listed) -> str:
    return f"Last treated {spot.last}" if spot.last else ""
