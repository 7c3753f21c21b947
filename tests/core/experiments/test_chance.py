"""A difference held against chance: counted exactly, and never sooner than it should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from spotguide.core.experiments.chance import Block, compare

FALLS = st.integers(-10, 10)


@st.composite
def some_block(draw: st.DrawFn, whole: bool = False) -> Block:
    """Draw a block of up to four turns; a whole one has two of each arm."""
    size = 4 if whole else draw(st.integers(0, 4))
    arms = draw(st.permutations([0, 0, 1, 1]))[:size]
    return Block(tuple(draw(FALLS) for _ in range(size)), tuple(arms))


SOME = st.lists(some_block(), max_size=3)
WHOLE = st.lists(some_block(whole=True), min_size=1, max_size=3)


def orders(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the blocks as each order would have had them that could have been drawn."""
    every = []
    for block in blocks:
        places = range(len(block.falls))
        drawn = combinations(places, len(block.first))
        every.append([Block(block.falls, tuple(int(n not in mine) for n in places))
                      for mine in drawn])  # fmt: skip
    yield from (list(one) for one in product(*every))


def difference(blocks: Sequence[Block]) -> Fraction:
    """Return the mean difference within blocks, straight from what it means."""
    total = weight = Fraction(0)
    for block in blocks:
        mine = [fall for fall, arm in zip(block.falls, block.arms, strict=True) if arm == 0]
        others = [fall for fall, arm in zip(block.falls, block.arms, strict=True) if arm == 1]
        if mine and others:
            share = Fraction(len(mine) * len(others), len(block.falls))
            apart = Fraction(sum(mine), len(mine)) - Fraction(sum(others), len(others))
            total, weight = total + share * apart, weight + share
    return total / weight


def shifted(blocks: Sequence[Block], by: Fraction) -> list[Block]:
    """Return the blocks as they were if arm 0 had not let the pain fall by so much more."""
    return [
        Block(tuple(fall - by * (arm == 0)  # type: ignore[misc]
                    for fall, arm in zip(block.falls, block.arms, strict=True)), block.arms)
        for block in blocks
    ]  # fmt: skip


def chance(blocks: Sequence[Block]) -> Fraction:
    """Return the share of the orders that go as far, by looking at each of them."""
    drawn = difference(blocks)
    found = [difference(one) for one in orders(blocks)]
    higher, lower = sum(one >= drawn for one in found), sum(one <= drawn for one in found)
    return min(Fraction(1), Fraction(2 * min(higher, lower), len(found)))


@settings(deadline=None)
@given(SOME)
def test_the_share_is_that_of_all_orders_looked_at_one_by_one(blocks: list[Block]) -> None:
    found = compare(blocks, 5)
    assume(found is not None)
    assert found.chance == chance(blocks)
    assert found.difference == difference(blocks)


@settings(deadline=None)
@given(WHOLE)
def test_with_whole_blocks_it_is_how_many_orders_differ_as_much_either_way(
    blocks: list[Block],
) -> None:
    found = compare(blocks, 5)
    apart = [abs(difference(one)) for one in orders(blocks)]
    assert found is not None
    assert found.orders == 6 ** len(blocks) == len(apart)
    assert found.extreme == sum(one >= abs(difference(blocks)) for one in apart)


@settings(deadline=None)
@given(SOME, st.integers(1, 20), st.integers(-44, 44))
def test_the_range_holds_just_the_differences_that_the_test_does_not_rule_out(
    blocks: list[Block], percent: int, halves: int
) -> None:
    found, step = compare(blocks, percent), Fraction(halves, 2)
    assume(found is not None)
    above = found.low is None or found.low <= step
    below = found.high is None or step <= found.high
    fits = chance(shifted(blocks, step)) * 100 > percent
    assert fits == (above and below)


@given(SOME, st.integers(1, 20))
def test_the_range_holds_the_difference_itself(blocks: list[Block], percent: int) -> None:
    found = compare(blocks, percent)
    assume(found is not None)
    assert found.low is None or found.low <= found.difference
    assert found.high is None or found.difference <= found.high


@given(WHOLE, st.integers(1, 20))
def test_no_difference_lies_in_the_range_just_if_chance_gives_it(
    blocks: list[Block], percent: int
) -> None:
    found = compare(blocks, percent)
    assert found is not None
    low = found.low is None or found.low <= 0
    high = found.high is None or found.high >= 0
    assert (low and high) == (found.chance * 100 > percent)


@settings(deadline=None)
@given(SOME)
def test_where_the_arms_do_not_differ_small_shares_are_as_rare_as_they_say(
    blocks: list[Block],
) -> None:
    """The order is all that chance decides: of all orders, at most a share p has p or less."""
    assume(compare(blocks, 5) is not None)
    shares = [compare(one, 5).chance for one in orders(blocks)]
    for share in set(shares):
        assert Fraction(sum(one <= share for one in shares), len(shares)) <= share


@given(SOME)
def test_with_the_arms_swapped_all_is_mirrored(blocks: list[Block]) -> None:
    swapped = [Block(block.falls, tuple(1 - arm for arm in block.arms)) for block in blocks]
    one, other = compare(blocks, 5), compare(swapped, 5)
    assume(one is not None)
    assert other is not None
    assert (other.difference, other.chance) == (-one.difference, one.chance)
    assert other.low == (None if one.high is None else -one.high)


@given(WHOLE, st.integers(-10, 10))
def test_a_better_arm_moves_the_range_by_as_much(blocks: list[Block], better: int) -> None:
    moved = [
        Block(tuple(fall + better * (arm == 0) for fall, arm in zip(b.falls, b.arms, strict=True)),
              b.arms) for b in blocks
    ]  # fmt: skip
    one, other = compare(blocks, 5), compare(moved, 5)
    assert one is not None
    assert other is not None
    assert other.difference == one.difference + better
    assert other.low == (None if one.low is None else one.low + better)


@pytest.mark.parametrize(
    "blocks", [[], [Block((), ())], [Block((3,), (0,)), Block((1, 2), (1, 1))]]
)
def test_without_rated_turns_of_both_arms_nothing_is_compared(blocks: list[Block]) -> None:
    assert compare(blocks, 5) is None


def test_three_whole_blocks_can_stand_out_and_two_cannot() -> None:
    clear = Block((5, 0, 5, 0), (0, 1, 0, 1))
    three, two = compare([clear] * 3, 5), compare([clear] * 2, 5)
    assert three is not None
    assert (three.extreme, three.orders, three.low) == (2, 216, 5)
    assert two is not None
    assert (two.extreme, two.orders, two.low, two.high) == (2, 36, None, None)


def test_turns_without_a_partner_in_their_block_change_nothing() -> None:
    clear = [Block((5, 0, 4, 1), (0, 1, 0, 1))] * 3
    assert compare([*clear, Block((10, 10), (0, 0))], 5) == compare(clear, 5)


def test_forty_turns_are_counted_to_the_last_order() -> None:
    """In each block one turn alone was better: like tossing ten coins, and one falls otherwise."""
    heads, tails = Block((1, 0, 0, 0), (0, 1, 0, 1)), Block((1, 0, 0, 0), (1, 0, 1, 0))
    found = compare([*[heads] * 9, tails], 5)
    assert found is not None
    assert found.orders == 6**10
    assert found.chance == Fraction(2 * (1 + 10), 2**10)
