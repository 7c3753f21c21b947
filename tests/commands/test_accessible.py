"""For the ear: every command writes sentences that a teletype could print and a voice can read.

A command that is new stands in CASES, or the first test fails.
"""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import program
from commands.test_completion import offered
from commands.test_progress import SAME, record
from person import Person, typed
from program import Result
from spotguide.commands.app import COMMANDS
from spotguide.views.status import aloud as status_aloud

Run = Callable[..., Result]
LONGEST = 180

CASES: dict[str, tuple[tuple[str, ...], ...]] = {
    "list": ((), ("--for", "stiff neck"), ("--region", "head", "--alone"), ("--region", "x")),
    "find": (("hip",), ("my heel hurts",), ("chest", "pain,", "short", "of", "breath"), ("x",)),
    "explain": (
        *((), ("2",), ("2", "--sources"), ("tennis", "ball"), ("masseter",), ("shin", "pain")),
        *(("dose",), ("lu-2022",), ("nothing",), ("2", "--figure", "blocks")),
    ),
    "search": (("blood", "thinner"), ("pressure",), ("xyzzy",)),
    "treat": (
        ("2", "--rehearse"),
        ("4", "--rehearse", "--side", "left"),
        ("2", "--preview"),
        ("2", "--no-input"),
        ("pain", "--no-input"),
    ),
    "again": (("--preview",), ("--no-input",)),
    "resume": (("--no-input",),),
    "next": ((),),
    "map": ((), ("2", "6"), ("--figure", "braille")),
    "card": (("2",), ("2", "-o", "card.html"), ("neck", "pain")),
    "history": (
        *((), ("--newest", "2"), ("show", "last"), ("show", "3"), ("show", "2026-03-02")),
        *(("note", "3", "slept  well"), ("delete", "3"), ("delete", "3", "--yes"), ("14",)),
    ),
    "progress": ((), ("2",), ("6",), ("14",)),
    "rate": ((), ("3", "--after", "9"), ("3", "--after", "11")),
    "experiment": (
        (),
        ("result",),
        ("start", "2", "--compare", "lacrosse-ball,tennis-ball"),
    ),
    "profile": ((),),
    "export": (("kept.json",),),
    "import": (("other.json",), ("missing.json",)),
    "forget": ((), ("--all",), ("--all", "--yes")),
    "render": (
        ("2", "--side", "left"),
        ("2", "--side", "left", "-o", "sheet.txt"),
        ("stiff", "neck"),
        ("2", "--format", "wav"),
    ),
    "ctl": (("status",), ("ease",), ("rate",)),
    "doctor": ((),),
}
"""For each command what it is run with: a page, a list, a question, an error."""

EVERY = [(name, args) for name, cases in CASES.items() for args in cases]
ASKED = ({"ACCESSIBLE": "1"}, ()), ({}, ("--accessible",))


@pytest.fixture(name="past", scope="module")
def _past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven sessions at spot 2, two at spot 6, and a history to import."""
    folder = tmp_path_factory.mktemp("past")
    record(folder, SAME)
    record(folder, ((3, 1), (4, 2)), spot="side-of-hip")
    assert program.run("export", str(folder / "other.json"), folder=folder).status == 0
    return folder


@pytest.fixture(name="hear")
def _hear(past: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`hear("list", variables=…)`: at a terminal that has color and pictures, with a past."""
    shutil.copytree(past, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)

    def hear(*args: str, variables: dict[str, str] | None = None, **world: Any) -> Result:
        forced = {"FORCE_COLOR": "1", "COLORTERM": "truecolor", "SPOTGUIDE_FIGURE": "blocks"}
        usual = {"tty": True, **Person(typed(["2", "1", *"qqqq"])).world(), **world}
        return program.run(
            *args, folder=tmp_path, variables={**forced, **(variables or {})}, **usual
        )

    return hear


def drawn(letter: str) -> bool:
    """Say whether a reader of screens would spell this out: what is no letter, sign or space."""
    return ord(letter) > 126 and unicodedata.category(letter)[0] not in "LM"


def flaws(text: str, columns: int = LONGEST) -> Iterable[str]:
    """Yield what is wrong with each line; words that are one long address may be wider."""
    lines = text.split("\n")
    for line, after in pairwise([*lines, ""]):
        if unprintable := {letter for letter in line if not letter.isprintable()}:
            yield f"{unprintable} in {line!r}"
        if any(map(drawn, line)):
            yield f"drawn: {line!r}"
        if len(line) > LONGEST or (len(line) > columns and " " in line):
            yield f"too long: {line!r}"
        if "  " in line or line != line.strip():
            yield f"columns: {line!r}"
        if line and line == after:
            yield f"twice: {line!r}"


def hints(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.startswith("Keys:")]


def test_every_command_is_heard_here():
    assert set(CASES) == set(COMMANDS)


