"""A stored session that is taken up again runs again, until it ends once more."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from spotguide.adapters.database import FILE
from spotguide.adapters.journal import Journal
from spotguide.adapters.merging import packed
from spotguide.adapters.store import Store, open_store
from spotguide.core.history import Outline
from spotguide.core.notes import (
    Began,
    Ended,
    Fact,
    Held,
    HoldOver,
    Later,
    TakenUp,
    durable,
    to_dict,
)
from spotguide.core.summaries import Wanted

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=timezone(timedelta(hours=1)))
PLAN = Outline("calf", sides=("left",), places=(("left",),), holds=(45,), rounds=(3,)).to_dict()
CUT: tuple[Fact, ...] = (
    Began("ramp", 0, 0), Began("hold", 0, 0), Held(0, 0, 16_000, 16_000),
    Held(0, 0, 17_000, 17_000), Ended("interrupted"),
)  # fmt: skip
REST: tuple[Fact, ...] = (
    Began("settle", 0, 0), Began("ramp", 0, 0), Began("hold", 0, 0), Held(0, 0, 18_000, 18_000),
    HoldOver(0, 0, 45_000, 45_000, "full"), Ended("finished"),
)  # fmt: skip


@pytest.fixture(name="store")
def _store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path, NOW)) as store:
        yield store


def write(store: Store, *facts: Fact, seq: int = 0, session: int = 0) -> int:
    """Begin a session, or go on with one, with these facts; a second lies between any two."""
    session = session or store.begin(NOW, "calf", PLAN)
    for number, fact in enumerate(facts, seq):
        store.write(session, number, NOW + timedelta(seconds=number), to_dict(fact), durable(fact))
    return session


def test_it_has_not_ended_as_long_as_it_runs(store: Store) -> None:
    session = write(store, *CUT)
    assert store.unended() == []
    assert store.add(session, NOW, to_dict(TakenUp())) == len(CUT)
    assert [one.id for one in store.unended()] == [session]
    assert [one.reason for one in store.records(Wanted())] == [None]
    assert store.records(Wanted(ended="interrupted")) == []
    assert [one.id for one in store.records(Wanted(ended="running"))] == [session]
    assert store.last_pressed() == {"calf": NOW}


def test_in_the_end_it_is_one_session_with_one_end(store: Store) -> None:
    session = write(store, *CUT, TakenUp())
    write(store, *REST, seq=len(CUT) + 1, session=session)
    (record,) = store.records(Wanted())
    (stored,) = store.sessions()
    assert record == stored.record()
    assert (record.reason, record.held, record.charged()) == ("finished", 45_000, 45_000)
    assert record.started_at == NOW
    assert record.ended_at == NOW + timedelta(seconds=len(CUT) + len(REST))
    assert store.unended() == []


def test_killed_again_it_is_found_again(store: Store) -> None:
    session = write(store, *CUT, TakenUp(), *REST[:-1])
    (found,) = store.unended()
    assert found.id == session
    assert not found.over
    store.write(session, len(found.notes), NOW, to_dict(Ended("interrupted")), True)
    assert store.unended() == []
    assert [one.reason for one in store.records(Wanted())] == ["interrupted"]
    (stored,) = store.sessions()
    assert stored.over


def test_what_is_said_later_ends_nothing(store: Store) -> None:
    session = write(store, *CUT, Later("after", 2), TakenUp(), Later("after", 3))
    assert [one.id for one in store.unended()] == [session]
    assert not store.sessions()[0].over


def test_on_opening_one_that_runs_is_not_summed_up(store: Store, tmp_path: Path) -> None:
    running, over = write(store, *CUT, TakenUp()), write(store, *CUT)
    with closing(sqlite3.connect(tmp_path / FILE)) as other:
        other.execute("UPDATE session SET reason = NULL, pressed = NULL, summary = NULL")
        other.commit()
    with closing(open_store(tmp_path, NOW)) as again:
        rows = dict(again._rows("SELECT id, summary IS NULL FROM session"))
        assert rows == {running: 1, over: 0}
        assert [one.id for one in again.unended()] == [running]


def test_what_went_on_as_lighter_is_lighter_in_every_list(store: Store) -> None:
    write(store, *CUT, TakenUp(gentle=True), *REST)
    (record,) = store.records(Wanted())
    assert record.outline.gentle
    assert record == store.sessions()[0].record()


def test_one_that_runs_again_is_not_exported(store: Store) -> None:
    write(store, *CUT, TakenUp())
    whole = write(store, *CUT, TakenUp(), *REST)
    (carried,) = packed(store).sessions
    assert len(carried.notes) == len(store.session(whole).notes)  # type: ignore[union-attr]


def test_the_journal_goes_on_after_the_last_note(store: Store, tmp_path: Path) -> None:
    session = write(store, *CUT)
    number = store.add(session, NOW, to_dict(TakenUp()))
    journal = Journal(lambda: open_store(tmp_path, NOW))
    journal.take_up(session, number + 1)
    for fact in REST:
        journal.write(NOW, to_dict(fact), durable(fact))
    assert journal.finish(10.0)
    (stored,) = store.sessions()
    kinds = [note["kind"] for _, note in stored.notes]
    assert kinds == [fact.kind for fact in (*CUT, TakenUp(), *REST)]
    assert stored.record().reason == "finished"
