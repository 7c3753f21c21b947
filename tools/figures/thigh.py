"""Both thighs from the front: spot 8, on the person's right leg. About 10.5 units are 1 cm."""

from __future__ import annotations

from tools.figures.drawing import Drawing
from tools.figures.geometry import place, points, sym
from tools.figures.shapes import area, line

S, CX, OY = (1.14, 305, -50)
L = place(CX, OY, S)


def P(pts, side=-1):
    return L(pts, side)


LEGS = points(
    "0,-20! 160,-20! 172,40 182,120 182,200 174,300 160,390 148,440 142,486 146,530 "
    "152,580 146,680! 58,680! 50,590 54,536 56,490 50,440 38,370 24,270 12,180 0,142!"
)
FEMUR = points(
    "118,60 140,70 136,200 124,340 118,420 134,462 138,496 120,506 98,500 76,506 "
    "60,494 64,462 84,424 98,340 112,200"
)
PATELLA = points("98,452 118,458 126,476 118,498 98,512 78,498 70,476 78,458")
TIBIA = points("58,522 98,516 140,522 138,544 120,570 112,680! 84,680! 78,572 60,546")
RECTUS = points(
    "112,40 128,56 128,160 122,280 110,390 106,440 98,452 88,440 86,390 92,280 98,160 100,70"
)
VL = points(
    "142,84 162,100 173,180 168,270 156,350 142,410 127,452 114,456 106,430 112,380 "
    "124,300 130,200 130,120"
)
VLF = [points("156,130 160,230 144,350 124,436"), points("150,200 148,280 128,400")]
VM = points("88,240 94,300 88,380 82,444 70,462 56,448 48,410 56,360 72,300")
VMF = [points("84,290 66,380 66,446")]
STRAP = points(
    "168,60 178,70 182,140 181,210 173,300 160,388 150,436 142,500 138,540 128,540 "
    "134,490 142,440 152,390 164,310 173,230 174,150"
)


def build():
    f = Drawing("thigh-front")
    f.body("legs", P(sym(LEGS), 1))
    f.layer(
        "bones",
        *(
            area(P(FEMUR, k), "bone dim context no-dots", f"bone-femur-{n}")
            + area(P(TIBIA, k), "bone dim context", f"bone-shin-{n}")
            for k, n in ((-1, "r"), (1, "l"))
        ),
    )
    f.layer(
        "muscles",
        f.muscle("rectus-femoris", P(RECTUS), (), "see"),
        f.muscle("vastus-medialis", P(VM), [P(q) for q in VMF], "see"),
        f.muscle("iliotibial-band", P(STRAP), (), "see"),
        f.muscle("vastus-lateralis", P(VL), [P(q) for q in VLF]),
    )
    f.layer(
        "bones-over",
        area(P(PATELLA), "bone", "bone-kneecap-r"),
        area(P(PATELLA, 1), "bone", "bone-kneecap-l"),
    )
    f.layer(
        "contours",
        line(P(points("8,146 60,116 120,60 150,20")), "contour soft"),
        line(P(points("8,146 60,116 120,60 150,20"), 1), "contour soft"),
    )
    f.avoid("kneecap", [P(PATELLA), P(points("58,510 98,519 138,510 138,526 98,535 58,526"))])
    f.avoid("strap", P(points("152,408 144,442 137,486 138,506 124,506 126,486 133,442 144,406")))
    return f
