"""`progress`: the verdict, its reasons and the chart, on a screen, in words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from person import BEGAN
from program import Result
from spotguide.adapters.store import open_store
from spotguide.core.history import Outline
from spotguide.core.notes import Ended, HoldOver, Rated, to_dict

Run = Callable[..., Result]
SPOT = "thoracolumbar-corner"


def record(
    folder: Path, ratings: Iterable[tuple[int, int | None]], spot: str = SPOT, every: int = 2
) -> None:
    """Write a session every few days, the sides in turn, rated before and after."""
    with closing(open_store(folder / "records", BEGAN)) as store:
        for number, (before, after) in enumerate(ratings):
            at, side = BEGAN + timedelta(days=every * number), ("left", "right")[number % 2]
            outline = Outline(spot, "self", "tennis-ball", "wall", (side,), ((side,),), (45,), (3,),
                              (False,))  # fmt: skip
            session = store.begin(at, spot, outline.to_dict())
            facts = [
                Rated("before", before),
                HoldOver(0, 0, 45_000, 45_000, "full"),
                Ended("finished"),
                *([] if after is None else [Rated("after", after)]),
            ]
            for seq, fact in enumerate(facts):
                store.write(session, seq, at + timedelta(minutes=seq), to_dict(fact), True)


SAME = ((6, 4), (5, 5), (6, None), (5, 6), (6, 5), (5, 3), (6, 6))


@pytest.mark.parametrize("columns", [40, 80])
def test_it_is_a_page_that_fits(
    run: Run, golden: Callable[[str, str], None], tmp_path: Path, columns: int
) -> None:
    record(tmp_path, SAME)
    done = run("progress", "2", tty=True, columns=columns, variables={"NO_COLOR": "1"},
               now=lambda: BEGAN + timedelta(days=15))  # fmt: skip
    assert done.status == 0
    assert max(map(len, done.out.splitlines())) <= columns
    golden(f"progress-w{columns}", done.out)


def test_in_plain_lines_the_chart_is_words(run: Run, tmp_path: Path) -> None:
    record(tmp_path, SAME)
    for done in (run("progress", "2"), run("progress", "2", "--plain", tty=True)):
        assert "2026-03-02 left 6 before, 4 after" in " ".join(done.out.split())
        assert "...." not in done.out


@pytest.mark.parametrize(
    ("ratings", "key"),
    [
        ([(6, 4)] * 3 + [(3, 3)] * 3, "better"),
        ([(6, 4)] * 6, "no_change"),
        ([(3, 3)] * 3 + [(6, 6)] * 3, "worse"),
        ([(6, 4)] * 5, "too_few"),
    ],
)
def test_the_verdict_is_the_sentence_of_the_data(
    run: Run, tmp_path: Path, catalog: object, ratings: list[tuple[int, int]], key: str
) -> None:
    record(tmp_path, ratings)
    done = run("progress", "2", "--json", now=lambda: BEGAN + timedelta(days=10))
    (told,) = json.loads(done.out)
    assert told["say"] == getattr(catalog.doses.outcome.trend, key)
    assert told["verdict"] == key.replace("_", "-")
    assert told["say"] in " ".join(run("progress", "2").out.split())
    assert told["review"] is (key in ("no_change", "worse"))


def test_signs_to_think_of_come_with_the_review_and_when_it_is_worse(
    run: Run, tmp_path: Path, catalog: object
) -> None:
    flag = next(s for s in catalog.spots if s.slug == SPOT).red_flags[0].text
    record(tmp_path, [(6, 4)] * 3)
    early = BEGAN + timedelta(days=6)
    assert flag not in " ".join(run("progress", "2", now=lambda: early).out.split())
    late = " ".join(run("progress", "2", now=lambda: BEGAN + timedelta(days=14)).out.split())
    assert flag.split(".")[0] in late.replace(" ! ", " ")
    assert catalog.doses.dose_limits.course.say in late


def test_without_a_spot_there_is_a_line_for_each(run: Run, tmp_path: Path) -> None:
    record(tmp_path, SAME)
    record(tmp_path, [(4, 4)], "pit-of-the-low-back")
    lines = run("progress").out.splitlines()
    assert [line.split(",")[0] for line in lines] == [
        "2 Thoracolumbar corner", "13 Pit of the low back"
    ]  # fmt: skip
    assert [one["spot"]["number"] for one in json.loads(run("progress", "--json").out)] == [2, 13]


def test_where_nothing_was_pressed_it_is_said(run: Run, tmp_path: Path) -> None:
    done = run("progress")
    assert (done.status, done.out) == (0, "")
    assert "No session" in done.err
    assert run("progress", "--json").out == "[]\n"
    record(tmp_path, SAME)
    done = run("progress", "9")
    assert (done.status, done.out, "pressed there" in done.err) == (0, "", True)
    assert run("progress", "15").status == 2


def test_nobody_is_praised_for_how_often(run: Run, tmp_path: Path) -> None:
    record(tmp_path, SAME * 3)
    said = run("progress", "2").out.lower()
    for word in ("streak", "in a row", "well done", "great", "keep it up", "goal"):
        assert word not in said


def test_the_keys_of_the_json_are_documented(run: Run, tmp_path: Path) -> None:
    record(tmp_path, SAME)
    told = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    section = told.partition("\n## progress\n")[2].partition("\n## ")[0]
    keys = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
    assert keys == list(json.loads(run("progress", "2", "--json").out)[0])
