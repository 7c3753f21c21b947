"""A drawing collects its layers; what must be known of it stands in data/figures.toml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import tomli
from tools.figures.geometry import flatten, hatch, spline
from tools.figures.glyphs import badge
from tools.figures.shapes import area, circle, group, line, path

from spotguide.views.figure.palettes import PALETTES
from spotguide.views.figure.sheet import HATCHES, pixels

DATA = Path(__file__).resolve().parents[2] / "data"
BADGE = 13


@lru_cache(maxsize=1)
def facts():
    """Return the facts of each figure by its name."""
    table = tomli.loads((DATA / "figures.toml").read_text(encoding="utf-8"))
    return {figure["name"]: figure for figure in table["figure"]}


class Drawing:
    """One figure while it is drawn, layer on layer, from bottom to top."""

    def __init__(self, name):
        self.facts = facts()[name]
        self.layers, self.overview = [], []
        self.skins, self.zones, self.areas, self.bones = [], {}, {}, {}

    def layer(self, id, *parts, extra=""):
        """Add a group of shapes."""
        self.layers.append(group(id, *parts, extra=extra))

    def raw(self, text):
        """Add SVG text as it is."""
        self.layers.append(text)

    def body(self, id, pts, *more):
        """Add a shape of skin with a shaded rim; `more` are shapes of skin behind it."""
        self.skins.append(flatten(pts))
        shape = f'<use href="#{id}-shape"/>'
        clip = f'<clipPath id="{id}-clip">{shape}</clipPath>'
        self.raw(f'<defs><path id="{id}-shape" d="{spline(pts)}"/>{clip}</defs>')
        rims = "".join(f'<use class="rim{i}" href="#{id}-shape"/>' for i in (1, 2, 3))
        skin = f'<use class="skin" href="#{id}-shape"/>'
        self.layer(f"skin-{id}", *more, skin, f'<g clip-path="url(#{id}-clip)">{rims}</g>')

    def muscle(self, id, outline, fibers=(), cls="", side=None):
        """Return one muscle as a group, so that body and fibers light up together."""
        name = f"muscle-{id}-{side}" if side else f"muscle-{id}"
        parts = (area(outline, "muscle"), *(line(fiber, "fiber") for fiber in fibers))
        return group(name, *parts, extra=f'class="{f"m {cls}".strip()}"')

    def search_area(self, spot, outline):
        """Say where to search, if it is not a circle around the mark."""
        self.areas[spot] = outline

    def clear(self, spot, bones):
        """Name lines of bone that the mark of a spot must not touch; the tests hold it to that."""
        self.bones[spot] = bones

    def avoid(self, id, outlines):
        """Add a zone to keep off: one outline, or a list of them."""
        several = isinstance(outlines[0], list)
        self.zones[f"avoid-{id}"] = outlines if several else [outlines]

    def svg(self):
        """Return the whole drawing as SVG."""
        about = self.facts
        marks = about.get("landmark", [])
        labels = (
            badge(mark["letter"], mark["x"], mark["y"], BADGE, f"label-{mark['letter'].lower()}")
            for mark in marks
        )
        parts = [
            '<rect class="panel" width="600" height="600"/>',
            *self.layers,
            group("avoid", *(_zone(id, outlines) for id, outlines in self.zones.items())),
            group("targets", *(_target(t, self.areas.get(t["spot"])) for t in about["target"])),
            group("labels", *labels),
        ]
        if self.overview:
            parts.append(group("labels-overview", *self.overview))
        head = [
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" '
            'role="img" aria-labelledby="t d">',
            f'<title id="t">{about["title"]}</title>',
            f'<desc id="d">{about["alt"]}</desc>',
            f'<style id="theme">\n{pixels(PALETTES["light"], "fine")}\n</style>',
        ]
        return "\n".join((*head, *parts, "</svg>")) + "\n"


def _zone(id, outlines):
    whole = "".join(spline(outline) for outline in outlines)
    shapes = [flatten(outline) for outline in outlines]
    lines = (
        path("".join(hatch(shape, step) for shape in shapes), f"hatch {name}")
        for name, step in HATCHES.items()
    )
    edge = path(whole, "zone-edge")
    return group(id, path(whole, "zone"), *lines, edge, extra='class="avoid"')


def _target(target, outline):
    spot, x, y, r = (target[key] for key in ("spot", "x", "y", "r"))
    name = f"target-{spot}"
    if outline:
        where = area(outline, "target area", name)
    else:
        where = circle("target area", x, y, r * 1.5, name)
    rings = (circle("halo", x, y, r), circle("ring", x, y, r), circle("core", x, y, r * 0.28))
    return where + group(f"{name}-mark", *rings, extra='class="mark"')
