"""`map`: the body with its numbers, drawn where it can be and in words where it cannot."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from plans import CATALOG
from program import Result

Run = Callable[..., Result]
DRAWN = {"tty": True, "variables": {"NO_COLOR": "1"}}


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_it_shows_every_number_and_name_and_fits(run: Run, columns: int) -> None:
    done = run("map", "--no-pager", columns=columns, lines=40, **DRAWN)
    assert max(map(len, done.out.splitlines())) <= columns
    for spot in CATALOG.spots:
        assert f"{spot.number} {spot.name}" in done.out
    assert "\x1b" not in done.out


def test_the_spots_that_are_named_stand_out(run: Run) -> None:
    done = run("map", "2", "side-of-hip", "--no-pager", columns=100, lines=40, **DRAWN)
    assert "2 Thoracolumbar corner" in done.out
    assert "6 Side of the hip" in done.out
    assert "1 Under the back of the skull" not in done.out


@pytest.mark.parametrize(
    "world",
    [{}, {"tty": True, "encoding": "ascii"}],
    ids=["pipe", "ascii"],
)
def test_where_nothing_is_drawn_each_spot_is_a_line(run: Run, world: dict[str, object]) -> None:
    lines = run("map", **world).out.splitlines()
    assert [line.split("\t")[0] for line in lines] == [str(n) for n in range(1, 15)]
    assert all(len(line.split("\t")) == 3 for line in lines)


def test_as_json_each_spot_has_its_place(run: Run) -> None:
    places = json.loads(run("map", "2", "--json").out)
    assert [one["number"] for one in places] == [2]
    assert "lowest rib" in places[0]["where"]


def test_an_unknown_spot_is_wrong_usage(run: Run) -> None:
    done = run("map", "15")
    assert done.status == 2
    assert "Spots go from 1 to 14" in done.err


@pytest.mark.parametrize("variable", ["SPOTGUIDE_FIGURE", "SPOTGUIDE_THEME", "SPOTGUIDE_SKIN"])
def test_an_unknown_word_in_a_variable_is_one_sentence(run: Run, variable: str) -> None:
    done = run("map", tty=True, variables={variable: "pink"})
    assert done.status == 2
    assert f"{variable}=pink: choose one of" in done.err


def test_the_settings_choose_where_no_option_and_no_variable_does(run: Run, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[figures]\nfigure = "braille"', encoding="utf-8")
    assert "⣿" in run("map", "--no-pager", tty=True, lines=40).out
    chosen = run("map", "--no-pager", "--figure", "words", tty=True)
    assert "⣿" not in chosen.out
    variables = {"SPOTGUIDE_FIGURE": "words"}
    assert "⣿" not in run("map", "--no-pager", tty=True, variables=variables).out


@pytest.mark.parametrize(
    ("wish", "variables", "shown"),
    [
        ("braille", {}, "⣿"),
        ("blocks", {"COLORTERM": "truecolor"}, "\x1b[38;2;"),
        ("auto", {}, "\x1b[38;5;"),
        ("auto", {"COLORTERM": "truecolor"}, "\x1b[38;2;"),
        ("words", {}, "\t"),
    ],
)
def test_it_is_drawn_as_it_is_wished(
    run: Run, wish: str, variables: dict[str, str], shown: str
) -> None:
    done = run("map", "--figure", wish, "--no-pager", tty=True, lines=40, variables=variables)
    assert done.status == 0
    assert shown in done.out
