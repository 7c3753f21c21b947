"""Kill sessions at random moments: `python tests/slow/kills.py [NUMBER] [SEED]`.

Each is the real program in a process of its own, with clocks that run 200 times as fast. Ten
sessions, three days apart, share a folder, so that what a killed one left is found by the next;
every tenth draws on a terminal. After each kill no second that was shown may be lost beyond the
last one, the database must be sound, and the next session must say what became of this one.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import driven

EACH = 10  # sessions a folder
AT_ONCE = 3  # folders


@dataclass
class Told:
    """What came of the kills in one folder: seconds lost by each, and the phase it was in."""

    lost: list[float] = field(default_factory=list)
    phases: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)


def a_folder(number: int, seed: int, length: float) -> Told:
    """Kill so many sessions in one folder, one after the other."""
    chance, told = random.Random(f"{seed}"), Told()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for turn in range(number):
            kill = driven.killed_on_a_screen if turn == EACH - 1 else driven.killed
            shown = kill(folder, chance, length, days=3.0 * turn)
            try:
                told.lost.append(driven.check(folder, shown, 3.0 * turn))
                told.phases[shown.phases[-1] if shown.phases else "nothing"] += 1
            except AssertionError as error:
                told.failed.append(f"seed {seed}, session {turn}: {error}")
    return told


def main(number: int, seed: int) -> int:
    """Return how many kills lost what had been shown."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch, driven.start(Path(scratch)) as session:
        session.say(*[""] * driven.PAGES)
        length = session.watch().began["off"]
    sizes = [min(EACH, number - first) for first in range(0, number, EACH)]
    with ProcessPoolExecutor(AT_ONCE) as pool:
        seeds = range(seed * 1000, seed * 1000 + len(sizes))
        tolds = list(pool.map(a_folder, sizes, seeds, [length] * len(sizes)))
    lost = [seconds for told in tolds for seconds in told.lost]
    failed = [sentence for told in tolds for sentence in told.failed]
    for sentence in failed:
        print(sentence)
    phases = sum((told.phases for told in tolds), Counter[str]())
    print("killed in:", ", ".join(f"{phase} {count}" for phase, count in phases.most_common()))
    print(
        f"{len(lost) + len(failed)} kills within {length:.0f} s and a little more, seed {seed}, ",
        end="",
    )
    print(f"{time.monotonic() - began:.0f} s: {len(failed)} failed, ", end="")
    print(f"{max(lost, default=0):.3f} s lost at most")
    return len(failed)


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    raise SystemExit(bool(main(*(given + [200, 1][len(given) :]))))
