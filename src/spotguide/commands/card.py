"""`card`: a page a spot to print, for the floor or for a handout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from spotguide.core.catalog.spots import Spot
    from spotguide.environment import Environment
    from spotguide.views.html import Picture

FOR_THE_EYE = (
    "A card is a page for a browser, which reads it aloud: give it a file, spotguide card 2 -o "
    "card.html. To hear about a spot here: spotguide explain 2"
)


def card(
    context: typer.Context,
    spot: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SPOT...", help="Numbers, slugs, names; one word each.", hidden=True
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="A card for every spot.")] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write here, not to standard output."),
    ] = None,
) -> None:
    """Write a printable card for each SPOT, as one HTML file without scripts or network.

    A card has the drawing, the steps, the tool that is best alone, the dose, the cautions, when
    not to press, and the sources. It prints on A5, A4 or letter, each spot on a sheet of its own,
    and reads well on a screen, light or dark. Names of several words go in quotes.

    \b
    Examples:
      spotguide card 2 -o corner.html
      spotguide card 2 6 13 -o low-back.html
      spotguide card --all -o cards.html
    """
    from spotguide.commands.reading import spoken, tell
    from spotguide.errors import WrongUsage

    env: Environment = context.obj
    if every == bool(spot):
        raise WrongUsage("Name the spots, or say --all: spotguide card 2 6 -o low-back.html")
    if output is None and spoken(env):
        raise WrongUsage(FOR_THE_EYE)
    spots = env.catalog.spots if every else tuple(_spot(env, name) for name in spot or ())
    text = _html(env, tuple(dict.fromkeys(spots)))
    if output is None:
        env.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise WrongUsage(f"{output}: cannot be written: {reason}. Choose another FILE.") from None
    tell(env, f"Written: {output}\n")


def _spot(env: Environment, name: str) -> Spot:
    """Return the one spot of this name; raise UnknownName or SeveralNames."""
    from spotguide.core.search import find_spots
    from spotguide.errors import SeveralNames

    spots = find_spots(env.catalog, name)
    if len(spots) > 1:
        raise SeveralNames(name, [(f"spotguide card {one.number}", one.name) for one in spots])
    return spots[0]


def _html(env: Environment, spots: tuple[Spot, ...]) -> str:
    from spotguide.core.subjects import about_spot
    from spotguide.views.card import cards

    catalog = env.catalog
    return cards([(about_spot(catalog, one), _picture(env, one)) for one in spots], catalog.safety)


def _picture(env: Environment, spot: Spot) -> Picture:
    """Return the drawing of a spot for light and dark, with its letters and zones in words."""
    from spotguide.views.card import picture

    figure = env.catalog.figures[spot.figure]
    return picture(figure, env.catalog.figure_svg(spot.figure), spot.number)
