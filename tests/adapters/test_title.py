"""Titles and progress: only where they are understood, and always put back."""

from __future__ import annotations

import pyte
import pytest

from program import Stream
from spotguide.adapters.title import Title, has_progress, has_title, title_for

XTERM = {"TERM": "xterm-256color"}


@pytest.mark.parametrize(
    ("term", "title"),
    [("xterm-256color", True), ("xterm-kitty", True), ("tmux-256color", True), ("foot", True),
     ("linux", False), ("dumb", False), ("", False), ("screen.xterm-256color", False),
     ("vt100", False), ("unknown", False)],
)  # fmt: skip
def test_only_a_terminal_that_is_known_to_gets_a_title(term: str, title: bool) -> None:
    assert has_title({"TERM": term}) is title


@pytest.mark.parametrize(
    ("variables", "progress"),
    [
        ({}, False),
        ({"WT_SESSION": "1"}, True),
        ({"ConEmuANSI": "ON"}, True),
        ({"ConEmuANSI": "OFF"}, False),
        ({"TERM_PROGRAM": "ghostty"}, True),
        ({"TERM_PROGRAM": "WezTerm"}, True),
        ({"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.6.6"}, True),
        ({"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.10"}, True),
        ({"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.5.0beta3"}, False),
        ({"TERM_PROGRAM": "iTerm.app"}, False),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"WT_SESSION": "1", "TMUX": "/tmp/tmux"}, False),
        ({"WT_SESSION": "1", "TERM": "dumb"}, False),
    ],
)
def test_only_a_terminal_that_shows_progress_gets_it(
    variables: dict[str, str], progress: bool
) -> None:
    assert has_progress({**XTERM, **variables}) is progress


def a_title(title: bool = True, progress: bool = True) -> tuple[Title, list[str]]:
    written: list[str] = []
    return Title(written.append, title, progress), written


def test_the_title_before_is_saved_once_and_put_back_once() -> None:
    title, written = a_title()
    title.show("HOLD 0:10", 40)
    title.show("HOLD 0:09", 41)
    title.restore()
    title.restore()
    out = "".join(written)
    assert out.count("\x1b[22;2t") == out.count("\x1b[23;2t") == 1
    assert out.index("\x1b[22;2t") < out.index("HOLD 0:10")
    assert out.endswith("\x1b[23;2t\x1b]9;4;0;0\x1b\\")


def test_what_is_shown_already_is_not_written_again() -> None:
    title, written = a_title()
    title.show("HOLD", 40)
    title.show("HOLD", 40)
    assert len(written) == 1


def test_a_pause_shows_as_one() -> None:
    title, written = a_title()
    title.show("PAUSE", 40, paused=True)
    assert "\x1b]9;4;4;40\x1b\\" in written[0]
    title.show("Reading")
    assert "\x1b]9;4;0;0\x1b\\" in written[1]


def test_after_a_restore_it_is_taken_again() -> None:
    title, written = a_title()
    title.show("HOLD", 1)
    title.restore()
    title.show("HOLD", 1)
    assert written[2].startswith("\x1b[22;2t")


def test_a_terminal_that_understands_neither_gets_nothing() -> None:
    title, written = a_title(title=False, progress=False)
    title.show("HOLD", 1)
    title.restore()
    assert written == []


def test_a_name_can_end_no_sequence() -> None:
    title, written = a_title(progress=False)
    title.show("a\x1b\\\x07\x9c\x1b]52;c;x\nb" + "x" * 200)
    (out,) = written
    assert out.count("\x1b") == 3
    assert "\x07" not in out
    assert len(out) < 120


def test_a_terminal_shows_the_title_and_none_of_it_on_the_screen() -> None:
    stream, screen = Stream(tty=True), pyte.Screen(40, 3)
    title = title_for(stream, {**XTERM, "WT_SESSION": "1"})
    title.show("HOLD 0:10", 40)
    pyte.Stream(screen).feed(stream.getvalue())
    assert screen.title == "HOLD 0:10"
    assert "".join(screen.display).strip() in ("", "t")  # pyte knows no window operations


def test_a_pipe_gets_nothing() -> None:
    stream = Stream()
    title_for(stream, XTERM).show("HOLD", 1)
    assert stream.getvalue() == ""


def test_letters_that_the_stream_has_not_are_replaced() -> None:
    stream = Stream(tty=True, encoding="ascii")
    title_for(stream, XTERM).show("é")
    assert "?" in stream.getvalue()


def test_a_window_that_is_gone_harms_nothing() -> None:
    stream = Stream(tty=True)
    title = title_for(stream, XTERM)
    stream.close()
    title.show("HOLD", 1)
    title.restore()
