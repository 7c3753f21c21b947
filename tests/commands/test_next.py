"""`next`: what is due and what is allowed, on a screen, in lines, for the ear and as JSON."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from person import BEGAN
from program import Result
from spotguide.adapters.store import Store, open_store
from spotguide.core.catalog import Catalog
from spotguide.core.history import Outline
from spotguide.core.notes import Began, Ended, Fact, Held, HoldOver, Later, Rated, Sign, to_dict
from spotguide.core.plan.screening import Remembered

Run = Callable[..., Result]
TODAY = BEGAN
LEFT, BOTH = ("left",), ("left", "right")


def record(
    store: Store,
    days: float,
    spot: str = "thoracolumbar-corner",
    sides: tuple[str, ...] = LEFT,
    ratings: tuple[int | None, int | None] = (None, None),
    *more: Fact,
) -> None:
    """Write a session so many days ago, which pressed these sides."""
    places, count = tuple((side,) for side in sides), len(sides)
    outline = Outline(spot, "self", "tennis-ball", "wall", sides, places, (45,) * count,
                      (2,) * count, (False,) * count)  # fmt: skip
    before, after = ratings
    facts = [
        *([Rated("before", before)] if before is not None else []),
        *(HoldOver(number, 0, 45_000, 45_000, "full") for number in range(count)),
        Ended("finished"),
        *([Rated("after", after)] if after is not None else []),
        *more,
    ]
    write(store, TODAY - timedelta(days=days), outline, facts)


def write(store: Store, at: datetime, outline: Outline, facts: list[Fact]) -> None:
    session = store.begin(at, outline.spot, outline.to_dict())
    for seq, fact in enumerate(facts):
        store.write(session, seq, at + timedelta(minutes=seq), to_dict(fact), False)


def cut_short(store: Store, minutes: float, *more: Fact) -> None:
    """Write a session that was left so many minutes ago in its first hold."""
    outline = Outline("upper-shin", "self", "foam-roller", "floor", LEFT, (LEFT,), (45,), (3,),
                      (False,))  # fmt: skip
    at = TODAY - timedelta(minutes=minutes + 3)
    facts = [Began("ramp", 0, 0), Began("hold", 0, 0), Held(0, 0, 9000, 9000), *more]
    write(store, at, outline, facts)


@pytest.fixture(name="store")
def _store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path / "records", TODAY)) as store:
        yield store


@pytest.fixture(name="life")
def _life(store: Store) -> None:
    """A history with a place in every state."""
    record(store, 8, "under-the-skull", BOTH, (5, 5))
    record(store, 3, "under-the-skull", BOTH, (5, 2))
    record(store, 9, "back-of-shoulder-blade", LEFT, (4, 4))
    record(store, 2.5, "back-of-shoulder-blade", LEFT, (4, 6))
    record(store, 5, "forearm-just-below-the-elbow", ("right",), (4, 4))
    record(store, 0.2, "forearm-just-below-the-elbow", LEFT, (4, None))
    record(store, 6, "upper-shin", LEFT)
    record(store, 1.2, "upper-shin", LEFT, (3, 3), Later("sore", 1))
    for days in (20, 17, 14, 11, 8, 5):
        record(store, days, "thoracolumbar-corner", LEFT, (6, 5))
    for days in (12, 9):
        record(store, days, "chest-under-collarbone", ("right",), (3, 5))
    record(store, 50, "arch-of-foot", BOTH, (5, 3))


@pytest.mark.usefixtures("life")
@pytest.mark.parametrize("columns", [40, 80])
def test_on_a_screen_it_is_blocks_that_fit(
    run: Run, golden: Callable[[str, str], None], columns: int
) -> None:
    done = run("next", "--no-pager", tty=True, columns=columns, variables={"NO_COLOR": "1"},
               now=lambda: TODAY)  # fmt: skip
    assert done.status == 0
    assert max(map(len, done.out.splitlines())) <= columns
    golden(f"next-w{columns}", done.out)


@pytest.mark.usefixtures("life")
def test_elsewhere_each_place_is_one_line(run: Run, golden: Callable[[str, str], None]) -> None:
    piped = run("next", now=lambda: TODAY)
    assert piped.out == run("next", "--plain", tty=True, now=lambda: TODAY).out
    golden("next-plain", piped.out)


@pytest.mark.usefixtures("life")
def test_for_the_ear_it_is_sentences(run: Run) -> None:
    done = run("next", tty=True, variables={"ACCESSIBLE": "1"}, now=lambda: TODAY)
    assert "\x1b" not in done.out
    assert "  " not in done.out
    assert "Due now: spot" in done.out


@pytest.mark.usefixtures("life")
def test_as_json_each_place_has_its_state(run: Run) -> None:
    value = json.loads(run("next", "--json", now=lambda: TODAY).out)
    assert (value["resume"], value["rate"]) == (None, {"id": 6})
    states = {(one["spot"]["slug"], *one["sides"]): one["state"] for one in value["places"]}
    assert states == {
        ("under-the-skull", "left", "right"): "due",
        ("back-of-shoulder-blade", "left"): "due",
        ("forearm-just-below-the-elbow", "right"): "due",
        ("upper-shin", "left"): "sore",
        ("forearm-just-below-the-elbow", "left"): "waits",
        ("thoracolumbar-corner", "left"): "review",
        ("chest-under-collarbone", "right"): "closed",
        ("arch-of-foot", "left", "right"): "over",
    }
    first = value["places"][0]
    assert first["last"]["came"] == "better"
    assert first["command"] == "spotguide treat 1"
    waits = next(one for one in value["places"] if one["state"] == "waits")
    assert waits["wait"] == "first"
    assert waits["from"].endswith("+01:00")


def test_without_a_history_it_says_where_to_begin(run: Run, tmp_path: Path) -> None:
    done = run("next", tty=True)
    assert (done.status, done.out) == (0, "")
    assert "spotguide find" in done.err
    assert not (tmp_path / "records").exists()
    assert json.loads(run("next", "--json").out)["places"] == []


def test_where_nothing_is_due_that_is_fine(run: Run, store: Store) -> None:
    record(store, 0.1)
    done = run("next", now=lambda: TODAY)
    assert done.status == 0
    assert "Nothing is due now, and nothing is missed by that." in done.out
    assert "The next may be pressed from" in done.out


def test_a_session_that_was_killed_can_go_on(run: Run, store: Store) -> None:
    """It is marked as interrupted, since nobody is there any more."""
    cut_short(store, 10)
    done = run("next", now=lambda: TODAY)
    assert done.out == (
        "The session at Upper outer shin was left. To go on with it until 18:19: spotguide resume\n"
    )
    assert json.loads(run("history", "--json").out)[0]["ended"] == "interrupted"
    value = json.loads(run("next", "--json", now=lambda: TODAY).out)
    assert value["resume"] == {"id": 1, "until": "2026-03-02T18:19:00+01:00"}


def test_after_half_an_hour_nobody_is_told_to_go_on(run: Run, store: Store) -> None:
    cut_short(store, 33, Ended("stopped"))
    assert "spotguide resume" not in run("next", now=lambda: TODAY).out


def test_an_answer_that_speaks_against_it_is_told(run: Run, store: Store) -> None:
    record(store, 9)
    record(store, 3)
    store.remember(Remembered("cancer", "", True, False, TODAY - timedelta(days=2)))
    done = run("next", now=lambda: TODAY)
    assert "Not as things stand: spot 2" in done.out
    assert "spotguide profile" in done.out


def test_a_flare_halves_the_next_one(run: Run, store: Store) -> None:
    record(store, 9)
    record(store, 1, "thoracolumbar-corner", LEFT, (3, 5))
    soon = run("next", now=lambda: TODAY).out
    assert "From 18:02 tomorrow: it hurt more after the last session, so 48 hours." in soon
    later = run("next", now=lambda: TODAY + timedelta(days=2)).out
    assert "The next one has half the hold" in later


def test_a_place_that_a_sign_has_stopped_is_not_called_due(
    run: Run, store: Store, catalog: Catalog
) -> None:
    sign = next(one for one in catalog.safety.stop_sign if one.act == "emergency")
    record(store, 9)
    record(store, 3, "thoracolumbar-corner", LEFT, (5, 2), Sign(sign.id), Ended("stop-sign"))
    told = " ".join(run("next", now=lambda: TODAY, tty=True).out.split())
    assert "Stopped by a sign" in told
    assert sign.say in told
    assert "Due now" not in told
    assert "better" not in told


def test_a_reason_of_several_places_is_said_once(run: Run, store: Store) -> None:
    for spot in ("thoracolumbar-corner", "upper-shin"):
        for days in (20, 17, 14, 11, 8, 5):
            record(store, days, spot, LEFT, (6, 5))
    done = run("next", now=lambda: TODAY)
    assert done.out.count("Time to look back: spot") == 2
    assert done.out.count("Another spot may fit your pain better.") == 1
    worse = [(9, 3), (8, 3), (7, 3), (6, 6), (5, 6), (4, 6)]
    for days, rating in worse:
        record(store, days, "jaw-masseter", LEFT, (rating, rating))
    assert "Leave this place alone for now" in run("next", now=lambda: TODAY).out


def test_a_history_that_cannot_be_read_is_told(run: Run, store: Store, tmp_path: Path) -> None:
    record(store, 3)
    with sqlite3.connect(tmp_path / "records" / "history.sqlite3") as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute(f"PRAGMA application_id = {0x53470000 + 99}")
    connection.close()
    done = run("next")
    assert done.status == 6
    assert "newer" in done.err
