"""Wishes that cannot be: each is refused in one clear sentence before anything is asked."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asked import NOW, SPOTS, a_flare, a_record, a_request, treated
from plans import CATALOG
from spotguide.core.dates import when
from spotguide.core.history import Record
from spotguide.core.plan.wishes import check
from spotguide.errors import BeyondLimit, Refused, SpotguideError, UnknownName, WrongUsage

HARM = CATALOG.doses.dose_limits.refuse_say


def refusal(error: type[SpotguideError], spot: int = 2, *past: Record, **wishes: object) -> str:
    """The sentence with which wishes are refused, by exactly this class."""
    with pytest.raises(error) as caught:
        check(a_request(spot, past, **wishes))
    assert type(caught.value) is error
    return str(caught.value)


def without_sides() -> object:
    return SPOTS[2].model_copy(update={"sides": False})


def test_no_wishes_are_no_reason_to_refuse() -> None:
    for spot in SPOTS:
        check(a_request(spot))


# Beyond a limit


@pytest.mark.parametrize(
    ("spot", "wishes", "limit"),
    [
        pytest.param(2, {"hold": 91}, "--hold 91", id="hold-91"),
        pytest.param(2, {"hold": 10**9}, "--hold 1000000000", id="hold-huge"),
        pytest.param(2, {"hold": -5}, "--hold -5", id="hold-negative"),
        pytest.param(2, {"hold": 0}, "--hold 0", id="hold-none"),
        pytest.param(2, {"hold": 4}, "--hold 4", id="hold-worth-nothing"),
        pytest.param(1, {"hold": 31}, "--hold 31", id="hold-at-the-neck"),
        pytest.param(2, {"rounds": 7}, "--rounds 7", id="rounds-7"),
        pytest.param(2, {"rounds": 0}, "--rounds 0", id="rounds-none"),
        pytest.param(2, {"rounds": -1}, "--rounds -1", id="rounds-negative"),
        pytest.param(4, {"rounds": 3}, "--rounds 3", id="rounds-at-the-front-of-the-neck"),
        pytest.param(2, {"intensity": 8}, "--intensity 8", id="intensity-8"),
        pytest.param(2, {"intensity": 11}, "--intensity 11", id="intensity-11"),
        pytest.param(2, {"intensity": 0}, "--intensity 0", id="intensity-none"),
        pytest.param(9, {"intensity": 6}, "--intensity 6", id="intensity-on-the-chest"),
        pytest.param(2, {"hold": 90, "rounds": 3}, "3 holds of 90 seconds", id="minutes"),
        pytest.param(1, {"hold": 30, "rounds": 5}, "--rounds 5", id="rounds-before-minutes"),
    ],
)
def test_a_wish_beyond_a_limit_is_refused_with_the_limit_and_its_reason(
    spot: int, wishes: dict[str, object], limit: str
) -> None:
    said = refusal(BeyondLimit, spot, **wishes)

    assert said.startswith(f"{limit}: at {SPOTS[spot].name} the limit is ")
    assert said.endswith(HARM)


@pytest.mark.parametrize(
    ("wishes", "limit"),
    [
        ({"hold": 100}, "5 to 90 seconds"),
        ({"rounds": 9}, "1 to 6 rounds"),
        ({"intensity": 9}, "1 to 7 of 10"),
        ({"hold": 90, "rounds": 6}, "4 minutes a session"),
    ],
)
def test_a_refusal_names_the_limit_with_its_unit(wishes: dict[str, object], limit: str) -> None:
    assert f"the limit is {limit}." in refusal(BeyondLimit, **wishes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wishes",
    [
        {"hold": 5}, {"hold": 90}, {"rounds": 1}, {"rounds": 6}, {"intensity": 1},
        {"intensity": 7}, {"hold": 80, "rounds": 3}, {"before": 0}, {"before": 10},
        {"before": "skip"},
    ],
)  # fmt: skip
def test_a_wish_at_its_limit_is_taken(wishes: dict[str, object]) -> None:
    check(a_request(2, **wishes))  # type: ignore[arg-type]


@given(
    st.sampled_from(list(SPOTS)),
    *(st.none() | st.integers(-(10**12), 10**12) | st.integers(0, 100) for _ in range(3)),
)
@settings(max_examples=100, deadline=None)
def test_no_number_passes_a_limit(
    spot: int, hold: int | None, rounds: int | None, intensity: int | None
) -> None:
    request = a_request(spot, hold=hold, rounds=rounds, intensity=intensity)
    limits = request.limits
    with suppress(BeyondLimit):
        check(request)
        assert (hold or 0) <= limits.longest_hold_seconds
        assert (rounds or 0) <= limits.max_rounds
        assert (intensity or 0) <= limits.max_intensity
        assert (hold or 0) * (rounds or 0) <= limits.max_minutes_per_place_per_session * 60
        assert all(number is None or number > 0 for number in (hold, rounds, intensity))


@pytest.mark.parametrize("before", [11, -1, 10**9])
def test_a_rating_that_is_no_rating_is_refused(before: int) -> None:
    said = refusal(WrongUsage, before=before)

    assert said == f"--before {before}: a rating goes from 0 to 10, or is 'skip'."


# Sides and who presses


@pytest.mark.parametrize("side", ["left", "right", "both"])
def test_a_spot_on_the_midline_has_no_sides(side: str) -> None:
    with pytest.raises(WrongUsage, match=r"on the midline and has no sides\. Leave --side out\."):
        check(a_request(without_sides(), side=side))  # type: ignore[arg-type]


def test_both_sides_are_refused_where_a_session_has_one() -> None:
    said = refusal(WrongUsage, 4, side="both")

    assert "one side in a session, never both. Say --side left or --side right" in said
    assert "the other side waits 4 hours" in said


@pytest.mark.parametrize("side", [None, "left"])
def test_a_sorer_side_without_both_sides_is_refused(side: str | None) -> None:
    assert "Say --side both with it." in refusal(WrongUsage, side=side, sorer="left")


def test_a_partner_is_refused_where_no_way_for_one_is_described() -> None:
    assert "No way is described for a partner" in refusal(WrongUsage, 4, by="partner")


# Tools and positions


def test_an_unknown_tool_is_refused_with_the_nearest_ones() -> None:
    said = refusal(UnknownName, tool="lacross-ball")

    assert said.startswith('There is no tool "lacross-ball". Did you mean "lacrosse-ball"')


def test_an_unknown_tool_with_control_characters_is_shown_without_them() -> None:
    assert "\x1b" not in refusal(UnknownName, tool="\x1b[31mball")


@pytest.mark.parametrize("spot", SPOTS)
def test_an_avoided_tool_is_refused_with_the_reason(spot: int) -> None:
    fits = SPOTS[spot].tools
    avoided = {fit.tool for fit in fits} - {fit.tool for fit in fits if fit.fit != "avoid"}
    for tool in avoided:
        said = refusal(WrongUsage, spot, tool=tool)
        assert any(fit.why in said for fit in fits if fit.tool == tool)
        assert said.endswith("Choose another tool.")


def test_a_tool_avoided_by_oneself_is_refused_although_a_partner_may_use_another() -> None:
    said = refusal(WrongUsage, 1, by="self", tool="knuckles")

    assert said.startswith("Knuckles: not at Under the back of the skull.")
    assert said.endswith("Choose another tool.")


def test_a_tool_that_nothing_is_known_of_is_refused() -> None:
    assert "nothing is known of it at" in refusal(WrongUsage, 11, tool="frozen-bottle")
    assert "nothing is known of it at" in refusal(WrongUsage, 2, by="self", tool="elbow")


def test_a_tool_that_no_steps_lead_to_is_refused_with_the_reason() -> None:
    fit = next(f for f in SPOTS[2].tools if (f.tool, f.by) == ("forearm", "partner"))

    said = refusal(WrongUsage, 2, tool="forearm")

    assert said == f"Forearm: no way to use it at {SPOTS[2].name} is described. {fit.why}"


def test_a_poor_tool_is_taken_on_request_if_steps_lead_to_it() -> None:
    check(a_request(9, tool="lacrosse-ball"))


def test_a_tool_for_both_sides_is_refused_for_one() -> None:
    assert "presses both sides at once. Say --side both" in refusal(
        WrongUsage, 1, tool="peanut-ball", side="left"
    )


def test_a_tool_that_only_a_partner_uses_on_both_sides_may_be_wished_for_one() -> None:
    check(a_request(1, tool="fingertips", side="left"))


@pytest.mark.parametrize(
    ("wishes", "positions"),
    [
        pytest.param({"position": "table"}, "bed or floor or sitting or wall"),
        pytest.param({"position": "wall", "by": "partner"}, "bed"),
        pytest.param({"position": "bed", "tool": "lacrosse-ball"}, "floor or wall"),
    ],
)
def test_a_position_that_leads_nowhere_is_refused_with_those_that_do(
    wishes: dict[str, object], positions: str
) -> None:
    assert refusal(WrongUsage, 2, **wishes).endswith(f"Say --position {positions}.")


def test_a_position_for_poor_tools_alone_has_to_name_the_tool() -> None:
    assert "Say --position table." in refusal(WrongUsage, 7, by="self", position="bed")

    check(a_request(7, by="self", position="bed", tool="massage-ball-small"))


# What safety says


def test_an_unknown_safety_question_is_refused_with_the_nearest() -> None:
    said = refusal(UnknownName, agreed=("cancr",))

    assert said.startswith('There is no safety question "cancr". Did you mean "cancer"')


@pytest.mark.parametrize("name", ["chest-emergency", "kidney", "bruises-easily"])
def test_nobody_lifts_a_screen_that_does_not_ask_for_a_professional(name: str) -> None:
    assert refusal(WrongUsage, agreed=(name,)).startswith(f"--agreed {name}: nobody's word lifts")


def test_a_professional_who_agreed_may_be_named() -> None:
    check(a_request(2, agreed=("cancer", "blood-pressure-or-heart")))


@pytest.mark.parametrize("wish", ["hands_free", "no_input"])
def test_a_pace_that_waits_for_keys_is_refused_where_none_come(wish: str) -> None:
    assert "Choose one of them." in refusal(WrongUsage, **{"pace": "me", wish: True})  # type: ignore[arg-type]


# Too soon


@pytest.mark.parametrize(
    ("past", "reason", "until"),
    [
        pytest.param([a_record(hours=1)], "needs 24 hours after a first session", "18:00 tomorrow"),
        pytest.param(
            [*treated(), a_record(hours=2, minutes=0)],
            "has had its sessions for now",
            "13:00 tomorrow",
        ),
        pytest.param([*treated(), a_flare(hours=12)], "hurt more after the last", "on 12 March"),
        pytest.param(
            [*treated(), a_record(hours=22, seconds=360)], "has had its minutes", "from 21:00."
        ),
        pytest.param([a_flare(days=9), a_flare(days=5)], "each of the last two sessions", ""),
    ],
)
def test_a_place_that_must_wait_is_refused_with_the_reason_and_the_time(
    past: list[Record], reason: str, until: str
) -> None:
    said = refusal(Refused, 2, *past, side="left")

    assert said.startswith(f"{SPOTS[2].name}, left side, ")
    assert reason in said
    assert until in said
    assert ("Again from" in said) is bool(until)


def test_four_hours_are_named_where_the_other_side_waits() -> None:
    past = [*treated(4), a_record(hours=3, spot=4)]

    assert "needs 4 hours between two sessions. Again from 20:00." in refusal(
        Refused, 4, *past, side="right"
    )


def test_one_free_side_is_enough_where_none_is_wished() -> None:
    past = (*treated(), a_record(hours=1))

    check(a_request(2, past))
    check(a_request(2, past, side="right"))
    assert "left side" in refusal(Refused, 2, *past, side="both")


def test_where_both_sides_wait_the_one_that_opens_first_is_named() -> None:
    past = [*treated(), a_record(hours=2, sides=("right",)), a_record(hours=1)]

    assert "right side" in refusal(Refused, 2, *past)


@pytest.mark.parametrize(
    ("wishes", "refused"),
    [
        pytest.param({"tool": "peanut-ball"}, True, id="always-both"),
        pytest.param({"tool": "fingertips", "by": "partner"}, True, id="both-with-a-partner"),
        pytest.param({"tool": "fingertips", "by": "self"}, False, id="one-by-oneself"),
        pytest.param({"tool": "fingertips"}, False, id="still-open"),
    ],
)
def test_a_tool_for_both_sides_needs_both_of_them_free(
    wishes: dict[str, object], refused: bool
) -> None:
    past = [*treated(1), a_record(hours=1, spot=1)]

    if refused:
        assert "left side" in refusal(Refused, 1, *past, **wishes)
    else:
        check(a_request(1, past, **wishes))


def test_a_rehearsal_is_never_too_soon() -> None:
    check(a_request(2, [a_record(hours=1, sides=("left", "right"))], rehearse=True))


@pytest.mark.parametrize(
    ("hours", "said"),
    [(1, "20:00"), (5, "00:00 tomorrow"), (28, "23:00 tomorrow"), (30, "01:00 on 12 March")],
)
def test_a_time_is_said_as_people_do(hours: int, said: str) -> None:
    assert when(NOW + timedelta(hours=hours), NOW) == said


def test_a_time_is_said_on_the_clock_of_the_person() -> None:
    here = datetime(2026, 3, 10, 23, 30, tzinfo=timezone(timedelta(hours=2)))

    assert when(NOW + timedelta(hours=4), here) == "01:00 tomorrow"


def test_a_side_that_waits_at_a_spot_on_the_midline_is_not_named() -> None:
    past = [a_record(hours=1, sides=("middle",))]

    with pytest.raises(Refused, match=f"^{SPOTS[2].name} needs 24 hours"):
        check(a_request(without_sides(), past))  # type: ignore[arg-type]
