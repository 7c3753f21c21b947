"""The design of an experiment: two arms, and an order that a seed draws in blocks.

The order is never stored, only the seed: whoever looks into the file, or into an export, cannot
read at a glance what comes next. How it is drawn is told here and never changes, or experiments
that run would change their order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

TREAT, REST = "treat", "rest"
"""Arms that are no tool: a session with any tool, and a turn without pressure."""


@dataclass(frozen=True)
class Rest:
    """A turn without pressure: when it began, until when it lasts, and the two ratings, 0 to 10."""

    at: datetime
    until: datetime
    before: int
    after: int | None = None


@dataclass(frozen=True)
class Experiment:
    """What is compared, where, and in how many turns; times are aware.

    `side` is empty where any side will do. An arm is the id of a tool, TREAT or REST. `stopped` is
    when it was ended early. `settled` are the beginnings of turns that were taken, in their order:
    a session that is deleted later leaves its turn empty and moves no other.
    """

    began: datetime
    spot: str
    arms: tuple[str, str]
    turns: int
    block: int
    seed: str
    side: str = ""
    stopped: datetime | None = None
    rests: tuple[Rest, ...] = field(default=(), repr=False)
    settled: tuple[datetime, ...] = field(default=(), repr=False)

    @property
    def order(self) -> tuple[int, ...]:
        """The arm of each turn, 0 or 1. To be looked at one turn at a time."""
        return drawn(self.seed, self.turns, self.block)


def drawn(seed: str, turns: int, block: int) -> tuple[int, ...]:
    """Return the arm of each turn, 0 or 1, each block holding as many of the one as of the other.

    Each block begins as 0, 1, 0, 1 and is shuffled from its last place down (Fisher and Yates): the
    place `last` of block `number` is swapped with one of the places up to it, drawn by `_below`
    with the words "SEED NUMBER LAST".
    """
    order: list[int] = []
    for number in range(turns // block):
        arms = [0, 1] * (block // 2)
        for last in range(block - 1, 0, -1):
            other = _below(last + 1, f"{seed} {number} {last}")
            arms[last], arms[other] = arms[other], arms[last]
        order += arms
    return tuple(order)


def _below(most: int, words: str) -> int:
    """Return a number from 0 to `most` - 1, each as likely as the others.

    It is the SHA-256 of "spotguide order 1: WORDS" in UTF-8, read as one number, modulo `most`.
    """
    from hashlib import sha256  # slow, and every session looks for an experiment

    digest = sha256(f"spotguide order 1: {words}".encode("utf-8", "backslashreplace")).digest()
    return int.from_bytes(digest, "big") % most
