"""What is kept as settings, and the names of what can be left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asked import NOW, SCREENS, leaving_out
from plans import CATALOG
from spotguide.core.profile.kept import (
    ALLOWED,
    LEFT_OUT,
    OWNED,
    Profile,
    Reopened,
    owned_from,
    profile_from,
    profile_keys,
    reopened_key,
)
from spotguide.core.profile.things import find_things
from spotguide.errors import SeveralNames, UnknownName

TOOLS = sorted(CATALOG.tools)
POSITIONS = ["standing", "sitting", "wall", "floor", "bed", "table"]
LASTING = sorted(
    screen.id for screen in SCREENS.values() if screen.repeat == "monthly" or screen.yes_lasts
)
HERE = {name for name, screen in SCREENS.items() if screen.here}

PROFILES = st.builds(
    lambda *names: leaving_out(*(name for some in names for name in some)),
    st.sets(st.sampled_from([f"tool {one}" for one in TOOLS]), max_size=12),
    st.sets(st.sampled_from([f"position {one}" for one in POSITIONS]), max_size=4),
    st.sets(st.sampled_from([f"spot {one.slug}" for one in CATALOG.spots]), max_size=2),
)


# Settings


@given(PROFILES)
def test_what_is_kept_is_what_was_left_out(profile: Profile) -> None:
    kept = [(thing.key, LEFT_OUT, at) for thing, at in profile.left_out.items()]
    assert profile_from(kept) == profile
    assert profile_from([(key, ALLOWED, at) for key, _, at in kept]) == Profile()
    assert profile_from([(key, "?", at) for key, _, at in kept]) == profile
    assert sorted(profile_keys([*kept, (OWNED, "[]", NOW)], LEFT_OUT)) == sorted(
        key for key, _, _ in kept
    )


def test_what_was_opened_is_kept_with_its_side_and_its_time() -> None:
    kept = [(reopened_key("a-spot", "left"), NOW.isoformat(), NOW)]
    assert profile_from(kept).reopened == {("a-spot", "left"): Reopened(NOW, NOW)}


@pytest.mark.parametrize(
    "setting",
    [
        ("reopened:a-spot:left", "yesterday"),
        ("reopened:a-spot:left", "2026-03-01"),
        ("left-out:mood:bad", LEFT_OUT),
        ("left-out", LEFT_OUT),
        ("sessions-redated", "{}"),
    ],
)
def test_a_setting_that_is_none_of_it_is_passed_over(setting: tuple[str, str]) -> None:
    assert profile_from([(*setting, NOW)]) == Profile()


@pytest.mark.parametrize(
    ("text", "owned"),
    [
        ('["tennis-ball"]', frozenset(["tennis-ball"])),
        ("[]", frozenset()),
        ("{}", None),
        ("?", None),
    ],
)
def test_tools_that_cannot_be_read_count_as_never_said(text: str, owned: object) -> None:
    assert owned_from([(OWNED, text, NOW)]) == owned
    assert owned_from([]) is None


# Names


@pytest.mark.parametrize(
    ("words", "things"),
    [
        ("floor", ["position floor"]),
        ("on the floor", ["position floor"]),
        ("sitting at a table", ["position table"]),
        ("2", ["spot thoracolumbar-corner"]),
        ("golf ball", ["tool golf-ball"]),
        ("golf ball 7 floor Tennis-Ball", [
            "tool golf-ball", "spot masseter", "position floor", "tool tennis-ball"]),
        ("side of the neck side of the hip", ["spot side-of-the-neck", "spot side-of-hip"]),
        ("floor floor", ["position floor"]),
    ],
)  # fmt: skip
def test_things_are_told_apart_by_their_names(words: str, things: list[str]) -> None:
    found = find_things(CATALOG, words.split(), "spotguide profile leave-out")
    slug = next(spot.slug for spot in CATALOG.spots if spot.number == 7)
    wanted = [thing.replace("spot masseter", f"spot {slug}") for thing in things]
    assert [f"{thing.kind} {thing.id}" for thing in found] == wanted


@pytest.mark.parametrize(
    ("words", "near"),
    [("flor", "floor"), ("lacross ball", "lacrosse-ball"), ("2 stnding", "standing")],
)
def test_a_slip_is_met_with_the_nearest_name(words: str, near: str) -> None:
    with pytest.raises(UnknownName, match=f"spotguide profile leave-out {near}"):
        find_things(CATALOG, words.split(), "spotguide profile leave-out")


def test_words_that_are_near_nothing_are_named_with_where_to_look() -> None:
    with pytest.raises(UnknownName, match=r'"xyzzy".*spotguide profile --help'):
        find_things(CATALOG, ["xyzzy", "qqqq"], "spotguide profile leave-out")


def test_no_position_shares_its_name_with_a_spot_or_a_tool() -> None:
    from spotguide.core.search import find

    for place, words in CATALOG.cues.places.items():
        assert not find(CATALOG, str(place), ("spot", "tool"))
        assert not find(CATALOG, words, ("spot", "tool"))


def test_a_name_of_several_things_is_met_with_each(monkeypatch: pytest.MonkeyPatch) -> None:
    from spotguide.core.profile import things
    from spotguide.core.search import find

    both = (*find(CATALOG, "2", ("spot",)), *find(CATALOG, "golf-ball", ("tool",)))
    monkeypatch.setattr(things, "find", lambda *_: both)
    with pytest.raises(SeveralNames, match="spotguide profile allow golf-ball"):
        find_things(CATALOG, ["corner"], "spotguide profile allow")
