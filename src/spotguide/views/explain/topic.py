"""The page on an idea: what is claimed, what it rests on, and what to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spotguide.views.page import Page, Para, Row, Section
from spotguide.views.sources import Sources, in_brief
from spotguide.views.words import either, first_up, listed, times

if TYPE_CHECKING:
    from spotguide.core.catalog.teaching import TrialDose
    from spotguide.core.subjects import AboutTopic, Works


def topic_page(about: AboutTopic) -> Page:
    """Return the page on a topic; the one on dose shows how trials pressed."""
    topic, sources = about.topic, Sources(about.works)
    known = Section("What is known, and how sure it is", sources.bullets(topic.claims))
    trials = tuple(_trial(trial, about.works, sources) for trial in about.trials)
    further = listed(
        f"{in_brief(about.works[key])} {sources.marks((key,))}"
        for key in topic.further
        if key in about.works
    )
    return Page(
        title=topic.name,
        lead=topic.summary,
        facts=(Row("Also called", listed(topic.also_called)),),
        sections=(
            known,
            *((Section("How trials pressed", trials),) if trials else ()),
            Section("Further reading", (Para(f"{further}."),)),
        ),
        named=sources.named,
        after=(("The sources in full", f"spotguide explain {about.ask} --sources"),),
    )


def _trial(trial: TrialDose, works: Works, sources: Sources) -> Row:
    """Return how one trial pressed, and what came of it."""
    how = [first_up(trial.place)]
    if trial.hold_seconds:
        how.append(f"{either(map(str, trial.hold_seconds))} seconds")
    if trial.repeats:
        how.append(times(trial.repeats))
    how += [trial.pressure, trial.schedule, f"{trial.people} people"]
    name = in_brief(works[trial.source]) if trial.source in works else trial.source
    return Row("", f"{'; '.join(how)}. {trial.result}", name, sources.marks((trial.source,)))
