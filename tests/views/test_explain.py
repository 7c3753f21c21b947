"""The pages: what each kind must never lack."""

from __future__ import annotations

import pytest

from spotguide.core.search import everything
from spotguide.core.subjects import about_spot, gather
from spotguide.views.explain import page_of
from spotguide.views.page import Page, Row


def page(catalog, kind: str, key: str) -> Page:
    found = next(one for one in everything(catalog, kind) if one.id == key)
    return page_of(gather(catalog, found))


def rows(page: Page, heading: str) -> list[Row]:
    section = next(one for one in page.sections if one.heading == heading)
    return [block for block in section.blocks if isinstance(block, Row)]


def said(page: Page) -> str:
    """Return all words of a page."""
    blocks = (block for section in page.sections for block in section.blocks)
    return " ".join(str(block) for block in (*page.facts, *blocks))


def test_every_claim_of_a_spot_and_its_lesson_is_on_its_page(catalog):
    for spot in catalog.spots:
        lesson = catalog.lessons[spot.slug]
        claims = (
            *spot.red_flags, *spot.cautions, spot.dose.basis,
            *lesson.why_here, *lesson.anatomy, *lesson.evidence,
        )  # fmt: skip
        words = said(page(catalog, "spot", spot.slug))
        for claim in claims:
            assert repr(claim.text) in words
            assert f"({claim.basis} [" in words


def test_red_flags_come_before_anything_that_one_might_do(catalog):
    for spot in catalog.spots:
        first = page(catalog, "spot", spot.slug).sections[0]
        assert first.alarm
        assert len(first.blocks) == len(spot.red_flags)


def test_a_step_that_ends_a_session_keeps_its_question_and_what_to_do(catalog):
    for spot in catalog.spots:
        block = next((one for one in spot.locate if one.by == "self"), spot.locate[0])
        words = said(page(catalog, "spot", spot.slug))
        for step in block.steps:
            assert step.say in words
            if step.stop_on_no:
                assert f"{step.check} If not:" in words


def test_the_first_session_is_never_more_than_the_usual_one(catalog):
    """Side of the neck: its own dose is lower than that of a first session."""
    neck = catalog.spots[3]
    told = next(row.text for row in rows(page(catalog, "spot", neck.slug), "How much")
                if row.label == "First time")  # fmt: skip
    hold = min(neck.dose.hold_seconds, catalog.doses.first_time.hold_seconds)
    assert told.startswith(f"{hold} seconds, ")
    assert neck.dose.hold_seconds < catalog.doses.first_time.hold_seconds


def test_a_spot_of_ones_own_has_a_page_without_lesson_self_test_or_partner(catalog):
    spot = catalog.spots[1]
    own = spot.model_copy(
        update={"slug": "own", "self_test": None, "tools": spot.fits("self")[:1], "sides": False}
    )
    headings = [section.heading for section in page_of(about_spot(catalog, own)).sections]
    assert headings == [
        "Red flags: do not press, see a professional",
        "Take care",
        "How to find it",
        "How much",
        "Tools for yourself",
        "Muscles and other names",
    ]


def test_a_spot_that_only_a_partner_can_find_says_so(catalog):
    spot = catalog.spots[1]
    partner = tuple(block for block in spot.locate if block.by == "partner")
    about = about_spot(catalog, spot.model_copy(update={"locate": partner}))
    assert "How to find it, on someone else" in [one.heading for one in page_of(about).sections]


def test_a_tool_shows_every_spot_at_which_it_is_rated_with_the_best_first(catalog):
    ball = rows(page(catalog, "tool", "tennis-ball"), "Where it fits, for yourself")
    rated = [
        fit for spot in catalog.spots for fit in spot.fits("self") if fit.tool == "tennis-ball"
    ]
    assert len(ball) == len(rated)
    assert (ball[0].label, ball[-1].label) == ("Best", "Avoid")


@pytest.mark.parametrize(
    ("tool", "size"),
    [("tennis-ball", "65.4 to 68.6 millimeters across"), ("thumb", None)],
)
def test_a_tool_says_its_size_where_it_has_one(catalog, tool, size):
    facts = {row.label: row.text for row in page(catalog, "tool", tool).facts}
    assert facts.get("Size") == size


def test_the_topic_on_dose_shows_how_trials_pressed(catalog):
    trials = rows(page(catalog, "topic", "pressure-dose"), "How trials pressed")
    assert len(trials) == len(catalog.topics.trial_dose)
    assert trials[0].text.startswith("Top of the shoulder; 30, 60 or 90 seconds; ")


def test_a_reference_shows_everything_about_it(catalog):
    told = page(catalog, "reference", "takamoto-2015")
    work = catalog.references["takamoto-2015"]
    words = f"{told.title} {told.lead} {said(told)}"
    for value in (work.title, work.authors, work.year, work.journal, work.finding, work.seen):
        assert str(value) in words
    assert rows(told, "What rests on it here")[0].name == "Thoracolumbar corner, evidence"
