"""A session that was cut short, taken up where it stood: the newest one, and only soon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from spotguide.core.notes import TakenUp, to_dict
from spotguide.core.plan.resuming import Resumption, resumption_of
from spotguide.core.plan.wishes import Request, Wishes
from spotguide.errors import WrongUsage, quotable
from spotguide.live.recording import Recording
from spotguide.live.treating import Course, Ending, guide

if TYPE_CHECKING:
    from spotguide.adapters.rows import Stored
    from spotguide.core.plan.making import Planned
    from spotguide.core.plan.plan import Answers
    from spotguide.environment import Environment
    from spotguide.live.past import Past
    from spotguide.live.stage import Manner

NOTHING = "There is no session to go on with. To begin one: spotguide treat"


@dataclass(frozen=True)
class Resumed:
    """A stored session that may be taken up."""

    stored: Stored
    resumption: Resumption


def find(env: Environment, wishes: Wishes, past: Past) -> Resumed:
    """Return the newest session, if it may be taken up now; only for the one that holds the lock.

    Raise WrongUsage where there is nothing to go on with, Refused where safety does not allow it,
    and what went wrong where the history cannot be read or written: nothing may be pressed twice.
    """
    if past.error:
        raise past.error
    found = past.store.sessions(newest=1) if past.store else []
    if not found:
        raise WrongUsage(NOTHING)
    (stored,) = found
    spot = next((one for one in env.catalog.spots if one.slug == stored.spot), None)
    if spot is None:
        raise WrongUsage(
            f'The last session was at "{quotable(stored.spot)}", which is not in the catalog any '
            "more, so it cannot go on. To begin another: spotguide treat"
        )
    now = env.now()
    memory = past.recall(spot.slug, now)
    if past.error:
        raise past.error
    request = Request(spot, env.catalog, wishes, memory, now)
    return Resumed(stored, resumption_of(stored.record(), request))


def resume(env: Environment, resumed: Resumed, manner: Manner, past: Past) -> Ending:
    """Guide what is left of the session; its notes follow those that it has."""
    back = resumed.resumption
    course = Course(
        back.request,
        back.intake.screening,
        back.plan(),
        unasked=back.without_asking,
        planned=back.planned,
        recording=partial(_recording, env, past, resumed),
        progress=back.record.progress,
    )
    return guide(env, past, course, manner)


def _recording(
    env: Environment, past: Past, resumed: Resumed, planned: Planned, answers: Answers
) -> Recording:
    """Note that the session goes on, which must be on disk before anything is pressed again."""
    stored, back = resumed.stored, resumed.resumption
    fact = TakenUp(gentle=planned.outline.gentle, cleared=back.request.wishes.cleared)
    journal, now = past.journal(), env.now()
    assert past.store is not None
    assert journal is not None
    number = past.store.add(stored.id, now, to_dict(fact))
    journal.take_up(stored.id, number + 1)
    recording = Recording(env, back.record.outline, journal, stored)
    recording.facts.append((now, fact))
    return recording
