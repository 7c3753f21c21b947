"""Words as a search compares them: without case, accents, and the endings of English.

A stem need not be a word. Two forms of one word have to come out alike, and different words should
not; where both cannot be had, an ending is kept: finding too little is seen, and too much is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import combining, normalize

from spotguide.core.search import words_of

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
VOWELS = frozenset("aeiouy")
ENDINGS = ("ness", "ing", "ed")
KEEP_DOUBLE = "lsz"  # press, pull and buzz have two letters of their own
LEAST = 3  # letters that an ending leaves
SMALL = frozenset(
    words_of(
        "a about an and any are as at be but by can do does for from had has have how i if in is "
        "it its me my not of on or should so than that the their them then there these they this "
        "to was what when where which who why will with you your"
    )
)
"""Words that tell nothing about what is looked for, unless they are all there is."""


def words_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the stem of each word of a text, with where the word begins and ends."""
    for word in WORD.finditer(text):
        yield stem(word.group()), word.start(), word.end()


def every_word(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are spelled, each once, in their order."""
    return tuple(dict.fromkeys(WORD.findall(text)))


def stems_in(text: str) -> frozenset[str]:
    """Return the stems of all words of a text."""
    return frozenset(map(stem, WORD.findall(text)))


def plain_letters(text: str) -> str:
    """Return a text without case, accents and apostrophes."""
    text = text.casefold().replace("'", "")
    if text.isascii():
        return text
    letters = normalize("NFKD", text.replace("’", ""))
    return "".join(letter for letter in letters if not combining(letter))


def typed(text: str) -> tuple[str, ...]:
    """Return the words that a person typed, each once, as typed; small words only if alone."""
    words = every_word(normalize("NFKC", text))
    return tuple(word for word in words if word.casefold() not in SMALL) or words


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return what is left of one word without its endings."""
    word = word.lower() if word.isascii() and word.isalnum() else "".join(words_of(word))
    word = _singular(word)
    for ending in ENDINGS:
        if word.endswith(ending) and _carries(word[: -len(ending)], word):
            word = _single(word[: -len(ending)])
            break
    if len(word) > LEAST and word[-1] == "e":
        word = word[:-1]
    return word[:-1] + "i" if len(word) > LEAST and word[-1] == "y" else word


def _singular(word: str) -> str:
    if len(word) <= LEAST or word.endswith(("ss", "us", "is")) or word[-1] != "s":
        return word
    return word[:-3] + "y" if word.endswith("ies") and len(word) > LEAST + 2 else word[:-1]


def _carries(left: str, whole: str) -> bool:
    """Say whether what an ending leaves can be a word: spring and speed have no ending."""
    return len(left) >= LEAST and not whole.endswith("eed") and not VOWELS.isdisjoint(left)


def _single(word: str) -> str:
    """Return the word without the second of two letters that an ending has doubled: stopp."""
    doubled = word[-1] == word[-2] and word[-1] not in KEEP_DOUBLE and word[-1] not in VOWELS
    return word[:-1] if doubled else word
