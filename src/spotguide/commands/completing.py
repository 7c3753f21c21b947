"""What a shell offers at the Tab key: the names that arguments and options take, described.

The shells are Typer's affair. Here is what they ask for, read without checking the facts. Nothing
is raised: where the facts cannot be read, nothing is offered.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from spotguide.core.names import Named, NamedSpot

Offered = list[tuple[str, str]]
"""What can stand there, each with a few words about it."""

ASKS = "_SPOTGUIDE_COMPLETE"
TYPED = ("_TYPER_COMPLETE_ARGS", "COMP_WORDS")
KINDS: Mapping[str, tuple[str, ...]] = {
    "muscle": ("muscles", "plain", "name"),
    "complaint": ("complaints", "name"),
    "tool": ("tools", "plain", "name"),
    "topic": ("topics", "name"),
    "reference": ("references", "title", "authors"),
}
"""The kinds of names beside spots, each with its file and the keys that describe it."""

PROFILE: Mapping[str, str] = {
    "ask": "Ask what is not known yet, page by page",
    "leave-out": "Leave out spots, tools or positions",
    "allow": "Take back what was left out",
    "own": "Say which tools you have",
    "disown": "Say which tools you do not have",
    "answer": "Answer one safety question",
    "reopen": "Open a place that hurt more after two sessions",
    "clear": "Clear all of it, or one group",
}
"""What `profile` does, by its first word."""

ANSWERS = (
    ("yes", "It applies"),
    ("no", "It does not apply"),
    ("agreed", "It applies, and a professional who knows of it has agreed"),
)
CLEARED = (
    ("answers", "All answers to safety questions"),
    ("left-out", "All that is left out"),
    ("tools", "The tools that you have"),
    ("reopened", "The places that were opened again"),
)


def begun(commands: Iterable[str], variables: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return the commands that a shell may mean with what is typed; none where no shell asks.

    With some, the shells are made known to Typer, which else does it for all commands alone.
    """
    if ASKS not in variables:
        return ()
    typed = next((variables[name] for name in TYPED if variables.get(name)), "")
    first, *others = typed.split()[1:] or [""]
    whole = first and (others or typed[-1:].isspace())
    meant = tuple(
        name for name in commands if name == first or (not whole and name.startswith(first))
    )
    if meant:
        _prepare()
    return meant


def _prepare() -> None:
    """Make the shells known, and spare Typer a library.

    It would load Rich, at the cost of half the time that a completion takes, to take markup out of
    descriptions. Ours have none, and a bracket in them is a bracket.
    """
    from typer.completion import get_completion_inspect_parameters

    get_completion_inspect_parameters()
    sys.modules["rich"] = None  # type: ignore[assignment]  # documented: it cannot be imported


def spots(context: typer.Context, incomplete: str) -> Offered:
    """Offer what `treat` and `history` take: spots by number and slug, complaints and muscles."""
    return _offered(context, "spot", ("spot", "complaint", "muscle"), incomplete)


def subjects(context: typer.Context, incomplete: str) -> Offered:
    """Offer what `explain` takes, or its one kind; sources only from their first letter on."""
    kinds = tuple(kind for kind in KINDS if kind != "reference" or incomplete)
    kind = context.params.get("kind")
    return _offered(context, "topic", (kind,) if kind else ("spot", *kinds), incomplete)


def complaints(context: typer.Context, incomplete: str) -> Offered:
    """Offer the complaints."""
    return [*_ids(_named(context, "complaint"), incomplete)]


def regions(context: typer.Context, incomplete: str) -> Offered:
    """Offer the regions that have spots, with the names of those."""
    held: dict[str, list[str]] = {}
    for spot in _spots(context):
        held.setdefault(spot.region, []).append(spot.named.told)
    return [(region, ", ".join(names)) for region, names in held.items()]


def tools(context: typer.Context, incomplete: str) -> Offered:
    """Offer the tools; where a spot is typed already, those that may press there, and how well."""
    from spotguide.views.words import GRADES

    every = [*_ids(_named(context, "tool"), incomplete)]
    spot = _spot_typed(context)
    if spot is None:
        return every
    return [
        (tool, f"{GRADES[grade]}: {told}")
        for tool, told in every
        for grade in GRADES
        if spot.fits.get(tool) == grade != "avoid"
    ]


