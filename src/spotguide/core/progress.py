"""Whether it helps: ratings over sessions and weeks, and a verdict that claims no more than that.

A rating belongs to a session, not to a side: the sessions that treated one alone tell of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from statistics import median
from typing import Literal

from spotguide.core.catalog.doses import DosesFile, Outcome
from spotguide.core.history import Record

Verdict = Literal["better", "no-change", "worse", "too-few"]


@dataclass(frozen=True)
class Point:
    """A session that was pressed, with the usual pain before, after and the next day, 0 to 10."""

    id: int | None
    at: datetime
    sides: tuple[str, ...]
    before: int | None
    after: int | None
    next_day: int | None

    @property
    def fall(self) -> int | None:
        """By how many points it fell from before to after; below nothing where it rose."""
        if self.before is None or self.after is None:
            return None
        return self.before - self.after


@dataclass(frozen=True)
class Middle:
    """The middle ratings of some sessions, None where there is no rating.

    `both` sessions were rated before and after; in `matters` of them the fall was one that counts.
    """

    sessions: int
    before: float | None
    after: float | None
    next_day: float | None
    fall: float | None
    both: int
    matters: int


@dataclass(frozen=True)
class Week:
    """A week counted from the first session of the course, by the day on which it begins."""

    begins: date
    middle: Middle


@dataclass(frozen=True)
class Progress:
    """What the course at a spot came to; `earlier` sessions lie before a long time without any.

    `first` and `latest` are the sessions at either end that are compared, none where too few were
    rated. `review` is whether it is time to look back and ask whether it helps at all.
    """

    spot: str
    points: tuple[Point, ...]
    earlier: int
    first: tuple[Point, ...]
    latest: tuple[Point, ...]
    verdict: Verdict
    review: bool
    outcome: Outcome

    @cached_property
    def middle(self) -> Middle:
        """The middle ratings of all sessions of the course."""
        return middle_of(self.points, self.outcome)

    @cached_property
    def sides(self) -> dict[str, Middle]:
        """The middle ratings of the sessions that treated one side alone, by side."""
        return _sides(self.points, self.outcome)

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """The weeks in which there was a session, in order."""
        return tuple(_weeks(self.points, self.outcome))

    @property
    def ends(self) -> tuple[float, float] | None:
        """The middle ratings before the first and before the latest sessions."""
        if not self.first:
            return None
        return _median(p.before for p in self.first) or 0, _median(
            p.before for p in self.latest
        ) or 0


def progress(spot: str, records: Iterable[Record], doses: DosesFile, now: datetime) -> Progress:
    """Return what the newest course at a spot came to; `records` are oldest first."""
    outcome, course = doses.outcome, doses.dose_limits.course
    here = (_point(record) for record in records if record.outline.spot == spot)
    every = [point for point in here if point.sides]
    points = _newest_course(every, timedelta(days=outcome.trend.new_course_days))
    rated = [point for point in points if point.before is not None]
    each = outcome.trend.sessions_each
    enough = len(rated) >= 2 * each
    first, latest = (rated[:each], rated[-each:]) if enough else ([], [])
    verdict = _verdict(first, latest, outcome)
    long = bool(points) and now - points[0].at >= timedelta(days=course.review_after_days)
    return Progress(
        spot,
        tuple(points),
        len(every) - len(points),
        tuple(first),
        tuple(latest),
        verdict,
        verdict != "better" and (long or len(points) >= course.review_after_sessions),
        outcome,
    )


def middle_of(points: Sequence[Point], outcome: Outcome) -> Middle:
    """Return the middle ratings of some sessions."""
    both = [(p.before, p.fall) for p in points if p.before is not None and p.fall is not None]
    return Middle(
        len(points),
        _median(p.before for p in points),
        _median(p.after for p in points),
        _median(p.next_day for p in points),
        _median(fall for _, fall in both),
        len(both),
        sum(_matters(before, fall, outcome) for before, fall in both),
    )


def _point(record: Record) -> Point:
    rated = record.before, record.after, record.next_day
    return Point(record.id, record.started_at, record.treated, *rated)


def _newest_course(points: list[Point], gap: timedelta) -> list[Point]:
    """Return the sessions since the last time that there was none for so long."""
    begins = 0
    for number in range(1, len(points)):
        if points[number].at - points[number - 1].at >= gap:
            begins = number
    return points[begins:]


def _matters(before: float, fall: float, outcome: Outcome) -> bool:
    """Say whether a fall counts: so many points, and so many percent of where it began."""
    enough = fall >= outcome.meaningful_points
    return enough and fall * 100 >= before * outcome.meaningful_percent


def _verdict(first: Sequence[Point], latest: Sequence[Point], outcome: Outcome) -> Verdict:
    began, now = _median(p.before for p in first), _median(p.before for p in latest)
    if began is None or now is None:
        return "too-few"
    if _matters(began, began - now, outcome):
        return "better"
    return "worse" if now - began >= outcome.meaningful_points else "no-change"


def _sides(points: Sequence[Point], outcome: Outcome) -> dict[str, Middle]:
    found = {}
    for side in ("left", "right"):
        alone = [point for point in points if point.sides == (side,)]
        if alone:
            found[side] = middle_of(alone, outcome)
    return found


def _weeks(points: Sequence[Point], outcome: Outcome) -> Iterable[Week]:
    if not points:
        return
    begins = points[0].at.date()
    weeks: dict[int, list[Point]] = {}
    for point in points:
        weeks.setdefault((point.at.date() - begins).days // 7, []).append(point)
    for number, found in sorted(weeks.items()):
        yield Week(begins + timedelta(weeks=number), middle_of(found, outcome))


def _median(values: Iterable[int | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None
