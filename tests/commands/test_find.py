"""`find`: the spots and why, the question, the choice in a terminal, the warning, bad input."""

from __future__ import annotations

import json

import pytest

from person import Person, typed
from spotguide.core.finding import rank
from spotguide.views.found import unsure

PLAIN_SCREEN = {"tty": True, "variables": {"NO_COLOR": "1"}}


def found(result):
    return json.loads(result.out)


def test_a_pipe_gets_a_line_a_spot_with_why_where_and_the_command(run):
    result = run("find", "heel", "hurts", "in", "the", "morning")
    number, name, why, where, command = result.out.splitlines()[0].split("\t")
    assert (result.status, number, name) == (0, "10", "Arch of the foot")
    assert "complaint \u201cHeel pain and plantar fasciitis\u201d" in why
    assert where == "in the middle of the sole, between heel and ball of the foot"
    assert command == "spotguide explain 10"


def test_json_has_the_documented_keys(run):
    one = found(run("find", "left knee on the stairs", "--json"))
    assert list(one) == ["red_flag", "sure", "side", "question", "spots"]
    assert (one["red_flag"], one["sure"], one["side"]) == (None, True, "left")
    assert one["spots"][0]["slug"] == "outer-thigh-above-knee"
    assert one["spots"][0]["treat"] == "spotguide treat 8 --side left"


def test_words_that_fit_several_spots_get_one_question(run, catalog):
    answer = rank(catalog, "sore arm")
    result = run("find", "it hurts")
    assert (result.status, result.out) == (2, "")
    assert result.err.count("?") == 1
    assert answer.matches


@pytest.mark.parametrize("world", [{}, {"tty": True}], ids=["pipe", "terminal"])
def test_an_emergency_gets_the_warning_and_no_spot(run, catalog, world):
    result = run("find", "crushing pressure in my chest and left arm", **world)
    screen = next(one for one in catalog.safety.screen if one.id == "chest-emergency")
    assert result.status == 4
    assert screen.say in result.out
    assert catalog.safety.about.emergency in result.out
    assert not any(spot.name in result.out for spot in catalog.spots)
    assert "spotguide" not in result.out


def test_an_emergency_in_json_has_its_screen_and_no_spot(run):
    result = run("find", "--json", "one calf hot and swollen")
    assert result.status == 4
    assert found(result)["red_flag"]["screen"] == "clot-signs"
    assert found(result)["spots"] == []
    assert "Stop" in result.err


@pytest.mark.parametrize(
    "words", [[], [""], ["   "], ["\t\n"]], ids=["none", "empty", "space", "tab"]
)
def test_no_words_are_asked_for(run, words):
    result = run("find", *words)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("What hurts, and where?")


@pytest.mark.parametrize(
    "words",
    ["🙂🙂🙂", "\u202eעברית\u202c كتف", "\x1b[31mred\x1b[0m\x07", "[bold]x[/bold]", "\\", "%s {0}",
     "a" * 100_000, "lorem ipsum " * 5000, "'\"`$(x)"],
    ids=["emoji", "arabic", "control", "markup", "backslash", "format", "long", "many", "quotes"],
)  # fmt: skip
def test_bad_input_gets_a_clear_answer(run, words):
    result = run("find", words)
    assert result.status in (0, 2)
    assert result.err.endswith("\n")
    assert "\x1b" not in result.out + result.err
    assert "Traceback" not in result.err


def test_ten_thousand_words_still_find_the_spot(run):
    result = run("find", "--json", "my heel hurts when I get out of bed " * 1200)
    assert found(result)["spots"][0]["number"] == 10


def test_a_choice_in_a_terminal_goes_on_to_read(run):
    person = Person(typed("11"))
    result = run("find", "heel", "spur", tty=True, **person.world())
    assert result.status == 0
    assert "Arch of the foot" in result.out
    assert "Flexor digitorum brevis" in result.out or "What is known" in result.out


def test_a_choice_in_a_terminal_goes_on_to_a_session_with_the_side(run):
    """Of the session only the first question is seen: the person leaves at once."""
    person = Person(typed("12q"))
    result = run("find", "right heel spur", tty=True, **person.world())
    assert result.status == 3
    assert "Arch of the foot" in result.out


def test_words_that_fit_several_spots_are_asked_about_in_a_terminal(run):
    person = Person(typed("311q"))
    result = run("find", "it hurts", tty=True, **person.world())
    assert result.status == 0
    assert "Is it above the waist or below it?" in result.out


def test_the_reply_to_a_question_narrows_the_choice(run, catalog):
    words = next(text for text in ("arm and shoulder and neck", "leg", "sore side", "muscles tight")
                 if rank(catalog, text).matches and rank(catalog, text).question)  # fmt: skip
    result = run("find", words, tty=True, **Person(typed("1q")).world())
    asked = rank(catalog, words).question
    assert asked.ask in result.out
    assert result.status == 0


def test_whoever_leaves_the_question_leaves_with_nothing(run):
    result = run("find", "it hurts", tty=True, **Person(typed("q")).world())
    assert result.status == 0


def test_whoever_leaves_the_choice_has_seen_the_spots(run):
    result = run("find", "heel", "spur", tty=True, **Person(typed("q")).world())
    assert result.status == 0
    assert "Arch of the foot" in result.out


def test_plain_asks_nothing(run):
    result = run("find", "heel spur", "--plain", tty=True)
    assert result.status == 0
    assert result.out.splitlines()[0].startswith("10\t")


@pytest.mark.parametrize("columns", [30, 80])
def test_the_screen_fits_its_width(run, columns):
    world = {**PLAIN_SCREEN, **Person(typed("q")).world()}
    lines = run("find", "stiff neck", columns=columns, **world).out.split("\x1b")[0].splitlines()
    assert lines
    assert max(map(len, lines)) <= columns


def test_json_that_is_unsure_has_the_question_and_its_replies(run):
    one = found(run("find", "it hurts", "--json"))
    assert (one["sure"], one["question"]["id"]) == (False, "height")
    assert {"say", "spots"} == set(one["question"]["replies"][0])


def test_without_any_question_more_is_asked_for():
    assert unsure(None, True) == (
        "These words fit several spots. Say more: where it is, and what brings it on.\n"
    )
