"""The end of a session, told where the session talked: on a screen or in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spotguide.live.stage import Manner, is_live
from spotguide.views.summary import Line, Told, summary, to_go_on

if TYPE_CHECKING:
    from datetime import datetime

    from spotguide.core.catalog.spots import Spot
    from spotguide.core.history import Record
    from spotguide.environment import Environment
    from spotguide.live.past import Past
    from spotguide.live.treating import Ending

NOTHING = Line("Left before anything was begun. Nothing was recorded.")


def tell(env: Environment, spot: Spot, ending: Ending, past: Past | None, manner: Manner) -> None:
    """Write the truth of the session in a few lines."""
    lines = [NOTHING]
    if ending.record is not None:
        lies = _lies(ending, past) if past else ""
        resume = to_resume(ending.record, env.now()) if past and not ending.problem else ""
        told = Told(spot, env.catalog, ending.again, resume, lies, rehearsed=past is None)
        lines = summary(ending.record, told)
    write(env, lines, manner)


def to_resume(record: Record, now: datetime) -> str:
    """Return how a session that was cut short goes on, and until when; empty if it does not."""
    from spotguide.core.dates import when
    from spotguide.core.plan.resuming import open_until

    until = open_until(record)
    return to_go_on(when(until, now)) if until and now <= until else ""


def _lies(ending: Ending, past: Past) -> str:
    """Return where the record lies, or why it does not."""
    if ending.problem:
        return f"{ending.problem} The record of this session stands below."
    return f"The record lies in {past.folder}. To see it: spotguide history"


def write(env: Environment, lines: list[Line], manner: Manner) -> None:
    """Write lines as the session was shown: with styles on a screen, else as plain lines."""
    from spotguide.views.aloud import LONGEST
    from spotguide.views.letters import spell
    from spotguide.views.plain import lines as plain_lines

    try:
        if is_live(env, manner):
            from rich.text import Text

            console = env.console(manner.talk)
            for line in lines:
                console.print(Text(line.text, line.style), soft_wrap=False)
        else:
            columns = env.size()[0] if manner.talk.isatty() else LONGEST
            found = plain_lines((line.text for line in lines), width=columns)
            text = "".join(f"{line}\n" for line in found)
            manner.talk.write(spell(text, manner.talk.encoding or "utf-8"))
        manner.talk.flush()
    except OSError:  # nobody reads any more; the record is kept all the same
        return
