"""Signals as names, in the order they came: they wake the loop and do nothing else.

Law: all work is done between two reads, so never in the middle of a write. The one exception is a
second INT while the first is unhandled: it leaves at once.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType

MOST = 512  # signals of one read
NAMES = ("INT", "QUIT", "TERM", "HUP", "TSTP", "CONT", "WINCH")
NUMBERS = {getattr(signal, f"SIG{name}", None): name for name in NAMES}
ENDING = frozenset(("INT", "QUIT", "TERM", "HUP"))

Act = Callable[[], None]


def nothing() -> None:
    """Do nothing."""


class Signals:
    """The signals that came through the wake-up pipe and have not been told yet."""

    def __init__(self, fd: int, leave: Act) -> None:
        self.fd = fd
        self.watched: tuple[int, ...] = ()  # more descriptors whose input ends a wait
        self._leave = leave
        self._names: list[str] = []
        self._unhandled = self._told = False  # an INT: it came; a read has told it

    def handle(self, number: int, _: FrameType | None) -> None:
        """Leave by a second INT where the loop has not come back from the first."""
        if number != signal.SIGINT:
            return
        if self._unhandled:
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a third ends even a stuck terminal
            try:
                self._leave()
            finally:
                signal.raise_signal(signal.SIGINT)
        self._unhandled = True

    def gather(self) -> list[str]:
        """Return the names that wait to be told."""
        with suppress(BlockingIOError):
            came = os.read(self.fd, MOST)
            self._names += [NUMBERS[number] for number in came if number in NUMBERS]
        return self._names

    def ending(self) -> bool:
        """Say whether one that waits to be told ends the process."""
        return not ENDING.isdisjoint(self.gather())

    def wait(self, fd: int | None, timeout: float | None) -> bool:
        """Wait for a signal, for input or for the end of the time; say whether input is there.

        Input at a descriptor that is watched ends the wait too, and is left where it is.
        """
        if self._told:  # the loop has come back: that INT is handled
            self._unhandled = self._told = False
        if self._names or (fd is None and timeout is None):
            timeout = 0
        waits = [self.fd] if fd is None else [self.fd, fd]
        timeout = timeout and max(0, timeout)
        try:
            ready, _, _ = select.select([*waits, *self.watched], [], [], timeout)
        except (OSError, ValueError):  # one was closed, or has a number that select cannot take
            if not self.watched:
                raise
            self.watched = ()
            ready, _, _ = select.select(waits, [], [], timeout)
        return fd in ready

    def watch(self, fds: Sequence[int]) -> None:
        """Let input at these descriptors end a wait, in place of those that were watched."""
        self.watched = tuple(fds)

    def tell(self) -> tuple[str, ...]:
        """Hand over the names that wait; no later call tells them again."""
        names = tuple(self.gather())
        self._names.clear()
        self._told = self._told or "INT" in names
        return names


@contextmanager
def listening(leave: Act) -> Iterator[Signals]:
    """Let signals write to a pipe and do nothing else; what was ignored (nohup) stays so."""
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    os.set_blocking(writing, False)
    signals = Signals(reading, leave)
    woken_before = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    before = {}
    try:
        for number in filter(None, NUMBERS):  # Windows knows but a few
            if signal.getsignal(number) not in (signal.SIG_IGN, None):
                before[number] = signal.signal(number, signals.handle)
        yield signals
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(woken_before)
        os.close(reading)
        os.close(writing)


def suspend(signals: Signals, release: Act, take: Act) -> None:
    """Call `release` and stop as TSTP would have; once continued call `take`.

    It is not called where a signal that ends the process came with CONT: the terminal is somebody
    else's then. An orphan, which no shell could continue, does not stop.
    """
    if sys.platform == "win32":
        return
    release()
    handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    signal.raise_signal(signal.SIGTSTP)  # to this thread, so that it stops here and no line later
    signal.signal(signal.SIGTSTP, handler)
    if not signals.ending():
        take()
