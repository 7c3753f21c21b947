"""`next`: what is due, and what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from spotguide.core.due import Agenda
    from spotguide.core.history import Record
    from spotguide.core.plan.wishes import Request
    from spotguide.environment import Environment
    from spotguide.live.past import Past


def next_sessions(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="One line a place, no color.")] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never show it in a pager.")] = False,
) -> None:
    """Tell what is due and what is allowed, from your history and the limits.

    First a session that was left and can go on, and one that is not rated yet. Then each place that
    you have pressed: due now, to wait and until when, or time to look back, with what came of it
    last. That nothing is due is a fine answer.

    \b
    Examples:
      spotguide next
      spotguide next --plain
      spotguide next --json
    """
    from spotguide.commands import reading
    from spotguide.views import next as view

    env: Environment = context.obj
    told = view.Told(_agenda(env), env.catalog)
    if as_json:
        reading.write_json(env, view.as_json(told))
    elif not told.agenda.standings and told.agenda.resume is None:
        reading.tell(env, view.NO_HISTORY)
    elif reading.spoken(env):
        reading.say(env, view.sentences(told))
    elif reading.lines_only(env, plain):
        reading.write(env, "".join(f"{line}\n" for line in view.sentences(told)))
    else:
        reading.show(env, lambda _: view.NextPage(told), plain=plain, pager=not no_pager)


def _agenda(env: Environment) -> Agenda:
    """Return what is next; raise UnreadableHistory where the past cannot be known."""
    from spotguide.commands.opening import opened_past
    from spotguide.core.due import Agenda, agenda

    now = env.now()
    with opened_past(env) as past:
        if past is None:
            return Agenda(now, None, None, ())
        found = _asked(env, past)
        if past.error:
            raise past.error
        return agenda(*found, now)


def _asked(env: Environment, past: Past) -> tuple[list[Request], Record | None]:
    """Return a request for each spot that was pressed, and the newest session of all."""
    from spotguide.core.plan.wishes import Request, Wishes

    assert past.store is not None
    now, pressed = env.now(), past.store.last_pressed()
    requests = [
        Request(spot, env.catalog, Wishes(), past.recall(spot.slug, now), now)
        for spot in env.catalog.spots
        if spot.slug in pressed
    ]
    newest = past.store.sessions(newest=1, whole=False)
    return requests, newest[0].record() if newest else None
