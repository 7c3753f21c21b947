"""A disk that takes nothing more, and a folder that may only be read: real ones, not pretended."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("modes and limits are not for Windows", allow_module_level=True)

import resource

import driven
import program
from person import BEGAN, Person
from spotguide.adapters.database import FILE

NOBODY = 65534
FULL_AT = 5  # seconds held
ANSWERED = (
    *("treat", "2", "--cleared", "--by", "self", "--tool", "tennis-ball", "--position", "wall"),
    *("--before", "4", "--no-input", "--plain"),
)

prlimit: Callable[..., Any] = getattr(resource, "prlimit", lambda *_: None)


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="no limit for another process here")
def test_a_disk_that_fills_up_ends_no_session_and_the_record_is_on_standard_error(
    tmp_path: Path,
) -> None:
    """The limit falls in the middle of a hold: from there on no file of the process grows."""
    with driven.start(tmp_path, speed=1000) as session:
        session.say(*[""] * driven.PAGES)
        while session.shown.told < FULL_AT:
            session.watch(until=session.shown.at + 0.5)
            assert session.process.poll() is None, session.shown
        prlimit(session.process.pid, resource.RLIMIT_FSIZE, (1, 1))
        shown = session.rest()

    planned = driven.HOLD * driven.ROUNDS
    assert (session.process.returncode, shown.told, shown.reason) == (0, planned, "finished")
    printed = json.loads(shown.said[-1])
    assert (printed["held"], printed["ended"]) == (planned, "finished")
    assert any("cannot be written" in line for line in shown.said)
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    told = json.loads(program.run("history", "--json", folder=tmp_path, **here(tmp_path)).out)
    assert [one["ended"] for one in told] == ["interrupted"]
    assert FULL_AT - 1 <= told[0]["held"] < planned


def here(folder: Path) -> dict[str, Any]:
    """A world whose history lies in the folder itself."""
    return {"variables": {"SPOTGUIDE_DATA": str(folder)}}


@pytest.fixture(name="read_only")
def _read_only() -> Iterator[Path]:
    """A folder with a history that may only be read, in a process that is not above its modes."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    world = Person(began=BEGAN).world()
    done = program.run(*ANSWERED, "--side", "left", folder=folder, **world, **here(folder))
    assert done.status == 0
    (folder / FILE).chmod(0o444)
    folder.chmod(0o555)
    owner = os.geteuid()
    try:
        if owner == 0:
            os.seteuid(NOBODY)
        if not os.access(__file__, os.R_OK, effective_ids=True):
            pytest.skip("nobody else may read the program here")
        yield folder
    finally:
        os.seteuid(owner)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_in_a_folder_that_may_only_be_read_limits_hold_and_the_record_is_printed(
    read_only: Path,
) -> None:
    world = Person(began=BEGAN + timedelta(hours=1)).world()

    refused = program.run(*ANSWERED, "--side", "left", folder=read_only, **world, **here(read_only))
    other = program.run(*ANSWERED, "--side", "right", folder=read_only, **world, **here(read_only))

    assert refused.status == 4
    assert "Again from" in refused.err
    assert other.status == 0
    assert "cannot be written" in other.out
    printed = json.loads(other.err.splitlines()[-1])
    assert (printed["ended"], printed["held"]) == ("finished", 60)
