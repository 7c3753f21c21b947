"""Ranking: the right spot first on the phrase sets, reasons, how sure it is, and the question."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogs import shipped
from spotguide.core.catalog import Catalog
from spotguide.core.finding import Answer, narrowed, rank
from spotguide.core.finding.ranking import split_by

PHRASES = Path(__file__).resolve().parents[2] / "phrases"
CATALOG = shipped()


def cases(half: str) -> list[tuple[str, str]]:
    sets = tomli.loads((PHRASES / f"spots-{half}.toml").read_text("utf-8"))
    return [(text, slug) for slug, texts in sets.items() for text in texts]


def slugs(answer: Answer) -> list[str]:
    return [match.spot.slug for match in answer.matches]


@pytest.mark.parametrize(
    ("half", "first", "three"), [("tuned", 98, 99), ("unseen", 97, 99), ("later", 95, 98)]
)
def test_the_right_spot_comes_first(half, first, three):
    """The floors lie just below what docs/finder.md reports, so that a loss is seen."""
    every = cases(half)
    ranked = [(slugs(rank(CATALOG, text)), slug) for text, slug in every]
    assert 100 * sum(found[:1] == [slug] for found, slug in ranked) / len(every) >= first
    assert 100 * sum(slug in found[:3] for found, slug in ranked) / len(every) >= three


def test_each_spot_has_as_many_phrases_in_each_half():
    for half, least in (("tuned", 12), ("unseen", 12), ("later", 20)):
        for spot in CATALOG.spots:
            assert sum(slug == spot.slug for _, slug in cases(half)) >= least


def test_no_phrase_of_a_set_stands_in_another():
    every = [text for half in ("tuned", "unseen", "later") for text, _ in cases(half)]
    assert len(set(every)) >= len(every) - 5
    assert len(every) >= 300


@pytest.mark.parametrize("spot", CATALOG.spots, ids=lambda spot: spot.slug)
def test_a_spot_is_found_by_its_own_name_and_aliases(spot):
    hits = [
        slugs(rank(CATALOG, text))[:1] == [spot.slug] for text in (spot.name, *spot.also_called)
    ]
    assert sum(hits) >= 0.8 * len(hits)


def test_every_complaint_finds_its_best_spot_among_three():
    missed = [
        (complaint.id, text)
        for complaint in CATALOG.complaints.values()
        for text in complaint.said_as
        if complaint.spots[0] not in slugs(rank(CATALOG, text))[:3]
    ]
    assert len(missed) <= 8, missed


def test_a_match_says_why_by_kind():
    reasons = {
        reason.kind: reason.text for reason in rank(CATALOG, "heel hurts").matches[0].reasons
    }
    assert reasons["complaint"] == "Heel pain and plantar fasciitis"
    assert reasons["alias"] == "heel"
    (muscle,) = [
        r for r in rank(CATALOG, "gluteus medius").matches[0].reasons if r.kind == "muscle"
    ]
    assert muscle.text == "Gluteus medius"
    found = rank(CATALOG, "first steps in the morning").matches[0]
    assert any(reason.kind == "activity" for reason in found.reasons)


def test_shares_fall_and_reasons_are_there():
    answer = rank(CATALOG, "my hip and my low back ache")
    shares = [match.share for match in answer.matches]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) <= 1.000001
    assert all(match.reasons for match in answer.matches)


def test_plain_words_are_sure_and_need_no_question():
    answer = rank(CATALOG, "my left kneecap hurts on the stairs")
    assert (answer.sure, answer.question, answer.side) == (True, None, "left")


@pytest.mark.parametrize(
    "text", ["it hurts", "", "🙂🙂", "xyzzy", "not my knee", "\u202eabc\u202c", "[b]"]
)
def test_words_that_say_nothing_get_a_question_and_no_guess(text):
    answer = rank(CATALOG, text)
    assert not answer.sure
    assert answer.question is not None
    if text != "not my knee":
        assert answer.matches == ()
    else:
        assert "outer-thigh-above-knee" not in slugs(answer)[:1]


def test_the_question_is_the_one_that_splits_best():
    answer = rank(CATALOG, "arm")
    shares = {match.spot.slug: match.share for match in answer.matches}
    if answer.question:
        best = max(split_by(one, shares) for one in CATALOG.vocabulary.question)
        assert split_by(answer.question, shares) >= 0.9 * best


def test_a_reply_leaves_the_spots_that_it_names():
    answer = rank(CATALOG, "my back hurts and my neck hurts")
    kept = answer.matches[0].spot.slug
    assert [match.spot.slug for match in narrowed(answer, (kept,))] == [kept]
    assert narrowed(answer, ("no-such",)) == answer.matches


def test_what_is_denied_counts_against_its_spot():
    shares = {m.spot.slug: m.share for m in rank(CATALOG, "pain in my leg").matches}
    less = {m.spot.slug: m.share for m in rank(CATALOG, "pain in my leg, not my hip").matches}
    assert less.get("side-of-hip", 0) < shares["side-of-hip"]


# The vocabulary


def test_every_spot_has_a_clue_and_none_has_twice_as_much_as_another():
    sizes = {
        clue.spot: len((*clue.places, *clue.felt_at, *clue.moments))
        for clue in CATALOG.vocabulary.clue
    }
    assert set(sizes) == {spot.slug for spot in CATALOG.spots}
    assert max(sizes.values()) <= 2.2 * min(sizes.values())


def test_no_phrase_means_two_things():
    terms = index_terms(CATALOG)
    taken: dict[tuple[str, ...], str] = {}
    for entry in (*CATALOG.vocabulary.part, *CATALOG.vocabulary.synonym):
        for text in (entry.word, *entry.also):
            assert taken.setdefault(terms._stems(text), entry.word) == entry.word, text


def index_terms(catalog: Catalog):
    from spotguide.core.finding.index import index_of

    return index_of(catalog).terms


def test_every_question_leaves_a_spot_in_one_reply_at_most():
    for asked in CATALOG.vocabulary.question:
        named = [slug for reply in asked.replies for slug in reply.spots]
        assert len(named) == len(set(named)), asked.id


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gets_an_answer(text):
    answer = rank(CATALOG, text)
    assert len(answer.matches) <= 5
