"""Reading words: letters, slips of the finger, terms, negation and the side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotguide.core.catalog import Catalog
from spotguide.core.finding.index import index_of
from spotguide.core.finding.letters import BREAK, split, stem
from spotguide.core.finding.saying import Said, said, side_of
from spotguide.core.finding.slips import Slips, slips


@pytest.fixture(name="say")
def _say(catalog: Catalog):
    index = index_of(catalog)

    def say(text: str) -> Said:
        return said(text, index.terms, index.slips, index.knows)

    return say


@pytest.mark.parametrize(
    "words",
    [
        ("aches", "ache", "aching", "ached"), ("chew", "chewing", "chewed", "chews"),
        ("running", "run", "runs"), ("color", "colour", "colours"), ("center", "centre"),
        ("stretch", "stretches", "stretching"), ("shovel", "shovelling", "shoveling"),
        ("lift", "lifting", "lifted"), ("stiff", "stiffness", "stiffly"), ("gray", "grey"),
        ("organize", "organise", "organised"), ("knee", "knees"), ("carry", "carries"),
    ],
    ids=lambda words: words[0],
)  # fmt: skip
def test_all_forms_of_a_word_have_one_stem(words):
    assert len({stem(word) for word in words}) == 1


@pytest.mark.parametrize(("one", "other"), [("shiny", "shins"), ("chest", "chess"), ("hip", "hop")])
def test_different_words_keep_different_stems(one, other):
    assert stem(one) != stem(other)


def test_case_accents_and_apostrophes_do_not_count_and_sentences_end():
    assert split("I CAN'T sit. Ménière; ok") == ["i", "cant", "sit", BREAK, "meniere", BREAK, "ok"]


def test_initials_are_one_word():
    assert split("my S.I. joint") == ["my", "si", "joint"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("sholder", "shoulder"), ("kneee", "knee"), ("forarm", "forearm"), ("hpi", None),
     ("anlke", "ankle"), ("chin", None), ("xyzzy", None)],
)  # fmt: skip
def test_a_slip_of_the_finger_is_mended_where_it_is_plain(typed, meant):
    assert Slips(("shoulder", "knee", "forearm", "hip", "ankle", "shin")).meant(typed) == meant


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [("knee", "knee", 0), ("kene", "knee", 1), ("kne", "knee", 1), ("", "hip", 3), ("ab", "ba", 1)],
)
def test_slips_count_letters_and_swaps(one, other, number):
    assert slips(one, other) == slips(other, one) == number


@pytest.mark.parametrize(
    ("one", "other"),
    [("my bum hurts", "my buttocks hurt"), ("sore collar bone", "sore clavicle"),
     ("the sole of my foot", "underneath my foot"), ("hoovering", "vacuuming"),
     ("lowerback", "lower back"), ("neckpain", "neck pain"), ("shin splints", "shinsplints")],
)  # fmt: skip
def test_what_means_the_same_is_the_same_term(say, one, other):
    assert set(say(one).terms) == set(say(other).terms)


@pytest.mark.parametrize(
    ("text", "denied"),
    [("not my knee", "kne"), ("it isn't the hip", "hip"), ("my shin, no knee pain", "kne"),
     ("hip rather than knee", "kne"), ("my knee doesn't hurt, the shin does", "kne"),
     ("neck not sore", "neck"),
        ("bad shin and my knee not sore", "kne"), ("instead of the hip", "hip")],
)  # fmt: skip
def test_what_is_denied_is_not_said(say, text, denied):
    heard = say(text)
    assert heard.denied == {denied}
    assert denied not in heard.terms


@pytest.mark.parametrize(
    "text",
    ["not just my knee", "not only the knee", "cannot bend my knee", "it does not bend, knee"],
)
def test_what_only_sounds_denied_is_said(say, text):
    heard = say(text)
    assert "kne" in heard.terms
    assert not heard.denied


def test_a_denial_ends_where_a_new_thought_begins(say):
    heard = say("not my knee but my shin")
    assert (heard.denied, "shin" in heard.terms) == ({"kne"}, True)


@pytest.mark.parametrize(
    ("text", "side"),
    [("my left knee", "left"), ("pain on the right", "right"), ("left and right hip", "both"),
     ("right shoulder", "right"), ("left", "left"), ("right at the belt line", None),
     ("it is right between my shoulders", None), ("push-ups left my chest sore", None),
     ("all right then", None), ("my knee", None), ("not right", None)],
)  # fmt: skip
def test_the_side_is_picked_up(text, side):
    assert side_of(split(text)) == side


@given(st.text(max_size=300))
def test_any_text_can_be_read(text):
    for word in split(text):
        assert word == BREAK or word.isalnum()
        assert isinstance(stem(word), str)
