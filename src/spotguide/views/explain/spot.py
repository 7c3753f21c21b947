"""The page on a spot: what it is, when not to press it, how it is found and pressed, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spotguide.views.page import Block, Bullet, Page, Para, Row, Section, Step
from spotguide.views.sources import Sources
from spotguide.views.words import (
    ALONE,
    BY,
    GRADES,
    by_grade,
    counted,
    first_down,
    first_up,
    listed,
    plain,
    side_words,
    times,
)

if TYPE_CHECKING:
    from spotguide.core.catalog.kinds import By
    from spotguide.core.catalog.spots import SelfTest
    from spotguide.core.subjects import AboutSpot


def spot_page(about: AboutSpot) -> Page:
    """Return the page on a spot; red flags come before anything that one might do."""
    spot, sources = about.spot, Sources(about.works)
    sections = (
        Section(
            "Red flags: do not press, see a professional", sources.bullets(spot.red_flags), True
        ),
        Section("Take care", sources.bullets(spot.cautions)),
        *locate_section(about),
        dose_section(about, sources),
        *_tools(about, "self", sources),
        *_tools(about, "partner", sources),
        *_self_test(spot.self_test, sources),
        _names(about),
        *_lesson(about, sources),
    )
    return Page(
        label=str(spot.number),
        title=spot.name,
        lead=spot.summary,
        facts=_facts(about),
        sections=sections,
        named=sources.named,
        after=(
            ("To press it", f"spotguide treat {spot.number}"),
            ("The sources in full", f"spotguide explain {spot.number} --sources"),
            ("What trial, review and such words mean", "spotguide explain evidence-levels"),
        ),
    )


def _facts(about: AboutSpot) -> tuple[Row, ...]:
    """Return the spot in brief: short, so that the red flags are on the first screen."""
    spot = about.spot
    return (
        Row("Where", first_up(f"{plain(spot.region)}, {side_words(spot)}")),
        Row("Alone", first_up(ALONE[spot.self_treatable])),
        Row("Pressed for", first_up(listed(first_down(one.name) for one in about.complaints))),
        Row("Feels like", spot.feels_like),
        Row("Felt elsewhere", spot.refers_to),
    )


def _names(about: AboutSpot) -> Section:
    """Return the muscles and what else the place is called."""
    muscles = (Row("Muscle", one.plain, one.name) for one in about.muscles)
    return Section(
        "Muscles and other names", (*muscles, Row("Also called", listed(about.spot.also_called)))
    )


def locate_section(about: AboutSpot, tool: str = "") -> tuple[Section, ...]:
    """Return how the place is found, by the first way for oneself, that to a tool if one is named.

    A safety step keeps its question, and what to do on a no.
    """
    own = [one for one in about.spot.locate if one.by == "self"]
    led = [one for one in own if tool in one.tools]
    block = next(iter((*led, *own, *about.spot.locate)))
    blocks: list[Block] = [Para(block.position)]
    for number, step in enumerate(block.steps, start=1):
        words = [step.say]
        if step.stop_on_no:
            words += [step.check or "", f"If not: {first_down(step.hint or '')}"]
        blocks.append(Step(number, " ".join(words)))
    whose = "" if block.by == "self" else ", on someone else"
    return (Section(f"How to find it{whose}", tuple(blocks)),)


def dose_section(about: AboutSpot, sources: Sources) -> Section:
    """Return how much, and what that rests on; the first time the lower of both numbers holds."""
    dose, first, each = about.spot.dose, about.first_time, " a side" if about.spot.sides else ""
    low, high = (min(pair) for pair in zip(dose.intensity, first.intensity, strict=True))
    less = listed(
        (
            f"{min(dose.hold_seconds, first.hold_seconds)} seconds",
            f"{times(min(dose.rounds, first.rounds))}{each}",
            f"{low} to {high} out of 10",
        )
    )
    rows = (
        Row("Hold", f"{dose.hold_seconds} seconds, {times(dose.rounds)}{each}"),
        Row("Rest", f"{dose.rest_seconds} seconds between holds"),
        Row("Feeling", f"{dose.intensity[0]} to {dose.intensity[1]} out of 10"),
        Row("At most", f"{counted(dose.max_sessions_per_day, 'session')} a day"),
        Row("Why", dose.basis.text, tail=sources.tail(dose.basis)),
        Row("First time", f"{first_up(less)}. {first.say}", tail=sources.tail(first.claim)),
    )
    return Section("How much", rows)


def _tools(about: AboutSpot, by: By, sources: Sources) -> tuple[Section, ...]:
    """Return the tools from best to avoid, each with why."""
    rows = tuple(
        Row(GRADES[fit.fit], fit.why, about.tools[fit.tool].name, sources.marks(fit.sources))
        for fit in by_grade(about.spot.fits(by))
    )
    return (Section(f"Tools for {BY[by]}", rows),) if rows else ()


def _self_test(test: SelfTest | None, sources: Sources) -> tuple[Section, ...]:
    """Return the check that one can do, with what a yes is worth."""
    if test is None:
        return ()
    steps = tuple(Step(number, say) for number, say in enumerate(test.steps, start=1))
    worth = (Para(test.positive), Bullet(test.claim.text, sources.tail(test.claim)))
    return (Section(f"A check, not a diagnosis: {first_down(test.name)}", (*steps, *worth)),)


def _lesson(about: AboutSpot, sources: Sources) -> tuple[Section, ...]:
    """Return the teaching: why here, the anatomy, and the evidence on both sides."""
    if about.lesson is None:
        return ()
    return (
        Section("Why here", sources.bullets(about.lesson.why_here)),
        Section("Anatomy", sources.bullets(about.lesson.anatomy)),
        Section(
            "Evidence for and against, and what is not known",
            sources.bullets(about.lesson.evidence),
        ),
    )
