"""The mute key, what is kept of a session's manner, and the notification: in whole sessions."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("the fake programs are shell scripts", allow_module_level=True)

import program
import speakers
from person import Person, Window, typed, usual_answer
from program import Result

Run = Callable[..., Result]
ANSWERED = (
    *("treat", "2", "--cleared", "--side", "left", "--by", "self", "--tool", "tennis-ball"),
    *("--position", "wall", "--hold", "5", "--rounds", "1", "--figure", "off"),
)
SPEAKS = 'echo "$(cat)" >> "{log}"; exec tail -f /dev/null'


def on_path(folder: Path, name: str, does: str) -> tuple[dict[str, str], Path]:
    """Return the variables of somebody who has this program, and its log."""
    log = speakers.a_program(folder / "bin", name, does)
    return {"PATH": f"{folder / 'bin'}:/usr/bin:/bin"}, log


def test_what_is_muted_at_a_question_is_muted_on_the_floor(run: Run, tmp_path: Path) -> None:
    """The questions and the pressure are two runs; nothing is said after the key in either."""
    variables, log = on_path(tmp_path, "espeak-ng", SPEAKS)
    person = Person([(1.0, "m"), (3.0, "4"), *typed("\r" * 12, at=5.0)])
    done = run(*ANSWERED, "--voice", "--plain", tty=True, variables=variables, **person.world())
    assert done.status == 0
    assert done.out.count("Sound off.") == 1
    assert "Hold: 5 seconds" in done.out
    assert len(speakers.logged(log)) <= 1  # the question itself, if it was quick


def test_the_screen_says_that_it_is_off_and_how_it_is_on_again(tmp_path: Path) -> None:
    window, seen = Window(), []

    def answer() -> str:
        keys = "\n".join(window.rows[-2:])
        seen.append(keys)
        if "SETTLE" in window.text and "sound off" not in "".join(seen):
            return "m"
        return usual_answer(window)

    person = Person(answer=answer)
    variables, _ = on_path(tmp_path, "espeak-ng", SPEAKS)
    env = program.an_environment(
        tmp_path, stdout=window, tty=True, variables=variables, **person.world()
    )
    args = (*ANSWERED, "--before", "4", "--voice")
    assert program.run(*args, folder=tmp_path, env=env).status == 0
    assert "m mute" in seen[0]
    assert any("* sound off" in keys for keys in seen)
    assert "m sound on" in seen[-1]
    assert "m mute" not in seen[-1]


def test_where_nothing_sounds_the_key_does_no_harm(run: Run) -> None:
    person = Person([(1.0, "m"), *typed("\r" * 12, at=3.0), (35.0, "m"), (900.0, "q")])
    done = run(*ANSWERED, "--before", "4", "--plain", "--json", tty=True, **person.world())
    assert done.status == 0
    assert done.err.count("No sound is on.") == 2
    assert json.loads(done.out)["ended"] == "finished"


def test_what_is_kept_holds_until_an_option_says_otherwise(run: Run, tmp_path: Path) -> None:
    kept = "[session]\nvoice = true\nplain = true\nheartbeat = 0\n"
    (tmp_path / "settings.toml").write_text(kept, encoding="utf-8")
    nothing = {"PATH": "/nowhere"}
    args = (*ANSWERED, "--before", "4", "--no-input", "--rehearse")
    done = run(*args, tty=True, variables=nothing, **Person().world())
    assert "No voice was found." in done.err
    assert "\x1b" not in done.out
    assert "seconds left." not in done.out
    said = ("--no-voice", "--no-plain")
    beaten = run(*args, *said, tty=True, variables=nothing, **Person().world())
    assert beaten.err == ""
    assert "\x1b" in beaten.out


def test_what_cannot_be_kept_is_one_sentence(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("[session]\nrate = 'fast'\n", encoding="utf-8")
    done = run(*ANSWERED, "--rehearse", **Person().world())
    assert (done.status, done.out) == (2, "")
    assert done.err == f"{path}: session.rate: this must be a number from 60 to 400.\n"


@pytest.mark.parametrize("asked", [["--notify"], []])
def test_the_end_is_notified_where_that_is_asked_for(
    run: Run, tmp_path: Path, asked: list[str]
) -> None:
    variables, log = on_path(tmp_path, "notify-send", 'echo "$*" >> "{log}"')
    args = (*ANSWERED, "--before", "4", "--no-input", "--plain", *asked)
    done = run(*args, tty=True, variables=variables, **Person().world())
    assert done.status == 0
    assert speakers.logged(log) == ["spotguide The session is over."] * len(asked)
    assert done.err == ""


def test_a_notification_that_cannot_be_shown_is_told_after_the_session(run: Run) -> None:
    args = (*ANSWERED, "--before", "4", "--no-input", "--plain", "--notify")
    done = run(*args, tty=True, variables={"PATH": "/nowhere"}, **Person().world())
    assert done.status == 0
    assert "No notification could be shown here." in done.err
