"""The outside world as one dataclass of plain callables; tests replace what they need."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from spotguide.adapters import files

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from rich.console import Console

    from spotguide.adapters.keyboard import ReadKey
    from spotguide.adapters.store import Store
    from spotguide.core.catalog import Catalog, Read
    from spotguide.views.figure import Look, Wish


def boottime() -> float:
    """Return seconds on a clock that goes on while the computer sleeps."""
    clock = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    return time.monotonic() if clock is None else time.clock_gettime(clock)


def local_now() -> datetime:
    """Return the wall clock, aware of the local offset."""
    return datetime.now().astimezone()


def read_keys(stdin: TextIO, leave: Callable[[], None]) -> AbstractContextManager[ReadKey]:
    """Deliver the single keys of a terminal; see the adapter."""
    from spotguide.adapters import keyboard

    return keyboard.keys(stdin, leave)


def read_lines(stdin: TextIO, leave: Callable[[], None]) -> AbstractContextManager[ReadKey]:
    """Deliver the lines of a file or a pipe; see the adapter."""
    from spotguide.adapters import keyboard

    return keyboard.lines(stdin, leave)


def open_store(folder: Path, now: datetime) -> Store:
    """Open the history in the folder; see the adapter."""
    from spotguide.adapters import store

    return store.open_store(folder, now)


@dataclass
class Environment:
    """Streams, variables, clocks and folders: the real ones, unless they are replaced."""

    stdin: TextIO = field(default_factory=lambda: sys.stdin)
    stdout: TextIO = field(default_factory=lambda: sys.stdout)
    stderr: TextIO = field(default_factory=lambda: sys.stderr)
    variables: Mapping[str, str] = field(default_factory=lambda: os.environ)
    monotonic: Callable[[], float] = time.monotonic
    boottime: Callable[[], float] = boottime
    now: Callable[[], datetime] = local_now
    read_data: Read = files.read_data
    folder: Callable[[Mapping[str, str]], Path] = files.history_folder
    read_keys: Callable[[TextIO, Callable[[], None]], AbstractContextManager[ReadKey]] = read_keys
    read_lines: Callable[[TextIO, Callable[[], None]], AbstractContextManager[ReadKey]] = read_lines
    open_store: Callable[[Path, datetime], Store] = open_store

    @cached_property
    def settings(self) -> Mapping[str, Any]:
        """The person's settings, table by table; raise WrongUsage where they cannot be read."""
        return files.read_settings(files.settings_file(self.variables))

    @cached_property
    def catalog(self) -> Catalog:
        """The facts, each table loaded when it is first asked for."""
        from spotguide.core.catalog import Catalog

        return Catalog(self.read_data)

    def size(self) -> tuple[int, int]:
        """Return columns and rows: COLUMNS and LINES, else the terminal, else 80 by 24."""
        if all(self.variables.get(name, "").isdecimal() for name in ("COLUMNS", "LINES")):
            return int(self.variables["COLUMNS"]), int(self.variables["LINES"])
        found = shutil.get_terminal_size()
        columns = self.variables.get("COLUMNS", "")
        return int(columns) if columns.isdecimal() else found.columns, found.lines

    @property
    def accessible(self) -> bool:
        """Say whether ACCESSIBLE asks for plain lines; 0 and false do not."""
        return self.variables.get("ACCESSIBLE", "").lower() not in ("", "0", "false")

    @property
    def dumb(self) -> bool:
        """Say whether the terminal can only write lines, one after the other."""
        return self.variables.get("TERM", "") in ("", "dumb")

    def console(self, stream: TextIO | None = None) -> Console:
        """Return a console on standard output, or on the stream, with our color policy.

        No color and no escape at all with NO_COLOR, TERM=dumb, ACCESSIBLE or in a pipe;
        FORCE_COLOR and CLICOLOR_FORCE (not 0) turn it on in a pipe. Data is never markup.
        """
        from rich.console import Console

        from spotguide.views.theme import THEME

        stream = self.stdout if stream is None else stream
        terminal = stream.isatty() and not self.dumb
        return Console(
            file=stream,
            width=self.size()[0],
            theme=THEME,
            color_system="auto" if self.colorful(terminal) else None,
            force_terminal=terminal or self.forced,
            no_color=not self.colorful(terminal),
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
            _environ=self.variables,
        )

    @property
    def forced(self) -> bool:
        """Say whether color is asked for even where there is no terminal."""
        asked = (self.variables.get(name, "") for name in ("FORCE_COLOR", "CLICOLOR_FORCE"))
        return any(value not in ("", "0", "false") for value in asked)

    def look(self, stream: TextIO, wish: Wish = "auto", *, pictures: bool = False) -> Look:
        """Return how figures are drawn on a stream: as what, in which theme and tone of skin.

        With `pictures` the terminal is asked whether it shows some, which takes up to 0.1 seconds.
        SPOTGUIDE_FIGURE is a lasting wish, SPOTGUIDE_THEME and SPOTGUIDE_SKIN choose the colors, as
        do `figure`, `theme` and `skin` in the table `figures` of the settings; COLORFGBG tells a
        light terminal from a dark one. Raise WrongUsage for an unknown word.
        """
        from typing import get_args

        from spotguide.views.figure import Look, Terminal, Wish, choose_mode
        from spotguide.views.figure.palettes import Theme, Tone

        asked = wish if wish != "auto" else self._chosen("SPOTGUIDE_FIGURE", get_args(Wish), "auto")
        name = self.variables.get("TERM", "")
        terminal = Terminal(
            interactive=stream.isatty(),
            dumb=self.dumb,
            utf8=(stream.encoding or "").lower().startswith("utf"),
            accessible=self.accessible,
            no_color=bool(self.variables.get("NO_COLOR")),
            truecolor=self.variables.get("COLORTERM", "") in ("truecolor", "24bit"),
            colors=256 if "256color" in name else 16,
            answers=pictures and asked in ("auto", "picture") and self._answers(stream),
        )
        light = self.variables.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")
        theme = self._chosen("SPOTGUIDE_THEME", get_args(Theme), "light" if light else "dark")
        tone = self._chosen("SPOTGUIDE_SKIN", get_args(Tone), "tan")
        return Look(choose_mode(asked, terminal), theme, tone)

    def _answers(self, stream: TextIO) -> bool:
        """Ask the terminal whether it shows pictures, where it may be sent what is no text."""
        from spotguide.adapters.graphics import shows_pictures

        if self.accessible or self.dumb:
            return False
        return shows_pictures(self.stdin, stream, self.variables)

    def _chosen(self, variable: str, words: tuple[str, ...], usual: str) -> Any:
        """Return what a variable or the settings choose among words; else raise WrongUsage."""
        key = variable.rpartition("_")[2].lower()
        table = self.settings.get("figures", {})
        kept = table.get(key) if isinstance(table, Mapping) else None
        value = self.variables.get(variable) or kept or usual
        if value not in words:
            from spotguide.errors import WrongUsage, quotable

            told = quotable(str(value))
            raise WrongUsage(f"{variable}={told}: choose one of {', '.join(words)}.")
        return value

    def colorful(self, terminal: bool) -> bool:
        """Say whether color may be shown on a stream that is a terminal, or is not."""
        if self.variables.get("NO_COLOR") or self.accessible:
            return False
        return terminal or self.forced
