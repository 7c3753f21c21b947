"""Which sessions and rests take the turns of an experiment, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from fractions import Fraction

import pytest

from catalogs import shipped
from spotguide.core.experiments.arms import Place, arms_of, turns_of
from spotguide.core.experiments.design import Experiment, Rest
from spotguide.core.experiments.result import Verdict, result
from spotguide.core.experiments.turns import (
    Standing,
    apart_from,
    pressed_before,
    rest_length,
    standing,
)
from spotguide.core.history import Outline, Record
from spotguide.core.notes import HoldOver, Reason
from spotguide.core.profile.kept import Profile
from spotguide.errors import SpotguideError, UnknownName, WrongUsage

CATALOG = shipped()
BEGAN = datetime(2026, 3, 2, 17, 0, tzinfo=timezone.utc)
BALLS = Experiment(BEGAN, "calf", ("lacrosse-ball", "tennis-ball"), 12, 4, "seed 244")
RESTS = replace(BALLS, arms=("treat", "rest"))
ORDER = (0, 1, 0, 1, 0, 0, 1, 1, 0, 1, 1, 0)
Rated = tuple[int | None, int | None]


def a_session(
    day: float,
    tool: str = "lacrosse-ball",
    rated: Rated = (5, 3),
    side: str = "left",
    seconds: int = 45,
    reason: Reason | None = "finished",
    **changed: object,
) -> Record:
    at = BEGAN + timedelta(days=day)
    outline = Outline("calf", tool=tool, sides=(side,), places=((side,),), first=(False,))
    holds = (HoldOver(0, 0, seconds * 1000, seconds * 1000, "full"),)
    before, after = rated
    found = Record(outline, at, at + timedelta(minutes=7), holds=holds, before=before,
                   after=after, reason=reason)  # fmt: skip
    return replace(found, **changed)  # type: ignore[arg-type]


def a_rest(day: float, before: int = 5, after: int | None = 4) -> Rest:
    at = BEGAN + timedelta(days=day)
    return Rest(at, at + timedelta(minutes=7), before, after)


def arms(found: Standing) -> list[int]:
    return [turn.arm for turn in found.turns]


def as_due(ratings: Iterable[Rated], experiment: Experiment = BALLS) -> Standing:
    """An experiment in which each turn was done as was due."""
    return standing(experiment, [
        a_session(day + 1, experiment.arms[arm], rated)
        for day, (arm, rated) in enumerate(zip(ORDER, ratings))  # noqa: B905 - may be fewer
    ])  # fmt: skip


def test_sessions_take_the_turns_in_order_of_time() -> None:
    found = standing(BALLS, [a_session(3), a_session(1), a_session(2)])
    assert arms(found) == list(ORDER[:3])
    assert [turn.at for turn in found.turns] == [BEGAN + timedelta(days=n) for n in (1, 2, 3)]
    assert found.due == "tennis-ball"


def test_nothing_is_due_once_every_turn_is_taken() -> None:
    found = standing(BALLS, [a_session(day) for day in range(1, 15)])
    assert len(found.turns) == 12
    assert (found.complete, found.over, found.early, found.due) == (True, True, False, None)


@pytest.mark.parametrize(
    "session",
    [
        a_session(-1),
        a_session(1, seconds=29),
        a_session(1, reason=None),
        a_session(1, outline=Outline("foot", sides=("left",), places=(("left",),))),
        a_session(1, outline=replace(a_session(1).outline, first=(True,))),
    ],
    ids=["before it began", "hardly pressed", "still running", "elsewhere", "a first session"],
)
def test_such_a_session_takes_no_turn(session: Record) -> None:
    assert standing(BALLS, [session]).turns == ()


@pytest.mark.parametrize("reason", ["stopped", "stop-sign", "interrupted"])
def test_a_session_that_was_cut_short_takes_its_turn(reason: Reason) -> None:
    """To leave it out for what happened in it would tilt the comparison."""
    found = standing(BALLS, [a_session(1, reason=reason, rated=(5, None))])
    assert [turn.fall for turn in found.turns] == [None]


def test_where_a_side_is_named_the_other_takes_no_turn() -> None:
    left = replace(BALLS, side="left")
    assert len(standing(left, [a_session(1), a_session(2, side="right")]).turns) == 1


def test_another_tool_takes_the_turn_and_counts_for_what_was_due() -> None:
    found = standing(BALLS, [a_session(1, "tennis-ball", (5, 1)), a_session(2, "tennis-ball")])
    assert [(turn.arm, turn.did, turn.as_due) for turn in found.turns] == [
        (0, "tennis-ball", False), (1, "tennis-ball", True)
    ]  # fmt: skip
    came = result(found, CATALOG.experiments.design, CATALOG.doses.outcome, 0)
    assert (came.otherwise, came.arms[0].fall) == (1, 4)


def test_rests_and_sessions_take_turns_together() -> None:
    rests = replace(RESTS, rests=(a_rest(2),))
    found = standing(rests, [a_session(1, "thumb"), a_session(3, "elbow"), a_session(4)])
    assert [turn.did for turn in found.turns] == ["thumb", "rest", "elbow", "lacrosse-ball"]
    assert [turn.as_due for turn in found.turns] == [True, True, True, False]
    assert found.turns[1].fall == 1


def test_a_deleted_session_leaves_its_turn_empty_and_moves_no_other() -> None:
    every = [a_session(day) for day in (1, 2, 3)]
    settled = replace(BALLS, settled=tuple(one.started_at for one in every))
    found = standing(settled, [every[0], every[2], a_session(4)])
    assert [turn.did for turn in found.turns] == [
        "lacrosse-ball", "", "lacrosse-ball", "lacrosse-ball"
    ]  # fmt: skip
    assert arms(found) == list(ORDER[:4])


def test_what_is_found_later_comes_after_the_turns_that_are_settled() -> None:
    """An imported session that lies between two others moves none of them."""
    settled = replace(BALLS, settled=(a_session(1).started_at, a_session(3).started_at))
    found = standing(settled, [a_session(1), a_session(2), a_session(3)])
    assert [turn.at.day for turn in found.turns] == [3, 5, 4]


def test_after_it_was_stopped_no_session_takes_a_turn() -> None:
    stopped = replace(BALLS, stopped=BEGAN + timedelta(days=2))
    found = standing(stopped, [a_session(1), a_session(3)])
    assert (len(found.turns), found.over, found.early, found.due) == (1, True, True, None)


def test_a_rest_is_open_until_it_is_rated_or_it_is_too_late() -> None:
    found = standing(replace(RESTS, rests=(a_rest(1, after=None),)), [])
    until = found.experiment.rests[0].until
    assert found.open_rest(until - timedelta(minutes=1)) == found.experiment.rests[0]
    assert found.open_rest(until + timedelta(hours=7)) is None
    assert standing(replace(RESTS, rests=(a_rest(1),)), []).open_rest(until) is None
    assert standing(RESTS, []).open_rest(until) is None


def test_a_first_session_is_due_where_the_place_was_not_pressed_yet() -> None:
    left = replace(BALLS, side="left")
    assert not pressed_before([a_session(1, side="right"), a_session(1, seconds=5)], left)
    assert pressed_before([a_session(1, side="right")], BALLS)
    assert pressed_before([a_session(-9)], left)


def test_a_rest_lasts_as_long_as_sessions_did_else_as_one_is_planned() -> None:
    spot, doses = CATALOG.spots[1], CATALOG.doses
    assert rest_length([a_session(1), a_session(2)], spot, doses) == timedelta(minutes=7)
    hours = a_session(1, ended_at=BEGAN + timedelta(days=2))
    assert rest_length([hours], spot, doses) == timedelta(minutes=30)
    assert rest_length([], spot, doses) == timedelta(minutes=4)


def test_a_rest_keeps_its_distance_from_sessions_and_rests() -> None:
    assert apart_from([], RESTS, 4) is None
    pressed, unpressed = a_session(1), a_session(3, seconds=0)
    assert apart_from([pressed, unpressed], RESTS, 4) == pressed.ended_at + timedelta(hours=4)
    rested = replace(RESTS, rests=(a_rest(2),))
    assert apart_from([pressed], rested, 4) == BEGAN + timedelta(days=2, hours=4)


# What it comes to


def verdict(ratings: Iterable[Rated]) -> Verdict:
    found = as_due(ratings)
    return result(found, CATALOG.experiments.design, CATALOG.doses.outcome, 0).verdict


def falls(first: Iterable[int], second: Iterable[int]) -> list[Rated]:
    """Return ratings with these falls, for the turns of each arm."""
    left = {0: list(first), 1: list(second)}
    return [(10, 10 - left[arm].pop(0)) for arm in ORDER]


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ((4, 3, 4, 3, 4, 3), (1, 0, 1, 0, 1, 0), "clear"),
        ((0, 1, 0, 1, 0, 1), (4, 3, 4, 3, 4, 3), "clear"),
        ((2, 2, 2, 2, 2, 2), (1, 1, 1, 1, 1, 1), "small"),
        ((1, 2, 1, 2, 1, 2), (2, 1, 2, 1, 2, 1), "alike"),
        ((1, 1, 1, 1, 1, 1), (1, 1, 1, 1, 1, 1), "alike"),
        ((8, 0, 3, 0, 9, 1), (0, 5, 1, 0, 2, 6), "open"),
    ],
)
def test_the_verdict_says_no_more_than_the_ratings(
    first: tuple[int, ...], second: tuple[int, ...], wanted: Verdict
) -> None:
    assert verdict(falls(first, second)) == wanted


def test_eight_turns_are_too_few_however_clear_they_are() -> None:
    assert verdict(falls((9, 9, 9, 9, 9, 9), (0, 0, 0, 0, 0, 0))[:8]) == "few"
    assert verdict([]) == "few"


def test_turns_without_a_rating_are_counted_and_left_out() -> None:
    ratings = falls((4, 3, 4, 3, 4, 3), (1, 0, 1, 0, 1, 0))
    ratings[1], ratings[6] = (5, None), (None, None)
    came = result(as_due(ratings), CATALOG.experiments.design, CATALOG.doses.outcome, 0)
    assert (came.unrated, came.otherwise) == (2, 0)
    assert [arm.rated for arm in came.arms] == [6, 4]
    assert came.arms[0].fall == Fraction(7, 2)
    assert came.comparison is not None
    assert came.comparison.orders == 3 * 3 * 6


# What may be compared


def compared(text: str, number: int = 2, side: str | None = None) -> tuple[str, str]:
    place = Place(CATALOG, CATALOG.spots[number - 1], side, Profile(), BEGAN)  # type: ignore[arg-type]
    return arms_of(place, text)


@pytest.mark.parametrize(
    ("text", "arms"),
    [
        ("lacrosse-ball,tennis-ball", ("lacrosse-ball", "tennis-ball")),
        (" Tennis ball , rest", ("tennis-ball", "rest")),
        ("REST,treat", ("rest", "treat")),
    ],
)
def test_two_tools_or_a_rest_may_be_compared(text: str, arms: tuple[str, str]) -> None:
    assert compared(text) == arms


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "takes two"),
        ("tennis-ball", "takes two"),
        ("tennis-ball,,rest", "takes two"),
        ("tennis-ball,tennis ball", "both are the same"),
        ("rest,rest", "both are the same"),
        ("treat,tennis-ball", "compared with rest alone"),
    ],
)
def test_what_is_no_comparison_is_refused(text: str, said: str) -> None:
    with pytest.raises(WrongUsage, match=said):
        compared(text)


def test_an_unknown_tool_gets_the_nearest_name() -> None:
    with pytest.raises(UnknownName, match='Did you mean "lacrosse-ball"'):
        compared("lacros-ball,rest")
    with pytest.raises(UnknownName, match="Beside tools there are treat"):
        compared("zzz,rest")


def test_a_tool_that_is_avoided_there_is_refused_as_treat_refuses_it() -> None:
    with pytest.raises(SpotguideError, match="not at Side of the neck"):
        compared("lacrosse-ball,fingertips", number=4)


def test_a_side_is_refused_where_there_is_none() -> None:
    middle = CATALOG.spots[1].model_copy(update={"sides": False})
    with pytest.raises(WrongUsage, match="no sides"):
        arms_of(Place(CATALOG, middle, "left", Profile(), BEGAN), "treat,rest")


def test_turns_come_in_whole_blocks_and_within_bounds() -> None:
    design = CATALOG.experiments.design
    assert [turns_of(design, wish) for wish in (None, 12, 16, 40)] == [12, 12, 16, 40]
    for wish in (-4, 0, 8, 13, 44):
        with pytest.raises(WrongUsage, match="from 12 to 40, in steps of 4"):
            turns_of(design, wish)
    with pytest.raises(WrongUsage, match="2 of 36"):
        turns_of(design, 8)
