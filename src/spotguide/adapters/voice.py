"""A voice: what the system speaks with, as one process an utterance; it never makes anyone wait.

A speaker gets its text on standard input and a process group of its own, so that it and all that
it starts can be ended at once, and neither Ctrl-C nor Ctrl-Z reaches it. One that fails, hangs or
says nothing is switched off, and `failed` says why.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from spotguide.adapters.processes import Process, Processes, Which, bury, reap

ORDER = ("espeak-ng", "espeak", "say", "powershell")
"""The speakers in the order in which they are looked for."""

KNOWN = (*ORDER, "spd-say")
"""The speakers whose options are known; spd-say, which can hang, is taken only if asked for."""

SPACIOUS = 2.0  # times as long as reckoned, and MARGIN seconds more, may an utterance last
MARGIN = 5.0
BRIEF = 0.25  # an utterance that takes this part of its time was not said
TELLING = 1.5  # seconds from which on that can be told

POWERSHELL = (
    "[Console]::InputEncoding=[Text.Encoding]::UTF8;Add-Type -AssemblyName System.Speech;"
    "$s=New-Object System.Speech.Synthesis.SpeechSynthesizer;$s.Rate={rate};"
    "$s.Speak([Console]::In.ReadToEnd())"
)


@dataclass(frozen=True)
class Speaker:
    """A command that speaks what it reads; `cancel` ends what a service of its own still says.

    `early` is one that ends before its words do, so that a brief run tells nothing.
    """

    name: str
    argv: tuple[str, ...]
    early: bool = False
    cancel: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wish:
    """What is asked for: a speaker by name or a whole command, words a minute, a language."""

    speaker: str = ""
    command: str = ""
    rate: int = 150
    language: str = ""


def find(wish: Wish, which: Which, platform: str = sys.platform) -> Speaker | None:
    """Return the speaker that is asked for, else the first there is; None where there is none.

    A command that is but the name of a known speaker asks for it, with rate and language.
    """
    if wish.command in KNOWN:
        wish = replace(wish, speaker=wish.command, command="")
    if wish.command:
        return _command(wish.command, which)
    names = (wish.speaker,) if wish.speaker else ORDER
    for name in names:
        there = {"say": platform == "darwin", "powershell": platform == "win32"}.get(name, True)
        program = which(name) if there or wish.speaker else None
        if program:
            return _known(name, program, wish)
    return None


def _command(command: str, which: Which) -> Speaker | None:
    """Return a speaker that the person has written, None where its program is not there."""
    try:
        words = shlex.split(command, posix=os.name == "posix")
    except ValueError:
        return None
    program = which(words[0]) if words else None
    return Speaker(words[0], (program, *words[1:]), early=True) if program else None


def _known(name: str, program: str, wish: Wish) -> Speaker | None:
    match name:
        case "espeak-ng" | "espeak":
            return Speaker(name, espeak(program, wish))
        case "say":
            voice = ("-v", wish.language) if wish.language else ()
            return Speaker(name, (program, "-r", str(wish.rate), *voice, "-f", "-"))
        case "powershell":
            script = POWERSHELL.replace("{rate}", str(max(-10, min(10, (wish.rate - 180) // 20))))
            return Speaker(name, (program, "-NoProfile", "-NonInteractive", "-Command", script))
        case "spd-say":
            rate = max(-100, min(100, wish.rate - 160))
            language = ("-l", wish.language) if wish.language else ()
            argv = (program, "-r", str(rate), *language, "-e")
            return Speaker(name, argv, early=True, cancel=(program, "-C"))
        case _:  # no speaker that we know
            return None


def espeak(program: str, wish: Wish) -> tuple[str, ...]:
    """Return the command of espeak or espeak-ng, which reads its text from standard input."""
    voice = ("-v", wish.language) if wish.language else ()
    return (program, "-s", str(wish.rate), *voice, "--stdin")


class Voice:
    """Says one thing at a time. No call waits, but for `close` on what it has killed.

    `failed` is empty, or the sentence that says why the voice is switched off for good.
    """

    def __init__(
        self,
        speaker: Speaker,
        clock: Callable[[], float] = time.monotonic,
        processes: Processes | None = None,
    ) -> None:
        self.speaker, self.failed = speaker, ""
        self._clock, self._processes = clock, processes or Processes()
        self._saying: Process | None = None
        self._began = self._lasts = 0.0
        self._ending: list[Process] = []

    def say(self, text: str, seconds: float) -> None:
        """Begin to say this, which is reckoned to take so many seconds, in place of all else."""
        self.hush()
        if self.failed:
            return
        self._began, self._lasts = self._clock(), seconds
        self._saying = self._start(self.speaker.argv, subprocess.PIPE)
        if self._saying is None or self._saying.stdin is None:
            return
        with suppress(OSError):  # it is gone already: its status will tell
            self._saying.stdin.write(f"{' '.join(text.split())}\n".encode())
        with suppress(OSError):
            self._saying.stdin.close()

    def busy(self) -> bool:
        """Look at the speaker, and say whether it is still saying something."""
        self._ending = reap(self._ending)
        if self._saying is None:
            return False
        status = self._saying.poll()
        lasted = self._clock() - self._began
        if status is None:
            if lasted <= self._lasts * SPACIOUS + MARGIN:
                return True
            self.hush()
            self._fail(f"did not end within {round(lasted)} seconds")
            return False
        self._saying = None
        if status:
            self._fail(f"ended with status {status}")
        elif self._lasts >= TELLING and lasted < self._lasts * BRIEF and not self.speaker.early:
            self._fail("ended at once, so it said nothing; perhaps there is no sound device")
        return False

    def hush(self) -> None:
        """End what is being said, now."""
        process, self._saying = self._saying, None
        if process is None:
            return
        self._processes.end(process)
        self._ending.append(process)
        if self.speaker.cancel:
            self._start(self.speaker.cancel, subprocess.DEVNULL, keep=True)

    def close(self) -> None:
        """End all, and wait a moment until it is gone."""
        self.hush()
        bury(self._ending)
        self._ending.clear()

    def _start(self, argv: tuple[str, ...], stdin: int, keep: bool = False) -> Process | None:
        try:
            process = self._processes.start(argv, stdin)
        except OSError as error:
            self._fail(f"cannot be started: {(error.strerror or str(error)).lower()}")
            return None
        if keep:
            self._ending.append(process)
        return process

    def _fail(self, why: str) -> None:
        self.failed = f"The voice is off: {self.speaker.name} {why}."
