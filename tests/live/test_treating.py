"""Whole sessions: a person at a keyboard, a clock that moves while the program waits for them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import program
from person import BEGAN, Person, Window, typed, usual_answer
from program import Result
from spotguide.adapters.database import OURS

Run = Callable[..., Result]

ANSWERED = (
    *("--cleared", "--side", "left", "--by", "self", "--tool", "tennis-ball"),
    *("--position", "wall", "--before", "4"),
)
"""All that the intake of spot 2 asks."""

HOLD = 60.0
"""Seconds from the start, by which a person who presses Enter each second is in the first hold."""


def to_the_floor(*more: tuple[float, str]) -> Person:
    """Return a person who reads a second a page, and then does what is given."""
    return Person([*typed("\r" * 12), *more])


def treat(run: Run, person: Person, *args: str, **world: Any) -> Result:
    args = (*ANSWERED, "--figure", "off", *args)
    return run("treat", "2", *args, tty=True, **person.world(), **world)


def record(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.out)
    return found


def test_a_session_by_hand_ends_in_the_history(run: Run, tmp_path: Path) -> None:
    window = Window()
    person = Person(answer=lambda: usual_answer(window))
    env = program.an_environment(tmp_path, stdout=window, tty=True, **person.world())
    assert program.run("treat", "2", folder=tmp_path, env=env).status == 0
    (kept,) = json.loads(run("history", "--json").out)
    assert kept["spot"] == {"number": 2, "slug": "thoracolumbar-corner"}
    assert kept["ended"] == "finished"
    assert kept["held"] == kept["planned"] == 60
    assert kept["started_at"].startswith("2026-03-02T18:0")


def test_with_every_answer_by_option_no_key_is_needed(run: Run) -> None:
    person = Person()
    done = treat(run, person, "--no-input", "--json")
    assert done.status == 0
    assert record(done)["ended"] == "finished"
    assert record(done)["before"] == 4
    assert record(done)["after"] is None
    assert person.pressed == 0


def test_without_answers_and_without_input_the_missing_one_is_named(run: Run) -> None:
    done = run("treat", "2", "--no-input", **Person().world())
    assert done.status == 2
    assert "--cleared" in done.err
    assert done.out == ""


def test_input_that_ends_at_a_question_is_wrong_usage(run: Run) -> None:
    done = run("treat", "2", **Person(typed(["n"]), leaves=True).world())
    assert done.status == 2
    assert "Standard input" in done.err


def test_lines_of_a_pipe_answer_as_keys_do(run: Run) -> None:
    answers = ["none"] * 5 + ["1", "perhaps", "1", "2", "\n", "1", "1", "5"]
    lines = typed([*answers, *["yes"] * 12])
    done = run("treat", "2", "--json", **Person(lines, leaves=True).world())
    assert done.status == 0
    assert '"perhaps" is no answer here.' in done.err
    assert record(done)["tool"] == "lacrosse-ball"
    assert record(done)["before"] == 5


def test_stop_in_a_hold_tells_the_truth(run: Run) -> None:
    done = treat(run, to_the_floor((HOLD - 30, "q"), (HOLD - 28, "\r")), "--json")
    assert done.status == 3
    assert record(done)["ended"] == "stopped"
    assert 0 < record(done)["held"] < record(done)["planned"]


def test_a_stop_sign_named_after_a_stop_is_the_reason(run: Run) -> None:
    done = treat(run, to_the_floor((HOLD - 30, "q"), (HOLD - 28, "1")), "--json")
    assert done.status == 4
    assert record(done)["ended"] == "stop-sign"
    assert record(done)["sign"]


def test_four_keys_at_once_stop(run: Run) -> None:
    done = treat(run, to_the_floor((HOLD - 30, "jkl;")), "--json")
    assert done.status == 3


@pytest.mark.parametrize(
    ("name", "status"), [("INT", 130), ("TERM", 143), ("HUP", 129), ("QUIT", 131)]
)
def test_a_signal_ends_the_session_and_keeps_it(run: Run, name: str, status: int) -> None:
    person = Person(typed("\r" * 12), signals=[(HOLD - 30, name)])
    assert treat(run, person).status == status
    (kept,) = json.loads(run("history", "--json").out)
    assert kept["ended"] == ("stopped" if name == "INT" else "interrupted")
    assert kept["held"] > 0


def test_a_computer_that_slept_credits_nothing(run: Run, tmp_path: Path) -> None:
    awake = to_the_floor((HOLD - 30, "q"))
    slept = to_the_floor((HOLD - 30, "q"))
    slept.sleeps = [(HOLD - 31, 300.0)]
    usual = record(treat(run, awake, "--json", folder=tmp_path / "a"))
    done = record(treat(run, slept, "--json", folder=tmp_path / "b"))
    assert done["lost"] >= 299
    assert done["held"] <= usual["held"]


def test_what_applies_ends_it_before_anything_is_pressed(run: Run) -> None:
    done = run("treat", "2", tty=True, **Person(typed("1\r")).world())
    assert done.status == 4
    (kept,) = json.loads(run("history", "--json").out)
    assert kept["ended"] == "screened-out"
    assert kept["sign"]
    assert kept["held"] == 0


def test_leaving_at_a_question_records_nothing(run: Run) -> None:
    done = run("treat", "2", "--plain", tty=True, **Person(typed("nq")).world())
    assert done.status == 3
    assert "Nothing was recorded" in done.out
    assert json.loads(run("history", "--json").out) == []


def test_a_rehearsal_is_never_recorded(run: Run) -> None:
    assert treat(run, Person(), "--rehearse").status == 0
    assert json.loads(run("history", "--json").out) == []


def test_a_rehearsal_runs_ten_times_as_fast(run: Run) -> None:
    person, faster = Person(), Person()
    treat(run, person, "--no-input")
    treat(run, faster, "--rehearse")
    assert faster.seconds * 9 < person.seconds


def test_nothing_speeds_up_a_recorded_session(run: Run) -> None:
    """The seconds between the first and the last hold are those of the plan, whatever is set."""
    person = Person()
    treat(run, person, "--no-input", variables={"SPOTGUIDE_SPEED": "10"})
    assert person.seconds > 120


def test_too_soon_is_refused_with_the_hour(run: Run) -> None:
    treat(run, Person(), "--no-input")
    done = treat(run, Person(began=BEGAN + timedelta(hours=1)), "--no-input")
    assert done.status == 4
    assert "Again from" in done.err


def test_a_later_session_gets_the_full_dose(run: Run) -> None:
    first = record(treat(run, Person(), "--no-input", "--json"))
    later = Person(began=BEGAN + timedelta(days=3))
    second = record(treat(run, later, "--no-input", "--json"))
    assert second["planned"] > first["planned"]
    assert second["sides"][0]["first_time"] is False


def test_remembered_answers_are_confirmed_in_one_line(run: Run, tmp_path: Path) -> None:
    def guide(began: Any) -> tuple[int, str]:
        window = Window()
        person = Person(answer=lambda: usual_answer(window), began=began)
        env = program.an_environment(tmp_path, stdout=window, tty=True, **person.world())
        program.run("treat", "2", folder=tmp_path, env=env)
        return person.pressed, window.getvalue()

    first, _ = guide(BEGAN)
    later, seen = guide(BEGAN + timedelta(days=3))
    assert later < first
    assert "A change since 2 March" in seen


def test_tools_are_asked_for_once(run: Run, tmp_path: Path) -> None:
    args = ["treat", "2", "--cleared", "--by", "self", "--side", "left", "--before", "3", "--plain"]
    first = run(*args, tty=True, **Person(typed("2\rq")).world())
    second = run(*args, tty=True, **Person(typed("q")).world())
    assert "You are asked once" in " ".join(first.out.split())
    assert "asked once" not in second.out
    assert second.out.index("Lacrosse ball") < second.out.index("Tennis ball")


def test_a_folder_that_cannot_be_written_loses_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    data = {"SPOTGUIDE_DATA": str(tmp_path / "file" / "records")}
    done = treat(run, Person(), "--no-input", "--plain", variables=data)
    assert done.status == 0
    assert "cannot be written" in done.err
    printed = json.loads(done.err.splitlines()[-1])
    assert printed["held"] == 60


def test_a_history_of_a_newer_version_is_left_alone(run: Run, tmp_path: Path) -> None:
    treat(run, Person(), "--no-input")
    path = tmp_path / "records" / "history.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute(f"PRAGMA application_id = {OURS + 99}")
    connection.close()
    done = treat(run, Person(), "--no-input", "--plain")
    assert done.status == 0
    assert "newer" in done.err
    assert run("history").status == 6


def test_a_session_that_nothing_ended_is_told_once(run: Run, tmp_path: Path) -> None:
    treat(run, Person(), "--no-input")
    path = tmp_path / "records" / "history.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute(
            "DELETE FROM note WHERE seq >= (SELECT seq FROM note WHERE kind = 'ended')"
        )
        connection.execute("UPDATE session SET reason = NULL, summary = NULL")
    connection.close()
    later = BEGAN + timedelta(days=3)
    told = treat(run, Person(began=later), "--no-input")
    assert "The session of 2026-03-02 18:0" in told.err
    assert "1:00 of pressure" in told.err
    again = treat(run, Person(began=later + timedelta(days=3)), "--no-input")
    assert again.err == ""
    assert [one["ended"] for one in json.loads(run("history", "--json").out)] == [
        "finished", "finished", "interrupted",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "key",
    ["\x1b[6~", "\x1b[<0;1;1M\x1b[<0;1;1m", " ", "\r"],
    ids=["clicker", "mouse", "space", "enter"],
)
def test_one_key_alone_leads_from_the_first_page_to_the_end(run: Run, key: str) -> None:
    """Pressed every four seconds: on the floor it says fine, and hurries nothing under pressure."""
    done = treat(run, Person([(1.0 + 4 * at, key) for at in range(90)]), "--json")
    assert done.status == 0
    assert record(done)["ended"] == "finished"
    if key != " ":  # under pressure it pauses
        assert record(done)["held"] == record(done)["planned"]


@pytest.mark.parametrize("key", ["\x1b[6~", "\x1b[5~", "\x1b[<0;1;1M", " ", "\r"])
def test_no_key_of_a_remote_control_answers_a_safety_page(run: Run, key: str) -> None:
    person = Person([*((1.0 + at, key) for at in range(20)), (30.0, "q")])
    done = run("treat", "2", "--plain", tty=True, **person.world())
    assert done.status == 3
    assert done.out.count("Do you have any of these now?") >= 1
    assert "Does any of these fit today?" not in done.out
