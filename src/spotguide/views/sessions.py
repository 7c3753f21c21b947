"""The history on a screen: a table, or a few short lines a session where it is narrow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from spotguide.views.history import Done, Sessions

TABLE = 72  # columns from which there is room for a table
WIDEST = 110


@dataclass(frozen=True)
class SessionTable:
    """The sessions on a screen."""

    sessions: Sessions

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, WIDEST)
        done = list(self.sessions.done())
        if width >= TABLE:
            yield _table(done, width)
            return
        for one in done:
            for part, style in _stacked(one):
                yield from Text(part, style).wrap(console, width)


def _table(sessions: Iterable[Done], width: int) -> Table:
    table = Table(box=None, width=width, padding=(0, 2, 0, 0), pad_edge=False)
    table.header_style = "heading"
    table.add_column(Text("Began"), no_wrap=True)
    table.add_column(Text("Spot"), ratio=1)
    table.add_column(Text("Pressed"), no_wrap=True)
    table.add_column(Text("Ended"), width=13)
    table.add_column(Text("Pain"), no_wrap=True)
    for one in sessions:
        table.add_row(
            Text(one.began),
            Text("\n").join(Text(*part) for part in _named(one)),
            Text(_pressed(one)),
            Text(one.ended),
            Text(one.pain),
        )
    return table


def _named(one: Done) -> Iterable[tuple[str, str]]:
    yield one.name, "spot.name"
    if how := _how(one):
        yield how, "muted"


def _how(one: Done) -> str:
    return ", ".join(part for part in (one.sides, one.tool) if part)


def _pressed(one: Done) -> str:
    return f"{one.pressed} of {one.planned}" if one.sides or one.tool else ""


def _stacked(one: Done) -> Iterable[tuple[str, str]]:
    yield f"{one.began}  {one.name}", "spot.name"
    if _how(one):
        yield f"  {_how(one)}", "muted"
    pain = f", pain {one.pain}" if one.pain else ""
    pressed = ", ".join(part for part in (_pressed(one), one.ended) if part)
    yield f"  {pressed}{pain}", "none"
