"""Names: what is found, what is offered, and what is only suggested."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotguide.adapters.files import read_data
from spotguide.core.catalog import Catalog
from spotguide.core.search import (
    EXPLAIN,
    KINDS,
    everything,
    find,
    find_one,
    find_spots,
    unknown,
)
from spotguide.errors import SeveralNames, UnknownName

FACTS = Catalog(read_data)


def found(words: str, *kinds: str) -> list[tuple[str, str]]:
    return [(one.kind, one.id) for one in find(FACTS, words, kinds or KINDS)]


@pytest.mark.parametrize("words", ["2", " 2 ", "02", "#2", "spot 2", "Spot #2", "no. 2"])
def test_a_number_is_a_spot(words):
    assert found(words) == [("spot", "thoracolumbar-corner")]


@pytest.mark.parametrize(
    "words",
    [
        "thoracolumbar-corner",
        "Thoracolumbar corner",
        "THORACOLUMBAR  CORNER",
        "thoracolumbarcorner",
        "thoracolumbar_corner",
        "thoracolumbar corners",
        "corner pocket",
        "Corner-Pocket!",
    ],
)
def test_case_hyphens_spaces_punctuation_and_plurals_do_not_count(words):
    assert found(words) == [("spot", "thoracolumbar-corner")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tennis balls", ("tool", "tennis-ball")),
        ("tennisball", ("tool", "tennis-ball")),
        ("Thera Cane", ("tool", "massage-cane")),
        ("headaches", ("complaint", "tension-headache")),
        ("stiff neck", ("complaint", "neck-pain")),
        ("runners knee", ("complaint", "front-knee-pain")),
        ("runner's knee", ("complaint", "front-knee-pain")),
        ("trigger point", ("topic", "trigger-points")),
        ("referred-pain", ("topic", "referred-pain")),
        ("takamoto-2015", ("reference", "takamoto-2015")),
        ("takamoto 2015", ("reference", "takamoto-2015")),
        ("25808188", ("reference", "takamoto-2015")),
        ("PMID: 25808188", ("reference", "takamoto-2015")),
        ("https://pubmed.ncbi.nlm.nih.gov/25808188/", ("reference", "takamoto-2015")),
        ("10.1002/ejp.694", ("reference", "takamoto-2015")),
        ("doi:10.1002/EJP.694", ("reference", "takamoto-2015")),
        ("https://doi.org/10.1002/ejp.694", ("reference", "takamoto-2015")),
    ],
)
def test_every_kind_is_found_by_what_people_type(words, expected):
    assert found(words) == [expected]


@pytest.mark.parametrize("words", ["quadratus-lumborum", "quadratus lumborum", "QL", "ql"])
def test_a_muscle_goes_before_the_spot_that_is_called_after_it(words):
    assert found(words) == [("muscle", "quadratus-lumborum")]


def test_several_muscles_of_one_name_leave_the_choice():
    assert {kind for kind, _ in found("scalene")} == {"spot", "muscle"}
    assert len(found("scalene")) == 4


def test_a_full_name_goes_before_an_alias():
    assert found("masseter") == [("muscle", "masseter")]


@pytest.mark.parametrize("words", ["1-2", "1/2", "1.2", "-2", "2x", "15", "0", "", "  ", "💥", "²"])
def test_what_is_no_name_finds_nothing(words):
    assert found(words) == []


def test_every_name_of_the_data_finds_its_entry():
    """An alias may be shared with something else, but never leads away from its own entry."""
    for kind in KINDS:
        for one in everything(FACTS, kind):
            entry = one.entry
            aliases = (*getattr(entry, "also_called", ()), *getattr(entry, "said_as", ()))
            for name in (one.id, *aliases):
                assert (kind, one.id) in found(name, kind), name


def test_the_choice_names_the_exact_commands():
    with pytest.raises(SeveralNames) as caught:
        find_one(FACTS, "low back pain", EXPLAIN)
    assert str(caught.value).splitlines() == [
        '"low back pain" means several things. Try one of:',
        "  spotguide explain low-back-pain --kind complaint  Low back pain (complaint)",
        "  spotguide explain low-back-pain --kind topic      Low back pain and massage (topic)",
    ]


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        ("quadratus-lumborim", "quadratus-lumborum"),
        ("quadratis lumborum", "quadratus-lumborum"),
        ("lacross ball", "lacrosse-ball"),
        ("migrane", "migraine"),
        ("tennis elbo", "tennis-elbow"),
        ("takamoto-2016", "takamoto-2015"),
        ("wiewelhove", "wiewelhove-2019"),
        ("knee", "front-knee-pain"),
    ],
)
def test_a_miss_suggests_the_nearest_and_never_takes_it(words, nearest):
    with pytest.raises(UnknownName) as caught:
        find_one(FACTS, words, EXPLAIN)
    assert caught.value.near[0] == nearest
    assert str(caught.value).endswith(f"Try: spotguide explain {nearest}")


def test_a_suggested_command_works():
    for words in ("quadratus-lumborim", "knee", "back", "sholder", "cane", "upper bak"):
        command = unknown(FACTS, words, EXPLAIN).command
        assert find_one(FACTS, command.removeprefix("spotguide explain "), EXPLAIN)


def test_an_unknown_number_says_which_numbers_there_are():
    with pytest.raises(UnknownName) as caught:
        find_spots(FACTS, "15")
    assert str(caught.value) == (
        'There is no spot "15". Spots go from 1 to 14. To see what there is: spotguide list'
    )


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("2", [2]),
        ("QL", [2]),
        ("quadratus lumborum", [2]),
        ("scalenes", [4]),
        ("suboccipital muscle", [1]),
        ("erector-spinae", [2, 11, 13]),
        ("low-back-pain", [13, 2, 12, 6]),
        ("my lower back hurts", [13, 2, 12, 6]),
        ("tired feet", [10, 3]),
    ],
)
def test_a_spot_is_named_by_itself_a_muscle_or_a_complaint(words, numbers):
    assert [spot.number for spot in find_spots(FACTS, words)] == numbers


def test_an_unknown_spot_names_the_nearest_and_the_command():
    with pytest.raises(UnknownName) as caught:
        find_spots(FACTS, "thoracolumbar corne")
    assert str(caught.value) == (
        'There is no spot "thoracolumbar corne". Did you mean "thoracolumbar-corner"? '
        "Try: spotguide treat thoracolumbar-corner"
    )


def test_a_number_needs_the_spots_alone():
    read: list[str] = []

    def reading(file: str) -> bytes:
        read.append(file)
        return read_data(file)

    assert find(Catalog(reading), "2")
    assert read == ["spots.toml"]


@pytest.mark.parametrize(
    "hostile",
    [
        "x" * 10_000,
        "back " * 2_000,
        "1" * 10_000,
        "\x1b[31mred\x1b[0m\x07",
        "a\nb\rc\0",
        "\u202egnp.exe",
        "[bold]x[/bold]",
        "ألم أسفل الظهر",
        "👩‍👩‍👧‍👦" * 50,
        "e" + "\u0301" * 500,
        "\udcff\udcfe",
    ],
)
def test_hostile_words_get_a_short_clear_sentence(hostile):
    with pytest.raises(UnknownName) as caught:
        find_one(FACTS, hostile, EXPLAIN)
    assert len(str(caught.value)) < 300
    assert str(caught.value).isprintable()


@given(st.text(max_size=60))
def test_any_words_are_found_or_refused(words):
    """Nothing else is raised, whatever is typed."""
    with suppress(UnknownName, SeveralNames):
        assert find_one(FACTS, words, EXPLAIN).name
