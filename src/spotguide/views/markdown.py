"""A page as Markdown (CommonMark), for notes and handouts: one paragraph a line, data escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from spotguide.views.page import Bullet, Para, Row, Step

if TYPE_CHECKING:
    from spotguide.views.page import Block, Link, Page, Section, Work

SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&]|^[-+=])")
NUMBERED = re.compile(r"^(\d+)([.)])")  # would begin a list


def markdown_of(page: Page) -> str:
    """Return the page as Markdown, ending with a newline."""
    label = f"{page.label}. " if page.label else ""
    parts = [f"# {label}{escaped(page.title)}"]
    if page.lead:
        parts.append(escaped(page.lead))
    if page.facts:
        parts.append("\n".join(map(_item, page.facts)))
    parts += [_section(section) for section in page.sections]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Return data as text that no Markdown reader takes for markup."""
    return NUMBERED.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", text))


def _section(section: Section) -> str:
    """Return a heading and its blocks; items of a list follow each other without empty lines."""
    return "\n\n".join((f"## {escaped(section.heading)}", *_gathered(section.blocks)))


def _gathered(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield paragraphs, and runs of items of one kind as one list each."""
    run: list[str] = []
    last: type | None = None
    for block in blocks:
        if type(block) is not last or isinstance(block, Para):
            yield from ["\n".join(run)] if run else []
            run = []
        run.append(_item(block))
        last = type(block)
    yield from ["\n".join(run)] if run else []


def _item(block: Block) -> str:
    match block:
        case Para():
            return _told(block.text, block.tail)
        case Bullet():
            return f"- {_told(block.text, block.tail)}"
        case Step():
            return f"{block.number}. {escaped(block.text)}"
        case Row():
            return (
                f"- {_strong(block)} {_told(block.text, block.tail)}{_links(block.links)}".rstrip()
            )
        case _:
            return _work(block)


def _strong(row: Row) -> str:
    """Return label and name as they stand out, with a colon or a full stop after them."""
    named = ": ".join(escaped(part) for part in (row.label, row.name) if part)
    return f"**{named}{'.' if row.name and row.text else ':' if row.label else ''}**"


def _work(work: Work) -> str:
    said = ". ".join(part.rstrip(".") for part in (work.by, work.title, work.where) if part)
    found = f" Found: {escaped(work.found)}" if work.found else ""
    return f"{work.number}. {escaped(said)}.{_links(work.links)}{found}"


def _told(text: str, tail: str) -> str:
    """Return a sentence with what it rests on."""
    return f"{escaped(text)} {escaped(tail)}" if tail else escaped(text)


def _links(links: Iterable[Link]) -> str:
    urls = (link.url.replace("<", "%3C").replace(">", "%3E") for link in links)
    return "".join(f" <{url}>" for url in urls)
