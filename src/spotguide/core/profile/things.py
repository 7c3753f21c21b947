"""Which spots, tools and positions are meant by what a person typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spotguide.core.profile.kept import Thing
from spotguide.core.search import ALIKE, LONGEST, NEAREST, Lookup, find, near, unknown, words_of
from spotguide.errors import SeveralNames, UnknownName

if TYPE_CHECKING:
    from spotguide.core.catalog import Catalog

NOUN = "spot, tool or position"


def find_things(catalog: Catalog, words: Sequence[str], command: str) -> list[Thing]:
    """Return each thing that the words name, several words to a name where they make one.

    Raise UnknownName with the nearest names, or SeveralNames; `command` comes before a name.
    """
    found: list[Thing] = []
    left = list(words)
    while left:
        for many in range(len(left), 0, -1):
            if one := _called(catalog, " ".join(left[:many]), command):
                found.append(one)
                left = left[many:]
                break
        else:
            raise _unknown(catalog, left, command)
    return list(dict.fromkeys(found))


def positions(catalog: Catalog) -> dict[str, str]:
    """Return the words for each position, by its one word."""
    return {str(place): words for place, words in catalog.cues.places.items()}


def _called(catalog: Catalog, text: str, command: str) -> Thing | None:
    """Return the one thing of this name, None where there is none; a position goes first."""
    typed = words_of(text)
    for place, words in positions(catalog).items():
        if typed in ((place,), words_of(words)):
            return Thing("position", place)
    hits = find(catalog, text, ("spot", "tool"))
    if len(hits) > 1:
        raise SeveralNames(
            text, [(f"{command} {hit.id}", f"{hit.name} ({hit.kind})") for hit in hits]
        )
    return next((Thing("spot" if hit.kind == "spot" else "tool", hit.id) for hit in hits), None)


def _unknown(catalog: Catalog, words: Sequence[str], command: str) -> UnknownName:
    """Return the error for words that name nothing: for as many of them as are near something."""
    from difflib import get_close_matches

    asked = Lookup(("spot", "tool"), NOUN, command, "spotguide profile --help")
    texts = [" ".join(words[:many])[:LONGEST] for many in range(len(words), 0, -1)]
    for text in texts:
        if close := get_close_matches("".join(words_of(text)), positions(catalog), NEAREST, ALIKE):
            return UnknownName(NOUN, text, close, f"{command} {close[0]}")
        if near(catalog, text, asked.kinds):
            return unknown(catalog, text, asked)
    return unknown(catalog, texts[-1], asked)
