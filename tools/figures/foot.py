"""Sole of the right foot, toes up, big toe at the right edge: spot 10. 21 units are 1 cm."""

from __future__ import annotations

from tools.figures.drawing import Drawing
from tools.figures.geometry import band, points
from tools.figures.shapes import area, circle, line, oval

SOLE = points(
    "340,152 386,158 412,188 416,232 400,276 380,320 366,372 364,424 372,480 370,530 "
    "346,572 306,586 262,576 234,540 226,488 224,420 208,350 188,290 178,236 186,190 "
    "212,168 250,156 296,148"
)
TOES = (
    (376, 96, 38, 52),
    (316, 92, 23, 40),
    (272, 104, 21, 36),
    (232, 124, 20, 32),
    (194, 150, 19, 28),
)
HEEL = points("300,448 334,462 346,506 334,552 302,568 270,556 254,512 264,466")
BALL = ((378, 216, 26), (324, 200, 19), (284, 204, 18), (246, 214, 17), (212, 230, 16))
FDB = points(
    "286,492 316,492 328,420 334,340 342,262 330,226 296,222 262,226 228,246 236,284 "
    "256,350 272,430"
)
FIBERS = [
    points("298,480 300,380 322,250"),
    points("304,480 290,380 284,240"),
    points("296,480 272,370 244,260"),
]
ABD = points(
    "330,500 352,486 356,430 358,370 372,310 392,262 388,240 372,262 352,310 340,370 334,430"
)
QP = points("274,470 328,470 322,370 278,370")


def build():
    f = Drawing("foot-sole")
    f.layer(
        "toes",
        *(oval("skin", x, y, a, b) for x, y, a, b in TOES),
    )
    f.body("sole", SOLE)
    f.layer(
        "bones",
        area(HEEL, "bone dim context", "bone-heel"),
        *(circle("bone dim context", x, y, r) for x, y, r in BALL),
    )
    f.layer("muscles-deep", f.muscle("quadratus-plantae", QP, (), "see"))
    f.layer(
        "muscles",
        f.muscle("abductor-hallucis", ABD, [points("344,470 350,370 378,270")], "see"),
        f.muscle("flexor-digitorum-brevis", FDB, FIBERS),
    )
    f.layer("contours", line(points("216,186 262,176 320,172 384,178"), "contour soft"))
    f.avoid("heel", HEEL)
    f.avoid("inner-nerve", band(points("340,452 338,400 342,350 352,304 366,270"), 9))
    return f
