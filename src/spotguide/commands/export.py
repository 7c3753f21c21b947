"""`export`: the whole history as one file, to keep or to merge with another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from spotguide.environment import Environment

FILE = "A file, or - for standard output."


def export(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help=FILE)],
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that is there.")
    ] = False,
) -> None:
    """Write the whole history to one JSON file: sessions, answers, and the tools you have.

    Only you can read the file. It holds answers about your health: keep it as you keep those. A
    session that still runs is left out.

    \b
    Examples:
      spotguide export history.json
      spotguide export - | gzip > history.json.gz
    """
    from spotguide.adapters.merging import packed
    from spotguide.commands.opening import opened
    from spotguide.core.exchange import Parcel, to_text

    env: Environment = context.obj
    with opened(env) as store:
        parcel = packed(store) if store else Parcel((), (), ())
    text = to_text(parcel)
    if file == "-":
        from spotguide.commands.reading import write

        write(env, text)
        return
    from spotguide.adapters.carrying import write_private

    write_private(Path(file), text, force)
    from spotguide.commands.reading import tell
    from spotguide.views.words import counted

    tell(env, f"Exported {counted(len(parcel.sessions), 'session')} to {file}\n")
