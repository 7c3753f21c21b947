"""The session as events for other programs: JSON lines, and hooks. The schema is docs/events.md."""

from __future__ import annotations

import json
from typing import Any

from spotguide.adapters.hooks import Hooks
from spotguide.adapters.outlet import Outlet
from spotguide.core.session import Session
from spotguide.core.session.events import Choose, Event, Gap, Rate, Ring, Say, Tick
from spotguide.live.several import Beside
from spotguide.views.status import status

VERSION = 1
KINDS = ("began", "phase", "cue", "sound", "time", "input", "gap", "ended")
"""Every kind of event, as the schema lists them."""

STATE = ("phase", "word", "side", "round", "rounds", "left", "total_left", "held", "charged",
         "asking", "easing", "paused")  # fmt: skip
"""The keys of a status that a phase, a second and the end carry."""


class EventsOut(Beside):
    """Tells what happens as it happens; call `end` after each run, and `close` after the last.

    Seconds are those of the session: in a rehearsal they run faster.
    """

    def __init__(self, title: str, outlet: Outlet | None, hooks: Hooks | None = None) -> None:
        self.title, self.outlet, self.hooks = title, outlet, hooks
        self._at = 0.0
        self._moment: tuple[object, ...] = ()
        self._second: tuple[object, ...] = ()

    def say(self, session: Session, effect: Say) -> None:
        """Tell a cue, after the phase that it opens."""
        self._look(session)
        cue = effect.cue
        self._tell("cue", id=cue.id, say=cue.say, lines=list(cue.lines), urgency=cue.urgency)

    def ring(self, effect: Ring) -> None:
        """Tell an earcon."""
        self._tell("sound", sound=effect.sound)

    def show(self, session: Session) -> None:
        """Tell a new phase, and each second of one that is timed."""
        self._look(session)

    def take(self, session: Session, event: Event) -> bool:
        """Tell what the person did, and time that was lost."""
        if not isinstance(event, Gap):  # what was lost is no time of the session
            self._at = max(self._at, round(event.at - session.zero, 3))
        if isinstance(event, Gap):
            self._tell("gap", lost=round(event.lost, 3))
        elif not isinstance(event, Tick):
            value = event.value if isinstance(event, Rate) else None
            numbers = list(event.numbers) if isinstance(event, Choose) else None
            self._tell("input", input=type(event).__name__.lower(), value=value, numbers=numbers)
        elif self.hooks:
            self.hooks.poll()
        return True

    def end(self, session: Session) -> None:
        """Tell how the session ended."""
        self._look(session)
        self._tell("ended", reason=session.reason, sign=session.sign or None, **_state(session))
        self._at, self._moment, self._second = 0.0, (), ()  # the next run begins anew

    def close(self) -> None:
        """Write what waits for a reader; hooks that run go on by themselves."""
        if self.outlet:
            self.outlet.close()
        if self.hooks:
            self.hooks.close()

    def _look(self, session: Session) -> None:
        """Tell what is new in the session since the last look."""
        self._at = session.now / 1000
        if not self._moment:
            self._tell("began", title=self.title, planned=session.plan.planned)
        moment = (session.index, session.kind, id(session.phase))
        state = _state(session)
        second = (*moment, state["left"], state["held"])
        if moment != self._moment:
            self._moment, self._second = moment, second
            self._tell("phase", **state)
        elif second != self._second:
            self._second = second
            self._tell("time", **state)

    def _tell(self, kind: str, **values: object) -> None:
        if self.outlet:
            event: dict[str, Any] = {"v": VERSION, "event": kind, "at": self._at, **values}
            self.outlet.write(json.dumps(event, ensure_ascii=True))
        if self.hooks:
            self.hooks.run(kind, {"at": self._at, **values})


def _state(session: Session) -> dict[str, object]:
    found = status(session)
    return {key: found[key] for key in STATE}
