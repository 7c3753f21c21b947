"""Words: what pydantic finds wrong with a table, said for people, with the nearest right word."""

from __future__ import annotations

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from spotguide.core.catalog import kinds
from spotguide.core.catalog.faults import Fault, Path, hint, nearest, shown

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

PATTERNS = {
    kinds.ENDED: "does not end a sentence: it needs a full stop, ? or ! at the end",
    kinds.ENDED_OR_EMPTY: "does not end a sentence: it needs a full stop, ? or ! at the end",
    kinds.FULL_STOP: "does not end with a full stop",
    kinds.ASKED: "does not end with a question mark",
    kinds.LISTED: "is a line of a list: no full stop, ? or ! at the end",
    kinds.KEBAB: "{} is not an id: lower-case words, joined by hyphens",
    kinds.DOI: "{} is not a DOI: that begins with 10. and has a slash",
    kinds.WEB: "{} is not a web address: that begins with https:// and has no space",
    kinds.CAPITALS: "{} is not a block word: two or more capital letters",
}
WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
}
MOST = 500
"""Faults of one table that are put into words; whoever mends these sees the next ones."""

OURS = ("window", "size", "braces", "field")
"""Faults that a model of ours words itself."""


def faults_in(file: str, model: type[BaseModel], error: ValidationError) -> list[Fault]:
    """Return what is wrong with a table of this model, one fault for each mistake.

    A key that is misspelled is one fault, not an unknown key and a missing one. Of very many, only
    the first are put into words.
    """
    details = error.errors(include_url=False)[:MOST]
    meant = {
        (*detail["loc"][:-1], nearest(detail["loc"][-1], _keys(model, detail["loc"][:-1])))
        for detail in details
        if detail["type"] == "extra_forbidden"
    }
    return [
        Fault(file, path, said)
        for detail in details
        if not (detail["type"] == "missing" and detail["loc"] in meant)
        for path, said in _said(model, detail)
    ]


def _said(model: type[BaseModel], detail: ErrorDetails) -> Iterator[tuple[Path, str]]:
    """Yield where the fault is and what to say of it; nothing for what only follows from others."""
    path, value = detail["loc"], detail["input"]
    match detail["type"]:
        case "missing":
            yield _missing(model, path)
        case "extra_forbidden":
            table = len(path) == 1 and isinstance(value, (dict, list))
            known = hint(path[-1], _keys(model, path[:-1]))
            yield path, f"unknown {'table' if table else 'key'}{known}"
        case "literal_error" if path[-1] == "[key]":
            yield path[:-1], f"unknown key{hint(value, _keys(model, path[:-2]))}"
        case "literal_error":
            choices = get_args(_at(model, path))
            said = f"{shown(value)} is not one of {', '.join(choices)}"
            yield path, said + hint(value, choices)
        case "tuple_type" if len(path) == 1 and isinstance(value, dict):
            yield path, f"may have many entries: write [[{path[0]}]]"
        case "model_type" if len(path) == 1 and isinstance(value, list):
            yield path, f"has one entry: write [{path[0]}]"
        case "too_short" if value:
            return  # its elements are at fault, and pydantic counts the good ones alone
        case _:
            yield path, _wrong(detail)


def _missing(model: type[BaseModel], path: Path) -> tuple[Path, str]:
    """Say what is missing: a table of the file, a key of a table, or one end of a range."""
    name = path[-1]
    if isinstance(name, int):
        return path[:-1], "must be [low, high]"
    if len(path) > 1:
        return path, "is missing"
    several = get_origin(_at(model, path)) is tuple
    return (), f"the table {f'[[{name}]]' if several else f'[{name}]'} is missing"


def _wrong(detail: ErrorDetails) -> str:
    """Say what is wrong with a value by itself."""
    kind, value, about = detail["type"], detail["input"], detail.get("ctx", {})
    if kind in WANTED or value != value:  # nan is the one value that differs from itself
        return f"must be {WANTED.get(kind, 'a number')}, not {shown(value)}"
    if value == "" or value == []:
        return "is empty"
    match kind:
        case "string_too_long":
            return f"has {len(value)} characters: {about['max_length']} is the most"
        case "string_pattern_mismatch":
            return PATTERNS[about["pattern"]].format(shown(value))
        case "greater_than_equal":
            return f"{shown(value)} is too small: {_number(about['ge'])} is the least"
        case "greater_than":
            return f"{shown(value)} is too small: it must be more than {_number(about['gt'])}"
        case "less_than_equal":
            return f"{shown(value)} is too large: {_number(about['le'])} is the most"
        case "too_long":
            return "must be [low, high]"
        case _:
            return detail["msg"] if kind in OURS else "is not what belongs here"


def _number(limit: float) -> str:
    return f"{round(limit):,}" if limit >= 10_000 else str(round(limit))


def _keys(model: type[BaseModel], path: Path) -> list[str]:
    """Return the keys that the table at this path may have."""
    table = _at(model, path)
    if isinstance(table, type) and issubclass(table, BaseModel):
        return [field.alias or name for name, field in table.model_fields.items()]
    return list(get_args(_bare(get_args(table)[0]))) if get_origin(table) is dict else []


def _at(model: type[BaseModel], path: Path) -> Any:
    """Return the type that a model wants at this path."""
    wanted: Any = model
    for part in path:
        if isinstance(wanted, type) and issubclass(wanted, BaseModel):
            fields = {field.alias or name: field for name, field in wanted.model_fields.items()}
            wanted = fields[str(part)].annotation
        elif get_origin(wanted) is dict:
            wanted = get_args(wanted)[1]
        else:
            wanted = get_args(wanted)[0]
        wanted = _bare(wanted)
    return wanted


def _bare(wanted: Any) -> Any:
    """Return a type without its constraints, and without None."""
    while get_origin(wanted) in (Annotated, Union, UnionType):
        wanted = next(inner for inner in get_args(wanted) if inner is not NoneType)
    return wanted
