"""Sources: numbered as they are named, listed in short and in full."""

from __future__ import annotations

import pytest

from spotguide.core.catalog.kinds import Claim
from spotguide.views.sources import Sources, first_author, in_full, in_short, links, published_in


def a_claim(*sources: str) -> Claim:
    return Claim(text="It helps.", basis="trial", sources=sources)


def test_a_source_keeps_its_first_number(catalog):
    sources = Sources(catalog.references)
    assert sources.tail(a_claim("lu-2022")) == "(trial [1])"
    assert sources.tail(a_claim("hou-2002", "lu-2022")) == "(trial [1, 2])"
    assert [work.id for _, work in sources.named] == ["lu-2022", "hou-2002"]


def test_a_work_that_is_not_known_gets_no_number():
    assert Sources({}).tail(a_claim("own-notes")) == "(trial)"
    assert Sources({}).marks(["own-notes"]) == ""


@pytest.mark.parametrize(
    ("authors", "short"),
    [
        ("Hou CR, Tsai LC, Cheng KF", "Hou et al."),
        ("Arendt-Nielsen L, Svensson P", "Arendt-Nielsen and Svensson"),
        ("De Troyer A, Estenne M", "De Troyer and Estenne"),
        ("Childs JD, et al", "Childs et al."),
        ("Ingraham P", "Ingraham"),
        ("NHS", "NHS"),
        ("Diabetes UK", "Diabetes UK"),
        ("Sheen Surgery, NHS text", "Sheen Surgery, NHS text"),
        ("National Health Service, United States", "National Health Service, United States"),
        ("Moon M, quoted in the Chicago Tribune", "Moon M, quoted in the Chicago Tribune"),
        (None, ""),
    ],
)
def test_people_are_named_in_short_and_institutions_as_they_are(authors, short):
    assert first_author(authors) == short


def test_a_short_entry_has_the_surest_address_a_full_one_has_them_all(catalog):
    work = catalog.references["takamoto-2015"]
    assert [link.url for link in in_short(1, work).links] == ["https://doi.org/10.1002/ejp.694"]
    assert [link.shown for link in in_full(1, work).links] == [
        "doi:10.1002/ejp.694",
        "PubMed 25808188",
    ]
    assert in_full(1, work).where == "European Journal of Pain 19(8):1186-1196"
    assert in_full(1, work).found == work.finding


def test_without_an_address_a_short_entry_says_where_it_was_published(catalog):
    work = catalog.references["gemmell-2008"]
    assert links(work) == ()
    assert in_short(1, work).where == published_in(work) != ""


def test_every_work_can_be_listed(catalog):
    for work in catalog.references.values():
        assert in_short(1, work).title == in_full(1, work).title == work.title
