"""A letter of the tables that is damaged: SQLite reads on, and would no longer know the rows."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

import damage
from damage import BEGAN, FILE, NOW
from spotguide.adapters.database import KEYS
from spotguide.adapters.store import open_store
from spotguide.core.summaries import Wanted


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (b"id INTEGER PRIMARY KEY", b"id INTEGER PRIMARX KEY"),
        (b"id INTEGER PRIMARY KEY", b"id INTEGERYPRIMARY KEY"),
        (b"id INTEGER PRIMARY KEY", b"id INTEGEX PRIMARY KEY"),
        (b"PRIMARY KEY (session, seq)", b"PRIMARY KEY (session, sex)"),
        (b"REFERENCES session", b"REFERENCES sessiom"),
    ],
)
def test_a_damaged_word_of_a_table_is_mended(tmp_path: Path, was: bytes, now: bytes) -> None:
    folder = damage.build(tmp_path, 3)
    data = (folder / FILE).read_bytes()
    assert data.count(was) == 1
    (folder / FILE).write_bytes(data.replace(was, now))

    with closing(open_store(folder, NOW)) as store:
        damage.write(store, 3)  # what a session is known by is looked at only here
        assert [one.id for one in store.records(Wanted())] == [1, 2, 3, 4]
        assert store.moved is not None


def test_every_table_has_its_key(tmp_path: Path) -> None:
    with closing(open_store(tmp_path, BEGAN)) as store:
        tables = store._rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    assert {name for (name,) in tables} == {table for table, *_ in KEYS}
