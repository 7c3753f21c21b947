"""The names alone: what a shell completes, read from the facts without checking them.

A shell asks at each press of the Tab key, and cannot wait until thousands of lines are parsed and
checked. So only lines of the form `key = "text"`, `key = number`, `key = true` and
`key = ["text", …]` are looked at. What stands over several lines, or has an escape in it, is no
name and is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

LINE = re.compile(
    r'^(?:\[\[?([\w.-]+)\]\]?|(\w+) = (?:"([^"\\\n]*)"|(\d+|true)|\[([^\[\]{}\\\n]*)\])) *$',
    re.MULTILINE,
)
LONGEST = 64  # letters of a description; a shell shows it beside the name, on one line


@dataclass(frozen=True)
class Named:
    """One thing with its id and a few words about it; a spot also has its number."""

    id: str
    told: str
    number: str = ""


@dataclass
class Table:
    """The short values of one table; a list is its texts, joined by spaces."""

    name: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass
class NamedSpot:
    """A spot, with how each tool fits there and in which positions it is pressed, by whom."""

    named: Named
    region: str
    fits: dict[str, str] = field(default_factory=dict)
    places: dict[str, set[str]] = field(default_factory=dict)


def tables(text: str) -> Iterator[Table]:
    """Yield each table of a file with its short values, in the order of the file."""
    table = Table("")
    for found in LINE.finditer(text):
        name, key, words, number, items = found.groups()
        if name:
            yield table
            table = Table(name)
        else:
            listed = " ".join(re.findall(r'"([^"]*)"', items or ""))
            table.values.setdefault(key, words or number or listed)
    yield table


def named(text: str, table: str, *told: str) -> tuple[Named, ...]:
    """Return all of one kind; `told` are the keys that may describe it, the first that is there."""
    return tuple(
        Named(one.values["id"], described(one.values, told))
        for one in tables(text)
        if one.name == table and "id" in one.values
    )


def described(values: Mapping[str, str], keys: Iterable[str]) -> str:
    """Return the first sentence of the first of these keys, LONGEST letters at most."""
    told = next((values[key] for key in keys if values.get(key)), "")
    told = re.split(r"[.?!](?= |$)", told, maxsplit=1)[0]
    return told if len(told) <= LONGEST else told[: LONGEST - 3].rpartition(" ")[0] + "..."


def spots(text: str) -> tuple[NamedSpot, ...]:
    """Return the spots of `spots.toml`, with what treats them."""
    found: list[NamedSpot] = []
    for one in tables(text):
        values = one.values
        if one.name == "spot" and {"slug", "name"} <= values.keys():
            known = Named(values["slug"], values["name"], values.get("number", ""))
            found.append(NamedSpot(known, values.get("region", "")))
        elif one.name in ("spot.locate", "spot.tools") and found:
            _add(found[-1], values)
    return tuple(found)


def _add(spot: NamedSpot, values: Mapping[str, str]) -> None:
    """Add a way to find the spot, or how a tool fits there; for yourself goes before a partner."""
    by = values.get("by", "")
    for place in (values.get("place", "") + " " + values.get("places", "")).split():
        spot.places.setdefault(place, set()).add(by)
    if (tool := values.get("tool", "")) and (by == "self" or tool not in spot.fits):
        spot.fits[tool] = values.get("fit", "")
