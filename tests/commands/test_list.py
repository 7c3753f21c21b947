"""`list`: the table, the lines for a pipe, the filters and the JSON."""

from __future__ import annotations

import json

import pytest

PLAIN_SCREEN = {"tty": True, "variables": {"NO_COLOR": "1"}}


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_the_list_on_a_screen_reads_well(run, golden, columns):
    golden(f"list-w{columns}", run("list", columns=columns, **PLAIN_SCREEN).out)


def test_a_pipe_gets_one_line_a_spot_with_seven_fields(run, golden):
    result = run("list", columns=40)
    golden("list-pipe", result.out)
    rows = [line.split("\t") for line in result.out.splitlines()]
    assert [row[0] for row in rows] == [str(number) for number in range(1, 15)]
    assert {len(row) for row in rows} == {7}


@pytest.mark.parametrize(
    ("args", "world"),
    [
        (["--plain"], {"tty": True}),
        ([], {"tty": True, "variables": {"TERM": "dumb"}}),
        ([], {"variables": {"FORCE_COLOR": "1"}}),
    ],
    ids=["--plain", "TERM=dumb", "a pipe with forced color"],
)
def test_plain_lines_are_those_of_a_pipe(run, args, world):
    assert run("list", *args, **world).out == run("list").out


def test_color_is_on_a_screen_only(run):
    assert "\x1b[" in run("list", tty=True).out
    assert "\x1b" not in run("list", **PLAIN_SCREEN).out


def test_a_complaint_lists_its_best_spot_first(run, golden):
    result = run("list", "--for", "my lower back hurts", **PLAIN_SCREEN)
    golden("list-for", result.out)
    lines = run("list", "--for", "low-back-pain").out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["13", "2", "12", "6"]


def numbers(result):
    return [spot["number"] for spot in json.loads(result.out)]


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        (["--region", "hip"], [6, 12]),
        (["--region", "Low back"], [2, 13]),
        (["--region", "low_back", "--tool", "tennis balls"], [2, 13]),
        (["--tool", "frozen-bottle"], [3, 5, 10]),
        (["--tool", "elbow", "--region", "low-back"], [2, 13]),
        (["--tool", "elbow", "--region", "low-back", "--alone"], []),
        (["--for", "neck pain", "--alone"], [1]),
    ],
)
def test_wishes_are_combined_with_and(run, wishes, expected):
    assert numbers(run("list", "--json", *wishes)) == expected


def test_alone_lists_what_is_easy_without_help(run, catalog):
    easy = [spot.number for spot in catalog.spots if spot.self_treatable == "easily"]
    assert numbers(run("list", "--alone", "--json")) == easy


def test_an_empty_list_says_so_and_how_to_widen_it(run):
    result = run("list", "--region", "hip", "--tool", "golf ball")
    assert (result.status, result.out) == (0, "")
    assert result.err == (
        "No spot fits --region hip --tool golf-ball. "
        "2 spots fit a wider wish: spotguide list --region hip\n"
    )


def test_an_empty_list_is_an_empty_array_in_json(run):
    result = run("list", "--region", "head", "--json")
    assert (result.status, json.loads(result.out)) == (0, [])
    assert result.err == "No spot fits --region head. To see all spots: spotguide list\n"


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (
            ["--tool", "lacross ball"],
            'There is no tool "lacross ball". Did you mean "lacrosse-ball"? '
            "Try: spotguide list --tool lacrosse-ball",
        ),
        (
            ["--region", "lowbak"],
            'There is no region "lowbak". Did you mean "low-back"? '
            "Try: spotguide list --region low-back",
        ),
        (
            ["--region", "xyz"],
            'There is no region "xyz". Regions are neck, low-back, leg, arm, hip, jaw, thigh, '
            "chest, foot, upper-back, shoulder. To see what there is: spotguide list",
        ),
        (
            ["--for", "migrane"],
            'There is no complaint "migrane". Did you mean "migraine"? '
            "Try: spotguide list --for migraine",
        ),
    ],
)
def test_an_unknown_word_names_the_nearest_and_the_command(run, args, sentence):
    result = run("list", *args)
    assert (result.status, result.out, result.err) == (2, "", sentence + "\n")


def test_json_has_the_documented_keys(run):
    spots = json.loads(run("list", "--json").out)
    assert len(spots) == 14
    assert {tuple(spot) for spot in spots} == {
        (
            "number", "slug", "name", "kind", "region", "sides", "one_side_only", "muscles",
            "complaints", "self_treatable", "tools", "summary", "last_treated", "profile",
        )
    }  # fmt: skip


def test_the_table_needs_neither_lessons_nor_references(an_environment):
    from program import run
    from spotguide.adapters.files import read_data

    read: list[str] = []

    def reading(file):
        read.append(file)
        return read_data(file)

    run("list", folder=None, env=an_environment(tty=True, read_data=reading))
    assert sorted(read) == ["complaints.toml", "muscles.toml", "spots.toml"]
