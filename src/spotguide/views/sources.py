"""Sources: numbered in the order in which a page names them, then listed in short or in full."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from spotguide.views.page import Bullet, Link, Page, Para, Section, Work

if TYPE_CHECKING:
    from spotguide.core.catalog.kinds import Claim
    from spotguide.core.catalog.teaching import Publication


class Sources:
    """Gives each source its number when it is first named; a page has one of these."""

    def __init__(self, works: Mapping[str, Publication]) -> None:
        self._works = works
        self._numbers: dict[str, int] = {}

    def marks(self, ids: Iterable[str]) -> str:
        """Return "[1, 4]" for the works that are known, or nothing."""
        numbers = [
            self._numbers.setdefault(key, len(self._numbers) + 1)
            for key in ids
            if key in self._works
        ]
        return f"[{', '.join(map(str, sorted(numbers)))}]" if numbers else ""

    def tail(self, claim: Claim) -> str:
        """Return what a claim rests on: "(trial [3])"."""
        return f"({f'{claim.basis} {self.marks(claim.sources)}'.strip()})"

    def bullets(self, claims: Iterable[Claim]) -> tuple[Bullet, ...]:
        """Return claims as a list, each with what it rests on."""
        return tuple(Bullet(claim.text, self.tail(claim)) for claim in claims)

    @property
    def named(self) -> tuple[tuple[int, Publication], ...]:
        """The works that have been named so far, by number."""
        return tuple((number, self._works[key]) for key, number in self._numbers.items())


def with_sources(page: Page) -> Page:
    """Return the page with its sources in short at the end."""
    works = tuple(in_short(number, work) for number, work in page.named)
    return replace(page, sections=(*page.sections, *_section(works)))


def only_sources(page: Page) -> Page:
    """Return the sources of a page in full, numbered as they are there."""
    works = tuple(in_full(number, work) for number, work in page.named)
    sections = _section(works) or (Section("Sources", (Para("This page names none."),)),)
    return Page(title=page.title, label=page.label, lead="", sections=sections)


def _section(works: tuple[Work, ...]) -> tuple[Section, ...]:
    return (Section("Sources", works),) if works else ()


def in_brief(work: Publication) -> str:
    """Return who and when: "Hou et al. 2002"."""
    return " ".join(part for part in (first_author(work.authors), str(work.year or "")) if part)


def in_short(number: int, work: Publication) -> Work:
    """Return a source in a line or two: who, when, what, and where to find it."""
    found = links(work)[:1]
    return Work(
        number, in_brief(work), work.title, where="" if found else published_in(work), links=found
    )


def in_full(number: int, work: Publication) -> Work:
    """Return a source as it is cited, with what it found and every address it has."""
    by = " ".join(
        part for part in (work.authors or "", f"({work.year})" if work.year else "") if part
    )
    return Work(
        number, by, work.title, where=published_in(work), found=work.finding, links=links(work)
    )


def first_author(authors: str | None) -> str:
    """Return "Hou", "Hou and Tsai" or "Hou et al." for people, and an institution as it is."""
    names = authors.split(", ") if authors else []
    more = "et al" in names[1:]
    people = [_family(name) for name in names if name != "et al"]
    if not people or not all(people):
        return authors or ""
    return f"{people[0]} et al." if more or len(people) > 2 else " and ".join(people)


def _family(name: str) -> str:
    """Return the family name of "De Troyer A", and nothing for what is no person's name."""
    family, _, initials = name.rpartition(" ")
    person = initials.isalpha() and initials.isupper() and len(initials) < 5
    return family if person and initials not in ("UK", "NHS") else ""


def published_in(work: Publication) -> str:
    """Return journal, volume, issue and pages, as far as they are known."""
    if not work.journal:
        return ""
    issue = f"({work.issue})" if work.issue else ""
    pages = f":{work.pages}" if work.pages else ""
    numbers = f" {work.volume or ''}{issue}{pages}".rstrip()
    return f"{work.journal}{numbers}"


def links(work: Publication) -> tuple[Link, ...]:
    """Return where a work is published: DOI, PubMed and page, the surest first."""
    found = []
    if work.doi:
        found.append(Link(f"doi:{work.doi}", f"https://doi.org/{work.doi}"))
    if work.pmid:
        found.append(Link(f"PubMed {work.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{work.pmid}/"))
    if work.url:
        host = work.url.split("/")[2].removeprefix("www.")
        found.append(Link(host, work.url))
    return tuple(found)
