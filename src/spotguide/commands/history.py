"""`history`: what was done, session by session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from spotguide.commands import completing

if TYPE_CHECKING:
    from spotguide.core.history import Record
    from spotguide.core.summaries import Wanted
    from spotguide.environment import Environment

ACTIONS = ("show", "note", "delete")
"""First words that are no spot's name."""

NONE_FITS = "No session fits. To see all: spotguide history --all\n"
SHOWN = 50  # sessions where nothing says how many


def history(
    context: typer.Context,
    spot: Annotated[
        list[str] | None,
        typer.Argument(metavar="SPOT", hidden=True, autocompletion=completing.spots),
    ] = None,
    side: Annotated[
        Literal["left", "right"] | None,
        typer.Option(help="Only where this side was pressed."),
    ] = None,
    since: Annotated[
        str, typer.Option(metavar="DAY", help="From this day on: 2026-03-31, today, 2w.")
    ] = "",
    until: Annotated[str, typer.Option(metavar="DAY", help="Up to this day, and on it.")] = "",
    ended: Annotated[
        Literal["finished", "stopped", "stop-sign", "screened-out", "not-found", "interrupted"]
        | None,
        typer.Option(help="Only those that ended so."),
    ] = None,
    newest: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Only the last N sessions.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=f"All, not the newest {SHOWN}.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON; an empty list is [].")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV, for a spreadsheet.")] = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="As a Markdown table.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With delete: do not ask.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="One line a session, no table.")] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never show it in a pager.")] = False,
) -> None:
    """Show the sessions that were recorded on this computer, the newest first.

    With SPOT, a number, name, muscle or complaint, only those there. With --plain and in a pipe
    each session is one line of fields with tabs between them: when it began, number, name, sides,
    tool, pressed, planned, how it ended, pain before, pain after.

    The first words show, note and delete are about one session. ID is its number, as in JSON, or
    when it began, as it is shown; "last" is the newest.

    \b
    Examples:
      spotguide history
      spotguide history 2 --newest 5
      spotguide history --since 2w --ended finished
      spotguide history show last
      spotguide history show "2026-03-02 18:00"
      spotguide history note 12 "slept well after it"
      spotguide history delete 12
      spotguide history --json
    """
    env: Environment = context.obj
    words = list(spot or ())
    if words[:1] and words[0] in ACTIONS:
        from spotguide.commands import one_session

        if words[0] == "show":
            one_session.show(env, words[1:], as_json=as_json, plain=plain, pager=not no_pager)
        elif words[0] == "note":
            one_session.note(env, words[1:])
        else:
            one_session.delete(env, words[1:], sure=yes)
        return
    given = [name for name, on in (("json", as_json), ("csv", as_csv), ("markdown", as_markdown))
             if on]  # fmt: skip
    form = _one(given)
    wanted = _wanted(env, " ".join(words), side or "", (since, until), ended or "")
    most = newest or (None if every or form in ("json", "csv") else SHOWN)
    records, more = _records(env, wanted, most)
    _tell(env, records, form, plain, not no_pager)
    if more and not newest:
        from spotguide.commands.reading import tell

        more_by = "spotguide history --newest 200, or --all"
        tell(env, f"These are the newest {SHOWN}. For more: {more_by}\n")


def _one(given: list[str]) -> str:
    """Return the one form that is asked for; raise WrongUsage for several."""
    from spotguide.errors import WrongUsage

    if len(given) > 1:
        raise WrongUsage(f"--{given[0]} or --{given[1]}: only one of them can be written.")
    return given[0] if given else ""


def _wanted(env: Environment, name: str, side: str, days: tuple[str, str], ended: str) -> Wanted:
    """Return which sessions are asked for; raise UnknownName or WrongUsage."""
    from dataclasses import replace

    from spotguide.core.dates import day
    from spotguide.core.search import TREAT, find_spots
    from spotguide.core.summaries import Wanted

    since, until = days
    now = env.now()
    asked = replace(TREAT, command="spotguide history")
    spots = find_spots(env.catalog, name, asked) if name.strip() else None
    return Wanted(
        first=day(since, "--since", now)[0] if since else None,
        last=day(until, "--until", now)[1] if until else None,
        spots=None if spots is None else tuple(one.slug for one in spots),
        side=side,
        ended=ended,
    )


def _records(env: Environment, wanted: Wanted, most: int | None) -> tuple[list[Record], bool]:
    """Return the sessions that are wanted, newest first, and whether there are more."""
    from spotguide.commands.opening import opened

    with opened(env) as store:
        if store is None:
            return [], False
        found = store.records(wanted, most and most + 1)[::-1]
    return found[:most], most is not None and len(found) > most


def _tell(env: Environment, records: list[Record], form: str, plain: bool, pager: bool) -> None:
    """Write the sessions as they are asked for; where there is none, say so."""
    from spotguide.commands.opening import NOTHING
    from spotguide.commands.reading import tell, write, write_json

    if form == "json":
        from spotguide.views.record import as_json

        write_json(env, [as_json(record, env.catalog) for record in records])
    elif form:
        from spotguide.views.columns import csv_of, markdown_of
        from spotguide.views.history import Sessions

        told = Sessions(tuple(records), env.catalog)
        write(env, csv_of(told) if form == "csv" else markdown_of(told))
    elif records:
        _show(env, records, plain, pager)
    else:
        from spotguide.live.past import kept

        tell(env, NONE_FITS if kept(env) else NOTHING)


def _show(env: Environment, records: list[Record], plain: bool, pager: bool) -> None:
    """Show a table on a screen, sentences to a listener, and lines everywhere else."""
    from spotguide.commands.reading import lines_only, say, show, spoken, write
    from spotguide.views.history import Sessions, aloud, lines

    told = Sessions(tuple(records), env.catalog)
    if spoken(env):
        say(env, aloud(told))
        return
    if lines_only(env, plain):
        write(env, lines(told))
        return
    from spotguide.views.sessions import SessionTable

    show(env, lambda _: SessionTable(told), plain=plain, pager=pager)
