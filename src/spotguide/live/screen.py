"""The live screen: frames of the session, drawn row by row where something has changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from spotguide.adapters.screen import Paint
from spotguide.core.plan.phases import Kind
from spotguide.core.session import Session, next_boundary
from spotguide.core.session.events import Back, Choose, Event, Next, Ok, Ring, Say, Yes
from spotguide.views.session import About, Frame, frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spotguide.environment import Environment
    from spotguide.live.pictures import Pictures
    from spotguide.views.figure import Drawing

MOST_KEPT = 2000  # rows that are kept as they were written


class Screen:
    """Shows a session on a terminal; what is too long to fit is paged with the "go on" keys.

    Hands free the pages turn by themselves.
    """

    def __init__(
        self,
        env: Environment,
        console: Console,
        paint: Paint,
        about: About,
        pictures: Pictures | None = None,
    ) -> None:
        self.env, self.console, self.paint, self.about = env, console, paint, about
        self.pictures = pictures
        self.top = 0
        self.moment: tuple[int, Kind] | None = None
        self.frame = Frame(())
        self.drawn: dict[tuple[object, ...], str] = {}

    def say(self, session: Session, effect: Say) -> None:
        """Cues are on the screen already."""

    def ring(self, effect: Ring) -> None:
        """Earcons are for the ear."""

    def show(self, session: Session) -> None:
        """Draw the frame of this moment; from its top if the moment is new."""
        if (session.index, session.kind) != self.moment:
            self.moment, self.top = (session.index, session.kind), 0
        size = self.env.size()
        drawing = (
            self.pictures.beside(session, size, self.env.monotonic()) if self.pictures else None
        )
        about = self._illustrated(session, drawing)
        self.frame = frame(session, about, size, self.top)
        if self._turns(session):
            self.frame = frame(session, about, size, self.top)
        self.paint(self._rows(self.frame.rows), self._picture(drawing))

    def _turns(self, session: Session) -> bool:
        """Turn to the page that is due by now where no key turns it; say whether that is new.

        Hands free, all pages of a moment are shown within the time that it lasts.
        """
        plan, shown = session.plan, self.frame
        if not (plan.hands_free and shown.below) or plan.rehearsed or session.on_floor:
            return False
        pages = 1 + -(-(self.top + shown.below) // shown.page)
        lasts = session.waited + next_boundary(session)
        due = pages * session.waited // max(1, lasts) * shown.page
        return due > self.top and self._page(due - self.top)

    def _picture(self, drawing: Drawing | None) -> str:
        """Return what lays a picture over the rows of a figure, or takes an earlier one away."""
        if self.pictures is None or not self.pictures.pictured:
            return ""
        return self.pictures.laid(drawing if self.frame.illustrated else None)

    def _illustrated(self, session: Session, drawing: Drawing | None) -> About:
        """Return what stands beside this moment: the figure, and the words of its letters."""
        if self.pictures is None or drawing is None:
            return self.about
        words = () if session.on_floor else self.pictures.legend(session, drawing)
        return replace(self.about, figure=drawing.rows, legend=words)

    def due(self, session: Session) -> float | None:
        """Return in how many seconds the figure changes by itself; None where it does not."""
        if self.pictures is None:
            return None
        return self.pictures.due(session, self.env.size(), self.env.monotonic())

    def _rows(self, rows: Sequence[Text]) -> list[str]:
        """Return the rows with their styles as escape sequences; most of them stay as they were."""
        if len(self.drawn) > MOST_KEPT:
            self.drawn.clear()
        return [self._row(row) for row in rows]

    def _row(self, row: Text) -> str:
        key = (row.plain, row.style, tuple(row.spans))
        if key not in self.drawn:
            with self.console.capture() as captured:
                self.console.print(row, end="", no_wrap=True, overflow="ignore", crop=False)
            self.drawn[key] = captured.get().rstrip("\n")
        return self.drawn[key]

    def take(self, session: Session, event: Event) -> bool:
        """Page through what is hidden first: nobody answers a question they have not seen."""
        if session.on_floor and not session.why:
            return True
        none = isinstance(event, Choose) and not event.numbers
        if isinstance(event, Ok | Yes | Next) or none:
            return not self._page(self.frame.page if self.frame.below else 0)
        if isinstance(event, Back):
            return not self._page(-min(self.top, self.frame.page))
        return True

    def _page(self, by: int) -> bool:
        self.top += by
        return by != 0

    def unread(self, session: Session, text: str) -> None:
        """Keys, not lines, are read here."""

    @property
    def gone(self) -> bool:
        """Say whether the terminal is gone."""
        return self.paint.gone

    def suspend(self) -> None:
        """Give the main screen back."""
        self.paint.pause()

    def resume(self) -> None:
        """Take the screen again and draw all of it."""
        self.paint.resume()
        self.paint.forget()
        self.top = 0
