"""Slips of the finger: the known word that an unknown one was most likely meant to be."""

from __future__ import annotations

from collections.abc import Sequence

SHORT, LONG = 4, 8
"""Letters: up to SHORT no letter is taken for another, from LONG on two slips are forgiven."""


class Slips:
    """Known words by their first letter: those of the body first."""

    def __init__(self, body: Sequence[str], others: Sequence[str] = ()) -> None:
        self._body = frozenset(body)
        self._by_letter: dict[str, list[str]] = {}
        for word in dict.fromkeys((*body, *others)):
            if len(word) >= SHORT and word.isalpha():
                self._by_letter.setdefault(word[0], []).append(word)

    def __contains__(self, word: str) -> bool:
        return word in self._body

    def meant(self, word: str) -> str | None:
        """Return the nearest known word within the slips that are forgiven, else None."""
        if len(word) < 3 or not word.isalpha():
            return None
        most = 2 if len(word) >= LONG else 1
        best, least = None, most + 1
        for other in self._by_letter.get(word[0], ()):
            if abs(len(other) - len(word)) > most or not _alike(word, other, most):
                continue
            found = slips(word, other)
            if found < least and not (
                len(word) == len(other) <= SHORT and not _swapped(word, other)
            ):
                best, least = other, found
        return best


def _alike(one: str, other: str, most: int) -> bool:
    """Say quickly whether two words may be near: most of their letters are the same."""
    return len(set(one) ^ set(other)) <= 2 * most


def _swapped(one: str, other: str) -> bool:
    return sorted(one) == sorted(other)


def slips(one: str, other: str) -> int:
    """Return how many letters are missing, added, wrong or swapped with their neighbor."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        oldest, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, oldest[j - 2] + 1)
            row.append(cost)
    return row[-1]
