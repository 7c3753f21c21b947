"""The words for what the data name by a key: regions, how well a tool fits, who presses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spotguide.core.catalog.kinds import By
    from spotguide.core.catalog.spots import Fit, Grade, Spot
    from spotguide.core.catalog.teaching import Muscle

RANKED: tuple[Grade, ...] = ("best", "good", "gentle-start", "poor", "avoid")
GRADES: dict[Grade, str] = {
    "best": "Best",
    "good": "Good",
    "gentle-start": "Gentle start",
    "poor": "Poor",
    "avoid": "Avoid",
}
ALONE = {"easily": "easy", "with-a-tool": "with a tool", "with-difficulty": "hard"}
BY: dict[By, str] = {"self": "yourself", "partner": "a partner"}


PARTS = {"claims": "what is known", "further": "further reading", "trial_dose": "trials"}


def part_words(part: str) -> str:
    """Return in plain words under which key of an entry something stands."""
    return PARTS.get(part, plain(part))


def plain(key: str) -> str:
    """Return an id or a key in plain words."""
    return key.replace("-", " ").replace("_", " ")


def first_up(text: str) -> str:
    """Return the text with its first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]


def first_down(text: str) -> str:
    """Return the text with its first letter in lower case, unless it begins with an acronym."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def listed(words: Iterable[str]) -> str:
    """Return the words as a list within a sentence."""
    return ", ".join(words)


def either(words: Iterable[str]) -> str:
    """Return "30, 60 or 90"."""
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def ago(days: int) -> str:
    """Return so many days as people say it; what lies in the future is today."""
    return {0: "today", 1: "yesterday"}.get(max(0, days), f"{days} days ago")


def counted(number: int, noun: str) -> str:
    """Return "1 round" or "3 rounds"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def times(number: int) -> str:
    """Return "once", "twice" or "3 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def side_words(spot: Spot) -> str:
    """Return on which sides of the body the spot lies."""
    if not spot.sides:
        return "on the midline"
    return "left and right, one side a session" if spot.one_side_only else "left and right"


def by_grade(fits: Iterable[Fit]) -> list[Fit]:
    """Return tools ranked from best to avoid; equals stay in the order of the data."""
    return sorted(fits, key=lambda fit: RANKED.index(fit.fit))


def muscle_words(muscles: tuple[Muscle, ...]) -> str:
    """Return the muscles of a spot in short: what all are called together, else each name."""
    if len(muscles) > 1:
        shared = set.intersection(*(set(muscle.also_called) for muscle in muscles))
        if shared:
            name = min(shared)
            return name if name.endswith("s") else f"{name}s"
    return listed(first_down(muscle.name) for muscle in muscles)
