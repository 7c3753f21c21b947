"""`map`: the body, front and back, with the numbers of the spots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from spotguide.commands import completing
from spotguide.commands.options import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spotguide.core.catalog.spots import Spot
    from spotguide.environment import Environment
    from spotguide.views.figure import Drawing, Look, Wish


def body_map(
    context: typer.Context,
    spot: Annotated[
        list[str] | None,
        typer.Argument(metavar="SPOT...", hidden=True, autocompletion=completing.spots),
    ] = None,
    figure: Figure = "auto",
    as_json: Annotated[
        bool, typer.Option("--json", help="The numbers and where, as JSON.")
    ] = False,
    plain: Annotated[bool, typer.Option("--plain", help="In words alone.")] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never show it in a pager.")] = False,
) -> None:
    """Show the body, front and back, with the spots by number; each SPOT named stands out.

    With --plain and in a pipe it is a list in words: number, name and where it lies, with tabs
    between them. Names of several words go in quotes.

    \b
    Examples:
      spotguide map
      spotguide map 2 6
    """
    env: Environment = context.obj
    marked = {one.number for name in spot or () for one in _spots(env, name)}
    if as_json:
        _write_json(env, marked)
        return
    wish: Wish = "words" if plain else figure
    _show(env, marked, wish, plain, not no_pager)


def _spots(env: Environment, name: str) -> tuple[Spot, ...]:
    from spotguide.core.search import find_spots

    return find_spots(env.catalog, name)


def _places(env: Environment, marked: set[int]) -> list[dict[str, Any]]:
    """Return number, name and place of the spots: all, or those that stand out."""
    from spotguide.core.catalog.figures import OVERVIEW

    overview = env.catalog.figures[OVERVIEW]
    found = ((spot, overview.target_of(spot.number)) for spot in env.catalog.spots)
    return [
        {"number": spot.number, "slug": spot.slug, "name": spot.name, "where": target.find}
        for spot, target in found
        if target and (not marked or spot.number in marked)
    ]


def _write_json(env: Environment, marked: set[int]) -> None:
    from spotguide.commands.reading import write_json

    write_json(env, _places(env, marked))


def _show(env: Environment, marked: set[int], wish: Wish, plain: bool, pager: bool) -> None:
    """Show the map with the names beside it; where nothing can be drawn, a line a spot."""
    from spotguide.commands.reading import lines_only, say, show, spoken, write

    if spoken(env):
        say(env, _sentences(env, marked))
        return
    look = env.look(env.stdout, wish)
    if look.worded or lines_only(env, plain):
        keys = ("number", "name", "where")
        write(env, "".join(_line(one[key] for key in keys) for one in _places(env, marked)))
        return
    from spotguide.views.illustrated import Illustrated

    drawing = _drawn(env, frozenset(marked), look)
    show(env, lambda _: Illustrated(drawing), plain=plain, pager=pager)


def _sentences(env: Environment, marked: set[int]) -> Iterator[str]:
    """Yield for the ear how many spots there are, then where each lies."""
    from spotguide.core.catalog.figures import OVERVIEW
    from spotguide.views.aloud import sentence
    from spotguide.views.words import counted

    places = _places(env, marked)
    yield f"{env.catalog.figures[OVERVIEW].title}: {counted(len(places), 'spot')}."
    for one in places:
        yield sentence(f"{one['number']}, {one['name']}: {one['where']}")


def _line(fields: Iterable[object]) -> str:
    return "\t".join(map(str, fields)) + "\n"


def _drawn(env: Environment, marked: frozenset[int], look: Look) -> Drawing:
    """Return the body as large as the window allows, its numbers with the names of the spots."""
    from dataclasses import replace

    from spotguide.core.catalog.figures import OVERVIEW
    from spotguide.views.figure import Shown, draw, fitting

    columns, rows = env.size()
    size = fitting(min(72, columns), max(20, rows - 2))
    figure, svg = env.catalog.figures[OVERVIEW], env.catalog.figure_svg(OVERVIEW)
    drawing = draw(figure, svg, Shown(marked=marked), look, size)
    names = tuple((str(one["number"]), str(one["name"])) for one in _places(env, set(marked)))
    return replace(drawing, legend=names)
