"""Cues: what a session says beside the spot's own sentences, with fields to fill in."""

import string
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from spotguide.core.catalog.kinds import CAPITALS, ENDED, Frozen, Id, Position, Text

FIELDS = frozenset(
    ("side", "seconds", "low", "high", "round", "rounds", "tool", "place", "count", "minutes",
     "number", "total", "spot", "date", "text", "hours")
)  # fmt: skip
"""What a cue may name in braces; the session fills it in."""


def _fields(template: str) -> Iterator[str]:
    for _, field, form, conversion in string.Formatter().parse(template):
        if field is not None:
            yield field if not form and not conversion else f"{field}!{conversion}:{form}"


def _template(template: str) -> str:
    try:
        unknown = sorted(set(_fields(template)) - FIELDS)
    except ValueError:
        raise PydanticCustomError("braces", "has a brace without its partner") from None
    if unknown:
        name = f"{{{unknown[0]}}}"
        raise PydanticCustomError("field", "names {name}, which nothing fills in", {"name": name})
    return template


Template = Annotated[
    str, StringConstraints(max_length=180, pattern=ENDED), AfterValidator(_template)
]
Block = Annotated[str, StringConstraints(max_length=8, pattern=CAPITALS)]


class CueText(Frozen):
    """One cue: its spoken form, its plain line if that differs, its block word, its urgency."""

    id: Id
    say: Template
    line: Template | None = None
    block: Block | None = None
    urgency: Literal["now", "soon", "calm"]


class Sides(Frozen):
    """How a side is said in a sentence."""

    left: Text
    right: Text
    both: Text
    middle: Text


class CuesFile(Frozen):
    """`cues.toml`."""

    sides: Sides
    places: dict[Position, Text]
    grades: dict[Literal["best", "good", "gentle-start", "poor"], Text]
    cue: Annotated[tuple[CueText, ...], Field(min_length=1)]
