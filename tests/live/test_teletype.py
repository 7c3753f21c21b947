"""The lines of a session for somebody who sees none of it: what is marked, taken and heard."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from plans import CATALOG, SCRIPT, a_plan, a_side
from program import Stream
from spotguide.core.plan.phases import (
    Advice,
    Choice,
    Confirm,
    Option,
    Page,
    PageLine,
    Phase,
    Rating,
    Step,
)
from spotguide.core.plan.plan import Plan
from spotguide.core.session import begin, step
from spotguide.core.session.events import (
    Choose,
    Event,
    Hint,
    Move,
    Next,
    No,
    Ok,
    Rate,
    Say,
    Stop,
    Tick,
    Yes,
)
from spotguide.core.session.state import Session
from spotguide.live.teletype import Teletype
from spotguide.views.figure import lines as in_words

BALLS = (
    Option("tennis", "Tennis ball"),
    Option("golf", "Golf ball."),
    Option("gun", "Massage gun"),
)
CHOICE = Choice("tool", "What will you press with?", BALLS, marked=1)
NEXT = Advice("x", "Read this.", (), ends=False)
STEP = Step("Slide up.", "Is there bone?", "", "lowest rib", 1, 1)


def asking(*phases: Phase) -> Plan:
    return Plan((*phases, NEXT), SCRIPT)


def written(plan: Plan, *events: Event, **window: Any) -> list[str]:
    """Return the lines of a session that these events happen to, each shown before the next."""
    stream = Stream()
    teletype = Teletype(stream, 0, **window)
    session, effects = begin(plan, 0.0)
    for event in (None, *events):
        if event:
            assert teletype.take(session, event)
            session, effects = step(session, event)
        for effect in effects:
            if isinstance(effect, Say):
                teletype.say(session, effect)
        teletype.show(session)
    return stream.getvalue().splitlines()


def after(lines: list[str], start: str) -> list[str]:
    """Return the lines after the first that begins so."""
    return lines[next(n for n, line in enumerate(lines) if line.startswith(start)) + 1 :]


def test_what_is_marked_is_told_whenever_it_changes_and_then_what_was_taken() -> None:
    told = written(asking(CHOICE), Move(1, 1), Move(2, 1), Ok(3))
    assert after(told, "3. Massage gun")[0] == "Marked: 2. Golf ball."
    assert after(told, "Keys:")[:4] == [
        "Marked: 3. Massage gun.", "Marked: 1. Tennis ball.", "1. Tennis ball.", "Read this.",
    ]  # fmt: skip


def test_of_many_it_is_told_which_are_on() -> None:
    many = replace(CHOICE, many=True, marked=0)
    told = written(asking(many), Choose(1, (2,)), Choose(2, (3,)), Choose(3, (2,)), Move(4, -1))
    assert "None is on." in told
    assert after(told, "Keys:") == [
        "2. Golf ball: on.", "3. Massage gun: on.", "2. Golf ball: off.", "1. Tennis ball: off.",
    ]  # fmt: skip
    assert "On: Golf ball, Massage gun." in written(asking(many), Choose(1, (2, 3)), Ok(2))


PAGE = Page("Any of these?", (PageLine("a", "A fall", "Why."), PageLine("b", "A clot", "Why.")))


@pytest.mark.parametrize(
    ("phase", "event", "said"),
    [
        (CHOICE, Choose(1, (3,)), "3. Massage gun."),
        (CHOICE, Choose(1, (7,)), "There is no 7 here."),
        (CHOICE, Yes(1), "2. Golf ball."),
        (PAGE, Choose(1, ()), "None of these."),
        (PAGE, Choose(1, (2,)), "2. A clot."),
        (Rating("before", "How bad?"), Rate(1, 7), "7 of 10."),
        (Rating("before", "How bad?"), Next(1), "No number."),
        (Confirm("Is it this?", "An ache.", BALLS), Ok(1), "1. Tennis ball."),
        (Confirm("Is it this?", "An ache.", BALLS), Choose(1, (2,)), "2. Golf ball."),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else value,
)
def test_an_answer_is_said_back(phase: Phase, event: Event, said: str) -> None:
    assert after(written(asking(phase), event), "Keys:")[0] == said


def test_a_wish_for_help_gets_the_keys_once_more_and_nothing_else_does() -> None:
    told = written(asking(CHOICE), Hint(1), Move(2, 1), Hint(3))
    assert len([line for line in told if "Keys:" in line]) == 3
    assert "Heard." not in told


def test_a_key_of_the_floor_is_heard_where_nothing_else_follows_from_it() -> None:
    told = written(a_plan(settle=0), Tick(14), Ok(15), Tick(16), Rate(17, 4), Rate(18, 9))
    at = after(told, "Hold: 45 seconds")
    assert [line for line in at if not line.startswith("Keys:")][:5] == [
        "Heard.", "4 of 10.", "Good. Stay there.", "9 of 10.",
        "Ease off, until the feeling is 5 or less. The clock waits for you.",
    ]  # fmt: skip


def test_the_keys_come_after_the_question_that_they_answer() -> None:
    told = written(a_plan(settle=0), Tick(14), Stop(15), No(16))
    asked = after(told, "Lift off.")
    assert asked[:2] == [
        "Was it one of these? Its number, or Enter for none.",
        "1. Sharp, electric or shooting pain",
    ]
    assert asked[2].startswith("Keys: Enter, none of these; q, stop; its number,")
    assert asked[3] == "None of these."


def test_no_key_is_a_mark_that_a_reader_of_screens_would_spell_out() -> None:
    keys = [line for line in written(a_plan(settle=0), Tick(14)) if line.startswith("Keys:")][-1]
    assert keys == (
        "Keys: any key, fine; q, stop; Down arrow, ease; Space, pause; n, enough; 0 to 9, how "
        "strong; plus, more."
    )


def test_the_figure_is_told_in_words_once_before_the_first_step() -> None:
    figure = CATALOG.figures["lumbar-back"]

    def told(session: Session) -> tuple[str, ...]:
        return in_words(figure, 2, session.plan.sides[0].side)

    plan = Plan((STEP, STEP, NEXT), SCRIPT, sides=(a_side(),))
    lines = written(plan, Ok(1), figure=told)
    assert lines[:2] == ["The figure in words.", "Lower back, from behind."]
    assert lines.count(lines[0]) == 1
    assert lines.index("Step 1 of 1: lowest rib.") > 3


@pytest.mark.parametrize("columns", [20, 60, 180, 400])
def test_lines_end_between_words_at_the_width_of_the_window(columns: int) -> None:
    long = Option("x", "word " * 60)
    lines = written(asking(replace(CHOICE, options=(long, *BALLS))), columns=columns)
    assert max(map(len, lines)) <= min(columns, 180)
    assert all(not line.endswith("wor") for line in lines)
