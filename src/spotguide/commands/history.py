"""`history`: what was done, session by session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from spotguide.core.history import Record
    from spotguide.environment import Environment


def history(
    context: typer.Context,
    spot: Annotated[list[str] | None, typer.Argument(metavar="SPOT", hidden=True)] = None,
    newest: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Only the last N sessions.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON; an empty list is [].")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="One line a session, no table.")] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never show it in a pager.")] = False,
) -> None:
    """Show the sessions that were recorded on this computer, the newest first.

    With SPOT, a number, name, muscle or complaint, only those there. With --plain, in a pipe and
    with ACCESSIBLE=1 each session is one line of fields with tabs between them: when it began,
    number, name, sides, tool, pressed, planned, how it ended, pain before, pain after.

    \b
    Examples:
      spotguide history
      spotguide history 2 --newest 5
      spotguide history --json
    """
    from spotguide.core.search import TREAT, find_spots

    env: Environment = context.obj
    name = " ".join(spot or ())
    slugs = {one.slug for one in find_spots(env.catalog, name, TREAT)} if name.strip() else None
    records = [r for r in _records(env) if slugs is None or r.outline.spot in slugs]
    records = records[::-1][:newest]
    if as_json:
        _write_json(env, records)
    elif records:
        _show(env, records, plain, not no_pager)
    else:
        env.stderr.write("No session is recorded yet. To begin one: spotguide treat\n")


def _records(env: Environment) -> list[Record]:
    """Return all sessions, oldest first; raise UnreadableHistory or UnwritableHistory.

    Those that nothing has ended are marked, unless one of them may be running.
    """
    from spotguide.adapters.lock import running
    from spotguide.live.past import Past, kept

    if not kept(env):
        return []
    past = Past(env)
    try:
        if past.error:
            raise past.error
        if running(past.folder) is None:
            past.end_interrupted(env.now())
        return past.records()
    finally:
        past.close()


def _write_json(env: Environment, records: list[Record]) -> None:
    from spotguide.commands.reading import write_json
    from spotguide.views.record import as_json

    write_json(env, [as_json(record, env.catalog) for record in records])


def _show(env: Environment, records: list[Record], plain: bool, pager: bool) -> None:
    """Show a table on a screen, and lines everywhere else."""
    from spotguide.commands.reading import lines_only, show, write
    from spotguide.views.history import Sessions, lines

    told = Sessions(tuple(records), env.catalog)
    if lines_only(env, plain):
        write(env, lines(told))
        return
    from spotguide.views.sessions import SessionTable

    show(env, lambda _: SessionTable(told), plain=plain, pager=pager)
