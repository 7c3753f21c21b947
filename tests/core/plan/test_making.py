"""Planning: the phases of a session, decided before it begins, for every way there is."""

from __future__ import annotations

from itertools import product

import pytest

from asked import SPOTS, a_record, a_request, planned, treated
from plans import CATALOG, SCRIPT
from spotguide.core.catalog.kinds import By
from spotguide.core.constants import SETTLE_HANDS, SWITCH
from spotguide.core.history import Record
from spotguide.core.plan.making import Planned
from spotguide.core.plan.phases import Confirm, Kind, Phase, Reading, Step, Steps, Timed
from spotguide.core.plan.ways import Way, ways
from spotguide.errors import Refused, Unanswered

BYS: tuple[By, ...] = ("self", "partner")
WAYS = [
    pytest.param(number, way, id=f"{number}-{by}-{fit.tool}-{way.place}")
    for (number, spot), by in product(SPOTS.items(), BYS)
    for fit in spot.fits(by)
    if fit.fit != "avoid"
    for way in ways(spot, by, fit.tool)
]


def by_this(number: int, way: Way, past: tuple[Record, ...] = ()) -> Planned:
    """The plan for one way, as options choose it."""
    wishes = {"by": way.fit.by, "tool": way.fit.tool, "position": way.place}
    side = None if way.fit.both_sides else "left"
    return planned(a_request(number, past, side=side, before="skip", cleared=True, **wishes))


def known(number: int, way: Way) -> tuple[Record, ...]:
    """An earlier session that went this way."""
    outline = {"by": way.fit.by, "tool": way.fit.tool, "position": way.place}
    return tuple(
        a_record(days, spot=number, sides=("left", "right"), seconds=20, **outline)  # type: ignore[arg-type]
        for days in (10, 7)
    )


def steps(phases: tuple[Phase, ...]) -> list[Step]:
    """All steps to the spot in the order they are met, one by one or in lists."""
    found: list[Step] = []
    for phase in phases:
        if isinstance(phase, Step | Steps):
            found.extend((*phase.before, phase) if isinstance(phase, Step) else phase.steps)
    return found


def kinds(made: Planned) -> list[str]:
    return [phase.kind.value for phase in made.plan.phases]


def read(made: Planned, kind: Kind) -> list[str]:
    """All that is read in phases of a kind."""
    readings = [p for p in made.plan.phases if isinstance(p, Reading) and p.kind is kind]
    return [text for reading in readings for text in (reading.heading, *reading.lines)]


def third(spot: int = 2, **wishes: object) -> Planned:
    """A third session with a lacrosse ball at a wall, unless the wishes say otherwise."""
    usual: dict[str, object] = {"by": "self", "tool": "lacrosse-ball", "position": "wall"}
    usual |= {"side": "left", "before": "skip", "cleared": True}
    return planned(a_request(spot, treated(spot), **{**usual, **wishes}))  # type: ignore[arg-type]


# Every way


@pytest.mark.parametrize("again", [False, True], ids=["first", "known"])
@pytest.mark.parametrize(("number", "way"), WAYS)
def test_every_way_is_found_by_its_landmarks_and_confirmed_before_any_pressure(
    number: int, way: Way, again: bool
) -> None:
    made = by_this(number, way, known(number, way) if again else ())
    found = kinds(made)

    assert found.count("confirm") == 1
    assert found.index("gather") < found.index("locate") < found.index("confirm")
    assert found.index("confirm") < found.index("set-up") < found.index("settle")
    assert found[-3:] == ["off", "rate", "aftercare"]
    assert [step.landmark for step in steps(made.plan.phases)] == [
        step.landmark or "" for step in way.block.steps
    ]
    assert [step.say for step in steps(made.plan.phases)] == [step.say for step in way.block.steps]
    assert made.plan.press == way.fit.press
    assert set(way.fit.setup) <= set(read(made, Kind.SET_UP))


@pytest.mark.parametrize(("number", "way"), WAYS)
def test_the_floor_holds_exactly_what_is_planned(number: int, way: Way) -> None:
    made = by_this(number, way)
    holds = [p for p in made.plan.phases if isinstance(p, Timed) and p.kind is Kind.HOLD]
    (side,) = made.plan.sides

    assert [hold.seconds for hold in holds] == [side.hold] * side.rounds
    assert made.outline.planned == made.plan.planned == side.hold * side.rounds
    assert (made.outline.by, made.outline.tool) == (way.fit.by, way.fit.tool)
    assert (made.outline.spot, made.outline.position) == (SPOTS[number].slug, way.place)
    assert made.outline.places == ((("left", "right"),) if way.fit.both_sides else (("left",),))


@pytest.mark.parametrize("again", [False, True], ids=["first", "known"])
@pytest.mark.parametrize(("number", "way"), [p for p in WAYS if p.values[0] in (1, 4, 9, 10, 13)])
def test_a_step_that_may_stop_the_session_stands_alone_and_in_its_place(
    number: int, way: Way, again: bool
) -> None:
    made = by_this(number, way, known(number, way) if again else ())
    alone = [p for p in made.plan.phases if isinstance(p, Step) and p.stop_on_no]

    assert [step.say for step in alone] == [s.say for s in way.block.steps if s.stop_on_no]
    assert not any(s.stop_on_no for p in made.plan.phases if isinstance(p, Steps) for s in p.steps)


