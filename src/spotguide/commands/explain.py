"""`explain`: what is known about a spot, muscle, tool, complaint, idea or source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from spotguide.commands import completing
from spotguide.commands.options import Figure

if TYPE_CHECKING:
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.subjects import About
    from spotguide.environment import Environment
    from spotguide.views.figure import Look, Wish
    from spotguide.views.illustrated import Illustrated
    from spotguide.views.page import Page

SMALL = 10  # columns and rows of the whole body beside a figure
FIND = "How to find it"  # the section before which a spot's figure stands
Kind = Literal["spot", "muscle", "tool", "complaint", "topic", "reference"]


def explain(
    context: typer.Context,
    topic: Annotated[
        list[str] | None,
        typer.Argument(metavar="TOPIC", hidden=True, autocompletion=completing.subjects),
    ] = None,
    kind: Annotated[
        Kind | None,
        typer.Option(
            metavar="KIND",
            help="Where several things have the name: spot, muscle, tool, complaint, topic or "
            "reference.",
        ),
    ] = None,
    sources: Annotated[bool, typer.Option("--sources", help="Only the sources, in full.")] = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="As Markdown, for notes and handouts.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="No color, no links, no pager.")] = False,
    figure: Figure = "auto",
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never show it in a pager.")] = False,
) -> None:
    """Tell what is known about a spot, muscle, tool, complaint, idea or source.

    TOPIC may be several words: they are one name. A spot goes by its number, slug, name or alias,
    a source by its id, PMID or DOI. After each statement stands the kind of evidence that it rests
    on, and its sources by number. Without a TOPIC, all that can be explained is listed.

    \b
    Examples:
      spotguide explain 2
      spotguide explain quadratus lumborum
      spotguide explain tennis ball
      spotguide explain stiff neck
      spotguide explain trigger points
      spotguide explain 10.1002/ejp.694
    """
    from spotguide.errors import WrongUsage

    env: Environment = context.obj
    if as_json + markdown + sources > 1:
        raise WrongUsage("Choose one of --sources, --markdown and --json: each has the sources.")
    about = _about(env, " ".join(topic or ()), kind)
    if as_json:
        _write_json(env, about)
    elif markdown:
        _write_markdown(env, about)
    else:
        wish = "words" if plain or (env.accessible and figure != "off") else figure
        _show(env, about, sources, plain, not no_pager, wish)


def _about(env: Environment, name: str, kind: Kind | None) -> About:
    """Return what the name stands for, or everything where there is no name."""
    from spotguide.core.search import EXPLAIN, KINDS, find_one
    from spotguide.core.subjects import gather, overview

    if not name.strip():
        return overview(env.catalog, (kind,) if kind else KINDS)
    asked = replace(EXPLAIN, kinds=(kind,), noun=kind) if kind else EXPLAIN
    return gather(env.catalog, find_one(env.catalog, name, asked))


def _write_json(env: Environment, about: About) -> None:
    from spotguide.commands.reading import write_json
    from spotguide.views.machine import explained

    write_json(env, explained(about))


def _write_markdown(env: Environment, about: About) -> None:
    from spotguide.commands.reading import write
    from spotguide.views.explain import page_of
    from spotguide.views.markdown import markdown_of
    from spotguide.views.sources import with_sources

    write(env, markdown_of(with_sources(page_of(about))))


def _show(
    env: Environment, about: About, sources: bool, plain: bool, pager: bool, wish: Wish
) -> None:
    """Show the page with its figure, or its sources alone."""
    from spotguide.commands.reading import read
    from spotguide.views.explain import page_of
    from spotguide.views.sources import only_sources, with_sources

    if sources:
        page, drawn = only_sources(page_of(about)), None
    else:
        page, drawn = _illustrated(env, about, wish)
        page = with_sources(page)
    read(env, page, plain=plain, pager=pager, figure=(drawn, FIND))


def _illustrated(env: Environment, about: About, wish: Wish) -> tuple[Page, Illustrated | None]:
    """Return the page with its figure: drawn, or as a section in words where nothing is drawn."""
    from spotguide.core.subjects import AboutMuscle, AboutSpot
    from spotguide.views.explain import page_of

    page = page_of(about)
    if not isinstance(about, AboutSpot | AboutMuscle) or wish == "off":
        return page, None
    spot = about.spot if isinstance(about, AboutSpot) else about.spots[0]
    lit = () if isinstance(about, AboutSpot) else (about.muscle.id,)
    look = env.look(env.stdout, wish)
    if not look.worded:
        return page, _figure(env, spot, lit, look)
    if lit or look.mode == "off":
        return page, None
    from spotguide.views.figure import lines
    from spotguide.views.page import with_words

    return with_words(page, FIND, lines(env.catalog.figures[spot.figure], spot.number)), None


def _figure(env: Environment, spot: Spot, lit: tuple[str, ...], look: Look) -> Illustrated:
    """Return the figure of a spot, or the same with a muscle lit instead of the mark."""
    from spotguide.core.catalog.figures import OVERVIEW
    from spotguide.views.figure import Shown, draw, fitting, locator
    from spotguide.views.illustrated import Illustrated

    figure, svg = env.catalog.figures[spot.figure], env.catalog.figure_svg(spot.figure)
    columns, rows = env.size()
    size = fitting(min(60, columns), max(22, min(30, rows - 4)))
    shown = Shown(lit=lit) if lit else Shown(spot.number)
    where = locator(figure, env.catalog.figure_svg(OVERVIEW), None, look, SMALL)
    return Illustrated(draw(figure, svg, shown, look, size), where)
