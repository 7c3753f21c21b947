"""Which keys do what at this moment, from the table of phases and the two key maps."""

from __future__ import annotations

from dataclasses import replace

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
    Mute,
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
ALOUD = {
    "Down": "Down arrow", "Left": "Left arrow", "Up/Down": "Up or Down arrow", "+": "plus",
    "Esc": "Escape", "number": "its number",
}  # fmt: skip
FIXED = {Act.MOVE: "↑↓", Act.FOUND: "1-3", Act.SIGN: "number"}
SAME = {Act.HEARD, Act.AGAIN}
UNMUTE = "sound on"


def hints(session: Session, ascii_only: bool = False) -> list[tuple[str, str]]:
    """Return the keys of this moment and their words, the most needed first; stop comes second.

    Where there is a sound to turn off that comes last; while it is off, it follows the stop.
    """
    found = _floor(session) if _on_floor(session) else _desk(session)
    stop, sound = ("q", "stop"), (FLOOR[Mute][0], LABELS[Act.MUTE])
    match session.sound:
        case "none":
            found = [*found[:1], stop, *found[1:]]
        case "on":
            found = [*found[:1], stop, *found[1:], sound]
        case "off":
            found = [*found[:1], stop, (sound[0], UNMUTE), *found[1:]]
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
        return [("n", "none of these"), (_numbers(phase), "this applies")]
    if act in FIXED:
        return [(FIXED[act], LABELS[act])]
    if isinstance(phase, Choice) and act in (Act.PICK, Act.MARKED, Act.HINT):
        return _choice_keys(phase, act)
    if event is Rate:
        return [("0-10", LABELS[act])]
    if (event is Yes and row_same(session, Ok)) or (event is No and act is Act.BACK):
        return []
    return [(_name(DESK[event][0]), LABELS[act])] if event in DESK else []


def _choice_keys(choice: Choice, act: Act) -> list[tuple[str, str]]:
    if act is Act.PICK:
        return [(_numbers(choice), "on or off" if choice.many else "choose")]
    if act is Act.HINT:
        return [("h", LABELS[act])] if choice.more else []
    return [("Enter", "go on" if choice.many else LABELS[act])]


def _numbers(phase: object) -> str:
    """Return the numbers that answer: as many as there are lines or options."""
    counted = phase.options if isinstance(phase, Choice) else getattr(phase, "lines", ())
    return f"1-{len(counted)}" if len(counted) > 1 else "1"


def row_same(session: Session, event: type[Event]) -> bool:
    """Say whether a plain yes does what this event does, and so needs no key of its own."""
    row = TABLE[session.kind]
    return row.get(Yes) is row.get(event)


def _name(key: str) -> str:
    return NAMES.get(key, key)


def line_of_keys(session: Session) -> str:
    """Return the keys of this moment as one plain sentence, the same whether sound is on or off."""
    if session.sound == "off":
        session = replace(session, sound="on")
    known = hints(session, ascii_only=True)
    return f"Keys: {'; '.join(f'{_aloud(key)}, {word}' for key, word in known)}."


def _aloud(key: str) -> str:
    """Return the name of a key that no reader of screens takes for something else."""
    return ALOUD.get(key, key.replace("-", " to ") if key[0].isdigit() else key)
