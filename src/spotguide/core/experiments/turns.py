"""Turns: which sessions and rests took them, and which arm is due next.

The next session at the place takes the turn, whatever it presses with: what counts for the
comparison is what was due. Else one could pass over an arm on a bad day, and the days of the two
arms would no longer be chosen by chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from spotguide.core.catalog.doses import DosesFile
from spotguide.core.catalog.spots import Spot
from spotguide.core.constants import COUNTS
from spotguide.core.experiments.design import REST, TREAT, Experiment, Rest
from spotguide.core.history import MORNING, Record

SHORTEST, LONGEST = 3, 30  # minutes of a rest
LIKELY = 10  # sessions from which the length of a rest is taken


@dataclass(frozen=True)
class Turn:
    """One turn that was taken: when, the arm that was due (0 or 1), and the ratings, 0 to 10.

    `did` is the tool that pressed, REST, or nothing where its session was deleted. `as_due` says
    whether that was what was due; of a deleted session nobody knows.
    """

    at: datetime
    arm: int
    did: str = ""
    as_due: bool = True
    before: int | None = None
    after: int | None = None

    @property
    def fall(self) -> int | None:
        """By how many points the pain fell; None without both ratings."""
        if self.before is None or self.after is None:
            return None
        return self.before - self.after


@dataclass(frozen=True)
class Standing:
    """An experiment and the turns that were taken so far, in their order."""

    experiment: Experiment
    turns: tuple[Turn, ...]

    @property
    def complete(self) -> bool:
        """Whether every turn was taken."""
        return len(self.turns) >= self.experiment.turns

    @property
    def over(self) -> bool:
        """Whether no turn is left to take."""
        return self.complete or self.experiment.stopped is not None

    @property
    def early(self) -> bool:
        """Whether it was ended before every turn was taken."""
        return self.experiment.stopped is not None and not self.complete

    @property
    def due(self) -> str | None:
        """The arm of the next turn; None where no turn is left."""
        experiment = self.experiment
        return None if self.over else experiment.arms[experiment.order[len(self.turns)]]

    def open_rest(self, now: datetime) -> Rest | None:
        """Return the rest whose second rating may still come."""
        rests = self.experiment.rests
        if not rests or rests[-1].after is not None or self.experiment.stopped:
            return None
        return rests[-1] if now - rests[-1].until < timedelta(hours=MORNING) else None


def standing(experiment: Experiment, records: Iterable[Record]) -> Standing:
    """Return which turns were taken, by the sessions at its spot, in any order, and its rests."""
    taken: dict[datetime, Record | Rest] = {rest.at: rest for rest in experiment.rests}
    taken.update((one.started_at, one) for one in records if takes_turn(one, experiment))
    until = experiment.stopped
    known = set(experiment.settled)
    fresh = sorted(at for at in taken if at not in known and (until is None or at <= until))
    order = experiment.order
    times = [*experiment.settled, *fresh][: len(order)]
    turns = (_turn(experiment, order[n], at, taken.get(at)) for n, at in enumerate(times))
    return Standing(experiment, tuple(turns))


def takes_turn(record: Record, experiment: Experiment) -> bool:
    """Say whether a session takes a turn: begun since, over, and pressed for COUNTS seconds.

    The first session at a place takes none: it is a lighter one, whatever is due.
    """
    outline, side = record.outline, experiment.side
    if outline.spot != experiment.spot or record.reason is None:
        return False
    if record.started_at < experiment.began:
        return False
    if any(first and record.charged(n) for n, first in enumerate(outline.first)):
        return False
    charged = record.charged_to(side) if side else record.charged()
    return charged >= COUNTS * 1000


def _turn(experiment: Experiment, arm: int, at: datetime, taken: Record | Rest | None) -> Turn:
    due = experiment.arms[arm]
    if taken is None:
        return Turn(at, arm)
    if isinstance(taken, Rest):
        return Turn(at, arm, REST, due == REST, taken.before, taken.after)
    tool = taken.outline.tool
    return Turn(at, arm, tool, due in (TREAT, tool), taken.before, taken.after)


def pressed_before(records: Iterable[Record], experiment: Experiment) -> bool:
    """Say whether the place was pressed long enough ever before, so that no first session is due.

    `records` are sessions at the spot of the experiment.
    """
    side = experiment.side
    spent = (one.charged_to(side) if side else one.charged() for one in records)
    return any(charged >= COUNTS * 1000 for charged in spent)


def rest_length(records: Sequence[Record], spot: Spot, doses: DosesFile) -> timedelta:
    """Return how long a rest lasts: as long as sessions here took, else as one is planned.

    `records` are sessions at the spot, oldest first. It is a whole number of minutes, SHORTEST to
    LONGEST.
    """
    taken = [one.ended_at - one.started_at for one in records if one.charged() >= COUNTS * 1000]
    if taken:
        seconds = median(length.total_seconds() for length in taken[-LIKELY:])
    else:
        dose, usual = spot.dose, doses.dose_defaults
        hold = usual.ramp_in_seconds + dose.hold_seconds + usual.release_seconds
        seconds = dose.rounds * (hold + dose.rest_seconds)
    return timedelta(minutes=min(LONGEST, max(SHORTEST, -(-seconds // 60))))


def apart_from(records: Iterable[Record], experiment: Experiment, hours: int) -> datetime | None:
    """Return from when a rest may begin, so many hours after the last turn or session at the spot.

    None where there was none. What a turn did is to fade before the next begins.
    """
    over = [one.ended_at for one in records if one.charged()]
    over += [rest.at for rest in experiment.rests]
    return max(over) + timedelta(hours=hours) if over else None
