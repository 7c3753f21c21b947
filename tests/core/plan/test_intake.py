"""The intake: what an option or the past answers is not asked, and the rest depends on it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asked import (
    SPOTS,
    a_flare,
    a_record,
    a_request,
    answer,
    asked,
    planned,
    remembered,
    treated,
)
from plans import CATALOG
from spotguide.core.catalog.spots import Spot
from spotguide.core.history import Record
from spotguide.core.plan.intake import intake_of, side_of, without_asking
from spotguide.core.plan.making import make_plan
from spotguide.core.plan.phases import Advice, Choice, Rating
from spotguide.core.plan.plan import Answer
from spotguide.core.plan.wishes import Request, check
from spotguide.errors import Refused, SpotguideError, Unanswered

DECIDED: dict[str, object] = {
    "by": "self",
    "side": "left",
    "tool": "lacrosse-ball",
    "position": "wall",
    "before": 4,
    "cleared": True,
}


def choice(request: Request, question: str, *applies: str, **chosen: object) -> Choice:
    """The question as it is put, after the first answer to all before it unless chosen."""
    intake = intake_of(request)
    answers = answer(intake, applies, **chosen)
    before = next(n for n, (name, _) in enumerate(answers) if name == question)
    (phase,) = intake.more(answers[:before])
    assert isinstance(phase, Choice)
    return phase


def values(found: Choice) -> list[str]:
    return [option.value for option in found.options]


def known(request: Request, *applies: str, **chosen: object) -> dict[str, Answer]:
    intake = intake_of(request)
    return dict(intake.known(answer(intake, applies, **chosen)))


def the_end(request: Request, *applies: str, **chosen: object) -> Advice:
    """The advice with which an intake ends for good."""
    intake = intake_of(request)
    (phase,) = intake.more(answer(intake, applies, **chosen))
    assert isinstance(phase, Advice)
    assert phase.ends
    return phase


# What is asked


def test_without_an_option_every_choice_is_asked_after_the_safety_questions() -> None:
    intake = intake_of(a_request(2))
    names = [name for name, _ in answer(intake)]
    first = next(n for n, name in enumerate(names) if ":" not in name)

    assert names[first:] == ["by", "side", "own", "tool", "position", "before"] or (
        names[first:] == ["by", "side", "own", "tool", "before"]
    )
    assert all(name.startswith("screen:") for name in names[:first])


@pytest.mark.parametrize("option", [name for name in DECIDED if name != "by"])
def test_what_an_option_answers_is_not_asked(option: str) -> None:
    others = {name: wish for name, wish in DECIDED.items() if name != option}

    assert option not in asked(a_request(2, **DECIDED))  # type: ignore[arg-type]
    again = asked(a_request(2, **others))  # type: ignore[arg-type]
    assert again == {"tool": ["own", "tool"], "cleared": []}.get(option, [option])


def test_all_options_together_leave_nothing_to_ask() -> None:
    intake = intake_of(a_request(2, **DECIDED))  # type: ignore[arg-type]

    assert intake.more(()) == ()
    assert intake.plan().more is not None
    assert intake.known(()) == {
        "last": None, "by": "self", "side": "left", "own": None, "tool": "lacrosse-ball",
        "position": "wall", "before": 4,
    }  # fmt: skip


def test_a_rating_may_be_skipped() -> None:
    wishes = {**DECIDED, "before": "skip"}

    assert known(a_request(2, **wishes))["before"] is None  # type: ignore[arg-type]


def test_the_usual_pain_is_asked_last_in_the_words_of_the_data() -> None:
    wishes = {**DECIDED, "before": None}
    (rating,) = intake_of(a_request(2, **wishes)).more(())  # type: ignore[arg-type]

    assert rating == Rating("before", CATALOG.doses.outcome.ask)


# Who presses


def test_who_presses_is_asked_only_where_both_can() -> None:
    assert values(choice(a_request(2), "by")) == ["self", "partner"]
    assert known(a_request(4))["by"] == "self"


@pytest.mark.parametrize(
    ("spot", "wishes", "by"),
    [
        pytest.param(2, {"tool": "elbow"}, "partner", id="only-a-partner-has-an-elbow-there"),
        pytest.param(2, {"tool": "thumb", "position": "bed"}, "partner", id="thumb-on-a-bed"),
        pytest.param(2, {"tool": "thumb", "position": "standing"}, "self", id="thumb-standing"),
        pytest.param(2, {"position": "wall"}, "self", id="a-wall"),
        pytest.param(1, {"tool": "fingertips", "side": "left"}, "self", id="one-side-alone"),
    ],
)
def test_who_presses_follows_from_the_tool_and_the_position(
    spot: int, wishes: dict[str, object], by: str
) -> None:
    request = a_request(spot, **wishes)  # type: ignore[arg-type]
    check(request)

    assert known(request)["by"] == by
    assert "by" not in asked(request)
    assert planned(request).outline.by == by


# Which side


def test_both_sides_may_be_chosen_with_the_sorer_first() -> None:
    assert values(choice(a_request(2), "side")) == ["left", "right", "both-left", "both-right"]


def test_where_a_session_has_one_side_both_are_not_offered() -> None:
    assert values(choice(a_request(4), "side")) == ["left", "right"]


def test_of_both_sides_the_sorer_is_asked_for() -> None:
    assert values(choice(a_request(2, side="both"), "side")) == ["both-left", "both-right"]
    assert known(a_request(2, side="both", sorer="right"))["side"] == "both-right"


def test_a_side_that_waits_is_not_offered() -> None:
    request = a_request(2, [*treated(), a_flare(hours=30)])

    assert known(request)["side"] == "right"
    assert "side" not in asked(request)


def test_a_spot_on_the_midline_has_no_side_to_choose() -> None:
    spot = SPOTS[2].model_copy(update={"sides": False})

    assert known(a_request(spot))["side"] == "middle"


def test_a_tool_for_both_sides_leaves_no_side_to_choose() -> None:
    request = a_request(1, tool="peanut-ball")

    assert "side" not in asked(request)
    assert planned(request).outline.sides == ("both",)


# Which tool


def test_what_one_has_is_asked_once_and_hands_are_not() -> None:
    own = choice(a_request(2), "own")

    assert own.many
    assert set(values(own)) == {t.id for t in CATALOG.tools.values() if t.kind != "hand"}
    assert "own" not in asked(a_request(2, owned=frozenset()))
    assert "own" not in asked(a_request(2), by="partner")


def test_what_one_has_is_offered_first() -> None:
    told = choice(a_request(2, treated()), "tool", last="anew", own=("massage-cane",))
    kept = choice(a_request(2, owned=frozenset(("massage-cane",))), "tool")

    assert values(told)[0] == values(kept)[0] == "massage-cane"


def test_a_tool_that_is_not_at_hand_is_offered_with_a_stand_in() -> None:
    found = choice(a_request(2), "tool", own=())
    ball = next(option for option in found.options if option.value == "lacrosse-ball")

    assert ball.note.endswith("Instead: a baseball with a towel over it.")


def test_each_tool_comes_with_its_grade_and_its_reason() -> None:
    found = choice(a_request(2, treated()), "tool", last="anew", own=("lacrosse-ball",))
    fit = next(fit for fit in SPOTS[2].fits("self") if fit.fit == "best")

    assert found.options[0].label == "Lacrosse ball, best here"
    assert found.options[0].note == fit.why


def test_a_first_session_offers_the_gentle_start_first() -> None:
    assert values(choice(a_request(2), "tool", own=("lacrosse-ball", "tennis-ball")))[0] == (
        "tennis-ball"
    )


def test_avoided_tools_are_listed_with_the_reason_and_poor_ones_are_not_offered() -> None:
    found = choice(a_request(2), "tool")
    avoided = [fit for fit in SPOTS[2].fits("self") if fit.fit == "avoid"]

    assert "thumb" not in values(found)
    assert found.more[1:] == tuple(f"{CATALOG.tools[fit.tool].name}: {fit.why}" for fit in avoided)


def test_where_nothing_is_avoided_nothing_is_listed() -> None:
    assert choice(a_request(2, by="partner"), "tool").more == ()


def test_a_poor_tool_is_taken_on_request() -> None:
    assert known(a_request(2, tool="thumb", by="self"))["tool"] == "thumb"


def test_a_tool_that_presses_both_sides_says_so_and_needs_both_of_them() -> None:
    found = choice(a_request(1), "tool")
    (both,) = (option for option in found.options if option.value == "peanut-ball")
    one_side = a_request(1, [*treated(1), a_record(hours=4, spot=1)])

    assert "It presses both sides at once." in both.note
    assert "peanut-ball" not in values(choice(one_side, "tool", last="anew"))


def test_a_tool_of_a_partner_for_both_sides_is_refused_where_one_side_waits() -> None:
    request = a_request(1, [*treated(1), a_record(hours=4, spot=1)], tool="fingertips")
    check(request)

    with pytest.raises(Refused, match="left side, has had its sessions"):
        planned(request, by="partner")


def test_a_position_leaves_the_tools_that_press_there() -> None:
    assert known(a_request(2, by="self", position="sitting"))["tool"] == "massage-cane"


def test_a_position_is_asked_for_only_where_there_are_several() -> None:
    ball = {"tool": "lacrosse-ball", "by": "self"}

    assert values(choice(a_request(2, **ball), "position")) == ["wall", "floor"]  # type: ignore[arg-type]
    assert "position" not in asked(a_request(2, tool="tennis-ball"))


# Gently


def test_a_lighter_session_offers_light_tools_alone() -> None:
    found = known(a_request(2), "bruises-easily", own=())

    assert (found["tool"], "tool" in asked(a_request(2), ["bruises-easily"])) == (
        "tennis-ball",
        False,
    )


def test_a_screen_leaves_out_the_tools_that_it_forbids() -> None:
    offered = values(choice(a_request(10), "tool", "feet-that-need-care"))

    assert set(offered) == {"thumb", "fingertips"}


def test_a_wished_tool_that_is_too_firm_ends_the_session_even_if_it_is_agreed() -> None:
    advice = the_end(a_request(2, tool="lacrosse-ball"), "cancer")

    assert advice.heading == "There is no light enough way to press here, so there is no session."
    assert advice.lines[0].startswith("Lacrosse ball: ")


def without_light_tools() -> Spot:
    return SPOTS[2].model_copy(update={"gentle_tools": ("foam-roller",)})


@pytest.mark.parametrize("wishes", [{}, {"by": "self"}, {"tool": "tennis-ball"}])
def test_where_no_light_tool_is_left_there_is_no_session(wishes: dict[str, object]) -> None:
    advice = the_end(a_request(without_light_tools(), **wishes), "cancer")  # type: ignore[arg-type]

    assert advice.screen == "no-gentle-tool"


def test_a_position_without_a_light_tool_ends_the_session() -> None:
    advice = the_end(a_request(2, by="self", position="floor"), "bruises-easily")

    assert advice.screen == "no-gentle-tool"


# As last time


def test_where_the_place_was_treated_before_the_same_again_is_one_answer() -> None:
    request = a_request(2, treated(sides=("right",)))

    assert asked(request, last="same") == ["last", "before"]
    found = choice(request, "last")
    assert values(found) == ["same", "anew"]
    outline = planned(request, last="same").outline
    assert (outline.by, outline.tool, outline.position) == ("self", "lacrosse-ball", "wall")
    assert outline.sides == ("right",)


def test_anew_asks_as_if_there_were_no_last_time() -> None:
    assert asked(a_request(2, treated()), last="anew")[:2] == ["last", "by"]


@pytest.mark.parametrize(
    ("sides", "answered"),
    [
        (("left",), "left"),
        (("right", "left"), "both-right"),
        (("both",), "both-left"),
        (("middle",), "middle"),
    ],
)
def test_the_same_again_takes_the_sides_in_their_order(
    sides: tuple[str, ...], answered: str
) -> None:
    assert side_of(a_record(days=3, sides=sides)) == answered


@pytest.mark.parametrize(
    ("past", "wishes"),
    [
        pytest.param((), {}, id="nothing-before"),
        pytest.param(treated(), {"side": "left"}, id="a-side-is-wished"),
        pytest.param(treated(), {"tool": "tennis-ball"}, id="a-tool-is-wished"),
        pytest.param(treated(), {"by": "self"}, id="who-is-wished"),
        pytest.param(treated(), {"position": "wall"}, id="a-position-is-wished"),
        pytest.param(treated(), {"rehearse": True}, id="a-rehearsal"),
        pytest.param((*treated(), a_record(hours=3)), {}, id="that-side-waits"),
        pytest.param(treated(3), {}, id="at-another-spot"),
        pytest.param((a_record(days=9, seconds=20, reason="stopped"),), {}, id="did-not-count"),
        pytest.param((a_record(days=9, tool="gone"),), {}, id="a-tool-that-is-gone"),
        pytest.param((a_record(days=9, position="bed"),), {}, id="a-way-that-is-gone"),
        pytest.param((a_record(days=9, sides=("middle",)),), {}, id="a-side-that-is-gone"),
    ],
)
def test_the_same_again_is_offered_only_where_it_may_be_done(
    past: tuple[Record, ...], wishes: dict[str, object]
) -> None:
    assert "last" not in asked(a_request(2, past, **wishes))  # type: ignore[arg-type]


def test_the_same_again_is_not_offered_with_a_tool_that_is_now_too_firm() -> None:
    assert "last" not in asked(a_request(2, treated()), ["bruises-easily"])


# Where nobody may be asked


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ("side", "--side"),
        ("tool", "--tool"),
        ("position", "--position"),
        ("before", "--before"),
        ("cleared", "--cleared"),
    ],
)
def test_without_input_an_open_question_is_refused_with_its_option(
    left_out: str, said: str
) -> None:
    wishes = {name: wish for name, wish in DECIDED.items() if name != left_out}

    with pytest.raises(Unanswered, match=f"{said}[ .,]"):
        without_asking(intake_of(a_request(2, no_input=True, **wishes)))  # type: ignore[arg-type]


def test_without_input_who_presses_has_to_be_said_where_both_can() -> None:
    wishes = {**DECIDED, "by": None, "tool": "thumb", "position": None}

    assert asked(a_request(2, **wishes)) == ["by"]  # type: ignore[arg-type]
    with pytest.raises(Unanswered, match="--by"):
        without_asking(intake_of(a_request(2, no_input=True, **wishes)))  # type: ignore[arg-type]


def test_without_input_the_last_time_is_no_answer_by_itself() -> None:
    request = a_request(2, treated(), no_input=True, cleared=True, before=3)

    with pytest.raises(Unanswered, match="--side, --by and --tool"):
        without_asking(intake_of(request))


def test_without_input_both_sides_begin_with_the_left() -> None:
    wishes = {**DECIDED, "side": "both"}

    assert known(a_request(2, no_input=True, **wishes))["side"] == "both-left"  # type: ignore[arg-type]


def test_without_input_a_remembered_yes_that_nobody_agreed_to_refuses_the_session() -> None:
    told = [remembered("cancer", days=3, applies=True)]
    request = a_request(2, answers=told, no_input=True, cleared=True)

    with pytest.raises(Refused, match="spotguide profile answer cancer agreed"):
        without_asking(intake_of(request))


def test_without_input_an_agreement_may_be_named_for_a_remembered_yes() -> None:
    told = [remembered("cancer", days=3, applies=True)]
    wishes = {**DECIDED, "tool": "tennis-ball"}
    intake = intake_of(a_request(2, answers=told, no_input=True, agreed=("cancer",), **wishes))  # type: ignore[arg-type]

    assert make_plan(intake, without_asking(intake)).outline.agreed == ("cancer",)


def test_without_input_what_only_has_to_be_heard_is_heard() -> None:
    told = [remembered("bruises-easily", days=3, applies=True)]
    wishes = {**DECIDED, "tool": "tennis-ball"}
    intake = intake_of(a_request(2, answers=told, no_input=True, **wishes))  # type: ignore[arg-type]

    answers = without_asking(intake)

    assert answers == (("heard:bruises-easily", "yes"),)
    assert make_plan(intake, answers).outline.gentle


def test_without_input_a_remembered_stop_refuses_the_session() -> None:
    told = [remembered("neck-artery-disease", days=3, applies=True)]

    with pytest.raises(Refused, match=r"on 7 March.*profile answer neck-artery-disease no"):
        without_asking(intake_of(a_request(1, answers=told, no_input=True, cleared=True)))


# Whatever is wished and chosen

APPLIES = [(), ("bruises-easily",), ("fragile-bones-limbs", "cancer")]
WAITING = [(), ("left",), ("right",), ("left", "right")]


@st.composite
def requests(draw: st.DrawFn) -> Request:
    """Draw a request for any spot with any wishes about it, where some sides may wait."""
    spot = draw(st.sampled_from(list(SPOTS)))
    fits = SPOTS[spot].tools
    waiting = draw(st.sampled_from(WAITING))
    recent = (a_record(hours=5, spot=spot, sides=waiting),) if waiting else ()
    return a_request(
        spot,
        (*treated(spot), *recent),
        by=draw(st.sampled_from([None, "self", "partner"])),
        side=draw(st.sampled_from([None, "left", "right", "both"])),
        tool=draw(st.sampled_from([None, *sorted({fit.tool for fit in fits})])),
        position=draw(st.none() | st.sampled_from([b.place for b in SPOTS[spot].locate])),
    )


def possible(request: Request) -> bool:
    try:
        check(request)
    except SpotguideError:
        return False
    return True


def choose(data: st.DataObject, request: Request, applies: tuple[str, ...]) -> dict[str, str]:
    """Draw an answer to each choice that is asked."""
    chosen: dict[str, str] = {}
    for question in ("last", "by", "side", "tool", "position"):
        if question in asked(request, applies, **chosen):
            options = values(choice(request, question, *applies, **chosen))
            chosen[question] = data.draw(st.sampled_from(options))
    return chosen


@given(requests().filter(possible), st.sampled_from(APPLIES), st.data())
@settings(max_examples=60, deadline=None)
def test_every_intake_comes_to_a_plan_as_wished_or_to_a_reason_why_not(
    request: Request, applies: tuple[str, ...], data: st.DataObject
) -> None:
    intake, wishes = intake_of(request), request.wishes
    answers = answer(intake, applies, **choose(data, request, applies))
    if intake.more(answers):
        return  # it has ended with advice
    with suppress(Refused):
        outline = make_plan(intake, answers).outline
        assert wishes.by in (None, outline.by)
        assert wishes.tool in (None, outline.tool)
        assert wishes.position in (None, outline.position)
        assert all(not request.places()[side].wait for some in outline.places for side in some)
