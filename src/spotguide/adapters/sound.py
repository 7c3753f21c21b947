"""Earcons: five sounds told apart by their shape, and a player for them that never makes one wait.

press rises, ease falls, switch knocks twice, done climbs to a long last tone, tick is a click.
Where no player works the bell of the terminal rings, and where there is none, nothing.
"""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
import tempfile
import time
import wave
from array import array
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from spotguide.adapters.processes import Process, Processes, Which, bury, reap

RATE = 22_050  # samples a second, mono, 16 bit
PLAYERS: Mapping[str, tuple[str, ...]] = {
    "pw-play": ("pw-play",),
    "paplay": ("paplay",),
    "aplay": ("aplay", "-q"),
    "afplay": ("afplay",),
}
"""The players in the order in which they are tried, each with its options."""

STALE = 1.0  # seconds after which a sound that could not be played is played no more
STUCK = 5.0  # seconds after which a player hangs

Tone = tuple[float, float, float]
"""From which pitch to which, in hertz, and for how many seconds; a pitch of 0 is silence."""

SHAPES: Mapping[str, tuple[Tone, ...]] = {
    "press": ((330, 660, 0.30),),
    "ease": ((660, 330, 0.30),),
    "switch": ((440, 440, 0.11), (0, 0, 0.07), (440, 440, 0.11)),
    "done": ((440, 440, 0.12), (554, 554, 0.12), (659, 659, 0.40)),
    "tick": ((1200, 1200, 0.02),),
}
"""Each earcon as its tones, one after the other."""


def samples(sound: str, volume: int = 50) -> array[int]:
    """Return the samples of an earcon at a volume of 0 to 100."""
    loud = 32_767 * min(100, max(0, volume)) / 100
    found = array("h")
    for low, high, seconds in SHAPES[sound]:
        found.extend(_tone(low, high, round(seconds * RATE), loud))
    return found


def _tone(low: float, high: float, length: int, loud: float) -> array[int]:
    """Return one tone that glides from pitch to pitch, soft at both its ends."""
    edge = min(length // 4, RATE // 60)
    turned, found = 0.0, array("h")
    for number in range(length):
        turned += 2 * math.pi * (low + (high - low) * number / length) / RATE
        soft = min(1.0, number / edge, (length - number) / edge)
        found.append(round(loud * soft * math.sin(turned)))
    return found


def write_wave(path: Path, sound: str, volume: int) -> None:
    """Write an earcon as a file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(little_endian(samples(sound, volume)))


def little_endian(found: array[int]) -> bytes:
    """Return samples as a wave file holds them."""
    if sys.byteorder == "big":
        found = found[:]
        found.byteswap()
    return found.tobytes()


def players(which: Which) -> list[tuple[str, ...]]:
    """Return the commands that can play a file, the best first."""
    found = ((which(name), argv) for name, argv in PLAYERS.items())
    return [(program, *argv[1:]) for program, argv in found if program]


class Sound:
    """Plays earcons; a player that fails gives its place to the next for good.

    `bell` is the terminal whose bell rings where no player works, None where there is none.
    """

    def __init__(
        self,
        commands: list[tuple[str, ...]],
        bell: TextIO | None = None,
        volume: int = 50,
        clock: Callable[[], float] = time.monotonic,
        processes: Processes | None = None,
    ) -> None:
        self.commands, self.bell, self.volume = list(commands), bell, volume
        self._clock, self._processes = clock, processes or Processes()
        self._folder: Path | None = None
        self._playing: list[tuple[Process, str, float]] = []
        self._ending: list[Process] = []

    @property
    def way(self) -> str:
        """How sounds are made now: the path of a player, `bell`, or `silence`."""
        if not self.volume:
            return "silence"
        if sys.platform == "win32":
            return "winsound"
        return self.commands[0][0] if self.commands else "bell" if self.bell else "silence"

    def ring(self, sound: str) -> None:
        """Begin to play an earcon; a tick gives way to whatever has just begun."""
        now = self._clock()
        recent = any(now - began < _length(name) for _, name, began in self._playing)
        if not self.volume or (sound == "tick" and recent):
            return
        self._play(sound, now)

    def poll(self) -> None:
        """Look at the players: one that has failed is followed by the next one."""
        self._ending = reap(self._ending)
        now, playing, self._playing = self._clock(), self._playing, []
        for process, sound, began in playing:
            status = process.poll()
            if status is None and now - began <= STUCK:
                self._playing.append((process, sound, began))
            elif status != 0:
                self._kill(process)
                self._give_up(process)
                if now - began <= STALE:
                    self._play(sound, now)

    def hush(self) -> None:
        """End what is being played, now."""
        for process, _, _ in self._playing:
            self._kill(process)
        self._playing.clear()

    def close(self) -> None:
        """End all, and remove the files."""
        self.hush()
        bury(self._ending)
        self._ending.clear()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _kill(self, process: Process) -> None:
        self._processes.end(process)
        self._ending.append(process)

    def _play(self, sound: str, now: float) -> None:
        path = self._file(sound)
        if path and sys.platform == "win32":
            import winsound

            with suppress(RuntimeError):
                winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC)
            return
        while path and self.commands:
            try:
                argv = (*self.commands[0], str(path))
                self._playing.append((self._processes.start(argv, subprocess.DEVNULL), sound, now))
                return
            except OSError:
                self.commands.pop(0)
        self._ring_bell(sound)

    def _ring_bell(self, sound: str) -> None:
        """Ring the bell of the terminal, but not for each key that has arrived."""
        if self.bell is not None and sound != "tick":
            with suppress(OSError, ValueError):  # gone, or closed
                self.bell.write("\a")
                self.bell.flush()

    def _file(self, sound: str) -> Path | None:
        """Return the file of an earcon, written when it is first needed."""
        try:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="spotguide-"))
            path = self._folder / f"{sound}.wav"
            if not path.exists():
                write_wave(path, sound, self.volume)
            return path
        except OSError:  # a full disk
            return None

    def _give_up(self, process: Process) -> None:
        """Take no more of the player that this process was, unless it is out already."""
        argv = process.args
        if self.commands and isinstance(argv, tuple) and argv[:-1] == self.commands[0]:
            self.commands.pop(0)


def _length(sound: str) -> float:
    return sum(seconds for _, _, seconds in SHAPES[sound])
