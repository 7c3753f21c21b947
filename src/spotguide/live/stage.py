"""Setting the stage: the live screen where there is a terminal to draw on, else the plain lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

from spotguide.adapters.signals import Act
from spotguide.live.company import Company, Host, accompany
from spotguide.live.loop import Stage
from spotguide.live.teletype import Figure, Teletype
from spotguide.views.aloud import LONGEST

if TYPE_CHECKING:
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.session import Session
    from spotguide.environment import Environment
    from spotguide.views.figure import Wish


@dataclass(frozen=True)
class Manner:
    """How a session is to be shown: where it talks, in plain lines or not, seconds of heartbeat.

    `figure` says how the figure is drawn, `still` that nothing on the screen moves by itself.
    """

    talk: TextIO
    plain: bool = False
    heartbeat: int = 30
    figure: Wish = "auto"
    still: bool = False
    company: Company = field(default_factory=Company)


def is_live(env: Environment, manner: Manner) -> bool:
    """Say whether there is a screen to draw on: keys come from a terminal, and so it is shown."""
    if manner.plain or env.accessible or env.dumb:
        return False
    if manner.company.events == "-" and env.stdout.isatty():  # they would stand amid the screen
        return False
    return env.stdin.isatty() and manner.talk.isatty()


@contextmanager
def stage(env: Environment, manner: Manner, spot: Spot | None = None) -> Iterator[Stage]:
    """Take the terminal, or the lines, until the block is left; for a spot, with its figure."""
    with ExitStack() as stack:
        live = is_live(env, manner)
        told: list[str] = []
        stack.callback(lambda: _tell(env, told))  # once the screen is given back
        leaving: list[Act] = []  # what a second Ctrl-C must still do, where nothing else can
        setting = (_screen if live else _lines)(env, manner, spot, leaving)
        alone = stack.enter_context(setting)
        if spot is None:
            yield alone
            return
        host = Host(env, manner.talk, live, spot.name, told.append, leaving)
        with ExitStack() as beside:
            yield accompany(alone, manner.company, host, beside)


def _tell(env: Environment, sentences: list[str]) -> None:
    """Tell what went wrong beside the session, once it is over."""
    for sentence in dict.fromkeys(sentences):
        env.stderr.write(f"{sentence}\n")


def _leave(leaving: list[Act]) -> None:
    """Give back what is held, the screen last, whatever goes wrong with the rest."""
    for act in reversed(leaving):
        with suppress(Exception):
            act()


@contextmanager
def _lines(
    env: Environment, manner: Manner, spot: Spot | None, leaving: list[Act]
) -> Iterator[Stage]:
    terminal = env.stdin.isatty()
    columns = env.size()[0] if manner.talk.isatty() else LONGEST
    teletype = Teletype(manner.talk, manner.heartbeat, columns, _in_words(env, manner, spot))
    with (env.read_keys if terminal else env.read_lines)(
        env.stdin, lambda: _leave(leaving)
    ) as read:
        yield Stage(teletype, read, terminal)


def _in_words(env: Environment, manner: Manner, spot: Spot | None) -> Figure:
    """Return what tells the figure of a spot in words, for the side at hand, where it is wanted."""

    def told(session: Session) -> tuple[str, ...]:
        wanted = manner.figure == "words" or (env.accessible and manner.figure != "off")
        if spot is None or not wanted:
            return ()
        from spotguide.views.figure import lines

        side = session.plan.sides[0].side if session.plan.sides else "middle"
        shown = side if side in ("left", "right") else None
        return lines(env.catalog.figures[spot.figure], spot.number, shown)

    return told


@contextmanager
def _screen(
    env: Environment, manner: Manner, spot: Spot | None, leaving: list[Act]
) -> Iterator[Stage]:
    from spotguide.adapters.screen import screen
    from spotguide.live.pictures import Pictures
    from spotguide.live.screen import Screen
    from spotguide.views.session import About

    console = env.console(manner.talk)
    look = env.look(manner.talk, manner.figure, pictures=spot is not None)
    pictures = Pictures(env.catalog, spot, look, manner.still) if spot else None
    title = f"{spot.number} {spot.name}" if spot else "spotguide"
    ascii_only = not (manner.talk.encoding or "").lower().startswith("utf")
    about = About(title, ascii_only=ascii_only)
    with (
        env.read_keys(env.stdin, lambda: _leave(leaving)) as read,
        screen(manner.talk, True) as paint,
    ):
        leaving.append(paint.pause)
        yield Stage(Screen(env, console, paint, about, pictures), read, True)
