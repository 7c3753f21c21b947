"""The trunk from behind, drawn once for lumbar-back and buttock-back.

Local units: 11 are 1 cm, x from the midline, the right side.
"""

from __future__ import annotations

from tools.figures.geometry import num, points, spline
from tools.figures.shapes import area, block, edged, group, line, path

TRUNK = points(
    "0,-20! 176,-20! 180,60 176,150 164,240 156,306 164,360 182,420 196,490 200,560 "
    "197,640 190,730 180,820 170,920! 26,920! 20,820 12,740 0,700!"
)
ARM = points(
    "222,-20! 212,60 208,150 216,240 230,330 236,410 242,480 240,530 238,590 246,640 "
    "266,668 300,676 330,650 330,540 312,410 294,310 286,240 288,150 286,70 292,-20!"
)
VERT = [
    (-6, 34),
    (32, 35),
    (70, 36),
    (108, 38),
    (146, 39),
    (184, 40),
    (222, 42),
    (262, 44),
    (303, 46),
    (344, 48),
    (385, 50),
    (425, 50),
]
RIBS = {
    8: points("16,50 70,64 124,104 164,166 184,250"),
    9: points("18,90 70,108 124,150 160,206 178,270"),
    10: points("18,130 70,152 120,192 152,236 166,294"),
    11: points("18,170 66,192 112,222 148,262"),
    12: points("18,208 60,227 100,250 134,280"),
}
WING = points(
    "44,462 50,430 74,396 110,376 144,384 166,410 168,436 154,470 148,506 136,534 "
    "126,562 116,600 94,610 80,592 86,560 84,534 66,512 48,494"
)
CREST = points("50,442 58,420 76,398 110,380 144,388 164,414")
SACRUM = points("0,446 40,448 46,470 36,512 18,552 8,576 0,582")
FEMUR = points(
    "138,524 158,508 176,512 188,530 186,560 178,600 170,700 164,920! 136,920! "
    "146,700 148,600 146,566 134,548"
)
KNOB = points("152,514 170,508 187,524 188,552 176,572 160,560")


def both(P, pts, cls, id=None, closed=True):
    draw = area if closed else line
    return "".join((draw(P(pts, s), cls, id and f"{id}-{n}") for s, n in ((-1, "l"), (1, "r"))))


def both_edged(P, pts, kind, id):
    return "".join((edged(P(pts, s), kind, f"{id}-{n}") for s, n in ((-1, "l"), (1, "r"))))


def spine(P, scale=1, lines=VERT, first_lumbar=7):
    """vertebrae as rounded blocks, lumbar ones with their side wings"""
    out = []
    for i, (y, w) in enumerate(lines):
        ((cx, cy),) = P([(0, y)])
        if i >= first_lumbar:
            x = (min(w, 44) + 2) * scale
            out.append(block("bone", cx, cy, 2 * x, 12 * scale, 6 * scale))
        out.append(block("bone", cx, cy - 0.5 * scale, w * scale, 31 * scale, 8 * scale))
        out.append(path(f"M{num(cx)} {num(cy - 7 * scale)}v{num(14 * scale)}", "boneline"))
    return group("bone-spine", *out)


def pelvis(P, sacrum, femur=True):
    return group(
        "bone-pelvis",
        both(P, FEMUR, "bone dim context faint", "bone-femur") if femur else "",
        both(P, WING, "bone dim context", "bone-ilium"),
        path(spline(sacrum), "bone dim context", "bone-sacrum"),
        both_edged(P, CREST, "crest", "bone-crest"),
    )
