"""Words for keys of the data."""

from __future__ import annotations

import pytest

from spotguide.core.catalog.spots import Grade
from spotguide.views import words


def test_a_muscle_group_goes_by_the_name_that_all_share(catalog):
    told = {
        spot.number: words.muscle_words(tuple(catalog.muscles[one] for one in spot.muscles))
        for spot in catalog.spots
    }
    assert told[1] == "suboccipital muscles"
    assert told[4] == "scalenes"
    assert told[2] == "quadratus lumborum, erector spinae"
    assert told[7] == "masseter"


def test_tools_are_ranked_from_best_to_avoid(catalog):
    for spot in catalog.spots:
        ranks = [words.RANKED.index(fit.fit) for fit in words.by_grade(spot.tools)]
        assert ranks == sorted(ranks)


def test_every_grade_has_its_place_and_its_word():
    assert set(words.RANKED) == set(words.GRADES) == set(Grade.__args__)


@pytest.mark.parametrize(("number", "said"), [(1, "once"), (2, "twice"), (3, "3 times")])
def test_times_are_said_as_people_say_them(number, said):
    assert words.times(number) == said


@pytest.mark.parametrize(
    ("choices", "said"), [(["60"], "60"), (["30", "60", "90"], "30, 60 or 90")]
)
def test_choices_end_in_or(choices, said):
    assert words.either(choices) == said


def test_an_acronym_keeps_its_letters():
    assert words.first_down("TMJ trouble") == "TMJ trouble"
    assert words.first_down("Neck pain") == "neck pain"


def test_a_spot_says_on_which_sides_it_lies(catalog):
    told = {spot.number: words.side_words(spot) for spot in catalog.spots}
    assert told[2] == "left and right"
    assert told[4] == "left and right, one side a session"
    middle = catalog.spots[0].model_copy(update={"sides": False})
    assert words.side_words(middle) == "on the midline"
