"""A terminal is asked whether it shows pictures, and its answer is never a key."""

from __future__ import annotations

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are not for Windows", allow_module_level=True)

import ptys
from program import Stream
from spotguide.adapters.graphics import shows_pictures

PROGRAM = """
import os, sys
from spotguide.adapters.graphics import shows_pictures
found = shows_pictures(sys.stdin, sys.stdout, dict(os.environ))
print("shows", found, flush=True)
print("left", sys.stdin.readline().strip(), flush=True)
"""
ASKED = b"\x1b[c"
IS_A = "\x1b[?62;4c"
OK = "\x1b_Gi=31;OK\x1b\\"


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        pytest.param(OK + IS_A, True, id="it does"),
        pytest.param(IS_A, False, id="it does not"),
        pytest.param("\x1b_Gi=31;EINVAL:no\x1b\\" + IS_A, False, id="it would not"),
        pytest.param("", False, id="silence"),
    ],
)
def test_the_answer_is_believed_and_read_to_its_end(answer: str, found: bool) -> None:
    with ptys.spawn([sys.executable, "-c", PROGRAM], {"TMUX": ""}) as terminal:
        terminal.wait_for(ASKED)
        terminal.write(answer)
        terminal.wait_for(f"shows {found}")
        assert terminal.modes() == ptys.COOKED
        terminal.write("typed\r")
        terminal.wait_for("left typed")
        assert terminal.wait() == 0


@pytest.mark.parametrize("between", ["TMUX", "STY", "ZELLIJ"])
def test_nothing_is_asked_through_another_program(between: str) -> None:
    with ptys.spawn([sys.executable, "-c", PROGRAM], {between: "1"}) as terminal:
        terminal.wait_for("shows False")
        assert ASKED not in terminal.output
        terminal.write("\r")
        assert terminal.wait() == 0


def test_what_is_no_terminal_is_not_asked() -> None:
    out = Stream(tty=True)
    assert not shows_pictures(Stream(tty=True), out, {})
    assert not shows_pictures(Stream(), Stream(), {})
    assert out.getvalue() == ""
