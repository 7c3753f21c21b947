"""Searching what is taught: what is found, in which order, and what is near to nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from itertools import groupby

import pytest

from spotguide.adapters.files import read_data
from spotguide.core.catalog import Catalog
from spotguide.core.passages import Passage, passages
from spotguide.core.search import EXPLAIN, find_one
from spotguide.core.stems import stem, typed
from spotguide.core.subjects import gather
from spotguide.core.teaching_search import (
    MOST_WORDS,
    NEAREST,
    Teaching,
    nearest,
    search,
    words_to_find,
)
from spotguide.errors import WrongUsage
from spotguide.views.explain import page_of


@pytest.fixture(name="teaching", scope="module")
def _teaching(catalog) -> Teaching:
    return Teaching(tuple(passages(catalog)))


def found(teaching: Teaching, text: str) -> list[Passage]:
    return [match.passage for match in search(teaching, words_to_find(text))]


def some(*texts: str, name: str = "Heel", kind: str = "spot") -> Teaching:
    """Return a teaching of one entry that says so."""
    return Teaching(tuple(Passage(kind, "heel", name, "run", "claims", text) for text in texts))


def strings(value: object) -> Iterator[str]:
    """Yield every text in a page."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for one in dataclasses.fields(value):
            yield from strings(getattr(value, one.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from strings(one)


# Stems


@pytest.mark.parametrize(
    "forms",
    [
        "press presses pressed pressing",
        "massage massages massaged massaging",
        "muscle muscles Muscles MUSCLE",
        "artery arteries",
        "stop stops stopped stopping",
        "numb numbness",
        "study studies",
        "release released releasing",
        "stretch stretches stretching",
        "café cafés CAFE",
        "don't don’t dont",
    ],
)
def test_forms_of_a_word_have_one_stem(forms):
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "words",
    ["should shoulder", "spring spr", "speed sped spe", "pelvis pelvi", "need ne", "bus bu",
     "ear early", "string str"],
)  # fmt: skip
def test_different_words_have_different_stems(words):
    several = words.split()
    assert len({stem(word) for word in several}) == len(several)


def test_small_words_count_only_if_there_are_no_others():
    assert typed("how long should I hold the ball?") == ("long", "hold", "ball")
    assert typed("how to") == ("how", "to")


# Passages


def test_every_passage_stands_on_the_page_that_its_command_shows(catalog, teaching):
    """Pages begin a list in upper case, so case does not count."""
    every = sorted(teaching.passages, key=lambda one: one.command)
    for command, group in groupby(every, key=lambda one: one.command):
        words = command.removeprefix("spotguide explain ").split(" --kind ")
        asked = dataclasses.replace(EXPLAIN, kinds=tuple(words[1:]) or EXPLAIN.kinds)
        page = page_of(gather(catalog, find_one(catalog, words[0], asked)))
        shown = "\n".join(strings(page)).casefold()
        for one in group:
            assert one.text.casefold().rstrip(".") in shown, (command, one)


def test_all_kinds_of_teaching_are_searched(teaching):
    parts = {(one.kind, one.part) for one in teaching.passages}
    assert {kind for kind, _ in parts} == {
        "spot", "topic", "complaint", "tool", "muscle", "safety", "doses", "reference",
        "experiments",
    }  # fmt: skip
    for part in ("cautions", "red_flags", "why_here", "anatomy", "evidence", "tools", "locate"):
        assert ("spot", part) in parts


def test_every_claim_is_searched(catalog, teaching):
    from spotguide.core.catalog.claims import claims
    from spotguide.core.catalog.load import TABLES

    texts = {one.text for one in teaching.passages}
    for table in set(TABLES) - {"cues", "figures"}:
        value = getattr(catalog, table)
        for entry in value.values() if hasattr(value, "values") else (value,):
            assert {claim.text for _, claim in claims(entry)} <= texts, table


def test_a_spot_without_a_lesson_is_searched_too():
    catalog = Catalog(read_data)
    vars(catalog)["lessons"] = {}
    parts = {one.part for one in passages(catalog)}
    assert "why_here" not in parts
    assert "cautions" in parts


# Finding


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tennis ball", "Tennis ball"),
        ("QUADRATUS lumborum", "Quadratus lumborum"),
        ("lumborum", "Quadratus lumborum"),
        ("lumb", "Quadratus lumborum"),
        ("trigger point", "Trigger points"),
        ("plantar fasciitis", "Heel pain and plantar fasciitis"),
    ],
)
def test_what_is_called_so_comes_first(teaching, text, name):
    assert found(teaching, text)[0].name == name


