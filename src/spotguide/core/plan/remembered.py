"""Remembered answers: which of them hold at a spot, and which are too old to.

A question that is asked in two forms, one for each part of the body, is answered once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from spotguide.core.constants import FRESH, REMEMBER

if TYPE_CHECKING:
    from spotguide.core.catalog.safety import Screen
    from spotguide.core.catalog.spots import Spot


@dataclass(frozen=True)
class Remembered:
    """An answer from an earlier session: whether it applied, whether a professional agreed."""

    screen: str
    spot: str
    applies: bool
    agreed: bool
    at: datetime


def lasts(screen: Screen, applies: bool) -> bool:
    """Say whether such an answer is kept for REMEMBER days, and not for today alone."""
    return screen.repeat == "monthly" or (applies and screen.yes_lasts)


def until(screen: Screen, answer: Remembered) -> datetime:
    """Return up to when the answer holds: for REMEMBER days, or today's for FRESH seconds."""
    long = lasts(screen, answer.applies)
    return answer.at + (timedelta(days=REMEMBER) if long else timedelta(seconds=FRESH))


def holding(
    answers: Iterable[Remembered], spot: Spot, screens: Iterable[Screen], now: datetime
) -> dict[str, Remembered]:
    """Return the newest answer to each question, by screen, where it still holds at this spot.

    One about the place holds at its own spot alone. An answer from the future holds nothing.
    """
    newest = {
        screen.id: (screen, answer)
        for screen, answer in _here(answers, spot, tuple(screens))
        if answer.at <= now
    }
    return {
        name: answer for name, (screen, answer) in newest.items() if now < until(screen, answer)
    }


def stale(
    answers: Iterable[Remembered], spot: Spot, screens: Iterable[Screen], now: datetime
) -> dict[str, Remembered]:
    """Return each yes that was to last and no longer holds: it is asked again, whatever is said.

    A later no takes it back, even one that no longer holds either; one from the future does not.
    """
    answers, screens = tuple(answers), tuple(screens)
    newest = {
        screen.id: (screen, answer)
        for screen, answer in _here(answers, spot, screens)
        if answer.applies or answer.at <= now
    }
    held = holding(answers, spot, screens, now)
    return {
        name: answer
        for name, (screen, answer) in newest.items()
        if answer.applies and lasts(screen, True) and name not in held
    }


def _here(
    answers: Iterable[Remembered], spot: Spot, screens: tuple[Screen, ...]
) -> Iterator[tuple[Screen, Remembered]]:
    """Yield each answer with every form of its question that it answers here, oldest first.

    Nobody's word but a see-someone question's can be agreed to, whatever is stored.
    """
    asked = {screen.id: screen.ask for screen in screens}
    forms: dict[str, list[Screen]] = {}
    for screen in screens:
        forms.setdefault(screen.ask, []).append(screen)
    for answer in sorted(answers, key=lambda answer: answer.at):
        for screen in forms.get(asked.get(answer.screen, ""), ()):
            if screen.here and answer.spot != spot.slug:
                continue
            agreed = answer.agreed and screen.on_yes == "see-someone-first"
            yield screen, replace(answer, screen=screen.id, agreed=agreed)
