"""The state of a session: one frozen object, and what can be read off it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from spotguide.core.constants import IDLE
from spotguide.core.cues import Cue
from spotguide.core.notes import Fact, HoldOver, Reason
from spotguide.core.plan.phases import FLOOR, Kind, Phase, Timed
from spotguide.core.plan.plan import Answers, Plan, SideDose
from spotguide.core.session.events import Effect, Note, Ring, Say

LONG_AGO = -1_000_000

Sounds = Literal["none", "on", "off"]
"""Whether a voice or earcons are there, and whether they may be heard."""


@dataclass(frozen=True)
class Turn:
    """The hold at hand; times in milliseconds, -1 where a clock does not run.

    `held` goes toward the dose, `charged` against the limits; `stretch` is what was charged since
    the last lift-off. `easing` and `asked` are how long easing and an open check-in have lasted.
    """

    held: int = 0
    charged: int = 0
    stretch: int = 0
    marked: int = 0
    asked: int = -1
    easing: int = -1
    answered_at: int = LONG_AGO
    first: int | None = None
    highest: int = 0
    eases: int = 0
    resumes: int = 0
    faded: bool = False
    spent: bool = False


@dataclass(frozen=True)
class Session:
    """A session at one moment. All times are whole milliseconds since `zero`, a monotonic time.

    `spent` is how long this phase has lasted, `waited` how long nobody has done anything.
    `charged` counts each side of the plan; `out` gathers the effects of the step at hand. `mark`
    is what the key of `heard_at` has done where that is more than being heard.
    """

    plan: Plan
    zero: float
    phases: tuple[Phase, ...]
    index: int = 0
    now: int = 0
    spent: int = 0
    waited: int = 0
    answers: Answers = ()
    asked_at: tuple[int, ...] = ()
    turn: Turn = Turn()
    unsettled: int = 0
    charged: tuple[int, ...] = ()
    holds: tuple[HoldOver, ...] = ()
    side_over: bool = False
    paused: bool = False
    paused_for: int = 0
    why: bool = False
    marked: int = 0
    picked: frozenset[int] = frozenset()
    hint: int = 0
    tries: int = 0
    eager: bool = False
    reading: bool = False
    heard_at: int = LONG_AGO
    mark: str = ""
    said_at: int = LONG_AGO
    cue: Cue | None = None
    reason: Reason | None = None
    sign: str = ""
    sound: Sounds = "none"
    over: bool = False
    out: tuple[Effect, ...] = field(default=(), repr=False)

    @property
    def phase(self) -> Phase:
        """The phase at hand."""
        return self.phases[self.index]

    @property
    def timed(self) -> Timed:
        """The phase at hand, which must be one of the floor."""
        assert isinstance(self.phase, Timed)
        return self.phase

    @property
    def kind(self) -> Kind:
        """What this moment is: the kind of the phase, or what lies over it."""
        if self.why:
            return Kind.WHY
        if self.paused:
            return Kind.PAUSED
        return self.phase.kind

    @property
    def on_floor(self) -> bool:
        """Say whether the phase lies between Settle and the last Release, paused or not."""
        return self.phase.kind in FLOOR

    @property
    def dose(self) -> SideDose:
        """The dose of the side at hand; the phase must be one of the floor."""
        return self.plan.sides[self.timed.side]

    @property
    def asking(self) -> bool:
        """Say whether a check-in is open."""
        return self.turn.asked >= 0

    @property
    def easing(self) -> bool:
        """Say whether the hold stands still until the feeling is back in the window."""
        return self.turn.easing >= 0

    @property
    def held(self) -> int:
        """Milliseconds toward the dose, in all holds."""
        return sum(hold.held for hold in self.holds) + self.turn.held

    @property
    def side_charged(self) -> int:
        """Milliseconds charged to the side at hand, this hold included."""
        return self.charged[self.timed.side]

    def left_to_charge(self, side: int) -> int:
        """Return the milliseconds that the limits leave for this side of the plan."""
        dose = self.plan.sides[side]
        everywhere = sum(
            charged * len(other.places)
            for charged, other in zip(self.charged, self.plan.sides, strict=True)
        )
        all_places = (self.plan.rules.all_places * 1000 - everywhere) // max(1, len(dose.places))
        return max(0, min(dose.budget * 1000 - self.charged[side], all_places))

    @property
    def stretch_left(self) -> int:
        """Milliseconds until the hold must end, whatever the dose."""
        return max(0, self.plan.rules.longest * 1000 - self.turn.stretch)

    @property
    def idle_left(self) -> int:
        """Milliseconds until a session that waits is ended."""
        return max(0, IDLE * 1000 - self.waited)


def say(session: Session, cue: Cue) -> Session:
    """Add the cue to the effects, and remember it for Repeat."""
    return replace(session, cue=cue, said_at=session.now, out=(*session.out, Say(cue)))


def note(session: Session, *facts: Fact) -> Session:
    """Add the facts to the effects, to be written in this order."""
    return replace(session, out=(*session.out, *(Note(fact) for fact in facts)))


def ring(session: Session, ring: Ring) -> Session:
    """Add the earcon to the effects."""
    return replace(session, out=(*session.out, ring))


def heard(session: Session) -> Session:
    """Show and sound that a key has arrived, and do nothing else."""
    return ring(replace(session, heard_at=session.now, mark=""), Ring("tick"))
