"""Screening: no question is left out, each is asked when it can have changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asked import NOW, SCREENS, SPOTS, a_record, a_request, remembered
from plans import CATALOG, SCRIPT
from spotguide.core.constants import PAGE
from spotguide.core.plan.intake import intake_of
from spotguide.core.plan.phases import Advice, Agree, Page, Phase
from spotguide.core.plan.plan import Answers
from spotguide.core.plan.remembered import Remembered, holding
from spotguide.core.plan.screening import (
    REMEMBERED,
    SORE,
    Outcome,
    Screening,
    outcome,
    questions,
    to_remember,
)

GROUPS = ("emergency", "today", "about-you", "gently")
MONTHLY = [screen for screen in SCREENS.values() if screen.repeat == "monthly"]


def a_screening(spot: int = 2, *answers: Remembered, **wishes: object) -> Screening:
    return intake_of(a_request(spot, answers=answers, **wishes)).screening


def pages(screening: Screening, answers: Answers = ()) -> list[Page]:
    found = questions(screening, answers)
    assert all(isinstance(phase, Page) for phase in found)
    return [phase for phase in found if isinstance(phase, Page)]


def lines(screening: Screening, answers: Answers = ()) -> list[str]:
    """The ids of all lines that are still to be answered, in order."""
    return [line.id for page in pages(screening, answers) for line in page.lines]


def only(found: Sequence[Phase]) -> Phase:
    (phase,) = found
    return phase


def none_of(screening: Screening, answers: Answers = ()) -> Answers:
    """None of the lines that are asked applies."""
    return (*answers, *((f"screen:{name}", "no") for name in lines(screening, answers)))


def yes(*screens: str) -> Answers:
    return tuple((f"screen:{screen}", "yes") for screen in screens)


def yes_to(screen: str) -> str:
    """The most that a yes can come to: to stop and to go gently nobody agrees."""
    return "agreed" if SCREENS[screen].on_yes == "see-someone-first" else "yes"


def a_month(spot: int, days: float = 3, *but: str) -> list[Remembered]:
    """All monthly questions of a spot, answered no so long ago, but for some."""
    asked = [screen for screen in MONTHLY if screen.covers(SPOTS[spot].region)]
    slug = SPOTS[spot].slug
    return [
        remembered(screen.id, days, spot=slug if screen.here else "")
        for screen in asked
        if screen.id not in but
    ]


# Pages


@pytest.mark.parametrize("spot", SPOTS)
def test_every_question_of_the_region_is_asked_once_on_pages_of_at_most_eight_lines(
    spot: int,
) -> None:
    found = pages(a_screening(spot))
    asked = [line.id for page in found for line in page.lines]

    assert max(len(page.lines) for page in found) <= PAGE == 8
    covered = {name for name, screen in SCREENS.items() if screen.covers(SPOTS[spot].region)}
    assert {SCREENS[name].ask for name in covered} == {SCREENS[name].ask for name in asked}
    assert len({SCREENS[name].ask for name in asked}) == len(asked)
    assert set(asked) <= covered


@pytest.mark.parametrize("spot", SPOTS)
def test_pages_go_from_emergencies_over_today_and_about_you_to_gently(spot: int) -> None:
    headings = [page.heading for page in pages(a_screening(spot))]
    order = [SCRIPT.text(f"screen-{name}") for name in GROUPS]

    assert sorted(headings, key=order.index) == headings
    assert set(headings) == set(order)


@pytest.mark.parametrize("spot", [2, 4, 10])
def test_each_page_holds_its_own_group_alone(spot: int) -> None:
    def group(name: str) -> str:
        screen = SCREENS[name]
        if screen.group != "see-someone":
            return screen.group
        return "about-you" if screen.repeat == "monthly" else "today"

    for page in pages(a_screening(spot)):
        (only_one,) = {group(line.id) for line in page.lines}
        assert page.heading == SCRIPT.text(f"screen-{only_one}")


def test_a_line_tells_why_it_is_asked() -> None:
    line = pages(a_screening())[0].lines[0]

    assert (line.short, line.why) == (SCREENS[line.id].short, SCREENS[line.id].claim.text)


def test_a_question_that_is_repeated_is_asked_once_in_its_form_for_the_region() -> None:
    here = SCREENS["kidney"].model_copy(update={"id": "any-kidney", "applies_to": ("any",)})
    safety = CATALOG.safety.model_copy(update={"screen": (here, *CATALOG.safety.screen)})

    asked = lines(replace(a_screening(2), safety=safety))

    assert ("kidney" in asked, "any-kidney" in asked) == (True, False)


@given(st.integers(1, 14), st.sets(st.sampled_from(sorted(SCREENS))))
@settings(max_examples=60, deadline=None)
def test_what_has_been_answered_is_not_asked_again_and_nothing_else_is_left_out(
    spot: int, answered: set[str]
) -> None:
    screening = a_screening(spot)
    given_now = tuple((f"screen:{name}", "no") for name in sorted(answered))

    assert set(lines(screening, given_now)) == set(lines(screening)) - answered
    assert all(1 <= len(page.lines) <= PAGE for page in pages(screening, given_now))


def test_none_of_any_page_is_a_plain_session() -> None:
    screening = a_screening()
    answers = none_of(screening)

    assert questions(screening, answers) == ()
    assert outcome(screening, answers) == Outcome(False, (), (), frozenset())


# What a yes leads to


def test_a_yes_to_stop_says_where_to_go_and_ends() -> None:
    advice = only(questions(a_screening(), yes("kidney")))

    assert isinstance(advice, Advice)
    assert (advice.screen, advice.ends, advice.recheck) == ("kidney", True, False)
    assert advice.lines[0] == SCREENS["kidney"].say
    assert advice.heading == SCRIPT.text("advice", text=SCREENS["kidney"].short)


def test_a_yes_to_see_someone_asks_whether_a_professional_agreed_and_then_goes_gently() -> None:
    screening = a_screening()
    agree = only(questions(screening, yes("cancer")))
    answers = none_of(screening, (("screen:cancer", "agreed"),))

    assert isinstance(agree, Agree)
    assert agree.lines == (SCREENS["cancer"].say, SCRIPT.text("agreed"))
    assert questions(screening, answers) == ()
    assert outcome(screening, answers) == Outcome(True, ("cancer",), ("cancer",), frozenset())


def test_every_gentle_line_that_applies_is_heard() -> None:
    screening = a_screening(3)
    answers = yes("clot-risk", "bruises-easily")
    heard = []
    while isinstance(advice := questions(screening, answers)[0], Advice):
        assert not advice.ends
        heard.append(advice.lines[0])
        answers = (*answers, (f"heard:{advice.screen}", "yes"))

    assert heard == [SCREENS["clot-risk"].say, SCREENS["bruises-easily"].say]
    assert outcome(screening, answers).gentle


def test_what_applies_is_dealt_with_before_the_next_page_is_asked() -> None:
    screening = a_screening()
    found = questions(screening, yes("cancer", "kidney"))

    assert [phase.kind.value for phase in found] == ["advice"]


def test_a_screen_forbids_its_tools_even_once_it_is_agreed() -> None:
    screening = a_screening(10)

    found = outcome(screening, (("screen:feet-that-need-care", "agreed"),))

    assert found.banned == frozenset(SCREENS["feet-that-need-care"].avoid_tools)


def test_an_agreement_named_in_advance_is_not_asked_for() -> None:
    screening = a_screening(2, agreed=("cancer",))

    assert "cancer" not in lines(screening)
    assert outcome(screening, none_of(screening)).agreed == ("cancer",)


# Monthly answers


def test_monthly_answers_are_confirmed_as_one_line_of_today() -> None:
    screening = a_screening(2, *a_month(2))
    today = next(p for p in pages(screening) if p.heading == SCRIPT.text("screen-today"))
    every_time = [name for name in lines(a_screening()) if SCREENS[name].repeat != "monthly"]
    count = len(a_month(2))

    assert sorted(lines(screening)) == sorted([*every_time, REMEMBERED])
    (line,) = [x for p in pages(screening) for x in p.lines if x.id == REMEMBERED]
    assert line.short == f"A change since 7 March in one of the {count} things asked then"
    assert SCREENS["cancer"].short in line.why
    assert today.lines


def test_the_oldest_answer_dates_the_line_that_confirms_them() -> None:
    answers = [*a_month(2, 3, "cancer"), remembered("cancer", days=20)]

    assert "18 February" in str(pages(a_screening(2, *answers)))


def test_nothing_is_confirmed_where_nothing_is_remembered() -> None:
    assert REMEMBERED not in lines(a_screening())


@pytest.mark.parametrize(("days", "holds"), [(29.99, True), (30, False)])
def test_a_monthly_answer_holds_for_30_days(days: float, holds: bool) -> None:
    asked = lines(a_screening(2, remembered("cancer", days=days)))

    assert ("cancer" not in asked) is holds
    assert (REMEMBERED in asked) is holds


def test_a_change_asks_all_that_is_monthly_anew() -> None:
    screening = a_screening(2, *a_month(2, 3, "known-clot"), remembered("cancer", applies=True))
    assert only(questions(screening, ())).kind.value == "advice"

    asked = lines(screening, ((f"screen:{REMEMBERED}", "yes"), ("screen:kidney", "no")))

    assert {screen.id for screen in MONTHLY if screen.covers("low-back")} <= set(asked)
    assert "kidney" not in asked


def test_no_change_asks_nothing_anew() -> None:
    screening = a_screening(2, *a_month(2))

    assert questions(screening, none_of(screening)) == ()


def test_an_answer_from_the_future_holds_nothing() -> None:
    assert "cancer" in lines(a_screening(2, remembered("cancer", days=-0.1)))


def test_an_answer_to_a_question_that_is_gone_holds_nothing() -> None:
    assert holding([remembered("gone")], SPOTS[2], CATALOG.safety.screen, NOW) == {}


def test_the_newest_answer_holds() -> None:
    answers = [remembered("cancer", days=9, applies=True), remembered("cancer", days=2)]

    assert not holding(answers, SPOTS[2], CATALOG.safety.screen, NOW)["cancer"].applies


# A remembered yes


def test_a_remembered_yes_to_stop_answers_for_itself() -> None:
    screening = a_screening(1, remembered("neck-artery-disease", days=5, applies=True))
    advice = only(questions(screening, ()))

    assert isinstance(advice, Advice)
    assert (advice.ends, advice.recheck) == (True, True)
    assert advice.heading.startswith("As you said on 5 March: ")


def test_a_remembered_agreement_makes_the_plan_gentle_without_a_question() -> None:
    screening = a_screening(2, remembered("cancer", days=5, applies=True, agreed=True))

    assert "cancer" not in lines(screening)
    assert outcome(screening, none_of(screening)).agreed == ("cancer",)


def test_a_remembered_yes_that_nobody_agreed_to_asks_first_whether_it_has_changed() -> None:
    """Its "no" would else be one to the agreement, and end the session of who has none of it."""
    screening = a_screening(2, remembered("cancer", days=5, applies=True))
    still = only(questions(screening, ()))
    agree = only(questions(screening, (("heard:cancer", "yes"),)))

    assert isinstance(still, Advice)
    assert (still.ends, still.recheck) == (False, True)
    assert still.heading == SCRIPT.text(
        "remembered-yes", date="5 March", text=SCREENS["cancer"].short
    )
    assert isinstance(agree, Agree)
    assert agree.heading == f"As you said on 5 March: {SCREENS['cancer'].short}."
    assert agree.lines == (SCREENS["cancer"].say, SCRIPT.text("agreed"))


def test_a_remembered_gentle_line_is_heard_again() -> None:
    screening = a_screening(2, remembered("bruises-easily", days=5, applies=True))
    advice = only(questions(screening, ()))

    assert isinstance(advice, Advice)
    assert (advice.ends, advice.recheck) == (False, True)


def test_a_remembered_yes_that_has_changed_is_asked_anew() -> None:
    screening = a_screening(2, remembered("cancer", days=5, applies=True))
    changed = (("recheck:cancer", "yes"),)

    assert "cancer" in lines(screening, changed)
    assert not outcome(screening, none_of(screening, changed)).gentle

    again = only(questions(screening, (*changed, *yes("cancer"))))
    assert isinstance(again, Agree)
    assert isinstance(again, Agree)


# Answers of today


@pytest.mark.parametrize(("minutes", "holds"), [(29.9, True), (30, False)])
def test_answers_of_today_hold_for_half_an_hour_at_another_spot(
    minutes: float, holds: bool
) -> None:
    answered = [remembered(name, minutes=minutes) for name in lines(a_screening(2))]
    answered = [replace(a, spot=SPOTS[2].slug if SCREENS[a.screen].here else "") for a in answered]

    asked = lines(a_screening(13, *answered))

    again = {"fever-or-infection", "back-injury", "kidney"} & set(asked)
    assert again == (set() if holds else {"fever-or-infection", "back-injury", "kidney"})
    assert {"skin-problem", "numb-or-dulled", "device-or-implant"} <= set(asked)


def test_at_another_spot_only_what_its_region_adds_is_asked() -> None:
    answered = [remembered(name, minutes=5) for name in lines(a_screening(2))]
    here = {name for name, screen in SCREENS.items() if screen.here}

    asked = set(lines(a_screening(3, *answered))) - here - {REMEMBERED}

    known = {SCREENS[name].ask for name in lines(a_screening(2))}
    added = {name for name in lines(a_screening(3)) if SCREENS[name].ask not in known}
    assert asked == added - here


def test_an_answer_about_the_place_is_kept_at_its_own_spot() -> None:
    told = remembered("told-not-to", days=2, spot=SPOTS[2].slug)

    assert "told-not-to" not in lines(a_screening(2, told))
    assert "told-not-to" in lines(a_screening(3, told))


# Still sore


@pytest.mark.parametrize(("hours", "asks"), [(47, True), (48, False)])
def test_today_asks_whether_the_place_is_still_sore_for_two_days(hours: float, asks: bool) -> None:
    screening = intake_of(a_request(2, [a_record(hours=hours)])).screening

    assert (SORE in lines(screening)) is asks


def test_a_place_that_is_still_sore_is_left_alone() -> None:
    screening = intake_of(a_request(2, [a_record(hours=30)])).screening
    advice = only(questions(screening, yes(SORE)))

    assert isinstance(advice, Advice)
    assert advice.ends
    assert advice.lines[0] == CATALOG.doses.dose_limits.soreness.say


# Cleared


@pytest.mark.parametrize("spot", SPOTS)
def test_cleared_says_that_nothing_applies_today(spot: int) -> None:
    request = a_request(spot, [a_record(hours=30, spot=spot)], a_month(spot), cleared=True)
    screening = intake_of(request).screening

    assert questions(screening, ()) == ()
    assert outcome(screening, ()) == Outcome(False, (), (), frozenset())


@pytest.mark.parametrize("screen", ["cancer", "bruises-easily", "device-or-implant"])
def test_cleared_never_beats_a_remembered_yes(screen: str) -> None:
    told = remembered(screen, days=5, applies=True, spot=SPOTS[2].slug)

    found = only(questions(a_screening(2, told, cleared=True), ()))

    assert isinstance(found, Advice | Agree)
    assert found.screen == screen


def test_cleared_beside_an_agreement_is_a_gentle_session() -> None:
    screening = a_screening(2, cleared=True, agreed=("cancer",))

    assert questions(screening, ()) == ()
    assert outcome(screening, ()).gentle


# What is remembered of this session


def test_answers_are_remembered_as_they_were_given() -> None:
    answers = (("screen:cancer", "yes"), ("screen:cancer", "agreed"), ("screen:kidney", "no"))

    assert set(to_remember(a_screening(), answers, NOW)) == {
        Remembered("cancer", "", True, True, NOW),
        Remembered("kidney", "", False, False, NOW),
    }


def test_an_answer_about_the_place_is_remembered_with_its_spot() -> None:
    (told,) = to_remember(a_screening(), (("screen:skin-problem", "yes"),), NOW)

    assert (told.spot, told.applies, told.agreed) == (SPOTS[2].slug, True, False)


def test_an_agreement_named_in_advance_is_remembered() -> None:
    (told,) = to_remember(a_screening(2, agreed=("cancer",)), (), NOW)

    assert (told.screen, told.applies, told.agreed) == ("cancer", True, True)


def test_what_was_only_confirmed_or_cleared_grows_no_younger() -> None:
    confirmed = a_screening(2, *a_month(2))

    assert {r.screen for r in to_remember(confirmed, none_of(confirmed), NOW)}.isdisjoint(
        screen.id for screen in MONTHLY
    )
    assert to_remember(a_screening(2, cleared=True), (), NOW) == ()


@given(st.sampled_from([1, 2, 7, 10]), st.sets(st.sampled_from(sorted(SCREENS))))
@settings(max_examples=40, deadline=None)
def test_what_is_remembered_leads_to_the_same_outcome_a_minute_later(
    spot: int, applies: set[str]
) -> None:
    screening = a_screening(spot)
    answers = tuple(
        (f"screen:{name}", yes_to(name) if name in applies else "no") for name in lines(screening)
    )
    told = [
        replace(answer, at=NOW - timedelta(minutes=1))
        for answer in to_remember(screening, answers, NOW)
    ]

    assert outcome(a_screening(spot, *told), ()) == outcome(screening, answers)
