"""Experiments: how many turns one has, what is said of it, and what its result cannot show."""

from typing import Annotated

from pydantic import Field

from spotguide.core.catalog.kinds import Claim, Claims, Count, Frozen, Ids, Line, Lines, Prose
from spotguide.core.catalog.teaching import Publication


class Method(Frozen):
    """A statement on how to compare, and the papers that it rests on; no claim about the body."""

    say: Line
    papers: Ids


Methods = Annotated[tuple[Method, ...], Field(min_length=1)]


class Reasons(Frozen):
    """What each number of `[design]` rests on."""

    turns: Method
    least: Method
    most: Method
    block: Method
    chance_percent: Method


class Design(Frozen):
    """The usual number of turns, the bounds for another wish, and how they are drawn.

    A difference that chance alone gives in more than so many percent of experiments is put down to
    chance.
    """

    turns: Count
    least: Count
    most: Annotated[int, Field(strict=True, ge=1, le=100)]
    block: Annotated[int, Field(strict=True, ge=2, le=10)]
    chance_percent: Annotated[int, Field(strict=True, ge=1, le=20)]
    reasons: Reasons


class Resting(Frozen):
    """What to do on a turn without pressure."""

    say: Line
    claim: Claim


class Verdicts(Frozen):
    """What is said of a result, by what it came to."""

    clear: Prose
    small: Prose
    alike: Prose
    open: Prose
    few: Prose


class ExperimentsFile(Frozen):
    """`experiments.toml`; `paper` are the papers on how to compare."""

    measure: Line
    rules: Lines
    matters: Claim
    limits: Claims
    cannot: Methods
    methods: Methods
    looking: Method
    early: Method
    again: Method
    design: Design
    rest: Resting
    verdict: Verdicts
    paper: Annotated[tuple[Publication, ...], Field(min_length=1)]
