"""A session driven from another terminal."""

from __future__ import annotations

import json
import select
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

if sys.platform == "win32":
    pytest.skip("no Unix sockets", allow_module_level=True)

import program
from plans import a_plan, play
from spotguide.adapters.control import Message, address
from spotguide.commands.ctl import Action
from spotguide.core.plan.phases import Advice, Agree, Page, PageLine, Phase, Step
from spotguide.core.session import Session
from spotguide.core.session.events import Ease, Event, Mute, Next, Ok, Pause, Rate, Resume, Stop
from spotguide.core.session.state import Sounds
from spotguide.environment import Environment
from spotguide.live.remote import COMMANDS, Remote, remote
from spotguide.views.status import line, status

Run = Callable[..., program.Result]

HELD = play(a_plan(), until=45.0)[0]
PAUSED = play(a_plan(), Pause(45.0))[0]
SAFETY: tuple[Phase, ...] = (
    Page("Any of these?", (PageLine("one", "This", "Why"),)),
    Advice("one", "Heard.", ("Go.",), ends=True),
    Agree("one", "Agreed?", ("Say so.",)),
    Step("Feel for a beat.", "Is it free?", "Lift off.", "", 1, 1, stop_on_no=True),
)


class Mailbox:
    """A control socket in memory."""

    fd = -1

    def __init__(self, *said: Mapping[str, object], sent: float = 10.0) -> None:
        self.waiting = [Message({"sent": sent, **each}, "somebody") for each in said]
        self.answers: list[Mapping[str, object]] = []

    def messages(self) -> list[Message]:
        waiting, self.waiting = self.waiting, []
        return waiting

    def answer(self, message: Message, said: Mapping[str, object]) -> None:
        self.answers.append(said)


def heard(
    session: Session, *said: Mapping[str, object], at: float = 10.0
) -> tuple[tuple[Event, ...], list[Mapping[str, object]]]:
    """Return the events and the answers of messages that were sent at second 10."""
    box = Mailbox(*said)
    found = Remote(box, "2 Spot", lambda: at).events(session, 45.5)  # type: ignore[arg-type]
    return found, box.answers


def test_what_ctl_can_say_is_what_a_session_understands() -> None:
    assert set(get_args(Action)) == {*COMMANDS, "status"}


@pytest.mark.parametrize("command", sorted({*COMMANDS} - {"rate", "resume", "mute"}))
def test_a_message_is_its_event_and_the_answer_tells_the_state(command: str) -> None:
    events, answers = heard(HELD, {"do": command})
    assert events == (COMMANDS[command](45.5),)  # type: ignore[call-arg]
    assert answers == [{"status": status(HELD, "2 Spot")}]


def test_a_rating_carries_its_number() -> None:
    assert heard(HELD, {"do": "rate", "value": 7})[0] == (Rate(45.5, 7),)


@pytest.mark.parametrize("value", [None, -1, 11, 2.5, "7", True, [7]])
def test_what_is_no_rating_is_refused(value: object) -> None:
    events, answers = heard(HELD, {"do": "rate", "value": value})
    assert events == ()
    assert "0 to 10" in str(answers[0]["error"])


def test_resume_ends_a_pause_and_does_nothing_in_a_hold() -> None:
    assert heard(PAUSED, {"do": "resume"})[0] == (Resume(45.5),)
    events, answers = heard(HELD, {"do": "resume"})
    assert events == ()
    assert answers == [{"error": '"resume" does nothing in this phase: hold.'}]


@pytest.mark.parametrize("phase", [*HELD.phases[:3], *SAFETY], ids=lambda phase: phase.kind.value)
def test_the_sound_can_be_turned_off_from_anywhere(phase: Phase) -> None:
    session = replace(HELD, phases=(phase,), index=0, sound="on")
    assert heard(session, {"do": "mute"})[0] == (Mute(45.5),)


def test_where_there_is_no_sound_muting_it_is_refused() -> None:
    events, answers = heard(HELD, {"do": "mute"})
    assert events == ()
    assert answers == [{"error": "No sound is on."}]


@pytest.mark.parametrize(("sound", "told"), [("none", None), ("on", "on"), ("off", "off")])
def test_the_status_tells_whether_it_can_be_heard(sound: Sounds, told: str | None) -> None:
    found = status(replace(HELD, sound=sound))
    assert found["sound"] == told
    assert line(found, "{sound}") == (told or "")


