"""What is said when a phase begins: a cue of the script, or the sentences of the data."""

from __future__ import annotations

from spotguide.core.cues import Cue, Script, read_out
from spotguide.core.plan.phases import (
    Advice,
    Agree,
    Choice,
    Confirm,
    Kind,
    Page,
    Rating,
    Reading,
    Step,
    Steps,
    Timed,
)
from spotguide.core.session.state import Session


def values(session: Session) -> dict[str, object]:
    """Return what a cue of the floor may name: side, round, window, seconds left of the hold."""
    timed, dose = session.timed, session.dose
    return {
        "side": session.plan.script.sides[dose.side],
        "round": timed.round + 1,
        "rounds": dose.rounds,
        "low": dose.low,
        "high": dose.high,
        "seconds": timed.seconds,
    }


def cue(session: Session, name: str, **more: object) -> Cue:
    """Return a cue of the script, filled in for this moment."""
    known = values(session) if isinstance(session.phase, Timed) else {}
    return session.plan.script.cue(name, **{**known, **more})


def opening(session: Session) -> tuple[Cue, ...]:
    """Return what is said as the phase at hand begins."""
    phase = session.phase
    match phase:
        case Timed():
            return _timed(session, phase)
        case Step():
            return (_step(session, phase),)
        case Steps():
            lines = tuple(_numbered([step.say for step in phase.steps]))
            return (read_out("steps", phase.heading, lines),)
        case Page():
            lines = tuple(_numbered([line.short for line in phase.lines]))
            return (read_out("screen", phase.heading, lines),)
        case Choice():
            lines = tuple(_numbered([_labelled(o.label, o.note) for o in phase.options]))
            return (read_out("choose", phase.heading, lines),)
        case Confirm():
            lines = tuple(_numbered([option.label for option in phase.options]))
            return (read_out("confirm", phase.heading, (phase.feels_like, *lines)),)
        case Rating():
            return (read_out("rate", phase.heading, ()),)
        case Advice() | Agree() | Reading():
            return (read_out(phase.kind.value, phase.heading, phase.lines),)


def _labelled(label: str, note: str) -> str:
    return f"{label}: {note}" if note else label


def _numbered(lines: list[str]) -> list[str]:
    return [f"{number}. {line}" for number, line in enumerate(lines, 1)]


def step_heading(script: Script, step: Step) -> str:
    """Return which step it is, and at which landmark where it has one."""
    name = "step-at" if step.landmark else "step"
    return script.text(name, number=step.number, total=step.total, text=step.landmark)


def _step(session: Session, step: Step) -> Cue:
    number = step_heading(session.plan.script, step)
    hint = step.hint if step.hinted else ""
    led = tuple(f"{one.number}. {one.say}" for one in step.before)
    said = tuple(text for text in (step.position, step.say, step.check, hint) if text)
    return Cue("step", " ".join((*led, *said)), (*led, number, *said))


def _timed(session: Session, phase: Timed) -> tuple[Cue, ...]:
    press = read_out("press-line", session.plan.press, ())
    match phase.kind:
        case Kind.SETTLE:
            return (cue(session, "settle"), cue(session, "floor-keys"))
        case Kind.READY if phase.round == 0 and not session.turn.resumes:
            return (cue(session, "ready"), press)
        case Kind.REST if session.plan.area:
            return (cue(session, "rest"), press)
        case Kind.HOLD:
            left = -(-(phase.seconds * 1000 - session.turn.held) // 1000)
            return (cue(session, "hold", seconds=left),)
        case _:
            return (cue(session, phase.kind.value),)
