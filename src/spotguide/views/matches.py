"""What a search has found: each passage with its place and its command; or what is near."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spotguide.errors import quotable
from spotguide.views.words import counted, either, part_words

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from spotguide.core.passages import Passage
    from spotguide.core.teaching_search import Match, Nearby

PARTS = {
    "said_as": "what people say",
    "refers_to": "felt elsewhere",
    "locate": "how to find it",
    "dose": "how much",
    "cautions": "caution",
    "red_flags": "red flag",
    "stand_ins": "instead",
}
"""Parts that their page calls otherwise than the data do."""


@dataclass(frozen=True)
class Matches:
    """Shows each passage under its place, with the words that were found standing out."""

    matches: Sequence[Match]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.text import Text

        from spotguide.views.sheet import MEASURE, Drawn

        width = min(options.max_width, MEASURE)
        drawn = Drawn(console, width, options.ascii_only, links=False)
        for number, match in enumerate(self.matches):
            if number:
                yield Text()
            one, said = match.passage, Text(match.passage.text)
            for start, end in match.marks:
                said.stylize("found", start, end)
            where = Text().append(one.name, "spot.name").append(f", {_part(one)}")
            if one.basis:
                where.append(f" ({one.basis})", "basis")
            yield from drawn.hanging(Text(), where, 2)
            yield from drawn.hanging(drawn.left(), said)
            yield from drawn.hanging(drawn.left(), Text(one.command, "key"))


def lines(matches: Iterable[Match]) -> str:
    """Return one line a passage: its entry, the part, the words, the command, by tabs."""
    every = (match.passage for match in matches)
    rows = ((one.name, _part(one), one.text, one.command) for one in every)
    return "".join("\t".join(row) + "\n" for row in rows)


def aloud(matches: Sequence[Match]) -> Iterator[str]:
    """Yield how many there are, then each passage with where it stands, and its command."""
    yield f"{counted(len(matches), 'passage')}, the best first."
    for number, match in enumerate(matches, 1):
        one = match.passage
        basis = f" ({one.basis})" if one.basis else ""
        yield f"{number}. {one.name}, {_part(one)}: {one.text}{basis}"
        yield f"To read on: {one.command}"


def as_json(matches: Iterable[Match]) -> list[dict[str, Any]]:
    """Return what `search --json` writes."""
    return [
        {
            "kind": one.kind,
            "id": one.id,
            "name": one.name,
            "part": one.part,
            "about": one.about or None,
            "text": one.text,
            "found": [list(mark) for mark in match.marks],
            "basis": one.basis or None,
            "sources": list(one.sources),
            "command": one.command,
        }
        for match in matches
        for one in (match.passage,)
    ]


def nothing(words: Sequence[str], near: Sequence[Nearby]) -> str:
    """Return the sentence for a search that found nothing, with searches that find something."""
    which = "all the words" if len(words) > 1 else "the word"
    said = f'Nothing that is taught has {which} "{quotable(" ".join(words))}".'
    if not near:
        return f"{said} To see what there is: spotguide explain"
    close = either(f'"{one.words}" ({one.count})' for one in near)
    return f"{said} Nearest: {close}. Try: spotguide search {near[0].words}"


def _part(one: Passage) -> str:
    """Return in plain words in which part of its entry a passage stands."""
    part = one.kind if one.kind == "safety" else PARTS.get(one.part, part_words(one.part))
    return f"{part}, {one.about}" if one.about else part
