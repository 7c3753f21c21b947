"""Lines for another program, to a file, a pipe or standard output; no reader is waited for."""

from __future__ import annotations

import os
import select
import sys
from contextlib import suppress
from typing import TextIO

from spotguide.errors import SpotguideError

CHUNK = 512  # bytes that a pipe takes without a wait once it takes any; POSIX grants no more
MOST = 1_000_000  # bytes that wait for a reader; what comes after that is lost, and counted
PATIENCE = 0.5  # seconds that the end waits for a reader


class NoOutlet(SpotguideError):
    """The lines cannot be written there; the sentence says why."""


class Outlet:
    """Writes whole lines. Where a reader is slow they wait here; where it is gone they are lost.

    `lost` counts the lines that a reader was too slow for, `gone` says that there is none any more.
    """

    def __init__(self, fd: int, owned: bool) -> None:
        self.lost, self.gone = 0, False
        self._fd, self._owned = fd, owned
        self._waiting = bytearray()

    def write(self, line: str) -> None:
        """Write a line, or as much of it as can be written now."""
        data = f"{line}\n".encode()
        if len(self._waiting) + len(data) > MOST:
            self.lost += 1
        elif not self.gone:
            self._waiting += data
        self.flush()

    def flush(self, patience: float = 0.0) -> None:
        """Write what waits, as far as the reader takes it within so many seconds a part."""
        while self._waiting and not self.gone and self._ready(patience):
            try:
                written = os.write(self._fd, self._waiting[:CHUNK])
            except BlockingIOError:
                return
            except OSError:  # nobody reads any more, or the disk is full
                self.gone = True
                self._waiting.clear()
                return
            del self._waiting[:written]

    def close(self) -> None:
        """Write what waits, as far as a reader takes it within PATIENCE, and close a file."""
        self.flush(PATIENCE)
        if self._owned:
            with suppress(OSError):
                os.close(self._fd)

    def _ready(self, patience: float) -> bool:
        if sys.platform == "win32":  # select knows sockets alone
            return True
        try:
            return bool(select.select([], [self._fd], [], patience)[1])
        except (OSError, ValueError):
            self.gone = True
            return False


def open_outlet(target: str, stdout: TextIO) -> Outlet:
    """Open a file to add to, made for this user alone, or with `-` standard output.

    Raise NoOutlet: a pipe by name that nobody reads is refused, since it would be waited for.
    """
    try:
        if target == "-":
            stdout.flush()
            return Outlet(stdout.fileno(), False)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NONBLOCK", 0)
        return Outlet(os.open(target, flags, 0o600), True)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise NoOutlet(f"No events can be written to {target}: {reason}.") from None
