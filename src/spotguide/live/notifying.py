"""The channel for the desktop: a notification at the end, if the terminal is not in front then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from spotguide.adapters.front import Front
from spotguide.adapters.notice import Notice
from spotguide.core.session import Session
from spotguide.core.session.events import Event, Stop
from spotguide.live.several import Beside

if TYPE_CHECKING:
    from spotguide.adapters.keyboard import Burst, ReadKey

ENDS = ("finished", "interrupted")
"""The ends that come by themselves; at all others the person was there."""

NO_WAY = "No notification could be shown here. On Linux, notify-send shows them."


class Notifying(Beside):
    """Notifies once; call `end` after each run. `front` is None where nothing may be asked.

    Where it is not known whether the terminal is in front, it is taken to be elsewhere.
    """

    def __init__(self, notice: Notice, front: Front | None, tell: Callable[[str], None]) -> None:
        self.notice, self.front, self.tell = notice, front, tell
        self._over = False

    def show(self, session: Session) -> None:
        """Ask for reports while somebody presses, and notify when they are done."""
        if self.front and session.on_floor:
            self.front.begin()
        self.end(session)

    def take(self, session: Session, event: Event) -> bool:
        """Look at the notification; who stops a session needs none."""
        self.notice.poll()
        self._over = self._over or isinstance(event, Stop)
        return True

    def end(self, session: Session) -> None:
        """Notify if the pressure is over; questions alone need no notification."""
        if self._over or not session.plan.sides or session.reason not in ENDS:
            return
        self._over = True
        if self.front is None or not self.front.seen:
            self.notice.show()

    def suspend(self) -> None:
        """Ask for no more reports; the next frame on the floor does again."""
        if self.front:
            self.front.end()

    def close(self) -> None:
        """Put the terminal back, and tell where no notification could be shown."""
        self.suspend()
        self.notice.close()
        if self.notice.failed:
            self.tell(NO_WAY)


def watched(read: ReadKey, front: Front) -> ReadKey:
    """Return the same keys, with the reports of the terminal looked for among them."""

    def reading(timeout: float | None) -> Burst:
        burst = read.read(timeout)
        front.look(burst.data)
        return burst

    return replace(read, read=reading)
