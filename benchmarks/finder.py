"""How well `find` ranks the right spot, and how well it tells an emergency, on the phrase sets.

    python benchmarks/finder.py [--unseen | --later] [--held-out] [--misses]

Without an option, each way of ranking is measured on the tuning half of tests/phrases, and the
alarms on theirs. `--unseen` measures the way that was chosen on the other half, and `--later` on
phrases that were written afterwards and then used to mend the vocabulary. `--held-out` leaves
a fifth of the catalog's own phrases out of the index, in turn, and ranks those. Needs rapidfuzz for
the ways that use it; without it they are left out.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import tomli

from spotguide.adapters.files import read_data
from spotguide.core.catalog import Catalog
from spotguide.core.finding import red_flag
from spotguide.core.finding.index import TUNING, Index, Phrase, Tuning, phrases_of
from spotguide.core.finding.letters import BREAK, split
from spotguide.core.finding.ranking import scores
from spotguide.core.finding.saying import said

try:
    from rapidfuzz import fuzz
except ImportError:
    fuzz = None

PHRASES = Path(__file__).parents[1] / "tests" / "phrases"
FOLDS, SEED = 5, 1

Scores = Mapping[str, float]
Way = Callable[[str], Scores]
Case = tuple[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how well find ranks.")
    parser.add_argument("--unseen", action="store_true", help="measure on the unseen half")
    parser.add_argument("--later", action="store_true", help="measure on the later phrases")
    parser.add_argument("--held-out", action="store_true", help="measure on phrases left out")
    parser.add_argument("--misses", action="store_true", help="show what was ranked wrong")
    options = parser.parse_args()
    catalog = Catalog(read_data)
    if options.held_out:
        held_out(catalog)
        return
    half = "unseen" if options.unseen else "later" if options.later else "tuned"
    cases = [(text, slug) for slug, texts in read(f"spots-{half}").items() for text in texts]
    ways = ways_of(catalog)
    if half != "tuned":
        ways = {CHOSEN: ways[CHOSEN]}
    print(f"{len(cases)} phrases of the {half} set: first, among three (percent), mean of 1/rank")
    for name, way in ways.items():
        print(f"  {name:<44}{told(places(way, cases))}")
    by_spot(ways[CHOSEN], cases, options.misses)
    alarms(catalog, half, options.misses)


def read(name: str) -> dict[str, list[str]]:
    return tomli.loads((PHRASES / f"{name}.toml").read_text(encoding="utf-8"))


# Ways to rank

CHOSEN = "our index: terms, pairs and likest phrase"


def ways_of(catalog: Catalog) -> dict[str, Way]:
    """Return every way of ranking by its name; all of them read the same phrases."""
    phrases = tuple(phrases_of(catalog))
    ours = index_way(catalog, phrases, TUNING)
    fts = fts_way(phrases)
    ways = {
        "SQLite FTS5, porter, bm25: likest phrase": fts,
        "our index: terms alone": index_way(
            catalog, phrases, replace(TUNING, pair=0, whole=0, exact=0)
        ),
        "our index: terms and pairs": index_way(
            catalog, phrases, replace(TUNING, whole=0, exact=0)
        ),
        "our index: likest phrase alone": index_way(
            catalog, phrases, replace(TUNING, part=0, pair=0, whole=1), terms=False
        ),
        CHOSEN: ours,
        "our index and FTS5": both(ours, fts, 0.3),
    }
    if fuzz is not None:
        near = fuzzy_way(phrases)
        ways = {
            "rapidfuzz, token_set_ratio: likest phrase": near,
            "rapidfuzz, WRatio: likest phrase": fuzzy_way(phrases, fuzz.WRatio),
            **ways,
            "our index and rapidfuzz": both(ours, near, 0.05),
            "FTS5 and rapidfuzz": both(fts, near, 0.1),
        }
    return ways


def index_way(
    catalog: Catalog, phrases: Sequence[Phrase], tuning: Tuning, *, terms: bool = True
) -> Way:
    index = Index(catalog, phrases, tuning)

    def rank(text: str) -> Scores:
        spoken = said(text, index.terms, index.slips, index.knows)
        if terms:
            return scores(index, spoken)
        known = frozenset(t for t in spoken.terms if t != BREAK and index.weights(t))
        return likest((phrase, like) for phrase, like in index.likeness(known))

    return rank


def likest(found: Iterable[tuple[Phrase, float]]) -> Scores:
    """Return for each spot how like its likest phrase is."""
    best: dict[str, float] = {}
    for phrase, like in found:
        for slug, share in phrase.spots.items():
            best[slug] = max(best.get(slug, 0.0), like * share)
    return best


def fuzzy_way(phrases: Sequence[Phrase], like: Callable[..., float] | None = None) -> Way:
    compare = like or fuzz.token_set_ratio
    return lambda text: likest((one, compare(text.lower(), one.text.lower())) for one in phrases)


def fts_way(phrases: Sequence[Phrase]) -> Way:
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table said using fts5(text, tokenize='porter unicode61')")
    for number, phrase in enumerate(phrases):
        base.execute("insert into said(rowid, text) values (?, ?)", (number, phrase.text))

    def rank(text: str) -> Scores:
        words = " OR ".join(f'"{word}"' for word in split(text) if word != BREAK)
        rows = base.execute("select rowid, -bm25(said) from said where said match ?", (words,))
        return likest((phrases[number], like) for number, like in rows)

    return rank


def both(one: Way, other: Way, worth: float) -> Way:
    def rank(text: str) -> Scores:
        first, second = one(text), other(text)
        return {s: first.get(s, 0.0) + worth * second.get(s, 0.0) for s in {*first, *second}}

    return rank


# Measures


def places(way: Way, cases: Iterable[Case]) -> list[int]:
    """Return the place of the right spot for each case, from 1; 14 where nothing was found."""
    return [place(way(text), slug) for text, slug in cases]


def place(found: Scores, slug: str) -> int:
    own = found.get(slug)
    if own is None or len(set(found.values())) == 1 < len(found):
        return 14
    return 1 + sum(score > own for score in found.values())


def told(found: Sequence[int]) -> str:
    number = len(found)
    first = 100 * sum(one == 1 for one in found) / number
    three = 100 * sum(one <= 3 for one in found) / number
    return f"{first:6.1f} {three:6.1f} {sum(1 / one for one in found) / number:7.3f}"


def by_spot(way: Way, cases: Sequence[Case], misses: bool) -> None:
    print(f"By spot: {CHOSEN}")
    for slug in dict.fromkeys(slug for _, slug in cases):
        print(f"  {slug:<44}{told(places(way, [case for case in cases if case[1] == slug]))}")
    for text, slug in cases if misses else ():
        if place(way(text), slug) > 1:
            print(f"  {place(way(text), slug):>2} {slug}: {text}")


def alarms(catalog: Catalog, half: str, misses: bool) -> None:
    sets = read(f"alarms-{half}")
    everyday = sets.pop("everyday")
    urgent = [text for texts in sets.values() for text in texts]
    caught = [text for text in urgent if red_flag(catalog, text)]
    flagged = [text for text in everyday if red_flag(catalog, text)]
    also = [t for texts in read(f"spots-{half}").values() for t in texts if red_flag(catalog, t)]
    print(f"Emergencies caught: {len(caught)} of {len(urgent)}")
    print(f"Everyday words flagged: {len(flagged)} of {len(everyday)}; spot phrases: {len(also)}")
    for text in (*(t for t in urgent if t not in caught), *flagged, *also) if misses else ():
        print(f"  {text}")


def held_out(catalog: Catalog) -> None:
    """Rank phrases of the catalog by what was built without them."""
    phrases = list(phrases_of(catalog))
    random.Random(SEED).shuffle(phrases)
    for name, build in held_out_ways(catalog).items():
        found: list[int] = []
        for fold in range(FOLDS):
            way = build([one for number, one in enumerate(phrases) if number % FOLDS != fold])
            cases = [
                (one.text, max(one.spots, key=lambda slug, one=one: one.spots[slug]))
                for one in phrases[fold::FOLDS]
                if one.kind != "muscle"
            ]
            found += places(way, cases)
        print(f"{len(found)} phrases held out: {name:<44}{told(found)}")


def held_out_ways(catalog: Catalog) -> dict[str, Callable[[list[Phrase]], Way]]:
    """Return how to build each way of ranking from some phrases, by its name."""
    tunings = {
        CHOSEN: TUNING,
        "without the likest phrase": replace(TUNING, whole=0, exact=0),
        "without pairs": replace(TUNING, pair=0),
        "parts of the body weigh as all": replace(TUNING, part=1),
        "little doubt": replace(TUNING, doubt=0.5),
        "much doubt": replace(TUNING, doubt=10),
    }
    ways: dict[str, Callable[[list[Phrase]], Way]] = {
        name: lambda some, tuning=tuning: index_way(catalog, some, tuning)
        for name, tuning in tunings.items()
    }
    ways["SQLite FTS5, porter, bm25: likest phrase"] = fts_way
    if fuzz is not None:
        ways["rapidfuzz, token_set_ratio: likest phrase"] = fuzzy_way
    return ways


if __name__ == "__main__":
    main()
