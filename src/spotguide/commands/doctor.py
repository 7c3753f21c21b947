"""`doctor`: what works here, tried and told with its cure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from spotguide.environment import Environment


def doctor(
    context: typer.Context,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit status 1 where something is missing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Lines of text, no color.")] = False,
) -> None:
    """Try what a session needs of this computer: terminal, voice, sound, records.

    Nothing is heard and nothing is changed. What is missing comes with its cure; a session runs
    without any of it but the facts.

    \b
    Examples:
      spotguide doctor
      spotguide doctor --json
    """
    from spotguide.commands import reading
    from spotguide.live.checkup import checkup
    from spotguide.views import doctor as view

    env: Environment = context.obj
    found = list(checkup(env))
    if as_json:
        reading.write_json(env, view.as_json(found))
    elif reading.spoken(env):
        reading.say(env, view.aloud(found))
    elif reading.lines_only(env, plain):
        reading.write(env, view.lines(found))
    else:
        reading.show(env, lambda _: view.page(found), plain=plain, pager=False)
    if strict and any(finding.state == "missing" for finding in found):
        raise typer.Exit(1)
