"""A notification at the end of a session, if the terminal is not in front then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from person import Person, Press
from plans import a_plan, play
from spotguide.adapters.front import OFF, ON, Front
from spotguide.core.plan.phases import Kind, Reading
from spotguide.core.plan.plan import Plan
from spotguide.core.session.events import Stop
from spotguide.environment import Environment
from spotguide.live.loop import Stage, run
from spotguide.live.notifying import NO_WAY, Notifying, watched
from spotguide.live.several import Beside, Several

An = Callable[..., Environment]
IN, OUT = "\x1b[I", "\x1b[O"
LATER = (900.0, "q")
"""Long after the pressure is over."""


class Board:
    """A notification that only remembers."""

    def __init__(self, failed: bool = False) -> None:
        self.shown, self.failed, self.closed = 0, failed, False

    def show(self) -> None:
        self.shown += 1

    def poll(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


def a_session(
    env: An, *presses: Press, front: bool = True, signals: list[Press] | None = None
) -> tuple[int, list[str]]:
    """Return how often it was notified, and what was written to the terminal for it."""
    board, written = Board(), list[str]()
    watch = Front(written.append) if front else None
    notifying = Notifying(board, watch, pytest.fail)  # type: ignore[arg-type]
    world = env(tty=True, **Person(list(presses), signals or []).world())
    with world.read_keys(world.stdin, lambda: None) as read:
        reads = watched(read, watch) if watch else read
        done = run(a_plan(), world, Stage(Several(Beside(), notifying), reads))
    notifying.end(done.session)
    notifying.close()
    assert board.closed
    return board.shown, written


@pytest.mark.parametrize(
    ("presses", "shown"),
    [
        ([], 1),
        ([(40.0, OUT)], 1),
        ([(40.0, IN)], 0),
        ([(40.0, OUT), (200.0, IN)], 0),
        ([(40.0, IN), (200.0, OUT)], 1),
        ([(40.0, OUT), (250.0, IN)], 1),
    ],
    ids=["unknown", "away", "in front", "back in time", "gone again", "back too late"],
)
def test_it_is_shown_once_at_the_end_unless_the_terminal_is_in_front(
    an_environment: An, presses: list[Press], shown: int
) -> None:
    """The last letting go is over at 239 seconds."""
    assert a_session(an_environment, *presses, LATER)[0] == shown


def test_the_reports_are_no_keys(an_environment: An) -> None:
    """Four of them within a second would stop a session, if they were."""
    reports = [(40.0 + number / 8, IN if number % 2 else OUT) for number in range(8)]
    assert a_session(an_environment, *reports, LATER)[0] == 0


@pytest.mark.parametrize("key", ["q", "\x03", "jkl;"])
def test_who_stops_a_session_needs_none(an_environment: An, key: str) -> None:
    assert a_session(an_environment, (40.0, key), (45.0, "\r"))[0] == 0


@pytest.mark.parametrize("name", ["TERM", "HUP", "INT"])
def test_a_signal_brings_none(an_environment: An, name: str) -> None:
    assert a_session(an_environment, signals=[(40.0, name)])[0] == 0


def test_a_session_that_nobody_took_up_again_brings_one(an_environment: An) -> None:
    """Paused, and half an hour of silence: whoever has forgotten it should know."""
    assert a_session(an_environment, (40.0, "p"))[0] == 1


def test_reports_are_asked_for_on_the_floor_and_given_up_at_the_end(an_environment: An) -> None:
    assert a_session(an_environment, LATER)[1] == [ON, OFF]


def test_where_nothing_may_be_asked_it_is_shown(an_environment: An) -> None:
    assert a_session(an_environment, LATER, front=False) == (1, [])


def test_a_session_that_is_suspended_asks_again_when_it_goes_on(an_environment: An) -> None:
    _, written = a_session(an_environment, (60.0, "p"), LATER, signals=[(50.0, "TSTP")])
    assert written == [ON, OFF, ON, OFF]


def test_questions_alone_bring_none() -> None:
    board = Board()
    notifying = Notifying(board, None, pytest.fail)  # type: ignore[arg-type]
    asked = play(Plan((Reading(Kind.GATHER, "What you need.", ()),)), Stop(1.0))[0]
    notifying.show(asked)
    notifying.end(replace(asked, reason="screened-out"))
    assert board.shown == 0


def test_where_it_cannot_be_shown_that_is_told() -> None:
    told: list[str] = []
    Notifying(Board(failed=True), None, told.append).close()  # type: ignore[arg-type]
    assert told == [NO_WAY]
