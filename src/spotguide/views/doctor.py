"""What works here, one finding a line, with the cure for what does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

State = Literal["works", "limited", "missing"]
STYLES: dict[State, str] = {"works": "phase.press", "limited": "warning", "missing": "danger"}


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, what was found, and the cure where there is one."""

    name: str
    state: State
    found: str
    cure: str = ""


def lines(findings: Iterable[Finding]) -> str:
    """Return one line a finding, and its cure below it: for pipes and screen readers."""
    return "".join(f"{line}\n" for finding in findings for line in _lines(finding))


def _lines(finding: Finding) -> Iterator[str]:
    yield f"{finding.name}: {finding.state}. {finding.found}"
    if finding.cure:
        yield f"  To do: {finding.cure}"


def aloud(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield how many things are how, then each of them, for the ear."""
    states = [finding.state for finding in findings]
    many = (f"{state.capitalize()}: {states.count(state)}." for state in STYLES)
    yield f"{len(findings)} things looked at. {' '.join(many)}"
    for finding in findings:
        yield from _lines(finding)


def page(findings: Iterable[Finding]) -> Group:
    """Return the findings for a screen: the state is a word as well as a color."""
    return Group(*(part for finding in findings for part in _parts(finding)))


def _parts(finding: Finding) -> Iterator[Padding | Text]:
    head = Text(finding.name, style="title")
    head.append(f"  {finding.state}", style=STYLES[finding.state])
    yield head
    yield Padding(Text(finding.found), (0, 0, 0, 2))
    if finding.cure:
        yield Padding(Text(f"To do: {finding.cure}", style="hint"), (0, 0, 0, 2))


def as_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return the findings under the keys of docs/audio.md; without a cure it is None."""
    return [
        {
            "name": finding.name,
            "state": finding.state,
            "found": finding.found,
            "cure": finding.cure or None,
        }
        for finding in findings
    ]
