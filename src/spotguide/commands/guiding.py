"""A session as a command runs it: what was said by options, what was found, what came of it."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Literal

from spotguide.commands.reading import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    import typer

    from spotguide.core.catalog.spots import Spot
    from spotguide.core.plan.wishes import Wishes
    from spotguide.environment import Environment
    from spotguide.live.past import Past
    from spotguide.live.stage import Manner
    from spotguide.live.treating import Ending


def manner_of(context: typer.Context) -> Manner:
    """Return how a session is to be shown and heard, from the options of the command."""
    from spotguide.core.preferences import KEYS
    from spotguide.live.preferences import company, preferred
    from spotguide.live.stage import Manner

    env: Environment = context.obj
    said = context.params
    wanted = preferred(env, **{key: said.get(key) for key in KEYS})
    events = said.get("events", "")
    aside = said.get("as_json") or events == "-"
    return Manner(
        talk=env.stderr if aside else env.stdout,
        plain=wanted.plain,
        heartbeat=wanted.heartbeat,
        figure=said.get("figure", "auto"),
        still=said.get("still", False),
        company=company(wanted, events),
    )


def rating(text: str | None) -> int | Literal["skip"] | None:
    """Return the rating as it was typed; its range is checked with the other wishes."""
    from spotguide.errors import WrongUsage, quotable

    if text is None or text == "skip":
        return "skip" if text else None
    try:
        return int(text)
    except ValueError:
        shown = quotable(text)
        raise WrongUsage(f"--before {shown}: a rating goes from 0 to 10, or is 'skip'.") from None


def tool_named(env: Environment, name: str | None, command: str) -> str | None:
    """Return the id of the tool; raise UnknownName or SeveralNames."""
    if name is None:
        return None
    from spotguide.core.search import Lookup, find_one

    return find_one(env.catalog, name, Lookup(("tool",), "tool", f"{command} --tool")).id


def guide(env: Environment, spot: Spot, wishes: Wishes, manner: Manner, as_json: bool) -> int:
    """Run the session; tell what was found before it and what came of it; return the status."""
    from spotguide.live.treating import treat

    if wishes.rehearse:
        ending = treat(env, spot, wishes, manner, None)
        conclude(env, spot, ending, None, manner, as_json)
        return ending.status
    with the_past(env, spot) as past:
        heeded = _with_what_is_due(env, spot, wishes, past)
        if heeded is None:
            return 0
        ending = treat(env, spot, heeded, manner, past)
        conclude(env, spot, ending, past, manner, as_json)
        return ending.status


def _with_what_is_due(env: Environment, spot: Spot, wishes: Wishes, past: Past) -> Wishes | None:
    """Return the wishes with what an experiment asks for; None where it asks for a rest."""
    from spotguide.live.experimenting import due, heed

    asked = due(past, env.catalog, spot, env.now(), wishes.side)
    if asked is None:
        return wishes
    heeded = heed(asked, wishes)
    if heeded is None:
        tell(env, f"{asked.say}\n")
    return heeded


def show_plan(env: Environment, spot: Spot, wishes: Wishes, as_json: bool) -> None:
    """Write the plan that the wishes and the defaults lead to; nothing is asked or pressed."""
    from contextlib import closing

    from spotguide.commands.reading import write, write_json
    from spotguide.live.past import Past
    from spotguide.live.preview import preview
    from spotguide.views import preview as view

    with closing(Past(env)) as past:
        planned, request = preview(env, spot, wishes, past)
    if as_json:
        write_json(env, view.plan_as_json(planned, request))
        return
    write(env, view.preview(planned, request, env.size()[0]))


def go_on(env: Environment, wishes: Wishes, manner: Manner, as_json: bool) -> int:
    """Take up the newest session where it was cut short; return the status.

    Raise WrongUsage or Refused where it cannot go on.
    """
    from spotguide.errors import WrongUsage
    from spotguide.live.past import kept
    from spotguide.live.resuming import NOTHING, find, resume
    from spotguide.views.summary import going_on

    if not kept(env):
        raise WrongUsage(NOTHING)
    with the_past(env, None) as past:
        found = find(env, wishes, past)
        record, spot = found.resumption.record, found.resumption.request.spot
        tell(env, f"{going_on(record, spot, env.catalog)}\n")
        env.stderr.flush()
        ending = resume(env, found, manner, past)
        conclude(env, spot, ending, past, manner, as_json)
        return ending.status


@contextmanager
def the_past(env: Environment, spot: Spot | None) -> Iterator[Past]:
    """Open the history for a session that is about to begin, the only one in its data folder.

    Without a spot it is the newest session that is to go on. What was found is told on standard
    error. Raise AlreadyRunning where another session is live.
    """
    from spotguide.adapters.lock import only_one
    from spotguide.live.past import Past

    with ExitStack() as stack:
        past = Past(env)
        stack.callback(past.close)
        name = spot.name if spot else _newest(env, past)
        about = {"spot": name, "started_at": env.now().isoformat(timespec="seconds")}
        stack.enter_context(only_one(past.folder, about))
        _tell_found(env, past, goes_on=spot is None)
        yield past


def _newest(env: Environment, past: Past) -> str:
    """Return the name of the place of the newest session; empty if there is none."""
    slugs = {record.outline.spot for record in past.records(newest=1)}
    return next((spot.name for spot in env.catalog.spots if spot.slug in slugs), "")


def _tell_found(env: Environment, past: Past, goes_on: bool) -> None:
    """Say in a line each what was found: damage, trouble, sessions that nothing had ended."""
    from spotguide.live.telling import to_resume
    from spotguide.views.summary import interrupted

    if past.damage:
        tell(env, f"{past.damage}\n")
    if past.problem and not goes_on:
        tell(env, f"{past.without}\n")
    names = {spot.slug: spot.name for spot in env.catalog.spots}
    now = env.now()
    for record in past.end_interrupted(now):
        resume = "" if goes_on else to_resume(record, now)
        tell(env, f"{interrupted(record, names, now, resume)}\n")
    env.stderr.flush()


def conclude(
    env: Environment, spot: Spot, ending: Ending, past: Past | None, manner: Manner, as_json: bool
) -> None:
    """Tell the truth of the session in a few lines, and write the record where it is asked for."""
    from spotguide.commands.reading import write_json
    from spotguide.live.telling import tell
    from spotguide.views.record import as_json as record_as_json

    tell(env, spot, ending, past, manner)
    if ending.record is None:
        return
    record = record_as_json(ending.record, env.catalog, ending.again)
    if as_json:
        write_json(env, record)
    elif past and ending.problem:
        import json

        env.stderr.write(json.dumps(record) + "\n")
