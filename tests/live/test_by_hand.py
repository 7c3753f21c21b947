"""A session by what is held in the hand: the two buttons of a clicker, or a mouse."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from person import Person, Press
from program import Result

Run = Callable[..., Result]
ANSWERED = (
    *("treat", "2", "--cleared", "--side", "left", "--by", "self", "--tool", "tennis-ball"),
    *("--position", "wall", "--before", "skip", "--figure", "off", "--rounds", "1", "--json"),
)
CLICKER = ("\x1b[6~", "\x1b[5~")
MOUSE = ("\x1b[<0;9;9M\x1b[<0;9;9m", "\x1b[<2;9;9M\x1b[<2;9;9m")
WHEEL = "\x1b[<64;9;9M\x1b[<65;9;9M"
MOVED = "\x1b[<35;9;9M\x1b[<32;9;9M"
RELEASED = "\x1b[<0;9;9m\x1b[<2;9;9m\x1b[<1;9;9m"


def session(run: Run, *presses: Press) -> dict[str, Any]:
    done = run(*ANSWERED, tty=True, **Person(list(presses)).world())
    assert done.status == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def going_on(key: str, start: float = 1.0) -> list[Press]:
    """Return a key every two seconds, as often as there are pages before the floor."""
    return [(start + 2.0 * number, key) for number in range(14)]


def charged(record: dict[str, Any]) -> int:
    ((hold,),) = (side["holds"] for side in record["sides"])
    found: int = hold["charged"]
    return found


@pytest.mark.parametrize(("forth", "back"), [CLICKER, MOUSE], ids=["clicker", "mouse"])
def test_one_button_goes_on_and_the_other_eases(run: Run, forth: str, back: str) -> None:
    """Eased for three seconds, these are charged and not held."""
    record = session(run, *going_on(forth), (60.0, back), (63.0, forth), *going_on(forth, 200.0))
    assert (record["ended"], record["held"]) == ("finished", record["planned"])
    assert charged(record) == record["held"] + 3


def test_the_other_button_of_a_clicker_goes_back_a_page(run: Run) -> None:
    forth, back = CLICKER
    person = Person([*going_on(forth)[:4], (10.0, back), (12.0, "q")])
    done = run(*ANSWERED[:-1], "--plain", tty=True, **person.world())
    assert done.out.count("Step 3 of 5") == 2


def test_the_wheel_moves_and_releases_are_nothing(run: Run) -> None:
    """On the floor any key is an answer, and four at once a stop."""
    noise = [(32.0 + number / 4, WHEEL + MOVED + RELEASED) for number in range(120)]
    record = session(run, *going_on("\r"), *noise, *going_on("\r", 200.0))
    assert (record["ended"], record["held"]) == ("finished", record["planned"])
    assert charged(record) == record["held"]
