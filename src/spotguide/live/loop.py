"""The only loop in the program: read keys and clocks, step the session, carry out its effects."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from spotguide.adapters.keyboard import Burst, ReadKey
from spotguide.core import keys
from spotguide.core.constants import SPEED
from spotguide.core.notes import Fact
from spotguide.core.plan.intake import open_question
from spotguide.core.plan.phases import FLOOR, Timed
from spotguide.core.plan.plan import Plan
from spotguide.core.session import Progress, Session, begin, next_boundary, step
from spotguide.core.session.events import Effect, Event, Note, Pause, Ring, Say, Stop
from spotguide.core.session.heartbeat import Clocks, heartbeat
from spotguide.environment import Environment
from spotguide.errors import Unanswered

if TYPE_CHECKING:
    from spotguide.core.session.state import Sounds
    from spotguide.live.remote import Remote

TURN = 1.0  # seconds that a turn of the loop lasts at most, well under a gap
FRAME = 0.25  # seconds between two frames
BEHIND = 0.05  # seconds until the next look whether the disk has caught up
STUCK = 2.0  # seconds that the digits wait for a disk; a stuck one must not look like a stuck hold
ENDING = {"INT": "interrupt", "QUIT": "signal", "TERM": "signal", "HUP": "signal"}


class Channel(Protocol):
    """Where a session is shown and heard."""

    def say(self, session: Session, effect: Say) -> None:
        """Say, show or write a cue."""

    def ring(self, effect: Ring) -> None:
        """Sound an earcon."""

    def show(self, session: Session) -> None:
        """Show the session as it is now."""

    def take(self, session: Session, event: Event) -> bool:
        """Say whether the session gets the event; a channel may need it to show more."""

    def unread(self, session: Session, text: str) -> None:
        """Tell that a line was not understood, and what would be."""

    @property
    def gone(self) -> bool:
        """Say whether nobody can see or hear any more: the window or the pipe was closed."""

    def due(self, session: Session) -> float | None:
        """Return in how many seconds the channel has to look again; None: whenever."""

    def suspend(self) -> None:
        """Give the terminal back, because the process will be stopped."""

    def resume(self) -> None:
        """Take the terminal again, or draw all of it anew."""


@dataclass(frozen=True)
class Journal:
    """Where facts go: `write` returns at once, `behind` says whether one is not on disk yet."""

    write: Callable[[Fact], None]
    behind: Callable[[], bool]


def no_journal() -> Journal:
    """Return a journal that keeps nothing, for questions and rehearsals."""
    return Journal(lambda fact: None, lambda: False)


@dataclass(frozen=True)
class Stage:
    """The channel and the input of a session; `terminal` is input whose end is a hang-up.

    `remote` takes what comes from elsewhere, `rate` is how many words a minute are spoken, 0 for
    none, `ended` is to be called with the session at the end of each run, and `sounds` tells at its
    beginning whether there is something to hear.
    """

    channel: Channel
    read: ReadKey
    terminal: bool = False
    remote: Remote | None = None
    rate: int = 0
    ended: Callable[[Session], None] = lambda session: None
    sounds: Callable[[], Sounds] = lambda: "none"


@dataclass(frozen=True)
class Run:
    """How a run ended: the session, and the signal that ended it, if one did."""

    session: Session
    signal: str = ""


def run(
    plan: Plan,
    env: Environment,
    stage: Stage,
    journal: Journal | None = None,
    progress: Progress | None = None,
) -> Run:
    """Run a plan to its end; return the session. Raise Unanswered where input ends at a question.

    The screen and the voice come before the disk, so a slow one never delays a stop.
    """
    speed = SPEED if plan.rehearsed else 1
    return _Loop(env, stage, journal or no_journal(), speed).run(plan, progress)


class _Loop:
    """One run: the session, the reader of keys, and when things were last looked at."""

    def __init__(self, env: Environment, stage: Stage, journal: Journal, speed: int) -> None:
        self.env, self.journal, self.speed = env, journal, speed
        self.channel, self.input, self.terminal = stage.channel, stage.read, stage.terminal
        self.remote, self.ended, self.sounds = stage.remote, stage.ended, stage.sounds
        if self.remote:
            self.input.watch((self.remote.fd,))
        self.start = self.clocks = self._clocks()
        self.shown: tuple[object, ...] = ()
        self.shown_at = float("-inf")
        self.signal = ""

    def run(self, plan: Plan, progress: Progress | None) -> Run:
        """Turn until the session is over."""
        at = self._at(self.start.monotonic)
        self.session, effects = begin(plan, at, progress, self.sounds())
        if self.session.over:  # options and memory have answered everything
            return Run(self.session)
        self.reader = keys.Reader(keys.Mode(False, self.session.kind, moment=-2))
        self._perform(effects)
        while not self.session.over:
            self._turn()
        self.ended(self.session)
        return Run(self.session, self.signal)

    def _turn(self) -> None:
        """Show, wait for a key or the next moment, and let the session know."""
        mode = keys.mode(self.session)
        if mode.safety and mode.moment != self.reader.mode.moment:
            self.input.discard()
        self.reader = keys.face(self.reader, mode, self.clocks.monotonic)
        self._show()
        burst = self.input.read(self._timeout())
        before, self.clocks = self.clocks, self._clocks()
        now = self._at(self.clocks.monotonic)
        events: list[Event] = [heartbeat(before, self.clocks, now)]
        events.extend(self._signals(burst, now))
        events.extend(self._keys(burst, now))
        if self.remote:
            events.extend(self.remote.events(self.session, now))
        for event in events:
            self._step(event)
        if self.channel.gone or (burst.closed and self.terminal):
            self._hung_up(now)
        elif burst.closed and not burst.signals:
            self._closed(now)
        if "TSTP" in burst.signals and not self.session.over:
            self._suspend()

    def _clocks(self) -> Clocks:
        return Clocks(self.env.monotonic(), self.env.boottime())

    def _at(self, monotonic: float) -> float:
        """Return the time of the session, which in rehearsal runs faster."""
        return self.start.monotonic + (monotonic - self.start.monotonic) * self.speed

    def _step(self, event: Event) -> None:
        if not self.channel.take(self.session, event):
            self.shown = ()
            return
        self.session, effects = step(self.session, event)
        if isinstance(event, Stop) and effects:
            self._say_first(effects)
        else:
            self._perform(effects)

    def _say_first(self, effects: Iterable[Effect]) -> None:
        """Show the stop and say it before anything is written."""
        effects = list(effects)
        self._perform(effect for effect in effects if not isinstance(effect, Note))
        self._show(at_once=True)
        self._perform(effect for effect in effects if isinstance(effect, Note))

    def _perform(self, effects: Iterable[Effect]) -> None:
        for effect in effects:
            match effect:
                case Say():
                    self.channel.say(self.session, effect)
                case Ring():
                    self.channel.ring(effect)
                case Note():
                    self.journal.write(effect.fact)

    def _show(self, at_once: bool = False) -> None:
        """Show the session, unless it would show a second that is not written yet."""
        session = self.session
        told = (session.index, session.kind, session.cue, session.heard_at, session.hint)
        same = told == self.shown
        age = self.clocks.monotonic - self.shown_at
        waits = age < FRAME or (age < STUCK and self.journal.behind())
        if same and waits and not at_once:
            return
        self.shown, self.shown_at = told, self.clocks.monotonic
        self.channel.show(session)

    def _timeout(self) -> float:
        """Return the seconds until something is to be done, if no key comes."""
        session = self.session
        soonest = next_boundary(session)
        if isinstance(session.phase, Timed):
            soonest = min(soonest, 1000 - session.spent % 1000)
        waits = [TURN, soonest / 1000 / self.speed]
        look = self.channel.due(session)
        if look is not None:
            waits.append(look)
        due = keys.due(self.reader)
        if due is not None:
            waits.append(due - self.clocks.monotonic)
        if self.journal.behind():
            waits.append(BEHIND)
        return max(0.0, min(waits))

    def _signals(self, burst: Burst, now: float) -> Iterable[Event]:
        for name in burst.signals:
            if name in ENDING:
                self.signal = self.signal or name
                yield Stop(now, "interrupt" if name == "INT" else "signal")
            elif name == "TSTP":
                yield Pause(now)
            elif name in ("CONT", "WINCH"):
                self.channel.resume()
                self.shown = ()

    def _keys(self, burst: Burst, now: float) -> Iterable[Event]:
        """Read what was typed; its times are real, those of its events are the session's."""
        at = self.clocks.monotonic
        if burst.line:
            text = burst.data.decode("utf-8", "replace")
            events = keys.line(keys.mode(self.session), text, at)
            if not events:
                self.channel.unread(self.session, text)
        else:
            self.reader, events = keys.feed(self.reader, burst.data, at)
        return [replace(event, at=now) for event in events]

    def _hung_up(self, now: float) -> None:
        """Nobody can see, hear or stop this any more: it ends, as if HUP had come."""
        self.signal = self.signal or "HUP"
        if not self.session.over:
            self._step(Stop(now, "signal"))

    def _closed(self, now: float) -> None:
        """Nothing more can be typed: silence on the floor, the end where an answer is due."""
        session = self.session
        waits = session.paused or session.phase.kind not in FLOOR
        unattended = session.plan.rehearsed or session.plan.hands_free
        asks = keys.mode(session).safety or session.paused
        if session.over or not waits or (unattended and not asks) or session.plan.rehearsed:
            return
        finished = session.reason == "finished"
        self._step(Stop(now, "signal"))
        if not finished:
            raise Unanswered(f"Standard input has ended. {_open(session)}")

    def _suspend(self) -> None:
        """Stop as the shell wishes; the session is paused, and the time away is a gap."""
        self.input.suspend(self.channel.suspend, self.channel.resume)
        self.shown = ()


def _open(session: Session) -> str:
    """Return what is open where input ends: a question that an option answers, or a page."""
    if session.plan.more is not None:
        return open_question(session.phase)
    return "The steps go on by a key or a line, or by themselves with --hands-free."
