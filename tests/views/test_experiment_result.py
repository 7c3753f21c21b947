"""The result in words: each direction, each size, and whatever went otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from catalogs import shipped
from spotguide.core.experiments.design import Experiment, Rest
from spotguide.core.experiments.result import result
from spotguide.core.experiments.turns import Standing, Turn
from spotguide.views.experiment import Told, rest_lines, started, status
from spotguide.views.experiment_result import page, reasons
from spotguide.views.page import Row

CATALOG = shipped()
BEGAN = datetime(2026, 3, 2, 17, 0, tzinfo=timezone.utc)
BALLS = Experiment(BEGAN, "thoracolumbar-corner", ("lacrosse-ball", "tennis-ball"), 12, 4, "seed")
ARMS = (0, 1, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1)


def told(turns: Iterable[Turn], experiment: Experiment = BALLS) -> Told:
    return Told(Standing(experiment, tuple(turns)), CATALOG.spots[1], CATALOG, BEGAN)


def fallen(first: Iterable[int], second: Iterable[int]) -> list[Turn]:
    """Return twelve turns on which the pain fell by so much, arm by arm."""
    left = {0: list(first), 1: list(second)}
    days = (BEGAN + timedelta(days=number) for number in range(12))
    return [Turn(day, arm, "thumb", True, 10, 10 - left[arm].pop(0))
            for arm, day in zip(ARMS, days, strict=True)]  # fmt: skip


def said(turns: Iterable[Turn]) -> str:
    one = told(turns)
    came = result(one.standing, CATALOG.experiments.design, CATALOG.doses.outcome, 0)
    return "\n".join((page(one, came).lead, *reasons(one, came)))


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ((0,) * 6, (3,) * 6, "Tennis ball did better, by 3 points. Chance alone"),
        ((0,) * 6, (1,) * 6, "by 1 point. Chance alone"),
        ((0,) * 6, (3,) * 6, "Lacrosse ball: 6 rated turns, on which the usual pain stayed"),
        ((0,) * 6, (3,) * 6, "No other difference would fit with your ratings."),
        ((1, 2) * 3, (2, 1) * 3, "Compared within blocks of 4 turns, there was no difference."),
        ((1, 2) * 3, (2, 1) * 3, "one way or the other: all of them."),
        ((0,) * 6, (0, 0, 0, 0, 0, 1), "Anything from 0 to"),
        ((9, 0) * 3, (1, 0) * 3, "points better with lacrosse ball would fit"),
        ((9, 0) * 3, (1, 0) * 3, "points better with tennis ball to"),
    ],
)
def test_a_result_is_told_as_it_is(
    first: tuple[int, ...], second: tuple[int, ...], words: str
) -> None:
    assert words in said(fallen(first, second))


def test_a_rise_is_called_one() -> None:
    turns = [replace(turn, before=1, after=3) for turn in fallen((0,) * 6, (0,) * 6)]
    assert "the usual pain rose by 2 points on average" in said(turns)


def test_what_chance_hardly_ever_gives_is_not_called_impossible() -> None:
    turns = [replace(turn, after=10 - 5 * (turn.arm == 0)) for turn in fallen((0,) * 6, (0,) * 6)]
    wide = replace(BALLS, turns=20)
    more = [*turns, *turns[:8]]
    one = told(more, wide)
    came = result(one.standing, CATALOG.experiments.design, CATALOG.doses.outcome, 0)
    assert "fewer than 1 in 100" in "\n".join(reasons(one, came))


def test_a_turn_says_what_was_done_in_its_place() -> None:
    turns = [
        Turn(BEGAN, 0, "rest", False, 5, 4),
        Turn(BEGAN, 1, "thumb", False, None, None),
        Turn(BEGAN, 1),
    ]
    one = told(turns)
    came = result(one.standing, CATALOG.experiments.design, CATALOG.doses.outcome, 0)
    section = next(one for one in page(one, came).sections if one.heading == "Turn by turn")
    assert [row.text for row in section.blocks if isinstance(row, Row)] == [
        "Lacrosse ball: 5 before, 4 after; done with a rest",
        "Tennis ball: not rated; done with thumb",
        "Tennis ball: deleted",
    ]


def test_a_tool_that_is_no_longer_known_is_told_by_its_id() -> None:
    strange = replace(BALLS, arms=("marble", "rest"))
    assert "marble or rest" in status(told((), strange)).lead


def test_a_rest_is_explained_where_one_may_come() -> None:
    rests = replace(BALLS, arms=("treat", "rest"))
    headings = [section.heading for section in started(told((), rests)).sections]
    assert "On a turn of rest" in headings
    assert "On a turn of rest" not in [one.heading for one in started(told(())).sections]
    rest = Rest(BEGAN, BEGAN + timedelta(minutes=7), 4)
    assert rest_lines(told((), rests), rest)[1].startswith("Rate again at 17:07.")


def test_once_every_turn_is_done_it_leads_to_the_result() -> None:
    one = status(told(fallen((0,) * 6, (0,) * 6)))
    assert one.lead.endswith("Every turn is done.")
    assert one.after == (("Its result", "spotguide experiment result 2"),)


def test_a_side_stands_in_the_command_for_the_next_turn() -> None:
    one = status(told((), replace(BALLS, side="left")))
    assert one.after[0][1] == "spotguide treat 2 --side left"
    assert "left side" in one.lead
