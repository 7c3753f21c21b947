"""Whole sessions by ear: what is said and rung when, by clocks that only the person moves."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import speakers
from person import Person, Press
from plans import a_plan, a_side, gentle_side, play
from spotguide.adapters.sound import Sound
from spotguide.adapters.voice import Speaker, Voice
from spotguide.core.cues import read_out, seconds_to_say
from spotguide.core.plan.phases import Kind
from spotguide.core.plan.plan import Plan
from spotguide.core.session import Session, begin, step
from spotguide.core.session.events import Ease, Effect, Event, Mute, Rate, Ring, Say, Stop, Tick
from spotguide.core.session.state import Sounds
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

    def __init__(
        self, env: An, plan: Plan, person: Person, pace: float = 1.0, clicks: bool = True
    ) -> None:
        def clock() -> float:
            return person.seconds

        self.speaker = speakers.Studio(clock, lambda text: pace * seconds_to_say(text))
        self.player = speakers.Studio(clock, lambda text: 0.3)
        self.log = Log(clock)
        voice = Voice(Speaker("espeak-ng", ("espeak-ng",)), clock, self.speaker.processes)
        sound = Sound([("play",)], None, 50, clock, self.player.processes)
        self.ears = Ears(clock, voice, sound if clicks else None, self.log.told.append)
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
@pytest.mark.parametrize(("name", "pace"), [*((name, 2.5) for name in PLANS), ("spoken", 1.0)])
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
    shapes = [sound for sound in played if sound != "tick.wav"]
    assert shapes == [f"{sound}.wav" for sound in heard.log.rung]
    assert set(shapes) == {"press.wav", "ease.wav", "done.wav"}


def clicks(heard: Listener) -> list[float]:
    return [round(each.began, 3) for each in heard.player.started if "tick" in each.argv[-1]]


@pytest.mark.parametrize("plan", [a_plan(), unhurried(a_plan())], ids=["short", "spoken"])
def test_the_last_three_seconds_before_the_pressure_click(an_environment: An, plan: Plan) -> None:
    heard = Listener(an_environment, plan, Person([(900, "q")]))
    presses = [at for at, said, _ in heard.log.asked if said.startswith("Press in slowly")]
    assert clicks(heard) == [round(at - left, 3) for at in presses for left in (3, 2, 1)]


def test_a_count_in_that_a_pause_cuts_off_begins_anew(an_environment: An) -> None:
    """Ready begins at 20 seconds; paused after two of its clicks, and taken up five later."""
    heard = Listener(an_environment, a_plan(), Person([(21.5, "p"), (26.5, "p"), (900, "q")]))
    assert clicks(heard)[:5] == [20.0, 21.0, 26.5, 27.5, 28.5]


def test_without_clicks_the_voice_counts(an_environment: An) -> None:
    plan = unhurried(a_plan(a_side(rounds=1)))
    heard = Listener(an_environment, plan, Person([(900, "q")]), clicks=False)
    presses = heard.log.when("Press in slowly")
    counted = [each for each in heard.said if each.text.strip() in ("3.", "2.", "1.")]
    assert [each.text.strip() for each in counted] == ["3.", "2.", "1."]
    assert [round(presses - each.began, 3) for each in counted] == [3, 2, 1]


def test_a_rehearsal_counts_nothing(an_environment: An) -> None:
    heard = Listener(an_environment, a_plan(rehearsed=True), Person([(900, "q")]))
    assert clicks(heard) == []


# Muted


class Heard:
    """Voice and earcons beside a session that is taken on step by step, without a loop."""

    def __init__(self, sound: Sounds = "on") -> None:
        self.clock = speakers.Clock()
        self.speaker = speakers.Studio(self.clock, lambda text: 9.0)
        self.player = speakers.Studio(self.clock, lambda text: 0.3)
        voice = Voice(Speaker("espeak-ng", ("espeak-ng",)), self.clock, self.speaker.processes)
        player = Sound([("play",)], None, 50, self.clock, self.player.processes)
        self.ears = Ears(self.clock, voice, player)
        self.begin(sound)

    def begin(self, sound: Sounds) -> None:
        self.session, effects = begin(a_plan(), self.clock.seconds, sound=sound)
        self._perform(effects)

    def take(self, event: Event) -> None:
        """Let it happen now, as the loop would."""
        self.clock.seconds = max(self.clock.seconds, event.at)
        self.ears.take(self.session, event)
        self.session, effects = step(self.session, event)
        self._perform(effects)

    def _perform(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            if isinstance(effect, Say):
                self.ears.say(self.session, effect)
            elif isinstance(effect, Ring):
                self.ears.ring(effect)
        self.ears.show(self.session)

    @property
    def alive(self) -> list[str]:
        """What is being said or played now."""
        both = (*self.speaker.started, *self.player.started)
        return [one.text.strip() or one.argv[-1] for one in both if one.poll() is None]


def test_muted_it_falls_silent_at_once_and_stays_so() -> None:
    heard = Heard()
    heard.take(Tick(40.0))
    assert heard.alive
    heard.take(Mute(40.5))
    assert heard.alive == []
    begun = len(heard.speaker.started), len(heard.player.started)
    for event in (Tick(55.0), Rate(56.0, 9), Tick(100.0), Stop(120.0)):
        heard.take(event)
    assert (len(heard.speaker.started), len(heard.player.started)) == begun


def test_with_the_sound_on_again_it_says_so_and_clicks() -> None:
    heard = Heard()
    heard.take(Mute(40.5))
    heard.take(Mute(41.0))
    assert heard.speaker.started[-1].text.strip() == "Sound on."
    assert heard.player.started[-1].argv[-1].endswith("tick.wav")
    heard.take(Ease(42.0))
    assert heard.speaker.started[-1].text.startswith("Ease off")


def test_what_was_said_while_muted_is_not_caught_up() -> None:
    heard = Heard()
    heard.take(Mute(77.0))
    heard.take(Tick(78.5))
    heard.take(Mute(78.6))
    heard.take(Tick(79.0))
    assert "Let go" not in heard.speaker.started[-1].text


def test_what_is_muted_stays_so_for_the_next_session() -> None:
    heard = Heard()
    assert heard.ears.sounds() == "on"
    heard.take(Mute(1.0))
    assert heard.ears.sounds() == "off"
    begun = len(heard.speaker.started)
    heard.begin(heard.ears.sounds())
    heard.take(Tick(30.0))
    assert len(heard.speaker.started) == begun


def test_without_a_device_that_works_there_is_no_sound_to_turn_off() -> None:
    assert Ears(lambda: 0.0, None, None).sounds() == "none"
    assert Ears(lambda: 0.0, None, Sound([("play",)])).sounds() == "on"
    assert Ears(lambda: 0.0, None, Sound([], None)).sounds() == "none"
    broken = Voice(Speaker("gone", ("/nowhere/gone",)))
    broken.say("One.", 1.0)
    assert Ears(lambda: 0.0, broken, None).sounds() == "none"


# A real speaker


@pytest.mark.skipif(sys.platform == "win32", reason="the fake speaker is a shell script")
def test_a_stop_ends_a_real_speaker_within_a_tenth_of_a_second(tmp_path: Path) -> None:
    log = speakers.a_program(tmp_path, "espeak-ng", speakers.HANGS)
    voice = Voice(Speaker("espeak-ng", (str(tmp_path / "espeak-ng"),)))
    ears = Ears(time.monotonic, voice, None)
    held, _ = play(a_plan(), until=40.0)
    ears.say(held, Say(read_out("hold", "Hold it there for 45 seconds.", ())))
    speakers.until(lambda: speakers.logged(log))
    pid = int(speakers.logged(log)[0].split()[0])
    began = time.monotonic()
    stopped, effects = step(held, Stop(40.5))
    for effect in effects:
        if isinstance(effect, Say):
            ears.say(stopped, effect)
    speakers.until(lambda: not speakers.alive(pid))
    assert time.monotonic() - began < 0.1
    ears.close()


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
