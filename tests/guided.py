"""Going through the pages of spot 2 in a real terminal, where all questions are answered."""

from __future__ import annotations

from contextlib import suppress

import ptys

PAGES = (
    *(f"Step {number}" for number in range(1, 6)),
    *("Is this what", "With care", "Stand with", "Place the", "Lean back until the wall holds it"),
    "SETTLE",
)


def to_the_floor(terminal: ptys.Terminal) -> None:
    """Go on from page to page until Settle."""
    terminal.wait_shown("What you need")
    for shown in PAGES:
        press(terminal, "\r", shown)


def press(terminal: ptys.Terminal, key: str, shown: str) -> None:
    """Press a key until this is shown: right after a new page, keys are not heard for a moment."""
    for _ in range(10):
        terminal.write(key)
        with suppress(AssertionError):
            terminal.wait_shown(shown, timeout=0.3)
            return
    terminal.wait_shown(shown)
