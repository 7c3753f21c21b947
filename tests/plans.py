"""Plans of pressure for tests: the doses of the scenes, and scripts that play them."""

from __future__ import annotations

from pathlib import Path

from spotguide.core.catalog import Catalog
from spotguide.core.cues import Script, script
from spotguide.core.notes import Fact, Held, HoldOver
from spotguide.core.plan.phases import Kind, Option, Reading
from spotguide.core.plan.plan import Plan, Rules, SideDose, floor
from spotguide.core.session import Session, begin, step
from spotguide.core.session.events import Effect, Event, Note, Tick

DATA = Path(__file__).resolve().parents[1] / "data"
CATALOG = Catalog(lambda file: (DATA / file).read_bytes())
SCRIPT: Script = script(CATALOG.cues)


def a_side(**changes: object) -> SideDose:
    """The left side of spot 2 with a hard ball, on a third session."""
    usual: dict[str, object] = {
        "side": "left", "places": ("left",), "hold": 45, "rounds": 3, "rest": 15, "ramp": 10,
        "low": 3, "high": 5, "budget": 240,
    }  # fmt: skip
    return SideDose(**{**usual, **changes})  # type: ignore[arg-type]


def gentle_side(**changes: object) -> SideDose:
    """The same place under the gentle plan."""
    lighter = {"hold": 20, "rounds": 2, "rest": 30, "ramp": 15, "low": 1, "high": 3}
    return a_side(**{**lighter, **changes})


def a_plan(*sides: SideDose, settle: int = 20, **changes: object) -> Plan:
    """A plan of pressure from Settle on, with what comes after it."""
    sides = sides or (a_side(),)
    rules = changes.pop("rules", Rules())
    assert isinstance(rules, Rules)
    off = Reading(Kind.OFF, "Done. Come off slowly.", ())
    usual: dict[str, object] = {
        "phases": (*floor(sides, rules, settle, 30), off),
        "script": SCRIPT,
        "sides": sides,
        "rules": rules,
        "press": "Lean slowly inward and up.",
        "ease_rule": "Stay until the hold ends.",
        "signs": (Option("sharp-or-electric", "Sharp, electric or shooting pain"),),
        "sayings": (("sharp-or-electric", "Lift off at once."),),
    }
    return Plan(**{**usual, **changes})  # type: ignore[arg-type]


def play(plan: Plan, *events: Event, until: float | None = None) -> tuple[Session, list[Effect]]:
    """Begin at 0 and take the events in order; then let time pass until the given second."""
    session, first = begin(plan, 0.0)
    effects = list(first)
    for event in (*events, *([Tick(until)] if until is not None else [])):
        session, more = step(session, event)
        effects.extend(more)
    return session, effects


def facts(effects: list[Effect]) -> list[Fact]:
    """The facts that were noted, in order."""
    return [effect.fact for effect in effects if isinstance(effect, Note)]


def holds(effects: list[Effect]) -> list[float]:
    """Seconds held in each hold that is over."""
    return [fact.held / 1000 for fact in facts(effects) if isinstance(fact, HoldOver)]


def last_held(effects: list[Effect]) -> Held:
    """The newest note of the seconds."""
    return [fact for fact in facts(effects) if isinstance(fact, Held)][-1]
