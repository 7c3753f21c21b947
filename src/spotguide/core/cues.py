"""A cue: one thing said, shown and written at one moment, for every channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spotguide.core.catalog.cues import CuesFile, CueText

Urgency = Literal["now", "soon", "calm"]
WORDS_A_SECOND = 2.5


@dataclass(frozen=True)
class Cue:
    """What is said (at most 180 characters), its plain lines, its block word, its urgency.

    `now` cuts off what is being said, `soon` waits for nothing else, `calm` may be dropped.
    """

    id: str
    say: str
    lines: tuple[str, ...]
    block: str = ""
    urgency: Urgency = "calm"


def seconds_to_say(text: str) -> float:
    """Estimate how long a voice takes for the text, in seconds, at 150 words a minute."""
    return 0.5 + len(text.split()) / WORDS_A_SECOND


@dataclass(frozen=True)
class Script:
    """The cues of a session by id, ready to be filled in."""

    cues: Mapping[str, CueText] = field(default_factory=dict)
    sides: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    grades: Mapping[str, str] = field(default_factory=dict)

    def cue(self, name: str, **values: object) -> Cue:
        """Return the cue with its fields filled in; a missing value is a bug and raises."""
        text = self.cues[name]
        say = text.say.format(**values)
        line = say if text.line is None else text.line.format(**values)
        return Cue(name, say, (line,), text.block or "", text.urgency)

    def text(self, name: str, **values: object) -> str:
        """Return the spoken form alone, for a heading or a sentence of a screen."""
        return self.cues[name].say.format(**values)


def script(file: CuesFile) -> Script:
    """Return the script that `cues.toml` holds."""
    return Script(
        cues={cue.id: cue for cue in file.cue},
        sides=dict(file.sides),
        places={str(place): words for place, words in file.places.items()},
        grades={str(grade): words for grade, words in file.grades.items()},
    )


def read_out(name: str, heading: str, lines: tuple[str, ...]) -> Cue:
    """Return the cue of a page that is read: a heading, and lines of the data as they stand."""
    return Cue(name, " ".join((heading, *lines)), (heading, *lines))
