"""What the history keeps of experiments: facts, each under a key of its own.

Each key is "experiment BEGAN WHAT", so that two computers that are merged lose none: the newer text
of a key wins, and what is said once never changes. A key or a text that is not known is passed
over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

from spotguide.core.experiments.design import Experiment, Rest

PREFIX = "experiment"
DESIGN, STOPPED, TURNS, REST = "design", "stopped", "turns", "rest"
MOST = 1000  # turns; an order that long is no order of ours

Fact = tuple[str, str]
"""A key and its text."""


def design(experiment: Experiment) -> Fact:
    """Return what is said once, when it begins: all but the order, which the seed draws."""
    said = {
        "spot": experiment.spot,
        "side": experiment.side,
        "arms": experiment.arms,
        "turns": experiment.turns,
        "block": experiment.block,
        "seed": experiment.seed,
    }
    return _key(experiment, DESIGN), json.dumps(said)


def stopped(experiment: Experiment, at: datetime) -> Fact:
    """Return that it was ended early."""
    return _key(experiment, STOPPED), _utc(at)


def settled(experiment: Experiment, turns: Iterable[datetime]) -> Fact:
    """Return when each turn was taken that is over, in their order."""
    return _key(experiment, TURNS), json.dumps([_utc(at) for at in turns])


def rest(experiment: Experiment, one: Rest) -> Fact:
    """Return a turn without pressure, as it stands."""
    said = {"until": _utc(one.until), "before": one.before, "after": one.after}
    return _key(experiment, f"{REST} {_utc(one.at)}"), json.dumps(said)


def experiments(settings: Iterable[tuple[str, str, datetime]]) -> tuple[Experiment, ...]:
    """Return the experiments that the settings of a history hold, the newest last."""
    facts: dict[str, dict[str, str]] = {}
    for key, text, _ in settings:
        prefix, began, what = (*key.split(" ", 2), "", "")[:3]
        if prefix == PREFIX:
            facts.setdefault(began, {})[what] = text
    found = (_experiment(began, told) for began, told in facts.items())
    return tuple(sorted((one for one in found if one), key=lambda one: one.began))


def _experiment(began: str, facts: Mapping[str, str]) -> Experiment | None:
    try:
        found = _designed(_at(began), json.loads(facts[DESIGN]))
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None
    rests = [_rest(what, text) for what, text in facts.items() if what.startswith(f"{REST} ")]
    known = sorted((one for one in rests if one), key=lambda one: one.at)
    return replace(
        found,
        stopped=_stopped(facts.get(STOPPED)),
        settled=_settled(facts.get(TURNS, "[]")),
        rests=tuple(known),
    )


def _designed(began: datetime, said: Mapping[str, Any]) -> Experiment:
    """Return the design that a text holds; raise ValueError for one that none could have."""
    arms, turns, block = tuple(said["arms"]), said["turns"], said["block"]
    texts = (said["spot"], said["side"], said["seed"], *arms)
    if not all(isinstance(text, str) and text.isprintable() for text in texts):
        raise ValueError("a text is none")
    if len(arms) != 2 or arms[0] == arms[1]:
        raise ValueError("not two arms")
    if not (isinstance(turns, int) and isinstance(block, int) and 0 < turns <= MOST):
        raise ValueError("turns")
    if block not in (2, 4, 6, 8, 10) or turns % block:
        raise ValueError("blocks")
    return Experiment(
        began, said["spot"], (arms[0], arms[1]), turns, block, said["seed"], side=said["side"]
    )


def _rest(what: str, text: str) -> Rest | None:
    try:
        said = json.loads(text)
        before, after = said["before"], said["after"]
        if not _is_rating(before) or not (after is None or _is_rating(after)):
            return None
        return Rest(_at(what.partition(" ")[2]), _at(said["until"]), before, after)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def _stopped(text: str | None) -> datetime | None:
    try:
        return None if text is None else _at(text)
    except (ValueError, OverflowError):
        return None


def _settled(text: str) -> tuple[datetime, ...]:
    try:
        return tuple(map(_at, json.loads(text)))
    except (ValueError, TypeError, OverflowError, RecursionError):
        return ()


def _is_rating(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10


def _key(experiment: Experiment, what: str) -> str:
    return f"{PREFIX} {_utc(experiment.began)} {what}"


def _utc(at: datetime) -> str:
    return at.astimezone(timezone.utc).isoformat(timespec="microseconds")


def _at(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(f"{text!r} has no offset")
    return found.astimezone(timezone.utc)
