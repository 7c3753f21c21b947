"""What a person's event does, as the table says: each act is carried out here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from spotguide.core.cues import read_out
from spotguide.core.notes import Ended, Sign
from spotguide.core.plan.phases import Kind
from spotguide.core.session import desk, flow, hold
from spotguide.core.session.events import Choose, Event, Move, Rate, Ring, Say
from spotguide.core.session.saying import cue, opening
from spotguide.core.session.state import Session, Sounds, heard, note, ring, say
from spotguide.core.session.table import Act, act


def apply(session: Session, event: Event) -> Session:
    """Do what the event does at this moment; one that is not in the table changes nothing."""
    done = act(session.kind, type(event))
    if done is None:
        return session
    if session.reading and done not in (Act.REPEAT, Act.MUTE):
        return _close_steps(session)
    return ACTS[done](session, event)


def silence(session: Session) -> Session:
    """Go on by itself, where nobody is asked to answer: never a yes to a safety question."""
    taken = {
        Kind.SCREEN: Act.LINES,
        Kind.AGREE: Act.NOT_AGREED,
        Kind.CHOOSE: Act.MARKED,
        Kind.RATE: Act.NO_NUMBER,
        Kind.CONFIRM: Act.ACHE,
    }
    return ACTS[taken.get(session.kind, Act.ON)](session, Choose(0, ()))


def _numbers(event: Event) -> tuple[int, ...]:
    return event.numbers if isinstance(event, Choose) else ()


def _value(event: Event) -> int:
    return min(10, max(0, event.value)) if isinstance(event, Rate) else 0


def _repeat(session: Session, event: Event) -> Session:
    return say(session, session.cue) if session.cue else session


MUTED: Mapping[Sounds, tuple[Sounds, str]] = {
    "on": ("off", "sound-off"), "off": ("on", "sound-on"), "none": ("none", "sound-none"),
}  # fmt: skip
"""What the sound is after the key, by what it was, and the cue that says so."""


def _mute(session: Session, event: Event) -> Session:
    """Turn the sound off or on; what was said before stays on the screen, and for Repeat."""
    sound, name = MUTED[session.sound]
    told = cue(session, name)
    session = replace(session, sound=sound, heard_at=session.now, mark=told.say.rstrip("."))
    return ring(replace(session, out=(*session.out, Say(told))), Ring("tick"))


def _enough(session: Session, event: Event) -> Session:
    return flow.go_release(hold.answered(session), "enough")


def _rested(session: Session, event: Event) -> Session:
    """Go on from a rest, but not before blood and feeling are back."""
    if session.spent < session.plan.rules.min_rest * 1000:
        return heard(replace(session, eager=True))
    return flow.go_ready(session)


def _open_steps(session: Session, event: Event) -> Session:
    """Show the way to the other side; time waits until the person goes on."""
    steps = desk.way(session)
    if not steps:
        return heard(session)
    lines = tuple(f"{number}. {each.say}" for number, each in enumerate(steps, 1))
    heading = session.plan.script.text("steps")
    return say(replace(session, reading=True), read_out("steps", heading, lines))


def _close_steps(session: Session) -> Session:
    session = replace(session, reading=False)
    for each in opening(session):
        session = say(session, each)
    return session


def _sign(session: Session, event: Event) -> Session:
    """Take the answer to "was it one of these": a stop sign makes it the reason of the end."""
    signs = session.plan.signs
    numbers = _numbers(event)
    if not numbers:
        return replace(session, over=True)
    if not 1 <= numbers[0] <= len(signs):
        return heard(session)
    found = signs[numbers[0] - 1].value
    session = note(session, Sign(found), Ended("stop-sign"))
    said = dict(session.plan.sayings).get(found, "")
    session = say(session, read_out("sign", said, ())) if said else session
    return replace(session, reason="stop-sign", sign=found, over=True)


ACTS: Mapping[Act, Callable[[Session, Event], Session]] = {
    Act.ON: lambda session, event: desk.on(session),
    Act.BACK: lambda session, event: flow.go_back(session),
    Act.LINES: lambda session, event: desk.lines(session, _numbers(event)),
    Act.RECHECK: lambda session, event: desk.recheck(session),
    Act.AGREED: lambda session, event: desk.agreed(session, True),
    Act.NOT_AGREED: lambda session, event: desk.agreed(session, False),
    Act.MARKED: lambda session, event: desk.take(session),
    Act.PICK: lambda session, event: desk.pick(session, _numbers(event)),
    Act.MOVE: lambda session, event: desk.move(session, event.by if isinstance(event, Move) else 0),
    Act.NUMBER: lambda session, event: desk.number(session, _value(event)),
    Act.NO_NUMBER: lambda session, event: desk.number(session, None),
    Act.HINT: lambda session, event: desk.hint(session),
    Act.NOT_SO: lambda session, event: desk.not_so(session),
    Act.FOUND: lambda session, event: desk.found(session, _numbers(event)),
    Act.ACHE: lambda session, event: desk.found(session, (1,)),
    Act.READY: lambda session, event: flow.go_ready(session),
    Act.RESTED: _rested,
    Act.RELEASE: _enough,
    Act.LEAVE_OUT: lambda session, event: flow.leave_out(session),
    Act.STEPS: _open_steps,
    Act.HEARD: lambda session, event: heard(session),
    Act.FINE: lambda session, event: hold.fine(session),
    Act.EASE: lambda session, event: hold.ease(session),
    Act.LEAN_IN: lambda session, event: hold.more(session),
    Act.STRENGTH: lambda session, event: hold.strength(session, _value(event)),
    Act.AGAIN: lambda session, event: say(session, cue(session, "paused")),
    Act.PAUSE: lambda session, event: flow.pause(session),
    Act.RESUME: lambda session, event: flow.resume(session),
    Act.SIGN: _sign,
    Act.NO_REASON: lambda session, event: replace(session, over=True),
    Act.REPEAT: _repeat,
    Act.MUTE: _mute,
}
"""Each act of the table but Stop, which the engine keeps for itself."""
