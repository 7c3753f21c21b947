"""Whether the terminal is in front, by its own reports among the keys."""

from __future__ import annotations

import pytest

from spotguide.adapters.front import OFF, ON, Front


def a_front() -> tuple[Front, list[str]]:
    written: list[str] = []
    return Front(written.append), written


def test_it_is_asked_for_once_and_taken_back_once() -> None:
    front, written = a_front()
    front.end()
    for _ in range(2):
        front.begin()
    for _ in range(2):
        front.end()
    assert written == [ON, OFF]


def test_without_a_report_nothing_is_known() -> None:
    front, _ = a_front()
    front.begin()
    front.look(b"x\x1b[A\x1b[<0;1;1M1")
    assert front.seen is None


@pytest.mark.parametrize(
    ("parts", "seen"),
    [
        ([b"\x1b[I"], True),
        ([b"\x1b[O"], False),
        ([b"\x1b[I\x1b[O"], False),
        ([b"x\x1b[Oy\x1b[I"], True),
        ([b"\x1b", b"[", b"O"], False),
        ([b"\x1b[", b"", b"O"], False),
        ([b"\x1b[O", b"I"], False),
        ([b"\x1b[O", b"\x1b[A"], False),
        ([b"\x1bOI"], None),
    ],
)
def test_the_last_report_holds_however_it_is_cut(parts: list[bytes], seen: bool | None) -> None:
    front, _ = a_front()
    front.begin()
    for part in parts:
        front.look(part)
    assert front.seen is seen


def test_what_was_reported_before_a_pause_does_not_hold() -> None:
    front, _ = a_front()
    front.begin()
    front.look(b"\x1b[I")
    front.end()
    assert front.seen is None


def test_a_terminal_that_is_gone_harms_nothing() -> None:
    def gone(text: str) -> None:
        raise OSError("gone")

    front = Front(gone)
    front.begin()
    front.end()
