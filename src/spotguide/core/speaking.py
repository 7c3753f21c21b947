"""What a voice says when: one utterance at a time, begun when it is asked for or not at all.

Its law:

1. `now` cuts off whatever is being said; `soon` cuts off all but `now`, and but what is all but
   said; `calm` cuts off nothing.
2. At most one utterance waits, LATE seconds at most; then it is dropped. The newer one waits,
   unless the older is more urgent.
3. A new moment of the session ends what belonged to the one before; off the floor, where nobody
   presses, every cue does.
4. Cues of one moment are one utterance: the last `now` first, since it tells what to do.
5. Under pressure the clock never waits; off it, `unhurried` gives a phase the time of its words.

Time comes in with each call, in seconds on any clock that only goes forward.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from spotguide.core.constants import COUNT_IN
from spotguide.core.cues import WORDS_A_SECOND, Cue, Urgency, seconds_to_say
from spotguide.core.plan.phases import Kind, Phase, Timed
from spotguide.core.plan.plan import Plan
from spotguide.core.session.saying import opening
from spotguide.core.session.state import Session

LATE = 1.0  # seconds that a cue may wait; what it says is over then
NEARLY = 1.75  # seconds of a sentence, as reckoned, that may still be said to its end
USUAL_RATE = round(WORDS_A_SECOND * 60)  # words a minute, by which the clock is reckoned
RANK: dict[Urgency, int] = {"calm": 0, "soon": 1, "now": 2}


@dataclass(frozen=True)
class Moment:
    """When something is said: in which phase (and what lies over it), at which millisecond."""

    index: int
    kind: Kind
    now: int
    floor: bool


def moment(session: Session) -> Moment:
    """Return the moment at which the session is."""
    return Moment(session.index, session.kind, session.now, session.on_floor and not session.why)


@dataclass(frozen=True)
class Utterance:
    """The cues of one moment, in the order in which they are said; `at` is when they were asked."""

    cues: tuple[Cue, ...]
    moment: Moment
    at: float

    @property
    def text(self) -> str:
        """What is said."""
        return " ".join(cue.say for cue in self.cues)

    @property
    def urgency(self) -> Urgency:
        """That of the most urgent cue."""
        return max((cue.urgency for cue in self.cues), key=RANK.__getitem__)

    @property
    def latest(self) -> float:
        """The latest moment at which it is still of use to begin it."""
        return self.at + LATE

    def urgency_after(self, seconds: float, rate: int = USUAL_RATE) -> Urgency:
        """Return the urgency of the cue that is being said after so many seconds."""
        for cue in self.cues:
            seconds -= seconds_at(rate, cue.say)
            if seconds < 0:
                return cue.urgency
        return self.cues[-1].urgency


def seconds_at(rate: int, text: str) -> float:
    """Estimate how long a voice takes for the text at so many words a minute, in seconds."""
    return seconds_to_say(text) * USUAL_RATE / rate


@dataclass(frozen=True)
class Speaking:
    """What is being said since when, and what waits; `rate` is in words a minute."""

    saying: Utterance | None = None
    began: float = 0.0
    waiting: Utterance | None = None
    rate: int = USUAL_RATE


Next = tuple[Speaking, Utterance | None]
"""The state after a call, and what is to be said from now on in place of all else, if anything."""


def hear(speaking: Speaking, cue: Cue, here: Moment, at: float) -> Next:
    """Take a cue: it begins now, waits, or is dropped."""
    saying, waiting = speaking.saying, speaking.waiting
    if saying and cue in saying.cues and same_phase(saying.moment, here) and here.floor:
        return speaking, None  # it is being said: a key pressed again must not make it stammer
    together = next((one.cues for one in (saying, waiting) if one and one.moment == here), ())
    asked = Utterance(_ordered((*together, cue)), here, at)
    if saying is None or saying.moment == here or _cuts(asked, speaking, at):
        return replace(speaking, saying=asked, began=at, waiting=None), asked
    if waiting and waiting.moment != here and _outranks(waiting, asked) and at <= waiting.latest:
        return speaking, None
    return replace(speaking, waiting=asked), None


def over(speaking: Speaking, at: float) -> Next:
    """Take note that the voice has ended; what waits begins, unless it is too late for it."""
    waiting = speaking.waiting
    speaking = replace(speaking, saying=None, waiting=None)
    if waiting is None or at > waiting.latest:
        return speaking, None
    return replace(speaking, saying=waiting, began=at), waiting


def hush(speaking: Speaking) -> Speaking:
    """Drop what is being said and what waits."""
    return replace(speaking, saying=None, waiting=None)


def _ordered(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """Put the last `now` first: what to do comes before why."""
    urgent = [number for number, cue in enumerate(cues) if cue.urgency == "now"]
    if not urgent:
        return cues
    last = urgent[-1]
    return (cues[last], *cues[:last], *cues[last + 1 :])


def same_phase(one: Moment, other: Moment) -> bool:
    """Say whether two moments lie in the same phase, with the same over it."""
    return (one.index, one.kind) == (other.index, other.kind)


def _outranks(one: Utterance, other: Utterance) -> bool:
    return RANK[one.urgency] > RANK[other.urgency]


def _cuts(asked: Utterance, speaking: Speaking, at: float) -> bool:
    """Say whether the utterance ends what is being said."""
    saying = speaking.saying
    assert saying is not None
    if not (same_phase(saying.moment, asked.moment) and asked.moment.floor):
        return True
    said = at - speaking.began
    if asked.urgency == "soon":
        urgency = saying.urgency_after(said, speaking.rate)
        left = seconds_at(speaking.rate, saying.text) - said
        return urgency == "calm" or (urgency == "soon" and left > NEARLY)
    return asked.urgency == "now"


def counting(session: Session, at: float) -> int | None:
    """Return which of the last seconds of Ready runs at this time, 3, 2 or 1; else None.

    `at` is a time of the session, not earlier than the session itself.
    """
    if session.kind is not Kind.READY or session.plan.rehearsed:
        return None
    left = session.timed.seconds - _spent(session, at) // 1000
    return left if 1 <= left <= COUNT_IN else None


def _spent(session: Session, at: float) -> int:
    return session.spent + max(0, round((at - session.zero) * 1000) - session.now)


SPOKEN = (Kind.SETTLE, Kind.READY, Kind.REST, Kind.SWITCH)
"""The phases of the floor without pressure: here the clock waits for the words."""


def unhurried(plan: Plan, rate: int = USUAL_RATE) -> Plan:
    """Return the plan with each phase off the pressure long enough for what is said in it.

    Ready counts in after its words; nothing under pressure changes, and no phase gets shorter.
    """
    fitted = tuple(_fitted(plan, index, rate) for index in range(len(plan.phases)))
    return replace(plan, phases=fitted)


def _fitted(plan: Plan, index: int, rate: int) -> Phase:
    phase = plan.phases[index]
    if not isinstance(phase, Timed) or phase.kind not in SPOKEN:
        return phase
    there = Session(plan=plan, zero=0.0, phases=plan.phases, index=index)
    words = sum(seconds_at(rate, cue.say) for cue in opening(there))
    count_in = COUNT_IN if phase.kind is Kind.READY else 0
    return replace(phase, seconds=max(phase.seconds, math.ceil(words) + count_in))
