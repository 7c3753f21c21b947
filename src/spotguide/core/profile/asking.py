"""The questions of the profile, asked once: about the person, then tools, then positions.

A question that has two forms for two parts of the body is asked once, and its strictest form that
somebody can agree to stands for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from spotguide.core.cues import Script
from spotguide.core.plan.phases import Advice, Agree, Choice, Option, Page, PageLine, Phase
from spotguide.core.plan.plan import Answers, Plan
from spotguide.core.plan.remembered import Remembered, holding, lasts
from spotguide.core.plan.screening import split
from spotguide.core.profile.kept import Profile, Thing
from spotguide.core.profile.things import positions

if TYPE_CHECKING:
    from spotguide.core.catalog import Catalog
    from spotguide.core.catalog.safety import Screen

STRICT = ("see-someone-first", "stop", "go-gently")


@dataclass(frozen=True)
class Question:
    """One question about the person in all its forms, the first of which stands for it."""

    forms: tuple[Screen, ...]

    @property
    def screen(self) -> Screen:
        """The form that stands for the question."""
        return self.forms[0]

    @property
    def says(self) -> tuple[str, ...]:
        """What a yes leads to, form by form."""
        return tuple(dict.fromkeys(form.say for form in self.forms))


def questions_about_you(screens: Iterable[Screen]) -> tuple[Question, ...]:
    """Return each question of which an answer lasts and is not about one place alone."""
    forms: dict[str, list[Screen]] = {}
    for screen in screens:
        if lasts(screen, True) and not screen.here:
            forms.setdefault(screen.ask, []).append(screen)
    strict = (sorted(some, key=lambda one: STRICT.index(one.on_yes)) for some in forms.values())
    return tuple(Question(tuple(some)) for some in strict)


@dataclass(frozen=True)
class Asking:
    """The questions that are still to be asked; with `anew`, all of them."""

    catalog: Catalog
    script: Script
    answers: tuple[Remembered, ...]
    owned: frozenset[str] | None
    profile: Profile
    now: datetime
    anew: bool = False

    def plan(self, answers: Answers = ()) -> Plan:
        """Return the plan of questions, begun with these answers."""
        return Plan((), self.script, more=self.more, answers=answers)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions about the person that no answer of this month settles."""
        screens = self.catalog.safety.screen
        every = questions_about_you(screens)
        held = holding(self.answers, self.catalog.spots[0], screens, self.now)
        known = set() if self.anew else {n for n, one in held.items() if _settles(one, screens)}
        return tuple(one for one in every if one.screen.id not in known)

    def more(self, answers: Answers) -> tuple[Phase, ...]:
        """Return what is to be asked next, given the answers so far."""
        given = dict(answers)
        for question in self.questions:
            if (follow := self._follow(question, given)) is not None:
                return (follow,)
        if pages := self._pages(given):
            return pages
        if (self.owned is None or self.anew) and "own" not in given:
            return (self._own(),)
        options = self._positions()
        return (options,) if "positions" not in given and options.options else ()

    def _follow(self, question: Question, given: Mapping[str, object]) -> Phase | None:
        """Return what a yes asks for, or what it says, once."""
        screen = question.screen
        if given.get(f"screen:{screen.id}") != "yes" or given.get(f"heard:{screen.id}"):
            return None
        heading = self.script.text("advice", text=screen.short)
        if screen.on_yes == "see-someone-first":
            lines = (*question.says, self.script.text("agreed-at-all"))
            return Agree(screen.id, heading, lines)
        return Advice(screen.id, heading, question.says, ends=False)

    def _pages(self, given: Mapping[str, object]) -> tuple[Page, ...]:
        groups: dict[str, list[PageLine]] = {"about-you": [], "gently": []}
        for one in (q.screen for q in self.questions if f"screen:{q.screen.id}" not in given):
            name = "gently" if one.group == "gently" else "about-you"
            groups[name].append(PageLine(one.id, one.short, one.claim.text))
        return tuple(
            Page(self.script.text(f"screen-{name}"), part)
            for name, lines in groups.items()
            for part in split(lines)
        )

    def _own(self) -> Choice:
        had = self.owned or frozenset()
        note = self.script.text("had-before")
        options = tuple(
            Option(tool.id, tool.name, note if tool.id in had else "")
            for tool in self.catalog.tools.values()
            if tool.kind != "hand"
        )
        return Choice("own", self.script.text("choose-own"), options, many=True)

    def _positions(self) -> Choice:
        """Ask which positions are no good; one that is left out is only taken back by its name."""
        used = {block.place for spot in self.catalog.spots for block in spot.locate}
        used |= {p for spot in self.catalog.spots for fit in spot.tools for p in fit.places}
        options = tuple(
            Option(place, f"{words[:1].upper()}{words[1:]}")
            for place, words in positions(self.catalog).items()
            if place in used and place not in self.profile.ids("position")
        )
        return Choice("positions", self.script.text("choose-no-positions"), options, many=True)

    def remembered(self, answers: Answers) -> tuple[Remembered, ...]:
        """Return the answers about the person that were given, as they are to be kept."""
        given = dict(answers)
        said = ((q.screen.id, given.get(f"screen:{q.screen.id}")) for q in self.questions)
        return tuple(
            Remembered(name, "", word != "no", word == "agreed", self.now)
            for name, word in said
            if word is not None
        )

    def left_out(self, answers: Answers) -> tuple[Thing, ...]:
        """Return the positions that were named as no good."""
        named = dict(answers).get("positions")
        return tuple(Thing("position", p) for p in named) if isinstance(named, tuple) else ()


def _settles(answer: Remembered, screens: Iterable[Screen]) -> bool:
    """Say whether an answer that holds was meant to last, and not for today alone."""
    screen = next(screen for screen in screens if screen.id == answer.screen)
    return lasts(screen, answer.applies)
