"""What is asked and told where the past is not known, or a clock was wrong."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from evenings import BEGAN, DAY, HOUR, Run, again_from, treat
from person import Person, typed
from spotguide.adapters.database import FILE, OURS
from spotguide.adapters.store import open_store
from spotguide.core.notes import Ended, HoldOver, Rated, to_dict

DAYS = range(10, 70)
SORE = "still sore to touch"


def asked(run: Run, began: datetime) -> str:
    """What a session asks that is left on its third page."""
    person = Person(typed("nnnq", every=2.0), began=began)
    return run("treat", "2", "--plain", tty=True, **person.world()).out


def test_where_nothing_is_known_it_is_asked_whether_the_place_is_sore(
    run: Run, tmp_path: Path
) -> None:
    """At the first session of all, or after the history was wiped: the two look alike."""
    assert SORE in asked(run, BEGAN)

    elsewhere = ("--cleared", "--no-input", "--plain", "--side", "left", "--before", "skip")
    by_hand = ("--by", "self", "--tool", "tennis-ball", "--position", "floor")
    done = run("treat", "3", *elsewhere, *by_hand, **Person(began=BEGAN).world())
    assert done.status == 0, done.err
    assert SORE not in asked(run, BEGAN + HOUR)

    for file in (tmp_path / "records").iterdir():
        file.unlink()
    assert SORE in asked(run, BEGAN + 2 * HOUR)


def test_where_the_history_cannot_be_read_it_is_asked(run: Run, tmp_path: Path) -> None:
    treat(run, BEGAN)
    assert SORE not in asked(run, BEGAN + 3 * DAY)
    with sqlite3.connect(tmp_path / "records" / FILE) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute(f"PRAGMA application_id = {OURS + 99}")
    connection.close()

    assert SORE in asked(run, BEGAN + 3 * DAY)


@pytest.mark.parametrize(("later", "asks"), [(47 * HOUR, True), (49 * HOUR, False)])
def test_for_two_days_after_damage_it_is_asked(
    run: Run, tmp_path: Path, later: timedelta, asks: bool
) -> None:
    """Whatever command has found the damage: a session of those days may be missing."""
    treat(run, BEGAN)
    path = tmp_path / "records" / FILE
    path.write_bytes(b"x" + path.read_bytes()[1:])
    mended = BEGAN + 9 * DAY
    assert "was damaged" in run("history", now=lambda: mended).err

    assert (SORE in asked(run, mended + later)) is asks


def test_sessions_ahead_are_told_once(run: Run) -> None:
    treat(run, BEGAN + 2000 * DAY)

    told = [treat(run, BEGAN + hours * HOUR).err for hours in (0, 1, 25)]

    sentence = "One session lies in the future by this clock and counts from now on.\n"
    assert told[0].startswith(sentence)
    assert "future" not in told[1] + told[2]


def test_many_sessions_at_one_side_do_not_open_the_other(tmp_path: Path, run: Run) -> None:
    """Two flares have closed the left side; 60 calm sessions follow at the right one."""
    with closing(open_store(tmp_path / "records", BEGAN)) as store:
        for day, side, after in ((0, "left", 6), (5, "left", 6), *((d, "right", 3) for d in DAYS)):
            at = BEGAN + day * DAY
            session = store.begin(at, "thoracolumbar-corner", {"places": [[side]]})
            hold = HoldOver(0, 0, 90_000, 90_000, "full")
            facts = (Rated("before", 3), hold, Ended("finished"), Rated("after", after))
            for seq, fact in enumerate(facts):
                store.write(session, seq, at, to_dict(fact), False)

    closed = treat(run, BEGAN + 80 * DAY)

    assert closed.status == 4
    assert "hurt more after each of the last two sessions" in closed.err


@pytest.mark.parametrize("hours", [1, -8])
def test_at_the_minute_that_is_said_the_place_is_open(run: Run, hours: int) -> None:
    """A session ends at no whole minute; nobody is sent away twice."""
    treat(run, BEGAN)
    there = (BEGAN + 22 * HOUR).astimezone(timezone(timedelta(hours=hours)))

    said = again_from(treat(run, there), there)

    assert treat(run, said).status == 0


@pytest.mark.parametrize("text", ["{", "[]", '{"x": "2026"}', '{"1": 5}', "[" * 5000])
@pytest.mark.parametrize("key", ["sessions-redated", "tools-owned"])
def test_a_setting_that_cannot_be_read_stops_no_session(
    run: Run, tmp_path: Path, key: str, text: str
) -> None:
    treat(run, BEGAN)
    with sqlite3.connect(tmp_path / "records" / FILE) as connection:
        values = (key, text, "2026-01-01T00:00:00.000000+00:00")
        connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?, ?)", values)
    connection.close()

    assert treat(run, BEGAN + 3 * DAY, "--preview").status == 0
