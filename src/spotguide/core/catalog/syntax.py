"""Syntax: what is wrong with a text that tomli cannot read, and in which line."""

from __future__ import annotations

import re

import tomli

from spotguide.core.catalog.characters import odd
from spotguide.core.catalog.faults import shown
from spotguide.core.catalog.lines import deepest_line, line_at

PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
STATEMENT = re.compile(rf"^[ \t]*({PART}(?:[ \t]*\.[ \t]*{PART})*)[ \t]*=", re.MULTILINE)
SAID = {
    "Invalid value": "no value begins like this; text stands in double quotes",
    "Invalid statement": "a line begins with a key, with [ or with #",
    "Expected '=' after a key in a key/value pair": "a key is followed by = and its value",
    "Unclosed array": "a list is not closed with ]",
    "Unterminated string": "a text is not closed with a quote",
}
"""What tomli says most often, in words for people."""

TAKEN = ("Cannot redefine", "Cannot mutate", "Cannot overwrite", "Duplicate")


def fault_in(text: str, error: ValueError | RecursionError) -> tuple[int, str]:
    """Return the line of what tomli stumbled over, and what to say of it."""
    if isinstance(error, RecursionError):
        return deepest_line(text), "is nested too deeply"
    if isinstance(error, tomli.TOMLDecodeError):
        return _syntax(error.msg, text, error.pos)
    digits = re.search("[0-9_]{4000}", text)  # more than Python is willing to read as a number
    return line_at(text, digits.start()) if digits else 1, "holds a number far too large"


def _syntax(message: str, text: str, position: int) -> tuple[int, str]:
    """Return the line of a fault in the syntax, and what to say of it."""
    start = text.rfind("\n", 0, position) + 1
    line, column = line_at(text, position), position - start + 1
    letter = text[position : position + 1]
    if message == "Cannot overwrite a value" and text[start:].lstrip(" \t")[:1] != "[":
        *_, key = STATEMENT.finditer(text, 0, position)  # the position is behind the value
        name = key[1].strip("\"'")
        return line_at(text, key.start(1)), f"the key {shown(name)} is here already"
    if message.startswith("Cannot declare"):
        header = text[start:].partition("]")[0].strip("[ \t")
        return line, f"the table {shown(header)} is here already"
    if "character" in message and letter == "\n":
        said = "a text is not closed with a quote on its line"
    elif letter and letter not in "\n\t" and not letter.isprintable():
        return line, f"column {column}: {odd(letter)}"
    elif message.startswith(TAKEN):
        said = "this key is here already"
    else:
        said = SAID.get(message, message[:1].lower() + message[1:])
    return line, f"column {column}: is not TOML: {said}"
