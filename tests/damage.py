"""Histories that are damaged on purpose, and what must still be read of them.

`cases(number)` yields damage that is different each time and the same on each run.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from spotguide.adapters.database import FILE
from spotguide.adapters.store import Store, open_store
from spotguide.core.history import Outline, Record
from spotguide.core.notes import Began, Ended, Fact, Held, HoldOver, Later, Rated, Remark, to_dict
from spotguide.core.plan.screening import Remembered
from spotguide.core.summaries import Wanted

BEGAN = datetime(2026, 3, 2, 18, tzinfo=timezone(timedelta(hours=1)))
NOW = BEGAN + timedelta(days=400)
LOG = f"{FILE}-wal"
SPOTS = ("calf", "shoulder-top", "side-of-the-neck")


@dataclass(frozen=True)
class Contents:
    """What a history holds."""

    records: dict[int, Record]
    answers: frozenset[Remembered]
    settings: dict[str, str | None]


def facts(number: int) -> list[Fact]:
    """Return the notes of one session."""
    holds: list[Fact] = []
    for turn in range(1 + number % 3):
        seconds = [Held(0, turn, 1000 * n, 1000 * n) for n in range(1, 6 + number % 5)]
        holds += [Began("hold", 0, turn), *seconds, HoldOver(0, turn, 9000, 9500, "full")]
    end: list[Fact] = [Ended("finished"), Rated("after", number % 11)]
    said: list[Fact] = [Remark("slept well " * (number * 8)), Later("next-day", 3)]
    return [Rated("before", 5), *holds, *end, *(said if number % 4 == 0 else [])]


def write(store: Store, number: int) -> None:
    """Write one session, and an answer with it."""
    at, spot = BEGAN + timedelta(days=number), SPOTS[number % 3]
    outline = Outline(spot, "self", "tennis-ball", "wall", ("left",), (("left",),), (45,), (3,),
                      (False,))  # fmt: skip
    session = store.begin(at, spot, outline.to_dict())
    for seq, fact in enumerate(facts(number)):
        store.write(session, seq, at + timedelta(seconds=seq), to_dict(fact), False)
    store.remember(Remembered(f"screen-{number}", spot, number % 2 == 0, False, at))


def build(folder: Path, sessions: int, logged: int = 0) -> Path:
    """Return a folder with a history, its last `logged` sessions only in the log."""
    work = folder / "work"
    with closing(open_store(work, BEGAN)) as store:
        for number in range(sessions - logged):
            write(store, number)
        store.set_setting("tools-owned", '["ball"]', BEGAN)
    made = folder / f"made-{logged}"
    with closing(open_store(work, BEGAN)) as store:
        for number in range(sessions - logged, sessions):
            write(store, number)
        made.mkdir()
        for name in (FILE, LOG):
            if (work / name).exists() and (logged or name == FILE):
                shutil.copy(work / name, made / name)
    shutil.rmtree(work)
    return made


def contents(folder: Path) -> tuple[Contents, Store]:
    """Return what a history holds, and the store, closed, that read it."""
    with closing(open_store(folder, NOW)) as store:
        records = {one.id or 0: one for one in store.records(Wanted())}
        found = Contents(
            records, frozenset(store.answers()), {"owned": store.setting("tools-owned")}
        )
    return found, store


@dataclass(frozen=True)
class Damage:
    """One damage: what is done to which file, and where."""

    file: str
    kind: str
    at: int
    length: int
    seed: int

    def strike(self, folder: Path) -> None:
        """Damage the file in a folder."""
        path = folder / self.file
        data = bytearray(path.read_bytes())
        chance = random.Random(self.seed)
        end = min(len(data), self.at + self.length)
        if self.kind == "cut":
            del data[self.at :]
        elif self.kind == "zeros":
            data[self.at : end] = bytes(end - self.at)
        elif self.kind == "noise":
            data[self.at : end] = chance.randbytes(end - self.at)
        elif self.kind == "bit":
            data[self.at] ^= 1 << chance.randrange(8)
        elif self.kind == "byte":
            data[self.at] ^= chance.randrange(1, 256)
        path.write_bytes(data)

    @property
    def small(self) -> bool:
        """Whether it is one byte."""
        return self.kind in ("bit", "byte")


def cases(number: int, sizes: dict[str, int], seed: int = 1) -> Iterator[Damage]:
    """Yield so many kinds of damage to files of these sizes."""
    chance = random.Random(seed)
    for turn in range(number):
        kind = ("byte", "bit", "byte", "zeros", "noise", "cut")[turn % 6]
        file = LOG if LOG in sizes and turn % 2 else FILE
        size = sizes[file]
        first = turn % 4 == 0 and file == FILE  # there the names of all tables stand
        at = chance.randrange(4096 if first else size)
        length = chance.choice((16, 512, 4096))
        at = at // length * length if kind in ("zeros", "noise") and at >= 4096 else at
        yield Damage(file, kind, at, length, chance.randrange(1 << 30))


def differing(was: Contents, now: Contents) -> list[int]:
    """Return the sessions that are lost or not what they were."""
    return [
        number
        for number, record in was.records.items()
        if number not in now.records
        or replace(now.records[number], noted_at=()) != replace(record, noted_at=())
    ]


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def check(made: Path, whole: Contents, damage: Damage, folder: Path) -> None:
    """Strike a copy of a history and see that what can be read is read; raise AssertionError."""
    shutil.copytree(made, folder)
    damage.strike(folder)
    struck = {file.name: file.read_bytes() for file in folder.iterdir()}
    found, store = contents(folder)
    lost = differing(whole, found)
    missing = set(whole.records) - set(found.records)
    if store.moved is not None and store.moved.exists():
        name = store.moved.name
        log = folder / f"{name}-wal"
        if _size(log) or LOG not in struck:  # else SQLite has written it into the file
            kept = {FILE: folder / name, LOG: log}
            for file, data in struck.items():
                assert kept[file].read_bytes() == data, f"{damage}: {file} was not kept as it was"
    if damage.small:
        assert not missing, f"{damage}: sessions {missing} are lost"
        assert len(lost) <= 1, f"{damage}: sessions {lost} are not what they were"
        assert len(whole.answers - found.answers) <= 1, f"{damage}: answers are lost"
    elif damage.kind != "cut":
        assert len(lost) <= 12, f"{damage}: {len(lost)} sessions are not what they were"
    again, later = contents(folder)
    assert later.moved is None, f"{damage}: the mended file is damaged"
    assert again == found, f"{damage}: the mended file reads otherwise"
