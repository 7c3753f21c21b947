"""What the script says and what the program asks it for are the same cues."""

from __future__ import annotations

import re
from pathlib import Path

from plans import CATALOG, SCRIPT
from spotguide.core.cues import seconds_to_say
from spotguide.core.plan.phases import Kind

SOURCE = Path(__file__).resolve().parents[2] / "src" / "spotguide"
FAMILIES = ("by-", "side-", "screen-", "confirm-")  # asked for by a name that is put together


PROGRAM = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))


def test_no_cue_is_asked_for_in_vain() -> None:
    asked = set(re.findall(r"\b(?:text|cue)\((?:session, )?\"([a-z-]+)\"", PROGRAM))
    assert len(asked) > 50
    assert asked - set(SCRIPT.cues) == set()


def test_no_cue_is_never_said() -> None:
    named = set(re.findall(r"[\"']([a-z][a-z-]*)[\"']", PROGRAM))
    unsaid = (
        {cue.id.removesuffix("-recorded") for cue in CATALOG.cues.cue}
        - named
        - {kind.value for kind in Kind}
    )
    assert {name for name in unsaid if not name.startswith(FAMILIES)} == set()


def test_each_family_is_whole() -> None:
    known = set(SCRIPT.cues)
    assert {"by-self", "by-partner", "side-left", "side-right"} <= known
    assert {f"screen-{page}" for page in ("emergency", "today", "about-you", "gently")} <= known
    assert {f"confirm-{answer}" for answer in ("ache", "nothing", "sign")} <= known


def test_a_longer_sentence_takes_longer_to_say() -> None:
    assert 0 < seconds_to_say("Lift off.") < seconds_to_say("Come off the pressure, slowly.") < 4
