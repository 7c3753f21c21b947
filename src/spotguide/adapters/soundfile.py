"""A session as a sound file: speech from espeak-ng, earcons, and silence exact to the sample."""

from __future__ import annotations

import os
import subprocess
import tempfile
import wave
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from spotguide.adapters.sound import RATE, little_endian
from spotguide.errors import SpotguideError

PATIENCE = 30.0  # seconds for one sentence
FADE = RATE // 100  # samples over which what is cut off ends, so that it does not click
CHUNK = RATE  # samples of silence of one write

Clip = tuple[int, "array[int]"]
"""At which millisecond it begins, and its samples."""


class NoSpeech(SpotguideError):
    """The words cannot be spoken into a file; the sentence says why."""


class Unwritten(SpotguideError):
    """The file cannot be written; the sentence says why."""


def synthesizer(argv: tuple[str, ...]) -> Callable[[str], array[int]]:
    """Return what speaks a text into samples; `argv` is espeak's, which reads standard input.

    Each text is spoken once. Raise NoSpeech where it fails.
    """
    spoken: dict[str, array[int]] = {}

    def speak(text: str) -> array[int]:
        if text not in spoken:
            spoken[text] = _speak(argv, text)
        return spoken[text]

    return speak


def _speak(argv: tuple[str, ...], text: str) -> array[int]:
    with tempfile.TemporaryDirectory(prefix="spotguide-") as folder:
        path = Path(folder) / "said.wav"
        try:
            done = subprocess.run(
                (*argv, "-w", str(path)),
                input=text.encode(),
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
            if done.returncode == 0:
                with wave.open(str(path), "rb") as file:
                    return _read(file)
            why = done.stderr.decode("utf-8", "replace").strip() or f"status {done.returncode}"
        except (OSError, subprocess.TimeoutExpired, wave.Error, EOFError) as error:
            why = str(error)
    raise NoSpeech(f"{Path(argv[0]).name} cannot speak into a file: {' '.join(why.split())}")


def _read(file: wave.Wave_read) -> array[int]:
    """Return the samples of a file, at our rate and without the silence at its end."""
    if file.getsampwidth() != 2 or file.getnchannels() != 1:
        raise wave.Error("it is not 16 bit mono")
    found = array("h")
    found.frombytes(file.readframes(file.getnframes()))
    found = array("h", little_endian(found))  # our own order
    rate = file.getframerate()
    if rate != RATE:
        found = array("h", (found[at * rate // RATE] for at in range(len(found) * RATE // rate)))
    end = len(found)
    while end and abs(found[end - 1]) < 50:
        end -= 1
    return found[:end]


def cut(samples: array[int], milliseconds: int) -> array[int]:
    """Return the samples, softly ended after so many milliseconds."""
    length = milliseconds * RATE // 1000
    if length >= len(samples):
        return samples
    kept = samples[:length]
    for number in range(min(FADE, length)):
        kept[length - 1 - number] = kept[length - 1 - number] * number // FADE
    return kept


def write(path: Path, clips: Iterable[Clip], end: int) -> None:
    """Write the clips, each at its moment, and silence to the end; all of the file or nothing.

    Clips come in the order of their beginnings and may overlap. Raise Unwritten.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise Unwritten(f"{path}: {(error.strerror or str(error)).lower()}.") from None
    try:
        with os.fdopen(handle, "wb") as raw, wave.open(raw, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.setnframes(end * RATE // 1000)
            for part in _mixed(clips, end * RATE // 1000):
                file.writeframesraw(little_endian(part))
        os.chmod(name, 0o666 & ~_mask())
        os.replace(name, path)
    except OSError as error:
        with suppress(OSError):
            os.unlink(name)
        raise Unwritten(f"{path}: {(error.strerror or str(error)).lower()}.") from None
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _mask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _mixed(clips: Iterable[Clip], end: int) -> Iterator[array[int]]:
    """Yield the samples in order: what overlaps is added up, and between is silence."""
    at, ahead = 0, array("h")  # where we are, and the samples that follow from there
    for begins, samples in clips:
        start = begins * RATE // 1000
        yield ahead[: start - at]
        yield from _silence(start - at - len(ahead))
        ahead = _added(ahead[start - at :], samples)
        at = start
    yield ahead[: end - at]
    yield from _silence(end - at - len(ahead))


def _silence(length: int) -> Iterator[array[int]]:
    while length > 0:
        yield array("h", bytes(2 * min(length, CHUNK)))
        length -= CHUNK


def _added(one: array[int], other: array[int]) -> array[int]:
    both = min(len(one), len(other))
    mixed = (one[at] + other[at] for at in range(both))
    found = array("h", (max(-32_768, min(32_767, sample)) for sample in mixed))
    return found + one[both:] + other[both:]
