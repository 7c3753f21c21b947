"""`resume`: a session that was cut short goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from spotguide.commands.options import (
    HandsFree,
    NoInput,
    Pace,
    RecordAsJson,
    shown,
)

if TYPE_CHECKING:
    from spotguide.environment import Environment


@shown
def resume(
    context: typer.Context,
    cleared: Annotated[
        bool, typer.Option("--cleared", help="Nothing is new since the session was left.")
    ] = False,
    pace: Pace = "auto",
    hands_free: HandsFree = False,
    no_input: NoInput = False,
    as_json: RecordAsJson = False,
) -> None:
    """Go on with a session that was stopped or interrupted, within half an hour.

    It begins with one safety question, whether anything is new since then; --cleared says that
    nothing is. Then you get into place, and what is left of the round follows. It stays one session
    in the history. After a stop sign there is no going on.

    \b
    Examples:
      spotguide resume
      spotguide resume --cleared --hands-free

    Exit status: as of treat; 2 nothing to go on with, 4 too late, or refused for safety.
    """
    from spotguide.commands.guiding import go_on, manner_of
    from spotguide.core.plan.wishes import Wishes

    env: Environment = context.obj
    wishes = Wishes(cleared=cleared, pace=pace, hands_free=hands_free, no_input=no_input)
    raise typer.Exit(go_on(env, wishes, manner_of(context), as_json))
