"""The hold: its two meters, its moments in their order, and the coach who listens.

No answer ever lengthens a hold or deepens the pressure: every path from here leads to less.
"""

from __future__ import annotations

from dataclasses import replace

from spotguide.core.constants import ANSWER, EASES, LAST, NEAR
from spotguide.core.cues import read_out
from spotguide.core.notes import Answered, Eased, Held, Rated
from spotguide.core.plan.phases import Kind
from spotguide.core.session.events import Ring
from spotguide.core.session.flow import enter, first, go_release
from spotguide.core.session.marks import Mark, marks
from spotguide.core.session.saying import cue
from spotguide.core.session.state import Session, heard, note, ring, say


def hold_marks(session: Session) -> tuple[Mark, ...]:
    """Return the marks of the hold at hand."""
    return marks(session.dose.hold, session.plan.rules.check_in)


def next_moment(session: Session) -> int:
    """Return the milliseconds until something happens by itself, or a second is full."""
    turn, rules = session.turn, session.plan.rules
    soonest = [session.stretch_left, session.left_to_charge(session.timed.side)]
    if session.easing:
        soonest += [rules.ease * 1000 - turn.easing, 1000 - turn.charged % 1000]
    else:
        soonest += [session.dose.hold * 1000 - turn.held, 1000 - turn.held % 1000]
        pending = hold_marks(session)[turn.marked :]
        soonest += [mark.at - turn.held for mark in pending[:1]]
    if session.asking:
        soonest.append(ANSWER * 1000 - turn.asked)
    return max(0, min(soonest))


def spend(session: Session, span: int) -> Session:
    """Let so many milliseconds of pressure pass; no boundary may lie inside them."""
    turn, side = session.turn, session.timed.side
    turn = replace(
        turn,
        held=turn.held if session.easing else turn.held + span,
        charged=turn.charged + span,
        stretch=turn.stretch + span,
        easing=turn.easing + span if session.easing else -1,
        asked=turn.asked + span if session.asking else -1,
    )
    return replace(session, turn=turn, charged=charge(session, side, span))


def charge(session: Session, side: int, span: int) -> tuple[int, ...]:
    """Return the charged milliseconds of all sides, with so many more on this one."""
    return tuple(
        charged + span if number == side else charged
        for number, charged in enumerate(session.charged)
    )


def moments(session: Session) -> Session:
    """Carry out what is due now: the hold full, a ceiling, easing, a check-in, other cues."""
    turn, rules = session.turn, session.plan.rules
    running = turn.charged if session.easing else turn.held
    if running and running % 1000 == 0:
        session = note_seconds(session)
    if turn.held >= session.dose.hold * 1000:
        return go_release(session, "full")
    if not session.left_to_charge(session.timed.side):
        return go_release(say(session, cue(session, "minutes-full")), "minutes")
    if not session.stretch_left:
        return go_release(say(session, cue(session, "stretch-full")), "stretch")
    if turn.easing >= rules.ease * 1000:
        return _unsettled(session)
    if turn.asked >= ANSWER * 1000:
        return _unanswered(session)
    return _mark(session)


def note_seconds(session: Session) -> Session:
    """Note the meters as they stand."""
    timed, turn = session.timed, session.turn
    return note(session, Held(timed.side, timed.round, turn.held, turn.charged))


def _unsettled(session: Session) -> Session:
    return go_release(say(session, cue(session, "unsettled")), "unsettled")


def _unanswered(session: Session) -> Session:
    session = note(session, Answered(False))
    session = replace(session, turn=replace(session.turn, asked=-1))
    if session.plan.gentle:
        return go_release(say(session, cue(session, "unanswered-gentle")), "unanswered")
    return say(session, cue(session, "unanswered"))


def _mark(session: Session) -> Session:
    """Say what is due at this moment of the hold, unless it has been answered already."""
    turn = session.turn
    pending = hold_marks(session)[turn.marked :]
    if session.easing or not pending or pending[0].at > turn.held:
        return session
    mark = pending[0]
    session = replace(session, turn=replace(turn, marked=turn.marked + 1))
    if mark.what in ("check-in", "halfway-check-in"):
        if session.now - turn.answered_at > NEAR * 1000:
            session = replace(session, turn=replace(session.turn, asked=0))
            return say(session, cue(session, mark.what))
        return say(session, cue(session, "halfway")) if mark.what != "check-in" else session
    if session.now - session.said_at < NEAR * 1000:
        return session
    return say(session, cue(session, mark.what))


def answered(session: Session) -> Session:
    """Take any word of the person as the answer to an open check-in, or to one that is near."""
    if session.asking:
        session = note(session, Answered(True))
    turn = replace(session.turn, asked=-1, answered_at=session.now)
    return heard(replace(session, turn=turn))


def fine(session: Session) -> Session:
    """The person is fine: easing is over, and the hold goes on."""
    session = answered(session)
    return _settled(session) if session.easing else session


def _settled(session: Session) -> Session:
    session = note_seconds(replace(session, turn=replace(session.turn, easing=-1)))
    return say(session, cue(session, "settled"))


def ease(session: Session) -> Session:
    """Begin to ease off; for the EASES-th time in one hold, lift off."""
    session = _pressing(answered(session))
    if session.easing:
        return say(session, cue(session, "ease"))
    timed, turn = session.timed, session.turn
    session = note(note_seconds(session), Eased(timed.side, timed.round))
    session = replace(session, turn=replace(turn, eases=turn.eases + 1, easing=0))
    if session.turn.eases >= EASES:
        return _unsettled(session)
    return ring(say(session, cue(session, "ease")), Ring("ease"))


def _pressing(session: Session) -> Session:
    """From a ramp go on to the hold, where easing has its place."""
    if session.timed.kind is Kind.HOLD:
        return session
    hold = first(session, Kind.HOLD)
    assert hold is not None
    return enter(session, hold, quiet=True)


def more(session: Session) -> Session:
    """Allow a little more pressure in words, where nothing speaks against it."""
    return _lean_in(answered(session))


def _lean_in(session: Session) -> Session:
    turn = session.turn
    late = session.dose.hold * 1000 - turn.held <= LAST * 1000
    if session.plan.gentle or turn.eases or late:
        return say(session, cue(session, "stay"))
    return say(session, cue(session, "lean-in"))


def strength(session: Session, value: int) -> Session:
    """Take a rating of the feeling, 0 to 10, and say what follows from it."""
    turn, rules = session.turn, session.plan.rules
    session = note(answered(session), Rated("hold", value))
    begun = value if turn.first is None else turn.first
    highest = max(turn.highest, value)
    session = replace(session, turn=replace(session.turn, first=begun, highest=highest))
    too_much = value > session.dose.high or value - begun >= rules.climb
    if session.easing:
        if value > rules.max_intensity:
            return _unsettled(session)
        return say(session, cue(session, "ease")) if too_much else _settled(session)
    if too_much:
        return ease(session)
    return _coach(session, value)


def _coach(session: Session, value: int) -> Session:
    """Answer a rating that asks for no easing: faded, too little, or just right."""
    turn, rules = session.turn, session.plan.rules
    faded = turn.highest >= 2 and value * 100 <= turn.highest * rules.faded
    if faded and not (turn.faded or turn.eases or session.plan.gentle):
        session = replace(session, turn=replace(turn, faded=True))
        return say(session, read_out("faded", session.plan.ease_rule, ()))
    if value < session.dose.low:
        return _lean_in(session)
    return say(session, cue(session, "good"))
