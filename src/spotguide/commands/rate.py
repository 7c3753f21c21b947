"""`rate`: how a session turned out, said once it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from spotguide.adapters.store import Store
    from spotguide.core.history import Record
    from spotguide.core.notes import Later
    from spotguide.environment import Environment

LOOKED_AT = 50  # sessions, to find the newest that pressed anything


def rate(
    context: typer.Context,
    session: Annotated[list[str] | None, typer.Argument(metavar="[ID]", hidden=True)] = None,
    after: Annotated[
        int | None, typer.Option(metavar="0-10", help="Usual pain a few minutes after it.")
    ] = None,
    next_day: Annotated[
        int | None, typer.Option(metavar="0-10", help="Usual pain the next day.")
    ] = None,
    sore: Annotated[
        bool | None,
        typer.Option("--sore/--not-sore", help="Whether the place is still sore to touch."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The session, as JSON.")] = False,
) -> None:
    """Rate a session later: the usual pain after it or the next day, and whether it left you sore.

    ID is the number of a session or when it began; without it, the newest that pressed anything.
    Without an option you are asked, where there is a terminal. Of two ratings the later counts, and
    what got worse counts when the place is next pressed.

    \b
    Examples:
      spotguide rate
      spotguide rate --after 3
      spotguide rate 12 --next-day 4 --not-sore
    """
    env: Environment = context.obj
    given = _given(after, next_day, sore)
    record = _rate(env, " ".join(session or ()), given)
    if as_json:
        from spotguide.commands.reading import write_json
        from spotguide.views.record import as_json as record_as_json

        write_json(env, record_as_json(record, env.catalog))
        return
    from spotguide.commands.reading import say, spoken, write
    from spotguide.views.aloud import dated
    from spotguide.views.one_session import rated

    lines = rated(record, env.catalog)
    if spoken(env):
        say(env, map(dated, lines))
    else:
        write(env, "".join(f"{line}\n" for line in lines))


def _given(after: int | None, next_day: int | None, sore: bool | None) -> list[Later]:
    """Return what the options say; raise WrongUsage for a rating that is none."""
    from spotguide.core.notes import Later
    from spotguide.errors import WrongUsage

    for option, value in (("--after", after), ("--next-day", next_day)):
        if value is not None and not 0 <= value <= 10:
            raise WrongUsage(f"{option} {value}: a rating goes from 0 to 10.")
    said = [] if after is None else [Later("after", after)]
    said += [] if next_day is None else [Later("next-day", next_day)]
    return said + ([] if sore is None else [Later("sore", int(sore))])


def _rate(env: Environment, name: str, given: list[Later]) -> Record:
    """Keep what was said of a session, and return it as it stands now."""
    from spotguide.commands.opening import find_session, opened
    from spotguide.core.notes import to_dict
    from spotguide.errors import WrongUsage

    with opened(env) as store:
        found = _newest(store) if store and not name.strip() else None
        if found is None and not name.strip():
            raise WrongUsage(
                "No session with any pressure is recorded. To begin one: spotguide treat"
            )
        record = found or find_session(store, name, env, "spotguide rate")
        assert store is not None
        if not record.treated:
            raise WrongUsage("That session pressed nothing, so there is nothing to rate.")
        if record.reason is None:
            raise WrongUsage("That session is still running; rate it when it is over.")
        for fact in given or _asked(env, record):
            store.add(record.id or 0, env.now(), to_dict(fact))
        stored = store.session(record.id or 0)
        return stored.record() if stored else record


def _newest(store: Store) -> Record | None:
    """Return the newest session that pressed anything and is over."""
    from spotguide.core.summaries import Wanted

    records = store.records(Wanted(), newest=LOOKED_AT)
    return next((one for one in records[::-1] if one.treated and one.reason), None)


def _asked(env: Environment, record: Record) -> list[Later]:
    """Ask for the rating that is due now; raise WrongUsage where nobody is there."""
    from spotguide.commands.reading import tell
    from spotguide.core.history import rated_when
    from spotguide.core.notes import Later
    from spotguide.errors import WrongUsage
    from spotguide.views.one_session import named

    if not env.stdin.isatty():
        raise WrongUsage(
            "Nobody is there to be asked. Say it: spotguide rate --after 3, or --next-day 3"
        )
    doses, when = env.catalog.doses, rated_when(record, env.now())
    tell(env, f"{named(record, env.catalog)}\n")
    said: list[Later] = []
    value = _answer(env, f"{doses.outcome.ask} Enter skips it: ")
    if value:
        if not (value.isascii() and value.isdecimal() and int(value[:3]) <= 10):
            raise WrongUsage("A rating goes from 0 to 10. Nothing was kept.")
        said.append(Later(when, int(value)))
    if when == "next-day":
        sore = _answer(env, f"{doses.dose_limits.soreness.ask} y or n, Enter skips it: ").lower()
        said += [Later("sore", int(sore[0] == "y"))] if sore[:1] in ("y", "n") else []
    return said


def _answer(env: Environment, question: str) -> str:
    from spotguide.commands.reading import tell

    tell(env, question)
    env.stderr.flush()
    return env.stdin.readline().strip()
