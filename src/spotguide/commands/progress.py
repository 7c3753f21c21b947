"""`progress`: whether it helps, said honestly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from spotguide.commands import completing

if TYPE_CHECKING:
    from spotguide.core.catalog.spots import Spot
    from spotguide.environment import Environment
    from spotguide.views.progress import Told


def progress(
    context: typer.Context,
    spot: Annotated[
        list[str] | None,
        typer.Argument(metavar="SPOT", hidden=True, autocompletion=completing.spots),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON; an empty list is [].")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Words in place of the chart.")] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never show it in a pager.")] = False,
) -> None:
    """Tell whether it helps, by the ratings before and after, and say so only if they show it.

    With SPOT, a number, name, muscle or complaint: the verdict with its reasons, each session, the
    weeks and each side, and what to think of where it does not help. Without it, a line a spot.

    \b
    Examples:
      spotguide progress
      spotguide progress 2
      spotguide progress 2 --json
    """
    from spotguide.commands.opening import NOTHING

    env: Environment = context.obj
    name = " ".join(spot or ())
    told = _told(env, name, words=_in_words(env, plain))
    if as_json:
        from spotguide.commands.reading import write_json
        from spotguide.views.progress import as_json as told_as_json

        write_json(env, [told_as_json(one) for one in told])
    elif not told:
        env.stderr.write("No session pressed there yet. To begin one: spotguide treat\n"
                         if name else NOTHING)  # fmt: skip
    elif len(told) == 1:
        _show(env, told[0], plain, not no_pager)
    else:
        _list(env, told)


def _in_words(env: Environment, plain: bool) -> bool:
    from spotguide.commands.reading import lines_only, spoken

    return spoken(env) or lines_only(env, plain)


def _told(env: Environment, name: str, words: bool) -> list[Told]:
    """Return the progress at each spot asked for where anything was pressed."""
    from spotguide.commands.opening import opened
    from spotguide.core.progress import progress as progress_of
    from spotguide.core.search import TREAT, find_spots
    from spotguide.core.summaries import Wanted
    from spotguide.views.progress import Told

    spots: tuple[Spot, ...] = env.catalog.spots
    wanted = Wanted()
    if name.strip():
        spots = find_spots(env.catalog, name, TREAT)
        wanted = Wanted(spots=tuple(one.slug for one in spots))
    with opened(env) as store:
        records = store.records(wanted) if store else []
    found = [
        Told(progress_of(one.slug, records, env.catalog.doses, env.now()), one, env.catalog, words)
        for one in spots
    ]
    return [one for one in found if one.progress.points]


def _show(env: Environment, told: Told, plain: bool, pager: bool) -> None:
    """Show the page about one spot."""
    from spotguide.commands.reading import read
    from spotguide.views.progress import page
    from spotguide.views.sources import with_sources

    read(env, with_sources(page(told)), plain=plain, pager=pager)


def _list(env: Environment, told: list[Told]) -> None:
    """Write a line about each spot."""
    from spotguide.commands.reading import say, spoken, write
    from spotguide.views.progress import brief

    if spoken(env):
        say(env, (f"Spot {brief(one)}" for one in told))
    else:
        write(env, "".join(f"{brief(one)}\n" for one in told))
    env.stderr.write(f"For its reasons: spotguide progress {told[0].spot.number}\n")
