"""Notes: facts about a session, each written the moment it is true.

A note is a fact, not a key press, so that a record can be read by whatever version comes later:
an unknown kind or field is passed over. Times under pressure are whole milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import ClassVar, Literal, get_args

Reason = Literal[
    "finished", "stopped", "stop-sign", "screened-out", "not-found", "interrupted"
]  # fmt: skip
REASONS: tuple[Reason, ...] = get_args(Reason)

HoldEnd = Literal["full", "enough", "unanswered", "unsettled", "stretch", "minutes", "resumes"]
"""Why a hold ended: full; the person had enough; a gentle check-in got no answer; easing did not
settle it; the longest stretch, or the minutes, were used up; too little was left after a pause."""


@dataclass(frozen=True)
class Began:
    """A phase has begun; `side` and `round` count from 0 and are -1 where there is none."""

    kind: ClassVar[str] = "began"
    phase: str
    side: int = -1
    round: int = -1


@dataclass(frozen=True)
class Held:
    """The running totals of the hold at hand, in milliseconds."""

    kind: ClassVar[str] = "held"
    side: int
    round: int
    held: int
    charged: int


@dataclass(frozen=True)
class HoldOver:
    """A hold has ended, with its totals in milliseconds."""

    kind: ClassVar[str] = "hold-over"
    side: int
    round: int
    held: int
    charged: int
    how: HoldEnd


@dataclass(frozen=True)
class Rated:
    """A rating from 0 to 10: the usual pain before or after, or the feeling in a hold."""

    kind: ClassVar[str] = "rated"
    when: Literal["before", "hold", "after"]
    value: int


@dataclass(frozen=True)
class Answered:
    """A check-in was answered, or was not."""

    kind: ClassVar[str] = "answered"
    yes: bool


@dataclass(frozen=True)
class Eased:
    """The person eased off in a hold, or was told to."""

    kind: ClassVar[str] = "eased"
    side: int
    round: int


@dataclass(frozen=True)
class Paused:
    """The session stands still; `lost` is the length of a gap in milliseconds, 0 for a wish."""

    kind: ClassVar[str] = "paused"
    lost: int = 0


@dataclass(frozen=True)
class Resumed:
    """The session goes on after so many milliseconds of pause, gaps not included."""

    kind: ClassVar[str] = "resumed"
    after: int


@dataclass(frozen=True)
class SideOver:
    """A side has ended before its last round, and why."""

    kind: ClassVar[str] = "side-over"
    side: int
    why: Literal["unsettled", "minutes", "left-out"]


@dataclass(frozen=True)
class Sign:
    """What stopped the session: the id of a stop sign, or of a screen."""

    kind: ClassVar[str] = "sign"
    id: str


@dataclass(frozen=True)
class Ended:
    """The session has ended; a later `stop-sign` replaces an earlier `stopped`."""

    kind: ClassVar[str] = "ended"
    reason: Reason


@dataclass(frozen=True)
class TakenUp:
    """A session that had ended goes on: the end before it no longer holds.

    `gentle` is whether it goes on as a lighter one, `cleared` whether an option answered for it.
    """

    kind: ClassVar[str] = "taken-up"
    gentle: bool = False
    cleared: bool = False


@dataclass(frozen=True)
class Later:
    """What was said once the session was over; of two the later counts.

    `after` and `next-day` are the usual pain, 0 to 10; `sore` is 1 where the place is still sore to
    touch, else 0.
    """

    kind: ClassVar[str] = "later"
    what: Literal["after", "next-day", "sore"]
    value: int


@dataclass(frozen=True)
class Remark:
    """The person's own words about the session, in place of earlier ones; none take them back."""

    kind: ClassVar[str] = "remark"
    text: str


Fact = (
    Began | Held | HoldOver | Rated | Answered | Eased | Paused | Resumed | SideOver | Sign | Ended
    | TakenUp | Later | Remark
)  # fmt: skip
"""What a note says."""

KINDS: Mapping[str, type[Fact]] = {
    fact.kind: fact
    for fact in (
        Began, Held, HoldOver, Rated, Answered, Eased, Paused, Resumed, SideOver, Sign, Ended,
        TakenUp, Later, Remark,
    )
}  # fmt: skip


def durable(fact: Fact) -> bool:
    """Say whether the fact must survive a power cut; the seconds need not, so as not to lag."""
    return not isinstance(fact, Held)


def to_dict(fact: Fact) -> dict[str, object]:
    """Return the fact as plain data with its `kind`, as it is stored and printed."""
    return {"kind": fact.kind, **asdict(fact)}


def from_dict(data: Mapping[str, object]) -> Fact | None:
    """Return the fact that the data hold; None for a kind or a shape that is not known."""
    known = KINDS.get(str(data.get("kind")))
    if known is None:
        return None
    try:
        return known(**{f.name: data[f.name] for f in fields(known) if f.name in data})  # type: ignore[arg-type]
    except TypeError:
        return None
