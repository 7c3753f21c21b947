"""The heartbeat: two real clocks, read once a turn of the loop, become a Tick or a Gap."""

from __future__ import annotations

from dataclasses import dataclass

from spotguide.core.constants import GAP
from spotguide.core.session.events import Gap, Tick


@dataclass(frozen=True)
class Clocks:
    """Seconds on the monotonic clock, and on one that goes on while the computer sleeps."""

    monotonic: float
    boottime: float


def heartbeat(last: Clocks, now: Clocks, at: float) -> Tick | Gap:
    """Return the Tick of this turn, or the Gap if more than GAP real seconds were lost.

    `at` is the time of the session, which in a rehearsal runs faster than the clocks.
    """
    lost = max(now.monotonic - last.monotonic, now.boottime - last.boottime)
    return Gap(at, lost) if lost > GAP else Tick(at)
