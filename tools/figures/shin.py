"""Both lower legs from the front: spot 3, on the person's right leg. About 10.5 units are 1 cm."""

from __future__ import annotations

from tools.figures.drawing import Drawing
from tools.figures.geometry import ellipse, place, points
from tools.figures.shapes import area, oval

S, CX, OY = (1.08, 305, -20)
L = place(CX, OY, S)
WIDE = 1.24


def P(pts, side=-1):
    return L([(p[0] * WIDE - 6, *p[1:]) for p in pts], side)


def at(x, y):
    return P([(x, y)])[0]


LEG = points(
    "38,-30! 146,-30! 138,30 132,80 140,140 148,200 142,280 124,360 108,420 106,448 "
    "116,490 132,530 136,552 124,562 80,564 50,562 40,548 50,510 58,470 60,440 56,400 "
    "46,330 36,250 36,180 46,110 48,70 44,20"
)
TOES = ((56, 552, 15, 14), (78, 555, 11, 11), (96, 555, 10, 10), (112, 552, 9, 9), (126, 545, 8, 9))
PATELLA = points("92,32 112,38 120,56 112,78 92,92 72,78 64,56 72,38")
TIBIA = points(
    "50,104 70,98 92,102 112,98 126,106 122,124 106,142 100,170 96,250 90,340 84,400 "
    "86,440 74,452 60,444 62,400 64,320 66,220 68,160 54,124"
)
BUMP = points("92,118 102,124 100,142 92,150 84,142 82,124")
FIBULA = points(
    "114,118 126,116 130,130 127,150 128,220 116,340 106,420 106,456 96,456 98,410 "
    "108,330 120,220 119,150 113,134"
)
HEAD = points("114,114 126,112 131,124 125,138 114,135")
FEMUR = points("76,-30! 112,-30! 120,40 132,80 114,94 92,90 70,94 54,80 66,40")
TA = points(
    "102,134 112,144 124,190 126,240 116,310 102,372 88,430 70,486 60,506 54,500 "
    "64,470 80,420 92,350 99,270 101,190 101,150"
)
TAF = [points("112,150 114,230 102,330 82,430"), points("108,170 106,260 96,350")]
EDL = points("124,140 134,160 136,230 124,330 110,410 104,420 108,380 118,316 128,240 128,180")


def build():
    f = Drawing("shin-front")
    legs = [P(LEG, k) for k in (-1, 1)]
    f.body("leg", legs[0])
    f.body("leg2", legs[1])
    for k, n in ((-1, "r"), (1, "l")):
        toes = "".join(
            oval("skin toe", *P([(x, y)], k)[0], a * S * WIDE, b * S) for x, y, a, b in TOES
        )
        f.layer(
            f"bones-{n}",
            area(P(FEMUR, k), "bone dim context no-dots"),
            area(P(FIBULA, k), "bone dim context no-dots", f"bone-fibula-{n}"),
            area(P(TIBIA, k), "bone plate" if n == "r" else "bone dim context", f"bone-shin-{n}"),
        )
        f.layer(f"toes-{n}", toes)
    f.layer(
        "muscles",
        f.muscle("outer-shin-muscles", P(EDL), (), "see"),
        f.muscle("tibialis-anterior", P(TA), [P(q) for q in TAF]),
    )
    f.layer(
        "bones-over",
        area(P(PATELLA), "bone", "bone-kneecap-r"),
        area(P(PATELLA, 1), "bone", "bone-kneecap-l"),
        area(P(BUMP), "bone", "bone-bump"),
        area(P(HEAD), "bone", "bone-knob"),
    )
    f.avoid(
        "shin-bone",
        P(
            points(
                "80,158 99,150 96,250 90,340 84,400 84,436 70,440 62,430 63,400 64,320 66,220 "
                "68,166"
            )
        ),
    )
    f.avoid("outer-nerve", P(ellipse(124, 140, 10, 32)))
    return f
