"""`rate`: what is said of a session once it is over."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from person import BEGAN
from program import Result
from spotguide.adapters.store import open_store
from spotguide.core.catalog import Catalog
from spotguide.core.history import Outline
from spotguide.core.notes import Ended, Fact, HoldOver, Rated, Sign, to_dict

Run = Callable[..., Result]
PRESSED = (Rated("before", 5), HoldOver(0, 0, 45_000, 45_000, "full"), Ended("finished"))
REFUSED = (Sign("fever"), Ended("screened-out"))


def record(folder: Path, *sessions: tuple[Fact, ...]) -> None:
    with closing(open_store(folder / "records", BEGAN)) as store:
        for number, facts in enumerate(sessions):
            at = BEGAN + timedelta(days=number)
            outline = Outline("thoracolumbar-corner", "self", "tennis-ball", "wall", ("left",),
                              (("left",),), (45,), (3,), (False,))  # fmt: skip
            session = store.begin(at, outline.spot, outline.to_dict())
            for seq, fact in enumerate(facts):
                store.write(session, seq, at + timedelta(minutes=seq), to_dict(fact), True)


def told(run: Run, number: int = 1) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("history", "show", str(number), "--json").out)
    return {key: found[key] for key in ("before", "after", "next_day", "sore")}


def test_options_are_kept_and_change_nothing_else(run: Run, tmp_path: Path) -> None:
    record(tmp_path, PRESSED)
    before = json.loads(run("history", "--json").out)[0]
    done = run("rate", "1", "--after", "3", "--next-day", "4", "--not-sore", "--json")
    assert json.loads(done.out) == {**before, "after": 3, "next_day": 4, "sore": False}
    assert json.loads(run("history", "--json").out) == [json.loads(done.out)]


def test_of_two_ratings_the_later_counts(run: Run, tmp_path: Path) -> None:
    record(tmp_path, PRESSED)
    run("rate", "--after", "3", "--sore")
    run("rate", "--after", "6")
    assert told(run) == {"before": 5, "after": 6, "next_day": None, "sore": True}


def test_without_an_id_it_is_the_newest_that_pressed_anything(run: Run, tmp_path: Path) -> None:
    record(tmp_path, PRESSED, PRESSED, REFUSED)
    assert run("rate", "--after", "0").out.startswith("Session 2,")
    assert run("rate", "2026-03-02", "--after", "0").out.startswith("Session 1,")


@pytest.mark.parametrize(
    ("hours", "typed", "kept"),
    [
        (1, "3\n", {"after": 3, "next_day": None, "sore": None}),
        (14, "3\nn\n", {"after": None, "next_day": 3, "sore": False}),
        (14, "10\ny\n", {"after": None, "next_day": 10, "sore": True}),
        (14, "\n\n", {"after": None, "next_day": None, "sore": None}),
        (14, "", {"after": None, "next_day": None, "sore": None}),
    ],
)
def test_on_a_terminal_what_is_due_is_asked(
    run: Run, tmp_path: Path, catalog: Catalog, hours: int, typed: str, kept: dict[str, object]
) -> None:
    record(tmp_path, PRESSED)
    done = run("rate", stdin=typed, tty=True, now=lambda: BEGAN + timedelta(hours=hours))
    assert done.status == 0
    assert catalog.doses.outcome.ask in done.err
    assert (catalog.doses.dose_limits.soreness.ask in done.err) is (hours > 6)
    assert told(run) == {"before": 5, **kept}


@pytest.mark.parametrize("words", [("--after", "11"), ("--next-day", "-1"), ("7",), ()])
def test_what_cannot_be_kept_is_wrong_usage(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    record(tmp_path, PRESSED)
    assert run("rate", *words).status == 2
    assert told(run)["after"] is None


@pytest.mark.parametrize("typed", ["11\n", "five\n", "-1\n", "٣\n", "99999\n"])
def test_a_rating_that_is_none_is_not_kept(run: Run, tmp_path: Path, typed: str) -> None:
    record(tmp_path, PRESSED)
    assert run("rate", stdin=typed, tty=True).status == 2
    assert told(run)["after"] is None


def test_a_session_that_pressed_nothing_or_still_runs_is_not_rated(
    run: Run, tmp_path: Path
) -> None:
    record(tmp_path, REFUSED)
    assert run("rate", "1", "--after", "3").status == 2
    assert run("rate", "--after", "3").status == 2


def test_where_there_is_no_history_there_is_nothing_to_rate(run: Run) -> None:
    assert run("rate", "--after", "3").status == 2


def test_what_got_worse_is_told_with_what_to_do(run: Run, tmp_path: Path, catalog: Catalog) -> None:
    record(tmp_path, PRESSED)
    say = catalog.doses.dose_limits.soreness.say
    assert say not in run("rate", "--after", "6").out
    assert say in run("rate", "--next-day", "7").out
    assert say in run("rate", "--next-day", "2", "--sore").out
