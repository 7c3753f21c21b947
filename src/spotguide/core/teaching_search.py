"""Searching what is taught: every word must be there, in any form; the best passage first.

A word counts in the passage itself and in the names of the entry where it stands, but at least one
has to be in the passage. A word that nothing has is taken for the beginning of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from spotguide.core.passages import NAMED, Passage
from spotguide.core.stems import every_word, plain_letters, stem, stems_in, typed, words_in
from spotguide.errors import WrongUsage, quotable

MOST_WORDS, MOST_LETTERS = 20, 400
BEGINNING = 3  # letters from which a word may be the beginning of another
ALIKE = 0.72  # from which two words are near: one slip in four letters
MENDED = 3  # words of one search for which near ones are looked for
NEAREST = 3  # searches that are suggested


class Meant(NamedTuple):
    """The stems that a word may stand for, and the places of the passages that have one."""

    stems: frozenset[str]
    places: set[int]


Wanted = Sequence[Meant]


@dataclass(frozen=True)
class Match:
    """A passage that has all the words, and where in its text they stand, first to last."""

    passage: Passage
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Nearby:
    """Words that do find something, and how much."""

    words: str
    count: int


@dataclass
class Teaching:
    """All passages, and their stems: of each passage when it is first asked for."""

    passages: Sequence[Passage]
    _own: dict[int, frozenset[str]] = field(default_factory=dict)
    _around: dict[tuple[str, str, str], frozenset[str]] = field(default_factory=dict)

    @cached_property
    def letters(self) -> list[str]:
        """The texts as far as letters go: without case, accents and apostrophes."""
        return [plain_letters(one.text) for one in self.passages]

    @cached_property
    def spelled(self) -> dict[str, str]:
        """A word for each stem that is in a text, as the text spells it."""
        found: dict[str, str] = {}
        for word in every_word("\n".join(one.text for one in self.passages)):
            found.setdefault(stem(word), word.casefold())
        return found

    def own(self, place: int) -> frozenset[str]:
        """Return the stems in the text of a passage."""
        if place not in self._own:
            self._own[place] = stems_in(self.passages[place].text)
        return self._own[place]

    def around(self, place: int) -> frozenset[str]:
        """Return the stems in the names of the entry and of what the passage is about."""
        one = self.passages[place]
        key = (one.kind, one.id, one.about)
        if key not in self._around:
            self._around[key] = stems_in(" ".join((one.name, one.about, *one.also)))
        return self._around[key]

    def with_letters(self, stem: str) -> list[int]:
        """Return the places of passages that may have the stem: its letters, but for a y."""
        letters = stem.removesuffix("i")
        return [place for place, text in enumerate(self.letters) if letters in text]


def words_to_find(text: str) -> tuple[str, ...]:
    """Return the words to search for; raise WrongUsage where there are none, or too many."""
    if not text.strip():
        raise WrongUsage("Search for what? Say a word or more: spotguide search tennis ball")
    words = typed(text[: MOST_LETTERS + 1]) if len(text) > MOST_LETTERS else typed(text)
    if not words:
        raise WrongUsage(f'There is no word in "{quotable(text)}". Say a word or more: '
                         "spotguide search tennis ball")  # fmt: skip
    if len(words) > MOST_WORDS or len(text) > MOST_LETTERS:
        raise WrongUsage(f"A search takes {MOST_WORDS} words and {MOST_LETTERS} letters at most; "
                         f"fewer words find more.")  # fmt: skip
    return words


def search(teaching: Teaching, words: Sequence[str]) -> tuple[Match, ...]:
    """Return the passages that have all the words, the best first."""
    wanted = _wanted(teaching, words)
    hits = [teaching.passages[place] for place in _having(teaching, wanted)]
    matches = [Match(one, _marks(one.text, wanted)) for one in hits]
    ranked = {id(one): _rank(one, wanted) for one in matches}
    return tuple(sorted(matches, key=lambda one: ranked[id(one)]))


def nearest(teaching: Teaching, words: Sequence[str]) -> tuple[Nearby, ...]:
    """Return searches near to one that found nothing, which do find something; NEAREST at most.

    Words that nothing has are replaced by what is spelled alike. Where that is not enough, words
    are left out: one, or all but one.
    """
    found: dict[str, Nearby] = {}
    for some in _fewer(list(_mended(teaching, words))):
        count = len(_having(teaching, _wanted(teaching, some)))
        said = " ".join(some)
        if count:
            found.setdefault(said, Nearby(said, count))
        if len(found) == NEAREST:
            break
    return tuple(found.values())


def _fewer(mended: list[list[str]]) -> Iterator[list[str]]:
    """Yield the searches as they are, then with one word left out, then each word alone."""
    yield from mended
    first = mended[0] if mended else []
    if len(first) > 2:
        yield from ([*first[:place], *first[place + 1 :]] for place in reversed(range(len(first))))
    yield from ([word] for word in first)


def _mended(teaching: Teaching, words: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words with near ones for those that nothing has; the nearest first.

    Only where one word is missing there is a choice; a word that nothing is near to is left out.
    """
    missing = [word for word in words if not _means(teaching, word).stems]
    near = {word: _alike(teaching, word) for word in missing[:MENDED]}
    choices = max(1, *map(len, near.values())) if len(near) == 1 else 1
    for choice in range(choices):
        mended = []
        for word in words:
            if word not in missing:
                mended.append(word.casefold())
            elif close := near.get(word, [])[choice : choice + 1]:
                mended += close
        if mended:
            yield mended


