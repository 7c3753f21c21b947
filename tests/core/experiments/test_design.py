"""The order of an experiment: balanced, drawn by a seed, and the same for all time."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotguide.core.experiments import kept
from spotguide.core.experiments.design import Experiment, Rest, drawn

BEGAN = datetime(2026, 3, 2, 17, 0, tzinfo=timezone.utc)
RATINGS = st.integers(0, 10)


@given(st.text(), st.integers(0, 10), st.sampled_from([2, 4, 6, 8]))
def test_each_block_holds_as_many_of_the_one_as_of_the_other(
    seed: str, blocks: int, block: int
) -> None:
    order = drawn(seed, blocks * block, block)
    for begins in range(0, len(order), block):
        assert sum(order[begins : begins + block]) == block // 2
    assert len(order) == blocks * block


def test_the_order_of_a_seed_never_changes() -> None:
    """An experiment that runs would change its order with the version of the program."""
    assert drawn("seed 244", 12, 4) == (0, 1, 0, 1, 0, 0, 1, 1, 0, 1, 1, 0)
    assert drawn("spot", 12, 6) == (1, 1, 0, 0, 0, 1, 0, 1, 0, 1, 1, 0)


def test_more_turns_leave_the_first_ones_as_they_are() -> None:
    assert drawn("seed", 40, 4)[:12] == drawn("seed", 12, 4)


def test_no_order_of_a_block_is_drawn_more_often_than_another() -> None:
    """600 for each of six; as far off as 80 would happen once in a thousand tests."""
    found = Counter(drawn(str(seed), 4, 4) for seed in range(3600))
    assert len(found) == 6
    assert all(abs(many - 600) < 80 for many in found.values())


def an_experiment(**changed: object) -> Experiment:
    given_ = {"began": BEGAN, "spot": "calf", "arms": ("tennis-ball", "rest"), "turns": 12,
              "block": 4, "seed": "seed 244"}  # fmt: skip
    return Experiment(**{**given_, **changed})  # type: ignore[arg-type]


def settings(*facts: kept.Fact) -> list[tuple[str, str, datetime]]:
    return [(*fact, BEGAN) for fact in facts]


def test_what_is_kept_comes_back_whole() -> None:
    rest = Rest(BEGAN + timedelta(days=1), BEGAN + timedelta(days=1, minutes=8), 4)
    done = Rest(BEGAN + timedelta(days=2), BEGAN + timedelta(days=2, minutes=8), 4, 3)
    stopped = BEGAN + timedelta(days=3)
    whole = an_experiment(side="left", rests=(rest, done), stopped=stopped, settled=(rest.at,))
    facts = (kept.design(whole), kept.rest(whole, done), kept.rest(whole, rest),
             kept.stopped(whole, stopped), kept.settled(whole, (rest.at,)))  # fmt: skip
    assert kept.experiments(settings(*facts)) == (whole,)


def test_the_order_is_not_to_be_read_in_what_is_kept() -> None:
    one = an_experiment()
    (_, text) = kept.design(one)
    assert one.seed in text
    assert str(list(one.order))[1:-1] not in text


def test_each_fact_has_a_key_of_its_own() -> None:
    """Two computers that are merged keep what either of them knows."""
    one = an_experiment()
    rests = [Rest(BEGAN + timedelta(days=n), BEGAN + timedelta(days=n), 4) for n in (1, 2)]
    facts = [kept.design(one), kept.stopped(one, BEGAN), kept.settled(one, ()),
             *(kept.rest(one, rest) for rest in rests)]  # fmt: skip
    assert len({key for key, _ in facts}) == len(facts)


LATER = "2026-03-03T18:00:00+00:00"
DESIGN = {"spot": "calf", "side": "", "arms": ["a", "b"], "turns": 12, "block": 4, "seed": "s"}


@pytest.mark.parametrize(
    "changed",
    [
        {"spot": 3},
        {"seed": "\x1b[2J"},
        {"arms": ["a"]},
        {"arms": ["a", "a"]},
        {"arms": 3},
        {"turns": 13},
        {"turns": 4000},
        {"turns": "12"},
        {"block": 5, "turns": 15},
    ],
    ids=str,
)
def test_a_design_that_none_could_have_is_passed_over(changed: dict[str, object]) -> None:
    key, _ = kept.design(an_experiment())
    assert len(kept.experiments([(key, json.dumps(DESIGN), BEGAN)])) == 1
    assert kept.experiments([(key, json.dumps({**DESIGN, **changed}), BEGAN)]) == ()
    assert kept.experiments([(key, "no JSON", BEGAN)]) == ()


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("rest 2026-03-03", f'{{"until": "{LATER}", "before": 4, "after": null}}'),
        (f"rest {LATER}", '{"until": "2026-03-03", "before": 4, "after": null}'),
        (f"rest {LATER}", f'{{"until": "{LATER}", "before": 11, "after": null}}'),
        (f"rest {LATER}", f'{{"until": "{LATER}", "before": 4, "after": true}}'),
        ("stopped", "soon"),
        ("turns", "[3]"),
        ("something new", "{}"),
    ],
)  # fmt: skip
def test_a_fact_that_is_none_is_passed_over(what: str, text: str) -> None:
    fact = kept.design(an_experiment())
    key = f"{fact[0].rpartition(' ')[0]} {what}"
    assert kept.experiments(settings(fact, (key, text))) == (an_experiment(),)


def test_the_newest_experiment_comes_last() -> None:
    later = an_experiment(began=BEGAN + timedelta(days=9), spot="foot")
    found = kept.experiments(settings(kept.design(later), kept.design(an_experiment())))
    assert [one.spot for one in found] == ["calf", "foot"]


@given(st.lists(st.tuples(
    st.sampled_from(["experiment", f"experiment {BEGAN.isoformat()} design", "tools-owned",
                     f"experiment {BEGAN.isoformat()} rest {BEGAN.isoformat()}",
                     f"experiment {BEGAN.isoformat()} turns",
                     f"experiment {BEGAN.isoformat()} stopped", "experiment x design"]),
    st.one_of(st.text(), st.sampled_from([
        "{}", "[]", "1", "null", "[1]", '["2026"]', '{"before": 11, "after": 1}', "[" * 5000,
        '{"spot": 1, "side": "", "arms": ["a", "b"], "turns": 4, "block": 4, "seed": ""}',
        '{"spot": "", "side": "", "arms": ["a"], "turns": 4, "block": 4, "seed": ""}',
        '{"spot": "", "side": "", "arms": ["a", "b"], "turns": 5, "block": 4, "seed": ""}',
        '{"spot": "", "side": "", "arms": ["a", "b"], "turns": 9000, "block": 4, "seed": ""}',
        '{"spot": "", "side": "", "arms": ["a", "b"], "turns": 4, "block": 4, "seed": ""}',
        '{"until": "2026-03-02T18:00:00", "before": 1, "after": null}',
        '{"until": "2026-03-02T18:00:00+00:00", "before": true, "after": null}',
    ])),
)))  # fmt: skip
def test_whatever_stands_in_a_history_an_experiment_is_sound_or_none(
    found: list[tuple[str, str]],
) -> None:
    for one in kept.experiments([(key, text, BEGAN) for key, text in found]):
        assert len(one.order) == one.turns
        assert all(0 <= rest.before <= 10 for rest in one.rests)
