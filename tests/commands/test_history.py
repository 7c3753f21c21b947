"""`history`: the sessions that were recorded, on a screen, in lines and as JSON."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta, timezone
from pathlib import Path

import pytest

import program
from person import BEGAN, Person, typed
from program import Result
from spotguide.adapters.store import open_store
from spotguide.commands.history import ACTIONS
from spotguide.core.catalog import Catalog
from spotguide.core.search import find

Run = Callable[..., Result]


@pytest.fixture(name="recorded", scope="module")
def _recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sessions at spot 2, one that was screened out at spot 5."""
    folder = tmp_path_factory.mktemp("recorded")
    answers = (
        *("--cleared", "--by", "self", "--tool", "tennis-ball", "--position", "wall"),
        *("--before", "6", "--no-input", "--plain"),
    )
    for days, side in ((0, "left"), (1, "right")):
        person = Person(began=BEGAN + timedelta(days=days))
        done = program.run("treat", "2", "--side", side, *answers, folder=folder, **person.world())
        assert done.status == 0
    person = Person(typed("1\r"), began=BEGAN + timedelta(days=2))
    assert program.run("treat", "5", folder=folder, tty=True, **person.world()).status == 4
    return folder


@pytest.fixture(name="past")
def _past(recorded: Path, tmp_path: Path) -> None:
    """The same sessions, for one test alone."""
    shutil.copytree(recorded / "records", tmp_path / "records")


@pytest.mark.usefixtures("past")
@pytest.mark.parametrize("columns", [40, 80])
def test_it_is_a_table_that_fits(
    run: Run, golden: Callable[[str, str], None], columns: int
) -> None:
    done = run("history", tty=True, columns=columns, variables={"NO_COLOR": "1"})
    assert max(map(len, done.out.splitlines())) <= columns
    golden(f"history-w{columns}", done.out)


@pytest.mark.usefixtures("past")
def test_in_a_pipe_each_session_is_one_line_with_tabs(run: Run) -> None:
    lines = run("history").out.splitlines()
    fields = [line.split("\t") for line in lines]
    assert [len(one) for one in fields] == [10, 10, 10]
    assert [one[3] for one in fields] == ["", "right", "left"]
    assert fields[1][4:9] == ["Tennis ball", "1:00", "1:00", "finished", "6"]


@pytest.mark.usefixtures("past")
def test_it_can_be_narrowed_to_a_spot_and_to_the_newest(run: Run) -> None:
    assert len(json.loads(run("history", "--json").out)) == 3
    at_two = json.loads(run("history", "2", "--json").out)
    assert [one["spot"]["number"] for one in at_two] == [2, 2]
    newest = json.loads(run("history", "2", "--newest", "1", "--json").out)
    assert newest == at_two[:1]


@pytest.mark.usefixtures("past")
def test_list_tells_when_a_spot_was_last_treated(run: Run) -> None:
    spots = json.loads(run("list", "--json", now=lambda: BEGAN + timedelta(days=3)).out)
    told = {one["number"]: one["last_treated"] for one in spots}
    assert told[2] == "2026-03-03T18:00:00+0100"
    assert told[5] is None
    lines = run("list", now=lambda: BEGAN + timedelta(days=3)).out.splitlines()
    assert lines[1].endswith("\t2 days ago\t")


def test_where_nothing_is_recorded_nothing_is_begun(run: Run, tmp_path: Path) -> None:
    done = run("history")
    assert done.status == 0
    assert done.out == ""
    assert "No session is recorded yet" in done.err
    assert run("history", "--json").out == "[]\n"
    assert not (tmp_path / "records").exists()


def test_an_unknown_spot_is_wrong_usage(run: Run) -> None:
    assert run("history", "15").status == 2


