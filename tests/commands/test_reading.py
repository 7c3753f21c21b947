"""Reading: when a page goes through a pager, and what it looks like there."""

from __future__ import annotations

import io
import os
import sys

import pytest

from program import run as run_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="shell scripts stand for pagers")


class Screen(io.TextIOWrapper):
    """A file that says it is a terminal, so that a pager can write to it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(name="paged")
def _paged(tmp_path, an_environment):
    """Run a command on a terminal with this pager; return what stood on the terminal."""

    def run(*args: str, pager: str = "marked", lines: int = 24, **variables: str) -> str:
        bin_folder = tmp_path / "bin"
        bin_folder.mkdir(exist_ok=True)
        for name in ("marked", "less", "more"):
            script = bin_folder / name
            script.write_text('#!/bin/sh\n[ "$1" = --version ] && echo less 590 || '
                              "{ echo PAGED; cat; }\n")  # fmt: skip
            script.chmod(0o755)
        path = f"{bin_folder}{os.pathsep}{os.defpath}"
        given = {"PAGER": pager, "PATH": path, **variables}
        given = {name: value for name, value in given.items() if value is not None}
        with (tmp_path / "screen").open("wb") as file:
            stdout = Screen(file, encoding="utf-8", write_through=True)
            env = an_environment(stdout=stdout, lines=lines, variables=given)
            assert run_in(*args, folder=tmp_path, env=env).status == 0
            stdout.flush()
        return (tmp_path / "screen").read_text(encoding="utf-8")

    return run


@pytest.mark.parametrize("command", [["explain", "2"], ["list"]])
def test_what_does_not_fit_is_paged(paged, command):
    assert paged(*command).startswith("PAGED\n")


def test_what_fits_is_not_paged(paged):
    assert "PAGED" not in paged("explain", "migraine", "--kind", "complaint", lines=40)
    assert "PAGED" not in paged("list", lines=60)


@pytest.mark.parametrize(
    ("args", "variables"),
    [
        (["--no-pager"], {}),
        (["--plain"], {}),
        ([], {"ACCESSIBLE": "1"}),
        ([], {"TERM": "dumb"}),
        ([], {"pager": "cat"}),
        ([], {"pager": ""}),
    ],
    ids=["--no-pager", "--plain", "ACCESSIBLE", "TERM=dumb", "PAGER=cat", "PAGER="],
)
def test_a_pager_can_be_refused(paged, args, variables):
    assert "PAGED" not in paged("explain", "2", *args, **variables)


def test_a_full_screen_is_paged_and_one_line_less_is_not(paged):
    """The line of the shell's prompt belongs to the screen too."""
    lines = len(paged("explain", "migraine", lines=99).splitlines())
    assert "PAGED" in paged("explain", "migraine", lines=lines)
    assert "PAGED" not in paged("explain", "migraine", lines=lines + 1)


def test_links_go_through_a_less_that_knows_them_and_not_through_others(paged):
    assert "\x1b]8;" in paged("explain", "2", pager="less")
    other = paged("explain", "2", pager="marked")
    assert "\x1b]8;" not in other
    assert "https://doi.org/10.1002/ejp.694" in other


def test_a_pager_that_counts_the_codes_of_color_as_letters_gets_none(paged):
    assert "\x1b" not in paged("explain", "2", pager="more")
    assert "\x1b[" in paged("explain", "2", pager="marked")


def test_where_the_pager_cannot_show_it_the_page_is_written(run):
    assert "Sources" in run("explain", "2", tty=True, variables={"PATH": os.defpath}).out
