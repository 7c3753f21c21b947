"""`treat` before anything is pressed: what it takes, what it refuses, and what it only shows."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from person import Person, typed
from plans import CATALOG
from program import Result

Run = Callable[..., Result]
ONE_SIDE_ONLY = next(spot.number for spot in CATALOG.spots if spot.one_side_only)
MIDDLE = next((spot.number for spot in CATALOG.spots if not spot.sides), None)
ALONE = next((spot.number for spot in CATALOG.spots if not spot.by_partner), None)


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        ("15", 2, "Spots go from 1 to 14"),
        ("thoraco", 2, "thoracolumbar-corner"),
        ("2 --hold -5", 2, "--hold -5: at Thoracolumbar corner the limit is 5 to 90 seconds"),
        ("2 --hold 1000000000", 2, "the limit is 5 to 90 seconds"),
        ("2 --hold 1e9", 2, "--hold"),
        ("2 --rounds 99", 2, "--rounds 99"),
        ("2 --rounds 0", 2, "--rounds 0"),
        ("2 --intensity 11", 2, "--intensity 11"),
        ("2 --before 11", 2, "a rating goes from 0 to 10"),
        ("2 --before much", 2, "a rating goes from 0 to 10"),
        ("2 --tool tennis-ball --position sitting", 2, "--position wall"),
        ("2 --tool tenis-ball", 2, '"tennis-ball"'),
        ("2 --sorer left", 2, "--side both"),
        ("2 --pace me --no-input", 2, "--pace me waits for your key"),
        ("2 --agreed nothing", 2, "safety question"),
        (f"{ONE_SIDE_ONLY} --side both", 2, "one side in a session, never both"),
        ("2 --no-input", 2, "--cleared"),
        ("2 --cleared --no-input", 2, "--by"),
        ("", 2, "Which spot?"),
        ("stiff neck", 2, "means several things"),
    ],
)
def test_a_wish_that_cannot_be_is_one_sentence(run: Run, args: str, status: int, said: str) -> None:
    done = run("treat", *args.split(), **Person().world())
    assert done.status == status
    assert said in done.err
    assert done.out == ""
    assert "Traceback" not in done.err


def test_a_side_where_there_are_none_is_refused(run: Run) -> None:
    if MIDDLE is None:
        assert all(spot.sides for spot in CATALOG.spots)
        return
    done = run("treat", str(MIDDLE), "--side", "left", **Person().world())
    assert done.status == 2
    assert "has no sides" in done.err


def test_a_partner_where_none_is_described_is_refused(run: Run) -> None:
    if ALONE is None:
        assert all(spot.by_partner for spot in CATALOG.spots)
        return
    done = run("treat", str(ALONE), "--by", "partner", **Person().world())
    assert done.status == 2
    assert "No way is described for a partner" in done.err


def test_an_avoided_tool_is_refused_with_its_reason(run: Run) -> None:
    spot, fit = next(
        (spot, fit)
        for spot in CATALOG.spots
        for fit in spot.fits("self")
        if fit.fit == "avoid" and not any(o.tool == fit.tool for o in spot.fits("partner"))
    )
    done = run("treat", str(spot.number), "--tool", fit.tool, **Person().world())
    assert done.status == 2
    assert fit.why in done.err


def test_several_spots_are_offered_where_one_can_choose(run: Run) -> None:
    done = run("treat", "stiff", "neck", "--plain", tty=True, **Person(typed("1q")).world())
    assert done.out.startswith("Which spot?\n1. ")
    assert "Do you have any of these now?" in done.out


def test_without_a_spot_all_of_them_are_offered(run: Run) -> None:
    done = run("treat", "--plain", tty=True, **Person(typed(["2", "q", "q"])).world())
    for spot in CATALOG.spots:
        assert f"{spot.number}. {spot.name}" in done.out


def test_leaving_at_the_list_is_ending_early(run: Run) -> None:
    assert run("treat", tty=True, **Person(typed("q")).world()).status == 3
    ended = Person(signals=[(1.0, "TERM")])
    assert run("treat", tty=True, **ended.world()).status == 143


def test_a_preview_runs_nothing_and_says_the_minutes(run: Run) -> None:
    person = Person()
    done = run("treat", "2", "--preview", **person.world())
    assert done.status == 0
    assert person.seconds == 0
    assert "2 holds of 30 seconds" in done.out
    assert "Pressure: 1:00 in all." in done.out
    assert json.loads(run("history", "--json").out) == []


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_a_preview_fits_its_width(run: Run, columns: int) -> None:
    done = run("treat", "2", "--preview", columns=columns, **Person().world())
    assert max(map(len, done.out.splitlines())) <= columns


@pytest.mark.parametrize("spot", [spot.number for spot in CATALOG.spots])
def test_a_preview_as_json_has_the_phases_in_seconds(run: Run, spot: int) -> None:
    plan = json.loads(run("treat", str(spot), "--preview", "--json", **Person().world()).out)
    held = sum(one["seconds"] for one in plan["phases"] if one["phase"] == "hold")
    assert held == plan["pressure"] == sum(one["hold"] * one["rounds"] for one in plan["sides"])


def test_a_preview_of_what_is_refused_says_why(run: Run) -> None:
    done = run("treat", "2", "--preview", "--hold", "300", **Person().world())
    assert done.status == 2
    assert done.out == ""


def test_words_of_ones_own_lead_to_a_spot(run: Run) -> None:
    done = run("treat", "--for", "first steps in the morning hurt under my heel", "--preview")
    assert done.status == 0
    assert done.out.startswith("10. Arch of the foot")


def test_words_of_an_emergency_are_answered_by_the_warning_alone(run: Run) -> None:
    words = "crushing chest pressure going down my arm"
    done = run("treat", "--for", words, tty=True, **Person().world())
    assert done.status == 4
    assert "emergency number" in done.err
    assert done.out == ""


def test_words_that_fit_several_spots_are_offered(run: Run) -> None:
    done = run("treat", "--for", "arm and leg pain", "--no-input")
    assert done.status == 2
    assert "spotguide treat" in done.err
    nothing = run("treat", "--for", "blah", "--no-input")
    assert nothing.status == 2
    assert "spotguide find" in nothing.err
