"""The catalog: what is broken is refused in one clear line, and what is sound loads lazily."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogs import BROKEN, DATA, SOUND, a_catalog, a_small_catalog, sound
from spotguide.adapters.files import MOST_BYTES, read_bounded
from spotguide.core.catalog import Catalog
from spotguide.core.catalog.faults import shown
from spotguide.core.catalog.kinds import Frozen
from spotguide.core.catalog.lines import deepest_line, lines_of
from spotguide.core.catalog.load import TABLES, check_all, faults_of
from spotguide.core.catalog.words import PATTERNS
from spotguide.errors import BrokenCatalog

A_FAULT = re.compile(r"data/[a-z]+\.toml:[1-9][0-9]*: .+")
TREATED = ("spots", "tools", "muscles", "complaints", "doses", "safety", "cues")


# Broken files. Each begins with the faults that it must give, one comment each, in order. If a
# comment "in place of: TEXT" follows, the rest replaces that text, once, in the sound file of the
# same kind (see tests/broken/sound); else the rest is the whole file. The kind is the first word
# of the name. Lines are counted without those comments.


def a_case(path: Path) -> tuple[list[str], bytes]:
    """Return the faults that a broken file must give, and what the catalog reads."""
    raw, wanted = path.read_bytes(), []
    while raw.startswith(b"# data/"):
        comment, _, raw = raw.partition(b"\n")
        wanted.append(comment[2:].decode())
    if raw.startswith(b"# in place of: "):
        comment, _, new = raw.partition(b"\n")
        old = comment.removeprefix(b"# in place of: ")
        whole = (SOUND / f"{kind(path)}.toml").read_bytes()
        assert old in whole
        raw = whole.replace(old, new.removesuffix(b"\n"), 1)
    return wanted, raw


def kind(path: Path) -> str:
    return path.name.partition("-")[0]


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.toml")), ids=lambda path: path.stem)
def test_a_broken_file_is_refused_in_these_words(path: Path) -> None:
    wanted, raw = a_case(path)
    files = {fault.partition(":")[0] for fault in wanted}
    found = faults_of(a_small_catalog(**{kind(path): raw}))
    assert [fault for fault in found if fault.partition(":")[0] in files] == wanted
    assert wanted
    for fault in found:
        assert A_FAULT.fullmatch(fault)
        assert fault.isprintable()


def test_there_is_a_broken_file_for_every_kind_of_file() -> None:
    assert {kind(path) for path in BROKEN.glob("*.toml")} == set(TABLES)


def test_the_small_catalog_is_sound() -> None:
    check_all(a_small_catalog())


def test_a_broken_catalog_ends_the_program_with_status_5() -> None:
    with pytest.raises(BrokenCatalog) as caught:
        check_all(a_small_catalog(spots=""))
    assert caught.value.exit_status == 5


def test_of_many_faults_five_are_said_and_the_rest_is_counted() -> None:
    """A step of seven keys too many: five lines, and how many more there are."""
    step = 'say = "Lay your fingertips on the side of the neck."'
    more = ", ".join(f"extra-{number} = 1" for number in range(7))
    with pytest.raises(BrokenCatalog) as caught:
        _ = a_small_catalog(spots=sound("spots", step, f"{step}, {more}")).spots
    *said, last = str(caught.value).split("\n")
    assert [f"extra-{number}: unknown key" in line for number, line in enumerate(said)] == [
        True
    ] * 5
    assert last == "and 2 more faults"


def test_a_sixth_fault_is_one_more_fault() -> None:
    more = "\n".join(f"extra-{number} = 1" for number in range(6))
    with pytest.raises(BrokenCatalog, match=r"\nand 1 more fault$"):
        _ = a_small_catalog(muscles=sound("muscles", 'plain = "', f'{more}\nplain = "')).muscles


def test_the_faults_of_all_files_are_found_at_once() -> None:
    catalog = a_small_catalog(tools="x = ", cues="", topics=b"\xff")
    assert [fault.partition(":")[0] for fault in faults_of(catalog)] == [
        "data/tools.toml", "data/cues.toml", "data/topics.toml",
    ]  # fmt: skip


def test_a_file_that_cannot_be_read_hides_no_other_fault() -> None:
    def read(file: str) -> bytes:
        if file == "tools.toml":
            raise BrokenCatalog("data/tools.toml: cannot be read: permission denied.")
        return b"" if file == "cues.toml" else (SOUND / file).read_bytes()

    assert len(faults_of(Catalog(read))) == 2


def test_a_rule_about_two_tables_waits_for_the_second_of_them() -> None:
    broken = sound("spots", 'tool = "lacrosse-ball"', 'tool = "lacross-ball"')
    catalog = a_small_catalog(spots=broken)
    assert catalog.spots[0].number == 1
    for _ in range(2):  # and it does not pass the second time
        with pytest.raises(BrokenCatalog, match='no tool "lacross-ball"'):
            _ = catalog.tools


def test_a_rule_about_two_tables_does_not_care_which_is_loaded_first() -> None:
    broken = sound("spots", 'tool = "lacrosse-ball"', 'tool = "lacross-ball"')
    catalog = a_small_catalog(spots=broken)
    assert "fingertips" in catalog.tools
    with pytest.raises(BrokenCatalog, match='no tool "lacross-ball"'):
        _ = catalog.spots


@pytest.mark.parametrize(
    "tables", [("spots",), ("complaints",), TREATED, ("spots", "lessons", "references")]
)
def test_a_table_loads_no_other_table(tables: tuple[str, ...]) -> None:
    """`list` reads the spots alone, and a session neither lessons nor references."""
    read: list[str] = []

    def recording(file: str) -> bytes:
        read.append(file)
        return (DATA / file).read_bytes()

    catalog = Catalog(recording)
    for table in (*tables, *tables):
        getattr(catalog, table)
    assert read == [f"{table}.toml" for table in tables]


def test_spots_come_by_number_whatever_their_order_in_the_file() -> None:
    text = (DATA / "spots.toml").read_text(encoding="utf-8")
    head, *entries = text.split("[[spot]]")
    backward = "[[spot]]".join((head, *(f"{entry}\n" for entry in reversed(entries))))
    spots = a_catalog(spots=backward).spots
    assert [spot.number for spot in spots] == list(range(1, len(spots) + 1))


def test_a_spot_may_be_closed_to_gentle_sessions() -> None:
    closed = sound("spots", 'figure = "neck-side"', 'figure = "neck-side"\ngentle_tools = []')
    check_all(a_small_catalog(spots=closed))


def test_line_ends_of_windows_change_nothing() -> None:
    text = sound("spots", 'region = "neck"', 'region = "nekc"')
    assert faults_of(a_small_catalog(spots=text.replace("\n", "\r\n"))) == faults_of(
        a_small_catalog(spots=text)
    )


def test_letters_of_any_language_are_welcome() -> None:
    name = 'name = "Côté du cou 頸 \\"à gauche\\" 🙂"'
    catalog = a_small_catalog(spots=sound("spots", 'name = "Side of the neck"', name))
    assert catalog.spots[0].name == 'Côté du cou 頸 "à gauche" 🙂'


def test_a_limit_on_minutes_holds_for_a_dose_as_a_whole() -> None:
    text = sound("doses", "max_rounds = 2\n", "max_minutes_per_place_per_day = 1\nmax_rounds = 9\n")
    (fault,) = [fault for fault in faults_of(a_small_catalog(doses=text)) if "rounds: 9" in fault]
    assert "9 is looser than the general limit, 6" in fault
    spots = sound("spots", "rounds = 2\n", "rounds = 4\n")
    found = faults_of(a_small_catalog(doses=text, spots=spots))
    assert any("max_minutes_per_place_per_day, 1" in fault for fault in found)


# Lines


def paths_in(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of all that a parsed TOML value holds."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in inner:
        yield (*path, key)
        if isinstance(item, (dict, list)):
            yield from paths_in(item, (*path, key))


@pytest.mark.parametrize(
    "path", sorted((*DATA.glob("*.toml"), *SOUND.glob("*.toml"))), ids=lambda path: path.name
)
def test_every_key_has_the_line_where_it_stands(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines, rows = lines_of(text), text.split("\n")
    assert set(lines) == set(paths_in(tomli.loads(text)))
    for key, line in lines.items():
        assert not isinstance(key[-1], str) or key[-1] in rows[line - 1]


CROOKED = r'''# [[spot]] in a comment
"a b"."c\u0041" = 1
x = [ # [
  """two
