"""Choosing spots for a list: every wish counts, and an empty list says how to widen it."""

from __future__ import annotations

import pytest

from spotguide.core.choosing import Wishes, choose, nothing_fits, region_named
from spotguide.errors import UnknownName


def test_no_wish_takes_every_spot_by_number(catalog):
    assert [spot.number for spot in choose(catalog.spots, Wishes())] == list(range(1, 15))


def test_every_complaint_lists_its_spots_the_best_first(catalog):
    for complaint in catalog.complaints.values():
        spots = choose(catalog.spots, Wishes(complaint=complaint))
        assert tuple(spot.slug for spot in spots) == complaint.spots


def test_a_spot_of_ones_own_comes_after_those_that_the_complaint_ranks(catalog):
    complaint = catalog.complaints["jaw-pain"]
    own = catalog.spots[0].model_copy(update={"slug": "own", "complaints": ("jaw-pain",)})
    spots = choose((own, *catalog.spots), Wishes(complaint=complaint))
    assert [spot.slug for spot in spots] == ["jaw-masseter", "own"]


def test_alone_leaves_out_what_only_a_partner_can_use(catalog):
    elbow = catalog.tools["elbow"]
    spots = choose(catalog.spots, Wishes(tool=elbow, alone=True))
    assert all(fit.tool != "elbow" or fit.by != "self" or fit.usable
               for spot in spots for fit in spot.tools)  # fmt: skip
    assert len(spots) < len(choose(catalog.spots, Wishes(tool=elbow)))


def test_an_empty_list_offers_the_first_wider_wish_that_has_spots(catalog):
    wishes = Wishes(region="foot", tool=catalog.tools["foam-roller"], alone=True)
    assert choose(catalog.spots, wishes) == ()
    assert nothing_fits(catalog.spots, wishes) == (
        "No spot fits --region foot --tool foam-roller --alone. "
        "1 spot fits a wider wish: spotguide list --region foot --alone"
    )


def test_each_wish_may_be_the_one_that_is_too_much(catalog):
    wishes = Wishes(
        region="hip", complaint=catalog.complaints["migraine"], tool=catalog.tools["lacrosse-ball"]
    )
    assert nothing_fits(catalog.spots, wishes).endswith(
        "2 spots fit a wider wish: spotguide list --region hip --tool lacrosse-ball"
    )


def test_where_no_wider_wish_helps_all_spots_are_offered(catalog):
    wishes = Wishes(region="head", complaint=catalog.complaints["tired-feet"])
    assert nothing_fits(catalog.spots, wishes).endswith(
        "2 spots fit a wider wish: spotguide list --for tired-feet"
    )
    assert nothing_fits(catalog.spots, Wishes(region="head")).endswith(
        "To see all spots: spotguide list"
    )


@pytest.mark.parametrize("words", ["low-back", "Low Back", "low_back"])
def test_a_region_may_be_written_in_any_way(catalog, words):
    assert region_named(catalog, words) == "low-back"


def test_an_unknown_region_names_the_nearest_or_all(catalog):
    with pytest.raises(UnknownName, match=r'Did you mean "shoulder"\?'):
        region_named(catalog, "sholder")
    with pytest.raises(UnknownName, match=r"Regions are neck, low-back, "):
        region_named(catalog, "q" * 10_000)


def test_a_wider_wish_leaves_out_one_wish_at_a_time(catalog):
    complaint = catalog.complaints["migraine"]
    assert list(Wishes(complaint=complaint).wider()) == [Wishes()]
    assert list(Wishes().wider()) == []
