"""Whole sessions by ear: what is said and rung when, by clocks that only the person moves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import speakers
from person import Person, Press
from plans import a_plan, a_side, gentle_side, play
from spotguide.adapters.sound import Sound
from spotguide.adapters.voice import Speaker, Voice
from spotguide.core.cues import read_out, seconds_to_say
from spotguide.core.plan.phases import Kind
from spotguide.core.plan.plan import Plan
from spotguide.core.session import Session
from spotguide.core.session.events import Event, Ring, Say, Tick
from spotguide.core.speaking import LATE, unhurried
from spotguide.environment import Environment
from spotguide.live.ears import LOOK, Ears
from spotguide.live.loop import Run, Stage, run
from spotguide.live.several import Beside, Several

EXACT = 1e-5  # seconds: times are sums of floats

An = Callable[..., Environment]


class Log(Beside):
    """Remembers when each cue was asked for, and in which phase."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.asked: list[tuple[float, str, Kind]] = []
        self.rung: list[str] = []
        self.told: list[str] = []

    def say(self, session: Session, effect: Say) -> None:
        self.asked.append((round(self.clock(), 6), effect.cue.say, session.kind))

    def ring(self, effect: Ring) -> None:
        self.rung.append(effect.sound)

    def when(self, part: str) -> float:
        return next(at for at, said, _ in self.asked if part in said)


class Listener:
    """A session with a voice of a given speed, and what was heard of it."""

    def __init__(self, env: An, plan: Plan, person: Person, pace: float = 1.0) -> None:
        def clock() -> float:
            return person.seconds

        self.speaker = speakers.Studio(clock, lambda text: pace * seconds_to_say(text))
        self.player = speakers.Studio(clock, lambda text: 0.3)
        self.log = Log(clock)
        voice = Voice(Speaker("espeak-ng", ("espeak-ng",)), clock, self.speaker.processes)
        sound = Sound([("play",)], None, 50, clock, self.player.processes)
        self.ears = Ears(clock, voice, sound, self.log.told.append)
        world = env(tty=True, **person.world())
        with world.read_keys(world.stdin, lambda: None) as read:
            self.done: Run = run(plan, world, Stage(Several(self.log, self.ears), read))
        self.ears.close()

    @property
    def said(self) -> list[speakers.Fake]:
        """What was really begun: what another cue of the same moment replaced was not."""
        return [each for each in self.speaker.started if each.ended_at > each.began]

    def at(self, second: float) -> str:
        """Return what is being said at this second."""
        return " ".join(
            each.text.strip() for each in self.said if each.began <= second < each.ended_at
        )


PLANS = {
    "usual": a_plan(),
    "both sides": a_plan(a_side(), a_side(side="right", places=("right",)), area=True),
    "gentle": a_plan(gentle_side(), gentle=True),
    "spoken": unhurried(a_plan(a_side(), a_side(side="right", places=("right",)))),
}
KEYS: dict[str, list[Press]] = {
    "no key": [(900, "q")],
    "every second a key": [(at, key) for at, key in enumerate("x8x-4rn+x5 x" * 40)],
    "ease again and again": [(40 + at / 4, "-") for at in range(80)],
}


@pytest.mark.parametrize("keys", KEYS)
@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("pace", [1.0, 2.5])
def test_no_two_utterances_overlap_and_none_is_late(
    an_environment: An, name: str, keys: str, pace: float
) -> None:
    person = Person([*KEYS[keys], *((1000.0 + at, "\r") for at in range(30))])
    heard = Listener(an_environment, PLANS[name], person, pace)
    assert len(heard.said) > 4
    for one, other in zip(heard.said, heard.said[1:], strict=False):
        assert one.ended_at <= other.began + EXACT
    asked = [(at, said) for at, said, _ in heard.log.asked]
    for each in heard.said:
        said = [at for at, text in asked if text in each.text and at <= each.began + EXACT]
        assert each.began - max(said) <= LATE + EXACT


def test_the_words_of_the_urgent_begin_at_once(an_environment: An) -> None:
    heard = Listener(an_environment, a_plan(), Person([(900, "q")]))
    began = {round(each.began, 3) for each in heard.said}
    for words in ("Press in slowly", "Hold it there", "Let go slowly"):
        assert round(heard.log.when(words), 3) in began


def test_stop_silences_what_is_being_said_within_a_tenth_of_a_second(an_environment: An) -> None:
    """Here at once: in the read that brings the key, and before anything is written."""
    person = Person([(34.0, "q"), (36.0, "\r")])
    heard = Listener(an_environment, a_plan(), person)
    assert "Hold it there" in heard.at(33.9)
    (stopped,) = [each for each in heard.said if "Hold it" in each.text]
    assert stopped.ended_at - 34.0 <= 0.1
    assert heard.at(34.1).startswith("Lift off.")


@pytest.mark.parametrize("end", ["INT", "TERM", "HUP"])
def test_after_the_end_nothing_is_being_said(an_environment: An, end: str) -> None:
    person = Person(signals=[(34.0, end)])
    heard = Listener(an_environment, a_plan(), person)
    assert all(each.ended_at <= person.seconds for each in heard.speaker.started)


def test_a_skip_silences_the_voice(an_environment: An) -> None:
    """Getting into place is over with the key: its sentence is too."""
    heard = Listener(an_environment, a_plan(), Person([(2.0, "x"), (900, "q")]))
    assert "Get into place" in heard.at(1.9)
    assert heard.at(2.1).startswith("Ready.")


