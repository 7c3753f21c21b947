"""Drawings from a file: plain SVG that is safe to hand to a rasterizer, else a clear fault.

Only shapes, groups, clips and their repetition are known, and one style sheet, which is replaced
before anything is drawn. No doctype, entity, comment, script, text, image or address from outside
gets through, and what a drawing costs to draw is bounded before it is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.parsers import expat

from spotguide.core.catalog.faults import Fault, FaultyFacts, report, shown

MOST_BYTES = 100_000
MOST_ELEMENTS = 500
DEEPEST = 16
MOST_WORK = 150_000
"""Characters of attributes that may be drawn, each repetition counted."""

ELEMENTS = frozenset((
    "svg", "title", "desc", "style", "defs", "clipPath", "g", "use", "path", "rect", "circle",
    "ellipse", "line", "polyline", "polygon",
))  # fmt: skip
ATTRIBUTES = frozenset((
    "xmlns", "viewBox", "role", "aria-labelledby", "id", "class", "d", "x", "y", "width", "height",
    "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2", "points", "transform", "href", "clip-path",
))  # fmt: skip
WORDS = ("title", "desc", "style")
"""Elements that may hold text."""

STYLE, STYLE_END = '<style id="theme">', "</style>"
VIEW_BOX = 'viewBox="0 0 600 600"'
NUMBER = r"-?[0-9]{0,4}(\.[0-9]{1,8})?"
MOVED = rf"(translate\({NUMBER}[ ,]{NUMBER}\))?"
WRITTEN = {
    "id": (r"[a-z][a-z0-9-]*", "small letters, digits and - make an id"),
    "href": (r"#[a-z][a-z0-9-]*", "only an #id of the drawing itself may be"),
    "clip-path": (r"url\(#[a-z][a-z0-9-]*\)", "only url(#id) of the drawing itself may be"),
    "transform": (
        rf"{MOVED} ?(scale\((0?\.[0-9]{{1,8}}|1)\))?",
        "only translate(x y), and scale(n) up to 1, may be",
    ),
    "d": (
        r"([MmLlHhVvCcSsQqTtZz ,-]|(?<![0-9])[0-9]{1,4}(?![0-9])|\.[0-9]{1,8}(?![0-9]))*",
        "a path has moves, lines and curves, and numbers up to 9999",
    ),
    "points": (rf"({NUMBER}[ ,]*)*", "numbers up to 9999 are coordinates"),
}
"""How attributes are written; a huge number makes a rasterizer hang, or panic."""

PLAIN = ("xmlns", "viewBox", "role", "aria-labelledby", "class")
"""Attributes that hold no number and refer to nothing."""


class Drawing(NamedTuple):
    """The text of a sound drawing, and the ids in it."""

    svg: str
    ids: frozenset[str]


class _Refused(Exception):
    """What is wrong with a drawing."""


class _Reader:
    """Follows the elements of a drawing, and stops at the first that is not allowed."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.open: list[str] = []
        self.within: list[str] = []
        self.count = 0
        self.weight: dict[str, int] = {"": 0}
        self.uses: dict[str, list[str]] = {"": []}
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.words
        parser.StartDoctypeDeclHandler = self.doctype
        parser.CommentHandler = self.comment
        parser.ProcessingInstructionHandler = self.instruction
        parser.StartCdataSectionHandler = self.cdata

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take an element that begins, or refuse it."""
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise _Refused(f"has more than {MOST_ELEMENTS:,} elements")
        if len(self.open) >= DEEPEST:
            raise _Refused(f"is nested more than {DEEPEST} deep")
        if (name == "svg") != (not self.open):
            what = "an svg within the svg" if self.open else f"{shown(name)} in place of an svg"
            raise _Refused(f"has {what}")
        if name not in ELEMENTS:
            raise _Refused(f"has the element {shown(name)}: {_known(ELEMENTS)}")
        for key, value in attributes.items():
            self.attribute(name, key, value)
        self.open.append(name)
        self.within.append(self.named(attributes))

    def attribute(self, name: str, key: str, value: str) -> None:
        if key not in ATTRIBUTES:
            raise _Refused(f"has the attribute {shown(key)}: {_known(ATTRIBUTES)}")
        form, said = WRITTEN.get(key, (NUMBER, "numbers up to 9999 may be"))
        if key not in PLAIN and not re.fullmatch(form, value):
            raise _Refused(f"{key} is {shown(value)}: {said}")
        if key == "id" and value in self.weight:
            raise _Refused(f"the id {shown(value)} is here twice")

    def named(self, attributes: dict[str, str]) -> str:
        """Count what an element costs toward all ids around it; return the innermost of them."""
        id = attributes.get("id", "")
        if id:
            self.weight[id], self.uses[id] = 0, []
            self.uses[self.within[-1] if self.within else ""].append(id)
        owner = id or (self.within[-1] if self.within else "")
        self.weight[owner] += 40 + sum(map(len, attributes.values()))
        for key in ("href", "clip-path"):
            if found := attributes.get(key):
                self.uses[owner].append(found.removeprefix("url(").strip("#()"))
        return owner

    def end(self, _name: str) -> None:
        self.open.pop()
        self.within.pop()

    def words(self, text: str) -> None:
        if text.strip() and self.open[-1] not in WORDS:
            raise _Refused("has text between its shapes: words stand in figures.toml")

    def doctype(self, *_: object) -> None:
        raise _Refused("has a document type, which may hold entities")

    def comment(self, _text: str) -> None:
        raise _Refused("has a comment")

    def instruction(self, *_: object) -> None:
        raise _Refused("has a processing instruction")

    def cdata(self) -> None:
        raise _Refused("has a CDATA section")


def drawing_of(file: str, raw: bytes) -> Drawing:
    """Return a drawing that is safe to draw; raise BrokenCatalog that says why it is none."""
    if len(raw) > MOST_BYTES:
        raise _fault(file, 1, f"has {len(raw):,} bytes: {MOST_BYTES:,} is the most for a drawing")
    parser = expat.ParserCreate()
    reader = _Reader(parser)
    try:
        parser.Parse(raw, True)
        svg = raw.decode("utf-8")
        _whole(svg)
        _bounded(reader.weight, reader.uses)
    except expat.ExpatError as error:
        raise _fault(file, error.lineno, f"is no SVG: {expat.ErrorString(error.code)}") from None
    except UnicodeDecodeError:
        raise _fault(file, 1, "is not UTF-8") from None
    except _Refused as refused:
        raise _fault(file, parser.CurrentLineNumber, str(refused)) from None
    return Drawing(svg.replace("\r\n", "\n"), frozenset(reader.weight) - {""})


def _whole(svg: str) -> None:
    """Refuse a drawing that cannot be themed: its sheet and its frame are found by their text."""
    if svg.count("<style") != 1 or svg.count(STYLE) != 1 or svg.count(STYLE_END) != 1:
        raise _Refused(f"must have one style sheet, {STYLE}")
    if svg.count(VIEW_BOX) != 1:
        raise _Refused(f"must have {VIEW_BOX}")


def _bounded(weight: Mapping[str, int], uses: Mapping[str, list[str]]) -> None:
    """Refuse a drawing that repeats itself without end, or too often to be drawn in time."""
    total: dict[str, int] = {}
    for id in _inner_first(uses):
        total[id] = weight[id] + sum(total[used] for used in uses[id])
    if total[""] > MOST_WORK:
        raise _Refused("repeats its shapes too often to be drawn")


def _inner_first(uses: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield each id after all that it holds or uses; nothing recurses."""
    done: set[str] = set()
    begun: set[str] = set()
    waiting = [""]
    while waiting:
        id = waiting[-1]
        if id not in begun:
            begun.add(id)
            for used in uses[id]:
                if used not in uses:
                    raise _Refused(f"refers to #{used}, which is not there")
                if used in begun and used not in done:
                    raise _Refused(f"#{used} holds itself")
                waiting.append(used)
        else:
            waiting.pop()
            if id not in done:
                done.add(id)
                yield id


def _known(names: frozenset[str]) -> str:
    return f"only {', '.join(sorted(names))} may be"


def _fault(file: str, line: int, what: str) -> FaultyFacts:
    return FaultyFacts(report([Fault(file, (), what, line)], {file: ""}))
