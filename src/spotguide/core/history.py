"""A record: the notes of one session, folded; whatever version wrote them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime, timedelta
from typing import Literal

from spotguide.core.constants import GAP, IDLE, UNSETTLED
from spotguide.core.notes import (
    Began,
    Eased,
    Ended,
    Fact,
    Held,
    HoldOver,
    Later,
    Paused,
    Rated,
    Reason,
    Remark,
    Resumed,
    SideOver,
    Sign,
    TakenUp,
    from_dict,
)
from spotguide.core.session.progress import Progress, unsettled

MORNING = 6  # hours after a session from which a rating is about the next day


@dataclass(frozen=True)
class Outline:
    """What a session set out to do, as it is stored when it begins; times in seconds.

    `sides` are the passes in order ("left", "right", "both" or "middle"), each with its hold,
    rounds, whether it was a first time and how strong it might get, from 0 to 10; `places` are the
    sides of the body that each charges.
    """

    spot: str
    by: str = "self"
    tool: str = ""
    position: str = ""
    sides: tuple[str, ...] = ()
    places: tuple[tuple[str, ...], ...] = ()
    holds: tuple[int, ...] = ()
    rounds: tuple[int, ...] = ()
    first: tuple[bool, ...] = ()
    highs: tuple[int, ...] = ()
    gentle: bool = False
    cleared: bool = False
    agreed: tuple[str, ...] = ()

    @property
    def planned(self) -> int:
        """Seconds of pressure that were planned."""
        return sum(hold * rounds for hold, rounds in zip(self.holds, self.rounds, strict=True))

    def to_dict(self) -> dict[str, object]:
        """Return the outline as plain data, as it is stored and printed."""
        return asdict(self)


def outline_from(data: Mapping[str, object]) -> Outline:
    """Return the outline that the data hold, whatever version wrote them; unknown keys are left."""
    known = {f.name: _frozen(data[f.name]) for f in fields(Outline) if f.name in data}
    return Outline(**{"spot": "", **known})  # type: ignore[arg-type]


def _frozen(value: object) -> object:
    return tuple(map(_frozen, value)) if isinstance(value, list | tuple) else value


@dataclass(frozen=True)
class Record:
    """One session as history keeps it. Times under pressure in milliseconds, ratings 0 to 10.

    `reason` is None as long as nothing ended it. `paused` and `lost` are times off the record.
    `next_day`, `sore` (to touch) and `remark` are what the person said later. `ramps` is how often
    pressure began in the round at hand, `alive_at` the last note before a silence of IDLE;
    both are for taking the session up, and known only where its notes were folded.
    """

    outline: Outline
    started_at: datetime
    ended_at: datetime
    id: int | None = None
    holds: tuple[HoldOver, ...] = ()
    running: Held | None = None
    side: int = -1
    round: int = -1
    before: int | None = None
    after: int | None = None
    ratings: tuple[int, ...] = ()
    paused: int = 0
    lost: int = 0
    pauses: int = 0
    over: tuple[SideOver, ...] = ()
    reason: Reason | None = None
    sign: str = ""
    phase: str = ""
    next_day: int | None = None
    sore: bool | None = None
    remark: str = ""
    noted_at: tuple[datetime, ...] = field(default=(), repr=False)
    ramps: int = field(default=0, repr=False, compare=False)
    eases: int = field(default=0, repr=False, compare=False)
    felt: tuple[int, ...] = field(default=(), repr=False, compare=False)
    alive_at: datetime | None = field(default=None, repr=False, compare=False)

    @property
    def held(self) -> int:
        """Milliseconds toward the dose."""
        return sum(hold.held for hold in self.holds) + (self.running.held if self.running else 0)

    def charged(self, side: int | None = None) -> int:
        """Return the milliseconds against the limits, of one pass or of all."""
        holds: list[HoldOver | Held] = [*self.holds, *([self.running] if self.running else [])]
        return sum(hold.charged for hold in holds if side in (None, hold.side))

    def charged_to(self, place: str) -> int:
        """Return the milliseconds charged to one side of the body."""
        passes = [n for n, places in enumerate(self.outline.places) if place in places]
        return sum(self.charged(number) for number in passes)

    @property
    def treated(self) -> tuple[str, ...]:
        """The sides of the body that were pressed at all, in order."""
        passes = [places for n, places in enumerate(self.outline.places) if self.charged(n)]
        return tuple(dict.fromkeys(place for places in passes for place in places))

    @property
    def worst_after(self) -> int | None:
        """The higher of the ratings after it and the next day: what a flare is read from."""
        known = [value for value in (self.after, self.next_day) if value is not None]
        return max(known, default=None)

    @property
    def progress(self) -> Progress:
        """Where the session stood, for taking it up again."""
        charged = tuple(self.charged(number) for number in range(len(self.outline.places)))
        held, cost = (self.running.held, self.running.charged) if self.running else (0, 0)
        side, turn = max(0, self.side), max(0, self.round)
        done = any((hold.side, hold.round) == (side, turn) for hold in self.holds)
        over = frozenset(each.side for each in self.over)
        if unsettled(self.holds, side) >= UNSETTLED:  # killed before that could be noted
            over |= {side}
        stood = Progress(side, turn, held, cost, charged, self.holds, over=over)
        if done:
            return replace(stood, round=turn + 1)
        return replace(stood, ramps=self.ramps, eases=self.eases, felt=self.felt)


def fold(outline: Outline, notes: Iterable[tuple[datetime, Fact]], started_at: datetime) -> Record:
    """Return the record that the notes add up to, in the order they were written."""
    record = Record(outline, started_at, started_at, alive_at=started_at)
    for at, fact in notes:
        if record.reason is None or isinstance(fact, TakenUp):
            record = replace(record, ended_at=at, alive_at=_alive(record, at, fact))
        record = _add(record, fact)
    return record


def _alive(record: Record, at: datetime, fact: Fact) -> datetime:
    """Return the last moment before a long silence; what is noted after one tells of its end."""
    seen = record.alive_at or at
    long = timedelta(seconds=IDLE - GAP)  # by the clock on the wall, which may be a little off
    return seen if at - seen >= long and not isinstance(fact, TakenUp) else at


def _add(record: Record, fact: Fact) -> Record:
    match fact:
        case Began():
            return _begin(record, fact)
        case Held():
            return replace(record, running=fact)
        case HoldOver() | Eased():
            return _hold(record, fact)
        case Rated() | Later() | Remark():
            return _say(record, fact)
        case Paused():
            pauses = record.pauses + (not fact.lost)
            return replace(record, lost=record.lost + fact.lost, pauses=pauses)
        case Resumed():
            return replace(record, paused=record.paused + fact.after)
        case SideOver():
            return replace(record, over=(*record.over, fact))
        case Sign():
            return replace(record, sign=fact.id)
        case Ended() | TakenUp():
            return _end(record, fact)
        case _:
            return record


def _hold(record: Record, fact: HoldOver | Eased) -> Record:
    """Take in the end of a hold, or that it was eased; the next one begins anew."""
    if isinstance(fact, Eased):
        return replace(record, eases=record.eases + 1)
    over = replace(record, holds=(*record.holds, fact), running=None)
    return replace(over, ramps=0, eases=0, felt=())


def _end(record: Record, fact: Ended | TakenUp) -> Record:
    """Take in an end, or that it no longer holds; what went on as lighter stays so."""
    if isinstance(fact, Ended):
        return replace(record, reason=fact.reason)
    gentle = record.outline.gentle or fact.gentle
    return replace(record, reason=None, outline=replace(record.outline, gentle=gentle))


def _begin(record: Record, began: Began) -> Record:
    """Take in a phase; one of the desk has no side, and changes no round."""
    record = replace(record, phase=began.phase)
    if began.side < 0:
        return record
    if (began.side, began.round) != (record.side, record.round):
        record = replace(record, ramps=0, eases=0, felt=())
    ramps = record.ramps + (began.phase == "ramp")
    return replace(record, side=began.side, round=began.round, ramps=ramps)


def _say(record: Record, fact: Rated | Later | Remark) -> Record:
    """Add what the person said; what a later version lets them say is passed over."""
    if isinstance(fact, Remark):
        return replace(record, remark=fact.text)
    said = fact.when if isinstance(fact, Rated) else fact.what
    match said:
        case "before":
            return replace(record, before=fact.value)
        case "after":
            return replace(record, after=fact.value)
        case "hold":
            felt = (*record.felt, fact.value)
            return replace(record, ratings=(*record.ratings, fact.value), felt=felt)
        case "next-day":
            return replace(record, next_day=fact.value)
        case "sore":
            return replace(record, sore=bool(fact.value))
        case _:
            return record


def rated_when(record: Record, now: datetime) -> Literal["after", "next-day"]:
    """Return what a rating that is given now is about: the session, or the day after it."""
    return "next-day" if now - record.ended_at >= timedelta(hours=MORNING) else "after"


def facts(stored: Iterable[tuple[datetime, Mapping[str, object]]]) -> list[tuple[datetime, Fact]]:
    """Return the facts that stored notes hold; what is not known is passed over."""
    found = ((at, from_dict(data)) for at, data in stored)
    return [(at, fact) for at, fact in found if fact is not None]
