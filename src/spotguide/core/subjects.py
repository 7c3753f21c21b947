"""What a page of `explain` is about: one entry of the facts, with what else its page shows.

`gather` reads the tables that the page needs and no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, cast

from spotguide.core.citing import DOSE_TOPIC, citing
from spotguide.core.search import everything

if TYPE_CHECKING:
    from spotguide.core.catalog import Catalog
    from spotguide.core.catalog.doses import FirstTime
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.catalog.teaching import (
        Complaint,
        Lesson,
        Muscle,
        Reference,
        Tool,
        Topic,
        TrialDose,
    )
    from spotguide.core.citing import Citation
    from spotguide.core.search import Found, Kind

    Works: TypeAlias = Mapping[str, Reference]


@dataclass(frozen=True)
class AboutSpot:
    """A spot with its teaching; a spot of one's own may have no lesson."""

    spot: Spot
    lesson: Lesson | None
    muscles: tuple[Muscle, ...]
    complaints: tuple[Complaint, ...]
    tools: Mapping[str, Tool]
    first_time: FirstTime
    works: Works


@dataclass(frozen=True)
class AboutMuscle:
    """A muscle and the spots where it is pressed."""

    muscle: Muscle
    spots: tuple[Spot, ...]
    works: Works


@dataclass(frozen=True)
class AboutTool:
    """A tool and the spots at which it is rated."""

    tool: Tool
    spots: tuple[Spot, ...]
    works: Works


@dataclass(frozen=True)
class AboutComplaint:
    """A complaint, its spots with the best first, and whether a topic has the same id."""

    complaint: Complaint
    spots: tuple[Spot, ...]
    topic: Topic | None


@dataclass(frozen=True)
class AboutTopic:
    """An idea. `ask` is what to type for it, `trials` how trials pressed, on the page on dose."""

    topic: Topic
    ask: str
    trials: tuple[TrialDose, ...]
    works: Works


@dataclass(frozen=True)
class AboutReference:
    """A published work and all that rests on it."""

    work: Reference
    cited: tuple[Citation, ...]


@dataclass(frozen=True)
class Overview:
    """All that can be explained, kind by kind, in the order of the data."""

    names: Mapping[Kind, tuple[Found, ...]]


About: TypeAlias = (
    "AboutSpot | AboutMuscle | AboutTool | AboutComplaint | AboutTopic | AboutReference | Overview"
)


def overview(catalog: Catalog, kinds: Iterable[Kind]) -> Overview:
    """Return the names of these kinds; references only where they are asked for alone."""
    kinds = tuple(kinds)
    shown = kinds if len(kinds) == 1 else tuple(kind for kind in kinds if kind != "reference")
    return Overview({kind: everything(catalog, kind) for kind in shown})


def gather(catalog: Catalog, found: Found) -> About:
    """Return what the page of the thing that was found is about."""
    match found.kind:
        case "spot":
            return about_spot(catalog, cast("Spot", found.entry))
        case "muscle":
            spots = tuple(spot for spot in catalog.spots if found.id in spot.muscles)
            return AboutMuscle(catalog.muscles[found.id], spots, catalog.references)
        case "tool":
            spots = tuple(
                spot for spot in catalog.spots if any(fit.tool == found.id for fit in spot.tools)
            )
            return AboutTool(catalog.tools[found.id], spots, catalog.references)
        case "complaint":
            complaint = catalog.complaints[found.id]
            by_slug = {spot.slug: spot for spot in catalog.spots}
            topic = next((one for one in catalog.topics.topic if one.id == found.id), None)
            return AboutComplaint(
                complaint, tuple(by_slug[slug] for slug in complaint.spots), topic
            )
        case "topic":
            trials = catalog.topics.trial_dose if found.id == DOSE_TOPIC else ()
            ask = f"{found.id} --kind topic" if found.id in catalog.complaints else found.id
            return AboutTopic(cast("Topic", found.entry), ask, trials, catalog.references)
        case "reference":  # pragma: no branch
            return AboutReference(catalog.references[found.id], tuple(citing(catalog, found.id)))


def about_spot(catalog: Catalog, spot: Spot) -> AboutSpot:
    """Return a spot with its lesson, and the names of its muscles, complaints and tools."""
    return AboutSpot(
        spot=spot,
        lesson=catalog.lessons.get(spot.slug),
        muscles=tuple(catalog.muscles[muscle] for muscle in spot.muscles),
        complaints=tuple(catalog.complaints[complaint] for complaint in spot.complaints),
        tools=catalog.tools,
        first_time=catalog.doses.first_time,
        works=catalog.references,
    )
