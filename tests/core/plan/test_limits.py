"""Limits over days: the strictest wins, and what earlier sessions leave for a place."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asked import NOW, SPOTS, a_flare, a_record, a_request, treated
from plans import CATALOG
from spotguide.core.history import Record
from spotguide.core.plan.limits import (
    FLOORS,
    NUMBERS,
    Ledger,
    Limits,
    Place,
    counts,
    limits_for,
    redate,
)

SECOND = 1 / 3600  # in hours


def a_ledger(*records: Record, spot: int = 2, now: datetime = NOW) -> Ledger:
    return Ledger(SPOTS[spot], CATALOG.doses, records, now)


def left_place(*records: Record, spot: int = 2, sessions: int = 2, now: datetime = NOW) -> Place:
    """The left side of a spot that may have two sessions a day."""
    return a_ledger(*records, spot=spot, now=now).place("left", sessions)


def earlier(days: float = 9) -> Record:
    """A calm session long ago, so that the one after it is no first one."""
    return a_record(days)


# The strictest wins


@pytest.mark.parametrize(
    ("spot", "hold", "rounds", "session", "day", "sessions", "intensity"),
    [
        pytest.param(2, 90, 6, 4, 6, 2, 7, id="general"),
        pytest.param(1, 30, 3, 2, 3, 2, 4, id="neck"),
        pytest.param(4, 30, 2, 1, 2, 1, 4, id="front-of-neck"),
        pytest.param(7, 45, 6, 4, 6, 2, 5, id="jaw"),
        pytest.param(9, 60, 6, 4, 6, 2, 5, id="chest"),
    ],
)
def test_the_strictest_limits_that_fit_a_spot_win(
    spot: int, hold: int, rounds: int, session: int, day: int, sessions: int, intensity: int
) -> None:
    limits = limits_for(SPOTS[spot], CATALOG.doses)

    assert limits == Limits(hold, rounds, 10, session, day, 20, sessions, 4, intensity, limits.say)


def test_a_spot_hears_what_each_of_its_tighter_rules_says() -> None:
    rules = CATALOG.doses.dose_limits

    assert limits_for(SPOTS[2], CATALOG.doses).say == ()
    assert limits_for(SPOTS[4], CATALOG.doses).say == (
        rules.region["neck"].say,
        rules.front_of_neck.say,
    )


@given(st.dictionaries(st.sampled_from(NUMBERS), st.integers(1, 1000)), st.integers(1, 14))
@settings(max_examples=60, deadline=None)
def test_a_region_never_loosens_a_limit(numbers: dict[str, int], spot: int) -> None:
    general = CATALOG.doses.dose_limits
    rule = general.front_of_neck.model_copy(update=numbers)
    changed = general.model_copy(update={"region": {SPOTS[spot].region: rule}})
    limits = limits_for(SPOTS[spot], CATALOG.doses.model_copy(update={"dose_limits": changed}))

    for name in NUMBERS:
        strict, usual = getattr(limits, name), getattr(general, name)
        assert strict >= usual if name in FLOORS else strict <= usual


def test_every_number_of_the_limits_stands_in_the_data() -> None:
    known = {field.name for field in fields(Limits)} - {"say"}

    assert known == set(NUMBERS)
    assert known <= set(type(CATALOG.doses.dose_limits).model_fields)


# What counts


@pytest.mark.parametrize(
    ("reason", "seconds", "counted"),
    [
        pytest.param("finished", 5, True, id="finished"),
        pytest.param("stopped", 30, True, id="stopped-at-30"),
        pytest.param("stopped", 29.999, False, id="stopped-before-30"),
        pytest.param("stop-sign", 30, True, id="stop-sign-at-30"),
        pytest.param("screened-out", 0, False, id="screened-out"),
        pytest.param(None, 31, True, id="interrupted-by-nothing-known"),
    ],
)
def test_a_session_counts_once_it_is_finished_or_30_seconds_are_charged(
    reason: str | None, seconds: float, counted: bool
) -> None:
    assert counts(a_record(seconds=seconds, reason=reason)) is counted


def test_a_session_too_short_to_count_leaves_the_first_time_but_its_minutes_count() -> None:
    place = left_place(a_record(hours=1, seconds=29, reason="stopped"))

    assert (place.first_time, place.wait) == (True, "")
    assert a_ledger(a_record(hours=1, seconds=29, reason="stopped")).all_places_left() == 1171


def test_a_first_time_is_counted_a_place() -> None:
    ledger = a_ledger(*treated(sides=("left",)), *treated(spot=3))

    assert not ledger.place("left", 1).first_time
    assert ledger.place("right", 1).first_time


# Sessions and hours


@pytest.mark.parametrize(("hours", "wait"), [(4 - SECOND, "hours"), (4, "")])
def test_four_hours_lie_between_the_end_of_a_session_and_the_next_start(
    hours: float, wait: str
) -> None:
    place = left_place(earlier(), a_record(hours=hours))

    assert place.wait == wait
    assert place.until == (NOW + timedelta(seconds=1) if wait else None)


@pytest.mark.parametrize(("hours", "wait"), [(24 - SECOND, "first"), (24, "")])
def test_a_day_lies_between_a_first_session_and_the_next(hours: float, wait: str) -> None:
    assert left_place(a_record(hours=hours)).wait == wait


@pytest.mark.parametrize(("hours", "wait"), [(20 - SECOND, "sessions"), (20, "")])
def test_a_session_counts_for_20_hours_from_its_start(hours: float, wait: str) -> None:
    past = (earlier(), a_record(hours=hours - 0.5, minutes=30))

    assert left_place(*past, sessions=1).wait == wait


def test_the_same_hour_each_night_works() -> None:
    nights = [a_record(days, minutes=12) for days in (4, 3, 2, 1)]

    assert left_place(*nights, sessions=1).wait == ""


def test_the_third_session_waits_until_the_first_is_20_hours_old() -> None:
    past = (earlier(), a_record(hours=12, minutes=0), a_record(hours=6, minutes=0))

    place = left_place(*past, sessions=2)

    assert (place.wait, place.until) == ("sessions", NOW + timedelta(hours=8))


def test_the_longest_wait_is_the_one_that_is_said() -> None:
    place = left_place(earlier(), a_flare(hours=3), sessions=1)

    assert (place.wait, place.until) == ("flare", NOW + timedelta(hours=45))


def test_the_other_side_does_not_wait() -> None:
    ledger = a_ledger(*treated(), a_record(hours=1))

    assert ledger.place("left", 1).wait == "sessions"
    assert ledger.place("right", 1).wait == ""


def test_where_a_session_has_one_side_only_the_other_waits_four_hours() -> None:
    way = {"spot": 4, "tool": "fingertips", "position": "sitting", "seconds": 30}
    past = [*treated(4), a_record(hours=3, **way)]  # type: ignore[arg-type]

    right = a_ledger(*past, spot=4).place("right", 1)

    assert (right.wait, right.until) == ("hours", NOW + timedelta(hours=1))
    assert a_ledger(*past, spot=4, now=NOW + timedelta(hours=1)).place("right", 1).wait == ""


# Minutes


@pytest.mark.parametrize(
    ("hours", "left"),
    [pytest.param(23.99, 60, id="within-a-day"), pytest.param(24, 240, id="a-day-later")],
)
def test_minutes_count_for_24_hours_from_the_end(hours: float, left: int) -> None:
    assert left_place(a_record(hours=hours, seconds=300)).budget == left


def test_a_part_of_a_second_counts_as_a_second() -> None:
    assert a_ledger(a_record(hours=1, seconds=200.001)).budget("left") == 159


def test_the_day_never_leaves_more_than_a_session_may_have() -> None:
    assert a_ledger().budget("left") == 240
    assert a_ledger(spot=4).budget("left") == 60


def test_a_place_without_minutes_waits_until_the_oldest_are_a_day_old() -> None:
    """A session at another spot that ended earlier does not open the place."""
    past = (earlier(), a_record(hours=23, spot=3), a_record(hours=22, seconds=360))

    place = left_place(*past)

    assert (place.budget, place.wait, place.until) == (0, "minutes", NOW + timedelta(hours=2))


def test_all_places_share_20_minutes_a_day() -> None:
    others = [a_record(hours=22 - n, spot=n, seconds=240) for n in (5, 8, 10, 12, 14)]

    place = left_place(*treated(), *others)

    assert a_ledger(*others).all_places_left() == 0
    assert (place.budget, place.wait, place.until) == (240, "minutes", NOW + timedelta(hours=7))


def test_a_day_overdrawn_waits_until_enough_of_it_is_a_day_old() -> None:
    others = [a_record(hours=22 - n, spot=n, seconds=600) for n in (5, 8, 10)]

    assert left_place(*treated(), *others).until == NOW + timedelta(hours=10)


def test_a_tool_for_both_sides_is_charged_to_both_places() -> None:
    ledger = a_ledger(a_record(hours=21, sides=("both",), seconds=150, tool="peanut-ball"))

    assert (ledger.budget("left"), ledger.budget("right")) == (210, 210)
    assert ledger.all_places_left() == 20 * 60 - 2 * 150
    assert not ledger.place("right", 1).first_time


def test_one_side_after_the_other_is_charged_each_to_its_own() -> None:
    ledger = a_ledger(a_record(hours=21, sides=("left", "right"), seconds=150))

    assert (ledger.budget("left"), ledger.all_places_left()) == (210, 20 * 60 - 2 * 150)


# Flares


@pytest.mark.parametrize(("hours", "wait"), [(48 - SECOND, "flare"), (48, "")])
def test_a_place_waits_two_days_after_a_flare_and_then_gets_half(hours: float, wait: str) -> None:
    place = left_place(earlier(), a_flare(hours=hours))

    assert (place.wait, place.halved) == (wait, True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(3, 4, id="one-point"),
        pytest.param(5, 3, id="better"),
        pytest.param(None, 9, id="never-rated-before"),
        pytest.param(0, None, id="never-rated-after"),
    ],
)
def test_less_than_two_points_or_no_rating_is_no_flare(
    before: int | None, after: int | None
) -> None:
    place = left_place(earlier(), a_record(hours=30, before=before, after=after))

    assert (place.wait, place.halved) == ("", False)


def test_a_second_flare_in_a_row_closes_the_place_and_no_waiting_opens_it() -> None:
    place = left_place(earlier(400), a_flare(days=365), a_flare(days=300))

    assert (place.wait, place.until) == ("flares", None)


def test_a_calm_session_between_two_flares_keeps_the_place_open() -> None:
    assert left_place(a_flare(days=9), a_record(days=6), a_flare(days=3)).wait == ""


def test_a_calm_session_after_a_flare_brings_the_whole_dose_back() -> None:
    assert not left_place(a_flare(days=9), a_record(days=6)).halved


def test_a_flare_at_one_side_leaves_the_other_alone() -> None:
    right = a_ledger(*treated(), a_flare(hours=1)).place("right", 1)

    assert (right.wait, right.halved) == ("", False)


@pytest.mark.parametrize(("hours", "recent"), [(47.9, True), (48, False)])
def test_a_place_may_still_be_sore_for_two_days(hours: float, recent: bool) -> None:
    assert a_ledger(a_record(hours=hours, seconds=3, reason="stopped")).recent() is recent
    assert not a_ledger(a_record(hours=1, spot=3)).recent()


# Clocks that are wrong


def ahead(days: float) -> Record:
    """A session with an id that claims to have ended so many days from now."""
    return a_record(-days, id=7)


def test_a_session_from_the_future_is_dated_to_when_it_is_first_seen_once() -> None:
    dated, fresh = redate([ahead(400)], NOW, {})
    later, again = redate([ahead(400)], NOW + timedelta(hours=30), fresh)

    assert [(r.started_at, r.ended_at) for r in (*dated, *later)] == [(NOW, NOW)] * 2
    assert (fresh, again) == ({7: NOW}, {})


def test_sessions_of_the_past_keep_their_dates() -> None:
    past = [a_record(days=2, id=1), a_record(hours=0, id=2), a_record(-1)]

    assert redate(past, NOW, {}) == (past, {})


def test_a_clock_that_once_was_ahead_does_not_shut_the_door_for_years() -> None:
    _, seen = redate([ahead(1500)], NOW, {})
    tomorrow = NOW + timedelta(hours=24)

    records, _ = redate([ahead(1500)], tomorrow, seen)

    assert left_place(*records, now=tomorrow).wait == ""


@pytest.mark.parametrize("days", [0.1, 3, 5000])
def test_a_clock_set_back_does_not_open_the_door(days: float) -> None:
    past, now = [*treated(), a_record(hours=1, id=9)], NOW - timedelta(days=days)
    dated, seen = redate(past, now, {})

    assert left_place(*dated, sessions=1, now=now).wait == "sessions"

    after, _ = redate(past, NOW, seen)

    assert left_place(*after, sessions=1).wait == "sessions"


def test_a_session_from_the_future_that_nobody_dated_keeps_the_door_shut() -> None:
    place = left_place(*treated(), a_record(-3, seconds=300))

    assert (place.wait, place.budget) == ("hours", 60)


@pytest.mark.parametrize("hours", [-11, 2, 14])
def test_no_time_zone_opens_or_shuts_the_door(hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    past = (earlier(), a_record(hours=3.5))
    moved = tuple(replace(r, ended_at=r.ended_at.astimezone(zone)) for r in past)

    assert left_place(*moved, now=NOW.astimezone(zone)) == left_place(*past)


# Whatever the past

RECORDS = st.builds(
    a_record,
    hours=st.floats(0, 60),
    spot=st.sampled_from([2, 3, 4]),
    sides=st.sampled_from([("left",), ("right",), ("right", "left"), ("both",)]),
    seconds=st.floats(0, 400),
    reason=st.sampled_from(["finished", "stopped", "interrupted"]),
)


@given(st.lists(RECORDS, max_size=6), RECORDS, st.integers(0, 6), st.sampled_from([2, 3, 4]))
@settings(max_examples=100, deadline=None)
def test_another_session_never_leaves_more_minutes(
    past: list[Record], another: Record, at: int, spot: int
) -> None:
    before = a_ledger(*past, spot=spot)
    after = a_ledger(*past[:at], another, *past[at:], spot=spot)

    assert 0 <= after.all_places_left() <= before.all_places_left() <= 20 * 60
    for side in ("left", "right"):
        assert 0 <= after.budget(side) <= before.budget(side)
        assert before.budget(side) <= before.limits.max_minutes_per_place_per_session * 60


@given(st.lists(RECORDS, max_size=6))
@settings(max_examples=60, deadline=None)
def test_a_place_that_waits_for_minutes_has_some_when_it_is_said_to(past: list[Record]) -> None:
    past = sorted(past, key=lambda record: record.ended_at)
    for side, place in a_request(2, past).places().items():
        if place.wait == "minutes" and place.until:
            later = a_ledger(*past, now=place.until)
            assert later.budget(side)
            assert later.all_places_left()
