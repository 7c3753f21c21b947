"""The control socket: who may send, what is left of the dead, and that nobody is waited for."""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("no Unix sockets", allow_module_level=True)

from spotguide.adapters import control
from spotguide.adapters.control import (
    AT_ONCE,
    NoAnswer,
    NoSession,
    Unwatched,
    address,
    listen,
    send,
)

DIES = """
import os, sys
from pathlib import Path
from spotguide.adapters.control import listen
with listen(Path(sys.argv[1])):
    os._exit(9)
"""


@pytest.fixture(name="folder")
def _folder() -> Iterator[Path]:
    """A folder whose path is short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="sg-") as folder:
        yield Path(folder)


@pytest.fixture(name="path")
def _path(folder: Path) -> Path:
    return folder / "control.sock"


def post(path: Path, data: bytes) -> None:
    """Send, and wait for no answer."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sending:
        sending.setblocking(False)
        sending.sendto(data, str(path))


def test_in_the_runtime_folder_each_data_folder_has_a_socket_of_its_own(folder: Path) -> None:
    runtime = {"XDG_RUNTIME_DIR": str(folder)}
    one, other = (address(runtime, Path(name)) for name in ("/a/one", "/a/other"))
    assert one.parent == other.parent == folder
    assert one != other
    assert one == address(runtime, Path("/a/one"))


@pytest.mark.parametrize("runtime", [{}, {"XDG_RUNTIME_DIR": ""}, {"XDG_RUNTIME_DIR": "/nowhere"}])
def test_without_a_runtime_folder_it_lies_in_the_data_folder(runtime: dict[str, str]) -> None:
    assert address(runtime, Path("/data")) == Path("/data/control.sock")


def test_a_path_that_no_socket_can_have_is_refused_with_a_way_out() -> None:
    with pytest.raises(Unwatched, match="XDG_RUNTIME_DIR"):
        address({}, Path("/" + "x" * 100))


def test_a_message_arrives_wakes_and_is_answered(path: Path) -> None:
    with listen(path) as server:
        pid = os.fork()
        if not pid:  # pragma: no cover
            with suppress(BaseException):
                os._exit(0 if send(path, {"do": "ease"}) == {"heard": "ease"} else 1)
            os._exit(2)
        assert select.select([server.fd], [], [], 10)[0]
        (message,) = server.messages()
        server.answer(message, {"heard": message.said["do"]})
        assert os.waitpid(pid, 0)[1] == 0


def test_only_this_user_can_send(path: Path) -> None:
    with listen(path):
        assert path.stat().st_mode & 0o777 == 0o600


def test_the_mask_of_the_process_is_as_it_was(path: Path) -> None:
    before = os.umask(0o022)
    try:
        with listen(path):
            assert os.umask(0o022) == 0o022
    finally:
        os.umask(before)


def test_without_messages_there_is_nothing_to_wait_for(path: Path) -> None:
    with listen(path) as server:
        assert server.messages() == []


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"7", b"\xff\x00", b"[" * 2000, b'"ok"'])
def test_what_is_no_message_says_nothing(path: Path, data: bytes) -> None:
    with listen(path) as server:
        post(path, data)
        (message,) = server.messages()
        assert message.said == {}
        server.answer(message, {})


def test_an_answer_to_one_who_is_gone_harms_nothing(path: Path, folder: Path) -> None:
    with listen(path) as server:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sending:
            sending.bind(str(folder / "gone.sock"))
            sending.sendto(b"{}", str(path))
        (message,) = server.messages()
        server.answer(message, {"status": "fine"})


def test_an_answer_to_one_who_does_not_read_waits_for_nobody(path: Path, folder: Path) -> None:
    with (
        listen(path) as server,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sending,
    ):
        sending.bind(str(folder / "full.sock"))
        sending.sendto(b"{}", str(path))
        (message,) = server.messages()
        for _ in range(2000):
            server.answer(message, {"status": "x" * 1000})


def test_a_flood_is_taken_in_parts(path: Path) -> None:
    sent = 0
    with listen(path) as server:
        with suppress(BlockingIOError):
            while sent < 200:
                post(path, b"{}")
                sent += 1
        counts = []
        while found := server.messages():
            counts.append(len(found))
    assert max(counts) <= AT_ONCE
    assert sum(counts) == sent


def test_the_end_takes_the_socket_away(path: Path) -> None:
    with listen(path):
        assert path.exists()
    assert not path.exists()
    with pytest.raises(NoSession, match="No session is running"):
        send(path, {"do": "ok"})


def test_what_a_dead_session_left_is_taken_away(path: Path) -> None:
    subprocess.run([sys.executable, "-c", DIES, str(path)], check=False)
    assert path.exists()
    with pytest.raises(NoSession):
        send(path, {"do": "ok"})
    with listen(path) as server:
        post(path, b'{"do": "ok"}')
        assert server.messages()


def test_one_that_lives_is_left_alone(path: Path) -> None:
    with listen(path) as first:
        with pytest.raises(Unwatched, match="another session"), listen(path):
            pass
        post(path, b"{}")
        assert first.messages()


def test_something_else_in_its_place_is_left_alone(path: Path) -> None:
    path.write_text("mine")
    with pytest.raises(Unwatched, match="no socket"), listen(path):
        pass
    assert path.read_text() == "mine"


def test_a_folder_that_cannot_be_written_is_told(folder: Path) -> None:
    with pytest.raises(Unwatched, match="no such file"), listen(folder / "none" / "control.sock"):
        pass


def test_the_socket_of_a_later_session_is_left_alone(path: Path) -> None:
    with listen(path):
        path.unlink()
        path.write_text("another's")
    assert path.exists()


def test_one_that_does_not_answer_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control, "PATIENCE", 0.01)
    with listen(path), pytest.raises(NoAnswer, match="fg"):
        send(path, {"do": "ok"})


def test_one_that_is_full_is_told_at_once(path: Path) -> None:
    with listen(path):
        with suppress(BlockingIOError):
            for _ in range(100_000):
                post(path, b"{}")
        with pytest.raises(NoAnswer):
            send(path, {"do": "ok"})
