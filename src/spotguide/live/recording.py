"""The facts of one session: kept here, handed to the journal, and folded into the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from spotguide.core.history import Outline, Record, facts, fold
from spotguide.core.notes import Fact, durable, to_dict
from spotguide.live import loop

if TYPE_CHECKING:
    from spotguide.adapters.journal import Journal
    from spotguide.adapters.rows import Stored
    from spotguide.environment import Environment

PATIENCE = 5.0  # seconds that the end of a session waits for a slow disk


class Recording:
    """One session from its outline to its record; without a journal it is kept in memory alone.

    What is in memory is the truth of this run: a disk that fails takes nothing from the record.
    With `earlier` a stored session goes on; its journal has been told so.
    """

    def __init__(
        self,
        env: Environment,
        outline: Outline,
        journal: Journal | None,
        earlier: Stored | None = None,
    ) -> None:
        self.env, self.outline, self.journal = env, outline, journal
        self.id = earlier.id if earlier else None
        self.started_at = earlier.started_at if earlier else env.now()
        self.facts: list[tuple[datetime, Fact]] = facts(earlier.notes) if earlier else []
        if journal and not earlier:
            journal.begin(self.started_at, outline.spot, outline.to_dict())

    def note(self, fact: Fact) -> None:
        """Keep a fact, at the time it is now; return at once, whatever the disk does."""
        at = self.env.now()
        self.facts.append((at, fact))
        if self.journal:
            self.journal.write(at, to_dict(fact), durable(fact))

    def for_loop(self) -> loop.Journal:
        """Return what the loop writes to."""
        return loop.Journal(self.note, lambda: self.journal is not None and self.journal.behind())

    def finish(self) -> str:
        """Wait for the disk, PATIENCE seconds at most; return what went wrong, or nothing."""
        if self.journal is None:
            return ""
        whole = self.journal.finish(PATIENCE)
        return self.journal.failed or ("" if whole else "The disk did not take all of it in time.")

    def record(self) -> Record:
        """Return what the facts add up to."""
        return replace(fold(self.outline, self.facts, self.started_at), id=self.id)
