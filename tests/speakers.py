"""Fake speakers and players: programs on a PATH of their own that log, fail, hang or lie.

Each is a shell script; what it was given and when it began and ended stands in its log.
"""

from __future__ import annotations

import os
import select
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from spotguide.adapters.processes import Processes

PATIENCE = 10.0  # seconds until a test that waits has failed

SPEAKS = 'echo "$$ $* | $(cat)" >> "{log}"'
FAILS = "cat > /dev/null; exit 3"
LIES = "cat > /dev/null; exit 0"
HANGS = 'echo "$$ $* | $(cat)" >> "{log}"; exec tail -f /dev/null'
BREEDS = 'cat > /dev/null; tail -f /dev/null & echo "$!" >> "{log}"; wait'
DEAF = "exec 0<&-; exit 0"


def a_program(folder: Path, name: str, does: str) -> Path:
    """Write a program of this name; return its log."""
    folder.mkdir(exist_ok=True)
    log, path = folder / f"{name}.log", folder / name
    path.write_text(f"#!/bin/sh\n{does.format(log=log)}\n")
    path.chmod(0o755)
    return log


def path_of(folder: Path) -> dict[str, str]:
    """Return the variables of somebody whose PATH has this folder first."""
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def until(true: Callable[[], Any]) -> None:
    """Wait for something that another process does; fail after PATIENCE."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it has not come true"
        select.select([], [], [], 0.005)


def logged(log: Path) -> list[str]:
    """Return the lines of a log; none where it has not been written."""
    return log.read_text().splitlines() if log.exists() else []


def alive(pid: int) -> bool:
    """Say whether a process runs; one that is dead and not yet waited for does not."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return state != "Z"


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Fake:
    """A process in memory, as `Popen` would return it."""

    def __init__(
        self, argv: tuple[str, ...], clock: Callable[[], float], lasts: Callable[[str], float]
    ) -> None:
        self.argv = self.args = argv
        self.clock, self.lasts = clock, lasts
        self.began = clock()
        self.killed_at: float | None = None
        self.text = ""
        self.stdin: Any = self

    def write(self, text: bytes) -> None:
        self.text += text.decode()

    def close(self) -> None:
        self.stdin = None

    @property
    def ended_at(self) -> float:
        """When it fell, or would fall, silent."""
        ends = self.began + self.lasts(self.text)
        return ends if self.killed_at is None else min(ends, self.killed_at)

    def poll(self) -> int | None:
        if self.killed_at is not None:
            return -9
        return 0 if self.clock() >= self.ended_at else None

    def wait(self, timeout: float | None = None) -> int:
        status = self.poll()
        assert status is not None, "a wait for what was not ended"
        return status


class Studio:
    """Starts fake processes; each speaks or plays for as long as `lasts` says of its text."""

    def __init__(self, clock: Callable[[], float], lasts: Callable[[str], float]) -> None:
        self.clock, self.lasts = clock, lasts
        self.started: list[Fake] = []
        self.processes = Processes(self._popen, self._kill)

    def _popen(self, argv: tuple[str, ...], **_: object) -> Any:
        self.started.append(Fake(argv, self.clock, self.lasts))
        return self.started[-1]

    def _kill(self, process: Any) -> None:
        process.killed_at = self.clock()
