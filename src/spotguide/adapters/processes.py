"""Programs that run beside a session: started without a wait, and ended with all they started."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

GRACE = 0.5  # seconds that the end of all waits for one that was killed

Process = subprocess.Popen[bytes]
Which = Callable[[str], "str | None"]


def which_in(variables: Mapping[str, str]) -> Which:
    """Return what finds programs on this PATH."""
    return lambda name: shutil.which(name, path=variables.get("PATH", ""))


def kill(process: Process) -> None:
    """End a program and what it has started, at once; it must not have been waited for yet."""
    with suppress(OSError):  # gone in this moment
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


@dataclass(frozen=True)
class Processes:
    """How programs are started and ended; tests put in their own."""

    popen: Callable[..., Process] = subprocess.Popen
    kill: Callable[[Process], None] = kill

    def start(
        self,
        argv: tuple[str, ...],
        stdin: int,
        stdout: int = subprocess.DEVNULL,
        env: Mapping[str, str] | None = None,
    ) -> Process:
        """Start a program that says nothing on our terminal, in a process group of its own.

        So neither Ctrl-C nor Ctrl-Z reaches it, and it is ended together with what it starts.
        Raise OSError where it cannot be started.
        """
        streams = {"stdin": stdin, "stdout": stdout, "stderr": subprocess.DEVNULL, "env": env}
        if sys.platform == "win32":
            flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
            return self.popen(argv, creationflags=flags, **streams)
        return self.popen(argv, start_new_session=True, **streams)

    def end(self, process: Process) -> None:
        """Kill a program unless it has ended; it is to be reaped later."""
        if process.poll() is None:
            self.kill(process)


def reap(processes: Iterable[Process]) -> list[Process]:
    """Return those that have not ended yet."""
    return [process for process in processes if process.poll() is None]


def bury(processes: Iterable[Process]) -> None:
    """Wait a moment for each of those that were killed."""
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(GRACE)
