"""The styles by name. Color carries no meaning alone: every difference is also a word."""

from rich.theme import Theme

THEME = Theme(
    {
        "title": "bold",
        "heading": "bold cyan",
        "spot.number": "cyan",
        "spot.name": "bold",
        "muted": "bright_black",
        "key": "bold",
        "link": "underline",
        "basis": "magenta",
        "warning": "bold yellow",
        "danger": "bold red",
        "hint": "italic",
        "found": "bold yellow",
        "phase.ready": "bold bright_blue",
        "phase.press": "bold bright_green",
        "phase.ease": "bold bright_yellow",
        "phase.rest": "bold bright_cyan",
        "phase.switch": "bold bright_magenta",
        "phase.stop": "bold bright_red",
        "phase.done": "bold bright_white",
        "bar.done": "bright_green",
        "bar.left": "bright_black",
    },
    inherit=False,
)
