"""What ratings say of a spot: no more than they show."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogs import shipped
from spotguide.core.history import Outline, Record
from spotguide.core.notes import HoldOver
from spotguide.core.progress import Progress, progress

NOW = datetime(2026, 3, 2, 18, tzinfo=timezone.utc)
DOSES = shipped().doses
RATINGS = st.one_of(st.none(), st.integers(0, 10))


def a_record(
    day: float, before: int | None, after: int | None = None, sides: tuple[str, ...] = ("left",)
) -> Record:
    at = NOW + timedelta(days=day)
    outline = Outline("calf", sides=sides, places=tuple((side,) for side in sides))
    holds = tuple(HoldOver(n, 0, 45_000, 45_000, "full") for n, _ in enumerate(sides))
    return Record(outline, at, at, id=int(day), holds=holds, before=before, after=after)


def of(*records: Record, later: float = 0) -> Progress:
    now = max([NOW, *(record.started_at for record in records)]) + timedelta(days=later)
    return progress("calf", records, DOSES, now)


def by_day(*ratings: int | None, every: float = 1) -> list[Record]:
    return [a_record(every * day, before) for day, before in enumerate(ratings)]


@pytest.mark.parametrize(
    ("ratings", "verdict"),
    [
        ((), "too-few"),
        ((6, 6, 6, 2, 2), "too-few"),
        ((6, 6, 6, None, 2, 2), "too-few"),
        ((6, 6, 6, 4, 4, 4), "better"),
        ((6, 6, 6, 5, 5, 5), "no-change"),
        ((8, 8, 8, 6, 6, 6), "no-change"),
        ((6, 6, 6, 8, 8, 8), "worse"),
        ((6, 6, 6, 7, 7, 7), "no-change"),
        ((0, 0, 0, 0, 0, 0), "no-change"),
        ((9, 3, 3, 3, 3, 0), "no-change"),
        ((6, 6, 6, 10, 10, 10, 3, 3, 3), "better"),
    ],
)
def test_the_verdict_compares_the_middle_of_both_ends(
    ratings: tuple[int | None, ...], verdict: str
) -> None:
    """Eight to six is two points but not 30 percent; one good day moves nothing."""
    assert of(*by_day(*ratings)).verdict == verdict


def test_a_fall_right_after_pressing_is_no_change_over_weeks() -> None:
    found = of(*(a_record(day, 6, 1) for day in range(8)))
    assert found.verdict == "no-change"
    assert (found.middle.fall, found.middle.matters, found.middle.both) == (5, 8, 8)


@pytest.mark.parametrize(
    ("sessions", "later", "review"), [(5, 0, False), (6, 0, True), (2, 12, False), (2, 14, True)]
)
def test_it_is_time_to_look_back_after_six_sessions_or_two_weeks(
    sessions: int, later: int, review: bool
) -> None:
    assert of(*by_day(*[5] * sessions), later=later).review is review


def test_what_got_better_asks_for_no_review() -> None:
    assert not of(*by_day(6, 6, 6, 2, 2, 2), later=30).review


def test_four_weeks_without_a_session_begin_a_new_course() -> None:
    old, new = by_day(9, 9, 9), [a_record(30 + day, 5) for day in range(3)]
    found = of(*old, *new)
    assert (len(found.points), found.earlier, found.verdict) == (3, 3, "too-few")


def test_a_side_is_told_of_by_the_sessions_that_treated_it_alone() -> None:
    found = of(
        a_record(0, 6, 4),
        a_record(1, 8, 8, ("right",)),
        a_record(2, 0, 0, ("left", "right")),
        a_record(3, 4, 3),
    )
    assert list(found.sides) == ["left", "right"]
    assert (found.sides["left"].sessions, found.sides["left"].before) == (2, 5)
    assert (found.sides["right"].sessions, found.sides["right"].fall) == (1, 0)
    assert found.middle.sessions == 4


def test_sessions_elsewhere_or_without_pressure_do_not_count() -> None:
    unpressed = Record(Outline("calf"), NOW, NOW, before=5)
    elsewhere = a_record(0, 5)
    assert not progress("neck", [unpressed, elsewhere], DOSES, NOW).points
    assert not of(unpressed).points


def test_weeks_are_counted_from_the_first_session() -> None:
    found = of(*by_day(6, 5, 4, 3, every=5))
    assert [str(week.begins) for week in found.weeks] == ["2026-03-02", "2026-03-09", "2026-03-16"]
    assert [week.middle.before for week in found.weeks] == [5.5, 4, 3]


@given(st.lists(st.tuples(RATINGS, RATINGS), max_size=12))
def test_a_verdict_is_given_only_where_enough_is_rated(
    ratings: list[tuple[int | None, ...]],
) -> None:
    found = of(*(a_record(day, *both) for day, both in enumerate(ratings)))
    rated = sum(before is not None for before, _ in ratings)
    assert (found.verdict == "too-few") == (rated < 6)
    assert (found.ends is None) == (rated < 6)
