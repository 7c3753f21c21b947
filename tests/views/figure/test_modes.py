"""Which picture a terminal gets: what was asked for, then what it can show."""

from __future__ import annotations

import pytest

from spotguide.views.figure import Mode, Terminal, Wish, choose_mode

MODERN = Terminal(truecolor=True, colors=1 << 24)
KITTY = Terminal(truecolor=True, colors=1 << 24, answers=True)

CASES: dict[str, tuple[Wish, Terminal, Mode]] = {
    "pipe": ("auto", Terminal(interactive=False, truecolor=True), "words"),
    "dumb": ("auto", Terminal(dumb=True), "words"),
    "latin-1": ("auto", Terminal(utf8=False, truecolor=True), "words"),
    "screen-reader": ("auto", Terminal(accessible=True, truecolor=True), "words"),
    "screen-reader-before-no-color": ("auto", Terminal(accessible=True, no_color=True), "words"),
    "no-color": ("auto", Terminal(no_color=True, truecolor=True, colors=1 << 24), "braille"),
    "no-color-before-pictures": ("auto", Terminal(no_color=True, answers=True), "braille"),
    "answers": ("auto", KITTY, "picture"),
    "truecolor": ("auto", MODERN, "blocks"),
    "256": ("auto", Terminal(colors=256), "blocks256"),
    "16": ("auto", Terminal(colors=16), "accents"),
    "8": ("auto", Terminal(colors=8), "accents"),
    "2": ("auto", Terminal(colors=2), "braille"),
    "wide": ("auto", Terminal(truecolor=True, wide=True), "accents"),
    "off-wins": ("off", KITTY, "off"),
    "words-win": ("words", KITTY, "words"),
    "blocks-instead-of-a-picture": ("blocks", KITTY, "blocks"),
    "blocks-for-the-wide": ("blocks", Terminal(truecolor=True, wide=True), "blocks"),
    "blocks-into-a-pipe": ("blocks", Terminal(interactive=False, truecolor=True), "blocks"),
    "blocks-of-256": ("blocks", Terminal(colors=256), "blocks256"),
    "blocks-without-colors": ("blocks", Terminal(colors=8), "accents"),
    "blocks-without-color": ("blocks", Terminal(no_color=True, truecolor=True), "braille"),
    "picture-without-an-answer": ("picture", MODERN, "blocks"),
    "picture": ("picture", KITTY, "picture"),
    "dots": ("braille", KITTY, "accents"),
    "dots-without-color": ("braille", Terminal(no_color=True), "braille"),
    "dots-for-a-screen-reader": ("braille", Terminal(accessible=True, colors=2), "braille"),
    "dots-in-latin-1": ("braille", Terminal(utf8=False), "words"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_terminal_gets_what_it_can_show(case: str) -> None:
    wish, terminal, mode = CASES[case]
    assert choose_mode(wish, terminal) == mode
