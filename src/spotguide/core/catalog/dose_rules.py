"""Rules for doses: no dose beyond a limit, and no limit that loosens a stricter one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, get_args

from spotguide.core.catalog.faults import Fault, shown

if TYPE_CHECKING:
    from spotguide.core.catalog.doses import DoseDefaults, DoseLimits, DosesFile, FirstTime, Tighter
    from spotguide.core.catalog.safety import GoGently, SafetyFile
    from spotguide.core.catalog.spots import Dose, Spot, SpotsFile

    AnyDose = Dose | DoseDefaults | FirstTime | GoGently
    Limits = DoseLimits | Tighter

SPOTS, DOSES, SAFETY = "spots.toml", "doses.toml", "safety.toml"

MOST = {
    "hold_seconds": "longest_hold_seconds",
    "rounds": "max_rounds",
    "max_sessions_per_day": "max_sessions_per_place_per_day",
}
"""Numbers of a dose, and the limits that they must not pass."""


def within_limits(spots: SpotsFile, doses: DosesFile) -> Iterator[Fault]:
    """Find spots whose dose or tools go beyond a limit that fits them."""
    for place, spot in enumerate(spots.spot):
        for name, limits in _limits_for(spot, doses.dose_limits):
            for key, what in _beyond(spot.dose, name, limits):
                yield Fault(SPOTS, ("spot", place, "dose", key), what)
            for at, fit in enumerate(spot.tools):
                if fit.fit != "avoid" and _forbidden(fit.tool, limits):
                    what = f'"{fit.fit}", but {name} forbids {shown(fit.tool)}: it is "avoid" here'
                    yield Fault(SPOTS, ("spot", place, "tools", at, "fit"), what)
        front = spot.slug in (doses.dose_limits.front_of_neck.spots or ())
        if front and not spot.one_side_only:
            what = "is missing: the spot is one of dose_limits.front-of-neck"
            yield Fault(SPOTS, ("spot", place, "one_side_only"), what)


def gentle_within_limits(safety: SafetyFile, doses: DosesFile) -> Iterator[Fault]:
    """Find numbers of the gentle session that go beyond the general limits."""
    for key, what in _beyond(safety.go_gently, "dose_limits", doses.dose_limits):
        yield Fault(SAFETY, ("go_gently", key), what)


def sound_doses(doses: DosesFile) -> Iterator[Fault]:
    """Find what is wrong with the doses, limits and readings by themselves."""
    limits = doses.dose_limits
    for table in ("dose_defaults", "first_time"):
        for key, what in _beyond(getattr(doses, table), "dose_limits", limits):
            yield Fault(DOSES, (table, key), what)
    for name, tighter in limits.region.items():
        for key, what in _looser(tighter, limits):
            yield Fault(DOSES, ("dose_limits", "region", name, key), what)
        if tighter.spots is not None:
            what = "is given, but the limits of a region hold for all its spots"
            yield Fault(DOSES, ("dose_limits", "region", name, "spots"), what)
    for key, what in _looser(limits.front_of_neck, limits):
        yield Fault(DOSES, ("dose_limits", "front-of-neck", key), what)
    if limits.front_of_neck.spots is None:
        yield Fault(DOSES, ("dose_limits", "front-of-neck", "spots"), "is missing")
    yield from _outcome(doses)


def _outcome(doses: DosesFile) -> Iterator[Fault]:
    """Find readings without a sentence, and a scale that does not rise."""
    outcome = doses.outcome
    if outcome.scale_min >= outcome.scale_max:
        what = f"{outcome.scale_min} is not under scale_max, {outcome.scale_max}"
        yield Fault(DOSES, ("outcome", "scale_min"), what)
    said = {reading.id for reading in outcome.reading}
    for wanted in get_args(type(outcome.reading[0]).model_fields["id"].annotation):
        if wanted not in said:
            yield Fault(DOSES, ("outcome", "reading"), f"no reading with the id {shown(wanted)}")


def _limits_for(spot: Spot, limits: DoseLimits) -> Iterator[tuple[str, Limits]]:
    """Yield the limits that fit a spot, each with its name; the strictest of them wins."""
    yield "dose_limits", limits
    if spot.region in limits.region:
        yield f"dose_limits.region.{spot.region}", limits.region[spot.region]
    if spot.slug in (limits.front_of_neck.spots or ()):
        yield "dose_limits.front-of-neck", limits.front_of_neck


def _forbidden(tool: str, limits: Limits) -> bool:
    """Say whether limits forbid a tool; the general ones forbid none."""
    allowed = getattr(limits, "allowed_tools", None)
    return tool in (getattr(limits, "forbidden_tools", None) or ()) or (
        allowed is not None and tool not in allowed
    )


def _beyond(dose: AnyDose, name: str, limits: Limits) -> Iterator[tuple[str, str]]:
    """Yield each key of a dose that goes beyond these limits, and what to say of it."""
    for key, limit in MOST.items():
        most, value = getattr(limits, limit), getattr(dose, key, 0)
        if most is not None and value > most:
            yield key, f"{value} is more than {name}.{limit}, {most}"
    if limits.min_rest_seconds is not None and dose.rest_seconds < limits.min_rest_seconds:
        least = f"{name}.min_rest_seconds, {limits.min_rest_seconds}"
        yield "rest_seconds", f"{dose.rest_seconds} is less than {least}"
    if limits.max_intensity is not None and dose.intensity[1] > limits.max_intensity:
        most = f"{name}.max_intensity, {limits.max_intensity}"
        yield "intensity", f"{dose.intensity[1]} is more than {most}"
    minutes = dose.hold_seconds * dose.rounds / 60
    sessions = getattr(dose, "max_sessions_per_day", 1)
    for limit, spent in (
        ("max_minutes_per_place_per_session", minutes),
        ("max_minutes_per_place_per_day", minutes * sessions),
    ):
        most = getattr(limits, limit)
        if most is not None and spent > most:
            yield "rounds", f"{spent:g} minutes in all are more than {name}.{limit}, {most}"


def _looser(tighter: Tighter, limits: DoseLimits) -> Iterator[tuple[str, str]]:
    """Yield each limit of a region that is looser than the general one."""
    for key in type(limits.claims).model_fields:
        value, general = getattr(tighter, key), getattr(limits, key)
        if value is None:
            continue
        if value < general if key.startswith("min_") else value > general:
            yield key, f"{value} is looser than the general limit, {general}"
