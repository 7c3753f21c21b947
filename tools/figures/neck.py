"""Side of the neck, facing left: spot 4. The profile of head-side, moved up, with the shoulder."""

from __future__ import annotations

from tools.figures.drawing import Drawing
from tools.figures.geometry import place, points
from tools.figures.head_parts import CROWN, FACE, HAIR, JAW, features
from tools.figures.shapes import area, edged, line

DX, DY = (10, -208)
P = place(DX, DY)
BODY = (
    P(CROWN)
    + points(
        "494,246 508,292 546,336 600,372 660,400! 660,700! 120,700! 124,600 150,520 "
        "186,470 226,436 250,404 270,372 282,340"
    )
    + P(FACE)
)
SCM = points(
    "392,112 420,110 436,128 432,164 408,236 372,316 346,374 338,420 298,432 252,440 "
    "240,424 262,384 300,326 344,248 376,168"
)
SCM_FIBERS = [points("408,124 380,220 320,330 262,424"), points("424,132 398,224 350,332 318,420")]
TRAP = points(
    "446,128 478,158 490,236 506,292 546,336 600,370 640,392 520,424 478,408 456,340 448,240"
)
TRAP_FIBERS = [points("468,160 470,260 500,390"), points("484,220 500,310 560,384")]
FRONT = points("372,210 384,216 376,262 362,330 358,424 336,428 340,370 352,300")
MIDDLE = points("390,196 412,200 414,260 402,340 398,420 364,424 368,350 380,268")
BACK = points("418,232 438,240 442,320 438,384 436,412 404,418 408,348 420,286")
COLLAR = points("246,446 300,444 360,446 420,434 474,420 512,426")


def build():
    f = Drawing("neck-side")
    f.body("body", BODY)
    f.layer(
        "muscles-deep",
        f.muscle("posterior-scalene", BACK, [points("428,250 426,330 420,410")]),
        f.muscle("middle-scalene", MIDDLE, [points("402,210 394,300 382,416")]),
        f.muscle("anterior-scalene", FRONT, [points("376,224 360,310 348,420")]),
    )
    f.layer(
        "muscles",
        f.muscle("trapezius", TRAP, TRAP_FIBERS, "see lined"),
        f.muscle("sternocleidomastoid", SCM, SCM_FIBERS, "lined"),
    )
    f.layer("features", area(P(HAIR), "hair", "hair"), area(P(JAW), "bone dim context", "bone-jaw"))
    f.layer("bones-over", edged(COLLAR, "crest", "bone-collarbone"))
    f.raw(features(P))
    f.layer(
        "contours",
        line(points("512,440 548,476 566,540 568,620"), "contour"),
        line(points("420,500 402,560 398,620"), "contour"),
    )
    f.avoid(
        "carotid",
        points(
            "302,270 324,252 344,236 348,248 332,290 306,338 278,384 256,410 244,424 258,398 "
            "276,366 290,334 300,302"
        ),
    )
    f.avoid(
        "collarbone-hollow",
        points("338,400 366,388 410,388 446,392 468,408 430,428 380,438 340,436"),
    )
    return f
