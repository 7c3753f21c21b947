"""`explain`: every kind of page, as a person reads it and as a program does."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace

import pytest

from program import run as run_in
from spotguide.adapters.files import read_data
from spotguide.core.search import EXPLAIN, find_one
from spotguide.core.subjects import gather
from spotguide.views.explain import page_of

PLAIN_SCREEN = {"tty": True, "variables": {"NO_COLOR": "1"}}

PAGES = {
    "2": ["2"],
    "muscle": ["quadratus", "lumborum"],
    "tool": ["tennis", "ball"],
    "complaint": ["low-back-pain", "--kind", "complaint"],
    "topic": ["trigger", "points"],
    "dose": ["pressure-dose"],
    "reference": ["takamoto-2015"],
    "sources": ["2", "--sources"],
    "markdown": ["2", "--markdown"],
    "overview": [],
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_well(run, golden, name):
    golden(
        f"explain-{name}-w80", run("explain", *PAGES[name], "--figure", "words", **PLAIN_SCREEN).out
    )


@pytest.mark.parametrize("name", ["2", "tool", "reference"])
def test_a_page_reads_well_on_a_narrow_screen(run, golden, name):
    golden(
        f"explain-{name}-w40",
        run("explain", *PAGES[name], "--figure", "words", columns=40, **PLAIN_SCREEN).out,
    )


def test_a_page_has_a_form_in_ascii(run, golden):
    result = run("explain", "trigger", "points", encoding="ascii")
    golden("explain-topic-ascii", result.out)
    assert result.out.isascii()
    assert "Fernandez-de-las-Penas" in result.out


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-16"])
@pytest.mark.parametrize("form", ["--plain", "--sources", "--markdown", "--json"])
def test_no_encoding_breaks_a_page(run, encoding, form):
    assert run("explain", "7", form, encoding=encoding).status == 0


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_screen(run, columns):
    """That of every page is tested in tests/views/test_sheet.py."""
    for form in ([], ["--sources"]):
        out = run("explain", "2", *form, columns=columns).out
        assert max(map(len, out.splitlines())) <= columns


@pytest.mark.parametrize("columns", [0, 1, 5, 20])
def test_an_absurd_width_breaks_nothing(run, columns):
    out = run("explain", "2", columns=columns).out
    assert max(map(len, out.splitlines())) <= 20


def test_a_line_is_never_too_long_to_read(run):
    assert max(map(len, run("explain", "2", columns=200).out.splitlines())) <= 88


def test_a_pipe_gets_80_columns_without_escapes_or_boxes(run):
    piped = run("explain", "2")
    assert piped.out == run("explain", "2", "--figure", "words", **PLAIN_SCREEN).out
    assert piped.out == run("explain", "2", "--plain", tty=True).out
    assert not re.search("[\x1b\r\u2500-\u257f]", piped.out)


def test_sources_are_links_where_one_can_click_and_addresses_elsewhere(run):
    screen = run("explain", "takamoto-2015", tty=True).out
    assert "\x1b]8;" in screen
    assert "https://doi.org/10.1002/ejp.694\x1b\\" in screen
    assert "doi:10.1002/ejp.694" in screen
    for world in ({}, PLAIN_SCREEN, {"tty": True, "variables": {"ACCESSIBLE": "1"}}):
        plain = run("explain", "takamoto-2015", **world).out
        assert "\x1b]8;" not in plain
        assert "https://doi.org/10.1002/ejp.694" in plain


def test_every_claim_of_a_lesson_says_what_it_rests_on(run, catalog):
    out = " ".join(run("explain", "2").out.split())
    for claim in catalog.lessons["thoracolumbar-corner"].evidence:
        assert re.search(re.escape(f"{claim.text} ({claim.basis} [") + r"\d", out)


def test_every_number_has_its_source(run):
    out = run("explain", "2").out
    body, sources = out.split("\nSources\n")
    marks = {int(n) for group in re.findall(r"\[([\d, \n]+)\]", body) for n in group.split(",")}
    listed = [int(number) for number in re.findall(r"^ +\[(\d+)\] ", sources, re.MULTILINE)]
    assert listed == sorted(marks) == list(range(1, len(listed) + 1))


def test_several_things_of_one_name_are_offered(run):
    result = run("explain", "foam", "rolling", tty=True)
    assert (result.status, result.out) == (2, "")
    assert result.err == (
        '"foam rolling" means several things. Try one of:\n'
        "  spotguide explain foam-roller   Foam roller (tool)\n"
        "  spotguide explain self-massage  Self-massage (topic)\n"
    )


def test_kind_chooses_one_of_them(run):
    assert run("explain", "low-back-pain", "--kind", "topic").out.startswith(
        "Low back pain and massage\n"
    )
    assert run("explain", "ql", "--kind", "spot").out.startswith("2  Thoracolumbar corner\n")


def test_a_slip_is_answered_with_the_right_name_and_the_command(run):
    result = run("explain", "quadratus-lumborim")
    assert (result.status, result.out) == (2, "")
    assert result.err == (
        'There is no page on "quadratus-lumborim". Did you mean "quadratus-lumborum"? '
        "Try: spotguide explain quadratus-lumborum\n"
    )


def test_control_characters_are_never_echoed(run):
    err = run("explain", "\x1b[31mred\x07").err
    assert "\x1b" not in err
    assert "\x07" not in err


def test_only_one_form_at_a_time(run):
    result = run("explain", "2", "--json", "--markdown")
    assert result.status == 2
    assert "Choose one of --sources, --markdown and --json" in result.err


@pytest.mark.parametrize(
    ("args", "kind", "keys"),
    [
        (["2"], "spot", "spot lesson muscles complaints tools first_time references"),
        (["ql"], "muscle", "muscle spots references"),
        (["thumb"], "tool", "tool spots references"),
        (["migraine"], "complaint", "complaint spots topic"),
        (["pressure-dose"], "topic", "topic trial_doses references"),
        (["lu-2022"], "reference", "reference cited_by"),
        ([], "overview", "names"),
    ],
)
def test_json_has_the_documented_keys(run, args, kind, keys):
    told = json.loads(run("explain", *args, "--json").out)
    assert told["kind"] == kind
    assert list(told) == ["kind", *keys.split()]


def test_json_holds_every_field_and_every_source_of_a_spot(run, catalog):
    told = json.loads(run("explain", "2", "--json").out)
    spot = catalog.spots[1]
    assert told["spot"] == json.loads(spot.model_dump_json())
    named = {work["id"] for work in told["references"]}
    text = json.dumps([told["spot"], told["lesson"], told["first_time"]])
    assert named == {work for work in catalog.references if f'"{work}"' in text}


@pytest.mark.parametrize(
    ("args", "needed"),
    [
        (["tennis-ball", "--kind", "tool"], {"tools", "spots", "references"}),
        (["migraine", "--kind", "complaint"], {"complaints", "spots", "topics"}),
    ],
)
def test_a_page_reads_only_the_tables_that_it_needs(an_environment, args, needed):
    read: set[str] = set()

    def reading(file):
        read.add(file.removesuffix(".toml"))
        return read_data(file)

    run_in("explain", *args, folder=None, env=an_environment(read_data=reading))
    assert read == needed


def test_every_name_of_the_overview_has_a_page(run, catalog):
    told = json.loads(run("explain", "--json").out)
    for kind, entries in told["names"].items():
        for entry in entries:
            found = find_one(catalog, entry["id"], replace(EXPLAIN, kinds=(kind,)))
            assert page_of(gather(catalog, found)).title == entry["name"]


def test_a_listing_of_one_kind_has_references_too(run, catalog):
    told = json.loads(run("explain", "--kind", "reference", "--json").out)
    assert [entry["id"] for entry in told["names"]["reference"]] == list(catalog.references)


@pytest.mark.parametrize("args", [["--help"], ["list", "--help"], ["explain", "--help"]])
def test_help_loads_neither_rich_nor_facts(args):
    """In a fresh process, since this one has loaded all of them. (Typer loads pydantic itself.)"""
    code = (
        "import io, sys\n"
        "from spotguide.cli import main\n"
        "from spotguide.environment import Environment\n"
        f"main({args!r}, Environment(stdout=io.StringIO()))\n"
        "print(sorted({'rich.console', 'spotguide.core.catalog'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


def test_a_closed_pipe_is_no_news():
    """As in `spotguide explain 2 | head -1`; what is written never fits into the pipe at once."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "spotguide", "explain", "2"]
    with os.fdopen(writer, "w") as closed:
        told = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, text=True)
    assert told.stderr == ""
