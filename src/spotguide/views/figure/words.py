"""A figure in words, for screen readers, pipes and whoever reads better than they look."""

from __future__ import annotations

import re

from spotguide.core.catalog.figures import Figure, Landmark, Target
from spotguide.core.catalog.kinds import Side
from spotguide.views.words import first_up

OTHER = {"left": "right", "right": "left"}
SIDES = re.compile(r"\b(left|right)\b(?! angle)", re.IGNORECASE)


def mirrored(text: str) -> str:
    """Return what is said of a figure for the other side of the body: left for right."""
    return SIDES.sub(lambda found: _swapped(found[1]), text)


def _swapped(word: str) -> str:
    other = OTHER[word.lower()]
    return first_up(other) if word[0].isupper() else other


def flipped(figure: Figure, side: Side | None) -> bool:
    """Say whether a figure is mirrored to show this side."""
    return side is not None and side != figure.side


def lines(figure: Figure, spot: int | None, side: Side | None = None) -> tuple[str, ...]:
    """Return the figure as sentences: what it shows, where, by what, what to keep off."""
    turn = mirrored if flipped(figure, side) else str
    target = figure.target_of(spot)
    said = [f"{figure.title}, {turn(figure.view)}.", turn(figure.alt)]
    if target:
        said.append(found_at(target, turn(target.find)))
    if figure.landmark:
        said.append(f"Landmarks: {'; '.join(named(each) for each in figure.landmark)}.")
    said += [f"Keep off: {name}. {turn(why)}" for name, why in kept_off(figure, spot)]
    return tuple(said)


def found_at(target: Target, find: str) -> str:
    """Return where a spot is, as one sentence."""
    return f"Spot {target.spot}: {find if find[-1] in '.?!' else find + '.'}"


def named(landmark: Landmark) -> str:
    """Return a landmark with its letter: "A, lowest rib"."""
    return f"{landmark.letter}, {landmark.name}"


def kept_off(figure: Figure, spot: int | None) -> tuple[tuple[str, str], ...]:
    """Return the zones to keep off for a spot: the name of each, and why."""
    return tuple((zone.name, zone.why) for zone in figure.avoided(spot))
