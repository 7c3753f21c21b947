"""A notification on the desktop, by a program or by the terminal; it is never waited for.

It may be seen by others, on a locked screen too: it says that a session is over, and not of what.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from spotguide.adapters.asking import BETWEEN
from spotguide.adapters.processes import Process, Processes, Which, bury

NAME, TEXT = "spotguide", "The session is over."
DEADLINE = 5.0  # seconds that a program may take
PARTING = 1.0  # seconds that the end of all waits for one that is still at it

SCRIPT = f'display notification "{TEXT}" with title "{NAME}"'
ASKED = f"\x1b]99;i={NAME}:o=unfocused;{TEXT}\x1b\\"  # shown where it is not in front
TITLED = f"\x1b]777;notify;{NAME};{TEXT}\x1b\\"
PLAIN = f"\x1b]9;{TEXT}\x1b\\"

KNOWING: Mapping[str, str] = {"xterm-kitty": ASKED, "foot": TITLED}
"""How TERM begins where the terminal shows none while it is in front, and what it understands."""

SHOWING = ("iTerm.app", "iTerm2", "WezTerm", "ghostty")
"""TERM_PROGRAM or LC_TERMINAL of others that show one; to many more this is something else."""


@dataclass(frozen=True)
class Way:
    """One way to show it: a program, or what is written to the terminal."""

    argv: tuple[str, ...] = ()
    text: str = ""


def ways(
    which: Which, variables: Mapping[str, str], terminal: bool, platform: str = sys.platform
) -> tuple[Way, ...]:
    """Return the ways there are, the best first; `terminal` says that escapes may be written.

    A program shows it on the desktop of this computer, so over SSH only the terminal can.
    """
    written = terminal and not any(variables.get(name) for name in BETWEEN)
    knowing, showing = _knowing(variables), _showing(variables)
    found = [Way(text=knowing)] if written and knowing else []
    if not variables.get("SSH_CONNECTION"):
        found += _programs(which, platform)
    return (*found, Way(text=PLAIN)) if written and showing else tuple(found)


def _knowing(variables: Mapping[str, str]) -> str:
    name = variables.get("TERM", "")
    return next((text for term, text in KNOWING.items() if name.startswith(term)), "")


def _showing(variables: Mapping[str, str]) -> bool:
    return any(variables.get(name) in SHOWING for name in ("TERM_PROGRAM", "LC_TERMINAL"))


def _programs(which: Which, platform: str) -> list[Way]:
    """Return the programs of this system; on macOS the one that is always there."""
    if platform == "darwin":
        program = which("osascript")
        return [Way((program, "-e", SCRIPT))] if program else []
    program = which("notify-send")
    return [Way((program, NAME, TEXT))] if program else []


class Notice:
    """Shows one notification by the first way that works; `failed` says that none did."""

    def __init__(
        self,
        ways: tuple[Way, ...],
        write: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
        processes: Processes | None = None,
    ) -> None:
        self.failed = False
        self._left, self._write = list(ways), write
        self._clock, self._processes = clock, processes or Processes()
        self._process: Process | None = None
        self._began = 0.0

    def show(self) -> None:
        """Begin to show it."""
        while self._left and self._process is None:
            way = self._left.pop(0)
            if way.text:
                with suppress(OSError, ValueError):  # gone, or closed
                    self._write(way.text)
                    return
            elif self._start(way.argv):
                return
        self.failed = self._process is None

    def poll(self) -> None:
        """Look at the program; where it has failed or hangs the next way is taken."""
        process = self._process
        if process is None:
            return
        status = process.poll()
        if status is None and self._clock() - self._began <= DEADLINE:
            return
        self._processes.end(process)
        bury([process])
        self._process = None
        if status != 0:
            self.show()

    def close(self) -> None:
        """Wait a moment for a program that has just begun, and end one that is not done then."""
        while self._process:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(PARTING)
            self._began = float("-inf")
            self.poll()

    def _start(self, argv: tuple[str, ...]) -> bool:
        with suppress(OSError):
            self._process = self._processes.start(argv, subprocess.DEVNULL)
            self._began = self._clock()
        return self._process is not None
