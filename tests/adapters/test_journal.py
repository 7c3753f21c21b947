"""No disk delays a session, and nothing that is on it is lost with the process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from threading import Event, get_ident

import pytest

from spotguide.adapters.journal import Journal
from spotguide.adapters.rows import Stored
from spotguide.adapters.store import open_store
from spotguide.core.notes import Began, Ended, Fact, Held, HoldOver, durable, to_dict
from spotguide.errors import UnwritableHistory

NOW = datetime(2025, 11, 3, 21, 15, tzinfo=timezone(timedelta(hours=1)))
PATIENCE = 10.0  # seconds until a test that waits has failed
NOTES: tuple[Fact, ...] = (
    Began("hold", 0, 0),
    *(Held(0, 0, 1000 * n, 1000 * n) for n in range(1, 40)),
    HoldOver(0, 0, 39_000, 39_000, "enough"),
    Ended("finished"),
)

KILLED = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from spotguide.adapters.journal import Journal
from spotguide.adapters.store import open_store

now = datetime.now(timezone.utc)
journal = Journal(lambda: open_store(Path(sys.argv[1]), now))
journal.begin(now, "calf", {"tool": "ball"})
journal.write(now, {"kind": "began", "phase": "hold", "side": 0, "round": 0}, True)
for held in (1000, 2000):
    last = {"kind": "held", "side": 0, "round": 0, "held": held, "charged": held}
    journal.write(now, last, False)
while journal.behind():
    pass
print("written", flush=True)
sys.stdin.read()
"""


@dataclass
class Disk:
    """A store whose every write waits until it is let go, or fails at the note of a number."""

    free: Event = field(default_factory=Event)
    busy: Event = field(default_factory=Event)
    fails_at: int | None = None
    error: Exception = field(default_factory=lambda: UnwritableHistory("/data", "disk is full"))
    notes: list[Mapping[str, object]] = field(default_factory=list)
    closed: bool = False
    thread: int = 0

    def begin(self, started_at: datetime, spot: str, plan: Mapping[str, object]) -> int:
        self.busy.set()
        assert self.free.wait(PATIENCE)
        return 7

    def write(
        self, session: int, seq: int, at: datetime, note: Mapping[str, object], durable: bool
    ) -> None:
        assert (session, seq) == (7, len(self.notes))
        self.thread = get_ident()
        if seq == self.fails_at:
            raise self.error
        self.notes.append(note)

    def close(self) -> None:
        self.closed = True


def hand_over(journal: Journal, notes: tuple[Fact, ...] = NOTES) -> list[int]:
    return [journal.write(NOW, to_dict(fact), durable(fact)) for fact in notes]


def stored(folder: Path) -> list[Stored]:
    with closing(open_store(folder, NOW)) as store:
        return store.sessions()


def test_all_is_on_disk_in_its_order_when_it_has_finished(tmp_path: Path) -> None:
    journal = Journal(partial(open_store, tmp_path, NOW))
    journal.begin(NOW, "calf", {"tool": "ball"})
    assert hand_over(journal) == list(range(len(NOTES)))
    assert journal.finish(PATIENCE)
    (session,) = stored(tmp_path)
    assert (session.id, session.spot, session.plan) == (journal.session, "calf", {"tool": "ball"})
    assert [note for _, note in session.notes] == [to_dict(fact) for fact in NOTES]
    assert session.notes == journal.notes
    assert journal.written == len(NOTES) - 1
    assert (journal.behind(), journal.failed, journal.error) == (False, None, None)


def test_a_stored_session_is_taken_up_where_it_was(tmp_path: Path) -> None:
    for first, notes in ((True, NOTES[:3]), (False, NOTES[3:])):
        journal = Journal(partial(open_store, tmp_path, NOW))
        if first:
            journal.begin(NOW, "calf", {})
        else:
            (session,) = stored(tmp_path)
            journal.take_up(session.id, len(session.notes))
            assert not journal.behind()
        hand_over(journal, notes)
        assert journal.finish(PATIENCE)
    (session,) = stored(tmp_path)
    assert [note for _, note in session.notes] == [to_dict(fact) for fact in NOTES]


def test_a_disk_that_is_stuck_delays_nobody() -> None:
    disk = Disk()
    journal = Journal(lambda: disk)
    journal.begin(NOW, "calf", {})
    assert disk.busy.wait(PATIENCE)
    assert hand_over(journal) == list(range(len(NOTES)))
    assert journal.behind()
    assert (journal.session, journal.written, disk.notes) == (None, -1, [])
    assert not journal.finish(0)
    assert len(journal.notes) == len(NOTES)
    disk.free.set()
    assert journal.finish(PATIENCE)
    assert [to_dict(fact) for fact in NOTES] == disk.notes
    assert (journal.session, journal.behind(), disk.closed) == (7, False, True)
    assert disk.thread != get_ident()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        pytest.param(UnwritableHistory("/data", "disk is full"), "disk is full", id="disk"),
        pytest.param(RuntimeError("boom"), "RuntimeError('boom')", id="bug"),
    ],
)
def test_a_disk_that_fails_leaves_a_sentence_and_every_note(error: Exception, said: str) -> None:
    disk = Disk(fails_at=2, error=error)
    disk.free.set()
    journal = Journal(lambda: disk)
    journal.begin(NOW, "calf", {})
    hand_over(journal)
    assert not journal.finish(PATIENCE)
    assert said in (journal.failed or "")
    assert journal.error is error
    assert [note for _, note in journal.notes] == [to_dict(fact) for fact in NOTES]
    assert (journal.written, len(disk.notes), disk.closed) == (1, 2, True)
    assert not journal.behind()
    assert journal.write(NOW, to_dict(NOTES[0]), True) == len(NOTES)
    assert not journal.behind()


def test_a_history_that_cannot_be_opened_leaves_a_sentence_too(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    journal = Journal(partial(open_store, tmp_path / "data", NOW))
    journal.begin(NOW, "calf", {})
    hand_over(journal)
    assert not journal.finish(PATIENCE)
    assert str(tmp_path / "data") in (journal.failed or "")
    assert len(journal.notes) == len(NOTES)
    assert journal.session is None


def test_what_is_handed_over_is_kept_as_it_was(tmp_path: Path) -> None:
    plan: dict[str, object] = {"tool": "ball"}
    note: dict[str, object] = {"kind": "began", "phase": "hold"}
    disk = Disk()
    journal = Journal(lambda: disk)
    journal.begin(NOW, "calf", plan)
    journal.write(NOW, note, True)
    note["phase"] = "rest"
    disk.free.set()
    assert journal.finish(PATIENCE)
    assert disk.notes == [{"kind": "began", "phase": "hold"}]


def test_a_session_that_never_began_opens_nothing() -> None:
    assert Journal(partial(pytest.fail, "opened")).finish(PATIENCE)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_what_was_on_disk_outlives_a_kill(tmp_path: Path) -> None:
    argv = [sys.executable, "-c", KILLED, str(tmp_path)]
    with subprocess.Popen(
        argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "written\n"
        process.kill()
        assert process.wait(PATIENCE) == -9
    assert (tmp_path / "history.sqlite3-wal").exists()
    with closing(open_store(tmp_path, NOW)) as store:
        (session,) = store.unended()
        assert store.moved is None
    assert session.spot == "calf"
    shown = (Began("hold", 0, 0), Held(0, 0, 1000, 1000), Held(0, 0, 2000, 2000))
    assert [note for _, note in session.notes] == [to_dict(fact) for fact in shown]