def test_a_suspended_session_is_silent(an_environment: An) -> None:
    person = Person([(900, "q")], signals=[(34.0, "TSTP")])
    heard = Listener(an_environment, a_plan(), person)
    assert heard.at(34.1) == ""


def test_without_words_off_the_pressure_the_clock_is_the_plan_s(an_environment: An) -> None:
    """The speaker, however slow, delays nothing."""
    quick, slow = (
        Listener(an_environment, a_plan(), Person([(900, "q")]), pace) for pace in (0.1, 9.0)
    )
    assert quick.log.asked == slow.log.asked


def test_in_a_spoken_plan_the_way_to_press_is_heard_to_its_end(an_environment: An) -> None:
    heard = Listener(an_environment, unhurried(a_plan()), Person([(900, "q")]))
    (ready,) = [each for each in heard.said if "Lean slowly inward" in each.text]
    assert ready.killed_at is None


def test_each_end_of_a_hold_says_first_what_to_do(an_environment: An) -> None:
    person = Person([(40.0, "8"), (900, "q")])
    heard = Listener(an_environment, a_plan(), person)
    (ended,) = [each for each in heard.said if "does not settle" in each.text]
    assert ended.text.startswith("Let go slowly.")


def test_every_earcon_is_played(an_environment: An) -> None:
    heard = Listener(an_environment, a_plan(), Person([(900, "q")]))
    played = [each.argv[-1].rpartition("/")[2] for each in heard.player.started]
    assert played == [f"{sound}.wav" for sound in heard.log.rung]
    assert set(played) == {"press.wav", "ease.wav", "done.wav"}


def test_a_voice_that_fails_is_told_once_and_the_session_goes_on(an_environment: An) -> None:
    heard = Listener(an_environment, a_plan(), Person([(900, "q")]), pace=0.0)
    assert heard.done.session.reason == "finished"
    (told,) = heard.log.told
    assert "espeak-ng" in told
    assert len(heard.speaker.started) <= 3


def test_a_voice_that_hangs_is_cut_off_and_told_once(an_environment: An) -> None:
    plan = a_plan(settle=60)
    heard = Listener(an_environment, plan, Person([(900, "q")]), pace=1000.0)
    assert len(heard.log.told) == 1
    assert "did not end" in heard.log.told[0]


def test_without_devices_nothing_happens() -> None:
    deaf = Ears(lambda: 0.0, None, None)
    deaf.ring(Ring("press"))
    deaf.suspend()
    deaf.close()
    assert deaf.due(AT_REST) is None


AT_REST = play(a_plan())[0]


def test_the_loop_comes_by_while_something_is_being_said() -> None:
    clock = speakers.Clock()
    studio = speakers.Studio(clock, lambda text: 3.0)
    voice = Voice(Speaker("espeak-ng", ("espeak-ng",)), clock, studio.processes)
    ears = Ears(clock, voice, None)
    several = Several(Beside(), ears)
    assert several.due(AT_REST) is None
    ears.say(AT_REST, Say(read_out("one", "A sentence of some length.", ())))
    assert several.due(AT_REST) == LOOK
    clock.seconds = 3.0
    ears.take(AT_REST, Tick(3.0))
    assert several.due(AT_REST) is None


class Fussy(Beside):
    """A channel that needs the key itself."""

    def take(self, session: Session, event: Event) -> bool:
        return False


def test_what_one_channel_needs_the_session_does_not_get() -> None:
    assert Several(Beside(), Beside()).take(None, None)  # type: ignore[arg-type]
    assert not Several(Beside(), Fussy()).take(None, None)  # type: ignore[arg-type]


def test_only_the_channel_for_the_eye_can_be_gone() -> None:
    lost = Beside()
    lost.gone = True
    assert Several(lost, Beside()).gone
    assert not Several(Beside(), lost).gone


class Witness(Beside):
    """Remembers what it was called for."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def __getattribute__(self, name: str) -> object:
        if name in NAMES:
            object.__getattribute__(self, "calls").append(name)
        return object.__getattribute__(self, name)


NAMES = ("say", "ring", "show", "take", "unread", "due", "suspend", "resume")


def test_everything_reaches_every_channel() -> None:
    eye, ear = Witness(), Witness()
    both = Several(eye, ear)
    both.say(AT_REST, Say(read_out("one", "One.", ())))
    both.ring(Ring("tick"))
    both.show(AT_REST)
    both.take(AT_REST, Tick(0.0))
    both.unread(AT_REST, "perhaps")
    both.due(AT_REST)
    both.suspend()
    both.resume()
    assert eye.calls == ear.calls == list(NAMES)


def test_a_phase_that_ends_without_a_word_ends_its_words() -> None:
    clock = speakers.Clock()
    studio = speakers.Studio(clock, lambda text: 9.0)
    ears = Ears(clock, Voice(Speaker("espeak-ng", ("espeak-ng",)), clock, studio.processes), None)
    ears.say(AT_REST, Say(read_out("one", "A sentence of some length.", ())))
    clock.seconds = 1.0
    ears.show(AT_REST)
    assert studio.started[0].killed_at is None
    ears.show(play(a_plan(), until=25.0)[0])
    assert studio.started[0].killed_at == 1.0
