"""Each spot read aloud: the plain lines of a whole session hold what belongs to it, and no more."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import program
from person import Person
from plans import CATALOG
from spotguide.core.catalog.kinds import By
from spotguide.core.catalog.spots import Fit, Spot
from spotguide.core.plan.ways import ways

LONGEST = 180

Transcript = Callable[[int, str], str]


def usable(spot: Spot, by: By) -> list[Fit]:
    return [fit for fit in spot.fits(by) if fit.usable and ways(spot, by, fit.tool)]


WAYS = [
    (spot.number, by, fit.tool, way.place)
    for spot in CATALOG.spots
    for by in ("self", "partner")
    for fit in usable(spot, by)[:1]
    for way in ways(spot, by, fit.tool)[:1]
]
"""One way to press each spot, for oneself and where there is one for a partner."""


@pytest.fixture(name="transcript", scope="session")
def _transcript(tmp_path_factory: pytest.TempPathFactory) -> Transcript:
    """`transcript(2, "self")`: what a rehearsal of the first way says, with nobody answering."""
    folder = tmp_path_factory.mktemp("transcripts")

    @cache
    def said(number: int, by: str) -> str:
        (_, _, tool, place), *_ = (way for way in WAYS if way[:2] == (number, by))
        world = Person(leaves=True).world()
        args = ("--by", by, "--tool", tool, "--position", place, "--rehearse", "--plain")
        done = program.run("treat", str(number), *args, folder=folder, **world)
        assert done.status == 0, done.err
        assert done.err == ""
        return done.out

    return said


def both(test: Callable[..., None]) -> Callable[..., None]:
    """Run a test for each spot, by oneself and by a partner where that is described."""
    cases = [pytest.param(number, by, id=f"{number}-{by}") for number, by, _, _ in WAYS]
    return pytest.mark.parametrize(("number", "by"), cases)(test)


def spot_of(number: int) -> Spot:
    return CATALOG.spots[number - 1]


def joined(text: str) -> str:
    return " ".join(text.split())


@both
def test_it_leads_from_landmark_to_landmark_in_order(
    transcript: Transcript, number: int, by: By
) -> None:
    text = joined(transcript(number, by))
    tool, place = next(way[2:] for way in WAYS if way[:2] == (number, by))
    way = next(w for w in ways(spot_of(number), by, tool) if w.place == place)
    at = 0
    for step in way.block.steps:
        for words in (step.landmark, step.say, step.check):
            at = text.index(words or "", at)


@both
def test_it_says_what_belongs_to_the_spot_and_its_tool(
    transcript: Transcript, number: int, by: By
) -> None:
    spot, text = spot_of(number), joined(transcript(number, by))
    tool = next(way[2] for way in WAYS if way[:2] == (number, by))
    fit = next(fit for fit in spot.fits(by) if fit.tool == tool)
    expected = [spot.feels_like, fit.press, *fit.setup, *(one.text for one in spot.cautions)]
    assert [words for words in expected if joined(words) not in text] == []


@both
def test_a_teletype_could_print_it(transcript: Transcript, number: int, by: By) -> None:
    text = transcript(number, by)
    lines = text.split("\n")
    assert not {"\x1b", "\r", "\t", "\x07"} & set(text)
    assert max(map(len, lines)) <= LONGEST
    assert [a for a, b in pairwise(lines) if a == b] == []
    assert all(line.strip() for line in lines[:-1])


def test_no_two_spots_read_alike(transcript: Transcript) -> None:
    own = {
        (spot.feels_like, *(fit.press for fit in usable(spot, "self")[:1]))
        for spot in CATALOG.spots
    }
    assert len(own) == len(CATALOG.spots)
    texts = {number: transcript(number, "self") for number in range(1, 15)}
    for number, text in texts.items():
        others = [spot.feels_like for spot in CATALOG.spots if spot.number != number]
        assert not any(joined(words) in joined(text) for words in others)


@pytest.mark.parametrize("place", ["hands", "wall", "floor"])
def test_hands_a_wall_and_the_floor_each_read_right(
    golden: Callable[[str, str], None], tmp_path: Path, place: str
) -> None:
    """Read by eye first: a session of hands only, one at a wall and one on the floor."""
    chosen = {
        "hands": ("1", "--side", "right", "--tool", "fingertips"),
        "wall": ("2", "--side", "left", "--tool", "tennis-ball", "--position", "wall"),
        "floor": ("2", "--side", "both", "--tool", "lacrosse-ball", "--position", "floor"),
    }[place]
    args = ("--by", "self", "--rehearse", "--plain", "--cleared", "--before", "5")
    done = program.run("treat", *chosen, *args, folder=tmp_path, **Person(leaves=True).world())
    assert done.status == 0
    golden(f"plain-{place}", done.out)


def test_a_rehearsal_as_json_is_a_record(tmp_path: Path) -> None:
    done = program.run("treat", "14", "--rehearse", "--json", folder=tmp_path,
                       **Person(leaves=True).world())  # fmt: skip
    assert json.loads(done.out)["ended"] == "finished"
    assert "rehearsal" in done.err
