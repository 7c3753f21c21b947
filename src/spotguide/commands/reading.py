"""Puts something to read before a person: on the terminal, through a pager, or down a pipe."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from spotguide.views.letters import spell

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from spotguide.environment import Environment
    from spotguide.views.page import Page

LEAST_WIDTH = 20  # columns; a narrower claim is no screen
COLUMNS = re.compile(r" {2,}")
ALWAYS = "always"
"""What ACCESSIBLE says for --accessible: sentences wherever they go, not on a terminal alone."""


def lines_only(env: Environment, plain: bool) -> bool:
    """Say whether output must be lines without columns, color, links or a pager."""
    return plain or env.accessible or env.dumb or not env.stdout.isatty()


def spoken(env: Environment) -> bool:
    """Say whether output is for the ear: ACCESSIBLE at a terminal, --accessible everywhere.

    In a pipe ACCESSIBLE=1 alone leaves the fields with tabs, which other programs read.
    """
    everywhere = env.variables.get("ACCESSIBLE", "").lower() == ALWAYS
    return env.accessible and (everywhere or env.stdout.isatty())


def say(env: Environment, texts: Iterable[str]) -> None:
    """Write sentences for the ear on standard output, in lines as wide as the window."""
    write(env, told(env, texts))


def tell(env: Environment, text: str) -> None:
    """Write a text on standard error; with ACCESSIBLE as sentences for the ear, without columns."""
    if env.accessible:
        text = told(env, (COLUMNS.sub(": ", line.strip()) for line in text.splitlines()))
    env.stderr.write(text)


def told(env: Environment, texts: Iterable[str]) -> str:
    """Return sentences for the ear as lines, none of them wider than the window."""
    from spotguide.views.aloud import lines

    return "".join(f"{line}\n" for line in lines(texts, max(env.size()[0], LEAST_WIDTH)))


def show(
    env: Environment, draw: Callable[[bool], RenderableType], *, plain: bool, pager: bool
) -> None:
    """Show what `draw(links)` returns, through a pager if there is one and it does not fit.

    `plain` is the wish for no color, no links and no pager; a pipe, ACCESSIBLE and TERM=dumb
    mean no links and no pager too.
    """
    screen = not lines_only(env, plain)
    text = _rendered(env, draw, plain, links=screen)
    if screen and pager and text.count("\n") >= env.size()[1]:
        from spotguide.adapters import pager as device

        if command := device.pager_command(env.variables):
            if not device.passes_links(command):
                plain = plain or not device.passes_color(command)
                text = _rendered(env, draw, plain, links=False)
            if device.page(text, command, env.variables, env.stdout):
                return
    write(env, text)


def read(
    env: Environment,
    page: Page,
    *,
    plain: bool,
    pager: bool,
    figure: tuple[RenderableType | None, str] = (None, ""),
) -> None:
    """Show a page, to a listener as sentences; `figure` stands before the section it names."""
    if spoken(env):
        from spotguide.views import aloud

        say(env, aloud.page(page))
        return
    from spotguide.views.sheet import Sheet

    show(env, lambda links: Sheet(page, links, *figure), plain=plain, pager=pager)


def write(env: Environment, text: str) -> None:
    """Write text in letters that standard output has, at once."""
    env.stdout.write(spell(text, env.stdout.encoding or "utf-8"))
    env.stdout.flush()


def write_json(env: Environment, value: Any) -> None:
    """Write a value as JSON, in ASCII where standard output is not Unicode."""
    import json

    unicode = (env.stdout.encoding or "utf-8").lower().startswith("utf")
    write(env, json.dumps(value, indent=2, ensure_ascii=not unicode) + "\n")


def _rendered(
    env: Environment, draw: Callable[[bool], RenderableType], plain: bool, *, links: bool
) -> str:
    console = _console(env, plain)
    with console.capture() as captured:
        console.print(draw(links and console.color_system is not None))
    return re.sub(r" +$", "", captured.get(), flags=re.MULTILINE)


def _console(env: Environment, plain: bool) -> Console:
    """Return the console of standard output, without color where plain text is asked for."""
    env = replace(env, variables={**env.variables, "NO_COLOR": "1"}) if plain else env
    console = env.console()
    console.width = max(console.width, LEAST_WIDTH)
    return console
