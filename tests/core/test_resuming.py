"""A session that was cut short, folded and taken up: over all its parts it keeps the same law."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans import a_plan, a_side, gentle_side
from spotguide.core.constants import IDLE, LEAST, RESUMES
from spotguide.core.history import Outline, Record, fold
from spotguide.core.notes import (
    Began,
    Ended,
    Fact,
    HoldOver,
    Later,
    Paused,
    Remark,
    SideOver,
    TakenUp,
    from_dict,
    to_dict,
)
from spotguide.core.plan.phases import Kind, Step, Steps
from spotguide.core.plan.plan import Plan, Rules
from spotguide.core.session import Progress, Session, begin, step
from spotguide.core.session.events import (
    Ease,
    Effect,
    Event,
    Gap,
    Hint,
    More,
    Next,
    No,
    Note,
    Ok,
    Pause,
    Rate,
    Resume,
    Stop,
    Tick,
    Yes,
)

BEGAN = datetime(2026, 3, 2, 18, 0, tzinfo=timezone.utc)
HOLD = 33.0  # Settle 20, Ready 3, Ramp 10: the first hold begins
LONG = 2000.0  # seconds after which every session is over
TWO_SIDES = a_plan(a_side(), a_side(side="right", places=("right",), budget=100))


def outlined(plan: Plan) -> Outline:
    """What the journal keeps of a plan."""
    return Outline(
        "thoracolumbar-corner",
        sides=tuple(side.side for side in plan.sides),
        places=tuple(side.places for side in plan.sides),
        holds=tuple(side.hold for side in plan.sides),
        rounds=tuple(side.rounds for side in plan.sides),
    )


def folded(plan: Plan, facts: list[Fact]) -> Record:
    return fold(outlined(plan), [(BEGAN, fact) for fact in facts], BEGAN)


def played(
    plan: Plan, *events: Event, progress: Progress | None = None, until: float | None = None
) -> tuple[Session, list[Fact]]:
    """Begin at 0 and take the events in order; then let time pass; return the facts too."""
    session, first = begin(plan, 0.0, progress)
    effects: list[Effect] = list(first)
    for event in (*events, *([Tick(until)] if until is not None else [])):
        session, more = step(session, event)
        effects.extend(more)
    return session, [effect.fact for effect in effects if isinstance(effect, Note)]


def taken_up(
    plan: Plan, facts: list[Fact], *events: Event, until: float | None = None
) -> tuple[Session, list[Fact]]:
    """Take up what these facts tell of; return the session, and all the facts there are then."""
    facts = facts if folded(plan, facts).reason else [*facts, Ended("interrupted")]
    progress = folded(plan, facts).progress
    session, more = played(plan, *events, progress=progress, until=until)
    return session, [*facts, TakenUp(), *more]


def holds(facts: list[Fact]) -> list[tuple[int, int, float, str]]:
    """Side, round, seconds held and the end of each hold that is over."""
    found = [fact for fact in facts if isinstance(fact, HoldOver)]
    return [(hold.side, hold.round, hold.held / 1000, hold.how) for hold in found]


def ramps(facts: list[Fact]) -> list[tuple[int, int]]:
    return [(f.side, f.round) for f in facts if isinstance(f, Began) and f.phase == "ramp"]


# The scene, to the tenth of a second


def test_killed_at_17_seconds_resume_holds_28_more_to_the_tenth() -> None:
    _, facts = played(a_plan(), *(Tick(tenth / 10) for tenth in range(1, 505)))
    record = folded(a_plan(), facts)
    assert (record.held, record.charged()) == (17_000, 17_000)

    session, _ = begin(a_plan(), 0.0, record.progress)
    ends = {}
    for tenth in range(1, 2300):
        before = session.phase
        session, _ = step(session, Tick(tenth / 10))
        if before != session.phase:
            ends.setdefault((before.kind, before.round), tenth / 10)

    assert ends[Kind.SETTLE, 0] == 20.0
    assert ends[Kind.HOLD, 0] == 20.0 + 3 + 10 + 28
    assert ends[Kind.RELEASE, 2] == 222.0
    assert session.kind is Kind.OFF
    assert (session.held, sum(session.charged)) == (135_000, 135_000)


def test_a_stop_keeps_every_millisecond() -> None:
    _, facts = played(a_plan(), Stop(HOLD + 17.4), Ok(HOLD + 18))
    session, facts = taken_up(a_plan(), facts, until=LONG)
    assert session.reason == "finished"
    assert holds(facts)[0] == (0, 0, 45.0, "full")
    assert folded(a_plan(), facts).charged() == 135_000


# Where it goes on


@pytest.mark.parametrize(
    ("killed", "kind", "at"),
    [
        pytest.param(10.0, "settle", (0, 0), id="settle"),
        pytest.param(22.0, "ready", (0, 0), id="ready"),
        pytest.param(30.0, "ramp", (0, 0), id="ramp"),
        pytest.param(60.0, "hold", (0, 0), id="hold"),
        pytest.param(80.0, "release", (0, 1), id="release"),
        pytest.param(90.0, "rest", (0, 1), id="rest"),
        pytest.param(238.0, "release", (1, 0), id="last release of a side"),
        pytest.param(250.0, "switch", (1, 0), id="switch"),
        pytest.param(300.0, "hold", (1, 0), id="other side"),
    ],
)
def test_it_goes_on_at_settle_with_what_is_left_of_the_round(
    killed: float, kind: str, at: tuple[int, int]
) -> None:
    _, facts = played(TWO_SIDES, until=killed)
    assert folded(TWO_SIDES, facts).phase == kind
    session, _ = taken_up(TWO_SIDES, facts)
    assert session.kind is Kind.SETTLE
    assert (session.timed.side, session.timed.round) == at
    assert session.cue
    side = TWO_SIDES.script.sides[TWO_SIDES.sides[at[0]].side]
    assert any(
        side in fact for fact in session.plan.script.cue("settle", side=side, seconds=1).lines
    )


def test_killed_again_while_getting_into_place_it_stands_where_it_stood() -> None:
    _, facts = played(TWO_SIDES, until=310.0)
    once, facts = taken_up(TWO_SIDES, facts, until=5.0)
    twice, facts = taken_up(TWO_SIDES, facts, until=5.0)
    assert once.timed == twice.timed
    assert once.turn.held == twice.turn.held > 0
    assert twice.timed.side == 1


def test_after_the_last_hold_nothing_is_left() -> None:
    plan = a_plan(a_side(rounds=1))
    _, facts = played(plan, until=80.0)
    session, facts = taken_up(plan, facts)
    assert session.kind is Kind.OFF
    assert not list(folded(plan, facts).progress.left([(45, 1)]))


def test_a_side_that_was_over_stays_over() -> None:
    _, facts = played(TWO_SIDES, Rate(HOLD + 12, 8), Rate(93.0, 8), until=104.0)
    assert SideOver(0, "unsettled") in facts
    session, _ = taken_up(TWO_SIDES, facts)
    assert (session.timed.side, session.timed.round) == (1, 0)


def test_a_side_is_over_even_where_it_was_killed_before_that_was_noted() -> None:
    _, facts = played(TWO_SIDES, Rate(HOLD + 12, 8), Rate(93.0, 8), until=104.0)
    cut = facts[: facts.index(SideOver(0, "unsettled"))]
    assert taken_up(TWO_SIDES, cut)[0].timed.side == 1


def test_an_unsettled_hold_before_the_interruption_counts_with_the_one_after() -> None:
    _, facts = played(a_plan(), Rate(HOLD + 12, 8), until=75.0)
    assert holds(facts) == [(0, 0, 12.0, "unsettled")]
    session, facts = taken_up(a_plan(), facts, Rate(HOLD + 5, 8), until=LONG)
    assert SideOver(0, "unsettled") in facts
    assert session.reason == "finished"


def test_a_side_that_was_left_out_stays_out() -> None:
    _, facts = played(TWO_SIDES, Tick(245.0), No(250.0))
    assert SideOver(1, "left-out") in facts
    assert folded(TWO_SIDES, facts).reason == "finished"
    assert not list(folded(TWO_SIDES, facts).progress.left([(45, 3), (45, 3)]))


# How much


def test_with_least_left_it_is_held_to_its_end() -> None:
    _, facts = played(a_plan(), until=HOLD + 45 - LEAST)
    _, facts = taken_up(a_plan(), facts, until=LONG)
    assert [hold[2:] for hold in holds(facts)] == [(45.0, "full")] * 3


def test_with_less_than_least_left_the_hold_is_over() -> None:
    _, facts = played(a_plan(), until=HOLD + 45 - LEAST + 1)
    session, facts = taken_up(a_plan(), facts, until=LONG)
    assert [hold[2:] for hold in holds(facts)] == [(41.0, "resumes"), *[(45.0, "full")] * 2]
    assert session.held == folded(a_plan(), facts).held == 131_000


def test_a_hold_is_taken_up_so_many_times_and_no_more() -> None:
    _, facts = played(a_plan(), until=HOLD + 5)
    for _ in range(RESUMES):
        session, facts = taken_up(a_plan(), facts, until=HOLD + 5)
        assert session.kind is Kind.HOLD
    assert len(ramps(facts)) == 1 + RESUMES
    session, facts = taken_up(a_plan(), facts, until=LONG)
    assert holds(facts)[0] == (0, 0, 15.0, "resumes")
    assert len(ramps(facts)) == 1 + RESUMES + 2


def test_a_pause_and_an_interruption_count_together() -> None:
    _, facts = played(a_plan(), Pause(HOLD + 5), Resume(HOLD + 6), until=HOLD + 25)
    events = [Pause(HOLD + 5), Resume(HOLD + 6), Pause(HOLD + 25), Resume(HOLD + 26)]
    _, facts = taken_up(a_plan(), facts, *events, until=LONG)
    assert ramps(facts).count((0, 0)) == 1 + RESUMES
    assert holds(facts)[0][3] == "resumes"


def test_the_minutes_of_the_place_hold_over_both_parts() -> None:
    plan = a_plan(a_side(budget=60))
    _, facts = played(plan, until=HOLD + 30)
    session, facts = taken_up(plan, facts, until=LONG)
    assert folded(plan, facts).charged() == 60_000
    assert [hold[2:] for hold in holds(facts)] == [(45.0, "full"), (15.0, "minutes")]
    assert session.reason == "finished"


def test_where_the_minutes_are_used_up_the_other_side_comes() -> None:
    _, facts = played(TWO_SIDES, until=HOLD + 30)
    tight = replace(TWO_SIDES, sides=(a_side(budget=33), TWO_SIDES.sides[1]))
    session, facts = taken_up(tight, facts)
    assert holds(facts) == [(0, 0, 30.0, "minutes")]
    assert session.timed.side == 1


def test_a_gentler_plan_presses_no_more_than_it_would() -> None:
    _, facts = played(a_plan(), until=HOLD + 30)
    progress = folded(a_plan(), [*facts, Ended("interrupted")]).progress
    session, more = played(
        a_plan(gentle_side(), gentle=True), *(Ok(at + 0.5) for at in range(400)), progress=progress
    )
    assert holds(more) == [(0, 0, 30.0, "full"), (0, 1, 20.0, "full")]
    assert session.held == 50_000


def test_what_was_held_before_is_shown_with_what_is_held_now() -> None:
    _, facts = played(a_plan(), until=120.0)
    before = folded(a_plan(), facts).held
    session, _ = taken_up(a_plan(), facts)
    assert session.held == before > 45_000


# Before Settle


def a_step(number: int, **changes: object) -> Step:
    return Step(f"Step {number}.", "", "Stop here.", "", number, 2, **changes)  # type: ignore[arg-type]


def test_a_step_that_is_a_safety_question_is_asked_again() -> None:
    safety = a_step(1, stop_on_no=True)
    plan = replace(a_plan(), phases=(safety, *a_plan().phases))
    _, facts = played(plan, Yes(1.0), until=60.0)
    session, _ = taken_up(plan, facts)
    assert session.phase == safety
    assert step(session, Yes(1.0))[0].kind is Kind.SETTLE
    session, facts = taken_up(plan, facts, No(1.0))
    assert (session.reason, folded(plan, facts).sign) == ("stop-sign", "locate")


def test_other_steps_are_only_looked_up_on_the_way_to_the_other_side() -> None:
    plan = replace(TWO_SIDES, phases=(Steps((a_step(1), a_step(2)), "The way."), *TWO_SIDES.phases))
    _, facts = played(plan, Ok(0.0), until=200.0)
    session, _ = taken_up(plan, facts)
    assert session.kind is Kind.SETTLE
    session, _ = step(session, Tick(80.0))
    assert session.kind is Kind.SWITCH
    session, _ = step(session, Hint(80.0))
    assert session.cue
    assert session.cue.lines[1:] == ("1. Step 1.", "2. Step 2.")


# The record


def test_a_session_that_is_taken_up_has_not_ended() -> None:
    at = [BEGAN + timedelta(minutes=minutes) for minutes in range(6)]
    notes: list[tuple[datetime, Fact]] = [
        (at[1], Began("settle", 0, 0)), (at[2], Ended("stopped")), (at[3], Later("after", 3)),
        (at[4], TakenUp()),
    ]  # fmt: skip
    outline = outlined(a_plan())
    assert fold(outline, notes[:3], BEGAN).ended_at == at[2]
    open_again = fold(outline, notes, BEGAN)
    assert (open_again.reason, open_again.ended_at, open_again.after) == (None, at[4], 3)
    whole = fold(outline, [*notes, (at[5], Ended("finished"))], BEGAN)
    assert (whole.reason, whole.ended_at) == ("finished", at[5])
    assert whole.started_at == BEGAN


def test_once_lighter_it_stays_lighter() -> None:
    notes: list[Fact] = [Ended("stopped"), TakenUp(gentle=True), Ended("stopped"), TakenUp()]
    assert folded(a_plan(), notes).outline.gentle
    assert not folded(a_plan(), [Ended("stopped"), TakenUp()]).outline.gentle


def test_a_note_of_a_later_version_of_it_can_be_read() -> None:
    assert from_dict({"kind": "taken-up", "mood": "calm"}) == TakenUp()
    assert from_dict(to_dict(TakenUp(True, True))) == TakenUp(True, True)


def alive(*notes: tuple[float, Fact]) -> float | None:
    """Minutes after the beginning at which somebody was last there."""
    timed = [(BEGAN + timedelta(minutes=at), fact) for at, fact in notes]
    found = fold(outlined(a_plan()), timed, BEGAN).alive_at
    return found and (found - BEGAN) / timedelta(minutes=1)


def test_what_is_noted_after_a_long_silence_is_no_sign_of_life() -> None:
    """The lid was closed at night: the end is noted in the morning, and the answers are old."""
    idle = IDLE / 60
    assert alive((1, Began("hold", 0, 0)), (2, Ended("interrupted"))) == 2
    assert alive((1, Paused()), (1 + idle, Ended("interrupted"))) == 1
    assert alive((1, Paused()), (600, Began("hold", 0, 0)), (600, Ended("interrupted"))) == 1
    assert alive((1, Ended("stopped")), (25, TakenUp()), (26, Ended("stopped"))) == 26
    assert alive((1, Ended("stopped")), (90, TakenUp()), (91, Ended("stopped"))) == 91
    assert alive((1, Ended("stopped")), (9, Later("after", 2)), (9, Remark("x"))) == 1


# Whatever happens

KEYS = (Ok, Next, Yes, No, Ease, More, Pause, Resume, Hint)
PLANS = st.sampled_from(
    [
        a_plan(),
        a_plan(gentle_side(), gentle=True),
        TWO_SIDES,
        a_plan(a_side(hold=90, rounds=2), rules=Rules(longest=60, all_places=150)),
        a_plan(a_side(side="both", places=("left", "right"), budget=70)),
    ]
)


@st.composite
def happenings(draw: st.DrawFn) -> list[Event]:
    """Draw keys, ratings, gaps and stops in order of time."""
    at = 0.0
    events: list[Event] = []
    for _ in range(draw(st.integers(0, 16))):
        at = round(at + draw(st.floats(0.0, 30.0)), 3)
        kind = draw(st.integers(0, len(KEYS) + 2))
        if kind < len(KEYS):
            events.append(KEYS[kind](at))
        elif kind == len(KEYS):
            events.append(Rate(at, draw(st.integers(0, 10))))
        elif kind == len(KEYS) + 1:
            events.append(Gap(at, draw(st.floats(2.1, 90.0))))
        else:
            events.append(Tick(at))
    return events


def check(plan: Plan, facts: list[Fact]) -> None:
    """The inequalities of one session, over all its parts."""
    record = folded(plan, facts)
    done = [(hold.side, hold.round) for hold in record.holds]
    assert done == sorted(set(done)), "each round once, in order"
    for hold in record.holds:
        assert hold.held <= hold.charged
        assert hold.held <= plan.sides[hold.side].hold * 1000
    assert record.held <= record.charged()
    assert record.held <= plan.planned * 1000
    everywhere = 0
    for number, side in enumerate(plan.sides):
        assert record.charged(number) <= side.budget * 1000
        everywhere += record.charged(number) * len(side.places)
    assert everywhere <= plan.rules.all_places * 1000
    for at in set(ramps(facts)):
        assert ramps(facts).count(at) <= 1 + RESUMES


@settings(max_examples=45, deadline=None)
@given(PLANS, st.lists(st.tuples(happenings(), st.integers(0, 80)), min_size=1, max_size=3))
def test_over_all_parts_the_inequalities_hold_wherever_it_is_killed(
    plan: Plan, parts: list[tuple[list[Event], int]]
) -> None:
    """Each part is killed after any of its notes, then the last one runs to its end."""
    facts: list[Fact] = []
    for number, (events, kept) in enumerate(parts):
        if number and folded(plan, facts).reason == "finished":
            return
        before = len(facts)
        _, facts = taken_up(plan, facts, *events) if number else played(plan, *events)
        facts = facts[: max(before + 2 * bool(number), before + kept)]
        check(plan, facts)
    if folded(plan, facts).reason == "finished":
        return
    session, facts = taken_up(plan, facts, until=LONG)
    check(plan, facts)
    record = folded(plan, facts)
    assert session.reason == record.reason == "finished"
    assert record.held == session.held
    assert record.charged() == sum(session.charged)
    assert record.holds == session.holds
    assert record.running is None


@settings(max_examples=15, deadline=None)
@given(st.floats(0.0, 238.0), st.floats(0.0, 200.0))
def test_without_a_key_the_dose_is_reached_however_often_it_is_killed(
    first: float, second: float
) -> None:
    """All but what was under LEAST, or a round that was begun once too often."""
    _, facts = played(a_plan(), until=first)
    _, facts = taken_up(a_plan(), facts, until=second)
    session, facts = taken_up(a_plan(), facts, until=LONG)
    assert session.reason == "finished"
    given_up = sum(45 - hold[2] for hold in holds(facts) if hold[3] == "resumes")
    assert sum(hold[2] for hold in holds(facts)) + given_up == 135
    assert given_up < 2 * LEAST or ramps(facts).count((0, 0)) == 1 + RESUMES


# What the hold has heard is not forgotten


def cut(*events: Event, at: float = HOLD + 20) -> list[Fact]:
    """Play to the first hold, take these events in it, and stop."""
    _, facts = played(a_plan(), *events, Stop(at, "interrupt"))
    return facts


def test_a_second_ease_of_a_hold_ends_it_also_when_it_was_taken_up_between() -> None:
    facts = cut(Ease(HOLD + 6), Ok(HOLD + 8))
    _, facts = taken_up(a_plan(), facts, Ease(HOLD + 2), until=LONG)
    assert holds(facts)[0][3] == "unsettled"


def test_after_an_ease_there_is_no_more_also_when_the_hold_is_taken_up() -> None:
    facts = cut(Ease(HOLD + 6), Ok(HOLD + 8))
    session, _ = taken_up(a_plan(), facts, More(HOLD + 2))
    assert session.turn.eases == 1
    fresh, _ = taken_up(a_plan(), cut(), More(HOLD + 2))
    assert session.cue != fresh.cue


def test_a_rating_two_points_over_the_first_eases_also_when_the_hold_is_taken_up() -> None:
    facts = cut(Rate(HOLD + 6, 3))
    session, _ = taken_up(a_plan(), facts, Rate(HOLD + 2, 5))
    assert session.turn.easing >= 0


def test_a_full_stretch_ends_the_hold_also_when_it_is_not_resumed_but_taken_up() -> None:
    facts = cut(Tick(HOLD + 10), Gap(HOLD + 110, 100.0), at=HOLD + 112)
    _, facts = taken_up(a_plan(), facts, until=LONG)
    assert holds(facts)[0][2] < 45
