"""The figure beside a session: which one, on which side, and what of it is lit."""

from __future__ import annotations

import pytest

from plans import CATALOG, a_plan, a_side
from spotguide.core.plan.phases import Kind, Step
from spotguide.core.session import begin
from spotguide.live.pictures import Pictures
from spotguide.views.figure import Look

WIDE = (100, 32)


def pictures(spot: int, **look: str) -> Pictures:
    return Pictures(CATALOG, CATALOG.spots[spot - 1], Look(**{"mode": "braille", **look}))  # type: ignore[arg-type]


def a_step(landmark: str) -> Step:
    return Step("Feel for it.", "", "", landmark, 1, 2)


@pytest.mark.parametrize(
    ("spot", "landmark", "letter"),
    [
        (2, "lowest rib", "B"),
        (2, "underside of the lowest rib", "B"),
        (2, "muscle column beside the spine", "D"),
        (8, "top outer corner of the kneecap", "B"),
        (8, "kneecap", "A"),
        (7, "cheek", ""),
        (2, "nowhere", ""),
    ],
)
def test_the_landmark_of_the_step_is_lit(spot: int, landmark: str, letter: str) -> None:
    session, _ = begin(a_plan(phases=(a_step(landmark),)), 0.0)
    drawing = pictures(spot).beside(session, WIDE, 0.0)
    assert drawing is not None
    lit = {one for one in "ABCDEF" if any(f"[{one}]" in row.plain for row in drawing.rows)}
    assert lit == ({letter} if letter else set())


def test_left_and_right_are_each_other_in_the_mirror() -> None:
    def rows(side: str) -> list[str]:
        dose = a_side(side=side, places=(side,))
        session, _ = begin(a_plan(dose, phases=(a_step(""),)), 0.0)
        drawing = pictures(2).beside(session, WIDE, 0.0)
        assert drawing is not None
        return [row.plain for row in drawing.rows]

    left, right = rows("left"), rows("right")
    assert left != right
    mark = {
        name: next(row.index("X") for row in rows(name) if "X" in row) for name in ("left", "right")
    }
    assert mark["left"] + mark["right"] == pytest.approx(len(left[0]), abs=4)


@pytest.mark.parametrize(
    ("size", "shown"), [((80, 24), True), ((69, 24), False), ((80, 18), False), ((20, 3), False)]
)
def test_it_leaves_the_words_their_room(size: tuple[int, int], shown: bool) -> None:
    session, _ = begin(a_plan(phases=(a_step("lowest rib"),)), 0.0)
    assert (pictures(2).beside(session, size, 0.0) is not None) is shown


@pytest.mark.parametrize("mode", ["words", "off"])
def test_where_nothing_is_drawn_there_is_none(mode: str) -> None:
    session, _ = begin(a_plan(phases=(a_step("lowest rib"),)), 0.0)
    assert pictures(2, mode=mode).beside(session, WIDE, 0.0) is None


def test_it_pulses_while_one_looks_and_stands_still_on_the_floor() -> None:
    shown = pictures(2)
    looking, _ = begin(a_plan(phases=(a_step("lowest rib"),)), 0.0)
    floor, _ = begin(a_plan(), 0.0)
    assert floor.kind is Kind.SETTLE
    assert shown.due(looking, WIDE, 0.0) == pytest.approx(0.9)
    assert shown.due(looking, WIDE, 1.0) == pytest.approx(0.2)
    assert shown.due(floor, WIDE, 0.0) is None
    assert shown.beside(looking, WIDE, 0.0) != shown.beside(looking, WIDE, 1.0)
    assert shown.beside(floor, WIDE, 0.0) == shown.beside(floor, WIDE, 1.0)
    still = pictures(2)
    still.still = True
    assert still.due(looking, WIDE, 0.0) is None
    assert still.beside(looking, WIDE, 0.0) == still.beside(looking, WIDE, 1.0)


def test_a_picture_is_laid_over_blank_rows_and_taken_away_again() -> None:
    shown = pictures(2, mode="picture")
    session, _ = begin(a_plan(phases=(a_step("lowest rib"),)), 0.0)
    drawing = shown.beside(session, WIDE, 0.0)
    assert drawing is not None
    assert {row.plain.strip() for row in drawing.rows} == {""}
    laid = shown.laid(drawing)
    assert laid.startswith("\x1b[3;1H\x1b_Ga=T")
    assert shown.laid(drawing) is laid
    assert shown.laid(None).startswith("\x1b_Ga=d")
