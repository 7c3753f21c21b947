"""The plan of a session that is only looked at: what is not said by options takes its default."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spotguide.core.plan.intake import intake_of
from spotguide.core.plan.making import Planned, make_plan
from spotguide.core.plan.refusing import refusal
from spotguide.core.session import begin, step
from spotguide.core.session.events import Tick
from spotguide.errors import Refused
from spotguide.live.treating import a_request

if TYPE_CHECKING:
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.plan.wishes import Request, Wishes
    from spotguide.environment import Environment
    from spotguide.live.past import Past

FOREVER = 1e6  # seconds, in which every question has taken its default


def preview(env: Environment, spot: Spot, wishes: Wishes, past: Past) -> tuple[Planned, Request]:
    """Return the plan that the defaults lead to; raise Refused where they lead to none."""
    request = a_request(env, spot, wishes, past)
    intake = intake_of(request)
    session, _ = begin(replace(intake.plan(), rehearsed=True), 0.0)
    session, _ = step(session, Tick(FOREVER))
    if session.reason:
        raise Refused(refusal(request, session.phase) or session.sign)
    return make_plan(intake, session.answers), request
