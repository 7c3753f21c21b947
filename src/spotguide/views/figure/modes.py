"""Which kind of picture a terminal can show, and which one is shown there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Wish: TypeAlias = Literal["auto", "picture", "blocks", "braille", "words", "off"]
"""What a person asks for; `auto` leaves it to the terminal."""

Mode: TypeAlias = Literal[
    "picture", "blocks", "half", "blocks256", "accents", "braille", "words", "off"
]
"""What is shown. `half` is never chosen by itself: it is for fonts without quadrants."""


@dataclass(frozen=True)
class Terminal:
    """What is known of where the output goes.

    `colors` is how many it has; `answers` that it has answered a query for pictures, which no
    variable can tell; `wide` that ambiguous characters take two cells, as some East Asian locales
    have it.
    """

    interactive: bool = True
    dumb: bool = False
    utf8: bool = True
    accessible: bool = False
    no_color: bool = False
    truecolor: bool = False
    colors: int = 16
    answers: bool = False
    wide: bool = False


def choose_mode(wish: Wish, terminal: Terminal) -> Mode:
    """Return how figures are shown: the wish first, as far as the terminal can follow it.

    A grid is never sent to a screen reader, a pipe or a dumb terminal unasked: those get words.
    """
    if wish in ("off", "words"):
        return "off" if wish == "off" else "words"
    plain = not terminal.interactive or terminal.dumb or terminal.accessible
    if not terminal.utf8 or (wish == "auto" and plain):
        return "words"
    if wish == "braille" or terminal.no_color:
        return _dots(terminal)
    if wish != "blocks" and terminal.answers:
        return "picture"
    if terminal.wide and wish == "auto":
        return _dots(terminal)
    if terminal.truecolor:
        return "blocks"
    return "blocks256" if terminal.colors >= 256 else _dots(terminal)


def _dots(terminal: Terminal) -> Mode:
    return "accents" if terminal.colors >= 8 and not terminal.no_color else "braille"
