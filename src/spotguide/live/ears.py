"""The channel for the ear: the voice says the cues when they are of use, and earcons ring.

Nothing here waits. The devices are looked at whenever the loop comes by; `due` tells when it
should.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from spotguide.adapters.sound import Sound
from spotguide.adapters.voice import Voice
from spotguide.core import speaking
from spotguide.core.cues import Cue
from spotguide.core.session import Session
from spotguide.core.session.events import Event, Ring, Say
from spotguide.core.session.state import Sounds
from spotguide.live.several import Beside

LOOK = 0.1  # seconds between two looks at a voice that speaks


class Ears(Beside):
    """Speaks and rings. `tell` is called once with the sentence that says why the voice is off.

    `rate` is the voice's, in words a minute. Either device may be None. The session says whether
    anything may be heard; `sounds` keeps that from one session to the next.
    """

    def __init__(
        self,
        clock: Callable[[], float],
        voice: Voice | None,
        sound: Sound | None,
        tell: Callable[[str], None] = lambda problem: None,
        rate: int = speaking.USUAL_RATE,
    ) -> None:
        self.clock, self.voice, self.sound, self.tell = clock, voice, sound, tell
        self.speaking = speaking.Speaking(rate=rate)
        self._told = self._muted = False
        self._counted: tuple[object, ...] = ()

    def sounds(self) -> Sounds:
        """Return what there is to hear, for a session that begins."""
        speaks = self.voice and not self.voice.failed
        if not (speaks or (self.sound and self.sound.way != "silence")):
            return "none"
        return "off" if self._muted else "on"

    def say(self, session: Session, effect: Say) -> None:
        """Say the cue now, let it wait for a moment, or drop it."""
        self._look()
        self._heed(session)
        self._say(effect.cue, speaking.moment(session))
        self._count_in(session, session.zero + session.now / 1000)

    def ring(self, effect: Ring) -> None:
        """Play the earcon."""
        if self.sound and not self._muted:
            self.sound.ring(effect.sound)

    def show(self, session: Session) -> None:
        """Fall silent where what is being said belongs to a moment that is over."""
        self._heed(session)
        saying = self.speaking.saying
        here = speaking.moment(session)
        if saying and not speaking.same_phase(saying.moment, here):
            self._hush()
        self._look()

    def take(self, session: Session, event: Event) -> bool:
        """Look at the devices, which each turn of the loop does at least once."""
        self._look()
        self._count_in(session, event.at)
        return True

    def due(self, session: Session) -> float | None:
        """Return in how many seconds the voice should be looked at; None: whenever."""
        return LOOK if self.speaking.saying else None

    def suspend(self) -> None:
        """Fall silent: the process will be stopped, and nobody could end what is being said."""
        self._silence()

    def close(self) -> None:
        """Fall silent for good."""
        self._hush()
        if self.voice:
            self.voice.close()
        if self.sound:
            self.sound.close()

    def _heed(self, session: Session) -> None:
        """Fall silent where the session has been muted; what it says meanwhile is not caught up."""
        muted = session.sound == "off"
        if muted and not self._muted:
            self._silence()
        self._muted = muted

    def _count_in(self, session: Session, at: float) -> None:
        """Count the last seconds before the pressure: by clicks, else in words."""
        left = speaking.counting(session, at)
        second = (session.index, session.now - session.spent, left)
        if left is None or second == self._counted:
            return
        self._counted = second
        if self.sound and self.sound.way not in ("bell", "silence"):
            self.ring(Ring("tick"))
            return
        here = replace(speaking.moment(session), now=round((at - session.zero) * 1000))
        self._say(session.plan.script.cue("count-in", seconds=left), here)

    def _say(self, cue: Cue, here: speaking.Moment) -> None:
        if self._muted:
            return
        self.speaking, begun = speaking.hear(self.speaking, cue, here, self.clock())
        self._begin(begun)

    def _look(self) -> None:
        if self.sound:
            self.sound.poll()
        if self.voice and self.speaking.saying and not self.voice.busy():
            self._report()
            self.speaking, begun = speaking.over(self.speaking, self.clock())
            self._begin(begun)

    def _begin(self, utterance: speaking.Utterance | None) -> None:
        if utterance is None or self.voice is None:
            return
        text = utterance.text
        self.voice.say(text, speaking.seconds_at(self.speaking.rate, text))
        self._report()

    def _silence(self) -> None:
        self._hush()
        if self.sound:
            self.sound.hush()

    def _hush(self) -> None:
        self.speaking = speaking.hush(self.speaking)
        if self.voice:
            self.voice.hush()

    def _report(self) -> None:
        """Tell once that the voice is off."""
        if self.voice and self.voice.failed and not self._told:
            self._told = True
            self.tell(self.voice.failed)
