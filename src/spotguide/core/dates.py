"""Days and times as people type and say them: those of the clock on the wall where they were."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from spotguide.errors import WrongUsage, quotable

Span = tuple[datetime, datetime]

FORMS = (
    ("%Y-%m-%d %H:%M", timedelta(minutes=1)),
    ("%Y-%m-%dT%H:%M", timedelta(minutes=1)),
    ("%Y-%m-%d", timedelta(days=1)),
)
BACK = re.compile(r"(\d{1,4}) ?(d|days?|w|weeks?)(?: ago)?")


def span(text: str, now: datetime) -> Span | None:
    """Return from when to when a day or a minute lasts, without zone; None where it is neither."""
    text = " ".join(text.split()).lower()
    today = now.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    if text in ("today", "yesterday"):
        start = today - timedelta(days=text == "yesterday")
        return start, start + timedelta(days=1)
    if found := BACK.fullmatch(text):
        start = today - timedelta(days=int(found[1]) * (7 if found[2].startswith("w") else 1))
        return start, start + timedelta(days=1)
    for form, length in FORMS:
        try:
            start = datetime.strptime(text.upper(), form)  # noqa: DTZ007 - of no zone on purpose
            return start, start + length
        except (ValueError, OverflowError):
            continue
    return None


def day(text: str, option: str, now: datetime) -> Span:
    """Return the span of what was typed for an option; raise WrongUsage."""
    try:
        found = span(text, now)
    except OverflowError:
        found = None
    if found is None:
        raise WrongUsage(
            f"{option} {quotable(text)}: a day is written as 2026-03-31, today, yesterday or 2w."
        )
    return found


def from_when(at: datetime, now: datetime) -> str:
    """Return the first whole minute at which a place is open, as people say it."""
    return when(at + timedelta(minutes=1, microseconds=-1), now)


def when(at: datetime, now: datetime) -> str:
    """Return a time as people say it: the hour today and tomorrow, else the date too."""
    local = at.astimezone(now.tzinfo)
    days = (local.date() - now.date()).days
    clock = f"{local:%H:%M}"
    if days == 0:
        return clock
    return f"{clock} tomorrow" if days == 1 else f"{clock} on {local.day} {local:%B}"
