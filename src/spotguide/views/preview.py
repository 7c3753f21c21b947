"""A plan before it runs: in words and minutes, or as plain values."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from spotguide.core.plan.phases import Confirm, Kind, Reading, Step, Steps, Timed
from spotguide.views.words import counted, first_up

if TYPE_CHECKING:
    from spotguide.core.plan.making import Planned
    from spotguide.core.plan.plan import SideDose
    from spotguide.core.plan.wishes import Request

LEAST = 20  # columns


def preview(planned: Planned, request: Request, width: int) -> str:
    """Return the plan as lines of text of at most so many columns."""
    wide = max(LEAST, width)
    parts = ["\n".join(_wrapped(part, wide)) for part in _parts(planned, request)]
    return "\n\n".join(parts) + "\n"


def _parts(planned: Planned, request: Request) -> Iterator[list[str]]:
    """Yield the parts of the preview, each as its paragraphs."""
    catalog, outline = request.catalog, planned.outline
    tool = catalog.tools[outline.tool].name
    place = catalog.cues.places[planned.way.place]
    yield [f"{request.spot.number}. {request.spot.name}: {tool}, {place}."]
    steps: list[Step] = []
    set_up: list[str] = []
    for phase in planned.plan.phases:
        match phase:
            case Step():
                steps.append(phase)
            case Steps():
                steps.extend(phase.steps)
            case Confirm():
                yield [f"{step.number}. {step.say}" for step in steps]
                yield [phase.heading, phase.feels_like]
            case Reading(kind=Kind.GATHER):
                yield [phase.heading, *phase.lines]
            case Reading(kind=Kind.SET_UP):
                new = phase.heading not in set_up
                set_up += [phase.heading, *phase.lines] if new else phase.lines
            case _:
                continue
    yield set_up
    sides = planned.plan.sides
    yield [_dose(planned, side) for side in sides]
    yield [
        f"Pressure: {_clock(outline.planned)} in all. From getting into place to the last letting "
        f"go: {_clock(planned.floor_seconds)}, if you use all the time to change over.",
        "Nothing was begun, and nothing was recorded.",
    ]


def _dose(planned: Planned, dose: SideDose) -> str:
    side = planned.plan.script.sides[dose.side]
    rest = f", {dose.rest} seconds of rest between" if dose.rounds > 1 else ""
    return (
        f"{first_up(side)}: {counted(dose.rounds, 'hold')} of {dose.hold} seconds, at {dose.low} "
        f"to {dose.high} of 10, pressed in over {dose.ramp} seconds{rest}."
    )


def _wrapped(paragraphs: Iterable[str], width: int) -> Iterator[str]:
    for paragraph in paragraphs:
        yield from textwrap.wrap(paragraph, width, break_on_hyphens=False)


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def plan_as_json(planned: Planned, request: Request) -> dict[str, Any]:
    """Return the plan under the keys of docs/json.md; times in seconds, intensity 0 to 10."""
    outline, rules = planned.outline, planned.plan.rules
    return {
        "spot": {"number": request.spot.number, "slug": request.spot.slug},
        "by": outline.by,
        "tool": outline.tool,
        "position": outline.position,
        "gentle": outline.gentle,
        "sides": [
            {
                "side": dose.side,
                "hold": dose.hold,
                "rounds": dose.rounds,
                "rest": dose.rest,
                "ramp": dose.ramp,
                "intensity": [dose.low, dose.high],
                "first_time": dose.first_time,
            }
            for dose in planned.plan.sides
        ],
        "check_in": rules.check_in,
        "pressure": outline.planned,
        "phases": [
            {"phase": phase.kind.value, "seconds": phase.seconds, "side": phase.side,
             "round": phase.round}
            for phase in planned.plan.phases
            if isinstance(phase, Timed)
        ],
    }  # fmt: skip
