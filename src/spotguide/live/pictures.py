"""The figure beside a session: drawn when it is first needed, kept while nothing changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from rich.text import Text

from spotguide.core.plan.phases import FLOOR, Kind, Step
from spotguide.views.figure import Drawing, Look, Shown, draw, fitting, picture
from spotguide.views.figure.kitty import removed, shown

if TYPE_CHECKING:
    from spotguide.core.catalog import Catalog
    from spotguide.core.catalog.figures import Figure
    from spotguide.core.catalog.kinds import Side
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.session import Session

PLACES = frozenset((Kind.LOCATE, Kind.CONFIRM, Kind.SET_UP))
"""Where one looks for the place: here the figure is as large as the words leave room for."""

WORDS = 34  # columns that the words keep beside a figure
LEAST, MOST = 36, 60  # columns of a figure while one looks for the place
SMALL = (40, 20)  # columns and rows of the figure on the floor
FLOOR_ROOM = (100, 28)  # columns and rows of a window in which there is room for it
TOP = 2  # rows of the screen above a figure
PIXELS = 10  # of a picture, for each of its columns
OPEN, FILLED = 0.9, 0.3  # seconds of the two frames of the pulse


Key: TypeAlias = "tuple[tuple[int, int], Side | None, str, int]"
"""Columns and rows, side, letter and frame of a drawing."""


@dataclass
class Pictures:
    """The figure of one spot, for one session; `still` leaves the pulse out."""

    catalog: Catalog
    spot: Spot
    look: Look
    still: bool = False
    _kept: dict[Key, Drawing] = field(default_factory=dict, repr=False)
    _laid: dict[Key, str] = field(default_factory=dict, repr=False)

    def beside(self, session: Session, size: tuple[int, int], seconds: float) -> Drawing | None:
        """Return what is to stand beside this moment in such a window, None where nothing is."""
        wanted = self._size(session, size)
        if not wanted[0]:
            return None
        key = (wanted, self._side(session), self._letter(session), self._frame(session, seconds))
        if key not in self._kept:
            self._kept[key] = draw(*self._drawn(*key[1:]), self.look, key[0])
        return self._kept[key]

    @property
    def pictured(self) -> bool:
        """Say whether the terminal shows pictures, so that rows are blank and laid over."""
        return self.look.mode == "picture"

    def laid(self, drawing: Drawing | None) -> str:
        """Return what lays the picture of a drawing over its rows; for None, takes it away."""
        key = next((key for key, kept in self._kept.items() if kept is drawing), None)
        if key is None:
            return removed()
        if key not in self._laid:
            (columns, rows), *_ = key
            png = picture(*self._drawn(*key[1:]), self.look, columns * PIXELS)
            self._laid[key] = f"\x1b[{TOP + 1};1H{shown(png, columns, rows)}"
        return self._laid[key]

    def _drawn(self, side: Side | None, letter: str, frame: int) -> tuple[Figure, str, Shown]:
        """Return the figure, its drawing, and what of it is shown."""
        name = self.spot.figure
        wanted = Shown(self.spot.number, side, letter=letter, frame=frame)
        return self.catalog.figures[name], self.catalog.figure_svg(name), wanted

    def legend(self, session: Session, drawing: Drawing) -> tuple[Text, ...]:
        """Return the letters of a figure with their words, and what to keep off, a line each."""
        lit = self._letter(session)
        lines = (
            Text(f"{letter} {words}", "key" if letter == lit else "muted")
            for letter, words in drawing.legend
        )
        return (*lines, *(Text(f"Keep off: {name}", "warning") for name, _ in drawing.keep_off))

    def due(self, session: Session, size: tuple[int, int], seconds: float) -> float | None:
        """Return in how many seconds the pulse goes on, None where nothing moves."""
        if self.still or session.kind not in PLACES or not self._size(session, size)[0]:
            return None
        into = seconds % (OPEN + FILLED)
        return OPEN - into if into < OPEN else OPEN + FILLED - into

    def _size(self, session: Session, size: tuple[int, int]) -> tuple[int, int]:
        """Return the columns and rows of the figure at this moment, (0, 0) for none."""
        columns, rows = size
        if self.look.worded or session.why or session.reading:
            return (0, 0)
        if session.kind in FLOOR:
            return SMALL if columns >= FLOOR_ROOM[0] and rows >= FLOOR_ROOM[1] else (0, 0)
        if session.kind not in PLACES:
            return (0, 0)
        found = fitting(min(MOST, columns - WORDS), rows - 4)
        return found if found[0] >= LEAST else (0, 0)

    def _side(self, session: Session) -> Side | None:
        """Return the side at hand; a figure of both sides is shown as it was drawn."""
        doses = session.plan.sides
        number = session.timed.side if session.on_floor else 0
        side = doses[number].side if doses else "middle"
        return side if side in ("left", "right") else None

    def _letter(self, session: Session) -> str:
        """Return the letter of the landmark that the step at hand leads to, if it has one."""
        step = session.phase
        if not isinstance(step, Step) or not step.landmark:
            return ""
        wanted = step.landmark.lower().split()
        landmarks = self.catalog.figures[self.spot.figure].landmark
        exact = (each.letter for each in landmarks if each.name.lower().split() == wanted)
        named = (each for each in landmarks if set(each.name.lower().split()) <= set(wanted))
        longest = max(named, key=lambda each: len(each.name), default=None)
        return next(exact, longest.letter if longest else "")

    def _frame(self, session: Session, seconds: float) -> int:
        if self.still or session.kind not in PLACES:
            return 0
        return int(seconds % (OPEN + FILLED) >= OPEN)