def test_every_word_must_be_there(teaching):
    for one in found(teaching, "blood thinners"):
        around = f"{one.name} {one.about} {' '.join(one.also)} {one.text}".casefold()
        assert "blood" in around
        assert "thinner" in around


def test_a_word_may_be_in_the_name_of_the_entry_but_not_all_of_them():
    teaching = some("Roll slowly.", "The heel is hard.")
    assert [one.text for one in found(teaching, "heel")] == ["The heel is hard."]
    assert [one.text for one in found(teaching, "heel rolling")] == ["Roll slowly."]


def test_words_side_by_side_go_before_words_apart():
    teaching = some("A ball for tennis.", "A big yellow tennis ball from a shop.")
    assert [one.text[:5] for one in found(teaching, "tennis ball")] == ["A big", "A bal"]


def test_what_is_taught_goes_before_its_sources():
    own = Passage("spot", "a", "A", "run", "claims", "A long text on a ball that says much.")
    work = Passage("reference", "b", "B", "run", "name", "Ball")
    assert found(Teaching((work, own)), "ball") == [own, work]


def test_a_beginning_counts_only_where_nothing_has_the_word():
    teaching = some("An ear.", "An early bird.", "Late.")
    assert [one.text for one in found(teaching, "ear")] == ["An ear."]
    assert [one.text for one in found(teaching, "earl")] == ["An early bird."]
    assert found(teaching, "la") == []


def test_marks_are_where_the_words_stand():
    (match,) = search(some("Press. A pressed café, cafés!"), words_to_find("CAFE pressing"))
    assert [match.passage.text[start:end] for start, end in match.marks] == [
        "Press", "pressed", "café", "cafés",
    ]  # fmt: skip


def test_the_order_is_always_the_same(teaching):
    assert found(teaching, "pain ball") == found(teaching, "ball pain")


# Finding nothing


def near(teaching: Teaching, text: str) -> list[str]:
    return [one.words for one in nearest(teaching, words_to_find(text))]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("massge", "massage"),
        ("lumbr", "lumbar"),
        ("tennis ball qqqq", "tennis ball"),
        ("tenis ball", "tennis ball"),
        ("kidney qqqq", "kidney"),
    ],
)
def test_nearest_words_are_named(teaching, text, first):
    assert near(teaching, text)[0] == first


@pytest.mark.parametrize(
    "text",
    ["massge", "kidney tennis zebra", "headache night golf", "lumbr massge thum", "x y z", "ba"],
)
def test_what_is_named_does_find_as_much_as_it_says(teaching, text):
    close = nearest(teaching, words_to_find(text))
    assert len(close) <= NEAREST
    for one in close:
        assert len(found(teaching, one.words)) == one.count > 0


def test_a_word_of_another_alphabet_is_near_to_nothing(teaching):
    assert near(teaching, "שלום") == []


# What cannot be searched


@pytest.mark.parametrize("text", ["", " \n", "🙂", "[]", "\x00\x1b", "---", "_", "\udcff"])
def test_no_word_is_wrong_usage(text):
    with pytest.raises(WrongUsage, match="Say a word or more"):
        words_to_find(text)


@pytest.mark.parametrize("text", ["word " * 10_000, "a" * 100_000, " ".join(map(str, range(30)))])
def test_too_much_is_refused(text):
    with pytest.raises(WrongUsage, match=f"takes {MOST_WORDS} words"):
        words_to_find(text)


def test_a_word_twice_is_one_word():
    assert words_to_find("ball " * 70) == ("ball",)


def test_words_that_nothing_has_end_in_words_that_something_has(catalog):
    hard = " ".join(f"zx{number}krmnop" for number in range(MOST_WORDS))
    for text in ("pain", "pressing harder is better", hard):
        fresh = Teaching(tuple(passages(catalog)))
        words = words_to_find(text)
        assert search(fresh, words) or nearest(fresh, words) is not None
