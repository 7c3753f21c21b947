"""Claims: each rests on works that are known, and one of them is of the kind that it says.

References are loaded by `explain` and by `check` alone, and so these rules run only there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from spotguide.core.catalog.faults import Fault, Path, hint, shown
from spotguide.core.catalog.kinds import Claim, Frozen

if TYPE_CHECKING:
    from spotguide.core.catalog.spots import SpotsFile
    from spotguide.core.catalog.teaching import Reference, ReferencesFile, TopicsFile

REFERENCES = "references.toml"


def claims(value: object, path: Path = ()) -> Iterator[tuple[Path, Claim]]:
    """Yield each claim in a table, however deep, with its path."""
    if isinstance(value, Claim):
        yield path, value
        return
    for key, inner in _inside(value):
        yield from claims(inner, (*path, key))


def _inside(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, Frozen):
        for name, field in type(value).model_fields.items():
            yield field.alias or name, getattr(value, name)
    elif isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, tuple):
        yield from enumerate(value)


def sourced(file: str, table: Frozen, references: ReferencesFile) -> Iterator[Fault]:
    """Find claims whose sources are unknown, or whose basis is the design of none of them."""
    designs = {reference.id: reference.design for reference in references.reference}
    for path, claim in claims(table):
        for place, source in enumerate(claim.sources):
            where = (*path, "sources", place)
            if source not in designs:
                yield Fault(file, where, f"no source {shown(source)}{hint(source, designs)}")
            elif source in claim.sources[:place]:
                yield Fault(file, where, f"{shown(source)} is here twice")
        kinds = [designs[source] for source in claim.sources if source in designs]
        if kinds and claim.basis not in ("clinical", *kinds):
            said = f"{shown(claim.basis)}, but the sources are: {', '.join(dict.fromkeys(kinds))}"
            yield Fault(file, (*path, "basis"), said)


def used(
    references: ReferencesFile, spots: SpotsFile, topics: TopicsFile, *tables: Frozen
) -> Iterator[Fault]:
    """Find works that no table names."""
    every = (claim for table in (spots, topics, *tables) for _, claim in claims(table))
    named = {source for claim in every for source in claim.sources}
    named |= {source for spot in spots.spot for fit in spot.tools for source in fit.sources}
    named |= {source for topic in topics.topic for source in topic.further}
    named |= {trial.source for trial in topics.trial_dose}
    for place, reference in enumerate(references.reference):
        if reference.id not in named:
            yield Fault(REFERENCES, ("reference", place, "id"), "nothing names this source")


def distinct(references: ReferencesFile) -> Iterator[Fault]:
    """Find works that stand twice, by DOI, PMID, address, or title and first author."""
    first: dict[tuple[str, object], str] = {}
    for place, reference in enumerate(references.reference):
        for key, value in _marks(reference).items():
            if value and first.setdefault((key, value), reference.id) != reference.id:
                same = f"the same as that of {shown(first[key, value])}: one work, one entry"
                yield Fault(REFERENCES, ("reference", place, key), same)


def _marks(reference: Reference) -> Mapping[str, object]:
    """Return what tells a work from every other, by the key it stands at."""
    author = (reference.authors or "").casefold().split(" ")[0]
    return {
        "doi": (reference.doi or "").casefold(),
        "pmid": reference.pmid,
        "url": re.sub(r"^https?://(www\.)?|/$", "", (reference.url or "").casefold()),
        "title": (author, reference.title.casefold().rstrip(".")),
    }
