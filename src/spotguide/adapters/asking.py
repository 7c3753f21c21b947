"""Asking a terminal something, before anything else is read from it."""

from __future__ import annotations

import os
import re
import select
import sys
import time
from typing import TextIO

DEADLINE = 0.1  # seconds for the answer
MOST = 4096  # bytes of an answer
WHAT_IS_IT = b"\x1b[c"  # every terminal answers this, and after all that was asked before it
BETWEEN = ("TMUX", "STY", "ZELLIJ")
"""Variables of programs between us and the terminal, which swallow what they do not know."""
DONE = re.compile(rb"\x1b\[\?[0-9;]*c")


def ask(stdin: TextIO, stdout: TextIO, question: bytes) -> bytes:
    """Return what the terminal answers within DEADLINE; it is never a key, and nothing is left.

    Empty where there is no terminal, where it says nothing, and on Windows.
    """
    if sys.platform == "win32":
        return b""
    try:
        if not (stdin.isatty() and stdout.isatty()):
            return b""
        return _ask(stdin.fileno(), stdout.fileno(), question)
    except (OSError, ValueError):  # in memory, closed, or gone
        return b""


def _ask(reading: int, writing: int, question: bytes) -> bytes:
    import copy
    import termios

    try:
        saved = termios.tcgetattr(reading)
    except termios.error:
        return b""
    modes = copy.deepcopy(saved)
    modes[3] &= ~(termios.ICANON | termios.ECHO)
    modes[6][termios.VMIN] = modes[6][termios.VTIME] = 0
    try:
        termios.tcsetattr(reading, termios.TCSANOW, modes)
        os.write(writing, question + WHAT_IS_IT)
        return _answer(reading)
    finally:
        termios.tcsetattr(reading, termios.TCSANOW, saved)


def _answer(reading: int) -> bytes:
    """Return what comes until the terminal has said what it is, or the time is over."""
    end = time.monotonic() + DEADLINE
    said = b""
    while len(said) < MOST and not DONE.search(said):
        left = end - time.monotonic()
        if left <= 0 or not select.select([reading], [], [], left)[0]:
            break
        said += os.read(reading, MOST)
    return said
