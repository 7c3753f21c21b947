"""Phases: the parts of a plan, as plain data. What may happen in each is in `session.table`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal


class Kind(str, Enum):
    """The kind of a phase; `paused` and `why` are states that lie over one."""

    SCREEN = "screen"
    ADVICE = "advice"
    AGREE = "agree"
    CHOOSE = "choose"
    RATE = "rate"
    GATHER = "gather"
    LOCATE = "locate"
    CONFIRM = "confirm"
    SET_UP = "set-up"
    SETTLE = "settle"
    READY = "ready"
    RAMP = "ramp"
    HOLD = "hold"
    RELEASE = "release"
    REST = "rest"
    SWITCH = "switch"
    OFF = "off"
    AFTERCARE = "aftercare"
    PAUSED = "paused"
    WHY = "why"


FLOOR = frozenset(
    (Kind.SETTLE, Kind.READY, Kind.RAMP, Kind.HOLD, Kind.RELEASE, Kind.REST, Kind.SWITCH)
)
"""From Settle to the last Release: the keys of the floor hold here."""

SAFETY = frozenset((Kind.SCREEN, Kind.ADVICE, Kind.AGREE))
"""Questions that no key typed early, held down or meant for "go on" may answer."""


@dataclass(frozen=True)
class PageLine:
    """One line of a safety page: the id of its screen, its words, and why it is asked."""

    id: str
    short: str
    why: str


@dataclass(frozen=True)
class Page:
    """A safety page, answered by the numbers of the lines that apply, or by none."""

    heading: str
    lines: tuple[PageLine, ...]
    kind: Kind = Kind.SCREEN


@dataclass(frozen=True)
class Advice:
    """What follows from a line that applies; with `ends`, going on ends the session.

    With `recheck`, the answer was remembered, and the person may say that it has changed.
    """

    screen: str
    heading: str
    lines: tuple[str, ...]
    ends: bool
    recheck: bool = False
    kind: Kind = Kind.ADVICE


@dataclass(frozen=True)
class Agree:
    """Whether a professional who knows of it has agreed: a plain yes or no."""

    screen: str
    heading: str
    lines: tuple[str, ...]
    kind: Kind = Kind.AGREE


@dataclass(frozen=True)
class Option:
    """One thing to choose: the value of the answer, its words, and a word of advice."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Choice:
    """A choice by number; `marked` (from 0) is what "go on" takes; `more` is shown on a hint."""

    question: str
    heading: str
    options: tuple[Option, ...]
    marked: int = 0
    many: bool = False
    more: tuple[str, ...] = ()
    kind: Kind = Kind.CHOOSE


@dataclass(frozen=True)
class Rating:
    """The usual pain from 0 to 10, before or after; it may be left out."""

    when: Literal["before", "after"]
    heading: str
    kind: Kind = Kind.RATE


@dataclass(frozen=True)
class Reading:
    """Something to read, or to have read out, before going on."""

    kind: Kind
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """One step on the way to the spot, `number` of `total`; `position` begins a way.

    With `hinted`, the hint is given at once: the place was not found the first time. `before` are
    the steps of a known way that lead to this one and are shown with it.
    """

    say: str
    check: str
    hint: str
    landmark: str
    number: int
    total: int
    stop_on_no: bool = False
    position: str = ""
    hinted: bool = False
    before: tuple[Step, ...] = ()
    kind: Kind = Kind.LOCATE


@dataclass(frozen=True)
class Steps:
    """The steps of a known way as one list; a hint shows them one by one instead."""

    steps: tuple[Step, ...]
    heading: str
    kind: Kind = Kind.LOCATE


@dataclass(frozen=True)
class Confirm:
    """Whether the place has been found, asked with what it feels like there."""

    heading: str
    feels_like: str
    options: tuple[Option, ...]
    kind: Kind = Kind.CONFIRM


@dataclass(frozen=True)
class Timed:
    """A phase of the floor: its length in seconds, and which side and round (from 0)."""

    kind: Kind
    seconds: int
    side: int = 0
    round: int = 0


Phase = (
    Page | Advice | Agree | Choice | Rating | Reading | Step | Steps | Confirm | Timed
)  # fmt: skip
"""Any part of a plan."""
