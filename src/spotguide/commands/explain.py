"""`explain`: what is known about a spot, muscle, tool, complaint, idea or source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from spotguide.core.subjects import About
    from spotguide.environment import Environment

Kind = Literal["spot", "muscle", "tool", "complaint", "topic", "reference"]


def explain(
    context: typer.Context,
    topic: Annotated[
        list[str] | None,
        typer.Argument(metavar="TOPIC", hidden=True),
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
        _show(env, about, sources, plain, not no_pager)


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


def _show(env: Environment, about: About, sources: bool, plain: bool, pager: bool) -> None:
    """Show the page, or its sources alone."""
    from spotguide.commands.reading import show
    from spotguide.views.explain import page_of
    from spotguide.views.sheet import Sheet
    from spotguide.views.sources import only_sources, with_sources

    page = (only_sources if sources else with_sources)(page_of(about))
    show(env, lambda links: Sheet(page, links), plain=plain, pager=pager)
