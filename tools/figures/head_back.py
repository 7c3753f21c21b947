"""Back of the head and neck: spot 1. 26 units are 1 cm."""

from __future__ import annotations

from tools.figures.drawing import Drawing
from tools.figures.geometry import band, place, points, sym
from tools.figures.shapes import area, block, edged, group, line, oval

S, CX, OY = (1.18, 305, -40)
P = place(CX, OY, S)


def at(x, y):
    return tuple(round(v) for v in P([(x, y)])[0])


BODY = points(
    "0,-30! 120,-30! 158,20 174,90 174,160 164,216 146,262 124,296 110,330 104,380 "
    "108,430 126,474 170,508 240,536 320,560! 320,700! 0,700!"
)
HAIR = points("0,-40! 130,-40! 166,20 181,90 180,150 170,196 150,214 120,226 60,234 0,236")
EAR = points("168,92 186,78 204,84 206,112 198,148 184,180 170,184 166,150")
SKULL = points(
    "0,228! 60,226 110,222 140,226 146,252 136,284 122,300 108,290 96,276 66,272 34,278 0,280"
)
EDGE = points("0,276 34,274 66,268 96,272 112,284")
KNOB = points("116,252 130,250 136,270 130,292 118,300 108,288 110,268")
EDGES = group(
    "bone-skull-edge",
    edged(P(EDGE), "crest", "bone-edge-r"),
    edged(P(EDGE, -1), "crest", "bone-edge-l"),
    area(P(KNOB), "bone", "bone-ear-knob-r"),
    area(P(KNOB, -1), "bone", "bone-ear-knob-l"),
)
C1 = points("0,310 34,306 66,308 92,304 104,314 94,328 66,330 34,326 0,330")
C2 = points("0,352 14,350 26,360 22,376 8,372 0,370")
RC_MAJOR = points("8,356 20,358 58,320 84,282 78,268 52,266 40,288 24,322")
RC_MINOR = points("4,316 14,318 30,294 36,276 14,276 4,290")
OB_INF = points("12,358 28,366 62,350 98,322 94,308 60,330")
OB_SUP = points("84,306 104,316 116,294 118,272 96,266 84,280")
BACKNECK = points("10,282 48,278 72,284 80,330 76,420 72,520 70,620 10,620")


def build():
    f = Drawing("head-back")
    f.body("body", P(sym(BODY)), area(P(EAR), "skin", "ear-r"), area(P(EAR, -1), "skin", "ear-l"))
    f.layer(
        "muscles-deep",
        f.muscle(
            "neck-column",
            P(BACKNECK, -1),
            [P(q, -1) for q in (points("30,300 36,400 34,560"), points("54,300 58,400 54,560"))],
            "see",
            "l",
        ),
    )
    f.layer(
        "bones",
        area(P(sym(C1)), "bone mid context", "bone-first-neck"),
        *(
            block("bone context", CX, y + 15.5, w, 31, 10)
            for y, w in ((415, 46), (453, 44), (491, 46), (529, 48), (567, 50))
        ),
        area(P(sym(C2)), "bone", "bone-second-neck"),
        area(P(sym(SKULL)), "bone dim context no-dots", "bone-skull"),
        EDGES,
    )
    f.layer(
        "muscles",
        f.muscle("obliquus-capitis-inferior", P(OB_INF), [P(points("26,358 88,318"))]),
        f.muscle("obliquus-capitis-superior", P(OB_SUP), [P(points("96,304 106,276"))]),
        f.muscle("rectus-capitis-posterior-major", P(RC_MAJOR), [P(points("18,350 66,278"))]),
        f.muscle("rectus-capitis-posterior-minor", P(RC_MINOR), [P(points("10,312 22,282"))]),
    )
    f.layer(
        "head",
        area(P(sym(HAIR)), "hair", "hair"),
        oval("bone", CX, at(0, 252)[1], 19, 15, "bone-bump"),
    )
    f.layer(
        "contours",
        *(
            line(P(points("176,100 190,96 192,130 180,160"), k), "contour only-pixel")
            for k in (-1, 1)
        ),
    )
    f.avoid("midline", P(points("-12,388! 12,388! 12,610! -12,610!")))
    f.avoid("artery", P(band(points("96,330 124,346 118,400 104,460"), [8, 11, 12, 12])))
    f.avoid("scalp-nerve", P(band(points("32,270 40,240 50,200 56,168"), 7)))
    return f
