"""The channel for the window around the screen: its title, its progress, and that it stays lit."""

from __future__ import annotations

from collections.abc import Callable

from spotguide.adapters.awake import Awake
from spotguide.adapters.title import Title
from spotguide.core.plan.phases import Timed
from spotguide.core.session import Session
from spotguide.core.session.events import Event
from spotguide.live.several import Beside
from spotguide.views.status import line, status

FORM = "{word} {left} - {title}"
UNLIT = "The screen could not be kept on during the session. To see why: spotguide doctor"


class Window(Beside):
    """Titles the window, and keeps the screen on while a session presses; `close` puts all back.

    `unlit` says that the system was asked to keep the screen on and would not; `tell` is called
    once with that, None tells nobody.
    """

    def __init__(
        self,
        title: Title | None,
        awake: Awake | None,
        name: str,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        self.title, self.awake, self.name, self.tell = title, awake, name, tell
        self.unlit = False
        if awake:
            awake.begin()

    def show(self, session: Session) -> None:
        """Show the phase and its time in the title, and how much of the plan is done."""
        if self.title:
            found = status(session, self.name)
            self.title.show(line(found, FORM).strip(" -"), percent(session), session.paused)

    def take(self, session: Session, event: Event) -> bool:
        """Look whether the screen is kept on."""
        if self.awake and not self.unlit:
            self.unlit = self.awake.held() is False
            if self.unlit and self.tell:
                self.tell(UNLIT)
        return True

    def suspend(self) -> None:
        """Give the title back; the screen may go off."""
        if self.title:
            self.title.restore()
        if self.awake:
            self.awake.end()

    def resume(self) -> None:
        """Keep the screen on again; the title comes with the next frame."""
        if self.awake:
            self.awake.begin()

    def close(self) -> None:
        """Put everything back as it was."""
        self.suspend()


def percent(session: Session) -> int | None:
    """Return how much of the time on the floor is over; None without one, and after a stop."""
    full = sum(phase.seconds for phase in session.phases if isinstance(phase, Timed))
    left = status(session)["total_left"]
    if not full or session.why:
        return None
    if not isinstance(left, int):
        return 0 if any(isinstance(one, Timed) for one in session.phases[session.index :]) else 100
    return max(0, min(100, round(100 * (full - left) / full)))
