"""The shipped facts keep their promises: what is there, how it reads, and what it rests on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pytest
import tomli

from catalogs import DATA, shipped
from spotguide.core.catalog.claims import claims
from spotguide.core.catalog.kinds import Claim, Frozen
from spotguide.core.catalog.load import TABLES, check_all
from spotguide.core.catalog.spots import Fit, Spot

CATALOG = shipped()
SPOTS = CATALOG.spots
HERE = {
    "skin-problem", "recent-injury-or-surgery", "hot-swollen-joint", "numb-or-dulled",
    "device-or-implant", "varicose-veins", "told-not-to",
}  # fmt: skip

SIDE = re.compile(r"\b(left|right)\b(?! angle)", re.IGNORECASE)
SPOKEN = re.compile(
    r"(^|\.)(say|line|ask|check|hint|position|press|positive|why|expect|short|sign)$"
    r"|(^|\.)(setup|do)\[\d+\]$|self_test\.steps\[\d+\]$"
)
WITHOUT_SIDE = re.compile(r"spot\[\d+\]\.(locate|self_test|tools\[\d+\]\.(setup|press))")
PLACEHOLDER = re.compile(
    r"\b(TODO|TBD|FIXME|lorem ipsum)\b|do not use it here|not advised|not needed here"
    r"|skip it here|authors not shown",
    re.IGNORECASE,
)
MACHINE = re.compile(r"(?<![\w.:/])/(work|tmp|home|root|usr|var|mnt)/|\bfile://|\b[A-Z]:\\")
BRITISH = re.compile(
    r"\b(colours?|centres?|fibres?|behaviours?|programmes?|grey|tumours?"
    r"|(milli|centi)?metres?|oedema|anaemia|towards|whilst|afterwards|neighbours?|favourites?"
    r"|judgement|organis\w+|recognis\w+|realis\w+|stabilis\w+)\b",
    re.IGNORECASE,
)
STANDING = re.compile(r"\bwall\b|door frame")
LYING = re.compile(r"\b([Ll]ie|[Kk]neel|mat)\b")


def strings(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text of a table, with where it stands."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from strings(inner, f"{path}[{place}]")


def texts(*tables: str) -> list[tuple[str, str]]:
    """Return each text of these tables, with where it stands."""
    return [found for table in tables for found in strings(PARSED[table])]


PARSED = {table: tomli.loads((DATA / f"{table}.toml").read_text("utf-8")) for table in TABLES}
OURS = tuple(table for table in TABLES if table != "references")
"""All but the records of published works, which keep the words of their publishers."""
THEIRS = re.compile(r"paper\[\d+\]\.(authors|title|journal|pages|doi|url|seen)$")
"""What experiments.toml holds of such records."""


def all_claims() -> list[Claim]:
    check_all(CATALOG)
    tables: list[Frozen] = [CATALOG.safety, CATALOG.doses, CATALOG.topics, *SPOTS]
    tables.append(CATALOG.experiments)
    for entries in (CATALOG.lessons, CATALOG.muscles, CATALOG.tools):
        tables += entries.values()
    return [claim for table in tables for _, claim in claims(table)]


def test_the_shipped_facts_pass_every_rule() -> None:
    check_all(shipped())


def test_every_file_of_the_folder_belongs_to_the_catalog() -> None:
    """A table that nothing reads would be a fact that nobody sees."""
    found = {path.stem for path in DATA.glob("*.toml")}
    assert found == set(TABLES)


# What is there


def test_there_are_fourteen_spots_in_order() -> None:
    entries = PARSED["spots"]["spot"]
    assert [spot["number"] for spot in entries] == list(range(1, 15))
    assert len({spot["slug"] for spot in entries}) == 14


def test_no_claim_and_no_source_was_lost() -> None:
    assert len(all_claims()) >= 726
    assert len(CATALOG.references) >= 327


def test_every_claim_has_a_source_that_is_known() -> None:
    for claim in all_claims():
        assert claim.sources
        assert set(claim.sources) <= CATALOG.references.keys()


def test_every_paper_on_how_to_compare_is_used_and_is_no_source() -> None:
    papers = {paper.id for paper in CATALOG.experiments.paper}
    used = {where: text for where, text in texts("experiments") if ".papers[" in where}
    assert set(used.values()) == papers
    assert not papers & CATALOG.references.keys()


def test_every_source_is_used() -> None:
    used = {source for claim in all_claims() for source in claim.sources}
    used |= {source for spot in SPOTS for fit in spot.tools for source in fit.sources}
    used |= {source for topic in CATALOG.topics.topic for source in topic.further}
    used |= {trial.source for trial in CATALOG.topics.trial_dose}
    assert used == CATALOG.references.keys()


@pytest.mark.parametrize("spot", SPOTS, ids=lambda spot: spot.slug)
def test_one_person_alone_can_find_and_press_a_spot(spot: Spot) -> None:
    assert any(fit.fit == "best" for fit in spot.fits("self"))
    for fit in spot.fits("self"):
        assert not fit.usable or spot.blocks("self", fit.tool)


@pytest.mark.parametrize("spot", SPOTS, ids=lambda spot: spot.slug)
def test_a_partner_who_may_press_is_told_how_to_find_the_spot(spot: Spot) -> None:
    assert spot.by_partner == any(fit.usable for fit in spot.fits("partner"))


@pytest.mark.parametrize("spot", SPOTS, ids=lambda spot: spot.slug)
def test_where_you_press_agrees_with_what_the_setup_says(spot: Spot) -> None:
    for fit in spot.fits("self"):
        setup, places = " ".join(fit.setup), places_of(fit, spot)
        assert not places or not STANDING.search(setup) or "wall" in places
        assert not places or not LYING.search(setup) or places & {"floor", "bed"}


def places_of(fit: Fit, spot: Spot) -> set[str]:
    return set(fit.places) or {block.place for block in spot.blocks(fit.by, fit.tool)}


@pytest.mark.parametrize("region", sorted({spot.region for spot in SPOTS}))
def test_a_region_with_a_spot_is_screened_with_care(region: str) -> None:
    screens = [screen for screen in CATALOG.safety.screen if screen.covers(region)]
    assert len(screens) >= 13
    assert {screen.group for screen in screens} == {"emergency", "see-someone", "gently"}


def test_answers_about_the_place_itself_are_marked() -> None:
    assert {screen.id for screen in CATALOG.safety.screen if screen.here} == HERE


def test_every_change_has_its_sentence() -> None:
    outcome = CATALOG.doses.outcome
    for reading in ("gone", "better", "slightly-better", "same", "slightly-worse", "worse"):
        assert outcome.say(reading).endswith(".")


# How it reads


def test_a_spoken_line_can_be_said_in_one_breath() -> None:
    spoken = [(where, text) for where, text in texts(*OURS) if SPOKEN.search(where)]
    assert len(spoken) >= 1000
    assert [where for where, text in spoken if len(text) > 180] == []


def test_no_spoken_line_of_a_spot_names_left_or_right() -> None:
    said = [(where, text) for where, text in texts("spots") if WITHOUT_SIDE.match(where)]
    assert len(said) >= 1000
    assert [where for where, text in said if SIDE.search(text)] == []


@pytest.mark.parametrize("table", TABLES)
def test_no_text_has_an_unseen_character_a_stray_space_or_a_loose_accent(table: str) -> None:
    for where, text in texts(table):
        assert text.isprintable(), where
        assert text == text.strip(), where
        assert "  " not in text, where
        assert unicodedata.is_normalized("NFC", text), where


@pytest.mark.parametrize("table", TABLES)
def test_no_text_is_a_placeholder_or_names_a_path_of_a_machine(table: str) -> None:
    for where, text in texts(table):
        assert not PLACEHOLDER.search(text), where
        assert not MACHINE.search(text), where


@pytest.mark.parametrize("table", OURS)
def test_our_own_words_are_american_and_have_no_parentheses(table: str) -> None:
    for where, text in texts(table):
        if THEIRS.match(where):
            continue
        assert not BRITISH.search(text), where
        assert not re.search(r"[()]", text), where


@pytest.mark.parametrize("table", OURS)
def test_no_list_says_a_thing_twice(table: str) -> None:
    for where, items in lists(PARSED[table]):
        said = [re.sub(r"\W+", " ", text.casefold()).strip() for text in items]
        assert len(said) == len(set(said)), where


def lists(value: object, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield the texts of each list: its own, or those of the claims and steps that it holds."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from lists(inner, f"{path}.{key}")
    elif isinstance(value, list):
        own = (
            item.get("text", item.get("say")) if isinstance(item, dict) else item for item in value
        )
        if not path.endswith((".screen", ".aftercare", ".stop_sign", ".reading", ".cue")):
            yield path, [text for text in own if isinstance(text, str)]
        for place, inner in enumerate(value):
            yield from lists(inner, f"{path}[{place}]")


def test_these_checks_find_what_they_look_for() -> None:
    assert SIDE.search("Turn to the left.")
    assert not SIDE.search("Hold it at a right angle.")
    assert BRITISH.search("Roll towards the centre.")
    assert MACHINE.search("see /var/notes")
    assert not MACHINE.search("see https://example.org/home/page")
    assert PLACEHOLDER.search("todo: say more")
    assert STANDING.search("Stand with your back to a wall.")
    assert LYING.search("Lie on a mat.")
