"""Completion: what is offered, what a shell is told, and the same in the shells themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import program
from spotguide.adapters.files import read_data
from spotguide.commands.app import COMMANDS
from spotguide.commands.completing import begun
from spotguide.errors import BrokenCatalog

PROGRAM = Path(sys.executable).with_name("spotguide")
UNASKED = {name: value for name, value in os.environ.items() if "COMPLETE" not in name}


def told(shell: str, line: str) -> str:
    """Return what the program tells a shell that completes this line at its end."""
    asked = {"_SPOTGUIDE_COMPLETE": f"complete_{shell}"}
    if shell == "bash":
        words = line.split(" ")
        asked |= {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    else:
        asked |= {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    done = subprocess.run(
        [sys.executable, "-m", "spotguide"],
        env={**UNASKED, **asked},
        capture_output=True,
        text=True,
        check=True,
    )
    assert not done.stderr
    return done.stdout


def offered(line: str) -> dict[str, str]:
    """Return what is offered after this line, each with its description."""
    rows = [row.partition("\t") for row in told("fish", f"spotguide {line}").splitlines() if row]
    return {value: description for value, _, description in rows}


# What is offered


def test_a_spot_goes_by_number_and_slug_and_a_name_of_several_spots_too():
    found = offered("treat ")
    assert found["2"] == found["thoracolumbar-corner"] == "Thoracolumbar corner"
    assert found["tension-headache"] == "Tension headache"
    assert found["masseter"].startswith("the thick chewing muscle")
    assert [value for value in found if value.isdigit()] == [str(n) for n in range(1, 15)]


PLANTAE = "the deep square muscle of the sole that helps to curl the toes"
LACROSSE = "Best: A solid rubber ball, a little smaller than a tennis ball,..."
NERVES = "New weakness, numbness, clumsiness or shooting pain in an..."


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("history thor", {"thoracolumbar-corner": "Thoracolumbar corner"}),
        ("explain --kind muscle quadratus p", {"plantae": PLANTAE}),
        ("treat side of ", {"the-neck": "Side of the neck", "hip": "Side of the hip"}),
        ("explain --kind topic ref", {"referred-pain": "Referred pain"}),
        ("explain --kind spot thor", {"thoracolumbar-corner": "Thoracolumbar corner"}),
        ("list --region low", {"low-back": "Thoracolumbar corner, Pit of the low back"}),
        ("list --for mig", {"migraine": "Migraine"}),
        ("list --tool ten", {"tennis-ball": "An ordinary tennis ball"}),
        ("treat 2 --tool lac", {"lacrosse-ball": LACROSSE}),
        ("treat thoracolumbar corner --tool la", {"lacrosse-ball": LACROSSE}),
        ("treat --position st", {"standing": "yourself"}),
        ("treat 2 --position b", {"bed": "a partner"}),
        ("treat 5 --agreed arm", {"arm-nerve-signs": NERVES}),
        ("treat 3 --agreed arm", {}),
        ("treat 2 ", {}),
        ("explain nothing-like-this", {}),
        ("treat 2 --side l", {"left": ""}),
    ],
)  # fmt: skip
def test_a_name_is_offered_where_it_is_taken(line, expected):
    assert offered(line) == expected


def test_a_tool_to_avoid_at_the_spot_is_not_offered(catalog):
    spot = catalog.spots[3]
    rated = {fit.tool for fit in spot.tools}
    avoided = rated - {fit.tool for fit in spot.tools if fit.fit != "avoid"}
    found = set(offered(f"treat {spot.number} --tool "))
    assert avoided
    assert found <= rated - avoided


def test_only_a_question_on_which_a_professional_decides_can_be_agreed_to(catalog):
    decided = {one.id for one in catalog.safety.screen if one.on_yes == "see-someone-first"}
    assert set(offered("treat --agreed ")) == decided


def test_sources_are_offered_from_their_first_letter_on():
    assert "hou-2002" not in offered("explain ")
    assert "hou-2002" in offered("explain h")


def test_commands_and_options_are_offered():
    assert list(offered("")) == list(COMMANDS)
    assert list(offered("expl")) == ["explain"]
    assert "--preview" in offered("treat 2 --")
    assert "--install-completion" in offered("--")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("spotguide expl", ("explain",)),
        ("spotguide explain", ("explain",)),
        ("spotguide explain ", ("explain",)),
        ("spotguide\nexplain\nqu", ("explain",)),
        ("spotguide ", tuple(COMMANDS)),
        ("spotguide ex ", ()),
        ("spotguide --", ()),
    ],
)
def test_only_commands_that_may_be_meant_are_loaded(monkeypatch, typed, expected):
    monkeypatch.setitem(sys.modules, "rich", sys.modules.get("rich"))
    for name in ("_TYPER_COMPLETE_ARGS", "COMP_WORDS"):
        assert begun(COMMANDS, {"_SPOTGUIDE_COMPLETE": "complete_zsh", name: typed}) == expected
        assert begun(COMMANDS, {name: typed}) == ()


# What the callbacks do with facts that are not as they should be


def callbacks() -> list[Any]:
    from spotguide.commands import completing as one

    return [one.spots, one.subjects, one.complaints, one.regions, one.tools, one.positions,
            one.agreeable]  # fmt: skip


class Asking:
    """A context as Typer gives it to a callback."""

    def __init__(self, env, **params: object) -> None:
        self.obj, self.params, self.args = env, params, ()


@pytest.mark.parametrize("raw", [None, b"", b"\xff\xfe", b"[[spot]]\nslug =\n[[spot.tools]]"])
@pytest.mark.parametrize("offer", callbacks(), ids=lambda offer: offer.__name__)
def test_facts_that_cannot_be_read_offer_nothing(an_environment, offer, raw):
    def read(file: str) -> bytes:
        if raw is None:
            raise BrokenCatalog(f"{file} is gone.")
        return raw

    assert offer(Asking(an_environment(read_data=read), spot=["2"]), "") == []


def test_what_is_typed_before_narrows_what_is_offered(an_environment):
    from spotguide.commands import completing

    here = Asking(an_environment(), spot=["2"])
    anywhere = Asking(an_environment())
    for offer in (completing.tools, completing.positions, completing.agreeable):
        narrow = [value for value, _ in offer(here, "")]
        wide = [value for value, _ in offer(anywhere, "")]
        assert set(narrow) < set(wide)
    assert completing.complaints(anywhere, "mig") == [("migraine", "Migraine")]
    assert completing.regions(anywhere, "")[0][0] == "neck"
    begun_name = Asking(an_environment(), topic=["quadratus"], kind="muscle")
    assert [value for value, _ in completing.subjects(begun_name, "")] == ["lumborum", "plantae"]
    assert completing.spots(anywhere, "tho")[-1] == ("thoracolumbar-corner", "Thoracolumbar corner")


def test_nothing_but_the_names_is_read(an_environment):
    from spotguide.commands.completing import subjects, tools

    read: list[str] = []

    def reading(file: str) -> bytes:
        read.append(file)
        return read_data(file)

    env = an_environment(read_data=reading)
    assert tools(Asking(env), "ten") == [("tennis-ball", "An ordinary tennis ball")]
    assert subjects(Asking(env, kind="muscle"), "mas")[0][0] == "masseter"
    assert read == ["tools.toml", "muscles.toml"]


# What a shell is told


def test_bash_is_told_the_words_alone():
    assert told("bash", "spotguide treat tho") == "thoracolumbar-corner\n"


def test_zsh_is_told_the_words_with_descriptions():
    assert told("zsh", "spotguide history tho") == (
        '_arguments \'*: :(("thoracolumbar-corner":"Thoracolumbar corner"))\'\n'
    )


def test_fish_is_told_the_words_with_descriptions():
    assert told("fish", "spotguide history tho") == "thoracolumbar-corner\tThoracolumbar corner\n"


def test_every_description_is_one_line_of_letters_that_a_terminal_can_show():
    for line in ("treat ", "explain ", "explain h", "list --tool ", "treat --agreed "):
        for row in told("fish", f"spotguide {line}").splitlines():
            value, tab, description = row.partition("\t")
            assert value.replace("-", "").isalnum()
            assert tab
            assert description.isprintable()


# In the shells themselves, set up as the README says


def in_a_home(shell: str, home: Path) -> dict[str, str]:
    """Set completion up for a shell with an empty home; return its environment."""
    if shutil.which(shell) is None or not PROGRAM.exists():
        pytest.skip(f"{shell} is not installed")
    world = {
        "HOME": str(home),
        "PATH": f"{PROGRAM.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
    }
    done = subprocess.run(
        [shell, "-c", "spotguide --install-completion; true"],
        env=world,
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"{shell} completion installed" in done.stdout, done.stderr
    return world


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("spotguide treat tho", "thoracolumbar-corner\tThoracolumbar corner\n"),
        ("spotguide his", "history\tShow the sessions that were recorded"),
        ("spotguide treat 2 --position b", "bed\ta partner\n"),
        ("spotguide explain quadratus l", "lumborum\tthe square muscle"),
    ],
)
def test_fish_offers_names(tmp_path, line, expected):
    done = subprocess.run(
        ["fish", "-c", f'complete -C "{line}"'],
        env=in_a_home("fish", tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(expected), done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal")
@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_person_presses_tab(tmp_path, shell):
    """Tab ends the name; after an option that has several, it shows them.

    In zsh the first Tab only loads what the installation has written.
    """
    from ptys import spawn

    world = in_a_home(shell, tmp_path)
    with (tmp_path / f".{shell}rc").open("a", encoding="utf-8") as file:
        file.write("\nPS1='ready> '\n")
    with spawn([shell, "-i"], {**world, "ZDOTDIR": str(tmp_path)}) as terminal:
        terminal.wait_for("ready> ")
        terminal.write("spotguide treat tho\t" + ("\t" if shell == "zsh" else ""))
        terminal.wait_shown("spotguide treat thoracolumbar-corner")
        terminal.write("--position \t\t")
        terminal.wait_shown("standing")
        if shell == "zsh":
            terminal.wait_shown("-- a partner")


def test_a_completion_loads_neither_rich_nor_the_checks_of_the_facts():
    """They would take longer than all the rest."""
    asked = {"_SPOTGUIDE_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "spotguide treat "}
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "spotguide"],
        env={**UNASKED, **asked},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "spotguide.core.names" in loaded
    assert not {"rich", "tomli", "spotguide.core.catalog", "spotguide.commands.explain"} & loaded


def test_rich_is_spared_for_a_completion_only(tmp_path):
    assert program.run("list", folder=tmp_path, tty=True).status == 0
    assert sys.modules.get("rich") is not None
