"""The plain channel: lines that only ever follow each other, for any terminal, pipe or reader."""

from __future__ import annotations

from typing import TextIO

from spotguide.core.session import Session
from spotguide.core.session.events import Event, Ring, Say
from spotguide.views import plain
from spotguide.views.hints import line_of_keys


class Teletype:
    """Writes each cue as it comes, the keys once a kind of moment, and a heartbeat between."""

    def __init__(self, stream: TextIO, heartbeat: int) -> None:
        self.stream, self.heartbeat = stream, heartbeat
        self.last = ""
        self.told: set[str] = set()
        self.written_at = 0
        self.gone = False

    def say(self, session: Session, effect: Say) -> None:
        """Write the lines of a cue, and the keys where they are new."""
        self._write(session, effect.cue.lines)
        keys = line_of_keys(session)
        if keys not in self.told:
            self.told.add(keys)
            self._write(session, (keys,))

    def ring(self, effect: Ring) -> None:
        """Earcons are for the ear."""

    def show(self, session: Session) -> None:
        """Write a heartbeat where nothing else was written for a while."""
        quiet = session.now - self.written_at
        if self.heartbeat and quiet >= self.heartbeat * 1000:
            beat = plain.beat(session)
            if beat:
                self._write(session, (beat,))

    def _write(self, session: Session, texts: tuple[str, ...]) -> None:
        self.written_at = session.now
        self._lines(texts)

    def _lines(self, texts: tuple[str, ...]) -> None:
        found = plain.lines(texts, self.last)
        if not found or self.gone:
            return
        self.last = found[-1]
        try:
            self.stream.write("".join(f"{line}\n" for line in found))
            self.stream.flush()
        except OSError:  # nobody reads any more
            self.gone = True

    def take(self, session: Session, event: Event) -> bool:
        """Lines hide nothing."""
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
