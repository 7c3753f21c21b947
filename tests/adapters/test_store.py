"""The history outlives crashes, newer versions, damage and disks that cannot be written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from spotguide.adapters import database
from spotguide.adapters.store import Store, open_store
from spotguide.core.history import Outline, facts, fold
from spotguide.core.notes import Began, Ended, Fact, Held, HoldOver, Later, Remark, durable, to_dict
from spotguide.core.plan.screening import Remembered
from spotguide.core.summaries import Wanted
from spotguide.errors import UnreadableHistory, UnwritableHistory

HERE = timezone(timedelta(hours=5, minutes=30))
NOW = datetime(2025, 11, 3, 21, 15, 7, 250_000, HERE)
PLAN = {"tool": "ball", "holds": [45], "name": "ü\n'; DROP TABLE note; --"}
NOTES: tuple[Fact, ...] = (
    Began("hold", 0, 0),
    Held(0, 0, 1000, 1000),
    Held(0, 0, 2000, 2500),
    HoldOver(0, 0, 2000, 2500, "enough"),
    Began("hold", 0, 1),
    Held(0, 1, 1000, 1000),
    Ended("stopped"),
)
NOBODY = 65534

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes are not for Windows")


@pytest.fixture(name="store")
def _store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path / "data", NOW)) as store:
        yield store


@pytest.fixture(name="unprivileged")
def _unprivileged() -> Iterator[Path]:
    """A folder that anybody may enter, in a process that is not above its modes."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    if os.geteuid() == NOBODY:
        os.seteuid(os.getuid())
    folder.chmod(0o755)
    shutil.rmtree(folder)


def give_up_privileges() -> None:
    if os.geteuid() == 0:
        os.seteuid(NOBODY)


def write(store: Store, notes: tuple[Fact, ...] = NOTES, at: datetime = NOW) -> int:
    session = store.begin(at, "shoulder-top", PLAN)
    for seq, fact in enumerate(notes):
        later = at + timedelta(seconds=seq)
        store.write(session, seq, later, to_dict(fact), durable(fact))
    return session


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_session_comes_back_as_it_was_written(store: Store) -> None:
    session = write(store)
    (stored,) = store.sessions()
    assert (stored.id, stored.spot, stored.plan) == (session, "shoulder-top", PLAN)
    assert (stored.started_at, stored.started_at.utcoffset()) == (NOW, NOW.utcoffset())
    assert [note for _, note in stored.notes] == [to_dict(fact) for fact in NOTES]
    assert [at for at, _ in stored.notes] == [NOW + timedelta(seconds=n) for n in range(7)]
    assert facts(stored.notes) == [
        (at, fact) for (at, _), fact in zip(stored.notes, NOTES, strict=True)
    ]


def test_totals_that_the_next_note_replaces_change_no_record(store: Store) -> None:
    write(store)
    write(store, NOTES[:3])
    whole, brief = store.sessions(), store.sessions(whole=False)
    assert [len(stored.notes) for stored in whole] == [7, 3]
    assert [len(stored.notes) for stored in brief] == [6, 2]
    for one, other in zip(whole, brief, strict=True):
        outline = Outline(spot=one.spot)
        assert fold(outline, facts(one.notes), NOW) == fold(outline, facts(other.notes), NOW)


def test_times_are_kept_in_utc(store: Store, tmp_path: Path) -> None:
    write(store)
    with closing(sqlite3.connect(tmp_path / "data" / database.FILE)) as other:
        rows = other.execute("SELECT started_at, offset FROM session").fetchall()
    assert rows == [("2025-11-03T15:45:07.250000+00:00", 19800)]


def test_a_time_without_an_offset_is_a_bug(store: Store) -> None:
    with pytest.raises(TypeError, match="offset"):
        store.begin(NOW.replace(tzinfo=None), "shoulder-top", PLAN)


def test_sessions_are_chosen_by_time_spot_and_number_oldest_first(store: Store) -> None:
    days = [store.begin(NOW + timedelta(days=n), f"spot-{n % 2}", {}) for n in (3, 1, 2, 0)]
    third, second, other, first = days

    def ids(**wanted: object) -> list[int]:
        return [stored.id for stored in store.sessions(**wanted)]

    assert ids() == [first, second, other, third]
    assert ids(since=NOW + timedelta(days=2)) == [other, third]
    assert ids(since=(NOW + timedelta(days=3)).astimezone(timezone.utc)) == [third]
    assert ids(spot="spot-1") == [second, third]
    assert ids(newest=2) == [other, third]
    assert ids(spot="spot-0", newest=1) == [other]
    assert ids(newest=0) == ids(spot="none") == []


