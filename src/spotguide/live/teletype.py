"""The plain channel: lines that only ever follow each other, for any terminal, pipe or reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from spotguide.core.plan.phases import Kind
from spotguide.core.plan.plan import Plan
from spotguide.core.session import Session
from spotguide.core.session.events import Event, Hint, Ring, Say
from spotguide.views import plain
from spotguide.views.aloud import LONGEST
from spotguide.views.hints import line_of_keys

Figure = Callable[[Session], tuple[str, ...]]


class Teletype:
    """Writes each cue as it comes, the keys once a kind of moment, and a heartbeat between.

    Who cannot see what is marked is told: what a key has answered, which option is marked, and
    that a key was heard where nothing else follows from it. `columns` is the width of the window;
    `figure` returns the figure in words, which are written before the first step to the spot.
    """

    def __init__(
        self,
        stream: TextIO,
        heartbeat: int,
        columns: int = LONGEST,
        figure: Figure = lambda session: (),
    ) -> None:
        self.stream, self.heartbeat = stream, heartbeat
        self.columns, self.figure = columns, figure
        self.pictured = False
        self.last = ""
        self.told: set[str] = set()
        self.plan: Plan | None = None
        self.choice: tuple[object, ...] = ()
        self.heard_at = 0
        self.written_at = 0
        self.gone = False

    def say(self, session: Session, effect: Say) -> None:
        """Write the lines of a cue, the figure before the first step."""
        if session.kind is Kind.LOCATE and not self.pictured:
            self.pictured = True
            if words := self.figure(session):
                self._write(session, ("The figure in words.", *words))
        self._write(session, effect.cue.lines)

    def ring(self, effect: Ring) -> None:
        """Earcons are for the ear."""

    def show(self, session: Session) -> None:
        """Write what is marked and which keys there are, where that is new, or a heartbeat."""
        if session.plan is not self.plan:  # of another run, whose time begins anew
            self.plan, self.heard_at = session.plan, 0
        self._mark(session)
        keys = line_of_keys(session)
        if keys not in self.told and not session.over:
            self.told.add(keys)
            self._write(session, (keys,))
        if session.heard_at > max(self.written_at, self.heard_at):
            self._write(session, ("Heard.",))
        self.heard_at = max(self.heard_at, session.heard_at)
        quiet = session.now - self.written_at
        if self.heartbeat and quiet >= self.heartbeat * 1000:
            beat = plain.beat(session)
            if beat:
                self._write(session, (beat,))

    def _mark(self, session: Session) -> None:
        """Write which option is marked, where that has changed."""
        here = (session.phases, session.index)
        now = (*here, session.marked, session.picked)
        if now != self.choice:
            new = self.choice[:2] != here
            self.choice = now
            said = plain.marked(session, new)
            if said:
                self._write(session, (said,))

    def _write(self, session: Session, texts: tuple[str, ...]) -> None:
        self.written_at = session.now
        self._lines(texts)

    def _lines(self, texts: tuple[str, ...]) -> None:
        found = plain.lines(texts, self.last, self.columns)
        if not found or self.gone:
            return
        self.last = found[-1]
        try:
            self.stream.write("".join(f"{line}\n" for line in found))
            self.stream.flush()
        except OSError:  # nobody reads any more
            self.gone = True

    def take(self, session: Session, event: Event) -> bool:
        """Write what an event answers; a wish for help gets the keys once more. Nothing is kept."""
        if isinstance(event, Hint):
            self.told.discard(line_of_keys(session))
        answered = plain.taken(session, event)
        if answered:
            self._write(session, (answered,))
        return True

    def unread(self, session: Session, text: str) -> None:
        """Tell that a line was not understood, and what would be."""
        shown = "".join(char for char in text if char.isprintable())[:40]
        self._lines((f'"{shown}" is no answer here.', line_of_keys(session)))

    def due(self, session: Session) -> float | None:
        """Nothing moves by itself."""
        return None

    def suspend(self) -> None:
        """There is nothing to give back."""

    def resume(self) -> None:
        """There is nothing to draw anew."""