# The way to the spot


def test_a_way_that_was_gone_before_is_shown_as_a_whole() -> None:
    made = third()

    assert kinds(made)[:5] == ["gather", "locate", "confirm", "set-up", "settle"]


def test_a_way_that_is_new_is_shown_step_by_step() -> None:
    made = third(tool="tennis-ball")

    assert kinds(made).count("locate") == 5
    assert kinds(made).count("set-up") == 1 + len(by_tool("tennis-ball").fit.setup)


def by_tool(tool: str, spot: int = 2) -> Way:
    return ways(SPOTS[spot], "self", tool)[0]


def test_steps_are_numbered_and_the_first_says_the_position() -> None:
    found = steps(third().plan.phases)

    assert [(step.number, step.total) for step in found] == [(n, 5) for n in range(1, 6)]
    assert found[0].position.startswith(by_tool("lacrosse-ball").block.position)
    assert {step.position for step in found[1:]} == {""}


def test_where_a_step_puts_weight_on_a_tool_reading_is_done_off_it() -> None:
    aside = SCRIPT.text("off-the-tool")

    assert steps(third().plan.phases)[0].position.endswith(aside)
    thumb = third(tool="thumb", position="standing")
    assert not steps(thumb.plan.phases)[0].position.endswith(aside)


def test_the_place_is_confirmed_by_what_it_feels_like() -> None:
    (confirm,) = (phase for phase in third().plan.phases if isinstance(phase, Confirm))

    assert confirm.feels_like == SPOTS[2].feels_like
    assert [option.value for option in confirm.options] == ["ache", "nothing", "sign"]


def test_another_position_is_at_hand_where_the_place_cannot_be_found() -> None:
    floor = ways(SPOTS[2], "self", "lacrosse-ball")[1].block

    assert [step.say for step in steps(third().plan.other)] == [step.say for step in floor.steps]
    assert third(tool="tennis-ball").plan.other == ()


# What is read before


def test_cautions_are_read_with_the_set_up() -> None:
    lines = read(third(), Kind.SET_UP)

    assert {caution.text for caution in SPOTS[2].cautions} <= set(lines)


def test_the_limits_of_a_region_are_read_with_the_set_up() -> None:
    made = by_this(4, by_tool("fingertips", 4))
    rules = CATALOG.doses.dose_limits

    assert {rules.region["neck"].say, rules.front_of_neck.say} <= set(read(made, Kind.SET_UP))


def test_going_from_where_it_is_found_to_where_it_is_pressed_is_said() -> None:
    lines = read(third(6, position="floor"), Kind.GATHER)

    assert "You find the place standing, then press it on the floor." in lines
    assert "You will be standing against a wall." in read(third(), Kind.GATHER)


def test_a_tool_that_is_not_at_hand_comes_with_a_stand_in() -> None:
    wishes = {"side": "left", "by": "self", "tool": "tennis-ball", "before": "skip"}
    without = a_request(2, owned=frozenset(), cleared=True, **wishes)  # type: ignore[arg-type]
    having = a_request(2, owned=frozenset(("tennis-ball",)), cleared=True, **wishes)  # type: ignore[arg-type]

    stand_in = f"Not at hand? Instead: {CATALOG.tools['tennis-ball'].stand_ins[0]}."
    assert stand_in in read(planned(without), Kind.GATHER)
    assert stand_in not in read(planned(having), Kind.GATHER)


def test_hands_need_nothing_and_a_partner_is_spoken_to() -> None:
    lines = read(third(by="partner", tool="thumb", position="bed"), Kind.GATHER)

    assert SCRIPT.text("gather-hands") in lines
    assert SCRIPT.text("gather-partner") in lines


def test_a_first_time_and_a_lighter_plan_are_said_before_anything_is_pressed() -> None:
    made = planned(a_request(2, side="left", tool="tennis-ball"), ["bruises-easily"])

    lines = read(made, Kind.GATHER)
    assert CATALOG.doses.first_time.say in lines
    assert CATALOG.safety.go_gently.say in lines
    assert (made.plan.gentle, made.outline.gentle) == (True, True)


# The floor


@pytest.mark.parametrize(
    ("wishes", "seconds"),
    [
        pytest.param({}, 239, id="third"),
        pytest.param({"hold": 30, "rounds": 2}, 136 - 5, id="as-wished"),
        pytest.param({"tool": "thumb", "position": "standing"}, 239 - 15, id="hands-settle-sooner"),
        pytest.param({"side": "both"}, 239 + SWITCH + 219, id="one-side-after-the-other"),
    ],
)
def test_the_floor_lasts_as_long_as_its_scenes_say(wishes: dict[str, object], seconds: int) -> None:
    assert third(**wishes).floor_seconds == seconds  # type: ignore[arg-type]


