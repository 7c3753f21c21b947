"""`export`, `import` and `forget`: all of the history, carried, merged and deleted."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from contextlib import closing, contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import damage
import program
from person import BEGAN
from program import Result
from spotguide.adapters.database import FILE
from spotguide.adapters.lock import only_one
from spotguide.adapters.store import open_store
from spotguide.core.exchange import merged
from spotguide.core.notes import Began, Ended, Later, Rated, Remark, to_dict
from spotguide.core.plan.screening import Remembered
from spotguide.core.summaries import Wanted

Run = Callable[..., Result]
NOW = BEGAN + timedelta(days=60)


def computer(folder: Path, *numbers: int) -> Run:
    """Return the program on a computer of its own, with these sessions."""
    with closing(open_store(folder / "records", BEGAN)) as store:
        for number in numbers:
            damage.write(store, number)
        store.set_setting("tools-owned", '["tennis-ball"]', BEGAN)
    return partial(program.run, folder=folder, now=lambda: NOW)


def exported(run: Run) -> dict[str, Any]:
    done = run("export", "-")
    assert done.status == 0
    found: dict[str, Any] = json.loads(done.out)
    return found


@pytest.fixture(name="here")
def _here(tmp_path: Path) -> Run:
    return computer(tmp_path / "here", 0, 1, 2, 4)


def test_what_comes_back_is_the_same_letter_by_letter(here: Run, tmp_path: Path) -> None:
    there, file = partial(program.run, folder=tmp_path / "there"), tmp_path / "history.json"
    assert here("export", str(file)).status == 0
    assert "4 new sessions" in there("import", str(file)).err
    assert there("export", "-").out == file.read_text(encoding="utf-8") == here("export", "-").out
    mine, yours = (run("history", "--json").out for run in (here, there))
    assert [{**one, "id": 0} for one in json.loads(mine)] == [
        {**one, "id": 0} for one in json.loads(yours)
    ]


def test_a_second_time_changes_nothing(here: Run, tmp_path: Path) -> None:
    file = tmp_path / "history.json"
    here("export", str(file))
    there = computer(tmp_path / "there", 1, 3)
    there("import", str(file))
    path = tmp_path / "there" / "records" / FILE
    before = path.read_bytes()
    done = there("import", str(file))
    assert (done.status, "Nothing new" in done.err) == (0, True)
    assert path.read_bytes() == before


def test_two_computers_come_to_hold_the_same(here: Run, tmp_path: Path) -> None:
    """Whatever is said on either of them, and in whatever order they exchange it."""
    there = computer(tmp_path / "there", 2, 3)
    files = {here: tmp_path / "here.json", there: tmp_path / "there.json"}
    here("rate", "1", "--after", "2")
    for _ in range(2):
        for run, file in files.items():
            run("export", str(file), "--force")
        here("import", str(files[there]))
        there("import", str(files[here]))
        here("rate", "2026-03-04", "--next-day", "7")
        there("history", "note", "2026-03-04", "said there")
    for run, file in files.items():
        run("export", str(file), "--force")
    here("import", str(files[there]))
    there("import", str(files[here]))
    assert exported(here) == exported(there)
    one = json.loads(here("history", "show", "2026-03-04", "--json").out)
    assert (one["next_day"], one["note"]) == (7, "said there")
    assert len(exported(here)["sessions"]) == 5


def test_of_two_answers_the_newer_holds(here: Run, tmp_path: Path) -> None:
    there = computer(tmp_path / "there")
    for folder, days, applies in (("here", 0, True), ("there", 1, False)):
        with closing(open_store(tmp_path / folder / "records", BEGAN)) as store:
            at = BEGAN + timedelta(days=days)
            store.remember(Remembered("fever", "calf", applies, False, at))
            store.set_setting("tools-owned", f'["{folder}"]', at)
    for run, other in ((here, there), (there, here)):
        other("import", "-", stdin=run("export", "-").out)
    assert exported(here)["answers"] == exported(there)["answers"]
    (fever,) = [one for one in exported(here)["answers"] if one["screen"] == "fever"]
    assert fever["applies"] is False
    assert exported(here)["settings"][0]["value"] == '["there"]'


def test_notes_are_merged_in_the_same_order_on_both_sides() -> None:
    begin = [(BEGAN, to_dict(Began("hold"))), (BEGAN, to_dict(Ended("finished")))]
    ours = [*begin, (NOW, to_dict(Remark("ours")))]
    theirs = [*begin, (BEGAN + timedelta(days=1), to_dict(Later("after", 3)))]
    both = [*begin, theirs[-1], ours[-1]]
    assert merged(ours, theirs) == merged(theirs, ours) == both
    assert merged(both, ours) == merged(theirs, both) == both
    assert merged(begin, []) == merged([], begin) == begin


def test_a_session_that_runs_is_left_out(here: Run, tmp_path: Path) -> None:
    records = tmp_path / "here" / "records"
    with closing(open_store(records, BEGAN)) as store:
        session = store.begin(NOW, "calf", {})
        store.write(session, 0, NOW, to_dict(Rated("before", 5)), True)
    with only_one(records, {}):
        assert len(exported(here)["sessions"]) == 4
    assert len(exported(here)["sessions"]) == 5


@pytest.mark.skipif(sys.platform == "win32", reason="modes are not for Windows")
def test_the_file_is_for_its_owner_alone_and_none_is_written_over(
    here: Run, tmp_path: Path
) -> None:
    file = tmp_path / "history.json"
    here("export", str(file))
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_text("mine")
    done = here("export", str(file))
    assert (done.status, file.read_text()) == (2, "mine")
    assert here("export", str(file), "--force").status == 0
    assert here("export", str(tmp_path / "no" / "such" / "folder")).status == 1
    assert {path.name for path in tmp_path.iterdir()} == {"here", "history.json"}


def test_where_nothing_is_recorded_an_empty_history_is_written(run: Run, tmp_path: Path) -> None:
    assert exported(run)["sessions"] == []
    assert not (tmp_path / "records").exists()


def session_of(value: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = value["sessions"][0]
    return found


@pytest.mark.parametrize(
    "spoil",
    [
        lambda value: value.update(format="other"),
        lambda value: value.update(version=2),
        lambda value: value.pop("answers"),
        lambda value: value.update(sessions=7),
        lambda value: session_of(value).update(started_at="yesterday"),
        lambda value: session_of(value).update(started_at="2026-03-02T18:00:00"),
        lambda value: session_of(value).update(offset=10**9),
        lambda value: session_of(value).update(offset=True),
        lambda value: session_of(value).update(spot=3),
        lambda value: session_of(value).update(spot="calf\x1b[2J"),
        lambda value: session_of(value).update(plan=[]),
        lambda value: session_of(value)["plan"].update(holds=["x"]),
        lambda value: session_of(value)["plan"].update(rounds=[1, 2, 3]),
        lambda value: session_of(value)["plan"].update(places=[[1]]),
        lambda value: session_of(value)["plan"].update(tool=[]),
        lambda value: session_of(value)["plan"].update(agreed=[1]),
        lambda value: session_of(value)["notes"][0]["fact"].update(value="many"),
        lambda value: session_of(value)["notes"][0]["fact"].update(value=11),
        lambda value: session_of(value)["notes"][0]["fact"].update(when=3),
        lambda value: session_of(value)["notes"][0]["fact"].pop("kind"),
        lambda value: session_of(value)["notes"][0].pop("at"),
        lambda value: value["answers"][0].update(applies=1),
        lambda value: value["settings"][0].update(value=None),
    ],
)  # fmt: skip
def test_a_file_that_is_not_sound_is_refused_whole(
    here: Run, tmp_path: Path, spoil: Callable[[dict[str, Any]], object]
) -> None:
    value = exported(here)
    spoil(value)
    there = computer(tmp_path / "there", 3)
    before = exported(there)
    done = there("import", "-", stdin=json.dumps(value))
    assert (done.status, done.out) == (2, "")
    assert exported(there) == before


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, "null", "\ufeff{}"])
def test_what_is_no_history_is_refused(run: Run, tmp_path: Path, text: str) -> None:
    assert run("import", "-", stdin=text).status == 2
    file = tmp_path / "file"
    file.write_bytes(b"\xff\xfe")
    for path in (file, tmp_path, tmp_path / "missing"):
        assert run("import", str(path)).status == 2


def test_a_fact_of_a_later_version_is_carried(here: Run, tmp_path: Path) -> None:
    value = exported(here)
    session_of(value)["notes"].append(
        {"at": "2026-04-01T00:00:00.000000+00:00", "fact": {"kind": "mood", "value": {"a": [1.5]}}}
    )
    there = computer(tmp_path / "there")
    assert there("import", "-", stdin=json.dumps(value)).status == 0
    assert session_of(exported(there)) == session_of(value)


# forget


def test_everything_is_forgotten_and_shown_to_be_gone(here: Run, tmp_path: Path) -> None:
    records = tmp_path / "here" / "records"
    shutil.copy(records / FILE, records / "history-damaged-20260101T000000Z.sqlite3")
    refused = here("forget")
    assert refused.status == 2
    assert here("forget", "--all").status == 2
    assert "Nothing was deleted" in here("forget", "--all", stdin="no\n", tty=True).err
    assert len(exported(here)["sessions"]) == 4
    done = here("forget", "--all", stdin="yes\n", tty=True)
    assert done.status == 0
    assert "All of it is gone." in done.err
    assert f"{records} is gone too" in done.err
    assert not records.exists()
    assert "Nothing is recorded" in here("forget", "--all").err
    assert exported(here)["sessions"] == []


def test_other_files_in_the_folder_are_left_and_named(here: Run, tmp_path: Path) -> None:
    other = tmp_path / "here" / "records" / "letter.txt"
    other.write_text("mine")
    done = here("forget", "--all", "--yes")
    assert "only other files: letter.txt" in done.err
    assert [path.name for path in other.parent.iterdir()] == ["letter.txt"]


def test_nothing_is_forgotten_while_a_session_runs(here: Run, tmp_path: Path) -> None:
    with only_one(tmp_path / "here" / "records", {"spot": "calf"}):
        assert here("forget", "--all", "--yes").status == 1
    assert len(exported(here)["sessions"]) == 4


@contextmanager
def held(path: Path) -> Any:
    """Keep what was in a file at hand, under another name."""
    kept = path.with_name("kept")
    kept.hardlink_to(path)
    yield kept


@pytest.mark.skipif(sys.platform == "win32", reason="no second name for an open file")
def test_the_bytes_are_written_over(here: Run, tmp_path: Path) -> None:
    with held(tmp_path / "here" / "records" / FILE) as kept:
        here("forget", "--all", "--yes")
        assert set(kept.read_bytes()) == {0}


def test_the_records_of_the_merged_history_count_for_limits(here: Run, tmp_path: Path) -> None:
    there = computer(tmp_path / "there")
    there("import", "-", stdin=here("export", "-").out)
    with closing(open_store(tmp_path / "there" / "records", BEGAN)) as store:
        assert all(one.charged_to("left") for one in store.records(Wanted()))
