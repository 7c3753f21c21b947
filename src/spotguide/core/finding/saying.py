"""What somebody said: the terms that count, those that are denied, and the side.

Negation reaches as far as a part of a sentence, and never over words that begin a new thought.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from spotguide.core.finding.letters import BREAK, split, stem

if TYPE_CHECKING:
    from spotguide.core.finding.slips import Slips
    from spotguide.core.finding.terms import Terms

Side = Literal["left", "right", "both"]

MOST_WORDS = 2_000
"""So many words are read for where it hurts."""

MOST_SLIPS = 30
"""So many unknown words are looked at for slips of the finger."""

REACH = 5
"""So many words a "not" reaches."""

DENYING = frozenset(
    (
        "not", "no", "isnt", "aint", "wasnt", "arent", "werent", "nor", "neither", "nope",
        "except", "besides",
    )
)  # fmt: skip
DENYING_TWO = frozenset(
    (("instead", "of"), ("rather", "than"), ("apart", "from"), ("other", "than"), ("free", "of"))
)
DOING = frozenset(
    (
        "can", "could", "do", "does", "did", "will", "would", "should", "may", "might", "dare",
        "am",
    )
)  # fmt: skip
LIMITED = frozenset(
    (
        "just", "only", "merely", "simply", "able", "sure", "certain", "so", "too", "as", "until",
        "till", "long", "much", "even", "always", "really", "quite", "exactly", "great", "good",
        "well", "enough", "bad", "moving", "bending", "turning", "straight", "far", "yet",
    )
)  # fmt: skip
"""After "not" these take its force: "not just my knee", "not sure", "not so bad"."""
FRESH = frozenset(
    (
        "but", "just", "it", "its", "more", "rather", "though", "although", "instead", "only",
        "because", "i", "im",
    )
)  # fmt: skip
"""With these a new thought begins."""
HURTING = frozenset(
    (
        "hurt", "hurts", "hurting", "sore", "painful", "ache", "aches", "aching", "bother",
        "bothers",
    )
)  # fmt: skip

LEFT, RIGHT = frozenset(("left", "lefthand", "lefty")), frozenset(("right", "righthand"))
POINTING = frozenset(
    (
        "the", "my", "on", "in", "his", "her", "your", "upper", "lower", "top", "bottom", "to",
        "a", "outer", "inner", "front", "back", "rear", "and", "or", "mostly", "only", "side",
    )
)  # fmt: skip
"""Before left or right these make it a side."""
LOOSE = frozenset(
    (
        "at", "in", "between", "under", "above", "below", "on", "by", "where", "now", "before",
        "after", "next", "beside", "behind", "inside", "near", "around", "round", "across", "up",
        "down", "through", "there", "here", "when", "as", "away", "off", "out", "along", "over",
        "beneath", "from", "into", "onto", "me", "my", "us", "it", "him", "her", "them", "a", "an",
        "i", "we", "you", "they", "enough", "amount", "way", "thing", "about", "with", "so", "to",
        "too", "and", "but", "or", "is", "feeling", "terrible",
    )
)  # fmt: skip
"""After left or right these make it no side, unless a word before points to one."""


@dataclass(frozen=True)
class Said:
    """What was said: `terms` in their order, with each BREAK; what was denied; the side.

    `stems` are those of the words as they were typed.
    """

    terms: tuple[str, ...]
    denied: frozenset[str] = frozenset()
    side: Side | None = None
    stems: frozenset[str] = frozenset()


def said(text: str, terms: Terms, slips: Slips, known: Callable[[str], bool]) -> Said:
    """Return what a text says."""
    words = split(text)[:MOST_WORDS]
    side = side_of(words)
    asserted, denied = sift(words)
    left = MOST_SLIPS
    mended: dict[str, Sequence[str]] = {}

    def mend(some: Sequence[str]) -> list[str]:
        """Return the words, with slips in spelling mended as long as there is patience."""
        nonlocal left
        found: list[str] = []
        for word in some:
            if word not in mended:
                mended[word] = (word,)
                if word != BREAK and left and not known(word):
                    left -= 1
                    mended[word] = _mended(word, terms, slips)
            found += mended[word]
        return found

    spoken = tuple(terms.of(mend(asserted)))
    off = {term for term in terms.of(mend(denied)) if term != BREAK}
    return Said(spoken, frozenset(off - set(spoken)), side, frozenset(map(stem, words)))


def _mended(word: str, terms: Terms, slips: Slips) -> tuple[str, ...]:
    """Return an unknown word as two known ones or as the one that was meant, else as it is."""
    for at in range(3, len(word) - 2):
        if word[:at] in slips and terms.plain(word[at:]):
            return word[:at], word[at:]
    return (slips.meant(word) or word,)


def sift(words: Sequence[str], *, joined: bool = True) -> tuple[list[str], list[str]]:
    """Return the words that are said of oneself, and those that are denied, BREAK for the others.

    With `joined`, a "not" reaches over "and" too.
    """
    fresh = FRESH if joined else FRESH | {"and", "with"}
    denied = [False] * len(words)
    for at, word in enumerate(words):
        two = tuple(words[at : at + 2]) in DENYING_TWO
        if word in DENYING or two:
            _deny(words, at, denied, 2 if two else 1, fresh)
        elif word in ("doesnt", "dont", "didnt") and HURTING & set(words[at + 1 : at + 2]):
            _deny_before(words, at, denied)
    said = [BREAK if off else word for word, off in zip(words, denied, strict=True)]
    return said, [word if off else BREAK for word, off in zip(words, denied, strict=True)]


def _deny(
    words: Sequence[str], at: int, denied: list[bool], length: int, fresh: frozenset[str]
) -> None:
    after = list(words[at + length : at + length + 2])
    if words[at] == "not" and at and words[at - 1] in DOING and not HURTING & set(after[:1]):
        return
    if after[:1] and after[0] in LIMITED:
        return
    if words[at] != "no" and after[:1] and after[0] in HURTING and after[1:2] != ["in"]:
        _deny_before(words, at, denied)
        return
    for place in range(at + length, min(at + length + REACH, len(words))):
        if words[place] == BREAK or (words[place] in fresh and place > at + length):
            return
        denied[place] = True


def _deny_before(words: Sequence[str], at: int, denied: list[bool]) -> None:
    for place in range(at - 1, max(-1, at - 1 - REACH), -1):
        if words[place] == BREAK or words[place] in FRESH or words[place] == "and":
            return
        denied[place] = True


def side_of(words: Sequence[str]) -> Side | None:
    """Return the side that the words name: both, if they name the two."""
    found: set[Side] = set()
    for at, word in enumerate(words):
        if word in LEFT | RIGHT and _is_side(words, at):
            found.add("left" if word in LEFT else "right")
    if len(found) == 2:
        return "both"
    return found.pop() if found else None


def _is_side(words: Sequence[str], at: int) -> bool:
    before = words[at - 1] if at else BREAK
    after = words[at + 1] if at + 1 < len(words) else BREAK
    if before in ("not", "all", "alright", "isnt", "ive", "have", "has", "whats"):
        return False
    if words[at + 2 : at + 3] and after in ("and", "or") and words[at + 2] in LEFT | RIGHT:
        return True
    return before in POINTING or after not in LOOSE
