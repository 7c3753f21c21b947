"""Options that several commands have: what a session is to be, and how figures are drawn."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import typer

from spotguide.commands import completing

Side: TypeAlias = Annotated[
    Literal["left", "right", "both"] | None, typer.Option(help="Which side to press.")
]
Sorer: TypeAlias = Annotated[
    Literal["left", "right"] | None, typer.Option(help="With --side both: which comes first.")
]
Who: TypeAlias = Annotated[Literal["self", "partner"] | None, typer.Option(help="Who presses.")]
Tool: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="TOOL", help="tennis-ball, hands, …", autocompletion=completing.tools),
]
Position: TypeAlias = Annotated[
    Literal["standing", "sitting", "wall", "floor", "bed", "table"] | None,
    typer.Option(help="Where to press, if there is a choice.", autocompletion=completing.positions),
]
Hold: TypeAlias = Annotated[int | None, typer.Option(metavar="SECONDS", help="Length of a hold.")]
Rounds: TypeAlias = Annotated[int | None, typer.Option(metavar="N", help="Holds on each side.")]
Intensity: TypeAlias = Annotated[
    int | None, typer.Option(metavar="N", help="How strong it may get, of 10.")
]
Figure: TypeAlias = Annotated[
    Literal["auto", "picture", "blocks", "braille", "words", "off"],
    typer.Option(help="How figures are drawn; auto is what the terminal can show."),
]
