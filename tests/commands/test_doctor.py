"""`doctor`: what works here is tried, and what does not comes with its cure."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("the fake devices are shell scripts", allow_module_level=True)

import program
import speakers
from person import Person
from spotguide.adapters.control import address
from spotguide.errors import BrokenCatalog
from spotguide.live import checkup, terminal_checks

Run = Callable[..., program.Result]

DOC = (Path(__file__).resolve().parents[2] / "docs" / "audio.md").read_text(encoding="utf-8")
NAMES = (
    "terminal", "letters", "colors", "figures", "mouse", "voice", "sound", "screen stays on",
    "settings", "facts", "records", "history", "remote control",
)  # fmt: skip
SPEAKS = "cat > /dev/null; head -c 5000 /dev/zero"
TREATED = ("treat", "2", "--cleared", "--side", "left", "--by", "self", "--tool", "tennis-ball",
           "--before", "skip", "--position", "wall", "--no-input")  # fmt: skip


@pytest.fixture(name="runtime", autouse=True)
def _runtime() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="sg-") as folder:
        yield folder


@pytest.fixture(name="look")
def _look(run: Run, runtime: str, tmp_path: Path) -> Callable[..., dict[str, dict[str, Any]]]:
    """`look(aplay="exit 1")["sound"]`, on a PATH of these programs alone."""

    def found(tty: bool = False, variables: Any = None, **does: str) -> dict[str, dict[str, Any]]:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        for name, what in does.items():
            speakers.a_program(folder, name.replace("_", "-"), what)
        given = {"PATH": str(folder), "XDG_RUNTIME_DIR": runtime, **(variables or {})}
        done = run("doctor", "--json", tty=tty, variables=given)
        assert done.status == 0, done.err
        return {each["name"]: each for each in json.loads(done.out)}

    return found


Look = Callable[..., dict[str, dict[str, Any]]]


def test_every_part_is_looked_at_once_and_has_a_cure_where_it_is_missing(look: Look) -> None:
    found = look()
    assert tuple(found) == NAMES
    told = " ".join(DOC.partition("## doctor")[2].split())
    assert all(f"`{name}`" in told for name in NAMES)
    assert "{" + ", ".join(f'"{key}"' for key in found["voice"]) + "}" in told
    for each in found.values():
        assert each["state"] in ("works", "limited", "missing")
        assert each["found"]
        assert each["cure"] or each["state"] != "missing"


def test_nothing_is_begun_and_nothing_is_changed(look: Look, tmp_path: Path) -> None:
    look()
    assert [path.name for path in tmp_path.iterdir()] == ["bin"]


def test_missing_devices_end_with_status_0_unless_that_is_asked_for(run: Run, runtime: str) -> None:
    nothing = {"PATH": "/nowhere", "XDG_RUNTIME_DIR": runtime}
    assert run("doctor", variables=nothing).status == 0
    assert run("doctor", "--strict", variables=nothing).status == 1


def test_lines_are_plain_and_name_the_cure(run: Run, runtime: str) -> None:
    done = run("doctor", variables={"PATH": "/nowhere", "XDG_RUNTIME_DIR": runtime})
    assert "voice: missing. No speaker is on the PATH." in done.out.splitlines()
    assert "espeak-ng" in done.out
    assert "\x1b" not in done.out


def test_a_screen_shows_the_state_as_a_word(run: Run, runtime: str) -> None:
    nothing = {"PATH": "/nowhere", "XDG_RUNTIME_DIR": runtime, "NO_COLOR": "1"}
    done = run("doctor", tty=True, columns=60, variables=nothing)
    assert "voice  missing" in done.out.splitlines()
    assert max(map(len, done.out.splitlines())) <= 60


@pytest.mark.parametrize(
    ("does", "state"),
    [(SPEAKS, "works"), ("exit 1", "missing"), ("exit 0", "missing"),
     ("exec tail -f /dev/null", "missing")],
)  # fmt: skip
def test_a_voice_is_tried_without_a_sound(
    look: Look, monkeypatch: pytest.MonkeyPatch, does: str, state: str
) -> None:
    monkeypatch.setattr(checkup, "PATIENCE", 0.3)
    assert look(espeak_ng=does)["voice"]["state"] == state


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_the_real_voice_works(look: Look) -> None:
    found = look(variables={"PATH": os.environ["PATH"]})["voice"]
    assert found["state"] == "works"


def test_a_silent_file_is_played_and_the_next_player_tried(look: Look) -> None:
    assert look(paplay="exit 1", aplay="exit 0")["sound"]["found"].endswith(
        "aplay played a silent file."
    )


def test_players_that_all_fail_leave_the_bell_on_a_terminal(look: Look) -> None:
    assert look(aplay="exit 1")["sound"]["state"] == "missing"
    found = look(tty=True)["sound"]
    assert found["state"] == "limited"
    assert "aplay ended with status 1." in found["found"]
    assert "bell" in found["found"]


@pytest.mark.parametrize(
    ("does", "state"),
    [('while [ "$1" != sh ]; do shift; done; exec "$@"', "works"), ("exit 1", "missing")],
)
def test_keeping_the_screen_on_is_tried(look: Look, does: str, state: str) -> None:
    assert look(systemd_inhibit=does)["screen stays on"]["state"] == state


@pytest.mark.parametrize(
    ("world", "state", "words"),
    [
        ({"tty": True, "columns": 80, "lines": 24}, "works", "80 columns by 24 rows"),
        ({"tty": True, "columns": 19, "lines": 24}, "limited", "20 by 3"),
        ({"tty": True, "columns": 80, "lines": 2}, "limited", "20 by 3"),
        ({"tty": False}, "limited", "plain lines"),
        ({"tty": True, "variables": {"ACCESSIBLE": "1"}}, "works", "ACCESSIBLE"),
        ({"tty": True, "variables": {"TERM": "dumb"}}, "works", "TERM"),
    ],
)
def test_the_terminal_is_looked_at(run: Run, world: dict[str, Any], state: str, words: str) -> None:
    world = {**world, "variables": {"PATH": "/nowhere", **world.get("variables", {})}}
    found = json.loads(run("doctor", "--json", **world).out)[0]
    assert found["state"] == state
    assert words in f"{found['found']} {found['cure']}"


@pytest.mark.parametrize(("encoding", "state"), [("utf-8", "works"), ("ascii", "limited")])
def test_the_letters_are_looked_at(run: Run, encoding: str, state: str) -> None:
    done = run("doctor", "--json", encoding=encoding, variables={"PATH": "/nowhere"})
    assert json.loads(done.out)[1]["state"] == state


@pytest.mark.parametrize(
    ("tty", "variables", "words"),
    [(True, {}, "meaning"), (True, {"NO_COLOR": "1"}, "NO_COLOR"), (False, {}, "plain output")],
)
def test_colors_are_told_with_their_reason(
    look: Look, tty: bool, variables: dict[str, str], words: str
) -> None:
    assert words in look(tty=tty, variables=variables)["colors"]["found"]


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"COLORTERM": "truecolor"}, "Blocks of color."),
        ({"TERM": "xterm-256color"}, "256 colors"),
        ({"TERM": "vt100"}, "Braille"),
        ({"NO_COLOR": "1"}, "Braille"),
        ({"ACCESSIBLE": "1"}, "In words"),
        ({"SPOTGUIDE_FIGURE": "off"}, "turned off"),
        ({"SPOTGUIDE_FIGURE": "oil"}, "choose one of"),
    ],
)
def test_figures_are_told_as_they_will_be_shown(
    look: Look, variables: dict[str, str], words: str
) -> None:
    found = look(tty=True, variables=variables)["figures"]
    assert words in found["found"]
    assert (found["state"] == "missing") == ("choose" in words)


@pytest.mark.parametrize(
    ("answer", "state"),
    [("1", "works"), ("2", "works"), ("0", "missing"), ("4", "missing"), ("", "limited")],
)
def test_the_terminal_is_asked_about_the_mouse(
    an_environment: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, answer: str, state: str
) -> None:
    said = f"\x1b[?1006;{answer}$y" if answer else "\x1b[?62c"
    monkeypatch.setattr("spotguide.adapters.asking.ask", lambda *_: said.encode())
    (found,) = terminal_checks.mouse(an_environment(tty=True))
    assert found.state == state


@pytest.mark.parametrize("world", [{}, {"tty": True, "variables": {"ACCESSIBLE": "1"}}])
def test_where_lines_are_written_no_mouse_is_missed(
    an_environment: Callable[..., Any], world: dict[str, Any]
) -> None:
    (found,) = terminal_checks.mouse(an_environment(**world))
    assert (found.state, found.cure) == ("works", "")


@pytest.mark.parametrize(
    ("text", "state", "words"),
    [
        ("[session]\nvoice = true\n[hooks]\nended = ['true']", "works", "1 hook."),
        ("[session]\nvoice = 1", "missing", "session.voice: this must be true or false."),
        ("[hooks]\nended = 'true'", "missing", "hooks.ended: this must be a list of words"),
        ("[session", "missing", "cannot be read"),
    ],
)
def test_the_settings_are_read_as_a_session_would(
    look: Look, tmp_path: Path, text: str, state: str, words: str
) -> None:
    assert "None yet" in look()["settings"]["found"]
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    found = look()["settings"]
    assert found["state"] == state
    assert words in found["found"]


def test_the_history_is_read_and_left_as_it_is(run: Run, look: Look, tmp_path: Path) -> None:
    assert run(*TREATED, **Person().world()).status == 0
    file = tmp_path / "records" / "history.sqlite3"
    before = file.read_bytes()
    found = look()
    assert found["records"]["state"] == "works"
    assert found["history"]["found"] == f"{file} is whole; 1 session."
    assert file.read_bytes() == before


def test_a_damaged_history_is_told(look: Look, tmp_path: Path) -> None:
    (tmp_path / "records").mkdir(0o700)
    file = tmp_path / "records" / "history.sqlite3"
    file.write_bytes(b"no database at all" * 100)
    file.chmod(0o600)
    found = look()["history"]
    assert found["state"] == "missing"
    assert "aside" in found["cure"]


def test_records_that_others_can_read_are_told(look: Look, tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records").chmod(0o755)
    found = look()["records"]
    assert found["state"] == "limited"
    assert found["cure"].startswith("chmod -R go= ")


@pytest.mark.skipif(os.getuid() == 0, reason="root can write everywhere")
@pytest.mark.parametrize("made", [True, False])
def test_a_folder_that_cannot_be_written_is_told(look: Look, tmp_path: Path, made: bool) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(0o500)
    folder = closed if made else closed / "records"
    found = look(variables={"SPOTGUIDE_DATA": str(folder)})["records"]
    assert found["state"] == "missing"


def test_broken_facts_are_told(run: Run) -> None:
    def broken(file: str) -> bytes:
        raise BrokenCatalog("data/spots.toml: is gone.")

    done = run("doctor", "--json", read_data=broken, variables={"PATH": "/nowhere"})
    found = {each["name"]: each for each in json.loads(done.out)}["facts"]
    assert (found["state"], found["found"]) == ("missing", "data/spots.toml: is gone.")


def test_a_session_that_does_not_answer_is_told(
    look: Look, runtime: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("spotguide.adapters.control.PATIENCE", 0.01)
    path = address({"XDG_RUNTIME_DIR": runtime}, tmp_path / "records")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as silent:
        silent.bind(str(path))
        found = look()["remote control"]
    assert found["state"] == "limited"
    assert "does not answer" in found["found"]


def test_a_path_too_long_for_a_socket_is_told(look: Look, tmp_path: Path) -> None:
    long = {"XDG_RUNTIME_DIR": "", "SPOTGUIDE_DATA": str(tmp_path / ("x" * 90))}
    assert look(variables=long)["remote control"]["state"] == "missing"
