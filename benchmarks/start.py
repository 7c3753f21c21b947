"""How long commands take to start, as a ratio to `bare.py`, all in one interleaved run.

    python benchmarks/start.py [--runs N] [--also PYTHON]

Every round runs each command once, in an order that changes, and divides its time by that of the
bare program in the same round: what else the computer does falls on both. `hyperfine` runs one
command after the other, so it cannot do that.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from spotguide.adapters.store import open_store

BARE = Path(__file__).with_name("bare.py")
COMPLETING = {
    "_SPOTGUIDE_COMPLETE": "complete_bash", "COMP_WORDS": "spotguide ex", "COMP_CWORD": "1",
}  # fmt: skip
COLUMNS, LINES = "80", "60"  # high enough that nothing is paged


@dataclass(frozen=True)
class Command:
    """What is run: in a pipe, or on a terminal; `bare` is the name of what it is divided by."""

    name: str
    argv: tuple[str, ...]
    bare: str
    terminal: bool = False
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Taken:
    """Seconds from the start of a process to its end, and seconds of processor time."""

    wall: float
    processor: float


def commands(python: str, label: str, folder: str) -> Iterator[Command]:
    """Yield the commands of the program that stands beside this interpreter.

    The history lies in the folder; all but one of the commands run without one.
    """
    program = str(Path(python).with_name("spotguide"))
    pipe, terminal = "bare, pipe", "bare, terminal"
    yield Command(f"{label}{pipe}", (python, str(BARE)), pipe)
    yield Command(f"{label}{terminal}", (python, str(BARE)), terminal, terminal=True)
    yield Command(f"{label}list, pipe", (program, "list"), pipe)
    yield Command(f"{label}list, terminal", (program, "list"), terminal, terminal=True)
    known = {"SPOTGUIDE_DATA": folder}
    yield Command(f"{label}list, 100 sessions", (program, "list"), pipe, variables=known)
    yield Command(f"{label}--help", (program, "--help"), pipe)
    yield Command(f"{label}treat --help", (program, "treat", "--help"), pipe)
    yield Command(f"{label}explain 2", (program, "explain", "2"), pipe)
    shown = (program, "explain", "2", "--no-pager")
    yield Command(
        f"{label}explain 2, figure", (*shown, "--figure", "blocks"), terminal, terminal=True
    )
    yield Command(
        f"{label}explain 2, no figure", (*shown, "--figure", "off"), terminal, terminal=True
    )
    yield Command(f"{label}completion", (program,), pipe, variables=COMPLETING)


def keep_history(folder: str) -> None:
    """Write a history of 100 sessions, of 60 notes each."""
    now = datetime.now().astimezone()
    with closing(open_store(Path(folder), now)) as store:
        for number in range(100):
            session = store.begin(now, f"spot-{number % 14}", {})
            for seq in range(60):
                store.write(session, seq, now, {"kind": "held", "seconds": seq}, False)


def run(command: Command) -> Taken:
    """Run a command to its end and return what it took; raise RuntimeError where it failed."""
    reading, writing = os.openpty() if command.terminal else os.pipe()
    # As installed: compiled once, and no variable of Python's own that would slow it down.
    world = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    sized = {"COLUMNS": COLUMNS, "LINES": LINES, "TERM": "xterm-256color", "PAGER": "cat"}
    sized["SPOTGUIDE_DATA"] = str(BARE.parent)  # there is no history
    began = time.perf_counter()
    child = subprocess.Popen(
        command.argv,
        stdin=writing if command.terminal else subprocess.DEVNULL,
        stdout=writing,
        stderr=writing,
        env={**world, **sized, **command.variables},
    )
    os.close(writing)
    told = b"".join(_read(reading))
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    os.close(reading)
    if child.returncode or not told:
        raise RuntimeError(f"{command.name}: exit status {child.returncode}: {told.decode()}")
    return Taken(wall, used.ru_utime + used.ru_stime)


def _read(descriptor: int) -> Iterator[bytes]:
    with suppress(OSError):  # a terminal ends with an error
        while data := os.read(descriptor, 65536):
            yield data


def measure(runs: int, asked: Sequence[Command]) -> Mapping[str, Sequence[Taken]]:
    """Return what each command took in each round; one round before them warms the caches."""
    taken: defaultdict[str, list[Taken]] = defaultdict(list)
    order = list(asked)
    for number in range(runs + 1):
        random.Random(number).shuffle(order)
        for command in order:
            one = run(command)
            if number:
                taken[command.name].append(one)
    return taken


def report(asked: Sequence[Command], taken: Mapping[str, Sequence[Taken]]) -> Iterator[str]:
    """Yield a table in Markdown: median of the ratios, quartiles, the same for processor time."""
    yield "| command | time, ratio | quartiles | processor time, ratio | quartiles |"
    yield "|---|---|---|---|---|"
    for command in asked:
        pairs = list(zip(taken[command.name], taken[command.bare], strict=True))
        wall = _spread(mine.wall / bare.wall for mine, bare in pairs)
        processor = _spread(mine.processor / bare.processor for mine, bare in pairs)
        yield f"| {command.name} | {wall} | {processor} |"


def _spread(ratios: Iterable[float]) -> str:
    low, middle, high = statistics.quantiles(ratios, n=4)
    return f"{middle:.2f} | {low:.2f} to {high:.2f}"


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=25, help="rounds, 25 if not said")
    parser.add_argument("--also", metavar="PYTHON", help="of another environment, in the same run")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        keep_history(folder)
        asked = list(commands(sys.executable, "", folder))
        if options.also:
            asked += commands(options.also, "other ", folder)
        taken = measure(options.runs, asked)
    bare = statistics.median(one.wall for one in taken[asked[0].name])
    print(
        f"{options.runs} rounds, Python {platform.python_version()}, {platform.system()}; ", end=""
    )
    print(f"the bare program in a pipe took {bare * 1000:.0f} ms.\n")
    print("\n".join(report(asked, taken)))


if __name__ == "__main__":
    main()
