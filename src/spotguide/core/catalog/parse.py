"""From bytes to a table of facts: UTF-8, then TOML, then characters and the model.

A file that fails one stage does not reach the next. Whatever a file holds, nothing is raised here
but BrokenCatalog. What only a fault needs is imported when there is one.
"""

from __future__ import annotations

from typing import Any, TypeVar

import tomli
from pydantic import ValidationError

from spotguide.core.catalog.faults import Fault, FaultyFacts, report
from spotguide.core.catalog.kinds import Frozen

File = TypeVar("File", bound=Frozen)

MARK = b"\xef\xbb\xbf"
MOST = 30_000
"""Lines, commas and brackets of one file; with more, a list of all faults could fill the memory."""

ASCII = bytes(range(0x20, 0x7F)) + b"\n"
"""Bytes that can be seen, and the end of a line."""


def decoded(file: str, raw: bytes) -> str:
    """Return the text of a file; raise BrokenCatalog if it is not fit to be parsed."""
    if raw.startswith(MARK):
        raise _refused(file, 1, "begins with a byte order mark; save it as UTF-8 without one")
    if sum(map(raw.count, (b"\n", b",", b"[", b"{"))) > MOST:
        raise _refused(file, 1, f"has more than {MOST:,} values, as no file of facts has")
    try:
        return raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        byte, line = raw[error.start], raw.count(b"\n", 0, error.start) + 1
        raise _refused(file, line, f"is not UTF-8: the byte 0x{byte:02x} is no character") from None


def table_of(file: str, raw: bytes, model: type[File]) -> File:
    """Return the facts of a file; raise BrokenCatalog with all that is wrong with them."""
    text = decoded(file, raw)
    found = _parsed(file, text)
    faults = [] if _plain(raw, text) else _unseen(file, text, found)
    try:
        table = model.model_validate(found)
    except ValidationError as error:
        from spotguide.core.catalog.words import faults_in

        faults += faults_in(file, model, error)
    if faults:
        raise FaultyFacts(report(faults, {file: text}))
    return table


def _parsed(file: str, text: str) -> dict[str, Any]:
    try:
        found = tomli.loads(text)
    except (ValueError, RecursionError) as error:
        from spotguide.core.catalog.syntax import fault_in

        raise _refused(file, *fault_in(text, error)) from None
    if not found:
        raise _refused(file, 1, "is empty: it holds no table")
    return found


def _refused(file: str, line: int, what: str) -> FaultyFacts:
    return FaultyFacts(report([Fault(file, (), what, line)], {file: ""}))


def _plain(raw: bytes, text: str) -> bool:
    """Say whether nothing in a file can be unseen, so that its values need no look each.

    Only an escape or triple quotes can put into a value what does not stand in the text.
    """
    if b"\\" in raw.replace(b'\\"', b"") or b'"""' in raw or b"'''" in raw:
        return False
    return not raw.translate(None, ASCII) or text.replace("\n", " ").isprintable()


def _unseen(file: str, text: str, table: dict[str, Any]) -> list[Fault]:
    from spotguide.core.catalog.characters import unseen

    return list(unseen(file, text, table))
