"""Finding things by name: spots, muscles, tools, complaints, topics and references.

Rule 1: a name is taken only if it is one; upper case, accents, hyphens, spaces, other punctuation
and a plural do not count. Rule 2: what is merely near is suggested and never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias
from unicodedata import combining, normalize

from spotguide.errors import SeveralNames, UnknownName

if TYPE_CHECKING:
    from spotguide.core.catalog import Catalog
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.catalog.teaching import Complaint, Muscle, Reference, Tool, Topic

    Entry: TypeAlias = "Spot | Muscle | Tool | Complaint | Topic | Reference"

Kind = Literal["spot", "muscle", "tool", "complaint", "topic", "reference"]
KINDS: tuple[Kind, ...] = ("spot", "muscle", "tool", "complaint", "topic", "reference")

LONGEST = 200  # letters; whatever is longer is no name, and not worth comparing
NEAREST = 3  # names suggested on a miss
ALIKE = 0.72  # from which two names are near: one slip in four letters, two in eight

NUMBER = re.compile(r"(?:spot|number|no\.?)?\s*#?\s*0*([1-9][0-9]*|0)", re.IGNORECASE)
PUBMED = re.compile(
    r"(?:pmid:?\s*|https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed)/)"
    r"([0-9]+)/?",
    re.IGNORECASE,
)
DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """One thing that has the name."""

    kind: Kind
    id: str
    name: str
    entry: Entry = field(compare=False, repr=False)


@dataclass(frozen=True)
class Name:
    """One name of one thing, as the data spell it and as it is compared."""

    found: Found
    text: str
    words: tuple[str, ...]
    alias: bool

    @property
    def shown(self) -> str:
        """The name to suggest: an id can be typed as it is, an alias tells why it is near."""
        told = self.alias and self.found.kind in ("spot", "muscle")
        return self.text if told else self.found.id

    @property
    def squeezed(self) -> str:
        return "".join(self.words)

    @property
    def singular(self) -> str:
        return "".join(map(singular, self.words))


@dataclass(frozen=True)
class Lookup:
    """What a name is asked for: its kinds, the word for them, and what the person runs.

    `command` is run with a name after it, `index` shows which names there are.
    """

    kinds: tuple[Kind, ...]
    noun: str
    command: str
    index: str = "spotguide explain"


EXPLAIN = Lookup(KINDS, "page on", "spotguide explain")
TREAT = Lookup(("spot", "complaint", "muscle"), "spot", "spotguide treat", "spotguide list")


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared: lower case, no accents, no punctuation."""
    plain = "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
    return tuple(re.findall(r"[^\W_]+", plain.replace("'", "").replace("’", "")))


def singular(word: str) -> str:
    """Return the word without the s of a plural, where the s is likely to be one."""
    keeps = len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is"))
    return word if keeps else word[:-1]


def find(catalog: Catalog, text: str, kinds: Iterable[Kind] = KINDS) -> tuple[Found, ...]:
    """Return what has this name, the equally good matches together; nothing on a miss.

    A spot's number, an id or a full name goes before an alias. References are looked at last, and
    by PMID or DOI too. A muscle goes before the spot that is also called after it.
    """
    text, kinds = text.strip(), tuple(kinds)
    if not text or len(text) > LONGEST:
        return ()
    if number := NUMBER.fullmatch(text):
        return _numbered(catalog, number[1], kinds)
    if number := PUBMED.fullmatch(text):
        return _numbered(catalog, number[1], ("reference",) if "reference" in kinds else ())
    words = words_of(DOI.sub("", text, count=1))
    for some in (tuple(kind for kind in kinds if kind != "reference"), ("reference",)):
        names = [name for kind in some if kind in kinds for name in _names(catalog, kind)]
        if hits := _called(words, names):
            return hits
    return ()


def find_one(catalog: Catalog, text: str, asked: Lookup) -> Found:
    """Return the one thing that has the name.

    Raise UnknownName or SeveralNames, both with the exact commands to run instead.
    """
    found = find(catalog, text, asked.kinds)
    if len(found) == 1:
        return found[0]
    if not found:
        raise unknown(catalog, text, asked)
    shown = [(_command(catalog, one, asked, one.id), f"{one.name} ({one.kind})") for one in found]
    raise SeveralNames(text, shown)


def find_spots(catalog: Catalog, text: str, asked: Lookup = TREAT) -> tuple[Spot, ...]:
    """Return the spots that the words stand for, the best first.

    A number, slug, name or alias is one spot. A muscle or a complaint is the spots that it serves,
    in the order of the data. Raise UnknownName with the nearest names.
    """
    spots = {spot.slug: spot for spot in catalog.spots}
    if named := find(catalog, text, ("spot",)):
        return tuple(spots[one.id] for one in named)
    slugs: dict[str, None] = {}
    for one in find(catalog, text, ("complaint", "muscle")):
        if one.kind == "complaint":
            slugs.update(dict.fromkeys(catalog.complaints[one.id].spots))
        else:
            slugs.update((slug, None) for slug, spot in spots.items() if one.id in spot.muscles)
    if not slugs:
        raise unknown(catalog, text, asked)
    return tuple(spots[slug] for slug in slugs)


def unknown(catalog: Catalog, text: str, asked: Lookup) -> UnknownName:
    """Return the error for a name that nothing asked for has."""
    number = NUMBER.fullmatch(text.strip())
    if number and len(number[1]) < 4 and "spot" in asked.kinds:
        hint = f"Spots go from {catalog.spots[0].number} to {catalog.spots[-1].number}."
        return UnknownName("spot", text.strip(), (), "spotguide list", hint)
    close = near(catalog, text, asked.kinds)
    run = _command(catalog, close[0].found, asked, close[0].shown) if close else asked.index
    return UnknownName(asked.noun, text, [name.shown for name in close], run)


