"""What a person wants of every session: the table `session` of the settings, and its variables.

Options beat variables, variables beat settings, settings beat what is usual.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from spotguide.errors import WrongUsage, quotable

TABLES = ("figures", "hooks", "session")
"""The tables that settings may have."""

NEVER = ("", "0", "off", "false", "no")
"""What a variable says to mean no."""


@dataclass(frozen=True)
class Preferences:
    """How a session is shown and heard, under the names of the options of `treat`.

    `rate` is in words a minute, `volume` from 0 to 100, `heartbeat` in seconds, 0 for none.
    """

    voice: bool = False
    voice_command: str = ""
    rate: int = 150
    language: str = ""
    sound: bool = False
    volume: int = 50
    notify: bool = False
    plain: bool = False
    heartbeat: int = 30


RANGES: Mapping[str, tuple[int, int]] = {
    "rate": (60, 400), "volume": (0, 100), "heartbeat": (0, 3600),
}  # fmt: skip
"""The least and the most of each number."""

KEYS: Mapping[str, type] = {each.name: type(each.default) for each in fields(Preferences)}
"""The keys of the table, and what each of them is."""


def preferences(
    settings: Mapping[str, Any],
    variables: Mapping[str, str],
    file: str = "settings.toml",
    **options: object,
) -> Preferences:
    """Return what holds for this session; an option that is None or empty was not given.

    A `voice_command` that is given as an option asks for the voice too, unless `voice` says no.
    Raise WrongUsage for a table, a key or a value that there cannot be, with what would be right.
    """
    found = {**_kept(settings, file), **_said(variables)}
    found |= {key: value for key, value in options.items() if value not in (None, "")}
    if options.get("voice_command") and options.get("voice") is None:
        found["voice"] = True
    return replace(Preferences(), **found)


def _kept(settings: Mapping[str, Any], file: str) -> dict[str, Any]:
    """Return what the settings say."""
    for name, value in settings.items():
        if name not in TABLES:
            shown = quotable(name)
            raise WrongUsage(f"{file}: there is no table [{shown}]. {_known(name, TABLES)}")
        if not isinstance(value, Mapping):
            raise WrongUsage(f"{file}: {name}: this must be a table, [{name}], with keys below it.")
    table = settings.get("session", {})
    for key, value in table.items():
        if key not in KEYS:
            raise WrongUsage(f"{file}: session: there is no {quotable(key)}. {_known(key, KEYS)}")
        if type(value) is not KEYS[key] or not _within(key, value):
            raise WrongUsage(f"{file}: session.{key}: this must be {_right(key)}.")
    return dict(table)


def _said(variables: Mapping[str, str]) -> dict[str, Any]:
    """Return what the variables say; an empty one says no, or nothing."""
    found: dict[str, Any] = {}
    for key, kind in KEYS.items():
        text = variables.get(name := f"SPOTGUIDE_{key.upper()}")
        if text is None:
            continue
        if kind is bool:
            found[key] = text.lower() not in NEVER
        elif kind is str:
            found[key] = text
        elif text:
            value = int(text) if text.isdecimal() and len(text) < 6 else -1
            if not _within(key, value):
                raise WrongUsage(f"{name}={quotable(text)}: this must be {_right(key)}.")
            found[key] = value
    return found


def _within(key: str, value: object) -> bool:
    least, most = RANGES.get(key, (0, 0))
    return not isinstance(value, int) or isinstance(value, bool) or least <= value <= most


def _right(key: str) -> str:
    """Return what a value has to be, with how it is written."""
    if key in RANGES:
        return "a number from {} to {}".format(*RANGES[key])
    return "true or false" if KEYS[key] is bool else 'a text, such as "en-us"'


def _known(name: str, names: Iterable[str]) -> str:
    """Return the nearest name, else all there are."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(names), 1)
    return f"Did you mean {near[0]}?" if near else f"There are {', '.join(sorted(names))}."
