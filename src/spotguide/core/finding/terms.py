"""Terms: the words that count, with one term for all words and phrases of one meaning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from spotguide.core.finding.letters import BREAK, split, stem

if TYPE_CHECKING:
    from spotguide.core.catalog.teaching import ComplaintsFile

IDLE = frozenset(
    (
        "a", "about", "after", "all", "almost", "already", "also", "am", "an", "and", "any",
        "anyone", "anything", "are", "around", "as", "at", "away", "be", "because", "been",
        "before", "being", "bit", "both", "but", "by", "can", "cant", "cannot", "could", "couldnt",
        "did", "didnt", "do", "does", "doesnt", "doing", "dont", "during", "each", "either",
        "else", "em", "ever", "every", "feel", "for", "from", "further", "get", "gets", "had",
        "has", "hasnt", "have", "havent", "having", "he", "her", "here", "hers", "him", "his",
        "how", "i", "id", "if", "ill", "im", "in", "into", "is", "isnt", "it", "its", "ive",
        "just", "kinda", "let", "lets", "like", "made", "make", "may", "maybe", "me", "mine",
        "might", "more", "most", "much", "my", "myself", "no", "nor", "not", "now", "of", "off",
        "oh", "ok", "on", "once", "one", "only", "onto", "or", "other", "our", "out", "own", "per",
        "quite", "rather", "really", "same", "she", "should", "so", "some", "somehow", "someone",
        "something", "sort", "still", "such", "than", "that", "thats", "the", "their", "them",
        "then", "there", "theres", "these", "they", "theyre", "thing", "this", "those", "though",
        "through", "thru", "til", "till", "to", "too", "until", "up", "us", "use", "used", "very",
        "via", "want", "was", "wasnt", "we", "well", "were", "what", "whats", "when", "whenever",
        "where", "whether", "which", "while", "who", "whole", "whose", "why", "will", "with",
        "within", "without", "wont", "would", "wouldnt", "yeah", "yes", "yet", "you", "your",
        "yours", "ya", "ye", "u", "ur", "da", "de", "el", "la", "le", "der", "die", "das", "und",
        "et", "y", "o", "s", "t", "m", "re", "ve", "ll", "d", "left", "right", "leftie",
        "lefthand", "righthand",
    )
)  # fmt: skip
"""Words of grammar, and the sides, which are read by themselves."""

SLIGHT = frozenset(
    ("a", "an", "the", "my", "your", "his", "her", "our", "their", "its", "this", "that", "these",
     "those", "me", "bit", "bits")
)  # fmt: skip
"""Words that may stand within a phrase or not: "back of head", "back of my head"."""


class Terms:
    """Turns stems into terms: the longest phrase first, then word by word."""

    def __init__(self, file: ComplaintsFile) -> None:
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.parts: set[str] = set()
        self.spelled: dict[str, None] = {}
        for entry in file.part:
            self.parts.add(self._add(entry.word, entry.also))
        self.body = tuple(self.spelled)
        for entry in file.synonym:
            self._add(entry.word, entry.also)
        for some in self._phrases.values():
            some.sort(key=lambda pair: -len(pair[0]))
        self._neutral = {stem for text in file.neutral for stem in self._stems(text)}
        self._inner = {
            stem for some in self._phrases.values() for stems, _ in some for stem in stems
        }

    def _add(self, word: str, also: Iterable[str]) -> str:
        """Make one term of a word and of all that is said instead of it; return the term."""
        term = " ".join(self._stems(word))
        for text in (word, *also):
            stems = self._stems(text)
            self._phrases.setdefault(stems[0], []).append((stems, term))
            self.spelled.update(dict.fromkeys(split(text)))
        return term

    def _stems(self, text: str) -> tuple[str, ...]:
        words = [word for word in split(text) if word != BREAK]
        return tuple(stem(word) for word in words if word not in SLIGHT) or tuple(words)

    def known(self, word: str) -> bool:
        """Say whether a word stands in the vocabulary, in any of its forms."""
        if word in IDLE or word in SLIGHT:
            return True
        found = stem(word)
        return found in self._phrases or found in self._neutral or found in self._inner

    def plain(self, word: str) -> bool:
        """Say whether a word is one for pain or for a part of the body."""
        found = stem(word)
        return len(word) > 2 and (found in self._neutral or word in self.body)

    def of(self, words: Sequence[str]) -> list[str]:
        """Return the terms of words, in their order, with each BREAK kept."""
        stems = [word if word == BREAK else stem(word) for word in words if word not in SLIGHT]
        terms: list[str] = []
        at = 0
        while at < len(stems):
            phrase, term = self._longest(stems, at)
            at += phrase
            if term not in self._neutral and (phrase > 1 or term not in IDLE):
                terms.append(term)
        return terms

    def _longest(self, stems: Sequence[str], at: int) -> tuple[int, str]:
        """Return the longest phrase that begins here, as its number of stems and its term."""
        for phrase, term in self._phrases.get(stems[at], ()):
            if tuple(stems[at : at + len(phrase)]) == phrase:
                return len(phrase), term
        return 1, stems[at]
