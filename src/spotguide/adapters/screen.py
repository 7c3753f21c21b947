"""The alternate screen of a terminal: rows as they shall stand; only what changed is written."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from typing import TextIO

ENTER = "\x1b[?1049h\x1b[?25l"
LEAVE = "\x1b[0m\x1b[?25h\x1b[?1049l"
MOUSE, NO_MOUSE = "\x1b[?1000h\x1b[?1006h", "\x1b[?1006l\x1b[?1000l"
# A terminal that knows synchronized output shows one frame, not its parts. Without autowrap a row
# that is too long ends at the edge and cannot push the others down.
BEGIN, END = "\x1b[?2026h\x1b[?7l", "\x1b[?7h\x1b[?2026l"
CLEAR = "\x1b[0m\x1b[2J"


@contextmanager
def screen(stream: TextIO, mouse: bool = False) -> Iterator[Paint]:
    """Take the alternate screen, with the cursor hidden, until the block is left.

    With `mouse` the terminal reports clicks as bytes on its input.
    """
    paint = Paint(stream, mouse)
    try:
        paint.resume()
        yield paint
    finally:
        paint.pause()


class Paint:
    """Call it with all rows of a frame; it never raises because the terminal is gone."""

    def __init__(self, stream: TextIO, mouse: bool) -> None:
        self.gone = False
        self._stream = stream
        self._fd = _descriptor(stream)
        self._mouse = mouse
        self._paused = True
        self._shown: list[str] | None = None  # None: unknown
        self._picture = ""
        self._size: tuple[int, int] | None = None

    def __call__(self, rows: Sequence[str], picture: str = "") -> bool:
        """Show these rows, which may hold ANSI styles; return False once the terminal is gone.

        `picture` is what lays a picture over them, or takes it away: written where it is new.
        Rows below the last of the screen are left out, and a row ends at its edge. Nothing is
        written where nothing has changed, or while paused.
        """
        if self._paused or self.gone:
            return not self.gone
        size = _size(self._fd)
        if size != self._size:  # a terminal may have moved its rows
            self._size = size
            self.forget()
        fitting = [*rows[: size[1]]] if size else [*rows]
        changes = "".join(_changes(self._shown or [], fitting))
        if self._shown is None:
            changes = CLEAR + changes
        if picture != self._picture or (picture and self._shown is None):
            changes += picture
        self._shown, self._picture = fitting, picture
        return self._write(f"{BEGIN}{changes}{END}") if changes else True

    def forget(self) -> None:
        """Make the next frame a full one: somebody else may have written on the screen."""
        self._shown = None

    def pause(self) -> None:
        """Give the main screen and the cursor back, until `resume`; twice is as good as once."""
        if not self._paused:
            self._paused = True
            self._write(END + NO_MOUSE * self._mouse + LEAVE)

    def resume(self) -> None:
        """Take the alternate screen again; the next frame is a full one."""
        if self._paused:
            self._paused = False
            self.forget()
            self._write(ENTER + MOUSE * self._mouse)

    def _write(self, text: str) -> bool:
        """Write in one go; return False where the terminal is gone."""
        try:
            if self._fd is None or sys.platform == "win32":
                self._stream.write(text)
                self._stream.flush()
            else:
                _write_all(self._fd, text.encode(self._stream.encoding, "replace"))
        except (OSError, ValueError):  # hung up, or closed
            self.gone = True
        return not self.gone


def _changes(before: Sequence[str], rows: Sequence[str]) -> Iterator[str]:
    """Yield what turns one frame into the next: each changed row, at its place, on a clear line.

    The line is cleared first: after a full row the cursor stands on the last cell, not behind it.
    """
    for number, (old, new) in enumerate(zip_longest(before, rows, fillvalue=""), start=1):
        if old != new:
            yield f"\x1b[{number};1H\x1b[K{new}\x1b[0m"


def _descriptor(stream: TextIO) -> int | None:
    """Return the descriptor behind a stream, with nothing left in its buffer; None without one."""
    try:
        stream.flush()
        return stream.fileno()
    except (OSError, ValueError):  # in memory, closed or hung up
        return None


def _size(fd: int | None) -> tuple[int, int] | None:
    """Return columns and rows of a terminal; None where it has no size."""
    try:
        columns, rows = os.get_terminal_size(-1 if fd is None else fd)
    except OSError:
        return None
    return (columns, rows) if columns and rows else None


def _write_all(fd: int, data: bytes) -> None:
    """Write all of it, past the stream's buffer, which would try again when the program ends."""
    while data:
        try:
            data = data[os.write(fd, data) :]
        except BlockingIOError:  # another program has set the terminal so
            select.select((), (fd,), ())