def test_a_session_without_an_end_is_told(store: Store) -> None:
    write(store)
    open_one = write(store, NOTES[:3])
    bare = store.begin(NOW, "shoulder-top", {})
    assert [stored.id for stored in store.unended()] == [open_one, bare]
    assert len(store.unended()[0].notes) == 3
    store.write(open_one, 3, NOW, to_dict(Ended("interrupted")), True)
    assert [stored.id for stored in store.unended()] == [bare]


def test_a_note_is_there_for_others_as_soon_as_it_is_written(store: Store, tmp_path: Path) -> None:
    session = store.begin(NOW, "shoulder-top", PLAN)
    with closing(open_store(tmp_path / "data", NOW)) as other:
        for seq, fact in enumerate(NOTES):
            store.write(session, seq, NOW, to_dict(fact), durable(fact))
            assert len(other.sessions()[0].notes) == seq + 1


@pytest.mark.parametrize(("kept", "level"), [(True, 2), (False, 1)], ids=["full", "normal"])
def test_only_what_must_outlive_a_power_cut_waits_for_the_disk(
    store: Store, kept: bool, level: int
) -> None:
    session = store.begin(NOW, "shoulder-top", PLAN)
    store.write(session, 0, NOW, to_dict(NOTES[1]), kept)
    assert store._connection.execute("PRAGMA synchronous").fetchone() == (level,)
    assert store._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert not store._connection.in_transaction


def test_a_number_is_never_given_twice(store: Store) -> None:
    """That would be a bug, not a disk: it is not told as one."""
    session = write(store)
    with pytest.raises(sqlite3.IntegrityError):
        store.write(session, 0, NOW, to_dict(NOTES[0]), True)
    with pytest.raises(sqlite3.IntegrityError):
        store.write(session + 1, 0, NOW, to_dict(NOTES[0]), True)


def test_the_newest_answer_holds_and_stands_last(store: Store) -> None:
    first = Remembered("blood-thinner", "shoulder-top", False, False, NOW)
    elsewhere = Remembered("blood-thinner", "calf", True, True, NOW + timedelta(days=1))
    later = Remembered("blood-thinner", "shoulder-top", True, False, NOW + timedelta(days=2))
    for answer in (first, elsewhere):
        store.remember(answer)
    assert store.answers() == [first, elsewhere]
    store.remember(later)
    assert store.answers() == [elsewhere, later]


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        ({}, []),
        ({"screen": "a"}, [("b", "x")]),
        ({"spot": "x"}, [("a", "y")]),
        ({"screen": "a", "spot": "x"}, [("a", "y"), ("b", "x")]),
        ({"screen": "c"}, [("a", "x"), ("a", "y"), ("b", "x")]),
    ],
    ids=["all", "screen", "spot", "both", "none"],
)
def test_answers_are_forgotten_by_question_and_spot(
    store: Store, wanted: dict[str, str], left: list[tuple[str, str]]
) -> None:
    for screen, spot in (("a", "x"), ("a", "y"), ("b", "x")):
        store.remember(Remembered(screen, spot, True, False, NOW))
    assert store.forget(**wanted) == 3 - len(left)
    assert [(answer.screen, answer.spot) for answer in store.answers()] == left


def test_a_setting_is_kept_and_replaced(store: Store) -> None:
    assert store.setting("tools") is None
    store.set_setting("tools", '["ball"]', NOW)
    store.set_setting("tools", "[]", NOW)
    assert store.setting("tools") == "[]"


def test_all_is_there_the_next_time(tmp_path: Path) -> None:
    with closing(open_store(tmp_path, NOW)) as store:
        write(store)
        store.remember(Remembered("a", "x", True, False, NOW))
        store.set_setting("key", "value", NOW)
    with closing(open_store(tmp_path, NOW)) as store:
        assert len(store.sessions()[0].notes) == 7
        assert len(store.answers()) == 1
        assert store.setting("key") == "value"
        assert store.moved is None


