"""What `--json` writes: plain values under the keys of docs/json.md, which stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from spotguide.core.subjects import (
    AboutComplaint,
    AboutMuscle,
    AboutReference,
    AboutSpot,
    AboutTool,
    AboutTopic,
    Overview,
)

if TYPE_CHECKING:
    from spotguide.core.catalog.kinds import Frozen
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.catalog.teaching import Complaint, Muscle
    from spotguide.core.subjects import About, Works

Json = dict[str, Any]


def spots_listed(
    spots: Iterable[Spot],
    muscles: Mapping[str, Muscle],
    complaints: Mapping[str, Complaint],
    last: Mapping[str, str],
    marks: Mapping[str, str],
) -> list[Json]:
    """Return what `list --json` says of each spot; `last` is when each was last treated.

    `marks` is what the profile says of it.
    """
    return [
        {
            **brief(spot),
            "kind": spot.kind,
            "region": spot.region,
            "sides": spot.sides,
            "one_side_only": spot.one_side_only,
            "muscles": [named(muscles[one]) for one in spot.muscles],
            "complaints": [named(complaints[one]) for one in spot.complaints],
            "self_treatable": spot.self_treatable,
            "tools": {
                "self": [fit.tool for fit in spot.fits("self") if fit.usable],
                "partner": [fit.tool for fit in spot.fits("partner") if fit.usable],
            },
            "summary": spot.summary,
            "last_treated": last.get(spot.slug),
            "profile": marks.get(spot.slug),
        }
        for spot in spots
    ]


def explained(about: About) -> Json:
    """Return all that a page rests on: the entry under its kind, and what belongs to it."""
    match about:
        case AboutSpot():
            return _spot(about)
        case AboutMuscle():
            spots = [brief(spot) for spot in about.spots]
            return _entry("muscle", about.muscle, about.works, spots=spots)
        case AboutTool():
            return _entry("tool", about.tool, about.works, spots=_rated(about))
        case AboutComplaint():
            spots = [brief(spot) for spot in about.spots]
            topic = about.topic.id if about.topic else None
            entry = about.complaint.model_dump(mode="json")
            return {"kind": "complaint", "complaint": entry, "spots": spots, "topic": topic}
        case AboutTopic():
            trials = [trial.model_dump(mode="json") for trial in about.trials]
            return _entry("topic", about.topic, about.works, trial_doses=trials)
        case AboutReference():
            cited = [vars(one) for one in about.cited]
            work = about.work.model_dump(mode="json")
            return {"kind": "reference", "reference": work, "cited_by": cited}
        case Overview():  # pragma: no branch
            return {
                "kind": "overview",
                "names": {
                    kind: [{"id": one.id, "name": one.name} for one in found]
                    for kind, found in about.names.items()
                },
            }


def brief(spot: Spot) -> Json:
    """Return what names a spot."""
    return {"number": spot.number, "slug": spot.slug, "name": spot.name}


def named(entry: Muscle | Complaint) -> Json:
    """Return id and name."""
    return {"id": entry.id, "name": entry.name}


def _spot(about: AboutSpot) -> Json:
    lesson = about.lesson.model_dump(mode="json", exclude={"spot"}) if about.lesson else None
    used = {fit.tool for fit in about.spot.tools}
    value = {
        "kind": "spot",
        "spot": about.spot.model_dump(mode="json"),
        "lesson": lesson,
        "muscles": [named(muscle) | {"plain": muscle.plain} for muscle in about.muscles],
        "complaints": [named(complaint) for complaint in about.complaints],
        "tools": {key: tool.name for key, tool in about.tools.items() if key in used},
        "first_time": about.first_time.model_dump(mode="json"),
    }
    return value | {"references": _references(value, about.works)}


def _entry(kind: str, entry: Frozen, works: Works, **more: Any) -> Json:
    value = {"kind": kind, kind: entry.model_dump(mode="json"), **more}
    return value | {"references": _references(value, works)}


def _rated(about: AboutTool) -> list[Json]:
    """Return how the tool is rated at each spot, for oneself and for a partner."""
    return [
        {**brief(spot), "by": fit.by, "fit": fit.fit, "why": fit.why, "sources": list(fit.sources)}
        for spot in about.spots
        for fit in spot.tools
        if fit.tool == about.tool.id
    ]


def _references(value: object, works: Works) -> list[Json]:
    """Return each work that the value names, in the order in which it names them."""
    ids = dict.fromkeys(_sources(value))
    return [works[key].model_dump(mode="json") for key in ids if key in works]


def _sources(value: object) -> Iterable[str]:
    if isinstance(value, list):
        for one in value:
            yield from _sources(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key in ("sources", "further"):
                yield from one
            elif key == "source":
                yield one
            else:
                yield from _sources(one)
