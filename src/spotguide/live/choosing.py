"""Choosing a spot from several, by the engine that asks everything else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spotguide.core.cues import script
from spotguide.core.plan.phases import Choice, Option
from spotguide.core.plan.plan import Plan, answer
from spotguide.live.loop import run
from spotguide.live.stage import Manner, stage
from spotguide.live.treating import status_of

if TYPE_CHECKING:
    from spotguide.core.catalog.spots import Spot
    from spotguide.environment import Environment


def choose_spot(env: Environment, spots: Sequence[Spot], manner: Manner) -> tuple[Spot | None, int]:
    """Ask which spot it is to be; return it, or None and the exit status of one who leaves."""
    words = script(env.catalog.cues)
    options = tuple(Option(spot.slug, spot.name) for spot in spots)
    choice = Choice("spot", words.text("choose-spot"), options)
    with stage(env, manner) as on:
        asked = run(Plan((choice,), words), env, on)
    slug = answer(asked.session.answers, "spot")
    return next((spot for spot in spots if spot.slug == slug), None), status_of(asked)
