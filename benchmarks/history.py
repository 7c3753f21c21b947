"""How long a long history takes: each command with 100,000 sessions beside the same with ten.

    python benchmarks/history.py [--sessions N] [--runs N]

Both histories are read in one interleaved run with `bare.py`, as in `start.py`. What a command
takes more than with ten sessions is what the length of the history costs. What must read every
session runs by itself, in a third of the rounds.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from start import Command, Taken, measure

from spotguide.adapters.database import FILE
from spotguide.adapters.files import read_data
from spotguide.adapters.rows import note_values, utc
from spotguide.adapters.store import open_store
from spotguide.core.catalog import Catalog
from spotguide.core.history import Outline
from spotguide.core.notes import Began, Ended, Fact, Held, HoldOver, Rated, to_dict

FEW = 10
EACH = timedelta(hours=5)  # from one session to the next
QUICK = (
    ("history",), ("history", "--newest", "5"), ("history", "2"), ("history", "--since", "2w"),
    ("list",),
)  # fmt: skip
WHOLE = (("progress",), ("progress", "2"), ("history", "--csv"), ("history", "--json"))
"""What reads every session, or every one of a spot."""


def facts(number: int) -> list[Fact]:
    """Return the notes of a session of two short holds."""
    found: list[Fact] = [Rated("before", 3 + number % 5)]
    for turn in range(2):
        seconds = [Held(0, turn, 1000 * n, 1000 * n) for n in (1, 2, 3)]
        found += [Began("hold", 0, turn), *seconds, HoldOver(0, turn, 30_000, 30_000, "full")]
    return [*found, Ended("finished"), Rated("after", 2 + number % 5)]


def keep_history(folder: str, sessions: int) -> None:
    """Write a history of so many sessions, the last of them today."""
    now = datetime.now().astimezone()
    slugs = [spot.slug for spot in Catalog(read_data).spots]
    with closing(open_store(Path(folder), now)) as store:
        connection = store._connection
        connection.execute("BEGIN")
        for number in range(sessions):
            began = now - EACH * (sessions - number)
            spot, side = slugs[number % len(slugs)], ("left", "right")[number // len(slugs) % 2]
            outline = Outline(spot, "self", "tennis-ball", "wall", (side,), ((side,),), (30,), (2,),
                              (False,))  # fmt: skip
            values = (number + 1, utc(began), 3600, spot, json.dumps(outline.to_dict()))
            connection.execute(
                "INSERT INTO session (id, started_at, offset, spot, plan) VALUES (?, ?, ?, ?, ?)",
                values,
            )
            connection.executemany(
                "INSERT INTO note VALUES (?, ?, ?, ?, ?)",
                (
                    note_values(number + 1, seq, began + timedelta(seconds=seq), to_dict(fact))
                    for seq, fact in enumerate(facts(number))
                ),
            )
        connection.execute("COMMIT")
        store.sum_up(sessions)


def commands(folders: Mapping[int, str], asked: Sequence[tuple[str, ...]]) -> Iterator[Command]:
    """Yield the bare program, and each command with each history, in a pipe and on a terminal."""
    program = str(Path(sys.executable).with_name("spotguide"))
    bare = (sys.executable, str(Path(__file__).with_name("bare.py")))
    yield Command("bare, pipe", bare, "bare, pipe")
    yield Command("bare, terminal", bare, "bare, terminal", terminal=True)
    for sessions, folder in folders.items():
        known = {"SPOTGUIDE_DATA": folder}
        for words in asked:
            name = f"{' '.join(words)} ({sessions})"
            yield Command(name, (program, *words), "bare, pipe", variables=known)
        if ("history",) in asked:
            shown = (program, "history", "--no-pager")
            name = f"history, terminal ({sessions})"
            yield Command(name, shown, "bare, terminal", True, variables=known)


def report(
    asked: Sequence[Command], taken: Mapping[str, Sequence[Taken]], sessions: int
) -> Iterator[str]:
    """Yield a table in Markdown: ratios to the bare program, and what the length costs."""
    few_, many_ = f"{FEW} sessions", f"{sessions:,} sessions"
    yield f"| command | {few_} | {many_} | more, ms | quartiles | processor, more, ms | quartiles |"
    yield "|---|---|---|---|---|---|---|"
    for command in asked:
        if not command.name.endswith(f" ({FEW})"):
            continue
        name = command.name.removesuffix(f" ({FEW})")
        bare, few = taken[command.bare], taken[command.name]
        many = taken[f"{name} ({sessions})"]
        pairs = list(zip(many, few, strict=True))
        wall = _spread(long.wall - short.wall for long, short in pairs)
        processor = _spread(long.processor - short.processor for long, short in pairs)
        yield f"| `{name}` | {_ratio(few, bare)} | {_ratio(many, bare)} | {wall} | {processor} |"


def _ratio(ours: Iterable[Taken], bare: Iterable[Taken]) -> str:
    ratios = (one.wall / other.wall for one, other in zip(ours, bare, strict=True))
    return f"{statistics.median(ratios):.2f}"


def _spread(seconds: Iterable[float]) -> str:
    low, middle, high = statistics.quantiles([1000 * one for one in seconds], n=4)
    return f"{middle:.0f} | {low:.0f} to {high:.0f}"


def main() -> None:
    """Write both histories, measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=100_000, help="100,000 if not said")
    parser.add_argument("--runs", type=int, default=15, help="rounds, 15 if not said")
    options = parser.parse_args()
    print(f"{options.runs} rounds, Python {platform.python_version()}, {platform.system()}\n")
    with tempfile.TemporaryDirectory() as few, tempfile.TemporaryDirectory() as many:
        folders = {FEW: few, options.sessions: many}
        for sessions, folder in folders.items():
            keep_history(folder, sessions)
        size = (Path(many) / FILE).stat().st_size / 1e6
        for words, runs in ((QUICK, options.runs), (WHOLE, max(2, options.runs // 3))):
            asked = list(commands(folders, words))
            taken = measure(runs, asked)
            print("\n".join(report(asked, taken, options.sessions)), end="\n\n")
    print(f"The long history is a file of {size:.0f} MB.")


if __name__ == "__main__":
    main()
