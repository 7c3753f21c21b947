"""The past at hand: what earlier sessions, answers and tools mean for this one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from spotguide.core.constants import DAY
from spotguide.core.history import Record
from spotguide.core.notes import Ended, to_dict
from spotguide.core.plan.limits import redate
from spotguide.core.plan.remembered import Remembered
from spotguide.core.plan.wishes import Memory
from spotguide.core.profile.kept import OWNED, owned_from, profile_from
from spotguide.core.summaries import Wanted
from spotguide.errors import SpotguideError, UnreadableHistory, UnwritableHistory, printable

if TYPE_CHECKING:
    from spotguide.adapters.journal import Journal
    from spotguide.adapters.rows import Stored
    from spotguide.adapters.store import Store
    from spotguide.environment import Environment

HISTORY = "history.sqlite3"
REDATED = "sessions-redated"
NEWEST = 50  # sessions of a place that are looked at: first times, flares and the last way


class Past:
    """The history in the data folder; where that cannot be used, nothing is known or kept.

    `error` then says why; a session goes on without a past, at a first dose.
    """

    def __init__(self, env: Environment) -> None:
        self.env = env
        self.folder: Path = env.folder(env.variables)
        self.store: Store | None = None
        self.error: SpotguideError | None = None
        self.redated = 0  # sessions from the future that were seen for the first time
        try:
            self.store = env.open_store(self.folder, env.now())
        except (UnreadableHistory, UnwritableHistory) as error:
            self.error = error

    @property
    def problem(self) -> str:
        """The sentence that says what cannot be read or kept, or nothing."""
        return str(self.error) if self.error else ""

    @property
    def without(self) -> str:
        """The sentences for a session that runs although its past is not known."""
        runs = "This session runs all the same, at a first dose and without your profile."
        return f"{self.problem} {runs}"

    @property
    def moved(self) -> Path | None:
        """Where a damaged history was moved, if one was found."""
        return self.store.moved if self.store else None

    @property
    def damage(self) -> str:
        """The sentence that says what was found damaged and what was saved of it, or nothing."""
        if self.store is None or self.store.moved is None:
            return ""
        saved = self.store.saved
        sessions = f"{saved} session{'' if saved == 1 else 's'}"
        kept = f"What could be read, {sessions}, was taken over." if saved else "A new one began."
        return (
            f"The history was damaged. {kept} The damaged file is kept: "
            f"{printable(str(self.store.moved))}"
        )

    @property
    def ahead(self) -> str:
        """The sentence that says that sessions are dated in the future, or nothing; said once."""
        if not self.redated:
            return ""
        one = self.redated == 1
        sessions = "One session lies" if one else f"{self.redated} sessions lie"
        counts = "counts" if one else "count"
        return f"{sessions} in the future by this clock and {counts} from now on."

    def close(self) -> None:
        """Close the history."""
        if self.store:
            self.store.close()

    def journal(self) -> Journal | None:
        """Return a journal for a session that begins; None where nothing can be kept."""
        from spotguide.adapters.journal import Journal

        if self.store is None:
            return None
        return Journal(lambda: self.env.open_store(self.folder, self.env.now()))

    def records(
        self,
        spot: str | None = None,
        since: datetime | None = None,
        newest: int | None = None,
        side: str = "",
    ) -> list[Record]:
        """Return what sessions of the history came to, oldest first."""
        if self.store is None:
            return []
        spots = None if spot is None else (spot,)
        return self.store.records(Wanted(since=since, spots=spots, side=side), newest)

    def end_interrupted(self, now: datetime) -> list[Record]:
        """Mark the sessions that nothing has ended as interrupted, and return them.

        Only for the one that holds the lock: then none of them can be alive.
        """
        if self.store is None:
            return []
        found = []
        try:
            for stored in self.store.unended():
                record = stored.record()
                self._write(stored, record.ended_at)
                found.append(replace(record, reason="interrupted"))
        except UnreadableHistory as error:  # whoever reads on will tell
            self.error = error
        return found

    def _write(self, stored: Stored, at: datetime) -> None:
        assert self.store is not None
        try:
            self.store.add(stored.id, at, to_dict(Ended("interrupted")))
        except UnwritableHistory as error:
            self.error = error

    def recall(self, spot: str, now: datetime) -> Memory:
        """Return what is known of the person that matters for this spot."""
        try:
            return self._recall(spot, now)
        except UnreadableHistory as error:
            self.error = error
            return Memory(blank=True)

    def _recall(self, spot: str, now: datetime) -> Memory:
        if self.store is None:
            return Memory(blank=True)
        lately = self.records(since=now - timedelta(hours=2 * DAY))
        here = [self.records(spot, newest=NEWEST, side=side) for side in ("", "left", "right")]
        records = {record.id: record for some in (*here, lately) for record in some}
        ordered = sorted(records.values(), key=lambda record: record.started_at)
        blank = self._lost(now) or not self.records(newest=1)
        return replace(self.lasting(), records=tuple(self._dated(ordered, now)), blank=blank)

    def _lost(self, now: datetime) -> bool:
        """Say whether the history was found damaged within two days: sessions may be missing."""
        since = f"{now.astimezone(timezone.utc) - timedelta(hours=2 * DAY):%Y%m%dT%H%M%SZ}"
        start = "history-damaged-"
        kept = self.folder.glob(f"{start}*.sqlite3")
        return any(file.stem.removeprefix(start) >= since for file in kept)

    def lasting(self) -> Memory:
        """Return what is known of the person beside their sessions; raise UnreadableHistory."""
        if self.store is None:
            return Memory()
        settings, answers = self.store.settings(), tuple(self.store.answers())
        return Memory((), answers, owned_from(settings), profile_from(settings))

    def _dated(self, records: Iterable[Record], now: datetime) -> list[Record]:
        """Return the records with those from the future dated to when they were first seen."""
        assert self.store is not None
        seen = _seen(self.store.setting(REDATED) or "{}")
        dated, fresh = redate(records, now, seen)
        self.redated = len(fresh)
        if fresh:
            known = {str(key): at.isoformat() for key, at in {**seen, **fresh}.items()}
            self.keep(REDATED, json.dumps(known), now)
        return sorted(dated, key=lambda record: record.started_at)

    def remember(self, answers: Iterable[Remembered], owned: object, now: datetime) -> None:
        """Keep the answers to the safety questions, and the tools the person has if just asked."""
        if self.store is None:
            return
        try:
            for answer in answers:
                self.store.remember(answer)
        except UnwritableHistory as error:
            self.error = error
        if isinstance(owned, tuple):
            self.keep(OWNED, json.dumps(sorted(owned)), now)

    def keep(self, key: str, value: str, now: datetime) -> None:
        """Keep a setting, if anything can be kept."""
        if self.store is None:
            return
        try:
            self.store.set_setting(key, value, now)
        except UnwritableHistory as error:
            self.error = error


def _seen(text: str) -> dict[int, datetime]:
    """Return when sessions from the future were first seen; from a text that is none, nothing."""
    try:
        kept = json.loads(text).items()
        return {int(key): datetime.fromisoformat(at).astimezone() for key, at in kept}
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return {}


def last_treated(env: Environment) -> dict[str, datetime]:
    """Return when each spot was last pressed, by slug; nothing where that cannot be read."""
    past = Past(env)
    try:
        found = past.store.last_pressed() if past.store else {}
        if past.damage:
            env.stderr.write(f"{past.damage}\n")
        return {slug: at.astimezone(env.now().tzinfo) for slug, at in found.items()}
    except UnreadableHistory:
        return {}
    finally:
        past.close()


def kept(env: Environment) -> bool:
    """Say whether there is a history at all, without beginning one."""
    return (env.folder(env.variables) / HISTORY).exists()
