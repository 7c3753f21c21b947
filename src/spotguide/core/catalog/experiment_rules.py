"""Rules for experiments: whole blocks, enough of them for a difference to stand out, used papers.

Papers and references are told by id on one page, so no two of them share one.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import comb
from typing import TYPE_CHECKING

from spotguide.core.catalog.faults import Fault, shown
from spotguide.core.catalog.links import LINKS, values

if TYPE_CHECKING:
    from spotguide.core.catalog.experiments import ExperimentsFile
    from spotguide.core.catalog.teaching import ReferencesFile

FILE = "experiments.toml"


def sound_design(experiments: ExperimentsFile) -> Iterator[Fault]:
    """Find numbers that no order can be drawn from, and sizes that cannot show a thing."""
    design = experiments.design
    if design.block % 2:
        yield Fault(FILE, ("design", "block"), f"{design.block} cannot be halved")
        return
    for key in ("least", "turns", "most"):
        turns = getattr(design, key)
        if turns % design.block:
            what = f"{turns} is no whole number of blocks of {design.block}"
            yield Fault(FILE, ("design", key), what)
    if not design.least <= design.turns <= design.most:
        what = f"{design.turns} is not from least to most, {design.least} to {design.most}"
        yield Fault(FILE, ("design", "turns"), what)
    orders = comb(design.block, design.block // 2) ** (design.least // design.block)
    if design.chance_percent * orders < 200:
        what = f"{design.least} turns have {orders} orders: chance could give any result of them"
        yield Fault(FILE, ("design", "least"), what)


def used_papers(experiments: ExperimentsFile) -> Iterator[Fault]:
    """Find papers that no statement names."""
    places = [keys for naming, keys, named in LINKS if naming == named == FILE]
    named = {paper for keys in places for _, paper in values(experiments, keys)}
    for place, paper in enumerate(experiments.paper):
        if paper.id not in named:
            yield Fault(FILE, ("paper", place, "id"), "nothing names this paper")


def apart(experiments: ExperimentsFile, references: ReferencesFile) -> Iterator[Fault]:
    """Find papers that stand among the references too."""
    known = {reference.id for reference in references.reference}
    for place, paper in enumerate(experiments.paper):
        if paper.id in known:
            what = f"{shown(paper.id)} stands in references.toml: one work, one entry"
            yield Fault(FILE, ("paper", place, "id"), what)
