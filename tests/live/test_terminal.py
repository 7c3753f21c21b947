"""The real program in a real terminal: every way in which a session can end there."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are not for Windows", allow_module_level=True)

import ptys
from guided import press, to_the_floor

ANSWERED = (
    *("--cleared", "--side", "left", "--by", "self", "--tool", "tennis-ball"),
    *("--position", "wall", "--before", "4", "--figure", "off"),
)
SHORT = ("--hold", "5", "--rounds", "1")
PROGRAM = [sys.executable, "-m", "spotguide"]

# The same program, whose clocks run five times as fast; no user can have it so.
FASTER = """
import sys, time
from contextlib import contextmanager
from dataclasses import replace
from spotguide import environment
from spotguide.cli import main

@contextmanager
def keys(stdin, leave):
    with environment.read_keys(stdin, leave) as real:
        yield replace(real, read=lambda seconds: real.read(seconds / 5))

clock = lambda: time.monotonic() * 5
env = environment.Environment(monotonic=clock, boottime=clock, read_keys=keys)
sys.exit(main(sys.argv[1:], env))
"""


@pytest.fixture(name="env")
def _env(tmp_path: Path) -> dict[str, str]:
    return {"SPOTGUIDE_DATA": str(tmp_path), "LANG": "C.UTF-8", "PYTHONWARNINGS": "error"}


@pytest.fixture(name="session")
def _session(env: dict[str, str]) -> Iterator[ptys.Terminal]:
    """A session at its first page, with all questions answered by options."""
    with ptys.spawn([*PROGRAM, "treat", "2", *ANSWERED], env) as terminal:
        terminal.wait_shown("What you need.")
        yield terminal


@pytest.fixture(name="rehearsal")
def _rehearsal(env: dict[str, str]) -> Iterator[ptys.Terminal]:
    """A rehearsal on the floor."""
    with ptys.spawn([*PROGRAM, "treat", "2", "--rehearse", *SHORT, *ANSWERED], env) as terminal:
        to_the_floor(terminal)
        yield terminal


def leave(terminal: ptys.Terminal) -> None:
    """Say that it was none of the stop signs: any second key says so at the latest."""
    with suppress(OSError):
        press(terminal, "\r", "The record lies in")
    assert terminal.wait() == 3


def recorded(env: dict[str, str]) -> list[dict[str, Any]]:
    argv = [*PROGRAM, "history", "--json"]
    done = subprocess.run(argv, env=env, capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_a_rehearsal_runs_to_its_end(rehearsal: ptys.Terminal, env: dict[str, str]) -> None:
    press(rehearsal, "\r", "READY")
    rehearsal.wait_shown("Done. Come off slowly.", timeout=2 * ptys.PATIENCE)
    press(rehearsal, "\r", "Afterward.")
    press(rehearsal, "\r", "Timed 0:05 of 0:05 planned")
    assert rehearsal.wait() == 0
    assert rehearsal.restored()
    assert rehearsal.modes() == ptys.COOKED
    assert "Finished." in "\n".join(rehearsal.screen().display)
    assert recorded(env) == []


@pytest.mark.parametrize(
    ("end", "status", "reason"),
    [
        pytest.param("\x03", 130, "stopped", id="Ctrl-C"),
        pytest.param("\x1c", 131, "interrupted", id="Ctrl-backslash"),
        pytest.param("TERM", 143, "interrupted", id="TERM"),
        pytest.param("HUP", 129, "interrupted", id="HUP"),
    ],
)
def test_every_end_gives_the_terminal_back_and_keeps_the_record(
    session: ptys.Terminal, env: dict[str, str], end: str, status: int, reason: str
) -> None:
    session.signal(end) if len(end) > 1 else session.write(end)
    assert session.wait() == status
    assert session.modes() == ptys.COOKED
    assert session.restored()
    assert [one["ended"] for one in recorded(env)] == [reason]


def test_a_burst_with_a_stop_in_it_stops(session: ptys.Terminal) -> None:
    to_the_floor(session)
    session.write("xq")
    session.wait_shown("Was it one of these?")
    leave(session)
    assert session.restored()


def test_ctrl_z_pauses_and_fg_goes_on(rehearsal: ptys.Terminal) -> None:
    rehearsal.write("\x1a")
    assert rehearsal.stopped() == ptys.COOKED
    assert rehearsal.restored()
    rehearsal.foreground()
    rehearsal.wait_shown("Come off the pressure")
    press(rehearsal, "\r", "SETTLE")
    rehearsal.write("q")
    assert rehearsal.wait() == 3
    assert rehearsal.modes() == ptys.COOKED


def test_a_program_that_was_frozen_credits_nothing(env: dict[str, str]) -> None:
    argv = [sys.executable, "-c", FASTER, "treat", "2", *ANSWERED]
    with ptys.spawn(argv, env) as terminal:
        to_the_floor(terminal)
        terminal.stop()
        gone = terminal.passes(1.0)
        terminal.foreground()
        terminal.wait_shown("seconds were lost")
        terminal.write("q")
        terminal.wait_shown("Was it one of these?")
        leave(terminal)
    (record,) = recorded(env)
    assert record["held"] == 0
    assert record["lost"] >= 5 * gone - 1


def test_a_closed_window_ends_the_session_and_keeps_it(
    session: ptys.Terminal, env: dict[str, str]
) -> None:
    session.hang_up()
    assert [one["ended"] for one in recorded(env)] == ["interrupted"]


def test_a_second_session_is_refused_and_told_about_the_first(
    session: ptys.Terminal, env: dict[str, str]
) -> None:
    argv = [*PROGRAM, "treat", "3", "--cleared", "--no-input"]
    done = subprocess.run(argv, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Thoracolumbar corner is running" in done.stderr
    session.write("q")
    assert session.wait() == 3


def test_a_pipe_that_nobody_reads_any_more_ends_it_without_a_traceback(env: dict[str, str]) -> None:
    argv = [*PROGRAM, "treat", "2", "--rehearse", "--plain"]
    with subprocess.Popen(
        argv, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(ptys.PATIENCE) == 129
        assert process.stderr.read() == b""
