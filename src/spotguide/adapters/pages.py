"""The pages of an SQLite file read as bytes, for when SQLite itself cannot read them any more.

Each page is looked at by itself, so damage on one takes nothing from the others. The layout is that
of https://www.sqlite.org/fileformat2.html.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from struct import unpack_from

USUAL = 4096  # bytes of a page in each file that we begin
TABLE_LEAF, INDEX_LEAF, INDEX_INNER = 13, 10, 2
LAYOUTS = (TABLE_LEAF, INDEX_LEAF, INDEX_INNER)
HEADER, FRAME = 32, 24  # bytes that a log begins with, and those before each page in it
MOST = 1 << 24  # bytes that one row may have


@dataclass(frozen=True)
class Cell:
    """One row: its number in a table that has numbers, and its values."""

    rowid: int | None
    values: tuple[object, ...]


def cells(data: bytes, log: bytes) -> Iterator[Cell]:
    """Yield every row that any page holds, of a file and the log beside it.

    The doubtful come last: what stands where a damaged page does not say that a row is.
    """
    views = [_Pages(data, _committed(log, size), size) for size in _sizes(data, log)]
    for doubtful in (False, True):
        for pages in views:
            for number in range(1, pages.count + 1):
                yield from pages.doubtful(number) if doubtful else pages.cells(number)


def log_is_damaged(log: bytes) -> bool:
    """Say whether SQLite would pass over something that was committed: it does so in silence."""
    if not log:
        return False
    size = int.from_bytes(log[8:12], "big")
    if len(log) < HEADER or log[:3] != b"\x37\x7f\x06" or not _is_size(size):
        return len(log) > HEADER + FRAME
    order = "<" if log[3] & 1 == 0 else ">"
    if _sum(log[:24], order, (0, 0)) != unpack_from(">II", log, 24):
        return len(log) > HEADER + FRAME
    sums, broken = unpack_from(">II", log, 24), False
    for at in range(HEADER, len(log) - FRAME - size + 1, FRAME + size):
        ours, committed = log[at + 8 : at + 16] == log[16:24], any(log[at + 4 : at + 8])
        if broken and ours and committed:
            return True
        if not broken:
            sums = _sum(log[at : at + 8], order, sums)
            sums = _sum(log[at + FRAME : at + FRAME + size], order, sums)
            broken = not ours or sums != unpack_from(">II", log, at + 16)
    return False  # the last commit may have been cut short: nothing follows it


def _sum(data: bytes, order: str, start: tuple[int, ...]) -> tuple[int, int]:
    """Return the running sums of a log over more bytes, a multiple of eight."""
    one, two = start
    words = unpack_from(f"{order}{len(data) // 4}I", data)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two


def _is_size(size: int) -> bool:
    return 512 <= size <= 65536 and size & (size - 1) == 0


def _sizes(data: bytes, log: bytes) -> list[int]:
    """Return the sizes that a page may have: the usual one, and what the file says of itself."""
    said = [int.from_bytes(data[16:18], "big"), int.from_bytes(log[8:12], "big")]
    return list(dict.fromkeys([USUAL, *(size for size in said if _is_size(size))]))


def _committed(log: bytes, size: int) -> Mapping[int, bytes]:
    """Return the newest page of each number that was committed to the log.

    Pages belong to it by the salt that most of them carry, so that a damaged one can be left out.
    """
    frames = range(HEADER, len(log) - FRAME - size + 1, FRAME + size)
    salts = Counter(log[at + 8 : at + 16] for at in frames)
    salt = log[16:24] if log[16:24] in salts else max(salts, key=salts.__getitem__, default=b"")
    found: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    for at in frames:
        number, committed = unpack_from(">II", log, at)
        if log[at + 8 : at + 16] == salt and 0 < number < 1 << 22:
            waiting[number] = log[at + FRAME : at + FRAME + size]
            if committed:
                found.update(waiting)
                waiting.clear()
    return found


class _Pages:
    """The pages of one size; those of the log hide those of the file."""

    def __init__(self, data: bytes, newer: Mapping[int, bytes], size: int) -> None:
        self.data, self.newer, self.size = data, newer, size
        self.count = max([-(-len(data) // size), *newer])

    def page(self, number: int) -> bytes:
        """Return a page, filled up with zeros where the file was cut."""
        at = (number - 1) * self.size
        page = self.newer.get(number, self.data[at : at + self.size])
        return page.ljust(self.size, b"\0")

    def cells(self, number: int) -> Iterator[Cell]:
        """Yield the rows of a page where it says that they are."""
        page, start = self.page(number), 100 if number == 1 else 0
        if page[start] in LAYOUTS:
            yield from self._in(page, start, page[start], _count(page, start))

    def doubtful(self, number: int) -> Iterator[Cell]:
        """Yield what may be rows of a page that holds less than it says, or more."""
        page, start = self.page(number), 100 if number == 1 else 0
        count = _count(page, start)
        found = sum(1 for _ in self.cells(number))
        if not found or found < count or not self._adds_up(page, start, count):
            for layout in LAYOUTS:
                yield from self._in(page, start, layout, self.size)

    def _in(self, page: bytes, start: int, layout: int, count: int) -> Iterator[Cell]:
        """Yield the rows that so many pointers of a page lead to; rows stand behind them."""
        first = start + (12 if layout == INDEX_INNER else 8)
        lowest, seen = self.size - 1, set[int]()
        for at in range(first, min(first + 2 * count, self.size - 1), 2):
            place = int.from_bytes(page[at : at + 2], "big")
            if at >= lowest:
                return
            if place < first or place in seen:
                continue
            seen.add(place)
            cell = self._cell(page, place, layout)
            if cell:
                lowest = min(lowest, place)
                yield cell

    def _adds_up(self, page: bytes, start: int, count: int) -> bool:
        """Say whether the number of rows is right: no pointer stands right behind the last."""
        end = start + (12 if page[start] == INDEX_INNER else 8) + 2 * count
        return page[end : end + 2] in (b"\0\0", b"")

    def _cell(self, page: bytes, place: int, layout: int) -> Cell | None:
        """Return the row at a place of a page; None where there is none."""
        try:
            at = place + (4 if layout == INDEX_INNER else 0)
            length, at = _varint(page, at)
            rowid = None
            if layout == TABLE_LEAF:
                rowid, at = _varint(page, at)
            payload = self._payload(page, at, length, layout)
            return Cell(_signed(rowid), _values(payload)) if payload else None
        except (IndexError, ValueError):
            return None

    def _payload(self, page: bytes, at: int, length: int, layout: int) -> bytes | None:
        """Return the bytes of a row, those on further pages too."""
        if not 0 < length <= MOST:
            return None
        most = self.size - 35 if layout == TABLE_LEAF else (self.size - 12) * 64 // 255 - 23
        if length <= most:
            return page[at : at + length] if at + length <= self.size else None
        least = (self.size - 12) * 32 // 255 - 23
        here = least + (length - least) % (self.size - 4)
        here = here if here <= most else least
        parts, left = [page[at : at + here]], length - here
        following = int.from_bytes(page[at + here : at + here + 4], "big")
        while left > 0 and following:
            more = self.page(following)
            parts.append(more[4 : 4 + left])
            left -= self.size - 4
            following = int.from_bytes(more[:4], "big")
        return None if left > 0 else b"".join(parts)


def _count(page: bytes, start: int) -> int:
    return int.from_bytes(page[start + 3 : start + 5], "big")


def _varint(page: bytes, at: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and where it ends; raise IndexError past the page."""
    value = 0
    for turn in range(8):
        byte = page[at + turn]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + turn + 1
    return value << 8 | page[at + 8], at + 9


def _signed(number: int | None) -> int | None:
    return number - (1 << 64) if number is not None and number >> 63 else number


def _values(payload: bytes) -> tuple[object, ...]:
    """Return the values of a row; raise ValueError or IndexError where it is none."""
    end, at = _varint(payload, 0)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if at != end or end + sum(map(_length, kinds)) != len(payload):
        raise ValueError("no row")
    found = []
    for kind in kinds:
        size = _length(kind)
        found.append(_value(kind, payload[at : at + size]))
        at += size
    return tuple(found)


def _length(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    return (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0)[kind]


def _value(kind: int, data: bytes) -> object:
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    if kind >= 12:
        return data.decode("utf-8", "replace") if kind % 2 else data
    if kind == 7:
        return float(unpack_from(">d", data)[0])
    return int.from_bytes(data, "big", signed=True)
