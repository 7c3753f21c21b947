"""The commands, gathered into one app; each imports what it needs when it runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from importlib import import_module
from typing import Annotated, Any

import typer

from spotguide.commands import completing
from spotguide.commands.options import with_parameters

COMMANDS = {
    "list": "list_spots",
    "find": "find",
    "explain": "explain",
    "search": "search",
    "treat": "treat",
    "again": "again",
    "resume": "resume",
    "next": "next_sessions",
    "map": "body_map",
    "card": "card",
    "history": "history",
    "progress": "progress",
    "rate": "rate",
    "experiment": "experiment",
    "profile": "profile",
    "export": "export",
    "import": "import_history",
    "forget": "forget",
    "render": "render",
    "ctl": "ctl",
    "doctor": "doctor",
}
"""Each command and its function, which stands in the module of the command's name."""


ACCESSIBLE = "--accessible"
EAR = Annotated[
    bool,
    typer.Option(ACCESSIBLE, help="For screen readers: sentences; no table, drawing or color."),
]
"""The option that every command has beside its own."""


def app_for(args: Sequence[str]) -> typer.Typer:
    """Return the app: with the one command that comes first in the arguments, or with all.

    On each start Typer builds the options of every command that it knows, and it loads pydantic
    for options of the app's own, even for `treat --help`.
    """
    first = _first(args)
    one = (first,) if first in COMMANDS else completing.begun(COMMANDS)
    app = typer.Typer(
        name="spotguide",
        no_args_is_help=True,
        add_completion=not one,
        rich_markup_mode=None,  # plain help wraps at any width, is read aloud well, starts faster
        pretty_exceptions_enable=False,  # a traceback with locals would print what we were told
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(add_help_option=not one)(audible(spotguide))
    for name in one or COMMANDS:
        function = getattr(import_module(f"spotguide.commands.{name}"), COMMANDS[name])
        app.command(name, short_help=_first_sentence(function))(audible(function))
    return app


def audible(function: Callable[..., None]) -> Callable[..., None]:
    """Return the command with --accessible as its last option, which is heard before it runs.

    A function of a command has `context` among its parameters.
    """

    @wraps(function)
    def command(*, accessible: bool, **given: Any) -> None:
        if accessible:
            from spotguide.commands.reading import ALWAYS

            env = given["context"].obj
            env.variables = {**env.variables, "ACCESSIBLE": ALWAYS}
        function(**given)

    return with_parameters(command, function, [("accessible", False, EAR)])


def _first_sentence(function: Callable[..., None]) -> str:
    """Return what the list of commands says of one, whole: a cut sentence is no use to the ear."""
    return (function.__doc__ or "").partition("\n")[0]


def _first(args: Sequence[str]) -> str:
    """Return the first argument; --accessible may stand before the command."""
    return next((word for word in args if word != ACCESSIBLE), "")


def check_command(args: Sequence[str]) -> None:
    """Raise UnknownName, with the nearest commands, where the first word is none of them."""
    first = _first(args)
    if first in COMMANDS or first.startswith("-") or not args:
        return
    from spotguide.errors import UnknownName, WrongUsage

    if not first:
        raise WrongUsage("Which command? To see what there is: spotguide --help")
    from difflib import get_close_matches

    near = get_close_matches(first, COMMANDS, 3, 0.7)
    raise UnknownName("command", first, near, f"spotguide {near[0] if near else '--help'}")


def spotguide(context: typer.Context) -> None:
    """Find a sore spot, press it with care, and remember what helped."""
