"""What holds whatever happens: the inequalities of the two meters, and the law of the engine."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from plans import a_plan, a_side, facts, gentle_side
from spotguide.core.constants import IDLE, RESUMES, WHY
from spotguide.core.history import Outline, fold
from spotguide.core.notes import Began
from spotguide.core.plan.phases import Kind
from spotguide.core.plan.plan import Plan, Rules
from spotguide.core.session import Session, begin, step
from spotguide.core.session.events import (
    Back,
    Choose,
    Ease,
    Effect,
    Event,
    Gap,
    Hint,
    More,
    Next,
    No,
    Ok,
    Pause,
    Rate,
    Repeat,
    Resume,
    Stop,
    Tick,
    Yes,
)

KEYS = (Ok, Next, Back, Repeat, Hint, Yes, No, Ease, More, Pause, Resume)

PLANS = st.sampled_from(
    [
        a_plan(),
        a_plan(a_side(hold=30, rounds=2)),
        a_plan(gentle_side(), gentle=True),
        a_plan(a_side(), a_side(side="right", places=("right",), budget=100)),
        a_plan(a_side(hold=90, rounds=2), rules=Rules(longest=60, all_places=150)),
        a_plan(a_side(side="both", places=("left", "right"), budget=70)),
        a_plan(pace="me"),
    ]
)


@st.composite
def happenings(draw: st.DrawFn, stops: bool = True) -> list[Event]:
    """Draw a list of events in order of time, with gaps, ticks, ratings and now and then a stop."""
    at = 0.0
    events: list[Event] = []
    for _ in range(draw(st.integers(0, 40))):
        at = round(at + draw(st.floats(0.0, 25.0, allow_nan=False)), 3)
        kind = draw(st.integers(0, 13 + stops))
        if kind < len(KEYS):
            events.append(KEYS[kind](at))
        elif kind == 11:
            events.append(Rate(at, draw(st.integers(0, 10))))
        elif kind == 12:
            events.append(Choose(at, (draw(st.integers(0, 3)),)))
        elif kind == 13:
            at = round(at + draw(st.floats(2.1, 90.0)), 3)
            events.append(Gap(at, draw(st.floats(2.1, 200.0))))
        else:
            events.append(Stop(at))
    return events


def run(plan: Plan, events: list[Event]) -> tuple[list[Session], list[Effect]]:
    """Play the events; return every state on the way and all effects."""
    session, first = begin(plan, 0.0)
    states, effects = [session], list(first)
    for event in events:
        session, more = step(session, event)
        states.append(session)
        effects.extend(more)
    return states, effects


@settings(max_examples=180, deadline=None)
@given(PLANS, happenings())
def test_the_inequalities_hold_whatever_the_events(plan: Plan, events: list[Event]) -> None:
    states, effects = run(plan, events)
    ramps = sum(isinstance(f, Began) and f.phase == "ramp" for f in facts(effects))
    rounds = sum(side.rounds for side in plan.sides)

    for session in states:
        charged = sum(session.charged)
        everywhere = sum(
            one * len(side.places) for one, side in zip(session.charged, plan.sides, strict=True)
        )
        assert session.held <= charged
        assert session.held <= plan.planned * 1000
        assert session.turn.held <= max(side.hold for side in plan.sides) * 1000
        assert session.turn.stretch <= plan.rules.longest * 1000
        assert everywhere <= plan.rules.all_places * 1000
        for one, side in zip(session.charged, plan.sides, strict=True):
            assert one <= side.budget * 1000
        assert all(hold.held <= hold.charged for hold in session.holds)
    assert ramps <= rounds * (1 + RESUMES)


@settings(max_examples=120, deadline=None)
@given(PLANS, happenings(), st.integers(2, 7))
def test_the_tick_rate_changes_nothing(plan: Plan, events: list[Event], parts: int) -> None:
    fine: list[Event] = []
    last = 0.0
    for event in events:
        if not isinstance(event, Gap):
            span = event.at - last
            fine.extend(Tick(last + span * part / parts) for part in range(1, parts))
        fine.append(event)
        last = event.at

    coarse_states, coarse_effects = run(plan, events)
    fine_states, fine_effects = run(plan, fine)

    assert coarse_effects == fine_effects
    assert coarse_states[-1] == fine_states[-1]


@settings(max_examples=90, deadline=None)
@given(PLANS, happenings())
def test_silence_from_any_moment_on_ends_the_session(plan: Plan, events: list[Event]) -> None:
    states, _ = run(plan, events)
    session = states[-1]
    at = session.zero + session.now / 1000
    longest = 3 * IDLE + WHY + 600

    session, _ = step(session, Tick(at + longest))

    assert session.over
    assert session.reason is not None


@settings(max_examples=90, deadline=None)
@given(PLANS, happenings(), happenings())
def test_after_the_end_nothing_happens(plan: Plan, events: list[Event], later: list[Event]) -> None:
    states, _ = run(plan, [*events, Stop(2000.0), Stop(2000.1)])
    session = states[-1]

    for event in later:
        after, effects = step(session, event)
        assert session == after
        assert effects == ()


@settings(max_examples=120, deadline=None)
@given(PLANS, happenings(stops=False))
def test_a_gap_credits_nothing(plan: Plan, events: list[Event]) -> None:
    session, _ = begin(plan, 0.0)
    for event in events:
        before = session
        session, _ = step(session, event)
        if isinstance(event, Gap):
            assert before.held == session.held
            assert before.now == session.now


@settings(max_examples=120, deadline=None)
@given(PLANS, happenings(stops=False))
def test_stop_from_any_moment_lifts_off_at_once(plan: Plan, events: list[Event]) -> None:
    states, _ = run(plan, events)
    before = states[-1]
    at = before.zero + before.now / 1000
    session, effects = step(before, Stop(at))

    assert session.over or session.kind is Kind.WHY
    if not before.over and before.on_floor and not before.why:
        assert effects[0].cue.id == "lift-off"  # type: ignore[union-attr]
    later, _ = step(session, Tick(at + WHY + 1))
    assert later.over
    assert later.charged == session.charged


@settings(max_examples=120, deadline=None)
@given(PLANS, happenings())
def test_notes_folded_equal_the_sessions_sums(plan: Plan, events: list[Event]) -> None:
    """In the middle of a hold the last written second counts, never more than was held."""
    from datetime import datetime, timezone

    states, effects = run(plan, events)
    session = states[-1]
    now = datetime(2026, 1, 1, tzinfo=timezone.utc)
    outline = Outline(
        "x",
        sides=tuple(side.side for side in plan.sides),
        places=tuple(side.places for side in plan.sides),
    )
    record = fold(outline, [(now, fact) for fact in facts(effects)], now)

    assert record.reason == session.reason
    assert 0 <= session.held - record.held < 1000
    assert 0 <= sum(session.charged) - record.charged() < 1000
    assert record.holds == session.holds
    if session.over or not session.turn.charged:
        assert record.held == session.held
        assert record.charged() == sum(session.charged)


@settings(max_examples=60, deadline=None)
@given(PLANS, happenings(stops=False), st.floats(0.1, 1000.0))
def test_a_paused_session_stands_still(plan: Plan, events: list[Event], span: float) -> None:
    states, _ = run(plan, events)
    session = states[-1]
    at = session.zero + session.now / 1000
    paused, _ = step(session, Pause(at))
    if paused.kind is not Kind.PAUSED:
        return
    later, effects = step(paused, Tick(at + span))

    assert effects == ()
    assert paused == replace(
        later, now=paused.now, waited=paused.waited, paused_for=paused.paused_for
    )
