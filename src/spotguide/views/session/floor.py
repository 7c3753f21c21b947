"""The floor: the block word of the phase, digits that fill the window, two bars, one instruction.

Legible from the floor and exact in words: the same row says the phase, the seconds and the side.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.text import Text

from spotguide.core.plan.phases import Kind
from spotguide.core.session.state import Session
from spotguide.views.blocks import big, height, largest, width
from spotguide.views.session.lines import bar, centered, cut, wrapped

STYLES = {
    Kind.SETTLE: "phase.ready", Kind.READY: "phase.ready", Kind.RAMP: "phase.press",
    Kind.HOLD: "phase.press", Kind.RELEASE: "phase.ease", Kind.REST: "phase.rest",
    Kind.SWITCH: "phase.switch", Kind.PAUSED: "phase.ease", Kind.WHY: "phase.stop",
}  # fmt: skip


@dataclass(frozen=True)
class Now:
    """What the floor shows: the word, its style, whole seconds left (None: no clock runs)."""

    word: str
    style: str
    seconds: int | None
    done: float


def now(session: Session) -> Now:
    """Read the moment off the session."""
    timed, kind = session.timed, session.kind
    script = session.plan.script
    full = max(1, timed.seconds * 1000)
    spent = session.turn.held if timed.kind is Kind.HOLD else session.spent
    if kind is Kind.PAUSED:
        return Now(script.cues["paused"].block or "", STYLES[kind], None, spent / full)
    left = max(0, -(-(full - spent) // 1000))
    easing = kind is Kind.HOLD and session.easing
    word = script.cues["ease" if easing else kind.value].block
    style = "phase.ease" if easing else STYLES[kind]
    waits = kind is not Kind.HOLD and spent >= full
    return Now(word or "", style, None if waits else left, spent / full)


def body(session: Session, columns: int, rows: int, ascii_only: bool = False) -> list[Text]:
    """Return exactly so many rows, filled as far as the window allows."""
    moment = now(session)
    exact = _exact(session, moment, columns)
    said = session.cue.say if session.cue else ""
    if rows <= 2:
        return [cut(exact, columns, moment.style), cut(said, columns)][:rows]
    most = 1 if rows < 9 else 3  # a sentence is worth more than larger digits
    asking = "warning" if session.asking or session.easing else ""
    below = wrapped(said, columns, asking)[:most]
    if rows >= 12:
        below = [Text(), *below]
    bars = _bars(session, moment, columns, rows, ascii_only)
    room = rows - 1 - len(bars) - len(below)
    middle = _middle(moment, columns, room, ascii_only)
    pad = room - len(middle)
    filled = [*[Text()] * (pad // 2), *middle, *[Text()] * (pad - pad // 2)]
    return [cut(exact, columns, moment.style), *filled, *bars, *below][:rows]


def _exact(session: Session, moment: Now, columns: int) -> str:
    """Return the moment in plain words, as many as fit: what, how long, where, which round."""
    timed, dose = session.timed, session.dose
    left = "" if moment.seconds is None else f" {moment.seconds} s"
    side = session.plan.script.sides[dose.side]
    between = session.kind in (Kind.SETTLE, Kind.SWITCH)
    turn = "" if between else f", round {timed.round + 1} of {dose.rounds}"
    window = f", feel {dose.low} to {dose.high}" if session.kind in (Kind.RAMP, Kind.HOLD) else ""
    short = "" if between else f", {timed.round + 1}/{dose.rounds}"
    forms = (f", {side}{turn}{window}", f", {side}{short}{window}", f", {side}{short}", f", {side}")
    start = f"{moment.word}{left}"
    return next((start + form for form in forms if len(start + form) <= columns), start)


def _bars(session: Session, moment: Now, columns: int, rows: int, ascii_only: bool) -> list[Text]:
    """Return the bar of the phase and, with room, that of all pressure that is planned."""
    if rows < 5:
        return []
    phase = bar(moment.done, columns, ascii_only)
    if rows < 8:
        return [phase]
    planned = session.plan.planned
    told = f" {_clock(session.held // 1000)} of {_clock(planned)}"
    total = bar(session.held / 1000 / planned if planned else 1.0, columns - len(told), ascii_only)
    return [phase, total + Text(told)]


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def _middle(moment: Now, columns: int, room: int, ascii_only: bool) -> list[Text]:
    """Return the word and the digits, as big as they go: above each other or side by side."""
    digits = "" if moment.seconds is None else str(moment.seconds)
    beside = _beside(moment.word, digits, columns, room, ascii_only)
    above = _above(moment.word, digits, columns, room, ascii_only)
    word, number, side_by_side = max(above, beside)
    words = big(moment.word, word, ascii_only) if word else []
    numbers = big(digits, number, ascii_only) if number and digits else []
    if side_by_side and words and numbers:
        rows = [f"{left}   {right}" for left, right in _level(words, numbers)]
    else:
        gap = [""] if words and numbers and room > height(word) + height(number) else []
        rows = [*words, *gap, *numbers]
    return [centered(row, columns, moment.style) for row in rows]


Sizes = tuple[int, int, bool]


def _above(word: str, digits: str, columns: int, room: int, ascii_only: bool) -> Sizes:
    """Return the sizes of word and digits that fill the room best, one above the other."""
    best: Sizes = (0, largest(digits, columns, room, ascii_only) if digits else 0, False)
    for size in range(1, largest(word, columns, room, ascii_only) + 1):
        if ascii_only and size % 2:
            continue
        left = room - height(size) - 1
        number = largest(digits, columns, left, ascii_only) if digits else 0
        if digits and number < size:
            break
        best = max(best, (size, number, False), key=lambda sizes: sizes[0] + sizes[1])
    return best


def _beside(word: str, digits: str, columns: int, room: int, ascii_only: bool) -> Sizes:
    """Return the sizes with which both stand side by side, or nothing."""
    size = largest(word, columns, room, ascii_only)
    while size > 0 and digits:
        number = largest(digits, columns - width(word, size) - 3, room, ascii_only)
        if number >= size:
            return (size, number, True)
        size -= 1
    return (0, 0, True)


def _level(words: list[str], numbers: list[str]) -> list[tuple[str, str]]:
    """Return the rows of both, in the middle of each other."""
    rows = max(len(words), len(numbers))

    def middle(part: list[str]) -> list[str]:
        blank = " " * len(part[0])
        above = (rows - len(part)) // 2
        return [*[blank] * above, *part, *[blank] * (rows - len(part) - above)]

    return list(zip(middle(words), middle(numbers), strict=True))
