"""What a running experiment asks of a session, and what the history keeps of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from person import BEGAN
from spotguide.adapters.merging import packed
from spotguide.adapters.store import Store, open_store
from spotguide.core.catalog import Catalog
from spotguide.core.exchange import from_text, to_text
from spotguide.core.experiments.design import Experiment
from spotguide.core.history import Outline
from spotguide.core.notes import Ended, HoldOver, to_dict
from spotguide.core.plan.wishes import Wishes
from spotguide.environment import Environment
from spotguide.errors import UnreadableHistory, WrongUsage
from spotguide.live import experimenting
from spotguide.live.experimenting import Due, begin, due, heed, newest, running, stop
from spotguide.live.past import Past

SPOT = "thoracolumbar-corner"
BALLS = Experiment(BEGAN, SPOT, ("lacrosse-ball", "tennis-ball"), 12, 4, "seed 244")
RESTS = Experiment(BEGAN, SPOT, ("rest", "treat"), 12, 4, "seed 244")


@pytest.fixture(name="past")
def _past(an_environment: Callable[..., Environment]) -> Iterator[Past]:
    found = Past(an_environment())
    yield found
    found.close()


@pytest.fixture(name="store")
def _store(past: Past) -> Store:
    assert past.store is not None
    return past.store


def press(store: Store, day: float, tool: str = "lacrosse-ball", *, first: bool = False) -> int:
    """Write a session that was pressed on the left side; return its id."""
    at = BEGAN + timedelta(days=day)
    outline = Outline(SPOT, "self", tool, "wall", ("left",), (("left",),), (45,), (3,), (first,))
    session = store.begin(at, SPOT, outline.to_dict())
    for seq, fact in enumerate((HoldOver(0, 0, 45_000, 45_000, "full"), Ended("finished"))):
        store.write(session, seq, at + timedelta(minutes=seq), to_dict(fact), True)
    return session


def asked(past: Past, catalog: Catalog, side: str | None = None, number: int = 2) -> Due | None:
    return due(past, catalog, catalog.spots[number - 1], BEGAN + timedelta(days=30), side)


def test_each_session_is_told_which_tool_is_due(past: Past, store: Store, catalog: Catalog) -> None:
    press(store, -9)
    begin(store, BALLS)
    one = asked(past, catalog)
    assert one is not None
    assert (one.tool, one.side, one.rest) == ("lacrosse-ball", None, False)
    assert one.say == "Your experiment, turn 1 of 12: lacrosse ball is due."
    assert "counts for what was due: lacrosse ball" in one.otherwise
    press(store, 1)
    two = asked(past, catalog)
    assert two is not None
    assert (two.tool, "turn 2 of 12" in two.say) == ("tennis-ball", True)


def test_a_first_session_is_left_as_it_is_and_takes_no_turn(
    past: Past, store: Store, catalog: Catalog
) -> None:
    begin(store, BALLS)
    one = asked(past, catalog)
    assert one is not None
    assert (one.tool, "takes no turn" in one.say) == (None, True)
    press(store, 1, first=True)
    assert running(store) is not None
    assert running(store).turns == ()  # type: ignore[union-attr]


def test_a_rest_that_is_due_asks_for_no_session(past: Past, store: Store, catalog: Catalog) -> None:
    begin(store, RESTS)
    one = asked(past, catalog)
    assert one is not None
    assert (one.rest, one.tool) == (True, None)
    assert "spotguide experiment rest" in one.say
    press(store, 0.5)
    two = asked(past, catalog)
    assert two is not None
    assert (two.rest, two.tool, two.say) == (
        False, None, "Your experiment, turn 2 of 12: a session is due."
    )  # fmt: skip


TENNIS = Due("say", "tennis-ball", "left", otherwise="otherwise")
REST = Due("say", rest=True, otherwise="otherwise")
ANY = Due("say")


@pytest.mark.parametrize(
    ("asked_for", "wishes", "heeded", "said"),
    [
        (TENNIS, Wishes(), Wishes(tool="tennis-ball", side="left"), ("say",)),
        (TENNIS, Wishes(side="both"), Wishes(tool="tennis-ball", side="both"), ("say",)),
        (TENNIS, Wishes(tool="tennis-ball"), Wishes(tool="tennis-ball", side="left"), ("say",)),
        (TENNIS, Wishes(tool="thumb"), Wishes(tool="thumb", side="left"), ("say", "otherwise")),
        (TENNIS, Wishes(again=True), Wishes(again=True, side="left"), ("say", "otherwise")),
        (REST, Wishes(), None, ("say",)),
        (REST, Wishes(tool="thumb"), Wishes(tool="thumb"), ("say", "otherwise")),
        (ANY, Wishes(tool="thumb"), Wishes(tool="thumb"), ("say",)),
        (ANY, Wishes(again=True), Wishes(again=True), ("say",)),
    ],
)  # fmt: skip
def test_what_is_due_answers_what_was_left_open_and_overrules_nobody(
    asked_for: Due, wishes: Wishes, heeded: Wishes | None, said: tuple[str, ...]
) -> None:
    assert heed(asked_for, wishes) == (heeded and replace(heeded, told=said))


def test_elsewhere_on_another_side_and_afterward_nothing_is_asked(
    past: Past, store: Store, catalog: Catalog
) -> None:
    assert asked(past, catalog) is None
    found = begin(store, Experiment(BEGAN, SPOT, BALLS.arms, 12, 4, "seed", side="left"))
    assert asked(past, catalog, number=3) is None
    assert asked(past, catalog, "right") is None
    assert asked(past, catalog, "both") is not None
    assert asked(past, catalog) is not None
    assert asked(past, catalog).side == "left"  # type: ignore[union-attr]
    stop(store, found, BEGAN + timedelta(days=1))
    assert asked(past, catalog) is None


def test_a_history_that_cannot_be_read_asks_for_nothing(
    past: Past, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(store: Store) -> None:
        raise UnreadableHistory("damaged")

    monkeypatch.setattr(experimenting, "running", unreadable)
    assert asked(past, catalog) is None
    past.close()
    past.store = None
    assert asked(past, catalog) is None


def test_one_experiment_at_a_time(store: Store) -> None:
    begin(store, BALLS)
    with pytest.raises(WrongUsage, match="An experiment is running"):
        begin(store, RESTS)


def test_a_session_that_is_deleted_moves_no_other_turn(store: Store) -> None:
    begin(store, BALLS)
    first, _ = press(store, 1), press(store, 2, "tennis-ball")
    before = running(store)
    store.delete(first)
    after = running(store)
    assert before is not None
    assert after is not None
    assert [turn.did for turn in after.turns] == ["", "tennis-ball"]
    assert after.due == before.due


def test_a_rest_ends_at_the_minute_that_is_told(store: Store) -> None:
    found = begin(store, RESTS)
    for seconds, minutes in ((0, 7), (1, 8), (59.5, 8)):
        now = BEGAN + timedelta(days=1, seconds=seconds)
        rest = experimenting.begin_rest(store, found, timedelta(minutes=7), 4, now)
        assert rest.until == BEGAN + timedelta(days=1, minutes=minutes)


def test_how_many_experiments_came_before_counts_this_spot_alone(store: Store) -> None:
    for day, spot in enumerate((SPOT, "upper-shin", SPOT)):
        at = BEGAN + timedelta(days=day)
        stop(store, begin(store, Experiment(at, spot, BALLS.arms, 12, 4, "seed")), at)
    assert newest(store)[1] == 1
    found, earlier = newest(store, "upper-shin")
    assert found is not None
    assert (found.experiment.spot, earlier) == ("upper-shin", 0)
    assert newest(store, "calf") == (None, 0)


def test_an_export_carries_an_experiment_whole(store: Store, tmp_path: Path) -> None:
    """What either computer knows is there on both: a rest here, the end there."""
    found = begin(store, RESTS)
    elsewhere = open_store(tmp_path / "elsewhere", BEGAN)
    elsewhere.take_in(from_text(to_text(packed(store))))
    there, _ = newest(elsewhere)
    assert there is not None
    now = BEGAN + timedelta(days=1)
    rest = experimenting.begin_rest(store, found, timedelta(minutes=7), 4, now)
    experimenting.end_rest(store, found, rest, 3, now + timedelta(minutes=7))
    press(store, 2)
    stop(elsewhere, there, BEGAN + timedelta(days=3))
    elsewhere.take_in(from_text(to_text(packed(store))))
    store.take_in(from_text(to_text(packed(elsewhere))))
    both = newest(store)[0], newest(elsewhere)[0]
    elsewhere.close()
    assert both[0] == both[1]
    assert both[0] is not None
    assert (both[0].early, [turn.did for turn in both[0].turns]) == (
        True,
        ["rest", "lacrosse-ball"],
    )
