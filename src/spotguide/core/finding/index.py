"""The index: what all phrases of the catalog say for each spot.

Each phrase is a document. A feature is a term, or two terms that stand near each other; its weight
for a spot is how much oftener it is found among the phrases of that spot than elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log, sqrt
from typing import TYPE_CHECKING, Literal, TypeAlias

from spotguide.core.finding.letters import BREAK, split, stem
from spotguide.core.finding.slips import Slips
from spotguide.core.finding.terms import Terms

if TYPE_CHECKING:
    from spotguide.core.catalog import Catalog

Kind = Literal["alias", "muscle", "complaint", "referral", "activity"]
Feature: TypeAlias = "str | tuple[str, str]"

NEAR = 3
"""Two terms are near if at most NEAR - 1 others stand between them."""

LONG_ENOUGH = 6
"""Letters; a slip in a word that names no part of the body is mended from here on."""


@dataclass(frozen=True)
class Tuning:
    """The numbers of the ranking; docs/finder.md tells how they were chosen.

    `weight` is the worth of a phrase of each kind, `next_spot` that of a complaint for each
    further spot of it. `doubt` is how many phrases a feature must stand in before it is trusted.
    `part`, `pair` and `whole` weigh parts of the body, pairs of terms and the likest phrase, each
    beside a term; `exact` is for a phrase that says just what was said, `denied` what of a term
    counts against its spots if it is denied. `heat` turns scores into shares,
    and a first share from `sure` on is no guess.
    """

    weight: Mapping[Kind, float] = field(
        default_factory=lambda: {
            "alias": 1.5, "muscle": 1.5, "complaint": 1.0, "referral": 0.6, "activity": 1.0,
        }
    )  # fmt: skip
    next_spot: float = 0.5
    doubt: float = 4.0
    part: float = 2.2
    pair: float = 1.0
    whole: float = 3.0
    exact: float = 6.0
    denied: float = 0.8
    heat: float = 1.5
    sure: float = 0.5


TUNING = Tuning()


@dataclass(frozen=True)
class Phrase:
    """One phrase of the catalog, 0 to 1 for each of its spots; `name` is what it is shown as."""

    kind: Kind
    text: str
    spots: Mapping[str, float]
    name: str = ""

    @property
    def shown(self) -> str:
        return self.name or self.text


def features(terms: Sequence[str]) -> dict[Feature, None]:
    """Return the terms, and the pairs of terms that are near each other, each once."""
    found: dict[Feature, None] = {}
    for at, term in enumerate(terms):
        if term == BREAK:
            continue
        found[term] = None
        for other in terms[at + 1 : at + 1 + NEAR]:
            if other == BREAK:
                break
            if other != term:
                found[(term, other) if term < other else (other, term)] = None
    return found


class Index:
    """All phrases, and what each feature says for each spot."""

    def __init__(
        self, catalog: Catalog, phrases: Sequence[Phrase], tuning: Tuning = TUNING
    ) -> None:
        self.tuning = tuning
        self.slugs = tuple(spot.slug for spot in catalog.spots)
        self.terms = Terms(catalog.vocabulary)
        self.phrases: list[tuple[Phrase, frozenset[str]]] = []
        self._counts: dict[Feature, dict[str, float]] = {}
        self._mass = dict.fromkeys(self.slugs, 0.0)
        self._weights: dict[Feature, Mapping[str, float]] = {}
        self._lengths: dict[frozenset[str], float] = {}
        spelled = dict(self.terms.spelled)
        for phrase in phrases:
            words = split(phrase.text)
            spelled.update(dict.fromkeys(words))
            self._learn(phrase, self.terms.of(words))
        words = [word for word in spelled if word.isalpha()]
        self.stems = frozenset(map(stem, words))
        self.slips = Slips(self.terms.body, [word for word in words if len(word) >= LONG_ENOUGH])

    def knows(self, word: str) -> bool:
        """Say whether a word stands in the catalog, in any of its forms."""
        return self.terms.known(word) or stem(word) in self.stems

    def _learn(self, phrase: Phrase, terms: Sequence[str]) -> None:
        found = features(terms)
        if not found:
            return
        held = frozenset(terms) - {BREAK}
        self.phrases.append((phrase, held))
        for slug, share in phrase.spots.items():
            worth = self.tuning.weight[phrase.kind] * share
            self._mass[slug] += worth
            for feature in found:
                of = self._counts.setdefault(feature, {})
                of[slug] = of.get(slug, 0.0) + worth

    def weights(self, feature: Feature) -> Mapping[str, float]:
        """Return what a feature says for each spot that it is found at, and "" for all others.

        0 says nothing, above speaks for the spot and below against it; empty if it is not known.
        """
        if feature not in self._counts:
            return {}
        if feature not in self._weights:
            mean = sum(self._mass.values()) / len(self._mass)
            even = {s: count * mean / self._mass[s] for s, count in self._counts[feature].items()}
            doubt, number = self.tuning.doubt, len(self.slugs)
            whole = (sum(even.values()) + doubt) / number
            of = {slug: log((count + doubt / number) / whole) for slug, count in even.items()}
            self._weights[feature] = {**of, "": log(doubt / number / whole)}
        return self._weights[feature]

    def rarity(self, term: str) -> float:
        """Return how much a term tells by being rare; 0 if it is not known."""
        of = self._counts.get(term)
        return log(1 + len(self.phrases) / (1 + sum(of.values()))) if of else 0.0

    def likeness(self, terms: frozenset[str]) -> Iterator[tuple[Phrase, float]]:
        """Yield each phrase that shares a term with these, and how like them it is, 0 to 1."""
        worth = {term: self.rarity(term) ** 2 for term in terms}
        own = self._length(terms)
        for phrase, held in self.phrases:
            if shared := terms & held:
                length = own * self._length(held)
                yield phrase, sum(worth[term] for term in shared) / length

    def _length(self, terms: frozenset[str]) -> float:
        """Return how much terms tell together; only once all is learned."""
        if terms not in self._lengths:
            self._lengths[terms] = sqrt(sum(self.rarity(term) ** 2 for term in terms))
        return self._lengths[terms]


def phrases_of(catalog: Catalog, next_spot: float = TUNING.next_spot) -> Iterator[Phrase]:
    """Yield all phrases of the catalog."""
    for spot in catalog.spots:
        alone = {spot.slug: 1.0}
        for text in (spot.name, *spot.also_called):
            yield Phrase("alias", text, alone)
        for muscle in map(catalog.muscles.__getitem__, spot.muscles):
            for text in (muscle.name, *muscle.also_called):
                yield Phrase("muscle", text, alone, muscle.name)
    for complaint in catalog.complaints.values():
        shares = {slug: next_spot**place for place, slug in enumerate(complaint.spots)}
        for text in (complaint.name, *complaint.said_as):
            yield Phrase("complaint", text, shares, complaint.name)
    for clue in catalog.vocabulary.clue:
        alone = {clue.spot: 1.0}
        yield from (Phrase("alias", text, alone) for text in clue.places)
        yield from (Phrase("referral", text, alone) for text in clue.felt_at)
        yield from (Phrase("activity", text, alone) for text in clue.moments)


@lru_cache(maxsize=4)
def index_of(catalog: Catalog) -> Index:
    """Return the index of the catalog, built when it is first asked for."""
    return Index(catalog, tuple(phrases_of(catalog)))
