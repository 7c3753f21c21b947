"""Safety: what is asked before a session, what stops one, and what to do afterward."""

from typing import Annotated, Literal

from pydantic import Field

from spotguide.core.catalog.kinds import (
    AnyRegion,
    Claim,
    Count,
    Flag,
    Frozen,
    Id,
    Ids,
    Label,
    Line,
    Lines,
    Prose,
    Question,
    Seconds,
    Short,
    Text,
    Window,
)
from spotguide.core.catalog.patterns import Alarm, AlarmWords

OnYes = Literal["stop", "see-someone-first", "go-gently"]
Regions = Annotated[tuple[AnyRegion, ...], Field(min_length=1)]


class About(Frozen):
    """What the screening is for, and what it cannot do."""

    purpose: Prose
    limits: Prose
    when_unsure: Prose
    emergency: Prose
    claim: Claim


class Meaning(Frozen):
    """Each outcome of a yes, in words."""

    stop: Line
    see_someone_first: Annotated[Line, Field(alias="see-someone-first")]
    go_gently: Annotated[Line, Field(alias="go-gently")]


class GoGently(Frozen):
    """The lighter session: its tools and its dose (seconds; feeling from 0 to 10)."""

    tools: Ids
    avoid_tools: Ids
    hold_seconds: Seconds
    rounds: Count
    rest_seconds: Seconds
    intensity: Window
    max_sessions_per_day: Count
    ramp_in_seconds: Seconds
    say: Line
    claim: Claim


class Screen(Frozen):
    """One safety question. With `here`, its answer is about the place that is pressed alone.

    With `yes_lasts` it is asked in every session, but a yes is remembered as a monthly one is.
    """

    id: Id
    group: Literal["emergency", "see-someone", "gently"]
    short: Short
    ask: Question
    applies_to: Regions
    on_yes: OnYes
    urgency: Literal["emergency", "same-day", "soon", "none"]
    repeat: Literal["every-session", "monthly"]
    here: Flag = False
    yes_lasts: Flag = False
    avoid_tools: tuple[Id, ...] = ()
    say: Line
    claim: Claim

    def covers(self, region: str) -> bool:
        """Say whether the question is asked at spots of this region."""
        return region in self.applies_to or "any" in self.applies_to


class StopSign(Frozen):
    """Something felt in a session that stops it, or that asks for less pressure."""

    id: Id
    sign: Text
    short: Label
    act: Literal["emergency", "stop", "ease-up"]
    say: Line
    claim: Claim


class Aftercare(Frozen):
    """What to do, and what to expect, after a session or when someone asks."""

    id: Id
    name: Text
    when: Literal["end", "worse", "no-change", "explain"]
    applies_to: Regions
    do: Lines
    expect: Line
    claim: Claim

    def covers(self, region: str) -> bool:
        """Say whether it is shown after spots of this region."""
        return region in self.applies_to or "any" in self.applies_to


class SafetyFile(Frozen):
    """`safety.toml`."""

    about: About
    meaning: Meaning
    go_gently: GoGently
    screen: Annotated[tuple[Screen, ...], Field(min_length=1)]
    stop_sign: Annotated[tuple[StopSign, ...], Field(min_length=1)]
    aftercare: Annotated[tuple[Aftercare, ...], Field(min_length=1)]
    alarm_words: AlarmWords = Field(default_factory=dict)
    alarm: tuple[Alarm, ...] = ()
