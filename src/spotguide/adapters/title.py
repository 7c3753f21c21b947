"""The title of the window, and its progress bar: set while a session runs, then put back.

A terminal that is not known to understand a sequence does not get it: some would print it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TextIO

SAVE, RESTORE = "\x1b[22;2t", "\x1b[23;2t"
TITLE = "\x1b]2;{}\x1b\\"
PROGRESS, NO_PROGRESS = "\x1b]9;4;{};{}\x1b\\", "\x1b]9;4;0;0\x1b\\"
LONGEST = 80  # letters of a title

TITLED = ("xterm", "tmux", "rxvt", "alacritty", "foot", "kitty", "ghostty", "wezterm", "st-",
          "konsole", "vte", "gnome", "contour", "rio")  # fmt: skip
"""How TERM begins where a title is understood, and at least no harm."""

SHOWS_PROGRESS = ("ghostty", "WezTerm", "WarpTerminal")
"""TERM_PROGRAM of terminals that show progress; others may take it for a notification."""

ITERM = (3, 6, 6)  # the first version of iTerm2 that shows progress


def has_title(variables: Mapping[str, str]) -> bool:
    """Say whether the terminal takes a title, and gives the one before back."""
    return variables.get("TERM", "").startswith(TITLED)


def has_progress(variables: Mapping[str, str]) -> bool:
    """Say whether the terminal shows progress; inside another program that holds it, no."""
    if not has_title(variables) or "TMUX" in variables or "STY" in variables:
        return False
    if variables.get("WT_SESSION") or variables.get("ConEmuANSI") == "ON":
        return True
    program = variables.get("TERM_PROGRAM", "")
    if program == "iTerm.app":
        return _version(variables.get("TERM_PROGRAM_VERSION", "")) >= ITERM
    return program in SHOWS_PROGRESS


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdecimal() else 0 for part in text.split("."))


class Title:
    """The title of one window; no call raises because the window is gone.

    `write` writes to the terminal past everything else that does, between two frames.
    """

    def __init__(self, write: Callable[[str], None], title: bool, progress: bool) -> None:
        self._write, self._title, self._progress = write, title, progress
        self._taken = False
        self._shown: tuple[str, int | None, bool] | None = None

    def show(self, text: str, percent: int | None = None, paused: bool = False) -> None:
        """Show a title, and how far it is in percent; None shows no progress."""
        shown = (_plain(text), percent, paused)
        if shown == self._shown:
            return
        out = ""
        if self._title:
            out += "" if self._taken else SAVE
            out += TITLE.format(shown[0])
        if self._progress:
            out += NO_PROGRESS if percent is None else PROGRESS.format(4 if paused else 1, percent)
        self._taken, self._shown = True, shown
        self._send(out)

    def restore(self) -> None:
        """Put back what was there before; the next `show` takes it again."""
        if not self._taken:
            return
        self._taken, self._shown = False, None
        self._send((RESTORE if self._title else "") + (NO_PROGRESS if self._progress else ""))

    def _send(self, out: str) -> None:
        if out:
            with suppress(OSError, ValueError):  # gone, or closed
                self._write(out)


def _plain(text: str) -> str:
    """Return a text that can end no sequence and begin none."""
    return "".join(letter for letter in text if letter.isprintable())[:LONGEST]


def writer(stream: TextIO) -> Callable[[str], None]:
    """Return what writes to a stream at once."""

    def write(text: str) -> None:
        encoding = stream.encoding or "ascii"
        stream.write(text.encode(encoding, "replace").decode(encoding))
        stream.flush()

    return write


def title_for(stream: TextIO, variables: Mapping[str, str]) -> Title:
    """Return the title of the window on this stream, which does nothing where there is none."""
    there = stream.isatty() and sys.platform != "win32"
    return Title(writer(stream), there and has_title(variables), there and has_progress(variables))
