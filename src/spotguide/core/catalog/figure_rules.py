"""Rules for figures: a mark for every spot, letters that do not touch, and ids that are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spotguide.core.catalog.faults import Fault, Path, hint, shown
from spotguide.core.catalog.figures import OVERVIEW, UNITS

if TYPE_CHECKING:
    from spotguide.core.catalog.figures import Figure, FiguresFile, Target
    from spotguide.core.catalog.spots import Spot, SpotsFile

    Found = Iterator[tuple[Path, str]]

FIGURES = "figures.toml"
GRIDS = ((60, 4), (44, 3))
"""Columns of a picture, and how many of them a mark takes to each side."""

SENTENCES = 4
"""Sentences of a figure in words: more cannot be kept in mind while listening."""


def sound_figures(figures: FiguresFile) -> Iterator[Fault]:
    """Find what is wrong with the figures by themselves."""
    if all(figure.name != OVERVIEW for figure in figures.figure):
        yield Fault(FIGURES, (), f'no figure "{OVERVIEW}": the whole body, with all numbers')
    for place, figure in enumerate(figures.figure):
        rules = (_of_figure, _of_overview if figure.name == OVERVIEW else _of_close_up)
        for rule in rules:
            for path, what in rule(figure):
                yield Fault(FIGURES, ("figure", place, *path), what)


def marked_spots(spots: SpotsFile, figures: FiguresFile) -> Iterator[Fault]:
    """Find spots without a mark of their own, and marks of spots that are not there."""
    known = {spot.number: spot for spot in spots.spot}
    for place, figure in enumerate(figures.figure):
        for spot in spots.spot:
            if figure.name in (spot.figure, OVERVIEW) and figure.target_of(spot.number) is None:
                what = f"no mark for spot {spot.number}, {shown(spot.slug)}"
                yield Fault(FIGURES, ("figure", place, "target"), what)
    for place, figure in enumerate(figures.figure):
        for at, target in enumerate(figure.target):
            for path, what in _of_mark(figure, target, known):
                yield Fault(FIGURES, ("figure", place, "target", at, *path), what)


def undrawn(place: int, figure: Figure, ids: frozenset[str]) -> Iterator[Fault]:
    """Find ids that a figure names and its drawing lacks."""
    for path, id in _named(figure):
        if id not in ids:
            what = f"no {shown(id)} in {figure.file}{hint(id, ids)}"
            yield Fault(FIGURES, ("figure", place, *path), what)


def _named(figure: Figure) -> Found:
    """Yield each id that the drawing must have, and where it is named."""
    for at, target in enumerate(figure.target):
        yield ("target", at, "spot"), f"target-{target.spot}"
        yield ("target", at, "spot"), f"target-{target.spot}-mark"
    for at, landmark in enumerate(figure.landmark):
        yield ("landmark", at, "letter"), f"label-{landmark.letter.lower()}"
        for number, id in enumerate(landmark.ids):
            yield ("landmark", at, "ids", number), id
    for at, muscle in enumerate(figure.muscle):
        for number, id in enumerate(muscle.lit):
            yield ("muscle", at, "lit", number), id
    for at, zone in enumerate(figure.avoid):
        yield ("avoid", at, "id"), zone.id


def _of_figure(figure: Figure) -> Found:
    wanted = f"figures/{figure.name}.svg"
    if figure.file != wanted:
        yield ("file",), f'{shown(figure.file)} is not "{wanted}", as the name says'
    if figure.alt.count(". ") >= SENTENCES:
        yield ("alt",), f"has more than {SENTENCES} sentences"
    taken: set[int] = set()
    for at, target in enumerate(figure.target):
        if target.spot in taken:
            yield ("target", at, "spot"), f"spot {target.spot} has a mark already"
        taken.add(target.spot)
        for key, value in (("x", target.x), ("y", target.y)):
            if not target.r <= value <= UNITS - target.r:
                yield ("target", at, key), "the mark does not lie within the figure"
    for at, zone in enumerate(figure.avoid):
        for number, spot in enumerate(zone.spots):
            if spot not in taken:
                yield ("avoid", at, "spots", number), f"spot {spot} has no mark in this figure"


def _of_overview(figure: Figure) -> Found:
    for at, target in enumerate(figure.target):
        if target.label is None:
            yield ("target", at, "label"), "is missing: where does the number stand?"


def _of_close_up(figure: Figure) -> Found:
    drawn = {muscle.id for muscle in figure.muscle}
    if figure.locator is None:
        yield ("locator",), "is missing: where on the body is this?"
    for at, target in enumerate(figure.target):
        if not target.muscles:
            yield ("target", at, "muscles"), "is empty: nothing would light up"
        for number, muscle in enumerate(target.muscles):
            if muscle not in drawn:
                what = f"no muscle {shown(muscle)} in this figure{hint(muscle, drawn)}"
                yield ("target", at, "muscles", number), what
    for columns, reach in GRIDS:
        yield from _crowded(figure, columns, reach)


def _crowded(figure: Figure, columns: int, reach: int) -> Found:
    """Find letters that touch each other, or lie on a mark, in a picture of so many columns."""
    marks = [_cell(target.x, target.y, columns) for target in figure.target]
    used: dict[tuple[int, int], str] = {}
    for at, landmark in enumerate(figure.landmark):
        column, row = _cell(landmark.x, landmark.y, columns)
        for near in (column - 1, column, column + 1):
            if (near, row) in used:
                what = f"touches the letter {used[near, row]} at {columns} columns"
                yield ("landmark", at, "x"), what
        used[column, row] = landmark.letter
        for mark, (across, down) in zip(figure.target, marks, strict=True):
            if abs(column - across) < reach and abs(row - down) < 2:
                what = f"lies on the mark of spot {mark.spot} at {columns} columns"
                yield ("landmark", at, "x"), what


def _cell(x: float, y: float, columns: int) -> tuple[int, int]:
    return min(columns - 1, int(x * columns / UNITS)), min(
        columns // 2 - 1, int(y * columns / 1200)
    )


def _of_mark(figure: Figure, target: Target, known: dict[int, Spot]) -> Found:
    spot = known.get(target.spot)
    if spot is None:
        yield ("spot",), f"there is no spot {target.spot}"
    elif figure.name not in (OVERVIEW, spot.figure):
        yield ("spot",), f"spot {target.spot} is shown by {shown(spot.figure)}"
    else:
        for number, muscle in enumerate(target.muscles):
            if muscle not in spot.muscles:
                what = f"{shown(muscle)} is no muscle of spot {spot.number}"
                yield ("muscles", number), what + hint(muscle, spot.muscles)
