"""The colors of the drawings, by theme and by tone of skin.

`dark` and `light` are safe for red-green color blindness: tan body, blue working muscle, a yellow
ring on black, and striped zones that differ by texture too. `classic` is the look of textbooks and
weaker there; `gray` has one hue, for e-ink and print.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Theme: TypeAlias = Literal["dark", "light", "classic", "gray", "dark256"]
Tone: TypeAlias = Literal["tan", "pale", "brown", "deep"]
Rgb: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True)
class Palette:
    """Each color as #rrggbb; `avoid_opacity` lets the body shine through a zone."""

    panel: str
    skin: str
    rim: str
    line: str
    hair: str
    bone: str
    bone_line: str
    muscle: str
    fiber: str
    active: str
    active_line: str
    area: str
    halo: str
    ring: str
    core: str
    avoid: str
    avoid_ground: str
    prop: str
    ink: str
    avoid_opacity: float = 1

    def rgb(self, name: str) -> Rgb:
        """Return a color of the palette as red, green and blue, 0 to 255."""
        value = getattr(self, name)
        return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


PALETTES: dict[Theme, Palette] = {
    "dark": Palette(
        panel="#14202b", skin="#c9a68a", rim="#4f382c", line="#735846", hair="#40352f",
        bone="#fbf4e2", bone_line="#85765c", muscle="#a87c6a", fiber="#845c4c",
        active="#1769c4", active_line="#06305f", area="#ffe14d", halo="#0b0f14", ring="#ffe14d",
        core="#ffffff", avoid="#ffc9ab", avoid_ground="#a32a06", avoid_opacity=0.92,
        prop="#33475a", ink="#e8eef2",
    ),
    "light": Palette(
        panel="#f7f5f0", skin="#d3a98b", rim="#6e4631", line="#8a6149", hair="#53423a",
        bone="#fffefa", bone_line="#6b5a42", muscle="#b98069", fiber="#8f5845",
        active="#0f5fb8", active_line="#042c5a", area="#0b4fb3", halo="#101418", ring="#ffd92e",
        core="#ffffff", avoid="#b02608", avoid_ground="#fff1ea", avoid_opacity=0.7,
        prop="#b9c4cc", ink="#14191d",
    ),
    "classic": Palette(
        panel="#15202b", skin="#c99f80", rim="#5c3a28", line="#7c5642", hair="#4a3a33",
        bone="#f5ecd6", bone_line="#8f7f62", muscle="#b4694f", fiber="#8c4a38",
        active="#d9362b", active_line="#7e1410", area="#ffd24a", halo="#101418", ring="#ffe14d",
        core="#fff7c2", avoid="#f4f4f4", avoid_ground="#111111", avoid_opacity=0.8,
        prop="#33475a", ink="#e8eef2",
    ),
    "gray": Palette(
        panel="#000000", skin="#5c5c5c", rim="#1a1a1a", line="#2c2c2c", hair="#2a2a2a",
        bone="#f0f0f0", bone_line="#4a4a4a", muscle="#484848", fiber="#303030",
        active="#a8a8a8", active_line="#202020", area="#ffffff", halo="#000000", ring="#ffffff",
        core="#ffffff", avoid="#e0e0e0", avoid_ground="#101010", avoid_opacity=0.8,
        prop="#303030", ink="#ffffff",
    ),
    # Each color is an exact entry of the cube or the ramp of 256 colors: quantizing others turned
    # bone pink, and now moves only the blends at edges.
    "dark256": Palette(
        panel="#1c1c1c", skin="#d7af87", rim="#5f5f5f", line="#875f5f", hair="#444444",
        bone="#ffffd7", bone_line="#87875f", muscle="#af8787", fiber="#875f5f",
        active="#005fd7", active_line="#00005f", area="#ffff00", halo="#080808", ring="#ffff00",
        core="#ffffff", avoid="#ffd7af", avoid_ground="#af0000",
        prop="#3a3a3a", ink="#eeeeee",
    ),
}  # fmt: skip

TONES: dict[Tone, dict[str, str]] = {
    "pale": {
        "skin": "#d8b59b", "rim": "#6d4b3b", "line": "#8f6b58", "hair": "#7a5c3c",
        "muscle": "#b78672", "fiber": "#915f50",
    },
    "brown": {
        "skin": "#a3744f", "rim": "#2f1e14", "line": "#4f3322", "hair": "#1d1613",
        "muscle": "#7d5038", "fiber": "#5b3625",
    },
    "deep": {
        "skin": "#7d5640", "rim": "#20120b", "line": "#35211a", "hair": "#0e0a08",
        "muscle": "#57372a", "fiber": "#3e251c",
    },
}  # fmt: skip
"""What another tone of skin changes in a palette; `tan` is what the palettes have."""


def palette(theme: Theme, tone: Tone = "tan") -> Palette:
    """Return the colors of a theme with a tone of skin; gray has one tone."""
    chosen = PALETTES[theme]
    if tone == "tan" or theme == "gray":
        return chosen
    return replace(chosen, **TONES[tone])  # type: ignore[arg-type]
