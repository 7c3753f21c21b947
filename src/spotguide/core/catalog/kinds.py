"""The kinds of text and number that the data may hold, and the frozen model they stand in.

The patterns are checked in pydantic's own core, since they run for thousands of strings on every
start; what is wrong with a string is put into words in `words`, only when something is.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError


class Frozen(BaseModel):
    """A table of the data: read-only, and closed to keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


# Each pattern looks at one end of a string and holds no class of Unicode, which would take
# milliseconds to compile. Characters that cannot be seen are refused in `parse`, for all strings.
ENDED = r"[.?!]$"
ENDED_OR_EMPTY = r"^$|[.?!]$"
FULL_STOP = r"\.$"
ASKED = r"\?$"
LISTED = r"[^.?!]$"
KEBAB = r"^[a-z0-9]+(-[a-z0-9]+)*$"
DOI = r"^10\.[0-9]{4,9}/[^ ]+$"
WEB = r"^https?://[^ ]+$"
CAPITALS = r"^[A-Z][A-Z ]*[A-Z]$"

Line = Annotated[str, StringConstraints(max_length=180, pattern=ENDED)]
LineOrNone = Annotated[str, StringConstraints(max_length=180, pattern=ENDED_OR_EMPTY)]
Question = Annotated[str, StringConstraints(max_length=180, pattern=ASKED)]
Prose = Annotated[str, StringConstraints(max_length=320, pattern=ENDED)]
Summary = Annotated[str, StringConstraints(max_length=240, pattern=FULL_STOP)]
Short = Annotated[str, StringConstraints(max_length=70, pattern=LISTED)]
Label = Annotated[str, StringConstraints(max_length=40, pattern=LISTED)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=400)]
Id = Annotated[str, StringConstraints(max_length=80, pattern=KEBAB)]

Count = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
Seconds = Annotated[int, Field(strict=True, ge=1, le=3600)]
Points = Annotated[int, Field(strict=True, ge=0, le=10)]
Flag = Annotated[bool, Field(strict=True)]
Ids = Annotated[tuple[Id, ...], Field(min_length=1)]
Lines = Annotated[tuple[Line, ...], Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]


def _low_to_high(window: tuple[int, int]) -> tuple[int, int]:
    if window[0] > window[1]:
        raise PydanticCustomError("window", "must be [low, high], with low at most high")
    return window


Window = Annotated[tuple[Points, Points], AfterValidator(_low_to_high)]
"""Low and high of an intensity, 0 to 10."""

Basis = Literal["review", "trial", "observational", "anatomy", "guideline", "clinical"]
"""What a claim rests on; `clinical` is experience, expert opinion or our own judgment."""

Region = Literal[
    "head", "jaw", "neck", "chest", "shoulder", "arm",
    "upper-back", "low-back", "hip", "thigh", "leg", "foot",
]  # fmt: skip
AnyRegion = Literal[
    "head", "jaw", "neck", "chest", "shoulder", "arm",
    "upper-back", "low-back", "hip", "thigh", "leg", "foot", "any",
]  # fmt: skip
Side = Literal["left", "right"]
By = Literal["self", "partner"]
Position = Literal["standing", "sitting", "wall", "floor", "bed", "table"]


class Claim(Frozen):
    """A stated fact, what it rests on, and where that was published (ids of references)."""

    text: Prose
    basis: Basis
    sources: Ids


Claims = Annotated[tuple[Claim, ...], Field(min_length=1)]
