"""The choices of the intake in words: who presses, which side, with what, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spotguide.core.catalog.kinds import By
from spotguide.core.catalog.spots import Fit
from spotguide.core.cues import Script
from spotguide.core.history import Record
from spotguide.core.plan.phases import Advice, Choice, Option
from spotguide.core.plan.ways import Constraint, Way, allowed, at_hand
from spotguide.core.plan.wishes import Request

NO_TOOL = "no-gentle-tool"


@dataclass(frozen=True)
class Choices:
    """Builds the choices of one request from the words of the script."""

    request: Request
    script: Script

    def last(self, record: Record) -> Choice:
        """As last time, or anew."""
        outline = record.outline
        names = dict.fromkeys(self.script.sides[side] for side in outline.sides)
        same = self.script.text(
            "last-same",
            tool=self.request.catalog.tools[outline.tool].name,
            place=self.script.places[outline.position],
            side=" and ".join(names),
        )
        anew = self.script.text("last-anew")
        options = (Option("same", same), Option("anew", anew))
        return Choice("last", self.script.text("choose-last"), options)

    def not_as_last(self, record: Record) -> Choice:
        """As last time is not possible: all there is to do is to choose anew."""
        outline, tools = record.outline, self.request.catalog.tools
        tool = tools[outline.tool].name if outline.tool in tools else outline.tool
        place = self.script.places.get(outline.position, outline.position)
        heading = self.script.text("last-not", tool=tool, place=place)
        return Choice("last", heading, (Option("anew", self.script.text("last-anew")),))

    def by(self, who: Iterable[By]) -> Choice:
        """Yourself or a partner."""
        options = tuple(Option(by, self.script.text(f"by-{by}")) for by in who)
        return Choice("by", self.script.text("choose-by"), options)

    def side(self, sides: Iterable[str]) -> Choice:
        """Left, right, or both with the sorer first."""
        words = {"both-left": "side-left-first", "both-right": "side-right-first"}
        options = tuple(
            Option(side, self.script.text(words.get(side, f"side-{side}"))) for side in sides
        )
        return Choice("side", self.script.text("choose-side"), options)

    def own(self) -> Choice:
        """All that has to be bought or found, to be asked once."""
        tools = self.request.catalog.tools.values()
        options = tuple(Option(tool.id, tool.name) for tool in tools if tool.kind != "hand")
        return Choice("own", self.script.text("choose-own"), options, many=True)

    def tool(self, fits: Iterable[Fit], constraint: Constraint) -> Choice:
        """The tools that suit, the best to take first, each with its reason; the rest on a hint."""
        spot, tools = self.request.spot, self.request.catalog.tools
        options = tuple(
            Option(fit.tool, self._label(fit), self._reason(fit, constraint)) for fit in fits
        )
        offered = {option.value for option in options}
        by = next(iter(fits)).by
        others = [fit for fit in spot.fits(by) if fit.tool not in offered]
        not_here = [fit for fit in others if not allowed(spot, fit, constraint)]
        left_out = self.request.memory.profile.ids("tool")
        why = {fit.tool: self.script.text("left-out") for fit in not_here if fit.tool in left_out}
        more = tuple(f"{tools[fit.tool].name}: {why.get(fit.tool, fit.why)}" for fit in not_here)
        heading = (self.script.text("avoided"),) if more else ()
        return Choice("tool", self.script.text("choose-tool"), options, more=(*heading, *more))

    def _label(self, fit: Fit) -> str:
        grade = self.script.grades[fit.fit]
        return f"{self.request.catalog.tools[fit.tool].name}, {grade}"

    def _reason(self, fit: Fit, constraint: Constraint) -> str:
        tools = self.request.catalog.tools
        said = [fit.why]
        if fit.both_sides:
            said.append(self.script.text("treats-both"))
        if not at_hand(fit, constraint, tools):
            stand_in = self.request.stand_in(fit.tool)
            said += [self.script.text("not-owned", text=stand_in)] if stand_in else []
        return " ".join(said)

    def position(self, ways: Iterable[Way]) -> Choice:
        """Where to press, if there is more than one way."""
        options = tuple(
            Option(way.place, _upper(self.script.places[way.place]), way.block.position)
            for way in ways
        )
        return Choice("position", self.script.text("choose-position"), options)

    def too_firm(self, tool: str) -> Advice:
        """A tool that a lighter session does not allow, or no tool at all: there is no session."""
        profile = self.request.memory.profile
        narrowed = profile.ids("tool") or profile.ids("position")
        text = self.script.text("nothing-left" if narrowed else "no-gentle-tool")
        name = self.request.catalog.tools[tool].name if tool else ""
        lines = (f"{name}: {self.request.catalog.safety.meaning.go_gently}",) if name else ()
        return Advice(NO_TOOL, text, (*lines, self.script.text("advice-ends")), ends=True)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
