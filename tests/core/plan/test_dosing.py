"""Dosing: the gentlest of all that applies wins, and no wish goes beyond a limit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asked import NOW, SPOTS, a_flare, a_record, a_request, treated
from plans import CATALOG
from spotguide.core.history import Record
from spotguide.core.plan.dosing import Dosed, Pass, dose, rules
from spotguide.core.plan.plan import SideDose
from spotguide.core.plan.wishes import Request, check
from spotguide.errors import Refused, SpotguideError

FIRST, GENTLY = CATALOG.doses.first_time, CATALOG.safety.go_gently


def the_dose(
    spot: int = 2,
    past: tuple[Record, ...] | None = None,
    gentle: bool = False,
    side: Pass = "left",
    **wishes: object,
) -> SideDose:
    """The dose of one pass, on a third session unless a past is given."""
    past = treated(spot) if past is None else past
    (found,) = dose(a_request(spot, past, **wishes), (side,), gentle).sides
    return found


def numbers(one: SideDose) -> tuple[int, int, int, int, tuple[int, int]]:
    return one.hold, one.rounds, one.rest, one.ramp, (one.low, one.high)


def flared(days: float = 3) -> tuple[Record, ...]:
    return (*treated(), a_flare(days=days))


# The gentlest wins


@pytest.mark.parametrize("spot", SPOTS)
def test_a_third_session_gets_the_dose_of_the_spot(spot: int) -> None:
    usual = SPOTS[spot].dose

    assert numbers(the_dose(spot)) == (
        usual.hold_seconds, usual.rounds, usual.rest_seconds, 10, usual.intensity,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("spot", "first", "gently", "both"),
    [
        pytest.param(2, (30, 2, 20, 10, (2, 4)), (20, 2, 30, 15, (1, 3)), (20, 2, 30, 15, (1, 3))),
        pytest.param(4, (15, 2, 30, 10, (1, 2)), (15, 2, 30, 15, (1, 2)), (15, 2, 30, 15, (1, 2))),
        pytest.param(6, (30, 2, 20, 10, (2, 4)), (20, 2, 30, 15, (1, 3)), (20, 2, 30, 15, (1, 3))),
    ],
)
def test_the_lower_numbers_and_the_longer_rest_and_ramp_win(
    spot: int, first: object, gently: object, both: object
) -> None:
    assert numbers(the_dose(spot, ())) == first
    assert numbers(the_dose(spot, gentle=True)) == gently
    assert numbers(the_dose(spot, (), gentle=True)) == both


def test_a_first_time_is_said_and_marked() -> None:
    found = dose(a_request(2), ("left",), gentle=False)

    assert found.said == (FIRST.say,)
    assert found.sides[0].first_time
    assert not the_dose().first_time


def test_after_a_flare_the_hold_and_the_window_are_half() -> None:
    assert numbers(the_dose(past=flared())) == (22, 3, 15, 10, (1, 2))
    assert numbers(the_dose(past=flared(), gentle=True)) == (10, 2, 30, 15, (0, 1))


def test_halving_leaves_something_to_feel_and_to_hold() -> None:
    past = (*treated(4), a_flare(days=3, spot=4))

    assert numbers(the_dose(4, past)) == (7, 2, 30, 10, (0, 1))


# Wishes


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        pytest.param({"hold": 60}, (60, 3, (3, 5)), id="longer"),
        pytest.param({"hold": 90}, (90, 2, (3, 5)), id="longest-in-the-minutes-of-a-session"),
        pytest.param({"hold": 5}, (5, 3, (3, 5)), id="shorter"),
        pytest.param({"rounds": 5}, (45, 5, (3, 5)), id="more-rounds"),
        pytest.param({"rounds": 1}, (45, 1, (3, 5)), id="one-round"),
        pytest.param({"intensity": 7}, (45, 3, (3, 7)), id="stronger"),
        pytest.param({"intensity": 2}, (45, 3, (2, 2)), id="lighter-than-the-window"),
    ],
)
def test_a_wish_changes_the_dose_of_the_spot_up_to_the_limit(
    wishes: dict[str, object], expected: tuple[int, int, tuple[int, int]]
) -> None:
    found = the_dose(**wishes)  # type: ignore[arg-type]

    assert (found.hold, found.rounds, (found.low, found.high)) == expected


LIGHTER = [
    pytest.param((), False, id="first-time"),
    pytest.param(None, True, id="gentle"),
    pytest.param(flared(), False, id="after-a-flare"),
]


@pytest.mark.parametrize(("past", "gentle"), LIGHTER)
def test_a_lighter_plan_is_never_raised_by_a_wish(
    past: tuple[Record, ...] | None, gentle: bool
) -> None:
    most = the_dose(past=past, gentle=gentle, hold=90, rounds=2, intensity=7)
    plain = the_dose(past=past, gentle=gentle, rounds=2)

    assert most == plain


@pytest.mark.parametrize(("past", "gentle"), LIGHTER)
def test_a_lighter_plan_is_lowered_by_a_wish(past: tuple[Record, ...] | None, gentle: bool) -> None:
    found = the_dose(past=past, gentle=gentle, hold=6, rounds=1, intensity=1)

    assert (found.hold, found.rounds, found.low, found.high) == (6, 1, min(found.low, 1), 1)


def test_a_wish_that_is_not_fulfilled_is_said() -> None:
    request = a_request(2, hold=60, rounds=3, intensity=6)

    assert dose(request, ("left",), gentle=False).said[1:] == (
        "--hold 60 is more than this session allows: it is 30 today.",
        "--rounds 3 is more than this session allows: it is 2 today.",
        "--intensity 6 is more than this session allows: it is 4 today.",
    )


def test_a_wish_that_is_fulfilled_is_not_talked_about() -> None:
    assert dose(a_request(2, treated(), hold=60), ("left",), gentle=False).said == ()


def test_rounds_that_do_not_fit_the_minutes_of_a_session_are_dropped_and_it_is_said() -> None:
    found = dose(a_request(2, treated(), rounds=6), ("left",), gentle=False)

    assert found.sides[0].rounds == 5
    assert found.said == ("The limits leave 4 minutes here today, so 5 of 6 rounds are planned.",)


# Minutes of the day


def test_where_the_day_has_too_few_minutes_rounds_are_dropped_and_it_is_said() -> None:
    past = (*treated(), a_record(hours=21, seconds=240))

    found = dose(a_request(2, past), ("left",), gentle=False)

    assert (found.sides[0].rounds, found.sides[0].budget) == (2, 120)
    assert found.said == ("The limits leave 2 minutes here today, so 2 of 3 rounds are planned.",)


def spent(seconds: float) -> list[Record]:
    """So many seconds at other spots, earlier today."""
    return [a_record(hours=2, spot=3, sides=("left",), seconds=seconds)]


def test_all_places_together_leave_the_rounds_that_fit() -> None:
    found = dose(a_request(2, [*treated(), *spent(1100)]), ("left", "right"), gentle=False)

    assert [(side.side, side.rounds) for side in found.sides] == [("left", 2)]
    assert "0 of 3 rounds" in found.said[-1]


def test_the_second_side_gets_what_the_first_leaves_of_all_places() -> None:
    found = dose(a_request(2, [*treated(), *spent(1000)]), ("right", "left"), gentle=False)

    assert [(side.side, side.rounds) for side in found.sides] == [("right", 3), ("left", 1)]


@pytest.mark.parametrize("seconds", [1156, 1199])
def test_where_no_whole_hold_is_left_the_session_is_refused(seconds: int) -> None:
    with pytest.raises(Refused, match=r"less than one whole hold here\. Try again"):
        the_dose(past=(*treated(), *spent(seconds)))


# Both sides at once


def test_a_pass_over_both_sides_is_charged_to_both_places() -> None:
    found = the_dose(side="both")

    assert (found.places, found.rounds, found.budget) == (("left", "right"), 3, 240)


def test_a_pass_over_both_sides_gets_half_of_what_all_places_leave() -> None:
    assert the_dose(past=(*treated(), *spent(1000)), side="both").rounds == 2


def test_a_pass_over_both_sides_gets_what_the_stricter_place_leaves() -> None:
    past = (*treated(), a_record(hours=21, sides=("right",), seconds=300))

    assert (the_dose(past=past, side="both").budget, the_dose(past=past).budget) == (60, 240)


def test_both_sides_at_once_are_a_first_time_if_either_is() -> None:
    past = treated(sides=("right",))

    assert the_dose(past=past, side="both").first_time
    assert not the_dose(past=past, side="right").first_time


def test_both_sides_at_once_are_halved_if_either_has_flared() -> None:
    past = (*treated(), a_flare(days=3, sides=("right",)))

    assert (the_dose(past=past, side="both").hold, the_dose(past=past).hold) == (22, 45)


def test_after_a_flare_it_is_half_of_what_flared_where_that_was_less_than_usual() -> None:
    """Else the session after a first one that hurt would press longer than that one."""
    flare = a_flare(days=3)
    first = replace(flare, outline=replace(flare.outline, holds=(30,), rounds=(2,)))
    longer = replace(flare, outline=replace(flare.outline, holds=(60,), rounds=(3,)))

    found = the_dose(past=(*treated(), first))
    assert (found.hold, found.rounds) == (15, 2)
    usual = the_dose(past=(*treated(), longer))
    assert (usual.hold, usual.rounds) == (22, 3)


@pytest.mark.parametrize("passes", [("both",), ("left", "right"), ("right",)])
def test_no_pass_is_planned_over_a_place_that_must_wait(passes: tuple[Pass, ...]) -> None:
    past = (*treated(), a_record(hours=1, sides=("right",)))

    with pytest.raises(Refused, match="right side, has had its sessions"):
        dose(a_request(2, past), passes, gentle=False)


# The rules of the session


def test_the_rules_keep_the_numbers_of_the_data_and_the_limits_of_the_spot() -> None:
    found = rules(a_request(1, spent(100)))

    assert (found.check_in, found.release, found.ease, found.climb, found.faded) == (
        20, 5, 10, 2, 50,
    )  # fmt: skip
    assert (found.longest, found.min_rest, found.max_intensity) == (30, 10, 4)
    assert found.all_places == 1100


# Whatever is wished, and whatever was before

PAST = st.lists(
    st.builds(
        a_record,
        hours=st.one_of(st.floats(20, 60), st.floats(70, 300)),
        spot=st.sampled_from([1, 2, 4, 9]),
        sides=st.sampled_from([("left",), ("right",), ("both",)]),
        seconds=st.integers(0, 300),
        reason=st.sampled_from(["finished", "stopped"]),
        before=st.integers(0, 4),
        after=st.integers(0, 6),
    ),
    max_size=5,
).map(lambda past: tuple(sorted(past, key=lambda record: record.ended_at)))
WISHES = st.fixed_dictionaries(
    {},
    optional={
        "hold": st.integers(5, 90),
        "rounds": st.integers(1, 6),
        "intensity": st.integers(1, 7),
    },
)
PASSES: list[tuple[Pass, ...]] = [("left",), ("right", "left"), ("both",)]


def possible(request: Request, passes: tuple[Pass, ...], gentle: bool) -> Dosed | None:
    """The dose, or None where the wishes or the past do not allow one."""
    try:
        check(request)
        return dose(request, passes, gentle)
    except SpotguideError:
        return None


@given(st.sampled_from([1, 2, 4, 9]), PAST, WISHES, st.sampled_from(PASSES), st.booleans())
@settings(max_examples=120, deadline=None)
def test_no_wishes_and_no_past_make_a_dose_beyond_a_limit(
    spot: int, past: tuple[Record, ...], wishes: dict[str, int], passes: object, gentle: bool
) -> None:
    request = a_request(spot, past, **wishes)
    found = possible(request, passes, gentle)  # type: ignore[arg-type]
    if found is None:
        return
    usual, limits = request.spot.dose, request.limits
    for one in found.sides:
        lighter = gentle or one.first_time
        assert 1 <= one.hold <= limits.longest_hold_seconds
        assert 1 <= one.rounds <= limits.max_rounds
        assert one.hold * one.rounds <= one.budget
        assert one.budget <= limits.max_minutes_per_place_per_session * 60
        assert one.rest >= max(limits.min_rest_seconds, usual.rest_seconds)
        assert 0 <= one.low <= one.high <= limits.max_intensity
        if lighter or "hold" not in wishes:
            assert one.hold <= usual.hold_seconds
        if lighter or "rounds" not in wishes:
            assert one.rounds <= usual.rounds
        if lighter or "intensity" not in wishes:
            assert one.high <= usual.intensity[1]
        if gentle:
            assert one.hold <= GENTLY.hold_seconds
            assert one.high <= GENTLY.intensity[1]
        if one.first_time:
            assert one.hold <= FIRST.hold_seconds
            assert one.high <= FIRST.intensity[1]
        for place in one.places:
            assert one.hold * one.rounds <= request.ledger.budget(place)
    everywhere = sum(one.hold * one.rounds * len(one.places) for one in found.sides)
    assert everywhere <= request.ledger.all_places_left()


@given(PAST, st.integers(5, 89), st.integers(1, 5), st.integers(1, 6), st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_smaller_wish_never_gives_more_of_it(
    past: tuple[Record, ...], hold: int, rounds: int, intensity: int, gentle: bool
) -> None:
    smaller = {"hold": hold, "rounds": rounds, "intensity": intensity}
    for name, wish in smaller.items():
        less = possible(a_request(2, past, **{name: wish}), ("left",), gentle)
        more = possible(a_request(2, past, **{name: wish + 1}), ("left",), gentle)
        if less and more:
            given_less, given_more = less.sides[0], more.sides[0]
            key = {"intensity": "high"}.get(name, name)
            assert getattr(given_less, key) <= min(wish, getattr(given_more, key))


@given(PAST, st.floats(21, 300), st.integers(0, 300), WISHES, st.booleans())
@settings(max_examples=100, deadline=None)
def test_another_calm_session_never_gives_more_of_anything(
    past: tuple[Record, ...], hours: float, seconds: int, wishes: dict[str, int], gentle: bool
) -> None:
    """At a place that was treated before: the first time and the halving end with a calm one."""
    known = (a_record(days=30), *past, a_record(hours=21, seconds=10))
    another = a_record(hours=hours, seconds=seconds)
    more = tuple(sorted((*known, another), key=lambda record: record.ended_at))

    before = possible(a_request(2, known, **wishes), ("left",), gentle)
    after = possible(a_request(2, more, **wishes), ("left",), gentle)

    if before and after and more[-1] is known[-1]:
        one, other = before.sides[0], after.sides[0]
        assert other.budget <= one.budget
        assert (other.hold, other.high) == (one.hold, one.high)
        assert other.rounds <= one.rounds


def test_a_rehearsal_knows_no_past_since_nothing_is_pressed() -> None:
    past = (*treated(), *spent(1200), a_record(hours=1))
    request = a_request(2, past, rehearse=True, now=NOW)

    assert dose(request, ("left",), gentle=False).sides[0].first_time
    assert replace(request).ledger.records == ()
