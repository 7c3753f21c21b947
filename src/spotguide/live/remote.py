"""A session driven from another terminal: messages of `spotguide ctl` become events.

Its law: a message is never a key. It answers no safety page, counts toward no mash, and one that
its sender has given up, because the session stood still, does nothing any more; only stop does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from spotguide.adapters.control import PATIENCE, Control, Message, Unwatched, address, listen
from spotguide.core import keys
from spotguide.core.session import Session
from spotguide.core.session.events import (
    Back,
    Ease,
    Event,
    More,
    Mute,
    Next,
    Ok,
    Pause,
    Rate,
    Repeat,
    Resume,
    Stop,
)
from spotguide.core.session.table import act
from spotguide.views.status import status

if TYPE_CHECKING:
    from pathlib import Path

    from spotguide.environment import Environment

COMMANDS: Mapping[str, type[Event]] = {
    "ok": Ok, "ease": Ease, "more": More, "next": Next, "back": Back, "repeat": Repeat,
    "rate": Rate, "mute": Mute, "pause": Pause, "resume": Resume, "stop": Stop,
}  # fmt: skip
"""What `spotguide ctl` can say, beside `status`."""

UNSEEN = (Ok, Next, Rate, Resume)
"""What never answers a safety question: it is to be read where it stands."""


class Remote:
    """Takes the messages of one session. `fd` is to be watched: it wakes the loop.

    `title` says which session it is, `clock` is the monotonic one of this computer.
    """

    def __init__(self, control: Control, title: str, clock: Callable[[], float]) -> None:
        self.control, self.title, self.clock = control, title, clock

    @property
    def fd(self) -> int:
        """The descriptor to watch."""
        return self.control.fd

    def events(self, session: Session, at: float) -> tuple[Event, ...]:
        """Answer what has come, and return the events of the session that follow from it.

        A stop among them is all of it, as in a burst of keys.
        """
        found = []
        for message in self.control.messages():
            event, refused = self._read(message, session, at)
            if event:
                found.append(event)
            answer = {"error": refused} if refused else {"status": status(session, self.title)}
            self.control.answer(message, answer)
        stops = [event for event in found if isinstance(event, Stop)]
        return tuple(stops[:1] or found)

    def _read(self, message: Message, session: Session, at: float) -> tuple[Event | None, str]:
        """Return the event of a message, or the sentence that says why there is none."""
        said = message.said
        command = str(said.get("do", ""))
        if command == "status":
            return None, ""
        kind = COMMANDS.get(command)
        if kind is None:
            return None, "This version of spotguide does not know that."
        if kind is not Stop and self._given_up(said.get("sent")):
            return None, "That came too late."
        value = said.get("value")
        if kind is Rate and not (type(value) is int and 0 <= value <= 10):
            return None, "A rating goes from 0 to 10."
        if kind in UNSEEN and (session.why or keys.mode(session).safety):
            return None, "A safety question is answered where it is shown, not from here."
        if kind is Mute and session.sound == "none":
            return None, session.plan.script.text("sound-none")
        if act(session.kind, kind) is None:
            return None, f'"{command}" does nothing in this phase: {session.kind.value}.'
        event: Event = Rate(at, value) if kind is Rate else kind(at)  # type: ignore[arg-type, call-arg]
        return event, ""

    def _given_up(self, sent: object) -> bool:
        """Say whether the sender has waited in vain; so a frozen session does not press on."""
        return not isinstance(sent, int | float) or abs(self.clock() - sent) > PATIENCE


@contextmanager
def remote(
    env: Environment, folder: Path, title: str, tell: Callable[[str], None]
) -> Iterator[Remote | None]:
    """Listen for the session of a data folder; where that cannot be, tell why and yield None."""
    with ExitStack() as stack:
        control = None
        try:
            control = stack.enter_context(listen(address(env.variables, folder)))
        except Unwatched as problem:
            tell(str(problem))
        yield Remote(control, title, env.monotonic) if control else None
