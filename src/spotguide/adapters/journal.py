"""The journal: a thread writes the notes of one session, so that no disk delays the session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from spotguide.errors import SpotguideError

if TYPE_CHECKING:
    from spotguide.adapters.store import Store

Work = Callable[["Store"], None]


class Journal:
    """Write in the background what is handed over, in that order; stop at the first failure.

    `open_store` is called on the thread of the journal, which has the store for itself. `notes` are
    all that were handed over, so that a record can be shown even if no disk took it.
    """

    def __init__(self, open_store: Callable[[], Store]) -> None:
        self.notes: list[tuple[datetime, dict[str, object]]] = []
        self.session: int | None = None  # its id, once it is on disk
        self.written = -1  # the number of the last note on disk
        self.failed: str | None = None  # the sentence that says why nothing more is written
        self.error: Exception | None = None
        self._last = -1
        self._open = open_store
        self._work: SimpleQueue[Work | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="journal", daemon=True)

    def begin(self, started_at: datetime, spot: str, plan: Mapping[str, object]) -> None:
        """Begin a session; call this or `take_up` once, before anything is written."""
        kept = dict(plan)

        def work(store: Store) -> None:
            self.session = store.begin(started_at, spot, kept)

        self._work.put(work)
        self._thread.start()

    def take_up(self, session: int, seq: int) -> None:
        """Go on with a stored session; `seq` is the number of its next note."""
        self.session, self.written, self._last = session, seq - 1, seq - 1
        self._thread.start()

    def write(self, at: datetime, note: Mapping[str, object], durable: bool) -> int:
        """Hand a note over and return its number at once."""
        kept = dict(note)
        self.notes.append((at, kept))
        self._last = seq = self._last + 1

        def work(store: Store) -> None:
            assert self.session is not None
            store.write(self.session, seq, at, kept, durable)
            self.written = seq

        self._work.put(work)
        return seq

    def behind(self) -> bool:
        """Say whether a note is not on disk yet but may still get there."""
        return self.failed is None and self.written < self._last

    def finish(self, timeout: float) -> bool:
        """Wait so many seconds at most; say whether all is on disk. Nothing is written after it."""
        if self._thread.ident is None:  # no session has begun
            return True
        self._work.put(None)
        self._thread.join(timeout)
        return self.failed is None and self.session is not None and self.written == self._last

    def _run(self) -> None:
        try:
            store = self._open()
            try:
                for work in iter(self._work.get, None):
                    work(store)
            finally:
                store.close()
        except Exception as error:  # a bug here must not end the session
            self.error = error
            bug = f"The history cannot be written: {error!r}."
            self.failed = str(error) if isinstance(error, SpotguideError) else bug
