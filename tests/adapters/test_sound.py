"""Earcons, and players on a PATH that log, fail and hang."""

from __future__ import annotations

import sys
import wave
from array import array
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("the fake players are shell scripts", allow_module_level=True)

import speakers
from program import Stream
from spotguide.adapters.processes import which_in
from spotguide.adapters.sound import RATE, SHAPES, Sound, players, samples, write_wave

PLAYS = 'echo "$*" >> "{log}"'
FAILS = 'echo "$*" >> "{log}"; exit 1'
HANGS = 'echo "$$" >> "{log}"; exec tail -f /dev/null'


@pytest.fixture(name="clock")
def _clock() -> speakers.Clock:
    return speakers.Clock()


@pytest.fixture(name="sounds")
def _sounds(tmp_path: Path, clock: speakers.Clock) -> Iterator[Sound]:
    """Sounds with the players that a test has put into its folder, and a bell."""
    found = Sound([], Stream(tty=True), clock=clock)
    found.commands = players(which_in({"PATH": str(tmp_path)}))
    yield found
    found.close()


def with_players(sounds: Sound, folder: Path, **does: str) -> dict[str, Path]:
    logs = {
        name: speakers.a_program(folder, name.replace("_", "-"), what)
        for name, what in does.items()
    }
    sounds.commands = players(which_in({"PATH": str(folder)}))
    return logs


def shape(sound: str) -> str:
    """Return how the pitch goes, as measured: up, down or level between two silences."""
    found = samples(sound)
    pieces = [found[at : at + 200] for at in range(0, len(found) - 200, 200)]
    tones = groupby(pieces, key=lambda piece: max(piece) > 99)
    return " ".join(_glide([crossings(one) for one in tone]) for loud, tone in tones if loud)


def crossings(piece: array[int]) -> int:
    return sum((one < 0) != (two < 0) for one, two in pairwise(piece))


def _glide(pitches: list[int]) -> str:
    half = len(pitches) // 2
    change = sum(pitches[-half:]) / half - sum(pitches[:half]) / half
    return "up" if change > 1 else "down" if change < -1 else "level"


def test_earcons_differ_by_their_shape_and_not_by_pitch_alone() -> None:
    assert [shape(one) for one in ("press", "ease", "switch", "done")] == [
        "up", "down", "level level", "up",
    ]  # fmt: skip
    assert len(samples("tick")) < RATE / 20 < len(samples("done")) / 4


@pytest.mark.parametrize("sound", SHAPES)
def test_an_earcon_begins_and_ends_softly_and_is_as_loud_as_was_asked(sound: str) -> None:
    found = samples(sound, 50)
    assert max(abs(found[0]), abs(found[-1])) < 1000
    assert 0.45 < max(found) / 32767 <= 0.51
    assert max(samples(sound, 100)) > 1.9 * max(found)
    assert set(samples(sound, 0)) == {0}


