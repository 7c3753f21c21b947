"""The sheet: a page at any width, with nothing lost and nothing taken for markup."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from spotguide.core.search import KINDS, everything
from spotguide.core.subjects import gather
from spotguide.views.explain import page_of
from spotguide.views.page import Bullet, Link, Page, Para, Row, Section, Step, Work
from spotguide.views.sheet import Sheet
from spotguide.views.sources import with_sources
from spotguide.views.theme import THEME


def drawn(page: Page, width: int = 80, *, links: bool = False, color: bool = False) -> str:
    console = Console(
        file=io.StringIO(),
        width=width,
        theme=THEME,
        color_system="standard" if color else None,
        force_terminal=color,
        _environ={},
    )
    console.print(Sheet(page, links))
    return console.file.getvalue()


def a_page(*blocks, alarm: bool = False) -> Page:
    return Page(title="Title", lead="", sections=(Section("Heading", blocks, alarm),))


def body(page: Page, width: int = 80) -> list[str]:
    return drawn(page, width).splitlines()[3:]


@pytest.mark.parametrize("width", [20, 59, 60, 120])
@pytest.mark.parametrize("kind", KINDS)
def test_no_line_of_any_page_is_wider_than_the_screen(catalog, kind, width):
    for one in everything(catalog, kind)[:14]:
        page = with_sources(page_of(gather(catalog, one)))
        lines = drawn(page, width).splitlines()
        assert max(map(len, lines)) <= min(width, 88)


def test_red_flags_are_on_the_first_screen(catalog):
    for one in everything(catalog, "spot"):
        top = drawn(page_of(gather(catalog, one))).splitlines()[:24]
        assert "Red flags: do not press, see a professional" in top


def test_a_line_never_ends_inside_what_a_claim_rests_on():
    claim = Bullet("word " * 11 + "word.", "(trial [1, 2, 3])")
    for width in range(40, 90):
        assert "(trial [1, 2, 3])" in drawn(a_page(claim), width)


def test_lines_hang_under_their_text():
    assert body(a_page(Bullet("one two three four five six seven eight nine ten")), 30) == [
        "• one two three four five six",
        "  seven eight nine ten",
    ]
    assert body(a_page(Step(10, "one two three")), 62) == ["  10. one two three"]


def test_an_alarm_is_marked_by_more_than_color():
    assert body(a_page(Bullet("Call for help."), alarm=True)) == ["  ! Call for help."]


def test_labels_stand_beside_the_text_where_there_is_room_and_before_it_elsewhere():
    rows = (Row("Best", "Firm.", "Lacrosse ball", "[1]"), Row("Gentle start", "Soft."))
    assert body(a_page(*rows)) == [
        "  Best          Lacrosse ball. Firm. [1]",
        "  Gentle start  Soft.",
    ]
    assert body(a_page(*rows), 40) == ["Best: Lacrosse ball. Firm. [1]", "Gentle start: Soft."]


def test_on_a_narrow_screen_a_number_stands_before_its_text() -> None:
    row = Row("12", "The roots of the big buttock muscle.", "Top of the buttock")
    assert body(a_page(row), 30) == [
        "12  Top of the buttock.",
        "    The roots of the big",
        "    buttock muscle.",
    ]


def test_a_name_without_a_label_leads_to_its_text():
    assert body(a_page(Row("", "Top of the shoulder.", "Hou 2002"))) == [
        "  Hou 2002: Top of the shoulder."
    ]


def test_a_source_is_written_out_or_clickable():
    work = Work(3, "Hou 2002", "A trial", links=(Link("doi:10.1/x", "https://doi.org/10.1/x"),))
    assert body(a_page(work)) == ["   [3] Hou 2002. A trial. https://doi.org/10.1/x"]
    clickable = drawn(a_page(work), links=True, color=True)
    assert "https://doi.org/10.1/x\x1b\\" in clickable
    assert "doi:10.1/x" in clickable


@pytest.mark.parametrize("text", ["[bold]x[/bold]", "[/]", ":smile:", "a\\[b]", "x [link=y]z"])
def test_data_is_never_markup(text):
    assert body(a_page(Para(text))) == [f"  {text}"]


@given(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=60))
def test_every_letter_of_the_data_is_shown(text):
    assert "".join("".join(body(a_page(Para(text)), 40)).split()) == "".join(text.split())


def test_commands_come_last():
    page = Page(title="T", lead="", sections=(), after=(("To press it", "spotguide treat 2"),))
    assert drawn(page).splitlines() == ["T", "", "To press it: spotguide treat 2"]
