"""The drawings in words and numbers: what each shows, where its marks lie, what to keep off.

Coordinates are those of a drawing: 0 to 600, x to the right, y down.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from spotguide.core.catalog.kinds import (
    ENDED,
    Count,
    Flag,
    Frozen,
    Id,
    Ids,
    Label,
    Line,
    Short,
    Side,
)

UNITS = 600
"""Width and height of every drawing."""

OVERVIEW = "body"
"""The name of the figure of the whole body, with the numbers of all spots."""

Coordinate = Annotated[float, Field(ge=0, le=UNITS)]
Length = Annotated[float, Field(ge=1, le=UNITS)]
Letter = Literal["A", "B", "C", "D", "E", "F", "G", "H"]
Path = Annotated[str, StringConstraints(max_length=100)]
Alt = Annotated[str, StringConstraints(max_length=1500, pattern=ENDED)]
Find = Annotated[str, StringConstraints(min_length=1, max_length=180)]


class At(Frozen):
    """A place in a drawing."""

    x: Coordinate
    y: Coordinate


class Locator(Frozen):
    """A box around the part of the whole body that a figure shows."""

    view: Literal["front", "back"]
    x: Coordinate
    y: Coordinate
    w: Length
    h: Length


class Target(Frozen):
    """The mark of a spot: its center and radius, what lights up, and where it is in one line.

    In the overview `label` is where its number stands.
    """

    spot: Count
    x: Coordinate
    y: Coordinate
    r: Length
    label: At | None = None
    muscles: tuple[Id, ...] = ()
    find: Find


class Landmark(Frozen):
    """A letter over the picture, for what can be felt; `dots` and `dots_at` are for braille."""

    letter: Letter
    ids: Ids
    name: Short
    x: Coordinate
    y: Coordinate
    dots: Flag = True
    dots_at: At | None = None


class Drawn(Frozen):
    """A muscle, and the groups of the drawing that light up for it."""

    id: Id
    lit: Ids


class Zone(Frozen):
    """A zone to keep off, and the spots for which it is shown."""

    id: Id
    name: Label
    why: Line
    spots: tuple[Count, ...]


class Figure(Frozen):
    """One drawing; `side` is the person's side on which it is drawn."""

    name: Id
    file: Path
    title: Label
    view: Short
    side: Side
    alt: Alt
    locator: Locator | None = None
    target: Annotated[tuple[Target, ...], Field(min_length=1)]
    landmark: tuple[Landmark, ...] = ()
    muscle: tuple[Drawn, ...] = ()
    avoid: tuple[Zone, ...] = ()

    def target_of(self, spot: int | None) -> Target | None:
        """Return the mark of a spot, None where the figure has none."""
        return next((target for target in self.target if target.spot == spot), None)

    def avoided(self, spot: int | None) -> tuple[Zone, ...]:
        """Return the zones that are shown for a spot."""
        return tuple(zone for zone in self.avoid if spot in zone.spots)


class FiguresFile(Frozen):
    """`figures.toml`."""

    figure: Annotated[tuple[Figure, ...], Field(min_length=1)]
