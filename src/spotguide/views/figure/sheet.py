"""Style sheets: every color and every width of a stroke in a drawing comes from here.

The art holds shapes and classes alone, so that a theme, an optical size or braille is one other
sheet. `fine` is for pictures, `cell` for 52 columns and more, `tiny` for fewer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from string import Template
from typing import Literal, TypeAlias

from spotguide.views.figure.palettes import Palette

Optical: TypeAlias = Literal["fine", "cell", "tiny"]

UNITS = 600
"""Width and height of every drawing, in its own units."""

HATCHES: dict[Optical, float] = {"fine": 18, "cell": 40, "tiny": UNITS / 11}
"""Units between two stripes of a zone, for each optical size."""

WIDTHS: dict[Optical, dict[str, float]] = {
    "fine": {
        "outline": 4, "rim1": 44, "rim2": 28, "rim3": 14, "shade": 0.13, "contour": 3.5,
        "edge": 2.5, "detail": 2.5, "strand": 2, "body": 1.5, "lit": 2.5, "halo_width": 17,
        "ring_width": 7, "rib": 15, "rib_edge": 5, "hatch": 4.5, "zone_edge": 3,
    },
    "cell": {
        "outline": 0, "rim1": 22, "rim2": 0, "rim3": 0, "shade": 0.25, "contour": 9,
        "edge": 0, "detail": 5, "strand": 0, "body": 0, "lit": 0, "halo_width": 27,
        "ring_width": 11, "rib": 15, "rib_edge": 6, "hatch": 14, "zone_edge": 0,
    },
    "tiny": {
        "outline": 0, "rim1": 22, "rim2": 0, "rim3": 0, "shade": 0.25, "contour": 9,
        "edge": 0, "detail": 0, "strand": 0, "body": 0, "lit": 0, "halo_width": 27,
        "ring_width": 11, "rib": 20, "rib_edge": 0, "hatch": 19, "zone_edge": 0,
    },
}  # fmt: skip
"""Strokes in units of the drawing."""

PIXELS = Template("""
.panel{fill:$panel}
.prop{fill:$prop}
.skin{fill:$skin;stroke:$rim;stroke-width:$outline;stroke-linejoin:round}
.far{fill:$skin;stroke:$rim;stroke-width:$outline;opacity:.55}
.rim1,.rim2,.rim3{fill:none;stroke:$rim;opacity:$shade;stroke-linejoin:round}
.rim1{stroke-width:$rim1}
.rim2{stroke-width:$rim2}
.rim3{stroke-width:$rim3}
.contour{fill:none;stroke:$line;stroke-width:$contour;stroke-linecap:round;stroke-linejoin:round}
.soft{opacity:.55}
.face{fill:$hair;stroke:none}
.lip{fill:$line}
.eyewhite{fill:$bone}
.hair{fill:$hair;stroke:$rim;stroke-width:$hairline}
.bone{fill:$bone;stroke:$bone_line;stroke-width:$edge;stroke-linejoin:round}
.bonestroke,.boneedge,.boneline{fill:none;stroke-linecap:round;stroke-linejoin:round}
.bonestroke{stroke:$bone}
.boneedge{stroke:$bone_line}
.boneline{stroke:$bone_line;stroke-width:$detail}
.rib{stroke-width:$rib}
.ribedge{stroke-width:$rib1}
.crest{stroke-width:$crest}
.crestedge{stroke-width:$crest1}
.ridge{stroke-width:$ridge}
.ridgeedge{stroke-width:$ridge1}
.dim{opacity:.32}
.mid{opacity:.55}
.muscle{fill:$muscle;stroke:$fiber;stroke-width:$body;stroke-linejoin:round}
.fiber{fill:none;stroke:$fiber;stroke-width:$strand;stroke-linecap:round}
.see{opacity:.6}
.faintly{opacity:.35}
.area{fill:$area;opacity:.3}
.halo{fill:none;stroke:$halo;stroke-width:$halo_width}
.ring{fill:none;stroke:$ring;stroke-width:$ring_width}
.core{fill:$core;stroke:$halo;stroke-width:2}
.zone{fill:$avoid_ground;opacity:$avoid_opacity;fill-rule:nonzero}
.zone-edge{fill:none;stroke:$avoid;stroke-width:$zone_edge;stroke-linejoin:round}
.hatch{fill:none;stroke:$avoid;stroke-width:$hatch;display:none}
.hatch.$optical{display:inline}
.badge{fill:$panel;stroke:$ink;stroke-width:2}
.glyph{fill:none;stroke:$ink;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.leader{fill:none;stroke:$ink;stroke-width:2}
.pin{fill:$ring;stroke:$halo;stroke-width:3}
.target,.mark,#labels,#labels-overview{display:none}
""")

DOTS = Template("""
.panel{fill:#000}
.skin{fill:#000;stroke:#f00;stroke-width:$w1_1;stroke-linejoin:round}
.far,.prop{fill:#000;stroke:#f00;stroke-width:$w0_9;stroke-linejoin:round}
.rim1,.rim2,.rim3,.boneline,.fiber,.area,.eyewhite,.faint,.soft,.hatch,.core,.no-dots{display:none}
.contour{fill:none;stroke:#f00;stroke-width:$w1_0;stroke-linecap:round}
.face,.lip{fill:#f00}
.hair{fill:#00f;stroke:#f00;stroke-width:$w1_0}
.bone{fill:#f00;stroke:#000;stroke-width:$w0_7}
.context,.plate{fill:#000;stroke:#f00;stroke-width:$w1_0}
.toe{fill:#f00;stroke:#000;stroke-width:$w1_2}
.bonestroke{fill:none;stroke:#f00;stroke-linecap:round;stroke-width:$w2_0}
.boneedge{fill:none;stroke:#000;stroke-linecap:round;stroke-width:$w4_0}
.muscle{fill:none;stroke:none}
.lined .muscle{stroke:#f00;stroke-width:$w0_9}
.zone{fill:#0ff;stroke:#000;stroke-width:$w1_0;fill-rule:nonzero}
.zone-edge{fill:none;stroke:none}
.halo{fill:#000;stroke:#000;stroke-width:$w6_0}
.ring{fill:none;stroke:#f00;stroke-width:$w2_0}
.target,.mark,.only-pixel,#labels,#labels-overview{display:none}
""")

SMALL = 5.8
"""Units a dot above which lesser bones are left out."""

BARE = "\n.contour,.face,.lip,#sole,#avoid{display:none}"
"""What a locator leaves out."""


def pixels(palette: Palette, optical: Optical) -> str:
    """Return the sheet for colors: a picture, or cells of a terminal."""
    widths = WIDTHS[optical]
    rib, edge = widths["rib"], widths["rib_edge"]
    bones = {"rib1": rib + edge, "crest": rib + 1, "crest1": rib + 1 + edge}
    ridges = {"ridge": rib + 3, "ridge1": rib + 3 + edge}
    more = {"hairline": widths["outline"] * 0.6, "optical": optical}
    values = {**asdict(palette), **widths, **bones, **ridges, **more}
    hidden = ".only-cell" if optical == "fine" else ".only-pixel"
    hidden += ",.minor" if optical == "tiny" else ""
    sheet = PIXELS.substitute({name: _said(value) for name, value in values.items()})
    return f"{sheet.strip()}\n{hidden}{{display:none}}"


def dots(unit: float, bare: bool = False) -> str:
    """Return the sheet for braille, at so many units a dot; `bare` for a locator.

    It paints in inks: red is a dot, green a dense stipple, blue a sparse one, both a hatch, and
    black rubs out what lies behind.
    """
    widths = {f"w{dots:.1f}".replace(".", "_"): dots * unit for dots in DOT_WIDTHS}
    sheet = DOTS.substitute({name: _said(value) for name, value in widths.items()}).strip()
    if unit > SMALL:
        sheet += "\n.minor{display:none}"
    return sheet + "\n.hair{stroke-width:0;fill:#0f0}" if bare else sheet


DOT_WIDTHS = (0.7, 0.9, 1.0, 1.1, 1.2, 2.0, 4.0, 6.0)


def lit(groups: Iterable[str], palette: Palette, optical: Optical) -> str:
    """Return the rules that light up these groups in color."""
    body = f"fill:{palette.active};stroke:{palette.active_line}"
    body += f";stroke-width:{_said(WIDTHS[optical]['lit'])}"
    return _lit(groups, body, palette.active_line)


def lit_dots(groups: Iterable[str]) -> str:
    """Return the rules that light up these groups in braille."""
    return _lit(groups, "fill:#0f0;stroke:#000", "none")


def _lit(groups: Iterable[str], body: str, fiber: str) -> str:
    return "".join(
        f"\n#{group}{{opacity:1}}#{group} .muscle{{{body}}}#{group} .fiber{{stroke:{fiber}}}"
        for group in groups
    )


def _said(value: str | float) -> str:
    return value if isinstance(value, str) else f"{round(value, 2):g}"
