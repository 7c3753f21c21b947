"""`render`: a whole session as a sound file or a cue sheet."""

from __future__ import annotations

import json
import re
import shutil
import sys
import wave
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import program
import speakers
from catalogs import shipped
from spotguide.adapters.sound import PLAYERS, RATE, SHAPES, samples
from spotguide.adapters.soundfile import NoSpeech, synthesizer, write
from spotguide.adapters.voice import KNOWN
from spotguide.core.catalog.spots import Spot
from spotguide.core.cue_sheet import Entry, Sheet
from spotguide.views import cue_sheet as view

Run = Callable[..., program.Result]

LEFT = ("render", "2", "--side", "left", "--tool", "tennis-ball")
DOC = (Path(__file__).resolve().parents[2] / "docs" / "audio.md").read_text(encoding="utf-8")
NOWHERE = {"PATH": "/nowhere"}
ESPEAK = shutil.which("espeak-ng")
spoken = pytest.mark.skipif(ESPEAK is None, reason="espeak-ng is not installed")


def sheet_of(run: Run, *words: str) -> dict[str, Any]:
    done = run(*LEFT, *words, "--format", "json", variables=NOWHERE)
    assert done.status == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def heard(path: Path) -> array[int]:
    """Return the samples of a file, which must be what we say we write."""
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        found = array("h")
        found.frombytes(file.readframes(file.getnframes()))
        return found


def begins(found: array[int], near: float) -> float:
    """Return at which second the first sound after a moment begins."""
    first = int(near * RATE)
    return next(at for at in range(first, len(found)) if abs(found[at]) > 200) / RATE


def test_a_sheet_tells_line_by_line_what_is_heard_when(run: Run) -> None:
    done = run(*LEFT, variables=NOWHERE)
    assert done.status == 0
    lines = done.out.splitlines()
    assert lines[0].startswith("2. ")
    assert [line for line in lines if "(press)" in line]
    assert [line for line in lines if "Hold it there for" in line]


def test_it_begins_with_every_safety_line(run: Run) -> None:
    """A recording can ask nothing, and may be heard when an earlier answer no longer holds."""
    words = " ".join(
        entry["say"] for entry in sheet_of(run)["entries"] if entry["phase"] == "before"
    )
    safety = shipped().safety
    for screen in safety.screen:
        if "any" in screen.applies_to:
            assert screen.short in words
    for sign in safety.stop_sign:
        assert (sign.short in words) == (sign.act in ("emergency", "stop"))
    assert safety.about.emergency in words


@pytest.mark.parametrize("spot", shipped().spots, ids=lambda spot: spot.slug)
def test_every_spot_can_be_written_down(run: Run, spot: Spot) -> None:
    done = run("render", str(spot.number), "--format", "json", variables=NOWHERE)
    assert done.status == 0, done.err
    entries = json.loads(done.out)["entries"]
    rounds = [entry for entry in entries if entry["sound"] == "press"]
    assert rounds
    assert entries[-1]["phase"] in ("off", "rate", "aftercare")


def test_the_plan_is_that_of_the_preview(run: Run) -> None:
    plan = json.loads(run("treat", *LEFT[1:], "--preview", "--json").out)
    entries = sheet_of(run)["entries"]
    presses = [entry["at"] for entry in entries if entry["sound"] == "press"]
    eases = [entry["at"] for entry in entries if entry["sound"] == "ease"]
    (side,) = plan["sides"]
    assert len(presses) == side["rounds"]
    assert {round(off - on, 3) for on, off in zip(presses, eases, strict=True)} == {
        side["ramp"] + side["hold"]
    }


def test_a_recording_counts_in_before_each_press(run: Run) -> None:
    entries = sheet_of(run)["entries"]
    ticks, presses = (
        [entry["at"] for entry in entries if entry["sound"] == sound] for sound in ("tick", "press")
    )
    assert ticks == [at - left for at in presses for left in (3, 2, 1)]
    assert [entry["at"] for entry in entries] == sorted(entry["at"] for entry in entries)


def test_a_wish_beyond_a_limit_is_refused_as_ever(run: Run) -> None:
    assert run(*LEFT, "--hold", "900").status == 2


