"""Whole sessions on given evenings, that need no key, and what is said where one is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

from person import Person
from program import Result

Run = Callable[..., Result]

HERE = timezone(timedelta(hours=1))
BEGAN = datetime(2026, 3, 2, 23, 30, tzinfo=HERE)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ANSWERED = (
    *("treat", "2", "--cleared", "--side", "left", "--by", "self", "--tool", "tennis-ball"),
    *("--position", "wall", "--before", "4", "--no-input", "--plain"),
)


def treat(run: Run, began: datetime, *more: str) -> Result:
    """A whole session that needs no key, begun then."""
    return run(*ANSWERED, *more, **Person(began=began).world())


def dose(run: Run, began: datetime) -> tuple[int, bool]:
    """The seconds of pressure of a session that begins then, and whether it is a first one."""
    done = treat(run, began, "--json")
    assert done.status == 0, done.err
    record: dict[str, Any] = json.loads(done.out)
    return record["planned"], record["sides"][0]["first_time"]


def again_from(done: Result, now: datetime) -> datetime:
    """The time that a refusal gives, on the clock of that place; it must be a refusal."""
    assert (done.status, done.out) == (4, "")
    found = re.search(r" Again from (\d+):(\d+)(?: (tomorrow)| on (\d+) (\w+))?\.\n$", done.err)
    assert found, done.err
    at = now.replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0)
    return at + DAY if found[3] else at


def ended(run: Run) -> datetime:
    """When the newest session ended."""
    newest: dict[str, str] = json.loads(run("history", "--json").out)[0]
    return datetime.fromisoformat(newest["ended_at"])
