"""Rules for cues: each position and each grade has its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, get_args

from spotguide.core.catalog.faults import Fault

if TYPE_CHECKING:
    from spotguide.core.catalog.cues import CuesFile


def sound_cues(cues: CuesFile) -> Iterator[Fault]:
    """Find positions and grades that have no words; a session would stop for want of them."""
    for key in ("places", "grades"):
        wanted = get_args(type(cues).model_fields[key].annotation)[0]
        for name in get_args(wanted):
            if name not in getattr(cues, key):
                yield Fault("cues.toml", (key, name), "is missing")
