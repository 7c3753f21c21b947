"""`again`: the last session once more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from spotguide.commands.options import (
    Agreed,
    Before,
    Cleared,
    HandsFree,
    NoInput,
    Pace,
    RecordAsJson,
    shown,
)

if TYPE_CHECKING:
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.history import Record
    from spotguide.environment import Environment

LOOKED_AT = 50  # sessions, to find the newest that counts
NOTHING = "No session is recorded that could be done again. To begin one: spotguide treat"


@shown
def again(
    context: typer.Context,
    before: Before = None,
    cleared: Cleared = False,
    agreed: Agreed = None,
    pace: Pace = "auto",
    hands_free: HandsFree = False,
    no_input: NoInput = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Only show the plan, in words and minutes.")
    ] = False,
    as_json: RecordAsJson = False,
) -> None:
    """Do the last session once more: the same spot and sides, the same tool, in the same place.

    The safety questions and the limits are those of treat. Where it may not be pressed as last time
    any more you choose anew. Sessions that were over before 30 seconds of pressure do not count.

    \b
    Examples:
      spotguide again
      spotguide again --before 3
      spotguide again --preview

    Exit status: as of treat; 2 no session to do again, 4 too soon, or refused for safety.
    """
    from spotguide.commands.guiding import guide, manner_of, rating, show_plan
    from spotguide.commands.reading import tell
    from spotguide.core.plan.again import once_more
    from spotguide.core.plan.wishes import Wishes
    from spotguide.views.summary import once_more as said

    env: Environment = context.obj
    wishes = Wishes(
        before=rating(before),
        cleared=cleared,
        agreed=tuple(agreed or ()),
        pace=pace,
        hands_free=hands_free,
        no_input=no_input,
    )
    record, spot = _last(env)
    wishes = once_more(record.outline, wishes)
    if preview:
        show_plan(env, spot, wishes, as_json)
        return
    tell(env, f"{said(record, spot, env.catalog)}\n")
    env.stderr.flush()
    raise typer.Exit(guide(env, spot, wishes, manner_of(context), as_json))


def _last(env: Environment) -> tuple[Record, Spot]:
    """Return the newest session that counts, and where it was; raise WrongUsage if there is none.

    Raise UnreadableHistory where that cannot be known.
    """
    from contextlib import closing

    from spotguide.commands.reading import tell
    from spotguide.core.plan.limits import counts
    from spotguide.errors import WrongUsage, quotable
    from spotguide.live.past import Past, kept

    if not kept(env):
        raise WrongUsage(NOTHING)
    with closing(Past(env)) as past:
        if past.error:
            raise past.error
        if past.damage:
            tell(env, f"{past.damage}\n")
        records = past.records(newest=LOOKED_AT)
    record = next((one for one in records[::-1] if counts(one) and one.treated), None)
    if record is None:
        raise WrongUsage(NOTHING)
    slug = record.outline.spot
    spot = next((one for one in env.catalog.spots if one.slug == slug), None)
    if spot is None:
        raise WrongUsage(
            f'The last session was at "{quotable(slug)}", which is not in the catalog any more. '
            "To begin another: spotguide treat"
        )
    return record, spot
