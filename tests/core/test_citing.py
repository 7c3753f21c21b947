"""Citing: every statement that rests on a work is found, wherever it stands."""

from __future__ import annotations

from types import SimpleNamespace

from spotguide.adapters.files import read_data
from spotguide.core.citing import DOSE_TOPIC, citing


def test_a_work_lists_all_that_rests_on_it(catalog):
    parts = {(one.kind, one.part) for one in citing(catalog, "lu-2022")}
    assert parts >= {
        ("spot", "dose"),
        ("spot", "evidence"),
        ("topic", "claims"),
        ("topic", "further"),
        ("topic", "trial_dose"),
        ("doses", "dose_limits"),
    }


def test_every_work_has_something_that_rests_on_it(catalog):
    """Whatever names a source in any table is seen; else a work would stand here for nothing."""
    named = {
        work
        for table in (
            "spots",
            "lessons",
            "muscles",
            "tools",
            "topics",
            "safety",
            "doses",
            "experiments",
        )
        for work in catalog.references
        if f'"{work}"' in read_data(f"{table}.toml").decode()
    }
    assert named == set(catalog.references)
    for work in sorted(named)[::10]:
        assert list(citing(catalog, work)), work


def test_only_a_claim_has_a_basis(catalog):
    cited = [*citing(catalog, "ingraham-spot-02"), *citing(catalog, "hou-2002")]
    for one in cited:
        assert bool(one.basis) == (one.part not in ("tools", "further", "trial_dose"))


def test_the_topic_that_shows_the_trials_exists(catalog):
    assert DOSE_TOPIC in {topic.id for topic in catalog.topics.topic}
    assert catalog.topics.trial_dose


def test_a_safety_question_is_named_by_itself(catalog):
    screen = next(one for one in catalog.safety.screen if one.urgency == "emergency")
    cited = list(citing(catalog, screen.claim.sources[0]))
    assert ("safety", screen.id, screen.short) in {(one.kind, one.id, one.name) for one in cited}


class Facts(SimpleNamespace):
    """Some facts; told apart by which they are, as a catalog is."""

    __hash__ = object.__hash__


def test_a_spot_of_ones_own_without_a_lesson_is_cited_too(catalog):
    own = Facts(
        spots=catalog.spots[1:2],
        lessons={},
        muscles={},
        tools={},
        topics=catalog.topics,
        safety=catalog.safety,
        doses=catalog.doses,
        experiments=catalog.experiments,
    )
    cited = [one.part for one in citing(own, "takamoto-2015")]
    assert "evidence" not in cited
    assert [one.part for one in citing(own, "gray-1918-kidney")].count("tools") == 2
