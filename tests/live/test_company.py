"""A session by ear and by hand: what goes beside the screen is real here, and ends with it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are not for Windows", allow_module_level=True)

import ptys
from guided import to_the_floor
from person import Person
from program import Result

Run = Callable[..., Result]
PROGRAM = [sys.executable, "-m", "spotguide"]
SHORT = (
    *("--hold", "5", "--rounds", "1", "--cleared", "--side", "left", "--by", "self"),
    *("--tool", "tennis-ball", "--position", "wall", "--before", "4", "--figure", "off"),
)


def events(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_hands_free_session_is_told_as_events_without_any_key(run: Run, tmp_path: Path) -> None:
    person = Person()
    path = tmp_path / "events.jsonl"
    args = ("--no-input", "--plain", "--events", str(path))
    assert run("treat", "2", *SHORT, *args, tty=True, **person.world()).status == 0
    assert person.pressed == 0
    told = events(path)
    assert told[0]["event"] == "began"
    assert told[-1]["event"] == "ended"
    assert told[-1]["reason"] == "finished"
    phases = [one["phase"] for one in told if one["event"] == "phase"]
    assert phases.index("settle") < phases.index("hold") < phases.index("off")


def test_events_on_standard_output_leave_it_to_them(run: Run) -> None:
    done = run("treat", "2", *SHORT, "--rehearse", "--events", "-", **Person(leaves=True).world())
    assert done.status in (0, 1)
    if done.status == 0:
        assert all(json.loads(line)["v"] == 1 for line in done.out.splitlines())
        assert "rehearsal" in done.err


def test_a_voice_that_is_not_there_is_told_and_nothing_is_lost(run: Run) -> None:
    done = run("treat", "2", *SHORT, "--rehearse", "--voice", **Person(leaves=True).world())
    assert done.status == 0
    assert "No voice was found" in done.err


def test_ctl_drives_a_session_that_speaks_and_everything_ends_with_it(tmp_path: Path) -> None:
    """The title is given back, no speaker is left, and the socket is gone."""
    spoken = tmp_path / "spoken.txt"
    env = {
        "SPOTGUIDE_DATA": str(tmp_path / "records"),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "LANG": "C.UTF-8",
        "PYTHONWARNINGS": "error",
    }
    speak = f'sh -c "cat >> {spoken}; echo >> {spoken}"'
    args = (*SHORT, "--rehearse", "--voice-command", speak)
    with ptys.spawn([*PROGRAM, "treat", "2", *args], env) as terminal:
        to_the_floor(terminal)
        ctl(terminal, env, "pause")
        terminal.wait_shown("Come off the pressure")
        assert json.loads(ctl(terminal, env, "status", "--json"))["phase"] == "paused"
        ctl(terminal, env, "stop")
        assert terminal.wait() == 3
        assert terminal.restored()
        assert terminal.modes() == ptys.COOKED
    assert "Get into place" in spoken.read_text(encoding="utf-8")
    argv = [*PROGRAM, "ctl", "status"]
    assert subprocess.run(argv, env=env, capture_output=True, check=False).returncode != 0


def ctl(terminal: ptys.Terminal, env: dict[str, str], *args: str) -> str:
    """Say something to the session, while somebody looks at its terminal."""
    pipe = subprocess.PIPE
    with subprocess.Popen([*PROGRAM, "ctl", *args], env=env, stdout=pipe, text=True) as process:
        while process.poll() is None:
            terminal.screen()
        assert process.returncode == 0
        assert process.stdout is not None
        return process.stdout.read()


def test_a_hook_of_the_settings_that_is_no_program_is_told_once_and_the_session_goes_on(
    run: Run, tmp_path: Path
) -> None:
    settings = "[hooks]\nphase = ['no-such-program-of-mine']"
    (tmp_path / "settings.toml").write_text(settings, encoding="utf-8")
    done = run("treat", "2", *SHORT, "--rehearse", "--plain", **Person(leaves=True).world())
    assert done.status == 0
    assert "Finished." in done.out
    assert done.err.count("The hook for phase cannot be started") == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [("[hooks]\nbegan = 3", "hooks"), ("[hooks", "settings.toml"), ("[hooks]\nx = ['a']", "x")],
)
def test_settings_that_make_no_sense_are_one_sentence(
    run: Run, tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    done = run("treat", "2", *SHORT, "--rehearse", "--plain", **Person(leaves=True).world())
    assert done.status == 2
    assert said in done.err
    assert "Traceback" not in done.err
