"""A page on a screen of any width: headings, hanging indents, and what each claim rests on.

No box is drawn and no data is markup. Narrow screens lose the indents and the columns of labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from spotguide.views.page import Bullet, Para, Row, Section, Step

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from spotguide.views.page import Link, Page, Work

MEASURE = 88  # letters in a line that still reads well
NARROW = 60  # below this, no columns
TIED = "\ue000"  # stands for a space at which no line ends, until the lines are made


@dataclass(frozen=True)
class Sheet:
    """Shows a page at the width of the console, at most MEASURE.

    `links` makes addresses clickable and short; without it they are written out. `figure` stands
    before the section whose heading begins with `place`, or before the first.
    """

    page: Page
    links: bool = False
    figure: RenderableType | None = None
    place: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, MEASURE)
        drawn = Drawn(console, width, options.ascii_only, self.links)
        yield from drawn.head(self.page)
        headings = [section.heading for section in self.page.sections]
        found = [number for number, name in enumerate(headings) if name.startswith(self.place)]
        for number, section in enumerate(self.page.sections):
            if self.figure is not None and number == next(iter(found), 0):
                yield Text()
                yield self.figure
            yield from drawn.section(section)
        yield from drawn.after(self.page.after)


@dataclass(frozen=True)
class Drawn:
    """How wide, with which letters, and whether with links: what every block needs to know."""

    console: Console
    width: int
    ascii: bool
    links: bool

    @property
    def narrow(self) -> bool:
        return self.width < NARROW

    @property
    def indent(self) -> int:
        return 0 if self.narrow else 2

    def head(self, page: Page) -> Iterator[Text]:
        """Yield title, lead and facts."""
        label = Text().append(f"{page.label}  " if page.label else "", "spot.number")
        yield from self.hanging(label, Text(page.title, "title"))
        if page.lead:
            yield Text()
            yield from self.hanging(Text(), Text(page.lead))
        if page.facts:
            yield Text()
            column = width_of(page.facts)
            for row in page.facts:
                yield from self.row(row, 0, column)

    def section(self, section: Section) -> Iterator[Text]:
        """Yield a heading and its blocks, after an empty line."""
        yield Text()
        style = "danger" if section.alarm else "heading"
        yield from self.hanging(Text(), Text(section.heading, style))
        column = width_of(block for block in section.blocks if isinstance(block, Row))
        for block in section.blocks:
            if isinstance(block, Row):
                yield from self.row(block, self.indent, self.indent + column)
            else:
                yield from self.block(block, section.alarm)

    def block(self, block: Para | Bullet | Step | Work, alarm: bool) -> Iterator[Text]:
        """Yield the lines of what is not a row of a table."""
        match block:
            case Para():
                return self.hanging(self.left(), self.told(block.text, block.tail))
            case Bullet():
                mark = "! " if alarm else "- " if self.ascii else "• "
                style = "danger" if alarm else "none"
                return self.hanging(self.left(mark, style), self.told(block.text, block.tail))
            case Step():
                return self.hanging(self.left(f"{block.number}. "), Text(block.text))
            case _:
                return self.work(block)

    def row(self, row: Row, indent: int, column: int) -> Iterator[Text]:
        """Yield a label with its text beside it, or after it where the screen is narrow."""
        said = Text().append(row.name, "spot.name")
        if row.name and row.text:
            said.append(joint(row))
        said.append_text(self.told(row.text, row.tail))
        said.append_text(self.addresses(row.links))
        if not row.label:
            return self.hanging(self.left(), said, 2)
        label = Text().append(row.label, "key")
        if self.narrow:
            short = row.label.isdecimal()
            label.append("  " if short else ": ")
            more = len(label) if short else 2
            return self.hanging(Text(), label.append_text(said), more)
        label = Text(" " * indent).append_text(label)
        label.append(" " * (column - len(label)))
        return self.hanging(label, said)

    def work(self, work: Work) -> Iterator[Text]:
        """Yield one source: who, when, what, where, and what it found."""
        said = Text(
            ". ".join(part.rstrip(".") for part in (work.by, work.title, work.where) if part)
        )
        said.append(". " if work.links else ".").append_text(self.addresses(work.links))
        mark = self.left(f"[{work.number}] ".rjust(5))
        yield from self.hanging(mark, said)
        if work.found:
            yield from self.hanging(Text(" " * len(mark)), Text(f"Found: {work.found}"))

    def addresses(self, links: Iterable[Link]) -> Text:
        """Return where something is published, as links or written out."""
        return Text(" ").join(self.address(link) for link in links)

    def address(self, link: Link) -> Text:
        if not self.links:
            return Text(link.url)
        return Text(link.shown, self.console.get_style("link") + Style(link=link.url))

    def after(self, commands: Iterable[tuple[str, str]]) -> Iterator[Text]:
        """Yield what to run next."""
        for number, (purpose, command) in enumerate(commands):
            if not number:
                yield Text()
            said = Text(f"{purpose}: ").append(command, "key")
            yield from self.hanging(Text(), said, 2)

    def told(self, text: str, tail: str) -> Text:
        """Return a sentence with what it rests on."""
        said = Text(text)
        if tail:
            said.append(" ").append(tail.replace(" ", TIED), "basis")
        return said

    def left(self, mark: str = "", style: str = "none") -> Text:
        return Text(" " * self.indent).append(mark, style)

    def hanging(self, first: Text, said: Text, more: int = 0) -> Iterator[Text]:
        """Yield the lines of a text: `first` before the first, as much room before the others."""
        room = len(first) + more
        lines = said.wrap(self.console, max(self.width - room, 8))
        for number, line in enumerate(lines):
            line.rstrip()
            line.plain = line.plain.replace(TIED, " ")
            yield Text(" " * room).append_text(line) if number else first + line


def width_of(rows: Iterable[Row]) -> int:
    """Return the room that the labels need, with the gap after them."""
    return max((len(row.label) for row in rows), default=0) + 2


def joint(row: Row) -> str:
    """Return what stands between the name and the text of a row."""
    if not row.label:
        return ": "
    return ", " if row.text[0].islower() else ". "
