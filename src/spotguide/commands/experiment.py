"""`experiment`: an honest test on oneself, in an order drawn by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from spotguide.commands import completing

if TYPE_CHECKING:
    from spotguide.environment import Environment

ACTIONS = {
    "start": "set one up",
    "result": "what it came to",
    "rest": "a turn without pressure",
    "stop": "end it early",
}
"""First words, each with what it does."""

BELONGS = {
    "compare": "start",
    "sessions": "start",
    "side": "start",
    "before": "rest",
    "after": "rest",
    "now": "result",
}
"""Options, each with the first word that it belongs to."""


def _next_word(context: typer.Context, incomplete: str) -> completing.Offered:
    """Offer the first word, then the spots where one may follow."""
    typed = context.params.get("words") or context.args
    if not typed:
        return [one for one in ACTIONS.items() if one[0].startswith(incomplete)]
    return completing.spots(context, incomplete) if typed[0] in ("start", "result") else []


def experiment(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[start SPOT|rest|stop|result]", hidden=True, autocompletion=_next_word
        ),
    ] = None,
    compare: Annotated[
        str, typer.Option(metavar="A,B", help="Two tools, or treat,rest, or a tool and rest.")
    ] = "",
    sessions: Annotated[
        int | None,
        typer.Option(metavar="N", help="How many turns, a multiple of four; usually 12."),
    ] = None,
    side: Annotated[
        Literal["left", "right"] | None, typer.Option(help="Only sessions on this side take turns.")
    ] = None,
    before: Annotated[
        int | None, typer.Option(metavar="0-10", help="With rest: your usual pain before it.")
    ] = None,
    after: Annotated[
        int | None, typer.Option(metavar="0-10", help="With rest: your usual pain after it.")
    ] = None,
    now: Annotated[bool, typer.Option("--now", help="With result: end it early and look.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="As JSON; null where there is none.")
    ] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Text without color or a pager.")] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never show it in a pager.")] = False,
) -> None:
    """Test on yourself which of two tools helps more, or whether pressing beats a rest.

    "start" draws a random order, and each session at the spot is told what is due. Without a word
    it tells how many turns are done. "result" compares by how much your usual pain fell, with what
    chance alone would do, and says what it cannot show. A rest is begun and ended with "rest".

    \b
    Examples:
      spotguide experiment start 2 --compare lacrosse-ball,tennis-ball
      spotguide experiment start 2 --compare treat,rest --sessions 16 --side left
      spotguide experiment
      spotguide experiment rest --before 4
      spotguide experiment rest --after 3
      spotguide experiment result
      spotguide experiment stop
    """  # fmt: skip
    from spotguide.commands import one_experiment as one

    env: Environment = context.obj
    action, *more = words or [""]
    _check(context, action, more)
    shown = one.Shown(env, as_json, plain, not no_pager)
    match action:
        case "start":
            one.start(shown, " ".join(more), compare, sessions, side)
        case "result":
            one.result(shown, " ".join(more), now)
        case "rest":
            one.rest(shown, before, after)
        case "stop":
            one.stop(shown)
        case _:
            one.status(shown)


def _check(context: typer.Context, action: str, more: list[str]) -> None:
    """Raise UnknownName for a first word that is none, WrongUsage for what does not go with it."""
    from spotguide.errors import WrongUsage, quotable

    if action and action not in ACTIONS:
        raise _unknown(action)
    if more and action in ("rest", "stop"):
        raise WrongUsage(
            f'"{quotable(" ".join(more))}" says nothing here: it is always the experiment that '
            f"is running. Say: spotguide experiment {action}"
        )
    for option, owner in BELONGS.items():
        source = context.get_parameter_source(option)
        if action != owner and source is not None and source.name == "COMMANDLINE":
            raise WrongUsage(
                f"--{option} goes with {owner}, as in spotguide experiment {owner}. "
                "To see how: spotguide experiment --help"
            )


def _unknown(word: str) -> Exception:
    """Return the error for a first word that is none."""
    from difflib import get_close_matches

    from spotguide.errors import UnknownName

    near = get_close_matches(word, ACTIONS, 1, 0.6)
    hint = f"What it knows is {', '.join(ACTIONS)}."
    command = f"spotguide experiment {near[0] if near else '--help'}"
    return UnknownName("experiment action", word, near, command, hint)
