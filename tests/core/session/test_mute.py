"""The mute key turns the sound off and on, and changes nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans import a_plan, a_side
from spotguide.core.constants import IDLE
from spotguide.core.plan.phases import Kind, Page, PageLine, Reading
from spotguide.core.plan.plan import Plan
from spotguide.core.session import Session, begin, step
from spotguide.core.session.events import (
    Ease,
    Effect,
    Event,
    Hint,
    Mute,
    Ok,
    Pause,
    Rate,
    Repeat,
    Resume,
    Ring,
    Say,
    Stop,
    Tick,
)
from spotguide.core.session.state import LONG_AGO, Sounds

TWO_SIDES = a_plan(a_side(rounds=1), a_side(side="right", places=("right",), rounds=1))
READ = Reading(Kind.GATHER, "What you need.", ("A ball.",))
PAGE = Page("Any of these?", (PageLine("one", "This", "Why"),))
MOMENTS = {
    "settle": [], "ready": [Tick(21.0)], "ramp": [Tick(25.0)], "hold": [Tick(40.0)],
    "check-in": [Tick(54.0)], "easing": [Ease(40.0)], "release": [Tick(79.0)], "rest": [Tick(85.0)],
    "paused": [Pause(40.0)], "why": [Stop(40.0)], "off": [Tick(300.0)],
}  # fmt: skip


def played(*events: Event, sound: Sounds = "on", plan: Plan | None = None) -> Session:
    """Begin at 0 with a sound, and take the events in order."""
    session, _ = begin(plan or a_plan(), 0.0, sound=sound)
    for event in events:
        session, _ = step(session, event)
    return session


def said(effects: tuple[Effect, ...]) -> list[str]:
    return [effect.cue.say for effect in effects if isinstance(effect, Say)]


@pytest.mark.parametrize("before", MOMENTS.values(), ids=MOMENTS)
def test_it_changes_nothing_but_the_sound_at_any_moment(before: list[Event]) -> None:
    session = played(*before)
    after, effects = step(session, Mute(session.now / 1000))
    assert (after.sound, said(effects)) == ("off", ["Sound off."])
    assert session == replace(after, sound="on", heard_at=session.heard_at, mark="")


@pytest.mark.parametrize("phase", [READ, PAGE], ids=["a page", "a safety page"])
def test_it_leaves_a_page_where_it_is(phase: Reading | Page) -> None:
    session = played(plan=Plan((phase,), a_plan().script))
    after, _ = step(session, Mute(1.0))
    assert after.phase is phase
    assert after.sound == "off"
    assert after.cue == session.cue


def test_the_second_time_the_sound_is_on_again() -> None:
    session = played(Mute(40.0))
    after, effects = step(session, Mute(41.0))
    assert (after.sound, after.mark, said(effects)) == ("on", "Sound on", ["Sound on."])


def test_where_nothing_sounds_it_is_said_and_nothing_is_turned_off() -> None:
    session, effects = step(played(sound="none"), Mute(1.0))
    assert (session.sound, said(effects)) == ("none", ["No sound is on."])


def test_the_key_is_heard_once_the_sound_is_on() -> None:
    """The click comes after the words that tell whether it may be heard."""
    _, effects = step(played(Mute(40.0)), Mute(41.0))
    words, click = effects[-2:]
    assert isinstance(words, Say)
    assert click == Ring("tick")


def test_it_is_no_answer_to_a_check_in() -> None:
    session = played(Tick(54.0), Mute(55.0))
    assert session.asking
    after, effects = step(session, Tick(60.0))
    assert not after.asking
    assert "No answer. Ease off if you are unsure." in said(effects)


def test_repeat_says_what_was_said_before_it() -> None:
    _, effects = step(played(Tick(54.0), Mute(55.0)), Repeat(56.0))
    assert said(effects)[0].startswith("About halfway.")


def test_the_steps_to_the_other_side_stay_open() -> None:
    script = replace(TWO_SIDES.script)
    session = played(plan=replace(TWO_SIDES, script=script))
    session = replace(step(session, Tick(90.0))[0], reading=True)
    assert step(session, Mute(91.0))[0].reading
    assert not step(session, Hint(91.0))[0].reading


def test_a_stop_says_lift_off_however_muted() -> None:
    session, effects = step(played(Mute(40.0)), Stop(41.0))
    assert said(effects)[0] == "Lift off."
    assert session.kind is Kind.WHY


def test_who_only_mutes_is_not_there() -> None:
    """A session that waits for half an hour ends, however often somebody turns its sound off."""
    mutes = [Mute(10.0 + 600 * number) for number in range(3)]
    session = played(Pause(5.0), *mutes)
    assert step(session, Tick(5.0 + IDLE + 1))[0].reason == "interrupted"


def test_the_mark_of_the_next_key_is_its_own() -> None:
    assert played(Mute(1.0), Rate(2.0, 3)).mark == ""


KEYS = (Tick, Ok, Ease, Pause, Resume, Stop)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from((*KEYS, Mute)), st.floats(0.0, 20.0)), max_size=30))
def test_a_session_with_it_runs_as_one_without(happened: list[tuple[type[Event], float]]) -> None:
    at, events = 0.0, []
    for kind, later in happened:
        at = round(at + later, 3)
        events.append(kind(at))  # type: ignore[call-arg]
    muted = played(*events, Tick(at))
    plain = played(*(one for one in events if not isinstance(one, Mute)), Tick(at))
    known = {"sound": "on", "mark": "", "heard_at": LONG_AGO}
    assert replace(muted, **known) == replace(plain, **known)  # type: ignore[arg-type]
