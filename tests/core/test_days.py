"""Limits on real calendars and wrong clocks: what is refused, why, and from when it may be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asked
from asked import NOW, SPOTS, a_flare, a_record, a_request, treated
from plans import CATALOG
from spotguide.core.history import Record
from spotguide.core.plan.intake import intake_of
from spotguide.core.plan.limits import Ledger, redate
from spotguide.core.plan.making import make_plan
from spotguide.core.plan.wishes import check
from spotguide.errors import Refused, SpotguideError

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def at(text: str) -> datetime:
    """A time on a clock on the wall, with its distance from UTC."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M %z")


def a_session(began: datetime, ended: datetime | None = None, **changes: Any) -> Record:
    """A session at spot 2, left, that began then, on the clock of that place."""
    ended = began + 6 * MINUTE if ended is None else ended
    return replace(a_record(), started_at=began, ended_at=ended, **changes)


def before(began: datetime) -> tuple[Record, ...]:
    """Calm sessions of earlier weeks, so that the one that began then was no first one."""
    return tuple(a_session(began - days * DAY) for days in (30, 20, 10))


def refusal(past: tuple[Record, ...], now: datetime) -> str:
    """The sentence with which the left side of spot 2 is refused; empty where it is not."""
    try:
        check(a_request(2, past, now=now, side="left"))
    except Refused as error:
        return str(error)
    return ""


# Calendars


@pytest.mark.parametrize(
    ("began", "early", "said"),
    [
        pytest.param("2026-03-10 18:00 +0100", "2026-03-11 13:59 +0100", "14:00", id="usual"),
        pytest.param("2026-03-10 23:50 +0100", "2026-03-11 19:49 +0100", "19:50", id="midnight"),
        pytest.param("2026-12-31 23:59 +0100", "2027-01-01 19:58 +0100", "19:59", id="new-year"),
        pytest.param("2028-02-28 20:00 +0100", "2028-02-29 15:59 +0100", "16:00", id="leap-day"),
        pytest.param("2026-03-28 23:30 +0100", "2026-03-29 20:29 +0200", "20:30", id="to-summer"),
        pytest.param("2026-10-24 23:30 +0200", "2026-10-25 18:29 +0100", "18:30", id="to-winter"),
        pytest.param("2026-03-10 18:00 +0100", "2026-03-11 04:59 -0800", "05:00", id="westward"),
        pytest.param("2026-03-10 18:00 +0100", "2026-03-12 01:59 +1300", "02:00", id="eastward"),
        pytest.param("2026-03-10 18:00 -1100", "2026-03-12 13:59 -1100", "", id="two-days"),
        pytest.param("2026-03-10 09:00 +1400", "2026-03-10 03:59 -1100", "04:00", id="date-line"),
        pytest.param("2026-03-10 18:00 +0545", "2026-03-11 08:14 +0000", "08:15", id="quarters"),
    ],
)
def test_twenty_hours_are_twenty_hours_on_any_clock_on_the_wall(
    began: str, early: str, said: str
) -> None:
    """A minute early it is refused with the hour on the clock that hangs there now."""
    past, now = (*before(at(began)), a_session(at(began))), at(early)

    refused = refusal(past, now)

    assert refused.endswith(f" has had its sessions for now. Again from {said}." if said else "")
    assert bool(refused) is bool(said)
    assert refusal(past, now + MINUTE) == ""


@pytest.mark.parametrize(
    ("early", "said"),
    [
        pytest.param("2026-03-10 23:59 +0100", "22:06 tomorrow", id="tomorrow"),
        pytest.param("2026-03-11 00:01 +0100", "22:06", id="today"),
        pytest.param("2026-03-11 21:06 +0000", "", id="over"),
    ],
)
def test_the_day_that_is_said_is_that_of_the_clock_on_the_wall(early: str, said: str) -> None:
    """The day after a first session, at 24 hours from its end."""
    refused = refusal((a_session(at("2026-03-10 22:00 +0100")),), at(early))

    assert refused.endswith(f"needs 24 hours after a first session. Again from {said}."
                            if said else "")  # fmt: skip
    assert bool(refused) is bool(said)


OFFSETS = st.integers(-14 * 4, 14 * 4).map(lambda n: timezone(timedelta(minutes=15 * n)))


