"""Names without the catalog: the same as those of the checked facts, and short."""

from __future__ import annotations

import pytest

from spotguide.adapters.files import read_data
from spotguide.core.names import LONGEST, described, named, spots, tables


def text(file: str) -> str:
    return read_data(f"{file}.toml").decode()


def test_the_spots_are_those_of_the_catalog(catalog):
    assert [
        (int(one.named.number), one.named.id, one.named.told, one.region)
        for one in spots(text("spots"))
    ] == [(spot.number, spot.slug, spot.name, spot.region) for spot in catalog.spots]


def test_the_tools_at_a_spot_and_their_grades_are_those_of_the_catalog(catalog):
    """Where a tool is rated for both, how it fits for yourself counts."""
    for one, spot in zip(spots(text("spots")), catalog.spots, strict=True):
        rated = {fit.tool: fit.fit for fit in (*spot.fits("partner"), *spot.fits("self"))}
        assert one.fits == rated


def test_the_positions_at_a_spot_are_those_of_the_catalog(catalog):
    for one, spot in zip(spots(text("spots")), catalog.spots, strict=True):
        places = {(block.place, block.by) for block in spot.locate}
        places |= {(place, fit.by) for fit in spot.tools for place in fit.places}
        assert {(place, by) for place, all_by in one.places.items() for by in all_by} == places


@pytest.mark.parametrize(
    ("file", "table", "keys"),
    [
        ("muscles", "muscle", ["plain"]),
        ("complaints", "complaint", ["name"]),
        ("tools", "tool", ["plain"]),
        ("references", "reference", ["title", "authors"]),
    ],
)
def test_the_ids_are_those_of_the_catalog_and_each_is_described(catalog, file, table, keys):
    found = named(text(file), table, *keys)
    assert [one.id for one in found] == list(getattr(catalog, file))
    assert all(0 < len(one.told) <= LONGEST for one in found)


def test_the_topics_are_those_of_the_catalog(catalog):
    assert [one.id for one in named(text("topics"), "topic", "name")] == [
        topic.id for topic in catalog.topics.topic
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("A ball. It is round.", "A ball"),
        ("word " * 30, "word word word word word word word word word word word word..."),
        ("", ""),
    ],
)
def test_a_description_is_one_short_sentence(told, expected):
    assert described({"plain": told}, ("plain",)) == expected


def test_what_is_no_short_value_is_passed_over():
    """Text in several lines, escapes, tables in lists and text that looks like a table."""
    lines = '[[a]]\nid = "one"\nb = "x\\"y"\nc = [\n  "d",\n]\ne = { f = "g" }\nid = "two"\n'
    (_, table) = tables(lines)
    assert (table.name, table.values) == ("a", {"id": "one"})


@pytest.mark.parametrize("text", ["", "]]", "\x00", '[[spot.tools]]\ntool = "x"', "[[spot]]\n"])
def test_a_broken_file_has_no_spots(text):
    assert spots(text) == ()
