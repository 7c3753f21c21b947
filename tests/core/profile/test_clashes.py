"""What clashes with the profile is marked, refused, and never planned."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asked
from asked import NOW, SCREENS, SPOTS, a_record, a_request, leaving_out, remembered
from plans import CATALOG, SCRIPT
from spotguide.core.plan.intake import intake_of, without_asking
from spotguide.core.plan.making import Planned, make_plan
from spotguide.core.plan.phases import Advice, Agree, Choice, Page, Phase, Step
from spotguide.core.plan.plan import Answers
from spotguide.core.plan.remembered import Remembered
from spotguide.core.plan.wishes import Request, check
from spotguide.core.profile.clashes import Clash, clash, in_short, marked, told
from spotguide.core.profile.kept import (
    LEFT_OUT,
    OWNED,
    Profile,
    Thing,
)
from spotguide.errors import Refused, WrongUsage

TOOLS = sorted(CATALOG.tools)
POSITIONS = ["standing", "sitting", "wall", "floor", "bed", "table"]
LASTING = sorted(
    screen.id for screen in SCREENS.values() if screen.repeat == "monthly" or screen.yes_lasts
)
HERE = {name for name, screen in SCREENS.items() if screen.here}

PROFILES = st.builds(
    lambda *names: leaving_out(*(name for some in names for name in some)),
    st.sets(st.sampled_from([f"tool {one}" for one in TOOLS]), max_size=12),
    st.sets(st.sampled_from([f"position {one}" for one in POSITIONS]), max_size=4),
    st.sets(st.sampled_from([f"spot {one.slug}" for one in CATALOG.spots]), max_size=2),
)
ANSWERS = st.lists(
    st.builds(
        lambda screen, days, applies, agreed, spot: remembered(
            screen, days, applies=applies, agreed=agreed, spot=spot if screen in HERE else ""
        ),
        st.sampled_from(LASTING),
        st.floats(0, 40),
        st.booleans(),
        st.booleans(),
        st.sampled_from([spot.slug for spot in CATALOG.spots]),
    ),
    max_size=4,
)
WISHES = st.fixed_dictionaries(
    {},
    optional={
        "side": st.sampled_from(["left", "right", "both"]),
        "by": st.sampled_from(["self", "partner"]),
        "tool": st.sampled_from(TOOLS),
        "position": st.sampled_from(POSITIONS),
        "hold": st.integers(5, 90),
        "rounds": st.integers(1, 6),
        "cleared": st.booleans(),
        "hands_free": st.booleans(),
    },
)


def plan_of(request: Request, choose: int = 0) -> Planned | None:
    """The plan where somebody says that what is remembered is still so, and else has none of it.

    `choose` varies what is taken of each choice. None where the session is refused.
    """
    try:
        check(request)
        intake = intake_of(request)
        answers: Answers = ()
        while phases := intake.more(answers):
            given_now = _said(phases[0], choose)
            if given_now is None:
                return None
            answers = (*answers, *given_now)
        return make_plan(intake, answers)
    except Refused:
        return None


def _said(phase: Phase, choose: int) -> Answers | None:
    match phase:
        case Advice(ends=True) | Agree():
            return None
        case Advice():
            return ((f"heard:{phase.screen}", "yes"),)
        case Page():
            return tuple((f"screen:{line.id}", "no") for line in phase.lines)
        case Choice(many=True):
            return ((phase.question, ()),)
        case Choice():
            return ((phase.question, phase.options[choose % len(phase.options)].value),)
        case _:
            return (("before", None),)


def clash_of(
    spot: int, profile: Profile | None = None, answers: Sequence[Remembered] = ()
) -> Clash:
    return clash(SPOTS[spot], CATALOG, answers, profile or Profile(), NOW)


# What clashes is never planned


@given(st.integers(1, 14), PROFILES, ANSWERS, WISHES, st.integers(0, 5))
@settings(max_examples=300, deadline=None)
def test_what_is_left_out_is_never_planned_whatever_is_wished_or_chosen(
    spot: int, profile: Profile, answers: list[Remembered], wishes: dict[str, object], choose: int
) -> None:
    request = a_request(spot, answers=answers, profile=profile, **wishes)
    try:
        found = plan_of(request, choose)
    except WrongUsage:
        return
    if found is None:
        return
    used = {found.way.place, found.way.block.place}
    if found.plan.other:
        assert isinstance(found.plan.other[0], Step)
        met = {block.position: block.place for block in request.spot.locate}
        used.add(
            next(p for said, p in met.items() if found.plan.other[0].position.startswith(said))
        )
    assert Thing("spot", request.spot.slug) not in profile.left_out
    assert found.way.fit.tool not in profile.ids("tool")
    assert not used & profile.ids("position")


@given(st.integers(1, 14), PROFILES, st.booleans(), WISHES)
@settings(max_examples=150, deadline=None)
def test_no_options_open_what_was_left_out(
    spot: int, profile: Profile, whole: bool, wishes: dict[str, object]
) -> None:
    usable = [Thing("tool", fit.tool) for fit in SPOTS[spot].tools if fit.usable]
    more = [Thing("spot", SPOTS[spot].slug)] if whole else usable
    closed = Profile({**profile.left_out, **dict.fromkeys(more, NOW)})
    with pytest.raises((Refused, WrongUsage)):
        check(a_request(spot, profile=closed, **wishes))


CLOSING = [
    (number, screen.id)
    for number, spot in SPOTS.items()
    for screen in SCREENS.values()
    if screen.id in LASTING and screen.covers(spot.region) and screen.on_yes != "go-gently"
]


@given(st.sampled_from(CLOSING), st.floats(0, 29), WISHES)
@settings(max_examples=150, deadline=None)
def test_no_options_but_an_agreement_lift_a_yes_that_holds(
    closing: tuple[int, str], days: float, wishes: dict[str, object]
) -> None:
    spot, screen = closing
    slug = SPOTS[spot].slug if screen in HERE else ""
    answers = [remembered(screen, days, applies=True, spot=slug)]
    request = a_request(spot, answers=answers, no_input=True, before="skip", **wishes)
    with pytest.raises((Refused, WrongUsage)):
        begin(request)


def begin(request: Request) -> None:
    """Begin as `treat --no-input` does."""
    check(request)
    without_asking(intake_of(request))


@given(PROFILES, ANSWERS)
@settings(max_examples=40, deadline=None)
def test_list_marks_as_closed_exactly_what_treat_refuses(
    profile: Profile, answers: list[Remembered]
) -> None:
    settings_kept = [(thing.key, LEFT_OUT, at) for thing, at in profile.left_out.items()]
    marks = marked(CATALOG, answers, settings_kept, NOW)
    for number, spot in SPOTS.items():
        refused = plan_of(a_request(number, answers=answers, profile=profile)) is None
        found = clash_of(number, profile, answers)
        assert refused is found.closed
        assert marks.get(spot.slug, "") == in_short(found)
        assert bool(in_short(found)) is (found.closed or bool(found.things))


@given(st.integers(1, 14), PROFILES, ANSWERS)
@settings(max_examples=80, deadline=None)
def test_a_session_is_gentle_exactly_where_the_profile_says_so(
    spot: int, profile: Profile, answers: list[Remembered]
) -> None:
    found = plan_of(a_request(spot, answers=answers, profile=profile))
    if found is not None:
        assert found.outline.gentle is clash_of(spot, profile, answers).gentle


# Left out


def test_a_spot_that_is_left_out_is_refused_with_the_day_and_the_way_back() -> None:
    profile = leaving_out("spot thoracolumbar-corner")
    with pytest.raises(Refused, match=r"left it out on 3 March.*spotguide profile allow 2$"):
        check(a_request(2, profile=profile, cleared=True))
    assert in_short(clash_of(2, profile)) == "left out"
    check(a_request(1, profile=profile))


def test_a_tool_that_is_left_out_is_not_offered_and_its_reason_is_listed() -> None:
    intake = intake_of(a_request(2, profile=leaving_out("tool tennis-ball"), cleared=True))
    answers = asked.answer(intake, by="self", own=())
    choice = next(
        phase
        for n in range(len(answers))
        for phase in intake.more(answers[:n])
        if isinstance(phase, Choice) and phase.question == "tool"
    )

    assert "tennis-ball" not in [option.value for option in choice.options]
    assert f"Tennis ball: {SCRIPT.text('left-out')}" in choice.more
    assert in_short(clash_of(2, leaving_out("tool tennis-ball"))) == "without tennis ball"


@pytest.mark.parametrize(
    ("left_out", "wishes", "said"),
    [
        ("tool tennis-ball", {"tool": "tennis-ball"}, "Tennis ball.*allow tennis-ball$"),
        ("position floor", {"position": "floor"}, "on the floor.*allow floor$"),
        (
            "position wall",
            {"tool": "tennis-ball", "position": "wall"},
            "standing against a wall.*allow wall$",
        ),
    ],
)
def test_a_wish_for_what_is_left_out_is_refused(
    left_out: str, wishes: dict[str, object], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        check(a_request(2, profile=leaving_out(left_out), **wishes))


def test_a_way_that_only_begins_in_such_a_position_is_left_out_too() -> None:
    """No work on the floor means no finding the place there either."""
    for spot in SPOTS:
        request = a_request(spot, profile=leaving_out("position floor"))
        for fit in request.spot.tools:
            for way in request.ways(fit.by, fit.tool):
                assert "floor" not in (way.place, way.block.place)


def test_where_no_way_is_left_the_spot_is_closed_and_what_is_missing_is_named() -> None:
    usable = sorted({fit.tool for fit in SPOTS[4].tools if fit.usable})
    profile = leaving_out(*(f"tool {tool}" for tool in usable), "tool massage-gun")
    found = clash_of(4, profile)

    assert [reason.kind for reason in found.reasons] == ["no-way"]
    assert {thing.id for thing in found.reasons[0].things} == set(usable)
    assert in_short(found) == "no way left"
    assert "spotguide profile allow" in told(found.reasons[0], SPOTS[4], CATALOG)


def test_no_stand_in_names_a_tool_that_is_left_out() -> None:
    plain = a_request(2, owned=frozenset())
    suggested = plain.stand_in("knuckles")
    profile = leaving_out("tool golf-ball")

    assert "golf ball" in suggested
    assert "golf ball" not in a_request(2, owned=frozenset(), profile=profile).stand_in("knuckles")


def test_the_last_way_is_not_offered_again_once_it_is_left_out() -> None:
    past = [a_record(days=10), a_record(days=7)]
    assert asked.asked(a_request(2, past, cleared=True))[0] == "last"
    assert "last" not in asked.asked(
        a_request(2, past, cleared=True, profile=leaving_out("tool lacrosse-ball"))
    )


def test_a_list_names_a_few_things_and_counts_many() -> None:
    tools = [fit.tool for fit in SPOTS[10].fits("self") if fit.usable][:4]
    few, many = (leaving_out(*(f"tool {t}" for t in tools[:n])) for n in (2, 4))

    names = ", ".join(sorted(tools[:2])).replace("-", " ")
    assert in_short(clash_of(10, few)) == f"without {names}"
    assert in_short(clash_of(10, many)) == "without 4 of its tools and positions"


def test_nothing_kept_marks_nothing_and_loads_nothing() -> None:
    noes = [remembered("cancer", days=3)]
    assert marked(object(), noes, [(OWNED, "[]", NOW)], NOW) == {}  # type: ignore[arg-type]
