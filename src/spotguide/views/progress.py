"""Whether it helps, told plainly: a verdict, its reasons, a small chart, and what to do next.

In plain lines the chart is words. Nothing is counted to be proud of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spotguide.views.page import Block, Bullet, Page, Para, Row, Section
from spotguide.views.sources import Sources
from spotguide.views.words import counted

if TYPE_CHECKING:
    from spotguide.core.catalog import Catalog
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.progress import Middle, Point, Progress

ROWS = 10  # sessions and weeks that a page shows, the newest
LEGEND = "From 0 on the left to 10 on the right: o before, x after, = where both are the same."


@dataclass(frozen=True)
class Told:
    """What a page needs: the numbers, the facts, and whether a chart is drawn or told in words."""

    progress: Progress
    spot: Spot
    catalog: Catalog
    words: bool = False


def verdict(told: Told) -> str:
    """Return the sentence that the data hold for the verdict."""
    said: str = getattr(told.catalog.doses.outcome.trend, told.progress.verdict.replace("-", "_"))
    return said


def page(told: Told) -> Page:
    """Return the page about one spot."""
    sources = Sources(told.catalog.references)
    sections = [
        Section("Why", tuple(_reasons(told, sources))),
        *_charts(told),
        *_sides(told),
        _mind(told, sources),
        *_review(told, sources),
        *_signs(told, sources),
    ]
    number = str(told.spot.number)
    after = (("Rate a session later", "spotguide rate"),)
    return Page(
        told.spot.name, verdict(told), tuple(sections), number, named=sources.named, after=after
    )


def brief(told: Told) -> str:
    """Return one line about a spot, for the list of all."""
    middle = told.progress.middle
    sessions = counted(middle.sessions, "session")
    return f"{told.spot.number} {told.spot.name}, {sessions}: {verdict(told)}"


def reasons(told: Told) -> Iterator[str]:
    """Yield the numbers that the verdict rests on."""
    progress = told.progress
    each = told.catalog.doses.outcome.trend.sessions_each
    rated = sum(point.before is not None for point in progress.points)
    if progress.ends is None:
        sessions = counted(len(progress.points), "session")
        yield f"{sessions}, {rated} of them rated before pressing. It takes {2 * each}."
    else:
        first, latest = progress.ends
        yield (
            f"Before the first {each} ({_days(progress.first)}) the middle rating was {first:g}; "
            f"before the latest {each} ({_days(progress.latest)}) it was {latest:g}: "
            f"{_change(first, latest)}."
        )
    middle = progress.middle
    if middle.both and middle.fall is not None:
        yield (
            f"From before to after a session the middle change was {_change(middle.fall, 0)}; in "
            f"{middle.matters} of {middle.both} it was a fall that counts as a change."
        )


def _reasons(told: Told, sources: Sources) -> Iterator[Block]:
    outcome = told.catalog.doses.outcome
    yield from (Bullet(text) for text in reasons(told))
    yield Bullet(outcome.trend.rule, sources.tail(outcome.trend.claim))
    yield Bullet(outcome.rule, sources.tail(outcome.claim))
    if told.progress.earlier:
        days = outcome.trend.new_course_days
        earlier = counted(told.progress.earlier, "earlier session")
        yield Bullet(f"Not counted: {earlier}, {days} days or more before the next.")


def _charts(told: Told) -> Iterator[Section]:
    points = told.progress.points[-ROWS:]
    rows: list[Block] = [
        Row(f"{p.at:%Y-%m-%d} {_side(p)}".strip(), _bar(p.before, p.after, told.words, p.next_day))
        for p in points
    ]
    legend: list[Block] = [] if told.words else [Para(LEGEND)]
    yield Section("Session by session", (*rows, *legend))
    weeks = told.progress.weeks[-ROWS:]
    if len(weeks) > 1:
        rows = [
            Row(f"Week of {week.begins}", f"{_bar(one.before, one.after, told.words)}, "
                f"{counted(one.sessions, 'session')}")
            for week in weeks
            for one in (week.middle,)
        ]  # fmt: skip
        yield Section("Week by week, middle ratings", tuple(rows))


def _sides(told: Told) -> Iterator[Section]:
    sides = told.progress.sides
    if not sides:
        return
    rows = tuple(Row(side.capitalize(), _middle(middle)) for side, middle in sides.items())
    said = "A session has one rating, so a side is told of by the sessions that treated it alone."
    yield Section("Side by side", (*rows, Para(said)))


def _middle(middle: Middle) -> str:
    parts = [counted(middle.sessions, "session")]
    if middle.before is not None:
        parts.append(f"middle rating before {middle.before:g}")
    if middle.after is not None:
        parts.append(f"after {middle.after:g}")
    if middle.fall is not None:
        parts.append(f"from before to after {_change(middle.fall, 0)}")
    return ", ".join(parts)


def _mind(told: Told, sources: Sources) -> Section:
    outcome = told.catalog.doses.outcome
    return Section("Keep in mind", sources.bullets((outcome.trend.wobble, *outcome.limits)))


def _review(told: Told, sources: Sources) -> Iterator[Section]:
    if not told.progress.review:
        return
    course, trend = told.catalog.doses.dose_limits.course, told.catalog.doses.outcome.trend
    others = [Row(str(one.number), one.summary, one.name) for one in other_spots(told)]
    said = (Para(course.say, sources.tail(course.claim)), Para(trend.another))
    yield Section("Time to look back", (*said, *others))


def other_spots(told: Told) -> list[Spot]:
    """Return up to three spots that serve the same complaints, those that share most first."""
    wanted = set(told.spot.complaints)
    shared = [(len(wanted & set(one.complaints)), one) for one in told.catalog.spots]
    found = [(many, one) for many, one in shared if many and one.slug != told.spot.slug]
    found.sort(key=lambda pair: (-pair[0], pair[1].number))
    return [one for _, one in found[:3]]


def _signs(told: Told, sources: Sources) -> Iterator[Section]:
    if told.progress.review or told.progress.verdict == "worse":
        flags = sources.bullets(told.spot.red_flags)
        yield Section("Signs that ask for someone who can examine you", flags, alarm=True)


def _side(point: Point) -> str:
    return " and ".join(side for side in point.sides if side != "middle")


def _bar(
    before: float | None, after: float | None, words: bool, next_day: float | None = None
) -> str:
    """Return two ratings on a line from 0 to 10, and in figures; in words alone where asked."""
    known = [(before, "before"), (after, "after"), (next_day, "the next day")]
    said = ", ".join(f"{value:g} {when}" for value, when in known if value is not None)
    if words or not said:
        return said or "not rated"
    cells = ["."] * 11
    if before is not None and after is not None:
        low, high = sorted((round(before), round(after)))
        cells[low : high + 1] = "-" * (high - low + 1)
    for value, mark in ((before, "o"), (after, "x")):
        if value is not None:
            cells[round(value)] = "=" if cells[round(value)] == "o" else mark
    return f"{''.join(cells)}  {said}"


def _change(first: float, latest: float) -> str:
    fall = first - latest
    if not fall:
        return "no change"
    points = f"{abs(fall):g} point{'' if abs(fall) == 1 else 's'}"
    return f"{points} {'lower' if fall > 0 else 'higher'}"


def _days(points: Sequence[Point]) -> str:
    first, last = points[0].at, points[-1].at
    return (
        f"{first:%Y-%m-%d}"
        if first.date() == last.date()
        else f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"
    )


def as_json(told: Told) -> dict[str, Any]:
    """Return what `progress --json` says of one spot."""
    progress, outcome = told.progress, told.catalog.doses.outcome
    ends = progress.ends
    return {
        "spot": {"number": told.spot.number, "slug": told.spot.slug},
        "verdict": progress.verdict,
        "say": verdict(told),
        "reasons": list(reasons(told)),
        "matters": {
            "points": outcome.meaningful_points,
            "percent": outcome.meaningful_percent,
            "sources": list(outcome.claim.sources),
        },
        "first": ends and ends[0],
        "latest": ends and ends[1],
        "review": progress.review,
        "others": [one.number for one in other_spots(told)] if progress.review else [],
        "middle": vars(progress.middle),
        "sides": {side: vars(middle) for side, middle in progress.sides.items()},
        "weeks": [{"begins": str(w.begins), **vars(w.middle)} for w in progress.weeks],
        "sessions": [
            {
                "id": point.id,
                "started_at": point.at.isoformat(timespec="seconds"),
                "sides": list(point.sides),
                "before": point.before,
                "after": point.after,
                "next_day": point.next_day,
            }
            for point in progress.points
        ],
        "earlier": progress.earlier,
    }