[[spot]] \""" " lines""""", {a = [1,2, {b=~~~it's
~~~}], "z]"={}}, 1979-05-27 07:32:00,
]
[ s . "t" ]
y.z = 'C:\[['
[[s.q]]
[[s.q]]
k={}
[s.q.r]
m=[[],[[]]]
'''.replace("~~~", "'''")
"""Valid TOML; each ~~~ stands for three single quotes."""


def test_strings_comments_and_quoted_keys_lead_no_line_astray() -> None:
    lines = lines_of(CROOKED)
    assert set(lines) == set(paths_in(tomli.loads(CROOKED)))
    assert lines["a b", "cA"] == 2
    assert lines["x", 1, "a", 2, "b"] == 5
    assert lines["x", 1, "z]"] == 6
    assert lines["s", "q", 1, "r", "m", 1, 0] == 14


def test_what_is_nested_deeply_has_the_line_of_what_holds_it() -> None:
    deep = "[" * 90 + "'] # ', \"}\" # ]\n" + "]" * 90
    lines = lines_of(f"x = {deep}\ny = 2")
    assert lines["y",] == 3
    assert max(map(len, lines)) < 30


def test_what_is_nested_too_deeply_is_pointed_at_by_its_brackets_or_its_dots() -> None:
    assert deepest_line("a = 1\nb = " + "[" * 500) == 2
    assert deepest_line("a = []\nb = []\n" + "c." * 500 + "c = 1") == 3


# Whatever a file holds


