"""`import`: what another history holds and this one does not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from spotguide.environment import Environment


def import_history(
    context: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A file that export wrote, or - for input.")
    ],
) -> None:
    """Add what an exported history holds and this one does not; nothing is taken away.

    A session that both have is there once, with what was said of it on either computer. Of two
    answers to a question the newer holds. A second time changes nothing. A session that was deleted
    here and stands in the file comes back.

    \b
    Example:
      spotguide import history.json
    """
    from spotguide.adapters.carrying import read_text
    from spotguide.commands.opening import opened
    from spotguide.commands.reading import tell
    from spotguide.core.exchange import from_text
    from spotguide.views.words import counted

    env: Environment = context.obj
    parcel = from_text(env.stdin.read() if file == "-" else read_text(Path(file)))
    with opened(env, begin=True) as store:
        assert store is not None
        taken = store.take_in(parcel)
    if not taken.anything:
        env.stderr.write("Nothing new: all of it was here.\n")
        return
    tell(
        env,
        f"Imported: {counted(taken.new, 'new session')}, {taken.longer} with something new, "
        f"{counted(taken.answers, 'answer')}, {counted(taken.settings, 'setting')}.\n",
    )
