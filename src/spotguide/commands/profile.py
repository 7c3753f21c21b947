"""`profile`: what is remembered of a person; asked once, shown, changed, cleared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from spotguide.commands import completing

if TYPE_CHECKING:
    from spotguide.core.profile.whole import Whole
    from spotguide.environment import Environment


def profile(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ACTION]", hidden=True, autocompletion=completing.profile),
    ] = None,
    side: Annotated[
        Literal["left", "right"] | None, typer.Option(help="With reopen: only this side.")
    ] = None,
    at: Annotated[
        str,
        typer.Option(metavar="SPOT", help="With answer: the spot, for a question about the place."),
    ] = "",
    anew: Annotated[
        bool, typer.Option("--again", help="With ask: also what is known already.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With reopen and clear: do not ask.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="The profile as JSON, after any change.")
    ] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Lines of text, no screen.")] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never show it in a pager.")] = False,
) -> None:
    """Show and change what is remembered of you: answers, tools, and what you leave out.

    It is kept on this computer alone. What clashes with it is marked in "spotguide list" and
    refused in "spotguide treat", whatever the options. Answers hold for 30 days; then they are
    asked again.

    The first word says what to do:

    \b
      ask                      ask what is not known yet, page by page
      leave-out THING...       leave out spots, tools or positions
      allow THING...           take that back
      own TOOL...              say which tools you have
      disown TOOL...           say which you do not have
      answer ID yes|no|agreed  answer one safety question
      reopen SPOT              open a place that hurt more after two sessions
      clear [GROUP]            clear answers, left-out, tools, reopened, or all

    \b
    Examples:
      spotguide profile
      spotguide profile ask
      spotguide profile leave-out floor golf-ball 4
      spotguide profile answer cancer agreed
      spotguide profile reopen 2 --side left
      spotguide profile clear answers
    """
    from spotguide.commands import changing

    env: Environment = context.obj
    action, *rest = words or [""]
    match action:
        case "":
            pass
        case "ask":
            status = changing.ask(env, rest, anew=anew, plain=plain, aside=as_json)
            if status:
                raise typer.Exit(status)
        case "leave-out" | "allow":
            changing.leave_out(env, rest, left_out=action == "leave-out")
        case "own" | "disown":
            changing.own(env, rest, has=action == "own")
        case "answer":
            changing.answer(env, rest, at)
        case "reopen":
            changing.reopen(env, rest, side, sure=yes)
        case "clear":
            changing.clear(env, rest, sure=yes)
        case _:
            raise changing.unknown_action(action)
    if as_json or action in ("", "ask"):
        _show(env, as_json, plain, not no_pager)


def _show(env: Environment, as_json: bool, plain: bool, pager: bool) -> None:
    """Show the profile; where nothing is kept, say how to begin."""
    from spotguide.commands.opening import opened_past
    from spotguide.commands.reading import read, tell, write_json
    from spotguide.live.profiling import whole
    from spotguide.views import profile as view

    with opened_past(env) as past:
        found: Whole = whole(env, past)
    if as_json:
        write_json(env, view.as_json(found))
    elif found.empty:
        tell(env, view.NOTHING)
    else:
        read(env, view.page(found), plain=plain, pager=pager)