@pytest.mark.parametrize("parts", [50, 900, 3000])
def test_a_key_of_very_many_parts_is_one_fault_and_no_crash(parts: int) -> None:
    """How many are too many is for tomli to say: its versions differ."""
    key = ".".join(["a"] * parts)
    (fault,) = faults_of(
        a_small_catalog(muscles=sound("muscles", "[[muscle]]", f"{key} = 1\n[[muscle]]"))
    )[:1]
    assert A_FAULT.fullmatch(fault)


@settings(max_examples=100, deadline=None)
@given(raw=st.binary(max_size=200), table=st.sampled_from(TABLES))
def test_no_bytes_at_all_raise_anything_but_a_broken_catalog(raw: bytes, table: str) -> None:
    for fault in faults_of(a_small_catalog(**{table: raw})):
        assert A_FAULT.fullmatch(fault)
        assert fault.isprintable()


@settings(max_examples=100, deadline=None)
@given(
    table=st.sampled_from(TABLES),
    at=st.floats(0, 1),
    gone=st.integers(0, 30),
    new=st.one_of(
        st.text(max_size=5),
        st.sampled_from(['"', '"""', "[", "]]", "{", "\\u001b", "nan", "-1", "\n", "[[spot]]\n"]),
    ),
)
def test_a_slip_in_a_sound_file_is_said_in_lines_that_people_can_read(
    table: str, at: float, gone: int, new: str
) -> None:
    text = sound(table)
    place = int(at * len(text))
    text = text[:place] + new.encode(errors="ignore").decode() + text[place + gone :]
    for fault in faults_of(a_small_catalog(**{table: text})):
        assert A_FAULT.fullmatch(fault)
        assert fault.isprintable()
        assert "belongs here" not in fault  # the words for what has no words of its own


def test_a_flood_of_entries_is_refused_before_it_fills_the_memory() -> None:
    flood = b"[[spot]]\n" * 100_000
    assert faults_of(a_small_catalog(spots=flood)) == (
        "data/spots.toml:1: has more than 30,000 values, as no file of facts has",
    )


def patterns_in(schema: Any) -> Iterator[str]:
    """Yield every pattern in a JSON schema."""
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        for inner in schema.values():
            yield from patterns_in(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from patterns_in(inner)


def test_every_pattern_of_every_model_has_its_words() -> None:
    check_all(a_small_catalog())  # all models are imported
    models = [model for model in Frozen.__subclasses__() if model.__name__.endswith("File")]
    found = {pattern for model in models for pattern in patterns_in(model.model_json_schema())}
    assert len(models) == len(TABLES)
    assert found <= set(PATTERNS)


SHOWN = {
    "text": ("plain", '"plain"'),
    "quotes": ('a "quoted" \\ word', r'"a \"quoted\" \\ word"'),
    "long-text": ("x" * 61, '"' + "x" * 57 + '..."'),
    "unseen": ("bell\a and \U000e0001 tag", r'"bell\u0007 and \U000e0001 tag"'),
    "true": (True, "true"),
    "false": (False, "false"),
    "huge": (0xF << 20000, "a number of more than 18 digits"),
    "float": (2.5, "2.5"),
    "list": ([1], "a list"),
    "empty-list": ([], "an empty list"),
    "table": ({}, "a table"),
}


@pytest.mark.parametrize("kind_of_value", SHOWN)
def test_a_value_is_shown_short_and_harmless(kind_of_value: str) -> None:
    value, words = SHOWN[kind_of_value]
    assert shown(value) == words


# Files on disk


def test_a_file_of_fifty_megabytes_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "spots.toml"
    path.touch()
    os.truncate(path, 50_000_000)
    with pytest.raises(BrokenCatalog, match=r"spots\.toml: is 50,000,000 bytes, 4,000,000 is"):
        read_bounded(path)


def test_a_file_of_the_most_bytes_is_read_and_one_more_is_too_many(tmp_path: Path) -> None:
    path = tmp_path / "spots.toml"
    path.write_bytes(b" " * MOST_BYTES)
    assert len(read_bounded(path)) == MOST_BYTES
    path.write_bytes(b" " * (MOST_BYTES + 1))
    with pytest.raises(BrokenCatalog, match="is the most"):
        read_bounded(path)


def test_a_folder_in_place_of_a_file_is_named_as_one(tmp_path: Path) -> None:
    folder = tmp_path / "spots.toml"
    folder.mkdir()
    with pytest.raises(BrokenCatalog, match=r"spots\.toml: is a folder"):
        read_bounded(folder)


def test_a_missing_file_is_a_broken_catalog(tmp_path: Path) -> None:
    with pytest.raises(BrokenCatalog, match=r"spots\.toml: cannot be read: no such file"):
        read_bounded(tmp_path / "spots.toml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_place_of_a_file_does_not_hang(tmp_path: Path) -> None:
    pipe = tmp_path / "spots.toml"
    os.mkfifo(pipe)
    with pytest.raises(BrokenCatalog, match="is no regular file"):
        read_bounded(pipe)
