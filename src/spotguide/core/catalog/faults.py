"""Faults: what is wrong with the facts, one line each, with file, line, table and key.

`data/spots.toml:212: spot "thoracolumbar-corner": tools[2].tool: no tool "lacross-ball"; did ...`

What only a fault needs is imported when there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from spotguide.errors import BrokenCatalog

Path = tuple[str | int, ...]
"""Where a value stands: keys, and places in a list, counted from 0."""

SHOWN = 5
"""So many faults are said; the rest is counted."""

LONGEST = 60
"""Characters of a value that are shown."""

NAMES = ("slug", "id", "spot", "source", "number", "name")
"""What names a table of the data, the best first."""


class Fault(NamedTuple):
    """One fault: the file by its name in the data folder, where in it, and what is wrong.

    `line` is known where the text could not be read as TOML; else the path tells it.
    """

    file: str
    path: Path
    what: str
    line: int = 0


class FaultyFacts(BrokenCatalog):
    """Facts with faults: `lines` holds them all, the sentence the first few."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = tuple(lines)
        super().__init__(*self.lines)

    def __str__(self) -> str:
        more = len(self.lines) - SHOWN
        if more <= 0:
            return "\n".join(self.lines)
        last = f"and {more} more fault{'s' if more > 1 else ''}"
        return "\n".join((*self.lines[:SHOWN], last))


def report(faults: Iterable[Fault], texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return each fault as one line, file by file from top to bottom.

    `texts` holds the text of each file that is named. A control character is shown as an escape.
    """
    by_file: dict[str, list[Fault]] = {}
    for fault in faults:
        by_file.setdefault(fault.file, []).append(fault)
    lines = (line for file, some in by_file.items() for line in _of_file(file, some, texts[file]))
    return tuple(dict.fromkeys(lines))


def shown(value: object) -> str:
    """Return a value of the data as a fault shows it: short, and harmless to a terminal."""
    match value:
        case str():
            cut = value if len(value) <= LONGEST else value[: LONGEST - 3] + "..."
            return visible('"{}"'.format(cut.replace("\\", "\\\\").replace('"', '\\"')))
        case bool():
            return "true" if value else "false"
        case int():
            return str(value) if abs(value) < 10**18 else "a number of more than 18 digits"
        case float():
            return repr(value)
        case list() | tuple():
            return "a list" if value else "an empty list"
        case dict():
            return "a table"
        case _:
            return "a date or a time"


def visible(text: str) -> str:
    """Return the text with each character that cannot be seen as its escape."""
    return "".join(letter if letter.isprintable() else _escape(letter) for letter in text)


def nearest(word: object, known: Iterable[str]) -> str | None:
    """Return the known word that a wrong one may stand for."""
    from difflib import get_close_matches

    found = get_close_matches(word[:LONGEST], list(known), 1) if isinstance(word, str) else []
    return found[0] if found else None


def hint(word: object, known: Iterable[str]) -> str:
    """Return the end of a sentence that names the nearest known word; empty if none is near."""
    meant = nearest(word, known)
    return f"; did you mean {shown(meant)}?" if meant else ""


def _escape(letter: str) -> str:
    code = ord(letter)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _of_file(file: str, faults: Sequence[Fault], text: str) -> Iterable[str]:
    """Return the lines of the faults of one file, from top to bottom."""
    import tomli

    from spotguide.core.catalog.lines import lines_of, nearest_line

    readable = any(not fault.line for fault in faults)
    table, lines = (tomli.loads(text), lines_of(text)) if readable else ({}, {})
    placed = [(fault.line or nearest_line(lines, fault.path), fault) for fault in faults]
    placed.sort(key=lambda pair: pair[0])
    for line, fault in placed:
        where = _where(fault.path, table)
        yield visible(": ".join((f"data/{file}:{line}", *where, fault.what)))


def _where(path: Path, table: Mapping[str, object]) -> Iterable[str]:
    """Return the table by its name, and the path of the key in it."""
    if not path:
        return []
    top, *rest = path
    if rest and isinstance(rest[0], int):
        entries = table.get(str(top))
        place = rest.pop(0)
        entry = entries[place] if isinstance(entries, list) and isinstance(place, int) else None
        said = _named(str(top), place, entry)
    else:
        said = _key(top)
    return [said, _joined(rest)] if rest else [said]


def _named(kind: str, place: int | str, entry: object) -> str:
    """Return a table as `spot "under-the-skull"`, or as `spot[3]` if nothing names it."""
    if isinstance(entry, dict):
        for key in NAMES:
            name = entry.get(key)
            if isinstance(name, str) or (isinstance(name, int) and key == "number"):
                return f"{_key(kind)} {shown(name)}"
    return f"{_key(kind)}[{place}]"


def _joined(path: Sequence[str | int]) -> str:
    """Return keys and places as one path: `locate[0].steps[2].say`."""
    said = ""
    for part in path:
        if isinstance(part, int):
            said += f"[{part}]"
        else:
            said += f".{_key(part)}" if said else _key(part)
    return said


def _key(part: str | int) -> str:
    name = str(part)
    bare = name.isascii() and name.replace("-", "_").isidentifier() and len(name) <= LONGEST
    return name if bare else shown(name)
