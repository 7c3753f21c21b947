"""Turns at the file of the history: each piece of work is one transaction, come what may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from spotguide.adapters.database import Opened, identity, open_file, recover
from spotguide.adapters.rows import BadRow
from spotguide.adapters.trouble import is_damage, writing
from spotguide.errors import UnreadableHistory, printable

T = TypeVar("T")


class Replaced(Exception):
    """Another process has put a new file in the place of ours."""


class Turns:
    """An open file, mended where damage is met; `moved` and `saved` tell of it.

    Where another process has mended it, the work goes on with the new one.
    """

    def __init__(self, folder: Path, opened: Opened, now: datetime) -> None:
        self.folder, self.moved, self.saved = folder, opened.moved, opened.saved
        self.connection, self._file, self._now = opened.connection, opened.file, now

    def write(self, work: Callable[[], T], durable: bool = True) -> T:
        """Do the work as one transaction; where it meets damage, mend the file and do it again."""
        import sqlite3

        with writing(self.folder):
            self._follow()
            try:
                return self._at_once("IMMEDIATE", work, durable)
            except (sqlite3.DatabaseError, ValueError) as error:
                if not is_damage(error):
                    raise
                self._recover()
            except Replaced:
                self._follow()
            return self._at_once("IMMEDIATE", work, durable)

    def read(self, work: Callable[[], T]) -> T:
        """Read as of one moment; where the work meets damage, mend the file and read again."""
        import sqlite3

        try:
            self._follow()
            try:
                return self._at_once("DEFERRED", work)
            except (sqlite3.DatabaseError, ValueError) as error:
                if not is_damage(error):
                    raise
                self._recover()
            except Replaced:
                self._follow()
            return self._at_once("DEFERRED", work)
        except (sqlite3.DatabaseError, BadRow, UnicodeDecodeError, OSError) as error:
            raise UnreadableHistory(
                f"The history in {printable(str(self.folder))} cannot be read: {error}."
            ) from error

    def _at_once(self, how: str, work: Callable[[], T], durable: bool = True) -> T:
        if how == "IMMEDIATE":
            self.connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        self.connection.execute(f"BEGIN {how}")
        try:
            if self._replaced():  # while this one waited for its turn
                raise Replaced
            done = work()
            self.connection.execute("COMMIT")
            return done
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

    def _follow(self) -> None:
        """Go on with the new file where another process has put one in the place of ours."""
        if self._replaced():
            self._take(open_file(self.folder, self._now))

    def _replaced(self) -> bool:
        return identity(self.folder) not in (0, self._file)

    def _recover(self) -> None:
        self._take(recover(self.folder, self._file, self._now))

    def _take(self, opened: Opened) -> None:
        self.connection.close()
        self.connection, self._file = opened.connection, opened.file
        self.moved, self.saved = opened.moved or self.moved, opened.saved or self.saved
