"""Runs the program in memory: arguments in; status, standard output and standard error out.

Nothing is real but the facts: streams are strings, variables and clocks are given, and the folder
of records lies where the caller says. Tests take the fixture `run`, which passes their own folder.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from spotguide.adapters.files import read_data
from spotguide.cli import main
from spotguide.core.catalog import Catalog
from spotguide.environment import Environment


class Stream(io.StringIO):
    """A text stream in memory, as strict about its encoding as a real one."""

    def __init__(
        self, text: str = "", *, tty: bool = False, encoding: str = "utf-8", errors: str = "strict"
    ) -> None:
        super().__init__(text, newline="")
        self._tty, self._encoding, self._errors = tty, encoding, errors

    @property
    def encoding(self) -> str:
        return self._encoding

    def isatty(self) -> bool:
        return self._tty

    def write(self, text: str) -> int:
        return super().write(text.encode(self._encoding, self._errors).decode(self._encoding))


@dataclass(frozen=True)
class Result:
    """What one run of the program gave back."""

    status: int
    out: str
    err: str


def an_environment(
    folder: Path,
    *,
    stdin: str = "",
    tty: bool = False,
    columns: int = 80,
    lines: int = 24,
    encoding: str = "utf-8",
    variables: Mapping[str, str] | None = None,
    **overrides: Any,
) -> Environment:
    """Return a world in memory; `overrides` replace fields of Environment (now, monotonic, …).

    TERM is xterm-256color, COLUMNS and LINES are the size, HOME and SPOTGUIDE_DATA lie in
    `folder`; `variables` come on top. Nothing of the real environment is passed on.
    """
    given = {
        "TERM": "xterm-256color",
        "COLUMNS": str(columns),
        "LINES": str(lines),
        "HOME": str(folder),
        "SPOTGUIDE_DATA": str(folder / "records"),
        "SPOTGUIDE_SETTINGS": str(folder / "settings.toml"),
        **(variables or {}),
    }
    fields: dict[str, Any] = {
        "stdin": Stream(stdin, tty=tty, encoding=encoding),
        "stdout": Stream(tty=tty, encoding=encoding),
        "stderr": Stream(tty=tty, encoding=encoding, errors="backslashreplace"),
        "variables": given,
    }
    env = Environment(**{**fields, **overrides})
    if "read_data" not in overrides:
        vars(env)["catalog"] = facts()
    return env


@cache
def facts() -> Catalog:
    """The shipped facts, read once for all runs: they are frozen, and reading them takes long."""
    return Catalog(read_data)


def run(*args: str, folder: Path, env: Environment | None = None, **world: Any) -> Result:
    """Run one command in `env`, else in `an_environment(folder, **world)`."""
    env = an_environment(folder, **world) if env is None else env
    status = main(args, env)
    return Result(status, written(env.stdout), written(env.stderr))


def written(stream: Any) -> str:
    """Return what was written to a Stream, or nothing where a test put in another kind."""
    return stream.getvalue() if isinstance(stream, Stream) else ""
