"""A page to read: what it says as plain data, so that one page can be a screen or Markdown.

A page is a title, some facts in brief, and sections of blocks. The words are data: nothing in them
is markup of any kind.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from spotguide.core.catalog.teaching import Publication


@dataclass(frozen=True)
class Link:
    """Where something is published: what stands for it where one can click, and the address."""

    shown: str
    url: str


@dataclass(frozen=True)
class Para:
    """A paragraph; `tail` says what it rests on: "(trial [3])", or "[3]" without a basis."""

    text: str
    tail: str = ""


@dataclass(frozen=True)
class Bullet:
    """One item of a list."""

    text: str
    tail: str = ""


@dataclass(frozen=True)
class Step:
    """One numbered step."""

    number: int
    text: str


@dataclass(frozen=True)
class Row:
    """A label with what it is about: a name that stands out, a text, or both."""

    label: str
    text: str = ""
    name: str = ""
    tail: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Work:
    """A numbered source: who and when, what it is called, and where it is."""

    number: int
    by: str
    title: str
    where: str = ""
    found: str = ""
    links: tuple[Link, ...] = ()


Block: TypeAlias = "Para | Bullet | Step | Row | Work"


@dataclass(frozen=True)
class Section:
    """A heading and its blocks; `alarm` where overlooking it could do harm."""

    heading: str
    blocks: tuple[Block, ...]
    alarm: bool = False


@dataclass(frozen=True)
class Page:
    """A whole page.

    `label` stands before the title, `facts` after the lead; `named` are the works that the page
    numbers; `after` holds pairs of a purpose and the command that serves it.
    """

    title: str
    lead: str
    sections: tuple[Section, ...]
    label: str = ""
    facts: tuple[Row, ...] = ()
    named: tuple[tuple[int, Publication], ...] = ()
    after: tuple[tuple[str, str], ...] = ()


def with_words(page: Page, place: str, lines: tuple[str, ...]) -> Page:
    """Return the page with its figure in words, before the section that begins with `place`."""
    words = Section("The figure in words", tuple(Para(line) for line in lines))
    at = [n for n, one in enumerate(page.sections) if one.heading.startswith(place)]
    number = next(iter(at), len(page.sections))
    sections = (*page.sections[:number], words, *page.sections[number:])
    return replace(page, sections=sections)
