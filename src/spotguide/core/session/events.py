"""Events: what has happened, each with the time it happened at; and effects, what to do about it.

`at` is in monotonic seconds. Time comes in with the event, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spotguide.core.cues import Cue
from spotguide.core.notes import Fact


@dataclass(frozen=True)
class Tick:
    """Nothing but the time."""

    at: float


@dataclass(frozen=True)
class Gap:
    """Time was lost: the computer slept or the process stood still for `lost` seconds."""

    at: float
    lost: float


@dataclass(frozen=True)
class Ok:
    """Fine, go on."""

    at: float


@dataclass(frozen=True)
class Next:
    """Enough of this, or: I am in place."""

    at: float


@dataclass(frozen=True)
class Back:
    """One back."""

    at: float


@dataclass(frozen=True)
class Repeat:
    """Say it again."""

    at: float


@dataclass(frozen=True)
class Mute:
    """Turn voice and earcons off, or on again; nothing else of the session changes."""

    at: float


@dataclass(frozen=True)
class Hint:
    """More about this: a hint, the reason of a question, the steps."""

    at: float


@dataclass(frozen=True)
class Yes:
    """A plain yes."""

    at: float


@dataclass(frozen=True)
class No:
    """A plain no."""

    at: float


@dataclass(frozen=True)
class Choose:
    """The options or lines that were named, from 1; none of them with an empty tuple."""

    at: float
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Move:
    """The mark in a choice moves by so many options."""

    at: float
    by: int


@dataclass(frozen=True)
class Rate:
    """How strong it is, 0 to 10."""

    at: float
    value: int


@dataclass(frozen=True)
class Ease:
    """Too much: less pressure."""

    at: float


@dataclass(frozen=True)
class More:
    """Too little: more pressure."""

    at: float


@dataclass(frozen=True)
class Pause:
    """Stand still, off the pressure."""

    at: float


@dataclass(frozen=True)
class Resume:
    """Go on after a pause."""

    at: float


@dataclass(frozen=True)
class Stop:
    """Stop: by a key, by Ctrl-C (leaves at once), or by a signal (interrupted)."""

    at: float
    how: Literal["key", "interrupt", "signal"] = "key"


Event = (
    Tick | Gap | Ok | Next | Back | Repeat | Mute | Hint | Yes | No | Choose | Move | Rate | Ease
    | More | Pause | Resume | Stop
)  # fmt: skip
"""Whatever can happen to a session."""


@dataclass(frozen=True)
class Say:
    """Say, show and write this cue."""

    cue: Cue


@dataclass(frozen=True)
class Ring:
    """Sound this earcon."""

    sound: Literal["press", "ease", "switch", "done", "tick"]


@dataclass(frozen=True)
class Note:
    """Write this fact to the journal now."""

    fact: Fact


Effect = Say | Ring | Note
"""What the outside has to do. The screen needs none: it is a function of the session."""
