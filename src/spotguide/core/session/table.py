"""What a person may do in each kind of phase, as one table.

The engine runs it, the footer and the list of keys print it, docs/session.md draws it. Stop,
Repeat and Mute are allowed everywhere and Pause on the floor; an event that a row does not name
does nothing at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto, unique

from spotguide.core.plan.phases import FLOOR, Kind
from spotguide.core.session.events import (
    Back,
    Choose,
    Ease,
    Event,
    Hint,
    More,
    Move,
    Mute,
    Next,
    No,
    Ok,
    Pause,
    Rate,
    Repeat,
    Resume,
    Stop,
    Yes,
)


@unique
class Act(Enum):
    """What an event does; `LABELS` has its word for people."""

    ON = auto()
    BACK = auto()
    LINES = auto()
    RECHECK = auto()
    AGREED = auto()
    NOT_AGREED = auto()
    MARKED = auto()
    PICK = auto()
    MOVE = auto()
    NUMBER = auto()
    NO_NUMBER = auto()
    HINT = auto()
    NOT_SO = auto()
    FOUND = auto()
    ACHE = auto()
    READY = auto()
    RESTED = auto()
    RELEASE = auto()
    LEAVE_OUT = auto()
    STEPS = auto()
    HEARD = auto()
    FINE = auto()
    EASE = auto()
    LEAN_IN = auto()
    STRENGTH = auto()
    AGAIN = auto()
    PAUSE = auto()
    RESUME = auto()
    SIGN = auto()
    NO_REASON = auto()
    REPEAT = auto()
    MUTE = auto()
    STOP = auto()


LABELS: Mapping[Act, str] = {
    Act.ON: "go on",
    Act.BACK: "back",
    Act.LINES: "these apply",
    Act.RECHECK: "that has changed",
    Act.AGREED: "yes",
    Act.NOT_AGREED: "no",
    Act.MARKED: "take the marked one",
    Act.PICK: "choose",
    Act.MOVE: "move the mark",
    Act.NUMBER: "the number",
    Act.NO_NUMBER: "no number",
    Act.HINT: "more about it",
    Act.NOT_SO: "no",
    Act.FOUND: "answer",
    Act.ACHE: "the ache is there",
    Act.READY: "ready",
    Act.RESTED: "go on",
    Act.RELEASE: "enough",
    Act.LEAVE_OUT: "leave this side out",
    Act.STEPS: "show the steps",
    Act.HEARD: "heard",
    Act.FINE: "fine",
    Act.EASE: "ease",
    Act.LEAN_IN: "more",
    Act.STRENGTH: "how strong",
    Act.AGAIN: "say it again",
    Act.PAUSE: "pause",
    Act.RESUME: "go on",
    Act.SIGN: "it was this one",
    Act.NO_REASON: "none of these",
    Act.REPEAT: "repeat",
    Act.MUTE: "mute",
    Act.STOP: "stop",
}
"""What the footer and the list of keys call an act."""

Row = Mapping[type[Event], Act]

_READING: Row = {
    Ok: Act.ON, Yes: Act.ON, Next: Act.ON, Back: Act.BACK, No: Act.BACK, Hint: Act.HINT,
}  # fmt: skip
_ANY = (Ok, Yes, Next, Ease, Back, No, More, Rate, Choose, Hint)
_HEARD: Row = dict.fromkeys(_ANY, Act.HEARD)

TABLE: Mapping[Kind, Row] = {
    Kind.SCREEN: {Choose: Act.LINES, Back: Act.BACK, Hint: Act.HINT},
    Kind.ADVICE: {Ok: Act.ON, Back: Act.BACK, No: Act.RECHECK, Hint: Act.HINT},
    Kind.AGREE: {Yes: Act.AGREED, No: Act.NOT_AGREED, Back: Act.BACK, Hint: Act.HINT},
    Kind.CHOOSE: {
        Ok: Act.MARKED, Yes: Act.MARKED, Next: Act.MARKED, Choose: Act.PICK, Move: Act.MOVE,
        Back: Act.BACK, No: Act.BACK, Hint: Act.HINT,
    },
    Kind.RATE: {
        Ok: Act.NO_NUMBER, Next: Act.NO_NUMBER, Rate: Act.NUMBER, Back: Act.BACK, No: Act.BACK,
    },
    Kind.GATHER: _READING,
    Kind.LOCATE: {**_READING, No: Act.NOT_SO},
    Kind.CONFIRM: {
        Ok: Act.ACHE, Yes: Act.ACHE, Choose: Act.FOUND, Back: Act.BACK, No: Act.BACK,
    },
    Kind.SET_UP: {**_READING, No: Act.NOT_SO},
    Kind.SETTLE: {**_HEARD, Ok: Act.READY, Yes: Act.READY, Next: Act.READY},
    Kind.READY: _HEARD,
    Kind.RAMP: {
        **_HEARD, Next: Act.RELEASE, Ease: Act.EASE, Back: Act.EASE, No: Act.EASE,
        Rate: Act.STRENGTH, More: Act.LEAN_IN,
    },
    Kind.HOLD: {
        Ok: Act.FINE, Yes: Act.FINE, Next: Act.RELEASE, Ease: Act.EASE, Back: Act.EASE,
        No: Act.EASE, Rate: Act.STRENGTH, More: Act.LEAN_IN, Choose: Act.HEARD, Hint: Act.HEARD,
    },
    Kind.RELEASE: _HEARD,
    Kind.REST: {**_HEARD, Ok: Act.RESTED, Yes: Act.RESTED, Next: Act.RESTED},
    Kind.SWITCH: {
        **_HEARD, Ok: Act.READY, Yes: Act.READY, Next: Act.READY, Ease: Act.LEAVE_OUT,
        Back: Act.LEAVE_OUT, No: Act.LEAVE_OUT, Hint: Act.STEPS,
    },
    Kind.OFF: _READING,
    Kind.AFTERCARE: _READING,
    Kind.PAUSED: {
        **dict.fromkeys(_ANY, Act.AGAIN), Ok: Act.RESUME, Yes: Act.RESUME, Resume: Act.RESUME,
    },
    Kind.WHY: {Choose: Act.SIGN, Ok: Act.NO_REASON, No: Act.NO_REASON},
}  # fmt: skip


def act(kind: Kind, event: type[Event]) -> Act | None:
    """Return what the event does in this kind of phase; None where it does nothing."""
    if event is Stop:
        return Act.STOP
    if event is Repeat:
        return Act.REPEAT
    if event is Mute:
        return Act.MUTE
    if event is Pause and kind in FLOOR:
        return Act.PAUSE
    return TABLE[kind].get(event)
