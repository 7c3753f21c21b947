"""The pager: which program it is, what it gets, and what happens where there is none."""

from __future__ import annotations

import os
import sys

import pytest

from spotguide.adapters.pager import page, pager_command, passes_links

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="shell scripts stand for pagers")


@pytest.fixture(name="program")
def _program(tmp_path):
    """Write a shell script into a folder that can be PATH, and return its path."""

    def write(name: str, script: str) -> str:
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return str(path)

    return write


def test_pager_is_obeyed_with_its_options(program, tmp_path):
    mine = program("mine", "cat")
    found = pager_command({"PAGER": "mine -a 'b c'", "PATH": str(tmp_path)})
    assert found == [mine, "-a", "b c"]


def test_less_is_used_where_it_is_there(program, tmp_path):
    less = program("less", "cat")
    assert pager_command({"PATH": str(tmp_path)}) == [less, "-FIRX"]


@pytest.mark.parametrize("pager", ["", "cat", "no-such-program", "'unfinished", "   "])
def test_no_pager_where_none_can_be_run(pager, tmp_path):
    assert pager_command({"PAGER": pager, "PATH": str(tmp_path)}) == []
    assert pager_command({"PATH": str(tmp_path)}) == []


@pytest.mark.parametrize(
    ("told", "links"),
    [("less 590 (GNU)", True), ("less 551 (POSIX)", False), ("busybox", False), ("", False)],
)
def test_only_a_less_that_knows_links_gets_them(program, told, links):
    assert passes_links([program("less", f"echo '{told}'")]) is links


def test_another_pager_gets_no_links(program):
    assert not passes_links([program("more", "echo less 590")])
    assert not passes_links(["/no/such/less"])


def test_the_pager_gets_the_text_and_color_by_default(program, tmp_path):
    out = tmp_path / "out"
    show = program("show", 'cat; echo "$LESS"')
    with out.open("w", encoding="utf-8") as stdout:
        assert page("Peñas\n", [show], {"PATH": os.defpath}, stdout)
    assert out.read_text(encoding="utf-8") == "Peñas\nFIRX\n"


def test_the_persons_own_options_of_less_win(program, tmp_path):
    out = tmp_path / "out"
    with out.open("w") as stdout:
        page("", [program("show", 'echo "$LESS"')], {"LESS": "R", "PATH": os.defpath}, stdout)
    assert out.read_text() == "R\n"


def test_a_pager_that_is_left_early_is_no_error(program, tmp_path):
    with (tmp_path / "out").open("w") as stdout:
        assert page("x" * 1_000_000, [program("leaves", "exit 0")], {}, stdout)


def test_ctrl_c_is_the_pagers_own(program, tmp_path):
    """The script has read all of the text, so the signal comes while the pager is waited for."""
    out = tmp_path / "out"
    script = program("stubborn", "cat; kill -INT $PPID; echo still here")
    with out.open("w") as stdout:
        assert page("text\n", [script], {"PATH": os.defpath}, stdout)
    assert out.read_text() == "text\nstill here\n"


def test_a_stream_in_memory_has_no_pager(run):
    from program import Stream

    assert not page("text", ["cat"], {}, Stream(tty=True))


def test_a_pager_that_cannot_be_started_is_none(tmp_path):
    with (tmp_path / "out").open("w") as stdout:
        assert not page("text", [str(tmp_path / "gone")], {}, stdout)
