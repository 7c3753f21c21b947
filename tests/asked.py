"""Sessions that are asked for: requests, earlier sessions and remembered answers, by their age."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from plans import CATALOG
from spotguide.core.catalog.spots import Spot
from spotguide.core.history import Outline, Record
from spotguide.core.notes import HoldOver
from spotguide.core.plan.intake import Intake, intake_of
from spotguide.core.plan.making import Planned, make_plan
from spotguide.core.plan.phases import Advice, Agree, Choice, Page, Phase, Rating
from spotguide.core.plan.plan import Answers
from spotguide.core.plan.remembered import Remembered
from spotguide.core.plan.wishes import Memory, Request, Wishes
from spotguide.core.profile.kept import Profile, Thing

NOW = datetime(2026, 3, 10, 19, 0, tzinfo=timezone.utc)
SPOTS = {spot.number: spot for spot in CATALOG.spots}
SCREENS = {screen.id: screen for screen in CATALOG.safety.screen}
BOTH = {"both": ("left", "right")}


def a_request(
    spot: int | Spot = 2,
    past: Sequence[Record] = (),
    answers: Sequence[Remembered] = (),
    owned: frozenset[str] | None = None,
    profile: Profile | None = None,
    now: datetime = NOW,
    **wishes: object,
) -> Request:
    """A session at a spot, with what is remembered; the wishes by their names."""
    memory = Memory(tuple(past), tuple(answers), owned, profile or Profile())
    chosen = SPOTS[spot] if isinstance(spot, int) else spot
    return Request(chosen, CATALOG, Wishes(**wishes), memory, now)  # type: ignore[arg-type]


def a_record(
    days: float = 0,
    hours: float = 0,
    *,
    spot: int = 2,
    sides: tuple[str, ...] = ("left",),
    seconds: float = 90,
    minutes: float = 5,
    **changes: object,
) -> Record:
    """A session that ended so long ago and lasted so many minutes; seconds charged to each pass."""
    ended = NOW - timedelta(days=days, hours=hours)
    way = {"by": "self", "tool": "lacrosse-ball", "position": "wall"}
    way = {name: str(changes.pop(name, usual)) for name, usual in way.items()}
    outline = Outline(
        spot=SPOTS[spot].slug,
        sides=sides,
        places=tuple(BOTH.get(side, (side,)) for side in sides),
        holds=(45,) * len(sides),
        rounds=(3,) * len(sides),
        first=(False,) * len(sides),
        **way,
    )
    spent = round(seconds * 1000)
    holds = tuple(HoldOver(side, 0, spent, spent, "full") for side in range(len(sides)))
    usual = {"holds": holds, "reason": "finished"}
    return Record(outline, ended - timedelta(minutes=minutes), ended, **{**usual, **changes})  # type: ignore[arg-type]


def a_flare(days: float = 0, hours: float = 0, **changes: object) -> Record:
    """The same session, after which the usual pain was two points higher."""
    return a_record(days, hours, **{"before": 3, "after": 5, **changes})  # type: ignore[arg-type]


def treated(spot: int = 2, sides: tuple[str, ...] = ("left", "right")) -> tuple[Record, ...]:
    """Two calm sessions, ten and seven days ago: the next one is a third."""
    return tuple(a_record(days, spot=spot, sides=sides) for days in (10, 7))


def remembered(screen: str, days: float = 0, minutes: float = 0, **changes: object) -> Remembered:
    """A "no" to a screen so long ago, unless `applies` or `agreed` says otherwise."""
    at = NOW - timedelta(days=days, minutes=minutes)
    usual: dict[str, object] = {"spot": "", "applies": False, "agreed": False, "at": at}
    return Remembered(screen, **{**usual, **changes})  # type: ignore[arg-type]


def leaving_out(*names: str) -> Profile:
    """A profile that leaves out such things since a week: "tool golf-ball", "position floor"."""
    things = (Thing(*name.split(" ", 1)) for name in names)  # type: ignore[arg-type]
    return Profile({thing: NOW - timedelta(days=7) for thing in things})


def answer(intake: Intake, applies: Sequence[str] = (), **chosen: object) -> Answers:
    """Go through an intake: these lines apply and are agreed, these are chosen, else the first.

    Stop at advice that ends the session.
    """
    answers: Answers = ()
    while phases := intake.more(answers):
        if isinstance(phases[0], Advice) and phases[0].ends:
            break
        answers = (*answers, *_answer(phases[0], applies, chosen))
        assert len(answers) < 200, "an intake must come to an end"
    return answers


def _answer(phase: Phase, applies: Sequence[str], chosen: dict[str, object]) -> Answers:
    match phase:
        case Page():
            known = {line.id: "yes" if line.id in applies else "no" for line in phase.lines}
            return tuple((f"screen:{name}", given) for name, given in known.items())
        case Agree():
            return ((f"screen:{phase.screen}", "agreed"),)
        case Advice():
            return ((f"heard:{phase.screen}", "yes"),)
        case Choice():
            first = () if phase.many else phase.options[0].value
            return ((phase.question, chosen.get(phase.question, first)),)  # type: ignore[return-value]
        case Rating():
            return ((phase.when, None),)
    raise AssertionError(phase)


def asked(request: Request, applies: Sequence[str] = (), **chosen: object) -> list[str]:
    """The questions of the choices that are asked on the way, in order."""
    intake = intake_of(request)
    names = [name for name, _ in answer(intake, applies, **chosen)]
    return [name for name in names if ":" not in name]


def planned(request: Request, applies: Sequence[str] = (), **chosen: object) -> Planned:
    """The plan that such answers lead to."""
    intake = intake_of(request)
    return make_plan(intake, answer(intake, applies, **chosen))
