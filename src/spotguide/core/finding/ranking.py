"""Ranking: how well each spot fits the words, why, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING

from spotguide.core.finding.index import Index, Kind, features, index_of
from spotguide.core.finding.letters import BREAK, split, stem
from spotguide.core.finding.saying import Said, said

if TYPE_CHECKING:
    from spotguide.core.catalog import Catalog
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.catalog.teaching import Splitter
    from spotguide.core.finding.saying import Side

MOST_SPOTS = 5
"""Spots that are offered at most."""

FIRST = 3
"""So many are offered in any case, if a phrase speaks for them."""

LEAST_SHARE = 0.03
"""A further spot with less is not offered."""

SAME = 0.999
"""A phrase that is as like the words as this says the same."""

MOST_REASONS = 3
LEAST_LIKE = 0.3
"""A phrase that is less like the words is no reason."""


@dataclass(frozen=True)
class Reason:
    """Why a spot was found: a phrase of the catalog that the words are like."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Match:
    """A spot, its share of all that speaks for spots, 0 to 1, and why."""

    spot: Spot
    share: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Answer:
    """The spots that fit the words, the best first; none if no word was known.

    Where it is not `sure`, `question` is the one to ask. `side` is the side that was named.
    """

    matches: tuple[Match, ...]
    sure: bool
    side: Side | None = None
    question: Splitter | None = None


def rank(catalog: Catalog, words: str) -> Answer:
    """Return the spots that words fit, with reasons, and a question where they fit several.

    Any text is an answer's worth; ask `red_flag` first.
    """
    index = index_of(catalog)
    spoken = said(words, index.terms, index.slips, index.knows)
    shares = shares_of(index, spoken)
    if not shares:
        return Answer((), False, spoken.side, question(catalog, dict.fromkeys(index.slugs, 1.0)))
    order = sorted(shares, key=lambda slug: -shares[slug])
    spots = {spot.slug: spot for spot in catalog.spots}
    ranked = (Match(spots[s], shares[s], reasons(index, spoken, s)) for s in order[:MOST_SPOTS])
    matches = tuple(
        match for place, match in enumerate(ranked)
        if match.share >= LEAST_SHARE or (place < FIRST and match.reasons)
    )  # fmt: skip
    sure = shares[order[0]] >= index.tuning.sure
    return Answer(matches, sure, spoken.side, None if sure else question(catalog, shares))


def shares_of(index: Index, spoken: Said) -> dict[str, float]:
    """Return the share of each spot, by slug; together they are 1. Empty if no word was known."""
    found = scores(index, spoken)
    most = max(found.values())
    if most == min(found.values()):
        return {}
    heat = index.tuning.heat
    raised = {slug: exp((score - most) / heat) for slug, score in found.items()}
    whole = sum(raised.values())
    return {slug: share / whole for slug, share in raised.items()}


def scores(index: Index, spoken: Said) -> dict[str, float]:
    """Return a score for each spot, by slug; the higher, the better the spot fits."""
    tuning = index.tuning
    total = dict.fromkeys(index.slugs, 0.0)
    for feature in features(spoken.terms):
        _add(total, index.weights(feature), _worth(index, feature))
    for term in spoken.denied:
        against = {slug: max(0.0, value) for slug, value in index.weights(term).items()}
        _add(total, against, -tuning.denied * _worth(index, term))
    best: dict[str, float] = {}
    for phrase, like in index.likeness(_known(index, spoken)):
        for slug, share in phrase.spots.items():
            best[slug] = max(best.get(slug, 0.0), like * share)
    for slug, like in best.items():
        total[slug] += tuning.whole * like + (tuning.exact if like >= SAME else 0.0)
    return total


def _add(total: dict[str, float], weights: Mapping[str, float], worth: float) -> None:
    others = weights.get("", 0.0)
    for slug in total:
        total[slug] += worth * weights.get(slug, others)


def _worth(index: Index, feature: object) -> float:
    if isinstance(feature, tuple):
        return index.tuning.pair
    return index.tuning.part if feature in index.terms.parts else 1.0


def _known(index: Index, spoken: Said) -> frozenset[str]:
    return frozenset(term for term in spoken.terms if term != BREAK and index.weights(term))


def reasons(index: Index, spoken: Said, slug: str) -> tuple[Reason, ...]:
    """Return the likest phrases that speak for the spot, one of a kind, the likest first.

    Of equals the one with most of the words themselves is shown, then the shortest.
    """
    best: dict[Kind, tuple[tuple[float, int, int], str]] = {}
    for phrase, like in index.likeness(_known(index, spoken)):
        worth = round(like * phrase.spots.get(slug, 0.0), 2)
        if worth and worth >= best.get(phrase.kind, ((0.0, 0, 0), ""))[0][0]:
            same = sum(stem(word) in spoken.stems for word in split(phrase.text))
            key = worth, same, -len(phrase.text)
            best[phrase.kind] = max(best.get(phrase.kind, (key, phrase.shown)), (key, phrase.shown))
    ranked = sorted(best.items(), key=lambda one: one[1][0], reverse=True)
    like_enough = [one for one in ranked if one[1][0][0] >= LEAST_LIKE] or ranked[:1]
    return tuple(Reason(kind, text) for kind, (_, text) in like_enough[:MOST_REASONS])


def question(catalog: Catalog, shares: Mapping[str, float]) -> Splitter | None:
    """Return the question whose replies split the spots best, or None if none splits them."""
    asked = catalog.vocabulary.question
    best = max(asked, key=lambda one: split_by(one, shares), default=None)
    return best if best and split_by(best, shares) > 0 else None


def split_by(asked: Splitter, shares: Mapping[str, float]) -> float:
    """Return what a reply is expected to tell, in nats; shares need not sum to 1.

    A spot in no reply is learned nothing about, and counts as not split at all.
    """
    whole = sum(shares.values())
    parts = [sum(shares.get(slug, 0.0) for slug in reply.spots) / whole for reply in asked.replies]
    return -sum(part * log(part) for part in parts if part > 0) * sum(parts)


def narrowed(answer: Answer, spots: Sequence[str]) -> tuple[Match, ...]:
    """Return the matches that a reply leaves, or all if it leaves none."""
    return tuple(match for match in answer.matches if match.spot.slug in spots) or answer.matches
