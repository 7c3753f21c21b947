"""Links: ids and phrases that are named once, and ids that other tables know.

The tables below say which; a star stands for each element of a list or each key of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from spotguide.core.catalog.faults import Fault, Path, hint, shown
from spotguide.core.catalog.kinds import Frozen

if TYPE_CHECKING:
    from spotguide.core.catalog.spots import SpotsFile
    from spotguide.core.catalog.teaching import ComplaintsFile, LessonsFile, MusclesFile

IDS = {
    "spots.toml": ("spot", "spot.*.slug"),
    "tools.toml": ("tool", "tool.*.id"),
    "muscles.toml": ("muscle", "muscle.*.id"),
    "complaints.toml": ("complaint", "complaint.*.id"),
    "references.toml": ("source", "reference.*.id"),
    "figures.toml": ("figure", "figure.*.name"),
    "experiments.toml": ("paper", "paper.*.id"),
}
"""Files whose entries others name: what such an entry is called, and where its id stands."""

LINKS = (
    ("spots.toml", "spot.*.muscles.*", "muscles.toml"),
    ("spots.toml", "spot.*.figure", "figures.toml"),
    ("spots.toml", "spot.*.complaints.*", "complaints.toml"),
    ("spots.toml", "spot.*.gentle_tools.*", "tools.toml"),
    ("spots.toml", "spot.*.locate.*.tools.*", "tools.toml"),
    ("spots.toml", "spot.*.tools.*.tool", "tools.toml"),
    ("spots.toml", "spot.*.tools.*.sources.*", "references.toml"),
    ("complaints.toml", "complaint.*.spots.*", "spots.toml"),
    ("complaints.toml", "clue.*.spot", "spots.toml"),
    ("complaints.toml", "question.*.replies.*.spots.*", "spots.toml"),
    ("lessons.toml", "lesson.*.spot", "spots.toml"),
    ("topics.toml", "topic.*.further.*", "references.toml"),
    ("topics.toml", "trial_dose.*.source", "references.toml"),
    ("safety.toml", "go_gently.tools.*", "tools.toml"),
    ("safety.toml", "go_gently.avoid_tools.*", "tools.toml"),
    ("safety.toml", "screen.*.avoid_tools.*", "tools.toml"),
    ("doses.toml", "dose_limits.region.*.allowed_tools.*", "tools.toml"),
    ("doses.toml", "dose_limits.region.*.forbidden_tools.*", "tools.toml"),
    ("doses.toml", "dose_limits.front-of-neck.allowed_tools.*", "tools.toml"),
    ("doses.toml", "dose_limits.front-of-neck.forbidden_tools.*", "tools.toml"),
    ("doses.toml", "dose_limits.front-of-neck.spots.*", "spots.toml"),
    *(
        ("experiments.toml", f"{keys}.papers.*", "experiments.toml")
        for keys in ("cannot.*", "methods.*", "looking", "early", "again", "design.reasons.*")
    ),
)
"""Keys that hold ids of another file, or of another table of the same."""

ONCE = {
    "spots.toml": ("spot.*.slug", "spot.*.number"),
    "tools.toml": ("tool.*.id",),
    "muscles.toml": ("muscle.*.id",),
    "complaints.toml": ("complaint.*.id", "clue.*.spot", "question.*.id"),
    "lessons.toml": ("lesson.*.spot",),
    "topics.toml": ("topic.*.id",),
    "references.toml": ("reference.*.id",),
    "safety.toml": ("screen.*.id", "stop_sign.*.id", "stop_sign.*.short", "aftercare.*.id"),
    "doses.toml": ("outcome.reading.*.id",),
    "cues.toml": ("cue.*.id",),
    "figures.toml": ("figure.*.name", "figure.*.title"),
    "experiments.toml": ("paper.*.id",),
}
"""Keys whose value no two entries of the file share."""

PHRASES = {
    "spots.toml": "spot.*.also_called.*",
    "tools.toml": "tool.*.also_called.*",
    "complaints.toml": "complaint.*.said_as.*",
    "topics.toml": "topic.*.also_called.*",
}
"""What people type: one phrase, one meaning."""


def values(table: Any, keys: str) -> Iterator[tuple[Path, Any]]:
    """Yield each value at dotted keys, such as `spot.*.muscles.*`, with its path."""
    yield from _values(table, keys.split("."), ())


def _values(table: Any, keys: list[str], path: Path) -> Iterator[tuple[Path, Any]]:
    if not keys:
        yield path, table
    elif keys[0] != "*":
        inner = getattr(table, keys[0].replace("-", "_"))
        yield from _values(inner, keys[1:], (*path, keys[0]))
    elif table is not None:
        for key, inner in _inside(table):
            yield from _values(inner, keys[1:], (*path, key))


def _inside(table: Any) -> Iterable[tuple[str | int, Any]]:
    """Return what a star stands for, each with its key or its place."""
    if isinstance(table, dict):
        return table.items()
    return table if isinstance(table, Frozen) else enumerate(table)


def once(file: str, table: Frozen) -> Iterator[Fault]:
    """Find ids, numbers and phrases that two entries of a file share."""
    for keys in ONCE[file]:
        taken: set[object] = set()
        for path, value in values(table, keys):
            if value in taken:
                yield Fault(file, path, f"{shown(value)} is taken by an earlier {path[-3]}")
            taken.add(value)
    if file in PHRASES:
        yield from _phrases(file, table)


def _phrases(file: str, table: Frozen) -> Iterator[Fault]:
    """Find phrases that stand twice; capitals and punctuation do not count."""
    owner: dict[str, Path] = {}
    for path, phrase in values(table, PHRASES[file]):
        first = owner.setdefault(re.sub(r"\W+", " ", phrase.casefold()).strip(), path)
        if first[:2] != path[:2]:
            yield Fault(file, path, f"{shown(phrase)} is a phrase of an earlier {path[0]}")
        elif first != path:
            yield Fault(file, path, f"{shown(phrase)} is here twice")


def linked(file: str, tables: Mapping[str, Frozen]) -> Iterator[Fault]:
    """Find ids that one loaded file names and another lacks, where `file` is one of the two."""
    for naming, keys, named in LINKS:
        if file in (naming, named) and naming in tables and named in tables:
            yield from _unknown(naming, values(tables[naming], keys), named, tables[named])


def _unknown(
    naming: str, places: Iterator[tuple[Path, str]], named: str, entries: Frozen
) -> Iterator[Fault]:
    """Find ids that have no entry, and ids that stand twice in one list."""
    noun, keys = IDS[named]
    known = {value: None for _, value in values(entries, keys)}
    seen = set()
    for path, value in places:
        if value not in known:
            yield Fault(naming, path, f"no {noun} {shown(value)}{hint(value, known)}")
        elif isinstance(path[-1], int) and (path[:-1], value) in seen:
            yield Fault(naming, path, f"{shown(value)} is here twice")
        seen.add((path[:-1], value))


def both_ways(spots: SpotsFile, complaints: ComplaintsFile) -> Iterator[Fault]:
    """Find a complaint that lists a spot, or a spot a complaint, that does not list it."""
    listed = {complaint.id: complaint.spots for complaint in complaints.complaint}
    listing = {spot.slug: spot.complaints for spot in spots.spot}
    for place, complaint in enumerate(complaints.complaint):
        for slug, named in listing.items():
            if complaint.id in named and slug not in complaint.spots:
                what = f"{shown(slug)} is not here, but that spot lists this complaint"
                yield Fault("complaints.toml", ("complaint", place, "spots"), what)
    for place, spot in enumerate(spots.spot):
        for complaint_id, slugs in listed.items():
            if spot.slug in slugs and complaint_id not in spot.complaints:
                what = f"{shown(complaint_id)} is not here, but that complaint lists this spot"
                yield Fault("spots.toml", ("spot", place, "complaints"), what)


def every_muscle(spots: SpotsFile, muscles: MusclesFile) -> Iterator[Fault]:
    """Find muscles that no spot names."""
    named = {muscle for spot in spots.spot for muscle in spot.muscles}
    for place, muscle in enumerate(muscles.muscle):
        if muscle.id not in named:
            yield Fault("muscles.toml", ("muscle", place, "id"), "no spot names this muscle")


def every_lesson(spots: SpotsFile, lessons: LessonsFile) -> Iterator[Fault]:
    """Find spots without a lesson."""
    taught = {lesson.spot for lesson in lessons.lesson}
    for spot in spots.spot:
        if spot.slug not in taught:
            yield Fault("lessons.toml", (), f"no lesson for the spot {shown(spot.slug)}")
