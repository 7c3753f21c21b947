"""Bytes become keys; what a terminal says by itself becomes none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotguide.core.keys.decoding import MOST_PENDING, decode, flush

KEYS = [
    (b"a", ("a",)),
    (b"\r", ("enter",)),
    (b"\n", ("enter",)),
    (b" ", ("space",)),
    (b"\x7f", ("backspace",)),
    (b"\x03", ("ctrl-c",)),
    (b"\x04", ("ctrl-d",)),
    ("é".encode(), ("é",)),
    ("足".encode(), ("足",)),
    (b"\x1b[A", ("up",)),
    (b"\x1bOB", ("down",)),
    (b"\x1b[1;5C", ("right",)),
    (b"\x1b[D", ("left",)),
    (b"\x1b[5~", ("page-up",)),
    (b"\x1b[6~", ("page-down",)),
    (b"\x1b[15~", ("f5",)),
    (b"\x1b[[E", ("f5",)),
    (b"\x1bOP", ("f1",)),
    (b"\x1bOq", ("1",)),
    (b"\x1bOM", ("enter",)),
    (b"\x1b[27u", ("esc",)),
    (b"\x1b[99;5u", ("ctrl-c",)),
    (b"\x1b[97u", ("a",)),
    (b"\x1b[<0;10;5M", ("mouse-left",)),
    (b"\x1b[<1;10;5M", ("mouse-middle",)),
    (b"\x1b[<2;10;5M", ("mouse-right",)),
    (b"+++-", ("+", "+", "+", "-")),
    (b"xq", ("x", "q")),
    (b"\x1bx", ("esc", "x")),
    (b"\x1b\x1b[A", ("esc", "up")),
]

NO_KEYS = [
    pytest.param(b"\x1b[?62;4c", id="device attributes"),
    pytest.param(b"\x1b[24;80R", id="cursor position"),
    pytest.param(b"\x1b[I\x1b[O", id="focus in and out"),
    pytest.param(b"\x1b]11;rgb:0000/0000/0000\x07", id="background color, BEL"),
    pytest.param(b"\x1b]11;rgb:0000/0000/0000\x1b\\", id="background color, ST"),
    pytest.param(b"\x1bP>|xterm(379)\x1b\\", id="version"),
    pytest.param(b"\x1b_Gi=1;OK\x1b\\", id="graphics"),
    pytest.param(b"\x1b[?2026;2$y", id="mode report"),
    pytest.param(b"\x1b[<64;10;5M\x1b[<65;10;5M", id="wheel"),
    pytest.param(b"\x1b[<0;10;5m", id="release"),
    pytest.param(b"\x1b[<35;10;5M", id="move"),
    pytest.param(b"\x1b[M !!", id="old mouse report"),
    pytest.param(b"\x1b[200~\x1b[201~", id="an empty paste"),
]


@pytest.mark.parametrize(("data", "keys"), KEYS)
def test_a_key_is_read(data: bytes, keys: tuple[str, ...]) -> None:
    assert (keys, b"") == decode(data)


@pytest.mark.parametrize("data", NO_KEYS)
def test_what_the_terminal_says_is_no_key(data: bytes) -> None:
    assert decode(data) == ((), b"")


@pytest.mark.parametrize(("data", "keys"), KEYS)
def test_a_burst_cut_in_two_anywhere_gives_the_same_keys(
    data: bytes, keys: tuple[str, ...]
) -> None:
    for at in range(1, len(data)):
        first, rest = decode(data[:at])
        second, left = decode(rest + data[at:])

        assert (keys, b"") == (first + second, left)


@given(st.lists(st.sampled_from([data for data, _ in KEYS if data[:1] != b"\x1b"]), max_size=6))
def test_keys_in_a_row_are_read_in_order(parts: list[bytes]) -> None:
    whole = tuple(key for part in parts for key in decode(part)[0])

    assert (whole, b"") == decode(b"".join(parts))


@given(st.binary(max_size=200))
def test_no_bytes_are_too_strange(data: bytes) -> None:
    keys, rest = decode(data)

    assert all(keys)
    assert len(rest) <= len(data)
    assert all(flush(rest))


def test_an_escape_that_stands_alone_is_the_escape_key() -> None:
    assert decode(b"\x1b") == ((), b"\x1b")
    assert flush(b"\x1b") == ("esc",)


def test_half_a_sequence_that_nothing_follows_is_still_an_escape() -> None:
    """So that a stop pressed together with "[" stops."""
    assert flush(b"\x1b[")[0] == "esc"


def test_a_reply_without_an_end_is_dropped_before_it_fills_the_memory() -> None:
    assert decode(b"\x1b]" + b"x" * (MOST_PENDING + 1)) == ((), b"")