@pytest.mark.parametrize("phase", SAFETY, ids=lambda phase: phase.kind.value)
@pytest.mark.parametrize("command", ["ok", "next", "rate", "resume"])
def test_no_message_answers_a_safety_question(phase: Phase, command: str) -> None:
    asked = replace(HELD, phases=(phase,), index=0)
    events, answers = heard(asked, {"do": command, "value": 1})
    assert events == ()
    assert "safety question" in str(answers[0]["error"])


@pytest.mark.parametrize("command", ["ok", "next", "rate"])
def test_no_message_says_that_it_was_none_of_the_stop_signs(command: str) -> None:
    asked = play(a_plan(), Stop(45.0))[0]
    events, answers = heard(asked, {"do": command, "value": 1})
    assert events == ()
    assert "safety question" in str(answers[0]["error"])
    assert heard(asked, {"do": "stop"})[0] == (Stop(45.5),)


@pytest.mark.parametrize("phase", SAFETY, ids=lambda phase: phase.kind.value)
def test_a_safety_question_can_be_stopped_from_anywhere(phase: Phase) -> None:
    assert heard(replace(HELD, phases=(phase,), index=0), {"do": "stop"})[0] == (Stop(45.5),)


def test_a_stop_in_a_burst_is_all_of_it() -> None:
    said = ({"do": "more"}, {"do": "stop"}, {"do": "ok"}, {"do": "stop"})
    events, answers = heard(HELD, *said)
    assert events == (Stop(45.5),)
    assert len(answers) == 4


def test_many_messages_are_no_mash() -> None:
    """Four keys within a second would stop; four messages are four messages."""
    assert heard(HELD, *[{"do": "ok"}] * 6)[0] == (Ok(45.5),) * 6


@pytest.mark.parametrize(
    "said", [{}, {"do": None}, {"do": "explode"}, {"do": {}}, {"do": "Ok"}, {"do": "tick"}]
)
def test_what_is_not_known_is_refused(said: dict[str, object]) -> None:
    events, answers = heard(HELD, said)
    assert events == ()
    assert "does not know" in str(answers[0]["error"])


@pytest.mark.parametrize("late", [12.1, 900.0, -900.0])
def test_what_its_sender_has_given_up_does_nothing_but_a_stop(late: float) -> None:
    """A session that stood still for an hour must not press on because of an old message."""
    assert heard(PAUSED, {"do": "resume"}, at=late)[0] == ()
    assert heard(HELD, {"do": "next"}, at=late)[0] == ()
    assert heard(HELD, {"do": "next"}, at=11.9)[0] == (Next(45.5),)
    assert heard(HELD, {"do": "stop"}, at=late)[0] == (Stop(45.5),)


def test_a_message_without_its_time_is_late() -> None:
    assert heard(HELD, {"do": "ease", "sent": "now"})[0] == ()


def test_status_is_asked_without_an_event() -> None:
    events, answers = heard(HELD, {"do": "status"})
    assert events == ()
    assert answers == [{"status": status(HELD, "2 Spot")}]


def test_an_answer_fits_into_one_message() -> None:
    """A datagram of 2 KB is the most that every system takes."""
    pages = replace(HELD, cue=replace(HELD.cue, say="x" * 5000))  # type: ignore[type-var]
    assert len(json.dumps({"status": status(pages, "x" * 100)})) < 1500


# The status


def test_the_status_of_a_hold_tells_side_round_and_time() -> None:
    found = status(HELD, "2 Spot")
    assert (found["phase"], found["word"]) == ("hold", "HOLD")
    assert (found["side"], found["round"], found["rounds"]) == ("left", 1, 3)
    assert found["left"] == 45 - 12
    assert found["held"] == found["charged"] == 12
    assert found["total_left"] == 33 + 5 + 2 * (15 + 3 + 10 + 45 + 5)


def test_easing_and_pausing_have_words_of_their_own() -> None:
    assert status(play(a_plan(), Ease(45.0))[0])["word"] == "EASE"
    assert status(PAUSED)["word"] == "PAUSE"


def test_off_the_floor_there_is_no_time() -> None:
    done = status(play(a_plan(), until=240.0)[0])
    assert (done["phase"], done["left"], done["side"], done["ended"]) == (
        "off", None, None, "finished",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("{phase} {left}", "hold 0:33"),
        ("{word} {round}/{rounds} {total_left}", "HOLD 1/3 3:14"),
        ("{paused}{easing}", ""),
        ("{{literal}}", "{literal}"),
        ("", ""),
    ],
)
def test_a_line_for_a_status_bar(form: str, shown: str) -> None:
    assert line(status(HELD), form) == shown


