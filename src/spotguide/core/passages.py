"""Everything that is taught, sentence by sentence: where it stands, and what shows it.

A passage is what a page says in one go: a claim, a summary, why a tool fits. It is never cut, since
half of a statement about the body can mean the opposite of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from spotguide.core.citing import DOSE_TOPIC, statements

if TYPE_CHECKING:
    from spotguide.core.catalog import Catalog
    from spotguide.core.catalog.kinds import Claim, Frozen
    from spotguide.core.catalog.spots import Spot

NAMED = "name"
"""The part of a passage that is the name of its entry."""

TEXTS = {
    "spot": ("also_called", "summary", "feels_like", "refers_to"),
    "muscle": ("also_called", "plain", "attachments", "actions"),
    "tool": ("also_called", "plain", "good_for", "stand_ins"),
    "complaint": ("said_as",),
    "topic": ("also_called", "summary"),
    "reference": ("finding", "note", "authors"),
}
"""The keys of each kind that hold words without a basis, as its page shows them."""


class Passage(NamedTuple):
    """One statement, the entry and the part in which it stands, and the command that shows it.

    `about` names what the part is about, such as a tool; `also` holds more names of the entry.
    """

    kind: str
    id: str
    name: str
    command: str
    part: str = NAMED
    text: str = ""
    basis: str = ""
    sources: tuple[str, ...] = ()
    about: str = ""
    also: tuple[str, ...] = ()


def passages(catalog: Catalog) -> Iterator[Passage]:
    """Yield all that is taught: spots with their lessons first, sources last. Reads every table."""
    for spot in catalog.spots:
        yield from _spot(catalog, spot)
    for topic in catalog.topics.topic:
        kind = " --kind topic" if topic.id in catalog.complaints else ""
        yield from _entry("topic", topic.id, topic.name, topic, kind)
    topics = {topic.id for topic in catalog.topics.topic}
    for complaint in catalog.complaints.values():
        kind = " --kind complaint" if complaint.id in topics else ""
        yield from _entry("complaint", complaint.id, complaint.name, complaint, kind)
    for tool in catalog.tools.values():
        yield from _entry("tool", tool.id, tool.name, tool)
    for muscle in catalog.muscles.values():
        yield from _entry("muscle", muscle.id, muscle.name, muscle)
    yield from _safety(catalog)
    names = {topic.id: topic.name for topic in catalog.topics.topic}
    dose = names.get(DOSE_TOPIC, "")
    for trial in catalog.topics.trial_dose:
        at = Passage("topic", DOSE_TOPIC, dose, f"spotguide explain {DOSE_TOPIC}")
        yield from _stated(at._replace(about=trial.place), trial)
    for work in catalog.references.values():
        yield from _entry("reference", work.id, work.title, work)


def _spot(catalog: Catalog, spot: Spot) -> Iterator[Passage]:
    """Yield what the page on a spot says: of the ways to find it the first for oneself."""
    at = Passage("spot", spot.slug, spot.name, f"spotguide explain {spot.number}")
    at = at._replace(also=spot.also_called)
    yield from _plain(at, spot)
    for part in ("red_flags", "cautions"):
        yield from _claims(at, part, getattr(spot, part))
    yield from _claims(at, "dose", (spot.dose.basis,))
    if test := spot.self_test:
        at_test = at._replace(about=test.name)
        yield from _texts(at_test, "self_test", (test.name, *test.steps, test.positive))
        yield from _claims(at_test, "self_test", (test.claim,))
    block = next((one for one in spot.locate if one.by == "self"), spot.locate[0])
    yield from _texts(at, "locate", (block.position, *(step.say for step in block.steps)))
    for fit in spot.tools:
        about = catalog.tools[fit.tool].name
        yield at._replace(part="tools", text=fit.why, sources=fit.sources, about=about)
    if lesson := catalog.lessons.get(spot.slug):
        for part in ("why_here", "anatomy", "evidence"):
            yield from _claims(at, part, getattr(lesson, part))


def _entry(kind: str, id: str, name: str, entry: Frozen, option: str = "") -> Iterator[Passage]:
    """Yield what the page on an entry says of itself."""
    also = (*getattr(entry, "also_called", ()), *getattr(entry, "said_as", ()))
    at = Passage(kind, id, name, f"spotguide explain {id}{option}", also=also)
    yield from _plain(at, entry)
    if kind in ("topic", "tool", "muscle"):
        yield from (said for said in _stated(at, entry) if said.text)


def _safety(catalog: Catalog) -> Iterator[Passage]:
    """Yield the claims of screening and doses; the page on their first source shows them."""
    safety = catalog.safety
    named: Iterable[tuple[str, str, Frozen]] = (
        ("about", "What screening is for", safety.about),
        ("go-gently", "The gentle session", safety.go_gently),
        *((screen.id, screen.short, screen) for screen in safety.screen),
        *((sign.id, sign.short, sign) for sign in safety.stop_sign),
        *((care.id, care.name, care) for care in safety.aftercare),
    )
    for id, name, entry in named:
        yield from _cited(Passage("safety", id, name, ""), entry)
    yield from _cited(Passage("doses", "doses", "Doses and limits", ""), catalog.doses)
    at = Passage("experiments", "experiments", "Experiments on yourself", "")
    yield from _cited(at, catalog.experiments)


def _cited(at: Passage, entry: Frozen) -> Iterator[Passage]:
    for said in _stated(at, entry):
        yield said._replace(command=f"spotguide explain {said.sources[0]}")


def _plain(at: Passage, entry: Frozen) -> Iterator[Passage]:
    """Yield the name, and the words without a basis."""
    yield at._replace(text=at.name)
    for key in TEXTS[at.kind]:
        value = getattr(entry, key)
        yield from _texts(at, key, (value,) if isinstance(value, str) else value or ())


def _texts(at: Passage, part: str, texts: Iterable[str]) -> Iterator[Passage]:
    yield from (at._replace(part=part, text=text) for text in texts)


def _claims(at: Passage, part: str, claims: Iterable[Claim]) -> Iterator[Passage]:
    for claim in claims:
        yield at._replace(part=part, text=claim.text, basis=claim.basis, sources=claim.sources)


def _stated(at: Passage, entry: Frozen) -> Iterator[Passage]:
    """Yield what an entry states with sources."""
    for part, text, basis, sources in statements(entry):
        yield at._replace(part=part, text=text, basis=basis, sources=sources)
