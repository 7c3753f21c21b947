"""The app, and the one way out: `main(args, env) -> int`."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from spotguide.environment import Environment


def run() -> None:
    """Run as a program: the arguments and the world are the real ones."""
    from spotguide.environment import Environment

    gc.disable()  # a command is over before collecting pays
    status = main(sys.argv[1:], Environment())
    for stream in filter(None, (sys.stdout, sys.stderr)):  # none at all where nobody looks
        _flush(stream)
    gc.freeze()  # else Python looks through all there is once more before it ends
    raise SystemExit(status)


def _flush(stream: TextIO) -> None:
    """Write what is left; where nobody reads, Python must not try once more and complain."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def main(args: Sequence[str], env: Environment) -> int:
    """Carry out one command and return its exit status; nothing else in the program exits."""
    if list(args) == ["--version"]:
        from importlib import metadata  # slow

        env.stdout.write(f"spotguide {metadata.version('spotguide')}\n")
        return 0
    from typer import Abort, TyperException

    from spotguide.commands.app import app_for, check_command
    from spotguide.errors import SpotguideError

    try:
        check_command(args)
        with redirect_stdout(env.stdout), redirect_stderr(env.stderr):
            status = app_for(args)(args, prog_name="spotguide", standalone_mode=False, obj=env)
        return status if isinstance(status, int) else 0
    except SpotguideError as error:
        return _told(env, str(error), error.exit_status)
    except TyperException as error:
        return _told(env, error.format_message(), error.exit_code)
    except Abort:
        return 130


def _told(env: Environment, text: str, status: int) -> int:
    """Say on standard error what went wrong, and return the status that it has."""
    from spotguide.commands.reading import tell

    tell(env, f"{text}\n")
    return status