@posix
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o777])
def test_folder_and_files_are_for_their_owner_alone(tmp_path: Path, mask: int) -> None:
    folder = tmp_path / "data"
    before = os.umask(mask)
    try:
        with closing(open_store(folder, NOW)) as store:
            write(store)
            files = {file.name: mode(file) for file in folder.iterdir()}
    finally:
        os.umask(before)
    assert mode(folder) == 0o700
    names = (database.FILE, f"{database.FILE}-wal", f"{database.FILE}-shm")
    assert files == dict.fromkeys(names, 0o600)


@posix
def test_files_that_others_could_read_are_closed_to_them(tmp_path: Path) -> None:
    with closing(open_store(tmp_path, NOW)) as store:
        write(store)
        for file in tmp_path.iterdir():
            file.chmod(0o644)
        open_store(tmp_path, NOW).close()
        assert {mode(file) for file in tmp_path.iterdir()} == {0o600}


@posix
def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    open_store(tmp_path, NOW).close()
    assert mode(tmp_path) == 0o755


def test_what_the_first_version_wrote_is_read(tmp_path: Path) -> None:
    """This text is what was released; it never changes."""
    with closing(sqlite3.connect(tmp_path / database.FILE)) as old:
        old.executescript("""
            CREATE TABLE session (id INTEGER PRIMARY KEY, started_at TEXT NOT NULL,
                offset INTEGER NOT NULL, spot TEXT NOT NULL, plan TEXT NOT NULL);
            CREATE TABLE note (session INTEGER NOT NULL REFERENCES session (id),
                seq INTEGER NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL,
                PRIMARY KEY (session, seq)) WITHOUT ROWID;
            CREATE TABLE answer (screen TEXT NOT NULL, spot TEXT NOT NULL,
                applies INTEGER NOT NULL, agreed INTEGER NOT NULL, at TEXT NOT NULL,
                PRIMARY KEY (screen, spot)) WITHOUT ROWID;
            CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL, at TEXT NOT NULL)
                WITHOUT ROWID;
            INSERT INTO session VALUES (7, '2025-11-03T15:45:07.250000+00:00', 19800, 'calf', '{}');
            INSERT INTO note VALUES
                (7, 0, '2025-11-03T15:45:08.000000+00:00', 'ended', '{"reason": "finished"}');
            INSERT INTO answer VALUES ('a', 'calf', 1, 0, '2025-11-03T15:45:07.250000+00:00');
            PRAGMA user_version = 1;
        """)
    with closing(open_store(tmp_path, NOW)) as store:
        (stored,) = store.sessions()
        assert (stored.id, stored.spot, stored.started_at) == (7, "calf", NOW)
        assert [fact for _, fact in facts(stored.notes)] == [Ended("finished")]
        assert store.answers() == [Remembered("a", "calf", True, False, NOW)]
        assert [one.reason for one in store.records(Wanted(ended="finished"))] == ["finished"]
        assert store._rows("SELECT summary IS NULL FROM session") == [(0,)]


def test_what_the_first_version_pressed_is_known_before_it_is_summed_up(tmp_path: Path) -> None:
    """There may be too many sessions to do it at once."""
    with closing(open_store(tmp_path, NOW)) as store:
        write(store)
        write(store, NOTES[:1], NOW + timedelta(days=1))
        whole = store.records(Wanted()), store.last_pressed()
        store._connection.execute(
            "UPDATE session SET summary = NULL, pressed = NULL, reason = NULL"
        )
        assert (store.records(Wanted()), store.last_pressed()) == whole
        assert [one.id for one in store.records(Wanted(ended="stopped"))] == [1]
        assert [one.id for one in store.unended()] == [2]


def test_a_list_is_made_from_summaries_and_not_from_notes(store: Store) -> None:
    for _ in range(3):
        write(store)
    whole = store.records(Wanted())
    store._connection.execute("DELETE FROM note")
    assert store.records(Wanted()) == whole
    assert store.last_pressed() == {"shoulder-top": NOW}
    assert [one.id for one in store.records(Wanted(), newest=2)] == [2, 3]


def test_a_summary_that_cannot_be_read_is_made_from_the_notes(store: Store) -> None:
    write(store)
    whole = store.records(Wanted())
    for text in ("", "{", '{"version": 99}'):
        store._connection.execute("UPDATE session SET summary = ?", (text,))
        assert store.records(Wanted()) == whole


def test_what_is_said_later_is_in_the_summary(store: Store) -> None:
    session = write(store)
    store.add(session, NOW + timedelta(days=1), to_dict(Later("next-day", 7)))
    (record,) = store.records(Wanted())
    assert (record.next_day, record.reason) == (7, "stopped")
    assert len(store.session(session).notes) == len(NOTES) + 1
    assert store.session(session + 1) is None