def _alike(teaching: Teaching, word: str) -> list[str]:
    """Return words that are spelled nearly like this one, the nearest first."""
    from difflib import get_close_matches

    wanted = stem(word)
    close = [known for known in teaching.spelled if abs(len(known) - len(wanted)) <= 2]
    return [teaching.spelled[one] for one in get_close_matches(wanted, close, NEAREST, ALIKE)]


def _wanted(teaching: Teaching, words: Sequence[str]) -> Wanted:
    return [_means(teaching, word) for word in words]


def _means(teaching: Teaching, word: str) -> Meant:
    """Return the stems that a word stands for, its own, else all that begin with it; and where."""
    wanted = stem(word)
    places = teaching.with_letters(wanted)
    if exact := {place for place in places if wanted in teaching.own(place)}:
        return Meant(frozenset((wanted,)), exact)
    if len(wanted) < BEGINNING:
        return Meant(frozenset(), set())
    longer = {
        place: {known for known in teaching.own(place) if known.startswith(wanted)}
        for place in places
    }
    stems: frozenset[str] = frozenset().union(*longer.values())
    return Meant(stems, {place for place, found in longer.items() if found})


def _having(teaching: Teaching, wanted: Wanted) -> list[int]:
    """Return the places of the passages that have all that is wanted, in the order of the data."""
    if not all(one.stems for one in wanted):
        return []
    return [
        place
        for place in sorted(set().union(*(one.places for one in wanted)))
        if all(
            place in one.places or not teaching.around(place).isdisjoint(one.stems)
            for one in wanted
        )
    ]


def _marks(text: str, wanted: Wanted) -> tuple[tuple[int, int], ...]:
    every: frozenset[str] = frozenset().union(*(one.stems for one in wanted))
    return tuple((start, end) for known, start, end in words_in(text) if known in every)


def _rank(match: Match, wanted: Wanted) -> tuple[int, ...]:
    """Return what is compared, the least first.

    In this order: words that only the names around have; what is taught before its sources; names
    before statements; words side by side as typed; entries that are called so; short texts.
    """
    one = match.passage
    own, names = [known for known, *_ in words_in(one.text)], stems_in(one.name)
    return (
        sum(each.stems.isdisjoint(own) for each in wanted),
        one.kind == "reference",
        one.part not in (NAMED, "also_called", "said_as"),
        not _side_by_side(own, wanted),
        sum(names.isdisjoint(each.stems) for each in wanted),
        len(own),
    )


def _side_by_side(own: Sequence[str], wanted: Wanted) -> bool:
    """Say whether the words stand one after the other, in the order in which they were typed."""
    return any(
        all(own[start + place] in each.stems for place, each in enumerate(wanted))
        for start in range(len(own) - len(wanted) + 1)
    )
