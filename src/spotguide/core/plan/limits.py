"""Limits: the strictest numbers that fit a spot, and what earlier sessions leave for today.

Everything is counted a place, that is a side of a spot, and in exact hours, without time zones: no
clock that is set back and no daylight saving opens or shuts the door.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property

from spotguide.core.catalog.doses import DoseLimits, DosesFile, Tighter
from spotguide.core.catalog.spots import Spot
from spotguide.core.constants import COUNTS, DAY, EVENING
from spotguide.core.history import Record


@dataclass(frozen=True)
class Limits:
    """The strictest limits for one spot: seconds, rounds, minutes, hours, points from 0 to 10."""

    longest_hold_seconds: int
    max_rounds: int
    min_rest_seconds: int
    max_minutes_per_place_per_session: int
    max_minutes_per_place_per_day: int
    max_minutes_all_places_per_day: int
    max_sessions_per_place_per_day: int
    min_hours_between_sessions: int
    max_intensity: int
    say: tuple[str, ...] = ()


FLOORS = ("min_rest_seconds", "min_hours_between_sessions")
NUMBERS = tuple(name for name in Limits.__dataclass_fields__ if name != "say")


def limits_for(spot: Spot, doses: DosesFile) -> Limits:
    """Return the strictest of the general limits, those of the region, and those of the spot."""
    general = doses.dose_limits
    rules = tighter_rules(spot, general)
    numbers = {}
    for name in NUMBERS:
        given = [getattr(general, name), *(getattr(rule, name) for rule in rules)]
        strictest = max if name in FLOORS else min
        numbers[name] = strictest(value for value in given if value is not None)
    return Limits(**numbers, say=tuple(rule.say for rule in rules))


def tighter_rules(spot: Spot, limits: DoseLimits) -> list[Tighter]:
    """Return the rules that replace the general ones at this spot."""
    region = limits.region.get(spot.region)
    front = limits.front_of_neck
    named = [front] if spot.slug in (front.spots or ()) else []
    return [*([region] if region else []), *named]


def counts(record: Record) -> bool:
    """Say whether a session counts: it was finished, or COUNTS seconds were charged."""
    return record.reason == "finished" or record.charged() >= COUNTS * 1000


def redate(
    records: Iterable[Record], now: datetime, seen: dict[int, datetime]
) -> tuple[list[Record], dict[int, datetime]]:
    """Date sessions that claim to lie in the future to when they were first seen.

    `seen` holds those dates by the id of the session; the newly seen come back beside the records.
    A claim that no longer lies in the future holds: it was the clock that had been set back. Where
    the clock was set during a session, that began and ended at the later of its two times.
    """
    dated: list[Record] = []
    fresh: dict[int, datetime] = {}
    for record in records:
        latest = max(record.started_at, record.ended_at)
        if record.id is not None and latest > now:
            if record.id not in seen:
                fresh[record.id] = now
            at = min(seen.get(record.id, now), now)
            record = replace(record, started_at=at, ended_at=at)
        elif not timedelta() <= record.ended_at - record.started_at <= timedelta(hours=DAY):
            record = replace(record, started_at=latest, ended_at=latest)
        dated.append(record)
    return dated, fresh


@dataclass(frozen=True)
class Place:
    """What earlier sessions leave for one side of a spot.

    `wait` says why it may not be pressed now, and `until` from when it may (None: not by waiting
    alone). `budget` is in seconds. After a flare the dose is halved: that of the spot, and `flared`
    is the hold in seconds and the rounds of what flared, if they are known.
    """

    side: str
    first_time: bool
    budget: int
    wait: str = ""
    until: datetime | None = None
    halved: bool = False
    flared: tuple[int, int] | None = None


@dataclass(frozen=True)
class Ledger:
    """The past of one spot, and how its limits read it.

    `lifted` says by side up to when flares no longer close the place: it was opened again.
    """

    spot: Spot
    doses: DosesFile
    records: tuple[Record, ...]
    now: datetime
    lifted: Mapping[str, datetime] = field(default_factory=dict)

    @cached_property
    def limits(self) -> Limits:
        """The strictest limits for the spot."""
        return limits_for(self.spot, self.doses)

    def at(self, side: str) -> list[Record]:
        """Return the sessions that count at this place, oldest first."""
        here = (r for r in self.records if r.outline.spot == self.spot.slug)
        return [r for r in here if counts(r) and r.charged_to(side)]

    def recent(self) -> bool:
        """Say whether the spot was pressed so lately that it may still be sore."""
        hours = self.doses.dose_limits.soreness.skip_hours_after_flare
        here = (r for r in self.records if r.outline.spot == self.spot.slug and r.charged())
        return any(self.now - r.ended_at < timedelta(hours=hours) for r in here)

    def all_places_left(self) -> int:
        """Return the seconds that today leaves for all places together."""
        charged = sum(
            record.charged(number) * len(places)
            for record in self._of_the_day()
            for number, places in enumerate(record.outline.places)
        )
        return max(0, self.limits.max_minutes_all_places_per_day * 60 - -(-charged // 1000))

    def _of_the_day(self) -> list[Record]:
        return [r for r in self.records if self.now - r.ended_at < timedelta(hours=DAY)]

    def budget(self, side: str) -> int:
        """Return the seconds that this session and the day leave for the place."""
        here = (r for r in self._of_the_day() if r.outline.spot == self.spot.slug)
        charged = -(-sum(record.charged_to(side) for record in here) // 1000)
        limits = self.limits
        day = limits.max_minutes_per_place_per_day * 60 - charged
        return max(0, min(day, limits.max_minutes_per_place_per_session * 60))

    def place(self, side: str, sessions: int) -> Place:
        """Say what is left for a place that may have so many sessions a day."""
        past = self.at(side)
        found = Place(side, first_time=not past, budget=self.budget(side))
        waits = [
            *self._sessions(past, sessions),
            *self._hours(side, past),
            *self._flare(side, past),
        ]
        if found.budget == 0 or self.all_places_left() == 0:
            waits.append(("minutes", self._day_over(side)))
        if waits:
            why, until = max(
                waits, key=lambda wait: wait[1] or datetime.max.replace(tzinfo=self.now.tzinfo)
            )
            found = replace(found, wait=why, until=until)
        if not (past and self.flared(past[-1])):
            return found
        return replace(found, halved=True, flared=_set_out(past[-1], side))

    def _sessions(self, past: Sequence[Record], most: int) -> list[tuple[str, datetime | None]]:
        evening = timedelta(hours=EVENING)
        starts = [r.started_at for r in past if self.now - r.started_at < evening]
        return [("sessions", starts[-most] + evening)] if len(starts) >= most else []

    def _hours(self, side: str, past: Sequence[Record]) -> list[tuple[str, datetime | None]]:
        waits: list[tuple[str, datetime | None]] = []
        hours = timedelta(hours=self.limits.min_hours_between_sessions)
        last = list(past[-1:])
        if self.spot.one_side_only:
            last += self.at("right" if side == "left" else "left")[-1:]
        waits += [("hours", r.ended_at + hours) for r in last]
        if len(past) == 1:
            first = timedelta(hours=self.doses.first_time.wait_hours_before_next)
            waits.append(("first", past[0].ended_at + first))
        return [wait for wait in waits if wait[1] is None or wait[1] > self.now]

    def flared(self, record: Record) -> bool:
        """Say whether the usual pain rose after it or by the next day; unrated, nobody knows."""
        if record.before is None or record.worst_after is None:
            return False
        rise = record.worst_after - record.before
        return rise >= self.doses.dose_limits.soreness.flare_points

    def closed_by(self, side: str) -> Record | None:
        """Return the session that closed the place, by a flare after a flare; None if it is open.

        A word that opened the place lifts what came before it; a flare after that closes it again.
        """
        past = self.at(side)
        if len(past) < 2 or not (self.flared(past[-1]) and self.flared(past[-2])):
            return None
        through = self.lifted.get(side)
        return None if through is not None and past[-1].ended_at <= through else past[-1]

    def _flare(self, side: str, past: Sequence[Record]) -> list[tuple[str, datetime | None]]:
        if not past or not self.flared(past[-1]):
            return []
        if self.closed_by(side):
            return [("flares", None)]
        hours = timedelta(hours=self.doses.dose_limits.soreness.skip_hours_after_flare)
        until = past[-1].ended_at + hours
        return [("flare", until)] if until > self.now else []

    def _day_over(self, side: str) -> datetime:
        """Return when so much of the day's pressure is a day old that minutes are left again."""
        day = timedelta(hours=DAY)
        ages = sorted(record.ended_at + day for record in self._of_the_day())
        later = (replace(self, now=at) for at in ages)
        return next(then.now for then in later if then.budget(side) and then.all_places_left())


def _set_out(record: Record, side: str) -> tuple[int, int] | None:
    """Return the hold and the rounds that a session set out to do at a place, if it says so."""
    outline = record.outline
    passes = zip(outline.places, outline.holds, outline.rounds, strict=False)
    return next(((hold, rounds) for places, hold, rounds in passes if side in places), None)
