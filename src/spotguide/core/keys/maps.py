"""The two key maps, as tables: the desk (reading, choosing, rating) and the floor.

The reader of keys runs them; the footer, the help and the README print them.
"""

from __future__ import annotations

from collections.abc import Mapping

from spotguide.core.session.events import (
    Back,
    Ease,
    Event,
    Hint,
    More,
    Mute,
    Next,
    No,
    Ok,
    Pause,
    Repeat,
    Stop,
    Yes,
)

DESK: Mapping[type[Event], tuple[str, ...]] = {
    Ok: ("enter", "space", "right", "page-down", "mouse-left"),
    Back: ("left", "b", "backspace", "page-up"),
    Yes: ("y",),
    No: ("n",),
    Hint: ("h", "?"),
    Repeat: ("r",),
    Mute: ("m",),
    Stop: ("q", "esc", "ctrl-c", "ctrl-d"),
}
"""Digits are the number of an option or a rating; up and down move the mark of a choice."""

FLOOR: Mapping[type[Event], tuple[str, ...]] = {
    Next: ("n",),
    Ease: ("down", "left", "-", "page-up", "mouse-right"),
    More: ("+", "="),
    Pause: ("space", "p", "b", "."),
    Repeat: ("r",),
    Mute: ("m",),
    Stop: ("q", "esc", "ctrl-c", "ctrl-d", "f5", "mouse-middle"),
}
"""Digits say how strong it is; any other key says that the person is fine."""


def flat(table: Mapping[type[Event], tuple[str, ...]]) -> Mapping[str, type[Event]]:
    """Return the event of each key."""
    return {key: event for event, keys in table.items() for key in keys}


WORDS: Mapping[str, type[Event]] = {
    "": Ok, "ok": Ok, "fine": Ok, "good": Ok, "go": Ok, "next": Next, "enough": Next,
    "back": Back, "ease": Ease, "less": Ease, "more": More, "pause": Pause, "repeat": Repeat,
    "mute": Mute, "hint": Hint, "help": Hint, "yes": Yes, "no": No, "none": No, "stop": Stop,
    "quit": Stop,
}  # fmt: skip
"""What a line says where standard input is no terminal; a single letter is that key."""
