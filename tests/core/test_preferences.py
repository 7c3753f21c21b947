"""What a person wants of every session: options, variables, settings, in this order."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from spotguide.core.preferences import KEYS, RANGES, Preferences, preferences
from spotguide.errors import WrongUsage

KEPT: dict[str, Any] = {
    "voice": True, "voice_command": "talk", "rate": 120, "language": "en-gb", "sound": True,
    "volume": 80, "notify": True, "plain": True, "heartbeat": 0,
}  # fmt: skip


def test_without_a_word_it_is_the_usual() -> None:
    assert preferences({}, {}) == Preferences()


def test_every_key_can_be_kept() -> None:
    assert set(KEPT) == set(KEYS)
    assert preferences({"session": KEPT, "hooks": {}, "figures": {}}, {}) == Preferences(**KEPT)


@pytest.mark.parametrize("key", KEYS)
def test_a_variable_beats_the_settings_and_an_option_beats_both(key: str) -> None:
    other = {"voice_command": "whisper", "rate": 200, "language": "de", "volume": 10,
             "heartbeat": 60}  # fmt: skip
    usual = getattr(Preferences(), key)
    variables = {f"SPOTGUIDE_{key.upper()}": "0" if KEYS[key] is bool else str(other[key])}
    found = preferences({"session": KEPT}, variables)
    assert getattr(found, key) == other.get(key, False)
    if usual:
        found = preferences({"session": KEPT}, variables, **{key: usual})
        assert getattr(found, key) == usual
    if KEYS[key] is bool:
        assert getattr(preferences({}, variables, **{key: True}), key) is True


@pytest.mark.parametrize("text", ["", "0", "off", "False", "no"])
def test_a_variable_can_say_no(text: str) -> None:
    assert not preferences({"session": {"voice": True}}, {"SPOTGUIDE_VOICE": text}).voice


@pytest.mark.parametrize("text", ["1", "on", "yes"])
def test_a_variable_can_say_yes(text: str) -> None:
    assert preferences({}, {"SPOTGUIDE_SOUND": text}).sound


def test_an_empty_variable_says_nothing_of_a_number() -> None:
    assert preferences({"session": {"rate": 120}}, {"SPOTGUIDE_RATE": ""}).rate == 120


def test_an_option_that_was_not_given_says_nothing() -> None:
    kept = {"session": {"voice": True, "voice_command": "talk", "rate": 120}}
    found = preferences(kept, {}, voice=None, voice_command="", rate=None)
    assert (found.voice, found.voice_command, found.rate) == (True, "talk", 120)


def test_a_zero_and_a_no_are_options_that_were_given() -> None:
    found = preferences({"session": KEPT}, {}, volume=0, voice=False)
    assert (found.volume, found.voice) == (0, False)


def test_a_command_that_is_an_option_asks_for_the_voice_and_one_that_is_kept_does_not() -> None:
    assert preferences({}, {}, voice_command="talk").voice
    assert not preferences({"session": {"voice_command": "talk"}}, {}).voice
    assert not preferences({}, {}, voice_command="talk", voice=False).voice


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"sesion": {}}, "there is no table [sesion]. Did you mean session?"),
        ({"voice": True}, "there is no table [voice]. There are figures, hooks, session."),
        ({"session": 3}, "session: this must be a table, [session], with keys below it."),
        ({"hooks": ["x"]}, "hooks: this must be a table"),
        ({"session": {"voise": True}}, "session: there is no voise. Did you mean voice?"),
        ({"session": {"xyzzy": 1}}, "There are heartbeat, language, notify, plain, rate, sound,"),
        ({"session": {"voice": 1}}, "session.voice: this must be true or false."),
        ({"session": {"voice": "yes"}}, "session.voice: this must be true or false."),
        ({"session": {"rate": 30}}, "session.rate: this must be a number from 60 to 400."),
        ({"session": {"rate": True}}, "session.rate: this must be a number from 60 to 400."),
        ({"session": {"rate": 150.0}}, "session.rate: this must be a number from 60 to 400."),
        ({"session": {"volume": 101}}, "session.volume: this must be a number from 0 to 100."),
        ({"session": {"heartbeat": -1}}, "session.heartbeat: this must be a number from 0 to"),
        ({"session": {"language": 5}}, 'session.language: this must be a text, such as "en-us".'),
        ({"session": {"a\x1b[31m": 1}}, "there is no a?[31m."),
    ],
)
def test_what_cannot_be_is_one_sentence_with_the_file_and_what_is_right(
    settings: dict[str, Any], said: str
) -> None:
    with pytest.raises(WrongUsage) as caught:
        preferences(settings, {}, "/home/me/settings.toml")
    assert str(caught.value).startswith("/home/me/settings.toml: ")
    assert said in str(caught.value)


@pytest.mark.parametrize("text", ["59", "401", "fast", "-1", "1e2", "99999999999", "¹²³"])
def test_a_variable_that_is_no_such_number_is_named(text: str) -> None:
    with pytest.raises(
        WrongUsage, match=r"SPOTGUIDE_RATE=.*: this must be a number from 60 to 400"
    ):
        preferences({}, {"SPOTGUIDE_RATE": text})


def test_every_key_is_documented_with_its_variable_and_its_range() -> None:
    doc = Path(__file__).resolve().parents[2] / "docs" / "audio.md"
    table = doc.read_text(encoding="utf-8").partition("## As you always want it")[2]
    rows = re.findall(r"(?m)^\| `(\w+)` \| `(\w+)` \| (.*) \| (.*) \|$", table)
    assert [(key, variable) for key, variable, _, _ in rows] == [
        (key, f"SPOTGUIDE_{key.upper()}") for key in KEYS
    ]
    for key, _, what, usual in rows:
        if key in ("rate", "volume"):
            assert "{} to {}".format(*RANGES[key]) in what
        if not isinstance(default := getattr(Preferences(), key), str):
            assert usual == str(default).lower()
