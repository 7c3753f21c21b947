"""What can be read of a damaged history, row by row: nothing is taken that is not whole.

Where the row of a session is lost, an index still names its spot and time, and its notes what was
pressed. What it set out to do is then not known, so all that was pressed is charged to every place
of the spot: limits never open because of damage.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from spotguide.adapters.pages import Cell, cells
from spotguide.adapters.rows import BadRow, Row, aware, table

PASSES = 8  # more than any session has
UNKNOWN = json.dumps({"places": [["left", "right", "middle"]] * PASSES})
"""The plan of a session whose plan is lost."""


@dataclass
class Salvaged:
    """The rows that were found, by what they are known by."""

    sessions: dict[int, Row] = field(default_factory=dict)
    notes: dict[tuple[int, int], Row] = field(default_factory=dict)
    answers: dict[tuple[str, str], Row] = field(default_factory=dict)
    settings: dict[str, Row] = field(default_factory=dict)
    named: dict[int, tuple[str, str]] = field(default_factory=dict)

    def take(self, cell: Cell) -> None:
        """Keep a row if it is one of ours."""
        match (cell.rowid or 0, *cell.values):
            case (int(number), None, str(), int(), str(), _, *_) if cell.rowid is not None:
                self._session(number, cell.values)
            case (0, int(), int(), str(), str(), str()):
                self._note(cell.values)
            case (0, str(), str(), int(), int(), str()):
                self._answer(cell.values)
            case (0, str(key), str(), str(at)) if _is_time(at):
                self.settings.setdefault(key, cell.values)
            case (0, str(spot), str(at), int(number)) if _is_time(at):
                self.named.setdefault(number, (spot, at))
            case _:
                pass

    def _session(self, number: int, values: Row) -> None:
        _, started_at, offset, spot, plan, *rest = values
        reason, pressed, summary = (*rest, None, None, None)[:3]
        good = _is_time(started_at) and abs(offset) < 86400 and number > 0
        if good:
            plan = plan if _is_table(plan) else UNKNOWN
            summary = summary if _is_table(summary) else None
            row = (number, started_at, offset, spot, plan, reason, pressed, summary)
            self.sessions.setdefault(number, row)

    def _note(self, values: Row) -> None:
        session, seq, at, _, data = values
        if session > 0 and seq >= 0 and _is_time(at) and _is_table(data):
            self.notes.setdefault((session, seq), values)

    def _answer(self, values: Row) -> None:
        screen, spot, applies, agreed, at = values
        if {applies, agreed} <= {0, 1} and _is_time(at):
            self.answers.setdefault((screen, spot), values)

    def settle(self) -> None:
        """Put right what the index tells of sessions, and leave out notes of none."""
        by_name = {name: number for number, name in self.named.items()}
        for number, row in list(self.sessions.items()):
            right = by_name.get((row[3], row[1]))
            if right is not None and self.named.get(number) != (row[3], row[1]):
                del self.sessions[number]
                self.sessions.setdefault(right, (right, *row[1:]))
        written = {session for session, _ in self.notes}
        for number, (spot, at) in self.named.items():
            if number not in self.sessions and number in written:
                self.sessions[number] = (number, at, 0, spot, UNKNOWN, None, None, None)
        for number in self._lost(written):
            at = min(row[2] for (session, _), row in self.notes.items() if session == number)
            self.sessions[number] = (number, at, 0, "", UNKNOWN, None, None, None)
        self.notes = {key: row for key, row in self.notes.items() if key[0] in self.sessions}

    def _lost(self, written: Iterable[int]) -> list[int]:
        """Return the sessions of which only notes are left: their beginning, and more."""
        return [
            number
            for number in written
            if number not in self.sessions
            and sum((number, seq) in self.notes for seq in range(3)) > 1
        ]


def salvage(path: Path, log: Path) -> Salvaged:
    """Return what can be read of a damaged file and the log beside it; raise OSError."""
    found = Salvaged()
    for cell in cells(path.read_bytes(), log.read_bytes() if log.exists() else b""):
        found.take(cell)
    found.settle()
    return found


def _is_time(text: object) -> bool:
    try:
        aware(str(text))
    except BadRow:
        return False
    return str(text).endswith("+00:00")


def _is_table(text: object) -> bool:
    try:
        return isinstance(text, str) and bool(table(text) or True)
    except BadRow:
        return False
