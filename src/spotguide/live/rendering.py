"""A session that is written down instead of guided: its cue sheet, and its sound."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spotguide.core.cue_sheet import Lasts, Opening, Sheet, cue_sheet, pages
from spotguide.core.plan.intake import intake_of
from spotguide.core.plan.wishes import Memory
from spotguide.live.preview import preview

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from spotguide.core.catalog.spots import Spot
    from spotguide.core.plan.making import Planned
    from spotguide.core.plan.wishes import Request, Wishes
    from spotguide.environment import Environment
    from spotguide.live.past import Past

BEFORE = "If one of these fits, do not use this recording; spotguide treat says what to do."
SIGNS = "If one of these comes while you press, this recording is over."


def planned(env: Environment, spot: Spot, wishes: Wishes, past: Past) -> tuple[Planned, Request]:
    """Return the plan as `treat --preview` makes it; raise Refused where there is none."""
    return preview(env, spot, wishes, past)


def openings(request: Request) -> tuple[Opening, ...]:
    """Return what is read out first: all the safety lines, since a recording can ask nothing.

    What was answered before does not count: a recording may be heard at any later time.
    """
    safety = request.catalog.safety
    about = safety.about
    asked = intake_of(
        replace(request, memory=Memory(), wishes=replace(request.wishes, cleared=False))
    )
    lines = tuple(f"{line.short}." for page in pages(asked.plan()) for line in page.lines)
    signs = tuple(
        f"{sign.short}." for sign in safety.stop_sign if sign.act in ("emergency", "stop")
    )
    return (
        Opening(request.spot.name + ".", (about.purpose, about.limits, about.when_unsure)),
        Opening(BEFORE, lines),
        Opening(SIGNS, (*signs, about.emergency)),
    )


def sheet(planned: Planned, request: Request, rate: int, lasts: Lasts | None = None) -> Sheet:
    """Return the cue sheet, the safety lines first."""
    return cue_sheet(planned.plan, openings(request), lasts, rate)


def write_sound(
    path: Path, found: Sheet, speak: Callable[[str], array[int]] | None, volume: int
) -> None:
    """Write the sheet as a sound file, with words where something speaks them."""
    from spotguide.adapters import soundfile
    from spotguide.adapters.sound import samples

    def clips() -> Iterator[soundfile.Clip]:
        for entry in found.entries:
            if entry.sound:
                yield entry.at, samples(entry.sound, volume)
            elif speak:
                yield entry.at, soundfile.cut(speak(entry.say), entry.until - entry.at)

    soundfile.write(path, clips(), found.end)
