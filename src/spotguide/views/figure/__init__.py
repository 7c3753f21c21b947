"""Figures: a drawing as cells of a terminal, as a picture, or as words.

Pure: the facts and the text of a drawing come in, rows, bytes and sentences go out.
"""

from spotguide.views.figure.drawing import Drawing, draw, fitting, picture
from spotguide.views.figure.locator import locator
from spotguide.views.figure.modes import Mode, Terminal, Wish, choose_mode
from spotguide.views.figure.themed import Look, Shown
from spotguide.views.figure.words import lines

__all__ = [
    "Drawing", "Look", "Mode", "Shown", "Terminal", "Wish", "choose_mode", "draw", "fitting",
    "lines", "locator", "picture",
]  # fmt: skip
