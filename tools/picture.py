"""Draw docs/picture.svg: the live screen in the middle of a hold, 80 columns by 24 rows.

Run it as `python tools/picture.py`. The session behind the picture is a real one, played on a
clock of its own; its plain lines stand beside it in the README.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone
from html import escape
from pathlib import Path

from rich.console import Console
from rich.segment import Segment
from rich.terminal_theme import MONOKAI
from rich.text import Text

from spotguide.adapters.files import read_data
from spotguide.core.catalog import Catalog
from spotguide.core.plan.intake import intake_of, without_asking
from spotguide.core.plan.making import make_plan
from spotguide.core.plan.wishes import Memory, Request, Wishes
from spotguide.core.session import Session, begin, step
from spotguide.core.session.events import Ok, Tick
from spotguide.views.session import About, frame
from spotguide.views.theme import THEME

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "picture.svg"
COLUMNS, ROWS = 80, 24
WIDE, HIGH, EDGE = 9, 18, 14  # pixels of a cell, and around the screen
GRAY = "#9a9a8c"
WISHES = Wishes(side="left", by="self", tool="tennis-ball", before="skip", cleared=True)
NOW = datetime(2026, 3, 2, 18, 0, tzinfo=timezone.utc)
PAGES = 40  # more than are read before the floor
AT = 49.0  # seconds: 33 to the first hold, and 16 in it, just after the first check-in

HALVES = {"█": (0.0, 1.0), "▀": (0.0, 0.5), "▄": (0.5, 0.5), "░": (0.3, 0.4)}
"""Characters drawn as blocks: where in the cell each begins, and how much of it is filled."""


def in_the_hold() -> Session:
    """Return a first session at spot 2 in its first hold, with the question of a check-in open."""
    catalog = Catalog(read_data)
    spot = next(spot for spot in catalog.spots if spot.number == 2)
    intake = intake_of(Request(spot, catalog, WISHES, Memory(), NOW))
    session, _ = begin(make_plan(intake, without_asking(intake)).plan, 0.0)
    for _ in range(PAGES):
        if not session.on_floor:
            session, _ = step(session, Ok(0.0))
    session, _ = step(session, Tick(AT))
    return session


def rows(session: Session) -> list[Text]:
    """Return the screen of this moment, row by row."""
    return list(frame(session, About("2 Thoracolumbar corner"), (COLUMNS, ROWS)).rows)


def svg(screen: list[Text]) -> str:
    """Return the rows as a drawing: text as text, blocks as rectangles without gaps."""
    console = Console(width=COLUMNS, theme=THEME, color_system="truecolor", force_terminal=True)
    drawn: list[str] = []
    for number, row in enumerate(screen):
        drawn.extend(_row(number, console.render(row, console.options.update(no_wrap=True))))
    wide, high = COLUMNS * WIDE + 2 * EDGE, ROWS * HIGH + 2 * EDGE
    paper = _hex(MONOKAI.background_color)
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" role="img"'
            " font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\""
            ' font-size="15" shape-rendering="crispEdges">',
            "<title>The screen of spotguide in a hold</title>",
            f'<rect width="{wide}" height="{high}" rx="8" fill="{paper}"/>',
            *drawn,
            "</svg>\n",
        )
    )


def _row(number: int, segments: Iterable[Segment]) -> list[str]:
    """Return the shapes of one row, each run of one kind as one shape."""
    shapes: list[str] = []
    column = 0
    for segment in segments:
        color = _color(segment)
        for run in _runs(segment.text.rstrip("\n")):
            if run.strip():
                shapes.append(_shape(run, column, number, color))
            column += len(run)
    return shapes


def _runs(text: str) -> list[str]:
    """Split a text into runs of one block character, and of all else."""
    runs: list[str] = []
    for letter in text:
        block = letter if letter in HALVES else ""
        last = runs[-1][-1] if runs and runs[-1][-1] in HALVES else ""
        if runs and block == last:
            runs[-1] += letter
        else:
            runs.append(letter)
    return runs


def _shape(run: str, column: int, row: int, color: str) -> str:
    x, y, wide = EDGE + column * WIDE, EDGE + row * HIGH, len(run) * WIDE
    if run[0] in HALVES:
        above, share = HALVES[run[0]]
        top, high = y + above * HIGH, share * HIGH
        return f'<rect x="{x}" y="{top:g}" width="{wide}" height="{high:g}" fill="{color}"/>'
    lead = len(run) - len(run.lstrip())
    said = run.strip()
    x, wide = x + lead * WIDE, len(said) * WIDE
    return (
        f'<text x="{x}" y="{y + HIGH - 5}" textLength="{wide}" fill="{color}">'
        f"{escape(said, quote=False)}</text>"
    )


def _color(segment: Segment) -> str:
    """Return the color of a segment; gray is lighter than the theme has it, to be read well."""
    color = segment.style.color if segment.style else None
    if color is None:
        return _hex(MONOKAI.foreground_color)
    return GRAY if color.name == "bright_black" else _hex(color.get_truecolor(MONOKAI))


def _hex(color: tuple[int, int, int]) -> str:
    """Return a color as a drawing has it."""
    return "#{:02x}{:02x}{:02x}".format(*color)


if __name__ == "__main__":
    PICTURE.write_text(svg(rows(in_the_hold())), encoding="utf-8", newline="\n")
