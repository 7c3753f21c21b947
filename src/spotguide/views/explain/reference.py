"""The page on a published work: what it found, where it is, and all that rests on it here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spotguide.views.page import Page, Para, Row, Section
from spotguide.views.sources import links, published_in
from spotguide.views.words import first_up, part_words

if TYPE_CHECKING:
    from spotguide.core.citing import Citation
    from spotguide.core.subjects import AboutReference


def reference_page(about: AboutReference) -> Page:
    """Return the page on a published work."""
    work = about.work
    rows = (
        ("By", work.authors),
        ("Year", str(work.year or "")),
        ("In", published_in(work)),
        ("Design", first_up(work.design)),
        ("Note", work.note),
        ("Checked on", work.seen),
    )
    return Page(
        title=work.title,
        lead=work.finding,
        facts=(
            *(Row(label, text) for label, text in rows if text),
            *(Row("Where", links=(link,)) for link in links(work)),
        ),
        sections=(_cited(about.cited),),
    )


def _cited(cited: tuple[Citation, ...]) -> Section:
    """Return every statement that rests on the work, gathered by where it stands."""
    rows = tuple(
        Row("", one.text, f"{one.name}, {part_words(one.part)}", one.basis and f"({one.basis})")
        for one in cited
    )
    return Section("What rests on it here", rows or (Para("Nothing."),))
