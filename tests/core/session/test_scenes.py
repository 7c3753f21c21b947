"""The scenes of the design, each to the tenth of a second; Settle begins at 0.

The place is spot 2, left, with a hard ball on a third session, pace auto and no voice.
"""

from __future__ import annotations

import pytest

from plans import a_plan, a_side, facts, gentle_side, holds, last_held, play
from spotguide.core.history import Outline, Record, fold
from spotguide.core.notes import Ended, SideOver
from spotguide.core.plan.phases import Kind, Timed
from spotguide.core.plan.plan import Plan
from spotguide.core.session import Session, begin, step
from spotguide.core.session.events import (
    Ease,
    Effect,
    Event,
    Gap,
    Note,
    Ok,
    Pause,
    Rate,
    Resume,
    Stop,
    Tick,
)

HOLD = 33.0  # Settle 20, Ready 3, Ramp 10: the first hold begins


def ended_at(plan: Plan, *events: Event) -> float:
    """Return the second at which the pressure was over for good, looked at in tenths."""
    session, _ = begin(plan, 0.0)
    pending = list(events)
    for tenth in range(1, 6001):
        while pending and pending[0].at <= tenth / 10:
            session, _ = step(session, pending.pop(0))
        session, _ = step(session, Tick(tenth / 10))
        if session.kind is Kind.OFF:
            return (session.now - session.spent) / 1000
    raise AssertionError("the session never ended")


SCENES = [
    pytest.param(a_plan(), [], [45, 45, 45], 135, 239.0, id="no key"),
    pytest.param(
        a_plan(a_side(hold=30, rounds=2, rest=20, low=2, high=4, first_time=True)),
        [], [30, 30], 60, 136.0, id="first session, no key",
    ),
    pytest.param(
        a_plan(gentle_side(), gentle=True), [], [16, 16], 32, 128.0, id="gentle, no key"
    ),
    pytest.param(
        a_plan(gentle_side(), gentle=True), [Ok(48.0), Ok(121.0)], [20, 20], 40, 136.0,
        id="gentle, Ok at each check-in",
    ),
    pytest.param(
        a_plan(), [Rate(HOLD + 12, 8)], [12, 45, 45], 112, 216.0, id="8 at 12 s, then silence"
    ),
    pytest.param(
        a_plan(), [Rate(HOLD + 12, 6), Rate(HOLD + 15, 4)], [45, 45, 45], 138, 242.0,
        id="6 at 12 s, 4 at 15 s",
    ),
    pytest.param(
        a_plan(), [Ease(HOLD + 12), Ok(HOLD + 16), Ease(HOLD + 20)], [16, 45, 45], 110, 214.0,
        id="Ease at 12 s, Ok at 16 s, Ease at 20 s",
    ),
    pytest.param(
        a_plan(), [Rate(HOLD + 12, 8), Rate(88.0 + 5, 8)], [12, 5], 37, 108.0,
        id="8 at 12 s, and 8 at 5 s of the next",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("plan", "events", "held", "charged", "end"), SCENES)
def test_a_scene_has_its_numbers(
    plan: Plan, events: list[Event], held: list[int], charged: int, end: float
) -> None:
    session, effects = play(plan, *events, until=400.0)

    assert held == holds(effects)
    assert charged * 1000 == sum(session.charged)
    assert session.reason == "finished"
    assert end == ended_at(plan, *events)


def test_two_unsettled_holds_in_a_row_end_the_side() -> None:
    _, effects = play(a_plan(), Rate(HOLD + 12, 8), Rate(93.0, 8), until=400.0)

    assert SideOver(0, "unsettled") in facts(effects)


def test_a_freeze_credits_nothing_and_costs_one_more_ramp() -> None:
    """Frozen for 22 s from 20 s of the hold on, Enter 5 s later."""
    frozen = [Tick(HOLD + 20), Gap(HOLD + 42, 22.0), Resume(HOLD + 47)]
    session, effects = play(a_plan(), *frozen, until=500.0)
    ramps = [fact for fact in facts(effects) if getattr(fact, "phase", "") == "ramp"]

    assert holds(effects) == [45, 45, 45]
    assert sum(session.charged) == 157_000
    assert session.reason == "finished"
    assert len(ramps) == 4


def test_a_suspend_that_the_monotonic_clock_slept_through_is_the_same_gap() -> None:
    frozen = [Tick(HOLD + 20), Gap(HOLD + 20, 22.0), Resume(HOLD + 25)]
    session, effects = play(a_plan(), *frozen, until=500.0)

    assert holds(effects) == [45, 45, 45]
    assert sum(session.charged) == 157_000


def killed(at: float) -> tuple[Session, list[Effect]]:
    """Let time pass to a second of the first hold, a tenth at a time, and go no further."""
    session, first = begin(a_plan(), 0.0)
    effects = list(first)
    for tenth in range(1, round((HOLD + at) * 10) + 1):
        session, more = step(session, Tick(tenth / 10))
        effects.extend(more)
    return session, effects


def the_record(effects: list[Effect]) -> Record:
    from datetime import datetime, timezone

    now = datetime(2026, 11, 23, 20, 0, tzinfo=timezone.utc)
    outline = Outline("thoracolumbar-corner", sides=("left",), places=(("left",),))
    return fold(outline, [(now, fact) for fact in facts(effects)], now)


def test_killed_at_17_seconds_leaves_17_and_resume_holds_28_more() -> None:
    _, effects = killed(17.4)
    record = the_record(effects)
    session, first = begin(a_plan(), 0.0, record.progress)
    resumed = list(first)
    session, more = step(session, Tick(500.0))
    resumed.extend(more)
    pressed = 28 + 45 + 45

    assert (last_held(effects).held, last_held(effects).charged) == (17_000, 17_000)
    assert record.reason is None
    assert holds(resumed) == [45, 45, 45]
    assert (17 + pressed) * 1000 == sum(session.charged)
    assert Timed(Kind.SETTLE, 20) == begin(a_plan(), 0.0, record.progress)[0].phase


def test_a_stop_in_a_hold_is_written_after_it_is_said() -> None:
    _, effects = play(a_plan(), Stop(HOLD + 5))
    said = [n for n, effect in enumerate(effects) if getattr(effect, "cue", None)]
    ended = effects.index(Note(Ended("stopped")))

    assert any(effects[n].cue.id == "lift-off" and n < ended for n in said)  # type: ignore[union-attr]


def test_a_stop_in_a_pause_asks_why_for_as_long_as_any_other() -> None:
    ticks = [Tick(31.0 + number) for number in range(30)]
    session, _ = play(a_plan(), Ok(0.0), Pause(20.0), Stop(30.0), *ticks)
    assert session.over
    assert session.now == 50_000
