"""Sentences for the ear: lines, words for marks, dates and lengths of time."""

from __future__ import annotations

from datetime import datetime

import pytest

from spotguide.views.aloud import dated, lasting, lines, moment, page, sentence, together
from spotguide.views.page import Bullet, Link, Page, Para, Row, Section, Step, Work


@pytest.mark.parametrize("width", [20, 80, 500])
def test_lines_end_between_words_and_hold_no_run_of_spaces(width: int) -> None:
    found = lines(["A  well-known\tplace " * 20, "", "https://example.org/" + "x" * 60], width)
    wide = [line for line in found if len(line) > min(width, 180)]
    assert wide == ([found[-1]] if width == 20 else [])
    assert not any("  " in line or "\t" in line or line.endswith("-") for line in found)
    assert "" not in found


def test_no_line_is_longer_than_a_teletype_whatever_a_word_is() -> None:
    assert [len(line) for line in lines(["x" * 400], 20)] == [180, 180, 40]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 seconds"), (1, "1 second"), (45, "45 seconds"), (60, "1 minute"),
        (135, "2 minutes 15 seconds"), (61, "1 minute 1 second"), (509.8, "8 minutes 29.8 seconds"),
    ],
)  # fmt: skip
def test_a_length_of_time_is_words(seconds: float, said: str) -> None:
    assert lasting(seconds) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Week of 2026-03-02", "Week of 2 March 2026"),
        ("(2026-03-02 18:05, left)", "(2 March 2026 at 18:05, left)"),
        ("2026-13-02", "2026-13-02"),
        ("kept/2026-03-02.json", "kept/2026-03-02.json"),
        ("2026-03-02.json", "2026-03-02.json"),
        ("0-2026-03-02", "0-2026-03-02"),
    ],
)
def test_a_date_is_said_and_a_name_stays(text: str, said: str) -> None:
    assert dated(text) == said


def test_a_moment_and_a_list_are_said_as_people_say_them() -> None:
    assert moment(datetime(2026, 3, 2, 8, 5)) == "2 March 2026 at 08:05"  # noqa: DTZ001
    assert [together(words) for words in ("1", "12", "123")] == ["1", "1 and 2", "1, 2 and 3"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Left", "Left."),
        ('felt at "heel"', 'felt at "heel".'),
        ("It is.", "It is."),
        ("(trial)", "(trial)"),
        ("See https://example.org/a", "See https://example.org/a"),
    ],
)
def test_a_sentence_ends_and_an_address_is_left_alone(text: str, said: str) -> None:
    assert sentence(text) == said


def test_a_page_says_where_one_is_and_what_each_sentence_rests_on() -> None:
    whole = Page(
        "Corner", "A place.", (
            Section("Take care", (Bullet("Slowly.", "(trial [1, 4])"),
                                  Bullet("Less.", "[2]")), True),
            Section("How", (Para("Stand."), Step(1, "Press."), Step(2, "Wait."))),
            Section("Tools", (Row("Best", "soft", "Ball"), Row("Poor", "Too small.", "Thumb"),
                              Row("golf-ball", "Golf ball"), Row("6", "Side", ""))),
            Section("Sources", (Work(1, "Hou et al. 2002", "Effects.", found="Less pain.",
                                     links=(Link("doi", "https://doi.org/1"),)),)),
            Section("More", (Para("Hou [1, 2], Lu [3]."), 
                             Row("Where", links=(Link("x", "https://x"),)))),
        ),
        label="2", facts=(Row("2026-03-02  left", "6 before"),), after=(("Press it", "treat 2"),),
    )  # fmt: skip
    assert [*page(whole)] == [
        "Spot 2: Corner.",
        "A place.",
        "2 March 2026 left: 6 before.",
        "Section 1 of 5: Take care. 2 points.",
        "Slowly. (trial, sources 1 and 4)",
        "Less. (source 2)",
        "Section 2 of 5: How. 2 steps.",
        "Stand.",
        "1. Press.",
        "2. Wait.",
        "Section 3 of 5: Tools. 4 items.",
        "Best: Ball, soft.",
        "Poor: Thumb. Too small.",
        "Golf ball.",
        "Spot 6: Side.",
        "Section 4 of 5: Sources.",
        "Source 1: Hou et al. 2002. Effects. https://doi.org/1",
        "Found: Less pain.",
        "Section 5 of 5: More.",
        "Hou (sources 1 and 2), Lu (source 3).",
        "Where: https://x",
        "Press it: treat 2",
    ]