def test_a_first_session_and_a_gentle_one_last_136_seconds_if_every_hold_is_full() -> None:
    first = planned(a_request(2, side="left", tool="lacrosse-ball", cleared=True))
    gentle = planned(a_request(2, side="left", tool="tennis-ball"), ["bruises-easily"])

    assert first.floor_seconds == 136
    assert gentle.floor_seconds == 136


def test_hands_need_less_time_to_settle() -> None:
    made = third(by="partner", tool="thumb", position="bed")

    (settle,) = (phase for phase in made.plan.phases if phase.kind is Kind.SETTLE)
    assert isinstance(settle, Timed)
    assert settle.seconds == SETTLE_HANDS


@pytest.mark.parametrize("sorer", ["left", "right"])
def test_of_two_sides_the_sorer_comes_first(sorer: str) -> None:
    made = third(side="both", sorer=sorer)

    assert made.outline.sides[0] == sorer
    assert sorted(made.outline.sides) == ["left", "right"]
    assert kinds(made).count("switch") == 1


def test_a_tool_for_both_sides_gets_one_pass_charged_to_both() -> None:
    made = planned(a_request(1, tool="peanut-ball", side="both", cleared=True))

    assert (made.outline.sides, made.outline.places) == (("both",), (("left", "right"),))
    assert "switch" not in kinds(made)


def test_a_spot_on_the_midline_has_one_pass() -> None:
    spot = SPOTS[2].model_copy(update={"sides": False})

    made = planned(a_request(spot, tool="lacrosse-ball", cleared=True))

    assert (made.outline.sides, made.outline.places) == (("middle",), (("middle",),))


# What the plan keeps


def test_emergencies_are_the_first_signs_and_easing_up_is_none() -> None:
    signs = {sign.id: sign for sign in CATALOG.safety.stop_sign}
    acts = [signs[option.value].act for option in third().plan.signs]

    assert acts == sorted(acts, key=lambda act: act != "emergency")
    assert set(acts) == {"emergency", "stop"}
    assert dict(third().plan.sayings) == {
        sign.id: sign.say for sign in signs.values() if sign.act != "ease-up"
    }


@pytest.mark.parametrize("number", SPOTS)
def test_aftercare_is_what_fits_the_region_at_the_end(number: int) -> None:
    way = next(param.values[1] for param in WAYS if param.values[0] == number)
    assert isinstance(way, Way)
    lines = read(by_this(number, way), Kind.AFTERCARE)[1:]
    cares = [c for c in CATALOG.safety.aftercare if c.when == "end"]

    assert lines == [
        line for c in cares if c.covers(SPOTS[number].region) for line in (*c.do, c.expect)
    ]


def test_an_area_is_marked_so_that_a_rest_tells_how_to_move_along() -> None:
    assert by_this(11, by_tool("tennis-ball", 11)).plan.area
    assert not third().plan.area


@pytest.mark.parametrize(
    ("wishes", "kept"),
    [
        ({"pace": "me"}, ("me", False, False)),
        ({"hands_free": True}, ("auto", True, False)),
        ({"no_input": True}, ("auto", True, False)),
        ({"rehearse": True}, ("auto", False, True)),
    ],
)
def test_how_a_session_goes_on_is_as_wished(
    wishes: dict[str, object], kept: tuple[object, ...]
) -> None:
    plan = third(**wishes).plan  # type: ignore[arg-type]

    assert (plan.pace, plan.hands_free, plan.rehearsed) == kept


def test_the_outline_says_what_was_cleared_and_agreed() -> None:
    made = third(agreed=("cancer",), tool="tennis-ball")

    assert (made.outline.cleared, made.outline.agreed) == (True, ("cancer",))
    assert (made.outline.holds, made.outline.rounds, made.outline.first) == ((20,), (2,), (False,))


# What cannot be planned


def test_without_input_a_step_that_asks_about_safety_cannot_be_taken() -> None:
    with pytest.raises(Unanswered, match="a step on the way asks a safety question"):
        third(4, tool="fingertips", position="sitting", no_input=True)


def test_a_day_without_a_whole_hold_left_is_refused() -> None:
    past = (*treated(), a_record(hours=21, seconds=330))

    with pytest.raises(Refused, match="less than one whole hold"):
        planned(a_request(2, past, side="left", tool="lacrosse-ball", cleared=True))


def test_a_gentle_plan_waits_where_another_one_need_not() -> None:
    """A spot of its own may have two sessions a day, and one alone under the gentle plan."""
    twice = SPOTS[2].dose.model_copy(update={"max_sessions_per_day": 2})
    spot = SPOTS[2].model_copy(update={"dose": twice})
    past = (*treated(), a_record(hours=6, sides=("left", "right")))
    request = a_request(spot, past, side="left", tool="tennis-ball")

    assert planned(request).outline.sides == ("left",)
    with pytest.raises(Refused, match="left side, has had its sessions"):
        planned(request, ["bruises-easily"])
