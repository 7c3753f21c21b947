"""What `history` does with one session: show it, note words to it, delete it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spotguide.commands.opening import find_session, opened
from spotguide.commands.reading import tell
from spotguide.errors import WrongUsage

if TYPE_CHECKING:
    from spotguide.core.history import Record
    from spotguide.environment import Environment

LONGEST = 2000  # letters of a note


def show(env: Environment, words: list[str], *, as_json: bool, plain: bool, pager: bool) -> None:
    """Show one session whole."""
    from spotguide.commands import reading
    from spotguide.views import one_session
    from spotguide.views.record import as_json as record_as_json

    with opened(env) as store:
        record = find_session(store, " ".join(words), env, "spotguide history show")
    if as_json:
        reading.write_json(env, record_as_json(record, env.catalog))
    elif reading.spoken(env):
        reading.say(env, one_session.aloud(record, env.catalog))
    elif reading.lines_only(env, plain):
        lines = one_session.plain_page(record, env.catalog)
        reading.write(env, "".join(f"{line}\n" for line in lines))
    else:
        page = one_session.page(record, env.catalog)
        reading.show(env, lambda _: page, plain=plain, pager=pager)


def note(env: Environment, words: list[str]) -> None:
    """Keep the person's own words beside a session; none take earlier ones back."""
    from spotguide.core.notes import Remark, to_dict
    from spotguide.views.one_session import named

    if not words:
        raise WrongUsage('Which session? Say: spotguide history note 12 "felt better"')
    text = " ".join(" ".join(words[1:]).split())
    if len(text) > LONGEST:
        raise WrongUsage(f"A note has {LONGEST} letters at most; this one has {len(text)}.")
    if not text.isprintable():
        raise WrongUsage("A note holds letters that can be seen, in one line.")
    with opened(env) as store:
        record = find_session(store, words[0], env, "spotguide history note")
        assert store is not None
        assert record.id is not None
        store.add(record.id, env.now(), to_dict(Remark(text)))
    done = "Noted." if text else "The note is taken back."
    tell(env, f"{named(record, env.catalog)}. {done}\n")


def delete(env: Environment, words: list[str], *, sure: bool) -> None:
    """Delete one session, once the person is sure."""
    from spotguide.adapters.lock import running
    from spotguide.views.one_session import deleted, named

    if not words:
        raise WrongUsage("Which session? Say: spotguide history delete 12")
    with opened(env) as store:
        record = find_session(store, " ".join(words), env, "spotguide history delete")
        assert store is not None
        assert record.id is not None
        if record.reason is None and running(store.folder) is not None:
            raise WrongUsage("That session is still running; end it first.")
        if not (sure or agreed(env, deleted(record, env.catalog), _again(record))):
            env.stderr.write("Nothing was deleted.\n")
            return
        store.delete(record.id)
    tell(env, f"{named(record, env.catalog)}. Deleted.\n")


def _again(record: Record) -> str:
    return f"spotguide history delete {record.id} --yes"


def agreed(env: Environment, question: str, command: str) -> bool:
    """Ask on a terminal, and take only yes for it; raise WrongUsage where nobody is asked."""
    if not env.stdin.isatty():
        raise WrongUsage(f"Nobody is there to be asked. If you are sure: {command}")
    tell(env, f"{question} Type yes: ")
    env.stderr.flush()
    return env.stdin.readline().strip().lower() in ("y", "yes")
