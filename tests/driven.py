"""Real sessions in processes of their own, whose clocks run faster, and that are killed.

    with start(folder, speed=200) as session:
        session.watch(until=70.0)
        shown = session.kill()
    lost = check(folder, shown)

Run as a program this file is such a session: `python tests/driven.py SPEED DAYS ARGUMENTS` builds
its own Environment and runs the program with it; nothing of the program is patched, and no option
of the program could do it. The clocks run faster while the program waits and as usual while it
works, so that a slow computer loses no time that it would not lose at the usual speed.
"""

from __future__ import annotations

import json
import os
import random
import re
import select
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TextIO

PATIENCE = 30.0  # seconds until a process that is watched has failed
SPEED = 200.0
HOLD, ROUNDS = 20, 2
TREAT = (
    *("treat", "2", "--cleared", "--side", "left", "--by", "self", "--tool", "tennis-ball"),
    *("--position", "wall", "--before", "4", "--hold", str(HOLD), "--rounds", str(ROUNDS)),
    *("--hands-free", "--plain", "--heartbeat", "1", "--events", "-"),
)
"""A session of which no question is open; it takes no key, and tells every second it shows."""

ON_A_SCREEN = (*TREAT[: TREAT.index("--plain")], "--figure", "off")
PAGES = 12  # and more lines than that answer nothing before the floor
LEFT = re.compile(r"^(?:Again: )?Hold: (\d+) seconds? left\.$")
TOTAL = re.compile(r"(\d+):(\d\d) of \d+:\d\d")


# The process that is watched


class Clocks:
    """All clocks of one world; `ahead` is by how many seconds they have run away by now."""

    def __init__(self, speed: float, days: float) -> None:
        self.speed, self.days, self.ahead = speed, timedelta(days=days), 0.0

    def monotonic(self) -> float:
        """Return seconds on the clock that stands still while the computer sleeps."""
        return time.monotonic() + self.ahead

    def boottime(self) -> float:
        """Return seconds on the clock that goes on."""
        from spotguide import environment

        return environment.boottime() + self.ahead

    def now(self) -> datetime:
        """Return what the clock on the wall says, so many days later."""
        from spotguide import environment

        return environment.local_now() + self.days + timedelta(seconds=self.ahead)

    def faster(self, reading: Callable[..., Any]) -> Callable[..., Any]:
        """Return a way to read keys or lines, each wait a part of what it is said to be."""

        @contextmanager
        def read(stdin: TextIO, leave: Callable[[], None]) -> Iterator[Any]:
            with reading(stdin, leave) as real:
                yield replace(real, read=lambda seconds: self._read(real.read, seconds))

        return read

    def _read(self, read: Callable[[float], Any], seconds: float) -> Any:
        from spotguide.live.loop import BEHIND

        if seconds == BEHIND:  # the loop waits for the disk, which is no faster than it is
            return read(seconds / self.speed)
        began = time.monotonic()
        burst = read(seconds / self.speed)
        waited = min(time.monotonic() - began, seconds / self.speed)
        self.ahead += waited * (self.speed - 1)
        return burst


def run(speed: float, days: float, args: list[str]) -> int:
    """Run the program in a world with such clocks."""
    from spotguide import cli, environment

    clocks = Clocks(speed, days)
    env = environment.Environment(
        monotonic=clocks.monotonic,
        boottime=clocks.boottime,
        now=clocks.now,
        read_keys=clocks.faster(environment.read_keys),
        read_lines=clocks.faster(environment.read_lines),
    )
    return cli.main(args, env)


# The one that watches


@dataclass
class Shown:
    """What a session has shown by now: seconds on its clock, and seconds held, on both channels.

    `read` is what the lines for people say, `told` the events; `phases` are all in their order and
    `began` when each kind came first; `reason` is how it said it ended.
    """

    at: float = 0.0
    told: int = 0
    read: int = 0
    charged: int = 0
    phases: list[str] = field(default_factory=list)
    began: dict[str, float] = field(default_factory=dict)
    reason: str = ""
    said: list[str] = field(default_factory=list)
    _over: int = 0  # seconds of the holds that are over
    _left: int = HOLD

    @property
    def held(self) -> int:
        """The most that anybody could have seen."""
        return max(self.told, self.read)

    def event(self, line: str) -> None:
        """Take in a line of events."""
        one = json.loads(line)
        self.at = max(self.at, one["at"])
        if "held" in one:
            self.told = max(self.told, one["held"])
            self.charged = max(self.charged, one["charged"])
        if one["event"] == "phase":
            self.phases.append(one["phase"])
            self.began.setdefault(one["phase"], one["at"])
        if one["event"] == "ended":
            self.reason = one["reason"]

    def line(self, text: str) -> None:
        """Take in a line for people."""
        self.said.append(text)
        found = LEFT.match(text)
        if found:
            left = int(found[1])
            self._over += HOLD - self._left if left > self._left else 0
            self._left = left
            self.read = max(self.read, self._over + HOLD - left)


