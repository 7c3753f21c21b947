"""What a live session costs beside other timers: processor time, bytes written, peak memory.

    python benchmarks/session.py [--seconds N] [--rounds N]

Each program runs in a pseudo-terminal of 80 by 24, all of them at the same time, and is measured
for N seconds once it counts: its start is told apart. Needs Linux, for the clock of a process, and
`pip install -e '.[bench]'` for the other programs.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import platform
import pty
import re
import select
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

COLUMNS, ROWS = 80, 24
PATIENCE = 30.0  # seconds until a program must count
QUIET = 0.4  # seconds without output after which it waits for a key
ESCAPES = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")


@dataclass(frozen=True)
class Program:
    """What is run, a pattern of its output once it counts, and the keys that lead there and out."""

    name: str
    argv: tuple[str, ...]
    counts: bytes
    go_on: bytes = b""
    leave: bytes = b"q"


@dataclass(frozen=True)
class Cost:
    """Milliseconds of processor time a second, bytes a second, mebibytes at the peak.

    `grown` are the mebibytes by which memory grew while it was measured; `start` and `whole` the
    milliseconds of processor time until it counts, and of the whole run with all its children.
    """

    processor: float
    written: float
    memory: float
    grown: float
    start: float
    whole: float


@dataclass
class Running:
    """A program on its terminal; `told` is all that it wrote."""

    pid: int
    terminal: int
    told: bytearray = field(default_factory=bytearray)

    def read(self, seconds: float) -> bool:
        """Read what comes in this time, at once when it comes; return False where nothing did."""
        if not select.select([self.terminal], [], [], max(0.0, seconds))[0]:
            return False
        with suppress(OSError):  # it has ended
            self.told += os.read(self.terminal, 65536)
            return True
        return False

    def watch(self, seconds: float) -> None:
        """Read for so many seconds."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.read(left)

    def used(self) -> float:
        """Return the seconds of processor time so far, of all threads: the kernel's own clock."""
        return time.clock_gettime(~self.pid << 3 | 2)

    def memory(self, key: str) -> float:
        """Return the mebibytes of VmRSS (now) or VmHWM (at most so far)."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.findall(rf"{key}:\s+(\d+) kB", status)[0]) / 1024


def programs(folder: str) -> Iterator[tuple[Program, Mapping[str, str]]]:
    """Yield the programs that stand beside this interpreter, with their variables."""
    here = Path(sys.executable)
    session = ("treat", "2", "--cleared", "--side", "left", "--by", "self", "--tool", "tennis-ball",
               "--position", "wall", "--before", "4")  # fmt: skip
    ours = (str(here.with_name("spotguide")), *session)
    yield Program("spotguide treat", ours, b"round 1 of", b"\r"), {"SPOTGUIDE_DATA": folder}
    termdown = (str(here.with_name("termdown")), "600")
    yield Program("termdown", termdown, b"[^\\s]"), {}
    breathe = (str(here.with_name("breathe")), "--duration", "10", "--no-sound", "--no-log")
    yield Program("breathe", breathe, b" IN"), {}


def start(program: Program, variables: Mapping[str, str]) -> Running:
    """Start a program on a terminal of its own."""
    pid, terminal = pty.fork()
    if not pid:
        os.environ.update({"TERM": "xterm-256color", "LANG": "C.UTF-8", **variables})
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        os.execv(program.argv[0], program.argv)
    return Running(pid, terminal)


def measure(program: Program, running: Running, seconds: float) -> Cost:
    """Watch a program until it counts, measure it for so many seconds, and end it."""
    _until_it_counts(program, running)
    running.watch(1.0)
    began, used, size = time.monotonic(), running.used(), running.memory("VmRSS")
    before = len(running.told)
    running.watch(seconds)
    took = time.monotonic() - began
    spent, written = running.used() - used, len(running.told) - before
    peak, grown = running.memory("VmHWM"), running.memory("VmRSS") - size
    whole = _end(program, running)
    return Cost(spent / took * 1000, written / took, peak, grown, used * 1000, whole * 1000)


def _until_it_counts(program: Program, running: Running) -> None:
    """Press the key that goes on whenever the program is quiet; raise TimeoutError if in vain."""
    end = time.monotonic() + PATIENCE
    while not re.search(program.counts, ESCAPES.sub(b"", running.told)):
        if time.monotonic() > end:
            raise TimeoutError(f"{program.name} does not count: {bytes(running.told[-200:])!r}")
        if not running.read(QUIET) and running.told and program.go_on:
            os.write(running.terminal, program.go_on)


def _end(program: Program, running: Running) -> float:
    """Press the key that stops until it has; return the processor time of the whole run."""
    while True:
        with suppress(OSError):
            os.write(running.terminal, program.leave)
        running.watch(0.2)
        pid, _, used = os.wait4(running.pid, os.WNOHANG)
        if pid:
            os.close(running.terminal)
            return used.ru_utime + used.ru_stime


def report(costs: Mapping[str, Sequence[Cost]]) -> Iterator[str]:
    """Yield a table in Markdown: medians of all rounds; the ratio is to the first, a round each."""
    yield "| program | processor, ms/s | ratio | bytes/s | peak, MiB | grown | start, ms | whole |"
    yield "|---|---|---|---|---|---|---|---|"
    first = next(iter(costs.values()))
    for name, some in costs.items():
        ratios = [one.processor / ours.processor for one, ours in zip(some, first, strict=True)]
        ratio = f"{statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f})"
        middle = {
            key: statistics.median(getattr(one, key) for one in some)
            for key in ("processor", "written", "memory", "grown", "start", "whole")
        }
        processor, written, memory, grown, began, whole = middle.values()
        yield (
            f"| {name} | {processor:.1f} | {ratio} | {written:.0f} | {memory:.0f} | {grown:.1f} "
            f"| {began:.0f} | {whole:.0f} |"
        )


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20, help="measured, 20 if not said")
    parser.add_argument("--rounds", type=int, default=3, help="3 if not said")
    options = parser.parse_args()
    costs: dict[str, list[Cost]] = {}
    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory() as folder:
            asked = list(programs(folder))
            running = [start(*one) for one in asked]  # a thread must not fork
            with ThreadPoolExecutor() as pool:
                results = [
                    (program.name, pool.submit(measure, program, one, options.seconds))
                    for (program, _), one in zip(asked, running, strict=True)
                ]
            for name, cost in results:
                costs.setdefault(name, []).append(cost.result())
    print(f"{options.rounds} rounds of {options.seconds:.0f} s, ", end="")
    print(f"Python {platform.python_version()}\n")
    print("\n".join(report(costs)))


if __name__ == "__main__":
    main()
