"""The spots of a list in words, and as one line of tab-separated text each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spotguide.views.words import ALONE, first_down, listed, muscle_words

if TYPE_CHECKING:
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.catalog.teaching import Complaint, Muscle


@dataclass(frozen=True)
class Listed:
    """One spot in words; `last` is when it was last treated, or empty."""

    number: str
    name: str
    muscles: str
    pressed_for: str
    alone: str
    last: str


@dataclass(frozen=True)
class Spots:
    """The spots to list, with the names that their ids stand for.

    `last` says when a spot was last treated, by slug, in words that are shown as they are.
    """

    spots: tuple[Spot, ...]
    muscles: Mapping[str, Muscle]
    complaints: Mapping[str, Complaint]
    last: Mapping[str, str] = field(default_factory=dict)

    def listed(self) -> Iterable[Listed]:
        """Yield each spot in words."""
        for spot in self.spots:
            names = (first_down(self.complaints[one].name) for one in spot.complaints)
            yield Listed(
                number=str(spot.number),
                name=spot.name,
                muscles=muscle_words(tuple(self.muscles[one] for one in spot.muscles)),
                pressed_for=listed(names),
                alone=ALONE[spot.self_treatable],
                last=self.last.get(spot.slug, ""),
            )


def lines(spots: Spots) -> str:
    """Return one line a spot: number, name, muscles, pressed for, alone, last treated, by tabs."""
    rows = ((s.number, s.name, s.muscles, s.pressed_for, s.alone, s.last) for s in spots.listed())
    return "".join("\t".join(row) + "\n" for row in rows)
