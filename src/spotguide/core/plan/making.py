"""Planning: from a spot and the answers to the plan of pressure, decided before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spotguide.core.catalog.kinds import By
from spotguide.core.catalog.spots import Block, Fit
from spotguide.core.catalog.teaching import Tool
from spotguide.core.constants import SETTLE, SETTLE_HANDS, SWITCH
from spotguide.core.history import Outline
from spotguide.core.plan.dosing import Dosed, Pass, dose, rules
from spotguide.core.plan.intake import Intake, Known
from spotguide.core.plan.phases import Confirm, Kind, Option, Phase, Rating, Reading, Step, Steps
from spotguide.core.plan.plan import Answers, Plan, floor
from spotguide.core.plan.ways import Way, another
from spotguide.core.plan.wishes import Request
from spotguide.errors import Unanswered


@dataclass(frozen=True)
class Planned:
    """A plan of pressure, its outline for the journal, and what is to be said about it."""

    plan: Plan
    outline: Outline
    way: Way
    said: tuple[str, ...]

    @property
    def floor_seconds(self) -> int:
        """Seconds from Settle to the last Release, if nothing comes between."""
        timed = (getattr(phase, "seconds", 0) for phase in self.plan.phases)
        return sum(timed)


def make_plan(intake: Intake, answers: Answers) -> Planned:
    """Return the plan that the answers lead to; raise Refused if the day leaves no whole hold."""
    request, known, screened = intake.request, intake.known(answers), intake.outcome(answers)
    way = _way(request, known)
    dosed = dose(request, _passes(way.fit, str(known["side"])), screened.gentle)
    _check_steps(request, way)
    outline = Outline(
        spot=request.spot.slug,
        by=way.fit.by,
        tool=way.fit.tool,
        position=way.place,
        sides=tuple(side.side for side in dosed.sides),
        places=tuple(side.places for side in dosed.sides),
        holds=tuple(side.hold for side in dosed.sides),
        rounds=tuple(side.rounds for side in dosed.sides),
        first=tuple(side.first_time for side in dosed.sides),
        highs=tuple(side.high for side in dosed.sides),
        gentle=screened.gentle,
        cleared=request.wishes.cleared,
        agreed=screened.agreed,
    )
    writer = _Writer(intake, way, dosed, screened.gentle)
    return Planned(writer.plan(), outline, way, dosed.said)


def plan_rest(intake: Intake, way: Way, dosed: Dosed, gentle: bool) -> Plan:
    """Return the plan of a session that is taken up: the steps as on a known way, and the floor.

    Nothing else is read before Settle. The engine asks the steps that are safety questions again.
    """
    _check_steps(intake.request, way)
    writer = _Writer(intake, way, dosed, gentle)
    return writer.plan(before=tuple(writer.locate(known=True)))


def _check_steps(request: Request, way: Way) -> None:
    """Raise Unanswered where a step is a safety question and nobody may be asked."""
    if request.wishes.no_input and any(step.stop_on_no for step in way.block.steps):
        raise Unanswered(
            f"{request.spot.name}: a step on the way asks a safety question that only you can "
            "answer. Run it without --no-input."
        )


def _way(request: Request, known: Known) -> Way:
    by: By = "partner" if known["by"] == "partner" else "self"
    found = request.ways(by, str(known["tool"]))
    return next(way for way in found if way.place == known["position"])


def _passes(fit: Fit, side: str) -> tuple[Pass, ...]:
    """Return the passes in order, the sorer side first; one for both where the tool does both."""
    if side == "middle":
        return ("middle",)
    if fit.both_sides:
        return ("both",)
    order: dict[str, tuple[Pass, ...]] = {
        "left": ("left",),
        "right": ("right",),
        "both-left": ("left", "right"),
        "both-right": ("right", "left"),
    }
    return order[side]


@dataclass(frozen=True)
class _Writer:
    """Writes the phases of one plan."""

    intake: Intake
    way: Way
    dosed: Dosed
    gentle: bool

    @property
    def request(self) -> Request:
        return self.intake.request

    @property
    def tool(self) -> Tool:
        return self.request.catalog.tools[self.way.fit.tool]

    @property
    def known_place(self) -> bool:
        """Say whether this way was gone before, so that it may be shown as a whole."""
        return any(
            record.outline.spot == self.request.spot.slug
            and record.outline.tool == self.way.fit.tool
            and record.outline.by == self.way.fit.by
            and record.treated
            for record in self.request.ledger.records
        )

    def plan(self, before: tuple[Phase, ...] | None = None) -> Plan:
        """Return the plan with all its phases, or with these before the floor."""
        request, script, wishes = self.request, self.intake.script, self.request.wishes
        kept = rules(request)
        hands = self.tool.kind == "hand"
        timed = floor(self.dosed.sides, kept, SETTLE_HANDS if hands else SETTLE, SWITCH)
        other = another(request.spot, self.way, request.memory.profile.ids("position"))
        signs = [sign for sign in request.catalog.safety.stop_sign if sign.act != "ease-up"]
        signs.sort(key=lambda sign: sign.act != "emergency")
        return Plan(
            phases=(*(self._before() if before is None else before), *timed, *self._after()),
            script=script,
            other=tuple(self._steps(other)) if other else (),
            sides=self.dosed.sides,
            rules=kept,
            press=self.way.fit.press,
            ease_rule=request.catalog.doses.dose_defaults.ease_rule,
            area=request.spot.kind == "area",
            gentle=self.gentle,
            pace=wishes.pace,
            hands_free=wishes.hands_free or wishes.no_input,
            rehearsed=wishes.rehearse,
            signs=tuple(Option(sign.id, sign.short) for sign in signs),
            sayings=tuple((sign.id, sign.say) for sign in signs),
        )

    def _before(self) -> Iterator[Phase]:
        """What comes before the floor: gather, the way, is it there, set up with care."""
        text = self.intake.script.text
        yield Reading(Kind.GATHER, text("gather"), tuple(self._gather()))
        yield from self.locate(self.known_place)
        options = tuple(
            Option(name, text(f"confirm-{name}")) for name in ("ache", "nothing", "sign")
        )
        yield Confirm(text("confirm"), self.request.spot.feels_like, options)
        cautions = tuple(self._cautions())
        if self.known_place:
            lines = (*self.way.fit.setup, *cautions)
            yield Reading(Kind.SET_UP, text("set-up-all"), lines)
            return
        yield Reading(Kind.SET_UP, text("cautions"), cautions)
        for line in self.way.fit.setup:
            yield Reading(Kind.SET_UP, text("set-up"), (line,))

    def _gather(self) -> Iterator[str]:
        text, script = self.intake.script.text, self.intake.script
        yield from self.request.wishes.told
        if self.way.fit.by == "partner":
            yield text("gather-partner")
        if self.tool.kind == "hand":
            yield text("gather-hands")
        else:
            yield text("gather-tool", tool=self.tool.name)
            owned = self.request.memory.owned
            stand_in = self.request.stand_in(self.tool.id)
            if owned is not None and self.tool.id not in owned and stand_in:
                yield text("not-owned", text=stand_in)
        here, there = self.way.block.place, self.way.place
        if here == there:
            yield text("gather-place", place=script.places[there])
        else:
            yield text("gather-move", text=script.places[here], place=script.places[there])
        yield from self.dosed.said
        if self.gentle:
            yield self.request.catalog.safety.go_gently.say
        yield text("gather-minutes", minutes=self._minutes())

    def _minutes(self) -> int:
        """Whole minutes from the first step to the end, a quarter of one for each step read."""
        kept = rules(self.request)
        timed = floor(self.dosed.sides, kept, SETTLE, SWITCH)
        reading = 15 * (len(self.way.block.steps) + len(self.way.fit.setup) + 3)
        return max(1, round((sum(phase.seconds for phase in timed) + reading) / 60))

    def _cautions(self) -> Iterator[str]:
        yield from (caution.text for caution in self.request.spot.cautions)
        yield from self.request.limits.say

    def locate(self, known: bool) -> Iterator[Phase]:
        """Return the steps one by one, or where the way is known those that ask about safety."""
        steps = tuple(self._steps(self.way.block))
        if not known:
            yield from steps
            return
        led: list[Step] = []
        for step in steps:
            if step.stop_on_no:
                yield replace(step, before=tuple(led))
                led.clear()
            else:
                led.append(step)
        if led:
            yield Steps(tuple(led), self.intake.script.text("steps"))

    def _steps(self, block: Block) -> Iterator[Step]:
        loaded = self.tool.kind != "hand" and block.place in ("wall", "floor", "bed")
        aside = f" {self.intake.script.text('off-the-tool')}" if loaded else ""
        for number, step in enumerate(block.steps, 1):
            yield Step(
                say=step.say,
                check=step.check or "",
                hint=step.hint or "",
                landmark=step.landmark or "",
                number=number,
                total=len(block.steps),
                stop_on_no=step.stop_on_no,
                position=f"{block.position}{aside}" if number == 1 else "",
            )

    def _after(self) -> Iterator[Phase]:
        """What comes after the last letting go."""
        text, catalog = self.intake.script.text, self.request.catalog
        yield Reading(Kind.OFF, text("off"), ())
        yield Rating("after", catalog.doses.outcome.ask)
        cares = [
            care
            for care in catalog.safety.aftercare
            if care.when == "end" and care.covers(self.request.spot.region)
        ]
        lines = tuple(line for care in cares for line in (*care.do, care.expect))
        yield Reading(Kind.AFTERCARE, text("aftercare"), lines)
