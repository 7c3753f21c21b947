"""Setting the stage: the live screen where there is a terminal to draw on, else the plain lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from spotguide.live.loop import Stage
from spotguide.live.teletype import Teletype

if TYPE_CHECKING:
    from spotguide.environment import Environment


@dataclass(frozen=True)
class Manner:
    """How a session is to be shown: where it talks, in plain lines or not, seconds of heartbeat."""

    talk: TextIO
    plain: bool = False
    heartbeat: int = 30


def is_live(env: Environment, manner: Manner) -> bool:
    """Say whether there is a screen to draw on: keys come from a terminal, and so it is shown."""
    if manner.plain or env.accessible or env.dumb:
        return False
    return env.stdin.isatty() and manner.talk.isatty()


@contextmanager
def stage(env: Environment, manner: Manner, title: str) -> Iterator[Stage]:
    """Take the terminal, or the lines, until the block is left."""
    if is_live(env, manner):
        with _screen(env, manner, title) as live:
            yield live
        return
    terminal = env.stdin.isatty()
    teletype = Teletype(manner.talk, manner.heartbeat)
    with (env.read_keys if terminal else env.read_lines)(env.stdin, lambda: None) as read:
        yield Stage(teletype, read, terminal)


@contextmanager
def _screen(env: Environment, manner: Manner, title: str) -> Iterator[Stage]:
    from spotguide.adapters.screen import screen
    from spotguide.live.screen import Screen
    from spotguide.views.session import About

    console = env.console(manner.talk)
    ascii_only = not (manner.talk.encoding or "").lower().startswith("utf")
    with (
        env.read_keys(env.stdin, lambda: paint.pause()) as read,
        screen(manner.talk, True) as paint,
    ):
        yield Stage(Screen(env, console, paint, About(title, (), ascii_only)), read, True)
