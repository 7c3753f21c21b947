"""Marks: what is said at which moment of a hold, counted in held milliseconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spotguide.core.constants import ANSWER, LAST, NEAR


@dataclass(frozen=True)
class Mark:
    """A moment of a hold, and what it is for."""

    at: int
    what: Literal["check-in", "halfway", "halfway-check-in", "ten-left"]


def marks(hold: int, check_in: int) -> tuple[Mark, ...]:
    """Return the marks of a hold, in order; both arguments are whole seconds.

    Check-ins come every `min(check_in, hold / 2)`, and none so late that nobody could answer; one
    near the middle is the halfway cue too. No two marks are closer than NEAR, save where a hold is
    too short to keep them apart: then a check-in goes before, since it may end the hold.
    """
    full, near = hold * 1000, NEAR * 1000
    every = min(check_in * 1000, full // 2)
    late = full - LAST * 1000 - 1 if hold >= 30 else full - ANSWER * 1000
    found = [Mark(at, "check-in") for at in range(every, late + 1, every)] if every else []
    middle = full // 2
    nearest = min(found, key=lambda mark: abs(mark.at - middle), default=None)
    if nearest and abs(nearest.at - middle) <= near:
        found[found.index(nearest)] = Mark(nearest.at, "halfway-check-in")
    else:
        _add(found, Mark(middle, "halfway"))
    if hold >= 30:
        _add(found, Mark(full - LAST * 1000, "ten-left"))
    return tuple(sorted(found, key=lambda mark: mark.at))


def _add(found: list[Mark], mark: Mark) -> None:
    if all(abs(mark.at - other.at) >= NEAR * 1000 for other in found):
        found.append(mark)
