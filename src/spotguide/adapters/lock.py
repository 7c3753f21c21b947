"""The lock: one live session a data folder; the system releases it when the process dies."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from spotguide.errors import AlreadyRunning

FILE = "session.lock"
MOST = 4096  # bytes that a session may leave about itself
TRIES = 100  # times that another who only looks may be in the way


@contextmanager
def only_one(folder: Path, about: Mapping[str, object]) -> Iterator[bool]:
    """Hold the lock of the folder until the block is left, and keep there what runs.

    Raise AlreadyRunning with what the first session said of itself; the process id is added. Yield
    False, and lock nothing, where the folder is missing, cannot be written or knows no locks.
    """
    try:
        fd = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield False
        return
    try:
        locked = _acquire(fd)
        _keep(fd, json.dumps({"pid": os.getpid(), **about}).encode())
        yield locked
    finally:
        os.close(fd)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until nobody else does so, and keep others out while something in the folder is mended.

    Where a folder knows no locks nobody waits.
    """
    fd = -1
    with suppress(OSError):
        fd = os.open(folder, os.O_RDONLY)
        _wait(fd)
    try:
        yield
    finally:
        if fd >= 0:
            os.close(fd)


def running(folder: Path) -> dict[str, object] | None:
    """Return what the session that runs now has said of itself, None if none runs."""
    try:
        fd = os.open(folder / FILE, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
    except OSError:
        return None
    try:
        return None if _take(fd, alone=False) else _about(fd)
    except OSError:  # no locks here
        return None
    finally:
        os.close(fd)


def _acquire(fd: int) -> bool:
    """Take the lock, or raise AlreadyRunning; False where there are no locks."""
    with suppress(OSError):
        for _ in range(TRIES):
            if _take(fd, alone=True):
                return True
            if not _take(fd, alone=False):
                raise AlreadyRunning(_about(fd))
            _drop(fd)
        raise AlreadyRunning({})
    return False


def _keep(fd: int, data: bytes) -> None:
    with suppress(OSError):  # a full disk; the lock holds all the same
        os.ftruncate(fd, 0)
        os.lseek(fd, 0, os.SEEK_SET)
        os.write(fd, data)


def _about(fd: int) -> dict[str, object]:
    """Return what stands in the file; nothing where the first session has not said it yet."""
    os.lseek(fd, 0, os.SEEK_SET)
    with suppress(ValueError):
        about = json.loads(os.read(fd, MOST))
        if isinstance(about, dict):
            return about
    return {}


if sys.platform == "win32":
    # One byte far behind the text, since a locked one cannot be read. Windows has no shared lock
    # here: two who begin or look within the same moment may both be refused, never both let in.
    FAR = 1 << 30

    def _take(fd: int, alone: bool) -> bool:
        """Take the lock and say whether it was free."""
        import msvcrt

        os.lseek(fd, FAR, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _drop(fd: int) -> None:
        import msvcrt

        os.lseek(fd, FAR, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)

    def _wait(fd: int) -> None:
        """Do nothing: a folder cannot be opened here, so it cannot be locked."""

else:

    def _take(fd: int, alone: bool) -> bool:
        """Take the lock, alone or with others who only look, and say whether it was free."""
        import fcntl

        try:
            fcntl.flock(fd, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _drop(fd: int) -> None:
        import fcntl

        fcntl.flock(fd, fcntl.LOCK_UN)

    def _wait(fd: int) -> None:
        import fcntl

        fcntl.flock(fd, fcntl.LOCK_EX)
