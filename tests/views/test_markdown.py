"""Markdown: a reader of Markdown sees the words of the data, and no markup that is not ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from spotguide.core.search import KINDS, everything
from spotguide.core.subjects import gather
from spotguide.views.explain import page_of
from spotguide.views.markdown import escaped, markdown_of
from spotguide.views.sources import with_sources


def blocks(text: str) -> list[str]:
    return [token.type for token in MarkdownIt().parse(text) if token.nesting >= 0]


def words(text: str) -> str:
    """Return what a reader sees of one paragraph."""
    inline = MarkdownIt().parse(text)[1].children or []
    return "".join(token.content for token in inline if token.type in ("text", "text_special"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_is_headings_lists_and_paragraphs(catalog, kind):
    for one in everything(catalog, kind)[:20]:
        page = with_sources(page_of(gather(catalog, one)))
        told = markdown_of(page)
        seen = blocks(told)
        assert seen.count("heading_open") == 1 + len(page.sections)
        assert set(seen) <= {
            "heading_open", "inline", "paragraph_open", "bullet_list_open", "ordered_list_open",
            "list_item_open",
        }  # fmt: skip
        assert told.endswith("\n")
        assert "\n\n\n" not in told


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=40))
def test_no_data_becomes_markup(text):
    assert words(escaped(text)) == text


@pytest.mark.parametrize(
    "text", ["1. first", "2) second", "- item", "+ item", "# head", "=", "a\\"]
)
def test_nothing_at_the_start_of_a_line_begins_a_block(text):
    assert blocks(escaped(text)) == ["paragraph_open", "inline"]
    assert words(escaped(text)) == text


def test_numbers_of_sources_are_those_of_the_list(catalog):
    spot = everything(catalog, "spot")[1]
    told = markdown_of(with_sources(page_of(gather(catalog, spot))))
    number = 1 + [work.id for _, work in page_of(gather(catalog, spot)).named].index(
        "takamoto-2015"
    )
    assert f"(trial \\[{number}\\])" in told
    assert f"\n{number}. Takamoto et al. 2015. " in told
