"""Keys, lines and signals, as they come: what they mean is decided in `core/keys`."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType
from typing import Any, TextIO

from spotguide.adapters.signals import Act, Signals, listening, nothing, suspend

MOST = 1024  # bytes of one read
LONGEST = 4096  # bytes of one line; what is longer comes in pieces
POLL = 0.02  # seconds between two looks at a Windows console


@dataclass(frozen=True)
class Burst:
    """What one read brought; all of it empty where the time was over.

    `signals` are names without SIG, in the order they came; `closed` stays true once nothing more
    can be typed; `line` tells an empty line, which is an answer, from no line.
    """

    data: bytes = b""
    signals: tuple[str, ...] = ()
    closed: bool = False
    line: bool = False


def unwatched(fds: Sequence[int]) -> None:
    """Watch nothing, where that cannot be."""


@dataclass(frozen=True)
class ReadKey:
    """What can be done with standard input while a session runs; only by the main thread.

    `read(timeout)` waits so many seconds at most, or for ever with None, for bytes or signals. A
    closed input brings signals alone; it waits all the same, but for ever it never does.
    `discard()` drops what was typed and is unread; lines are answers given ahead and stay.
    `suspend(before, after)` gives the modes back, calls `before` and stops the process, as TSTP
    would have; once continued it takes the modes again and calls `after`. Where a signal that
    ends the process came with CONT, it does neither, since the terminal is somebody else's.
    `watch(fds)` names descriptors whose input ends a read early too, with an empty burst; who
    watches one must read it, else no read waits any more. One that is bad is watched no longer,
    nor are the others then. On Windows nothing is watched.
    """

    read: Callable[[float | None], Burst]
    discard: Act
    suspend: Callable[[Act, Act], None]
    watch: Callable[[Sequence[int]], None] = unwatched


@contextmanager
def keys(stdin: TextIO, leave: Act = nothing) -> Iterator[ReadKey]:
    """Deliver single keys of a terminal, and the signals, until the block is left.

    `leave` is called when a second INT ends the process at once: it puts the screen back.
    """
    if sys.platform == "win32":
        with _console() as read_key:
            yield read_key
        return
    terminal = _Terminal(stdin.fileno())

    def release(act: Act) -> None:
        terminal.restore()
        act()

    def take(act: Act) -> None:
        terminal.take(signals)
        if not signals.ending():
            act()

    with listening(lambda: release(leave)) as signals:
        try:
            terminal.take(signals)
            yield ReadKey(
                read=lambda timeout: terminal.read(signals, timeout),
                discard=terminal.discard,
                suspend=lambda before, after: suspend(
                    signals, lambda: release(before), lambda: take(after)
                ),
                watch=signals.watch,
            )
        finally:
            terminal.restore()


@contextmanager
def lines(stdin: TextIO | None, leave: Act = nothing) -> Iterator[ReadKey]:
    """Deliver the lines of a file or a pipe, one a read without its newline, and the signals.

    A stream without a descriptor is at its end, and so is any on Windows: no wait there can be
    for a pipe and a clock.
    """
    if sys.platform == "win32":
        with _console(closed=True) as read_key:
            yield read_key
        return
    source = _Lines(stdin)
    with listening(leave) as signals:
        yield ReadKey(
            read=lambda timeout: source.read(signals, timeout),
            discard=nothing,
            suspend=lambda before, after: suspend(signals, before, after),
            watch=signals.watch,
        )


class _Terminal:
    """A terminal that gives single keys: cbreak, so that ISIG still lets Ctrl-C through."""

    def __init__(self, fd: int) -> None:
        import termios

        self._fd = fd
        self._saved: list[Any] | None = None
        with suppress(termios.error):  # it is gone already
            self._saved = termios.tcgetattr(fd)
        self._closed = self._saved is None

    def take(self, signals: Signals) -> None:
        """Set the modes for single keys, with a read that never waits.

        In the background this stops the process until it is in the foreground, as it must, but
        never when a signal waits that ends it.
        """
        import copy
        import errno
        import termios

        while not (self._closed or signals.ending()):
            modes: Any = copy.deepcopy(self._saved)
            modes[0] &= ~termios.IXON  # Ctrl-S must not freeze a session
            modes[3] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN)
            modes[6][termios.VMIN] = modes[6][termios.VTIME] = 0  # Ctrl-C drops what select saw
            try:
                termios.tcsetattr(self._fd, termios.TCSANOW, modes)
                return
            except termios.error as error:
                self._closed = error.args[0] != errno.EINTR  # CONT came: once more

    def restore(self) -> None:
        """Set the modes as they were found, unless the terminal is another job's now."""
        import termios

        with suppress(OSError):  # no controlling terminal: no job control
            if os.tcgetpgrp(self._fd) != os.getpgrp():
                return
        if self._saved:
            with suppress(termios.error):  # it is gone
                termios.tcsetattr(self._fd, termios.TCSANOW, self._saved)

    def discard(self) -> None:
        """Drop what was typed and is unread."""
        import termios

        with suppress(termios.error):
            termios.tcflush(self._fd, termios.TCIFLUSH)

    def read(self, signals: Signals, timeout: float | None) -> Burst:
        """Return what is there now, or what comes first; see ReadKey."""
        ready = signals.wait(None if self._closed else self._fd, timeout)
        if "CONT" in signals.gather():  # after SIGSTOP the modes are the shell's
            self.take(signals)
        data = self._bytes() if ready else b""
        return Burst(data, signals.tell(), self._closed)

    def _bytes(self) -> bytes:
        """Return what was typed; nothing may be left of it when INT came between."""
        import termios

        try:
            data = os.read(self._fd, MOST)
            if not data:
                termios.tcgetattr(self._fd)  # fails where the terminal is gone
            return data
        except BlockingIOError:  # somebody else has set it so
            return b""
        except (OSError, termios.error):
            self._closed = True
            return b""