@given(st.floats(0, 72), st.lists(st.floats(0, 72), max_size=4), OFFSETS, OFFSETS)
@settings(max_examples=40, deadline=None)
def test_where_a_session_was_and_where_one_is_changes_no_limit(
    first: float, hours: list[float], there: timezone, here: timezone
) -> None:
    past = [a_record(hours=one) for one in sorted((first, *hours), reverse=True)]
    moved = [
        replace(r, started_at=r.started_at.astimezone(there), ended_at=r.ended_at.astimezone(there))
        for r in past
    ]

    usual = a_request(2, past).places()

    assert a_request(2, moved, now=NOW.astimezone(here)).places() == usual


# Why, and from when

WAITS: Mapping[str, tuple[tuple[Record, ...], str]] = {
    "sessions": ((*treated(), a_record(hours=5, sides=("left", "right"))), "had its sessions"),
    "hours": ((*treated(4), a_record(hours=2, spot=4, seconds=30)), "needs 4 hours between"),
    "first": ((a_record(hours=21, sides=("left", "right")),), "needs 24 hours after a first"),
    "minutes": ((*treated(), *(a_record(hours=21, sides=("left", "right"), seconds=180)
                               for _ in range(2))), "had its minutes for today"),
    "all places": ((*treated(), *(a_record(hours=22 - n, spot=n, seconds=240)
                                  for n in (5, 8, 10, 12, 14))), "had its minutes for today"),
    "flare": ((*treated(), a_flare(hours=30, sides=("left", "right"))), "hurt more after the last"),
    "flares": ((*treated(), a_flare(9, sides=("left", "right")),
                a_flare(5, sides=("left", "right"))), "hurt more after each of the last two"),
}  # fmt: skip
"""Pasts after which no side may be pressed now, by the limit, and what is said of it."""

PARTS = st.fixed_dictionaries(
    {},
    optional={
        "side": st.sampled_from(["left", "right", "both"]),
        "sorer": st.sampled_from(["left", "right"]),
        "by": st.sampled_from(["self", "partner"]),
        "tool": st.sampled_from(["lacrosse-ball", "tennis-ball", "peanut-ball", "fingertips"]),
        "position": st.sampled_from(["wall", "floor", "standing", "sitting"]),
        "hold": st.integers(0, 95),
        "rounds": st.integers(0, 7),
        "intensity": st.integers(0, 8),
        "before": st.sampled_from([0, 4, 10, "skip"]),
        "cleared": st.booleans(),
        "agreed": st.sets(
            st.sampled_from([s.id for s in CATALOG.safety.screen if s.on_yes != "stop"])
        ).map(tuple),
        "pace": st.sampled_from(["auto", "me"]),
        "hands_free": st.booleans(),
        "no_input": st.booleans(),
    },
)
"""Every combination of options that a session has, sound or not; a rehearsal presses nothing."""


def spot_of(limit: str) -> int:
    return 4 if limit == "hours" else 2


@pytest.mark.parametrize("limit", WAITS)
def test_a_refusal_says_why_and_from_when(limit: str) -> None:
    past, why = WAITS[limit]

    with pytest.raises(Refused) as caught:
        check(a_request(spot_of(limit), past))

    said = str(caught.value)
    assert said.startswith(SPOTS[spot_of(limit)].name)
    assert why in said
    assert caught.value.exit_status == 4
    if limit != "flares":
        assert re.search(r" Again from \d\d:\d\d( tomorrow| on \d+ [A-Z][a-z]+)?\.$", said)


@pytest.mark.parametrize("limit", WAITS)
@given(wishes=PARTS)
@settings(max_examples=25, deadline=None)
def test_no_options_together_lift_a_limit(limit: str, wishes: dict[str, Any]) -> None:
    past, _ = WAITS[limit]

    with pytest.raises(SpotguideError):  # refused, or wished for what cannot be
        check(a_request(spot_of(limit), past, **wishes))


@given(
    st.sampled_from(sorted(WAITS.keys() - {"all places"})),
    PARTS,
    st.sampled_from(["left", "right", "both-left", "both-right"]),
)
@settings(max_examples=100, deadline=None)
def test_no_options_and_no_answer_press_a_side_that_waits(
    limit: str, wishes: dict[str, Any], side: str
) -> None:
    """The left side waits, the right one is free; what is planned stays within its minutes."""
    spot = spot_of(limit)
    past = [
        replace(r, outline=replace(r.outline, sides=("left",), places=(("left",),),
                                   holds=(45,), rounds=(3,), first=(False,)), holds=r.holds[:1])
        for r in WAITS[limit][0]
    ]  # fmt: skip
    request = a_request(spot, past, **wishes)
    with suppress(SpotguideError):
        check(request)
        intake = intake_of(request)
        answers = asked.answer(intake, side=side)
        if intake.more(answers):  # advice that ends it
            return
        made = make_plan(intake, answers).outline
        pressed = [place for places in made.places for place in places]
        assert "left" not in pressed
        for hold, rounds, places in zip(made.holds, made.rounds, made.places, strict=True):
            assert hold * rounds <= min(map(request.ledger.budget, places))


