"""The control socket: messages to a running session, and its answers. No message is waited for.

Datagrams: each is whole or not there, and no sender can hold one up. The socket lies in a folder
that only this user can enter, with mode 0600; what is left of a session that died is taken away.
"""

from __future__ import annotations

import hashlib
import json
import os
import select
import socket
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from spotguide.errors import SpotguideError

MOST = 2048  # bytes of a message or an answer
AT_ONCE = 16  # messages of one look; the rest waits for the next
LONGEST = 100  # bytes of a path: a socket's may have 108, and 104 on macOS
PATIENCE = 2.0  # seconds that a sender waits for the answer


class NoSession(SpotguideError):
    """No session listens."""

    def __str__(self) -> str:
        return "No session is running here. To begin one: spotguide treat"


class NoAnswer(SpotguideError):
    """A session is there and does not answer: it is stopped, or stuck."""

    def __str__(self) -> str:
        return (
            "The session does not answer. Is it suspended? Go to its terminal; `fg` continues it."
        )


class Unwatched(SpotguideError):
    """No socket can be made; the sentence says why."""


def address(variables: Mapping[str, str], folder: Path) -> Path:
    """Return where the socket of the sessions of a data folder lies.

    In the runtime folder, under a name that each data folder has for itself, else in the data
    folder. Raise Unwatched where that path is too long for a socket.
    """
    runtime = variables.get("XDG_RUNTIME_DIR", "")
    path = folder.absolute() / "control.sock"
    if runtime and Path(runtime).is_dir():
        mark = hashlib.sha256(os.fsencode(folder.absolute())).hexdigest()[:12]
        path = Path(runtime) / f"spotguide-{mark}.sock"
    if len(os.fsencode(path)) > LONGEST:
        raise Unwatched(
            "No control by `spotguide ctl`: the path of its socket would be too long. "
            "XDG_RUNTIME_DIR can name a folder with a shorter one."
        )
    return path


@dataclass(frozen=True)
class Message:
    """What somebody sent, and where the answer goes; `said` is empty where it was no message."""

    said: Mapping[str, object]
    sender: str


class Control:
    """The socket of this session; `fd` is readable while a message waits."""

    def __init__(self, path: Path, listening: socket.socket) -> None:
        self.path, self._socket = path, listening

    @property
    def fd(self) -> int:
        """The descriptor to watch."""
        return self._socket.fileno()

    def messages(self) -> list[Message]:
        """Return what has come by now, at most AT_ONCE."""
        found: list[Message] = []
        with suppress(BlockingIOError):
            while len(found) < AT_ONCE:
                data, sender = self._socket.recvfrom(MOST)
                found.append(Message(_read(data), sender or ""))
        return found

    def answer(self, message: Message, said: Mapping[str, object]) -> None:
        """Answer, unless the sender has not said where it listens or is gone."""
        if message.sender:
            with suppress(OSError):
                self._socket.sendto(json.dumps(said).encode(), message.sender)


@contextmanager
def listen(path: Path) -> Iterator[Control]:
    """Listen at this path until the block is left; raise Unwatched where that cannot be."""
    if not hasattr(socket, "AF_UNIX"):
        raise Unwatched("No control by `spotguide ctl`: this system has no Unix sockets.")
    try:
        listening = _bound(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Unwatched(f"No control by `spotguide ctl`: {path}: {reason}.") from None
    made = os.stat(path).st_ino
    try:
        yield Control(path, listening)
    finally:
        listening.close()
        with suppress(OSError):
            if os.stat(path).st_ino == made:  # else it is another session's by now
                path.unlink()


def send(path: Path, said: Mapping[str, object]) -> dict[str, object]:
    """Send a message and return the answer; raise NoSession or NoAnswer."""
    if not hasattr(socket, "AF_UNIX"):
        raise Unwatched("This system has no Unix sockets, so no session can be controlled.")
    with (
        tempfile.TemporaryDirectory(prefix="spotguide-") as folder,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sending,
    ):
        try:
            sending.bind(str(Path(folder) / "answer.sock"))
            sending.setblocking(False)
            sending.sendto(json.dumps(said).encode(), str(path))
        except (FileNotFoundError, ConnectionRefusedError):
            raise NoSession from None
        except BlockingIOError:  # so many wait already
            raise NoAnswer from None
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise Unwatched(f"The session cannot be reached at {path}: {reason}.") from None
        if not select.select([sending], [], [], PATIENCE)[0]:
            raise NoAnswer
        return _read(sending.recv(MOST))


def _bound(path: Path) -> socket.socket:
    """Return a socket at this path that only this user can write to."""
    _clear(path)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    mask = os.umask(0o177)
    try:
        listening.setblocking(False)
        listening.bind(str(path))
    except OSError:
        listening.close()
        raise
    finally:
        os.umask(mask)
    return listening


def _clear(path: Path) -> None:
    """Take away what a session that died has left; raise OSError where one lives."""
    with suppress(FileNotFoundError):
        if not stat.S_ISSOCK(os.lstat(path).st_mode):
            raise OSError("something that is no socket lies there")
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as trying:
            try:
                trying.connect(str(path))
            except ConnectionRefusedError:
                path.unlink()
                return
        raise OSError("another session listens there")


def _read(data: bytes) -> dict[str, object]:
    """Return the object that was sent; nothing where it is none."""
    with suppress(ValueError, RecursionError):
        said = json.loads(data)
        if isinstance(said, dict):
            return said
    return {}