def test_a_state_is_shown_by_its_name() -> None:
    assert line(status(PAUSED), "{paused} {left}") == "paused 0:33"


# The command


@pytest.fixture(name="runtime")
def _runtime() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="sg-") as folder:
        yield folder


@pytest.fixture(name="session")
def _session(
    runtime: str, an_environment: Callable[..., Environment]
) -> Iterator[tuple[list[Event], Callable[[Session], None]]]:
    """A session that listens on a thread; the events that reached it, and how to change it."""
    env = an_environment(variables={"XDG_RUNTIME_DIR": runtime})
    events: list[Event] = []
    now = [HELD]
    mine, yours = socket.socketpair()
    with remote(env, env.folder(env.variables), "2 Spot", pytest.fail) as listening:
        assert listening

        def serve() -> None:
            while mine not in (ready := select.select([mine, listening.fd], [], [])[0]):
                assert ready
                events.extend(listening.events(now[0], 45.5))

        thread = threading.Thread(target=serve)
        thread.start()
        yield events, lambda session: now.__setitem__(0, session)
        yours.close()
        thread.join()
    mine.close()


def ctl(run: Run, runtime: str, *words: str) -> program.Result:
    world: dict[str, Any] = {"variables": {"XDG_RUNTIME_DIR": runtime}, "monotonic": time.monotonic}
    return run("ctl", *words, **world)


def test_a_word_from_another_terminal_arrives(
    run: Run, runtime: str, session: tuple[list[Event], Any]
) -> None:
    assert ctl(run, runtime, "ease") == program.Result(0, "", "")
    assert ctl(run, runtime, "rate", "7").status == 0
    assert ctl(run, runtime, "stop").status == 0
    assert session[0] == [Ease(45.5), Rate(45.5, 7), Stop(45.5)]


def test_the_status_is_written_as_a_line_or_as_json(
    run: Run, runtime: str, session: tuple[list[Event], Any]
) -> None:
    assert ctl(run, runtime, "status").out == "hold 0:33\n"
    assert ctl(run, runtime, "status", "--format", "{word}").out == "HOLD\n"
    assert json.loads(ctl(run, runtime, "status", "--json").out) == status(HELD, "2 Spot")


def test_a_refusal_is_told(run: Run, runtime: str, session: tuple[list[Event], Any]) -> None:
    session[1](replace(HELD, phases=SAFETY, index=0))
    done = ctl(run, runtime, "ok")
    assert (done.status, session[0]) == (1, [])
    assert "safety question" in done.err


@pytest.mark.parametrize("words", [("ok",), ("status",), ("status", "--json"), ("stop",)])
def test_without_a_session_it_is_said(run: Run, runtime: str, words: tuple[str, ...]) -> None:
    done = ctl(run, runtime, *words)
    assert (done.status, done.out) == (1, "")
    assert done.err == "No session is running here. To begin one: spotguide treat\n"


@pytest.mark.parametrize(
    "words",
    [
        ("rate",),
        ("ease", "3"),
        ("rate", "11"),
        ("ok", "--json"),
        ("stop", "--format", "x"),
        ("fly",),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(
    run: Run, runtime: str, words: tuple[str, ...], session: tuple[list[Event], Any]
) -> None:
    assert ctl(run, runtime, *words).status == 2
    assert session[0] == []


@pytest.mark.parametrize("form", ["{nothing}", "{phase", "{phase!r}", "{phase:>9}", "{0}", "{}"])
def test_a_format_that_cannot_be_is_wrong_usage(
    run: Run, runtime: str, form: str, session: tuple[list[Event], Any]
) -> None:
    done = ctl(run, runtime, "status", "--format", form)
    assert done.status == 2
    assert "--format" in done.err


def test_where_nothing_can_listen_the_session_goes_on_without(
    an_environment: Callable[..., Environment],
) -> None:
    env = an_environment(variables={"XDG_RUNTIME_DIR": ""})
    told: list[str] = []
    with remote(env, Path("/" + "x" * 120), "2 Spot", told.append) as listening:
        assert listening is None
    assert "ctl" in told[0]


def test_the_command_and_the_session_agree_where_the_socket_lies(
    runtime: str, an_environment: Callable[..., Environment], session: object
) -> None:
    env = an_environment(variables={"XDG_RUNTIME_DIR": runtime})
    assert address(env.variables, env.folder(env.variables)).exists()
