"""Hands free: all is asked first, then everything goes on by itself but what safety holds back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from asked import a_request
from plans import a_plan, gentle_side, holds, play
from spotguide.core.constants import AUTO, IDLE
from spotguide.core.cues import seconds_to_say
from spotguide.core.plan.intake import intake_of
from spotguide.core.plan.phases import Kind, Phase, Reading, Step
from spotguide.core.session import step
from spotguide.core.session.events import Gap, Pause, Resume, Tick

FREE = a_plan(hands_free=True)


def before(*phases: Phase) -> object:
    return replace(FREE, phases=(*phases, *FREE.phases))


def test_the_questions_wait_for_their_answers_all_the_same() -> None:
    plan = intake_of(a_request(hands_free=True)).plan()
    session, _ = play(plan, until=IDLE - 1.0)
    assert (session.index, session.kind, session.over) == (0, Kind.SCREEN, False)


def test_a_page_lasts_its_sentence_and_a_while() -> None:
    page = Reading(Kind.GATHER, "What you need.", ("Have ready: a ball.",))
    lasts = seconds_to_say("What you need. Have ready: a ball.") + AUTO
    plan = before(page)
    assert play(plan, until=lasts - 0.01)[0].kind is Kind.GATHER  # type: ignore[arg-type]
    assert play(plan, until=lasts)[0].kind is Kind.SETTLE  # type: ignore[arg-type]


def test_without_any_key_the_whole_dose_is_held_and_the_session_ends() -> None:
    session, effects = play(FREE, until=300.0)
    assert holds(effects) == [45, 45, 45]
    assert (session.reason, session.over) == ("finished", True)


def test_a_gentle_plan_lets_go_where_nobody_answers() -> None:
    _, effects = play(a_plan(gentle_side(), hands_free=True, gentle=True), until=300.0)
    assert holds(effects) == [16, 16]


def test_a_step_of_safety_waits_for_its_answer() -> None:
    asked = Step("Feel for a beat.", "Is it free?", "Lift off.", "", 1, 1, stop_on_no=True)
    session, _ = play(before(asked), until=IDLE - 1.0)  # type: ignore[arg-type]
    assert session.kind is Kind.LOCATE
    assert step(session, Tick(IDLE + 1.0))[0].reason == "interrupted"


@pytest.mark.parametrize("event", [Pause(40.0), Gap(70.0, 30.0)], ids=["a pause", "a gap"])
def test_what_stands_still_waits_for_a_key(event: Pause | Gap) -> None:
    session, _ = play(FREE, Tick(40.0), event, until=event.at + 600)
    assert (session.kind, session.held) == (Kind.PAUSED, 7000)
    later, _ = step(session, Resume(event.at + 601))
    assert later.kind is Kind.READY
    assert step(session, Tick(event.at + IDLE + 1))[0].reason == "interrupted"
