"""Asking a terminal whether it shows pictures, before anything else is read from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TextIO

from spotguide.adapters.asking import BETWEEN, ask

# A picture of one pixel that is only asked about.
QUESTION = b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"
YES = re.compile(rb"\x1b_Gi=31;OK\x1b\\")


def shows_pictures(stdin: TextIO, stdout: TextIO, variables: Mapping[str, str]) -> bool:
    """Ask the terminal, and wait a moment at most; what it answers is never a key.

    False where there is no terminal, where another program stands between, and on Windows.
    """
    if any(variables.get(name) for name in BETWEEN):
        return False
    return bool(YES.search(ask(stdin, stdout, QUESTION)))