def positions(context: typer.Context, incomplete: str) -> Offered:
    """Offer where one can press, at the spot that is typed or at any."""
    from spotguide.views.words import BY

    spot = _spot_typed(context)
    found: dict[str, set[str]] = {}
    for one in (spot,) if spot else _spots(context):
        for place, by in one.places.items():
            found.setdefault(place, set()).update(by)
    return [(place, " or ".join(BY[who] for who in BY if who in by)) for place, by in found.items()]


def agreeable(context: typer.Context, incomplete: str) -> Offered:
    """Offer the safety questions to which a professional can agree, here if a spot is typed."""
    from spotguide.core.names import described, tables

    spot = _spot_typed(context)
    screens = (one.values for one in tables(_read(context, "safety")) if one.name == "screen")
    return [
        (screen["id"], described(screen, ("short",)))
        for screen in screens
        if "id" in screen
        and screen.get("on_yes") == "see-someone-first"
        and (spot is None or {spot.region, "any"} & set(screen.get("applies_to", "any").split()))
    ]


def profile(context: typer.Context, incomplete: str) -> Offered:
    """Offer what `profile` does, and after its first word what that may be done to."""
    words = [*(context.params.get("words") or ()), *context.args]
    if not words:
        found: Iterable[tuple[str, str]] = PROFILE.items()
    elif words[0] in ("leave-out", "allow"):
        places = ((place, "Position") for place, _ in positions(context, ""))
        found = (*_numbered(context), *tools(context, ""), *places)
    elif words[0] in ("own", "disown"):
        found = tools(context, "")
    elif words[0] == "reopen":
        found = _numbered(context)
    elif words[0] == "answer":
        found = _lasting(context) if len(words) == 1 else ANSWERS
    else:
        found = CLEARED if words[0] == "clear" else ()
    return [one for one in found if one[0].startswith(incomplete)]


def _numbered(context: typer.Context) -> Offered:
    """Return the spots by number and slug."""
    return _offered(context, "spot", ("spot",), "")


def _lasting(context: typer.Context) -> Offered:
    """Return the safety questions of which an answer lasts."""
    from spotguide.core.names import described, tables

    screens = (one.values for one in tables(_read(context, "safety")) if one.name == "screen")
    return [
        (screen["id"], described(screen, ("short",)))
        for screen in screens
        if "id" in screen and (screen.get("repeat") == "monthly" or screen.get("yes_lasts"))
    ]


def _offered(
    context: typer.Context, argument: str, kinds: Sequence[str], incomplete: str
) -> Offered:
    """Offer the names of these kinds, spots by their number too.

    A name may be several words: after the first of them the others are offered.
    """
    from spotguide.core.search import words_of

    begun = words_of(" ".join(map(str, context.params.get(argument) or ())))
    spots = [one.named for one in _spots(context)] if "spot" in kinds else []
    others = (kind for kind in kinds if kind in KINDS)
    names = [*spots, *(one for kind in others for one in _named(context, kind))]
    if begun:
        return [*_rest(names, begun)]
    numbered = [(spot.number, spot.told) for spot in spots if spot.number]
    return [*numbered, *_ids(names, incomplete)]


def _ids(names: Iterable[Named], incomplete: str) -> Iterator[tuple[str, str]]:
    yield from ((one.id, one.told) for one in names if one.id.startswith(incomplete))


def _rest(names: Iterable[Named], begun: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield what is left of the names that begin with these words."""
    for one in names:
        words = tuple(one.id.split("-"))
        if words[: len(begun)] == begun and len(words) > len(begun):
            yield "-".join(words[len(begun) :]), one.told


def _spot_typed(context: typer.Context) -> NamedSpot | None:
    """Return the spot whose number or slug is typed already."""
    from spotguide.core.search import words_of

    # Where an option still lacks its value, Typer leaves the words before it in `args`.
    words = context.params.get("spot") or context.args
    typed = "-".join(words_of(" ".join(map(str, words))))
    every = _spots(context) if typed else ()
    return next((one for one in every if typed in (one.named.id, one.named.number)), None)


def _spots(context: typer.Context) -> tuple[NamedSpot, ...]:
    from spotguide.core.names import spots

    return spots(_read(context, "spots"))


def _named(context: typer.Context, kind: str) -> tuple[Named, ...]:
    from spotguide.core.names import named

    file, *keys = KINDS[kind]
    return named(_read(context, file), kind, *keys)


def _read(context: typer.Context, file: str) -> str:
    """Return the text of a file of facts; nothing where it cannot be read."""
    from spotguide.errors import SpotguideError

    env: Any = context.obj
    try:
        raw: bytes = env.read_data(f"{file}.toml")
    except SpotguideError:
        return ""
    return raw.decode("utf-8", "replace")
