"""What `experiment` does with its first word: set one up, tell of it, rest, end it, compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from spotguide.commands.opening import opened
from spotguide.commands.reading import tell
from spotguide.commands.reading import told as in_lines
from spotguide.core.experiments.arms import EXAMPLE
from spotguide.errors import WrongUsage

if TYPE_CHECKING:
    from spotguide.adapters.store import Store
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.experiments.design import Rest
    from spotguide.core.experiments.turns import Standing
    from spotguide.environment import Environment
    from spotguide.views.experiment import Told
    from spotguide.views.page import Page

REST = "spotguide experiment rest"
Side = Literal["left", "right"] | None
NONE = f"No experiment is set up. To begin one: {EXAMPLE}"
WAITS = f"The question waits here until you answer. To answer later: Ctrl-C, and then {REST}"


@dataclass(frozen=True)
class Shown:
    """Where and how an answer is written."""

    env: Environment
    as_json: bool
    plain: bool
    pager: bool

    def page(self, page: Page) -> None:
        """Show a page."""
        from spotguide.commands.reading import read

        read(self.env, page, plain=self.plain, pager=self.pager)

    def json(self, value: object) -> None:
        """Write a value as JSON."""
        from spotguide.commands.reading import write_json

        write_json(self.env, value)

    def told(self, found: Standing) -> Told:
        """Return what pages and JSON are made of; raise WrongUsage for a spot that is not known."""
        from spotguide.views.experiment import Told

        slug, env = found.experiment.spot, self.env
        spot = next((one for one in env.catalog.spots if one.slug == slug), None)
        if spot is None:
            raise WrongUsage(f"The experiment is about {slug}, which is no spot of this version.")
        return Told(found, spot, env.catalog, env.now())


def start(shown: Shown, name: str, compare: str, turns: int | None, side: Side) -> None:
    """Draw the order of an experiment, and tell its rules and what is due."""
    from secrets import token_hex

    from spotguide.core.experiments.arms import Place, arms_of, turns_of
    from spotguide.core.experiments.design import Experiment
    from spotguide.core.profile.clashes import clash, told
    from spotguide.core.profile.kept import profile_from
    from spotguide.errors import Refused
    from spotguide.live.experimenting import begin
    from spotguide.views import experiment as view

    env = shown.env
    design = env.catalog.experiments.design
    spot = _spot(env, "start", name)
    with opened(env) as store:
        profile = profile_from(store.settings() if store else ())
        answers = store.answers() if store else []
    for reason in clash(spot, env.catalog, answers, profile, env.now()).reasons:
        raise Refused(told(reason, spot, env.catalog))
    wishes = Place(env.catalog, spot, side, profile, env.now())
    arms = arms_of(wishes, compare)
    many = turns_of(design, turns)
    made = Experiment(wishes.now, spot.slug, arms, many, design.block, token_hex(16), side or "")
    with opened(env, begin=True) as store:
        assert store is not None
        begun = shown.told(begin(store, made))
    if shown.as_json:
        shown.json(view.as_json(begun))
    else:
        shown.page(view.started(begun))


def status(shown: Shown) -> None:
    """Tell which experiment there is, how many turns are done, and what is due."""
    from spotguide.live.experimenting import newest
    from spotguide.views import experiment as view

    with opened(shown.env) as store:
        found = newest(store)[0] if store else None
    told = shown.told(found) if found else None
    if shown.as_json:
        shown.json(told and view.as_json(told))
    elif told is None:
        tell(shown.env, f"{NONE}\n")
    else:
        shown.page(view.status(told))


def stop(shown: Shown) -> None:
    """End the experiment that is running, without its result."""
    from spotguide.live import experimenting
    from spotguide.views import experiment as view

    with opened(shown.env) as store:
        found = _running(store)
        assert store is not None
        told = shown.told(experimenting.stop(store, found, shown.env.now()))
    if shown.as_json:
        shown.json(view.as_json(told))
    else:
        shown.page(view.status(told))


def result(shown: Shown, name: str, now: bool) -> None:
    """Compare the turns of the newest experiment; with `now` it is ended early where it runs."""
    from spotguide.core.experiments.result import result as result_of
    from spotguide.live.experimenting import newest, stop
    from spotguide.views import experiment_result as view

    env = shown.env
    spot = _spot(env, "result", name) if name else None
    with opened(env) as store:
        found, earlier = newest(store, spot.slug if spot else "") if store else (None, 0)
        if store is None or found is None:
            raise WrongUsage(NONE if spot is None else f"{spot.name}: {NONE}")
        if not now and found.open_rest(env.now()):
            raise WrongUsage(f"A rest is running. To end it: {REST} --after 3")
        if not now and not found.over:
            raise WrongUsage(_too_early(found, env))
        if not found.over:
            found = stop(store, found, env.now())
    told, facts = shown.told(found), env.catalog
    came = result_of(found, facts.experiments.design, facts.doses.outcome, earlier)
    if shown.as_json:
        shown.json(view.result_as_json(told, came))
    else:
        shown.page(view.page(told, came))


def rest(shown: Shown, before: int | None, after: int | None) -> None:
    """Begin the rest that is due, or end the one that runs, each with its rating.

    Asked on a terminal it is one go: the first rating, the rest, and the second one.
    """
    from spotguide.live.experimenting import newest
    from spotguide.views.experiment import rest_lines

    env = shown.env
    for option, value in (("--before", before), ("--after", after)):
        if value is not None and not 0 <= value <= 10:
            raise WrongUsage(f"{option} {value}: a rating goes from 0 to 10.")
    with opened(env) as store:
        found = newest(store)[0] if store else None
        if store is None or found is None:
            raise WrongUsage(NONE)
        running = found.open_rest(env.now())
        if running is None and after is not None:
            raise WrongUsage(f"No rest is running. To begin one: {REST} --before 4")
        if running and before is not None:
            raise WrongUsage(f"A rest is running. To end it: {REST} --after 3")
        told = shown.told(found)
        begun = running or _begin(env, store, told, before)
        if after is None and env.now() < begun.until:
            waits = [WAITS] if before is None else []
            env.stderr.write(in_lines(env, [*rest_lines(told, begun), *waits]))
        if before is None:
            _end(env, store, found, begun, after)
    status(shown)


def _begin(env: Environment, store: Store, told: Told, before: int | None) -> Rest:
    """Begin the rest that is due; raise WrongUsage where none is, or not yet."""
    from spotguide.core.experiments.design import REST as RESTING
    from spotguide.live.experimenting import begin_rest, free_from, length_of_rest
    from spotguide.views.experiment import arm_name

    if told.standing.due != RESTING:
        due = told.standing.due
        name = f" Due: {arm_name(due, env.catalog)}." if due else ""
        raise WrongUsage(f"No rest is due.{name} To see how it stands: spotguide experiment")
    free = free_from(store, told.standing, told.spot, env.catalog)
    if free and free > env.now():
        from spotguide.core.dates import when

        raise WrongUsage(
            f"Too soon after the last turn. A rest may begin from {when(free, env.now())}."
        )
    value = _asked(env, "--before 4") if before is None else before
    length = length_of_rest(store, told.spot, env.catalog)
    return begin_rest(store, told.standing, length, value, env.now())


def _end(env: Environment, store: Store, found: Standing, rest: Rest, after: int | None) -> None:
    """End a rest, not before its time; who answers earlier is asked again."""
    from spotguide.live.experimenting import end_rest

    value = _asked(env, "--after 3") if after is None else after
    while (now := env.now()) < rest.until:
        said = f"The rest lasts until {rest.until.astimezone(now.tzinfo):%H:%M}. Rate again then."
        if after is not None:
            raise WrongUsage(said)
        env.stderr.write(in_lines(env, [said]))
        value = _asked(env, "--after 3")
    end_rest(store, found, rest, value, now)


def _asked(env: Environment, option: str) -> int:
    """Ask for the usual pain now; raise WrongUsage where nobody is there or it is no rating."""
    if not env.stdin.isatty():
        raise WrongUsage(f"Nobody is there to be asked. Say it: {REST} {option}")
    question = in_lines(env, [env.catalog.doses.outcome.ask])
    env.stderr.write(f"{question.rstrip()} ")
    env.stderr.flush()
    value = env.stdin.readline().strip()
    if not (value.isascii() and value.isdecimal() and int(value[:3]) <= 10):
        raise WrongUsage(f"That is no number from 0 to 10. To say it again: {REST} {option}")
    return int(value)


def _spot(env: Environment, action: str, name: str) -> Spot:
    """Return the one spot of this name; raise UnknownName, SeveralNames or WrongUsage.

    These name the command to run instead, which begins with the action.
    """
    from spotguide.core.search import Lookup, find_spots
    from spotguide.errors import SeveralNames

    if not name.strip():
        raise WrongUsage(f"Which spot? Such as: {EXAMPLE}")
    command = f"spotguide experiment {action}"
    asked = Lookup(("spot", "complaint", "muscle"), "spot", command, "spotguide list")
    spots = find_spots(env.catalog, name, asked)
    if len(spots) > 1:
        raise SeveralNames(name, [(f"{command} {one.number}", one.name) for one in spots])
    return spots[0]


def _running(store: Store | None) -> Standing:
    """Return the experiment that has turns left; raise WrongUsage where there is none."""
    from spotguide.live.experimenting import running

    found = running(store) if store else None
    if found is None:
        raise WrongUsage(f"No experiment is running. To begin one: {EXAMPLE}")
    return found


def _too_early(found: Standing, env: Environment) -> str:
    """Return why there is no result yet, and what looking now would cost."""
    left = found.experiment.turns - len(found.turns)
    turns = f"{left} turn{' is' if left == 1 else 's are'} left"
    return (
        f"{turns}. {env.catalog.experiments.looking.say} "
        "To end it early all the same, and look: spotguide experiment result --now"
    )
