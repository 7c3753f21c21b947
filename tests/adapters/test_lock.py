"""One live session a data folder, and never one that is dead."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from spotguide.adapters import lock
from spotguide.adapters.lock import only_one, running
from spotguide.errors import AlreadyRunning

ABOUT = {"spot": "shoulder-top", "started_at": "2025-11-03T21:15:07+01:00"}
PATIENCE = 10.0  # seconds until a test that waits has failed

HOLDER = """
import sys
from pathlib import Path
from spotguide.adapters.lock import only_one

with only_one(Path(sys.argv[1]), {"spot": "calf", "started_at": "2025-11-03T21:15:07+01:00"}):
    print("locked", flush=True)
    sys.stdin.read()
"""


posix = pytest.mark.skipif(sys.platform == "win32", reason="its locks and modes are others")


@pytest.fixture(name="read_only")
def _read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder where this process may write nothing, even where it was the superuser's."""
    (tmp_path / lock.FILE).touch(0o444)
    tmp_path.chmod(0o555)
    above = os.geteuid() == 0
    if above:
        os.seteuid(65534)
    yield tmp_path
    if above:
        os.seteuid(0)
    tmp_path.chmod(0o755)


@contextmanager
def another(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock."""
    argv = [sys.executable, "-c", HOLDER, str(folder)]
    with subprocess.Popen(
        argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "locked\n"
        try:
            yield process
        finally:
            process.kill()


def test_one_session_runs_and_says_what_it_is(tmp_path: Path) -> None:
    assert running(tmp_path) is None
    with only_one(tmp_path, ABOUT) as locked:
        assert locked
        assert running(tmp_path) == running(tmp_path) == {"pid": os.getpid(), **ABOUT}
    assert running(tmp_path) is None


def test_a_second_session_is_refused_and_told_about_the_first(tmp_path: Path) -> None:
    with another(tmp_path) as first:
        with pytest.raises(AlreadyRunning) as caught, only_one(tmp_path, ABOUT):
            pytest.fail("two at once")
        assert running(tmp_path) == caught.value.about
    assert str(caught.value) == (
        "A session at calf is running since 2025-11-03 21:15; end it in its own terminal "
        f"(process {first.pid}) before you begin another."
    )
    assert caught.value.exit_status == 1


def test_a_refused_one_leaves_the_first_as_it_is(tmp_path: Path) -> None:
    with only_one(tmp_path, ABOUT):
        for _ in range(2):
            with pytest.raises(AlreadyRunning), only_one(tmp_path, {"spot": "calf"}):
                pytest.fail("two at once")
        assert running(tmp_path) == {"pid": os.getpid(), **ABOUT}


@pytest.mark.parametrize("how", ["ended", "killed"])
def test_the_lock_goes_with_its_process(tmp_path: Path, how: str) -> None:
    with another(tmp_path) as first:
        assert first.stdin
        if how == "ended":
            first.stdin.close()
        else:
            first.kill()
        first.wait(PATIENCE)
        assert running(tmp_path) is None
        with only_one(tmp_path, ABOUT) as locked:
            assert locked
            assert running(tmp_path) == {"pid": os.getpid(), **ABOUT}


def test_an_error_gives_the_lock_back(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), only_one(tmp_path, ABOUT):
        raise ZeroDivisionError
    assert running(tmp_path) is None
    with only_one(tmp_path, ABOUT) as locked:
        assert locked


def test_a_shorter_text_leaves_nothing_of_a_longer_one(tmp_path: Path) -> None:
    with only_one(tmp_path, {"spot": "x" * 500}):
        pass
    with only_one(tmp_path, {"spot": "y"}):
        assert running(tmp_path) == {"pid": os.getpid(), "spot": "y"}


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"\xff\xfe", b'"calf"'])
def test_a_first_session_that_has_said_nothing_still_refuses_a_second(
    tmp_path: Path, text: bytes
) -> None:
    with only_one(tmp_path, ABOUT):
        (tmp_path / lock.FILE).write_bytes(text)
        assert running(tmp_path) == {}
        with pytest.raises(AlreadyRunning) as caught, only_one(tmp_path, ABOUT):
            pytest.fail("two at once")
    assert str(caught.value) == "A session is running; end it before you begin another."


def test_what_a_first_session_says_is_shown_without_its_control_characters(tmp_path: Path) -> None:
    with (
        only_one(tmp_path, {"spot": "calf\x1b[2J", "started_at": 5, "pid": None}),
        pytest.raises(AlreadyRunning) as caught,
        only_one(tmp_path, ABOUT),
    ):
        pytest.fail("two at once")
    assert "at calf?[2J" in str(caught.value)


@pytest.mark.parametrize("where", ["missing", "a file", "a folder in its place"])
def test_where_there_can_be_no_lock_a_session_runs_without(tmp_path: Path, where: str) -> None:
    folder = tmp_path / "data"
    if where == "a file":
        folder.write_text("")
    elif where == "a folder in its place":
        (folder / lock.FILE).mkdir(parents=True)
    with only_one(folder, ABOUT) as first, only_one(folder, ABOUT) as second:
        assert (first, second) == (False, False)
        assert running(folder) is None
    assert folder.exists() == (where != "missing")


@posix
def test_a_read_only_folder_has_no_lock(read_only: Path) -> None:
    with only_one(read_only, ABOUT) as locked:
        assert not locked
    assert running(read_only) is None


@posix
def test_a_disk_that_knows_no_locks_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno
    import fcntl

    def flock(fd: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", flock)
    with only_one(tmp_path, ABOUT) as locked:
        assert not locked
    (tmp_path / lock.FILE).touch()
    assert running(tmp_path) is None


@posix
def test_one_who_only_looks_is_in_nobodys_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A `status` at the very moment when a session begins."""
    import fcntl

    (tmp_path / lock.FILE).touch()
    looker = os.open(tmp_path / lock.FILE, os.O_RDONLY)
    real = fcntl.flock
    real(looker, fcntl.LOCK_SH)
    asked: list[int] = []

    def flock(fd: int, operation: int) -> None:
        asked.append(operation)
        if len(asked) == 5:
            real(looker, fcntl.LOCK_UN)
        real(fd, operation)

    monkeypatch.setattr(fcntl, "flock", flock)
    try:
        with only_one(tmp_path, ABOUT) as locked:
            assert locked
    finally:
        os.close(looker)
    assert len(asked) > 5


@posix
def test_one_who_never_stops_looking_is_taken_for_a_session(tmp_path: Path) -> None:
    """Better refuse a session than wait for ever, or let two in."""
    import fcntl

    (tmp_path / lock.FILE).touch()
    with (tmp_path / lock.FILE).open() as looker:
        fcntl.flock(looker, fcntl.LOCK_SH)
        with pytest.raises(AlreadyRunning), only_one(tmp_path, ABOUT):
            pytest.fail("locked")


@posix
def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with only_one(tmp_path, ABOUT):
            assert (tmp_path / lock.FILE).stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(before)
