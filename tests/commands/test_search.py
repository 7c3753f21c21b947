"""`search`: the passages on a screen, in a pipe and as JSON, and what is near to nothing."""

from __future__ import annotations

import json

import pytest

PLAIN_SCREEN = {"tty": True, "variables": {"NO_COLOR": "1"}}
EMPTY = "Say a word or more: spotguide search tennis ball\n"


@pytest.mark.parametrize("columns", [40, 80])
def test_what_is_found_reads_well_on_a_screen(run, golden, columns):
    result = run("search", "blood", "thinners", columns=columns, **PLAIN_SCREEN)
    golden(f"search-w{columns}", result.out)
    assert max(map(len, result.out.splitlines())) <= columns


def test_a_pipe_gets_one_line_a_passage_with_four_fields(run, golden):
    result = run("search", "blood thinners", columns=20)
    golden("search-pipe", result.out)
    assert {len(line.split("\t")) for line in result.out.splitlines()} == {4}
    assert "\x1b" not in result.out


@pytest.mark.parametrize(
    ("args", "world"),
    [
        (["--plain"], {"tty": True}),
        ([], {"tty": True, "variables": {"TERM": "dumb"}}),
    ],
    ids=["--plain", "TERM=dumb"],
)
def test_plain_lines_are_those_of_a_pipe(run, args, world):
    assert run("search", "kidney", *args, **world).out == run("search", "kidney").out


def test_the_words_stand_out_on_a_color_screen_only(run):
    assert "\x1b[1;33mkidney\x1b[0m" in run("search", "kidney", tty=True).out.lower()
    assert "\x1b" not in run("search", "kidney", **PLAIN_SCREEN).out


def test_every_command_that_is_named_works(run):
    for line in run("search", "kidney").out.splitlines():
        words = line.split("\t")[3].split()
        assert words[0] == "spotguide"
        assert run(*words[1:]).status == 0


def test_json_has_the_documented_keys_and_marks_what_was_found(run):
    found = json.loads(run("search", "tennis", "ball", "--json").out)
    assert {tuple(one) for one in found} == {
        ("kind", "id", "name", "part", "about", "text", "found", "basis", "sources", "command")
    }
    for one in found:
        assert one["found"]
        for start, end in one["found"]:
            word = one["text"][start:end].casefold()
            assert word.startswith(("tennis", "ball"))


def test_only_the_best_are_shown_where_that_is_wished(run):
    every = run("search", "pain").out.splitlines()
    assert run("search", "pain", "--best", "3").out.splitlines() == every[:3]


def test_nothing_found_names_what_is_near_and_how_much_it_finds(run):
    result = run("search", "lumborm")
    assert (result.status, result.out) == (0, "")
    count = len(run("search", "lumborum").out.splitlines())
    assert result.err.startswith(
        f'Nothing that is taught has the word "lumborm". Nearest: "lumborum" ({count})'
    )
    assert result.err.endswith("Try: spotguide search lumborum\n")


def test_nothing_near_leads_to_all_there_is(run):
    result = run("search", "שלום")
    assert (result.status, result.out) == (0, "")
    assert result.err == (
        'Nothing that is taught has the word "שלום". To see what there is: spotguide explain\n'
    )


def test_nothing_found_is_an_empty_array_in_json(run):
    result = run("search", "massge", "--json")
    assert (result.status, json.loads(result.out)) == (0, [])
    assert "Try: spotguide search massage" in result.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], f"Search for what? {EMPTY}"),
        ([""], f"Search for what? {EMPTY}"),
        ([" ", "\t"], f"Search for what? {EMPTY}"),
        (["🙂"], f'There is no word in "🙂". {EMPTY}'),
        (["\x1b[2J", "\x07"][1:], f'There is no word in "?". {EMPTY}'),
        (["\u202e\u202d"], f'There is no word in "??". {EMPTY}'),
        (["[/]"], f'There is no word in "[/]". {EMPTY}'),
        (
            [f"word{n}" for n in range(10_000)],
            "A search takes 20 words and 400 letters at most; fewer words find more.\n",
        ),
    ],
    ids=["none", "empty", "blank", "emoji", "a bell", "overrides", "markup", "10,000 words"],
)
def test_what_cannot_be_searched_gets_a_sentence(run, words, sentence):
    result = run("search", *words)
    assert (result.status, result.out, result.err) == (2, "", sentence)


@pytest.mark.parametrize(
    "text",
    ["[bold]kidney[/bold]x", "\x1b[31mred", "🙂 ball zzz", "a\u202eb", "x" * 300, "\udcff a"],
)
def test_what_is_typed_is_never_markup_and_never_reaches_the_terminal_raw(run, text):
    result = run("search", text, tty=True)
    assert result.status in (0, 2)
    for unseen in ("\x1b[31m", "\u202e", "\udcff"):
        assert unseen not in result.err
    assert "Traceback" not in result.err


def test_data_are_no_markup(an_environment):
    from program import run, written
    from spotguide.adapters.files import read_data

    def read(file):
        raw = read_data(file)
        return raw.replace(b"Lift off at once.", b"[red]Lift[/red] off \\\\[b] at once.", 1)

    env = an_environment(tty=True, read_data=read, variables={"NO_COLOR": "1"}, columns=200)
    assert run("search", "lift off at once red", folder=None, env=env).status == 0
    assert "[red]Lift[/red] off" in written(env.stdout)
