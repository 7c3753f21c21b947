"""Files that carry a history from one computer to another: whole or not at all, for their owner."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from spotguide.errors import SpotguideError, WrongUsage, printable

MOST_BYTES = 2_000_000_000


def write_private(path: Path, text: str, force: bool) -> None:
    """Write a file that only its owner can read, in one step.

    Raise WrongUsage where there is one already and `force` is not given, and SpotguideError where
    it cannot be written.
    """
    if path.exists() and not force:
        raise WrongUsage(f"{printable(str(path))} is there already. To write over it: --force")
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise SpotguideError(f"{printable(str(path))} cannot be written: {_why(error)}.") from error
    finally:
        with suppress(OSError):
            fresh.unlink()


def read_text(path: Path) -> str:
    """Return the text of a file; raise WrongUsage where it cannot be read or is none."""
    shown = printable(str(path))
    try:
        if not path.is_file() and path.exists():
            raise WrongUsage(f"{shown} is no file.")
        if path.stat().st_size > MOST_BYTES:
            raise WrongUsage(f"{shown} is too large for a history.")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise WrongUsage(f"{shown} cannot be read: {_why(error)}.") from error
    except UnicodeDecodeError as error:
        raise WrongUsage(f"{shown} is no text in UTF-8.") from error


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
