"""`ctl`: drive a running session from another terminal, a hotkey or a status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

if TYPE_CHECKING:
    from spotguide.environment import Environment

Action = Literal[
    "ok", "ease", "more", "next", "back", "repeat", "rate", "mute", "pause", "resume", "stop",
    "status",
]  # fmt: skip


def ctl(
    context: typer.Context,
    action: Annotated[Action, typer.Argument(show_default=False)],
    value: Annotated[
        int | None, typer.Argument(metavar="[N]", min=0, max=10, help="With rate: how strong.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="With status: as JSON.")] = False,
    form: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="TEXT", help="With status: a line, such as {phase} {left}."
        ),
    ] = None,
) -> None:
    """Say something to the session that runs in another terminal, or ask what it is doing.

    It goes by the data folder: SPOTGUIDE_DATA names another one. Safety questions are answered
    where they are shown, never from here. docs/events.md lists what --format can name.

    \b
    Examples:
      spotguide ctl ease
      spotguide ctl rate 7
      spotguide ctl stop
      spotguide ctl status --format "{word} {left}"
    """
    from spotguide.errors import WrongUsage

    env: Environment = context.obj
    if (action == "rate") != (value is not None):
        raise WrongUsage("How strong is it? Say: spotguide ctl rate 4" if value is None
                         else f"{action} takes no number.")  # fmt: skip
    if action != "status" and (as_json or form is not None):
        raise WrongUsage("--json and --format are for: spotguide ctl status")
    status = _ask(env, action, value)
    if action == "status":
        _show(env, status, as_json, form)


def _ask(env: Environment, action: str, value: int | None) -> dict[str, Any]:
    """Send it; return the status that comes back, or raise with the sentence that does."""
    from spotguide.adapters.control import address, send
    from spotguide.errors import SpotguideError

    path = address(env.variables, env.folder(env.variables))
    said = send(path, {"do": action, "value": value, "sent": env.monotonic()})
    if "error" in said:
        raise SpotguideError(str(said["error"]))
    status = said.get("status")
    return status if isinstance(status, dict) else {}


def _show(env: Environment, status: dict[str, Any], as_json: bool, form: str | None) -> None:
    from spotguide.commands.reading import say, spoken, write, write_json
    from spotguide.views.status import USUAL, aloud, line

    if as_json:
        write_json(env, status)
    elif form is None and spoken(env):
        say(env, aloud(status))
    else:
        write(env, line(status, USUAL if form is None else form) + "\n")
