"""Keys, lines and signals arrive as they are, and the terminal is always given back."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import TextIO

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are not for Windows", allow_module_level=True)

import ptys
from spotguide.adapters.keyboard import Burst, keys, lines

PROGRAM = """
import sys, threading
from spotguide.adapters.keyboard import keys
from spotguide.adapters.screen import screen

STATUS = {"HUP": 129, "INT": 130, "QUIT": 131, "TERM": 143}
seen = []
with keys(sys.stdin, lambda: paint.pause()) as key, screen(sys.stdout) as paint:
    paint(["ready"])
    while True:
        burst = key.read(None)
        seen += [*burst.signals, *burst.data.decode()]
        paint([" ".join(["seen", *seen, "."])])
        for name in burst.signals:
            if name in STATUS:
                sys.exit(STATUS[name])
            if name == "TSTP":
                key.suspend(paint.pause, paint.resume)
                paint(["back"])
        if b"q" in burst.data:
            break
        if b"e" in burst.data:
            raise RuntimeError("boom")
        if b"h" in burst.data:
            threading.Event().wait()
"""


@pytest.fixture(name="terminal")
def _terminal() -> Iterator[ptys.Terminal]:
    with ptys.spawn([sys.executable, "-c", PROGRAM]) as terminal:
        terminal.wait_shown("ready")
        yield terminal


@pytest.fixture(name="pair")
def _pair() -> Iterator[tuple[int, TextIO]]:
    """The far end of a terminal that is not this process's own, and its near end as a stream."""
    with ExitStack() as stack:
        master, slave = os.openpty()
        stack.callback(close_once, master)
        yield master, stack.enter_context(os.fdopen(slave))


def close_once(fd: int) -> None:
    with suppress(OSError):
        os.close(fd)


def test_keys_come_singly_and_unseen_and_the_modes_are_given_back(
    pair: tuple[int, TextIO],
) -> None:
    master, stdin = pair
    with keys(stdin) as key:
        assert ptys.modes_of(master) == ptys.CBREAK
        os.write(master, b"n")
        assert key.read(None) == Burst(b"n")
    assert ptys.modes_of(master) == ptys.COOKED


def test_an_error_gives_the_modes_back(pair: tuple[int, TextIO]) -> None:
    master, stdin = pair
    with pytest.raises(ZeroDivisionError), keys(stdin):
        raise ZeroDivisionError
    assert ptys.modes_of(master) == ptys.COOKED


def test_keys_typed_together_are_one_burst(pair: tuple[int, TextIO]) -> None:
    master, stdin = pair
    with keys(stdin) as key:
        os.write(master, b"xq\x1b[A\xc3\xa9")
        assert key.read(None) == Burst(b"xq\x1b[A\xc3\xa9")


@pytest.mark.parametrize("typed", [b"\x13", b"\x11", b"\x04", b"\x16", b"\x0f", b"\r"])
def test_no_control_key_but_the_signals_is_kept_by_the_terminal(
    pair: tuple[int, TextIO], typed: bytes
) -> None:
    """Ctrl-S, Ctrl-Q, Ctrl-D, Ctrl-V and Ctrl-O are keys; Enter is a newline, as in the core."""
    master, stdin = pair
    with keys(stdin) as key:
        os.write(master, typed)
        assert key.read(None) == Burst(typed.replace(b"\r", b"\n"))


def test_without_keys_a_read_ends_with_its_time(pair: tuple[int, TextIO]) -> None:
    with keys(pair[1]) as key:
        assert key.read(0.001) == Burst()
        assert key.read(0) == Burst()
        assert key.read(-1) == Burst()


def test_what_was_typed_ahead_can_be_dropped(pair: tuple[int, TextIO]) -> None:
    master, stdin = pair
    with keys(stdin) as key:
        os.write(master, b"n")
        key.discard()
        os.write(master, b"y")
        assert key.read(None) == Burst(b"y")


