"""What is said where a session is refused, or an answer is open and nobody is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spotguide.core.plan.choices import NO_TOOL
from spotguide.core.plan.phases import Advice, Agree, Page, Phase
from spotguide.core.profile.clashes import told

if TYPE_CHECKING:
    from spotguide.core.plan.screening import Screening
    from spotguide.core.plan.wishes import Request


def refusal(request: Request, phase: Phase) -> str:
    """Return the sentences of a refusal; empty for a phase that only asks.

    What was remembered is told with the command that changes it, since no key can.
    """
    if not isinstance(phase, Advice | Agree):
        return ""
    for reason in request.clash.reasons:
        if phase.screen == (reason.screen.id if reason.screen else NO_TOOL):
            return told(reason, request.spot, request.catalog)
    return " ".join((phase.heading, *phase.lines[:-1]))


def too_old(screening: Screening, phase: Phase) -> str:
    """Return the sentence about a yes that is too old to hold, and that is asked again; or none."""
    lines = phase.lines if isinstance(phase, Page) else ()
    line = next((line for line in lines if line.id in screening.stale), None)
    if line is None:
        return ""
    at = screening.stale[line.id].at
    return (
        f"You said on {at.day} {at:%B}: {line.short}. That is too long ago to hold. To say how it "
        f"is now: spotguide profile answer {line.id} yes, or no"
    )
