"""What goes beside the screen or the lines: voice, earcons, events, window, notice, and `ctl`."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spotguide.adapters.processes import which_in
from spotguide.live.loop import Stage
from spotguide.live.several import Several

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TextIO, TypeAlias

    from spotguide.core.session import Session
    from spotguide.environment import Environment
    from spotguide.live.ears import Ears
    from spotguide.live.loop import Channel

    Ended: TypeAlias = Callable[[Session], None]


@dataclass(frozen=True)
class Company:
    """What a person wants beside the screen.

    `voice` speaks, with `voice_command` or the first speaker of the system, `rate` words a minute;
    `sound` plays earcons at a volume of 0 to 100; `events` is a file for JSON lines, "-" standard
    output, or empty; `notify` shows a notification at the end.
    """

    voice: bool = False
    voice_command: str = ""
    rate: int = 150
    language: str = ""
    sound: bool = False
    volume: int = 50
    events: str = ""
    notify: bool = False


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
    ears = _ears(company, host, stack) if company.voice or company.sound else None
    if ears:
        channels.append(ears)
    rate = company.rate if ears and ears.voice else 0
    ended = [_events(company, host, stack, channels)]
    if host.live:
        _window(host, stack, channels)
    if company.notify:
        stage = _notice(stage, host, stack, channels, ended)
    folder = env.folder(env.variables)
    listening = stack.enter_context(remote(env, folder, host.title, lambda problem: None))
    whole = Several(stage.channel, *channels)
    sounds = ears.sounds if ears else stage.sounds
    return replace(
        stage, channel=whole, remote=listening, rate=rate, ended=_each(ended), sounds=sounds
    )


def _each(acts: Sequence[Ended]) -> Ended:
    def ended(session: Session) -> None:
        for act in acts:
            act(session)

    return ended


def _ears(company: Company, host: Host, stack: ExitStack) -> Ears:
    """Return voice and earcons, as far as there are any."""
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
    return ears


def _events(company: Company, host: Host, stack: ExitStack, channels: list[Channel]) -> Ended:
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
    from spotguide.adapters.awake import Awake, has_screen, helper
    from spotguide.adapters.title import title_for
    from spotguide.live.window import Window

    env = host.env
    awake = Awake(helper(which_in(env.variables)))
    tell = host.tell if awake.command and has_screen(env.variables) else None
    window = Window(title_for(host.talk, env.variables), awake, host.title, tell)
    stack.callback(window.close)
    host.leaving.append(window.suspend)
    channels.append(window)


def _notice(
    stage: Stage, host: Host, stack: ExitStack, channels: list[Channel], ended: list[Ended]
) -> Stage:
    """Add a notification at the end; return the stage whose keys tell what is in front."""
    from spotguide.adapters.front import Front
    from spotguide.adapters.notice import Notice, ways
    from spotguide.adapters.title import writer
    from spotguide.live.notifying import Notifying, watched

    env, write = host.env, writer(host.talk)
    there = ways(which_in(env.variables), env.variables, host.live)
    front = Front(write) if host.live else None
    notifying = Notifying(Notice(there, write), front, host.tell)
    stack.callback(notifying.close)
    host.leaving.append(notifying.suspend)
    channels.append(notifying)
    ended.append(notifying.end)
    return replace(stage, read=watched(stage.read, front)) if front else stage
