"""Whole sessions over days: what the history of one means for the next, whatever clocks say."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from evenings import BEGAN, DAY, HOUR, MINUTE, Run, again_from, dose, ended, treat
from person import Person, typed
from program import facts
from spotguide.adapters.database import FILE, OURS


def database(folder: Path) -> Path:
    return folder / "records" / FILE


def test_a_night_between_two_sessions_is_counted_in_hours(run: Run) -> None:
    first, second = dose(run, BEGAN), dose(run, BEGAN + DAY + HOUR)
    assert (first, second) == ((60, True), (135, False))

    at_night = BEGAN + DAY + 2 * HOUR
    allowed = again_from(treat(run, at_night), at_night)
    assert allowed == BEGAN + 2 * DAY - 3 * HOUR

    assert treat(run, allowed).status == 0


@pytest.mark.parametrize("hours", [-8, 2], ids=["west", "to-summer"])
def test_a_journey_moves_no_limit_and_the_hour_is_that_of_the_place(run: Run, hours: int) -> None:
    treat(run, BEGAN)
    until = ended(run) + DAY
    there = (BEGAN + 22 * HOUR).astimezone(timezone(timedelta(hours=hours)))

    said = again_from(treat(run, there), there)

    assert abs(said - until) <= MINUTE
    assert treat(run, (until + MINUTE).astimezone(there.tzinfo)).status == 0
    kept = json.loads(run("history", "--json").out)
    zones = [datetime.fromisoformat(one["started_at"]).utcoffset() for one in kept]
    assert zones == [timedelta(hours=hours), timedelta(hours=1)]


@pytest.mark.parametrize("back", [DAY, 3000 * DAY], ids=["a-day", "years"])
def test_a_clock_set_back_keeps_the_door_shut_and_so_does_putting_it_right(
    run: Run, back: timedelta
) -> None:
    treat(run, BEGAN)
    wrong, right = BEGAN + HOUR - back, BEGAN + 2 * HOUR

    assert again_from(treat(run, wrong), wrong) == wrong + DAY
    assert abs(again_from(treat(run, right), right) - ended(run) - DAY) <= MINUTE
    assert dose(run, BEGAN + 25 * HOUR) == (135, False)


def test_a_session_stamped_years_ahead_shuts_the_door_for_a_day_and_is_dated_once(run: Run) -> None:
    treat(run, BEGAN + 2000 * DAY)

    for hours in (0, 1, 23):
        now = BEGAN + hours * HOUR
        assert again_from(treat(run, now), now) == BEGAN + DAY
    assert dose(run, BEGAN + DAY) == (135, False)


AGREED = next(s.id for s in facts().safety.screen if s.on_yes == "see-someone-first")
FLAGS = (
    ("--agreed", AGREED),
    ("--hold", "5", "--rounds", "1", "--intensity", "1"),
    ("--hands-free", "--before", "skip", "--events", "-"),
    ("--side", "both", "--sorer", "right"),
    ("--tool", "lacrosse-ball", "--pace", "auto", "--json"),
)


def test_no_option_of_the_command_lifts_a_limit(run: Run) -> None:
    """One after the other, and all that go together."""
    treat(run, BEGAN)
    until = ended(run) + DAY
    every = [word for flags in FLAGS[:3] for word in flags]

    for more in (*FLAGS, every):
        done = treat(run, BEGAN + HOUR, *more)
        assert " needs 24 hours after a first session. " in done.err, more
        assert abs(again_from(done, BEGAN + HOUR) - until) <= MINUTE
    assert len(json.loads(run("history", "--json").out)) == 1


def test_a_flare_rests_the_place_for_two_days_and_halves_what_comes_then(run: Run) -> None:
    treat(run, BEGAN)
    full, _ = dose(run, BEGAN + 2 * DAY)
    until = ended(run) + 2 * DAY
    run("rate", "--after", "7", now=lambda: BEGAN + 2 * DAY + HOUR)

    rested = treat(run, BEGAN + 3 * DAY)
    assert "hurt more after the last session." in rested.err
    assert abs(again_from(rested, BEGAN + 3 * DAY) - until) <= MINUTE
    assert dose(run, BEGAN + 5 * DAY)[0] < full

    run("rate", "--after", "8", now=lambda: BEGAN + 5 * DAY + HOUR)
    for later in (6 * DAY, 2000 * DAY):
        closed = treat(run, BEGAN + later)
        assert closed.status == 4
        assert "hurt more after each of the last two sessions." in closed.err


@pytest.mark.parametrize(("hours", "asks"), [(47, True), (49, False)])
def test_two_days_long_a_place_that_was_pressed_may_be_told_as_sore(
    run: Run, hours: int, asks: bool
) -> None:
    treat(run, BEGAN)
    person = Person(typed("nnnq", every=2.0), began=BEGAN + hours * HOUR)

    done = run("treat", "2", "--plain", tty=True, **person.world())

    assert done.status == 3
    assert ("still sore to touch" in done.out) is asks


def test_a_history_that_was_wiped_leaves_a_first_dose(run: Run, tmp_path: Path) -> None:
    treat(run, BEGAN)
    for file in database(tmp_path).parent.iterdir():
        file.unlink()

    assert dose(run, BEGAN + HOUR) == (60, True)


def test_a_history_that_cannot_be_read_leaves_a_first_dose_and_is_told(
    run: Run, tmp_path: Path
) -> None:
    treat(run, BEGAN)
    with sqlite3.connect(database(tmp_path)) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute(f"PRAGMA application_id = {OURS + 99}")
    connection.close()

    done = treat(run, BEGAN + 3 * DAY)

    assert done.status == 0
    assert "This session runs all the same, at a first dose and without your profile." in done.err
    assert json.loads(done.err.splitlines()[-1])["planned"] == 60
