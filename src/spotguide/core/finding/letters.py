"""From letters to stems: case, accents, British spelling and endings do not count.

A stem is a key and no word; it only has to be the same for all forms of one word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, normalize

MOST_LETTERS = 100_000
"""So much of a text is read."""

LONGEST_WORD = 40
"""Letters; whatever is longer is no word."""

BREAK = "|"
"""Stands where a sentence or a part of it ends."""

WORDS = re.compile(r"[^\W_]+|[.,;:!?()\n\r\u2013\u2014/]")
INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
BRITISH = (
    (re.compile(r"(?<=..)our(?=s?$|ed$|ing$|ful$|less$)"), "or"),
    (re.compile(r"(?<=..)is(?=(e|es|ed|ing|ation)$)"), "iz"),
    (re.compile(r"(?<=.[bct])re(?=s?$)"), "er"),
    (re.compile(r"ae(?=[mst])|oe(?=[dms].)"), "e"),
    (re.compile(r"^grey"), "gray"),
)
"""How British endings are written elsewhere."""

LETTERS = frozenset("aeiouy")


def split(text: str) -> list[str]:
    """Return the words of a text, plain and in lower case, with BREAK where a part of it ends."""
    letters = text[:MOST_LETTERS].casefold()
    if not letters.isascii():
        letters = "".join(c for c in normalize("NFKD", letters) if not combining(c))
    joined = letters.replace("'", "").replace("\u2019", "").replace("\u00ad", "")
    joined = INITIALS.sub(lambda found: found[0].replace(".", ""), joined)
    words = (found[0] for found in WORDS.finditer(joined))
    return [word if word[0].isalnum() else BREAK for word in words if len(word) <= LONGEST_WORD]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return what a word has in common with its other forms."""
    if len(word) < 4 or not word.isalpha():
        return word
    for british, american in BRITISH:
        word = british.sub(american, word)
    return _bare(_without_ending(_singular(word)))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_ending(word: str) -> str:
    for ending in ("ing", "ed", "ness", "ly"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= 3 and LETTERS & set(rest):
            if ending in ("ness", "ly"):
                return rest
            return word if word.endswith("eed") else _single(rest)
    return word


def _single(word: str) -> str:
    """Return the word with one letter for a double one at its end, where an ending doubled it."""
    doubled = word[-1] == word[-2] and word[-1] not in "aeiosz"
    return word[:-1] if doubled and (word[-1] != "l" or len(word) > 4) else word


def _bare(word: str) -> str:
    if len(word) > (3 if word[-1] == "e" else 5) and word[-1] in "ey":
        return word[:-1]
    return word
