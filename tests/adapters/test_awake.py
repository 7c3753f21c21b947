"""Keeping the screen on, with helpers that take, refuse, hang and lie."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("the fake helpers are shell scripts", allow_module_level=True)

import speakers
from spotguide.adapters.awake import Awake, has_screen, helper
from spotguide.adapters.processes import which_in

TAKES = """
echo "$$ $*" >> "{log}"
while [ "$1" != sh ]; do shift; done
"$@"
echo "ended" >> "{log}"
"""
REFUSES = "exit 1"
HANGS = "exec tail -f /dev/null"
LIES = 'echo "Hello."; exit 0'

HOLDER = """
import sys
from spotguide.adapters.awake import Awake
awake = Awake((sys.argv[1], "sh", "-c", "echo held; exec cat > /dev/null"))
awake.begin()
while awake.held() is None:
    pass
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture(name="awake")
def _awake(tmp_path: Path) -> Iterator[Callable[[str], tuple[Awake, Path]]]:
    """`awake(TAKES)`: with a systemd-inhibit that does so, and its log."""
    with ExitStack() as stack:

        def made(does: str) -> tuple[Awake, Path]:
            log = speakers.a_program(tmp_path, "systemd-inhibit", does)
            found = Awake(helper(which_in({"PATH": str(tmp_path)})))
            stack.callback(found.end)
            found.begin()
            return found, log

        yield made


def test_what_took_says_so_and_is_let_go_at_the_end(
    awake: Callable[[str], tuple[Awake, Path]],
) -> None:
    keeping, log = awake(TAKES)
    speakers.until(lambda: keeping.held() is not None)
    assert keeping.held() is True
    (line,) = speakers.logged(log)
    assert "--what=idle:sleep" in line
    pid = int(line.split()[0])
    assert speakers.alive(pid)
    keeping.end()
    assert keeping.held() is False
    assert not speakers.alive(pid)
    keeping.end()


@pytest.mark.parametrize("does", [REFUSES, LIES])
def test_what_did_not_take_says_so(awake: Callable[[str], tuple[Awake, Path]], does: str) -> None:
    keeping, _ = awake(does)
    speakers.until(lambda: keeping.held() is not None)
    assert keeping.held() is False


def test_a_helper_that_hangs_is_waited_for_by_nobody(
    awake: Callable[[str], tuple[Awake, Path]],
) -> None:
    keeping, _ = awake(HANGS)
    assert keeping.held() is None
    keeping.end()


def test_without_a_helper_nothing_happens(tmp_path: Path) -> None:
    keeping = Awake(helper(which_in({"PATH": str(tmp_path)})))
    keeping.begin()
    assert keeping.held() is False
    keeping.end()


def test_a_helper_that_is_gone_harms_nothing(tmp_path: Path) -> None:
    keeping = Awake((str(tmp_path / "gone"),))
    keeping.begin()
    assert keeping.held() is False


def test_it_ends_with_a_session_that_is_killed(tmp_path: Path) -> None:
    log = speakers.a_program(tmp_path, "systemd-inhibit", TAKES)
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "systemd-inhibit")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as session:
        assert session.stdout
        assert session.stdout.readline() == b"held\n"
        session.kill()
    speakers.until(lambda: speakers.logged(log)[-1] == "ended")


@pytest.mark.parametrize("name", ["systemd-inhibit", "caffeinate"])
def test_each_helper_is_asked_in_its_own_words(name: str) -> None:
    command = helper(lambda asked: f"/bin/{asked}" if asked == name else None)
    assert command[0] == f"/bin/{name}"
    assert command[-3:-1] == ("sh", "-c")


@pytest.mark.parametrize(
    ("variables", "platform", "there"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "linux", False),
        ({}, "darwin", True),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "a b"}, "linux", False),
        ({"SSH_CONNECTION": "a b"}, "darwin", False),
    ],
)
def test_a_screen_that_is_elsewhere_is_not_ours_to_keep_on(
    variables: dict[str, str], platform: str, there: bool
) -> None:
    assert has_screen(variables, platform) is there