def test_an_earcon_is_a_wave_file(tmp_path: Path) -> None:
    write_wave(tmp_path / "one.wav", "press", 50)
    with wave.open(str(tmp_path / "one.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        assert file.getnframes() == len(samples("press"))


def test_the_best_player_there_is_plays_the_file(sounds: Sound, tmp_path: Path) -> None:
    logs = with_players(sounds, tmp_path, aplay=PLAYS, paplay=PLAYS)
    sounds.ring("press")
    speakers.until(lambda: speakers.logged(logs["paplay"]))
    (played,) = speakers.logged(logs["paplay"])
    assert played.endswith("press.wav")
    assert not speakers.logged(logs["aplay"])
    assert sounds.way.endswith("paplay")


def test_a_player_that_fails_gives_its_place_to_the_next(sounds: Sound, tmp_path: Path) -> None:
    logs = with_players(sounds, tmp_path, pw_play=FAILS, paplay=FAILS, aplay=PLAYS)

    def heard() -> bool:
        sounds.poll()
        return bool(speakers.logged(logs["aplay"]))

    sounds.ring("ease")
    speakers.until(heard)
    assert speakers.logged(logs["aplay"])[0].endswith("ease.wav")
    assert sounds.way.endswith("aplay")
    sounds.ring("press")
    speakers.until(lambda: len(speakers.logged(logs["aplay"])) == 2)
    assert len(speakers.logged(logs["pw_play"])) == 1


def test_where_every_player_fails_the_bell_rings(sounds: Sound, tmp_path: Path) -> None:
    with_players(sounds, tmp_path, aplay=FAILS)

    def rung() -> bool:
        sounds.poll()
        return sounds.way == "bell"

    sounds.ring("press")
    speakers.until(rung)
    assert sounds.bell
    assert sounds.bell.getvalue() == "\a"  # type: ignore[attr-defined]


def test_a_sound_whose_moment_is_over_is_not_made_up_for(
    sounds: Sound, tmp_path: Path, clock: speakers.Clock
) -> None:
    with_players(sounds, tmp_path, aplay=HANGS)
    sounds.ring("press")
    clock.seconds = 5.1
    sounds.poll()
    assert sounds.way == "bell"
    assert sounds.bell
    assert sounds.bell.getvalue() == ""  # type: ignore[attr-defined]


def test_without_a_player_the_bell_rings_but_not_for_each_key(sounds: Sound) -> None:
    for sound in SHAPES:
        sounds.ring(sound)
    assert sounds.bell
    assert sounds.bell.getvalue() == "\a\a\a\a"  # type: ignore[attr-defined]


def test_without_a_terminal_there_is_silence(clock: speakers.Clock) -> None:
    silent = Sound([], None, clock=clock)
    silent.ring("press")
    assert silent.way == "silence"


def test_a_terminal_that_is_gone_harms_nothing(clock: speakers.Clock) -> None:
    gone = Stream(tty=True)
    gone.close()
    Sound([], gone, clock=clock).ring("press")


def test_muted_nothing_sounds(sounds: Sound, tmp_path: Path) -> None:
    with_players(sounds, tmp_path, aplay=PLAYS)
    sounds.volume = 0
    sounds.ring("done")
    assert (sounds.way, sounds._playing, sounds._folder) == ("silence", [], None)


def test_a_tick_gives_way_to_what_has_just_begun(
    sounds: Sound, tmp_path: Path, clock: speakers.Clock
) -> None:
    log = with_players(sounds, tmp_path, aplay=PLAYS)["aplay"]
    sounds.ring("press")
    sounds.ring("tick")
    clock.seconds = 0.5
    sounds.ring("tick")
    speakers.until(lambda: len(speakers.logged(log)) == 2)
    names = sorted(line.rpartition("/")[2] for line in speakers.logged(log))
    assert names == ["press.wav", "tick.wav"]


def test_hush_ends_what_is_being_played(sounds: Sound, tmp_path: Path) -> None:
    log = with_players(sounds, tmp_path, aplay=HANGS)["aplay"]
    sounds.ring("press")
    speakers.until(lambda: speakers.logged(log))
    sounds.hush()
    speakers.until(lambda: not speakers.alive(int(speakers.logged(log)[0])))


def test_closing_removes_the_files(sounds: Sound, tmp_path: Path) -> None:
    log = with_players(sounds, tmp_path, aplay=PLAYS)["aplay"]
    sounds.ring("press")
    speakers.until(lambda: speakers.logged(log))
    file = Path(speakers.logged(log)[0].split()[-1])
    assert file.exists()
    assert file.parent.stat().st_mode & 0o777 == 0o700
    sounds.close()
    assert not file.parent.exists()


def test_a_player_that_is_gone_by_now_is_passed_over(sounds: Sound, tmp_path: Path) -> None:
    log = with_players(sounds, tmp_path, paplay=PLAYS, aplay=PLAYS)["aplay"]
    (tmp_path / "paplay").unlink()
    sounds.ring("press")
    speakers.until(lambda: speakers.logged(log))
