"""Figures in words: complete sentences, for the side that is meant."""

from __future__ import annotations

import pytest

from drawn import CATALOG, SPOTS, figure_of
from spotguide.views.figure import lines
from spotguide.views.figure.words import mirrored


@pytest.mark.parametrize("spot", SPOTS)
def test_the_words_say_where_by_what_and_what_to_keep_off(spot: int) -> None:
    figure = figure_of(spot)
    said = lines(figure, spot)
    target = figure.target_of(spot)
    assert target is not None
    assert f"Spot {spot}: {target.find}" in said
    assert all(line[-1] in ".?!" for line in said)
    for zone in figure.avoided(spot):
        assert any(zone.name in line and zone.why in line for line in said)
    for landmark in figure.landmark:
        assert any(f"{landmark.letter}, {landmark.name}" in line for line in said)


def test_the_whole_body_names_every_number() -> None:
    said = " ".join(lines(CATALOG.figures["body"], None))
    assert all(f"{spot} " in said for spot in SPOTS)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The right hip, belly on the left.", "The left hip, belly on the right."),
        ("Left of it.", "Right of it."),
        ("At a right angle to the left arm.", "At a right angle to the right arm."),
        ("The upright one is leftover.", "The upright one is leftover."),
    ],
)
def test_left_and_right_change_places(text: str, other: str) -> None:
    assert mirrored(text) == other
    assert mirrored(other) == text
