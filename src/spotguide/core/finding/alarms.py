"""Alarms: does it sound like an emergency? Asked before any spot is looked for.

A phrase counts where it is said, not where it is denied: "no fever" is none, "no feeling" is one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from spotguide.core.finding.index import index_of
from spotguide.core.finding.letters import BREAK, split, stem
from spotguide.core.finding.saying import DENYING, MOST_SLIPS, sift
from spotguide.core.finding.slips import Slips
from spotguide.core.finding.terms import SLIGHT

if TYPE_CHECKING:
    from spotguide.core.catalog import Catalog
    from spotguide.core.catalog.patterns import Alarm
    from spotguide.core.catalog.safety import SafetyFile, Screen

MOST_WORDS = 10_000
"""So many words are read for an emergency."""

URGENCY = ("emergency", "same-day", "soon", "none")

Hits = Mapping[str, list[tuple[int, int]]]
"""Where each group is said: first word, and the word after the last."""


class Alarms:
    """The patterns of `safety.toml`, ready to be held against words."""

    def __init__(self, safety: SafetyFile) -> None:
        self._screens = {screen.id: screen for screen in safety.screen}
        self._alarms = sorted(safety.alarm, key=lambda one: self._urgency(one.screen))
        self._phrases: dict[str, list[tuple[list[str], list[str], str]]] = {}
        spelled: dict[str, None] = {}
        for group, texts in safety.alarm_words.items():
            for text in texts:
                words = [word for word in split(text) if word not in SLIGHT]
                spelled.update(dict.fromkeys(words))
                stems = [stem(word) for word in words]
                self._phrases.setdefault(stems[0], []).append((words, stems, group))
        self._spelled = tuple(spelled)
        self._stems = frozenset(map(stem, spelled))

    def _urgency(self, screen: str) -> int:
        return URGENCY.index(self._screens[screen].urgency)

    def sounded(self, text: str, known: Collection[str] = ()) -> Screen | None:
        """Return the screen of the most urgent alarm that the words sound, if there is one.

        `known` are stems of words that are no slip of the finger for a word of an alarm.
        """
        words = [word for word in split(text)[:MOST_WORDS] if word not in SLIGHT]
        words = self._mended(words, known)
        hits = self._hits(words)
        for alarm in self._alarms:
            if not any(group in hits for group in alarm.unless) and _together(alarm, hits):
                return self._screens[alarm.screen]
        return None

    def _mended(self, words: Sequence[str], known: Collection[str]) -> list[str]:
        strange = [word for word in dict.fromkeys(words) if word != BREAK and len(word) > 4
                   and stem(word) not in self._stems and stem(word) not in known]  # fmt: skip
        if not strange:
            return list(words)
        slips = Slips(self._spelled)
        meant = {word: slips.meant(word) or word for word in strange[:MOST_SLIPS]}
        return [meant.get(word, word) for word in words]

    def _hits(self, words: Sequence[str]) -> Hits:
        """Return where each group is said and not denied."""
        stems = [word if word == BREAK else stem(word) for word in words]
        found = [
            (at, at + len(phrase), group)
            for at, first in enumerate(stems)
            for phrase, own, group in self._phrases.get(first, ())
            if stems[at : at + len(own)] == own and _in_number(phrase, words[at : at + len(own)])
        ]
        begun = {at for at, end, _ in found if end - at > 1}
        loosened = [
            "x" if at in begun and word in DENYING else word for at, word in enumerate(words)
        ]
        asserted, _ = sift(loosened, joined=False)
        hits: dict[str, list[tuple[int, int]]] = {}
        for at, end, group in found:
            if asserted[at] != BREAK:
                hits.setdefault(group, []).append((at, end))
        return hits


def _in_number(phrase: Sequence[str], words: Sequence[str]) -> bool:
    """Say whether words of the same stems are the phrase: a plural stands for a plural only."""
    return all(not _plural(one) or _plural(two) for one, two in zip(phrase, words, strict=True))


def _plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _together(alarm: Alarm, hits: Hits) -> bool:
    """Say whether all groups of the alarm are said near each other, each by a phrase of its own."""
    if not all(group in hits for group in alarm.all):
        return False
    rarest = min(alarm.all, key=lambda group: len(hits[group]))
    others = [hits[group] for group in alarm.all if group != rarest]
    return any(
        all(_beside(place, places, alarm.within) for places in others) for place in hits[rarest]
    )


def _beside(place: tuple[int, int], places: Sequence[tuple[int, int]], within: int) -> bool:
    """Say whether one of the places, which are in order, is near this one and another."""
    at, _ = place
    near = places[bisect_left(places, (at - within, 0)) : bisect_left(places, (at + within + 1, 0))]
    return any(other != place for other in near)


@lru_cache(maxsize=4)
def alarms_of(catalog: Catalog) -> Alarms:
    """Return the alarms of the catalog, made ready when they are first asked for."""
    return Alarms(catalog.safety)


def red_flag(catalog: Catalog, words: str) -> Screen | None:
    """Return the safety question that the words answer with yes, if they sound like an emergency.

    Its `say` is what to do. Ask this before any spot is offered.
    """
    return alarms_of(catalog).sounded(words, index_of(catalog).stems)
