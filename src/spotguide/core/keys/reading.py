"""From keys to events, by the map of the moment. One read is one burst; a stop is all of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from spotguide.core.constants import ALONE, DEAF, ESC_WAIT, MASH, TEN_WAIT
from spotguide.core.keys.decoding import decode, flush
from spotguide.core.keys.maps import DESK, FLOOR, WORDS, flat
from spotguide.core.plan.phases import SAFETY, Choice, Kind, Page, Step
from spotguide.core.session.events import (
    Back,
    Choose,
    Ease,
    Event,
    Hint,
    Move,
    Mute,
    No,
    Ok,
    Pause,
    Rate,
    Resume,
    Stop,
)
from spotguide.core.session.state import Session

DESK_KEYS, FLOOR_KEYS = flat(DESK), flat(FLOOR)
NEVER = -1e9


@dataclass(frozen=True)
class Mode:
    """Which map holds, and what a number means: the line of a page, an option, or a rating.

    `moment` changes with every safety question and with the map; keys are dropped after it does.
    """

    floor: bool
    kind: Kind
    number: Literal["line", "option", "rating", ""] = ""
    most: int = 0
    asking: bool = False
    safety: bool = False
    moment: int = 0


def mode(session: Session) -> Mode:
    """Return how keys are to be read at this moment of the session."""
    phase, kind = session.phase, session.kind
    safe = kind in SAFETY or (kind is Kind.LOCATE and isinstance(phase, Step) and phase.stop_on_no)
    at_desk = kind in (Kind.WHY, Kind.PAUSED) or not session.on_floor
    moment = session.index + 2 if safe else 0 if at_desk and kind is not Kind.PAUSED else 1
    plain = Mode(not at_desk, kind, safety=safe, moment=-1 if kind is Kind.PAUSED else moment)
    match kind:
        case Kind.SCREEN if isinstance(phase, Page):
            return replace(plain, number="line", most=len(phase.lines))
        case Kind.CHOOSE if isinstance(phase, Choice):
            return replace(plain, number="option", most=len(phase.options))
        case Kind.CONFIRM:
            return replace(plain, number="option", most=3)
        case Kind.WHY:
            return replace(plain, number="option", most=len(session.plan.signs))
        case Kind.RATE:
            return replace(plain, number="rating", most=10)
        case _ if not at_desk:
            return replace(plain, number="rating", most=10, asking=session.asking)
        case _:
            return plain


@dataclass(frozen=True)
class Reader:
    """What was read and is not an event yet; times are real monotonic seconds.

    `pending` are bytes of a key that is not whole, `digit` a 1 that may become ten, `answer` a key
    on a safety page that has to stand alone, `presses` the latest keys, for the mash.
    """

    mode: Mode
    pending: bytes = b""
    pending_at: float = NEVER
    digit: str = ""
    digit_at: float = NEVER
    answer: str = ""
    answer_at: float = NEVER
    latest: tuple[str, float] = ("", NEVER)
    presses: tuple[tuple[float, str], ...] = ()
    deaf_until: float = NEVER


def face(reader: Reader, now: Mode, at: float) -> Reader:
    """Turn to the mode of the moment; after a safety question or a new map, be deaf for a while."""
    if now.moment == reader.mode.moment:
        return replace(reader, mode=now)
    return replace(reader, mode=now, digit="", answer="", presses=(), deaf_until=at + DEAF)


def due(reader: Reader) -> float | None:
    """Return when something that was read becomes an event by itself; None if nothing does."""
    waits = [
        reader.pending_at + ESC_WAIT if reader.pending else None,
        reader.digit_at + TEN_WAIT if reader.digit else None,
        reader.answer_at + ALONE if reader.answer else None,
    ]
    return min((wait for wait in waits if wait is not None), default=None)


def feed(reader: Reader, data: bytes, at: float) -> tuple[Reader, tuple[Event, ...]]:
    """Read one burst, or with no data what has become due; return the events, in order."""
    keys: tuple[str, ...] = ()
    if reader.pending and at >= reader.pending_at + ESC_WAIT:
        keys, reader = flush(reader.pending), replace(reader, pending=b"")
    more, rest = decode(reader.pending + data)
    pending_at = reader.pending_at if reader.pending and rest else at
    reader = replace(reader, pending=rest, pending_at=pending_at)
    return _read(reader, (*keys, *more), at)


def _read(reader: Reader, keys: tuple[str, ...], at: float) -> tuple[Reader, tuple[Event, ...]]:
    recent = tuple(press for press in reader.presses if press[0] > at - MASH)
    reader = replace(reader, presses=(*recent, *((at, key) for key in keys)))
    stop = _stop(reader, keys, at)
    if stop:
        return replace(reader, presses=(), digit="", answer=""), (stop,)
    if reader.mode.safety:
        return _alone(reader, keys, at)
    events: list[Event] = []
    if reader.digit and at >= reader.digit_at + TEN_WAIT:
        events.append(_number(reader, int(reader.digit), at))
        reader = replace(reader, digit="")
    if at < reader.deaf_until:
        return reader, tuple(events)
    for key in keys:
        reader, more = _key(reader, key, at)
        events.extend(more)
    return reader, tuple(events)


def _stop(reader: Reader, keys: tuple[str, ...], at: float) -> Stop | None:
    """Find a stop among the keys: one of the stop keys, or a mash of any."""
    table = FLOOR_KEYS if reader.mode.floor else DESK_KEYS
    named = [key for key in keys if table.get(key) is Stop]
    if named:
        return Stop(at, "interrupt" if named[0] == "ctrl-c" else "key")
    pressed = [key for _, key in reader.presses]
    many = len(pressed) if reader.mode.floor or reader.mode.kind is Kind.PAUSED else len({*pressed})
    return Stop(at) if keys and many >= 4 else None


def _alone(reader: Reader, keys: tuple[str, ...], at: float) -> tuple[Reader, tuple[Event, ...]]:
    """Read a safety question: only a key that stands alone answers, a held key just once."""
    events: tuple[Event, ...] = ()
    if reader.answer and at >= reader.answer_at + ALONE:
        events = _event(reader, reader.answer, at)
        reader = replace(reader, answer="")
    if not keys:
        return reader, events
    latest, latest_at = reader.latest
    held = keys[-1] == latest and at - latest_at <= ALONE
    takes = len(keys) == 1 and not reader.answer and not held and at >= reader.deaf_until
    reader = replace(reader, latest=(keys[-1], at), answer=keys[0] if takes else "", answer_at=at)
    return reader, events


def _key(reader: Reader, key: str, at: float) -> tuple[Reader, tuple[Event, ...]]:
    """Read one key, together with a digit that may stand before it."""
    now = reader.mode
    if now.number and len(key) == 1 and key in "0123456789":
        return _digit(reader, key, at)
    before: tuple[Event, ...] = ()
    if reader.digit:
        before = (_number(reader, int(reader.digit), at),)
        reader = replace(reader, digit="")
        if key == "enter":
            return reader, before
    return reader, (*before, *_event(reader, key, at))


def _digit(reader: Reader, key: str, at: float) -> tuple[Reader, tuple[Event, ...]]:
    most, before = reader.mode.most, reader.digit
    if before and int(before + key) <= most:
        return replace(reader, digit=""), (_number(reader, int(before + key), at),)
    events = (_number(reader, int(before), at),) if before else ()
    if key != "0" and int(key) * 10 <= most:
        return replace(reader, digit=key, digit_at=at), events
    return replace(reader, digit=""), (*events, _number(reader, int(key), at))


def _number(reader: Reader, number: int, at: float) -> Event:
    return Rate(at, number) if reader.mode.number == "rating" else Choose(at, (number,))


def _event(reader: Reader, key: str, at: float) -> tuple[Event, ...]:
    """Return what the key means, digits of a safety page included; nothing for an unknown one."""
    now = reader.mode
    if now.floor:
        return (_on_floor(now, key, at),)
    if now.number == "line" and len(key) == 1 and key in "123456789":
        return (Choose(at, (int(key),)),)
    if now.number == "line" and key == "n":
        return (Choose(at, ()),)
    if now.kind is Kind.PAUSED:
        return (_in_a_pause(key, at),)
    if now.kind is Kind.CHOOSE and key in ("up", "down"):
        return (Move(at, 1 if key == "down" else -1),)
    event = DESK_KEYS.get(key)
    return () if event is None else (_made(event, at),)


def _in_a_pause(key: str, at: float) -> Event:
    event = DESK_KEYS.get(key)
    if event is Mute:
        return Mute(at)
    return Resume(at) if key == "p" or event is Ok else Back(at)


def _on_floor(now: Mode, key: str, at: float) -> Event:
    event = FLOOR_KEYS.get(key, Ok)
    if event is Pause and key == "space" and now.asking:
        event = Ok
    if now.kind is Kind.SWITCH and key == "h":
        event = Hint
    return _made(event, at)


def _made(event: type[Event], at: float) -> Event:
    """Make an event that carries nothing but its time."""
    return event(at)  # type: ignore[call-arg]


def line(now: Mode, text: str, at: float) -> tuple[Event, ...]:
    """Read a whole line, where standard input is no terminal; an unknown one means nothing."""
    word = " ".join(text.lower().split())
    numbers = word.replace(",", " ").split()
    if numbers and now.number and all(n.isdecimal() and len(n) <= 3 for n in numbers):
        if now.number == "rating":
            return (Rate(at, int(numbers[0])),) if int(numbers[0]) <= now.most else ()
        return (Choose(at, tuple(map(int, numbers))),)
    event = WORDS.get(word)
    if event is None:
        return _event(Reader(now), word, at) if len(word) == 1 or word in DESK_KEYS else ()
    if now.number == "line" and event is No:
        return (Choose(at, ()),)
    if now.kind is Kind.PAUSED and event is Ok:
        event = Resume
    if now.floor and event in (No, Back):
        event = Ease
    return (_made(event, at),)
