"""Slips inside names of several words, as they are suggested."""

from __future__ import annotations

import pytest

from spotguide.core.search import near


def shown(catalog, text: str, *kinds) -> list[str]:
    return [name.shown for name in near(catalog, text, kinds)]


@pytest.mark.parametrize(
    ("text", "kind", "first"),
    [
        ("tenis", "tool", "tennis-ball"),
        ("lacros", "tool", "lacrosse-ball"),
        ("sholder", "complaint", "shoulder-pain"),
        ("plantr facitis", "complaint", "plantar-fasciitis"),
        ("lumborm", "muscle", "quadratus-lumborum"),
    ],
)
def test_a_word_with_a_slip_suggests_the_names_that_have_it(catalog, text, kind, first):
    assert shown(catalog, text, kind)[0] == first


@pytest.mark.parametrize("text", ["xyzzy", "qq", "abc def", "tenis qwertz"])
def test_words_that_no_name_has_suggest_nothing(catalog, text):
    assert shown(catalog, text, "tool", "complaint") == []
