"""Screening: which safety questions are asked, on which pages, and what the answers lead to.

None is left out; each is asked when it can have changed. A remembered yes answers for itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from spotguide.core.catalog.safety import SafetyFile, Screen
from spotguide.core.catalog.spots import Spot
from spotguide.core.constants import PAGE
from spotguide.core.cues import Script
from spotguide.core.plan.phases import Advice, Agree, Page, PageLine, Phase
from spotguide.core.plan.plan import Answers
from spotguide.core.plan.remembered import Remembered

SORE = "still-sore"
REMEMBERED = "remembered"


@dataclass(frozen=True)
class Screening:
    """What is known before anything is asked.

    `holding` are the remembered answers that still hold, by screen, and `stale` each yes that was
    to last and is too old: it is asked, whatever `cleared` says. `sore` adds the question whether
    the place is still sore; `cleared` and `agreed` are what options say.
    """

    spot: Spot
    safety: SafetyFile
    script: Script
    holding: Mapping[str, Remembered] = field(default_factory=dict)
    stale: Mapping[str, Remembered] = field(default_factory=dict)
    sore: PageLine | None = None
    sore_say: str = ""
    cleared: bool = False
    agreed: tuple[str, ...] = ()

    @cached_property
    def screens(self) -> tuple[Screen, ...]:
        """The screens of this spot in the order they are asked; a repeated question once."""
        mine = [s for s in self.safety.screen if s.covers(self.spot.region)]
        ordered = sorted(mine, key=lambda screen: "any" in screen.applies_to)
        return tuple({screen.ask: screen for screen in reversed(ordered)}.values())[::-1]


def questions(screening: Screening, answers: Answers) -> tuple[Phase, ...]:
    """Return what is still to be asked, given the answers so far; empty when all is clear."""
    given = _given(screening, answers)
    for screen in screening.screens:
        follow = _follow(screening, screen, given)
        if follow is not None:
            return (follow,)
    if given.get(f"screen:{SORE}") == "yes":
        return (_sore_advice(screening),)
    return _pages(screening, given)


def _given(screening: Screening, answers: Answers) -> dict[str, object]:
    """Return the answers with those that options and memory give; what was asked anew wins."""
    given: dict[str, object] = {}
    for screen in screening.screens:
        key = f"screen:{screen.id}"
        known = screening.holding.get(screen.id)
        if screening.cleared and screen.id not in screening.stale:
            given[key] = "no"
        if known is not None and (known.applies or not screening.cleared):
            given[key] = "agreed" if known.applies and known.agreed else _yes(known.applies)
        if screen.id in screening.agreed:
            given[key] = "agreed"
    if screening.cleared:
        given[f"screen:{SORE}"] = "no"
    asked = dict(answers)
    for screen in screening.screens:
        renewed = asked.get(f"screen:{REMEMBERED}") == "yes" and screen.repeat == "monthly"
        if renewed or asked.get(f"recheck:{screen.id}"):
            given.pop(f"screen:{screen.id}", None)
    return {**given, **asked}


def _yes(applies: bool) -> str:
    return "yes" if applies else "no"


def _follow(screening: Screening, screen: Screen, given: Mapping[str, object]) -> Phase | None:
    """Return what a yes to this screen asks for, if that has not been dealt with."""
    if given.get(f"screen:{screen.id}") != "yes":
        return None
    known = screening.holding.get(screen.id)
    recheck = known is not None and not given.get(f"recheck:{screen.id}")
    script = screening.script
    if recheck and known is not None:
        heading = script.text("remembered-yes", date=_day(known.at), text=screen.short)
    else:
        heading = script.text("advice", text=screen.short)
    if screen.on_yes == "stop":
        lines = (screen.say, script.text("advice-ends"))
        return Advice(screen.id, heading, lines, ends=True, recheck=recheck)
    if screen.on_yes == "see-someone-first":
        if recheck and known is not None:
            if not given.get(f"heard:{screen.id}"):  # "no" to an agreement is no "that has changed"
                return Advice(screen.id, heading, (), ends=False, recheck=True)
            heading = script.text("remembered-still", date=_day(known.at), text=screen.short)
        return Agree(screen.id, heading, (screen.say, script.text("agreed")))
    if given.get(f"heard:{screen.id}"):
        return None
    return Advice(screen.id, heading, (screen.say, script.text("gently")), False, recheck)


def _sore_advice(screening: Screening) -> Advice:
    script, sore = screening.script, screening.sore
    assert sore is not None
    lines = (screening.sore_say, script.text("advice-ends"))
    return Advice(SORE, script.text("advice", text=sore.short), lines, ends=True)


def _pages(screening: Screening, given: Mapping[str, object]) -> tuple[Page, ...]:
    """Return the pages of what nothing has answered, group by group."""
    pages: list[Page] = []
    script = screening.script
    for name, lines in _groups(screening, given):
        open_lines = [line for line in lines if f"screen:{line.id}" not in given]
        heading = script.text(f"screen-{name}")
        pages.extend(Page(heading, part) for part in split(open_lines))
    return tuple(pages)


def _groups(screening: Screening, given: Mapping[str, object]) -> list[tuple[str, list[PageLine]]]:
    """Return all lines by page group: emergency, today, about you, gently."""
    groups: dict[str, list[PageLine]] = {
        "emergency": [],
        "today": [],
        "about-you": [],
        "gently": [],
    }
    for screen in screening.screens:
        line = PageLine(screen.id, screen.short, screen.claim.text)
        groups[_group(screen)].append(line)
    groups["today"] += [line for line in (screening.sore, _confirm_line(screening)) if line]
    return list(groups.items())


def _group(screen: Screen) -> str:
    if screen.group != "see-someone":
        return screen.group
    return "about-you" if screen.repeat == "monthly" else "today"


def _confirm_line(screening: Screening) -> PageLine | None:
    """Return the one line that stands for all remembered answers of no."""
    known = [
        (screen, screening.holding[screen.id])
        for screen in screening.screens
        if screen.id in screening.holding
        and screen.repeat == "monthly"
        and not screening.holding[screen.id].applies
    ]
    if not known or screening.cleared:
        return None
    oldest = min(answer.at for _, answer in known)
    short = screening.script.text("remembered", date=_day(oldest), count=len(known))
    return PageLine(REMEMBERED, short.rstrip("."), "; ".join(s.short for s, _ in known) + ".")


def split(lines: list[PageLine]) -> list[tuple[PageLine, ...]]:
    """Return the lines as pages of at most PAGE lines, as even as they come."""
    count = -(-len(lines) // PAGE)
    return [
        tuple(lines[len(lines) * n // count : len(lines) * (n + 1) // count]) for n in range(count)
    ]


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B}"


@dataclass(frozen=True)
class Outcome:
    """What screening came to: gently or not, the screens that applied, the tools they forbid."""

    gentle: bool
    applied: tuple[str, ...]
    agreed: tuple[str, ...]
    banned: frozenset[str]


def outcome(screening: Screening, answers: Answers) -> Outcome:
    """Return what the answers lead to, once nothing is left to ask."""
    given = _given(screening, answers)
    applied = [s for s in screening.screens if given.get(f"screen:{s.id}") in ("yes", "agreed")]
    agreed = tuple(s.id for s in applied if given[f"screen:{s.id}"] == "agreed")
    banned = frozenset(tool for screen in applied for tool in screen.avoid_tools)
    return Outcome(bool(applied), tuple(s.id for s in applied), agreed, banned)


def to_remember(screening: Screening, answers: Answers, now: datetime) -> tuple[Remembered, ...]:
    """Return the answers that were given just now, as they are to be remembered."""
    asked = dict(answers)
    found: list[Remembered] = []
    for screen in screening.screens:
        answer = asked.get(f"screen:{screen.id}")
        if answer is None and screen.id in screening.agreed:
            answer = "agreed"
        if answer is not None:
            spot = screening.spot.slug if screen.here else ""
            found.append(Remembered(screen.id, spot, answer != "no", answer == "agreed", now))
    return tuple(found)
