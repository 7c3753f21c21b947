"""The one way in and the one way out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from program import Result
from spotguide.commands.app import COMMANDS

Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tret", 'There is no command "tret". Did you mean "treat"? Try: spotguide treat'),
        ("xyzzy", 'There is no command "xyzzy". To see what there is: spotguide --help'),
    ],
)
def test_a_slip_in_a_command_gets_the_nearest(run: Run, typed: str, said: str) -> None:
    done = run(typed)
    assert done.status == 2
    assert done.err == f"{said}\n"
    assert done.out == ""


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(run: Run, name: str) -> None:
    done = run(name, "--help")
    assert done.status == 0
    assert f"spotguide {name}" in done.out
    assert max(map(len, done.out.splitlines())) <= 80


def test_the_version_is_told(run: Run) -> None:
    done = run("--version")
    assert done.status == 0
    assert done.out.startswith("spotguide ")


def test_without_arguments_the_help_is_shown(run: Run) -> None:
    done = run()
    assert done.status == 2
    assert "Commands:" in done.out + done.err
