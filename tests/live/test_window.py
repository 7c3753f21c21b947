"""The window around a session: its title, its progress, and that it stays lit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from person import Person
from plans import a_plan, play
from spotguide.core.plan.phases import Kind, Reading
from spotguide.core.plan.plan import Plan
from spotguide.core.session.events import Pause, Stop, Tick
from spotguide.environment import Environment
from spotguide.live.loop import Stage, run
from spotguide.live.several import Beside, Several
from spotguide.live.window import Window, percent

HELD = play(a_plan(), until=45.0)[0]


class Paper:
    """A title that only remembers."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, int | None, bool]] = []
        self.restored = 0

    def show(self, text: str, percent: int | None = None, paused: bool = False) -> None:
        if not self.shown or self.shown[-1] != (text, percent, paused):
            self.shown.append((text, percent, paused))

    def restore(self) -> None:
        self.restored += 1


class Lamp:
    """A screen that stays on, or not."""

    def __init__(self, held: bool | None = True) -> None:
        self.lit, self._held = 0, held

    def begin(self) -> None:
        self.lit += 1

    def held(self) -> bool | None:
        return self._held

    def end(self) -> None:
        self.lit = 0


def a_window(held: bool | None = True) -> tuple[Window, Paper, Lamp]:
    paper, lamp = Paper(), Lamp(held)
    return Window(paper, lamp, "2 Spot"), paper, lamp  # type: ignore[arg-type]


def test_the_title_tells_phase_time_and_spot() -> None:
    window, paper, _ = a_window()
    window.show(HELD)
    assert paper.shown == [("HOLD 0:33 - 2 Spot", percent(HELD), False)]


def test_a_pause_is_shown_as_one() -> None:
    window, paper, _ = a_window()
    window.show(play(a_plan(), Pause(45.0))[0])
    assert paper.shown[0][0].startswith("PAUSE")
    assert paper.shown[0][2]


def test_off_the_floor_there_is_no_time() -> None:
    window, paper, _ = a_window()
    window.show(play(a_plan(), until=240.0)[0])
    assert paper.shown == [("DONE - 2 Spot", 100, False)]


def test_after_a_stop_there_is_neither_time_nor_progress() -> None:
    window, paper, _ = a_window()
    window.show(play(a_plan(), Stop(45.0))[0])
    assert paper.shown == [("LIFT OFF - 2 Spot", None, False)]


def test_progress_goes_from_0_to_100_and_never_back() -> None:
    seconds = [percent(play(a_plan(), until=at)[0]) for at in range(0, 242, 3)]
    assert seconds == sorted(seconds)  # type: ignore[type-var]
    assert (seconds[0], seconds[-1]) == (0, 100)


def test_questions_show_no_progress() -> None:
    asked = Plan((Reading(Kind.GATHER, "What you need.", ()),))
    assert percent(play(asked)[0]) is None


def test_before_the_floor_nothing_is_done() -> None:
    plan = a_plan()
    way = Reading(Kind.GATHER, "What you need.", ())
    assert percent(play(Plan((way, *plan.phases), plan.script, sides=plan.sides))[0]) == 0


@pytest.mark.parametrize(("held", "unlit"), [(True, False), (False, True), (None, False)])
def test_a_screen_that_will_go_off_is_known(held: bool | None, unlit: bool) -> None:
    window, _, _ = a_window(held)
    window.take(HELD, Tick(45.0))
    assert window.unlit is unlit


@pytest.mark.parametrize(("held", "times"), [(True, 0), (False, 1), (None, 0)])
def test_a_screen_that_will_go_off_is_told_once(held: bool | None, times: int) -> None:
    told: list[str] = []
    window = Window(None, Lamp(held), "2 Spot", told.append)  # type: ignore[arg-type]
    for _ in range(3):
        window.take(HELD, Tick(45.0))
    assert len(told) == times
    assert all("spotguide doctor" in sentence for sentence in told)


def test_a_session_puts_everything_back(
    an_environment: Callable[..., Environment],
) -> None:
    window, paper, lamp = a_window()
    person = Person([(900, "q")], signals=[(50.0, "TSTP")])
    world = an_environment(tty=True, **person.world())
    with world.read_keys(world.stdin, lambda: None) as read:
        run(a_plan(), world, Stage(Several(Beside(), window), read))
    assert (paper.restored, lamp.lit) == (1, 1)
    window.close()
    assert (paper.restored, lamp.lit) == (2, 0)
    assert len(paper.shown) > 40


def test_without_title_and_lamp_nothing_happens() -> None:
    window = Window(None, None, "2 Spot")
    window.show(HELD)
    window.take(HELD, Tick(45.0))
    window.suspend()
    window.resume()
    window.close()
    assert not window.unlit