class Driven:
    """One session that runs in a process of its own."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        self.process, self.shown = process, Shown()
        self._keys = process.stdin
        self._takers = {
            process.stdout.fileno(): self.shown.event,
            process.stderr.fileno(): self.shown.line,
        }
        self._rests = dict.fromkeys(self._takers, b"")

    def __enter__(self) -> Driven:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                stream.close()

    def say(self, *lines: str) -> None:
        """Answer with these lines."""
        os.write(self._keys.fileno(), "".join(f"{line}\n" for line in lines).encode())

    def watch(self, until: float = float("inf"), seconds: float = PATIENCE) -> Shown:
        """Read until its clock shows so many seconds, it has ended, or so many have passed here."""
        end = time.monotonic() + seconds
        while self._takers and self.shown.at < until and not self.shown.reason:
            left = end - time.monotonic()
            if left <= 0:
                break
            self._read(left)
        return self.shown

    def kill(self) -> Shown:
        """Kill it, as it stands, and read what it had shown."""
        self.process.send_signal(signal.SIGKILL)
        return self.rest()

    def rest(self) -> Shown:
        """Read all that comes until its end."""
        while self._takers:
            assert self._read(PATIENCE), f"it lives on: {self.shown}"
        self.process.wait(PATIENCE)
        return self.shown

    def _read(self, timeout: float) -> bool:
        """Take in what is there; False where nothing came."""
        ready, _, _ = select.select(list(self._takers), [], [], timeout)
        for fd in ready:
            data = os.read(fd, 65536)
            *lines, self._rests[fd] = (self._rests[fd] + data).split(b"\n")
            for line in lines:
                self._takers[fd](line.decode())
            if not data:
                del self._takers[fd]
        return bool(ready)


def start(folder: Path, *args: str, speed: float = SPEED, days: float = 0) -> Driven:
    """Begin a session that records into a folder, so many days from now; TREAT if not said."""
    words = [sys.executable, __file__, str(speed), str(days), *(args or TREAT)]
    pipe = subprocess.PIPE
    return Driven(subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe, env=world(folder)))


def world(folder: Path) -> dict[str, str]:
    """Return the variables of a process that has nothing but this folder."""
    kept = {
        name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "PYTHONPATH")
    }
    own = {"SPOTGUIDE_DATA": str(folder), "SPOTGUIDE_SETTINGS": str(folder / "none.toml")}
    return {**kept, **own, "HOME": str(folder), "PYTHONWARNINGS": "error"}


def killed(
    folder: Path, chance: random.Random, length: float, days: float = 0, speed: float = SPEED
) -> Shown:
    """Begin a session, go past its pages, and kill it at any moment of its `length` in seconds.

    A moment before its beginning is one of its start, one after its end is one of its leaving.
    """
    at = chance.uniform(-0.04, 1.04) * length
    with start(folder, speed=speed, days=days) as session:
        session.say(*[""] * PAGES)
        if at < 0:
            session.watch(seconds=chance.uniform(0.0, 0.5))
        else:
            session.watch(until=at)
            session.watch(seconds=chance.uniform(0.0, 2.0) / speed)
        return session.kill()


def killed_on_a_screen(
    folder: Path,
    chance: random.Random,
    length: float,
    days: float = 0,
    after: str = "What you need.",
) -> Shown:
    """The same on a terminal, of which is taken what stands there in the end.

    The moments are counted from where a word is shown.
    """
    import ptys

    words = [sys.executable, __file__, str(SPEED), str(days), *ON_A_SCREEN]
    with ptys.spawn(words, world(folder)) as terminal:
        terminal.wait_shown(after)
        terminal.passes(chance.uniform(1.0, 2.4) * length / SPEED)
        terminal.signal("KILL")
        assert terminal.wait() == -signal.SIGKILL
        rows = terminal.screen().display
    shown = Shown()
    for found in filter(None, map(TOTAL.search, rows)):
        shown.phases.append("screen")
        shown.read = int(found[1]) * 60 + int(found[2])
    return shown


def check(folder: Path, shown: Shown, days: float = 0) -> float:
    """Return the seconds that were shown and are lost; raise AssertionError where more than 1 is.

    The database must be sound, and the next session, on the same day, must say once what became of
    one that nothing had ended.
    """
    from spotguide.adapters.database import FILE
    from spotguide.adapters.store import open_store
    from spotguide.core.summaries import Wanted

    later = datetime.now().astimezone() + timedelta(days=days, hours=1)
    if not (folder / FILE).exists():
        assert not shown.phases, f"nothing was begun: {shown}"
        return 0.0
    with closing(sqlite3.connect(folder / FILE)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with closing(open_store(folder, later)) as store:
        assert store.moved is None
        records = store.records(Wanted(since=later - timedelta(hours=12)), newest=1)
        unended = [one.id for one in store.unended()]
    if not records:
        assert not shown.held, f"no record: {shown}"
        return 0.0
    (record,) = records
    lost = shown.held - record.held / 1000
    assert lost <= 1, f"{lost} s lost: {shown}, {record}"
    assert record.charged() >= record.held, f"held more than was charged: {record}"
    assert record.charged() / 1000 >= shown.charged - 1, f"charged too little: {shown}, {record}"
    assert record.reason in ("finished", None)
    assert unended == ([] if record.reason else [record.id])
    seconds = record.held // 1000
    sentence = f"was interrupted after {seconds // 60}:{seconds % 60:02d} of pressure."
    told = [_told_by_the_next(folder, later).count(sentence) for _ in range(2)]
    assert told == [len(unended), 0], f"told {told}: {record}"
    return lost


def _told_by_the_next(folder: Path, later: datetime) -> str:
    """Return what a session says that comes later and is left before anything is begun."""
    import program

    given = {"SPOTGUIDE_DATA": str(folder)}
    env = program.an_environment(folder, variables=given, now=lambda: later)
    return program.run("treat", "2", "--no-input", folder=folder, env=env).err


if __name__ == "__main__":
    sys.exit(run(float(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]))
