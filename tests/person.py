"""A person at a keyboard, and a clock that moves only while the program waits for them.

    person = Person(typed("nnn"))
    run("treat", "2", tty=True, **person.world())

Time is the person's: each read lasts until their next key or its timeout, and nothing waits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any, TextIO

import pyte

from program import Stream
from spotguide.adapters.keyboard import Burst, ReadKey

BEGAN = datetime(2026, 3, 2, 18, 0, tzinfo=timezone(timedelta(hours=1)))
LEAST = 0.001  # seconds that a read lasts: a loop that never waits would never end

Press = tuple[float, str]


def typed(keys: Iterable[str], at: float = 1.0, every: float = 1.0) -> list[Press]:
    """Return keys that are pressed one after the other, so many seconds apart."""
    return [(at + number * every, key) for number, key in enumerate(keys)]


@dataclass
class Person:
    """What they press and when, in seconds from the start, and what happens around them.

    `signals` are names without SIG. In each of `sleeps` (from, seconds) the computer sleeps: the
    boot clock runs on alone. Where there are no `presses`, `answer` is asked each second for a
    key, or nothing. With `leaves` a pipe ends after the last line.
    """

    presses: list[Press] = field(default_factory=list)
    signals: list[Press] = field(default_factory=list)
    sleeps: list[tuple[float, float]] = field(default_factory=list)
    answer: Callable[[], str] | None = None
    leaves: bool = False
    began: datetime = BEGAN
    seconds: float = 0.0
    slept: float = 0.0
    looked: float = 0.0
    pressed: int = 0

    def world(self) -> dict[str, Any]:
        """Return what replaces the clocks and the input of an Environment."""
        return {
            "monotonic": lambda: self.seconds,
            "boottime": lambda: self.seconds + self.slept,
            "now": self.now,
            "read_keys": self._keys,
            "read_lines": self._lines,
        }

    def now(self) -> datetime:
        """Return what the clock on the wall says."""
        return self.began + timedelta(seconds=self.seconds + self.slept)

    @contextmanager
    def _keys(self, stdin: TextIO, leave: Callable[[], None]) -> Iterator[ReadKey]:
        yield ReadKey(self._read, self._discard, self._suspend)

    @contextmanager
    def _lines(self, stdin: TextIO, leave: Callable[[], None]) -> Iterator[ReadKey]:
        yield ReadKey(self._read_line, lambda: None, self._suspend)

    def _read(self, timeout: float | None) -> Burst:
        until = self.seconds + max(LEAST, 60.0 if timeout is None else timeout)
        coming = [max(at, self.seconds) for at, _ in (*self.presses, *self.signals)]
        if self.answer:
            coming.append(self.looked + 1.0)
        self._pass(min([until, *coming]))
        if self.answer and self.seconds >= self.looked + 1.0:
            self.looked = self.seconds
            self.presses += typed([key] if (key := self.answer()) else [], at=self.seconds)
        keys = self._due(self.presses)
        self.pressed += len(keys)
        return Burst("".join(keys).encode(), tuple(self._due(self.signals)))

    def _read_line(self, timeout: float | None) -> Burst:
        burst = self._read(timeout)
        closed = self.leaves and not self.presses and not burst.data
        return Burst(burst.data.rstrip(b"\n"), burst.signals, closed, line=bool(burst.data))

    def _due(self, coming: list[Press]) -> list[str]:
        """Take what has come by now out of what is to come."""
        due = [what for at, what in coming if at <= self.seconds]
        coming[:] = [(at, what) for at, what in coming if at > self.seconds]
        return due

    def _pass(self, until: float) -> None:
        self.seconds = until
        self.slept += sum(seconds for at, seconds in self.sleeps if at <= until)
        self.sleeps = [(at, seconds) for at, seconds in self.sleeps if at > until]

    def _discard(self) -> None:
        self.presses[:] = [(at, key) for at, key in self.presses if at > self.seconds]

    def _suspend(self, before: Callable[[], None], resume: Callable[[], None]) -> None:
        before()
        self.slept += 60.0
        resume()


class Window(Stream):
    """A terminal window as standard output: what was written is seen as rows."""

    def __init__(self, columns: int = 80, lines: int = 24) -> None:
        super().__init__(tty=True)
        self.window = pyte.Screen(columns, lines)
        self.window.set_mode(pyte.modes.LNM)
        self._parser = pyte.Stream(self.window)
        self._rows: list[str] | None = None

    def write(self, text: str) -> int:
        self._rows = None
        self._parser.feed(text)
        return super().write(text)

    @property
    def rows(self) -> list[str]:
        """What is seen now, without the blanks at the end of each row."""
        if self._rows is None:
            self._rows = [row.rstrip() for row in self.window.display]
        return self._rows

    @property
    def text(self) -> str:
        """What is seen now, as one text."""
        return "\n".join(self.rows)


def usual_answer(window: Window) -> str:
    """Return the key of somebody who has none of it, takes what is marked, and just goes on."""
    keys = "\n".join(window.rows[-2:])
    if "none of these" in keys:
        return "n"
    return "\r" if "Enter" in keys else ""
