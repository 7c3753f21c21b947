"""Keeping the screen on: a helper that the system gives, held while a session runs.

The helper runs a shell that says so once it is held, and then reads until we close its input: so
it is known whether it took, and it ends with us even where we are killed.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress

from spotguide.adapters.processes import Process, Processes, Which, bury

HELD = "echo held; exec cat > /dev/null"
HELPERS: Mapping[str, tuple[str, ...]] = {
    "systemd-inhibit": (
        "--what=idle:sleep", "--who=spotguide", "--why=a session runs", "--mode=block",
        "sh", "-c", HELD,
    ),
    "caffeinate": ("-d", "-i", "sh", "-c", HELD),
}  # fmt: skip
"""The helpers in the order in which they are looked for."""

CONTINUOUS, SYSTEM, DISPLAY = 0x80000000, 0x1, 0x2


def helper(which: Which) -> tuple[str, ...]:
    """Return the command of the first helper there is; nothing where there is none."""
    for name, more in HELPERS.items():
        if program := which(name):
            return (program, *more)
    return ()


def has_screen(variables: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Say whether there is a screen here that could go off: not at the far end of a connection."""
    if variables.get("SSH_CONNECTION"):
        return False
    shown = any(variables.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    return shown or platform in ("darwin", "win32")


class Awake:
    """Keeps the screen on from `begin` to `end`. No call waits, but for `end` on what it killed."""

    def __init__(self, command: tuple[str, ...], processes: Processes | None = None) -> None:
        self.command = command
        self._processes = processes or Processes()
        self._process: Process | None = None
        self._held = False

    def begin(self) -> None:
        """Ask the system; whether it took is told by `held`."""
        if sys.platform == "win32":
            self._held = _windows(CONTINUOUS | SYSTEM | DISPLAY)
        elif self.command and self._process is None:
            with suppress(OSError):
                pipe = subprocess.PIPE
                self._process = self._processes.start(self.command, pipe, pipe)

    def held(self) -> bool | None:
        """Say whether the screen stays on; None where the helper has not said so yet."""
        process = self._process
        if self._held or process is None:
            return self._held
        return self._look(process, 0)

    def wait(self, seconds: float) -> bool:
        """Wait for the helper to say that it took, so many seconds at most; not in a session."""
        if self._held or self._process is None:
            return self._held
        return bool(self._look(self._process, seconds))

    def _look(self, process: Process, seconds: float) -> bool | None:
        assert process.stdout is not None
        if select.select([process.stdout], [], [], seconds)[0]:
            self._held = os.read(process.stdout.fileno(), 16).startswith(b"held")
        elif process.poll() is None:
            return None
        return self._held

    def end(self) -> None:
        """Let the screen go off again as it did before."""
        self._held = False
        if sys.platform == "win32":
            _windows(CONTINUOUS)
            return
        process, self._process = self._process, None
        if process is None:
            return
        self._processes.end(process)
        bury([process])
        for stream in (process.stdin, process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()


def _windows(state: int) -> bool:
    """Set the state of this thread; written from the manual, never run."""
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.windll.kernel32.SetThreadExecutionState(state))
