"""`treat`: the guided session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from spotguide.commands import completing
from spotguide.commands.options import (
    Agreed,
    Before,
    Cleared,
    HandsFree,
    Hold,
    Intensity,
    NoInput,
    Pace,
    Position,
    RecordAsJson,
    Rounds,
    Side,
    Sorer,
    Tool,
    Who,
    shown,
)

if TYPE_CHECKING:
    from spotguide.environment import Environment


@shown
def treat(
    context: typer.Context,
    spot: Annotated[
        list[str] | None,
        typer.Argument(metavar="SPOT", hidden=True, autocompletion=completing.spots),
    ] = None,
    words: Annotated[
        str, typer.Option("--for", metavar="WORDS", help="What hurts, in your words, not a SPOT.")
    ] = "",
    side: Side = None,
    sorer: Sorer = None,
    by: Who = None,
    tool: Tool = None,
    position: Position = None,
    hold: Hold = None,
    rounds: Rounds = None,
    intensity: Intensity = None,
    before: Before = None,
    cleared: Cleared = False,
    agreed: Agreed = None,
    pace: Pace = "auto",
    hands_free: HandsFree = False,
    no_input: NoInput = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Only show the plan, in words and minutes.")
    ] = False,
    rehearse: Annotated[
        bool, typer.Option("--rehearse", help="Ten times as fast, without pressing; not recorded.")
    ] = False,
    as_json: RecordAsJson = False,
) -> None:
    """Guide a session at a spot, from the safety questions to the record.

    SPOT is a number, name, muscle or complaint; without it you choose from the list. Each option
    answers a question, which is then not asked. While you press, any key says that you are fine,
    Down eases, Space pauses, and q, Escape, Ctrl-C or four keys at once stop.

    \b
    Examples:
      spotguide treat 2
      spotguide treat stiff neck --by self
      spotguide treat --for "my heel hurts in the morning"
      spotguide treat 2 --side left --tool tennis-ball --before 4
      spotguide treat 2 --preview
      spotguide treat 2 --rehearse

    Exit status: 0 done, 2 wrong usage, 3 ended early, 4 stopped or refused for safety, 1 another
    session is running, 128 + N by signal N.
    """
    from spotguide.commands.guiding import guide, manner_of, rating, show_plan, tool_named
    from spotguide.commands.naming import spot_for, spot_named
    from spotguide.core.plan.wishes import Wishes

    env: Environment = context.obj
    wishes = Wishes(
        side=side,
        sorer=sorer,
        by=by,
        tool=tool_named(env, tool, "spotguide treat"),
        position=position,
        hold=hold,
        rounds=rounds,
        intensity=intensity,
        before=rating(before),
        cleared=cleared,
        agreed=tuple(agreed or ()),
        pace=pace,
        hands_free=hands_free,
        no_input=no_input,
        rehearse=rehearse,
    )
    manner = manner_of(context)
    asks = not (no_input or preview)
    find = spot_for if words else spot_named
    chosen = find(env, words or " ".join(spot or ()), manner, asks)
    if preview:
        show_plan(env, chosen, wishes, as_json)
        return
    raise typer.Exit(guide(env, chosen, wishes, manner, as_json))
