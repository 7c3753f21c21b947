"""What the terminal can do, looked at by asking it: size, letters, colors, figures and mouse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from spotguide.errors import SpotguideError
from spotguide.views.doctor import Finding

if TYPE_CHECKING:
    from spotguide.environment import Environment

LEAST = (20, 3)  # columns and rows of the smallest screen

CLICKS = b"\x1b[?1006$p"  # are clicks reported in numbers, as we read them?
ANSWER = re.compile(rb"\x1b\[\?1006;(\d)\$y")
YES, NO = (b"1", b"2", b"3"), (b"0", b"4")
WIPE = b"\r\x1b[K"  # some terminals print a letter of a question that they do not know

SHOWN: Mapping[str, str] = {
    "picture": "Pictures, as the terminal has answered.",
    "blocks": "Blocks of color.",
    "half": "Half blocks of color.",
    "blocks256": "Blocks in 256 colors.",
    "accents": "Braille dots, with a few colors.",
    "braille": "Braille dots.",
    "words": "In words, since nothing is drawn here.",
    "off": "None, since they are turned off.",
}
"""How figures are shown, by the name of the mode."""


def terminal(env: Environment) -> Iterator[Finding]:
    """Look whether there is one, and at its size."""
    columns, rows = env.size()
    size = f"{columns} columns by {rows} rows"
    if not (env.stdin.isatty() and env.stdout.isatty()):
        yield Finding(
            "terminal", "limited",
            "Input or output is no terminal: a session talks in plain lines and reads lines.",
        )  # fmt: skip
    elif env.accessible or env.dumb:
        why = "ACCESSIBLE asks for them" if env.accessible else "TERM says it can do no more"
        yield Finding("terminal", "works", f"Plain lines, since {why}.")
    elif columns < LEAST[0] or rows < LEAST[1]:
        yield Finding(
            "terminal", "limited", f"Only {size}.",
            f"Make the window larger: {LEAST[0]} by {LEAST[1]} is the least.",
        )  # fmt: skip
    else:
        yield Finding("terminal", "works", f"{size}.")


def letters(env: Environment) -> Iterator[Finding]:
    """Look whether the output takes all letters."""
    encoding = env.stdout.encoding or "unknown"
    if encoding.lower().replace("-", "").startswith("utf"):
        yield Finding("letters", "works", f"{encoding}: half-blocks, arrows and accents.")
        return
    yield Finding(
        "letters", "limited", f"{encoding}: digits and pictures are drawn with plain letters.",
        "Set a UTF-8 locale, such as LANG=C.UTF-8, or PYTHONUTF8=1.",
    )  # fmt: skip


def colors(env: Environment) -> Iterator[Finding]:
    """Look whether color is shown, and why not."""
    if env.colorful(env.stdout.isatty() and not env.dumb):
        yield Finding("colors", "works", "They never carry a meaning alone.")
        return
    why = "NO_COLOR asks for none" if env.variables.get("NO_COLOR") else "this is plain output"
    yield Finding("colors", "works", f"None, since {why}; nothing is lost by it.")


def figures(env: Environment) -> Iterator[Finding]:
    """Look how figures are shown; the terminal is asked whether it shows pictures."""
    try:
        mode = env.look(env.stdout, pictures=True).mode
    except SpotguideError as error:
        yield Finding("figures", "missing", str(error), "No session begins before that is mended.")
        return
    yield Finding("figures", "works", SHOWN[mode])


def mouse(env: Environment) -> Iterator[Finding]:
    """Ask whether clicks are reported; not every terminal that does it can tell."""
    from spotguide.adapters.asking import ask

    if env.accessible or env.dumb or not (env.stdin.isatty() and env.stdout.isatty()):
        yield Finding("mouse", "works", "Not used: a session talks in plain lines here.")
        return
    found = ANSWER.search(ask(env.stdin, env.stdout, CLICKS + WIPE))
    if found and found[1] in YES:
        said = "Clicks are reported: left goes on, right eases, middle stops."
        yield Finding("mouse", "works", said)
    elif found:
        yield Finding(
            "mouse", "missing", "The terminal does not report clicks.",
            "Keys, a presentation clicker and spotguide ctl do the same.",
        )  # fmt: skip
    else:
        yield Finding(
            "mouse", "limited", "The terminal does not say whether it reports clicks.",
            "Try it in a session: a left click goes on.",
        )  # fmt: skip
