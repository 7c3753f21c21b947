"""A history as one JSON file: what it holds, whether it is sound, and how two of them are merged.

A session is known by when and where it began, not by its number, which each computer gives itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timezone
from typing import Any

from spotguide.core.notes import KINDS
from spotguide.core.plan.remembered import Remembered
from spotguide.errors import WrongUsage

FORMAT, VERSION = "spotguide-history", 1
HOURS = 86_400  # seconds; no clock is further from UTC

Note = tuple[datetime, dict[str, Any]]


@dataclass(frozen=True)
class Carried:
    """One session on its way; times are UTC, `offset` is that of the place where it began."""

    started_at: datetime
    offset: int
    spot: str
    plan: dict[str, Any]
    notes: tuple[Note, ...]

    @property
    def key(self) -> tuple[datetime, str]:
        """What tells it from all others."""
        return self.started_at, self.spot


@dataclass(frozen=True)
class Parcel:
    """All that a history holds; settings are key, text and when it was set."""

    sessions: tuple[Carried, ...]
    answers: tuple[Remembered, ...]
    settings: tuple[tuple[str, str, datetime], ...]


def to_text(parcel: Parcel) -> str:
    """Return the file; of the same history it is the same, letter by letter."""
    value = {
        "format": FORMAT,
        "version": VERSION,
        "sessions": [
            {
                "started_at": _utc(one.started_at),
                "offset": one.offset,
                "spot": one.spot,
                "plan": one.plan,
                "notes": [{"at": _utc(at), "fact": fact} for at, fact in one.notes],
            }
            for one in sorted(parcel.sessions, key=lambda one: one.key)
        ],
        "answers": [
            {**vars(one), "at": _utc(one.at)}
            for one in sorted(parcel.answers, key=lambda one: (one.screen, one.spot))
        ],
        "settings": [
            {"key": key, "value": text, "at": _utc(at)} for key, text, at in sorted(parcel.settings)
        ],
    }
    return json.dumps(value, indent=1, sort_keys=True) + "\n"


def from_text(text: str) -> Parcel:
    """Return what a file holds; raise WrongUsage, with the reason, for one that is not sound."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WrongUsage(f"This is no history: {error}.") from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise WrongUsage("This is no history of spotguide: nothing in it says so.")
    if value.get("version") != VERSION:
        raise WrongUsage("This history is from another version of spotguide. Update spotguide.")
    try:
        _check_texts(value)
        return Parcel(
            tuple(map(_session, value["sessions"])),
            tuple(map(_answer, value["answers"])),
            tuple((str(one["key"]), _text(one["value"]), _at(one["at"]))
                  for one in value["settings"]),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
        reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise WrongUsage(f"This history is damaged: {reason}. Nothing was imported.") from error


def merged(ours: Sequence[Note], theirs: Sequence[Note]) -> list[Note]:
    """Return the notes of a session that two computers have: each once, on both in the same order.

    Up to where they part the notes are the same; what was said later is put in order of time.
    """
    same = 0
    while same < min(len(ours), len(theirs)) and ours[same] == theirs[same]:
        same += 1
    later = {(at, json.dumps(fact, sort_keys=True)): (at, fact)
             for at, fact in (*ours[same:], *theirs[same:])}  # fmt: skip
    return [*ours[:same], *(later[key] for key in sorted(later))]


def _session(value: Mapping[str, Any]) -> Carried:
    offset, plan = value["offset"], value["plan"]
    if not (_is_int(offset) and abs(offset) < HOURS):
        raise ValueError(f"offset {offset!r}")
    _check_plan(plan)
    notes = tuple((_at(note["at"]), _fact(note["fact"])) for note in value["notes"])
    return Carried(_at(value["started_at"]), offset, _text(value["spot"]), plan, notes)


def _check_plan(plan: Mapping[str, Any]) -> None:
    """Raise ValueError for a plan that no session could have."""
    if not isinstance(plan, dict):
        raise ValueError("a plan is no table")
    for key, is_one in (("holds", _is_length), ("rounds", _is_length), ("highs", _is_length),
                        ("sides", _is_text)):  # fmt: skip
        if not (isinstance(plan.get(key, []), list) and all(map(is_one, plan.get(key, [])))):
            raise ValueError(f"{key} of a plan")
    if len({len(plan.get(key, [])) for key in ("sides", "holds", "rounds", "first")}) > 1:
        raise ValueError("a plan with sides and holds that do not match")
    if not all(_is_text(place) for places in plan.get("places", []) for place in places):
        raise ValueError("places of a plan")
    for key in ("by", "tool", "position", "spot"):
        _text(plan.get(key, ""))
    if not all(map(_is_text, plan.get("agreed", []))):
        raise ValueError("agreed of a plan")


def _fact(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return a fact; raise ValueError where a known one holds another kind of value."""
    kind = _text(value["kind"])
    known = KINDS.get(kind)
    for one in fields(known) if known else ():
        if one.name in value:
            given = value[one.name]
            number = one.type == "int"
            if number and not (_is_int(given) and -1 <= given < 1 << 40):
                raise ValueError(f"{kind}.{one.name} is {given!r}")
            if not number and not isinstance(given, str | bool):
                raise ValueError(f"{kind}.{one.name} is {given!r}")
    if kind in ("rated", "later") and not value["value"] <= 10:
        raise ValueError(f"a rating of {value['value']}")
    return dict(value)


def _answer(value: Mapping[str, Any]) -> Remembered:
    applies, agreed = value["applies"], value["agreed"]
    if not (isinstance(applies, bool) and isinstance(agreed, bool)):
        raise ValueError("an answer is neither yes nor no")
    at = _at(value["at"])
    return Remembered(_text(value["screen"]), _text(value["spot"]), applies, agreed, at)


def _check_texts(value: object) -> None:
    """Raise ValueError for letters that cannot be seen: they could drive a terminal."""
    if isinstance(value, str) and not value.isprintable():
        raise ValueError("a text holds letters that cannot be seen")
    inner: Iterable[object] = ()
    if isinstance(value, dict):
        inner = (*value.keys(), *value.values())
    elif isinstance(value, list):
        inner = value
    for one in inner:
        _check_texts(one)


def _utc(at: datetime) -> str:
    return at.astimezone(timezone.utc).isoformat(timespec="microseconds")


def _at(text: object) -> datetime:
    found = datetime.fromisoformat(_text(text))
    if found.tzinfo is None:
        raise ValueError(f"{text!r} has no offset")
    return found.astimezone(timezone.utc)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    return value


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_length(value: object) -> bool:
    """Say whether it is a whole number that seconds, rounds or points can be."""
    return _is_int(value) and 0 <= value < 1 << 40  # type: ignore[operator]
