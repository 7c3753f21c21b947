"""Going from phase to phase: on, back, into a round, off the pressure, and to the end.

Each function takes a session and returns the next one; effects gather in `Session.out`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from spotguide.core.constants import LEAST, RESUMES, UNSETTLED
from spotguide.core.notes import (
    Began,
    Ended,
    HoldEnd,
    HoldOver,
    Paused,
    Reason,
    Resumed,
    SideOver,
    Sign,
)
from spotguide.core.plan.phases import FLOOR, Choice, Kind, Timed
from spotguide.core.session.events import Ring
from spotguide.core.session.saying import cue, opening
from spotguide.core.session.state import Session, Turn, note, ring, say

SOUNDS = {
    Kind.RAMP: Ring("press"),
    Kind.RELEASE: Ring("ease"),
    Kind.SWITCH: Ring("switch"),
    Kind.OFF: Ring("done"),
}


def enter(session: Session, index: int, quiet: bool = False) -> Session:
    """Begin the phase at this index, saying so unless quiet; after the last one, ask or end."""
    if index >= len(session.phases):
        return _past_the_end(session)
    phase = session.phases[index]
    session = replace(
        session,
        index=index,
        spent=0,
        waited=0,
        hint=0,
        marked=phase.marked if isinstance(phase, Choice) else 0,
        picked=frozenset(),
        eager=False,
        reading=False,
    )
    at = (phase.side, phase.round) if isinstance(phase, Timed) else ()
    session = note(session, Began(phase.kind.value, *at))
    if session.plan.more is not None:
        session = replace(session, asked_at=(*session.asked_at[:index], len(session.answers)))
    if phase.kind is Kind.OFF and session.reason is None:
        session = note(replace(session, reason="finished"), Ended("finished"))
    for each in () if quiet else opening(session):
        session = say(session, each)
    return ring(session, SOUNDS[phase.kind]) if phase.kind in SOUNDS else session


def _past_the_end(session: Session) -> Session:
    if session.plan.more is None:
        return replace(session, over=True)
    return ask_on(session)


def ask_on(session: Session) -> Session:
    """Ask what is still open, given the answers; with nothing open the questions are over."""
    assert session.plan.more is not None
    more = session.plan.more(session.answers)
    done = session.phases[: session.index + 1]
    session = replace(session, phases=done + more)
    return enter(session, len(done)) if more else replace(session, over=True)


def go_on(session: Session) -> Session:
    """Go to the next phase."""
    return enter(session, session.index + 1)


def go_back(session: Session) -> Session:
    """Go to the phase before, which is asked anew; never before the first, nor onto the floor."""
    index = max(0, session.index - 1)
    if session.phases[index].kind in FLOOR:
        index = session.index
    if session.plan.more is not None:
        session = replace(session, answers=session.answers[: session.asked_at[index]])
    return enter(session, index)


def first(session: Session, kind: Kind, side: int | None = None) -> int | None:
    """Return the index of the next phase of a kind, at or after this one; None if there is none."""
    for index in range(session.index, len(session.phases)):
        phase = session.phases[index]
        if phase.kind is kind and (side is None or getattr(phase, "side", None) == side):
            return index
    return None


def go_ready(session: Session) -> Session:
    """Go to Ready of the coming round: with a fresh hold, or one taken up where it was left."""
    ready = first(session, Kind.READY)
    assert ready is not None
    turn = session.turn if session.timed.kind is Kind.SETTLE else Turn()
    return enter(replace(session, turn=turn), ready)


def go_release(session: Session, how: HoldEnd) -> Session:
    """Lift off: the hold is over, and with it perhaps the side."""
    timed, turn = session.timed, session.turn
    over = HoldOver(timed.side, timed.round, turn.held, turn.charged, how)
    unsettled = session.unsettled + 1 if how == "unsettled" else 0
    session = note(replace(session, unsettled=unsettled), over)
    session = replace(session, holds=(*session.holds, over), turn=Turn())
    if how == "minutes" or session.left_to_charge(timed.side) < LEAST * 1000:
        session = end_side(session, "minutes")
    elif unsettled >= UNSETTLED:
        session = end_side(session, "unsettled")
    release = first(session, Kind.RELEASE)
    assert release is not None
    return enter(session, release)


def end_side(session: Session, why: Literal["unsettled", "minutes"]) -> Session:
    """Note that this side has ended before its time, if there was more to come."""
    timed = session.timed
    if session.side_over or (timed.round + 1 >= session.dose.rounds and why == "minutes"):
        return replace(session, side_over=True)
    return note(replace(session, side_over=True), SideOver(timed.side, why))


def after_release(session: Session) -> Session:
    """Go on to the rest, to the other side, or off the pressure for good."""
    timed = session.timed
    if session.side_over or timed.round + 1 >= session.dose.rounds:
        return next_side(session)
    return go_on(session)


def next_side(session: Session) -> Session:
    """Go to the next side that may still be pressed; after the last one, off."""
    over = session.side_over
    session = replace(session, side_over=False, unsettled=0)
    for side in range(session.timed.side + 1, len(session.plan.sides)):
        switch = first(session, Kind.SWITCH, side)
        if switch is not None and session.left_to_charge(side) >= LEAST * 1000:
            return enter(_explain(session, over), switch)
    off = first(session, Kind.OFF)
    session = _explain(session, over)
    return enter(session, len(session.phases) if off is None else off)


def _explain(session: Session, over: bool) -> Session:
    """Say that the side is over where that comes as a surprise."""
    early = over and session.timed.round + 1 < session.dose.rounds
    return say(session, cue(session, "side-over")) if early else session


def leave_out(session: Session) -> Session:
    """Leave out the side that was to come."""
    session = note(session, SideOver(session.timed.side, "left-out"))
    return next_side(session)


def pause(session: Session, lost: int = 0) -> Session:
    """Stand still, off the pressure; the stretch has ended, and with it any question."""
    turn = replace(session.turn, stretch=0, asked=-1, easing=-1)
    session = note(replace(session, turn=turn, paused=True, paused_for=0), Paused(lost))
    if lost:
        return say(session, cue(session, "gap", seconds=round(lost / 1000)))
    return say(session, cue(session, "paused"))


def resume(session: Session) -> Session:
    """Go on after a pause; pressure begins anew with a count-in and a fresh ramp."""
    session = replace(note(session, Resumed(session.paused_for)), paused=False)
    timed, turn = session.timed, session.turn
    if timed.kind in (Kind.RAMP, Kind.HOLD):
        left = session.dose.hold * 1000 - turn.held
        if session.left_to_charge(timed.side) < LEAST * 1000:
            return go_release(session, "minutes")
        if turn.spent:
            return go_release(session, "stretch")
        if left < LEAST * 1000 or turn.resumes >= RESUMES:
            return go_release(session, "resumes")
        session = replace(session, turn=replace(turn, resumes=turn.resumes + 1))
        return enter(session, session.index - (1 if timed.kind is Kind.RAMP else 2))
    if timed.kind is Kind.READY:
        return enter(session, session.index)
    return say(session, cue(session, "resumed"))


def end(session: Session, reason: Reason, sign: str = "") -> Session:
    """End the session for this reason; what was finished before stays finished."""
    if session.reason == "finished":
        return replace(session, over=True)
    facts = (Sign(sign), Ended(reason)) if sign else (Ended(reason),)
    return note(replace(session, reason=reason, sign=sign, over=True), *facts)