@pytest.mark.parametrize("limit", sorted(WAITS.keys() - {"flares"}))
def test_at_the_time_that_is_given_the_place_is_open_again(limit: str) -> None:
    """Not a second before it."""
    spot, (past, _) = spot_of(limit), WAITS[limit]
    until = max(place.until for place in a_request(spot, past).places().values() if place.until)

    check(a_request(spot, past, now=until))
    with pytest.raises(Refused):
        check(a_request(spot, past, now=until - timedelta(seconds=1), side="left"))


def test_no_waiting_opens_a_place_after_two_flares() -> None:
    past, why = WAITS["flares"]
    for years in (1, 10, 50):
        with pytest.raises(Refused, match=why):
            check(a_request(2, past, now=NOW + timedelta(days=365 * years)))


# Wrong clocks


def left_after(*records: Record, now: datetime = NOW) -> str:
    """Why the left side of spot 2 waits, once the records are dated."""
    dated, _ = redate(records, now, {})
    ledger = Ledger(SPOTS[2], CATALOG.doses, tuple(dated), now)
    return ledger.place("left", 1).wait


def test_a_clock_set_back_during_a_session_does_not_open_the_door() -> None:
    """Its end then claims to lie years before its beginning."""
    began = NOW - timedelta(hours=1)
    set_back = a_session(began, began - 800 * DAY, id=9)

    assert left_after(*treated(), set_back) == "sessions"
    assert left_after(*treated(), set_back, now=began + timedelta(hours=20)) == ""


def test_a_clock_put_right_during_a_session_does_not_open_the_door() -> None:
    """It began with the clock of a computer that had lost the time."""
    began, ended = NOW - 20_000 * DAY, NOW - timedelta(hours=5)
    put_right = a_session(began, ended, id=9)

    assert left_after(*treated(), put_right) == "sessions"
    assert left_after(*treated(), put_right, now=ended + timedelta(hours=20)) == ""


def test_a_session_that_began_ahead_is_dated_though_its_end_is_not() -> None:
    """The clock was put right while it ran: it shuts the door for no longer than others."""
    ahead = a_session(NOW + 700 * DAY, NOW - timedelta(hours=1), id=9)
    dated, seen = redate([*treated(), ahead], NOW, {})

    assert seen == {9: NOW}
    assert dated[-1].started_at == dated[-1].ended_at == NOW
    tomorrow = NOW + timedelta(hours=20)
    later, again = redate([*treated(), ahead], tomorrow, seen)
    assert again == {}
    assert Ledger(SPOTS[2], CATALOG.doses, tuple(later), tomorrow).place("left", 1).wait == ""


@given(
    st.lists(st.floats(0, 60), min_size=1, max_size=5),
    st.floats(0, 40 * 365 * 24),
    st.sampled_from(["left", "right"]),
)
@settings(max_examples=50, deadline=None)
def test_no_clock_that_is_set_back_lifts_what_was_in_force(
    hours: list[float], back: float, side: str
) -> None:
    """And once it is put right again everything is as if it had never been wrong."""
    past = [
        a_record(hours=one, id=number) for number, one in enumerate(sorted(hours, reverse=True))
    ]
    usual = a_request(2, past).places()[side]
    wrong = NOW - timedelta(hours=back)
    dated, seen = redate(past, wrong, {})

    then = a_request(2, dated, now=wrong).places()[side]
    assert not usual.wait or then.wait
    assert then.budget <= usual.budget

    after, fresh = redate(past, NOW, seen)
    assert fresh == {}
    assert a_request(2, after).places()[side] == usual


@given(st.lists(st.floats(24.2, 30 * 365 * 24), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_sessions_ahead_shut_the_door_for_a_day_and_no_longer(hours: list[float]) -> None:
    """Whatever the clock once said: a day after they were first seen nothing of it is left."""
    ahead = [a_record(hours=-one, id=number) for number, one in enumerate(sorted(hours))]
    dated, seen = redate([*treated(), *ahead], NOW, {})
    assert a_request(2, dated).places()["left"].wait

    later = NOW + timedelta(hours=24)
    records, _ = redate([*treated(), *ahead], later, seen)
    assert not a_request(2, records, now=later).places()["left"].wait
