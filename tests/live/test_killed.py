"""Killed at any moment, a session loses no second that it has shown, beyond the last one."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows knows no such signal", allow_module_level=True)

import driven

LENGTH = 110.0  # seconds from the first page to the last letting go
SPEED = 1000.0
SEED = 20260302
KILLS = 7


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_session_keeps_what_it_showed_and_the_next_one_tells(
    tmp_path: Path, number: int
) -> None:
    """`tests/slow/kills.py` does the same 200 times."""
    chance = random.Random(SEED + number)
    shown = driven.killed(tmp_path, chance, LENGTH, speed=SPEED)
    assert driven.check(tmp_path, shown) <= 1


def test_on_a_screen_it_keeps_what_stood_there(tmp_path: Path) -> None:
    shown = driven.killed_on_a_screen(tmp_path, random.Random(SEED), driven.HOLD / 2, after="HOLD")
    assert shown.phases
    assert driven.check(tmp_path, shown) <= 1


def test_a_session_of_these_tests_shows_every_second_and_is_kept_whole(tmp_path: Path) -> None:
    """Else none that is killed would say anything."""
    with driven.start(tmp_path, speed=SPEED) as session:
        session.say(*[""] * driven.PAGES)
        session.watch(until=LENGTH)
        shown = session.kill()
    planned = driven.HOLD * driven.ROUNDS
    assert (shown.told, shown.charged) == (planned, planned)
    assert planned - 5 <= shown.read <= planned
    assert shown.phases.count("hold") == driven.ROUNDS
    assert driven.check(tmp_path, shown) == 0
