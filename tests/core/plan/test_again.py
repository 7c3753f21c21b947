"""The same session once more: which sides it wishes for, and from when it may be."""

from __future__ import annotations

from datetime import timedelta

import pytest

from asked import NOW, a_flare, a_record, a_request, treated
from spotguide.core.history import Outline
from spotguide.core.plan.again import again, once_more
from spotguide.core.plan.wishes import Wishes


@pytest.mark.parametrize(
    ("passes", "side", "sorer"),
    [
        (("left",), "left", None),
        (("right",), "right", None),
        (("right", "left"), "both", "right"),
        (("both",), "both", "left"),
        (("middle",), None, None),
    ],
)
def test_it_wishes_for_the_same_sides(
    passes: tuple[str, ...], side: str | None, sorer: str | None
) -> None:
    wishes = once_more(Outline("x", sides=passes), Wishes(before=3))
    assert (wishes.side, wishes.sorer, wishes.before, wishes.again) == (side, sorer, 3, True)


def test_after_a_session_each_side_says_from_when() -> None:
    record = a_record(sides=("left", "right"))
    assert again(a_request(2), record) == "This place again from 19:00 tomorrow."
    known = a_request(2, past=treated(sides=("left",)))
    assert again(known, record) == (
        "Left again from 14:55 tomorrow, right again from 19:00 tomorrow."
    )
    short = a_record(seconds=10, reason="stopped")
    assert again(a_request(2), short) == "This place again when you like."
    assert again(a_request(2), a_record(holds=())) == ""


def test_after_a_second_flare_waiting_alone_does_not_help() -> None:
    past = (*treated(), a_flare(3))
    later = a_request(2, past=past, now=NOW + timedelta(minutes=1))
    assert "not by waiting alone" in again(later, a_flare())
