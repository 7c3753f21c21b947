"""Slips inside a name of several words: "tenis" is near to "tennis ball"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spotguide.core.search import Name

SAME = 0.8  # from which two words are one with a slip: tenis and tennis, not hip and shin
LEAST = 4  # letters of a word in which a slip can be seen


def alike_in_part(words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """Return the names that have each of these words or one spelled alike, the shortest first."""
    from difflib import get_close_matches

    wanted = [word for word in words if len(word) >= LEAST]
    if not wanted:
        return []
    every = {word for name in names for word in name.words}
    near = [set(get_close_matches(word, every, 4, SAME)) for word in wanted]
    hits = [name for name in names if all(not one.isdisjoint(name.words) for one in near)]
    return sorted(hits, key=lambda name: (name.alias, len(name.words)))
