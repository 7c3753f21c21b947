"""Chance: a difference held against all orders that could have been drawn, counted exactly.

Ratings are whole numbers, so the sums of all orders are few: they are counted block by block, and
nothing is simulated or rounded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, combinations

Counts = Counter[tuple[int, int]]
"""How many orders there are, by how far they are from the one that was drawn: see `_orders`."""


@dataclass(frozen=True)
class Block:
    """The rated turns of one block: by how much the pain fell on each, and its arm, 0 or 1."""

    falls: tuple[int, ...]
    arms: tuple[int, ...]

    @property
    def first(self) -> tuple[int, ...]:
        """The places of the turns of arm 0."""
        return tuple(place for place, arm in enumerate(self.arms) if arm == 0)

    @property
    def weight(self) -> Fraction:
        """How much the block tells of a difference: nothing where one arm alone was rated."""
        whole, first = len(self.arms), len(self.first)
        return Fraction(first * (whole - first), whole) if whole else Fraction(0)


@dataclass(frozen=True)
class Comparison:
    """By how many points the pain fell more on arm 0 than on arm 1, within blocks.

    Of `orders` that could have been drawn, `extreme` go at least as far, counting both directions.
    From `low` to `high` lie the differences that the same test does not rule out, None where there
    are too few orders to rule out any.
    """

    difference: Fraction
    extreme: int
    orders: int
    low: Fraction | None
    high: Fraction | None

    @property
    def chance(self) -> Fraction:
        """The share of the orders that go at least as far."""
        return Fraction(self.extreme, self.orders)


def compare(blocks: Iterable[Block], percent: int) -> Comparison | None:
    """Compare the arms; None where no block has rated turns of both.

    The orders are those of the rated turns that have as many of each arm in each block. Differences
    are ruled out where at most `percent` of 100 orders go as far. Both directions together are
    twice the rarer of them, so that the share and the range never contradict each other; with whole
    blocks that is the count of those that are as large either way.
    """
    known = [block for block in blocks if block.weight]
    if not known:
        return None
    counts = Counter({(0, 0): 1})
    for block in known:
        counts = _joined(counts, _orders(block))
    orders = counts.total()
    higher = sum(many for (_, gain), many in counts.items() if gain >= 0)
    lower = sum(many for (_, gain), many in counts.items() if gain <= 0)
    extreme = min(orders, 2 * min(higher, lower))
    return Comparison(_difference(known), extreme, orders, *_range(counts, orders, percent))


def _difference(blocks: Sequence[Block]) -> Fraction:
    """Return the mean difference within blocks, each counting by its weight.

    A slow change over the weeks lies between blocks and does not touch it, even where turns are
    missing. With whole blocks it is the difference between the means.
    """
    surplus = Fraction(0)
    for block in blocks:
        share = Fraction(len(block.first), len(block.falls))
        surplus += sum(block.falls[place] for place in block.first) - share * sum(block.falls)
    return surplus / sum(block.weight for block in blocks)


def _orders(block: Block) -> Counts:
    """Count the orders of a block by how many turns change from arm 0, and what its sum gains."""
    mine = set(block.first)
    drawn = sum(block.falls[place] for place in mine)
    counts: Counts = Counter()
    for other in combinations(range(len(block.falls)), len(mine)):
        gain = sum(block.falls[place] for place in other) - drawn
        counts[len(mine.difference(other)), gain] += 1
    return counts


def _joined(one: Counts, two: Counts) -> Counts:
    """Count the orders of two groups of blocks together."""
    counts: Counts = Counter()
    for (moved, gain), many in one.items():
        for (moved_too, gain_too), times in two.items():
            counts[moved + moved_too, gain + gain_too] += many * times
    return counts


def _range(counts: Counts, orders: int, percent: int) -> tuple[Fraction | None, Fraction | None]:
    """Return from where to where a difference is not ruled out, None where there is no bound.

    If arm 0 let the pain fall by d points more, each order would gain d for every turn that changes
    arms. So it goes as far as the one that was drawn from d = -gain / moved on, upward or downward.
    The order that was drawn itself always does.
    """
    steps: Counter[Fraction] = Counter()
    for (moved, gain), many in counts.items():
        if moved:
            steps[Fraction(-gain, moved)] += many
    rising = sorted(steps)
    low = _bound(steps, rising, orders * percent)
    high = _bound(steps, rising[::-1], orders * percent)
    return low, high


def _bound(steps: Counter[Fraction], in_turn: Sequence[Fraction], enough: int) -> Fraction | None:
    """Return the first step at which more than half of `percent` of all orders go as far.

    `enough` is that percentage of all orders, times 100. None where the drawn order alone is more.
    """
    if enough < 200:
        return None
    found = accumulate(steps[step] for step in in_turn)
    pairs = zip(in_turn, found, strict=True)
    return next(step for step, many in pairs if 200 * (many + 1) > enough)
