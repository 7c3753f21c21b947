"""One frame: a title, the body, the keys. It fits any window, from 20 by 3 to 200 by 60."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from rich.cells import cell_len
from rich.text import Text

from spotguide.core.plan.phases import Kind
from spotguide.core.session.state import Session
from spotguide.views.hints import hints
from spotguide.views.session import desk, floor
from spotguide.views.session.lines import apart, beside, cut, wrapped

HEARD = 600  # milliseconds for which the mark of a key stays


@dataclass(frozen=True)
class About:
    """What the title says, what is drawn at the left, and what the terminal can show."""

    title: str
    figure: tuple[Text, ...] = field(default=(), repr=False)
    legend: tuple[Text, ...] = field(default=(), repr=False)
    ascii_only: bool = False

    @property
    def wide(self) -> int:
        """Columns that the figure takes, with what keeps it apart."""
        return max((part.cell_len for part in self.figure), default=-2) + 2


@dataclass(frozen=True)
class Frame:
    """The rows of a screen, and how many rows of the body are hidden below the last one shown.

    `illustrated` tells that the figure stands whole at the left, from the third row on.
    """

    rows: tuple[Text, ...]
    below: int = 0
    page: int = 1
    illustrated: bool = False


def frame(session: Session, about: About, size: tuple[int, int], top: int = 0) -> Frame:
    """Return the screen for a window of columns and rows; `top` rows of the body are passed over.

    On the floor nothing is hidden: what does not fit is made smaller, or left out.
    """
    columns, rows = max(1, size[0]), max(1, size[1])
    keys = _keys(session, about, columns, rows)
    head = _head(session, about, columns)[: 2 if rows >= 16 else rows // 10]
    room = max(1, rows - len(head) - len(keys))
    if _on_floor(session):
        body = floor.body(session, columns - about.wide, room, about.ascii_only)
        shown = [*head, *beside(about.figure, body), *keys]
        return Frame(tuple(shown[:rows]), illustrated=bool(about.figure))
    return _paged(session, about, (columns, rows), top, head, keys)


def _on_floor(session: Session) -> bool:
    return session.on_floor and not session.why and not session.reading


def _paged(
    session: Session,
    about: About,
    size: tuple[int, int],
    top: int,
    head: list[Text],
    keys: list[Text],
) -> Frame:
    columns, rows = size
    room = max(1, rows - len(head) - len(keys))
    words = desk.body(session, columns - about.wide, about.ascii_only)
    if about.figure and len(words) > room:  # no figure is worth a second page
        about = replace(about, figure=(), legend=())
        words = desk.body(session, columns, about.ascii_only)
    body = beside(about.figure, [*words, *_legend(about, columns, room - len(words))])
    if len(body) > room:  # rather without blank rows than on two pages
        close = [row for row in body if row.plain.strip()]
        head = head[: 1 if len(close) > room else len(head)]
        body, room = close, max(1, rows - len(head) - len(keys))
    start = min(top, max(0, len(body) - 1))
    shown = body[start : start + room]
    below = len(body) - start - len(shown)
    if below:
        more = f"... {below + 1} more: Enter" if columns >= 24 else "... Enter"
        shown[-1] = cut(more, columns, "warning")
        below += 1
    blank = [Text()] * (room - len(shown))
    whole = bool(about.figure) and start == 0 and len(about.figure) <= room
    return Frame(tuple([*head, *shown, *blank, *keys][:rows]), below, max(1, room - 1), whole)


def _legend(about: About, columns: int, room: int) -> list[Text]:
    """Return the words of the letters, if all of them fit below the others."""
    lines = [
        row
        for line in about.legend
        for row in wrapped(line.plain, columns - about.wide, str(line.style))
    ]
    return [Text(), *lines] if lines and len(lines) < room else []


def _head(session: Session, about: About, columns: int) -> list[Text]:
    """Return the title, with what must never be overlooked: that this is a rehearsal."""
    right = "REHEARSAL x10, not recorded" if session.plan.rehearsed else ""
    if right and columns < len(about.title) + len(right) + 2:
        right = "REHEARSAL"
    return [apart(about.title, right, columns, "title"), Text()]


def _keys(session: Session, about: About, columns: int, rows: int) -> list[Text]:
    """Return the keys that fit in one row, or in two where there is room."""
    if rows < 3:
        return []
    fresh = session.now - session.heard_at < HEARD
    mark = session.mark.lower() or ("" if session.kind is Kind.SCREEN else "heard")
    heard = [("*", mark)] if fresh and mark else []
    known = hints(session, about.ascii_only)
    if columns < 24:  # where there is room for one key only, it is the one that stops
        known.sort(key=lambda hint: hint[1] != "stop")
    said = [f"{key} {word}" for key, word in (*known[:1], *heard, *known[1:])]
    lines = [""]
    for each in said:
        joined = f"{lines[-1]} | {each}" if lines[-1] else each
        if cell_len(joined) <= columns:
            lines[-1] = joined
        else:
            lines.append(each)
    most = 2 if rows >= 16 else 1
    shown = [cut(line, columns, "muted") for line in lines[:most]]
    if session.plan.rehearsed and rows < 8:
        shown[-1] = cut(f"REHEARSAL | {lines[0]}", columns, "muted")
    return shown
