"""The profile is asked once, and shown with how long each answer holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from asked import NOW, SCREENS, a_request, leaving_out, remembered
from plans import CATALOG, SCRIPT
from spotguide.core.constants import PAGE
from spotguide.core.plan.phases import Advice, Agree, Choice, Page
from spotguide.core.plan.plan import Answers
from spotguide.core.plan.remembered import Remembered
from spotguide.core.profile.asking import Asking, questions_about_you
from spotguide.core.profile.kept import (
    Profile,
    Thing,
)
from spotguide.core.profile.whole import Whole

LASTING = sorted(
    screen.id for screen in SCREENS.values() if screen.repeat == "monthly" or screen.yes_lasts
)
HERE = {name for name, screen in SCREENS.items() if screen.here}


def an_asking(
    answers: Sequence[Remembered] = (), owned: frozenset[str] | None = None, **changes: object
) -> Asking:
    usual = {"profile": Profile(), "now": NOW}
    return Asking(CATALOG, SCRIPT, tuple(answers), owned, **{**usual, **changes})  # type: ignore[arg-type]


def test_each_question_that_lasts_is_asked_once_on_pages_of_at_most_eight_lines() -> None:
    pages = an_asking().more(())
    lines = [line for page in pages if isinstance(page, Page) for line in page.lines]
    wanted = {SCREENS[name].ask for name in LASTING if name not in HERE}

    assert all(isinstance(page, Page) and len(page.lines) <= PAGE for page in pages)
    assert {SCREENS[line.id].ask for line in lines} == wanted
    assert len(lines) == len(wanted)
    assert all(line.short == SCREENS[line.id].short for line in lines)


def test_what_holds_is_not_asked_but_anew_and_a_no_to_pregnancy_always_is() -> None:
    answers = [remembered(name, days=3) for name in LASTING if name not in HERE]

    assert [one.screen.id for one in an_asking(answers).questions] == ["pregnancy"]
    assert an_asking(answers, anew=True).questions == questions_about_you(CATALOG.safety.screen)
    old = [replace(one, at=NOW - timedelta(days=31)) for one in answers]
    assert an_asking(old).questions == an_asking().questions


def test_a_yes_is_followed_by_what_each_form_says_and_whether_somebody_agreed() -> None:
    asking = an_asking()
    (agree,) = asking.more((("screen:pregnancy", "yes"),))
    (heard,) = asking.more((("screen:neck-artery-disease", "yes"),))

    assert isinstance(agree, Agree)
    assert set(agree.lines[:-1]) == {SCREENS["pregnancy"].say, SCREENS["pregnancy-legs"].say}
    assert agree.lines[-1] == SCRIPT.text("agreed-at-all")
    assert isinstance(heard, Advice)
    assert (heard.ends, heard.lines) == (False, (SCREENS["neck-artery-disease"].say,))


def answered(asking: Asking, **chosen: object) -> Answers:
    """Go through the questions with no to all, but for what is chosen."""
    answers: Answers = ()
    while phases := asking.more(answers):
        phase = phases[0]
        if isinstance(phase, Page):
            answers = (*answers, *((f"screen:{line.id}", "no") for line in phase.lines))
        elif isinstance(phase, Choice):
            answers = (*answers, (phase.question, chosen.get(phase.question, ())))  # type: ignore[arg-type]
    return answers


def test_after_the_answers_come_tools_and_then_positions() -> None:
    answers = answered(an_asking(), own=("tennis-ball",), positions=("floor",))

    assert [name for name, _ in answers[-2:]] == ["own", "positions"]
    assert an_asking().left_out(answers) == (Thing("position", "floor"),)
    assert {one.screen for one in an_asking().remembered(answers)} == {
        one.screen.id for one in an_asking().questions
    }


def test_tools_that_were_told_are_not_asked_but_anew_and_then_named() -> None:
    owned = frozenset(["tennis-ball"])

    assert "own" not in dict(answered(an_asking(owned=owned)))
    asking = an_asking(owned=owned, anew=True)
    answers = answered(asking)
    at = [name for name, _ in answers].index("own")
    (choice,) = asking.more(answers[:at])
    assert isinstance(choice, Choice)
    assert [option.value for option in choice.options if option.note] == ["tennis-ball"]


def test_a_position_that_is_left_out_is_not_asked_so_that_silence_allows_none() -> None:
    asking = an_asking(profile=leaving_out("position floor"))
    answers = answered(asking)
    (choice,) = asking.more(answers[:-1])

    assert isinstance(choice, Choice)
    assert "floor" not in [option.value for option in choice.options]
    everything = leaving_out(*(f"position {one}" for one in CATALOG.cues.places))
    assert "positions" not in dict(answered(an_asking(profile=everything)))


def test_only_what_was_answered_is_remembered() -> None:
    asking = an_asking()
    answers: Answers = (("screen:cancer", "yes"), ("screen:cancer", "agreed"),
                        ("screen:known-clot", "no"))  # fmt: skip

    assert set(asking.remembered(answers)) == {
        Remembered("cancer", "", True, True, NOW),
        Remembered("known-clot", "", False, False, NOW),
    }
    assert asking.left_out(()) == ()


# Shown


def a_whole(answers: Sequence[Remembered] = (), **changes: object) -> Whole:
    return Whole(CATALOG, a_request(2, answers=answers, **changes).memory, NOW)  # type: ignore[arg-type]


def test_the_newest_answer_that_lasts_is_shown_with_how_long_it_holds() -> None:
    answers = [
        remembered("cancer", days=40, applies=True),
        remembered("bruises-easily", days=29),
        remembered("fever-or-infection", applies=True),
        remembered("pregnancy"),
        remembered("fragile-bones-limbs", days=9, applies=True),
        remembered("fragile-bones-trunk", days=2),
        remembered("gone", days=2),
    ]
    told_of = {one.screen.id: (one.answer.applies, one.holds) for one in a_whole(answers).said()}

    assert told_of == {
        "cancer": (True, False),
        "bruises-easily": (False, True),
        "fragile-bones-trunk": (False, True),
    }


def test_an_answer_of_the_future_is_shown_as_one_that_holds_nothing() -> None:
    (one,) = a_whole([remembered("cancer", days=-1, applies=True)]).said()
    assert not one.holds


def test_a_profile_with_nothing_in_it_is_empty() -> None:
    assert a_whole().empty
    assert a_whole([remembered("fever-or-infection", applies=True)]).empty
    assert not a_whole(owned=frozenset()).empty
    assert not a_whole(profile=leaving_out("position floor")).empty