class _Lines:
    """A file or a pipe that gives lines."""

    def __init__(self, stdin: TextIO | None) -> None:
        self._fd = None
        self._lines: deque[bytes] = deque()
        self._rest = b""
        with suppress(OSError, ValueError, AttributeError):  # none, closed, or in memory
            self._fd = stdin.fileno() if stdin else None

    def read(self, signals: Signals, timeout: float | None) -> Burst:
        """Return one line, or what signals come first; see ReadKey."""
        if self._lines:
            signals.wait(None, 0)
        elif signals.wait(self._fd, timeout):
            self._more()
        names = signals.tell()
        if self._lines:
            return Burst(self._lines.popleft(), names, line=True)
        return Burst(b"", names, closed=self._fd is None)

    def _more(self) -> None:
        """Cut what is there into lines; the last needs no newline."""
        assert self._fd is not None
        try:
            data = os.read(self._fd, LONGEST)
        except BlockingIOError:
            return
        except OSError:  # a folder, or a descriptor that was closed
            data = b""
        *whole, self._rest = (self._rest + data).split(b"\n")
        if self._rest and (not data or len(self._rest) > LONGEST):
            whole, self._rest = [*whole, self._rest], b""
        self._lines += [line.removesuffix(b"\r") for line in whole]
        if not data:
            self._fd = None


if sys.platform == "win32":
    PAGES = {"H": "[A", "P": "[B", "M": "[C", "K": "[D", "I": "[5~", "Q": "[6~", "?": "[15~"}

    def _typed(closed: bool) -> str:
        """Return what waits at the console; arrows, pages and F5 as a terminal would send them."""
        import msvcrt

        found = ""
        while not closed and msvcrt.kbhit():
            key = msvcrt.getwch()
            found += "\x1b" + PAGES.get(msvcrt.getwch(), "") if key in "\x00\xe0" else key
        return found

    @contextmanager
    def _console(closed: bool = False) -> Iterator[ReadKey]:
        """Look at a Windows console every POLL seconds. Written from the manual, never run."""
        import math
        import threading

        interrupts: list[str] = []
        never = threading.Event()

        def read(timeout: float | None) -> Burst:
            looks = math.inf if timeout is None and not closed else math.ceil((timeout or 0) / POLL)
            while not ((data := _typed(closed)) or interrupts) and looks > 0:
                never.wait(POLL)
                looks -= 1
            signals = tuple(interrupts)
            interrupts.clear()
            return Burst(data.encode("utf-8", "replace"), signals, closed)

        def discard() -> None:
            _typed(closed)

        def interrupted(number: int, frame: FrameType | None) -> None:
            if interrupts:
                raise KeyboardInterrupt
            interrupts.append("INT")

        before = signal.signal(signal.SIGINT, interrupted)
        try:
            yield ReadKey(read, discard, lambda before, after: None)
        finally:
            signal.signal(signal.SIGINT, before)
