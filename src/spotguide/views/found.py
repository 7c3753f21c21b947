"""What `find` has found: the spots with why, where each is, and what to run next; or a warning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rich.text import Text

from spotguide.views.words import counted, listed

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from spotguide.core.catalog.safety import Screen
    from spotguide.core.catalog.teaching import Splitter
    from spotguide.core.finding import Answer, Match, Reason

KINDS = {
    "alias": "place",
    "muscle": "muscle",
    "complaint": "complaint",
    "referral": "felt at",
    "activity": "comes with",
}
WIDEST = 88


@dataclass(frozen=True)
class Found:
    """An answer; `places` says by number where each spot is, in the words of the figure."""

    answer: Answer
    places: Mapping[int, str] = field(default_factory=dict)

    def place(self, match: Match) -> str:
        """Return where the spot is, or what it is where no figure shows it."""
        return self.places.get(match.spot.number) or match.spot.summary

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, WIDEST)
        for number, match in enumerate(self.answer.matches):
            if number:
                yield Text()
            yield from self._block(match, console, width)

    def _block(self, match: Match, console: Console, width: int) -> Iterator[Text]:
        """Yield the lines of one spot, below its name."""
        left = Text(f"{match.spot.number:>2} ", "spot.number")
        parts = (
            (match.spot.name, "spot.name"),
            (f"Matches {why(match)}", "none"),
            (_sentence(self.place(match)), "none"),
            (command(match, self.answer.side), "key"),
        )
        for words, style in parts:
            for line in Text(words, style).wrap(console, max(8, width - len(left))):
                yield Text.assemble(left, line)
                left = Text(" " * len(left))


def why(match: Match) -> str:
    """Return why a spot was found, as a list."""
    return listed(_reason(reason) for reason in match.reasons)


def _reason(reason: Reason) -> str:
    return f"{KINDS[reason.kind]} \u201c{reason.text}\u201d"


def _sentence(text: str) -> str:
    ended = text if text.endswith((".", "!", "?")) else f"{text}."
    return ended[:1].upper() + ended[1:]


def command(match: Match, side: str | None, verb: str = "explain") -> str:
    """Return the command for a spot; a session takes the side that was named."""
    number = match.spot.number
    if verb == "treat" and side and match.spot.sides:
        return f"spotguide treat {number} --side {side}"
    return f"spotguide {verb} {number}"


def aloud(found: Found, *, asks: bool) -> Iterator[str]:
    """Yield for the ear each spot, why it fits and where it is.

    The command to go on with is left out where one of the spots is chosen next.
    """
    matches = found.answer.matches
    if matches:
        yield f"{counted(len(matches), 'spot')}, the likeliest first."
    for number, match in enumerate(matches, 1):
        because = why(match).replace("\u201c", '"').replace("\u201d", '"')
        yield f"{number}. {match.spot.name}, spot {match.spot.number}. It fits: {because}."
        yield _sentence(found.place(match))
        if not asks:
            yield f"To read about it: {command(match, found.answer.side)}"


def lines(found: Found) -> str:
    """Return one line a spot: number, name, why, where it is, next command, by tabs."""
    side = found.answer.side
    rows = (
        (str(m.spot.number), m.spot.name, why(m), found.place(m), command(m, side))
        for m in found.answer.matches
    )
    return "".join("\t".join(row) + "\n" for row in rows)


def unsure(asked: Splitter | None, known: bool) -> str:
    """Return the lines that say how unsure the answer is, with the question and its replies."""
    first = "These words fit several spots." if known else "No word of this says where it hurts."
    if asked is None:
        return f"{first} Say more: where it is, and what brings it on.\n"
    replies = "".join(f"  - {reply.say}\n" for reply in asked.replies)
    return f"{first} {asked.ask} Say it again with the answer:\n{replies}"


def warning(screen: Screen, emergency: str) -> tuple[str, ...]:
    """Return what is said instead of any spot where words sound like an emergency."""
    last = (emergency,) if screen.urgency == "emergency" else ()
    return (f"Stop: {screen.short}.", screen.say, *last, "No spot is offered for these words.")


def as_json(found: Found, alarm: Screen | None = None) -> dict[str, Any]:
    """Return what `find --json` writes."""
    answer = found.answer
    return {
        "red_flag": _alarm(alarm) if alarm else None,
        "sure": answer.sure,
        "side": answer.side,
        "question": _question(answer.question) if answer.question else None,
        "spots": [_match(found, match) for match in answer.matches],
    }


def _alarm(screen: Screen) -> dict[str, Any]:
    return {
        "screen": screen.id, "urgency": screen.urgency, "short": screen.short, "say": screen.say,
    }  # fmt: skip


def _question(asked: Splitter) -> dict[str, Any]:
    replies = [{"say": reply.say, "spots": list(reply.spots)} for reply in asked.replies]
    return {"id": asked.id, "ask": asked.ask, "replies": replies}


def _match(found: Found, match: Match) -> dict[str, Any]:
    side = found.answer.side
    return {
        "number": match.spot.number,
        "slug": match.spot.slug,
        "name": match.spot.name,
        "share": round(match.share, 3),
        "reasons": [{"kind": one.kind, "text": one.text} for one in match.reasons],
        "where": found.place(match),
        "explain": command(match, side),
        "treat": command(match, side, "treat"),
    }


def hints(matches: Sequence[Match]) -> dict[str, str]:
    """Return by slug why each spot was found, as a note beside a choice."""
    return {match.spot.slug: why(match) for match in matches}