def near(catalog: Catalog, text: str, kinds: Iterable[Kind] = KINDS) -> tuple[Name, ...]:
    """Return the names that the words may have been meant for, the nearest first, three at most.

    First names that hold all the words, then names that are spelled alike. References count where
    there is a year or nothing else is near.
    """
    words = tuple(map(singular, words_of(text)))
    if not words or len(text) > LONGEST:
        return ()
    works = tuple(kind for kind in kinds if kind == "reference")
    others = tuple(kind for kind in kinds if kind != "reference")
    if not any(map(str.isdigit, text)) and (close := _nearest(catalog, words, others)):
        return close
    return _nearest(catalog, words, others + works)


def _nearest(catalog: Catalog, words: tuple[str, ...], kinds: tuple[Kind, ...]) -> tuple[Name, ...]:
    from spotguide.core.spelling import alike_in_part

    names = [name for kind in kinds for name in _names(catalog, kind)]
    close: dict[Found, Name] = {}
    hits = [*_holding(words, names), *_alike("".join(words), names)]
    for name in hits or alike_in_part(words, names):
        close.setdefault(name.found, name)
    return tuple({name.shown: name for name in close.values()}.values())[:NEAREST]


def _command(catalog: Catalog, one: Found, asked: Lookup, shown: str) -> str:
    """Return the exact command that means this one thing, by the name that is shown if it can."""
    typed = "-".join(words_of(shown))
    if find(catalog, typed, asked.kinds) == (one,):
        return f"{asked.command} {typed}"
    kind = f" --kind {one.kind}" if len(find(catalog, one.id, asked.kinds)) > 1 else ""
    return f"{asked.command} {one.id}{kind}"


def _numbered(catalog: Catalog, number: str, kinds: tuple[Kind, ...]) -> tuple[Found, ...]:
    """Return the spot with the number, else the reference with the PMID."""
    for kind in ("spot", "reference"):
        for one in everything(catalog, kind) if kind in kinds else ():
            if number == str(getattr(one.entry, "number" if kind == "spot" else "pmid")):
                return (one,)
    return ()


def _called(words: tuple[str, ...], names: list[Name]) -> tuple[Found, ...]:
    """Return the best among what is called by these words, as typed or without plurals."""
    typed = "".join(words)
    hits = [name for name in names if name.squeezed == typed]
    if not hits:
        typed = "".join(map(singular, words))
        hits = [name for name in names if name.singular == typed]
    return tuple(dict.fromkeys(name.found for name in _best(hits)))


def _best(names: list[Name]) -> list[Name]:
    """Return the names that go first among equals: no alias, and no spot called after its muscle.

    The page of a muscle names its spots, so nothing is lost; several muscles leave the choice.
    """
    best = [name for name in names if not name.alias] or names
    muscles = {name.found.id for name in best if name.found.kind == "muscle"}
    if len(muscles) != 1:
        return best
    return [name for name in best if not muscles & set(getattr(name.found.entry, "muscles", ()))]


def _holding(words: tuple[str, ...], names: list[Name]) -> list[Name]:
    """Return the names with all these words, or words that begin so, the whole and short first."""
    wanted = {word for word in words if len(word) > 2}

    def holds(name: Name) -> bool:
        return all(any(word.startswith(part) for word in name.words) for part in wanted)

    def part_only(name: Name) -> bool:
        return not wanted <= set(map(singular, name.words))

    hits = [name for name in names if wanted and holds(name)]
    return sorted(hits, key=lambda name: (part_only(name), name.alias, len(name.words)))


def _alike(typed: str, names: list[Name]) -> list[Name]:
    """Return the names spelled nearly like this, the nearest first."""
    from difflib import get_close_matches

    spelled: dict[str, list[Name]] = {}
    for name in names:
        spelled.setdefault(name.singular, []).append(name)
    close = get_close_matches(typed, spelled, 2 * NEAREST, ALIKE)
    return [name for hit in close for name in _best(spelled[hit])]


@lru_cache(maxsize=16)
def everything(catalog: Catalog, kind: Kind) -> tuple[Found, ...]:
    """Return everything of one kind, in the order of the data."""
    match kind:
        case "spot":
            return tuple(Found(kind, spot.slug, spot.name, spot) for spot in catalog.spots)
        case "muscle":
            return tuple(Found(kind, one.id, one.name, one) for one in catalog.muscles.values())
        case "tool":
            return tuple(Found(kind, one.id, one.name, one) for one in catalog.tools.values())
        case "complaint":
            return tuple(Found(kind, one.id, one.name, one) for one in catalog.complaints.values())
        case "topic":
            return tuple(Found(kind, one.id, one.name, one) for one in catalog.topics.topic)
        case "reference":  # pragma: no branch
            works = catalog.references.values()
            return tuple(Found(kind, one.id, one.title, one) for one in works)


@lru_cache(maxsize=16)
def _names(catalog: Catalog, kind: Kind) -> tuple[Name, ...]:
    """Return all names of one kind; built once, when the first word is looked up."""
    return tuple(
        Name(one, name, words_of(name), alias)
        for one in everything(catalog, kind)
        for name, alias in _spelled(one.entry)
    )


def _spelled(entry: Entry) -> Iterator[tuple[str, bool]]:
    """Yield what one entry is called, and whether that is only an alias."""
    for key in ("slug", "id", "name", "doi"):
        if name := getattr(entry, key, None):
            yield name, False
    for key in ("also_called", "said_as"):
        for alias in getattr(entry, key, ()):
            yield alias, True
