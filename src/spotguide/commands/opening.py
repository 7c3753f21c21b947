"""The history as a command has it: opened, told what was found, closed again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from spotguide.core.dates import span
from spotguide.core.summaries import Wanted
from spotguide.errors import SeveralNames, UnknownName

if TYPE_CHECKING:
    from spotguide.adapters.store import Store
    from spotguide.core.history import Record
    from spotguide.environment import Environment
    from spotguide.live.past import Past

NOTHING = "No session is recorded yet. To begin one: spotguide treat\n"
NEWEST = ("", "last", "newest")


@contextmanager
def opened(env: Environment, begin: bool = False) -> Iterator[Store | None]:
    """Open the history, as `opened_past` does, for what is stored in it."""
    with opened_past(env, begin) as past:
        yield past.store if past else None


@contextmanager
def opened_past(env: Environment, begin: bool = False) -> Iterator[Past | None]:
    """Open the history, None where there is none and none is to begin.

    Sessions that nothing has ended are marked, unless one of them may be running; damage is told on
    standard error. Raise UnreadableHistory or UnwritableHistory.
    """
    from spotguide.commands.reading import tell
    from spotguide.live.past import Past, kept

    if not (begin or kept(env)):
        yield None
        return
    from spotguide.adapters.lock import running

    past = Past(env)
    try:
        if past.error:
            raise past.error
        if running(past.folder) is None:
            past.end_interrupted(env.now())
        yield past
    finally:
        if past.damage:
            tell(env, f"{past.damage}\n")
        past.close()


def find_session(store: Store | None, words: str, env: Environment, command: str) -> Record:
    """Return the session of a number or of the time at which it began; no word: the newest.

    Raise UnknownName, or SeveralNames with `command` and the number of each.
    """
    name = words.strip()
    found = _found(store, name, env) if store else []
    if len(found) == 1:
        return found[0]
    if found:
        shown = [(f"{command} {one.id}", f"{one.started_at:%Y-%m-%d %H:%M}") for one in found]
        raise SeveralNames(name, shown)
    hint = "A session goes by its number, or by when it began, as history shows it."
    raise UnknownName("session", name or "newest", (), "spotguide history", hint)


def _found(store: Store, name: str, env: Environment) -> list[Record]:
    if name.lower() in NEWEST:
        return store.records(Wanted(), newest=1)
    if name.isascii() and name.isdecimal() and len(name) < 16:
        stored = store.session(int(name))
        return [stored.record()] if stored else []
    days = span(name, env.now())
    return store.records(Wanted(first=days[0], last=days[1])) if days else []
