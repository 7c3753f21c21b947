"""Which spot is meant: by a name, or by a person's own words; several are offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spotguide.core.catalog.spots import Spot
    from spotguide.environment import Environment
    from spotguide.live.stage import Manner


def spot_for(env: Environment, words: str, manner: Manner, asks: bool) -> Spot:
    """Return the spot that the words describe; raise Refused for words of an emergency."""
    from spotguide.core.finding import rank, red_flag
    from spotguide.errors import Refused, SeveralNames, WrongUsage
    from spotguide.views.found import warning

    if alarm := red_flag(env.catalog, words):
        raise Refused("\n".join(warning(alarm, env.catalog.safety.about.emergency)))
    answer = rank(env.catalog, words)
    spots = tuple(match.spot for match in answer.matches)
    if len(spots) > 1 and asks and env.stdin.isatty():
        return _choose(env, spots, manner)  # the best is marked
    if answer.sure and spots:
        return spots[0]
    if spots:
        raise SeveralNames(words, [(f"spotguide treat {s.number}", s.name) for s in spots])
    raise WrongUsage("Nothing in these words says where it hurts. Try: spotguide find")


def _choose(env: Environment, spots: Sequence[Spot], manner: Manner) -> Spot:
    """Ask which spot it is to be; leave with the status of one who leaves."""
    from spotguide.live.choosing import choose_spot

    chosen, status = choose_spot(env, spots, manner)
    if chosen is None:
        raise typer.Exit(status)
    return chosen


def spot_named(env: Environment, name: str, manner: Manner, asks: bool) -> Spot:
    """Return the spot of this name; where several fit, ask, or raise SeveralNames."""
    from spotguide.core.search import find_spots
    from spotguide.errors import SeveralNames, WrongUsage

    spots = find_spots(env.catalog, name) if name.strip() else env.catalog.spots
    if len(spots) == 1:
        return spots[0]
    if asks and env.stdin.isatty():
        return _choose(env, spots, manner)
    if not name.strip():
        raise WrongUsage("Which spot? Say its number or name: spotguide treat 2. To see the list: "
                         "spotguide list")  # fmt: skip
    raise SeveralNames(name, [(f"spotguide treat {s.number}", s.name) for s in spots])