def test_a_name_of_several_spots_or_of_none_is_told_with_what_to_run(run: Run) -> None:
    several = run("render", "stiff neck")
    assert several.status == 2
    assert "spotguide render 1 " in several.err
    nothing = run("render", "sholder-top", "--tool", "tenis ball")
    assert nothing.status == 2
    assert "Did you mean" in nothing.err


def test_it_says_what_a_recording_cannot_do(run: Run) -> None:
    assert "keeps no record" in run(*LEFT, variables=NOWHERE).err


def test_without_espeak_a_sound_file_has_the_earcons_alone_and_that_is_said(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "session.wav"
    done = run(*LEFT, "-o", str(path), variables=NOWHERE)
    assert done.status == 0
    assert "earcons alone" in done.err
    found, sheet = heard(path), sheet_of(run)
    assert len(found) / RATE == pytest.approx(sheet["seconds"], abs=0.001)
    at = 0.0
    for entry in sheet["entries"]:
        if entry["sound"]:
            assert begins(found, at) == pytest.approx(entry["at"], abs=0.02)
            at = entry["at"] + 1.0


def test_without_espeak_words_that_are_asked_for_are_an_error(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "session.wav"
    done = run(*LEFT, "-o", str(path), "--speech", variables=NOWHERE)
    assert done.status == 1
    assert "espeak-ng is not installed" in done.err
    assert not path.exists()


def test_muted_and_without_words_there_is_silence(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "session.wav"
    done = run(*LEFT, "-o", str(path), "--no-speech", "--volume", "0", variables=NOWHERE)
    assert done.status == 0
    assert not any(heard(path))


@spoken
def test_words_and_earcons_stand_where_the_sheet_has_them(run: Run, tmp_path: Path) -> None:
    """To half a second, by listening: where silence ends, a word or an earcon begins."""
    path = tmp_path / "session.wav"
    done = run(*LEFT, "-o", str(path), variables={"PATH": str(Path(ESPEAK or "").parent)})
    assert done.status == 0, done.err
    found, sheet = heard(path), sheet_of(run)
    assert abs(len(found) / RATE - sheet["seconds"]) < 0.5
    ends = 0.0
    looked = 0
    for entry in sheet["entries"]:
        if entry["at"] > ends + 3.0:  # silence before it, however quick or slow the voice is
            assert begins(found, entry["at"] - 0.5) == pytest.approx(entry["at"], abs=0.5)
            looked += 1
        ends = max(ends, entry["until"] or entry["at"] + 1.0)
    assert looked > 15


@spoken
def test_no_word_off_the_pressure_is_cut_off_by_the_real_voice(
    an_environment: Callable[..., Any], run: Run
) -> None:
    speak = synthesizer((ESPEAK or "", "-s", "150", "-v", "en-us", "--stdin"))
    for entry in sheet_of(run)["entries"]:
        if entry["say"] and entry["phase"] in ("before", "locate", "set-up", "ready", "rest"):
            assert len(speak(entry["say"])) / RATE < entry["until"] - entry["at"] + 9.0


@pytest.mark.skipif(sys.platform == "win32", reason="the fake speaker is a shell script")
@pytest.mark.parametrize("does", ["exit 1", "exit 0", 'echo "no such voice" >&2; exit 2'])
def test_a_voice_that_cannot_speak_into_a_file_is_told(run: Run, tmp_path: Path, does: str) -> None:
    speakers.a_program(tmp_path / "bin", "espeak-ng", f"cat > /dev/null; {does}")
    path = tmp_path / "session.wav"
    variables = {"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin"}
    done = run(*LEFT, "-o", str(path), variables=variables)
    assert done.status == 1
    assert "espeak-ng cannot speak into a file" in done.err
    assert list(tmp_path.glob("*.wav*")) == []


def test_the_name_of_the_file_tells_the_format(run: Run, tmp_path: Path) -> None:
    for ending in ("txt", "json", "ssml"):
        path = tmp_path / f"session.{ending}"
        assert run(*LEFT, "-o", str(path), variables=NOWHERE).out == ""
        assert path.read_text(encoding="utf-8")
    json.loads((tmp_path / "session.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "words", [("-o", "session.mp3"), ("--format", "wav"), ("--format", "mp3"), ("--rate", "9")]
)
def test_a_format_that_cannot_be_is_wrong_usage(run: Run, words: tuple[str, ...]) -> None:
    assert run(*LEFT, *words).status == 2


@pytest.mark.parametrize("ending", ["wav", "txt"])
def test_a_file_that_cannot_be_written_is_told(run: Run, tmp_path: Path, ending: str) -> None:
    done = run(*LEFT, "-o", str(tmp_path / "none" / f"x.{ending}"), variables=NOWHERE)
    assert done.status == 1
    assert "no such file" in done.err


def test_what_fails_on_the_way_leaves_the_older_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "session.wav"
    path.write_bytes(b"older")

    def clips() -> Any:
        yield 0, samples("press")
        raise NoSpeech("no")

    with pytest.raises(NoSpeech):
        write(path, clips(), 5000)
    assert path.read_bytes() == b"older"
    assert len(list(tmp_path.iterdir())) == 1


def test_what_overlaps_is_added_up_and_never_wraps_around(tmp_path: Path) -> None:
    loud = array("h", [30_000]) * RATE
    write(tmp_path / "one.wav", [(0, loud), (500, loud)], 2000)
    found = heard(tmp_path / "one.wav")
    assert (found[0], found[RATE * 3 // 4], found[RATE * 5 // 4]) == (30_000, 32_767, 30_000)
    assert not any(found[RATE * 3 // 2 :])
    assert len(found) == 2 * RATE


def test_what_lasts_beyond_the_end_is_cut_off(tmp_path: Path) -> None:
    write(tmp_path / "one.wav", [(500, array("h", [9]) * RATE)], 1000)
    assert len(heard(tmp_path / "one.wav")) == RATE


def test_ssml_is_xml_and_lasts_as_long_as_the_sheet(run: Run) -> None:
    done = run(*LEFT, "--format", "ssml", variables=NOWHERE)
    root = ElementTree.fromstring(done.out.encode())
    space = "{http://www.w3.org/2001/10/synthesis}"
    breaks = sum(int(one.get("time", "")[:-2]) for one in root.iter(f"{space}break"))
    sheet = sheet_of(run)
    words = sum(entry["until"] - entry["at"] for entry in sheet["entries"] if entry["say"])
    assert breaks / 1000 + words == pytest.approx(sheet["seconds"], abs=0.5)
    marks = {one.get("name") for one in root.iter(f"{space}mark")}
    assert marks == {"tick", "press", "ease", "done"}


def test_words_are_data_in_ssml() -> None:
    sheet = Sheet((Entry(0, "off", say='<break time="9s"/> & more', until=1000),), 2000)
    root = ElementTree.fromstring(view.as_ssml(sheet, "A & B", 'en"x').encode())
    assert [one.text for one in root.iter()][2] == '<break time="9s"/> & more'


def test_the_keys_of_the_json_are_documented(run: Run) -> None:
    text = DOC.partition("The JSON is an object:")[2].partition("## ")[0]
    sheet = sheet_of(run)
    assert re.findall(r"(?m)^\| `(\w+)` \|", text) == list(sheet)
    for value in (sheet["spot"], sheet["entries"][0]):
        assert "{" + ", ".join(f'"{key}"' for key in value) + "}" in text


def test_every_earcon_and_every_speaker_is_documented() -> None:
    earcons = DOC.partition("## Earcons")[2].partition("## ")[0]
    assert re.findall(r"(?m)^\| (\w+) \|", earcons)[1:] == list(SHAPES)
    voice = DOC.partition("## Earcons")[0]
    assert re.findall(r"(?m)^\| `([\w-]+)` \|", voice) == [*KNOWN]
    assert all(f"`{player}`" in earcons for player in PLAYERS)


def test_a_sheet_of_nothing_is_a_heading() -> None:
    assert view.as_text(Sheet((), 0), "Nothing") == "Nothing: 0:00.0\n\n"
