"""One utterance at a time, begun when it is asked for or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans import a_plan, a_side, play
from spotguide.core.cues import Cue, Urgency, seconds_to_say
from spotguide.core.plan.phases import Kind, Timed
from spotguide.core.session import begin, next_boundary, step
from spotguide.core.session.events import Ok, Tick
from spotguide.core.speaking import (
    LATE,
    Moment,
    Speaking,
    Utterance,
    hear,
    hush,
    moment,
    over,
    seconds_at,
    unhurried,
)

URGENCIES: tuple[Urgency, ...] = ("now", "soon", "calm")


def a_cue(urgency: Urgency, say: str = "One two three four five six seven.") -> Cue:
    return Cue(f"{urgency}-{say}", say, (say,), urgency=urgency)


def a_moment(now: float, index: int = 1, kind: Kind = Kind.HOLD, floor: bool = True) -> Moment:
    return Moment(index, kind, round(now * 1000), floor)


def saying(urgency: Urgency) -> Speaking:
    """Somebody in a hold who has been saying something of this urgency since second 0."""
    before = a_cue(urgency, "Said before all else, and at some length.")
    speaking, begun = hear(Speaking(), before, a_moment(0), 0.0)
    assert begun
    return speaking


@pytest.mark.parametrize("urgency", URGENCIES)
def test_where_nothing_is_said_a_cue_begins_at_once(urgency: Urgency) -> None:
    speaking, begun = hear(Speaking(), a_cue(urgency), a_moment(3), 3.0)
    assert begun == speaking.saying
    assert begun
    assert begun.text == a_cue(urgency).say
    assert speaking.began == 3.0


@pytest.mark.parametrize(
    ("said", "asked", "cuts"),
    [
        ("calm", "now", True), ("soon", "now", True), ("now", "now", True),
        ("calm", "soon", True), ("soon", "soon", True), ("now", "soon", False),
        ("calm", "calm", False), ("soon", "calm", False), ("now", "calm", False),
    ],
)  # fmt: skip
def test_what_cuts_off_what(said: Urgency, asked: Urgency, cuts: bool) -> None:
    speaking, begun = hear(saying(said), a_cue(asked), a_moment(0.5), 0.5)
    assert bool(begun) is cuts
    assert bool(speaking.waiting) is not cuts


def test_what_is_all_but_said_is_said_to_its_end() -> None:
    speaking, _ = hear(Speaking(), a_cue("soon", "Ten seconds left."), a_moment(20), 20.0)
    speaking, begun = hear(speaking, a_cue("soon", "No answer."), a_moment(21), 21.0)
    assert begun is None
    _, begun = over(speaking, 21.3)
    assert begun
    assert begun.text == "No answer."


def test_what_waits_begins_when_the_voice_has_ended() -> None:
    speaking, _ = hear(saying("now"), a_cue("soon"), a_moment(0.5), 0.5)
    speaking, begun = over(speaking, 1.4)
    assert begun
    assert begun.text == a_cue("soon").say
    assert (speaking.saying, speaking.waiting) == (begun, None)


def test_what_has_waited_too_long_is_dropped() -> None:
    speaking, _ = hear(saying("now"), a_cue("soon"), a_moment(0.5), 0.5)
    assert over(speaking, 0.5 + LATE + 0.01) == (Speaking(), None)


def test_of_two_that_would_wait_the_newer_does() -> None:
    speaking, _ = hear(saying("now"), a_cue("soon", "The older."), a_moment(0.2), 0.2)
    speaking, _ = hear(speaking, a_cue("soon", "The newer."), a_moment(0.4), 0.4)
    _, begun = over(speaking, 0.9)
    assert begun
    assert begun.text == "The newer."


def test_a_calm_cue_takes_no_place_from_a_more_urgent_one_that_waits() -> None:
    speaking, _ = hear(saying("now"), a_cue("soon", "Urgent."), a_moment(0.2), 0.2)
    speaking, _ = hear(speaking, a_cue("calm", "Calm."), a_moment(0.4), 0.4)
    _, begun = over(speaking, 0.9)
    assert begun
    assert begun.text == "Urgent."


def test_what_is_late_gives_its_place_to_anything() -> None:
    speaking, _ = hear(saying("now"), a_cue("soon", "Urgent."), a_moment(0.2), 0.2)
    speaking, _ = hear(speaking, a_cue("calm", "Calm."), a_moment(1.5), 1.5)
    _, begun = over(speaking, 1.6)
    assert begun
    assert begun.text == "Calm."


def test_a_new_phase_ends_what_belonged_to_the_one_before() -> None:
    _, begun = hear(saying("now"), a_cue("calm"), a_moment(0.5, index=2), 0.5)
    assert begun


def test_off_the_floor_every_cue_is_an_answer_and_begins_at_once() -> None:
    page = a_moment(0, kind=Kind.LOCATE, floor=False)
    speaking, _ = hear(Speaking(), a_cue("now", "A long page."), page, 0.0)
    later = a_moment(0.5, kind=Kind.LOCATE, floor=False)
    assert hear(speaking, a_cue("calm", "A hint."), later, 0.5)[1]


def test_cues_of_one_moment_are_one_utterance() -> None:
    speaking, _ = hear(Speaking(), a_cue("soon", "Get ready."), a_moment(1), 1.0)
    speaking, begun = hear(speaking, a_cue("calm", "Lean in."), a_moment(1), 1.0)
    assert begun
    assert begun.text == "Get ready. Lean in."
    assert speaking.began == 1.0


def test_what_to_do_comes_before_why() -> None:
    speaking, _ = hear(Speaking(), a_cue("now", "It does not settle."), a_moment(1), 1.0)
    _, begun = hear(speaking, a_cue("now", "Let go."), a_moment(1), 1.0)
    assert begun
    assert begun.text == "Let go. It does not settle."


def test_cues_of_one_moment_wait_together() -> None:
    speaking, _ = hear(saying("now"), a_cue("soon", "One."), a_moment(0.5), 0.5)
    speaking, begun = hear(speaking, a_cue("calm", "Two."), a_moment(0.5), 0.5)
    assert begun is None
    assert speaking.waiting
    assert speaking.waiting.text == "One. Two."
    _, begun = hear(speaking, a_cue("now", "Three."), a_moment(0.5), 0.5)
    assert begun
    assert begun.text == "Three. One. Two."


def test_a_calm_end_of_an_urgent_utterance_may_be_cut_off_by_soon() -> None:
    speaking, _ = hear(
        Speaking(), a_cue("calm", "A long word of comfort and of use."), a_moment(0), 0.0
    )
    speaking, _ = hear(speaking, a_cue("now", "Lift off."), a_moment(0), 0.0)
    urgent = seconds_to_say("Lift off.")
    assert hear(speaking, a_cue("soon"), a_moment(urgent - 0.1), urgent - 0.1)[1] is None
    assert hear(speaking, a_cue("soon"), a_moment(urgent + 0.1), urgent + 0.1)[1]


def test_a_key_pressed_again_and_again_does_not_make_the_voice_stammer() -> None:
    ease = a_cue("now", "Ease off.")
    speaking, _ = hear(Speaking(), ease, a_moment(0), 0.0)
    for at in (0.1, 0.2, 0.3):
        speaking, begun = hear(speaking, ease, a_moment(at), at)
        assert begun is None
    assert over(speaking, 1.0) == (Speaking(began=0.0), None)


def test_a_page_that_is_asked_for_again_begins_anew() -> None:
    page = a_cue("calm", "A long page.")
    speaking, _ = hear(Speaking(), page, a_moment(0, kind=Kind.SET_UP, floor=False), 0.0)
    assert hear(speaking, page, a_moment(2, kind=Kind.SET_UP, floor=False), 2.0)[1]


def test_hush_leaves_nothing_to_say() -> None:
    speaking, _ = hear(saying("now"), a_cue("soon"), a_moment(0.5), 0.5)
    assert over(hush(speaking), 0.6)[1] is None


def test_a_faster_voice_takes_less_time() -> None:
    assert seconds_at(300, "One two three.") == seconds_to_say("One two three.") / 2


asked = st.tuples(
    st.floats(0.0, 3.0), st.sampled_from(URGENCIES), st.integers(1, 9), st.integers(0, 2)
)


@given(st.lists(asked, max_size=30))
def test_nothing_overlaps_and_nothing_is_said_more_than_a_second_late(
    script: list[tuple[float, Urgency, int, int]],
) -> None:
    """The voice here is an ideal one: it takes exactly the time that is reckoned."""
    speaking, at = Speaking(), 0.0
    begun: list[tuple[float, Utterance]] = []

    def ends() -> float:
        return speaking.began + seconds_to_say(speaking.saying.text) if speaking.saying else 1e9

    def let_pass(until: float) -> None:
        nonlocal speaking
        while ends() <= until:
            end = ends()
            speaking, new = over(speaking, end)
            if new:
                begun.append((end, new))

    for number, (gap, urgency, words, index) in enumerate(script):
        at += gap
        let_pass(at)
        cue = a_cue(urgency, f"{number} {'word ' * words}")
        here = Moment(index, Kind.HOLD, number, True)
        speaking, new = hear(speaking, cue, here, at)
        if urgency == "now":
            assert new, "what is urgent begins at once"
        if new:
            begun.append((at, new))
            assert speaking.saying == new
    let_pass(at + 60)
    for began, utterance in begun:
        assert utterance.at <= began <= utterance.at + LATE
    assert speaking.waiting is None


def test_every_phase_off_the_pressure_has_the_time_of_its_words() -> None:
    spoken = unhurried(a_plan(a_side(), a_side(side="right", places=("right",))))
    session, effects = begin(spoken, 0.0)
    while not session.over and session.kind is not Kind.OFF:
        entered, index = session.now, session.index
        words = [effect.cue for effect in effects if hasattr(effect, "cue")]
        effects = ()
        while session.index == index and not session.over:
            at = (session.now + max(1, next_boundary(session))) / 1000
            session, more = step(session, Tick(at))
            effects = (*effects, *more)
            if session.index == index:
                effects = ()
        lasted = (session.now - entered) / 1000
        if spoken.phases[index].kind in (Kind.SETTLE, Kind.READY, Kind.REST, Kind.SWITCH):
            assert lasted >= sum(seconds_to_say(cue.say) for cue in words)


def test_nothing_under_pressure_gets_longer_and_nothing_gets_shorter() -> None:
    plan = a_plan()
    spoken = unhurried(plan, 300)
    for before, after in zip(plan.phases, spoken.phases, strict=True):
        if not isinstance(before, Timed):
            assert after == before
            continue
        assert isinstance(after, Timed)
        if before.kind in (Kind.RAMP, Kind.HOLD, Kind.RELEASE):
            assert after == before
        assert after.seconds >= before.seconds


def test_ready_counts_in_after_its_words() -> None:
    ready = [p for p in unhurried(a_plan()).phases if p.kind is Kind.READY]
    first, second = (p.seconds for p in ready[:2] if isinstance(p, Timed))
    assert first > second > 3, "the first one says how to press"


def test_the_moment_of_a_session_tells_the_floor_from_the_desk() -> None:
    session, _ = play(a_plan(), Ok(5.0))
    assert moment(session) == Moment(1, Kind.READY, 5000, True)
