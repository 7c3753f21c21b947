"""Sessions as a table for other programs: CSV for a spreadsheet, Markdown for notes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from spotguide.views.history import Sessions
from spotguide.views.markdown import escaped

if TYPE_CHECKING:
    from spotguide.core.history import Record

COLUMNS = (
    "id", "began", "over", "number", "slug", "name", "sides", "by", "tool", "position", "planned",
    "held", "charged", "ended", "sign", "before", "after", "next_day", "sore", "note",
)  # fmt: skip
"""The first line of the CSV, as docs/json.md names it; columns are only ever added."""

HEADINGS = ("No.", "Began", "Spot", "Sides", "Tool", "Pressed", "Ended", "Pain", "Note")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with these a spreadsheet begins to calculate


def csv_of(sessions: Sessions) -> str:
    """Return the sessions as CSV, with their names in the first line."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(sessions))
    return text.getvalue()


def markdown_of(sessions: Sessions) -> str:
    """Return the sessions as a table in Markdown."""
    lines = [HEADINGS, ("---",) * len(HEADINGS)]
    for record, done in zip(sessions.records, sessions.done(), strict=True):
        pressed = f"{done.pressed} of {done.planned}"
        cells = (str(record.id), done.began, done.name, done.sides, done.tool, pressed)
        note = " ".join(record.remark.split())
        lines.append((*map(escaped, (*cells, done.ended, done.pain, note)),))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cells(sessions: Sessions) -> Iterator[tuple[object, ...]]:
    spots = {spot.slug: spot for spot in sessions.catalog.spots}
    for record in sessions.records:
        outline, spot = record.outline, spots.get(record.outline.spot)
        yield (
            record.id,
            record.started_at.isoformat(timespec="seconds"),
            record.ended_at.isoformat(timespec="seconds"),
            spot.number if spot else "",
            outline.spot,
            spot.name if spot else "",
            " ".join(outline.sides),
            outline.by,
            outline.tool,
            outline.position,
            outline.planned,
            record.held / 1000,
            record.charged() / 1000,
            record.reason or "running",
            record.sign,
            *(_known(value) for value in (record.before, record.after, record.next_day)),
            {None: "", True: "yes", False: "no"}[record.sore],
            _no_formula(record),
        )


def _known(value: int | None) -> object:
    return "" if value is None else value


def _no_formula(record: Record) -> str:
    text = record.remark
    return f"'{text}" if text.startswith(FORMULA) else text
