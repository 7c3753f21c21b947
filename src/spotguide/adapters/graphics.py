"""Asking a terminal whether it shows pictures, before anything else is read from it."""

from __future__ import annotations

import os
import re
import select
import sys
import time
from collections.abc import Mapping
from typing import TextIO

DEADLINE = 0.1  # seconds for the answer; a terminal that is slower gets cells
MOST = 4096  # bytes of an answer
# A picture of one pixel that is only asked about, and then what every terminal answers: what it is.
QUESTION = b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[c"
YES = re.compile(rb"\x1b_Gi=31;OK\x1b\\")
DONE = re.compile(rb"\x1b\[\?[0-9;]*c")
BETWEEN = ("TMUX", "STY", "ZELLIJ")
"""Variables of programs between us and the terminal, which would swallow a picture."""


def shows_pictures(stdin: TextIO, stdout: TextIO, variables: Mapping[str, str]) -> bool:
    """Ask the terminal, and wait DEADLINE seconds at most; what it answers is never a key.

    False where there is no terminal, where another program stands between, and on Windows.
    """
    if sys.platform == "win32" or any(variables.get(name) for name in BETWEEN):
        return False
    try:
        if not (stdin.isatty() and stdout.isatty()):
            return False
        return _ask(stdin.fileno(), stdout.fileno())
    except (OSError, ValueError):  # in memory, closed, or gone
        return False


def _ask(reading: int, writing: int) -> bool:
    import copy
    import termios

    try:
        saved = termios.tcgetattr(reading)
    except termios.error:
        return False
    modes = copy.deepcopy(saved)
    modes[3] &= ~(termios.ICANON | termios.ECHO)
    modes[6][termios.VMIN] = modes[6][termios.VTIME] = 0
    try:
        termios.tcsetattr(reading, termios.TCSANOW, modes)
        os.write(writing, QUESTION)
        return bool(YES.search(_answer(reading)))
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
