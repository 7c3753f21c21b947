"""What is left out and what was reopened, and the settings in which both are kept.

Each thing is a setting of its own, so that of two computers neither takes back what the other left
out: the newer word on one thing holds, and a text that says anything but "allowed" leaves it out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Kind = Literal["spot", "tool", "position"]
KINDS: tuple[Kind, ...] = ("spot", "tool", "position")

Setting = tuple[str, str, datetime]
"""A setting: its key, its text and when it was set."""

OWNED = "tools-owned"
LEFT_OUT, ALLOWED = "left-out", "allowed"
REOPENED = "reopened"


@dataclass(frozen=True)
class Thing:
    """What may be left out: a spot by its slug, a tool by its id, a position by its word."""

    kind: Kind
    id: str

    @property
    def key(self) -> str:
        """The key of its setting."""
        return f"{LEFT_OUT}:{self.kind}:{self.id}"


@dataclass(frozen=True)
class Reopened:
    """When a place was opened again, and the end of the last session whose flare that lifts."""

    at: datetime
    through: datetime


@dataclass(frozen=True)
class Profile:
    """What lasts beside the answers and the tools: what is left out, since when; what is reopened.

    `reopened` is by the slug of the spot and the side.
    """

    left_out: Mapping[Thing, datetime] = field(default_factory=dict)
    reopened: Mapping[tuple[str, str], Reopened] = field(default_factory=dict)

    def ids(self, kind: Kind) -> frozenset[str]:
        """Return what is left out of one kind."""
        return frozenset(thing.id for thing in self.left_out if thing.kind == kind)

    def lifted(self, spot: str, now: datetime) -> dict[str, datetime]:
        """Return up to when flares at this spot are lifted, by side.

        It is never later than the word that lifted them; a word from the future lifts nothing.
        """
        found = {side: one for (slug, side), one in self.reopened.items() if slug == spot}
        times = {side: min(one.at, one.through) for side, one in found.items()}
        return {side: at for side, at in times.items() if at <= now}


def reopened_key(spot: str, side: str) -> str:
    """Return the key of the setting that tells that a place was opened again."""
    return f"{REOPENED}:{spot}:{side}"


def profile_from(settings: Iterable[Setting]) -> Profile:
    """Return the profile that the settings hold; what is none of it is passed over."""
    left_out: dict[Thing, datetime] = {}
    reopened: dict[tuple[str, str], Reopened] = {}
    for key, text, at in settings:
        head, _, rest = key.partition(":")
        first, _, last = rest.partition(":")
        if head == LEFT_OUT and text != ALLOWED:
            left_out.update((Thing(kind, last), at) for kind in KINDS if kind == first)
        if head == REOPENED and (through := _time(text)):
            reopened[first, last] = Reopened(at, through)
    return Profile(left_out, reopened)


def profile_keys(settings: Iterable[Setting], group: str) -> list[str]:
    """Return the keys of all that is kept of one group: "left-out" or "reopened"."""
    return [key for key, _, _ in settings if key.startswith(f"{group}:")]


def owned_from(settings: Iterable[Setting]) -> frozenset[str] | None:
    """Return the tools that a person has, None where nobody has said."""
    text = next((text for key, text, _ in settings if key == OWNED), None)
    try:
        found = None if text is None else json.loads(text)
    except (ValueError, RecursionError):
        return None
    return frozenset(map(str, found)) if isinstance(found, list) else None


def _time(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
