"""The profile as a page to read, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

from spotguide.core.profile.clashes import in_short, name_of, short
from spotguide.core.profile.kept import KINDS, Thing
from spotguide.views.page import Bullet, Page, Para, Row, Section
from spotguide.views.words import first_up, listed

if TYPE_CHECKING:
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.profile.clashes import Clash
    from spotguide.core.profile.kept import Kind
    from spotguide.core.profile.whole import Said, Whole

Json = dict[str, Any]

NOTHING = (
    "Nothing is kept about you yet. To be asked once what matters for your safety: "
    "spotguide profile ask. To leave something out: spotguide profile leave-out floor\n"
)
AFTER = (
    ("To be asked what is open", "spotguide profile ask"),
    ("To change an answer", "spotguide profile answer ID yes, no or agreed"),
    ("To leave something out, or take it back", "spotguide profile leave-out floor, or allow"),
    ("To clear it all", "spotguide profile clear"),
)


def page(whole: Whole) -> Page:
    """Return the page: what is kept, how long it holds, and what that means for each spot."""
    found = (
        ("Left out", tuple(_left_out(whole))),
        ("Tools you have", tuple(_owned(whole))),
        ("Closed after more pain", tuple(_closed(whole))),
        ("Opened again", tuple(_reopened(whole))),
        ("What this means", tuple(_meaning(whole))),
        ("Your answers", tuple(_answers(whole))),
    )
    sections = tuple(Section(heading, blocks) for heading, blocks in found if blocks)
    lead = (
        f"Kept on this computer alone, for you alone to read, in {whole.folder}. "
        "Nothing of it is ever sent."
    )
    return Page("Your profile", lead, sections, after=AFTER)


def _left_out(whole: Whole) -> Iterator[Row]:
    for kind in KINDS:
        for thing, at in _of(whole, kind):
            since = f"Since {_day(at, whole.now.tzinfo)}."
            yield Row(first_up(kind), since, first_up(_named(thing, whole)))


def _of(whole: Whole, kind: Kind) -> list[tuple[Thing, datetime]]:
    """Return what is left out of one kind, in the order of the data."""
    catalog, left_out = whole.catalog, whole.memory.profile.left_out
    known: dict[Kind, list[str]] = {
        "spot": [spot.slug for spot in catalog.spots],
        "tool": list(catalog.tools),
        "position": list(map(str, catalog.cues.places)),
    }
    ids = [*known[kind], *sorted(whole.memory.profile.ids(kind) - set(known[kind]))]
    return [(thing, left_out[thing]) for one in ids if (thing := Thing(kind, one)) in left_out]


def _named(thing: Thing, whole: Whole) -> str:
    number = next((s.number for s in whole.catalog.spots if s.slug == thing.id), "")
    return f"{number} {name_of(thing, whole.catalog)}".strip()


def _owned(whole: Whole) -> Iterator[Para]:
    owned = whole.memory.owned
    if owned is not None:
        tools = whole.catalog.tools
        names = [tools[one].name for one in tools if one in owned]
        yield Para(f"{listed(names)}." if names else "None but your hands.")


def _answers(whole: Whole) -> Iterator[Row]:
    """Each answer under the name of its question, every yes before every no."""
    zone = whole.now.tzinfo
    for one in sorted(whole.said(), key=lambda one: not one.answer.applies):
        word = "Yes" if one.answer.applies else "No"
        agreed = " A professional has agreed." if one.answer.agreed else ""
        place = name_of(Thing("spot", one.answer.spot), whole.catalog)
        where = f", at {place}" if one.screen.here else ""
        said = f"{word}{where}. {one.screen.short}.{agreed} {_holds(one, zone)}"
        yield Row(one.screen.id, said)


def _holds(one: Said, zone: tzinfo | None) -> str:
    day = _day(one.answer.at, zone)
    if one.holds:
        return f"Since {day}, holds until {_day(one.until, zone)}."
    return f"Of {day}, too old to hold: you will be asked again."


def _closed(whole: Whole) -> Iterator[Row]:
    from spotguide.core.plan.wishes import reopening

    for spot, side in whole.closed:
        why = "It hurt more after each of the last two sessions."
        yield Row(_place(spot, side), f"{why} To open it: {reopening(spot, side)}")


def _place(spot: Spot, side: str) -> str:
    return str(spot.number) if side == "middle" else f"{spot.number} {side}"


def _reopened(whole: Whole) -> Iterator[Row]:
    spots = {spot.slug: spot for spot in whole.catalog.spots}
    for (slug, side), one in sorted(whole.memory.profile.reopened.items()):
        day = _day(one.at, whole.now.tzinfo)
        label = _place(spots[slug], side) if slug in spots else f"{slug} {side}"
        yield Row(label, f"On {day}. More pain after another session closes it again.")


def _meaning(whole: Whole) -> Iterator[Bullet]:
    """Say what is not as usual, and at which spots."""
    spots: dict[str, list[str]] = {}
    for spot, found in whole.clashes():
        spots.setdefault(_means(found), []).append(str(spot.number))
    for said, numbers in spots.items():
        where = f"Spot{'s' if len(numbers) > 1 else ''} {listed(numbers)}"
        every = len(numbers) == len(whole.catalog.spots)
        yield Bullet(f"{'All spots' if every else where}: {said}.")


def _means(found: Clash) -> str:
    """Return all reasons against a spot, or else what is different there."""
    if not found.closed:
        lighter = "a lighter session" if found.gentle else ""
        return "; ".join(filter(None, (lighter, in_short(found))))
    about: dict[str, list[str]] = {}
    for said, _, name in (short(reason).partition(": ") for reason in found.reasons):
        about.setdefault(said, []).append(name)
    return "; ".join(f"{said}: {listed(n)}" if n[0] else said for said, n in about.items())


def _day(at: datetime, zone: tzinfo | None) -> str:
    local = at.astimezone(zone)
    return f"{local.day} {local:%B %Y}"


def as_json(whole: Whole) -> Json:
    """Return the profile under the keys of docs/json.md."""
    memory, now = whole.memory, whole.now
    catalog = whole.catalog
    spots = {spot.slug: {"number": spot.number, "slug": spot.slug} for spot in catalog.spots}

    def time(at: datetime) -> str:
        return at.astimezone(now.tzinfo).isoformat(timespec="seconds")

    return {
        "left_out": {
            f"{kind}s": [{"id": t.id, "since": time(at)} for t, at in _of(whole, kind)]
            for kind in KINDS
        },
        "owned": None if memory.owned is None else sorted(memory.owned),
        "answers": [_answer(one, time(one.answer.at), time(one.until)) for one in whole.said()],
        "closed": [{"spot": spots[spot.slug], "side": side} for spot, side in whole.closed],
        "reopened": [
            {"spot": spots.get(slug, {"number": None, "slug": slug}), "side": side, "at": time(at)}
            for (slug, side), at in sorted((k, v.at) for k, v in memory.profile.reopened.items())
        ],
        "spots": [{**spots[spot.slug], **_said_of(found)} for spot, found in whole.clashes()],
    }


def _answer(one: Said, since: str, until: str) -> Json:
    return {
        "screen": one.screen.id,
        "short": one.screen.short,
        "spot": one.answer.spot if one.screen.here else None,
        "applies": one.answer.applies,
        "agreed": one.answer.agreed,
        "since": since,
        "until": until,
        "holds": one.holds,
    }


def _said_of(found: Clash) -> Json:
    def ids(kind: Kind, things: Iterable[Thing]) -> list[str]:
        return [thing.id for thing in things if thing.kind == kind]

    return {
        "closed": found.closed,
        "gentle": found.gentle,
        "says": in_short(found) or None,
        "reasons": [
            {"kind": one.kind, "screen": one.screen.id if one.screen else None}
            for one in found.reasons
        ],
        "tools": ids("tool", found.things),
        "positions": ids("position", found.things),
    }
