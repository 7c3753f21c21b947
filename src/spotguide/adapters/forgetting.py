"""All that was recorded, found and deleted for good."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

OURS = ("history*.sqlite3*", "session.lock", "control.sock")
"""What the program puts into the folder of the person's records."""

BLOCK = 1 << 20


def records_in(folder: Path) -> list[Path]:
    """Return every file with records of the person, damaged ones too."""
    return sorted({path for name in OURS for path in folder.glob(name)})


def wipe(files: Iterable[Path]) -> None:
    """Write over each file and delete it; one that cannot be written is still deleted if it can be.

    The system may keep older copies of what it wrote; more than this no program can do.
    """
    for path in files:
        with suppress(OSError):
            if path.is_file() and not path.is_symlink():
                _write_over(path)
        with suppress(OSError):
            path.unlink()


def drop_empty(folder: Path) -> list[Path]:
    """Delete a folder in which nothing is left; else return what is."""
    with suppress(OSError):
        folder.rmdir()
    return sorted(folder.iterdir()) if folder.exists() else []


def _write_over(path: Path) -> None:
    with path.open("r+b") as file:
        left = os.fstat(file.fileno()).st_size
        while left > 0:
            left -= file.write(bytes(min(BLOCK, left)))
        file.flush()
        os.fsync(file.fileno())
