"""The commands, gathered into one app; each imports what it needs when it runs."""

from __future__ import annotations

import typer

from spotguide.commands.explain import explain
from spotguide.commands.history import history
from spotguide.commands.list import list_spots
from spotguide.commands.treat import treat

app = typer.Typer(
    name="spotguide",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help wraps at any width, is read aloud well, and starts faster
    pretty_exceptions_enable=False,  # a traceback with locals would print what a person told us
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def spotguide() -> None:
    """Find a sore spot, press it with care, and remember what helped."""


app.command("list")(list_spots)
app.command("explain")(explain)
app.command("treat")(treat)
app.command("history")(history)
