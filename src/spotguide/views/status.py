"""A running session at a glance: plain values for other programs, and one line of a status bar."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping

from spotguide.core.plan.phases import Kind, Timed
from spotguide.core.session.state import Session
from spotguide.errors import WrongUsage, quotable
from spotguide.views.aloud import lasting

USUAL = "{phase} {left}"
SIDES = {"left": "Left side", "right": "Right side", "both": "Both sides", "middle": "The middle"}


def status(session: Session, title: str = "") -> dict[str, object]:
    """Return what the session is doing, under the keys of docs/events.md; times in seconds.

    Off the floor, and after a stop, there is no side, no round and no time; they are None then.
    """
    timed = session.phase if isinstance(session.phase, Timed) and not session.why else None
    left = _left(session, timed) if timed else None
    return {
        "title": title,
        "phase": session.kind.value,
        "word": _word(session),
        "side": session.dose.side if timed else None,
        "round": timed.round + 1 if timed else None,
        "rounds": session.dose.rounds if timed else None,
        "left": left,
        "total_left": _total(session, left) if left is not None else None,
        "held": session.held // 1000,
        "charged": sum(session.charged) // 1000,
        "asking": session.asking,
        "easing": session.easing,
        "paused": session.paused,
        "said": session.cue.lines[0] if session.cue and session.cue.lines else "",
        "sound": None if session.sound == "none" else session.sound,
        "ended": session.reason,
        "over": session.over,
    }


def _word(session: Session) -> str:
    """Return the block word of this moment, or the name of the phase where it has none."""
    name = "ease" if session.kind is Kind.HOLD and session.easing else session.kind.value
    cue = session.plan.script.cues.get(name)
    return (cue.block if cue and cue.block else session.kind.value).upper()


def _left(session: Session, timed: Timed) -> int:
    """Return the whole seconds that are left of the phase, begun ones included."""
    spent = session.turn.held if timed.kind is Kind.HOLD else session.spent
    return max(0, -(-(timed.seconds * 1000 - spent) // 1000))


def _total(session: Session, left: int) -> int:
    coming = session.phases[session.index + 1 :]
    return left + sum(phase.seconds for phase in coming if isinstance(phase, Timed))


def clock(seconds: object) -> str:
    """Return seconds as minutes and seconds; nothing where there are none."""
    return f"{seconds // 60}:{seconds % 60:02d}" if isinstance(seconds, int) else ""


def aloud(found: Mapping[str, object]) -> Iterator[str]:
    """Yield the same in sentences for the ear: what, how long, where, and what was said last."""
    word, left, total = str(found.get("word", "")), found.get("left"), found.get("total_left")
    until = f", {lasting(left)} left" if isinstance(left, int) else ""
    yield f"{word.capitalize()}{until}."
    if isinstance(total, int):
        side = SIDES.get(str(found.get("side")), "")
        yield f"{side}, round {found.get('round')} of {found.get('rounds')}."
        yield f"The session goes on for {lasting(total)}."
    if found.get("asking"):
        yield "A check-in is open."
    if found.get("said"):
        yield f"Said last: {found['said']}"


def line(found: Mapping[str, object], form: str = USUAL) -> str:
    """Return one line, with the keys of `status` in braces; raise WrongUsage for others.

    `left` and `total_left` are written as minutes and seconds, what there is not as nothing.
    """
    shown = {
        **{key: "" if value is None else str(value) for key, value in found.items()},
        **{key: clock(found.get(key)) for key in ("left", "total_left")},
        **{key: key if found.get(key) else "" for key in ("asking", "easing", "paused", "over")},
    }
    try:
        fields = [(name, spec, way) for _, name, spec, way in string.Formatter().parse(form)]
    except ValueError:
        raise WrongUsage(f"--format {quotable(form)}: a brace has no partner.") from None
    for name, spec, way in fields:
        if name is not None and (name not in shown or spec or way):
            known = ", ".join(f"{{{key}}}" for key in shown)
            raise WrongUsage(f"--format: there is no {{{quotable(name)}}}; there are {known}.")
    return " ".join(form.format(**shown).split())
