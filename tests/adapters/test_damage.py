"""Damage at any byte: what can be read is read, what was damaged is kept, and it is told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import damage
from damage import BEGAN, FILE, LOG, NOW
from spotguide.adapters import database, pages
from spotguide.adapters.salvage import salvage
from spotguide.adapters.store import open_store
from spotguide.core.notes import Ended, to_dict
from spotguide.core.summaries import Wanted

PARTS, EACH = 12, 4
SESSIONS = 12


@pytest.fixture(name="made", scope="module", params=[0, 2], ids=["closed", "with-a-log"])
def _made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, damage.Contents]:
    """A history, and what it holds while it is whole."""
    folder = tmp_path_factory.mktemp("damage")
    made = damage.build(folder, SESSIONS, request.param)
    shutil.copytree(made, folder / "whole")
    whole, _ = damage.contents(folder / "whole")
    assert len(whole.records) == SESSIONS
    return made, whole


@pytest.mark.parametrize("part", range(PARTS))
def test_damage_anywhere_takes_no_more_than_what_it_hit(
    made: tuple[Path, damage.Contents], tmp_path: Path, part: int
) -> None:
    """One byte: every session is still there, and one of them at most is not as it was."""
    folder, whole = made
    sizes = {file.name: file.stat().st_size for file in folder.iterdir()}
    for number, case in enumerate(damage.cases(EACH, sizes, seed=100 + part)):
        damage.check(folder, whole, case, tmp_path / str(number))


def test_of_a_whole_file_everything_is_found_page_by_page(
    made: tuple[Path, damage.Contents], tmp_path: Path
) -> None:
    """So the way that is taken after damage is the same for what is not damaged."""
    folder, whole = made
    found = salvage(folder / FILE, folder / LOG)
    assert set(found.sessions) == set(whole.records)
    shutil.copytree(folder, tmp_path / "copy")
    with closing(open_store(tmp_path / "copy", NOW)) as store:
        rows = store._rows("SELECT * FROM note ORDER BY session, seq")
        assert sorted(found.notes.values()) == rows
        assert sorted(found.sessions.values()) == store._rows("SELECT * FROM session ORDER BY id")
    assert len(found.answers) == len(whole.answers)


def test_a_large_file_is_mended_when_the_damage_is_met(
    made: tuple[Path, damage.Contents], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no time to check all of it on each opening."""
    monkeypatch.setattr(database, "CHECKED", 0)
    folder, whole = made
    sizes = {FILE: (folder / FILE).stat().st_size}
    for number, case in enumerate(damage.cases(60, sizes, seed=7)):
        shutil.copytree(folder, copy := tmp_path / str(number))
        if case.kind == "noise":
            case.strike(copy)
            found, _ = damage.contents(copy)
            assert len(damage.differing(whole, found)) < SESSIONS
            with closing(open_store(copy, NOW)) as store:
                damage.write(store, 1)


def test_who_holds_the_damaged_file_goes_on_with_the_new_one(tmp_path: Path) -> None:
    """A session that runs while another command mends the file loses nothing that comes after."""
    with closing(open_store(tmp_path, BEGAN)) as first:
        damage.write(first, 0)
        session = first.begin(BEGAN, "calf", {})
        found = database.identity(tmp_path)
        database.recover(tmp_path, found, NOW).connection.close()
        first.write(session, 0, NOW, to_dict(Ended("finished")), True)
        with closing(open_store(tmp_path, NOW)) as other:
            assert [one.reason for one in other.records(Wanted())] == ["finished", "finished"]
        assert len(first.sessions()) == 2
    with closing(open_store(tmp_path, NOW)) as other:
        assert len(other.sessions()) == 2


@pytest.mark.parametrize("version", [0, 1, 3, 77])
def test_a_damaged_number_of_the_version_locks_nobody_out(tmp_path: Path, version: int) -> None:
    with closing(open_store(tmp_path, BEGAN)) as store:
        damage.write(store, 0)
    data = bytearray((tmp_path / FILE).read_bytes())
    data[60:64] = version.to_bytes(4, "big")
    (tmp_path / FILE).write_bytes(data)
    with closing(open_store(tmp_path, NOW)) as store:
        assert (store.moved is not None, store.saved, len(store.sessions())) == (True, 1, 1)