def test_signals_come_in_their_order_beside_the_keys(pair: tuple[int, TextIO]) -> None:
    master, stdin = pair
    with keys(stdin) as key:
        os.write(master, b"x")
        for number in (signal.SIGWINCH, signal.SIGTERM, signal.SIGHUP, signal.SIGWINCH):
            signal.raise_signal(number)
        assert key.read(None) == Burst(b"x", ("WINCH", "TERM", "HUP", "WINCH"))
        assert key.read(0) == Burst()


def test_a_second_interrupt_is_like_the_first_once_the_loop_has_read_on(
    pair: tuple[int, TextIO],
) -> None:
    with keys(pair[1]) as key:
        for _ in range(3):
            signal.raise_signal(signal.SIGINT)
            assert key.read(None) == Burst(signals=("INT",))
            assert key.read(0) == Burst()


def test_the_handlers_are_given_back(pair: tuple[int, TextIO]) -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTSTP)]
    with keys(pair[1]):
        assert signal.getsignal(signal.SIGINT) != before[0]
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTSTP)] == before


def test_a_hang_up_that_is_ignored_stays_so(pair: tuple[int, TextIO]) -> None:
    """As `nohup` starts a program."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with keys(pair[1]) as key:
            signal.raise_signal(signal.SIGHUP)
            assert key.read(0) == Burst()
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_terminal_that_goes_away_is_closed_and_signals_still_come(
    pair: tuple[int, TextIO],
) -> None:
    master, stdin = pair
    with keys(stdin) as key:
        os.close(master)
        assert key.read(None) == Burst(closed=True)
        assert key.read(None) == Burst(closed=True)
        signal.raise_signal(signal.SIGTERM)
        assert key.read(ptys.PATIENCE) == Burst(signals=("TERM",), closed=True)
        key.discard()


def test_a_terminal_that_is_gone_before_is_closed(pair: tuple[int, TextIO]) -> None:
    master, stdin = pair
    os.close(master)
    with keys(stdin) as key:
        assert key.read(None) == Burst(closed=True)


@pytest.mark.parametrize(
    ("end", "status"),
    [
        pytest.param("q", 0, id="finished"),
        pytest.param("e", 1, id="exception"),
        pytest.param("\x03", 130, id="Ctrl-C"),
        pytest.param("\x1c", 131, id="Ctrl-backslash"),
        pytest.param("TERM", 143, id="TERM"),
        pytest.param("HUP", 129, id="HUP"),
    ],
)
def test_every_end_gives_the_terminal_back(terminal: ptys.Terminal, end: str, status: int) -> None:
    assert terminal.modes() == ptys.CBREAK
    assert not terminal.restored()
    terminal.signal(end) if len(end) > 1 else terminal.write(end)
    assert terminal.wait() == status
    assert terminal.modes() == ptys.COOKED
    assert terminal.restored()


def test_a_second_interrupt_leaves_at_once_where_the_loop_hangs(terminal: ptys.Terminal) -> None:
    terminal.write("h")
    terminal.wait_shown("seen h .")
    terminal.signal("INT")
    terminal.signal("INT")
    with suppress(AssertionError):  # the kernel may have made one signal of two
        terminal.wait_for("\x1b[?1049l", timeout=0.3)
    if not terminal.restored():
        terminal.signal("INT")
    assert terminal.wait() == -signal.SIGINT
    assert terminal.restored()
    assert terminal.modes() == ptys.COOKED


def test_ctrl_z_stops_with_the_terminal_given_back_and_fg_goes_on(
    terminal: ptys.Terminal,
) -> None:
    terminal.write("\x1a")
    assert terminal.stopped() == ptys.COOKED
    assert terminal.restored()
    terminal.foreground()
    terminal.wait_for("back")
    assert terminal.modes() == ptys.CBREAK
    assert not terminal.restored()
    terminal.write("xq")
    terminal.wait_for("seen TSTP CONT x q .")
    assert terminal.wait() == 0
    assert terminal.modes() == ptys.COOKED


def test_in_the_background_it_stops_again_and_leaves_the_terminal_alone(
    terminal: ptys.Terminal,
) -> None:
    terminal.write("\x1a")
    terminal.stopped()
    written = terminal.output
    terminal.background()
    assert terminal.stopped() == ptys.COOKED
    assert terminal.output == written
    terminal.foreground()
    terminal.wait_for("back")
    terminal.write("q")
    assert terminal.wait() == 0


def test_a_stopped_one_can_be_ended_from_the_shell(terminal: ptys.Terminal) -> None:
    """As `kill %1` does: it must not wait for a terminal that it will never have again."""
    terminal.write("\x1a")
    terminal.stopped()
    terminal.signal("TERM")
    terminal.background()
    assert terminal.wait() == 143
    assert terminal.modes() == ptys.COOKED
    assert terminal.restored()


def test_after_the_stop_that_nobody_can_catch_the_modes_are_taken_again(
    terminal: ptys.Terminal,
) -> None:
    assert terminal.stop() == ptys.CBREAK
    assert terminal.modes() == ptys.COOKED  # the shell's
    terminal.foreground()
    terminal.wait_shown("seen CONT .")
    assert terminal.modes() == ptys.CBREAK
    terminal.write("q")
    assert terminal.wait() == 0
    assert terminal.modes() == ptys.COOKED


def test_a_frozen_one_that_is_ended_leaves_the_modes_of_the_shell(
    terminal: ptys.Terminal,
) -> None:
    terminal.stop()
    terminal.signal("TERM")
    terminal.background()
    assert terminal.wait() == 143
    assert terminal.modes() == ptys.COOKED
    assert terminal.restored()


def test_a_resize_is_told(terminal: ptys.Terminal) -> None:
    terminal.resize(40, 10)
    terminal.wait_shown("seen WINCH .")


def test_a_closed_window_ends_it(terminal: ptys.Terminal) -> None:
    terminal.hang_up()


def piped(data: bytes, closed: bool = True) -> TextIO:
    reading, writing = os.pipe()
    os.write(writing, data)
    if closed:
        os.close(writing)
    return os.fdopen(reading)


def test_lines_come_one_a_read_and_then_the_end() -> None:
    with piped(b"n\n\n3 5\r\nlast") as stdin, lines(stdin) as key:
        bursts = [key.read(None) for _ in range(5)]
    assert bursts == [
        *(Burst(data, line=True) for data in (b"n", b"", b"3 5", b"last")),
        Burst(closed=True),
    ]


def test_an_answer_that_was_given_ahead_is_not_dropped() -> None:
    with piped(b"n\ny\n") as stdin, lines(stdin) as key:
        assert key.read(None).data == b"n"
        key.discard()
        assert key.read(None).data == b"y"


def test_half_a_line_is_no_line() -> None:
    with piped(b"") as stdin, lines(stdin) as key:
        assert key.read(None) == Burst(closed=True)
    reading, writing = os.pipe()
    with os.fdopen(reading) as stdin, lines(stdin) as key:
        os.write(writing, b"y")
        assert key.read(0) == key.read(0) == Burst()
        os.write(writing, b"es\nno")
        assert key.read(None) == Burst(b"yes", line=True)
        os.close(writing)
        assert key.read(None) == Burst(b"no", line=True)


def test_a_line_without_an_end_comes_in_pieces() -> None:
    with piped(b"x" * 9000) as stdin, lines(stdin) as key:
        pieces = []
        while not (burst := key.read(None)).closed:
            pieces.append(burst.data)
    assert b"".join(pieces) == b"x" * 9000
    assert all(len(piece) < 9000 for piece in pieces)


def test_signals_come_while_lines_are_waiting() -> None:
    with piped(b"a\nb\n") as stdin, lines(stdin) as key:
        assert key.read(None) == Burst(b"a", line=True)
        signal.raise_signal(signal.SIGTERM)
        assert key.read(None) == Burst(b"b", ("TERM",), line=True)
        signal.raise_signal(signal.SIGINT)
        assert key.read(None).signals == ("INT",)


def test_after_the_end_a_read_still_waits_for_its_time_and_for_signals() -> None:
    with piped(b"") as stdin, lines(stdin) as key:
        assert key.read(None) == Burst(closed=True)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.raise_signal(signal.SIGHUP)
        assert key.read(ptys.PATIENCE) == Burst(signals=("HUP",), closed=True)
        assert key.read(0.001) == Burst(closed=True)


@pytest.mark.parametrize("kind", ["none", "memory", "closed", "folder", "null"])
def test_what_has_no_lines_is_at_its_end(kind: str) -> None:
    with ExitStack() as stack:
        stdin: TextIO | None = None
        if kind == "memory":
            stdin = io.StringIO("unread")
        elif kind == "closed":
            stdin = piped(b"")
            stdin.close()
        elif kind == "folder":
            folder = os.open(os.curdir, os.O_RDONLY)
            stack.callback(os.close, folder)
            stdin = type("Folder", (), {"fileno": lambda self: folder})()
        elif kind == "null":
            stdin = stack.enter_context(open(os.devnull))
        key = stack.enter_context(lines(stdin))
        assert key.read(None) == Burst(closed=True)


@pytest.fixture(name="wire")
def _wire() -> Iterator[tuple[int, int]]:
    """A pipe beside the input: the end that is watched, and the end that wakes."""
    with ExitStack() as stack:
        watched, waking = os.pipe()
        stack.callback(close_once, watched)
        stack.callback(close_once, waking)
        yield watched, waking


def test_input_beside_the_keys_ends_a_read_and_is_left_where_it_is(
    pair: tuple[int, TextIO], wire: tuple[int, int]
) -> None:
    watched, waking = wire
    with keys(pair[1]) as key:
        key.watch((watched,))
        os.write(waking, b"!")
        assert key.read(None) == Burst()
        assert os.read(watched, 9) == b"!"
        assert key.read(0.001) == Burst()


def test_keys_and_signals_come_as_ever_beside_what_is_watched(
    pair: tuple[int, TextIO], wire: tuple[int, int]
) -> None:
    master, stdin = pair
    watched, waking = wire
    with keys(stdin) as key:
        key.watch((watched,))
        os.write(master, b"q")
        assert key.read(None) == Burst(b"q")
        os.write(waking, b"!")
        os.write(master, b"x")
        signal.raise_signal(signal.SIGTERM)
        assert key.read(None) == Burst(b"x", ("TERM",))


def test_what_is_watched_no_more_wakes_nobody(
    pair: tuple[int, TextIO], wire: tuple[int, int]
) -> None:
    watched, waking = wire
    os.write(waking, b"!")
    with keys(pair[1]) as key:
        key.watch((watched,))
        key.watch(())
        os.write(pair[0], b"x")
        assert key.read(None) == Burst(b"x")


@pytest.mark.parametrize("bad", ["closed", "negative", "beyond what select can take"])
def test_a_bad_descriptor_is_watched_no_longer_and_harms_no_key(
    pair: tuple[int, TextIO], wire: tuple[int, int], bad: str
) -> None:
    watched, _ = wire
    os.close(watched)
    number = {"closed": watched, "negative": -1}.get(bad, 100_000)
    with keys(pair[1]) as key:
        key.watch((number,))
        os.write(pair[0], b"x")
        assert key.read(None) == Burst(b"x")
        assert key.read(0.001) == Burst()


def test_a_terminal_that_is_gone_is_told_whatever_is_watched(
    pair: tuple[int, TextIO], wire: tuple[int, int]
) -> None:
    watched, waking = wire
    os.write(waking, b"!")
    with keys(pair[1]) as key:
        key.watch((watched,))
        os.close(pair[0])
        assert key.read(None) == Burst(closed=True)


def test_input_beside_the_lines_ends_a_read_too(wire: tuple[int, int]) -> None:
    watched, waking = wire
    reading, writing = os.pipe()
    with os.fdopen(reading) as stdin, lines(stdin) as key:
        key.watch((watched,))
        os.write(waking, b"!")
        assert key.read(None) == Burst()
        os.write(writing, b"yes\n")
        assert key.read(None) == Burst(b"yes", line=True)
        os.close(writing)
        while not (burst := key.read(None)).closed:
            pass
        assert burst == Burst(closed=True)
        assert key.read(ptys.PATIENCE) == Burst(closed=True)
