"""The profile at hand: read from the history, asked in pages, and kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from spotguide.core.cues import script
from spotguide.core.plan.limits import Ledger
from spotguide.core.plan.plan import answer
from spotguide.core.plan.wishes import Memory
from spotguide.core.profile.asking import Asking
from spotguide.core.profile.kept import ALLOWED, LEFT_OUT, OWNED, reopened_key
from spotguide.core.profile.whole import Whole
from spotguide.errors import Unanswered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spotguide.adapters.store import Store
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.history import Record
    from spotguide.core.plan.plan import Answers
    from spotguide.core.profile.kept import Thing
    from spotguide.environment import Environment
    from spotguide.live.past import Past
    from spotguide.live.stage import Manner

NOBODY = (
    "Input has ended before the last question, and nothing was kept. Run it in a terminal, or say "
    "each answer by itself: spotguide profile answer cancer no"
)


def whole(env: Environment, past: Past | None) -> Whole:
    """Return all that is kept; `past` is None where there is no history."""
    now, folder = env.now(), str(env.folder(env.variables))
    if past is None:
        return Whole(env.catalog, Memory(), now, folder=folder)
    pressed = past.store.last_pressed() if past.store else {}
    closed = tuple(
        (spot, side)
        for spot in env.catalog.spots
        if spot.slug in pressed
        for side, _ in closed_places(env, past, spot)
    )
    return Whole(env.catalog, past.lasting(), now, closed, folder)


def closed_places(env: Environment, past: Past, spot: Spot) -> Iterator[tuple[str, Record]]:
    """Yield each side of a spot that flares have closed, with the session that closed it."""
    now = env.now()
    memory = past.recall(spot.slug, now)
    lifted = memory.profile.lifted(spot.slug, now)
    ledger = Ledger(spot, env.catalog.doses, memory.records, now, lifted)
    for side in ("left", "right") if spot.sides else ("middle",):
        if record := ledger.closed_by(side):
            yield side, record


def reopen(env: Environment, store: Store, spot: Spot, closed: dict[str, Record]) -> None:
    """Open these sides of a spot again; what closed them is lifted, and nothing that follows."""
    for side, record in closed.items():
        key = reopened_key(spot.slug, side)
        store.set_setting(key, record.ended_at.isoformat(), env.now())


def set_left_out(env: Environment, store: Store, things: Iterable[Thing], left_out: bool) -> None:
    """Leave things out, or allow them again; either is kept with its time, for other computers."""
    for thing in things:
        store.set_setting(thing.key, LEFT_OUT if left_out else ALLOWED, env.now())


def set_owned(env: Environment, store: Store, owned: Iterable[str]) -> None:
    """Keep which tools the person has."""
    store.set_setting(OWNED, json.dumps(sorted(owned)), env.now())


def ask(env: Environment, past: Past, manner: Manner, anew: bool) -> int:
    """Ask what is not known, or all of it anew; keep what was answered; return the exit status.

    Where somebody leaves, what was answered until then is kept. Raise Unanswered where input ends.
    """
    from spotguide.live.loop import run
    from spotguide.live.stage import stage
    from spotguide.live.treating import status_of

    assert past.store is not None
    known = past.lasting()
    words, now = script(env.catalog.cues), env.now()
    asking = Asking(env.catalog, words, known.answers, known.owned, known.profile, now, anew)
    with stage(env, manner) as on:
        try:
            asked = run(asking.plan(), env, on)
            while asked.session.reason == "screened-out":  # nobody has agreed, which ends nothing
                answers = (*asked.session.answers, (f"heard:{asked.session.sign}", "yes"))
                asked = run(asking.plan(answers), env, on)
        except Unanswered as error:
            raise Unanswered(NOBODY) from error
    _keep(env, past.store, asking, asked.session.answers)
    return status_of(asked) if asked.session.reason or asked.signal else 0


def _keep(env: Environment, store: Store, asking: Asking, answers: Answers) -> None:
    """Keep what was answered, and only that."""
    for one in asking.remembered(answers):
        store.remember(one)
    owned = answer(answers, "own")
    if isinstance(owned, tuple):
        set_owned(env, store, owned)
    set_left_out(env, store, asking.left_out(answers), True)
