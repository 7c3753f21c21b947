"""What a disk can do to us, told apart from bugs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from spotguide.adapters.rows import BadRow
from spotguide.errors import UnwritableHistory

SIGNS = ("Could not decode", "no such table", "no such column", "has no column", "unsupported file")
"""What SQLite says of a file whose tables are damaged in their names, or whose text is no text."""


def is_damage(error: Exception) -> bool:
    """Say whether the error tells of a damaged file: Python has no class for it."""
    import sqlite3

    if isinstance(error, BadRow | UnicodeDecodeError) or type(error) is sqlite3.DatabaseError:
        return True
    return isinstance(error, sqlite3.OperationalError) and any(s in str(error) for s in SIGNS)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn what a disk can do to us into UnwritableHistory; a wrong statement stays a bug."""
    import sqlite3

    try:
        yield
    except sqlite3.DatabaseError as error:
        if not (isinstance(error, sqlite3.OperationalError) or is_damage(error)):
            raise
        raise UnwritableHistory(str(folder), str(error)) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnwritableHistory(str(folder), reason) from error