@pytest.mark.parametrize("variables_and_option", ASKED, ids=["ACCESSIBLE", "option"])
@pytest.mark.parametrize(
    ("name", "args"), EVERY, ids=[" ".join((name, *args)) for name, args in EVERY]
)
def test_a_teletype_could_print_it_and_a_voice_read_it(
    hear: Run, name: str, args: tuple[str, ...], variables_and_option: Any
) -> None:
    variables, option = variables_and_option
    done = hear(name, *args, *option, variables=variables)
    assert done.out + done.err
    assert [*flaws(done.out), *flaws(done.err)] == []
    if name != "find":  # it asks, and then runs another command
        assert len(hints(done.out)) == len(set(hints(done.out)))
    if name not in SESSIONS:
        assert [*flaws(done.out, 80), *flaws(done.err, 80)] == []


SESSIONS = ("treat", "again", "resume", "find")
"""Commands that may lead a session, whose lines are as long as a teletype's."""


@pytest.mark.parametrize("name", COMMANDS)
def test_the_option_stands_in_every_help_in_one_place(run: Run, name: str) -> None:
    told = run(name, "--help", tty=True, variables={"ACCESSIBLE": "1"}).out
    assert len(re.findall(r"^  --accessible ", told, re.MULTILINE)) == 1
    assert not any(drawn(letter) or letter in "\x1b\r\t" for letter in told)
    assert max(map(len, told.split("\n"))) <= 80


@pytest.mark.parametrize(
    "args", [(), ("--help",), ("list", "--foo"), ("lisst",), ("--accessible",)]
)
def test_help_and_errors_hold_no_drawing(run: Run, args: tuple[str, ...]) -> None:
    done = run(*args, tty=True, variables={"ACCESSIBLE": "1"})
    text = done.out + done.err
    assert text.isprintable() or set(filter(lambda c: not c.isprintable(), text)) == {"\n"}
    assert not any(map(drawn, text))
    if "--help" not in args:
        assert [*flaws(text, 80)] == []


def test_the_option_may_stand_before_the_command_and_means_what_the_variable_means(
    hear: Run,
) -> None:
    plain = hear("list", variables={"ACCESSIBLE": "1"}).out
    assert plain == hear("list", "--accessible").out == hear("--accessible", "list").out
    assert plain != hear("list").out
    assert hear("--accessible").err == ("Which command? To see what there is: spotguide --help\n")
    assert hear("--accessible", "lst").err.startswith('There is no command "lst".')
    assert offered("list --acc").keys() == offered("--acc").keys() == {"--accessible"}


def test_in_a_pipe_the_variable_leaves_the_tabs_and_the_option_writes_sentences(
    hear: Run,
) -> None:
    """A variable that is always set breaks no script; who types the option wants words."""
    for command in ("list", "map", "history"):
        tabs = hear(command, tty=False).out
        assert tabs.count("\t") > 5
        assert hear(command, tty=False, variables={"ACCESSIBLE": "1"}).out == tabs
        said = hear(command, "--accessible", tty=False).out
        assert "\t" not in said
        assert said == hear(command, variables={"ACCESSIBLE": "1"}).out


def test_values_stay_values(hear: Run) -> None:
    """What is written for other programs is the same with it and without."""
    for args in (("list", "--json"), ("history", "--csv"), ("explain", "2", "--markdown")):
        assert hear(*args, "--accessible").out == hear(*args).out


@pytest.mark.parametrize("args", ["list", "find heel", "search thinner", "map 2 6", "history",
                                  "history show 3", "progress 2", "explain 13"])  # fmt: skip
def test_it_reads_well(hear: Run, golden: Callable[[str, str], None], args: str) -> None:
    """Read by eye and aloud first."""
    done = hear(*args.split(), "--accessible", **Person(typed("qq")).world())
    golden(f"aloud-{args.replace(' ', '-')}", done.out)


def test_find_asks_a_listener_too_and_goes_on(hear: Run) -> None:
    """The spots are said once, with the numbers by which one of them is chosen."""
    done = hear("find", "hip", "--accessible")
    told = done.out
    assert re.search(r"^2\. Thoracolumbar corner, spot 2\. It fits: ", told, re.MULTILINE)
    assert "2. Thoracolumbar corner\n" in told
    assert "Spot 2: Thoracolumbar corner." in told
    assert hear("find", "hip", "--accessible", "--plain").out.count("\n") < told.count("\n")


def test_a_card_is_named_where_it_can_be_read(hear: Run) -> None:
    done = hear("card", "2", "--accessible")
    assert done.status == 2
    assert "spotguide explain 2" in done.err
    assert hear("card", "2", "-o", "card.html", "--accessible").status == 0
    assert Path("card.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_running_session_is_told_in_words() -> None:
    found = {
        "word": "HOLD", "left": 32, "total_left": 125, "side": "left", "round": 2, "rounds": 3,
        "asking": True, "said": "Still good?",
    }  # fmt: skip
    assert [*status_aloud(found)] == [
        "Hold, 32 seconds left.",
        "Left side, round 2 of 3.",
        "The session goes on for 2 minutes 5 seconds.",
        "A check-in is open.",
        "Said last: Still good?",
    ]
    assert [*status_aloud({"word": "SCREEN", "left": None, "said": ""})] == ["Screen."]


def test_the_record_of_a_session_for_the_ear_is_a_record(hear: Run) -> None:
    done = hear("treat", "2", "--rehearse", "--accessible", "--json", **Person().world())
    assert json.loads(done.out)["ended"] == "finished"
    assert [*flaws(done.err)] == []