def test_a_session_is_deleted_with_its_bytes(store: Store, tmp_path: Path) -> None:
    session = write(store, (*NOTES, Remark("a word that is nowhere else")))
    other = write(store)
    assert store.delete(session)
    assert not store.delete(session)
    assert [one.id for one in store.sessions()] == [other]
    kept = b"".join(file.read_bytes() for file in (tmp_path / "data").iterdir())
    assert b"a word that is nowhere else" not in kept


def test_an_older_history_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_store(tmp_path, NOW)) as store:
        write(store)
    more = (("ALTER TABLE session ADD COLUMN mood TEXT", "UPDATE session SET mood = 'calm'"),)
    monkeypatch.setattr(database, "MIGRATIONS", database.MIGRATIONS + more)
    for _ in range(2):
        with closing(open_store(tmp_path, NOW)) as store:
            assert store._connection.execute("SELECT mood FROM session").fetchall() == [("calm",)]
            assert len(store.sessions()[0].notes) == 7


def test_a_migration_that_fails_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_store(tmp_path, NOW)) as store:
        write(store)
    broken = (("ALTER TABLE session ADD COLUMN mood TEXT", "UPDATE missing SET mood = 'calm'"),)
    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", database.MIGRATIONS + broken)
        with pytest.raises(UnwritableHistory, match="no such table: missing"):
            open_store(tmp_path, NOW)
    with closing(open_store(tmp_path, NOW)) as store:
        columns = store._connection.execute("PRAGMA table_info(session)").fetchall()
        assert "mood" not in [column[1] for column in columns]
        assert len(store.sessions()[0].notes) == 7
        assert store.moved is None


def test_a_newer_history_is_refused_and_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", (*database.MIGRATIONS, ("CREATE TABLE more (x)",)))
        open_store(tmp_path, NOW).close()
    before = (tmp_path / database.FILE).read_bytes()
    with pytest.raises(UnreadableHistory, match=r"newer spotguide.*Update") as caught:
        open_store(tmp_path, NOW)
    assert caught.value.exit_status == 6
    assert str(tmp_path) in str(caught.value)
    assert (tmp_path / database.FILE).read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [database.FILE]


def damage_text(path: Path) -> None:
    path.write_bytes(b"this was a history once\n" * 400)


def damage_little(path: Path) -> None:
    path.write_bytes(b"x")


