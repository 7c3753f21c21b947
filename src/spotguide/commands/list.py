"""`list`: the spots, all or those that fit."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from spotguide.commands import completing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from spotguide.adapters.store import Store
    from spotguide.core.catalog import Catalog
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.choosing import Wishes
    from spotguide.environment import Environment


def list_spots(
    context: typer.Context,
    region: Annotated[
        str,
        typer.Option(
            metavar="REGION", help="In this region: low-back.", autocompletion=completing.regions
        ),
    ] = "",
    complaint: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="WORDS",
            help="For this complaint, the best first.",
            autocompletion=completing.complaints,
        ),
    ] = "",
    tool: Annotated[
        str,
        typer.Option(
            metavar="TOOL",
            help="Where this tool is of use: tennis-ball.",
            autocompletion=completing.tools,
        ),
    ] = "",
    alone: Annotated[bool, typer.Option("--alone", help="Easy to treat without help.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON; an empty list is [].")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="One line a spot, no table.")] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never show it in a pager.")] = False,
) -> None:
    """List the spots, or those that fit every wish.

    With --plain and in a pipe each spot is one line of fields with tabs between them: number, name,
    muscles, pressed for, alone, last treated, and what your profile says of it. Where nothing fits,
    standard error says so and the exit status is 0.

    \b
    Examples:
      spotguide list --for "stiff neck"
      spotguide list --tool tennis-ball --alone
      spotguide list --region low-back --json
    """
    from spotguide.commands.reading import tell
    from spotguide.core.choosing import choose, nothing_fits

    env: Environment = context.obj
    wishes = _wishes(env.catalog, region, complaint, tool, alone)
    spots = choose(env.catalog.spots, wishes)
    if not spots:
        tell(env, f"{nothing_fits(env.catalog.spots, wishes)}\n")
    if as_json:
        _write_json(env, spots)
    elif spots:
        _show(env, spots, plain, not no_pager)


def _kept(env: Environment) -> tuple[Mapping[str, datetime], Mapping[str, str]]:
    """Return when each spot was last pressed, and what the profile says of it, by slug.

    Both are empty where nothing can be read.

    Without a history nothing is imported, and `live`, with all that a session needs, never is.
    """
    folder = env.folder(env.variables)
    if not (folder / "history.sqlite3").exists():
        return {}, {}
    from spotguide.errors import UnreadableHistory, UnwritableHistory

    now = env.now()
    try:
        with closing(env.open_store(folder, now)) as store:
            found = store.last_pressed()
            marks = _marked(env, store) if store.narrowed() else {}
    except (UnreadableHistory, UnwritableHistory):
        return {}, {}
    return {slug: at.astimezone(now.tzinfo) for slug, at in found.items()}, marks


def _marked(env: Environment, store: Store) -> Mapping[str, str]:
    """Return what the profile says of the spots, in a few words, by slug."""
    from spotguide.core.profile.clashes import marked

    return marked(env.catalog, store.answers(), store.settings(), env.now())


def _wishes(catalog: Catalog, region: str, complaint: str, tool: str, alone: bool) -> Wishes:
    """Return what is asked for, each name looked up; raise UnknownName or SeveralNames."""
    from spotguide.core.choosing import Wishes, region_named

    return Wishes(
        region=region_named(catalog, region) if region else "",
        complaint=catalog.complaints[_id(catalog, "complaint", complaint)] if complaint else None,
        tool=catalog.tools[_id(catalog, "tool", tool)] if tool else None,
        alone=alone,
    )


def _id(catalog: Catalog, kind: Literal["complaint", "tool"], name: str) -> str:
    """Return the id of the complaint or tool of this name."""
    from spotguide.core.search import Lookup, find_one

    option = "--for" if kind == "complaint" else "--tool"
    return find_one(catalog, name, Lookup((kind,), kind, f"spotguide list {option}")).id


def _write_json(env: Environment, spots: tuple[Spot, ...]) -> None:
    from spotguide.commands.reading import write_json
    from spotguide.views.machine import spots_listed

    catalog = env.catalog
    treated, marks = _kept(env)
    last = {slug: f"{at:%Y-%m-%dT%H:%M:%S%z}" for slug, at in treated.items()}
    write_json(env, spots_listed(spots, catalog.muscles, catalog.complaints, last, marks))


def _show(env: Environment, spots: tuple[Spot, ...], plain: bool, pager: bool) -> None:
    """Show a table on a screen, sentences to a listener, and lines everywhere else."""
    from spotguide.commands.reading import lines_only, say, show, spoken, write
    from spotguide.views.spots import Spots, aloud, lines
    from spotguide.views.words import ago

    today = env.now().date()
    treated, marks = _kept(env)
    last = {slug: ago((today - at.date()).days) for slug, at in treated.items()}
    told = Spots(spots, env.catalog.muscles, env.catalog.complaints, last, marks)
    if spoken(env):
        say(env, aloud(told))
        return
    if lines_only(env, plain):
        write(env, lines(told))
        return
    from spotguide.views.table import SpotTable

    show(env, lambda _: SpotTable(told), plain=plain, pager=pager)
