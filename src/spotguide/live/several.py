"""Several channels as one: a screen or lines for the eye, a voice and earcons for the ear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spotguide.core.session import Session
from spotguide.core.session.events import Event, Ring, Say

if TYPE_CHECKING:
    from spotguide.live.loop import Channel


class Several:
    """Passes everything to all of its channels, in their order.

    The first is the one that a person sees: only it can be gone, and what it needs of the keys is
    kept from the session.
    """

    def __init__(self, first: Channel, *others: Channel) -> None:
        self.first, self.all = first, (first, *others)

    def say(self, session: Session, effect: Say) -> None:
        """Say, show and write a cue."""
        for channel in self.all:
            channel.say(session, effect)

    def ring(self, effect: Ring) -> None:
        """Sound an earcon."""
        for channel in self.all:
            channel.ring(effect)

    def show(self, session: Session) -> None:
        """Show the session as it is now."""
        for channel in self.all:
            channel.show(session)

    def take(self, session: Session, event: Event) -> bool:
        """Say whether the session gets the event; all channels hear of it."""
        taken = [channel.take(session, event) for channel in self.all]
        return all(taken)

    def unread(self, session: Session, text: str) -> None:
        """Tell that a line was not understood."""
        for channel in self.all:
            channel.unread(session, text)

    @property
    def gone(self) -> bool:
        """Say whether the channel for the eye is gone; a lost extra ends no session."""
        return self.first.gone

    def due(self, session: Session) -> float | None:
        """Return in how many seconds the first of them has to look again; None: whenever."""
        asked = [channel.due(session) for channel in self.all]
        return min((seconds for seconds in asked if seconds is not None), default=None)

    def suspend(self) -> None:
        """Give back what is held, the first channel's last: it holds the terminal."""
        for channel in reversed(self.all):
            channel.suspend()

    def resume(self) -> None:
        """Take again what was given back."""
        for channel in self.all:
            channel.resume()


class Beside:
    """A channel beside the one for the eye; it does nothing until a subclass says what."""

    gone = False

    def say(self, session: Session, effect: Say) -> None:
        """Nothing is said."""

    def ring(self, effect: Ring) -> None:
        """Nothing sounds."""

    def show(self, session: Session) -> None:
        """Nothing is shown."""

    def take(self, session: Session, event: Event) -> bool:
        """Keep nothing from the session."""
        return True

    def unread(self, session: Session, text: str) -> None:
        """Lines are read elsewhere."""

    def due(self, session: Session) -> float | None:
        """There is nothing to look at."""
        return None

    def suspend(self) -> None:
        """There is nothing to give back."""

    def resume(self) -> None:
        """There is nothing to take again."""
