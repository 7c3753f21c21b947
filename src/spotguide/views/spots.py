"""The spots of a list in words, for the ear, and as one line of tab-separated text each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spotguide.views.words import ALONE, counted, first_down, listed, muscle_words

if TYPE_CHECKING:
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.catalog.teaching import Complaint, Muscle


@dataclass(frozen=True)
class Listed:
    """One spot in words: when it was last treated, and what the profile says of it, or empty."""

    number: str
    name: str
    muscles: str
    pressed_for: str
    alone: str
    last: str
    mark: str


@dataclass(frozen=True)
class Spots:
    """The spots to list, with the names that their ids stand for.

    `last` says when a spot was last treated, and `marks` what the profile says of it, by slug, in
    words that are shown as they are.
    """

    spots: tuple[Spot, ...]
    muscles: Mapping[str, Muscle]
    complaints: Mapping[str, Complaint]
    last: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)

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
                mark=self.marks.get(spot.slug, ""),
            )


def lines(spots: Spots) -> str:
    """Return one line a spot, its words in their order, with tabs between them."""
    return "".join("\t".join(vars(one).values()) + "\n" for one in spots.listed())


def aloud(spots: Spots) -> Iterator[str]:
    """Yield how many there are, then each spot in sentences."""
    yield f"{counted(len(spots.spots), 'spot')}."
    for s in spots.listed():
        last = f" Last treated {s.last}." if s.last else ""
        mark = f" Your profile: {s.mark}." if s.mark else ""
        yield (
            f"{s.number}, {s.name}: {s.muscles}. For {s.pressed_for}. Alone: {s.alone}.{last}{mark}"
        )
