"""A session as a command runs it: what was said by options, what was found, what came of it."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Literal

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
    from spotguide.live.company import Company
    from spotguide.live.stage import Manner

    env: Environment = context.obj
    said = context.params
    voice, sound = said.get("voice"), said.get("sound")
    command = said.get("voice_command", "")
    if voice is None:
        voice = bool(command) or _wished(env, "SPOTGUIDE_VOICE")
    events = said.get("events", "")
    company = Company(
        voice=voice,
        voice_command=command,
        rate=said.get("rate") or 150,
        language=said.get("language", ""),
        sound=_wished(env, "SPOTGUIDE_SOUND") if sound is None else sound,
        volume=_either(said.get("volume"), 50),
        events=events,
    )
    aside = said.get("as_json") or events == "-"
    return Manner(
        talk=env.stderr if aside else env.stdout,
        plain=said.get("plain", False),
        heartbeat=_either(said.get("heartbeat"), 30),
        figure=said.get("figure", "auto"),
        still=said.get("still", False),
        company=company,
    )


def _either(said: int | None, usual: int) -> int:
    return usual if said is None else said


def _wished(env: Environment, variable: str) -> bool:
    """Say whether a variable asks for it; 0, off and nothing do not."""
    return env.variables.get(variable, "").lower() not in ("", "0", "off", "false", "no")


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
        ending = treat(env, spot, wishes, manner, past)
        conclude(env, spot, ending, past, manner, as_json)
        return ending.status


@contextmanager
def the_past(env: Environment, spot: Spot) -> Iterator[Past]:
    """Open the history for a session that is about to begin, the only one in its data folder.

    What was found is told on standard error. Raise AlreadyRunning where another session is live.
    """
    from spotguide.adapters.lock import only_one
    from spotguide.live.past import Past

    with ExitStack() as stack:
        past = Past(env)
        stack.callback(past.close)
        about = {"spot": spot.name, "started_at": env.now().isoformat(timespec="seconds")}
        stack.enter_context(only_one(past.folder, about))
        _tell_interrupted(env, past)
        yield past


def _tell_interrupted(env: Environment, past: Past) -> None:
    """Say in a line each what was found: damage, trouble, sessions that nothing had ended."""
    from spotguide.views.summary import interrupted

    if past.damage:
        env.stderr.write(f"{past.damage}\n")
    if past.problem:
        env.stderr.write(f"{past.problem} This session runs all the same, at a first dose.\n")
    names = {spot.slug: spot.name for spot in env.catalog.spots}
    for record in past.end_interrupted(env.now()):
        env.stderr.write(f"{interrupted(record, names, env.now())}\n")
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
