"""`resume` before anything goes on: which options it takes, and what it wants to know."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from person import BEGAN, Person
from program import Result
from spotguide.adapters.store import open_store
from spotguide.core.history import Outline
from spotguide.core.notes import Began, Ended, Held, to_dict

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _left(tmp_path: Path) -> None:
    """A session that was left five minutes ago, in its first hold."""
    at = BEGAN - timedelta(minutes=5)
    outline = Outline("thoracolumbar-corner", "self", "tennis-ball", "wall", ("left",),
                      (("left",),), (30,), (2,), (True,), (4,))  # fmt: skip
    facts = (Began("ramp", 0, 0), Began("hold", 0, 0), Held(0, 0, 9000, 9000), Ended("stopped"))
    with closing(open_store(tmp_path / "records", at)) as store:
        session = store.begin(at, outline.spot, outline.to_dict())
        for seq, fact in enumerate(facts):
            store.write(session, seq, at, to_dict(fact), True)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ("--no-input", "Anything new since 17:55? Press n for nothing, or 1. Say --cleared"),
        ("--cleared --pace me --no-input", "--pace me waits for your key"),
        ("--rehearse", "--rehearse"),
        ("--side right", "--side"),
        ("2", "2"),
    ],
)
def test_what_cannot_be_is_one_sentence(run: Run, args: str, said: str) -> None:
    done = run("resume", *args.split(), **Person().world())
    assert done.status == 2
    assert said in done.err
    assert done.out == ""


def test_lines_of_a_pipe_answer_as_keys_do(run: Run) -> None:
    person = Person([(1.0, "none"), (2.0, "ok")], leaves=True)
    done = run("resume", **person.world())
    assert "Hold: 21 seconds" in done.out
    assert done.status == 0


def test_input_that_ends_at_the_question_is_wrong_usage(run: Run) -> None:
    done = run("resume", **Person(leaves=True).world())
    assert done.status == 2
    assert "Standard input has ended" in done.err


def test_no_key_that_goes_on_answers_the_question(run: Run) -> None:
    keys = ["\r", " ", "\x1b[6~", "\x1b[C", "y", "p", "0", "2", "9"]
    person = Person([*((1.0 + at, key) for at, key in enumerate(keys)), (30.0, "q")])
    done = run("resume", "--plain", tty=True, **person.world())
    assert done.status == 3
    assert "Get into place" not in done.out
    assert "Do you have" not in done.out
