"""Ways: which tools may be chosen, in which order, and where each of them presses."""

from __future__ import annotations

from typing import get_args

import pytest

from asked import SPOTS
from plans import CATALOG
from spotguide.core.catalog.kinds import By
from spotguide.core.catalog.spots import Fit
from spotguide.core.plan.ways import (
    Constraint,
    allowed,
    another,
    at_hand,
    offered,
    possible,
    ways,
)

GENTLY = CATALOG.safety.go_gently
FREE = Constraint(GENTLY)
ALL = [pytest.param(number, by, id=f"{number}-{by}") for number in SPOTS for by in get_args(By)]


def a_fit(spot: int, tool: str, by: By = "self") -> Fit:
    return next(fit for fit in SPOTS[spot].fits(by) if fit.tool == tool)


def tools(spot: int, by: By = "self", constraint: Constraint = FREE) -> list[str]:
    return [fit.tool for fit in offered(SPOTS[spot], by, constraint, CATALOG.tools)]


# Where a tool presses


def test_a_tool_presses_where_its_places_say() -> None:
    found = ways(SPOTS[6], "self", "lacrosse-ball")

    assert [(way.place, way.block.place) for way in found] == [
        ("wall", "standing"),
        ("floor", "standing"),
    ]


def test_a_tool_without_places_presses_where_its_steps_are() -> None:
    found = ways(SPOTS[2], "self", "lacrosse-ball")

    assert [(way.place, way.block.place) for way in found] == [("wall", "wall"), ("floor", "floor")]


def test_two_ways_in_one_place_are_led_by_the_first() -> None:
    """A thumb at the foot has one block; two blocks in one place would not make two ways."""
    spot = SPOTS[2]
    first = next(block for block in spot.locate if "lacrosse-ball" in block.tools)
    twice = spot.model_copy(update={"locate": (*spot.locate, first.model_copy())})

    assert ways(twice, "self", "lacrosse-ball") == ways(spot, "self", "lacrosse-ball")


@pytest.mark.parametrize(
    ("tool", "by"),
    [
        pytest.param("forearm", "partner", id="no-steps"),
        pytest.param("elbow", "self", id="not-rated"),
        pytest.param("golf-ball", "self", id="avoided"),
        pytest.param("sledgehammer", "self", id="unknown"),
    ],
)
def test_there_is_no_way_without_steps(tool: str, by: By) -> None:
    assert ways(SPOTS[2], by, tool) == ()


def test_other_steps_lead_to_the_same_tool_in_another_position() -> None:
    wall, floor = ways(SPOTS[2], "self", "lacrosse-ball")

    assert another(SPOTS[2], wall) == floor.block
    assert another(SPOTS[2], floor) == wall.block
    assert another(SPOTS[2], ways(SPOTS[2], "self", "tennis-ball")[0]) is None


# What safety allows


@pytest.mark.parametrize(("number", "by"), ALL)
@pytest.mark.parametrize("gentle", [False, True])
def test_what_is_offered_is_never_avoided_poor_or_without_steps(
    number: int, by: By, gentle: bool
) -> None:
    spot = SPOTS[number]
    for fit in offered(spot, by, Constraint(GENTLY, gentle), CATALOG.tools):
        assert fit.fit in ("best", "good", "gentle-start")
        assert ways(spot, by, fit.tool)


@pytest.mark.parametrize(("number", "by"), ALL)
def test_gently_leaves_the_gentle_tools_less_all_that_are_to_be_avoided(
    number: int, by: By
) -> None:
    spot = SPOTS[number]
    light = set(GENTLY.tools if spot.gentle_tools is None else spot.gentle_tools)
    gently = set(tools(number, by, Constraint(GENTLY, gentle=True)))

    assert gently == set(tools(number, by)) & light - set(GENTLY.avoid_tools)


def test_the_gentle_tools_of_a_spot_replace_the_usual_ones() -> None:
    """No tennis ball at the side of the hip, although it is a gentle tool elsewhere."""
    assert tools(6, "self", Constraint(GENTLY, gentle=True)) == ["foam-roller"]
    assert "tennis-ball" in tools(12, "self", Constraint(GENTLY, gentle=True))


def test_an_avoided_tool_is_never_allowed() -> None:
    assert not allowed(SPOTS[2], a_fit(2, "golf-ball"), FREE)


def test_a_poor_tool_is_allowed_on_request_but_never_gently() -> None:
    thumb = a_fit(2, "thumb")

    assert allowed(SPOTS[2], thumb, FREE)
    assert not allowed(SPOTS[2], thumb, Constraint(GENTLY, gentle=True))


def test_a_tool_that_a_screen_forbids_is_not_offered() -> None:
    banned = frozenset(("lacrosse-ball", "tennis-ball"))

    assert set(tools(2)) - set(tools(2, "self", Constraint(GENTLY, banned=banned))) == banned


@pytest.mark.parametrize(("number", "by"), ALL)
def test_it_is_possible_where_a_tool_is_offered(number: int, by: By) -> None:
    for gentle in (False, True):
        constraint = Constraint(GENTLY, gentle)
        assert possible(SPOTS[number], by, constraint) is bool(tools(number, by, constraint))


# In which order


def test_the_best_tools_come_first_and_gentle_starts_last() -> None:
    grades = [a_fit(2, tool).fit for tool in tools(2)]

    assert grades == ["best", "good", "good", "gentle-start"]


def test_in_a_first_session_a_gentle_start_comes_first() -> None:
    assert tools(2, "self", Constraint(GENTLY, first_time=True))[0] == "tennis-ball"


def test_what_is_at_hand_comes_before_what_is_not_even_if_it_is_less_good() -> None:
    owned = frozenset(("tennis-ball",))

    assert tools(2, "self", Constraint(GENTLY, owned=owned))[0] == "tennis-ball"
    assert set(tools(2, "self", Constraint(GENTLY, owned=owned))) == set(tools(2))


def test_hands_are_always_at_hand_and_all_tools_are_where_nobody_asked() -> None:
    nothing = Constraint(GENTLY, owned=frozenset())
    cane, thumb = a_fit(2, "massage-cane"), a_fit(2, "thumb", "partner")

    assert at_hand(thumb, nothing, CATALOG.tools)
    assert not at_hand(cane, nothing, CATALOG.tools)
    assert at_hand(cane, FREE, CATALOG.tools)
    assert at_hand(cane, Constraint(GENTLY, owned=frozenset(("massage-cane",))), CATALOG.tools)
