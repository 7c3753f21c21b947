"""The table of spots: fits any width, and says when a spot was last treated if that is known."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from spotguide.views.spots import Spots, lines
from spotguide.views.table import SpotTable
from spotguide.views.theme import THEME

LAST = {"thoracolumbar-corner": "3 days ago"}


def drawn(catalog, width: int, last=None) -> str:
    console = Console(file=io.StringIO(), width=width, theme=THEME, color_system=None, _environ={})
    console.print(SpotTable(Spots(catalog.spots, catalog.muscles, catalog.complaints, last or {})))
    return console.file.getvalue()


@pytest.mark.parametrize("width", [20, 40, 71, 72, 80, 111, 112, 200])
def test_no_line_is_wider_than_the_screen_and_no_spot_is_lost(catalog, width):
    out = drawn(catalog, width, LAST)
    assert max(map(len, out.splitlines())) <= width
    text = " ".join(out.split())
    for spot in catalog.spots:
        assert spot.name.split()[-1] in text
    assert f"{spot.number}" in text


@pytest.mark.parametrize("width", [40, 80, 120])
def test_when_a_spot_was_last_treated_is_shown_where_it_is_known(catalog, width):
    assert "Last treated 3 days ago" in drawn(catalog, width, LAST)
    assert "Last treated" not in drawn(catalog, width)


def test_the_last_field_of_a_line_is_when_it_was_last_treated(catalog):
    told = lines(Spots(catalog.spots, catalog.muscles, catalog.complaints, LAST)).splitlines()
    assert [line.split("\t")[5] for line in told[:3]] == ["", "3 days ago", ""]


def test_names_are_data_and_no_markup(catalog):
    spot = catalog.spots[0].model_copy(update={"name": "[red]A[/red] \\[b]"})
    console = Console(file=io.StringIO(), width=80, theme=THEME, color_system=None, _environ={})
    console.print(SpotTable(Spots((spot,), catalog.muscles, catalog.complaints)))
    assert "[red]A[/red] \\[b]" in console.file.getvalue()
