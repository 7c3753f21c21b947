"""The experiment at hand: which one runs, what is due at a session, and what is kept of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from spotguide.core.experiments import kept
from spotguide.core.experiments.design import REST, TREAT, Experiment, Rest
from spotguide.core.experiments.turns import (
    Standing,
    apart_from,
    pressed_before,
    rest_length,
    standing,
)
from spotguide.core.plan.limits import limits_for
from spotguide.core.summaries import Wanted
from spotguide.errors import UnreadableHistory, UnwritableHistory, WrongUsage

if TYPE_CHECKING:
    from spotguide.adapters.store import Store
    from spotguide.core.catalog import Catalog
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.history import Record
    from spotguide.core.plan.wishes import Wishes
    from spotguide.live.past import Past

SIDES: dict[str, Literal["left", "right"]] = {"left": "left", "right": "right"}


@dataclass(frozen=True)
class Due:
    """What a running experiment asks of a session at its spot.

    `say` is to be told before the session. `tool` is the tool that is due, None where any will do;
    `side` the side that the experiment is about, None for any. Where `rest` is set the turn is one
    without pressure, and a session is not to begin unless the person insists.

    A session takes the turn whatever it presses with, and is compared as what was due. Where the
    person chose otherwise, `otherwise` is to be told as well.
    """

    say: str
    tool: str | None = None
    side: Literal["left", "right"] | None = None
    rest: bool = False
    otherwise: str = ""


def due(
    past: Past, catalog: Catalog, spot: Spot, now: datetime, side: str | None = None
) -> Due | None:
    """Return what is due at a session there now; None where no experiment asks for anything.

    `side` is the one that was wished. A history that cannot be read asks for nothing.
    """
    if past.store is None:
        return None
    try:
        found = running(past.store)
        if found is None or found.experiment.spot != spot.slug:
            return None
        if found.experiment.side and side in ("left", "right") and side != found.experiment.side:
            return None
        records = past.store.records(Wanted(spots=(spot.slug,)))
    except UnreadableHistory:
        return None
    return _due(found, catalog, records)


def heed(due: Due, wishes: Wishes) -> Wishes | None:
    """Return the wishes with what is due where they left it open, and what is to be told.

    None where a rest is due and no tool was chosen: no session is to begin.
    """
    chosen = wishes.tool is not None or wishes.again
    if due.rest and not chosen:
        return None
    heeded = replace(wishes, side=wishes.side or due.side, told=(due.say,))
    if due.rest or (chosen and due.tool not in (None, wishes.tool)):
        return replace(heeded, told=(due.say, due.otherwise))
    return replace(heeded, tool=wishes.tool or due.tool)


def _due(found: Standing, catalog: Catalog, records: list[Record]) -> Due:
    from spotguide.views.experiment import arm_name
    from spotguide.views.words import first_down

    experiment, arm = found.experiment, found.due or ""
    side = SIDES.get(experiment.side)
    turn = f"Your experiment, turn {len(found.turns) + 1} of {experiment.turns}"
    name = first_down(arm_name(arm, catalog))
    counts = f"This session takes the turn and counts for what was due: {name}."
    if arm == REST:
        say = f"{turn}: a rest is due, without pressure. To begin it: spotguide experiment rest"
        return Due(say, side=side, rest=True, otherwise=counts)
    if not pressed_before(records, experiment):
        say = "The first session here is a lighter one. It takes no turn of your experiment."
        return Due(say, side=side)
    if arm == TREAT:
        return Due(f"{turn}: a session is due.", side=side)
    return Due(f"{turn}: {name} is due.", arm, side, otherwise=counts)


def newest(store: Store, spot: str = "") -> tuple[Standing | None, int]:
    """Return the newest experiment, at this spot if one is named, and how many it had before it.

    Turns that were taken meanwhile are settled, so that deleting their sessions moves no other.
    """
    every = kept.experiments(store.settings())
    found = [one for one in every if spot in ("", one.spot)]
    if not found:
        return None, 0
    here = found[-1]
    earlier = sum(one.spot == here.spot for one in every) - 1
    since = store.records(Wanted(since=here.began, spots=(here.spot,)))
    now_stands = standing(here, since)
    times = tuple(turn.at for turn in now_stands.turns)
    if times != here.settled:
        with suppress(UnwritableHistory):
            _keep(store, kept.settled(here, times), max(times))
    return now_stands, earlier


def running(store: Store) -> Standing | None:
    """Return the experiment that has turns left, None where there is none."""
    found, _ = newest(store)
    return None if found is None or found.over else found


def begin(store: Store, experiment: Experiment) -> Standing:
    """Begin an experiment; raise WrongUsage where one is running."""
    if running(store):
        raise WrongUsage(
            "An experiment is running, and a second one would blur both. To see it: spotguide "
            "experiment. To end it early: spotguide experiment stop"
        )
    _keep(store, kept.design(experiment), experiment.began)
    return standing(experiment, ())


def stop(store: Store, found: Standing, now: datetime) -> Standing:
    """End an experiment early, and return it as it stands."""
    _keep(store, kept.stopped(found.experiment, now), now)
    return replace(found, experiment=replace(found.experiment, stopped=now))


def begin_rest(
    store: Store, found: Standing, length: timedelta, before: int, now: datetime
) -> Rest:
    """Begin the rest that is due; it ends with a minute, since no seconds are told."""
    until = (now + length + timedelta(seconds=59, microseconds=999_999)).replace(
        second=0, microsecond=0
    )
    rest = Rest(now, until, before)
    _keep(store, kept.rest(found.experiment, rest), now)
    return rest


def end_rest(store: Store, found: Standing, rest: Rest, after: int, now: datetime) -> Rest:
    """End a rest with its second rating."""
    done = replace(rest, after=after)
    _keep(store, kept.rest(found.experiment, done), now)
    return done


def length_of_rest(store: Store, spot: Spot, catalog: Catalog) -> timedelta:
    """Return how long a rest lasts at a spot."""
    return rest_length(store.records(Wanted(spots=(spot.slug,))), spot, catalog.doses)


def free_from(store: Store, found: Standing, spot: Spot, catalog: Catalog) -> datetime | None:
    """Return from when a rest may begin: as long after the last turn as a session would wait."""
    hours = limits_for(spot, catalog.doses).min_hours_between_sessions
    return apart_from(store.records(Wanted(spots=(spot.slug,))), found.experiment, hours)


def _keep(store: Store, fact: kept.Fact, at: datetime) -> None:
    key, text = fact
    store.set_setting(key, text, at)
