"""The result of an experiment in plain words: the difference, what chance would do, and the rest.

No word here says more than the numbers do, and what they cannot show is told beside them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from spotguide.core.experiments.design import REST
from spotguide.views.experiment import (
    Told,
    arm_name,
    as_json,
    cannot_show,
    point,
    sources_of,
    told_time,
)
from spotguide.views.page import Block, Bullet, Page, Row, Section
from spotguide.views.sources import only_sources
from spotguide.views.words import counted, first_down

if TYPE_CHECKING:
    from spotguide.core.experiments.chance import Comparison
    from spotguide.core.experiments.result import Arm, Result
    from spotguide.core.experiments.turns import Turn
    from spotguide.views.sources import Sources


def verdict(told: Told, result: Result) -> str:
    """Return the sentence that the data hold for the verdict."""
    said: str = getattr(told.catalog.experiments.verdict, result.verdict)
    return said


def page(told: Told, result: Result) -> Page:
    """Return the page about the result, with its sources in full."""
    sources = sources_of(told)
    sections = (
        Section("Why", tuple(_reasons(told, result, sources))),
        *_turn_by_turn(told),
        cannot_show(told, sources),
        _methods(told, sources),
    )
    first, second = told.names
    title = f"{told.spot.name}: {first_down(first)} or {first_down(second)}"
    number = str(told.spot.number)
    after = (("Whether it helps over weeks", f"spotguide progress {number}"),)
    lead = f"{_winner(told, result)}{verdict(told, result)}"
    whole = Page(title, lead, sections, number, named=sources.named, after=after)
    return replace(whole, sections=(*sections, *only_sources(whole).sections))


def _methods(told: Told, sources: Sources) -> Section:
    """Return the section on how it was compared, and what counts as chance."""
    facts = told.catalog.experiments
    stated = (*facts.methods, facts.design.reasons.chance_percent)
    return Section("How it was compared", tuple(point(one, sources) for one in stated))


def _winner(told: Told, result: Result) -> str:
    """Return which arm did better, where the verdict is that one did."""
    if result.comparison is None or result.verdict not in ("clear", "small"):
        return ""
    difference = result.comparison.difference
    return f"{told.names[difference < 0]} did better, by {_points(difference)}. "


def reasons(told: Told, result: Result) -> Iterator[str]:
    """Yield the numbers that the verdict rests on."""
    for arm, name in zip(result.arms, told.names, strict=True):
        yield f"{name}: {_fall(arm)}"
    if result.comparison:
        yield from _compared(told, result.comparison)
    turns = result.standing.turns
    if result.unrated:
        yield f"Not compared, for want of a rating: {result.unrated} of {_of(len(turns))}."
    if result.otherwise:
        yield f"Done otherwise than was due, and counted as was due: {_of(result.otherwise)}."


def _reasons(told: Told, result: Result, sources: Sources) -> Iterator[Block]:
    facts = told.catalog.experiments
    if result.standing.early:
        done, turns = len(result.standing.turns), told.experiment.turns
        early = point(facts.early, sources)
        yield replace(early, text=f"{done} of {turns} turns were done. {early.text}")
    yield from (Bullet(text) for text in reasons(told, result))
    yield Bullet(facts.matters.text, sources.tail(facts.matters))
    if result.earlier:
        yield point(facts.again, sources)


def _of(turns: int) -> str:
    return counted(turns, "turn")


def _fall(arm: Arm) -> str:
    """Return how many turns were rated and what the pain did on them."""
    if arm.fall is None:
        return "no turn with both ratings."
    turns = f"{counted(arm.rated, 'rated turn')}, on which the usual pain"
    if not arm.fall:
        return f"{turns} stayed the same on average."
    return f"{turns} {'fell' if arm.fall > 0 else 'rose'} by {_points(arm.fall)} on average."


def _compared(told: Told, found: Comparison) -> Iterator[str]:
    within = f"Compared within blocks of {told.experiment.block} turns"
    if found.difference:
        better = _better(told, found.difference > 0)
        yield f"{within}, it was {_points(found.difference)} {better}."
    else:
        yield f"{within}, there was no difference."
    share = _share(found.chance)
    yield (
        f"Of the {found.orders:,} orders in which the compared turns could have been drawn, "
        f"{found.extreme:,} show a difference at least as large, one way or the other: {share}."
    )
    yield _range(told, found)


def _better(told: Told, first: bool) -> str:
    return f"better with {first_down(told.names[0 if first else 1])}"


def _range(told: Told, found: Comparison) -> str:
    """Return which differences fit, rounded outward to a tenth of a point."""
    if found.low is None or found.high is None:
        return "With so few orders no difference at all can be ruled out."
    if found.low == found.high:
        return "No other difference would fit with your ratings."
    low, high = math.floor(found.low * 10) / 10, math.ceil(found.high * 10) / 10
    fits = "would fit with your ratings."
    if low >= 0:
        return f"Anything from {low:g} to {high:g} points {_better(told, True)} {fits}"
    if high <= 0:
        return f"Anything from {abs(high):g} to {-low:g} points {_better(told, False)} {fits}"
    return (
        f"Anything from {-low:g} points {_better(told, False)} to {high:g} points "
        f"{_better(told, True)} {fits}"
    )


def _share(chance: Fraction) -> str:
    """Return a share of all as people count it."""
    if chance == 1:
        return "all of them"
    hundred = min(round(chance * 100), 99)
    return f"about {hundred} in 100" if hundred else "fewer than 1 in 100"


def _points(value: Fraction) -> str:
    """Return a size in points, to a tenth."""
    size = round(float(abs(value)), 1)
    if not size:
        return "less than 0.1 points"
    return "1 point" if size == 1 else f"{size:g} points"


def _turn_by_turn(told: Told) -> Iterator[Section]:
    """Yield each turn that was taken; what was due is told now that nothing is due any more."""
    rows = [
        Row(f"Turn {number}, {turn.at.astimezone(told.now.tzinfo):%Y-%m-%d}", _turn(told, turn))
        for number, turn in enumerate(told.standing.turns, 1)
    ]
    if rows:
        yield Section("Turn by turn", tuple(rows))


def _turn(told: Told, turn: Turn) -> str:
    due = arm_name(told.experiment.arms[turn.arm], told.catalog)
    known = ((turn.before, "before"), (turn.after, "after"))
    rated = ", ".join(f"{value} {when}" for value, when in known if value is not None)
    if not turn.did:
        return f"{due}: deleted"
    did = "" if turn.as_due else f"; done with {_did(told, turn)}"
    return f"{due}: {rated or 'not rated'}{did}"


def _did(told: Told, turn: Turn) -> str:
    return "a rest" if turn.did == REST else first_down(arm_name(turn.did, told.catalog))


def result_as_json(told: Told, result: Result) -> dict[str, Any]:
    """Return what `experiment result --json` says."""
    found, arms = result.comparison, told.experiment.arms
    about = as_json(told)
    about["arms"] = [
        {**known, "rated": arm.rated, "fall": _number(arm.fall)}
        for known, arm in zip(about["arms"], result.arms, strict=True)
    ]
    return {
        **{key: value for key, value in about.items() if key not in ("due", "rest_until")},
        "earlier": result.earlier,
        "verdict": result.verdict,
        "say": verdict(told, result),
        "reasons": list(reasons(told, result)),
        "difference": found and _number(found.difference),
        "chance": found and {"extreme": found.extreme, "orders": found.orders},
        "range": found and [_number(found.low), _number(found.high)],
        "unrated": result.unrated,
        "otherwise": result.otherwise,
        "taken": [
            {
                "at": told_time(turn.at, told),
                "due": arms[turn.arm],
                "did": turn.did or None,
                "before": turn.before,
                "after": turn.after,
            }
            for turn in told.standing.turns
        ],
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), 3)
