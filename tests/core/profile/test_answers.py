"""Answers that last: which clash with a spot, how long they hold, and in which forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

import pytest

from asked import NOW, SCREENS, SPOTS, a_request, leaving_out, remembered
from plans import CATALOG, SCRIPT
from spotguide.core.plan.intake import intake_of, without_asking
from spotguide.core.plan.phases import Page
from spotguide.core.plan.remembered import Remembered, holding, stale
from spotguide.core.plan.screening import questions
from spotguide.core.profile.clashes import Clash, clash, in_short, told
from spotguide.core.profile.kept import Profile
from spotguide.errors import Refused, Unanswered


def clash_of(
    spot: int, profile: Profile | None = None, answers: Sequence[Remembered] = ()
) -> Clash:
    return clash(SPOTS[spot], CATALOG, answers, profile or Profile(), NOW)


@pytest.mark.parametrize(
    ("screen", "spot", "agreed", "said"),
    [
        (
            "cancer",
            2,
            False,
            "ask first: Cancer now, cancer treatment, or cancer that has spread to bone",
        ),
        ("cancer", 2, True, ""),
        (
            "neck-artery-disease",
            1,
            False,
            "not now: A stroke, narrowed neck artery, or fainting when the neck is pressed",
        ),
        ("neck-artery-disease", 2, False, ""),
        ("pregnancy", 3, True, "not now: Pregnancy, or birth in the past six weeks"),
        ("pregnancy", 2, True, ""),
        ("pregnancy-legs", 2, False, "ask first: Pregnancy, or birth in the past six weeks"),
        ("bruises-easily", 2, False, ""),
    ],
)
def test_a_yes_that_holds_is_marked_in_the_regions_of_its_question(
    screen: str, spot: int, agreed: bool, said: str
) -> None:
    answers = [remembered(screen, days=3, applies=True, agreed=agreed)]
    assert in_short(clash_of(spot, answers=answers)) == said


def test_of_several_reasons_the_strictest_is_marked() -> None:
    answers = [remembered(name, days=3, applies=True) for name in ("cancer", "pregnancy")]
    found = clash_of(3, leaving_out("spot upper-outer-shin"), answers)

    kinds = [reason.kind for reason in found.reasons]
    assert kinds[:2] == ["stop", "see-someone"] or kinds[0] == "left-out"


def test_tools_that_an_answer_forbids_are_marked() -> None:
    found = clash_of(10, answers=[remembered("feet-that-need-care", 3, applies=True, agreed=True)])
    forbidden = set(SCREENS["feet-that-need-care"].avoid_tools)
    usable = {fit.tool for fit in SPOTS[10].tools if fit.usable}

    assert not found.closed
    assert found.gentle
    assert {thing.id for thing in found.things} == forbidden & usable


def test_where_an_answer_and_what_is_left_out_leave_no_light_way_it_is_closed() -> None:
    agreed = [remembered("cancer", days=3, applies=True, agreed=True)]
    light = {f.tool for f in SPOTS[6].tools if f.tool in CATALOG.safety.go_gently.tools}
    profile = leaving_out(*(f"tool {tool}" for tool in light))
    found = clash_of(6, profile, agreed)

    assert not clash_of(6, profile).closed
    assert [reason.kind for reason in found.reasons] == ["too-firm"]
    assert not found.reasons[0].firm
    assert SCRIPT.text("nothing-left") in told(found.reasons[0], SPOTS[6], CATALOG)


@pytest.mark.parametrize("days", [30, 400, -1])
@pytest.mark.parametrize("cleared", [False, True])
def test_a_yes_that_is_too_old_or_of_the_future_is_asked_again_and_cleared_never_beats_it(
    days: float, cleared: bool
) -> None:
    answers = [remembered("cancer", days, applies=True)]
    screening = intake_of(a_request(2, answers=answers, cleared=cleared)).screening
    pages = [phase for phase in questions(screening, ()) if isinstance(phase, Page)]

    assert "cancer" in [line.id for page in pages for line in page.lines]
    assert not clash_of(2, answers=answers).closed
    if cleared:
        assert [line.id for page in pages for line in page.lines] == ["cancer"]


def test_without_input_a_yes_that_is_too_old_is_named_with_the_command_that_answers_it() -> None:
    answers = [remembered("cancer", days=40, applies=True)]
    request = a_request(2, answers=answers, cleared=True, no_input=True)
    with pytest.raises(Unanswered, match=r"29 January.*profile answer cancer yes, or no"):
        without_asking(intake_of(request))


def test_a_later_no_takes_a_yes_back_even_once_it_is_old() -> None:
    answers = [remembered("cancer", days=50, applies=True), remembered("cancer", days=40)]
    assert stale(answers, SPOTS[2], CATALOG.safety.screen, NOW) == {}
    assert not clash_of(2, answers=answers).reasons


def test_a_no_to_one_form_of_a_question_takes_back_the_yes_to_the_other_for_good() -> None:
    """A no to pregnancy holds for half an hour alone; the yes before it must not come back."""
    screens = CATALOG.safety.screen
    answers = [remembered("pregnancy", days=5, applies=True), remembered("pregnancy-legs", days=1)]

    assert "pregnancy" not in holding(answers, SPOTS[2], screens, NOW)
    assert clash_of(2, answers=answers) == Clash()


def test_one_answer_serves_both_forms_of_a_question() -> None:
    screens = CATALOG.safety.screen
    held = holding([remembered("fragile-bones-limbs", days=3)], SPOTS[2], screens, NOW)

    assert not held["fragile-bones-trunk"].applies


def test_nobody_agrees_to_a_stop_whatever_is_stored() -> None:
    answers = [remembered("neck-artery-disease", days=3, applies=True, agreed=True)]
    assert clash_of(1, answers=answers).closed
    with pytest.raises(Refused):
        without_asking(intake_of(a_request(1, answers=answers, no_input=True, cleared=True)))


@pytest.mark.parametrize(("hours", "holds"), [(1, True), (24 * 29, True), (24 * 30, False)])
def test_a_yes_to_pregnancy_lasts_and_a_no_is_asked_every_time(hours: float, holds: bool) -> None:
    screens = CATALOG.safety.screen
    for applies in (True, False):
        answers = [remembered("pregnancy", days=hours / 24, applies=applies)]
        held = "pregnancy" in holding(answers, SPOTS[2], screens, NOW)
        assert held is (applies and holds)


def test_an_answer_about_a_place_is_marked_there_alone() -> None:
    answers = [remembered("told-not-to", 3, applies=True, spot=SPOTS[9].slug)]
    assert clash_of(9, answers=answers).closed
    assert not clash_of(2, answers=answers).closed
    assert "--at 9" in told(clash_of(9, answers=answers).reasons[0], SPOTS[9], CATALOG)


def test_times_are_told_in_the_zone_of_the_person() -> None:
    east = timezone(timedelta(hours=9))
    late = datetime(2026, 3, 9, 20, 0, tzinfo=timezone.utc)
    answers = [Remembered("cancer", "", True, False, late)]
    (reason,) = clash(SPOTS[2], CATALOG, answers, Profile(), NOW.astimezone(east)).reasons
    assert "on 10 March" in told(reason, SPOTS[2], CATALOG)


def test_without_input_no_light_way_that_is_left_refuses_the_session() -> None:
    agreed = [remembered("cancer", days=3, applies=True, agreed=True)]
    light = {f.tool for f in SPOTS[6].tools if f.tool in CATALOG.safety.go_gently.tools}
    profile = leaving_out(*(f"tool {tool}" for tool in light))
    request = a_request(6, answers=agreed, profile=profile, cleared=True, no_input=True)
    with pytest.raises(Refused, match=re.escape(SCRIPT.text("nothing-left"))):
        without_asking(intake_of(request))


def test_without_input_a_tool_that_is_too_firm_for_a_lighter_session_is_refused() -> None:
    wishes = {"side": "left", "by": "self", "tool": "lacrosse-ball", "position": "wall"}
    request = a_request(2, cleared=True, no_input=True, agreed=("cancer",), **wishes)
    with pytest.raises(Refused, match=re.escape(CATALOG.safety.meaning.go_gently)) as refused:
        without_asking(intake_of(request))
    assert SCRIPT.text("advice-ends") not in str(refused.value)


def test_without_input_the_question_that_comes_first_is_named() -> None:
    answers = [remembered(name, days=3, applies=True) for name in ("cancer", "known-clot")]
    request = a_request(2, answers=answers, cleared=True, no_input=True)
    with pytest.raises(Refused, match="answer known-clot agreed"):
        without_asking(intake_of(request))
    request = a_request(2, answers=answers, cleared=True, no_input=True, agreed=("known-clot",))
    with pytest.raises(Refused, match="answer cancer agreed"):
        without_asking(intake_of(request))
