"""The plain channel: append-only lines that a teletype could print and a screen reader can read.

No escape, no carriage return, no drawing, no line over 180 characters, no line twice in a row.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from spotguide.core.plan.phases import FLOOR, Kind
from spotguide.core.session.state import Session

LONGEST = 180


def lines(texts: Iterable[str], last: str = "") -> list[str]:
    """Return the texts as lines, each at most LONGEST characters and none like the one before."""
    found: list[str] = []
    for text in texts:
        for line in textwrap.wrap(text, LONGEST - 8, break_on_hyphens=False):
            before = found[-1] if found else last
            found.append(f"Again: {line}" if line == before else line)
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
