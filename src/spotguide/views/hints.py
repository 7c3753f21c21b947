"""Which keys do what at this moment, from the table of phases and the two key maps."""

from __future__ import annotations

from spotguide.core.keys.maps import DESK, FLOOR
from spotguide.core.plan.phases import Choice, Kind
from spotguide.core.session.events import (
    Back,
    Choose,
    Ease,
    Event,
    Hint,
    More,
    Move,
    Next,
    No,
    Ok,
    Pause,
    Rate,
    Yes,
)
from spotguide.core.session.state import Session
from spotguide.core.session.table import LABELS, TABLE, Act

NAMES = {"enter": "Enter", "space": "Space", "esc": "Esc", "down": "↓", "left": "←", "?": "?"}
ASCII = {"↓": "Down", "←": "Left", "↑↓": "Up/Down"}
DESK_ORDER: tuple[type[Event], ...] = (Yes, Ok, Choose, Rate, No, Hint, Back, Move)
FLOOR_ORDER: tuple[type[Event], ...] = (Ok, Ease, Pause, Next, Rate, More, Hint)
SAME = {Act.HEARD, Act.AGAIN}


def hints(session: Session, ascii_only: bool = False) -> list[tuple[str, str]]:
    """Return the keys of this moment and their words, the most needed first; stop comes second."""
    found = _floor(session) if _on_floor(session) else _desk(session)
    found = [*found[:1], ("q", "stop"), *found[1:]]
    if ascii_only:
        return [(ASCII.get(key, key), word) for key, word in found]
    return found


def _on_floor(session: Session) -> bool:
    return session.on_floor and session.kind not in (Kind.PAUSED, Kind.WHY)


def _floor(session: Session) -> list[tuple[str, str]]:
    row = TABLE[session.kind]
    found = []
    for event in FLOOR_ORDER:
        act = Act.PAUSE if event is Pause else row.get(event)
        if event is Hint and session.kind is not Kind.SWITCH:
            continue
        if act is not None and act not in SAME:
            found.append((_floor_key(event), LABELS[act]))
    return found


def _floor_key(event: type[Event]) -> str:
    if event is Ok:
        return "any key"
    if event is Rate:
        return "0-9"
    return "h" if event is Hint else _name(FLOOR[event][0])


def _desk(session: Session) -> list[tuple[str, str]]:
    row = TABLE[session.kind]
    found: list[tuple[str, str]] = []
    for event in DESK_ORDER:
        act = row.get(event)
        if act is None or act in SAME or any(word == LABELS[act] for _, word in found):
            continue
        found.extend(hint for hint in _desk_keys(session, event, act) if hint not in found)
    return found


def _desk_keys(session: Session, event: type[Event], act: Act) -> list[tuple[str, str]]:
    phase = session.phase
    if act is Act.LINES:
        return [("n", "none of these"), ("1-9", "this applies")]
    if act is Act.PICK and isinstance(phase, Choice):
        word = "on or off" if phase.many else "choose"
        return [(f"1-{len(phase.options)}", word)]
    if act is Act.MARKED and isinstance(phase, Choice) and phase.many:
        return [("Enter", "go on")]
    if act is Act.MOVE:
        return [("↑↓", LABELS[act])]
    if act is Act.FOUND:
        return [("1-3", LABELS[act])]
    if act is Act.SIGN:
        return [("number", LABELS[act])]
    if event is Rate:
        return [("0-10", LABELS[act])]
    if event is Yes and row_same(session, Ok):
        return []
    if event is No and act is Act.BACK:
        return []
    return [(_name(DESK[event][0]), LABELS[act])] if event in DESK else []


def row_same(session: Session, event: type[Event]) -> bool:
    """Say whether a plain yes does what this event does, and so needs no key of its own."""
    row = TABLE[session.kind]
    return row.get(Yes) is row.get(event)


def _name(key: str) -> str:
    return NAMES.get(key, key)


def line_of_keys(session: Session) -> str:
    """Return the keys of this moment as one plain sentence."""
    said = ", ".join(f"{key} {word}" for key, word in hints(session, ascii_only=True))
    return f"Keys: {said}."
