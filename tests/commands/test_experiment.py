"""`experiment`: set up, told, rested, ended and compared; never more than may be known."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from person import BEGAN, Person
from program import Result, Stream
from spotguide.adapters.store import open_store
from spotguide.core.experiments import kept
from spotguide.core.experiments.design import Experiment
from spotguide.core.history import Outline
from spotguide.core.notes import Ended, HoldOver, Rated, to_dict
from spotguide.environment import Environment

Run = Callable[..., Result]
SPOT = "thoracolumbar-corner"
COMPARE = ("--compare", "lacrosse-ball,tennis-ball")
BALLS = Experiment(BEGAN, SPOT, ("lacrosse-ball", "tennis-ball"), 12, 4, "seed 244")
RESTS = Experiment(BEGAN, SPOT, ("rest", "treat"), 12, 4, "seed 244")
CLEAR = ((6, 2), (5, 5), (6, 3), (5, 4), (4, 1), (6, 2), (5, 5), (6, 5), (6, 3), (5, 4), (6, 6),
         (5, 1))  # fmt: skip
"""Ratings of twelve turns, by which the lacrosse ball does better."""


def at(days: float) -> Callable[[], Any]:
    """Return a clock that stands so many days after the beginning."""
    return lambda: BEGAN + timedelta(days=days)


def record(
    folder: Path,
    experiment: Experiment,
    ratings: Iterable[tuple[int | None, int | None]] = (),
    tools: Iterable[str] = (),
) -> None:
    """Write an experiment, and a session every other day with what was due, or with these tools."""
    order = [experiment.arms[arm] for arm in experiment.order]
    with closing(open_store(folder / "records", BEGAN)) as store:
        store.set_setting(*kept.design(experiment), BEGAN)
        for number, (before, after) in enumerate(ratings):
            tool = (*tools, *order[len(tuple(tools)) :])[number]
            began = BEGAN + timedelta(days=1 + 2 * number)
            outline = Outline(SPOT, "self", tool, "wall", ("left",), (("left",),), (45,), (3,),
                              (False,))  # fmt: skip
            session = store.begin(began, SPOT, outline.to_dict())
            facts = [
                *([] if before is None else [Rated("before", before)]),
                HoldOver(0, 0, 45_000, 45_000, "full"),
                *([] if after is None else [Rated("after", after)]),
                Ended("finished"),
            ]
            for seq, fact in enumerate(facts):
                store.write(session, seq, began + timedelta(minutes=seq), to_dict(fact), True)


def told(run: Run, *words: str, days: float = 30) -> Any:
    done = run("experiment", *words, "--json", now=at(days))
    assert done.status == 0, done.err
    return json.loads(done.out)


# Setting one up


def test_it_draws_an_order_and_tells_the_rules_and_what_is_due(run: Run, catalog: Any) -> None:
    done = run("experiment", "start", "2", *COMPARE)
    said = " ".join(done.out.split())
    assert done.status == 0
    for rule in catalog.experiments.rules:
        assert rule in said
    assert "12 turns in random order" in said
    assert "Due next: lacrosse ball" in said or "Due next: tennis ball" in said


def test_each_experiment_has_an_order_of_its_own(run: Run, tmp_path: Path) -> None:
    """Two seeds of 128 bits that are the same would be a wonder."""
    seeds = set()
    for day in range(2):
        run("experiment", "start", "2", *COMPARE, now=at(day))
        with closing(open_store(tmp_path / "records", BEGAN)) as store:
            seeds |= {one.seed for one in kept.experiments(store.settings())}
        run("experiment", "stop", now=at(day + 0.5))
    assert len(seeds) == 2


def test_what_is_set_up_is_told_as_json(run: Run) -> None:
    run("experiment", "start", "2", "--compare", "tennis ball,rest", "--sessions", "16",
        "--side", "left", now=at(0))  # fmt: skip
    found = told(run, days=0)
    assert found.pop("due") in ("tennis-ball", "rest")
    assert found == {
        "spot": {"number": 2, "slug": SPOT},
        "side": "left",
        "arms": [{"id": "tennis-ball", "name": "Tennis ball"}, {"id": "rest", "name": "Rest"}],
        "began": "2026-03-02T18:00:00+01:00",
        "turns": 16,
        "done": 0,
        "rest_until": None,
        "over": False,
        "stopped_early": False,
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("start", *COMPARE), "Which spot?"),
        (("start", "2"), "--compare takes two"),
        (("start", "2", "--compare", "lacrosse-ball,elbo"), 'Did you mean "elbow"'),
        (("start", "2", *COMPARE, "--sessions", "8"), "2 of 36"),
        (("start", "2", *COMPARE, "--sessions", "14"), "Blocks of four"),
        (("start", "2", *COMPARE, "--sessions", "44"), "some months"),
        (("start", "stiff neck", *COMPARE), "spotguide experiment start 1  Under"),
        (("result", "stiff neck"), "spotguide experiment result 1  Under"),
        (("start", "99", *COMPARE), "Spots go from 1 to 14"),
        (("strat",), 'Did you mean "start"? Try: spotguide experiment start'),
        (("2",), "What it knows is start, result, rest, stop"),
        (("rest",), "No experiment is set up"),
        (("stop",), "No experiment is running"),
        (("result",), "No experiment is set up"),
        (("stop", "2"), "the experiment that is running. Say: spotguide experiment stop"),
        (("--after", "0"), "--after goes with rest, as in spotguide experiment rest"),
        (("stop", "--now"), "--now goes with result"),
        (("result", *COMPARE), "--compare goes with start"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    run: Run, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    done = run("experiment", *words)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert not (tmp_path / "records").exists()


def test_it_says_as_json_what_it_has_done(run: Run) -> None:
    assert told(run, "start", "2", *COMPARE)["over"] is False
    assert told(run, "stop")["stopped_early"] is True


def test_a_second_one_is_refused_while_one_runs(run: Run) -> None:
    run("experiment", "start", "2", *COMPARE)
    done = run("experiment", "start", "3", "--compare", "treat,rest")
    assert (done.status, "An experiment is running" in done.err) == (2, True)


def test_without_one_it_says_how_to_begin(run: Run) -> None:
    done = run("experiment")
    assert (done.status, done.out) == (0, "")
    assert "spotguide experiment start 2" in done.err
    assert run("experiment", "--json").out == "null\n"


# While it runs


def test_while_it_runs_neither_the_order_nor_the_ratings_are_told(run: Run, tmp_path: Path) -> None:
    record(tmp_path, BALLS, CLEAR[:3])
    done = run("experiment", now=at(9))
    assert "3 of 12 turns are done. Due next: tennis ball." in " ".join(done.out.split())
    found = told(run, days=9)
    assert (found["done"], found["due"]) == (3, "tennis-ball")
    for text in (done.out, json.dumps(found), run("export", "-").out):
        assert str(list(BALLS.order))[1:-1] not in text
        assert "points" not in text


def test_before_its_end_there_is_no_result_and_looking_ends_it(
    run: Run, tmp_path: Path, catalog: Any
) -> None:
    record(tmp_path, BALLS, CLEAR[:5])
    done = run("experiment", "result", now=at(20))
    assert (done.status, done.out) == (2, "")
    assert "7 turns are left" in done.err
    assert catalog.experiments.looking.say in done.err
    assert told(run)["stopped_early"] is False
    shown = " ".join(run("experiment", "result", "--now", now=at(20)).out.split())
    assert f"5 of 12 turns were done. {catalog.experiments.early.say}" in shown
    for found in (told(run), told(run, "result")):
        assert (found["stopped_early"], found["over"]) == (True, True)
    assert catalog.experiments.early.say in " ".join(run("experiment", "result").out.split())


def test_stopped_without_looking_it_tells_no_difference(run: Run, tmp_path: Path) -> None:
    record(tmp_path, BALLS, CLEAR[:5])
    said = " ".join(run("experiment", "stop", now=at(20)).out.split())
    assert "Stopped early, after 5 of 12 turns." in said
    assert "points" not in said
    assert run("experiment", "stop").status == 2


# Rests


def test_a_rest_is_begun_with_one_rating_and_ended_with_another(
    run: Run, tmp_path: Path, catalog: Any
) -> None:
    record(tmp_path, RESTS)
    begun = run("experiment", "rest", "--before", "4", now=at(1))
    assert (begun.status, catalog.experiments.rest.say in " ".join(begun.err.split())) == (0, True)
    assert "Rate again at 18:04" in begun.err
    assert "A rest is running, until 18:04" in " ".join(begun.out.split())
    early = run("experiment", "rest", "--after", "3", now=at(1 + 3 / 1440))
    assert (early.status, "until 18:04" in early.err) == (2, True)
    done = run("experiment", "rest", "--after", "3", now=at(1 + 5 / 1440))
    assert "1 of 12 turns are done. Due next: pressing." in " ".join(done.out.split())
    run("experiment", "stop", now=at(2))
    (turn,) = told(run, "result")["taken"]
    assert (turn["due"], turn["did"], turn["before"], turn["after"]) == ("rest", "rest", 4, 3)


class Typing(Stream):
    """A person at a terminal who types each answer so many minutes after the first question."""

    def __init__(self, answers: list[tuple[str, int]]) -> None:
        super().__init__(tty=True)
        self.answers, self.minutes = answers, 0

    def readline(self, size: int = -1) -> str:
        answer, self.minutes = self.answers.pop(0)
        return f"{answer}\n"

    def now(self) -> datetime:
        return BEGAN + timedelta(days=1, minutes=self.minutes)


def test_on_a_terminal_a_rest_is_one_go_and_waits_for_its_end(
    run: Run, an_environment: Callable[..., Environment], tmp_path: Path
) -> None:
    """The second answer comes too early, and is asked for again."""
    record(tmp_path, RESTS)
    typing = Typing([("4", 0), ("2", 3), ("3", 5)])
    env = an_environment(now=typing.now)
    env.stdin = typing
    done = run("experiment", "rest", env=env)
    assert done.status == 0, done.err
    assert done.err.count("how bad is your usual pain") == 3
    assert "The question waits here" in done.err
    assert "Rate again then" in done.err
    run("experiment", "stop", now=at(2))
    (turn,) = told(run, "result")["taken"]
    assert (turn["before"], turn["after"]) == (4, 3)


@pytest.mark.parametrize(
    ("words", "days", "said"),
    [
        (("--before", "11"), 1, "from 0 to 10"),
        (("--after", "3"), 1, "No rest is running"),
        ((), 1, "Nobody is there to be asked"),
    ],
)
def test_a_rest_that_cannot_be_is_refused(
    run: Run, tmp_path: Path, words: tuple[str, ...], days: float, said: str
) -> None:
    record(tmp_path, RESTS)
    done = run("experiment", "rest", *words, now=at(days))
    assert (done.status, said in done.err) == (2, True)
    assert told(run, days=days)["done"] == 0


def test_a_rest_waits_its_turn_and_keeps_its_distance(run: Run, tmp_path: Path) -> None:
    record(tmp_path, RESTS)
    run("experiment", "rest", "--before", "4", now=at(0.5))
    again = run("experiment", "rest", "--before", "4", now=at(0.5))
    assert "A rest is running" in again.err
    run("experiment", "rest", "--after", "4", now=at(0.6))
    assert "No rest is due. Due: Pressing." in run("experiment", "rest", now=at(0.9)).err
    record(tmp_path, RESTS, [(4, 4)])  # on the first day: then a rest is due once more
    soon = run("experiment", "rest", "--before", "4", now=at(1.1))
    assert "Too soon after the last turn. A rest may begin from 22:03." in soon.err
    assert run("experiment", "rest", "--before", "4", now=at(1.2)).status == 0


def test_an_answer_that_is_no_rating_is_not_kept(run: Run, tmp_path: Path) -> None:
    record(tmp_path, RESTS)
    done = run("experiment", "rest", stdin="a lot\n", tty=True, now=at(1))
    assert (done.status, "That is no number from 0 to 10" in done.err) == (2, True)
    assert told(run, days=1)["done"] == 0


def test_an_open_rest_holds_back_the_result(run: Run, tmp_path: Path) -> None:
    record(tmp_path, RESTS)
    run("experiment", "rest", "--before", "4", now=at(1))
    assert "A rest is running" in run("experiment", "result", now=at(1)).err


# What it came to


@pytest.mark.parametrize("columns", [40, 80])
def test_the_result_is_a_page_that_fits(
    run: Run, golden: Callable[[str, str], None], tmp_path: Path, columns: int
) -> None:
    record(tmp_path, BALLS, CLEAR)
    done = run("experiment", "result", tty=True, columns=columns, lines=500,
               variables={"NO_COLOR": "1"}, now=at(30))  # fmt: skip
    assert done.status == 0
    assert max(map(len, done.out.splitlines())) <= columns
    golden(f"experiment-result-w{columns}", done.out)


def test_a_result_with_gaps_says_all_that_is_wrong_with_it(
    run: Run, golden: Callable[[str, str], None], tmp_path: Path
) -> None:
    """Stopped early, one turn unrated, one done otherwise, one deleted, and not the first here."""
    earlier = Experiment(BEGAN - timedelta(days=90), SPOT, BALLS.arms, 12, 4, "seed")
    record(tmp_path, earlier)
    record(tmp_path, BALLS, ((6, 2), (5, None), *CLEAR[2:9]), tools=("thumb",))
    run("experiment", now=at(18))
    run("history", "delete", "5", "--yes")
    done = run("experiment", "result", "--now", "--plain", now=at(19))
    golden("experiment-result-gaps", done.out)


def test_the_numbers_of_the_result_are_in_the_json(run: Run, tmp_path: Path) -> None:
    record(tmp_path, BALLS, CLEAR)
    found = told(run, "result")
    assert found["verdict"] == "clear"
    assert found["chance"] == {"extreme": 2, "orders": 216}
    assert found["difference"] == 3
    assert found["range"][0] < found["difference"] < found["range"][1]
    assert [turn["due"] for turn in found["taken"]] == [BALLS.arms[arm] for arm in BALLS.order]
    assert [arm["rated"] for arm in found["arms"]] == [6, 6]


def test_ratings_given_later_count(run: Run, tmp_path: Path) -> None:
    record(tmp_path, BALLS, [*CLEAR[:11], (5, None)])
    assert told(run, "result")["unrated"] == 1
    run("rate", "--after", "1", now=at(24))
    assert told(run, "result")["unrated"] == 0


def test_the_result_of_a_spot_can_be_asked_for(run: Run, tmp_path: Path) -> None:
    record(tmp_path, BALLS, CLEAR)
    assert told(run, "result", "2")["spot"]["number"] == 2
    assert "Upper outer shin: No experiment is set up" in run("experiment", "result", "3").err


def test_an_experiment_at_a_spot_that_is_not_known_is_no_bug(run: Run, tmp_path: Path) -> None:
    record(tmp_path, Experiment(BEGAN, "elsewhere", BALLS.arms, 12, 4, "seed"))
    done = run("experiment")
    assert (done.status, "no spot of this version" in done.err) == (2, True)


def test_the_result_ends_with_each_paper_as_it_is_cited(
    run: Run, tmp_path: Path, catalog: Any
) -> None:
    record(tmp_path, BALLS, CLEAR)
    said = run("experiment", "result").out.partition("\nSources\n")[2]
    listed = " ".join(said.split())
    named = {paper for one in (*catalog.experiments.cannot, *catalog.experiments.methods)
             for paper in one.papers}  # fmt: skip
    for paper in (one for one in catalog.experiments.paper if one.id in named):
        assert f"{paper.authors} ({paper.year}). {paper.title.rstrip('?.')}" in listed
        assert f"{paper.journal} {paper.volume}" in listed
        assert f"https://doi.org/{paper.doi}" in listed


def test_no_word_claims_more_than_the_numbers(run: Run, tmp_path: Path) -> None:
    record(tmp_path, BALLS, CLEAR)
    said = run("experiment", "result").out.partition("Sources")[0].lower()
    for word in ("significan", "prove", "p-value", "p =", "cure", "works", "confiden"):
        assert word not in said


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ["start", "result", "rest", "stop"]),
        ("st", ["start", "stop"]),
        ("start thor", ["thoracolumbar-corner"]),
        ("stop ", []),
    ],
)
def test_a_shell_is_offered_the_actions_and_then_the_spots(typed: str, offered: list[str]) -> None:
    asked = {"_SPOTGUIDE_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args",
             "_TYPER_COMPLETE_ARGS": f"spotguide experiment {typed}"}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "spotguide"],
        env={**os.environ, **asked},
        capture_output=True,
        text=True,
        check=True,
    )
    assert [row.partition("\t")[0] for row in done.stdout.splitlines() if row] == offered


def test_help_names_every_action(run: Run) -> None:
    said = run("experiment", "--help").out
    for action in ("start", "result", "rest", "stop"):
        assert f"spotguide experiment {action}" in said


def test_it_is_said_in_sentences_to_the_ear(run: Run, tmp_path: Path) -> None:
    record(tmp_path, BALLS, CLEAR)
    said = run("experiment", "result", "--accessible").out
    assert "•" not in said
    assert "  " not in said


@pytest.mark.parametrize("words", [(), ("result",)], ids=["experiment", "experiment result"])
def test_the_keys_of_the_json_are_documented(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    record(tmp_path, BALLS, CLEAR)
    text = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    heading = " ".join(("experiment", *words))
    section = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    keys = [key.strip(" `") for row in rows for key in row.split(",")]
    assert keys == list(told(run, *words))


# What a session is told


def treat(run: Run, tmp_path: Path, *args: str) -> Result:
    """Begin a session at spot 2 in the middle of the experiment, with all that is asked said."""
    person = Person(began=BEGAN + timedelta(days=30))
    answers = ("--side", "left", "--by", "self", "--position", "wall", "--before", "4", "--cleared")
    return run("treat", "2", *answers, "--no-input", "--plain", *args, tty=True, **person.world())


def test_a_session_is_told_what_is_due_and_takes_it(run: Run, tmp_path: Path) -> None:
    record(tmp_path, BALLS, CLEAR[:3])
    due = told(run)["due"]
    done = treat(run, tmp_path)
    tool = due.replace("-", " ")
    assert f"Your experiment, turn 4 of 12: {tool} is due." in done.out
    assert f"Have ready: {tool.capitalize()}." in done.out
    assert told(run, days=31)["done"] == 4


def test_a_session_with_another_tool_is_told_what_it_counts_for(run: Run, tmp_path: Path) -> None:
    record(tmp_path, BALLS, CLEAR[:3])
    other = {"lacrosse-ball": "tennis-ball"}.get(told(run)["due"], "lacrosse-ball")
    done = treat(run, tmp_path, "--tool", other)
    assert "counts for what was due" in done.out


def test_where_a_rest_is_due_no_session_begins_unasked(run: Run, tmp_path: Path) -> None:
    record(tmp_path, RESTS)
    turns = [RESTS.arms[arm] for arm in RESTS.order]
    assert turns[0] == "rest", "the first turn of this seed is a rest"
    done = treat(run, tmp_path)
    assert (done.status, done.out) == (0, "")
    assert "a rest is due" in done.err


def test_where_a_session_would_be_refused_no_experiment_begins(run: Run, tmp_path: Path) -> None:
    record(tmp_path, BALLS)
    run("experiment", "stop", now=at(1))
    run("profile", "answer", "cancer", "yes", now=at(1))
    done = run("experiment", "start", "2", *COMPARE, now=at(2))
    assert done.status == 4
    assert "profile answer cancer" in done.err
