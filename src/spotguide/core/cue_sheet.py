"""The cue sheet: a whole session that nobody interrupts, as what is said and rung when.

It is the engine's own run, walked boundary by boundary, with the voice's own rules: what would be
cut off or dropped in a session is so here. Times are whole milliseconds from the beginning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from spotguide.core.constants import AUTO
from spotguide.core.cues import Cue, Script, read_out
from spotguide.core.plan.phases import Kind, Page, Step, Timed
from spotguide.core.plan.plan import Plan
from spotguide.core.session import Session, begin, next_boundary, step
from spotguide.core.session.events import Effect, Ring, Say, Tick, Yes
from spotguide.core.speaking import (
    USUAL_RATE,
    Moment,
    Speaking,
    Utterance,
    counting,
    hear,
    moment,
    over,
    seconds_at,
    unhurried,
)

Lasts = Callable[[str], float]
"""How many seconds a voice takes for a text."""


@dataclass(frozen=True)
class Entry:
    """One thing said until a moment, or one earcon; side and round (from 1) on the floor."""

    at: int
    phase: str
    say: str = ""
    sound: str = ""
    until: int = 0
    side: str = ""
    round: int = 0


@dataclass(frozen=True)
class Sheet:
    """All entries in order, and when it is over."""

    entries: tuple[Entry, ...]
    end: int


RECORDED = "-recorded"
"""The end of the id of a cue that takes the place of another where nobody can press a key."""

KEYS = "floor-keys"
"""The cue that names keys: there are none in a recording."""


@dataclass(frozen=True)
class Opening:
    """What is read out before the session: a sentence, and the lines that belong to it."""

    heading: str
    lines: tuple[str, ...] = ()


def pages(questions: Plan) -> tuple[Page, ...]:
    """Return the safety pages of a plan of questions, as one who has none of it would see them."""
    session, _ = begin(replace(questions, rehearsed=True), 0.0)
    found: dict[Page, None] = {}
    while not session.over:
        if isinstance(session.phase, Page):
            found[session.phase] = None
        session, _ = step(session, Tick(_next(session) / 1000))
    return tuple(found)


def cue_sheet(
    plan: Plan, openings: Iterable[Opening] = (), lasts: Lasts | None = None, rate: int = USUAL_RATE
) -> Sheet:
    """Return the sheet of a session that goes on by itself, in a voice of so many words a minute.

    `lasts` is what the voice really takes; it decides what is cut off, and never when a phase
    begins or ends.
    """
    plan = replace(plan, hands_free=True, pace="auto", script=_recorded(plan.script))
    plan = unhurried(plan, rate)
    writer = _Writer(lasts or (lambda text: seconds_at(rate, text)), Speaking(rate=rate), rate)
    for number, opening in enumerate(openings):
        writer.read(opening, -1 - number)
    return writer.walk(plan)


def _recorded(script: Script) -> Script:
    """Return the script with the cues that are meant for a recording in place of the usual ones."""
    instead = {
        name.removesuffix(RECORDED): cue
        for name, cue in script.cues.items()
        if name.endswith(RECORDED)
    }
    return replace(script, cues={**script.cues, **instead})


def _next(session: Session) -> int:
    return session.now + next_boundary(session)


@dataclass
class _Writer:
    """Writes one sheet; `now` is where it stands, `begun` what the voice is saying since when."""

    lasts: Lasts
    speaking: Speaking
    rate: int
    now: int = 0
    entries: list[Entry] = field(default_factory=list)

    def read(self, opening: Opening, index: int) -> None:
        """Read something out, and leave as long after it as after any page."""
        cue = read_out("opening", opening.heading, opening.lines)
        here = Moment(index, Kind.SCREEN, self.now, False)
        self._hear(cue, here, Entry(self.now, "before"))
        self._go(self.now + self._sentence(cue.say))

    def walk(self, plan: Plan) -> Sheet:
        """Let the session go from boundary to boundary, and write what it says."""
        start = self.now
        session, effects = begin(plan, 0.0)
        self._write(session, effects)
        while not session.over:
            if isinstance(session.phase, Step) and session.phase.stop_on_no:
                session, effects = self._ask(session, session.phase, start)
            else:
                at = _next(session)
                self._count_in(session, start, at)
                self._go(start + at)
                session, effects = step(session, Tick(at / 1000))
            self._write(session, effects)
        if self.speaking.saying:
            self._go(max(self.now, self._ends()))
        return Sheet(tuple(self.entries), self.now)

    def _count_in(self, session: Session, start: int, to: int) -> None:
        """Click in each of the last seconds before the pressure."""
        for at in range(session.now, to, 1000):
            if counting(session, at / 1000):
                self._go(start + at)
                self.entries.append(replace(self._entry(session), sound="tick"))

    def _ask(self, session: Session, phase: Step, start: int) -> tuple[Session, tuple[Effect, ...]]:
        """Say what a "no" would mean, since nobody hears it here; leave time, and go on."""
        assert session.cue is not None
        warning = replace(session.cue, say=f"If not: {phase.hint}", lines=(phase.hint,))
        self._hear(warning, moment(session), self._entry(session))
        at = session.now + self._sentence(f"{session.cue.say} {warning.say}")
        self._go(start + at)
        return step(session, Yes(at / 1000))

    def _sentence(self, text: str) -> int:
        return round((seconds_at(self.rate, text) + AUTO) * 1000)

    def _entry(self, session: Session) -> Entry:
        timed = session.phase if isinstance(session.phase, Timed) else None
        side, turn = (session.dose.side, timed.round + 1) if timed else ("", 0)
        return Entry(self.now, session.kind.value, side=side, round=turn)

    def _write(self, session: Session, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            entry = self._entry(session)
            if isinstance(effect, Ring):
                self.entries.append(replace(entry, sound=effect.sound))
            elif isinstance(effect, Say) and effect.cue.id != KEYS:
                self._hear(effect.cue, moment(session), entry)

    def _hear(self, cue: Cue, here: Moment, entry: Entry) -> None:
        self.speaking, begun = hear(self.speaking, cue, here, self.now / 1000)
        self._begin(begun, entry)

    def _begin(self, begun: Utterance | None, entry: Entry) -> None:
        """Write what is said from now on; what it cuts off ends now, or never began."""
        if begun is None:
            return
        found = []
        for each in self.entries:
            if each.say and each.until > self.now:
                if each.at == self.now:
                    continue
                each = replace(each, until=self.now)
            found.append(each)
        until = self.now + round(self.lasts(begun.text) * 1000)
        self.entries = [*found, replace(entry, at=self.now, say=begun.text, until=until)]

    def _ends(self) -> int:
        """Return when the voice will have ended."""
        assert self.speaking.saying is not None
        lasts = self.lasts(self.speaking.saying.text)
        return round((self.speaking.began + lasts) * 1000)

    def _go(self, to: int) -> None:
        """Let time pass; what waits may begin on the way."""
        while self.speaking.saying and (ends := self._ends()) <= to:
            self.now = max(self.now, ends)
            waited = self.speaking.waiting
            self.speaking, begun = over(self.speaking, self.now / 1000)
            if begun and waited:
                where = waited.moment
                self._begin(begun, Entry(self.now, where.kind.value))
        self.now = to
