"""The engine. Its law:

1. Time comes in with the event; whole milliseconds inside, so that a fine and a coarse tick agree.
2. `step` walks every boundary up to the event, one by one, and then applies the event.
3. Stop wins over everything. No answer ever extends or deepens pressure.
4. Everything passes one door, `step`; what may happen in a phase stands in `table`.
"""

from __future__ import annotations

from dataclasses import replace

from spotguide.core.constants import AUTO, IDLE, WHY
from spotguide.core.cues import seconds_to_say
from spotguide.core.notes import Ended, Reason
from spotguide.core.plan.phases import FLOOR, Kind, Step, Timed
from spotguide.core.plan.plan import Plan
from spotguide.core.session import hold
from spotguide.core.session.answering import apply, silence
from spotguide.core.session.desk import enter_why
from spotguide.core.session.events import Effect, Event, Gap, Mute, Stop, Tick
from spotguide.core.session.flow import (
    after_release,
    end,
    enter,
    go_on,
    go_ready,
    pause,
)
from spotguide.core.session.progress import Progress, take_up
from spotguide.core.session.saying import cue
from spotguide.core.session.state import Session, Sounds, note, say

Stepped = tuple[Session, tuple[Effect, ...]]


def begin(
    plan: Plan, at: float, progress: Progress | None = None, sound: Sounds = "none"
) -> Stepped:
    """Begin a session now, or take up an earlier one at Settle, with what is left of its round.

    `sound` is what there is to hear, which Mute turns off and on.
    """
    phases = plan.phases if plan.more is None else plan.more(plan.answers)
    session = Session(
        plan=plan,
        zero=at,
        phases=phases,
        answers=plan.answers,
        charged=(0,) * len(plan.sides),
        sound=sound,
    )
    if progress is not None:
        return _done(take_up(session, progress))
    return _done(enter(session, 0) if phases else replace(session, over=True))


def step(session: Session, event: Event) -> Stepped:
    """Let time pass up to the event, then apply it. An `at` in the past counts as now."""
    if session.over:
        return session, ()
    if isinstance(event, Gap):
        return _done(_gap(session, event))
    session = _advance(session, max(session.now, round((event.at - session.zero) * 1000)))
    if session.over or isinstance(event, Tick):
        return _done(session)
    if not isinstance(event, Mute):  # it is no answer to anything
        session = replace(session, waited=0)
    return _done(_stop(session, event) if isinstance(event, Stop) else apply(session, event))


def _done(session: Session) -> Stepped:
    return replace(session, out=()), session.out


def _advance(session: Session, to: int) -> Session:
    """Walk the boundaries up to this moment."""
    while not session.over:
        soonest = next_boundary(session)
        if session.now + soonest > to:
            return _spend(session, to - session.now)
        session = _boundary(_spend(session, soonest))
    return session


def next_boundary(session: Session) -> int:
    """Return the milliseconds until something happens by itself."""
    if session.why:
        return max(0, WHY * 1000 - session.spent)
    if session.paused or session.reading:
        return session.idle_left
    if session.kind is Kind.HOLD:
        return hold.next_moment(session)
    if isinstance(session.phase, Timed):
        return _timed(session, session.phase)
    if not _unattended(session):
        return session.idle_left
    return max(0, _wait(session) - session.waited)


def _timed(session: Session, phase: Timed) -> int:
    full = phase.seconds * 1000
    if session.eager:
        full = min(full, session.plan.rules.min_rest * 1000)
    if session.spent >= full and _waits_for_me(session):
        return session.idle_left
    return max(0, full - session.spent)


def _waits_for_me(session: Session) -> bool:
    """Say whether this phase ends only by an answer: in Settle, Rest and Switch, if so wished."""
    between = session.kind in (Kind.SETTLE, Kind.REST, Kind.SWITCH)
    return between and session.plan.pace == "me" and not session.eager


def _unattended(session: Session) -> bool:
    """Say whether a waiting phase goes on by itself; a safety step does so only in rehearsal."""
    plan, phase = session.plan, session.phase
    if isinstance(phase, Step) and phase.stop_on_no:
        return plan.rehearsed
    return plan.hands_free or plan.rehearsed


def _wait(session: Session) -> int:
    """Return how long a waiting phase lasts by itself: its sentence and AUTO, in milliseconds."""
    sentence = 0.0 if session.plan.rehearsed else seconds_to_say(session.cue.say)  # type: ignore[union-attr]
    return round((sentence + AUTO) * 1000)


def _spend(session: Session, span: int) -> Session:
    """Let time pass; no boundary may lie inside the span."""
    if session.kind is Kind.HOLD:
        session = hold.spend(session, span)
    still = (session.reading or session.paused) and not session.why
    return replace(
        session,
        now=session.now + span,
        spent=session.spent if still else session.spent + span,
        waited=session.waited + span,
        paused_for=session.paused_for + span if session.paused else 0,
    )


def _boundary(session: Session) -> Session:
    """Carry out what is due at this moment."""
    if session.why:
        return replace(session, over=True)
    if session.kind is Kind.HOLD:
        return hold.moments(session)
    timed = isinstance(session.phase, Timed) and not (session.paused or session.reading)
    if timed and not (_waits_for_me(session) and session.idle_left == 0):
        return _time_over(session)
    if not timed and not session.paused and not session.reading and _unattended(session):
        return silence(session)
    return end(session, "interrupted")


def _time_over(session: Session) -> Session:
    """Go on from a phase of the floor whose time is over."""
    if _waits_for_me(session):
        return say(session, cue(session, "your-turn"))
    match session.kind:
        case Kind.READY | Kind.RAMP:
            return go_on(session)
        case Kind.RELEASE:
            return after_release(session)
        case _:
            return go_ready(session)


def _gap(session: Session, gap: Gap) -> Session:
    """Time was lost: credit nothing, charge what may have been pressed, and stand still."""
    lost = round(gap.lost * 1000)
    session = replace(session, zero=gap.at - session.now / 1000)
    if session.phase.kind not in FLOOR or session.why:
        return session
    if session.kind is Kind.HOLD:
        session = _charge_gap(session, lost)
    if lost >= IDLE * 1000:
        return end(session, "interrupted")
    return session if session.paused else pause(session, lost)


def _charge_gap(session: Session, lost: int) -> Session:
    side = session.timed.side
    span = min(lost, session.stretch_left, session.left_to_charge(side))
    turn = replace(session.turn, charged=session.turn.charged + span)
    turn = replace(turn, spent=turn.spent or span == session.stretch_left)
    session = replace(session, turn=turn, charged=hold.charge(session, side, span))
    return hold.note_seconds(session)


def _stop(session: Session, stop: Stop) -> Session:
    """Stop: off the pressure first, in words and on the screen; then what is to be written."""
    reason: Reason = "interrupted" if stop.how == "signal" else "stopped"
    if session.why:
        return replace(session, over=True)
    if session.phase.kind not in FLOOR or session.reason is not None:
        return end(session, reason)
    session = say(session, cue(session, "lift-off"))
    if session.turn.charged:
        session = hold.note_seconds(session)
    session = note(replace(session, reason=reason), Ended(reason))
    if stop.how != "key" or session.plan.rehearsed:
        return replace(session, over=True)
    return enter_why(session)
