"""The pager: shows text a screen at a time. Whether to is decided by the caller."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from typing import TextIO

LESS = "less -FIRX"
LINKS_SINCE = 581  # the first release of less that passes links on instead of showing their codes


def pager_command(variables: Mapping[str, str]) -> list[str]:
    """Return the command of the pager: PAGER, else less if it is there, else nothing.

    An empty PAGER, `cat`, a program that is not there and a PAGER that cannot be read mean none.
    """
    try:
        words = shlex.split(variables.get("PAGER", LESS), posix=os.name == "posix")
    except ValueError:
        return []
    if not words or words[0] == "cat":
        return []
    program = shutil.which(words[0], path=variables.get("PATH", ""))
    return [program, *words[1:]] if program else []


def passes_color(command: list[str]) -> bool:
    """Say whether the pager can show color; `more` counts its codes as letters."""
    return os.path.basename(command[0]) != "more"


def passes_links(command: list[str]) -> bool:
    """Say whether the pager is a less that can show links."""
    if os.path.basename(command[0]) != "less":
        return False
    try:
        told = subprocess.run([command[0], "--version"], capture_output=True, timeout=1).stdout
    except (OSError, subprocess.TimeoutExpired):
        return False
    version = re.match(rb"less (\d+)", told)
    return bool(version) and int(version[1]) >= LINKS_SINCE  # type: ignore[index]


def page(text: str, command: list[str], variables: Mapping[str, str], stdout: TextIO) -> bool:
    """Run the pager on the text until the reader leaves it; say whether that was possible.

    Leaving it early is no error, and Ctrl-C is the pager's own.
    """
    try:
        handle = stdout.fileno()
        stdout.flush()
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=handle, env={"LESS": "FIRX", **variables}
        )
    except (OSError, ValueError):  # a stream in memory has no number
        return False
    with suppress(KeyboardInterrupt):
        process.communicate(text.encode(stdout.encoding or "utf-8", "replace"))
    while process.poll() is None:
        with suppress(KeyboardInterrupt):
            process.wait()
    return True
