"""Lines: where each key of a TOML text stands, worked out only when there is a fault to report.

tomli keeps no lines. A text has passed tomli before it is walked here, so the walk trusts it: it
tells tables, keys, strings and lists apart and reads nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

import tomli

from spotguide.core.catalog.faults import Path

DEEPEST = 20
"""A value deeper than this has the line of what holds it, so that the walk cannot recurse far."""

SPACE = re.compile(r"[ \t]*")
BLANK = re.compile(r"[ \t\n]*(?:#[^\n]*[ \t\n]*)*")
BARE = re.compile(r"[A-Za-z0-9_-]*")
SCALAR = re.compile(r"[^,\]}\n#]*")
STRING = re.compile(
    r'"""[^"\\]*(?:(?:\\.|"{1,2}(?!"))[^"\\]*)*"{3,5}|'
    r"'''.*?'{3,5}|"
    r'"[^"\\]*(?:\\.[^"\\]*)*"|'
    r"'[^']*'",
    re.DOTALL,
)
AWAY = re.compile(r"[^\[\]{}\"'#]*(?:#[^\n]*[^\[\]{}\"'#]*)*")


def lines_of(text: str) -> Mapping[Path, int]:
    """Return the line, from 1, of each table, key and element of a valid TOML text."""
    return _Walk(text.replace("\r\n", "\n")).lines


def nearest_line(lines: Mapping[Path, int], path: Path) -> int:
    """Return the line of what stands at the path, else of the innermost thing around it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def line_at(text: str, position: int) -> int:
    """Return the line, from 1, of a position in the text."""
    return text.count("\n", 0, position) + 1


def deepest_line(text: str) -> int:
    """Return the line, from 1, where a text that tomli finds too deep is nested deepest."""
    depth, deepest, position = 0, 100, -1
    for found in re.finditer(r"[\[\]{}]", text):
        depth += 1 if found[0] in "[{" else -1
        if depth > deepest:
            deepest, position = depth, found.start()
    if position >= 0:
        return line_at(text, position)
    dots = [line.count(".") for line in text.split("\n")]  # then it is a key of many parts
    return dots.index(max(dots)) + 1


class _Walk:
    """One walk through a text; `lines` is what it finds."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.breaks = [found.start() for found in re.finditer("\n", text)]
        self.lines: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}
        table: Path = ()
        while self.move(BLANK) < len(text):
            if text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)

    def move(self, pattern: re.Pattern[str]) -> int:
        """Pass what the pattern matches here, if anything; return where that ends."""
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def keep(self, path: Path, at: int) -> None:
        """Remember the line of this path, and of what is around it and has none yet."""
        line = bisect_right(self.breaks, at) + 1
        while path and path not in self.lines:
            self.lines[path] = line
            path = path[:-1]

    def header(self) -> Path:
        """Read `[table]` or `[[table]]`; return its path."""
        start = self.at
        mark = "]]" if self.text.startswith("[[", start) else "]"
        self.at += len(mark)
        *around, name = self.key()
        path: Path = ()
        for part in around:
            path = self.newest((*path, part))
        path = (*path, name)
        if mark == "]]":
            self.counts[path] = self.counts.get(path, 0) + 1
        path = self.newest(path)
        self.keep(path, start)
        self.at = self.text.index(mark, self.at) + len(mark)
        return path

    def newest(self, path: Path) -> Path:
        """Return the path of the last table of a list of tables so far, or the path itself."""
        return (*path, self.counts[path] - 1) if path in self.counts else path

    def key(self) -> tuple[str, ...]:
        """Read a key with all its dotted parts."""
        parts = []
        while True:
            start = self.move(SPACE)
            if self.move(BARE) == start:
                quoted = self.text[start : self.move(STRING)]
                parts.append(str(tomli.loads(f"key = {quoted}")["key"]))
            else:
                parts.append(self.text[start : self.at])
            if self.text[self.move(SPACE)] != ".":
                return tuple(parts)
            self.at += 1

    def pair(self, table: Path) -> None:
        """Read `key = value`."""
        start = self.at
        path = (*table, *self.key())
        self.keep(path, start)
        self.at = self.text.index("=", self.at) + 1
        self.value(path)

    def value(self, path: Path) -> None:
        """Read a value, and all that is in it."""
        opening = self.text[self.move(SPACE)]
        if opening in "[{":
            if len(path) < DEEPEST:
                self.inside(path, opening)
            else:
                self.skip()
        elif opening in "\"'":
            self.move(STRING)
        else:
            self.move(SCALAR)

    def inside(self, path: Path, opening: str) -> None:
        """Read what a list or an inline table holds, and its end."""
        place = 0
        self.at += 1
        while (mark := self.text[self.move(BLANK)]) not in "]}":
            if mark == ",":
                self.at += 1
            elif opening == "{":
                self.pair(path)
            else:
                self.keep((*path, place), self.at)
                self.value((*path, place))
                place += 1
        self.at += 1

    def skip(self) -> None:
        """Pass a list or an inline table without reading it."""
        depth = 0
        while True:
            self.move(AWAY)
            mark = self.text[self.at]
            if mark in "\"'":
                self.move(STRING)
                continue
            depth += 1 if mark in "[{" else -1
            self.at += 1
            if depth == 0:
                return
