"""A session as other programs see it: JSON lines, and hooks."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

if sys.platform == "win32":
    pytest.skip("the hooks are shell scripts", allow_module_level=True)

import speakers
from person import Person
from plans import a_plan
from program import Stream
from spotguide.adapters.hooks import AT_ONCE, Hooks, table
from spotguide.adapters.outlet import MOST, NoOutlet, Outlet, open_outlet
from spotguide.core.session.events import Event
from spotguide.environment import Environment
from spotguide.errors import WrongUsage
from spotguide.live.events_out import KINDS, STATE, EventsOut
from spotguide.live.loop import Run, Stage, run
from spotguide.live.several import Beside, Several
from spotguide.views.status import status

An = Callable[..., Environment]
DOC = (Path(__file__).resolve().parents[2] / "docs" / "events.md").read_text(encoding="utf-8")


def a_session(env: An, person: Person, told: EventsOut) -> Run:
    world = env(tty=True, **person.world())
    with world.read_keys(world.stdin, lambda: None) as read:
        done = run(a_plan(), world, Stage(Several(Beside(), told), read))
    told.end(done.session)
    told.close()
    return done


@pytest.fixture(name="events", scope="module")
def _events(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """All that is told of a session with a rating, an ease, a pause, a gap and a stop."""
    from functools import partial

    import program

    folder = tmp_path_factory.mktemp("events")
    person = Person(
        [
            (40.0, "4"),
            (45.0, "-"),
            (48.0, "x"),
            (60.0, "p"),
            (70.0, "p"),
            (110.0, "q"),
            (112.0, "1"),
        ],
        sleeps=[(90.0, 30.0)],
    )
    path = folder / "events.jsonl"
    told = EventsOut("2 Spot", open_outlet(str(path), Stream()))
    a_session(partial(program.an_environment, folder), person, told)
    return [json.loads(line) for line in path.read_text().splitlines()]


def of(events: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [event for event in events if event["event"] == kind]


def test_every_line_is_an_object_with_version_event_and_time(events: list[dict[str, Any]]) -> None:
    assert {event["v"] for event in events} == {1}
    times = [event["at"] for event in events]
    assert times == sorted(times)
    assert {event["event"] for event in events} == set(KINDS)


def test_it_begins_once_and_ends_once(events: list[dict[str, Any]]) -> None:
    assert events[0] == {"v": 1, "event": "began", "at": 0.0, "title": "2 Spot", "planned": 135}
    assert [event["event"] for event in events].count("began") == 1
    assert events[-1]["event"] == "ended"
    assert (events[-1]["reason"], events[-1]["sign"]) == ("stop-sign", "sharp-or-electric")


def test_a_phase_is_told_before_its_words_and_once(events: list[dict[str, Any]]) -> None:
    phases = [event["phase"] for event in of(events, "phase")]
    assert phases[:4] == ["settle", "ready", "ramp", "hold"]
    assert "paused" in phases
    assert all(one != other for one, other in pairwise(phases))
    hold = events.index(of(events, "phase")[3])
    assert events[hold + 1]["event"] == "cue"
    assert events[hold + 1]["id"] == "hold"


def test_each_second_of_a_hold_is_told_once(events: list[dict[str, Any]]) -> None:
    first = next(n for n, event in enumerate(events) if event.get("phase") == "hold")
    seconds = [(event["held"], event["left"]) for event in events[first : first + 12]
               if event["event"] in ("phase", "time")]  # fmt: skip
    assert seconds[:4] == [(0, 45), (1, 44), (2, 43), (3, 42)]


def test_what_the_person_did_is_told(events: list[dict[str, Any]]) -> None:
    did = [event["input"] for event in of(events, "input")]
    assert did == ["rate", "ease", "ok", "pause", "resume", "stop", "choose"]
    assert (of(events, "input")[0]["value"], of(events, "input")[0]["at"]) == (4, 40.0)
    assert of(events, "input")[-1]["numbers"] == [1]


def test_lost_time_is_told(events: list[dict[str, Any]]) -> None:
    (gap,) = of(events, "gap")
    assert gap["lost"] == pytest.approx(31, abs=1.1)


@pytest.mark.parametrize("kind", KINDS)
def test_the_keys_of_every_event_are_documented(events: list[dict[str, Any]], kind: str) -> None:
    (row,) = re.findall(rf"(?m)^\| `{kind}` \|[^|]*\|(.*)\|$", DOC)
    told = {part.split("`")[1] for part in row.split(" · ") if "`" in part}
    keys = set(of(events, kind)[0]) - {"v", "event", "at"}
    assert keys - set(STATE) == told
    assert bool(keys & set(STATE)) == ("the state" in row)


def test_the_state_and_the_inputs_are_documented() -> None:
    state = DOC.partition("The state is:")[2].partition("## Hooks")[0]
    assert tuple(re.findall(r"(?m)^\| `(\w+)` \|", state)) == STATE
    named = {event.__name__.lower() for event in get_args(Event)} - {"tick", "gap"}
    assert all(f"`{name}`" in DOC for name in named)


def test_the_keys_of_the_status_are_documented() -> None:
    from plans import play

    found = set(status(play(a_plan())[0])) - set(STATE)
    assert found == {"title", "said", "sound", "ended", "over"}
    assert all(f"`{key}`" in DOC.partition("## Remote control")[2] for key in found)


def test_each_run_has_a_beginning_and_an_end(tmp_path: Path, an_environment: An) -> None:
    path = tmp_path / "events.jsonl"
    told = EventsOut("2 Spot", open_outlet(str(path), Stream()))
    world = an_environment(tty=True, **Person([(9, "q"), (10, "q"), (19, "q"), (20, "q")]).world())
    with world.read_keys(world.stdin, lambda: None) as read:
        for _ in range(2):
            told.end(run(a_plan(), world, Stage(told, read)).session)
    told.close()
    kinds = [json.loads(line)["event"] for line in path.read_text().splitlines()]
    ends = [kind for kind in kinds if kind in ("began", "ended")]
    assert ends == ["began", "ended", "began", "ended"]


# Where the lines go


def test_lines_are_added_to_a_file_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "events"
    for line in ("one", "two"):
        outlet = open_outlet(str(path), Stream())
        outlet.write(line)
        outlet.close()
    assert path.read_text() == "one\ntwo\n"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_dash_is_standard_output_and_leaves_it_open() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading) as read, os.fdopen(writing, "w") as stdout:
        outlet = open_outlet("-", stdout)
        outlet.write("one")
        outlet.close()
        stdout.write("two\n")
        stdout.flush()
        assert [read.readline(), read.readline()] == ["one\n", "two\n"]


@pytest.mark.parametrize("target", ["none/events", ".", "pipe", "-"])
def test_what_cannot_be_written_is_told_before_the_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    with pytest.raises(NoOutlet, match="No events can be written"):
        open_outlet(target, Stream())


@pytest.fixture(name="pipe")
def _pipe() -> Iterator[tuple[int, Outlet]]:
    with ExitStack() as stack:
        reading, writing = os.pipe()
        stack.callback(_close_once, reading)
        stack.callback(_close_once, writing)
        yield reading, Outlet(writing, False)


def _close_once(fd: int) -> None:
    try:
        os.close(fd)
    except OSError:
        return


def read_all(fd: int) -> bytes:
    os.set_blocking(fd, False)
    found = b""
    try:
        while data := os.read(fd, 65536):
            found += data
    except BlockingIOError:
        pass
    return found


def test_a_reader_that_does_not_read_is_not_waited_for(pipe: tuple[int, Outlet]) -> None:
    """The lines wait, whole and in order, until it does."""
    reading, outlet = pipe
    lines = [f"{number} {'x' * 1000}" for number in range(300)]
    for line in lines:
        outlet.write(line)
    assert outlet.lost == 0
    found = b""
    while part := read_all(reading):
        found += part
        outlet.flush()
    assert found.decode().splitlines() == lines


def test_a_reader_that_never_reads_costs_lines_and_not_memory(pipe: tuple[int, Outlet]) -> None:
    _, outlet = pipe
    for _ in range(2 * MOST // 1000):
        outlet.write("x" * 1000)
    assert outlet.lost > 800
    assert len(outlet._waiting) <= MOST


def test_a_reader_that_is_gone_ends_the_writing_alone(pipe: tuple[int, Outlet]) -> None:
    reading, outlet = pipe
    os.close(reading)
    for _ in range(3):
        outlet.write("one")
    assert outlet.gone


def test_a_closed_descriptor_ends_the_writing_alone(pipe: tuple[int, Outlet]) -> None:
    _, outlet = pipe
    os.close(outlet._fd)
    outlet.write("one")
    assert outlet.gone


# Hooks

WRITES = 'echo "$SPOTGUIDE_EVENT $SPOTGUIDE_WORD $SPOTGUIDE_LEFT $*" >> "{log}"'


def hooks(folder: Path, clock: Callable[[], float] = lambda: 0.0, **does: str) -> Any:
    """Return hooks that do so, the log of each, and what was told."""
    logs = {kind: speakers.a_program(folder / "bin", kind, what) for kind, what in does.items()}
    argv = {kind: (str(folder / "bin" / kind), "one; two $HOME") for kind in does}
    told: list[str] = []
    return Hooks(argv, dict(os.environ), told.append, clock), logs, told


def settled(found: Hooks) -> None:
    """Wait until no hook runs."""

    def done() -> bool:
        found.poll()
        return not found._running

    speakers.until(done)


def test_a_hook_is_told_what_happened_in_variables(tmp_path: Path) -> None:
    found, logs, told = hooks(tmp_path, phase=WRITES)
    found.run("phase", {"word": "HOLD; rm -rf", "left": None})
    found.run("cue", {})
    settled(found)
    assert speakers.logged(logs["phase"]) == ["phase HOLD; rm -rf  one; two $HOME"]
    assert told == []


def test_a_session_runs_its_hooks(tmp_path: Path, an_environment: An) -> None:
    found, logs, _ = hooks(tmp_path, ended=WRITES)
    a_session(an_environment, Person([(900, "q")]), EventsOut("2 Spot", None, found))
    settled(found)
    assert speakers.logged(logs["ended"]) == ["ended DONE  one; two $HOME"]


def test_a_hook_that_fails_is_told_once_and_the_session_goes_on(
    tmp_path: Path, an_environment: An
) -> None:
    found, _, told = hooks(tmp_path, phase="exit 7")
    done = a_session(an_environment, Person([(900, "q")]), EventsOut("2 Spot", None, found))
    settled(found)
    assert done.session.reason == "finished"
    assert told == ["The hook for phase ended with status 7."]


def test_a_hook_that_sleeps_for_a_minute_delays_no_tick(tmp_path: Path, an_environment: An) -> None:
    """Each phase starts one; the session runs as if there was none, and waits for none."""

    def told(name: str, **does: str) -> tuple[str, list[str]]:
        person, path = Person([(900, "q")]), tmp_path / name
        found, _, problems = hooks(tmp_path, lambda: person.seconds, **does)
        outlet = open_outlet(str(path), Stream())
        a_session(an_environment, person, EventsOut("2 Spot", outlet, found))
        for _, _, process in found._running:
            process.kill()
        settled(found)
        return path.read_text(), problems

    began = time.monotonic()
    without, _ = told("without")
    beside, problems = told("beside", phase="exec sleep 60", time="exec sleep 60")
    assert beside == without
    assert "The hook for phase did not end within 10 seconds." in problems
    assert time.monotonic() - began < 30


def test_a_hook_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    told: list[str] = []
    found = Hooks({"cue": (str(tmp_path / "gone"),)}, {}, told.append)
    for _ in range(3):
        found.run("cue", {})
    assert told == ["The hook for cue cannot be started: no such file or directory."]


def test_what_no_variable_can_hold_is_no_harm(tmp_path: Path) -> None:
    found, _, told = hooks(tmp_path, cue=WRITES)
    found.run("cue", {"say": "a\0b"})
    assert len(told) == 1


def test_a_hook_that_hangs_is_ended_and_told_once(tmp_path: Path) -> None:
    clock = speakers.Clock()
    found, logs, told = hooks(tmp_path, clock, time=speakers.HANGS.replace("$(cat)", ""))
    found.run("time", {})
    speakers.until(lambda: speakers.logged(logs["time"]))
    clock.seconds = 10.1
    found.poll()
    assert told == ["The hook for time did not end within 10 seconds."]
    settled(found)
    assert told == ["The hook for time did not end within 10 seconds."]


def test_hooks_that_hang_do_not_pile_up() -> None:
    clock = speakers.Clock()
    studio = speakers.Studio(clock, lambda text: 1e9)
    found = Hooks({"time": ("slow",)}, {}, pytest.fail, clock, studio.processes)
    for _ in range(50):
        found.run("time", {})
    assert len(studio.started) == AT_ONCE


def test_a_table_of_hooks_is_lists_of_words() -> None:
    assert table({"ended": ["notify-send", "Done"]}, KINDS) == {"ended": ("notify-send", "Done")}
    assert table({}, KINDS) == {}


@pytest.mark.parametrize(
    "settings",
    [{"ended": "rm -rf /"}, {"ended": []}, {"ended": [1]}, {"ended": [""]}, {"ended": {"a": "b"}},
     {"finished": ["x"]}],
)  # fmt: skip
def test_a_hook_that_is_no_list_of_words_is_refused(settings: dict[str, object]) -> None:
    with pytest.raises(WrongUsage, match="hooks"):
        table(settings, KINDS)
