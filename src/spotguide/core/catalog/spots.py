"""The spots: where each lies, how it is found, pressed and treated with care."""

from typing import Annotated, Literal

from pydantic import Field

from spotguide.core.catalog.kinds import (
    By,
    Claim,
    Claims,
    Count,
    Flag,
    Frozen,
    Id,
    Ids,
    Line,
    LineOrNone,
    Lines,
    Position,
    Prose,
    Region,
    Seconds,
    Summary,
    Text,
    Texts,
    Window,
)

Grade = Literal["best", "good", "gentle-start", "poor", "avoid"]
USABLE: tuple[Grade, ...] = ("best", "good", "gentle-start")


class Dose(Frozen):
    """How much pressure: seconds a hold, holds a side, seconds between, feeling from 0 to 10."""

    hold_seconds: Seconds
    rounds: Count
    rest_seconds: Seconds
    intensity: Window
    max_sessions_per_day: Count
    basis: Claim


class SelfTest(Frozen):
    """A check that may support the spot; never a diagnosis."""

    name: Text
    steps: Lines
    positive: Line
    claim: Claim


class Step(Frozen):
    """One sentence on the way to the spot. With `stop_on_no`, a "no" ends the session."""

    say: Line
    landmark: Text | None = None
    check: Line | None = None
    hint: Line | None = None
    stop_on_no: Flag = False


class Block(Frozen):
    """One way to find the spot: by whom, where, and for which tools it leads to the place."""

    by: By
    place: Position
    tools: Ids
    position: Line
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


class Fit(Frozen):
    """How well a tool suits the spot, and how it is set up and pressed there."""

    tool: Id
    by: By
    fit: Grade
    places: tuple[Position, ...] = ()
    both_sides: Flag = False
    why: Line
    setup: tuple[Line, ...]
    press: LineOrNone
    sources: tuple[Id, ...]

    @property
    def usable(self) -> bool:
        """Say whether the tool is offered without being asked for."""
        return self.fit in USABLE


class Spot(Frozen):
    """One catalog entry; `number` and `slug` name it."""

    number: Count
    slug: Id
    name: Text
    kind: Literal["spot", "area"]
    region: Region
    sides: Flag
    one_side_only: Flag = False
    figure: Id
    muscles: Ids
    complaints: Ids
    also_called: Texts
    summary: Summary
    self_treatable: Literal["easily", "with-a-tool", "with-difficulty"]
    gentle_tools: tuple[Id, ...] | None = None
    feels_like: Prose
    refers_to: Prose
    cautions: Claims
    red_flags: Claims
    dose: Dose
    self_test: SelfTest | None = None
    locate: Annotated[tuple[Block, ...], Field(min_length=1)]
    tools: Annotated[tuple[Fit, ...], Field(min_length=1)]

    def fits(self, by: By) -> tuple[Fit, ...]:
        """Return the rated tools of yourself or of a partner, in the order of the data."""
        return tuple(fit for fit in self.tools if fit.by == by)

    def blocks(self, by: By, tool: str) -> tuple[Block, ...]:
        """Return the ways to find the spot that lead to this tool."""
        return tuple(block for block in self.locate if block.by == by and tool in block.tools)

    @property
    def by_partner(self) -> bool:
        """Say whether the data describe a partner's way to this spot."""
        return any(block.by == "partner" for block in self.locate)


class SpotsFile(Frozen):
    """`spots.toml`."""

    spot: Annotated[tuple[Spot, ...], Field(min_length=1)]
