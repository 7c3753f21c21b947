"""A plan: all that will happen, decided before it begins. After it is made, nothing grows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from spotguide.core.catalog.kinds import Side
from spotguide.core.cues import Script
from spotguide.core.plan.phases import Kind, Option, Phase, Timed

Answer = str | int | tuple[str, ...] | None
Answers = tuple[tuple[str, Answer], ...]
"""Questions and answers in order; a later answer to the same question replaces an earlier one."""

More = Callable[[Answers], tuple[Phase, ...]]
"""What is still to be asked, given the answers so far; empty when all is known."""


def answer(answers: Answers, question: str) -> Answer:
    """Return the answer that holds, or None."""
    return dict(answers).get(question)


@dataclass(frozen=True)
class SideDose:
    """What one side gets: seconds, rounds, the window from 0 to 10, and its budget in seconds.

    `places` are the sides of the body that are charged: both of them where the tool treats both
    at once. `budget` is what the limits leave for each of these places, today and this session.
    """

    side: Side | Literal["both", "middle"]
    places: tuple[str, ...]
    hold: int
    rounds: int
    rest: int
    ramp: int
    low: int
    high: int
    budget: int
    first_time: bool = False


@dataclass(frozen=True)
class Rules:
    """The numbers of `doses.toml` that a session keeps: seconds, points from 0 to 10, percent."""

    check_in: int = 20
    release: int = 5
    ease: int = 10
    climb: int = 2
    faded: int = 50
    longest: int = 90
    min_rest: int = 10
    max_intensity: int = 7
    all_places: int = 1200


@dataclass(frozen=True)
class Plan:
    """The phases in order, and what the engine needs to keep them honest.

    `more` makes a plan of questions: it says what is still to be asked. `other` holds the steps
    of another position, taken when the place cannot be found in the first.
    """

    phases: tuple[Phase, ...]
    script: Script = field(default_factory=Script)
    more: More | None = None
    answers: Answers = ()
    other: tuple[Phase, ...] = ()
    sides: tuple[SideDose, ...] = ()
    rules: Rules = Rules()
    press: str = ""
    ease_rule: str = ""
    area: bool = False
    gentle: bool = False
    pace: Literal["auto", "me"] = "auto"
    hands_free: bool = False
    rehearsed: bool = False
    signs: tuple[Option, ...] = ()
    sayings: tuple[tuple[str, str], ...] = ()

    @property
    def planned(self) -> int:
        """The seconds of pressure that are planned, over all sides."""
        return sum(dose.hold * dose.rounds for dose in self.sides)


def floor(sides: tuple[SideDose, ...], rules: Rules, settle: int, switch: int) -> tuple[Timed, ...]:
    """Return the phases from Settle to the last Release, side by side and round by round."""
    phases = [Timed(Kind.SETTLE, settle)]
    for number, dose in enumerate(sides):
        if number:
            phases.append(Timed(Kind.SWITCH, switch, number))
        for turn in range(dose.rounds):
            if turn:
                phases.append(Timed(Kind.REST, dose.rest, number, turn))
            phases.extend(a_round(dose, rules, number, turn))
    return tuple(phases)


def a_round(dose: SideDose, rules: Rules, side: int, turn: int) -> tuple[Timed, ...]:
    """Return Ready, Ramp, Hold and Release of one round."""
    from spotguide.core.constants import COUNT_IN

    return (
        Timed(Kind.READY, COUNT_IN, side, turn),
        Timed(Kind.RAMP, dose.ramp, side, turn),
        Timed(Kind.HOLD, dose.hold, side, turn),
        Timed(Kind.RELEASE, rules.release, side, turn),
    )
