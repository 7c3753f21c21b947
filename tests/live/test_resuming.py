"""A session that is cut short and taken up: one evening, two commands, one record."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import program
from person import BEGAN, Person, Window, typed, usual_answer
from program import Result, Stream
from spotguide.adapters.database import OURS
from spotguide.adapters.lock import only_one
from spotguide.adapters.store import Store, open_store
from spotguide.core.history import Outline
from spotguide.core.notes import (
    Began,
    Ended,
    Fact,
    Held,
    HoldOver,
    Rated,
    Reason,
    Sign,
    TakenUp,
    to_dict,
)
from spotguide.errors import UnwritableHistory

Run = Callable[..., Result]

ANSWERED = (
    *("--cleared", "--side", "left", "--by", "self", "--tool", "tennis-ball"),
    *("--position", "wall", "--before", "4"),
)
IN_THE_HOLD = 45.0
"""Seconds from the start, by which a person who presses Enter each second is in the first hold."""


def treat(run: Run, person: Person, *args: str, **world: Any) -> Result:
    return run("treat", "2", *ANSWERED, "--plain", *args, tty=True, **person.world(), **world)


def resume(run: Run, person: Person, *args: str, **world: Any) -> Result:
    return run("resume", "--plain", *args, tty=True, **person.world(), **world)


def left(run: Run, key: str = "\x03", at: float = IN_THE_HOLD) -> datetime:
    """Treat until the session is left by a key, or by a signal of that name; return when."""
    signals = [(at, key)] if key.isupper() else []
    presses = [] if signals else [(at, key), (at + 2, "\r")]
    person = Person([*typed("\r" * 12), *presses], signals=signals)
    assert treat(run, person).status in (3, 130, 143)
    return person.now()


def stored(folder: Path, reason: Reason = "stopped", sign: str = "") -> datetime:
    """Write such a session that ended so, without playing it; return when it was left."""
    at = BEGAN + timedelta(seconds=45)
    outline = Outline("thoracolumbar-corner", "self", "tennis-ball", "wall", ("left",),
                      (("left",),), (30,), (2,), (True,), (4,), cleared=True)  # fmt: skip
    facts: list[Fact] = [
        Rated("before", 4),
        Began("ramp", 0, 0),
        Began("hold", 0, 0),
        Held(0, 0, 20_000, 20_000),
        *([Sign(sign)] if sign else []),
        Ended(reason),
    ]
    with closing(open_store(folder / "records", BEGAN)) as store:
        session = store.begin(BEGAN, outline.spot, outline.to_dict())
        for seq, fact in enumerate(facts):
            store.write(session, seq, at, to_dict(fact), False)
    return at


def kept(run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("history", "--json").out)
    return found


def kill(folder: Path, held: int) -> None:
    """Leave of the only session what stood on disk when so many seconds had been held."""
    with sqlite3.connect(folder / "records" / "history.sqlite3") as connection:
        found = connection.execute("SELECT seq, data FROM note WHERE kind = 'held' ORDER BY seq")
        seq = next(seq for seq, data in found if json.loads(data)["held"] == held * 1000)
        connection.execute("DELETE FROM note WHERE seq > ?", (seq,))
        connection.execute("UPDATE session SET reason = NULL, pressed = NULL, summary = NULL")
    connection.close()


# One session


def test_a_killed_session_goes_on_with_what_is_left_of_the_hold(run: Run, tmp_path: Path) -> None:
    treat(run, Person(typed("\r" * 12)))
    kill(tmp_path, 17)
    back = Person(typed("n", at=2.0), began=BEGAN + timedelta(minutes=8))
    done = resume(run, back)
    assert done.status == 0
    assert "was interrupted after 0:17 of pressure" in done.err
    assert "Going on with the session of 18:00 at Thoracolumbar corner: left side" in done.err
    assert "Hold: 13 seconds, left side, round 1 of 2." in done.out
    (session,) = kept(run)
    assert (session["ended"], session["held"], session["charged"]) == ("finished", 60, 60)
    assert session["before"] == 4
    assert session["started_at"] < session["ended_at"]


def test_what_was_stopped_goes_on_too(run: Run) -> None:
    now = left(run, "q")
    done = resume(run, Person(typed("n", at=2.0), began=now), "--json")
    assert done.status == 0
    record = json.loads(done.out)
    assert record["ended"] == "finished"
    assert [hold["how"] for hold in record["sides"][0]["holds"]] == ["full", "full"]
    assert "Done. Come off slowly." in done.err


def test_it_can_be_left_and_taken_up_again(run: Run) -> None:
    now = left(run, "TERM")
    person = Person(typed("n", at=2.0), signals=[(40.0, "TERM")], began=now)
    assert resume(run, person).status == 143
    assert [one["ended"] for one in kept(run)] == ["interrupted"]
    now = person.now() + timedelta(minutes=29)
    assert resume(run, Person(typed("n", at=2.0), began=now)).status == 0
    assert [(one["ended"], one["held"]) for one in kept(run)] == [("finished", 60)]


def test_with_its_one_question_answered_no_key_is_needed(run: Run, tmp_path: Path) -> None:
    person = Person(began=stored(tmp_path))
    done = resume(run, person, "--cleared", "--no-input", "--json")
    assert done.status == 0
    assert person.pressed == 0
    assert json.loads(done.out)["held"] == 60


def test_on_a_screen_it_begins_at_settle_and_shows_what_was_held(run: Run, tmp_path: Path) -> None:
    now, window, seen = stored(tmp_path), Window(), list[str]()

    def answer() -> str:
        seen.append(window.text)
        return "q" if "SETTLE" in window.text else usual_answer(window)

    person = Person(answer=answer, began=now)
    env = program.an_environment(tmp_path, stdout=window, tty=True, **person.world())
    assert program.run("resume", "--figure", "off", folder=tmp_path, env=env).status == 3
    floor = next(text for text in seen if "SETTLE" in text)
    assert "left side" in floor
    assert "0:20 of 1:00" in floor
    assert not any("What you need" in text for text in seen)


def test_the_usual_pain_is_asked_after_it(run: Run, tmp_path: Path) -> None:
    person = Person(
        [(2.0, "n"), (160.0, "\r"), (162.0, "2"), (164.0, "\r")], began=stored(tmp_path)
    )
    assert resume(run, person).status == 0
    (session,) = kept(run)
    assert (session["before"], session["after"]) == (4, 2)


def test_what_the_limits_count_is_the_whole(run: Run, tmp_path: Path) -> None:
    """A first session asks for a day without one, from its last end on."""
    person = Person(typed("n", at=2.0), began=stored(tmp_path))
    done = resume(run, person)
    again = treat(run, Person(began=person.now() + timedelta(hours=1)))
    assert again.status == 4
    assert "24 hours after a first session" in again.err
    ended = kept(run)[0]["ended_at"]
    opens = datetime.fromisoformat(ended) + timedelta(minutes=1)  # its first whole minute
    assert f"This place again from {opens:%H:%M} tomorrow" in done.out


def test_a_place_that_hurt_more_since_is_not_pressed_again(run: Run, tmp_path: Path) -> None:
    now = stored(tmp_path)
    run("rate", "--after", "7", now=lambda: now)
    done = resume(run, Person(began=now + timedelta(minutes=5)), "--cleared", "--no-input")
    assert done.status == 4
    assert "hurt more after this session" in done.err


def test_a_rest_is_not_cut_short_by_going_on(run: Run, tmp_path: Path) -> None:
    now = stored(tmp_path)
    with closing(open_store(tmp_path / "records", now)) as store:
        (one,) = store.sessions()
        rest = (HoldOver(0, 0, 30_000, 30_000, "full"), Began("rest", 0, 1), Ended("stopped"))
        store.write(one.id, len(one.notes), now, to_dict(TakenUp()), True)
        for seq, fact in enumerate(rest, len(one.notes) + 1):
            store.write(one.id, seq, now, to_dict(fact), True)
    early = resume(run, Person(began=now + timedelta(seconds=5)), "--cleared", "--no-input")
    assert early.status == 4
    assert "needs a rest of" in early.err
    later = resume(run, Person(began=now + timedelta(seconds=60)), "--cleared", "--no-input")
    assert later.status == 0


def test_an_agreement_that_was_taken_back_since_no_longer_holds(run: Run, tmp_path: Path) -> None:
    now = stored(tmp_path)
    with sqlite3.connect(tmp_path / "records" / "history.sqlite3") as connection:
        ((plan,),) = connection.execute("SELECT plan FROM session")
        agreed = json.dumps({**json.loads(plan), "agreed": ["cancer"]})
        connection.execute("UPDATE session SET plan = ?", (agreed,))
    connection.close()
    run("profile", "answer", "cancer", "yes", now=lambda: now + timedelta(minutes=1))
    done = resume(run, Person(began=now + timedelta(minutes=5)), "--cleared", "--no-input")
    assert done.status == 4


# How it is told


def test_a_session_that_is_left_says_how_it_goes_on(run: Run) -> None:
    person = Person([*typed("\r" * 12), (IN_THE_HOLD, "\x03")])
    assert "To go on with it until 18:30: spotguide resume" in treat(run, person).out


@pytest.mark.parametrize("keys", [[(IN_THE_HOLD, "q"), (IN_THE_HOLD + 2, "1")], [(5.0, "q")]])
def test_one_that_cannot_go_on_does_not(run: Run, keys: list[tuple[float, str]]) -> None:
    """A stop sign was named; or nothing was pressed yet."""
    done = treat(run, Person([*typed("\r" * (12 if len(keys) > 1 else 2)), *keys]))
    assert "spotguide resume" not in done.out


def test_the_next_session_says_that_the_last_one_can_go_on(run: Run, tmp_path: Path) -> None:
    treat(run, Person(typed("\r" * 12)))
    kill(tmp_path, 9)
    soon = run("treat", "3", tty=True, **Person(typed("q"), began=BEGAN).world())
    assert "To go on with it until 18:30: spotguide resume" in soon.err
    later = BEGAN + timedelta(minutes=40)
    kill(tmp_path, 8)
    late = run("treat", "3", tty=True, **Person(typed("q"), began=later).world())
    assert "was interrupted after 0:08" in late.err
    assert "spotguide resume" not in late.err


# What it asks


def test_something_new_asks_todays_questions_anew(run: Run, tmp_path: Path) -> None:
    now, out = stored(tmp_path), Stream(tty=True)

    def answer() -> str:
        if "Get into place" in out.getvalue():
            return ""
        return "n" if "Do you have any of these now?" in out.getvalue() else "1"

    person = Person(answer=answer, began=now)
    env = program.an_environment(tmp_path, stdout=out, tty=True, **person.world())
    done = program.run("resume", "--plain", folder=tmp_path, env=env)
    assert done.status == 0
    assert "Do you have any of these now?" in done.out
    assert "Does any of these fit today?" in done.out
    assert kept(run)[0]["held"] == 60


def test_a_stop_among_the_answers_ends_it_and_the_record_stays(run: Run, tmp_path: Path) -> None:
    now = stored(tmp_path)
    (before,) = kept(run)
    person = Person([(2.0, "1"), (4.0, "1"), (6.0, "\r")], began=now)
    assert resume(run, person).status == 4
    newest, cut_short = kept(run)
    assert newest["ended"] == "screened-out"
    assert cut_short == before
    again = resume(run, Person(began=person.now()))
    assert again.status == 4
    assert "not begun, for safety" in again.err


def test_left_at_its_question_nothing_has_changed(run: Run, tmp_path: Path) -> None:
    now = stored(tmp_path)
    before = kept(run)
    person = Person(typed("q", at=2.0), began=now)
    assert resume(run, person).status == 3
    assert kept(run) == before
    assert resume(run, Person(typed("n", at=2.0), began=person.now())).status == 0


# When it does not go on


def test_without_any_session_there_is_nothing_to_go_on_with(run: Run, tmp_path: Path) -> None:
    done = run("resume", **Person().world())
    assert done.status == 2
    assert "spotguide treat" in done.err
    assert not (tmp_path / "records").exists()
    assert run("treat", "2", tty=True, **Person(typed("q")).world()).status == 3
    assert run("resume", **Person().world()).status == 2


def test_after_half_an_hour_it_is_too_late_and_the_record_stays(run: Run, tmp_path: Path) -> None:
    now = stored(tmp_path)
    before = kept(run)
    done = resume(run, Person(began=now + timedelta(minutes=31)))
    assert done.status == 4
    assert "was left at 18:00, more than 30 minutes ago" in done.err
    assert "spotguide again" in done.err or "spotguide treat 2" in done.err
    assert kept(run) == before


def test_a_stop_sign_is_never_taken_up(run: Run, tmp_path: Path) -> None:
    now = stored(tmp_path, "stop-sign", "sharp-or-electric")
    done = resume(run, Person(began=now))
    assert done.status == 4
    assert "sign to stop" in done.err


def test_a_finished_one_is_done(run: Run, tmp_path: Path) -> None:
    done = resume(run, Person(began=stored(tmp_path, "finished")))
    assert done.status == 2
    assert "Once more: spotguide again" in done.err


def test_one_that_waited_for_half_an_hour_is_too_old(run: Run) -> None:
    """Paused and gone: it ended a moment ago, but nobody has been there since."""
    person = Person([*typed("\r" * 12), (IN_THE_HOLD, "p")])
    treat(run, person)
    assert kept(run)[0]["ended"] == "interrupted"
    done = resume(run, Person(began=person.now() + timedelta(seconds=1)))
    assert done.status == 4
    assert "was left at 18:00" in done.err


def test_while_it_runs_it_cannot_be_taken_up(run: Run, tmp_path: Path) -> None:
    now = stored(tmp_path)
    with only_one(tmp_path / "records", {"spot": "Calf"}):
        done = resume(run, Person(began=now))
    assert done.status == 1
    assert "Calf is running" in done.err


def test_a_place_that_is_not_in_the_catalog_any_more_is_told(run: Run, tmp_path: Path) -> None:
    now = stored(tmp_path)
    with sqlite3.connect(tmp_path / "records" / "history.sqlite3") as connection:
        connection.execute("UPDATE session SET spot = 'knee'")
    connection.close()
    done = resume(run, Person(began=now))
    assert done.status == 2
    assert '"knee", which is not in the catalog' in done.err


def test_a_history_of_a_newer_version_is_not_gone_on_with(run: Run, tmp_path: Path) -> None:
    now = stored(tmp_path)
    with sqlite3.connect(tmp_path / "records" / "history.sqlite3") as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute(f"PRAGMA application_id = {OURS + 99}")
    connection.close()
    done = resume(run, Person(began=now))
    assert done.status == 6
    assert "newer" in done.err


def test_where_nothing_can_be_written_nothing_is_pressed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the same rest could be pressed twice."""
    now = stored(tmp_path)

    def full(*_: object) -> int:
        raise UnwritableHistory("/data", "the disk is full")

    monkeypatch.setattr(Store, "add", full)
    done = resume(run, Person(typed("n", at=2.0), began=now))
    assert done.status == 6
    assert "the disk is full" in done.err
    assert "Get into place" not in done.out


