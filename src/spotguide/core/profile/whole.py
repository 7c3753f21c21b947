"""The whole profile as it is shown: what is kept, how long it holds, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from spotguide.core.plan.remembered import Remembered, lasts, until
from spotguide.core.profile.clashes import Clash, clash

if TYPE_CHECKING:
    from spotguide.core.catalog import Catalog
    from spotguide.core.catalog.safety import Screen
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.plan.wishes import Memory


@dataclass(frozen=True)
class Said:
    """One answer that lasts: the question, what was said, and until when it holds."""

    screen: Screen
    answer: Remembered
    until: datetime
    holds: bool


@dataclass(frozen=True)
class Whole:
    """All that is kept of a person, at one moment.

    `closed` are the places that flares have closed, each a spot and a side; `folder` is where all
    of it lies.
    """

    catalog: Catalog
    memory: Memory
    now: datetime
    closed: tuple[tuple[Spot, str], ...] = ()
    folder: str = ""

    @property
    def empty(self) -> bool:
        """Say whether nothing is kept that could be shown."""
        profile = self.memory.profile
        kept = (profile.left_out, profile.reopened, self.closed, self.said())
        return self.memory.owned is None and not any(kept)

    def said(self) -> tuple[Said, ...]:
        """Return the newest answer to each question that lasts, in the order of the questions.

        An answer from the future holds nothing, and one about a place is that place's own.
        """
        screens = {screen.id: screen for screen in self.catalog.safety.screen}
        newest: dict[tuple[str, str], Remembered] = {}
        for answer in sorted(self.memory.answers, key=lambda one: one.at):
            screen = screens.get(answer.screen)
            if screen is not None:
                newest[screen.ask, answer.spot if screen.here else ""] = answer
        found = [self._said(screens[one.screen], one) for one in newest.values()]
        order = list(screens)
        kept = (one for one in found if lasts(one.screen, one.answer.applies))
        return tuple(sorted(kept, key=lambda one: order.index(one.screen.id)))

    def _said(self, screen: Screen, answer: Remembered) -> Said:
        end = until(screen, answer)
        return Said(screen, answer, end, answer.at <= self.now < end)

    def clashes(self) -> Iterator[tuple[Spot, Clash]]:
        """Yield each spot of which the profile says anything, with that."""
        for spot in self.catalog.spots:
            memory = self.memory
            found = clash(spot, self.catalog, memory.answers, memory.profile, self.now)
            if found != Clash():
                yield spot, found
