"""Places that flares have closed: opened by a word, with half the dose, and closed again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asked import NOW, SPOTS, a_flare, a_record, a_request
from spotguide.core.plan.wishes import check
from spotguide.core.profile.kept import (
    Profile,
    Reopened,
)
from spotguide.errors import Refused


def opened(days: float, *past: object, side: str = "left") -> Profile:
    """A profile in which the last of these sessions was lifted so many days ago."""
    at = NOW - timedelta(days=days)
    through = past[-1].ended_at  # type: ignore[attr-defined]
    return Profile({}, {("thoracolumbar-corner", side): Reopened(at, through)})


TWO = (a_record(days=30), a_flare(days=20), a_flare(days=10))


def test_two_flares_close_the_place_and_the_refusal_says_how_to_open_it() -> None:
    with pytest.raises(Refused, match=r"spotguide profile reopen 2 --side left$"):
        check(a_request(2, TWO, side="left", cleared=True))


def test_once_opened_again_the_place_gets_half_and_the_other_side_all() -> None:
    right = (a_record(days=30, sides=("right",)), a_record(days=20, sides=("right",)))
    request = a_request(2, (*TWO, *right), profile=opened(3, *TWO), side="left")
    check(request)
    places = request.places()

    assert (places["left"].wait, places["left"].halved) == ("", True)
    assert (places["right"].wait, places["right"].halved) == ("", False)


def test_a_third_flare_closes_it_again_and_a_calm_session_does_not() -> None:
    profile = opened(8, *TWO)
    third = a_request(2, (*TWO, a_flare(days=5)), profile=profile).places()["left"]
    calm = a_request(2, (*TWO, a_record(days=5)), profile=profile).places()["left"]

    assert (third.wait, third.until) == ("flares", None)
    assert (calm.wait, calm.halved) == ("", False)


def test_opening_it_lifts_no_hours_of_waiting() -> None:
    past = (a_record(days=30), a_flare(days=20), a_flare(hours=10))
    place = a_request(2, past, profile=opened(0.1, *past)).places()["left"]

    assert place.wait == "flare"
    assert place.until == NOW + timedelta(hours=38)


def test_a_session_that_was_not_known_when_it_was_opened_is_not_lifted() -> None:
    """Another computer may bring it, with an earlier date than the word that opened the place."""
    profile = opened(1, *TWO)
    assert a_request(2, (*TWO, a_flare(days=4)), profile=profile).places()["left"].wait == "flares"


def test_a_word_from_the_future_opens_nothing() -> None:
    assert a_request(2, TWO, profile=opened(-1, *TWO)).places()["left"].wait == ""
    far = Profile({}, {(SPOTS[2].slug, "left"): Reopened(NOW, NOW + timedelta(days=9))})
    assert far.lifted(SPOTS[2].slug, NOW) == {"left": NOW}
    ahead = Profile({}, {(SPOTS[2].slug, "left"): Reopened(*[NOW + timedelta(days=9)] * 2)})
    assert a_request(2, TWO, profile=ahead).places()["left"].wait == "flares"


@given(
    st.lists(st.sampled_from(["flare", "calm", "open"]), max_size=12),
)
@settings(max_examples=200, deadline=None)
def test_a_place_is_closed_exactly_by_a_flare_after_a_flare_that_no_word_followed(
    happened: list[str],
) -> None:
    past, profile = [a_record(days=200)], Profile()
    row, since = 0, 0
    for number, what in enumerate(happened):
        days = 100 - 5 * number
        if what == "open":
            profile = opened(days, *past)
            since = 0
            continue
        past.append((a_flare if what == "flare" else a_record)(days=days))
        row = row + 1 if what == "flare" else 0
        since += 1
    place = a_request(2, past, profile=profile).places()["left"]

    assert (place.wait == "flares") is (row >= 2 and since > 0)
    assert place.halved is (row >= 1)
