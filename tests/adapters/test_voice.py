"""Speakers on a PATH that log, fail, hang and lie."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("the fake speakers are shell scripts", allow_module_level=True)

import speakers
from spotguide.adapters import processes
from spotguide.adapters.processes import Processes, which_in
from spotguide.adapters.voice import Speaker, Voice, Wish, find

LONG = 10.0  # seconds that an utterance is reckoned to last


@pytest.fixture(name="clock")
def _clock() -> speakers.Clock:
    return speakers.Clock()


def a_voice(folder: Path, clock: speakers.Clock, does: str) -> tuple[Voice, Path]:
    log = speakers.a_program(folder, "espeak-ng", does)
    speaker = find(Wish(), which_in({"PATH": str(folder)}))
    assert speaker
    return Voice(speaker, clock), log


@pytest.fixture(name="hanging")
def _hanging(tmp_path: Path, clock: speakers.Clock) -> Iterator[tuple[Voice, Path]]:
    speaking, log = a_voice(tmp_path, clock, speakers.HANGS)
    yield speaking, log
    speaking.close()


@pytest.mark.parametrize(
    ("there", "platform", "found"),
    [
        ({"espeak-ng", "espeak", "say"}, "darwin", "espeak-ng"),
        ({"espeak", "say"}, "darwin", "espeak"),
        ({"say", "spd-say"}, "darwin", "say"),
        ({"say", "powershell"}, "linux", None),
        ({"powershell"}, "win32", "powershell"),
        ({"spd-say"}, "linux", None),
        (set(), "linux", None),
    ],
)
def test_the_first_speaker_of_the_order_is_taken(
    there: set[str], platform: str, found: str | None
) -> None:
    speaker = find(Wish(), lambda name: f"/bin/{name}" if name in there else None, platform)
    assert (speaker.name if speaker else None) == found


def test_a_speaker_that_is_asked_for_is_the_only_one_looked_for() -> None:
    there = {"espeak-ng": "/bin/espeak-ng", "spd-say": "/bin/spd-say"}
    speaker = find(Wish("spd-say"), there.get)
    assert speaker
    assert (speaker.name, speaker.cancel) == ("spd-say", ("/bin/spd-say", "-C"))
    assert find(Wish("espeak"), there.get) is None
    assert find(Wish("cat"), {"cat": "/bin/cat"}.get) is None


@pytest.mark.parametrize("name", ["espeak-ng", "espeak", "say", "powershell", "spd-say"])
def test_rate_and_language_reach_the_speaker(name: str) -> None:
    def command(wish: Wish) -> tuple[str, ...]:
        speaker = find(wish, {name: f"/bin/{name}"}.get)
        assert speaker
        return speaker.argv

    assert command(Wish(name, rate=120)) != command(Wish(name, rate=240))
    if name != "powershell":
        assert "de" in command(Wish(name, language="de"))


@pytest.mark.parametrize("name", ["spd-say", "espeak"])
def test_the_name_of_a_known_speaker_as_a_command_asks_for_it(name: str) -> None:
    there = {"espeak-ng": "/bin/espeak-ng", name: f"/bin/{name}"}.get
    speaker = find(Wish(command=name, rate=200, language="de"), there)
    assert speaker == find(Wish(name, rate=200, language="de"), there)
    assert find(Wish(command="spd-say"), {"espeak-ng": "/bin/espeak-ng"}.get) is None


def test_a_command_of_ones_own_is_taken_as_it_is() -> None:
    there = {"talk": "/bin/talk"}.get
    speaker = find(Wish(command="talk --to 'my ear' $(date)"), there)
    assert speaker
    assert speaker.argv == ("/bin/talk", "--to", "my ear", "$(date)")
    assert find(Wish(command="missing"), there) is None
    assert find(Wish(command="talk 'never closed"), there) is None
    assert find(Wish(command="  "), there) is None


def test_text_is_data_and_never_an_option_or_a_command(
    tmp_path: Path, clock: speakers.Clock
) -> None:
    speaking, log = a_voice(tmp_path, clock, speakers.SPEAKS)
    speaking.say("--help $(date) 'é'\nand more", LONG)
    speakers.until(lambda: speakers.logged(log))
    assert speakers.logged(log)[0].partition(" | ")[2] == "--help $(date) 'é' and more"
    assert "-s 150 --stdin" in speakers.logged(log)[0]
    speaking.close()


def test_saying_something_waits_for_nothing(hanging: tuple[Voice, Path]) -> None:
    speaking, _ = hanging
    speaking.say("One.", LONG)
    assert speaking.busy()


def test_a_newer_utterance_ends_the_older_one(hanging: tuple[Voice, Path]) -> None:
    speaking, log = hanging
    speaking.say("One.", LONG)
    speakers.until(lambda: len(speakers.logged(log)) == 1)
    speaking.say("Two.", LONG)
    speakers.until(lambda: len(speakers.logged(log)) == 2)
    first, second = (int(line.split()[0]) for line in speakers.logged(log))
    speakers.until(lambda: not speakers.alive(first))
    assert speakers.alive(second)
    assert not speaking.failed


def test_hush_ends_what_the_speaker_has_started_too(tmp_path: Path, clock: speakers.Clock) -> None:
    speaking, log = a_voice(tmp_path, clock, speakers.BREEDS)
    speaking.say("One.", LONG)
    speakers.until(lambda: speakers.logged(log))
    child = int(speakers.logged(log)[0])
    assert speakers.alive(child)
    speaking.hush()
    speakers.until(lambda: not speakers.alive(child))
    assert not speaking.busy()
    assert not speaking.failed
    speaking.close()


def test_hush_where_nothing_is_said_does_nothing(hanging: tuple[Voice, Path]) -> None:
    hanging[0].hush()
    assert not hanging[0].busy()


@pytest.mark.parametrize(
    ("does", "why"),
    [
        (speakers.FAILS, "ended with status 3"),
        (speakers.LIES, "said nothing"),
        (speakers.DEAF, "said nothing"),
        ("exec 0<&-; kill -9 $$", "ended with status -9"),
    ],
)
def test_a_speaker_that_fails_or_lies_is_switched_off_and_told_once(
    tmp_path: Path, clock: speakers.Clock, does: str, why: str
) -> None:
    speaking, _ = a_voice(tmp_path, clock, does)
    speaking.say("word " * 2000, LONG)
    speakers.until(lambda: not speaking.busy())
    assert "espeak-ng" in speaking.failed
    assert why in speaking.failed
    speaking.say("Once more.", LONG)
    assert not speaking.busy()
    speaking.close()


def test_a_speaker_that_hangs_is_killed_at_its_deadline(
    hanging: tuple[Voice, Path], clock: speakers.Clock
) -> None:
    speaking, log = hanging
    speaking.say("One.", 2.0)
    speakers.until(lambda: speakers.logged(log))
    clock.seconds = 8.9
    assert speaking.busy()
    clock.seconds = 9.1
    assert not speaking.busy()
    assert "did not end within 9 seconds" in speaking.failed
    speakers.until(lambda: not speakers.alive(int(speakers.logged(log)[0].split()[0])))


def test_a_short_word_that_takes_no_time_is_no_lie(tmp_path: Path, clock: speakers.Clock) -> None:
    speaking, _ = a_voice(tmp_path, clock, speakers.LIES)
    speaking.say("Yes.", 0.9)
    speakers.until(lambda: not speaking.busy())
    assert not speaking.failed


def test_a_command_of_ones_own_may_leave_its_words_to_a_service(
    tmp_path: Path, clock: speakers.Clock
) -> None:
    speakers.a_program(tmp_path, "mine", speakers.LIES)
    speaker = find(Wish(command="mine"), which_in({"PATH": str(tmp_path)}))
    assert speaker
    speaking = Voice(speaker, clock)
    speaking.say("Many words.", LONG)
    speakers.until(lambda: not speaking.busy())
    assert not speaking.failed


def test_a_speaker_that_cannot_be_started_is_told(tmp_path: Path) -> None:
    speaking = Voice(Speaker("gone", (str(tmp_path / "gone"),)))
    speaking.say("One.", LONG)
    assert not speaking.busy()
    assert speaking.failed == "The voice is off: gone cannot be started: no such file or directory."


def test_a_service_is_told_to_be_silent(tmp_path: Path, clock: speakers.Clock) -> None:
    log = speakers.a_program(tmp_path, "spd-say", 'echo "$*" >> "{log}"')
    speaker = find(Wish("spd-say"), which_in({"PATH": str(tmp_path)}))
    assert speaker
    speaking = Voice(speaker, clock)
    speaking.say("One.", LONG)
    speakers.until(lambda: not speaking.busy())
    speaking.say("Two.", LONG)
    speaking.hush()
    speakers.until(lambda: "-C" in speakers.logged(log))
    speaking.close()
    assert not speaking.failed


def test_nothing_of_a_closed_voice_lives_on(hanging: tuple[Voice, Path]) -> None:
    speaking, log = hanging
    speaking.say("One.", LONG)
    speakers.until(lambda: speakers.logged(log))
    speaking.close()
    assert not speakers.alive(int(speakers.logged(log)[0].split()[0]))


def test_neither_ctrl_c_nor_ctrl_z_reaches_a_speaker(hanging: tuple[Voice, Path]) -> None:
    speaking, log = hanging
    speaking.say("One.", LONG)
    speakers.until(lambda: speakers.logged(log))
    pid = int(speakers.logged(log)[0].split()[0])
    assert os.getpgid(pid) == pid != os.getpgid(0)
    assert os.getsid(pid) != os.getsid(0)


def test_on_windows_no_window_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the flags can be looked at here."""
    given: dict[str, object] = {}
    monkeypatch.setattr(processes.sys, "platform", "win32")
    for number, name in enumerate(("CREATE_NO_WINDOW", "CREATE_NEW_PROCESS_GROUP"), 1):
        monkeypatch.setattr(subprocess, name, number, raising=False)
    Processes(lambda argv, **more: given.update(more)).start(("say",), 0)  # type: ignore[arg-type, return-value]
    assert given["creationflags"] == 3
