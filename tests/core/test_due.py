"""What is due and what is only allowed, in which order, and what is left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from asked import NOW, SPOTS, a_flare, a_record, a_request, remembered
from spotguide.core.due import Agenda, Standing, agenda, standings
from spotguide.core.history import Record
from spotguide.core.notes import Held
from spotguide.core.profile.kept import Profile, Thing


def states(*past: Record, spot: int = 2, **asked: object) -> list[tuple[tuple[str, ...], str]]:
    """Sides and state of every standing at a spot with such a past."""
    found = standings(a_request(spot, past=past, **asked))  # type: ignore[arg-type]
    return [(standing.sides, standing.state) for standing in found]


def one(*past: Record, spot: int = 2) -> Standing:
    (found,) = standings(a_request(spot, past=past))
    return found


def numbered(*past: Record) -> tuple[Record, ...]:
    return tuple(replace(record, id=number) for number, record in enumerate(past, 1))


def course(*befores: int, every: float = 2, **changes: object) -> tuple[Record, ...]:
    """Sessions rated before and after, the newest so many days ago."""
    count = len(befores)
    return numbered(
        *(
            a_record(every * (count - number), before=before, after=before, **changes)  # type: ignore[arg-type]
            for number, before in enumerate(befores)
        )
    )


def test_without_a_history_nothing_stands() -> None:
    assert states() == []
    assert agenda([], None, NOW) == Agenda(NOW, None, None, ())


def test_what_may_be_pressed_and_was_lately_is_due() -> None:
    assert states(a_record(10), a_record(3)) == [(("left",), "due")]


def test_a_session_that_does_not_count_is_no_history() -> None:
    assert states(a_record(3, seconds=20, reason="stopped")) == []


def test_sides_that_stand_alike_stand_together() -> None:
    assert states(a_record(3, sides=("left", "right"))) == [(("left", "right"), "due")]
    assert states(*numbered(a_record(3), a_record(2, sides=("right",)))) == [
        (("left",), "due"), (("right",), "due"),
    ]  # fmt: skip
    assert states(*numbered(a_record(3), a_record(hours=2, sides=("right",)))) == [
        (("left",), "due"), (("right",), "waits"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("past", "wait", "hours"),
    [
        pytest.param([a_record(hours=2)], "first", 22, id="first"),
        pytest.param([a_record(9), a_record(hours=2)], "sessions", 17.9, id="sessions"),
        pytest.param([a_record(9), a_flare(hours=30)], "flare", 18, id="flare"),
    ],
)
def test_what_has_to_wait_says_why_and_until_when(
    past: list[Record], wait: str, hours: float
) -> None:
    found = one(*past)
    assert (found.state, found.wait) == ("waits", wait)
    assert found.until
    assert (found.until - NOW) / timedelta(hours=1) == pytest.approx(hours, abs=0.1)


def test_after_a_flare_and_its_rest_the_next_is_half() -> None:
    found = one(a_record(9), a_flare(3))
    assert (found.state, found.halved, found.came) == ("due", True, "worse")


def test_after_two_flares_it_is_closed() -> None:
    found = one(*numbered(a_flare(6), a_flare(3)))
    assert (found.state, found.until) == ("closed", None)


@pytest.mark.parametrize(("hours", "state"), [(26, "sore"), (47, "sore"), (50, "due")])
def test_what_is_said_to_be_sore_is_left_alone_for_two_days(hours: float, state: str) -> None:
    assert one(a_record(9), a_record(hours=hours, sore=True)).state == state
    assert one(a_record(9), a_record(hours=hours, sore=False)).state == "due"


def test_four_weeks_without_a_session_end_a_course() -> None:
    assert one(a_record(60), a_record(27.9)).state == "due"
    assert one(a_record(60), a_record(28.1)).state == "over"


def test_where_nothing_changes_it_is_time_to_look_back() -> None:
    assert one(*course(5, 5, 5, 5, 5)).state == "due"
    assert one(*course(5, 5, 5, 5, 5, 5)).state == "review"
    assert one(*course(6, 6, 6, 3, 3, 3)).state == "due"
    assert one(*course(3, 3, 3, 6, 6, 6)).state == "worse"


def test_two_weeks_of_sessions_are_looked_back_on_not_two_weeks_without() -> None:
    assert one(*course(5, 5, every=14)).state == "review"
    assert one(*course(5, 5, every=13)).state == "due"
    assert one(a_record(20)).state == "due"


def test_looking_back_comes_before_waiting() -> None:
    past = (*course(5, 5, 5, 5, 5, 5), replace(a_record(hours=1, before=5, after=5), id=9))
    assert one(*past).state == "review"


@pytest.mark.parametrize(
    ("before", "after", "next_day", "came"),
    [
        (6, 3, None, "better"), (6, 3, 6, "same"), (6, None, 7, "slightly-worse"),
        (None, 3, 3, ""), (6, None, None, ""), (4, 0, None, "gone"),
    ],
)  # fmt: skip
def test_what_came_of_it_is_read_from_the_latest_rating(
    before: int | None, after: int | None, next_day: int | None, came: str
) -> None:
    assert one(a_record(9), a_record(3, before=before, after=after, next_day=next_day)).came == came


def test_an_answer_that_holds_speaks_against_it() -> None:
    screen = next(
        screen
        for screen in a_request(2).catalog.safety.screen
        if screen.on_yes == "see-someone-first" and screen.repeat == "monthly"
        and not screen.here and screen.covers(SPOTS[2].region)
    )  # fmt: skip
    yes = remembered(screen.id, days=2, applies=True)
    assert states(a_record(9), a_record(3), answers=(yes,)) == [(("left",), "answered")]


def test_a_spot_that_is_left_out_is_left_out() -> None:
    request = a_request(2, past=(a_record(9), a_record(3)))
    profile = Profile(left_out={Thing("spot", SPOTS[2].slug): NOW})
    assert not list(standings(replace(request, memory=replace(request.memory, profile=profile))))


# All places together


def order(*pasts: tuple[int, Record]) -> list[int]:
    """The numbers of the spots in the order in which they are told, after a first session each."""
    requests = [
        a_request(spot, past=numbered(a_record(12, spot=spot), record)) for spot, record in pasts
    ]
    return [standing.spot.number for standing in agenda(requests, None, NOW).standings]


def test_what_helped_or_is_not_judged_comes_before_what_did_not() -> None:
    assert order(
        (2, a_record(3, spot=2, before=5, after=6)),
        (7, a_record(3, spot=7, before=5, after=5)),
        (9, a_record(3.2, spot=9)),
        (10, a_record(3.1, spot=10, before=5, after=2)),
    ) == [9, 10, 7, 2]


def test_what_has_rested_longest_comes_first() -> None:
    assert order(
        (2, a_record(3, spot=2)), (7, a_record(5, spot=7)), (9, a_record(4, spot=9))
    ) == [7, 9, 2]  # fmt: skip


def test_what_waits_comes_after_what_is_due_the_soonest_first() -> None:
    assert order(
        (2, a_record(hours=2, spot=2)), (7, a_record(hours=9, spot=7)), (9, a_record(6, spot=9)),
        (10, a_record(40, spot=10)),
    ) == [9, 7, 2, 10]  # fmt: skip


def looked_at(record: Record, newest: Record | None = None) -> Agenda:
    requests = [a_request(2, past=numbered(a_record(20), record))]
    return agenda(requests, newest, NOW)


@pytest.mark.parametrize(
    ("changes", "asks"),
    [
        ({"before": 4}, True), ({"before": 4, "after": 3}, False), ({}, False),
        ({"before": 4, "next_day": 3}, False), ({"before": 4, "reason": None}, False),
    ],
)  # fmt: skip
def test_the_last_session_is_to_be_rated_if_it_can_be_compared(
    changes: dict[str, object], asks: bool
) -> None:
    assert bool(looked_at(a_record(1, **changes)).unrated) == asks  # type: ignore[arg-type]


def test_after_two_days_nobody_is_asked_for_a_rating() -> None:
    assert looked_at(a_record(1.9, before=4)).unrated
    assert not looked_at(a_record(2.1, before=4)).unrated


def test_a_session_that_can_go_on_comes_first() -> None:
    left = replace(
        a_record(hours=0.1, seconds=0, reason="stopped", holds=(), side=0, round=0, ramps=1, id=9,
                 running=Held(0, 0, 17_000, 17_000), before=4),
        alive_at=NOW - timedelta(minutes=6),
    )  # fmt: skip
    found = looked_at(left, left)
    assert found.resume == (left, NOW + timedelta(minutes=24))
    assert found.unrated is None
    late = replace(left, alive_at=NOW - timedelta(minutes=31))
    assert looked_at(late, late).resume is None
