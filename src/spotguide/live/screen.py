"""The live screen: frames of the session, drawn row by row where something has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from spotguide.adapters.screen import Paint
from spotguide.core.plan.phases import Kind
from spotguide.core.session import Session
from spotguide.core.session.events import Back, Choose, Event, Next, Ok, Ring, Say, Yes
from spotguide.views.session import About, Frame, frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spotguide.environment import Environment


class Screen:
    """Shows a session on a terminal; what is too long to fit is paged with the "go on" keys."""

    def __init__(self, env: Environment, console: Console, paint: Paint, about: About) -> None:
        self.env, self.console, self.paint, self.about = env, console, paint, about
        self.top = 0
        self.moment: tuple[int, Kind] | None = None
        self.frame = Frame(())

    def say(self, session: Session, effect: Say) -> None:
        """Cues are on the screen already."""

    def ring(self, effect: Ring) -> None:
        """Earcons are for the ear."""

    def show(self, session: Session) -> None:
        """Draw the frame of this moment; from its top if the moment is new."""
        if (session.index, session.kind) != self.moment:
            self.moment, self.top = (session.index, session.kind), 0
        self.frame = frame(session, self.about, self.env.size(), self.top)
        self.paint(self._rows(self.frame.rows))

    def _rows(self, rows: Sequence[Text]) -> list[str]:
        """Return the rows with their styles as escape sequences."""
        with self.console.capture() as captured:
            self.console.print(
                Text("\n").join(rows), end="", no_wrap=True, overflow="ignore", crop=False
            )
        return captured.get().split("\n")

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
