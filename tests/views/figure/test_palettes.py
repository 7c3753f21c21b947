"""Colors stay apart for every kind of color vision, on every tone of skin."""

from __future__ import annotations

import sys
from itertools import product
from types import ModuleType

import pytest

from catalogs import DATA
from spotguide.views.figure.cells import nearest
from spotguide.views.figure.palettes import PALETTES, TONES, Rgb, palette

if not (DATA.parent / "tools" / "figures").exists():
    pytest.skip("the sources of the drawings are not here", allow_module_level=True)


@pytest.fixture(name="vision", scope="module")
def _vision() -> ModuleType:
    sys.path.insert(0, str(DATA.parent))
    try:
        from tools.figures import vision
    finally:
        sys.path.remove(str(DATA.parent))
    return vision


KINDS = ("normal", "deutan", "protan")
SAFE = [(theme, tone) for theme in ("dark", "light", "dark256") for tone in ("tan", *TONES)]
SAFE += [("gray", "tan")]
CASES = [*product(SAFE, KINDS), (("classic", "tan"), "normal")]
CONTRASTS = (("ring", "halo", 7), ("avoid", "zone", 2.5), ("bone", "skin", 1.6))
DISTANCES = (("active", "skin", 60), ("active", "muscle", 60), ("active", "zone", 80))


def colors(theme: str, tone: str) -> dict[str, Rgb]:
    chosen = palette(theme, tone)
    names = ("ring", "halo", "avoid", "bone", "skin", "active", "muscle")
    found = {name: chosen.rgb(name) for name in names}
    over, under, part = chosen.rgb("avoid_ground"), chosen.rgb("skin"), chosen.avoid_opacity
    mixed = (round(a * part + b * (1 - part)) for a, b in zip(over, under, strict=True))
    return {**found, "zone": tuple(mixed)}


@pytest.mark.parametrize(("look", "kind"), CASES, ids=lambda case: "-".join(case) if case else "")
def test_ring_muscle_bone_and_stripes_stay_apart(
    vision: ModuleType, look: tuple[str, str], kind: str
) -> None:
    seen = {name: vision.seen(rgb, kind) for name, rgb in colors(*look).items()}
    for one, other, least in CONTRASTS:
        assert vision.contrast(seen[one], seen[other]) >= least, (one, other)
    for one, other, least in DISTANCES:
        assert vision.apart(seen[one], seen[other]) >= least, (one, other)


def test_the_palette_of_256_colors_is_exact() -> None:
    levels = (0, 95, 135, 175, 215, 255)
    chosen = PALETTES["dark256"]
    for name in ("skin", "bone", "active", "ring", "avoid", "avoid_ground", "muscle"):
        number = nearest(chosen.rgb(name)) - 16
        cube = tuple(levels[number // power % 6] for power in (36, 6, 1))
        gray = (8 + 10 * (number - 216),) * 3
        assert chosen.rgb(name) == (cube if number < 216 else gray)
