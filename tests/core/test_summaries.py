"""A summary is the record in short; dates are those of the clock on the wall."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotguide.core.dates import day, span
from spotguide.core.history import Outline, Record, fold, rated_when
from spotguide.core.notes import (
    Began,
    Ended,
    Fact,
    Held,
    HoldOver,
    Later,
    Paused,
    Rated,
    Remark,
    Resumed,
    SideOver,
    Sign,
    from_dict,
    to_dict,
)
from spotguide.core.summaries import Wanted, record_from, summary_of
from spotguide.errors import WrongUsage

NOW = datetime(2026, 3, 2, 18, tzinfo=timezone(timedelta(hours=1)))
OUTLINE = Outline("calf", sides=("left",), places=(("left",),), holds=(45,), rounds=(3,),
                  first=(False,))  # fmt: skip
TIME = st.integers(0, 100_000)
RATING = st.integers(0, 10)
FACTS: st.SearchStrategy[Fact] = st.one_of(
    st.builds(Began, st.sampled_from(["hold", "rest"]), st.just(0), st.integers(0, 2)),
    st.builds(Held, st.just(0), st.integers(0, 2), TIME, TIME),
    st.builds(HoldOver, st.just(0), st.integers(0, 2), TIME, TIME, st.sampled_from(["full"])),
    st.builds(Rated, st.sampled_from(["before", "hold", "after"]), RATING),
    st.builds(Paused, TIME),
    st.builds(Resumed, TIME),
    st.builds(SideOver, st.just(0), st.just("minutes")),
    st.builds(Sign, st.text(max_size=9)),
    st.builds(Ended, st.sampled_from(["finished", "stopped", "stop-sign"])),
    st.builds(Later, st.sampled_from(["after", "next-day", "sore"]), RATING),
    st.builds(Remark, st.text(max_size=9)),
)


def folded(*facts: Fact) -> Record:
    return fold(OUTLINE, [(NOW + timedelta(seconds=n), f) for n, f in enumerate(facts)], NOW)


@given(st.lists(FACTS, max_size=12))
def test_a_record_comes_back_from_its_summary(facts: list[Fact]) -> None:
    record = folded(*facts)
    assert record_from(summary_of(record), OUTLINE, NOW) == record


@given(FACTS)
def test_a_fact_comes_back_as_it_was_written(fact: Fact) -> None:
    assert from_dict(json.loads(json.dumps(to_dict(fact)))) == fact


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", '{"version": 99}', "{", '"x"'],
)
def test_a_summary_that_cannot_be_read_is_none(text: str) -> None:
    assert record_from(text, OUTLINE, NOW) is None


@pytest.mark.parametrize("key", ["version", "holds", "reason", "ended_at", "remark"])
def test_a_summary_that_lacks_something_is_none(key: str) -> None:
    value = json.loads(summary_of(folded(Ended("finished"))))
    del value[key]
    assert record_from(json.dumps(value), OUTLINE, NOW) is None
    assert record_from(json.dumps({**value, key: 7}), OUTLINE, NOW) is None or key == "remark"


def test_what_is_said_later_ends_nothing_later() -> None:
    """The session ended when it ended, whatever is said of it next week."""
    record = folded(Ended("finished"), Later("after", 3), Later("next-day", 6), Later("sore", 1),
                    Remark("well"))  # fmt: skip
    assert record.ended_at == NOW
    assert (record.after, record.next_day, record.sore, record.remark) == (3, 6, True, "well")
    assert record.worst_after == 6
    assert replace(record, next_day=None).worst_after == 3
    assert folded().worst_after is None


def test_a_later_version_may_let_people_say_more() -> None:
    found = folded(Later("mood", 3))
    assert (found.after, found.next_day, found.sore) == (None, None, None)


@pytest.mark.parametrize(("hours", "what"), [(0, "after"), (5.9, "after"), (6, "next-day")])
def test_from_six_hours_on_a_rating_is_about_the_next_day(hours: float, what: str) -> None:
    assert rated_when(folded(Ended("finished")), NOW + timedelta(hours=hours)) == what


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-03-02", "2026-03-02 00:00", "2026-03-03 00:00"),
        (" 2026-03-02  18:00 ", "2026-03-02 18:00", "2026-03-02 18:01"),
        ("2026-03-02T18:00", "2026-03-02 18:00", "2026-03-02 18:01"),
        ("Today", "2026-03-02 00:00", "2026-03-03 00:00"),
        ("yesterday", "2026-03-01 00:00", "2026-03-02 00:00"),
        ("3d", "2026-02-27 00:00", "2026-02-28 00:00"),
        ("2 weeks ago", "2026-02-16 00:00", "2026-02-17 00:00"),
    ],
)
def test_a_day_is_typed_in_several_ways(text: str, first: str, last: str) -> None:
    found = span(text, NOW)
    assert found
    assert [f"{at:%Y-%m-%d %H:%M}" for at in found] == [first, last]


@pytest.mark.parametrize("text", ["", "2026-13-01", "soon", "9999-12-31", "12"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(WrongUsage, match="--since"):
        day(text, "--since", NOW)


def test_a_side_is_one_that_was_pressed_or_was_to_be() -> None:
    pressed = folded(HoldOver(0, 0, 45_000, 45_000, "full"), Ended("finished"))
    refused = folded(Ended("screened-out"))
    for record in (pressed, refused):
        assert Wanted(side="left").fits(record)
        assert not Wanted(side="right").fits(record)
    assert Wanted(ended="running").fits(folded())
