"""A hands-free session in a real terminal, to which nobody writes a single byte."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are not for Windows", allow_module_level=True)

import driven
import program
import ptys
import speakers

SPEED = 1000.0
ANSWERED = (
    *("treat", "2", "--cleared", "--side", "left", "--by", "self", "--tool", "tennis-ball"),
    *("--position", "wall", "--before", "4", "--hold", "5", "--rounds", "1", "--figure", "off"),
)
REPORTS = (b"?1000h", b"?1006h", b"?1004h")
"""What is asked of the terminal: clicks, and whether it is in front."""


class Untouched(ptys.Terminal):
    """A terminal at which nobody is."""

    def write(self, keys: bytes | str) -> None:
        pytest.fail("nobody presses a key")


def test_it_runs_to_its_end_is_recorded_and_notified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ptys, "Terminal", Untouched)
    log = speakers.a_program(tmp_path / "bin", "notify-send", 'echo "$*" >> "{log}"')
    env = {**driven.world(tmp_path), **speakers.path_of(tmp_path / "bin"), "LANG": "C.UTF-8"}
    asked = ("--hands-free", "--notify")
    words = [sys.executable, driven.__file__, str(SPEED), "0", *ANSWERED, *asked]
    with ptys.spawn(words, env) as terminal:
        assert terminal.wait() == 0
        assert terminal.restored()
        assert terminal.modes() == ptys.COOKED
        assert all(report in terminal.output for report in REPORTS)
    assert speakers.logged(log) == ["spotguide The session is over."]
    done = program.run("history", "--json", folder=tmp_path, variables=env)
    (record,) = json.loads(done.out)
    assert (record["ended"], record["held"], record["after"]) == ("finished", 5, None)
