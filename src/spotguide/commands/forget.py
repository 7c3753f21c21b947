"""`forget`: delete everything that was recorded, and show that it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from spotguide.environment import Environment


def forget(
    context: typer.Context,
    every: Annotated[
        bool, typer.Option("--all", help="Everything: sessions, answers, settings, damaged files.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete everything that was recorded on this computer, and show that it is gone.

    Files that you exported and copies in backups are not touched. For one session there is
    "spotguide history delete".

    \b
    Example:
      spotguide forget --all
    """
    from spotguide.adapters.forgetting import records_in, wipe
    from spotguide.adapters.lock import running
    from spotguide.commands.one_session import agreed
    from spotguide.commands.reading import tell
    from spotguide.errors import AlreadyRunning, WrongUsage

    env: Environment = context.obj
    if not every:
        raise WrongUsage("What is to be forgotten? Everything: spotguide forget --all")
    folder = env.folder(env.variables)
    found = records_in(folder)
    if not found:
        tell(env, f"Nothing is recorded in {folder}.\n")
        return
    if (about := running(folder)) is not None:
        raise AlreadyRunning(about)
    tell(env, "".join(f"  {path}\n" for path in found))
    question = "This is all that is recorded, and nothing can bring it back. Delete it?"
    if not (yes or agreed(env, question, "spotguide forget --all --yes")):
        env.stderr.write("Nothing was deleted.\n")
        return
    wipe(found)
    _show_gone(env, folder)


def _show_gone(env: Environment, folder: Path) -> None:
    """Look again, and say what is there now."""
    from spotguide.adapters.forgetting import drop_empty, records_in
    from spotguide.commands.reading import tell
    from spotguide.errors import SpotguideError

    if left := records_in(folder):
        raise SpotguideError(f"Still there: {', '.join(map(str, left))}. Delete them by hand.")
    others = drop_empty(folder)
    names = ", ".join(path.name for path in others)
    rest = f"In {folder} lie only other files: {names}" if others else ""
    tell(env, f"All of it is gone. {rest or f'The folder {folder} is gone too.'}\n")
    tell(env, "Files that you exported, and copies in backups, are yours to delete.\n")
