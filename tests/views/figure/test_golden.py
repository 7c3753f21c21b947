"""The figures in dots, cell for cell, with what is said beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from drawn import SIZES, SPOTS, drawn, figure_of, plain
from spotguide.views.figure import Drawing, Shown, lines

Golden = Callable[[str, str], None]


def page(drawing: Drawing) -> str:
    rows = [row.rstrip() for row in plain(drawing)]
    legend = [f"{letter}  {words}" for letter, words in drawing.legend]
    keep_off = [f"keep off: {name}. {why}" for name, why in drawing.keep_off]
    head = f"{drawing.title}, {drawing.view}"
    return "\n".join((head, *rows, *filter(None, [drawing.find]), *legend, *keep_off)) + "\n"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("spot", SPOTS)
def test_a_figure_in_dots(golden: Golden, spot: int, size: tuple[int, int]) -> None:
    golden(f"figure-{spot}-{size[0]}x{size[1]}", page(drawn(Shown(spot), size=size)))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_whole_body_in_dots(golden: Golden, size: tuple[int, int]) -> None:
    golden(f"figure-body-{size[0]}x{size[1]}", page(drawn(Shown(), size=size)))


@pytest.mark.parametrize(("spot", "side"), [(5, "left"), (7, "right")])
def test_a_figure_of_the_other_side(golden: Golden, spot: int, side: str) -> None:
    golden(f"figure-{spot}-{side}", page(drawn(Shown(spot, side))))


def test_the_figures_in_words(golden: Golden) -> None:
    said = ("\n".join(lines(figure_of(spot), spot)) for spot in (None, *SPOTS))
    golden("figure-words", "\n\n".join(said) + "\n")
