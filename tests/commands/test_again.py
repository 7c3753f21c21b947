"""`again`: the last session that counts once more, as far as it may be."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from person import BEGAN, Person, typed
from program import Result
from spotguide.adapters.store import open_store
from spotguide.core.history import Outline
from spotguide.core.notes import Ended, HoldOver, to_dict
from spotguide.core.plan.screening import Remembered

Run = Callable[..., Result]
LEFT, BOTH = ("left",), ("left", "right")
ANSWERED = ("--cleared", "--before", "4", "--no-input", "--plain")


def record(
    folder: Path,
    days: float,
    sides: tuple[str, ...] = LEFT,
    tool: str = "tennis-ball",
    seconds: int = 45,
    **changes: str,
) -> None:
    """Write a session at spot 2 so many days ago."""
    at, places = BEGAN - timedelta(days=days), tuple((side,) for side in sides)
    words = {"spot": "thoracolumbar-corner", "by": "self", "position": "wall", **changes}
    outline = Outline(**words, tool=tool, sides=sides, places=places, holds=(45,) * len(sides),
                      rounds=(2,) * len(sides), first=(False,) * len(sides))  # fmt: skip
    held = seconds * 1000
    facts = [HoldOver(number, 0, held, held, "full") for number in range(len(sides))]
    end = Ended("finished" if seconds >= 30 else "stopped")
    with closing(open_store(folder / "records", at)) as store:
        session = store.begin(at, outline.spot, outline.to_dict())
        for seq, fact in enumerate((*facts, end)):
            store.write(session, seq, at + timedelta(minutes=seq), to_dict(fact), True)


def again(run: Run, *args: str, now: datetime = BEGAN, person: Person | None = None) -> Result:
    person = person or Person(began=now)
    return run("again", *args, tty=True, **person.world())


def way(record: dict[str, Any]) -> tuple[object, ...]:
    sides = tuple(side["side"] for side in record["sides"])
    return record["spot"]["number"], record["by"], record["tool"], record["position"], sides


def test_it_is_the_same_way_once_more(run: Run, tmp_path: Path) -> None:
    record(tmp_path, 9)
    record(tmp_path, 3, BOTH, "lacrosse-ball")
    done = again(run, *ANSWERED, "--json")
    assert done.status == 0
    assert way(json.loads(done.out)) == (2, "self", "lacrosse-ball", "wall", BOTH)
    assert done.err.startswith(
        "Once more: 2 Thoracolumbar corner, left side and right side, Lacrosse ball, standing "
        "against a wall, as on 2026-02-27 18:00.\n"
    )


def test_what_was_too_short_to_count_is_passed_over(run: Run, tmp_path: Path) -> None:
    record(tmp_path, 9, ("right",))
    record(tmp_path, 3, LEFT, "lacrosse-ball", seconds=20)
    done = again(run, *ANSWERED, "--json")
    assert way(json.loads(done.out)) == (2, "self", "tennis-ball", "wall", ("right",))


def test_the_safety_questions_and_the_pain_are_asked_as_ever(run: Run, tmp_path: Path) -> None:
    record(tmp_path, 3)
    asked = again(run, "--plain", person=Person(typed([*"nnnnnn", "4", "q"]))).out
    assert "Do you have any of these now?" in asked
    assert "how bad is your usual pain right now?" in " ".join(asked.split())
    assert "As last time?" not in asked
    assert "Which side?" not in asked
    missing = again(run, "--no-input")
    assert missing.status == 2
    assert "--cleared" in missing.err


@pytest.mark.parametrize("sides", [LEFT, BOTH])
def test_too_soon_is_refused_and_says_from_when(
    run: Run, tmp_path: Path, sides: tuple[str, ...]
) -> None:
    """The other side is free, but it is not what was pressed last."""
    record(tmp_path, 9, BOTH)
    record(tmp_path, 0.1, sides)
    done = again(run, *ANSWERED)
    assert done.status == 4
    assert "Thoracolumbar corner, left side," in done.err
    assert "Again from 11:36 tomorrow." in done.err
    assert done.out == ""


def test_where_the_tool_is_too_firm_by_now_it_is_chosen_anew(run: Run, tmp_path: Path) -> None:
    record(tmp_path, 3, LEFT, "lacrosse-ball")
    with closing(open_store(tmp_path / "records", BEGAN)) as store:
        at = BEGAN - timedelta(days=1)
        store.remember(Remembered("bruises-easily", "", True, False, at))
    person = Person([*((1.0 + at, "\r") for at in range(4)), (9.0, "q")])
    done = again(run, "--cleared", "--plain", person=person)
    said = " ".join(done.out.split())
    assert "As last time, Lacrosse ball, standing against a wall, is not possible today." in said
    assert "how bad is your usual pain" in said
    assert "Which side?" not in said
    none = again(run, *ANSWERED)
    assert none.status == 2
    assert "is not possible today" in none.err


def test_it_can_be_looked_at_first(run: Run, tmp_path: Path) -> None:
    record(tmp_path, 3)
    done = again(run, "--preview")
    assert done.status == 0
    assert "Tennis ball" in done.out
    plan = json.loads(again(run, "--preview", "--json").out)
    assert (plan["tool"], plan["position"]) == ("tennis-ball", "wall")
    assert [side["side"] for side in plan["sides"]] == ["left"]
    assert len(json.loads(run("history", "--json").out)) == 1


def test_without_a_session_that_counts_it_says_so(run: Run, tmp_path: Path) -> None:
    for _ in range(2):
        done = again(run)
        assert done.status == 2
        assert "spotguide treat" in done.err
        record(tmp_path, 3, seconds=20)


def test_a_spot_that_is_gone_is_told(run: Run, tmp_path: Path) -> None:
    record(tmp_path, 3, spot="knee")
    done = again(run, *ANSWERED)
    assert done.status == 2
    assert '"knee", which is not in the catalog' in done.err


def test_a_tool_that_is_gone_leads_to_choosing_anew(run: Run, tmp_path: Path) -> None:
    record(tmp_path, 3, tool="cannonball")
    done = again(run, "--cleared", "--plain", person=Person(typed("q")))
    assert done.status == 3
    assert "As last time, cannonball, standing against a wall, is" in " ".join(done.out.split())


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ("--before 11", "0 to 10"),
        ("--agreed nothing", "safety question"),
        ("--tool hands", "--tool"),
    ],
)
def test_what_cannot_be_is_one_sentence(run: Run, tmp_path: Path, args: str, said: str) -> None:
    record(tmp_path, 3)
    done = again(run, *args.split())
    assert done.status == 2
    assert said in done.err
