"""What goes beside the screen or the lines: voice, earcons, events, the window, and `ctl`."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spotguide.adapters.processes import which_in
from spotguide.live.loop import Stage
from spotguide.live.several import Several

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    from spotguide.environment import Environment
    from spotguide.live.loop import Channel


@dataclass(frozen=True)
class Company:
    """What a person wants beside the screen.

    `voice` speaks, with `voice_command` or the first speaker of the system, `rate` words a minute;
    `sound` plays earcons at a volume of 0 to 100; `events` is a file for JSON lines, "-" standard
    output, or empty.
    """

    voice: bool = False
    voice_command: str = ""
    rate: int = 150
    language: str = ""
    sound: bool = False
    volume: int = 50
    events: str = ""


@dataclass(frozen=True)
class Host:
    """Where the company is: the world, the talk, whether a screen is drawn, and the session.

    `tell` takes a sentence on what went wrong, `leaving` what a second Ctrl-C must still do.
    """

    env: Environment
    talk: TextIO
    live: bool
    title: str
    tell: Callable[[str], None]
    leaving: list[Callable[[], None]]


def accompany(stage: Stage, company: Company, host: Host, stack: ExitStack) -> Stage:
    """Return the stage with all that was asked for beside it, until the stack is closed."""
    from spotguide.live.remote import remote

    env = host.env
    channels: list[Channel] = []
    rate = 0
    if company.voice or company.sound:
        rate = _ears(company, host, stack, channels)
    ended = _events(company, host, stack, channels)
    if host.live:
        _window(host, stack, channels)
    folder = env.folder(env.variables)
    listening = stack.enter_context(remote(env, folder, host.title, lambda problem: None))
    whole = Several(stage.channel, *channels)
    return replace(stage, channel=whole, remote=listening, rate=rate, ended=ended)


def _ears(company: Company, host: Host, stack: ExitStack, channels: list[Channel]) -> int:
    """Add voice and earcons; return the words a minute, 0 where nothing speaks."""
    from spotguide.adapters.sound import Sound, players
    from spotguide.adapters.voice import Voice, Wish, find
    from spotguide.live.ears import Ears

    env = host.env
    which = which_in(env.variables)
    wish = Wish("", company.voice_command, company.rate, company.language)
    speaker = find(wish, which) if company.voice else None
    if company.voice and speaker is None:
        host.tell("No voice was found. To see what works here: spotguide doctor")
    voice = Voice(speaker, env.monotonic) if speaker else None
    bell = host.talk if host.live else None
    volume = company.volume if company.sound else 0
    sound = Sound(players(which), bell, volume, env.monotonic) if company.sound else None
    ears = Ears(env.monotonic, voice, sound, host.tell, company.rate)
    stack.callback(ears.close)
    host.leaving.append(ears.suspend)
    channels.append(ears)
    return company.rate if voice else 0


def _events(
    company: Company, host: Host, stack: ExitStack, channels: list[Channel]
) -> Callable[..., None]:
    """Add events and hooks, if they are wanted; return what is to be called after each run."""
    wanted = host.env.settings.get("hooks", {})
    if not (company.events or wanted):
        return lambda session: None
    from spotguide.adapters.hooks import Hooks, table
    from spotguide.adapters.outlet import open_outlet
    from spotguide.live.events_out import KINDS, EventsOut

    env = host.env
    hooks = Hooks(table(wanted, KINDS), env.variables, host.tell) if wanted else None
    outlet = open_outlet(company.events, env.stdout) if company.events else None
    told = EventsOut(host.title, outlet, hooks)
    stack.callback(told.close)
    channels.append(told)
    return told.end


def _window(host: Host, stack: ExitStack, channels: list[Channel]) -> None:
    """Add the title of the window, and keep the screen on."""
    from spotguide.adapters.awake import Awake, helper
    from spotguide.adapters.title import title_for
    from spotguide.live.window import Window

    env = host.env
    awake = Awake(helper(which_in(env.variables)))
    window = Window(title_for(host.talk, env.variables), awake, host.title)
    stack.callback(window.close)
    host.leaving.append(window.suspend)
    channels.append(window)
