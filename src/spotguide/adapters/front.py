"""Whether the window of the terminal is in front, as the terminal itself reports it.

Its reports come among the keys and are none. A terminal need not report anything, and asking it
whether it will leaves letters on the screen of some: what is not reported is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

ON, OFF = "\x1b[?1004h", "\x1b[?1004l"
REPORT = re.compile(rb"\x1b\[([IO])")


class Front:
    """`seen` is what the last report says, None without one; `write` goes to the terminal."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self.seen: bool | None = None
        self._write, self._asked, self._rest = write, False, b""

    def begin(self) -> None:
        """Ask for reports, until `end`; twice is as good as once."""
        if not self._asked:
            self._asked = True
            self._send(ON)

    def end(self) -> None:
        """Ask for no more of them; what was reported does not hold from now on."""
        if self._asked:
            self._asked, self.seen = False, None
            self._send(OFF)

    def look(self, data: bytes) -> None:
        """Find the reports in what was read; one may come in two parts."""
        for report in REPORT.findall(self._rest + data):
            self.seen = report == b"I"
        self._rest = (self._rest + data)[-2:] if data else self._rest

    def _send(self, text: str) -> None:
        with suppress(OSError, ValueError):  # gone, or closed
            self._write(text)
