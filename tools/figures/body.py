"""Whole body, front and back, with a sole: the overview and the locator."""

from __future__ import annotations

from tools.figures.drawing import Drawing
from tools.figures.geometry import flatten, flip, num, points, shift, spline, sym
from tools.figures.glyphs import badge
from tools.figures.shapes import area, circle, line, oval, path

BODY = points(
    "0,60 16,70 17,88 19,97 32,105 58,112 80,120 92,137 96,162 101,192 107,216 "
    "113,234 120,254 127,276 136,290 142,304 141,316 136,312 134,318 134,334 130,346 "
    "123,348 117,342 113,326 109,302 102,275 92,250 86,231 79,202 69,170! 67,195 "
    "59,226 61,250 67,282 69,314 67,350 61,394 55,426 53,446 59,478 56,512 47,548 "
    "48,562 60,580 57,590 40,592 25,588 24,572 25,556 20,515 15,478 20,446 20,425 "
    "11,352 2,318 0,315!"
)
HEAD = points("0,12 14,15 24,27 27,45 25,62 18,77 9,86 0,88")
EAR = points("25,46 31,45 31,56 26,63 24,56")
TOES = [
    (284, 466, 10.5, 12),
    (302, 460, 7, 9.5),
    (316, 464, 6.5, 8.5),
    (328, 473, 6, 7.5),
    (336, 485, 5.5, 7),
]
SOLE = points(
    "290,474 306,470 322,480 329,496 326,514 318,534 317,556 314,574 300,583 286,575 "
    "283,556 288,536 286,516 277,498 277,482"
)
FRONT, BACK, K, FX, FY = (145, 455, 1.5, 300, 588)


def both(pts, cls, cx, closed=False):
    draw = area if closed else line
    return draw(shift(pts, cx), cls) + draw(shift(flip(pts), cx), cls)


def person(f, cx, back, id):
    f.body(id, shift(sym(BODY), cx))
    c = []
    if back:
        c += [
            line([(cx, 100), (cx, 180), (cx, 258)], "contour"),
            both(points("18,122 20,150 29,186 42,172 56,140"), "contour", cx),
            both(points("20,134 44,124 64,119"), "contour", cx),
            line([(cx, 272), (cx, 296), (cx, 312)], "contour"),
            both(points("2,322 24,336 50,333"), "contour", cx),
            both(points("26,436 36,440 47,435"), "contour", cx),
            both(points("30,532 31,560"), "contour only-pixel", cx),
            both(points("42,532 41,560"), "contour only-pixel", cx),
            both(points("98,226 91,230"), "contour only-pixel", cx),
        ]
    else:
        c += [
            both(points("6,113 30,110 55,115"), "contour soft", cx),
            both(points("10,178 28,183 48,176"), "contour soft", cx),
            line([(cx, 190), (cx, 232)], "contour only-pixel"),
            circle("face", cx, 241, 4),
            both(points("6,312 30,292 50,272"), "contour soft", cx),
            both(points("28,428 37,422 46,428"), "contour", cx),
            both(points("29,446 37,452 46,446"), "contour only-pixel", cx),
            *(both([(x, 589), (x + 1, 580)], "contour only-pixel", cx) for x in (29, 37, 45)),
        ]
    c += [
        both(points("124,340 125,324"), "contour only-pixel", cx),
        both(points("130,338 130,322"), "contour only-pixel", cx),
    ]
    f.layer(f"{id}-contours", *c)
    h = [both(EAR, "skin", cx, True)]
    if back:
        h.append(
            area(shift(sym(points("0,9 16,12 27,25 29,46 26,62 19,74 10,77 0,78")), cx), "hair")
        )
    else:
        d = spline(shift(sym(HEAD), cx))
        f.skins.append(flatten(shift(sym(HEAD), cx)))
        h += [
            path(d, "skin"),
            f'<clipPath id="{id}-head-clip">{path(d)}</clipPath>',
            f'<g clip-path="url(#{id}-head-clip)">{path(d, "rim1")}</g>',
            area(shift(sym(points("0,9 16,12 27,25 29,44 25,46 21,34 10,31 0,30")), cx), "hair"),
            '<g class="only-pixel">',
            *(circle("face", x, 50, 3.6) for x in (cx - 10, cx + 10)),
            line(shift(points("0,52 -3,61 1,62"), cx), "contour"),
            line(shift(points("-9,72 0,75 9,72"), cx), "contour"),
            "</g>",
            '<g class="only-cell">',  # on the grid of pixels, 10 units each
            path(f"M{cx - 15} 50h10v10h-10zM{cx + 5} 50h10v10h-10z", "face"),
            path(f"M{cx - 10} 71h20v8h-20z", "lip"),
            "</g>",
        ]
    f.layer(f"{id}-head", *h)


def build():
    f = Drawing("body")
    person(f, FRONT, False, "front")
    person(f, BACK, True, "back")

    def sc(p):
        return (FX - (p[0] - 302) * K, FY + (p[1] - 583) * K)

    f.skins.append(flatten([sc(p) for p in SOLE]))
    f.layer(
        "sole",
        *(oval("skin toe", *sc((x, y)), a * K, b * K) for x, y, a, b in TOES),
        area([sc(p) for p in SOLE], "skin", "sole-skin"),
        line([sc(p) for p in points("281,505 292,530 290,560")], "contour"),
    )
    for target in f.facts["target"]:
        spot, x, y, label = (target[key] for key in ("spot", "x", "y", "label"))
        at = min(max(label["x"], 18), 582)
        f.overview += [
            path(f"M{num(at)} {num(label['y'])}L{num(x)} {num(y)}", "leader"),
            circle("pin", x, y, 6),
            badge(str(spot), at, label["y"], 12, f"label-{spot}"),
        ]
    return f
