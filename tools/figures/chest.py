"""Right upper chest from the front: spot 9. The outline of shoulder-back, 14 units are 1 cm."""

from __future__ import annotations

from tools.figures.drawing import Drawing
from tools.figures.geometry import ellipse, place, points, sym
from tools.figures.shapes import area, circle, edged, line
from tools.figures.shoulder import BODY, HUMERUS

CX, OY = (395, 44)
L = place(CX, OY)


def P(pts, side=-1):
    return L(pts, side)


FACE = points("0,-160! 104,-160! 104,-70 96,-30 76,14 48,44 20,56 0,58")
EAR = points("100,-90 120,-84 119,-50 108,-24 99,-24")
COLLAR = points("18,146 66,136 120,146 176,142 230,132 276,142")
CLAV_PART = points(
    "20,158 68,150 120,160 158,158 186,186 228,222 268,246 292,262 288,286 250,270 "
    "200,240 130,206 60,186 20,178"
)
STERN_PART = points(
    "16,182 60,192 130,212 200,246 250,276 286,290 276,312 246,334 216,366 170,398 "
    "112,412 56,400 20,370 14,300"
)
CFIB = [points("40,168 130,190 230,242 280,272"), points("120,166 180,196 240,238")]
SFIB = [
    points("24,220 120,234 220,276"),
    points("24,290 120,296 230,296"),
    points("40,366 130,356 236,316"),
]
DELTOID = points(
    "196,146 240,142 284,146 322,168 340,216 342,290 330,360 316,372 304,320 288,262 "
    "250,226 212,190"
)
DFIB = [points("240,154 290,220 318,350")]
STERNUM = points("0,140 22,144 26,160 16,184 15,260 20,340 12,380 0,400")
RIBS = [[(20, y), (80, y + 14), (140, y + 36), (190, y + 80)] for y in (190, 238, 286, 334, 382)]


def build():
    f = Drawing("chest-front")
    f.body("body", P(sym(BODY), 1))
    f.layer(
        "bones-deep",
        *(line(P(r, k), "bonestroke rib dim no-dots") for r in RIBS for k in (-1, 1)),
        area(P(HUMERUS), "bone dim context faint no-dots", "bone-humerus"),
        extra='clip-path="url(#body-clip)"',
    )
    f.layer(
        "muscles",
        f.muscle("deltoid", P(DELTOID), [P(q) for q in DFIB], "see lined"),
        '<g id="muscle-pectoralis-major" class="m">'
        + area(P(STERN_PART), "muscle")
        + area(P(CLAV_PART), "muscle")
        + "".join(line(P(q), "fiber") for q in CFIB + SFIB)
        + "</g>",
    )
    f.layer(
        "bones",
        area(P(sym(STERNUM)), "bone", "bone-breastbone"),
        edged(P(COLLAR), "crest", "bone-collarbone-r"),
        edged(P(COLLAR, 1), "crest", "bone-collarbone-l"),
    )
    f.layer(
        "head",
        area(P(EAR), "skin"),
        area(P(EAR, 1), "skin"),
        area(P(sym(FACE)), "skin", "face-shape"),
        line(P(points("-30,2 0,6 30,2"), 1), "contour"),
        line(P(points("-14,22 0,25 14,22"), 1), "contour only-pixel"),
    )
    f.layer(
        "contours",
        line(P(points("36,62 28,100 14,138")), "contour soft"),
        line(P(points("36,62 28,100 14,138"), 1), "contour soft"),
        *(circle("lip only-pixel", CX + k * 138, 346 + OY, 7) for k in (-1, 1)),
    )
    f.avoid("hollow", P(ellipse(206, 176, 26, 22)))
    f.avoid("armpit", P(ellipse(262, 306, 20, 26)))
    f.avoid("breastbone", P(sym(points("0,166! 12,168 11,260 14,340 8,378 0,388!"))))
    return f
