"""A session driven by `spotguide ctl` alone, from the page of what is needed to the last one.

Everything is real but the clocks, the keyboard and the terminal: the session runs on a thread and
waits for its socket, and each word comes from the command, as it would from another terminal.
"""

from __future__ import annotations

import json
import os
import select
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import pytest

if sys.platform == "win32":
    pytest.skip("no Unix sockets", allow_module_level=True)

import program
from person import BEGAN
from spotguide.adapters.keyboard import Burst, ReadKey

CHOSEN = (
    *("--side", "left", "--by", "self", "--tool", "tennis-ball", "--position", "wall"),
    *("--before", "6", "--hold", "30", "--rounds", "1", "--figure", "off"),
)
"""All but the safety questions."""


class Room:
    """Where a session waits: for its socket, for keys, and for time that only the test lets pass.

    It stands still until somebody says something, types something, or lets `seconds` pass.
    """

    def __init__(self) -> None:
        self.now = self.until = 0.0
        self.keys = b""
        self.fds: Sequence[int] = ()
        self.still = threading.Event()  # all that there was to do is done
        self.woken, self.waking = os.pipe()

    def world(self) -> dict[str, Any]:
        return {
            "monotonic": lambda: self.now,
            "boottime": lambda: self.now,
            "now": lambda: BEGAN,
            "read_keys": self._keys,
        }

    @contextmanager
    def _keys(self, stdin: TextIO, leave: Callable[[], None]) -> Iterator[ReadKey]:
        yield ReadKey(self._read, lambda: None, lambda before, after: None, self._watch)

    def _watch(self, fds: Sequence[int]) -> None:
        self.fds = fds

    def _read(self, timeout: float | None) -> Burst:
        if self.now >= self.until and not self.keys:
            self.still.set()
            ready, _, _ = select.select([self.woken, *self.fds], [], [], 10)
            assert ready, "nobody says anything any more"
            if self.woken in ready:
                os.read(self.woken, 1)
        keys, self.keys = self.keys, b""
        if not keys and self.now < self.until:
            self.now += min(max(0.001, timeout or 0.0), self.until - self.now)
        return Burst(keys)

    def type(self, keys: bytes) -> None:
        """Press a key, and let the second pass that it takes to be heard."""
        self.still.clear()
        self.keys = keys
        self.pass_(1.0)

    def pass_(self, seconds: float) -> None:
        """Let time pass."""
        self.still.clear()
        self.until = self.now + seconds
        os.write(self.waking, b".")


class Driver:
    """Somebody at another terminal, and the session they drive."""

    def __init__(self, folder: Path, runtime: str) -> None:
        self.room, self.folder = Room(), folder
        self.variables = {"XDG_RUNTIME_DIR": runtime, "PATH": "/nowhere"}
        world = {"tty": True, "variables": self.variables, **self.room.world()}
        self.env = program.an_environment(folder, **world)
        self.done: list[program.Result] = []
        self.thread = threading.Thread(target=self._treat)
        self.thread.start()

    def _treat(self) -> None:
        self.done.append(
            program.run("treat", "2", *CHOSEN, "--json", folder=self.folder, env=self.env)
        )

    def ctl(self, *words: str) -> program.Result:
        """Say something to the session once it waits, or has ended; return what came back."""
        while self.thread.is_alive() and not self.room.still.wait(0.01):
            pass
        self.room.still.clear()
        world = {"variables": self.variables, "monotonic": lambda: self.room.now}
        return program.run("ctl", *words, folder=self.folder, **world)

    @property
    def status(self) -> dict[str, Any]:
        """What the session is doing; nothing after its end."""
        found: dict[str, Any] = json.loads(self.ctl("status", "--json").out or "{}")
        return found


@pytest.fixture(name="driver")
def _driver(tmp_path: Path) -> Iterator[Driver]:
    streams = sys.stdout, sys.stderr  # two commands at once do not put them back in order
    with tempfile.TemporaryDirectory(prefix="sg-") as runtime:
        driver = Driver(tmp_path, runtime)
        yield driver
        for _ in range(2):
            driver.ctl("stop")
        driver.thread.join(10)
    sys.stdout, sys.stderr = streams
    for fd in (driver.room.woken, driver.room.waking):
        os.close(fd)
    assert not driver.thread.is_alive()


def test_a_session_is_driven_from_another_terminal_from_the_first_page_to_the_record(
    driver: Driver,
) -> None:
    while driver.status["phase"] == "screen":  # these take no word from elsewhere
        assert "safety question" in driver.ctl("ok").err
        driver.room.type(b"n")
    seen = []
    for _ in range(40):
        phase = driver.status["phase"]
        if phase == "settle":
            break
        seen.append(phase)
        assert driver.ctl("ok").status == 0
    assert [*dict.fromkeys(seen)] == ["gather", "locate", "confirm", "set-up"]

    assert driver.ctl("ok").status == 0
    assert driver.status["phase"] == "ready"
    driver.room.pass_(3.0)
    assert driver.status["phase"] == "ramp"
    driver.room.pass_(driver.status["left"] + 4.0)
    assert (driver.status["phase"], driver.status["held"]) == ("hold", 4)

    assert driver.ctl("rate", "3").status == 0
    assert driver.ctl("more").status == 0
    assert driver.ctl("ease").status == 0
    assert driver.status["easing"]
    driver.room.pass_(2.0)
    assert driver.ctl("ok").status == 0
    assert (driver.status["easing"], driver.status["held"]) == (False, 4)

    assert driver.ctl("pause").status == 0
    driver.room.pass_(5.0)
    assert driver.status["paused"]
    assert driver.ctl("resume").status == 0
    assert driver.status["phase"] == "ready"
    driver.room.pass_(60.0)

    seen = []
    for _ in range(20):
        status = driver.status
        if not status:
            break
        seen.append(status["phase"])
        driver.ctl("rate", "2") if status["phase"] == "rate" else driver.ctl("ok")
    driver.thread.join(10)
    assert [*dict.fromkeys(seen)] == ["off", "rate", "aftercare"]
    (done,) = driver.done
    record = json.loads(done.out)
    assert done.status == 0
    assert (record["ended"], record["held"], record["before"], record["after"]) == (
        "finished", 30, 6, 2,
    )  # fmt: skip


def test_on_a_safety_page_a_word_from_another_terminal_can_but_stop(driver: Driver) -> None:
    for words in (("ok",), ("next",), ("rate", "0")):
        assert "safety question" in driver.ctl(*words).err
    assert driver.status["phase"] == "screen"
    assert driver.ctl("stop").status == 0
    driver.thread.join(10)
    assert driver.done[0].status == 3
    assert "No session is running" in driver.ctl("status").err
