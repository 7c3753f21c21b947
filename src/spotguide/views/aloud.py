"""What is written for the ear: sentences, in lines that only follow each other.

No table, no column, no drawing, and no mark that a screen reader would spell out: a bracket becomes
a word, a date is said as people say it.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from spotguide.views.page import Bullet, Para, Row, Section, Step, Work
from spotguide.views.words import counted, plain

if TYPE_CHECKING:
    from spotguide.views.page import Block, Page

LONGEST = 180  # characters of a line
CITED = re.compile(r"\[(\d+(?:, \d+)*)\]")
DATE = re.compile(r"(?<![\w/.-])\d{4}-\d\d-\d\d(?: \d\d:\d\d)?(?![\w/-]|\.\w)")
NOUNS = ((Step, "step"), (Bullet, "point"), (Work, "item"), (Row, "item"))


def lines(texts: Iterable[str], width: int) -> list[str]:
    """Return the texts as lines, ended between words at the width or at LONGEST characters.

    Addresses stay whole up to LONGEST. Nothing is indented, no two spaces follow each other.
    """
    return [
        part
        for text in texts
        for line in textwrap.wrap(
            " ".join(text.split()),
            min(width, LONGEST),
            break_long_words=False,
            break_on_hyphens=False,
        )
        for part in textwrap.wrap(line, LONGEST, break_on_hyphens=False)
    ]


def sentence(text: str) -> str:
    """Return the text with a full stop where it would end without any mark; none at an address."""
    bare = text[-1:].isalnum() or text.endswith('"')
    return f"{text}." if bare and "://" not in text.rpartition(" ")[2] else text


def lasting(seconds: float) -> str:
    """Return a length of time in words: "2 minutes 15 seconds"."""
    minutes, rest = divmod(seconds, 60)
    said = [counted(int(minutes), "minute")] if minutes else []
    if rest or not said:
        said.append("1 second" if rest == 1 else f"{rest:g} seconds")
    return " ".join(said)


def moment(at: datetime) -> str:
    """Return a day and a time of day as people say it: "2 March 2026 at 18:00"."""
    return f"{_day(at)} at {at:%H:%M}"


def dated(text: str) -> str:
    """Return the text with each date in it as people say it."""
    return DATE.sub(lambda found: _said(found[0]), text)


def _said(date: str) -> str:
    try:
        at = datetime.fromisoformat(date)
    except ValueError:  # a number that only looks like one
        return date
    return moment(at) if len(date) > len("2026-03-02") else _day(at)


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"


def together(words: Sequence[str]) -> str:
    """Return "1", "1 and 4" or "1, 4 and 7"."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def page(whole: Page) -> Iterator[str]:
    """Yield the sentences of a page; each section says which of how many it is."""
    yield sentence(f"Spot {whole.label}: {whole.title}" if whole.label else whole.title)
    if whole.lead:
        yield dated(whole.lead)
    for row in whole.facts:
        yield from block(row)
    many = len(whole.sections)
    for number, section in enumerate(whole.sections, 1):
        where = f"Section {number} of {many}: " if many > 1 else ""
        yield f"{where}{_heading(section)}"
        for one in section.blocks:
            yield from block(one)
    for purpose, command in whole.after:
        yield f"{purpose}: {command}"


def _heading(section: Section) -> str:
    """Return the heading, with how many there are where a list follows."""
    said = sentence(section.heading)
    for kind, noun in NOUNS:
        many = sum(isinstance(one, kind) for one in section.blocks)
        if many > 1:
            return f"{said} {counted(many, noun)}."
    return said


def block(one: Block) -> Iterator[str]:
    """Yield the sentences of one block."""
    match one:
        case Para() | Bullet():
            yield _resting(dated(_cited(one.text)), one.tail)
        case Step():
            yield f"{one.number}. {one.text}"
        case Row():
            yield _row(one)
        case Work():  # pragma: no branch
            parts = (part.rstrip(".") for part in (one.by, one.title, one.where) if part)
            links = " ".join(link.url for link in one.links)
            yield f"Source {one.number}: {'. '.join(parts)}. {links}"
            if one.found:
                yield f"Found: {one.found}"


def _row(row: Row) -> str:
    """Return a row as a sentence: its label, what it is called, and what is said of it."""
    label = f"Spot {row.label}" if row.label.isdecimal() else dated(" ".join(row.label.split()))
    if not row.name and plain(label).casefold() == row.text.casefold():
        label = ""  # an id that only spells the name with hyphens
    said = ": ".join(part for part in (label, row.name) if part)
    if row.text:
        joint = ": " if not row.name or not label else ", " if row.text[0].islower() else ". "
        said += f"{joint}{dated(row.text)}" if said else row.text
    links = " ".join(link.url for link in row.links)
    if links:
        return f"{said}: {links}" if said else links
    return _resting(sentence(said), row.tail)


def _resting(text: str, tail: str) -> str:
    """Return a sentence with what it rests on: "(trial, sources 1 and 4)"."""
    if not tail:
        return text
    said = _sources(tail.strip("()").replace(" [", ", [", 1))
    return f"{text} ({said})"


def _cited(text: str) -> str:
    """Return a text that names sources by number, each mark in words."""
    return CITED.sub(lambda found: f"({_sources(found[0])})", text)


def _sources(text: str) -> str:
    def said(found: re.Match[str]) -> str:
        numbers = found[1].split(", ")
        return f"source{'s' if len(numbers) > 1 else ''} {together(numbers)}"

    return CITED.sub(said, text)
