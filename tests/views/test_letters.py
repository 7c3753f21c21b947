"""Letters: what a stream cannot write is written with what it has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotguide.views.letters import spell


@pytest.mark.parametrize(
    ("text", "ascii_text"),
    [
        ("plain", "plain"),
        ("Şahin, Fernández-de-las-Peñas", "Sahin, Fernandez-de-las-Penas"),
        ("Møller, Łukasz", "Moller, Lukasz"),
        ("• one – two…", "- one - two..."),
        ("ﬁne ½", "fine 1?2"),
        ("日本", "??"),
    ],
)
def test_a_letter_becomes_its_plain_form_or_a_question_mark(text, ascii_text):
    assert spell(text, "ascii") == ascii_text


def test_what_the_stream_has_is_left_alone():
    assert spell("café • Şahin", "utf-8") == "café • Şahin"
    assert spell("café Şahin", "latin-1") == "café Sahin"


@given(st.text(), st.sampled_from(["ascii", "latin-1", "cp437", "utf-8", "no-such-encoding"]))
def test_any_text_can_be_written_afterward(text, encoding):
    written = spell(text, encoding)
    written.encode("ascii" if encoding.startswith("no") else encoding)
