"""A whole session on paper: exactly what the engine would do, exactly when."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from plans import SCRIPT, a_plan, a_side, gentle_side, play
from spotguide.core.catalog.cues import CueText
from spotguide.core.constants import AUTO
from spotguide.core.cue_sheet import Entry, Opening, Sheet, cue_sheet, pages
from spotguide.core.cues import seconds_to_say
from spotguide.core.plan.phases import Kind, Page, PageLine, Reading, Step
from spotguide.core.plan.plan import Answers, Plan
from spotguide.core.session.events import Ring
from spotguide.core.speaking import unhurried

PLANS = {
    "one side": a_plan(),
    "both sides": a_plan(a_side(), a_side(side="right", places=("right",))),
    "area": a_plan(area=True),
    "gentle": a_plan(gentle_side(), gentle=True),
    "quick rest": a_plan(a_side(rest=10), settle=5),
}


def said(sheet: Sheet, part: str) -> Entry:
    return next(entry for entry in sheet.entries if part in entry.say)


@pytest.mark.parametrize("name", PLANS)
def test_the_earcons_ring_when_the_session_rings_them(name: str) -> None:
    """The same plan, played as one long wait, rings as often; the clicks only count in."""
    sheet = cue_sheet(PLANS[name])
    spoken = replace(unhurried(PLANS[name]), hands_free=True)
    _, effects = play(spoken, until=5000.0)
    assert [entry.sound for entry in sheet.entries if entry.sound not in ("", "tick")] == [
        effect.sound for effect in effects if isinstance(effect, Ring)
    ]


@pytest.mark.parametrize("name", PLANS)
def test_three_clicks_a_second_apart_lead_to_each_press(name: str) -> None:
    entries = cue_sheet(PLANS[name]).entries
    ticks, presses = (
        [entry.at for entry in entries if entry.sound == sound] for sound in ("tick", "press")
    )
    assert presses
    assert ticks == [at - left for at in presses for left in (3000, 2000, 1000)]


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("pace", [0.5, 1.0, 1.5])
def test_entries_are_in_order_and_no_words_overlap(name: str, pace: float) -> None:
    sheet = cue_sheet(PLANS[name], lasts=lambda text: pace * seconds_to_say(text))
    assert [entry.at for entry in sheet.entries] == sorted(entry.at for entry in sheet.entries)
    words = [entry for entry in sheet.entries if entry.say]
    for one, other in pairwise(words):
        assert one.at < one.until <= other.at
    assert sheet.end >= max(entry.until for entry in words)


def test_a_slow_voice_moves_no_phase() -> None:
    quick, slow = (
        cue_sheet(a_plan(), lasts=lambda text, pace=pace: pace * seconds_to_say(text))  # type: ignore[misc]
        for pace in (0.5, 2.0)
    )
    rung = [[(e.at, e.sound) for e in sheet.entries if e.sound] for sheet in (quick, slow)]
    assert rung[0] == rung[1]


def test_a_hold_lasts_to_the_millisecond() -> None:
    sheet = cue_sheet(a_plan())
    press, ease = (
        next(e for e in sheet.entries if e.sound == sound) for sound in ("press", "ease")
    )
    assert ease.at - press.at == (10 + 45) * 1000
    hold = said(sheet, "Hold it there")
    assert (hold.at - press.at, hold.phase, hold.side, hold.round) == (10_000, "hold", "left", 1)


def test_what_is_read_out_first_has_its_time() -> None:
    first = Opening("Before.", ("One line.", "Another."))
    sheet = cue_sheet(a_plan(), (first, Opening("And this.")))
    one, two = sheet.entries[:2]
    assert (one.at, one.say, one.phase) == (0, "Before. One line. Another.", "before")
    assert two.at == round((seconds_to_say(one.say) + AUTO) * 1000)
    assert said(sheet, "Get into place").at > two.until


def test_a_faster_voice_needs_less_time_off_the_pressure_alone() -> None:
    usual, fast = cue_sheet(a_plan()), cue_sheet(a_plan(), rate=300)
    assert fast.end < usual.end
    presses = [[e.at for e in sheet.entries if e.sound] for sheet in (usual, fast)]
    assert presses[0][1] - presses[0][0] == presses[1][1] - presses[1][0]


STEP = Step(
    "Feel for a beat.", "Is it free of a pulse?", "Lift off. Not here.", "", 1, 1, stop_on_no=True
)


def test_a_step_that_only_a_person_can_answer_says_what_a_no_means() -> None:
    plan = a_plan()
    sheet = cue_sheet(replace(plan, phases=(STEP, *plan.phases)))
    step = said(sheet, "Feel for a beat.")
    assert step.say.endswith("Is it free of a pulse? If not: Lift off. Not here.")
    settle = said(sheet, "Get into place")
    assert settle.at - step.at >= round((seconds_to_say(step.say) + AUTO) * 1000)
    assert sheet.entries[-1].phase == "off"


def test_keys_are_not_told_where_there_are_none() -> None:
    keys = SCRIPT.cues["floor-keys"].say
    assert not [entry for entry in cue_sheet(a_plan()).entries if keys in entry.say]


def test_a_cue_that_is_meant_for_a_recording_takes_its_place() -> None:
    usual = SCRIPT.cues["check-in"]
    twin = CueText(id="check-in-recorded", say="Ease off if it is too much.", urgency="soon")
    script = replace(SCRIPT, cues={**SCRIPT.cues, "check-in-recorded": twin})
    sheet = cue_sheet(a_plan(a_side(hold=90), script=script))
    assert said(sheet, twin.say)
    assert not [entry for entry in sheet.entries if usual.say == entry.say]


def test_what_would_be_cut_off_in_a_session_is_so_here() -> None:
    sheet = cue_sheet(a_plan(), lasts=lambda text: 60.0)
    ramp, hold = said(sheet, "Press in slowly"), said(sheet, "Hold it there")
    assert ramp.until == hold.at


def test_what_waits_is_said_when_there_is_room() -> None:
    """At the end of a side the reason waits for the instruction, and is part of it."""
    plan = a_plan(gentle_side(), gentle=True)
    sheet = cue_sheet(plan)
    assert "No answer, so this hold ends here." in said(sheet, "Let go slowly.").say


def a_page(name: str) -> Page:
    return Page("Any of these?", (PageLine(name, f"Line {name}", "Why."),))


def test_the_safety_pages_are_those_that_somebody_without_any_sees() -> None:
    def more(answers: Answers) -> tuple[Page, ...]:
        known = {question for question, _ in answers}
        return () if "screen:two" in known else (a_page("two" if known else "one"),)

    assert pages(Plan(phases=(), more=more)) == (a_page("one"), a_page("two"))


def test_a_sheet_of_nothing_but_words_has_an_end() -> None:
    only = Reading(Kind.AFTERCARE, "Afterward.", ("Rest.",))
    sheet = cue_sheet(replace(a_plan(), phases=(only,)), lasts=lambda text: 100.0)
    assert sheet.end == 100_000
