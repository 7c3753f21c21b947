"""`history`: the sessions that were recorded, on a screen, in lines and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from person import BEGAN, Person, typed
from program import Result

Run = Callable[..., Result]


@pytest.fixture(name="past")
def _past(run: Run) -> None:
    """Two sessions at spot 2, one that was screened out at spot 5."""
    answers = (
        *("--cleared", "--by", "self", "--tool", "tennis-ball", "--position", "wall"),
        *("--before", "6", "--no-input", "--plain"),
    )
    for days, side in ((0, "left"), (1, "right")):
        person = Person(began=BEGAN + timedelta(days=days))
        assert run("treat", "2", "--side", side, *answers, **person.world()).status == 0
    person = Person(typed("1\r"), began=BEGAN + timedelta(days=2))
    assert run("treat", "5", tty=True, **person.world()).status == 4


@pytest.mark.usefixtures("past")
@pytest.mark.parametrize("columns", [40, 80])
def test_it_is_a_table_that_fits(
    run: Run, golden: Callable[[str, str], None], columns: int
) -> None:
    done = run("history", tty=True, columns=columns, variables={"NO_COLOR": "1"})
    assert max(map(len, done.out.splitlines())) <= columns
    golden(f"history-w{columns}", done.out)


@pytest.mark.usefixtures("past")
def test_in_a_pipe_each_session_is_one_line_with_tabs(run: Run) -> None:
    lines = run("history").out.splitlines()
    fields = [line.split("\t") for line in lines]
    assert [len(one) for one in fields] == [10, 10, 10]
    assert [one[3] for one in fields] == ["", "right", "left"]
    assert fields[1][4:9] == ["Tennis ball", "1:00", "1:00", "finished", "6"]


@pytest.mark.usefixtures("past")
def test_it_can_be_narrowed_to_a_spot_and_to_the_newest(run: Run) -> None:
    assert len(json.loads(run("history", "--json").out)) == 3
    at_two = json.loads(run("history", "2", "--json").out)
    assert [one["spot"]["number"] for one in at_two] == [2, 2]
    newest = json.loads(run("history", "2", "--newest", "1", "--json").out)
    assert newest == at_two[:1]


@pytest.mark.usefixtures("past")
def test_list_tells_when_a_spot_was_last_treated(run: Run) -> None:
    spots = json.loads(run("list", "--json", now=lambda: BEGAN + timedelta(days=3)).out)
    told = {one["number"]: one["last_treated"] for one in spots}
    assert told[2] == "2026-03-03T18:00:00+0100"
    assert told[5] is None
    lines = run("list", now=lambda: BEGAN + timedelta(days=3)).out.splitlines()
    assert lines[1].endswith("\t2 days ago")


def test_where_nothing_is_recorded_nothing_is_begun(run: Run, tmp_path: Path) -> None:
    done = run("history")
    assert done.status == 0
    assert done.out == ""
    assert "No session is recorded yet" in done.err
    assert run("history", "--json").out == "[]\n"
    assert not (tmp_path / "records").exists()


def test_an_unknown_spot_is_wrong_usage(run: Run) -> None:
    assert run("history", "15").status == 2


def test_a_history_that_cannot_be_opened_is_status_6(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    (folder / "history.sqlite3").mkdir(parents=True)
    done = run("history")
    assert done.status == 6
    assert "Traceback" not in done.err
