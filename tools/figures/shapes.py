"""Shapes as SVG text: areas, lines, bones that are strokes, groups."""

from __future__ import annotations

from tools.figures.geometry import num, spline


def attributes(**values):
    """Return the attributes that are given; a trailing underscore in a name falls away."""
    return "".join(f' {name.rstrip("_")}="{value}"' for name, value in values.items() if value)


def path(d, cls=None, id=None):
    """Return a path."""
    return f"<path{attributes(id=id, class_=cls, d=d)}/>"


def area(pts, cls, id=None):
    """Return a closed smooth shape."""
    return path(spline(pts), cls, id)


def line(pts, cls, id=None):
    """Return an open smooth line."""
    return path(spline(pts, False), cls, id)


def circle(cls, x, y, r, id=None):
    """Return a circle."""
    return f"<circle{attributes(id=id, class_=cls, cx=num(x), cy=num(y), r=num(r))}/>"


def oval(cls, x, y, rx, ry, id=None):
    """Return an ellipse."""
    where = attributes(id=id, class_=cls, cx=num(x), cy=num(y), rx=num(rx), ry=num(ry))
    return f"<ellipse{where}/>"


def block(cls, x, y, width, height, round_):
    """Return a rectangle with round corners, centered on (x, y)."""
    left, top = num(x - width / 2), num(y - height / 2)
    size = f'width="{num(width)}" height="{num(height)}" rx="{num(round_)}"'
    return f'<rect class="{cls}" x="{left}" y="{top}" {size}/>'


def edged(pts, kind, id):
    """Return a bone drawn as a stroke with a darker edge: kind is rib, crest or ridge."""
    d = spline(pts, False)
    return group(id, path(d, f"boneedge {kind}edge"), path(d, f"bonestroke {kind}"))


def group(id, *parts, extra=""):
    """Return a group; `extra` is further attributes."""
    return f"<g{attributes(id=id)}{' ' + extra if extra else ''}>" + "".join(parts) + "</g>"
