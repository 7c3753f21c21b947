"""What a page is about: the entry, and all that its page shows beside it."""

from __future__ import annotations

import pytest

from spotguide.core.search import KINDS, Found, everything
from spotguide.core.subjects import about_spot, gather, overview


def entry(catalog, kind: str, key: str) -> Found:
    return next(one for one in everything(catalog, kind) if one.id == key)


def test_a_spot_comes_with_its_lesson_muscles_and_complaints(catalog):
    about = gather(catalog, entry(catalog, "spot", "thoracolumbar-corner"))
    assert about.lesson.spot == "thoracolumbar-corner"
    assert [muscle.id for muscle in about.muscles] == ["quadratus-lumborum", "erector-spinae"]
    assert about.complaints[0].id == "low-back-pain"


def test_a_spot_of_ones_own_may_have_no_lesson(catalog):
    own = catalog.spots[0].model_copy(update={"slug": "own"})
    assert about_spot(catalog, own).lesson is None


def test_a_muscle_and_a_tool_know_their_spots(catalog):
    muscle = gather(catalog, entry(catalog, "muscle", "erector-spinae"))
    assert [spot.number for spot in muscle.spots] == [2, 11, 13]
    tool = gather(catalog, entry(catalog, "tool", "frozen-bottle"))
    assert 10 in [spot.number for spot in tool.spots]


def test_a_complaint_knows_the_topic_of_its_name(catalog):
    assert gather(catalog, entry(catalog, "complaint", "low-back-pain")).topic.id == "low-back-pain"
    assert gather(catalog, entry(catalog, "complaint", "migraine")).topic is None


@pytest.mark.parametrize(
    ("topic", "ask", "trials"),
    [
        ("low-back-pain", "low-back-pain --kind topic", False),
        ("pressure-dose", "pressure-dose", True),
    ],
)
def test_a_topic_knows_what_to_type_for_it(catalog, topic, ask, trials):
    about = gather(catalog, entry(catalog, "topic", topic))
    assert (about.ask, bool(about.trials)) == (ask, trials)


def test_the_overview_leaves_out_references_unless_they_are_asked_for(catalog):
    assert list(overview(catalog, KINDS).names) == [kind for kind in KINDS if kind != "reference"]
    assert len(overview(catalog, ["reference"]).names["reference"]) == len(catalog.references)