def test_a_history_that_cannot_be_opened_is_status_6(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    (folder / "history.sqlite3").mkdir(parents=True)
    done = run("history")
    assert done.status == 6
    assert "Traceback" not in done.err


# Filters


def ids(run: Run, *words: str) -> list[int]:
    return [one["id"] for one in json.loads(run("history", *words, "--json").out)]


@pytest.mark.usefixtures("past")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--side", "left"), [1]),
        (("--side", "right"), [2]),
        (("--ended", "finished"), [2, 1]),
        (("--ended", "screened-out"), [3]),
        (("--since", "2026-03-03"), [3, 2]),
        (("--until", "2026-03-03"), [2, 1]),
        (("--since", "2026-03-03", "--until", "2026-03-03"), [2]),
        (("--since", "2026-03-03 18:01"), [3]),
        (("--since", "yesterday", "--until", "today"), [3, 2]),
        (("--since", "1w"), [3, 2, 1]),
        (("low back pain", "--ended", "finished", "--newest", "1"), [2]),
    ],
)
def test_sessions_are_found_by_side_end_and_day(
    run: Run, words: tuple[str, ...], found: list[int]
) -> None:
    today = BEGAN + timedelta(days=2)
    done = run("history", *words, "--json", now=lambda: today)
    assert [one["id"] for one in json.loads(done.out)] == found


@pytest.mark.usefixtures("past")
def test_a_day_is_that_of_the_clock_where_the_session_began(run: Run) -> None:
    """A journey west must not move yesterday's session to another day."""
    far = (BEGAN + timedelta(days=2)).astimezone(timezone(timedelta(hours=-10)))
    done = run("history", "--since", "2026-03-02", "--until", "2026-03-02", now=lambda: far)
    assert done.out.startswith("2026-03-02 18:00\t")
    assert done.out.count("\n") == 1


@pytest.mark.usefixtures("past")
@pytest.mark.parametrize("day", ["2026-02-30", "soon", "99999w", "2026-3", ""])
def test_a_day_that_is_none_is_wrong_usage(run: Run, day: str) -> None:
    done = run("history", f"--since={day}")
    assert (done.status, "2026-03-31" in done.err) == ((2, True) if day else (0, False))


@pytest.mark.usefixtures("past")
def test_where_no_session_fits_it_is_said(run: Run) -> None:
    done = run("history", "--ended", "stopped")
    assert (done.status, done.out) == (0, "")
    assert "No session fits" in done.err


@pytest.mark.usefixtures("past")
def test_the_newest_fifty_are_shown_and_the_way_to_the_rest(run: Run, tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "records", BEGAN)) as store:
        for number in range(60):
            store.begin(BEGAN - timedelta(days=number + 1), "calf", {})
    done = run("history")
    assert done.out.count("\n") == 50
    assert "spotguide history --newest 200" in done.err
    assert run("history", "--all").out.count("\n") == 63
    assert run("history", "--newest", "55").out.count("\n") == 55
    assert len(ids(run)) == 63
    assert run("history", "--csv").out.count("\n") == 64


# CSV and Markdown


@pytest.mark.usefixtures("past")
def test_as_csv_each_column_is_the_documented_one(run: Run) -> None:
    told = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    table = told.partition("| column | value |")[2].partition("\n## ")[0]
    names = [name for line in table.splitlines() if line.startswith("| `")
             for name in re.findall(r"`(\w+)`", line.split("|")[1])]  # fmt: skip
    lines = list(csv.DictReader(io.StringIO(run("history", "--csv").out)))
    assert list(lines[0]) == names
    assert [(one["id"], one["sides"], one["before"], one["ended"]) for one in lines] == [
        ("3", "", "", "screened-out"),
        ("2", "right", "6", "finished"),
        ("1", "left", "6", "finished"),
    ]


@pytest.mark.usefixtures("past")
def test_a_note_is_no_formula_in_a_spreadsheet_and_no_markup_in_markdown(run: Run) -> None:
    run("history", "note", "1", "=1+1", "|", "*a*")
    (line, *_) = csv.DictReader(io.StringIO(run("history", "--side", "left", "--csv").out))
    assert line["note"] == "'=1+1 | *a*"
    markdown = run("history", "--markdown").out.splitlines()
    assert markdown[1] == "|" + " --- |" * 9
    assert markdown[-1].endswith(r"| \=1+1 \| \*a\* |")


