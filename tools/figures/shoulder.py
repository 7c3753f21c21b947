"""Right shoulder from behind: spot 14. 14 units are 1 cm. The parts also serve upper-back."""

from __future__ import annotations

from tools.figures.drawing import Drawing
from tools.figures.geometry import ellipse, place, points, sym
from tools.figures.shapes import area, block, edged, group, line, oval

CX, OY = (205, 44)
P = place(CX, OY)
BODY = points(
    "0,-140! 50,-140! 53,0 60,58 90,90 150,111 220,119 286,131 328,160 346,220 "
    "352,290 362,370 370,440 380,520 392,740! 298,740! 290,560 278,470 264,400 "
    "244,336! 234,390 218,460 204,540 194,640 192,740! 0,740!"
)
HEAD = points("0,-160! 104,-160! 106,-60 98,-20 82,16 60,36 30,44 0,46")
EAR = points("100,-90 122,-84 120,-44 108,-14 98,-14")
SCAP = points(
    "88,152 102,140 120,150 160,168 230,180 254,190 264,212 250,234 226,252 196,302 "
    "162,358 134,396 114,404 102,390 92,330 82,250 82,190"
)
RIDGE = points("86,220 120,209 180,186 236,162 266,152")
ACROMION = points("226,160 258,142 290,144 308,160 292,175 262,172 242,178")
HUMERUS = points(
    "262,184 286,164 320,172 336,198 332,228 320,252 324,330 336,440 352,560 364,740! "
    "328,740! 314,560 300,440 290,330 284,256 264,236 254,208"
)
INFRA = points(
    "90,234 130,222 186,200 240,182 290,178 318,190 314,208 280,222 240,236 204,284 "
    "166,342 138,384 118,386 104,340 92,280"
)
INFRA_FIBERS = [
    points("104,258 180,230 290,200"),
    points("112,312 190,256 288,208"),
    points("122,362 184,290 250,226"),
]
SUPRA = points("92,198 106,162 150,172 210,162 262,156 246,160 200,178 150,198 110,210")
TERES_MINOR = points(
    "322,206 330,226 300,244 264,256 232,296 200,344 178,374 164,372 180,336 212,290 "
    "246,244 284,228"
)
TERES_FIBERS = [points("176,362 222,294 256,250 320,218")]
TRAPEZIUS = points(
    "14,46! 34,48 56,74 88,100 150,120 220,128 284,140 300,156 262,158 210,178 "
    "150,202 100,220 76,290 44,420 16,560!"
)
TRAP_FIBERS = [
    points("10,120 120,140 250,146"),
    points("8,200 60,210 110,208"),
    points("8,470 44,340 84,236"),
]
RHOMBOIDS = points("20,112! 50,142 86,196 88,300 100,376 60,320 20,262!")
RHOMB_FIBERS = [points("14,150 84,232"), points("14,196 88,292"), points("14,240 94,344")]
RIBS = [
    [(16, y), (60, y + 10), (110, y + 36), (160, y + 92), (190, y + 170)]
    for y in (150, 192, 234, 276, 318, 360, 402, 444, 486)
]
BUMP = 116


def vertebrae(P, s=1, last=700):
    out = [
        block("bone", *P([(0, y - 0.5)])[0], 36 * s, 29 * s, 8 * s)
        for y in range(BUMP + 36, last, 36)
    ]
    out += [block("bone", *P([(0, y + 1)])[0], 18 * s, 22 * s, 7 * s) for y in (62, 86)]
    ((x, y),) = P([(0, BUMP)])
    return group("bone-spine", *out) + oval("bone", x, y, 17 * s, 17 * s, "bone-bump")


def head(P):
    return group(
        "head", area(P(EAR), "skin"), area(P(EAR, -1), "skin"), area(P(sym(HEAD)), "hair", "hair")
    )


def ribcage(P):
    return group(
        "bone-ribs",
        *(
            line(
                P(r, k),
                "bonestroke rib dim no-dots minor" if i % 2 else "bonestroke rib dim no-dots",
            )
            for i, r in enumerate(RIBS)
            for k in (-1, 1)
        ),
        extra='clip-path="url(#body-clip)"',
    )


def build():
    f = Drawing("shoulder-back")
    f.body("body", P(sym(BODY)))
    f.layer("bones-deep", area(P(HUMERUS), "bone dim context faint", "bone-humerus"), ribcage(P))
    f.layer("spine", vertebrae(P))
    f.layer(
        "bones",
        area(P(SCAP, -1), "bone mid context", "bone-scapula-l"),
        area(P(SCAP), "bone plate", "bone-scapula-r"),
    )
    f.layer(
        "muscles",
        f.muscle("trapezius", P(TRAPEZIUS, -1), [P(q, -1) for q in TRAP_FIBERS], "see", "l"),
        f.muscle("supraspinatus", P(SUPRA)),
        f.muscle("teres-minor", P(TERES_MINOR), [P(q) for q in TERES_FIBERS]),
        f.muscle("infraspinatus", P(INFRA), [P(q) for q in INFRA_FIBERS]),
    )
    f.layer(
        "bones-over",
        area(P(ACROMION), "bone", "bone-acromion"),
        edged(P(RIDGE), "ridge", "bone-ridge"),
    )
    f.raw(head(P))
    f.avoid("spine", P([(-9, BUMP + 20, "c"), (9, BUMP + 20, "c"), (9, 620, "c"), (-9, 620, "c")]))
    f.avoid("outer-corner", P(ellipse(254, 206, 24, 20)))
    return f
