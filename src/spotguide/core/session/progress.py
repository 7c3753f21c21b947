"""Where an earlier session stood, and how it is taken up: with what is left, and never more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spotguide.core.constants import LEAST, RESUMES
from spotguide.core.notes import HoldEnd, HoldOver
from spotguide.core.plan.phases import Kind, Phase, Step, Timed
from spotguide.core.session.flow import enter, first
from spotguide.core.session.marks import marks
from spotguide.core.session.state import Session, Turn, note


@dataclass(frozen=True)
class Progress:
    """Where an earlier session stood: side and round from 0, milliseconds held and charged.

    `held` and `hold_charged` are those of the hold that was cut short, `ramps` is how often
    pressure began in its round, `eases` how often it was eased, and `felt` how strong it was said
    to be; `charged` are those of each side of the plan, that hold included. `holds` are the holds
    that are over, `over` the sides that are.
    """

    side: int
    round: int
    held: int
    hold_charged: int
    charged: tuple[int, ...]
    holds: tuple[HoldOver, ...] = ()
    ramps: int = 0
    over: frozenset[int] = frozenset()
    eases: int = 0
    felt: tuple[int, ...] = ()

    def left(self, doses: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Yield each side that has rounds left, with the first of them.

        `doses` are the hold in seconds and the rounds of each side.
        """
        for side, (hold, rounds) in enumerate(doses):
            turn = self.round + self.spent(hold) if side == self.side else 0
            if side >= self.side and side not in self.over and turn < rounds:
                yield side, turn

    def spent(self, hold: int) -> bool:
        """Say whether the round at hand is over, of a hold of so many seconds: LEAST or RESUMES."""
        return self.ramps > RESUMES or (self.ramps > 0 and hold * 1000 - self.held < LEAST * 1000)


def unsettled(holds: tuple[HoldOver, ...], side: int) -> int:
    """Return how many holds of a side were unsettled, in a row up to the last one."""
    count = 0
    for hold in reversed(holds):
        if hold.side != side or hold.how != "unsettled":
            break
        count += 1
    return count


def take_up(session: Session, progress: Progress) -> Session:
    """Go on with what is left: at Settle, or at a safety step before it, which is asked again.

    Other steps before Settle are there to be looked up. Where nothing is left, go to Off.
    """
    session = replace(session, charged=progress.charged, holds=progress.holds)
    if progress.hold_charged >= session.plan.rules.longest * 1000:  # a stretch may have been full
        progress = replace(progress, ramps=RESUMES + 1)
    doses = [(side.hold, side.rounds) for side in session.plan.sides]
    left = [at for at in progress.left(doses) if session.left_to_charge(at[0]) >= LEAST * 1000]
    at = left[0] if left else None
    if progress.ramps and at == (progress.side, progress.round):
        session = replace(session, turn=_turn(session, progress))
    elif progress.ramps:
        session = _close(session, progress)
    settle = first(session, Kind.SETTLE) or 0
    before, after = session.phases[:settle], tuple(_ahead(session.phases[settle:], at))
    session = replace(session, phases=(*before, *after))
    if at is None:
        return enter(session, settle)
    session = replace(session, unsettled=unsettled(session.holds, at[0]))
    safety = (n for n, each in enumerate(before) if isinstance(each, Step) and each.stop_on_no)
    return enter(session, next(safety, settle))


def _ahead(phases: Iterable[Phase], at: tuple[int, int] | None) -> Iterator[Phase]:
    """Yield Settle, for this side and round, and what comes from them on; None: no pressure."""
    for phase in phases:
        if not isinstance(phase, Timed):
            yield phase
        elif at is not None and phase.kind is Kind.SETTLE:
            yield replace(phase, side=at[0], round=at[1])
        elif at is not None:
            here = (phase.side, phase.round)
            between = phase.kind in (Kind.REST, Kind.SWITCH)
            if here > at if between else here >= at:
                yield phase


def _turn(session: Session, progress: Progress) -> Turn:
    """Return the hold that was cut short; this is one more time that it is taken up."""
    turn = Turn(
        held=progress.held,
        charged=progress.hold_charged,
        first=progress.felt[0] if progress.felt else None,
        highest=max(progress.felt, default=0),
        eases=progress.eases,
        resumes=progress.ramps,
    )
    planned = marks(session.plan.sides[progress.side].hold, session.plan.rules.check_in)
    return replace(turn, marked=sum(mark.at <= progress.held for mark in planned))


def _close(session: Session, progress: Progress) -> Session:
    """Note the end of a hold that is not taken up, and why."""
    side, held = progress.side, progress.held
    how: HoldEnd = "resumes"
    if held >= session.plan.sides[side].hold * 1000:
        how = "full"
    elif session.left_to_charge(side) < LEAST * 1000:
        how = "minutes"
    over = HoldOver(side, progress.round, held, progress.hold_charged, how)
    return replace(note(session, over), holds=(*session.holds, over))
