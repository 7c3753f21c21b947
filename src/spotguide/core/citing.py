"""What rests on a published work: every statement of the facts that names it as a source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spotguide.core.catalog import Catalog
    from spotguide.core.catalog.kinds import Frozen

DOSE_TOPIC = "pressure-dose"  # the topic that shows how trials pressed


@dataclass(frozen=True)
class Citation:
    """One statement: the entry it is in, which part of it, its words, and what it rests on.

    `basis` is empty where the statement has none: why a tool fits, and further reading.
    """

    kind: str
    id: str
    name: str
    part: str
    text: str
    basis: str


class Statement(NamedTuple):
    """One statement with its sources, as it stands inside an entry."""

    part: str
    text: str
    basis: str
    sources: tuple[str, ...]


def citing(catalog: Catalog, work: str) -> Iterator[Citation]:
    """Yield all that rests on a work, spots first. Reads every table but references and cues."""
    for sources, citation in _stated(catalog):
        if work in sources:
            yield citation


@lru_cache(maxsize=1)
def _stated(catalog: Catalog) -> tuple[tuple[tuple[str, ...], Citation], ...]:
    """Return every statement of the catalog with its sources."""
    return tuple(
        (stated.sources, Citation(kind, key, name, stated.part, stated.text, stated.basis))
        for kind, key, name, entry in _entries(catalog)
        for stated in statements(entry)
    )


def statements(entry: Frozen) -> Iterator[Statement]:
    """Yield every statement of an entry: its claims, and what else names sources in it."""
    from spotguide.core.catalog.claims import claims
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.catalog.teaching import Topic, TrialDose

    for path, claim in claims(entry):
        yield Statement(str(path[0]), claim.text, claim.basis, claim.sources)
    match entry:
        case Spot():
            for fit in entry.tools:
                yield Statement("tools", fit.why, "", fit.sources)
        case Topic():
            yield Statement("further", "", "", entry.further)
        case TrialDose():
            yield Statement("trial_dose", entry.result, "", (entry.source,))
        case _:
            pass


def _entries(catalog: Catalog) -> Iterator[tuple[str, str, str, Frozen]]:
    """Yield kind, id, name and table of everything that names sources."""
    for spot in catalog.spots:
        yield "spot", spot.slug, spot.name, spot
        if lesson := catalog.lessons.get(spot.slug):
            yield "spot", spot.slug, spot.name, lesson
    for muscle in catalog.muscles.values():
        yield "muscle", muscle.id, muscle.name, muscle
    for tool in catalog.tools.values():
        yield "tool", tool.id, tool.name, tool
    names = {topic.id: topic.name for topic in catalog.topics.topic}
    for topic in catalog.topics.topic:
        yield "topic", topic.id, topic.name, topic
    for trial in catalog.topics.trial_dose:
        yield "topic", DOSE_TOPIC, names.get(DOSE_TOPIC, trial.place), trial
    safety = catalog.safety
    yield "safety", "about", "What screening is for", safety.about
    yield "safety", "go-gently", "The gentle session", safety.go_gently
    for screen in safety.screen:
        yield "safety", screen.id, screen.short, screen
    for sign in safety.stop_sign:
        yield "safety", sign.id, sign.short, sign
    for care in safety.aftercare:
        yield "safety", care.id, care.name, care
    yield "doses", "doses", "Doses and limits", catalog.doses
    yield "experiments", "experiments", "Experiments on yourself", catalog.experiments
