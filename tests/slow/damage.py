"""Damage a history in 2,000 ways: `python tests/slow/damage.py [NUMBER] [SEED]`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import damage


def main(number: int, seed: int) -> int:
    """Return how many kinds of damage lost what could have been read."""
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        for logged in (0, 3):
            made = damage.build(Path(scratch), 40, logged)
            shutil.copytree(made, whole := Path(scratch) / f"whole-{logged}")
            truth, _ = damage.contents(whole)
            sizes = {file.name: file.stat().st_size for file in made.iterdir()}
            for turn, case in enumerate(damage.cases(number // 2, sizes, seed + logged)):
                folder = Path(scratch) / f"case-{logged}-{turn}"
                try:
                    damage.check(made, truth, case, folder)
                except Exception as error:  # a traceback of one must not hide the others
                    failed += 1
                    print(f"{type(error).__name__}: {error}\n  {case}")
                shutil.rmtree(folder, ignore_errors=True)
    print(f"{number} kinds of damage, {failed} lost what could be read")
    return failed


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    raise SystemExit(bool(main(*(given + [2000, 1][len(given) :]))))
