"""A drawing with the sheet that it is wanted in: theme, lit muscles, zones and mark of a spot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spotguide.core.catalog.drawings import STYLE, STYLE_END, VIEW_BOX
from spotguide.core.catalog.figures import Figure
from spotguide.core.catalog.kinds import Side
from spotguide.views.figure import sheet
from spotguide.views.figure.modes import Mode
from spotguide.views.figure.palettes import Theme, Tone, palette

WIDE = 52
"""Columns from which lines and stripes are finer, and the ring is open."""

Box = tuple[float, float, float, float]
"""Left, top, width and height, in units of a drawing."""

WHOLE: Box = (0, 0, sheet.UNITS, sheet.UNITS)


@dataclass(frozen=True)
class Shown:
    """What of a figure is shown: the mark of a spot on a side, muscles to light up, the frame.

    Without a spot all numbers of the overview are shown, and those in `marked` stand out. `lit`
    adds muscles to those of the spot, `letter` is the landmark that is looked for. Frame 0 has an
    open ring, frame 1 a filled one.
    """

    spot: int | None = None
    side: Side | None = None
    lit: tuple[str, ...] = ()
    marked: frozenset[int] = field(default_factory=frozenset)
    letter: str = ""
    frame: int = 0


@dataclass(frozen=True)
class Look:
    """How figures are drawn: as what, in which theme, with which tone of skin."""

    mode: Mode = "blocks"
    theme: Theme = "dark"
    tone: Tone = "tan"

    @property
    def dotted(self) -> bool:
        """Say whether it is drawn in braille."""
        return self.mode in ("braille", "accents")

    @property
    def worded(self) -> bool:
        """Say whether nothing is drawn."""
        return self.mode in ("words", "off")


def themed(svg: str, rules: str, box: Box = WHOLE) -> str:
    """Return a drawing with another sheet, cut to a box."""
    before, _, rest = svg.partition(STYLE)
    after = rest.partition(STYLE_END)[2]
    if box != WHOLE:
        before = before.replace(VIEW_BOX, 'viewBox="{:g} {:g} {:g} {:g}"'.format(*box))
    return f"{before}{STYLE}{rules}{STYLE_END}{after}"


def cell_rules(figure: Figure, shown: Shown, look: Look, columns: int) -> str:
    """Return the sheet for blocks; the mark is stamped on later, since a soft ring turns brown."""
    theme: Theme = "dark256" if look.mode == "blocks256" else look.theme
    colors, optical = palette(theme, look.tone), _optical(columns)
    lit = sheet.lit(_groups(figure, shown), colors, optical)
    return sheet.pixels(colors, optical) + lit + _zones(figure, shown)


def dot_rules(figure: Figure, shown: Shown, columns: int) -> str:
    """Return the sheet for braille, with the ring of the mark."""
    rules = sheet.dots(sheet.UNITS / (columns * 2)) + sheet.lit_dots(_groups(figure, shown))
    return rules + _zones(figure, shown) + _mark(shown)


def picture_rules(figure: Figure, shown: Shown, look: Look) -> str:
    """Return the sheet for a picture, with mark and letters; frame 1 fills the ring."""
    colors = palette(look.theme, look.tone)
    lit = sheet.lit(_groups(figure, shown), colors, "fine")
    rules = sheet.pixels(colors, "fine") + lit + _zones(figure, shown) + _mark(shown)
    if shown.frame:
        rules += f"\n.ring{{fill:{colors.ring}}}"
    labels = "#labels-overview" if shown.spot is None else "#labels"
    return rules + f"\n{labels}{{display:inline}}"


def _optical(columns: int) -> sheet.Optical:
    return "cell" if columns >= WIDE else "tiny"


def _groups(figure: Figure, shown: Shown) -> Iterable[str]:
    target = figure.target_of(shown.spot)
    muscles = {*shown.lit, *(target.muscles if target else ())}
    return [group for muscle in figure.muscle if muscle.id in muscles for group in muscle.lit]


def _zones(figure: Figure, shown: Shown) -> str:
    """Hide the zones that are about other spots."""
    kept = figure.avoided(shown.spot)
    hidden = [f"#{zone.id}" for zone in figure.avoid if zone not in kept]
    return f"\n{','.join(hidden)}{{display:none}}" if hidden else ""


def _mark(shown: Shown) -> str:
    return "" if shown.spot is None else f"\n#target-{shown.spot}-mark{{display:inline}}"
