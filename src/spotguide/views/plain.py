"""The plain channel: append-only lines that a teletype could print and a screen reader can read.

No escape, no carriage return, no drawing, no line over 180 characters, no line twice in a row.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from spotguide.core.plan.phases import FLOOR, Choice, Confirm, Kind, Page
from spotguide.core.session.events import Choose, Event, Next, No, Ok, Rate, Yes
from spotguide.core.session.state import Session
from spotguide.views.aloud import LONGEST

AGAIN = "Again: "
NONE = "None of these."


def lines(texts: Iterable[str], last: str = "", width: int = LONGEST) -> list[str]:
    """Return the texts as lines, at most `width` and LONGEST wide, none like the one before."""
    room = max(min(width, LONGEST) - len(AGAIN), len(AGAIN))
    found: list[str] = []
    for text in texts:
        for line in textwrap.wrap(text, room, break_on_hyphens=False):
            before = found[-1] if found else last
            found.append(f"{AGAIN}{line}" if line == before else line)
    return found


def beat(session: Session) -> str:
    """Return one line that tells how far this moment is; empty where nothing runs."""
    kind = session.kind
    if kind not in FLOOR:
        return ""
    timed = session.timed
    spent = session.turn.held if kind is Kind.HOLD else session.spent
    left = -(-(timed.seconds * 1000 - spent) // 1000)
    if left <= 0:
        return ""
    word = session.plan.script.cues[kind.value].block or kind.value
    return f"{word.capitalize()}: {left} seconds left."


def marked(session: Session, first: bool) -> str:
    """Return which option of a choice is marked, and of many whether it is on, or at first all.

    Empty where nothing is to be chosen.
    """
    choice = session.phase
    if session.kind is not Kind.CHOOSE or not isinstance(choice, Choice):
        return ""
    if choice.many and first:
        return _picked(session, _offered(session))
    state = (": on" if session.marked in session.picked else ": off") if choice.many else ""
    label = choice.options[session.marked].label.rstrip(".")
    return f"{'' if choice.many else 'Marked: '}{session.marked + 1}. {label}{state}."


def taken(session: Session, event: Event) -> str:
    """Return what an event answers at this moment, in words; empty where it answers nothing."""
    kind, labels = session.kind, _offered(session)
    if session.over or session.reading:
        return ""
    match event:
        case Rate() if kind in (Kind.RATE, Kind.RAMP, Kind.HOLD):
            return f"{event.value} of 10."
        case Ok() | Next() if kind is Kind.RATE:
            return "No number."
        case Choose() if labels and not _many(session):
            return _named(event.numbers, labels)
        case Ok() | Yes() | Next() | No() if labels:
            return _gone_on(session, event, labels)
        case _:
            return ""


def _offered(session: Session) -> tuple[str, ...]:
    """Return what the numbers stand for at this moment, from 1; nothing where they do not."""
    phase = session.phase
    if session.kind is Kind.WHY:
        return tuple(sign.label for sign in session.plan.signs)
    if isinstance(phase, Page):
        return tuple(line.short for line in phase.lines)
    if isinstance(phase, Choice | Confirm):
        return tuple(option.label for option in phase.options)
    return ()


def _many(session: Session) -> bool:
    return isinstance(session.phase, Choice) and session.phase.many


def _gone_on(session: Session, event: Event, labels: tuple[str, ...]) -> str:
    """Return what "go on" takes: the marked one, those that are on, or none."""
    if session.kind is Kind.WHY:
        return NONE if isinstance(event, Ok | No) else ""
    if isinstance(event, No) or session.kind is Kind.SCREEN:
        return ""
    if _many(session):
        return _picked(session, labels)
    if session.kind is Kind.CONFIRM:
        return "" if isinstance(event, Next) else _named((1,), labels)
    return _named((session.marked + 1,), labels)


def _named(numbers: tuple[int, ...], labels: tuple[str, ...]) -> str:
    """Return what the numbers stand for, each with its number; nothing is one of its own."""
    if not numbers:
        return NONE
    wrong = [number for number in numbers if not 1 <= number <= len(labels)]
    if wrong:
        return f"There is no {wrong[0]} here."
    return " ".join(f"{number}. {labels[number - 1].rstrip('.')}." for number in numbers)


def _picked(session: Session, labels: tuple[str, ...]) -> str:
    names = [labels[number].rstrip(".") for number in sorted(session.picked)]
    return f"On: {', '.join(names)}." if names else "None is on."
