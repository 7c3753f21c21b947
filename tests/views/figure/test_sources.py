"""The drawings and their sources: the same bytes, and marks that lie where they should."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import pytest

from catalogs import DATA

if not (DATA.parent / "tools" / "figures").exists():
    pytest.skip("the sources of the drawings are not here", allow_module_level=True)

SPRITE = 35  # half a ring of cells, in units
STROKE = 8  # half a bone that is drawn as a stroke


@pytest.fixture(name="build", scope="module")
def _build() -> ModuleType:
    sys.path.insert(0, str(DATA.parent))
    try:
        from tools.figures import build
    finally:
        sys.path.remove(str(DATA.parent))
    return build


@pytest.fixture(name="drawings", scope="module")
def _drawings(build: ModuleType) -> dict[str, Any]:
    return build.drawings()


def test_the_sources_draw_the_same_bytes(drawings: dict[str, Any]) -> None:
    assert sorted(drawings) == sorted(f"figures/{p.name}" for p in DATA.glob("figures/*"))
    for file, drawing in drawings.items():
        assert drawing.svg().encode() == (DATA / file).read_bytes(), file


def test_every_mark_lies_on_the_body_and_off_the_zones(drawings: dict[str, Any]) -> None:
    from tools.figures.geometry import distance, flatten, inside

    for file, drawing in drawings.items():
        for target in drawing.facts["target"]:
            x, y, r = target["x"], target["y"], target["r"]
            assert any(inside(x, y, skin) for skin in drawing.skins), (file, target["spot"])
            for zone in drawing.facts.get("avoid", []):
                if target["spot"] in zone["spots"]:
                    for outline in drawing.zones[zone["id"]]:
                        shape = flatten(outline)
                        assert not inside(x, y, shape), (file, zone["id"])
                        assert distance(x, y, shape) >= 0.6 * r, (file, zone["id"])


def test_a_mark_touches_no_bone_that_it_must_keep_off(drawings: dict[str, Any]) -> None:
    from tools.figures.geometry import distance, flatten

    kept = 0
    for drawing in drawings.values():
        for target in drawing.facts["target"]:
            for bone in drawing.bones.get(target["spot"], []):
                there = flatten(bone, False)
                back = there + there[-2:0:-1]  # an open line has no chord
                gap = distance(target["x"], target["y"], back)
                assert gap >= max(SPRITE, 1.5 * target["r"]) + STROKE
                kept += 1
    assert kept


def test_facts_and_sources_name_the_same_zones(drawings: dict[str, Any]) -> None:
    for drawing in drawings.values():
        assert list(drawing.zones) == [zone["id"] for zone in drawing.facts.get("avoid", [])]
