"""An experiment that is set up or runs: what is compared, how many turns are done, what is due.

What comes after the turn that is due is never shown, nor how the ratings stand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from spotguide.core.experiments.design import REST, TREAT
from spotguide.core.history import MORNING
from spotguide.views.page import Bullet, Page, Para, Section
from spotguide.views.sources import Sources, with_sources
from spotguide.views.words import counted, first_down

if TYPE_CHECKING:
    from datetime import datetime

    from spotguide.core.catalog import Catalog
    from spotguide.core.catalog.experiments import Method
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.experiments.design import Experiment, Rest
    from spotguide.core.experiments.turns import Standing

NAMES = {TREAT: "Pressing", REST: "Rest"}
"""Arms that are no tool, in words."""


@dataclass(frozen=True)
class Told:
    """What a page needs: how the experiment stands, its spot, the facts, and the time."""

    standing: Standing
    spot: Spot
    catalog: Catalog
    now: datetime

    @property
    def experiment(self) -> Experiment:
        """What is compared."""
        return self.standing.experiment

    @property
    def names(self) -> tuple[str, str]:
        """Both arms in words."""
        first, second = (arm_name(arm, self.catalog) for arm in self.experiment.arms)
        return first, second

    @property
    def resting(self) -> Rest | None:
        """The rest whose second rating may still come."""
        return self.standing.open_rest(self.now)


def arm_name(arm: str, catalog: Catalog) -> str:
    """Return an arm in words: the name of its tool, "Pressing" or "Rest"."""
    tool = catalog.tools.get(arm)
    return NAMES.get(arm, tool.name if tool else arm)


def started(told: Told) -> Page:
    """Return the page about an experiment that begins: its rules, and what it can show."""
    facts, sources = told.catalog.experiments, sources_of(told)
    matters = Para(facts.matters.text, sources.tail(facts.matters))
    sections = (
        Section("The measure", (Para(facts.measure), matters)),
        Section("The rules", tuple(Bullet(rule) for rule in facts.rules)),
        *_rest_rules(told, sources),
        cannot_show(told, sources),
    )
    lead = f"{_compared(told)} The order is drawn. {_due(told)}"
    return with_sources(replace(_page(told, lead, sections), named=sources.named))


def status(told: Told) -> Page:
    """Return the page about an experiment that runs or is over, without its result."""
    return _page(told, f"{_compared(told)} {_done(told)} {_due(told)}".strip(), ())


def rest_lines(told: Told, rest: Rest) -> list[str]:
    """Return what is said when a rest begins: what to do, and when to rate again."""
    until = rest.until.astimezone(told.now.tzinfo)
    said = f"Rate again at {until:%H:%M}. More than {MORNING} hours later it no longer counts."
    return [told.catalog.experiments.rest.say, said]


def _rest_rules(told: Told, sources: Sources) -> tuple[Section, ...]:
    if REST not in told.experiment.arms:
        return ()
    rest = told.catalog.experiments.rest
    said = (Para(rest.say), Para(rest.claim.text, sources.tail(rest.claim)))
    return (Section("On a turn of rest", said),)


def sources_of(told: Told) -> Sources:
    """Return the sources of a page: the references of its claims, the papers of its methods."""
    papers = {paper.id: paper for paper in told.catalog.experiments.paper}
    return Sources({**told.catalog.references, **papers})


def cannot_show(told: Told, sources: Sources) -> Section:
    """Return the section on what an experiment cannot show."""
    facts = told.catalog.experiments
    told_by_papers = (point(method, sources) for method in facts.cannot)
    return Section("What it cannot show", (*sources.bullets(facts.limits), *told_by_papers))


def point(method: Method, sources: Sources) -> Bullet:
    """Return a statement on how to compare, with the numbers of its papers."""
    return Bullet(method.say, sources.marks(method.papers))


def _page(told: Told, lead: str, sections: tuple[Section, ...]) -> Page:
    title = f"Experiment: {told.spot.name}"
    after = tuple(_after(told))
    return Page(title, lead, sections, str(told.spot.number), after=after)


def _compared(told: Told) -> str:
    """Return what is compared, in how many turns, since when."""
    experiment = told.experiment
    first, second = told.names
    side = f", {experiment.side} side" if experiment.side else ""
    began = experiment.began.astimezone(told.now.tzinfo)
    turns = counted(experiment.turns, "turn")
    named = f"{first} or {first_down(second)}{side}"
    return f"{named}: {turns} in random order, begun {began:%Y-%m-%d}."


def _done(told: Told) -> str:
    done, turns = len(told.standing.turns), told.experiment.turns
    if told.standing.early:
        return f"Stopped early, after {done} of {turns} turns."
    if told.standing.complete:
        return "Every turn is done."
    return f"{done} of {turns} turns are done."


def _due(told: Told) -> str:
    """Return what is due now, and nothing of what comes later."""
    if told.resting:
        until = told.resting.until.astimezone(told.now.tzinfo)
        return f"A rest is running, until {until:%H:%M}."
    arm = told.standing.due
    return "" if arm is None else f"Due next: {first_down(arm_name(arm, told.catalog))}."


def _after(told: Told) -> list[tuple[str, str]]:
    if told.resting:
        return [("When it is over", "spotguide experiment rest --after 0-10")]
    if told.standing.over:
        return [("Its result", f"spotguide experiment result {told.spot.number}")]
    side = f" --side {told.experiment.side}" if told.experiment.side else ""
    if told.standing.due == REST:
        return [("To begin the rest", "spotguide experiment rest")]
    return [("For this turn", f"spotguide treat {told.spot.number}{side}")]


def as_json(told: Told) -> dict[str, Any]:
    """Return what `experiment --json` says: nothing of the turns to come, and no rating."""
    standing, resting = told.standing, told.resting
    experiment = standing.experiment
    return {
        "spot": {"number": told.spot.number, "slug": told.spot.slug},
        "side": experiment.side or None,
        "arms": [
            {"id": arm, "name": name} for arm, name in zip(experiment.arms, told.names, strict=True)
        ],
        "began": told_time(experiment.began, told),
        "turns": experiment.turns,
        "done": len(standing.turns),
        "due": None if resting else standing.due,
        "rest_until": resting and told_time(resting.until, told),
        "over": standing.over,
        "stopped_early": standing.early,
    }


def told_time(at: datetime, told: Told) -> str:
    """Return a time with the offset of the place where it is told."""
    return at.astimezone(told.now.tzinfo).isoformat(timespec="seconds")
