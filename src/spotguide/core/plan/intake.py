"""The intake: a plan of questions. What an option answers is not asked; the rest depends on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spotguide.core.catalog.kinds import By
from spotguide.core.catalog.spots import Fit
from spotguide.core.cues import Script, script
from spotguide.core.history import Record
from spotguide.core.plan.choices import Choices
from spotguide.core.plan.limits import counts
from spotguide.core.plan.phases import Advice, PageLine, Phase, Rating
from spotguide.core.plan.plan import Answer, Answers, Plan
from spotguide.core.plan.refusing import refusal, too_old
from spotguide.core.plan.remembered import holding, stale
from spotguide.core.plan.screening import SORE, Outcome, Screening, outcome, questions
from spotguide.core.plan.ways import Constraint, Way, allowed, offered, possible
from spotguide.core.plan.wishes import Request
from spotguide.errors import Refused, Unanswered

OPTIONS = {
    "last": "--side, --by and --tool",
    "by": "--by",
    "side": "--side",
    "own": "--tool",
    "tool": "--tool",
    "position": "--position",
    "before": "--before",
}
Known = Mapping[str, Answer]


@dataclass(frozen=True)
class Intake:
    """The questions of one request; `plan` is what the engine runs, `known` reads the answers."""

    request: Request
    screening: Screening
    script: Script

    def plan(self) -> Plan:
        """Return the plan of questions."""
        return Plan((), self.script, more=self.more, rehearsed=self.request.wishes.rehearse)

    def more(self, answers: Answers) -> tuple[Phase, ...]:
        """Return what is to be asked next, given the answers so far; empty when all is known."""
        pages = questions(self.screening, answers)
        if pages:
            return pages
        _, ask = self._resolve(answers)
        return () if ask is None else (ask,)

    def known(self, answers: Answers) -> Known:
        """Return every choice by its question, once nothing is left to ask."""
        return self._resolve(answers)[0]

    def outcome(self, answers: Answers) -> Outcome:
        """Return what the screening came to."""
        return outcome(self.screening, answers)

    def _resolve(self, answers: Answers) -> tuple[dict[str, Answer], Phase | None]:
        """Go through the choices in order, each knowing those before; stop at an open one."""
        known: dict[str, Answer] = {}
        asked = dict(answers)
        deciders = (
            ("last", self._decide_last),
            ("by", self._decide_by),
            ("side", self._decide_side),
            ("own", self._decide_own),
            ("tool", self._decide_tool),
            ("position", self._decide_position),
            ("before", self._decide_before),
        )
        constraint = self.constraint(answers)
        for question, decide in deciders:
            found = asked[question] if question in asked else decide(known, constraint)
            if found is not None and not isinstance(found, str | int | tuple):
                return known, found
            known[question] = found
        return known, None

    def constraint(self, answers: Answers) -> Constraint:
        """Return what narrows the choice of tools, as far as the answers tell."""
        found = self.outcome(answers)
        owned = dict(answers).get("own")
        memory = self.request.memory.owned
        mine = frozenset(owned) if isinstance(owned, tuple) else memory
        first = all(place.first_time for place in self.request.places().values())
        gently = self.request.catalog.safety.go_gently
        profile = self.request.memory.profile
        banned, without = found.banned | profile.ids("tool"), profile.ids("position")
        return Constraint(gently, found.gentle, banned, first, mine, without)

    @property
    def ask(self) -> Choices:
        """The words of the choices."""
        return Choices(self.request, self.script)

    def last(self, constraint: Constraint) -> Record | None:
        """Return the last session here, if it may be done again just so."""
        request = self.request
        wishes = request.wishes
        chosen = wishes.side or wishes.by or wishes.tool or wishes.position
        record = self._newest()
        if record is None or wishes.rehearse or (chosen and not wishes.again):
            return None
        places = request.places(constraint.gentle)
        if any(side not in places for side in record.treated):
            return None
        if not wishes.again and any(places[side].wait for side in record.treated):
            return None
        again = self._way(_by(record.outline.by), record.outline.tool, record.outline.position)
        return record if again and allowed(request.spot, again.fit, constraint) else None

    def _newest(self) -> Record | None:
        """Return the last session here that counts and pressed anything."""
        request = self.request
        past = (r for r in request.memory.records[::-1] if r.outline.spot == request.spot.slug)
        return next((r for r in past if counts(r) and r.treated), None)

    def _way(self, by: By, tool: str, position: str) -> Way | None:
        found = self.request.ways(by, tool)
        return next((way for way in found if way.place == position), None)

    def _decide_last(self, known: Known, constraint: Constraint) -> Answer | Phase:
        record = self.last(constraint)
        if self.request.wishes.again and (newest := self._newest()):
            return "same" if record else self.ask.not_as_last(newest)
        return None if record is None else self.ask.last(record)

    def _again(self, known: Known, constraint: Constraint) -> Record | None:
        return self.last(constraint) if known.get("last") == "same" else None

    def _decide_by(self, known: Known, constraint: Constraint) -> Answer | Phase:
        both: tuple[By, ...] = ("self", "partner")
        who = [by for by in both if self._can(by) and possible(self.request.spot, by, constraint)]
        again, wish = self._again(known, constraint), self.request.wishes.by
        if not who or (wish is not None and wish not in who):
            return self.ask.too_firm("")
        if wish is not None:
            return wish
        if again is not None:
            return again.outline.by
        return who[0] if len(who) == 1 else self.ask.by(who)

    def _can(self, by: By) -> bool:
        """Say whether the tool, the position and the side that are wished go together here."""
        spot, wishes = self.request.spot, self.request.wishes
        one_side = wishes.tool is not None and wishes.side in ("left", "right")
        return any(
            wishes.position in (None, way.place) and not (one_side and fit.both_sides)
            for fit in spot.fits(by)
            if (fit.fit != "avoid" and fit.tool == wishes.tool if wishes.tool else fit.usable)
            for way in self.request.ways(by, fit.tool)
        )

    def _decide_side(self, known: Known, constraint: Constraint) -> Answer | Phase:
        request, wishes = self.request, self.request.wishes
        again = self._again(known, constraint)
        if again is not None:
            return side_of(again)
        free = [side for side, place in request.places(constraint.gentle).items() if not place.wait]
        if len(free) == 1:
            return free[0]
        if wishes.side == "both" or self._presses_both(_by(known["by"])):
            if wishes.sorer or wishes.no_input or self._presses_both(_by(known["by"])):
                return f"both-{wishes.sorer or 'left'}"
            return self.ask.side(("both-left", "both-right"))
        if wishes.side is not None:
            return wishes.side
        both = () if request.spot.one_side_only else ("both-left", "both-right")
        return self.ask.side((*free, *both))

    def _presses_both(self, by: By) -> bool:
        tool = self.request.wishes.tool
        return any(fit.tool == tool and fit.both_sides for fit in self.request.spot.fits(by))

    def fits(self, known: Known, constraint: Constraint) -> tuple[Fit, ...]:
        """Return the tools to choose from, the best to take first."""
        request = self.request
        found = offered(request.spot, _by(known["by"]), constraint, request.catalog.tools)
        free = [side for side, place in request.places(constraint.gentle).items() if not place.wait]
        position = request.wishes.position
        return tuple(
            fit
            for fit in found
            if (len(free) > 1 or not fit.both_sides)
            and (position is None or self._way(fit.by, fit.tool, position))
        )

    def _decide_own(self, known: Known, constraint: Constraint) -> Answer | Phase:
        tools = self.request.catalog.tools
        decided = self.request.wishes.tool or known["last"] == "same"
        bought = any(tools[f.tool].kind != "hand" for f in self.fits(known, constraint))
        if decided or constraint.owned is not None or self.request.wishes.rehearse or not bought:
            return None
        return self.ask.own()

    def _decide_tool(self, known: Known, constraint: Constraint) -> Answer | Phase:
        again, wish = self._again(known, constraint), self.request.wishes.tool
        if again is not None:
            return again.outline.tool
        if wish is not None:
            fit = next(f for f in self.request.spot.fits(_by(known["by"])) if f.tool == wish)
            if allowed(self.request.spot, fit, constraint):
                return wish
            return self.ask.too_firm(wish)
        fits = self.fits(known, constraint)
        if not fits:
            return self.ask.too_firm("")
        return fits[0].tool if len(fits) == 1 else self.ask.tool(fits, constraint)

    def _decide_position(self, known: Known, constraint: Constraint) -> Answer | Phase:
        again, wish = self._again(known, constraint), self.request.wishes.position
        if again is not None or wish is not None:
            return again.outline.position if again is not None else wish
        found = self.request.ways(_by(known["by"]), str(known["tool"]))
        return found[0].place if len(found) == 1 else self.ask.position(found)

    def _decide_before(self, known: Known, constraint: Constraint) -> Answer | Phase:
        wish = self.request.wishes.before
        if wish is None:
            return Rating("before", self.request.catalog.doses.outcome.ask)
        return None if wish == "skip" else wish


def intake_of(request: Request) -> Intake:
    """Return the intake of a request, with what memory and options answer in advance."""
    catalog, wishes = request.catalog, request.wishes
    words = script(catalog.cues)
    soreness = catalog.doses.dose_limits.soreness
    sore = PageLine(SORE, soreness.short, soreness.claim.text)
    lately = request.memory.blank or request.ledger.recent()
    asks = soreness.skip_if_still_sore and lately
    memory = (request.memory.answers, request.spot, catalog.safety.screen, request.now)
    screening = Screening(
        spot=request.spot,
        safety=catalog.safety,
        script=words,
        holding=holding(*memory),
        stale=stale(*memory),
        sore=sore if asks else None,
        sore_say=soreness.say,
        cleared=wishes.cleared,
        agreed=wishes.agreed,
    )
    return Intake(request, screening, words)


def _by(value: object) -> By:
    return "partner" if value == "partner" else "self"


def side_of(record: Record) -> str:
    """Return the answer to "which side" that leads to the same passes as the record's."""
    sides = [side for side in record.outline.sides if side in ("left", "right")]
    if len(sides) == 2 or "both" in record.outline.sides:
        return f"both-{sides[0] if sides else 'left'}"
    return sides[0] if sides else "middle"


def without_asking(intake: Intake) -> Answers:
    """Return the answers where nobody may be asked: Unanswered if a question is left.

    What only has to be heard is taken as heard; advice that ends, and a remembered yes that nobody
    has agreed to, raise Refused.
    """
    answers: Answers = ()
    while phases := intake.more(answers):
        phase = phases[0]
        if isinstance(phase, Advice) and not phase.ends:
            answers = (*answers, (f"heard:{phase.screen}", "yes"))
            continue
        if said := refusal(intake.request, phase):
            raise Refused(said)
        raise Unanswered(too_old(intake.screening, phase) or open_question(phase))
    return answers


def open_question(phase: Phase) -> str:
    """Return the sentence that says which question is open, and which option answers it."""
    name = getattr(phase, "question", getattr(phase, "when", ""))
    if name in OPTIONS:
        return f"Nothing answers: {phase.heading} Say it with {OPTIONS[name]}."  # type: ignore[union-attr]
    screen = getattr(phase, "screen", "")
    if screen:
        return f"Nothing answers whether a professional agrees. Say --agreed {screen} if one does."
    return (
        "Nothing answers the safety questions. Read them with a terminal, or say --cleared if you "
        "have read them today and none applies."
    )
