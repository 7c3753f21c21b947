"""The commands, gathered into one app; each imports what it needs when it runs."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import typer

from spotguide.commands import completing

COMMANDS = {
    "list": "list_spots",
    "find": "find",
    "explain": "explain",
    "search": "search",
    "treat": "treat",
    "map": "body_map",
    "card": "card",
    "history": "history",
    "progress": "progress",
    "rate": "rate",
    "export": "export",
    "import": "import_history",
    "forget": "forget",
    "render": "render",
    "ctl": "ctl",
    "doctor": "doctor",
}
"""Each command and its function, which stands in the module of the command's name."""


def app_for(args: Sequence[str]) -> typer.Typer:
    """Return the app: with the one command that comes first in the arguments, or with all.

    On each start Typer builds the options of every command that it knows, and it loads pydantic
    for options of the app's own, even for `treat --help`.
    """
    one = args[:1] if args and args[0] in COMMANDS else completing.begun(COMMANDS)
    app = typer.Typer(
        name="spotguide",
        no_args_is_help=True,
        add_completion=not one,
        rich_markup_mode=None,  # plain help wraps at any width, is read aloud well, starts faster
        pretty_exceptions_enable=False,  # a traceback with locals would print what we were told
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(add_help_option=not one)(spotguide)
    for name in one or COMMANDS:
        module = import_module(f"spotguide.commands.{name}")
        app.command(name)(getattr(module, COMMANDS[name]))
    return app


def check_command(args: Sequence[str]) -> None:
    """Raise UnknownName, with the nearest commands, where the first word is none of them."""
    if not args or args[0].startswith("-") or args[0] in COMMANDS:
        return
    from difflib import get_close_matches

    from spotguide.errors import UnknownName

    near = get_close_matches(args[0], COMMANDS, 3, 0.7)
    raise UnknownName("command", args[0], near, f"spotguide {near[0] if near else '--help'}")


def spotguide() -> None:
    """Find a sore spot, press it with care, and remember what helped."""
