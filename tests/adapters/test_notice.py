"""Notifications by programs on a PATH that log, fail and hang, and by terminals that can."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pyte
import pytest

if sys.platform == "win32":
    pytest.skip("the fake programs are shell scripts", allow_module_level=True)

import speakers
from spotguide.adapters.notice import DEADLINE, Notice, Way, ways
from spotguide.adapters.processes import which_in

LOGS = 'echo "$*" >> "{log}"'
FAILS = 'echo "$*" >> "{log}"; exit 1'
HANGS = 'echo "$$" >> "{log}"; exec tail -f /dev/null'
ITERM = {"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}


def a_notice(
    folder: Path, does: str, clock: Callable[[], float], *more: Way
) -> tuple[Notice, Path, list[str]]:
    log = speakers.a_program(folder, "notify-send", does)
    written: list[str] = []
    there = ways(which_in({"PATH": str(folder)}), {}, True, "linux")
    return Notice((*there, *more), written.append, clock), log, written


def settled(notice: Notice) -> None:
    """Wait until the program has been seen to end."""

    def done() -> bool:
        notice.poll()
        return notice._process is None

    speakers.until(done)


def found(
    variables: dict[str, str], *programs: str, terminal: bool = True, platform: str = "linux"
) -> list[str]:
    """Return the ways by the name of the program, or by the number of the sequence."""
    there = {name: f"/bin/{name}" for name in programs}
    each = ways(there.get, variables, terminal, platform)
    return [
        way.argv[0].rpartition("/")[2] if way.argv else way.text[2:].split(";")[0] for way in each
    ]


def test_the_program_says_that_it_is_over_and_not_of_what(tmp_path: Path) -> None:
    notice, log, _ = a_notice(tmp_path, LOGS, speakers.Clock())
    notice.show()
    settled(notice)
    assert speakers.logged(log) == ["spotguide The session is over."]
    assert not notice.failed


def test_showing_waits_for_nothing_and_a_hanging_program_is_ended_at_its_deadline(
    tmp_path: Path,
) -> None:
    clock = speakers.Clock()
    notice, log, written = a_notice(tmp_path, HANGS, clock, Way(text="bing"))
    notice.show()
    speakers.until(lambda: speakers.logged(log))
    notice.poll()
    assert written == []
    clock.seconds = DEADLINE + 0.1
    notice.poll()
    assert written == ["bing"]
    assert not speakers.alive(int(speakers.logged(log)[0]))


def test_a_program_that_fails_gives_way_to_the_terminal(tmp_path: Path) -> None:
    notice, _, written = a_notice(tmp_path, FAILS, speakers.Clock(), Way(text="bing"))
    notice.show()
    settled(notice)
    assert written == ["bing"]
    assert not notice.failed


def test_where_every_way_fails_that_is_known(tmp_path: Path) -> None:
    gone = Way((str(tmp_path / "gone"),))
    notice, _, _ = a_notice(tmp_path, FAILS, speakers.Clock(), gone)
    notice.show()
    settled(notice)
    assert notice.failed
    nothing = Notice((), pytest.fail)
    nothing.show()
    assert nothing.failed


def test_what_is_never_shown_has_not_failed() -> None:
    notice = Notice((), pytest.fail)
    notice.poll()
    notice.close()
    assert not notice.failed


def test_the_end_waits_for_one_that_has_just_begun(tmp_path: Path) -> None:
    notice, log, _ = a_notice(tmp_path, LOGS, speakers.Clock())
    notice.show()
    notice.close()
    assert len(speakers.logged(log)) == 1


def test_the_end_ends_one_that_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spotguide.adapters.notice.PARTING", 0.01)
    notice, log, _ = a_notice(tmp_path, HANGS, speakers.Clock())
    notice.show()
    speakers.until(lambda: speakers.logged(log))
    notice.close()
    assert not speakers.alive(int(speakers.logged(log)[0]))
    assert notice.failed


def test_a_terminal_that_is_gone_leaves_the_next_way(tmp_path: Path) -> None:
    def gone(text: str) -> None:
        raise OSError("gone")

    log = speakers.a_program(tmp_path, "later", LOGS)
    notice = Notice((Way(text="bing"), Way((str(tmp_path / "later"),))), gone)
    notice.show()
    settled(notice)
    assert len(speakers.logged(log)) == 1


@pytest.mark.parametrize(
    ("variables", "programs", "expected"),
    [
        ({}, ("notify-send",), ["notify-send"]),
        ({}, (), []),
        ({"TERM": "xterm-256color"}, (), []),
        ({"TERM": "xterm-kitty"}, ("notify-send",), ["99", "notify-send"]),
        ({"TERM": "foot"}, ("notify-send",), ["777", "notify-send"]),
        (ITERM, ("notify-send",), ["notify-send", "9"]),
        ({"LC_TERMINAL": "iTerm2", "SSH_CONNECTION": "a b"}, ("notify-send",), ["9"]),
        ({"TERM": "foot", "SSH_CONNECTION": "a b"}, ("notify-send",), ["777"]),
        ({"SSH_CONNECTION": "a b"}, ("notify-send",), []),
        ({"TERM": "foot", "TMUX": "1"}, ("notify-send",), ["notify-send"]),
        ({**ITERM, "STY": "1"}, (), []),
        ({"WT_SESSION": "1", "TERM": "xterm-256color"}, (), []),
    ],
)
def test_each_place_has_its_ways_the_best_first(
    variables: dict[str, str], programs: tuple[str, ...], expected: list[str]
) -> None:
    assert found(variables, *programs) == expected


def test_on_macos_it_is_the_system_s_own() -> None:
    assert found({}, "osascript", "notify-send", platform="darwin") == ["osascript"]
    assert found({}, "notify-send", platform="darwin") == []


def test_where_no_escape_may_be_written_there_are_programs_alone() -> None:
    assert found(ITERM, "notify-send", terminal=False) == ["notify-send"]
    assert found({"TERM": "foot"}, terminal=False) == []


@pytest.mark.parametrize("variables", [ITERM, {"TERM": "foot"}, {"TERM": "xterm-kitty"}])
def test_a_terminal_prints_none_of_it(variables: dict[str, str]) -> None:
    (way,) = ways({}.get, variables, True, "linux")
    screen = pyte.Screen(60, 3)
    pyte.Stream(screen).feed(way.text)
    assert "".join(screen.display).strip() == ""
