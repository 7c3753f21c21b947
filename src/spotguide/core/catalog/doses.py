"""Doses: the numbers a session starts from, the limits it keeps, and how a change is read."""

from typing import Annotated, Literal

from pydantic import Field

from spotguide.core.catalog.kinds import (
    Claim,
    Claims,
    Count,
    Flag,
    Frozen,
    Ids,
    Line,
    Points,
    Prose,
    Question,
    Region,
    Seconds,
    Short,
    Text,
    Texts,
    Window,
)

Minutes = Annotated[int, Field(strict=True, ge=1, le=1440)]
Hours = Annotated[int, Field(strict=True, ge=0, le=1000)]


class DefaultClaims(Frozen):
    """What each number of `[dose_defaults]` rests on."""

    hold_seconds: Claim
    rounds: Claim
    rest_seconds: Claim
    intensity: Claim
    max_sessions_per_day: Claim
    ramp_in_seconds: Claim
    check_in_seconds: Claim
    release_seconds: Claim
    ease_rule: Claim
    worse_rule: Claim
    climb_points: Claim
    ease_seconds: Claim
    faded_percent: Claim


class DoseDefaults(Frozen):
    """The usual session, for what a spot's own dose does not say."""

    hold_seconds: Seconds
    rounds: Count
    rest_seconds: Seconds
    intensity: Window
    max_sessions_per_day: Count
    ramp_in_seconds: Seconds
    check_in_seconds: Seconds
    release_seconds: Seconds
    ease_rule: Line
    worse_rule: Line
    climb_points: Annotated[int, Field(strict=True, ge=1, le=10)]
    ease_seconds: Annotated[int, Field(strict=True, ge=1, le=60)]
    faded_percent: Annotated[int, Field(strict=True, ge=1, le=99)]
    claims: DefaultClaims


class FirstTime(Frozen):
    """The first session on any place."""

    say: Line
    hold_seconds: Seconds
    rounds: Count
    rest_seconds: Seconds
    intensity: Window
    wait_hours_before_next: Hours
    claim: Claim


class Tighter(Frozen):
    """Limits that replace the general ones for a region or for named spots."""

    spots: Ids | None = None
    longest_hold_seconds: Seconds | None = None
    max_rounds: Count | None = None
    min_rest_seconds: Seconds | None = None
    max_minutes_per_place_per_session: Minutes | None = None
    max_minutes_per_place_per_day: Minutes | None = None
    max_minutes_all_places_per_day: Minutes | None = None
    max_sessions_per_place_per_day: Count | None = None
    min_hours_between_sessions: Hours | None = None
    max_intensity: Points | None = None
    allowed_tools: Ids | None = None
    forbidden_tools: Ids | None = None
    say: Line
    claim: Claim


class Soreness(Frozen):
    """When a sore place is left alone."""

    skip_if_still_sore: Flag
    skip_hours_after_flare: Hours
    flare_points: Points
    ask: Question
    short: Short
    say: Line
    claim: Claim


class Course(Frozen):
    """When to look back and ask whether it helps at all."""

    review_after_sessions: Count
    review_after_days: Count
    say: Line
    claim: Claim


class LimitClaims(Frozen):
    """What each number of `[dose_limits]` rests on."""

    longest_hold_seconds: Claim
    max_rounds: Claim
    min_rest_seconds: Claim
    max_minutes_per_place_per_session: Claim
    max_minutes_per_place_per_day: Claim
    max_minutes_all_places_per_day: Claim
    max_sessions_per_place_per_day: Claim
    min_hours_between_sessions: Claim
    max_intensity: Claim


class DoseLimits(Frozen):
    """The limits that no option lifts; a limit only ever lowers a dose."""

    longest_hold_seconds: Seconds
    max_rounds: Count
    min_rest_seconds: Seconds
    max_minutes_per_place_per_session: Minutes
    max_minutes_per_place_per_day: Minutes
    max_minutes_all_places_per_day: Minutes
    max_sessions_per_place_per_day: Count
    min_hours_between_sessions: Hours
    max_intensity: Points
    refuse_say: Line
    claims: LimitClaims
    region: dict[Region, Tighter]
    front_of_neck: Annotated[Tighter, Field(alias="front-of-neck")]
    soreness: Soreness
    course: Course


class Reading(Frozen):
    """What to say of one kind of change from before to after."""

    id: Literal["gone", "better", "slightly-better", "same", "slightly-worse", "worse"]
    when: Text
    say: Line


class Trend(Frozen):
    """How ratings over weeks are read, and what is said of them."""

    sessions_each: Count
    new_course_days: Count
    rule: Prose
    claim: Claim
    wobble: Claim
    another: Line
    better: Line
    no_change: Line
    worse: Line
    too_few: Line


class Outcome(Frozen):
    """The question asked before and after, and how far an answer can be trusted."""

    scale_min: Points
    scale_max: Points
    ask: Prose
    rate_when: Texts
    meaningful_points: Points
    meaningful_percent: Annotated[int, Field(strict=True, ge=1, le=99)]
    rule: Prose
    claim: Claim
    limits: Claims
    reading: tuple[Reading, ...]
    trend: Trend

    def say(self, reading: str) -> str:
        """Return the sentence for a kind of change; its id is checked at load."""
        return next(entry.say for entry in self.reading if entry.id == reading)


class DosesFile(Frozen):
    """`doses.toml`."""

    dose_defaults: DoseDefaults
    first_time: FirstTime
    dose_limits: DoseLimits
    outcome: Outcome
