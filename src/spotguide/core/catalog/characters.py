"""Characters that cannot be seen, or that command a terminal: no value and no comment holds one.

A file of plain ASCII without escapes never comes here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from unicodedata import category, name

from spotguide.core.catalog.faults import Fault, Path
from spotguide.core.catalog.lines import line_at


def unseen(file: str, text: str, table: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault for each value with an unseen character, else for one in a comment or key."""
    found = False
    for path, value in _strings(table):
        if not value.isprintable():
            found = True
            letter = next(letter for letter in value if not letter.isprintable())
            yield Fault(file, path, odd(letter))
    hidden = [letter for letter in set(text) - {"\n", "\r", "\t"} if category(letter)[0] == "C"]
    if hidden and not found:
        position = min(map(text.index, hidden))
        yield Fault(file, (), odd(text[position]), line_at(text, position))


def _strings(table: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield each text in a table with its path; nothing recurses, however deep it is."""
    waiting: list[tuple[Path, Any]] = [((), table)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            waiting += [((*path, key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, place), inner) for place, inner in enumerate(value)]


def odd(letter: str) -> str:
    """Say what is wrong with a character, by its code and by its name if it has one."""
    code = f"U+{ord(letter):04X}"
    if category(letter) == "Cc":
        return f"has the control character {code}"
    said = f"{code}, {name(letter).lower()}" if name(letter, "") else code
    return f"has a character that cannot be seen, {said}"