@pytest.mark.usefixtures("past")
def test_only_one_form_is_written(run: Run) -> None:
    done = run("history", "--csv", "--json")
    assert (done.status, done.out) == (2, "")


# One session


def test_no_spot_is_called_as_an_action(catalog: Catalog) -> None:
    for word in ACTIONS:
        assert not find(catalog, word, ("spot", "complaint", "muscle"))


@pytest.mark.usefixtures("past")
@pytest.mark.parametrize("columns", [40, 80])
def test_one_session_is_shown_whole(
    run: Run, golden: Callable[[str, str], None], columns: int
) -> None:
    run("history", "note", "1", "slept", "well after it")
    done = run("history", "show", "1", tty=True, columns=columns, variables={"NO_COLOR": "1"})
    assert max(map(len, done.out.splitlines())) <= columns
    golden(f"history-show-w{columns}", done.out)


@pytest.mark.usefixtures("past")
def test_a_session_goes_by_its_number_its_time_or_as_the_last(run: Run) -> None:
    for words in (("2",), ("2026-03-03", "18:00"), ("2026-03-03",)):
        assert run("history", "show", *words).out.startswith("Session 2, 2026-03-03 18:00,")
    for words in ((), ("last",)):
        assert run("history", "show", *words).out.startswith("Session 3,")
    assert json.loads(run("history", "show", "2", "--json").out)["id"] == 2


@pytest.mark.usefixtures("past")
@pytest.mark.parametrize("name", ["4", "0", "-1", "9" * 30, "2026-03-09", "stiff neck"])
def test_a_session_that_is_none_is_wrong_usage(run: Run, name: str) -> None:
    done = run("history", "show", "--", name)
    assert (done.status, done.out) == (2, "")
    assert "spotguide history" in done.err


def test_two_sessions_of_a_day_are_told_apart(run: Run, tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "records", BEGAN)) as store:
        for hours in (0, 1):
            store.begin(BEGAN + timedelta(hours=hours), "calf", {})
    done = run("history", "show", "2026-03-02")
    assert done.status == 2
    assert "spotguide history show 2  2026-03-02 19:00" in done.err


@pytest.mark.usefixtures("past")
def test_a_note_replaces_an_earlier_one_and_none_takes_it_back(run: Run) -> None:
    def kept() -> object:
        return json.loads(run("history", "show", "1", "--json").out)["note"]

    for text in ("first", "second thoughts", ""):
        assert run("history", "note", "1", *text.split()).status == 0
        assert kept() == (text or None)


@pytest.mark.usefixtures("past")
@pytest.mark.parametrize("text", ["x" * 2001, "\x1b[31mred"])
def test_a_note_that_cannot_be_shown_is_refused(run: Run, text: str) -> None:
    assert run("history", "note", "1", text).status == 2
    assert run("history", "note").status == 2


@pytest.mark.usefixtures("past")
def test_a_session_is_deleted_once_that_is_sure(run: Run, tmp_path: Path) -> None:
    run("history", "note", "2", "a word that is nowhere else")
    refused = run("history", "delete", "2")
    assert (refused.status, "--yes" in refused.err) == (2, True)
    for answer in ("\n", "no\n", "", "2\n"):
        assert "Nothing was deleted" in run("history", "delete", "2", stdin=answer, tty=True).err
    assert ids(run) == [3, 2, 1]
    asked = run("history", "delete", "2", stdin="yes\n", tty=True)
    assert asked.err.endswith("Deleted.\n")
    assert "counts for no limit" in asked.err
    assert run("history", "delete", "3", "--yes").status == 0
    assert ids(run) == [1]
    assert run("history", "delete").status == 2
    left = b"".join(file.read_bytes() for file in (tmp_path / "records").iterdir())
    assert b"a word that is nowhere else" not in left
