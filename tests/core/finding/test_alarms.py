"""Alarms: emergencies are caught, everyday words are not, and denial counts."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli

from catalogs import shipped
from spotguide.core.finding import red_flag

PHRASES = Path(__file__).resolve().parents[2] / "phrases"
CATALOG = shipped()


def sets(half: str) -> tuple[list[str], list[str]]:
    found = tomli.loads((PHRASES / f"alarms-{half}.toml").read_text("utf-8"))
    everyday = found.pop("everyday")
    return [text for texts in found.values() for text in texts], everyday


@pytest.mark.parametrize("half", ["tuned", "unseen", "later"])
def test_every_emergency_is_caught(half):
    assert [text for text in sets(half)[0] if not red_flag(CATALOG, text)] == []


@pytest.mark.parametrize("half", ["tuned", "unseen", "later"])
def test_at_most_one_in_twelve_everyday_phrases_is_flagged(half):
    everyday = sets(half)[1]
    assert len([text for text in everyday if red_flag(CATALOG, text)]) <= len(everyday) / 12


@pytest.mark.parametrize("half", ["tuned", "unseen", "later"])
def test_words_for_a_sore_spot_are_no_emergency(half):
    found = tomli.loads((PHRASES / f"spots-{half}.toml").read_text("utf-8"))
    every = [text for texts in found.values() for text in texts]
    assert len([text for text in every if red_flag(CATALOG, text)]) <= len(every) / 50


def test_there_are_enough_phrases():
    halves = [sets(half) for half in ("tuned", "unseen")]
    assert sum(len(urgent) for urgent, _ in halves) >= 80
    assert sum(len(everyday) for _, everyday in halves) >= 120


@pytest.mark.parametrize(
    ("text", "screen"),
    [
        ("crushing chest pressure down the arm", "chest-emergency"),
        ("sudden worst headache", "headache-thunderclap"),
        ("numb between the legs", "cauda-equina"),
        ("one calf hot and swollen", "clot-signs"),
        ("drooping face", "headache-nerve-signs"),
        ("coughing up blood", "breathless-clot"),
        ("my pee is dark brown after the gym", "overworked-muscle"),
        ("CRUSHING CHEST PRESURE", "chest-emergency"),
    ],
)
def test_an_emergency_names_its_screen(text, screen):
    found = red_flag(CATALOG, text)
    assert found is not None
    assert (found.id, found.say[-1]) == (screen, ".")


@pytest.mark.parametrize(
    "text",
    ["", "my shins are killing me", "splitting headache after a long day", "stiff neck, no fever",
     "no chest pressure, no sweating, just a stiff neck", "not short of breath, sore pecs",
     "🙂", "my heart isn't in it", "banging headache"],
)  # fmt: skip
def test_everyday_words_and_denied_ones_are_no_emergency(text):
    assert red_flag(CATALOG, text) is None


@pytest.mark.parametrize(
    "text",
    ["no feeling between my legs", "I have no control over my bladder", "can't feel my legs"],
)
def test_a_no_within_a_sign_does_not_deny_it(text):
    assert red_flag(CATALOG, text) is not None


def test_words_far_apart_are_not_taken_together():
    apart = "swollen " + "blah " * 60 + "calf " + "blah " * 60 + "hot"
    assert red_flag(CATALOG, apart) is None


def test_an_emergency_at_the_end_of_many_words_is_seen():
    assert red_flag(CATALOG, "my knee " * 4000 + "crushing pressure in my chest") is not None


def test_every_emergency_screen_has_an_alarm():
    tied = {alarm.screen for alarm in CATALOG.safety.alarm}
    for screen in CATALOG.safety.screen:
        assert screen.urgency != "emergency" or screen.id in tied, screen.id


def test_an_alarm_is_tied_to_what_cannot_wait():
    urgency = {screen.id: screen.urgency for screen in CATALOG.safety.screen}
    assert {urgency[alarm.screen] for alarm in CATALOG.safety.alarm} <= {"emergency", "same-day"}
