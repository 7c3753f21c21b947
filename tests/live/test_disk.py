"""A disk that is slow, stuck or full: the person comes first, the record as soon as it can."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any

import program
from person import Person, typed
from spotguide.adapters.store import Store, open_store
from spotguide.errors import UnwritableHistory

ANSWERED = (
    *("--cleared", "--side", "left", "--by", "self", "--tool", "tennis-ball"),
    *("--position", "wall", "--before", "4", "--plain"),
)
STOP_AT = 40.0
WITHIN = 0.1  # seconds from the key to the words


class Heard(program.Stream):
    """Standard output that knows when each text came."""

    def __init__(self, person: Person, on: Callable[[str], None]) -> None:
        super().__init__(tty=True)
        self.person, self.on = person, on
        self.heard: list[tuple[float, str]] = []

    def write(self, text: str) -> int:
        self.heard.append((self.person.seconds, text))
        self.on(text)
        return super().write(text)


def opening(write: Callable[..., None]) -> Callable[[Path, datetime], Store]:
    """Return a way to open the history whose notes go through `write`, given the real one first."""

    def opened(folder: Path, now: datetime) -> Store:
        store = open_store(folder, now)
        real = store.write

        def slow(
            session: int, seq: int, at: datetime, note: Mapping[str, object], durable: bool
        ) -> None:
            write(lambda: real(session, seq, at, note, durable))

        store.write = slow  # type: ignore[method-assign]
        return store

    return opened


def kept(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(program.run("history", "--json", folder=folder).out)
    return found


def test_stop_is_said_at_once_while_the_disk_hangs(tmp_path: Path) -> None:
    released = Event()

    def write(real: Callable[[], None]) -> None:
        released.wait()
        real()

    person = Person([*typed("\r" * 12), (STOP_AT, "q"), (STOP_AT + 2, "\r")])
    heard = Heard(person, lambda text: released.set() if "Lift off" in text else None)
    env = program.an_environment(
        tmp_path, tty=True, stdout=heard, open_store=opening(write), **person.world()
    )
    assert program.run("treat", "2", *ANSWERED, folder=tmp_path, env=env).status == 3
    (at,) = [at for at, text in heard.heard if "Lift off" in text]
    assert at - STOP_AT <= WITHIN
    assert [one["ended"] for one in kept(tmp_path)] == ["stopped"]


def test_a_disk_that_fills_up_ends_nothing_and_the_record_is_printed(tmp_path: Path) -> None:
    written: list[None] = []

    def write(real: Callable[[], None]) -> None:
        if len(written) == 20:
            raise UnwritableHistory("records", "the disk is full")
        written.append(None)
        real()

    env = program.an_environment(tmp_path, tty=True, open_store=opening(write), **Person().world())
    done = program.run("treat", "2", *ANSWERED, "--no-input", folder=tmp_path, env=env)
    assert done.status == 0
    assert "the disk is full" in done.out
    printed = json.loads(done.err.splitlines()[-1])
    assert printed["ended"] == "finished"
    assert printed["held"] == 60
