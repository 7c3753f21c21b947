"""Which session is taken up, what is asked before it, and how much of it is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from asked import NOW, SPOTS, a_record, a_request, planned, remembered, treated
from spotguide.core.catalog.spots import Spot
from spotguide.core.history import Outline, Record
from spotguide.core.notes import Held
from spotguide.core.plan.phases import Advice, Kind, Page, Phase, Step, Steps, Timed
from spotguide.core.plan.plan import Answers
from spotguide.core.plan.resuming import SINCE, Resumption, open_until, resumption_of
from spotguide.core.session import begin
from spotguide.errors import Refused, SpotguideError, Unanswered, WrongUsage

NO: Answers = ((f"screen:{SINCE}", "no"),)
YES: Answers = ((f"screen:{SINCE}", "yes"),)
THIRD = Outline(
    "thoracolumbar-corner",
    tool="lacrosse-ball",
    position="wall",
    sides=("left",),
    places=(("left",),),
    holds=(45,),
    rounds=(3,),
    first=(False,),
    highs=(5,),
)
BOTH = replace(
    THIRD,
    sides=("left", "right"),
    places=(("left",), ("right",)),
    holds=(45, 45),
    rounds=(3, 3),
    first=(False, False),
    highs=(5, 5),
)


def cut_short(outline: Outline = THIRD, minutes: float = 5, **changes: object) -> Record:
    """A session that was interrupted so many minutes ago, 17 seconds into its first hold."""
    left = NOW - timedelta(minutes=minutes)
    usual: dict[str, object] = {
        "id": 7, "running": Held(0, 0, 17_000, 17_000), "side": 0, "round": 0, "ramps": 1,
        "reason": "interrupted", "alive_at": left,
    }  # fmt: skip
    return Record(outline, left - timedelta(minutes=4), left, **{**usual, **changes})  # type: ignore[arg-type]


def back(record: Record | None = None, spot: int | Spot = 2, **asked: object) -> Resumption:
    """That session on its way back; it stands in the past of the request, as it does on disk."""
    record = record or cut_short()
    past = (*asked.pop("past", treated()), record)  # type: ignore[misc]
    return resumption_of(record, a_request(spot, past=past, **asked))  # type: ignore[arg-type]


def pages(resumption: Resumption, answers: Answers = ()) -> list[str]:
    """The lines of every page that is asked, with none of them answered by a yes."""
    lines: list[str] = []
    while phases := resumption.more(answers):
        assert isinstance(phases[0], Page), phases[0]
        lines += [line.id for line in phases[0].lines]
        answers = (*answers, *((f"screen:{line.id}", "no") for line in phases[0].lines))
    return lines


# What is asked


def test_one_question_is_asked_and_after_a_no_nothing_else() -> None:
    (page,) = back().more(())
    assert isinstance(page, Page)
    assert [line.id for line in page.lines] == [SINCE]
    assert "18:55" in page.heading
    assert back().more(NO) == ()


def test_where_something_is_new_todays_questions_are_asked_anew() -> None:
    """Even those that were answered minutes ago."""
    safety = a_request(2).catalog.safety
    here = [screen for screen in safety.screen if screen.covers(SPOTS[2].region)]
    lately = [
        remembered(screen.id, minutes=9, spot=SPOTS[2].slug if screen.here else "")
        for screen in here
    ]
    asked = pages(back(answers=lately), YES)
    today = {screen.id for screen in here if screen.repeat == "every-session"}
    assert {"emergency", "see-someone"} <= {screen.group for screen in here if screen.id in today}
    assert today <= {*asked, *_twins(asked)}
    monthly = {screen.id for screen in here if screen.repeat == "monthly"}
    assert not monthly & {*asked}


def _twins(asked: list[str]) -> set[str]:
    """Questions that are asked once in two forms."""
    safety = a_request(2).catalog.safety
    said = {screen.ask for screen in safety.screen if screen.id in asked}
    return {screen.id for screen in safety.screen if screen.ask in said}


def test_what_was_never_asked_is_asked_where_something_is_new() -> None:
    assert len(pages(back(), YES)) > 20


def test_cleared_answers_it() -> None:
    assert back(cleared=True).more(()) == ()
    assert back(cleared=True, no_input=True).without_asking() == ()


def test_where_nobody_may_be_asked_the_option_is_named() -> None:
    with pytest.raises(Unanswered, match=r"Anything new since 18:55.* --cleared"):
        back(no_input=True).without_asking()


def test_a_remembered_yes_answers_for_itself() -> None:
    stop = next(
        screen
        for screen in a_request(2).catalog.safety.screen
        if screen.on_yes == "stop" and screen.covers(SPOTS[2].region)
    )
    known = (remembered(stop.id, minutes=9, applies=True, spot=SPOTS[2].slug if stop.here else ""),)
    (advice,) = back(answers=known).more(NO)
    assert isinstance(advice, Advice)
    assert advice.ends
    with pytest.raises(Refused):
        back(answers=known, cleared=True, no_input=True).without_asking()


def test_agreed_by_an_option_holds_until_something_is_new() -> None:
    screens = a_request(2).catalog.safety.screen
    daily = next(
        screen
        for screen in screens
        if screen.on_yes == "see-someone-first"
        and screen.repeat == "every-session"
        and not screen.yes_lasts
        and screen.covers(SPOTS[2].region)
    )
    record = cut_short(replace(THIRD, agreed=(daily.id,), gentle=True, tool="tennis-ball"))
    assert back(record).more(NO) == ()
    assert daily.id in pages(back(record), YES)


# The plan of what is left


def test_the_plan_is_the_one_there_was() -> None:
    """Built from the outline alone, it is what an intake with the same answers plans."""
    request = a_request(2, past=treated(), side="left", tool="lacrosse-ball", cleared=True)
    whole = planned(request, position="wall")
    again = back(cut_short(whole.outline)).planned(NO)
    assert again.plan.sides == whole.plan.sides
    assert again.plan.rules == whole.plan.rules
    assert again.outline == whole.outline
    floor = [phase for phase in whole.plan.phases if isinstance(phase, Timed)]
    assert [phase for phase in again.plan.phases if isinstance(phase, Timed)] == floor


def test_it_begins_at_settle_and_the_steps_can_be_looked_up() -> None:
    planned = back().planned(NO)
    assert isinstance(planned.plan.phases[0], Steps)
    session, _ = begin(planned.plan, 0.0, cut_short().progress)
    assert session.kind is Kind.SETTLE
    kinds = [phase.kind for phase in planned.plan.phases[-3:]]
    assert kinds == [Kind.OFF, Kind.RATE, Kind.AFTERCARE]


@pytest.mark.parametrize(
    ("holds", "rounds", "high"), [(20, 2, 3), (45, 3, 4), (60, 4, 7), (15, 6, 5)]
)
def test_it_is_never_more_than_it_was(holds: int, rounds: int, high: int) -> None:
    outline = replace(THIRD, holds=(holds,), rounds=(rounds,), highs=(high,))
    record = cut_short(outline, running=Held(0, 0, 9_000, 9_000))
    (side,) = back(record).planned(NO).plan.sides
    assert (side.hold, side.rounds, side.high) == (holds, rounds, high)
    assert side.low <= side.high


def test_todays_rules_make_it_less() -> None:
    record = cut_short(replace(THIRD, holds=(300,), rounds=(20,), highs=(10,)))
    (side,) = back(record).planned(NO).plan.sides
    assert (side.hold, side.rounds, side.high) == (90, 6, 7)
    (first,) = back(record, past=()).planned(NO).plan.sides
    assert (first.hold, first.rounds, first.high) == (30, 2, 4)


def test_an_outline_of_before_has_no_window_and_gets_todays() -> None:
    (side,) = back(cut_short(replace(THIRD, highs=()))).planned(NO).plan.sides
    assert side.high == SPOTS[2].dose.intensity[1]


def test_its_own_pressure_counts_once_by_its_own_meter() -> None:
    (side,) = back().planned(NO).plan.sides
    assert side.budget == 240
    other = a_record(hours=20, seconds=200)
    (side,) = back(past=(*treated(), other)).planned(NO).plan.sides
    assert side.budget == 160


def test_its_own_beginning_is_not_too_soon() -> None:
    assert back(past=()).planned(NO).plan.sides[0].first_time


def test_another_session_can_be() -> None:
    with pytest.raises(Refused, match=r"Again from"):
        back(past=(*treated(), a_record(hours=1)))


def test_only_the_side_that_is_left_must_be_free() -> None:
    blocked = (*treated(), a_record(hours=1, sides=("left",)))
    at_right = cut_short(BOTH, side=1, running=Held(1, 0, 5_000, 5_000))
    assert len(back(at_right, past=blocked).planned(NO).plan.sides) == 2
    with pytest.raises(Refused, match="left side"):
        back(cut_short(BOTH), past=blocked)


def test_a_tool_that_presses_both_sides_is_charged_to_both_as_before() -> None:
    fit = next(fit for fit in SPOTS[1].fits("self") if fit.both_sides and fit.usable)
    block = SPOTS[1].blocks("self", fit.tool)[0]
    both = replace(
        THIRD, spot=SPOTS[1].slug, tool=fit.tool, position=(fit.places or (block.place,))[0],
        sides=("both",), places=(("left", "right"),), holds=(30,), highs=(4,),
    )  # fmt: skip
    (side,) = back(cut_short(both), 1, past=treated(1)).planned(NO).plan.sides
    assert (side.side, side.places, side.hold) == ("both", ("left", "right"), 30)
    with pytest.raises(Refused, match="right side"):
        back(cut_short(both), 1, past=(*treated(1), a_record(hours=1, spot=1, sides=("right",))))


def test_a_lighter_session_may_come_too_soon_where_another_would_not() -> None:
    dose = SPOTS[2].dose.model_copy(update={"max_sessions_per_day": 2})
    spot = SPOTS[2].model_copy(update={"dose": dose})
    past = (*treated(), a_record(hours=6))
    usual = cut_short(replace(THIRD, tool="tennis-ball"))
    assert back(usual, spot, past=past).planned(NO)
    gentle = replace(usual, outline=replace(usual.outline, gentle=True))
    with pytest.raises(Refused, match="has had its sessions"):
        back(gentle, spot, past=past).planned(NO)


def test_gently_it_stays_gentle() -> None:
    outline = replace(THIRD, gentle=True, tool="tennis-ball", holds=(20,), rounds=(2,), highs=(3,))
    assert back(cut_short(outline)).planned(NO).plan.gentle
    assert not back(cut_short(replace(outline, gentle=False))).planned(NO).plan.gentle


def gently() -> str:
    """A question of spot 2 of which a yes makes a session lighter."""
    screens = a_request(2).catalog.safety.screen
    found = (s for s in screens if s.group == "gently" and s.covers(SPOTS[2].region))
    return next(screen.id for screen in found if not screen.avoid_tools)


def test_a_yes_makes_it_lighter() -> None:
    record = cut_short(replace(THIRD, tool="tennis-ball"))
    answers = (*YES, (f"screen:{gently()}", "yes"), (f"heard:{gently()}", "yes"))
    while phases := back(record).more(answers):
        answers = (*answers, *((f"screen:{line.id}", "no") for line in _lines(phases[0])))
    lighter = back(record).planned(answers)
    assert lighter.outline.gentle
    assert lighter.plan.gentle
    assert (lighter.plan.sides[0].hold, lighter.plan.sides[0].rounds) == (20, 2)


def _lines(phase: Phase) -> tuple[str, ...]:
    assert isinstance(phase, Page)
    return phase.lines  # type: ignore[return-value]


def test_a_tool_that_is_too_firm_for_that_ends_it() -> None:
    answers = (*YES, (f"screen:{gently()}", "yes"), (f"heard:{gently()}", "yes"))
    while phases := back().more(answers):
        if isinstance(phases[0], Advice):
            break
        answers = (*answers, *((f"screen:{line.id}", "no") for line in _lines(phases[0])))
    assert isinstance(phases[0], Advice)
    assert phases[0].ends


def test_where_a_lighter_session_would_be_over_nothing_is_left() -> None:
    record = cut_short(replace(THIRD, tool="tennis-ball", gentle=True), round=2)
    with pytest.raises(Refused, match="nothing is left"):
        back(record).planned(NO)


def test_a_step_that_asks_about_safety_is_asked_again() -> None:
    spot = next(
        spot
        for spot in SPOTS.values()
        if any(step.stop_on_no for block in spot.locate for step in block.steps)
        and block_of(spot.number)
    )
    outline = block_of(spot.number)
    assert outline
    record = cut_short(outline)
    planned = back(record, spot.number, past=()).planned(NO)
    session, _ = begin(planned.plan, 0.0, record.progress)
    assert isinstance(session.phase, Step)
    assert session.phase.stop_on_no
    with pytest.raises(Unanswered, match="safety question"):
        back(record, spot.number, past=(), cleared=True, no_input=True).planned(())


def block_of(number: int) -> Outline | None:
    """An outline of a way by oneself on which a step asks about safety."""
    spot = SPOTS[number]
    for block in spot.locate:
        for tool in block.tools:
            fit = next((fit for fit in spot.fits("self") if fit.tool == tool), None)
            safe = any(step.stop_on_no for step in block.steps)
            if block.by == "self" and safe and fit and fit.usable and not fit.both_sides:
                side = "left" if spot.sides else "middle"
                place = (fit.places or (block.place,))[0]
                return replace(THIRD, spot=spot.slug, tool=tool, position=place, sides=(side,),
                               places=((side,),), highs=())  # fmt: skip
    return None


# Which session


@pytest.mark.parametrize(
    ("changes", "error", "said"),
    [
        ({"reason": "finished"}, WrongUsage, "is finished: nothing is left of it"),
        ({"reason": "screened-out", "side": -1}, Refused, "not begun, for safety"),
        ({"reason": "stop-sign", "sign": "not-right"}, Refused, "never taken up"),
        ({"reason": "stop-sign", "sign": "locate"}, Refused, "never taken up"),
        ({"reason": "stop-sign", "sign": "chest-or-breath"}, Refused, "emergency number"),
        ({"reason": "not-found", "side": -1}, WrongUsage, "before any pressure"),
        ({"side": -1}, WrongUsage, "before any pressure"),
        ({"round": 3, "running": None, "ramps": 0}, WrongUsage, "nothing is left of it"),
        ({"alive_at": NOW - timedelta(seconds=1801)}, Refused, "more than 30 minutes ago"),
        ({"alive_at": NOW - timedelta(days=2)}, Refused, "left at 2026-03-08 19:00"),
        ({"alive_at": NOW + timedelta(seconds=60)}, Refused, "Is the clock right"),
    ],
)
def test_some_sessions_are_not_taken_up_and_the_reason_is_said(
    changes: dict[str, object], error: type[SpotguideError], said: str
) -> None:
    with pytest.raises(error, match=said) as caught:
        back(cut_short(**changes))  # type: ignore[arg-type]
    assert "Thoracolumbar corner" in str(caught.value)
    assert "spotguide" in str(caught.value) or "emergency" in said


def test_what_to_do_instead_depends_on_whether_it_counts() -> None:
    with pytest.raises(WrongUsage, match="spotguide treat 2"):
        back(cut_short(side=-1))
    with pytest.raises(Refused, match="spotguide again"):
        back(cut_short(minutes=31, running=Held(0, 0, 30_000, 30_000)))


def test_half_an_hour_after_it_was_left_it_may_still_go_on() -> None:
    assert back(cut_short(minutes=30))
    assert open_until(cut_short(minutes=30)) == NOW
    assert open_until(cut_short(reason="stopped")) == NOW + timedelta(minutes=25)


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": "finished"},
        {"reason": None},
        {"reason": "stopped", "sign": "weakness"},
        {"side": -1},
        {"round": 3, "ramps": 0, "running": None},
        {"alive_at": None},
    ],
)
def test_what_cannot_go_on_is_open_until_never(changes: dict[str, object]) -> None:
    assert open_until(cut_short(**changes)) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"tool": "cannonball"},
        {"position": "bed"},
        {"sides": ("middle",), "places": (("middle",),)},
        {"places": (("left", "right"), ("left",))},
        {"places": ()},
        {"highs": (5, 5)},
        {"highs": ("high",)},
        {"holds": (-45,)},
    ],
)
def test_a_way_that_is_not_described_any_more_is_refused_kindly(changes: dict[str, object]) -> None:
    with pytest.raises(WrongUsage, match=r"not described any more.*spotguide treat 2"):
        back(cut_short(replace(THIRD, **changes)))  # type: ignore[arg-type]
