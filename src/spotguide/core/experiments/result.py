"""The result of an experiment: what was compared, what chance would do, and which verdict fits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from spotguide.core.catalog.doses import Outcome
from spotguide.core.catalog.experiments import Design
from spotguide.core.experiments.chance import Block, Comparison, compare
from spotguide.core.experiments.turns import Standing, Turn

Verdict = Literal["clear", "small", "alike", "open", "few"]


@dataclass(frozen=True)
class Arm:
    """One arm: its id, how many turns were rated, and by how many points the pain fell."""

    id: str
    rated: int
    fall: Fraction | None


@dataclass(frozen=True)
class Result:
    """What an experiment came to.

    `unrated` turns lack a rating and could not be compared, `otherwise` were done in another way
    than was due. `earlier` is how many experiments at this spot came before.
    """

    standing: Standing
    arms: tuple[Arm, Arm]
    comparison: Comparison | None
    verdict: Verdict
    unrated: int
    otherwise: int
    earlier: int


def result(standing: Standing, design: Design, outcome: Outcome, earlier: int) -> Result:
    """Return what an experiment came to so far; for one that is over."""
    turns = standing.turns
    comparison = compare(blocks(standing), design.chance_percent)
    return Result(
        standing,
        (_arm(standing, 0), _arm(standing, 1)),
        comparison,
        _verdict(comparison, design.chance_percent, outcome.meaningful_points),
        sum(turn.fall is None for turn in turns),
        sum(not turn.as_due for turn in turns),
        earlier,
    )


def blocks(standing: Standing) -> Iterable[Block]:
    """Yield the rated turns of each block, by the arm that was due."""
    size = standing.experiment.block
    for begins in range(0, len(standing.turns), size):
        rated = [(turn.fall, turn.arm) for turn in standing.turns[begins : begins + size]]
        known = [(fall, arm) for fall, arm in rated if fall is not None]
        yield Block(tuple(fall for fall, _ in known), tuple(arm for _, arm in known))


def _arm(standing: Standing, arm: int) -> Arm:
    falls = [_fall(turn) for turn in standing.turns if turn.arm == arm and turn.fall is not None]
    mean = Fraction(sum(falls), len(falls)) if falls else None
    return Arm(standing.experiment.arms[arm], len(falls), mean)


def _fall(turn: Turn) -> int:
    return turn.fall or 0


def _verdict(comparison: Comparison | None, percent: int, points: int) -> Verdict:
    """Return the verdict; a difference matters from so many points on."""
    if comparison is None or comparison.low is None or comparison.high is None:
        return "few"
    if comparison.chance * 100 <= percent:
        return "clear" if abs(comparison.difference) >= points else "small"
    if -points < comparison.low and comparison.high < points:
        return "alike"
    return "open"