def test_what_was_deleted_does_not_come_back(tmp_path: Path) -> None:
    with closing(open_store(tmp_path, BEGAN)) as store:
        for number in range(8):
            damage.write(store, number)
        for number in (2, 5, 8):
            assert store.delete(number)
    data = bytearray((tmp_path / FILE).read_bytes())
    data[0] ^= 1
    (tmp_path / FILE).write_bytes(data)
    with closing(open_store(tmp_path, NOW)) as store:
        assert store.moved
        assert [one.id for one in store.records(Wanted())] == [1, 3, 4, 6, 7]


def damaged(log: bytes, at: int) -> bytes:
    return log[:at] + bytes([log[at] ^ 1]) + log[at + 1 :]


def test_a_damaged_log_is_seen_wherever_it_hides_what_was_committed(tmp_path: Path) -> None:
    """Where the last commit was cut short nothing follows it, as after a power cut."""
    log = (damage.build(tmp_path, 6, 2) / LOG).read_bytes()
    frame = pages.FRAME + pages.USUAL
    assert not pages.log_is_damaged(log)
    assert not pages.log_is_damaged(log[:-100])
    assert not pages.log_is_damaged(b"")
    for at in (0, 9, 17, 25, pages.HEADER + 9, pages.HEADER + 500, pages.HEADER + 3 * frame):
        assert pages.log_is_damaged(damaged(log, at)), at


@pytest.mark.skipif(sys.platform == "win32", reason="modes are not for Windows")
def test_the_new_file_and_the_damaged_one_are_for_their_owner_alone(tmp_path: Path) -> None:
    damage.build(tmp_path, 3).rename(tmp_path / "data")
    folder = tmp_path / "data"
    (folder / FILE).write_bytes(b"x" + (folder / FILE).read_bytes()[1:])
    mask = os.umask(0)
    try:
        with closing(open_store(folder, NOW)) as store:
            assert store.saved == 3
            modes = {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}
    finally:
        os.umask(mask)
    assert set(modes.values()) == {0o600}, modes


SESSION = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from spotguide.adapters.store import open_store
store = open_store(Path(sys.argv[1]), datetime.now(timezone.utc))
for turn in range(int(sys.argv[2])):
    now = datetime.now(timezone.utc)
    session = store.begin(now, "calf", {})
    for seq in range(5):
        store.write(session, seq, now, {"kind": "began", "phase": "hold"}, False)
    store.write(session, 5, now, {"kind": "ended", "reason": "finished"}, True)
print(store.saved)
"""


def together(folder: Path, people: int, turns: int) -> list[int]:
    """Let so many processes write sessions at once; return what each has saved."""
    words = [sys.executable, "-c", SESSION, str(folder), str(turns)]
    begun = [
        subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(people)
    ]
    said = [process.communicate(timeout=60) for process in begun]
    assert [process.returncode for process in begun] == [0] * people, said
    return [int(out) for out, _ in said]


@pytest.mark.parametrize("prepare", [None, b"", b"damage"], ids=["none", "empty", "damaged"])
def test_processes_that_write_at_once_lose_nothing(tmp_path: Path, prepare: bytes | None) -> None:
    folder = tmp_path / "data"
    if prepare is not None:
        folder.mkdir(0o700)
        (folder / FILE).write_bytes(prepare)
    together(folder, 3, 5)
    with closing(open_store(folder, NOW)) as store:
        assert len(store.records(Wanted(ended="finished"))) == 15
        assert store.moved is None
    assert len(list(folder.glob("*-damaged-*"))) == (prepare == b"damage")


def test_of_many_who_find_the_damage_one_mends_it(tmp_path: Path) -> None:
    folder = damage.build(tmp_path, 6)
    data = bytearray((folder / FILE).read_bytes())
    data[0] ^= 1
    (folder / FILE).write_bytes(data)
    assert sorted(together(folder, 4, 2)) == [0, 0, 0, 6]
    with closing(open_store(folder, NOW)) as store:
        assert len(store.records(Wanted())) == 14
    assert len(list(folder.glob("*-damaged-*.sqlite3"))) == 1
