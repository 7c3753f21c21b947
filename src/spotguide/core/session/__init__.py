"""The session engine: `begin` a plan, then `step` with every event. No clock, no device."""

from spotguide.core.session.engine import begin, next_boundary, step
from spotguide.core.session.progress import Progress
from spotguide.core.session.state import Session

__all__ = ["Progress", "Session", "begin", "next_boundary", "step"]
