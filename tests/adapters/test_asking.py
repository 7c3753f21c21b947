"""A terminal is asked something, and its answer is never a key."""

from __future__ import annotations

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are not for Windows", allow_module_level=True)

import ptys
from program import Stream
from spotguide.adapters.asking import WHAT_IS_IT, ask

PROGRAM = """
import sys
from spotguide.adapters.asking import ask
print("said", ask(sys.stdin, sys.stdout, b"\\x1b[?1006$p"), flush=True)
print("left", sys.stdin.readline().strip(), flush=True)
"""
IS_A = "\x1b[?62;4c"


@pytest.mark.parametrize("answer", ["\x1b[?1006;2$y", ""], ids=["known", "unknown"])
def test_the_answer_is_read_to_its_end_and_nothing_of_it_is_left(answer: str) -> None:
    with ptys.spawn([sys.executable, "-c", PROGRAM]) as terminal:
        terminal.wait_for(b"\x1b[?1006$p" + WHAT_IS_IT)
        terminal.write(answer + IS_A)
        terminal.wait_for(f"said {(answer + IS_A).encode()!r}")
        assert terminal.modes() == ptys.COOKED
        terminal.write("typed\r")
        terminal.wait_for("left typed")
        assert terminal.wait() == 0


def test_a_terminal_that_says_nothing_is_not_waited_for() -> None:
    with ptys.spawn([sys.executable, "-c", PROGRAM]) as terminal:
        terminal.wait_for("said b''")
        assert terminal.modes() == ptys.COOKED
        terminal.write("\r")
        assert terminal.wait() == 0


def test_what_is_no_terminal_is_not_asked() -> None:
    out = Stream(tty=True)
    assert ask(Stream(tty=True), out, b"?") == ask(Stream(), Stream(), b"?") == b""
    assert out.getvalue() == ""