def damage_cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def damage_pages(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xa5" * (len(data) - 4096))


def damage_emptied(path: Path) -> None:
    path.write_bytes(b"")
    path.with_name(path.name + "-wal").write_bytes(b"what was not yet in the file")


@pytest.mark.parametrize(
    "damage", [damage_text, damage_little, damage_cut, damage_pages, damage_emptied]
)
def test_a_damaged_history_is_moved_aside_whole_and_a_new_one_begins(
    tmp_path: Path, damage: object
) -> None:
    with closing(open_store(tmp_path, NOW)) as store:
        write(store)
    path = tmp_path / database.FILE
    damage(path)
    damaged = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    with closing(open_store(tmp_path, NOW)) as store:
        assert store.moved == tmp_path / "history-damaged-20251103T154507Z.sqlite3"
        for name, data in damaged.items():
            kept = name.replace(database.FILE, store.moved.name)
            assert (tmp_path / kept).read_bytes() == data
        assert store.sessions() == []
        write(store)
    with closing(open_store(tmp_path, NOW)) as store:
        assert store.moved is None
        assert len(store.sessions()) == 1


def test_a_damaged_history_takes_its_log_with_it(tmp_path: Path) -> None:
    """SQLite alone would delete what is in the log."""
    beside = {name: tmp_path / f"{database.FILE}{name}" for name in ("-wal", "-shm")}
    (tmp_path / database.FILE).write_bytes(b"no history")
    for name, file in beside.items():
        file.write_text(name)
    with closing(open_store(tmp_path, NOW)) as store:
        assert store.moved
        for name in beside:
            assert store.moved.with_name(store.moved.name + name).read_text() == name


def test_what_was_moved_aside_is_never_written_over(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / database.FILE).write_text(f"damage {number}")
        open_store(tmp_path, NOW).close()
    kept = sorted(file.read_text() for file in tmp_path.glob("history-damaged-*"))
    assert kept == ["damage 0", "damage 1", "damage 2"]


def test_of_two_who_find_the_damage_the_later_leaves_the_new_history_alone(tmp_path: Path) -> None:
    path = tmp_path / database.FILE
    path.write_text("damage")
    found = database.identity(tmp_path)
    with closing(open_store(tmp_path, NOW)) as store:
        write(store)
        later = database.recover(tmp_path, found, NOW)
        later.connection.close()
        assert (later.moved, later.saved) == (None, 0)
        assert len(store.sessions()) == 1
    assert {file.name for file in tmp_path.iterdir()} == {path.name, store.moved.name}


@pytest.mark.parametrize("plan", ["{", "[]", "\x00"])
def test_what_was_pressed_after_a_plan_that_is_lost_is_charged_everywhere(
    tmp_path: Path, plan: str
) -> None:
    """Leaving the session out would lift limits."""
    with closing(open_store(tmp_path, NOW)) as store:
        write(store)
        store._connection.execute("UPDATE session SET plan = ?", (plan,))
        (record,) = store.records(Wanted())
        assert (store.moved is not None, store.saved) == (True, 1)
        assert {place: record.charged_to(place) for place in ("left", "right")} == {
            "left": 3500, "right": 3500
        }  # fmt: skip
        assert store.setting("key") is None
    with closing(open_store(tmp_path, NOW)) as store:
        assert store.moved is None
        assert len(store.sessions()[0].notes) == 7


def test_a_full_disk_is_told_and_what_was_written_stays(store: Store, tmp_path: Path) -> None:
    session = write(store, NOTES[:1])
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    big = {"kind": "began", "phase": "x" * 100_000}
    with pytest.raises(UnwritableHistory, match="disk is full") as caught:
        store.write(session, 1, NOW, big, True)
    assert str(tmp_path / "data") in str(caught.value)
    assert str(caught.value).count(". ") == 0
    assert caught.value.exit_status == 6
    assert len(store.sessions()[0].notes) == 1


def test_a_history_that_another_locks_is_told_and_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(tmp_path, NOW).close()
    monkeypatch.setattr(database, "BUSY", 0.01)
    with (
        closing(open_store(tmp_path, NOW)) as store,
        closing(sqlite3.connect(tmp_path / database.FILE, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UnwritableHistory, match="locked"):
            store.set_setting("key", "value", NOW)
        assert store.setting("key") is None
        other.execute("COMMIT")
        store.set_setting("key", "value", NOW)
        assert store.setting("key") == "value"


@pytest.mark.parametrize("where", ["file", "under a file", "folder for the file"])
def test_a_folder_that_cannot_be_is_told(tmp_path: Path, where: str) -> None:
    folder = tmp_path / "data"
    if where == "folder for the file":
        (folder / database.FILE).mkdir(parents=True)
    else:
        folder.write_text("a file")
        folder = folder / "below" if where == "under a file" else folder
    with pytest.raises(UnwritableHistory) as caught:
        open_store(folder, NOW)
    assert str(folder) in str(caught.value)


@posix
def test_a_read_only_history_is_read_and_not_written(unprivileged: Path) -> None:
    """So that the limits of the day still hold."""
    with closing(open_store(unprivileged, NOW)) as store:
        write(store)
    (unprivileged / database.FILE).chmod(0o444)
    unprivileged.chmod(0o555)
    give_up_privileges()
    with closing(open_store(unprivileged, NOW)) as store:
        assert len(store.sessions()[0].notes) == 7
        with pytest.raises(UnwritableHistory, match="readonly"):
            store.begin(NOW, "calf", {})
        with pytest.raises(UnwritableHistory, match="readonly"):
            store.set_setting("key", "value", NOW)
        assert store.sessions(spot="calf") == []


@posix
def test_a_read_only_folder_without_a_history_is_told(unprivileged: Path) -> None:
    unprivileged.chmod(0o555)
    give_up_privileges()
    for folder in (unprivileged, unprivileged / "data"):
        with pytest.raises(UnwritableHistory, match="permission denied"):
            open_store(folder, NOW)


def test_the_module_waits_with_the_database() -> None:
    """A command without a history must not pay for it."""
    look = (
        "import sys, spotguide.adapters.store, spotguide.adapters.journal, spotguide.adapters.lock;"
        "print([name for name in ('sqlite3', 'pydantic', 'fcntl') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_closing_twice_is_harmless(tmp_path: Path) -> None:
    store = open_store(tmp_path, NOW)
    store.close()
    store.close()
