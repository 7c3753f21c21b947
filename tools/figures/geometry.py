"""Drawing kit: a shape is a list of points on its outline, out comes a smooth SVG path.

A point is (x, y), or (x, y, "c") where the outline has a corner. Numbers are rounded to 0.1: small
files, and differences that can be read.
"""

from __future__ import annotations

from math import hypot


def points(text):
    """Return the points of "0,-20! 176,-20! 180,60"; a mark of exclamation makes a corner."""
    return [_point(word) for word in text.split()]


def _point(word):
    x, y = (float(part) for part in word.rstrip("!").split(","))
    return (x, y, "c") if word.endswith("!") else (x, y)


def num(value):
    """Return a number as it stands in a drawing."""
    rounded = round(value, 1)
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)


def _tangent(pts, i, closed):
    """Return the direction of the outline at a point, None at a corner or an open end."""
    n = len(pts)
    if len(pts[i]) > 2 or (not closed and i in (0, n - 1)):
        return None
    before, after = pts[(i - 1) % n], pts[(i + 1) % n]
    dx, dy = after[0] - before[0], after[1] - before[1]
    size = hypot(dx, dy) or 1
    return dx / size, dy / size


def _segments(pts, closed=True):
    """Yield (a, c1, c2, b) for each two neighbors: a cubic, or with None, None a straight line."""
    n = len(pts)
    tangents = [_tangent(pts, i, closed) for i in range(n)]
    for i in range(n if closed else n - 1):
        j = (i + 1) % n
        a, b, ta, tb = pts[i][:2], pts[j][:2], tangents[i], tangents[j]
        if ta is None and tb is None:
            yield a, None, None, b
            continue
        h = hypot(b[0] - a[0], b[1] - a[1]) / 3
        c1 = (a[0] + ta[0] * h, a[1] + ta[1] * h) if ta else None
        c2 = (b[0] - tb[0] * h, b[1] - tb[1] * h) if tb else None
        c1 = c1 or ((a[0] + c2[0]) / 2, (a[1] + c2[1]) / 2)
        c2 = c2 or ((b[0] + c1[0]) / 2, (b[1] + c1[1]) / 2)
        yield a, c1, c2, b


def spline(pts, closed=True):
    """Return the `d` attribute of a smooth path through the points."""
    out = [f"M{num(pts[0][0])} {num(pts[0][1])}"]
    for _, c1, c2, b in _segments(pts, closed):
        if c1 is None:
            out.append(f"L{num(b[0])} {num(b[1])}")
        else:
            out.append("C" + " ".join(num(v) for v in (*c1, *c2, *b)))
    return "".join(out) + ("Z" if closed else "")


def flatten(pts, closed=True, n=8):
    """Return the same curve as plain points, n a segment: for hatching and for the checks."""
    out = [(pts[0][0], pts[0][1])]
    for a, c1, c2, b in _segments(pts, closed):
        steps = [1] if c1 is None else [i / n for i in range(1, n + 1)]
        out += [b if c1 is None else _on_cubic(t, a, c1, c2, b) for t in steps]
    return out


def _on_cubic(t, *ends):
    u = 1 - t
    return tuple(
        u**3 * p + 3 * u * u * t * q + 3 * u * t * t * r + t**3 * s
        for p, q, r, s in zip(*ends, strict=True)
    )


def edges(polygon):
    """Return the pairs of neighbors of a closed outline."""
    return zip(polygon, polygon[1:] + polygon[:1], strict=True)


def inside(x, y, polygon):
    """Say whether a point lies in a polygon."""
    hit = False
    for (x1, y1), (x2, y2) in edges(polygon):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            hit = not hit
    return hit


def distance(x, y, polygon):
    """Return how far a point is from the outline of a polygon."""
    best = 1e9
    for (x1, y1), (x2, y2) in edges(polygon):
        dx, dy = x2 - x1, y2 - y1
        t = max(0, min(1, ((x - x1) * dx + (y - y1) * dy) / ((dx * dx + dy * dy) or 1)))
        best = min(best, hypot(x - x1 - t * dx, y - y1 - t * dy))
    return best


def hatch(polygon, step):
    """Return diagonals x + y = k * step, cut to the polygon.

    They sit on the grid of pixels, so that cells of a terminal show clean stairs.
    """
    turned = [(x + y, x - y) for x, y in polygon]
    low, high = min(p[0] for p in turned), max(p[0] for p in turned)
    out = []
    for k in range(int(low // step), int(high // step) + 1):
        s = k * step + 0.01
        cuts = sorted(
            (v2 - v1) * (s - u1) / (u2 - u1) + v1
            for (u1, v1), (u2, v2) in edges(turned)
            if (u1 > s) != (u2 > s)
        )
        for a, b in zip(cuts[::2], cuts[1::2], strict=True):
            ends = (num(v) for v in ((s + a) / 2, (s - a) / 2, (s + b) / 2, (s - b) / 2))
            out.append("M{} {}L{} {}".format(*ends))
    return "".join(out)


def band(pts, w):
    """Return a line as a closed ribbon of half-width w (one number, or one a point)."""
    ws = w if isinstance(w, list) else [w] * len(pts)
    left, right = [], []
    for i, (p, h) in enumerate(zip(pts, ws, strict=True)):
        a, b = pts[max(0, i - 1)], pts[min(len(pts) - 1, i + 1)]
        dx, dy = b[0] - a[0], b[1] - a[1]
        size = hypot(dx, dy) or 1
        nx, ny = -dy / size * h, dx / size * h
        left.append((p[0] + nx, p[1] + ny))
        right.append((p[0] - nx, p[1] - ny))
    return left + right[::-1]


def ellipse(cx, cy, rx, ry=None):
    """Return the outline of an ellipse, or of a circle."""
    ry, q = ry or rx, 0.7071
    around = ((1, 0), (q, q), (0, 1), (-q, q), (-1, 0), (-q, -q), (0, -1), (q, -q))
    return [(cx + rx * a, cy + ry * b) for a, b in around]


def sym(right, cx=0):
    """Return an outline symmetric about x = cx from its right half, top to bottom."""
    return list(right) + [(2 * cx - p[0], *p[1:]) for p in reversed(right) if abs(p[0] - cx) > 0.01]


def shift(pts, dx=0, dy=0, s=1):
    """Return the points scaled, then moved."""
    return [(p[0] * s + dx, p[1] * s + dy, *p[2:]) for p in pts]


def flip(pts, cx=0):
    """Return the points mirrored about x = cx."""
    return [(2 * cx - p[0], *p[1:]) for p in pts]


def place(cx, cy, s=1):
    """Return a function from local points to those of the figure; its side -1 mirrors them."""

    def placed(pts, side=1):
        return shift(pts if side == 1 else flip(pts), cx, cy, s)

    return placed