def test_a_session_of_which_damage_left_no_whole_row_of_notes_goes_on_too(
    run: Run, tmp_path: Path
) -> None:
    now = stored(tmp_path)
    with sqlite3.connect(tmp_path / "records" / "history.sqlite3") as connection:
        connection.execute("DELETE FROM note WHERE seq IN (0, 2) OR kind = 'ended'")
        connection.execute("UPDATE session SET reason = NULL, pressed = NULL, summary = NULL")
    connection.close()
    assert resume(run, Person(typed("n", at=2.0), began=now)).status == 0
    assert [(one["ended"], one["held"]) for one in kept(run)] == [("finished", 60)]


# In a terminal


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are not for Windows")
def test_killed_for_good_in_a_terminal_it_goes_on_in_the_next_one(tmp_path: Path) -> None:
    import driven
    import ptys

    env, words = driven.world(tmp_path), [sys.executable, driven.__file__, "100"]
    with ptys.spawn([*words, "0", *driven.ON_A_SCREEN], env) as terminal:
        for _ in range(60):
            terminal.write("\r")
            with suppress(AssertionError):
                terminal.wait_for("SETTLE", timeout=0.05)
                break
        terminal.wait_for("HOLD")
        terminal.signal("KILL")
        assert terminal.wait() == -9
    minutes = "0.01"  # of a day later: the clock of the first had run ahead
    rest = (minutes, "resume", "--cleared", "--hands-free", "--plain")
    with ptys.spawn([*words, *rest], env) as terminal:
        terminal.wait_for("Going on with the session")
        terminal.wait_for("Get into place, left side")
        terminal.wait_for("Finished. Pressed 0:40 of 0:40 planned, 2 of 2 holds.")
        assert terminal.wait() == 0
