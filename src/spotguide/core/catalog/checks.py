"""Checks: which rule needs which tables; a rule runs when the last of them is loaded.

A rule takes its tables in the order given here and yields a Fault for each place that breaks it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from spotguide.core.catalog.faults import Fault
from spotguide.core.catalog.kinds import Frozen
from spotguide.core.catalog.links import both_ways, every_lesson, every_muscle, linked, once
from spotguide.core.catalog.spot_rules import sound_spots, within_reach

SPOTS, LESSONS, REFERENCES = "spots.toml", "lessons.toml", "references.toml"
MUSCLES, TOOLS, COMPLAINTS = "muscles.toml", "tools.toml", "complaints.toml"
SAFETY, DOSES, TOPICS, CUES = "safety.toml", "doses.toml", "topics.toml", "cues.toml"
FIGURES, EXPERIMENTS = "figures.toml", "experiments.toml"

CLAIMING = (SPOTS, TOPICS, LESSONS, MUSCLES, TOOLS, SAFETY, DOSES, EXPERIMENTS)
"""Files that state claims."""

Rule = tuple[tuple[str, ...], Callable[..., Iterable[Fault]]]


def due(file: str, tables: Mapping[str, Frozen]) -> list[Fault]:
    """Return the faults of a file that was just loaded, in itself and against the others."""
    faults = [*once(file, tables[file]), *linked(file, tables)]
    for needs, rule in _rules(tables):
        if file in needs and all(need in tables for need in needs):
            faults += rule(*(tables[need] for need in needs))
    return faults


def _rules(tables: Mapping[str, Frozen]) -> Iterable[Rule]:
    """Yield the rules that these tables can break; the others are not even imported."""
    yield (SPOTS,), sound_spots
    yield (SPOTS, TOOLS), within_reach
    yield (SPOTS, MUSCLES), every_muscle
    yield (SPOTS, COMPLAINTS), both_ways
    yield (SPOTS, LESSONS), every_lesson
    if DOSES in tables:
        yield from _dose_rules()
    if SAFETY in tables:
        yield from _safety_rules()
    if REFERENCES in tables:
        yield from _claim_rules()
    if CUES in tables:
        yield from _cue_rules()
    if FIGURES in tables:
        yield from _figure_rules()
    if EXPERIMENTS in tables:
        yield from _experiment_rules()


def _dose_rules() -> Iterable[Rule]:
    from spotguide.core.catalog import dose_rules as doses

    yield (DOSES,), doses.sound_doses
    yield (SPOTS, DOSES), doses.within_limits
    yield (SAFETY, DOSES), doses.gentle_within_limits


def _safety_rules() -> Iterable[Rule]:
    from spotguide.core.catalog import safety_rules as safety

    yield (SAFETY,), safety.sound_safety
    yield (SPOTS, SAFETY), safety.covered
    yield (SPOTS, SAFETY), safety.gentle_tools


def _claim_rules() -> Iterable[Rule]:
    from spotguide.core.catalog import claims

    yield (REFERENCES,), claims.distinct
    yield (REFERENCES, *CLAIMING), claims.used
    for file in CLAIMING:
        yield (file, REFERENCES), partial(claims.sourced, file)


def _cue_rules() -> Iterable[Rule]:
    from spotguide.core.catalog import cue_rules

    yield (CUES,), cue_rules.sound_cues


def _figure_rules() -> Iterable[Rule]:
    from spotguide.core.catalog import figure_rules

    yield (FIGURES,), figure_rules.sound_figures
    yield (SPOTS, FIGURES), figure_rules.marked_spots


def _experiment_rules() -> Iterable[Rule]:
    from spotguide.core.catalog import experiment_rules

    yield (EXPERIMENTS,), experiment_rules.sound_design
    yield (EXPERIMENTS,), experiment_rules.used_papers
    yield (EXPERIMENTS, REFERENCES), experiment_rules.apart
